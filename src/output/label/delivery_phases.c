/* SPDX-License-Identifier: MIT */
/*
 * What a delivery does in each of its phases (delivery_parts.h). The outcome never claims more than
 * is known: a label counts as printed when the printer says that nothing of it is left, or, where
 * it cannot be asked, when it has read to the end and closed, or its node has taken everything.
 */

#include "delivery_parts.h"

#include <errno.h>

#define ASK_FIRST_US   50000u
#define ASK_AGAIN_US   250000u
#define LOOK_AGAIN_US  1000000u
#define STRANGE_MOST   8u
#define READS_IN_A_ROW 8u /* who talks without end must not be listened to without end */

static bool asks(const struct delivery *delivery)
{
    return delivery->dialect && delivery->link.kind != LINK_PIPE && !delivery->target.voice->mute;
}

/* ---- bytes ---------------------------------------------------------------------------------- */

/* Keeps what was said, up to more than any answer. 0 or -errno: it hung up. */
static int listen_to(struct delivery *delivery)
{
    uint8_t bytes[64];
    for (unsigned i = 0; i < READS_IN_A_ROW; i++) {
        ssize_t got = link_read(&delivery->link, bytes, sizeof bytes);
        if (got <= 0) {
            return (int)got;
        }
        delivery->moved = true;
        for (ssize_t at = 0; at < got && delivery->said_size < sizeof delivery->said; at++) {
            delivery->said[delivery->said_size++] = bytes[at];
        }
    }
    return 0;
}

/* Writes from *at on what goes now. 0 or -errno. */
static int push(struct delivery *delivery, struct lot_span bytes, size_t *at)
{
    while (*at < bytes.size) {
        ssize_t went = link_write(&delivery->link, lot_span_part(bytes, *at, bytes.size - *at));
        if (went <= 0) {
            return (int)went;
        }
        delivery->moved = true;
        *at += (size_t)went;
    }
    return 0;
}

/* ---- before the label ----------------------------------------------------------------------- */

static int reached(struct delivery *delivery)
{
    int error = link_reached(&delivery->link);
    bool node = delivery->link.kind == LINK_NODE;
    bool looks = node && delivery->target.options->asking != LOT_PRINTER_ASK_NOT;
    if (error < 0) {
        return error;
    }
    return delivery_enter(delivery, looks ? PHASE_LOOK : asks(delivery) ? PHASE_ASK : PHASE_SEND);
}

static int looked_before(struct delivery *delivery, int error, enum lot_printer_state state)
{
    if (error == 0 && state != LOT_PRINTER_READY) {
        return delivery_end(delivery, LOT_SENT_NOTHING, state, 0);
    }
    return delivery_enter(delivery, asks(delivery) ? PHASE_ASK : PHASE_SEND);
}

static int begin_asking(struct delivery *delivery)
{
    delivery->asked = 0;
    delivery->said_size = 0;
    return 0;
}

/* 0: *out is the printer's answer; 1: it is not whole yet; negative: there will be none. */
static int hear(struct delivery *delivery, struct answer *out)
{
    int error = push(delivery, delivery->dialect->question, &delivery->asked);
    int hung_up = error < 0 ? error : listen_to(delivery);
    int outcome = delivery->dialect->read(lot_span(delivery->said, delivery->said_size), out);
    if (outcome == 0) {
        delivery->target.voice->answers = true;
        delivery->state = out->state;
    }
    return outcome == 1 && hung_up < 0 ? hung_up : outcome;
}

static int hear_before(struct delivery *delivery)
{
    struct answer answer;
    int outcome = hear(delivery, &answer);
    if (outcome == -EBADMSG) {
        return delivery_end(delivery, LOT_SENT_NOTHING, LOT_PRINTER_STRANGE_ANSWER, 0);
    }
    if (outcome != 0) {
        return outcome < 0 ? outcome : 0;
    }
    if (answer.state != LOT_PRINTER_READY) {
        return delivery_end(delivery, LOT_SENT_NOTHING, answer.state, 0);
    }
    return delivery_enter(delivery, PHASE_SEND);
}

/*
 * It is silent. One that never answered may not know the question: a node cannot be asked more, a
 * connection is, by ending it, whether anybody reads at all.
 */
static int silent_before(struct delivery *delivery)
{
    bool may_be_mute = delivery->target.options->asking == LOT_PRINTER_ASK_AUTO &&
                       !delivery->target.voice->answers && delivery->said_size == 0;
    if (!may_be_mute) {
        return delivery_end(delivery, LOT_SENT_NOTHING, LOT_PRINTER_NO_ANSWER, 0);
    }
    if (delivery->link.kind == LINK_SOCKET) {
        link_finish(&delivery->link);
        return delivery_enter(delivery, PHASE_HUSH);
    }
    delivery->target.voice->mute = true;
    return delivery_enter(delivery, PHASE_SEND);
}

/* It closed without a word: it reads and cannot answer. */
static int hear_end(struct delivery *delivery)
{
    int error = listen_to(delivery);
    if (error == -EPIPE && delivery->said_size == 0) {
        delivery->target.voice->mute = true;
        return delivery_restart(delivery);
    }
    return error == -EPIPE ? delivery_end(delivery, LOT_SENT_NOTHING, LOT_PRINTER_NO_ANSWER, 0)
                           : error;
}

static int nobody_there(struct delivery *delivery)
{
    return delivery_end(delivery, LOT_SENT_NOTHING, LOT_PRINTER_OFFLINE, -ETIMEDOUT);
}

static int never_closed(struct delivery *delivery)
{
    return delivery_end(delivery, LOT_SENT_NOTHING, LOT_PRINTER_NO_ANSWER, 0);
}

/* ---- the label ------------------------------------------------------------------------------ */

static int after_label(struct delivery *delivery)
{
    if (delivery->link.kind == LINK_PIPE) {
        return delivery_end(delivery, LOT_SENT_DONE, LOT_PRINTER_READY, 0);
    }
    if (asks(delivery)) {
        return delivery_enter(delivery, PHASE_CONFIRM);
    }
    if (delivery->link.kind == LINK_NODE) {
        return delivery_enter(delivery, PHASE_DRAIN);
    }
    link_finish(&delivery->link);
    return delivery_enter(delivery, PHASE_CLOSE);
}

static int send_label(struct delivery *delivery)
{
    size_t before = delivery->sent;
    int hung_up = listen_to(delivery);
    int error = push(delivery, lot_span(delivery->data, delivery->size), &delivery->sent);
    error = error < 0 ? error : hung_up;
    if (error < 0) {
        return error;
    }
    if (delivery->sent == delivery->size) {
        return after_label(delivery);
    }
    return delivery->sent > before ? delivery_wait(delivery) : 0;
}

static int resume(struct delivery *delivery)
{
    (void)delivery;
    return 0;
}

static int give_up(struct delivery *delivery)
{
    return delivery->link.kind == LINK_NODE
               ? delivery_enter(delivery, PHASE_NAME)
               : delivery_end(delivery, delivery_sent(delivery), LOT_PRINTER_NO_ANSWER, -ETIMEDOUT);
}

static int looked_why(struct delivery *delivery, int error, enum lot_printer_state state)
{
    bool named = error == 0 && state != LOT_PRINTER_READY;
    return delivery_end(delivery, delivery_sent(delivery), named ? state : LOT_PRINTER_NO_ANSWER,
                        -ETIMEDOUT);
}

static int looked_not(struct delivery *delivery)
{
    return looked_why(delivery, -ETIMEDOUT, LOT_PRINTER_READY);
}

/* ---- after the label ------------------------------------------------------------------------ */

static int wait_for_close(struct delivery *delivery)
{
    int error = listen_to(delivery);
    return error == -EPIPE ? delivery_end(delivery, LOT_SENT_DONE, LOT_PRINTER_READY, 0) : error;
}

/* Ready again after the last byte: closing usblp throws away what it has not sent yet. */
static int drain(struct delivery *delivery)
{
    if (!link_is_drained(&delivery->link)) {
        return 0;
    }
    bool looks = delivery->target.options->asking != LOT_PRINTER_ASK_NOT;
    return looks ? delivery_enter(delivery, PHASE_CHECK)
                 : delivery_end(delivery, LOT_SENT_DONE, LOT_PRINTER_READY, 0);
}

/* Out of paper with the label in its memory: it may print on when there is some. */
static int looked_after(struct delivery *delivery, int error, enum lot_printer_state state)
{
    if (error < 0 || state == LOT_PRINTER_READY) {
        return delivery_end(delivery, LOT_SENT_DONE, LOT_PRINTER_READY, 0);
    }
    delivery->state = state;
    return delivery_pause(delivery, LOOK_AGAIN_US);
}

static int never_ready(struct delivery *delivery)
{
    bool named = delivery->state != LOT_PRINTER_READY;
    return delivery_end(delivery, LOT_SENT_UNKNOWN, named ? delivery->state : LOT_PRINTER_NO_ANSWER,
                        -ETIMEDOUT);
}

/* The printer has a moment to begin. */
static int begin_confirming(struct delivery *delivery)
{
    delivery->state = LOT_PRINTER_READY;
    return delivery_pause(delivery, ASK_FIRST_US);
}

/* A question may get lost while the paper is out: it is put again. */
static int ask_again(struct delivery *delivery)
{
    begin_asking(delivery);
    return delivery_remind(delivery);
}

/* What is not an answer may be the rest of one that was late: asked again, but not for ever. */
static int hear_after(struct delivery *delivery)
{
    struct answer answer;
    int outcome = hear(delivery, &answer);
    if (outcome == -EBADMSG && ++delivery->strange == STRANGE_MOST) {
        return delivery_end(delivery, LOT_SENT_UNKNOWN, LOT_PRINTER_STRANGE_ANSWER, 0);
    }
    if (outcome == 1 || (outcome < 0 && outcome != -EBADMSG)) {
        return outcome < 0 ? outcome : 0;
    }
    if (outcome == 0 && answer.state == LOT_PRINTER_READY && !answer.busy) {
        return delivery_end(delivery, LOT_SENT_DONE, LOT_PRINTER_READY, 0);
    }
    return delivery_pause(delivery, ASK_AGAIN_US);
}

/* ---- the table ------------------------------------------------------------------------------ */

/* clang-format off */
const struct phase_row delivery_phases[PHASE_COUNT] = {
    [PHASE_REACH] = {.writes = true, .ready = reached, .again = resume, .late = nobody_there},
    [PHASE_LOOK] = {.enter = delivery_look, .looked = looked_before, .late = never_closed},
    [PHASE_ASK] = {.reads = true, .asks = true, .enter = begin_asking, .ready = hear_before,
                   .again = resume, .late = silent_before},
    [PHASE_HUSH] = {.reads = true, .ready = hear_end, .again = resume, .late = never_closed},
    [PHASE_SEND] = {.waits_long = true, .reads = true, .writes = true, .ready = send_label,
                    .again = resume, .late = give_up},
    [PHASE_CLOSE] = {.waits_long = true, .reads = true, .ready = wait_for_close, .again = resume,
                     .late = never_ready},
    [PHASE_DRAIN] = {.waits_long = true, .writes = true, .ready = drain, .again = resume,
                     .late = give_up},
    [PHASE_CHECK] = {.waits_long = true, .enter = delivery_look, .looked = looked_after,
                     .again = delivery_look, .late = never_ready},
    [PHASE_CONFIRM] = {.waits_long = true, .reads = true, .asks = true,
                       .enter = begin_confirming, .ready = hear_after, .again = ask_again,
                       .late = never_ready},
    [PHASE_NAME] = {.enter = delivery_look, .looked = looked_why, .late = looked_not},
};
/* clang-format on */
