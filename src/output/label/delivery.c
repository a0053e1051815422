/* SPDX-License-Identifier: MIT */
/*
 * Brings a label to a printer without ever waiting for it: the loop, its timers and what phase is
 * next. All of it runs when the loop is idle, so that a printer that talks without end, or takes a
 * byte at a time, costs the scan path nothing.
 */

#include "delivery_parts.h"

#include "usb_status.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#define SPIN_US     100000u /* a device that is ready and takes nothing would spin the loop */
#define ACCURACY_US 10000u

enum lot_sent delivery_sent(const struct delivery *delivery)
{
    return delivery->sent > 0 ? LOT_SENT_UNKNOWN : LOT_SENT_NOTHING;
}

static void stop_looking(struct delivery *delivery)
{
    delivery->looking = sd_event_source_disable_unref(delivery->looking);
    if (delivery->inquiry >= 0) {
        close(delivery->inquiry);
        delivery->inquiry = -1;
    }
}

struct delivery *delivery_free(struct delivery *delivery)
{
    if (delivery) {
        sd_event_source_disable_unref(delivery->io);
        sd_event_source_disable_unref(delivery->deadline);
        sd_event_source_disable_unref(delivery->pause);
        stop_looking(delivery);
        link_close(&delivery->link);
        free(delivery->data);
        free(delivery);
    }
    return NULL;
}

/* ---- ending --------------------------------------------------------------------------------- */

int delivery_end(struct delivery *delivery, enum lot_sent sent, enum lot_printer_state state,
                 int error)
{
    const struct lot_sent_report report = {
        .sent = sent, .printer = state, .error = error, .text = ""};
    sd_event_source_set_enabled(delivery->io, SD_EVENT_OFF);
    sd_event_source_set_enabled(delivery->deadline, SD_EVENT_OFF);
    sd_event_source_set_enabled(delivery->pause, SD_EVENT_OFF);
    stop_looking(delivery);
    delivery->target.ended(delivery->target.user, &report);
    return ENDED;
}

/* The kernel said it: what that means for the printer. */
static int fail(struct delivery *delivery, int error)
{
    bool hung_up = delivery->phase != PHASE_REACH && (error == -EPIPE || error == -ECONNRESET);
    enum lot_printer_state state = hung_up               ? LOT_PRINTER_BROKE_OFF
                                   : error == -ETIMEDOUT ? LOT_PRINTER_NO_ANSWER
                                                         : LOT_PRINTER_OFFLINE;
    return delivery_end(delivery, delivery_sent(delivery), state, error);
}

/* ---- phases --------------------------------------------------------------------------------- */

static const struct phase_row *row_of(const struct delivery *delivery)
{
    return &delivery_phases[delivery->phase];
}

static int arm(sd_event_source *timer, uint64_t usec)
{
    int error = sd_event_source_set_time_relative(timer, usec);
    return error < 0 ? error : sd_event_source_set_enabled(timer, SD_EVENT_ONESHOT);
}

/* What is waited for on the link: room to write only where there is something to write. */
static int listen_as_due(struct delivery *delivery)
{
    const struct phase_row *row = row_of(delivery);
    bool asks = row->asks && delivery->asked < delivery->dialect->question.size;
    uint32_t events = (row->reads ? EPOLLIN : 0u) | (row->writes || asks ? EPOLLOUT : 0u);
    int error = sd_event_source_set_io_events(delivery->io, events);
    return error < 0 ? error
                     : sd_event_source_set_enabled(delivery->io,
                                                   events != 0 ? SD_EVENT_ON : SD_EVENT_OFF);
}

int delivery_wait(struct delivery *delivery)
{
    const struct lot_sender_options *options = delivery->target.options;
    int64_t wait_ms = row_of(delivery)->waits_long ? options->patience_ms : options->answer_ms;
    return arm(delivery->deadline, (uint64_t)wait_ms * 1000);
}

int delivery_enter(struct delivery *delivery, enum phase phase)
{
    delivery->phase = phase;
    delivery->moved = true; /* it went on */
    sd_event_source_set_enabled(delivery->pause, SD_EVENT_OFF);
    int error = delivery_wait(delivery);
    error = error < 0 ? error : listen_as_due(delivery);
    if (error < 0 || !row_of(delivery)->enter) {
        return error < 0 ? error : 0;
    }
    return row_of(delivery)->enter(delivery);
}

int delivery_pause(struct delivery *delivery, uint64_t usec)
{
    int error = sd_event_source_set_enabled(delivery->io, SD_EVENT_OFF);
    return error < 0 ? error : arm(delivery->pause, usec);
}

int delivery_remind(struct delivery *delivery)
{
    return arm(delivery->pause, (uint64_t)delivery->target.options->answer_ms * 1000);
}

/* ---- the loop ------------------------------------------------------------------------------- */

/* What a phase answered; the delivery may be gone afterwards. */
static int conclude(struct delivery *delivery, int outcome)
{
    if (outcome < 0) {
        fail(delivery, outcome);
    }
    return 0;
}

static int on_io(sd_event_source *source, int fd, uint32_t events, void *user)
{
    (void)source, (void)fd, (void)events;
    struct delivery *delivery = user;
    delivery->moved = false;
    int outcome = row_of(delivery)->ready(delivery);
    if (outcome == 0) {
        int enabled = SD_EVENT_OFF;
        sd_event_source_get_enabled(delivery->io, &enabled);
        if (enabled != SD_EVENT_OFF) {
            outcome = delivery->moved ? listen_as_due(delivery) : delivery_pause(delivery, SPIN_US);
        }
    }
    return conclude(delivery, outcome);
}

static int on_pause(sd_event_source *timer, uint64_t usec, void *user)
{
    (void)timer, (void)usec;
    struct delivery *delivery = user;
    int outcome = row_of(delivery)->again(delivery);
    outcome = outcome == 0 ? listen_as_due(delivery) : outcome;
    return conclude(delivery, outcome);
}

static int on_deadline(sd_event_source *timer, uint64_t usec, void *user)
{
    (void)timer, (void)usec;
    struct delivery *delivery = user;
    return conclude(delivery, row_of(delivery)->late(delivery));
}

static int on_looked(sd_event_source *source, int fd, uint32_t events, void *user)
{
    (void)source, (void)events;
    struct delivery *delivery = user;
    enum lot_printer_state state = LOT_PRINTER_READY;
    delivery->inquiry = -1;
    delivery->looking = sd_event_source_disable_unref(delivery->looking);
    int error = usb_status_read(fd, &state);
    return conclude(delivery, row_of(delivery)->looked(delivery, error, state));
}

int delivery_look(struct delivery *delivery)
{
    stop_looking(delivery);
    delivery->inquiry = usb_status_ask(&delivery->link);
    if (delivery->inquiry < 0) {
        return delivery->inquiry;
    }
    int error = sd_event_add_io(delivery->target.loop, &delivery->looking, delivery->inquiry,
                                EPOLLIN, on_looked, delivery);
    return error < 0 ? error : 0;
}

/* ---- starting ------------------------------------------------------------------------------- */

static int open_link(struct delivery *delivery)
{
    const struct lot_sender_options *options = delivery->target.options;
    delivery->io = sd_event_source_disable_unref(delivery->io);
    link_close(&delivery->link);
    int error = link_open(&delivery->link, options->target, options->patience_ms);
    error = error < 0 ? error
                      : sd_event_add_io(delivery->target.loop, &delivery->io, delivery->link.fd,
                                        EPOLLOUT, on_io, delivery);
    return error < 0 ? error : sd_event_source_set_priority(delivery->io, SD_EVENT_PRIORITY_IDLE);
}

/* Only a connection has to be waited for. */
int delivery_restart(struct delivery *delivery)
{
    int error = open_link(delivery);
    if (error < 0) {
        return error;
    }
    return delivery->link.kind == LINK_SOCKET ? delivery_enter(delivery, PHASE_REACH)
                                              : delivery_phases[PHASE_REACH].ready(delivery);
}

static int add_timer(struct delivery *delivery, sd_event_source **out,
                     sd_event_time_handler_t handler)
{
    int error = sd_event_add_time_relative(delivery->target.loop, out, CLOCK_MONOTONIC, 0,
                                           ACCURACY_US, handler, delivery);
    return error < 0 ? error : sd_event_source_set_enabled(*out, SD_EVENT_OFF);
}

static int start(struct delivery *delivery)
{
    int error = add_timer(delivery, &delivery->deadline, on_deadline);
    error = error < 0 ? error : add_timer(delivery, &delivery->pause, on_pause);
    return error < 0 ? error : delivery_restart(delivery);
}

int delivery_start(struct delivery **out, const struct delivery_target *target,
                   struct lot_span bytes)
{
    bool asks = target->options->asking != LOT_PRINTER_ASK_NOT;
    struct delivery *delivery = calloc(1, sizeof *delivery);
    if (!delivery) {
        return -ENOMEM;
    }
    *delivery = (struct delivery){
        .target = *target,
        .link.fd = -1,
        .dialect = asks ? dialect_of(target->options->language) : NULL,
        .data = malloc(bytes.size),
        .size = bytes.size,
        .inquiry = -1,
    };
    int error = -ENOMEM;
    if (delivery->data) {
        memcpy(delivery->data, bytes.data, bytes.size);
        error = start(delivery);
    }
    if (error < 0) {
        delivery_free(delivery);
        return error;
    }
    *out = delivery;
    return 0;
}
