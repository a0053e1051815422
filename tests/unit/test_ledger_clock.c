/* SPDX-License-Identifier: MIT */
/* ledger: what the clock does is on record, with both times, and order is never its to say. */

#include "unit/ledger_fixture.h"

#define MINUTE 60000
#define DAY    (24 * 60 * MINUTE)

static int scan_at(struct shop *shop, int64_t utc_ms, int16_t offset_min)
{
    struct lot_scan scan = {
        .bytes = LOT_LITERAL("X"), .time = {utc_ms, offset_min},
             .source = 1
    };
    struct lot_commit commit = {.scan = &scan, .code = LOT_CODE_NOT_UNDERSTOOD};
    struct lot_committed done;
    return lot_ledger_commit(shop->ledger, &commit, &done);
}

/* The last event's kind and text as one line. */
static const char *last_event(struct shop *shop)
{
    static char line[256];
    struct lot_answer *answer = NULL;
    line[0] = '\0';
    assert_int_equal(
        lot_ledger_ask(shop->ledger, LOT_ASK_BUNDLE_EVENTS, &(struct lot_filter){0}, &answer), 0);
    while (lot_answer_next(answer) == 0) {
        unsigned count = 0;
        const struct lot_column *columns = lot_answer_columns(answer, &count);
        struct lot_span kind = {0}, text = {0};
        for (unsigned i = 0; i < count; i++) {
            struct lot_span value = lot_answer_cell(answer, i).text;
            kind = strcmp(columns[i].name, "kind") == 0 ? value : kind;
            text = strcmp(columns[i].name, "text") == 0 ? value : text;
        }
        snprintf(line, sizeof line, "%.*s %.*s", (int)kind.size, (const char *)kind.data,
                 (int)text.size, (const char *)text.data);
    }
    lot_answer_free(answer);
    return line;
}

static void reopen(struct shop *shop, int64_t utc_ms)
{
    struct lot_ledger_fault fault;
    struct lot_ledger_options options = {
        .path = shop->path, .device = DEVICE, .now = {utc_ms, 60}
    };
    shop_close(shop);
    assert_int_equal(lot_ledger_open(&shop->ledger, &options, &fault), 0);
}

static void tells_each_change(void **state)
{
    struct shop *shop = *state;
    static const struct {
        int64_t utc_ms;
        int16_t offset_min;
        enum lot_clock kind;
        const char *event;
    } rows[] = {
        {NOW_MS + 5 * MINUTE,     60,  LOT_CLOCK_FINE,   NULL                                },
        {NOW_MS + 4 * MINUTE,     60,  LOT_CLOCK_FINE,   NULL                                },
        {NOW_MS + 3 * MINUTE - 1, 60,  LOT_CLOCK_BACK,
         "clock back: from 2026-03-01T09:04:00.000+01:00 to 2026-03-01T09:02:59.999+01:00"   },
        {NOW_MS + 4 * MINUTE,     60,  LOT_CLOCK_FINE,   NULL                                },
        {NOW_MS + 5 * MINUTE,     120, LOT_CLOCK_OFFSET,
         "clock offset: from 2026-03-01T09:04:00.000+01:00 to 2026-03-01T10:05:00.000+02:00" },
        {12345,                   0,   LOT_CLOCK_UNSET,
         "clock not set: from 2026-03-01T10:05:00.000+02:00 to 1970-01-01T00:00:12.345+00:00"},
        {13345,                   0,   LOT_CLOCK_FINE,   NULL                                },
        {NOW_MS + DAY,            60,  LOT_CLOCK_SET,
         "clock set: from 1970-01-01T00:00:13.345+00:00 to 2026-03-02T09:00:00.000+01:00"    },
        {946684800000,            60,  LOT_CLOCK_UNSET,
         "clock not set: from 2026-03-02T09:00:00.000+01:00 to 2000-01-01T01:00:00.000+01:00"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint64_t before = lot_ledger_sequence(shop->ledger);
        assert_int_equal(scan_at(shop, rows[i].utc_ms, rows[i].offset_min), 0);
        struct lot_clock_change change = lot_ledger_clock(shop->ledger);
        assert_int_equal(lot_ledger_sequence(shop->ledger) - before, rows[i].event ? 2 : 1);
        if (rows[i].event) {
            assert_string_equal(last_event(shop), rows[i].event);
            assert_int_equal(change.kind, rows[i].kind);
            assert_int_equal(change.to.utc_ms, rows[i].utc_ms);
        }
    }
    struct lot_verified verified;
    assert_int_equal(lot_ledger_verify(shop->ledger, NULL, NULL, &verified), 0);
}

/* A jump is on record once: the next start knows what the clock said last. */
static void remembers_over_a_restart(void **state)
{
    struct shop *shop = *state;
    assert_int_equal(scan_at(shop, NOW_MS + DAY, 60), 0);
    reopen(shop, NOW_MS);
    assert_int_equal(lot_ledger_clock(shop->ledger).kind, LOT_CLOCK_BACK);
    uint64_t sequence = lot_ledger_sequence(shop->ledger);
    reopen(shop, NOW_MS);
    assert_int_equal(lot_ledger_clock(shop->ledger).kind, LOT_CLOCK_FINE);
    assert_int_equal(lot_ledger_sequence(shop->ledger), sequence);
}

/* A new ledger on a device whose clock was never set says so right after its first row. */
static void starts_without_a_clock(void **state)
{
    struct shop *shop = *state;
    shop_close(shop);
    assert_int_equal(unlink(shop->path), 0);
    snprintf(shop->path, sizeof shop->path, "%s/new.db", shop->directory);
    reopen(shop, 5000);
    assert_int_equal(lot_ledger_clock(shop->ledger).kind, LOT_CLOCK_UNSET);
    assert_int_equal(LOT_LEDGER_SEQUENCE(lot_ledger_sequence(shop->ledger)), 2);
    assert_string_equal(last_event(shop), "clock not set: from 1970-01-01T01:00:05.000+01:00 to "
                                          "1970-01-01T01:00:05.000+01:00");
    assert_int_equal(scan_at(shop, 6000, 60), 0);
    assert_int_equal(lot_ledger_clock(shop->ledger).kind, LOT_CLOCK_UNSET);
    reopen(shop, 7000); /* still not: it is said, and not entered again */
    assert_int_equal(lot_ledger_clock(shop->ledger).kind, LOT_CLOCK_UNSET);
    assert_int_equal(LOT_LEDGER_SEQUENCE(lot_ledger_sequence(shop->ledger)), 3);
    reopen(shop, NOW_MS);
    assert_int_equal(lot_ledger_clock(shop->ledger).kind, LOT_CLOCK_SET);
}

/* What was refused leaves the clock as it was: the next row tells. */
static void a_refusal_tells_nothing(void **state)
{
    struct shop *shop = *state;
    struct entry wrong = {
        .job = LOT_JOB_MOVE, .lot = "L9", .from = "DOCK", .to = "A-01", .quantity = 1};
    assert_int_equal(scan_at(shop, NOW_MS + DAY, 60), 0);
    uint64_t sequence = lot_ledger_sequence(shop->ledger);
    assert_int_equal(shop_book(shop, wrong, NULL), -EDOM);
    assert_int_equal(lot_ledger_sequence(shop->ledger), sequence);
    assert_int_equal(scan_at(shop, NOW_MS, 60), 0);
    assert_int_equal(lot_ledger_clock(shop->ledger).kind, LOT_CLOCK_BACK);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, shop_setup, shop_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(tells_each_change),
        TEST(remembers_over_a_restart),
        TEST(starts_without_a_clock),
        TEST(a_refusal_tells_nothing),
    };
    return cmocka_run_group_tests_name("the clock", tests, NULL, NULL);
}
