/* SPDX-License-Identifier: MIT */
#ifndef LABEL_DELIVERY_H
#define LABEL_DELIVERY_H

#include <lot/label.h>

/* One job on its way to a printer that takes bytes: a device node, a pipe or a connection. */
struct delivery;

/* What earlier deliveries learnt of a printer. */
struct voice {
    bool answers; /* it has answered: its silence is a fault */
    bool mute;    /* it reads, and does not know the question */
};

struct delivery_target {
    struct sd_event *loop;
    const struct lot_sender_options *options;
    struct voice *voice;
    /* Called once, from the loop; the delivery may be freed in it. */
    void (*ended)(void *user, const struct lot_sent_report *report);
    void *user;
};

/* Opens the way and starts (the bytes are copied, the options borrowed); -errno: nothing went out.
 */
int delivery_start(struct delivery **out, const struct delivery_target *target,
                   struct lot_span bytes);
/* Stops at once. */
struct delivery *delivery_free(struct delivery *delivery);
/* What can be said of a job that is stopped now. */
enum lot_sent delivery_sent(const struct delivery *delivery);

#endif
