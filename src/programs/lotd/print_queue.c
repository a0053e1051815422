/* SPDX-License-Identifier: MIT */
/*
 * take -> compose -> render -> send -> end, one job at a time. A job that cannot be composed is
 * cancelled with the reason in the log; one of which no byte went out is queued again and tried
 * after a pause; one that went out in part is unknown, and a person decides.
 */

#include "print_queue.h"

#include "alarm.h"
#include "clock.h"

#include <lot/label.h>

#include <systemd/sd-event.h>

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DOUBLINGS_MAX 6u /* of the pause: half an hour at most with the usual patience */

struct print_queue {
    struct sd_event *loop;
    struct lot_ledger *ledger;
    const struct config *config; /* NULL: not configured yet */
    struct lot_sender *sender;   /* NULL: no printer */
    struct sd_event_source *pump;
    struct alarm retry;
    uint64_t sending;  /* the job under way; 0: none */
    unsigned failures; /* in a row, of a printer that took nothing */
};

static void end_job(struct print_queue *queue, uint64_t id, enum lot_job_state state)
{
    const struct lot_job_end end = {.job = id, .state = state, .time = clock_now()};
    int error = lot_ledger_job_end(queue->ledger, &end);
    if (error < 0) {
        lot_log(LOT_LOG_ERROR, "print job %" PRIu64 ": its end is not on record: %s", id,
                strerror(-error));
    }
}

/* ---- sending -------------------------------------------------------------------------------- */

/*
 * The printer took nothing: it may be off, or out of labels, for a night. The pauses grow, and the
 * log says it once; a new job, or another configuration, tries at once.
 */
static void try_later(struct print_queue *queue, uint64_t id, int error)
{
    if (queue->failures++ == 0) {
        lot_log(LOT_LOG_WARNING,
                "print job %" PRIu64 ": %s: %s; nothing was sent, it is tried again", id,
                queue->config->printer.target, strerror(-error));
    }
    unsigned doublings = queue->failures < DOUBLINGS_MAX ? queue->failures : DOUBLINGS_MAX;
    alarm_after(&queue->retry, queue->loop, queue->config->printer.patience_ms << doublings);
}

static void on_sent(void *user, enum lot_sent sent, int error)
{
    static const enum lot_job_state ends[] = {
        [LOT_SENT_DONE] = LOT_JOB_DONE,
        [LOT_SENT_NOTHING] = LOT_JOB_QUEUED,
        [LOT_SENT_UNKNOWN] = LOT_JOB_UNKNOWN,
    };
    struct print_queue *queue = user;
    uint64_t id = queue->sending;
    queue->sending = 0;
    end_job(queue, id, ends[sent]);
    if (sent == LOT_SENT_NOTHING) {
        try_later(queue, id, error);
        return;
    }
    if (sent == LOT_SENT_UNKNOWN) {
        lot_log(LOT_LOG_WARNING, "print job %" PRIu64 ": %s: %s; look whether it was printed", id,
                queue->config->printer.target, strerror(-error));
    }
    queue->failures = 0;
    print_queue_kick(queue);
}

static struct lot_label_data label_of(const struct lot_print_job *job)
{
    return (struct lot_label_data){
        .item = lot_text_span(&job->item),
        .item_name = lot_text_span(&job->item_name),
        .lot = lot_text_span(&job->lot),
        .best_before = job->dates.best_before,
        .expiry = job->dates.expiry,
        .quantity = job->quantity,
        .decimals = job->decimals,
        .unit = lot_text_span(&job->unit),
        .supplier = lot_text_span(&job->supplier),
    };
}

/* Printer bytes of a job; negative when it cannot be printed, which was logged. */
static int render(const struct print_queue *queue, const struct lot_print_job *job,
                  struct lot_bytes *out)
{
    const struct config *config = queue->config;
    struct lot_label_fault fault = {.text = ""};
    const struct lot_label_data data = label_of(job);
    struct lot_label_job print = {
        .options = &config->label,
        .format = config->printer_format,
        .print = config->print,
    };
    print.print.copies = job->copies;
    int error = lot_label_print(config->lot_template, &data, &print, out, &fault);
    if (error < 0) {
        lot_log(LOT_LOG_ERROR, "print job %" PRIu64 ": it cannot be printed: %s", job->id,
                fault.text[0] ? fault.text : strerror(-error));
    }
    return error;
}

static void print(struct print_queue *queue, const struct lot_print_job *job)
{
    struct lot_bytes bytes = {0};
    char name[48];
    snprintf(name, sizeof name, "label-%" PRIu32 "-%" PRIu64, lot_ledger_device(queue->ledger),
             job->id);
    if (render(queue, job, &bytes) < 0) {
        end_job(queue, job->id, LOT_JOB_CANCELLED);
        print_queue_kick(queue);
        return;
    }
    queue->sending = job->id;
    int error =
        lot_sender_send(queue->sender, lot_span(bytes.data, bytes.size), name, on_sent, queue);
    if (error < 0) {
        on_sent(queue, LOT_SENT_NOTHING, error);
    }
    lot_bytes_done(&bytes);
}

static bool has_printer(struct print_queue *queue)
{
    const char *target = queue->config->printer.target;
    if (queue->sender || !target) {
        return queue->sender != NULL;
    }
    int error = lot_sender_new(&queue->sender, queue->loop, &queue->config->printer);
    if (error < 0) {
        lot_log(LOT_LOG_WARNING, "printer %s: %s; labels stay queued", target, strerror(-error));
    }
    return error == 0;
}

static int on_pump(sd_event_source *source, void *user)
{
    (void)source;
    struct print_queue *queue = user;
    struct lot_print_job job;
    if (queue->sending != 0 || !has_printer(queue)) {
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
    print_queue_kick(user);
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
    int error = sd_event_add_defer(loop, &queue->pump, on_pump, queue);
    if (error >= 0) {
        sd_event_source_set_priority(queue->pump, SD_EVENT_PRIORITY_IDLE);
        error = lot_ledger_jobs_recover(ledger, clock_now());
    }
    if (error < 0) {
        print_queue_free(queue);
        return error;
    }
    if (error > 0) {
        lot_log(LOT_LOG_WARNING,
                "%d labels were being sent when lotd stopped: look whether they"
                " were printed",
                error);
    }
    *out = queue;
    return 0;
}

struct print_queue *print_queue_free(struct print_queue *queue)
{
    if (!queue) {
        return NULL;
    }
    lot_sender_free(queue->sender); /* what is under way ends, and is recorded */
    alarm_done(&queue->retry);
    sd_event_source_disable_unref(queue->pump);
    sd_event_unref(queue->loop);
    free(queue);
    return NULL;
}

void print_queue_configure(struct print_queue *queue, const struct config *config)
{
    if (!queue->config || !config_same(queue->config, config, "printer")) {
        queue->sender = lot_sender_free(queue->sender);
        queue->failures = 0;
    }
    queue->config = config;
    print_queue_kick(queue);
}

void print_queue_kick(struct print_queue *queue)
{
    int error = sd_event_source_set_enabled(queue->pump, SD_EVENT_ONESHOT);
    if (error < 0) {
        lot_log(LOT_LOG_ERROR, "print queue: %s", strerror(-error));
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
