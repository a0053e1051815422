/* SPDX-License-Identifier: MIT */
#ifndef LABEL_DELIVERY_PARTS_H
#define LABEL_DELIVERY_PARTS_H

/*
 * A delivery is in one phase at a time:
 *
 *     REACH -> LOOK -> ASK -> SEND -> CONFIRM          a printer that answers
 *                       |              (asked until nothing of the label is left to print)
 *                       +-> HUSH -> REACH ...          one that does not, but reads
 *     REACH -> LOOK --------> SEND -> CLOSE            a connection that is not asked: the printer
 *                                                      closes when it has read to the end
 *                             SEND -> DRAIN -> CHECK   a node that is not asked
 *                             SEND -> NAME             gives up, and asks what was in the way
 *
 * Functions of a phase answer 0: go on; ENDED: the delivery may be gone; -errno: it failed.
 */

#include "delivery.h"
#include "link.h"
#include "status.h"

#include <systemd/sd-event.h>

#define ENDED 1

enum phase {
    PHASE_REACH,
    PHASE_LOOK,
    PHASE_ASK,
    PHASE_HUSH,
    PHASE_SEND,
    PHASE_CLOSE,
    PHASE_DRAIN,
    PHASE_CHECK,
    PHASE_CONFIRM,
    PHASE_NAME,
    PHASE_COUNT
};

struct phase_row {
    bool waits_long; /* the printer's patience, or else an answer's */
    bool reads, writes;
    bool asks;                               /* writes until the question is out */
    int (*enter)(struct delivery *delivery); /* NULL: nothing */
    int (*ready)(struct delivery *delivery); /* there is something to read or room to write */
    int (*looked)(struct delivery *delivery, int error, enum lot_printer_state state);
    int (*again)(struct delivery *delivery); /* a pause is over */
    int (*late)(struct delivery *delivery);  /* the wait is over */
};
extern const struct phase_row delivery_phases[PHASE_COUNT];

struct delivery {
    struct delivery_target target;
    struct link link;
    const struct dialect *dialect; /* NULL: it is not asked */
    enum phase phase;
    bool moved; /* bytes went or came in this turn */
    uint8_t *data;
    size_t size, sent;
    size_t asked; /* bytes of the question that went */
    uint8_t said[STATUS_ANSWER_MAX + 1];
    size_t said_size;
    unsigned strange;             /* answers that were none */
    enum lot_printer_state state; /* the last that is known */
    int inquiry;                  /* usb_status_ask's descriptor; -1: none */
    sd_event_source *io, *deadline, *pause, *looking;
};

/* ---- delivery.c ----------------------------------------------------------------------------- */

/* Goes on to a phase, whose wait begins. */
int delivery_enter(struct delivery *delivery, enum phase phase);
/* The phase's wait begins anew. */
int delivery_wait(struct delivery *delivery);
/* Calls the phase's again after that time; the link is left alone until then. */
int delivery_pause(struct delivery *delivery, uint64_t usec);
/* The same after the time for an answer, and the link is listened to all the while. */
int delivery_remind(struct delivery *delivery);
/* Asks a USB printer; the phase's looked is called. */
int delivery_look(struct delivery *delivery);
/* Connects anew, as if nothing had been. */
int delivery_restart(struct delivery *delivery);
int delivery_end(struct delivery *delivery, enum lot_sent sent, enum lot_printer_state state,
                 int error);

#endif
