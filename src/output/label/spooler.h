/* SPDX-License-Identifier: MIT */
#ifndef LABEL_SPOOLER_H
#define LABEL_SPOOLER_H

#include <lot/label.h>

/* One job on its way to CUPS by the program lp. */
struct spooling;

/* "lp:QUEUE". */
bool spooler_is_target(const char *target);

struct spooling_target {
    struct sd_event *loop;
    const struct lot_sender_options *options;
    const char *title;
    /* Called once, from the loop; the spooling may be freed in it. */
    void (*ended)(void *user, const struct lot_sent_report *report);
    void *user;
};

/* -errno: nothing went out. */
int spooling_start(struct spooling **out, const struct spooling_target *target,
                   struct lot_span bytes);
/* Ends lp at once when it still runs; whether the job got through nobody can tell then. */
struct spooling *spooling_free(struct spooling *spooling);

#endif
