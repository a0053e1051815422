/* SPDX-License-Identifier: MIT */
/*
 * The station on an engine and a ledger that answer as told: nothing is believed before its commit,
 * a refusal is on record, a failure changes nothing.
 */

#include "station.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- an engine and a ledger that do as they are told ---------------------------------------- */

static struct {
    int step_error;
    struct lot_effects effects; /* of the next step */
    enum lot_mode next_mode;    /* of the state after it */
    int commit_errors[2];       /* of the first and second commit of a scan */
    int load_error;             /* 1: a version not known */
    int saved_size;
    int reopen_error;
    struct lot_ledger_reopening reopening;
    char refused[64][16]; /* that it was given to enter */
    /* what was asked of them */
    unsigned commits;
    struct lot_commit commit[2];
    enum lot_mode committed_mode[2];
    struct lot_ledger_fault fault;
} fake;

int lot_engine_step(const struct lot_engine *state, const struct lot_policy *policy,
                    const struct lot_book *book, const struct lot_event *event,
                    struct lot_engine *next, struct lot_effects *effects)
{
    (void)policy, (void)book, (void)event;
    if (fake.step_error == 0) {
        *next = *state;
        next->mode = fake.next_mode;
        *effects = fake.effects;
    }
    return fake.step_error;
}

int lot_engine_prompt(const struct lot_engine *state, const struct lot_policy *policy,
                      const struct lot_book *book, struct lot_time now, struct lot_say *ask)
{
    (void)state, (void)policy, (void)book, (void)now;
    *ask = (struct lot_say){.code = LOT_CODE_ASK_ITEM};
    return fake.step_error;
}

size_t lot_engine_save(const struct lot_engine *engine, uint8_t out[LOT_ENGINE_SAVED_MAX])
{
    out[0] = (uint8_t)engine->mode;
    return 1;
}

int lot_engine_load(struct lot_engine *engine, struct lot_span saved)
{
    *engine = (struct lot_engine){0};
    if (fake.load_error == 0) {
        engine->mode = (enum lot_mode)saved.data[0];
    }
    return fake.load_error;
}

const struct lot_book *lot_ledger_book(struct lot_ledger *ledger)
{
    (void)ledger;
    return NULL;
}

const struct lot_ledger_fault *lot_ledger_fault(const struct lot_ledger *ledger)
{
    (void)ledger;
    return &fake.fault;
}

int lot_ledger_engine(struct lot_ledger *ledger, uint8_t *out, size_t size)
{
    (void)ledger, (void)size;
    out[0] = LOT_MODE_MOVE;
    return fake.saved_size;
}

int lot_ledger_commit(struct lot_ledger *ledger, const struct lot_commit *commit,
                      struct lot_committed *out)
{
    (void)ledger;
    unsigned number = fake.commits++;
    assert_true(number < 2);
    fake.commit[number] = *commit;
    fake.committed_mode[number] = (enum lot_mode)commit->engine.data[0];
    int error = fake.commit_errors[number];
    *out = (struct lot_committed){0};
    if (error == 0) {
        *out = (struct lot_committed){.scan = 7, .movement = {8}, .movement_count = 1};
    }
    fake.fault = (struct lot_ledger_fault){
        .reason = error == -EIO ? LOT_LEDGER_BROKEN : LOT_LEDGER_FINE, .error = error};
    snprintf(fake.fault.text, sizeof fake.fault.text, "%s",
             error == -EDOM ? "stock would go below zero" : "");
    return error;
}

int lot_ledger_reopen(struct lot_ledger *ledger, const struct lot_ledger_reopening *how)
{
    (void)ledger;
    fake.reopening = *how;
    for (size_t i = 0; i < how->count; i++) {
        snprintf(fake.refused[i], sizeof fake.refused[0], "%.*s", (int)how->refused[i].bytes.size,
                 (const char *)how->refused[i].bytes.data);
    }
    return fake.reopen_error;
}

/* ---- the tests ------------------------------------------------------------------------------ */

static struct config *config;
static struct station *station;

static void report(void *user, const char *text)
{
    (void)user;
    fail_msg("%s", text);
}

static int set_up(void **state)
{
    (void)state;
    char text[200];
    memset(&fake, 0, sizeof fake);
    fake.next_mode = LOT_MODE_PICK;
    fake.effects.outcome = LOT_OUTCOME_OK;
    fake.effects.say = (struct lot_say){.code = LOT_CODE_DONE};
    assert_int_equal(config_load(&config, "/dev/null", report, NULL), 0);
    assert_int_equal(station_new(&station, config, NULL, text), 0);
    assert_string_equal(text, "");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    station_free(station);
    config_free(config);
    return 0;
}

static const struct lot_scan some_scan = {
    .bytes = {(const uint8_t *)"LOC-A-01", 8 },
      .time = {1772323200000,               60},
      .source = 3
};

static void committed_then_believed(void **state)
{
    (void)state;
    struct verdict verdict;
    fake.effects.commit.job = LOT_JOB_MOVE;
    fake.effects.print.copies = 2;
    fake.effects.deadline_ms = 1772323300000;
    assert_int_equal(station_scan(station, &some_scan, &verdict), 0);
    assert_int_equal(fake.commits, 1);
    assert_ptr_equal(fake.commit[0].scan, &some_scan);
    assert_non_null(fake.commit[0].transaction);
    assert_int_equal(fake.commit[0].transaction->job, LOT_JOB_MOVE);
    assert_int_equal(fake.commit[0].print->copies, 2);
    assert_int_equal(fake.committed_mode[0], LOT_MODE_PICK);
    assert_int_equal(station_state(station)->mode, LOT_MODE_PICK);
    assert_int_equal(verdict.outcome, LOT_OUTCOME_OK);
    assert_int_equal(verdict.deadline_ms, 1772323300000);
    struct verdict_line line = station_line(&verdict, some_scan.bytes);
    char text[VERDICT_LINE_SIZE];
    verdict_line_json(&line, text);
    assert_string_equal(text, "{\"scan\":\"LOC-A-01\",\"outcome\":\"ok\",\"code\":\"done\","
                              "\"message\":\"done\",\"movements\":[8]}");
    verdict_line_text(&line, text);
    assert_string_equal(text, "ok done: done");
}

static void scan_alone(void **state)
{
    (void)state;
    struct verdict verdict;
    assert_int_equal(station_scan(station, &some_scan, &verdict), 0);
    assert_null(fake.commit[0].transaction);
    assert_null(fake.commit[0].print);
}

static void commit_failed(void **state)
{
    (void)state;
    struct verdict verdict;
    fake.commit_errors[0] = -EIO;
    assert_int_equal(station_scan(station, &some_scan, &verdict), -EIO);
    assert_int_equal(fake.commits, 1);
    assert_int_equal(verdict.outcome, LOT_OUTCOME_ERROR);
    assert_int_equal(verdict.say.code, LOT_CODE_LEDGER_FAILED);
    assert_int_equal(verdict.committed.movement_count, 0);
    assert_int_equal(station_state(station)->mode, LOT_MODE_INQUIRE);
    assert_string_equal(verdict.message,
                        "/var/lib/lotd/ledger.db: reading or writing failed; check the disk");
}

static void rule_of_the_ledger_broken(void **state)
{
    (void)state;
    struct verdict verdict;
    fake.commit_errors[0] = -EDOM;
    fake.effects.commit.job = LOT_JOB_PICK;
    fake.effects.print.copies = 1;
    assert_int_equal(station_scan(station, &some_scan, &verdict), 0);
    assert_int_equal(fake.commits, 2);
    assert_int_equal(fake.commit[1].outcome, LOT_OUTCOME_ERROR);
    assert_int_equal(fake.commit[1].code, LOT_CODE_LEDGER_REFUSED);
    assert_null(fake.commit[1].transaction);
    assert_null(fake.commit[1].print);
    assert_int_equal(fake.committed_mode[1], LOT_MODE_INQUIRE);
    assert_int_equal(station_state(station)->mode, LOT_MODE_INQUIRE);
    assert_int_equal(verdict.outcome, LOT_OUTCOME_ERROR);
    assert_string_equal(verdict.message, "the ledger refused it; nothing was booked: stock would go"
                                         " below zero");
    assert_int_equal(station_refused(station, 0)->code, LOT_CODE_LEDGER_REFUSED);
}

static void refusal_that_cannot_be_recorded(void **state)
{
    (void)state;
    struct verdict verdict;
    fake.commit_errors[0] = -EDOM;
    fake.commit_errors[1] = -EIO;
    assert_int_equal(station_scan(station, &some_scan, &verdict), -EIO);
    assert_int_equal(verdict.say.code, LOT_CODE_LEDGER_FAILED);
}

static void book_failed(void **state)
{
    (void)state;
    struct verdict verdict;
    fake.step_error = -EIO;
    assert_int_equal(station_scan(station, &some_scan, &verdict), -EIO);
    assert_int_equal(fake.commits, 0);
    assert_int_equal(verdict.say.code, LOT_CODE_LEDGER_FAILED);
    assert_int_equal(station_state(station)->mode, LOT_MODE_INQUIRE);
}

static void nothing_was_due(void **state)
{
    (void)state;
    struct verdict verdict;
    fake.effects.say.code = LOT_CODE_NOTHING;
    fake.effects.deadline_ms = 5;
    assert_int_equal(station_time(station, some_scan.time, &verdict), 1);
    assert_int_equal(verdict.deadline_ms, 5);
    assert_int_equal(fake.commits, 0);
    assert_int_equal(station_state(station)->mode, LOT_MODE_INQUIRE);
}

static void waited_too_long(void **state)
{
    (void)state;
    struct verdict verdict;
    fake.effects.outcome = LOT_OUTCOME_WARNING;
    fake.effects.say.code = LOT_CODE_TIMED_OUT;
    fake.effects.note[0].kind = LOT_NOTE_DROPPED;
    fake.effects.note_count = 1;
    assert_int_equal(station_time(station, some_scan.time, &verdict), 0);
    assert_int_equal(fake.commits, 1);
    assert_null(fake.commit[0].scan);
    assert_int_equal(fake.commit[0].note_count, 1);
    assert_int_equal(fake.committed_mode[0], LOT_MODE_PICK);
    assert_int_equal(station_state(station)->mode, LOT_MODE_PICK);
    assert_int_equal(verdict.say.code, LOT_CODE_TIMED_OUT);
}

static void waited_too_long_unrecorded(void **state)
{
    (void)state;
    struct verdict verdict;
    fake.effects.say.code = LOT_CODE_TIMED_OUT;
    fake.commit_errors[0] = -EIO;
    assert_int_equal(station_time(station, some_scan.time, &verdict), -EIO);
    assert_int_equal(fake.commits, 1);
    assert_int_equal(station_state(station)->mode, LOT_MODE_INQUIRE);
}

/* Which words a verdict has: the code's, the question's, both, or those of what is wrong. */
static void words(void **state)
{
    (void)state;
    static const struct {
        enum lot_outcome outcome;
        enum lot_code say, ask;
        const char *scan, *message;
    } rows[] = {
        {LOT_OUTCOME_PROMPT, LOT_CODE_TAKEN,      LOT_CODE_ASK_ITEM, "x", "scan the item"    },
        {LOT_OUTCOME_PROMPT, LOT_CODE_TAKEN,      LOT_CODE_NOTHING,  "x", "taken"            },
        {LOT_OUTCOME_PROMPT, LOT_CODE_CANCELLED,  LOT_CODE_ASK_ITEM, "x",
         "cancelled; nothing was booked; scan the item"                                      },
        {LOT_OUTCOME_OK,     LOT_CODE_DONE,       LOT_CODE_ASK_ITEM, "x", "done"             },
        {LOT_OUTCOME_ERROR,  LOT_CODE_UNREADABLE, LOT_CODE_ASK_ITEM, "",  "the scan is empty"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct verdict verdict;
        const struct lot_scan scan = {.bytes = lot_span_of(rows[i].scan), .time = some_scan.time};
        fake.commits = 0;
        fake.effects.outcome = rows[i].outcome;
        fake.effects.say.code = rows[i].say;
        fake.effects.ask.code = rows[i].ask;
        assert_int_equal(station_scan(station, &scan, &verdict), 0);
        assert_string_equal(verdict.message, rows[i].message);
    }
}

static void refusals_are_kept(void **state)
{
    (void)state;
    struct verdict verdict;
    char text[16];
    fake.effects.outcome = LOT_OUTCOME_ERROR;
    fake.effects.say.code = LOT_CODE_EXPIRED;
    assert_null(station_refused(station, 0));
    for (unsigned i = 0; i < STATION_REFUSALS + 2; i++) {
        snprintf(text, sizeof text, "X%u", i);
        const struct lot_scan scan = {.bytes = lot_span_of(text), .time = some_scan.time};
        fake.commits = 0;
        assert_int_equal(station_scan(station, &scan, &verdict), 0);
    }
    assert_memory_equal(station_refused(station, 0)->scan.bytes, "X65", 3);
    assert_memory_equal(station_refused(station, STATION_REFUSALS - 1)->scan.bytes, "X2", 2);
    assert_null(station_refused(station, STATION_REFUSALS));
}

/* Refused, but not lost: they wait for the ledger, oldest first, the newest where they are many. */
static void refused_scans_wait_for_the_ledger(void **state)
{
    (void)state;
    struct verdict verdict;
    char text[16], said[WORDING_SIZE];
    for (unsigned i = 0; i < 70; i++) {
        snprintf(text, sizeof text, "X%u", i);
        const struct lot_scan scan = {.bytes = lot_span_of(text), .time = some_scan.time};
        fake.commits = 0;
        fake.commit_errors[0] = -EIO;
        assert_int_equal(station_scan(station, &scan, &verdict), -EIO);
        assert_int_equal(verdict.say.code, LOT_CODE_LEDGER_FAILED);
    }
    assert_false(station_refused(station, 0)->on_record);
    fake.reopen_error = -ENOSPC;
    assert_int_equal(station_reopen(station, some_scan.time, said), -ENOSPC);
    assert_false(station_refused(station, 0)->on_record);
    fake.reopen_error = 0;
    assert_int_equal(station_reopen(station, some_scan.time, said), 0);
    assert_non_null(strstr(said, "refused: 70; scan them again"));
    assert_int_equal(fake.reopening.count, 64);
    assert_int_equal(fake.reopening.lost, 6);
    assert_string_equal(fake.refused[0], "X6");
    assert_string_equal(fake.refused[63], "X69");
    assert_true(station_refused(station, 0)->on_record);
    assert_int_equal(station_reopen(station, some_scan.time, said), 0);
    assert_int_equal(fake.reopening.count, 0);
}

/* What failed may be booked all the same: the state is the ledger's. */
static void the_state_is_the_ledgers(void **state)
{
    (void)state;
    struct verdict verdict;
    char said[WORDING_SIZE];
    fake.commit_errors[0] = -EIO;
    assert_int_equal(station_scan(station, &some_scan, &verdict), -EIO);
    fake.reopen_error = 1;
    fake.saved_size = 1;
    assert_int_equal(station_reopen(station, some_scan.time, said), 0);
    assert_non_null(strstr(said, "booked all the same"));
    assert_int_equal(station_state(station)->mode, LOT_MODE_MOVE);
}

static void saved_state(void **state)
{
    (void)state;
    struct station *again = NULL;
    char text[200];
    fake.saved_size = 1;
    assert_int_equal(station_new(&again, config, NULL, text), 0);
    assert_int_equal(station_state(again)->mode, LOT_MODE_MOVE);
    assert_string_equal(text, "");
    again = station_free(again);
    fake.load_error = 1;
    config->policy.home = LOT_MODE_RECEIVE;
    assert_int_equal(station_new(&again, config, NULL, text), 0);
    assert_int_equal(station_state(again)->mode, LOT_MODE_RECEIVE);
    assert_non_null(strstr(text, "it was dropped"));
    again = station_free(again);
    fake.saved_size = -EIO;
    assert_int_equal(station_new(&again, config, NULL, text), -EIO);
    assert_null(again);
}

static void calibration_is_no_code_of_the_site(void **state)
{
    (void)state;
    struct verdict verdict;
    const struct lot_scan scan = {.bytes = lot_calibration_text(), .time = some_scan.time};
    assert_int_equal(station_scan(station, &scan, &verdict), 0);
    assert_int_equal(fake.commits, 1);
    assert_null(fake.commit[0].transaction);
    assert_int_equal(fake.committed_mode[0], LOT_MODE_INQUIRE);
    assert_int_equal(verdict.outcome, LOT_OUTCOME_OK);
    assert_int_equal(verdict.say.code, LOT_CODE_CALIBRATED);
    assert_int_equal(verdict.ask.code, LOT_CODE_ASK_ITEM);
    config->separator = (struct config_bytes){.data = "|", .size = 1};
    config->scanner.tab_ends = true; /* what is set and not needed is no fault */
    fake.commits = 0;
    assert_int_equal(station_scan(station, &scan, &verdict), 0);
    assert_int_equal(verdict.say.code, LOT_CODE_CALIBRATED);
    fake.commits = 0;
    fake.commit_errors[0] = -EIO;
    assert_int_equal(station_scan(station, &scan, &verdict), -EIO);
    assert_int_equal(verdict.say.code, LOT_CODE_LEDGER_FAILED);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(committed_then_believed),
        TEST(scan_alone),
        TEST(commit_failed),
        TEST(rule_of_the_ledger_broken),
        TEST(refusal_that_cannot_be_recorded),
        TEST(book_failed),
        TEST(nothing_was_due),
        TEST(waited_too_long),
        TEST(waited_too_long_unrecorded),
        TEST(words),
        TEST(calibration_is_no_code_of_the_site),
        TEST(refusals_are_kept),
        TEST(refused_scans_wait_for_the_ledger),
        TEST(the_state_is_the_ledgers),
        TEST(saved_state),
    };
    return cmocka_run_group_tests_name("station", tests, NULL, NULL);
}
