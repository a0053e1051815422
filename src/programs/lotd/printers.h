/* SPDX-License-Identifier: MIT */
#ifndef PRINTERS_H
#define PRINTERS_H

/*
 * The printer and its fallback: a label goes to the first that takes anything of it. What is wrong
 * with each is told when it begins, and when it is over, not with every label.
 */

#include "config.h"
#include "wording.h"

#include <lot/ledger.h>

struct printers;
struct sd_event;

struct printers_listener {
    void *user;
    /* A fault began or is over: printer as configured, and what is to be told. */
    void (*told)(void *user, enum lot_printer_state state, const char *text);
    /* How the label that was printed ended, and where. */
    void (*ended)(void *user, const char *printer, const struct lot_sent_report *report);
};

int printers_new(struct printers **out, struct sd_event *loop,
                 const struct printers_listener *listener);
/* A label under way ends with -ECANCELED. */
struct printers *printers_free(struct printers *printers);
/* Goes on with this configuration, which is borrowed until the next call. */
void printers_configure(struct printers *printers, const struct config *config);
bool printers_any(const struct printers *printers);

/*
 * Prints a label; name as for lot_sender_send. 0: ended is called once, perhaps before return;
 * negative: it cannot be printed, as text says.
 */
int printers_print(struct printers *printers, const struct lot_print_job *job, const char *name,
                   char text[WORDING_SIZE]);

/* What is known of the first printer. */
enum lot_printer_state printers_state(const struct printers *printers);

#endif
