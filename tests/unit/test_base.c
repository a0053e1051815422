/* SPDX-License-Identifier: MIT */
/* base: each function as a table of what goes in and what comes out. */

#include <lot/base.h>

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void spans(void **state)
{
    (void)state;
    struct lot_span word = LOT_LITERAL("LOT-7");
    assert_true(lot_span_equal(lot_span_part(word, 4, 99), LOT_LITERAL("7")));
    assert_int_equal(lot_span_part(word, 5, 1).size, 0);
    assert_ptr_equal(lot_span_part(word, 9, 1).data, word.data + 5);
    assert_int_equal(lot_span_part(lot_span(NULL, 0), 9, 1).size, 0);
    assert_true(lot_span_starts(word, LOT_LITERAL("LOT")));
    assert_false(lot_span_starts(LOT_LITERAL("LO"), LOT_LITERAL("LOT")));
    assert_true(lot_span_equal(lot_span_of(NULL), LOT_LITERAL("")));
    assert_false(lot_span_equal(LOT_LITERAL("a\0b"), LOT_LITERAL("a\0c")));
    assert_true(lot_span_compare(LOT_LITERAL("A"), LOT_LITERAL("AB")) < 0);
    assert_true(lot_span_compare(LOT_LITERAL("B"), LOT_LITERAL("AB")) > 0);
    assert_int_equal(lot_span_compare(LOT_LITERAL("AB"), LOT_LITERAL("AB")), 0);
    assert_true(lot_span_is_digits(LOT_LITERAL("0123456789")));
    assert_false(lot_span_is_digits(LOT_LITERAL("")));
    assert_false(lot_span_is_digits(LOT_LITERAL("12a")));
    assert_int_not_equal(lot_span_hash(LOT_LITERAL("a")), lot_span_hash(LOT_LITERAL("b")));
}

static void texts(void **state)
{
    (void)state;
    char long_one[64] = {0};
    struct lot_text text = {0};
    assert_int_equal(lot_text_set(&text, LOT_LITERAL("a\0b")), 0);
    assert_int_equal(text.size, 3);
    assert_int_equal(lot_text_set(&text, lot_span(long_one, 64)), -EMSGSIZE);
    assert_int_equal(text.size, 3);
    assert_int_equal(lot_text_set(&text, lot_span(long_one, 63)), 0);
    struct lot_text same = text;
    assert_true(lot_text_equal(&text, &same));
}

static void utf8(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        bool good;
    } rows[] = {
        {"",                 true },
        {"plain",            true },
        {"\xc3\xa8",         true }, /* è */
        {"\xe2\x82\xac",     true }, /* € */
        {"\xf0\x9f\x93\xa6", true }, /* a parcel */
        {"\xed\x9f\xbf",     true }, /* the last before the surrogates */
        {"\xc3",             false},
        {"\xc0\xaf",         false}, /* overlong */
        {"\xed\xa0\x80",     false}, /* surrogate */
        {"\xf4\x90\x80\x80", false}, /* past U+10FFFF */
        {"\x80",             false},
        {"\xff",             false},
        {"\xe2\x28\xa1",     false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(lot_span_is_utf8(lot_span_of(rows[i].bytes)), rows[i].good);
    }
}

static void days(void **state)
{
    (void)state;
    assert_int_equal(lot_date_make(2024, 2, 29), 20240229);
    assert_int_equal(lot_date_make(2023, 2, 29), LOT_DATE_NONE);
    assert_int_equal(lot_date_make(2000, 2, 29), 20000229);
    assert_int_equal(lot_date_make(1900, 2, 29), LOT_DATE_NONE);
    assert_int_equal(lot_date_make(2026, 13, 1), LOT_DATE_NONE);
    assert_int_equal(lot_date_make(2026, 4, 31), LOT_DATE_NONE);
    assert_int_equal(lot_date_month_end(2026, 2), 20260228);
    assert_int_equal(lot_date_month_end(2026, 0), LOT_DATE_NONE);
    assert_false(lot_date_valid(20260230));
    assert_false(lot_date_valid(-1));
    assert_int_equal(lot_date_add(20260228, 1), 20260301);
    assert_int_equal(lot_date_add(20260301, -1), 20260228);
    assert_int_equal(lot_date_add(99991231, 1), LOT_DATE_NONE);
    assert_int_equal(lot_date_add(20260101, INT32_MAX), LOT_DATE_NONE);
    assert_int_equal(lot_date_days_between(19700101, 20260101), 20454);
    lot_date day = lot_date_make(1600, 1, 1);
    for (int n = 0; n < 400 * 366; n++) { /* every day of the cycle follows the one before */
        lot_date next = lot_date_add(day, 1);
        assert_true(lot_date_valid(next) && next > day);
        assert_int_equal(lot_date_days_between(day, next), 1);
        day = next;
    }
}

static void moments(void **state)
{
    (void)state;
    static const struct {
        const char *in, *out; /* out NULL: refused */
    } rows[] = {
        {"2026-03-01T08:00:00+01:00",     "2026-03-01T08:00:00.000+01:00"},
        {"2026-03-01T08:00Z",             "2026-03-01T08:00:00.000+00:00"},
        {"1969-12-31T23:59:59.999-05:30", "1969-12-31T23:59:59.999-05:30"},
        {"2026-02-29T08:00:00Z",          NULL                           },
        {"2026-03-01T24:00:00Z",          NULL                           },
        {"2026-03-01T08:00:00",           NULL                           },
        {"2026-03-01T08:00:00Z ",         NULL                           },
        {"2026-3-1T08:00:00Z",            NULL                           },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct lot_time time;
        char text[LOT_TIME_SIZE] = "";
        int error = lot_time_parse(lot_span_of(rows[i].in), &time);
        assert_int_equal(error, rows[i].out ? 0 : -EINVAL);
        if (rows[i].out) {
            lot_time_format(time, text);
            assert_string_equal(text, rows[i].out);
        }
    }
    struct lot_time late = {.utc_ms = 1772323200000 - 1, .offset_min = 60}; /* 00:59 in +01:00 */
    assert_int_equal(lot_date_at(late), 20260301);
    late.offset_min = 0;
    assert_int_equal(lot_date_at(late), 20260228);
    lot_date day;
    char text[LOT_DATE_SIZE];
    assert_int_equal(lot_date_parse(LOT_LITERAL("2026-11-30"), &day), 0);
    assert_int_equal(lot_date_format(day, text), 10);
    assert_string_equal(text, "2026-11-30");
    assert_int_equal(lot_date_parse(LOT_LITERAL("2026-11-31"), &day), -EINVAL);
    assert_int_equal(lot_date_format(LOT_DATE_NONE, text), 0);
}

static void decimals(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        unsigned decimals;
        int error;
        int64_t value;
        const char *out;
    } rows[] = {
        {"12",                  0, 0,       12,        "12"                 },
        {"12",                  3, 0,       12000,     "12"                 },
        {"0.5",                 1, 0,       5,         "0.5"                },
        {"-1.250",              3, 0,       -1250,     "-1.25"              },
        {"1.2500",              3, 0,       1250,      "1.25"               },
        {"100.05",              2, 0,       10005,     "100.05"             },
        {"9223372036854775807", 0, 0,       INT64_MAX, "9223372036854775807"},
        {"9223372036854775808", 0, -ERANGE, 0,         NULL                 },
        {"9223372036854775807", 1, -ERANGE, 0,         NULL                 },
        {"1.25",                1, -ERANGE, 0,         NULL                 },
        {"",                    0, -EINVAL, 0,         NULL                 },
        {"-",                   0, -EINVAL, 0,         NULL                 },
        {".5",                  1, -EINVAL, 0,         NULL                 },
        {"5.",                  1, -EINVAL, 0,         NULL                 },
        {"1.2.3",               2, -EINVAL, 0,         NULL                 },
        {"1e3",                 0, -EINVAL, 0,         NULL                 },
        {" 1",                  0, -EINVAL, 0,         NULL                 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t value = 0;
        char text[LOT_DECIMAL_SIZE];
        int error = lot_decimal_parse(lot_span_of(rows[i].in), rows[i].decimals, &value);
        assert_int_equal(error, rows[i].error);
        assert_int_equal(value, rows[i].value);
        if (error == 0) {
            lot_decimal_format(value, rows[i].decimals, text);
            assert_string_equal(text, rows[i].out);
        }
    }
    char text[LOT_DECIMAL_SIZE];
    lot_decimal_format(INT64_MIN, 6, text);
    assert_string_equal(text, "-9223372036854.775808");
    int64_t number;
    assert_int_equal(lot_span_number(LOT_LITERAL("000123"), &number), 0);
    assert_int_equal(number, 123);
    assert_int_equal(lot_span_number(LOT_LITERAL("1234567890123456789"), &number), -EINVAL);
}

static void json(void **state)
{
    (void)state;
    char out[512];
    struct lot_json json;
    lot_json_begin(&json, out, sizeof out);
    lot_json_object(&json, NULL);
    lot_json_string(&json, "a", "x\"\\\n\x7f");
    lot_json_bytes(&json, "nul",
                   LOT_LITERAL("1\0"
                               "2"));
    lot_json_bytes(&json, "bad", LOT_LITERAL("\xffz"));
    lot_json_bytes(&json, "good", LOT_LITERAL("\xc3\xa8"));
    lot_json_array(&json, "list");
    lot_json_int(&json, NULL, INT64_MIN);
    lot_json_uint(&json, NULL, UINT64_MAX);
    lot_json_array_end(&json);
    lot_json_bool(&json, "yes", true);
    lot_json_string(&json, "none", NULL);
    lot_json_date(&json, "day", 20260301);
    lot_json_date(&json, "never", LOT_DATE_NONE);
    lot_json_number(&json, "q", "1.25");
    lot_json_object_end(&json);
    int length = lot_json_end(&json);
    const char *wanted = "{\"a\":\"x\\\"\\\\\\u000a\\u007f\",\"nul\":\"1\\u00002\","
                         "\"bad\":\"\xef\xbf\xbdz\",\"hex\":\"ff7a\",\"good\":\"\xc3\xa8\","
                         "\"list\":[-9223372036854775808,18446744073709551615],\"yes\":true,"
                         "\"none\":null,\"day\":\"2026-03-01\",\"never\":null,\"q\":1.25}";
    assert_string_equal(out, wanted);
    assert_int_equal(length, strlen(wanted));
    lot_json_begin(&json, out, 8);
    lot_json_string(&json, NULL, "too long for it");
    assert_int_equal(lot_json_end(&json), -ENOSPC);
}

static void log_keeps_errno(void **state)
{
    (void)state;
    errno = EAGAIN;
    lot_log_set_level(LOT_LOG_ERROR);
    lot_log(LOT_LOG_DEBUG, "not shown %d", 1);
    assert_int_equal(errno, EAGAIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans), cmocka_unit_test(texts),           cmocka_unit_test(utf8),
        cmocka_unit_test(days),  cmocka_unit_test(moments),         cmocka_unit_test(decimals),
        cmocka_unit_test(json),  cmocka_unit_test(log_keeps_errno),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
