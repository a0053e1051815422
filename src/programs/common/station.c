/* SPDX-License-Identifier: MIT */
/*
 * One scan's way, in one place, for the daemon, for replayed sessions and for a scan typed by hand:
 * what it means is computed first, written second, and believed third.
 */

#include "station.h"

#include "calibrated.h"
#include "waiting.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct station {
    const struct config *config;
    struct lot_ledger *ledger;
    struct lot_engine state;
    struct lot_decoded decoded;
    struct lot_effects effects;
    struct lot_ledger_fault rule; /* that the last refused transaction breaks */
    unsigned refusals;            /* ever; the last STATION_REFUSALS are kept */
    struct station_refusal refusal[STATION_REFUSALS];
    struct waiting waiting; /* scans that a failed ledger did not take */
};

/* ---- making --------------------------------------------------------------------------------- */

static int take_up(struct station *station, char text[200])
{
    uint8_t saved[LOT_ENGINE_SAVED_MAX];
    int size = lot_ledger_engine(station->ledger, saved, sizeof saved);
    text[0] = '\0';
    station->state.mode = station->config->policy.home;
    if (size <= 0) {
        return size;
    }
    int dropped = lot_engine_load(&station->state, lot_span(saved, (size_t)size));
    if (dropped > 0) {
        station->state.mode = station->config->policy.home;
        snprintf(text, 200,
                 "the saved state (%d bytes) is of a version that is not known; it was"
                 " dropped, and what was half filled must be scanned again",
                 size);
    }
    return dropped < 0 ? dropped : 0;
}

int station_new(struct station **out, const struct config *config, struct lot_ledger *ledger,
                char text[200])
{
    struct station *station = calloc(1, sizeof *station);
    if (!station) {
        return -ENOMEM;
    }
    station->config = config;
    station->ledger = ledger;
    int error = take_up(station, text);
    if (error < 0) {
        station_free(station);
        return error;
    }
    *out = station;
    return 0;
}

struct station *station_free(struct station *station)
{
    free(station);
    return NULL;
}

void station_configure(struct station *station, const struct config *config)
{
    station->config = config;
}

/* ---- wording -------------------------------------------------------------------------------- */

static void word_say(const struct station *station, struct lot_span scanned, struct verdict *out)
{
    switch (out->say.code) {
    case LOT_CODE_LEDGER_FAILED:
        wording_ledger_fault(lot_ledger_fault(station->ledger), station->config->ledger_path,
                             out->message);
        break;
    case LOT_CODE_LEDGER_REFUSED:
        snprintf(out->message, sizeof out->message, "%s: %s",
                 wording_say_template(LOT_CODE_LEDGER_REFUSED), station->rule.text);
        break;
    case LOT_CODE_UNREADABLE:
        wording_problem(&station->decoded.error, scanned, out->message);
        break;
    default:
        wording_say(&out->say, out->message);
    }
}

/* What was taken goes without saying where something is asked; else the question follows it. */
static void word(const struct station *station, struct lot_span scanned, struct verdict *out)
{
    wording_say(&out->ask, out->prompt);
    word_say(station, scanned, out);
    bool asks = out->outcome == LOT_OUTCOME_PROMPT || out->outcome == LOT_OUTCOME_WARNING;
    if (!asks || !out->prompt[0]) {
        return;
    }
    bool silent = out->say.code == LOT_CODE_TAKEN || out->say.code == LOT_CODE_REPEATED;
    size_t used = silent ? 0 : strlen(out->message);
    snprintf(out->message + used, sizeof out->message - used, "%s%s", used > 0 ? "; " : "",
             out->prompt);
}

static void remember_refusal(struct station *station, const struct lot_scan *scan,
                             const struct verdict *verdict)
{
    enum lot_code code = verdict->say.code;
    struct station_refusal *refusal = &station->refusal[station->refusals % STATION_REFUSALS];
    *refusal = (struct station_refusal){.time = scan->time,
                                        .size = scan->bytes.size,
                                        .code = code,
                                        .on_record = code != LOT_CODE_LEDGER_FAILED};
    lot_text_set(&refusal->scan, lot_span_part(scan->bytes, 0, LOT_TEXT_MAX));
    snprintf(refusal->reason, sizeof refusal->reason, "%.*s", (int)sizeof refusal->reason - 1,
             verdict->message);
    station->refusals++;
    if (!refusal->on_record) {
        waiting_add(&station->waiting, scan);
    }
}

/* ---- committing ----------------------------------------------------------------------------- */

static int commit(struct station *station, const struct lot_scan *scan,
                  const struct lot_engine *state, struct lot_committed *out)
{
    uint8_t saved[LOT_ENGINE_SAVED_MAX];
    const struct lot_effects *effects = &station->effects;
    const struct lot_commit commit = {
        .scan = scan,
        .outcome = effects->outcome,
        .code = effects->say.code,
        .transaction = effects->commit.job != LOT_JOB_NONE ? &effects->commit : NULL,
        .note = effects->note,
        .note_count = effects->note_count,
        .print = effects->print.copies > 0 ? &effects->print : NULL,
        .label = effects->label.job != 0 ? &effects->label : NULL,
        .engine = lot_span(saved, lot_engine_save(state, saved)),
        .operator_id = state->operator_id,
    };
    return lot_ledger_commit(station->ledger, &commit, out);
}

/* What the engine wanted is not to be: only the refusal is left of its effects. */
static void refuse(struct station *station, enum lot_code code)
{
    station->effects = (struct lot_effects){
        .outcome = LOT_OUTCOME_ERROR,
        .say.code = code,
        .deadline_ms = station->effects.deadline_ms,
    };
}

/*
 * Commits the scan with all that came of it. A transaction that breaks a rule of the ledger leaves
 * the scan alone on record, refused, with the state as it was.
 */
static int commit_scan(struct station *station, const struct lot_scan *scan,
                       const struct lot_engine *next, struct verdict *out)
{
    int error = commit(station, scan, next, &out->committed);
    if (error != -EDOM) {
        station->state = error < 0 ? station->state : *next;
        return error;
    }
    station->rule = *lot_ledger_fault(station->ledger);
    refuse(station, LOT_CODE_LEDGER_REFUSED);
    return commit(station, scan, &station->state, &out->committed);
}

/* ---- stepping ------------------------------------------------------------------------------- */

/* The engine asked before its movements were booked, or its answer: what it asks now follows. */
static void ask_after_booking(struct station *station, const struct lot_scan *scan,
                              struct verdict *out)
{
    struct lot_say ask;
    bool booked = station->effects.commit.job != LOT_JOB_NONE || station->effects.label.job != 0;
    if (scan && out->outcome == LOT_OUTCOME_OK && booked &&
        lot_engine_prompt(&station->state, &station->config->policy,
                          lot_ledger_book(station->ledger), scan->time, &ask) == 0) {
        out->ask = ask;
    }
}

static int conclude(struct station *station, const struct lot_scan *scan, int error,
                    struct verdict *out)
{
    if (error < 0) {
        refuse(station, LOT_CODE_LEDGER_FAILED);
        out->committed = (struct lot_committed){0};
    }
    out->outcome = station->effects.outcome;
    out->say = station->effects.say;
    out->ask = station->effects.ask;
    out->deadline_ms = station->effects.deadline_ms;
    ask_after_booking(station, scan, out);
    word(station, scan ? scan->bytes : lot_span(NULL, 0), out);
    if (scan && out->outcome == LOT_OUTCOME_ERROR) {
        remember_refusal(station, scan, out);
    }
    return error;
}

/* The calibration code is about the scanner: it is on record, and the state stays as it is. */
static int calibrate(struct station *station, const struct lot_scan *scan, struct verdict *out)
{
    struct lot_effects effects = {.deadline_ms = station->effects.deadline_ms};
    calibrated_say(station->config, scan->bytes, &effects.outcome, &effects.say);
    int error = lot_engine_prompt(&station->state, &station->config->policy,
                                  lot_ledger_book(station->ledger), scan->time, &effects.ask);
    station->effects = effects;
    error = error < 0 ? error : commit_scan(station, scan, &station->state, out);
    return conclude(station, scan, error, out);
}

int station_scan(struct station *station, const struct lot_scan *scan, struct verdict *out)
{
    struct lot_engine next;
    const struct lot_decode_options options =
        config_decode_options(station->config, lot_date_at(scan->time));
    const struct lot_event event = {
        .kind = LOT_EVENT_SCAN, .now = scan->time, .scan = scan, .decoded = &station->decoded};
    *out = (struct verdict){0};
    if (lot_calibration_likely(scan->bytes)) {
        return calibrate(station, scan, out);
    }
    lot_decode(&options, scan->bytes, &station->decoded);
    int error = lot_engine_step(&station->state, &station->config->policy,
                                lot_ledger_book(station->ledger), &event, &next, &station->effects);
    error = error < 0 ? error : commit_scan(station, scan, &next, out);
    return conclude(station, scan, error, out);
}

/* What time did is on record with the state that follows. */
static int commit_time(struct station *station, const struct lot_engine *next, struct verdict *out)
{
    int error = commit(station, NULL, next, &out->committed);
    station->state = error < 0 ? station->state : *next;
    return error;
}

int station_time(struct station *station, struct lot_time now, struct verdict *out)
{
    struct lot_engine next;
    const struct lot_event event = {.kind = LOT_EVENT_TIME, .now = now};
    *out = (struct verdict){0};
    int error = lot_engine_step(&station->state, &station->config->policy,
                                lot_ledger_book(station->ledger), &event, &next, &station->effects);
    if (error == 0 && station->effects.say.code == LOT_CODE_NOTHING) {
        out->deadline_ms = station->effects.deadline_ms;
        return 1;
    }
    error = error < 0 ? error : commit_time(station, &next, out);
    return conclude(station, NULL, error, out);
}

/* ---- after a failure ------------------------------------------------------------------------ */

static void word_reopened(const struct station *station, bool found, char text[WORDING_SIZE])
{
    snprintf(text, WORDING_SIZE, "the ledger works again; scans that were refused: %u%s",
             station->waiting.count,
             found ? "; the first of them is booked all the same, and the state goes on from it"
                   : "; scan them again");
}

int station_reopen(struct station *station, struct lot_time now, char text[WORDING_SIZE])
{
    struct lot_scan refused[WAITING_MAX];
    struct lot_ledger_reopening how = {.now = now, .refused = refused};
    how.count = waiting_scans(&station->waiting, refused);
    how.lost = station->waiting.count - how.count;
    int result = lot_ledger_reopen(station->ledger, &how);
    if (result < 0) {
        wording_ledger_fault(lot_ledger_fault(station->ledger), station->config->ledger_path, text);
        return result;
    }
    word_reopened(station, result == 1, text);
    waiting_clear(&station->waiting);
    for (unsigned i = 0; i < STATION_REFUSALS; i++) {
        station->refusal[i].on_record = true;
    }
    char dropped[200];
    return take_up(station, dropped);
}

/* ---- asking --------------------------------------------------------------------------------- */

int station_prompt(struct station *station, struct lot_time now, char out[WORDING_SIZE])
{
    struct lot_say ask = {0};
    int error = lot_engine_prompt(&station->state, &station->config->policy,
                                  lot_ledger_book(station->ledger), now, &ask);
    if (error == 0) {
        wording_say(&ask, out);
    }
    return error;
}

const struct lot_engine *station_state(const struct station *station)
{
    return &station->state;
}

const struct station_refusal *station_refused(const struct station *station, unsigned index)
{
    unsigned kept = station->refusals < STATION_REFUSALS ? station->refusals : STATION_REFUSALS;
    if (index >= kept) {
        return NULL;
    }
    return &station->refusal[(station->refusals - 1 - index) % STATION_REFUSALS];
}

struct verdict_line station_line(const struct verdict *verdict, struct lot_span scan)
{
    return (struct verdict_line){
        .scan = scan,
        .outcome = lot_outcome_name(verdict->outcome),
        .code = lot_code_name(verdict->say.code),
        .message = verdict->message,
        .movement = verdict->committed.movement,
        .movement_count = verdict->committed.movement_count,
    };
}
