/* SPDX-License-Identifier: MIT */
/*
 * take -> print -> end, one job at a time. A job that cannot be composed is cancelled with the
 * reason in the log; one of which no byte went out is queued again and tried after a pause; one
 * that went out in part is unknown, and a person decides.
 */

#include "print_queue.h"

#include "alarm.h"
#include "clock.h"

#include <systemd/sd-event.h>

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHORT_PAUSE_MS 2000
#define DOUBLINGS_MAX  5u

struct print_queue {
    struct sd_event *loop;
    struct lot_ledger *ledger;
    struct printers *printers;
    struct print_queue_listener listener;
    struct sd_event_source *pump;
    struct alarm retry;
    uint64_t sending;  /* the job under way; 0: none */
    unsigned failures; /* in a row, of printers that took nothing */
    int64_t failed_ms; /* when the last of them was */
};

static void end_job(struct print_queue *queue, const struct lot_job_end *end)
{
    int error = lot_ledger_job_end(queue->ledger, end);
    if (error < 0) {
        lot_log(LOT_LOG_ERROR, "print job %" PRIu64 ": its end is not on record: %s", end->job,
                strerror(-error));
    }
}

/* Looks for a job when the loop has nothing better to do. */
static void pump(const struct print_queue *queue)
{
    int error = sd_event_source_set_enabled(queue->pump, SD_EVENT_ONESHOT);
    if (error < 0) {
        lot_log(LOT_LOG_ERROR, "print queue: %s", strerror(-error));
    }
}

/* ---- printing ------------------------------------------------------------------------------- */

/*
 * The printer took nothing: it may be off, or out of labels, for a night. The pauses grow; a new
 * job shortens them, but a label that is drawn in vain with every scan would cost the scan path.
 */
static void try_later(struct print_queue *queue)
{
    queue->failed_ms = clock_monotonic_ms();
    alarm_after(&queue->retry, queue->loop, (int64_t)SHORT_PAUSE_MS << queue->failures);
    queue->failures += queue->failures < DOUBLINGS_MAX;
}

static void on_ended(void *user, const char *printer, const struct lot_sent_report *report)
{
    static const enum lot_job_state states[] = {
        [LOT_SENT_DONE] = LOT_JOB_DONE,
        [LOT_SENT_NOTHING] = LOT_JOB_QUEUED,
        [LOT_SENT_UNKNOWN] = LOT_JOB_UNKNOWN,
    };
    struct print_queue *queue = user;
    bool stopped = report->error == -ECANCELED;
    const char *fault = stopped ? "interrupted" : lot_printer_state_name(report->printer);
    const struct lot_job_end end = {
        .job = queue->sending,
        .state = states[report->sent],
        .printer = lot_span_of(printer),
        .fault = lot_span_of(report->sent == LOT_SENT_DONE ? "" : fault),
        .time = clock_now(),
    };
    queue->sending = 0;
    end_job(queue, &end);
    if (report->sent == LOT_SENT_NOTHING) {
        try_later(queue);
        return;
    }
    queue->failures = 0;
    print_queue_kick(queue);
    if (report->sent == LOT_SENT_UNKNOWN) {
        lot_log(LOT_LOG_WARNING, "print job %" PRIu64 " at %s: %s; look whether it was printed",
                end.job, printer, fault);
        if (queue->listener.doubted) {
            queue->listener.doubted(queue->listener.user);
        }
    }
}

static void on_told(void *user, enum lot_printer_state state, const char *text)
{
    const struct print_queue *queue = user;
    if (queue->listener.told) {
        queue->listener.told(queue->listener.user, state, text);
    }
}

static void print(struct print_queue *queue, const struct lot_print_job *job)
{
    char name[48], text[WORDING_SIZE] = "";
    snprintf(name, sizeof name, "label-%" PRIu32 "-%" PRIu64, lot_ledger_device(queue->ledger),
             job->id);
    queue->sending = job->id;
    if (printers_print(queue->printers, job, name, text) < 0) {
        const struct lot_job_end end = {.job = job->id,
                                        .state = LOT_JOB_CANCELLED,
                                        .fault = lot_span_of(text),
                                        .time = clock_now()};
        queue->sending = 0;
        lot_log(LOT_LOG_ERROR, "print job %" PRIu64 ": it cannot be printed: %s", job->id, text);
        end_job(queue, &end);
        print_queue_kick(queue);
    }
}

static int on_pump(sd_event_source *source, void *user)
{
    (void)source;
    struct print_queue *queue = user;
    struct lot_print_job job;
    if (queue->sending != 0 || !printers_any(queue->printers)) {
        return 0;
    }
    int result = lot_ledger_job_take(queue->ledger, &job);
    if (result == 0) {
        print(queue, &job);
    } else if (result < 0) {
        lot_log(LOT_LOG_ERROR, "print queue: %s", strerror(-result));
    }
    return 0;
}

/* ---- making --------------------------------------------------------------------------------- */

static void on_retry(void *user)
{
    pump(user);
}

static int set_up(struct print_queue *queue)
{
    const struct printers_listener listener = {queue, on_told, on_ended};
    int error = sd_event_add_defer(queue->loop, &queue->pump, on_pump, queue);
    error = error < 0 ? error : sd_event_source_set_priority(queue->pump, SD_EVENT_PRIORITY_IDLE);
    error = error < 0 ? error : printers_new(&queue->printers, queue->loop, &listener);
    return error < 0 ? error : lot_ledger_jobs_recover(queue->ledger, clock_now());
}

int print_queue_new(struct print_queue **out, struct sd_event *loop, struct lot_ledger *ledger)
{
    struct print_queue *queue = calloc(1, sizeof *queue);
    if (!queue) {
        return -ENOMEM;
    }
    queue->loop = sd_event_ref(loop);
    queue->ledger = ledger;
    alarm_init(&queue->retry, on_retry, queue);
    int doubtful = set_up(queue);
    if (doubtful < 0) {
        print_queue_free(queue);
        return doubtful;
    }
    if (doubtful > 0) {
        lot_log(LOT_LOG_WARNING,
                "%d labels were being sent when lotd stopped: look whether they"
                " were printed",
                doubtful);
    }
    *out = queue;
    return 0;
}

struct print_queue *print_queue_free(struct print_queue *queue)
{
    if (!queue) {
        return NULL;
    }
    queue->listener = (struct print_queue_listener){0};
    printers_free(queue->printers); /* what is under way ends, and is recorded */
    alarm_done(&queue->retry);
    sd_event_source_disable_unref(queue->pump);
    sd_event_unref(queue->loop);
    free(queue);
    return NULL;
}

void print_queue_listen(struct print_queue *queue, const struct print_queue_listener *listener)
{
    queue->listener = *listener;
}

void print_queue_configure(struct print_queue *queue, const struct config *config)
{
    printers_configure(queue->printers, config);
    queue->failures = 0;
    print_queue_kick(queue);
}

enum lot_printer_state print_queue_printer(const struct print_queue *queue)
{
    return printers_state(queue->printers);
}

void print_queue_recover(struct print_queue *queue)
{
    int unknown = queue->sending == 0 ? lot_ledger_jobs_recover(queue->ledger, clock_now()) : 0;
    if (unknown < 0) {
        lot_log(LOT_LOG_ERROR, "print queue: %s", strerror(-unknown));
    }
    print_queue_kick(queue);
}

void print_queue_kick(struct print_queue *queue)
{
    int64_t pause_ms = queue->failed_ms + SHORT_PAUSE_MS - clock_monotonic_ms();
    if (queue->failures > 0 && pause_ms > 0) {
        alarm_after(&queue->retry, queue->loop, pause_ms);
    } else {
        pump(queue);
    }
}

void print_queue_drain(struct print_queue *queue)
{
    int enabled = SD_EVENT_OFF;
    int error = sd_event_source_get_enabled(queue->pump, &enabled);
    while (error >= 0 && (queue->sending != 0 || enabled != SD_EVENT_OFF)) {
        error = sd_event_run(queue->loop, UINT64_MAX);
        sd_event_source_get_enabled(queue->pump, &enabled);
    }
}
