/* SPDX-License-Identifier: MIT */
/*
 * After each verdict: light and tone first, since the operator waits for them, then the bus, then
 * the timers, and the printer when the loop is idle. Nothing here runs before the commit.
 */

#include "service.h"

#include "alarm.h"
#include "clock.h"
#include "exit_status.h"
#include "print_queue.h"
#include "prompt.h"

#include <lot/feedback.h>

#include <systemd/sd-event.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECKPOINT_AFTER_MS 2000
#define RED_LIGHT_MS        1500 /* how long a failed daemon stays to show that it failed */
#define REOPEN_AFTER_MS     1000 /* then twice as long, and so on */
#define REOPEN_AT_MOST_MS   60000

struct service {
    struct sd_event *loop;
    const struct config *config;
    struct holding *holding;
    struct station *station;
    struct service_listener listener;
    struct lot_feedback *feedback; /* NULL: no lights */
    struct print_queue *print_queue;
    struct alarm checkpoint, deadline, reopen, end;
    int64_t patience_ms; /* until the next try to open a failed ledger again; 0: it works */
    struct prompt prompt;
};

/* ---- what follows a verdict ----------------------------------------------------------------- */

static void refresh_prompt(struct service *service);

static void play(struct service *service, enum lot_pattern pattern)
{
    int error = service->feedback ? lot_feedback_play(service->feedback, pattern) : 0;
    if (error < 0) {
        lot_log(LOT_LOG_WARNING, "lights: %s", strerror(-error));
    }
}

/* What cannot be put right from here: show it, then end, and be started again. */
static void give_up(struct service *service, const char *text)
{
    lot_log(LOT_LOG_ERROR, "%s", text);
    play(service, LOT_PATTERN_ERROR);
    if (!service->end.source) {
        alarm_after(&service->end, service->loop, RED_LIGHT_MS);
    }
}

static void try_again(struct service *service)
{
    int64_t longer = service->patience_ms * 2;
    service->patience_ms = longer == 0                  ? REOPEN_AFTER_MS
                           : longer < REOPEN_AT_MOST_MS ? longer
                                                        : REOPEN_AT_MOST_MS;
    if (alarm_after(&service->reopen, service->loop, service->patience_ms) < 0) {
        give_up(service, "a timer cannot be set");
    }
}

/* A ledger that failed takes nothing until it was opened again; one that cannot be read is over. */
static void fail(struct service *service, const char *text)
{
    if (!lot_ledger_failure(service->holding->ledger)) {
        give_up(service, text);
        return;
    }
    play(service, LOT_PATTERN_ERROR);
    if (service->patience_ms == 0) {
        lot_log(LOT_LOG_ERROR, "%s", text);
        try_again(service);
    }
    refresh_prompt(service);
}

static void fail_ledger(struct service *service)
{
    char text[WORDING_SIZE];
    wording_ledger_fault(lot_ledger_fault(service->holding->ledger), service->config->ledger_path,
                         text);
    fail(service, text);
}

static void on_end(void *user)
{
    const struct service *service = user;
    sd_event_exit(service->loop, EXIT_FAILED);
}

static void set_alarm(struct service *service, int result)
{
    if (result < 0) {
        give_up(service, "a timer cannot be set");
    }
}

static void written(struct service *service)
{
    set_alarm(service, alarm_after(&service->checkpoint, service->loop, CHECKPOINT_AFTER_MS));
}

static void on_checkpoint(void *user)
{
    struct service *service = user;
    if (lot_ledger_checkpoint(service->holding->ledger) < 0) {
        fail_ledger(service);
    }
}

static void refresh_prompt(struct service *service)
{
    unsigned news = prompt_refresh(&service->prompt, service->station, service->holding->ledger,
                                   service->config);
    if ((news & PROMPT_UNWELL) && service->patience_ms == 0) {
        lot_log(LOT_LOG_WARNING, "%s", service->prompt.health);
        play(service, LOT_PATTERN_WARNING);
    }
    if ((news & PROMPT_CHANGED) && service->listener.prompt_changed) {
        service->listener.prompt_changed(service->listener.user);
    }
}

static void follow(struct service *service, const struct verdict *verdict, struct lot_span scan,
                   int error)
{
    static const enum lot_pattern patterns[] = {
        [LOT_OUTCOME_OK] = LOT_PATTERN_OK,        [LOT_OUTCOME_WARNING] = LOT_PATTERN_WARNING,
        [LOT_OUTCOME_ERROR] = LOT_PATTERN_ERROR,  [LOT_OUTCOME_PROMPT] = LOT_PATTERN_PROMPT,
        [LOT_OUTCOME_IGNORED] = LOT_PATTERN_TICK,
    };
    const struct verdict_line line = station_line(verdict, scan);
    play(service, patterns[verdict->outcome]);
    if (service->listener.outcome) {
        service->listener.outcome(service->listener.user, &line);
    }
    if (error < 0) {
        fail(service, verdict->message);
        return;
    }
    refresh_prompt(service);
    written(service);
    set_alarm(service, alarm_at(&service->deadline, service->loop, verdict->deadline_ms));
    if (verdict->committed.job != 0) {
        print_queue_kick(service->print_queue);
    }
}

int service_scan(struct service *service, const struct lot_scan *scan, struct verdict *out)
{
    int error = station_scan(service->station, scan, out);
    follow(service, out, scan->bytes, error);
    return error;
}

static void on_deadline(void *user)
{
    struct service *service = user;
    struct verdict verdict;
    int result = station_time(service->station, clock_now(), &verdict);
    if (result == 1) {
        set_alarm(service, alarm_at(&service->deadline, service->loop, verdict.deadline_ms));
    } else {
        follow(service, &verdict, lot_span(NULL, 0), result);
    }
}

/* ---- after a failure ------------------------------------------------------------------------ */

static void on_reopen(void *user)
{
    struct service *service = user;
    char text[WORDING_SIZE];
    if (station_reopen(service->station, clock_now(), text) < 0) {
        try_again(service);
        refresh_prompt(service);
        return;
    }
    lot_log(LOT_LOG_WARNING, "%s", text);
    service->patience_ms = 0;
    play(service, LOT_PATTERN_PROMPT);
    refresh_prompt(service);
    written(service);
    print_queue_recover(service->print_queue);
    on_deadline(service);
}

void service_dropped(struct service *service, const char *text)
{
    play(service, LOT_PATTERN_ERROR);
    int error = lot_ledger_record(service->holding->ledger, LOT_LEDGER_EVENT_DROPPED, clock_now(),
                                  lot_span_of(text));
    if (error < 0) {
        fail_ledger(service);
    } else {
        written(service);
    }
}

/* ---- the printer ---------------------------------------------------------------------------- */

/* A fault is told as an outcome is, though nothing was scanned. */
static void on_printer_told(void *user, enum lot_printer_state state, const char *text)
{
    struct service *service = user;
    bool fine = state == LOT_PRINTER_READY;
    char code[48];
    snprintf(code, sizeof code, "printer-%s", lot_printer_state_name(state));
    const struct verdict_line line = {
        .outcome = lot_outcome_name(fine ? LOT_OUTCOME_OK : LOT_OUTCOME_WARNING),
        .code = code,
        .message = text,
    };
    play(service, fine ? LOT_PATTERN_TICK : LOT_PATTERN_WARNING);
    if (service->listener.outcome) {
        service->listener.outcome(service->listener.user, &line);
    }
    if (service->listener.printer_changed) {
        service->listener.printer_changed(service->listener.user);
    }
}

static void on_label_doubted(void *user)
{
    refresh_prompt(user);
}

/* ---- requests ------------------------------------------------------------------------------- */

/* What a request came to: the ledger's own words when it is the ledger that refused. */
static int answer(struct service *service, int error, char text[WORDING_SIZE])
{
    const struct lot_ledger_fault *fault = lot_ledger_fault(service->holding->ledger);
    if (error >= 0) {
        written(service);
    } else if (fault->error != error) {
        snprintf(text, WORDING_SIZE, "%s", strerror(-error));
    } else if (fault->text[0]) {
        snprintf(text, WORDING_SIZE, "%s", fault->text);
    } else {
        wording_ledger_fault(fault, service->config->ledger_path, text);
    }
    return error;
}

int service_export(struct service *service, const char *root, struct lot_exported *out,
                   char text[WORDING_SIZE])
{
    root = root && *root ? root : service->config->export_root;
    if (!root) {
        snprintf(text, WORDING_SIZE, "say where to export to, or set [export] root");
        return -EINVAL;
    }
    int result = lot_export(service->holding->ledger, service->holding->key, root, UINT64_MAX,
                            clock_now(), out, text);
    play(service, result < 0 ? LOT_PATTERN_ERROR : LOT_PATTERN_SYNC);
    written(service);
    return result;
}

int service_print(struct service *service, const struct lot_job_request *request, uint64_t *job,
                  char text[WORDING_SIZE])
{
    int error = lot_ledger_job_add(service->holding->ledger, request, job);
    if (error >= 0) {
        print_queue_kick(service->print_queue);
    }
    return answer(service, error, text);
}

int service_decide(struct service *service, const struct lot_job_decision *decision,
                   char text[WORDING_SIZE])
{
    int error = lot_ledger_job_decide(service->holding->ledger, decision);
    if (error == 0) {
        print_queue_kick(service->print_queue);
        refresh_prompt(service);
    }
    return answer(service, error, text);
}

int service_set_status(struct service *service, const struct lot_ledger_status *change,
                       char text[WORDING_SIZE])
{
    int error = lot_ledger_put_status(service->holding->ledger, change);
    if (error == 0) {
        refresh_prompt(service);
    }
    return answer(service, error, text);
}

int service_backup(struct service *service, const char *path, char text[WORDING_SIZE])
{
    return answer(service, holding_backup(service->holding, path), text);
}

int service_import(struct service *service, const struct service_import *import, int64_t *rows,
                   char text[WORDING_SIZE])
{
    int result = lot_import(service->holding->ledger, import->kind, import->path, import->user_name,
                            clock_now(), import->report, import->user, rows);
    if (result >= 0) {
        refresh_prompt(service);
    }
    return answer(service, result, text);
}

const char *service_health(const struct service *service)
{
    return service->prompt.health;
}

const char *service_prompt(const struct service *service)
{
    return service->prompt.text;
}

enum lot_printer_state service_printer(const struct service *service)
{
    return print_queue_printer(service->print_queue);
}

const struct station *service_station(const struct service *service)
{
    return service->station;
}

struct lot_ledger *service_ledger(const struct service *service)
{
    return service->holding->ledger;
}

const struct config *service_config(const struct service *service)
{
    return service->config;
}

/* ---- making --------------------------------------------------------------------------------- */

static int open_feedback(struct service *service, const struct config *config)
{
    char text[160] = "";
    service->feedback = lot_feedback_free(service->feedback);
    if (!config->feedback.chip) {
        return 0;
    }
    int error = lot_feedback_new(&service->feedback, service->loop, &config->feedback, text);
    if (error < 0) {
        lot_log(LOT_LOG_ERROR, "lights on %s: %s", config->feedback.chip,
                text[0] ? text : strerror(-error));
    }
    return error;
}

int service_configure(struct service *service, const struct config *config)
{
    const struct config *old = service->config;
    bool same_lights = old && config_same(old, config, "feedback");
    int error = same_lights ? 0 : open_feedback(service, config);
    if (error < 0) {
        if (old) {
            open_feedback(service, old);
        }
        return error;
    }
    service->config = config;
    station_configure(service->station, config);
    print_queue_configure(service->print_queue, config);
    return 0;
}

void service_listen(struct service *service, const struct service_listener *listener)
{
    service->listener = *listener;
}

/* What was half filled when lotd stopped may be due by now. */
static int set_up(struct service *service, const struct config *config)
{
    int error = print_queue_new(&service->print_queue, service->loop, service->holding->ledger);
    if (error < 0) {
        lot_log(LOT_LOG_ERROR, "print queue: %s", strerror(-error));
        return error;
    }
    print_queue_listen(service->print_queue,
                       &(struct print_queue_listener){service, on_printer_told, on_label_doubted});
    error = service_configure(service, config);
    if (error == 0) {
        refresh_prompt(service);
        on_deadline(service);
    }
    return error;
}

int service_new(struct service **out, struct sd_event *loop, const struct config *config,
                struct holding *holding, struct station *station)
{
    struct service *service = calloc(1, sizeof *service);
    if (!service) {
        lot_log(LOT_LOG_ERROR, "out of memory");
        return -ENOMEM;
    }
    service->loop = sd_event_ref(loop);
    service->holding = holding;
    service->station = station;
    alarm_init(&service->checkpoint, on_checkpoint, service);
    alarm_init(&service->deadline, on_deadline, service);
    alarm_init(&service->reopen, on_reopen, service);
    alarm_init(&service->end, on_end, service);
    int error = set_up(service, config);
    if (error < 0) {
        service_free(service);
        return error;
    }
    *out = service;
    return 0;
}

struct service *service_free(struct service *service)
{
    if (!service) {
        return NULL;
    }
    print_queue_free(service->print_queue);
    lot_feedback_free(service->feedback);
    alarm_done(&service->checkpoint);
    alarm_done(&service->deadline);
    alarm_done(&service->reopen);
    alarm_done(&service->end);
    sd_event_unref(service->loop);
    free(service);
    return NULL;
}
