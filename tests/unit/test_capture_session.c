/* SPDX-License-Identifier: MIT */
/* capture: sessions as lines with what each of them is, and when. */

#include <lot/capture.h>

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define START "2026-03-01T08:00:00.000+01:00"

struct row {
    struct lot_span line;
    int result;
    struct lot_span bytes; /* of a scan or an expected code */
    const char *time;      /* the clock after the line */
};

#define SCAN(line, bytes, time)                                                                    \
    {                                                                                              \
        LOT_LITERAL(line), LOT_SESSION_SCAN, LOT_LITERAL(bytes), "2026-03-01T" time                \
    }
#define EXPECT(line, code, time)                                                                   \
    {                                                                                              \
        LOT_LITERAL(line), LOT_SESSION_EXPECT, LOT_LITERAL(code), "2026-03-01T" time               \
    }
#define NOTHING(line, time)                                                                        \
    {                                                                                              \
        LOT_LITERAL(line), LOT_SESSION_NOTHING, LOT_LITERAL(""), "2026-03-01T" time                \
    }
#define BAD(line, time)                                                                            \
    {                                                                                              \
        LOT_LITERAL(line), -EINVAL, LOT_LITERAL(""), "2026-03-01T" time                            \
    }

static void run(const struct row *rows, size_t count, bool escaped, bool blank_is_scan)
{
    static struct lot_session session;
    struct lot_time start;
    assert_int_equal(lot_time_parse(LOT_LITERAL(START), &start), 0);
    lot_session_init(&session, start, escaped, blank_is_scan);
    for (size_t i = 0; i < count; i++) {
        struct lot_scan scan = {0};
        char time[LOT_TIME_SIZE];
        int result = lot_session_line(&session, rows[i].line, &scan);
        lot_time_format(session.now, time);
        if (result != rows[i].result || !lot_span_equal(scan.bytes, rows[i].bytes) ||
            strcmp(time, rows[i].time) != 0) {
            fail_msg("line %zu '%.*s': %d '%.*s' at %s", i, (int)rows[i].line.size,
                     (const char *)rows[i].line.data, result, (int)scan.bytes.size,
                     (const char *)scan.bytes.data, time);
        }
        if (result > LOT_SESSION_NOTHING) {
            assert_int_equal(scan.time.utc_ms, session.now.utc_ms);
            assert_int_equal(scan.time.offset_min, session.now.offset_min);
        }
    }
}

static void a_shift(void **state)
{
    (void)state;
    static const struct row rows[] = {
        NOTHING("# receiving, early shift", "08:00:00.000+01:00"),
        NOTHING("", "08:00:00.000+01:00"),
        SCAN("LOTD-RECEIVE", "LOTD-RECEIVE", "08:00:00.000+01:00"),
        EXPECT("< prompt", "prompt", "08:00:00.000+01:00"),
        SCAN("PO-1", "PO-1", "08:00:01.000+01:00"),
        NOTHING("+200ms", "08:00:01.200+01:00"),
        SCAN("PO-1", "PO-1", "08:00:01.200+01:00"),
        NOTHING("+1s", "08:00:02.200+01:00"),
        NOTHING("+5m", "08:05:02.200+01:00"),
        NOTHING("+2h", "10:05:02.200+01:00"),
        SCAN("A\r", "A", "10:05:02.200+01:00"),
        SCAN("B\r\r", "B\r", "10:05:03.200+01:00"),
        NOTHING("\r", "10:05:03.200+01:00"),
        NOTHING("@2026-03-01T23:59:59.999-05:30", "23:59:59.999-05:30"),
        NOTHING("+0ms", "23:59:59.999-05:30"),
        SCAN("C", "C", "23:59:59.999-05:30"),
        NOTHING("@2026-03-01T07:00Z\r", "07:00:00.000+00:00"),
        SCAN("D", "D", "07:00:00.000+00:00"),
    };
    run(rows, sizeof rows / sizeof rows[0], false, false);
}

static void hostile_lines(void **state)
{
    (void)state;
    static const struct row rows[] = {
        SCAN("#", "#", "08:00:00.000+01:00"),
        SCAN("#1", "#1", "08:00:01.000+01:00"),
        SCAN("<1", "<1", "08:00:02.000+01:00"),
        SCAN(" # x", " # x", "08:00:03.000+01:00"),
        SCAN("@", "@", "08:00:04.000+01:00"),
        SCAN("@home", "@home", "08:00:05.000+01:00"),
        SCAN("@2026", "@2026", "08:00:06.000+01:00"),
        BAD("@2026-", "08:00:06.000+01:00"),
        BAD("@2026-13-01T08:00:00Z", "08:00:06.000+01:00"),
        BAD("@2026-03-01T08:00:00", "08:00:06.000+01:00"),
        BAD("@2026-03-01T08:00:00Z ", "08:00:06.000+01:00"),
        BAD("@1599-12-31T08:00:00Z", "08:00:06.000+01:00"),
        SCAN("+", "+", "08:00:07.000+01:00"),
        SCAN("+5", "+5", "08:00:08.000+01:00"),
        SCAN("+s", "+s", "08:00:09.000+01:00"),
        SCAN("+5S", "+5S", "08:00:10.000+01:00"),
        SCAN("+5 s", "+5 s", "08:00:11.000+01:00"),
        SCAN("+5s ", "+5s ", "08:00:12.000+01:00"),
        SCAN("+-5s", "+-5s", "08:00:13.000+01:00"),
        SCAN("+1.5s", "+1.5s", "08:00:14.000+01:00"),
        SCAN("+A123BJC5D6E71G", "+A123BJC5D6E71G", "08:00:15.000+01:00"), /* HIBC */
        BAD("+999999999999999999d", "08:00:15.000+01:00"),
        BAD("+9999999999999999999ms", "08:00:15.000+01:00"),
        BAD("+999999999999999999ms", "08:00:15.000+01:00"),
        BAD("+3660000d", "08:00:15.000+01:00"),
        SCAN("a\0b", "a\0b", "08:00:16.000+01:00"),
        SCAN("\xff\xfe\x1d", "\xff\xfe\x1d", "08:00:17.000+01:00"),
        SCAN("\\x1d", "\\x1d", "08:00:18.000+01:00"), /* escapes only where asked for */
        SCAN(" ", " ", "08:00:19.000+01:00"),
    };
    run(rows, sizeof rows / sizeof rows[0], false, false);
}

static void escapes(void **state)
{
    (void)state;
    static const struct row rows[] = {
        SCAN("10A\\x1d21B\\x1D",
             "10A\x1d"
             "21B\x1d",
             "08:00:00.000+01:00"),
        SCAN("\\x00\\xff\\\\x41", "\0\xff\\x41", "08:00:01.000+01:00"),
        BAD("\\", "08:00:01.000+01:00"),
        BAD("A\\x", "08:00:01.000+01:00"),
        BAD("A\\x4", "08:00:01.000+01:00"),
        BAD("A\\x4g", "08:00:01.000+01:00"),
        BAD("A\\xg4", "08:00:01.000+01:00"),
        BAD("A\\n", "08:00:01.000+01:00"),
        BAD("A\\X41", "08:00:01.000+01:00"),
        SCAN("\\x402026-", "@2026-", "08:00:02.000+01:00"), /* how a directive is scanned */
        SCAN("\\x23 x", "# x", "08:00:03.000+01:00"),
        EXPECT("< a\\x41", "a\\x41", "08:00:03.000+01:00"),
    };
    run(rows, sizeof rows / sizeof rows[0], true, false);
}

static void blank_lines(void **state)
{
    (void)state;
    static const struct row rows[] = {
        SCAN("", "", "08:00:00.000+01:00"),
        SCAN("\r", "", "08:00:01.000+01:00"),
        NOTHING("# x", "08:00:01.000+01:00"),
    };
    run(rows, sizeof rows / sizeof rows[0], false, true);
    struct lot_session session;
    struct lot_scan scan;
    lot_session_init(&session, (struct lot_time){0}, false, true);
    assert_int_equal(lot_session_line(&session, lot_span(NULL, 0), &scan), LOT_SESSION_SCAN);
    assert_int_equal(scan.bytes.size, 0);
}

static void long_lines(void **state)
{
    (void)state;
    static struct lot_session session;
    static char line[4 * LOT_SCAN_MAX + 4];
    struct lot_scan scan;
    memset(line, 'x', sizeof line);
    lot_session_init(&session, (struct lot_time){0}, false, false);
    assert_int_equal(lot_session_line(&session, lot_span(line, LOT_SCAN_MAX), &scan),
                     LOT_SESSION_SCAN);
    assert_int_equal(scan.bytes.size, LOT_SCAN_MAX);
    int64_t before = session.now.utc_ms;
    assert_int_equal(lot_session_line(&session, lot_span(line, LOT_SCAN_MAX + 1), &scan),
                     -EMSGSIZE);
    assert_int_equal(session.now.utc_ms, before);
    memcpy(line, "# ", 2);
    assert_int_equal(lot_session_line(&session, lot_span(line, sizeof line), &scan),
                     LOT_SESSION_NOTHING);

    session.escaped = true; /* what counts is what the escapes stand for */
    for (size_t i = 0; i + 4 <= sizeof line; i += 4) {
        memcpy(line + i, "\\x41", 4);
    }
    assert_int_equal(lot_session_line(&session, lot_span(line, 4 * LOT_SCAN_MAX), &scan),
                     LOT_SESSION_SCAN);
    assert_int_equal(scan.bytes.size, LOT_SCAN_MAX);
    assert_int_equal(lot_session_line(&session, lot_span(line, sizeof line), &scan), -EMSGSIZE);
}

/* The calendar ends in 9999: the clock stops before it, whatever moves it. */
static void end_of_time(void **state)
{
    (void)state;
    static struct lot_session session;
    struct lot_scan scan;
    lot_session_init(&session, (struct lot_time){0}, false, false);
    assert_int_equal(lot_session_line(&session, LOT_LITERAL("@9999-12-31T23:59:59Z"), &scan),
                     LOT_SESSION_NOTHING);
    assert_int_equal(lot_session_line(&session, LOT_LITERAL("+1s"), &scan), -EINVAL);
    assert_int_equal(lot_session_line(&session, LOT_LITERAL("A"), &scan), LOT_SESSION_SCAN);
    assert_int_equal(lot_session_line(&session, LOT_LITERAL("B"), &scan), -EINVAL);
    assert_int_equal(lot_session_line(&session, LOT_LITERAL("@2026-03-01T08:00:00Z"), &scan),
                     LOT_SESSION_NOTHING);
    assert_int_equal(lot_session_line(&session, LOT_LITERAL("B"), &scan), LOT_SESSION_SCAN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shift),    cmocka_unit_test(hostile_lines),
        cmocka_unit_test(escapes),    cmocka_unit_test(blank_lines),
        cmocka_unit_test(long_lines), cmocka_unit_test(end_of_time),
    };
    return cmocka_run_group_tests_name("capture session", tests, NULL, NULL);
}
