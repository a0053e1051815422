/* SPDX-License-Identifier: MIT */
#ifndef PRINT_QUEUE_H
#define PRINT_QUEUE_H

/*
 * The print queue's pump: jobs wait in the ledger, and go one at a time, oldest first, from there
 * to the printer. Without a printer they stay queued. Scanning never waits for it.
 */

#include "printers.h"

#include <lot/ledger.h>

struct print_queue;
struct sd_event;

/*
 * What was being sent when the power went is marked unknown: nobody can tell whether it was
 * printed. Borrows the ledger.
 */
int print_queue_new(struct print_queue **out, struct sd_event *loop, struct lot_ledger *ledger);
struct print_queue *print_queue_free(struct print_queue *queue);

struct print_queue_listener {
    void *user;
    /* As struct printers_listener. */
    void (*told)(void *user, enum lot_printer_state state, const char *text);
    /* There is a label of which nobody knows whether it came out. */
    void (*doubted)(void *user);
};
void print_queue_listen(struct print_queue *queue, const struct print_queue_listener *listener);
/* What is known of the first printer. */
enum lot_printer_state print_queue_printer(const struct print_queue *queue);

/*
 * Goes on with the printer of this configuration, which is borrowed until the next call. One that
 * cannot be opened is logged and tried again with the next job.
 */
void print_queue_configure(struct print_queue *queue, const struct config *config);
/* Runs the loop until no job is left that can be sent now: for a replay, which has no other loop.
 */
void print_queue_drain(struct print_queue *queue);
/* The ledger failed and works again: what it could not be told is unknown. */
void print_queue_recover(struct print_queue *queue);
/* There may be jobs: looks when the loop has nothing better to do, and where the printer has just
 * taken nothing, in a moment. */
void print_queue_kick(struct print_queue *queue);

#endif
