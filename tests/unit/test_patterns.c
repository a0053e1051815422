/* SPDX-License-Identifier: MIT */
/* Site patterns: which text is which fact, in which order, and what an unwise one costs. */

#include "site_patterns.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct site_patterns *make(const struct site_pattern *list, size_t count)
{
    struct site_patterns *patterns = NULL;
    char text[200];
    size_t bad;
    assert_int_equal(site_patterns_new(&patterns, list, count, &bad, text), 0);
    return patterns;
}

static int match(const struct site_patterns *patterns, struct lot_span text, bool first,
                 struct lot_pattern_match *out)
{
    const struct lot_patterns *book = site_patterns_book(patterns);
    return book->match(book->self, text, first, out);
}

static const struct site_pattern list[] = {
    {"early",    "T[0-9]+",                                     "lot",      true },
    {"off",      NULL,                                          "lot",      false},
    {"bin",      "BIN-(?<location>[A-Z]\\d+)-(?<item>\\d{3,})", NULL,       false},
    {"either",   "A(?<lot>x+)|B(?<serial>y+)",                  NULL,       false},
    {"accent",   "\xc3\xa9.\xc3\xa9",                           "operator", false},
    {"anything", "T.*",                                         "document", false},
};
#define LIST_SIZE (sizeof list / sizeof list[0])

static void facts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *name; /* name NULL: nothing matches */
        bool first;
        enum lot_fact fact;
        const char *value;
    } rows[] = {
        {"T12",                          "early",    true,  LOT_FACT_LOT,      "T12"},
        {"T12",                          "anything", false, LOT_FACT_DOCUMENT, "T12"},
        {"T12\n",                        NULL,       true,  0,                 NULL },
        {"xT12",                         NULL,       false, 0,                 NULL },
        {"Axx",                          "either",   false, LOT_FACT_LOT,      "xx" },
        {"By",                           "either",   false, LOT_FACT_SERIAL,   "y"  },
        {"\xc3\xa9\xe2\x82\xac\xc3\xa9", "accent",   false, LOT_FACT_OPERATOR,
         "\xc3\xa9\xe2\x82\xac\xc3\xa9"                                             },
        {"\xc3\xa9\xff\xc3\xa9",         NULL,       false, 0,                 NULL },
        {"",                             NULL,       false, 0,                 NULL },
    };
    struct site_patterns *patterns = make(list, LIST_SIZE);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct lot_pattern_match found;
        assert_int_equal(match(patterns, lot_span_of(rows[i].text), rows[i].first, &found),
                         rows[i].name ? 1 : 0);
        if (rows[i].name) {
            assert_string_equal(found.name, rows[i].name);
            assert_int_equal(found.count, 1);
            assert_int_equal(found.group[0].fact, rows[i].fact);
            assert_true(lot_span_equal(found.group[0].text, lot_span_of(rows[i].value)));
        }
    }
    site_patterns_free(patterns);
}

static void several_groups(void **state)
{
    (void)state;
    struct site_patterns *patterns = make(list, LIST_SIZE);
    struct lot_pattern_match found;
    assert_int_equal(match(patterns, LOT_LITERAL("BIN-A7-00123"), false, &found), 1);
    assert_int_equal(found.count, 2);
    for (unsigned i = 0; i < found.count; i++) {
        bool item = found.group[i].fact == LOT_FACT_ITEM;
        struct lot_span wanted = item ? LOT_LITERAL("00123") : LOT_LITERAL("A7");
        assert_true(lot_span_equal(found.group[i].text, wanted));
        assert_true(item || found.group[i].fact == LOT_FACT_LOCATION);
    }
    site_patterns_free(patterns);
}

/* A scan may hold NUL, and what follows it counts. */
static void nul_inside(void **state)
{
    (void)state;
    static const struct site_pattern one[] = {
        {"x", "T[0-9]+", "lot", false}
    };
    struct site_patterns *patterns = make(one, 1);
    struct lot_pattern_match found;
    assert_int_equal(match(patterns, LOT_LITERAL("T1\0"), false, &found), 0);
    assert_int_equal(match(patterns, LOT_LITERAL("T1"), false, &found), 1);
    site_patterns_free(patterns);
}

/* Catastrophic backtracking ends at the limit, as an error and not as "no match". */
static void limits(void **state)
{
    (void)state;
    static const struct site_pattern one[] = {
        {"bad", "(?:a+)+b", "lot", false}
    };
    struct site_patterns *patterns = make(one, 1);
    struct lot_pattern_match found;
    char text[LOT_SCAN_MAX];
    memset(text, 'a', sizeof text);
    assert_true(match(patterns, lot_span(text, sizeof text), false, &found) < 0);
    text[39] = 'b';
    assert_true(match(patterns, lot_span(text, 41), false, &found) < 0);
    assert_int_equal(match(patterns, LOT_LITERAL("aab"), false, &found), 1);
    site_patterns_free(patterns);
}

static void mistakes(void **state)
{
    (void)state;
    static const struct {
        struct site_pattern pattern;
        const char *said;
    } rows[] = {
        {{"x", "a(", "lot", false},          "at its character 3"            },
        {{"x", "(?<colour>a)", NULL, false}, "the group colour is not a fact"},
        {{"x", "a", NULL, false},            "it has no named group"         },
        {{"x", "a", "colour", false},        "colour is not a fact"          },
        {{"x", "(?<lot>a)", "lot", false},   "it has named groups"           },
        {{"x", "\\C", "lot", false},         "\\C"                           },
        {{"x", "\xff", "lot", false},        "UTF-8"                         },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct site_pattern pair[] = {
            {"good", "a", "lot", false},
            rows[i].pattern
        };
        struct site_patterns *patterns = NULL;
        char text[200] = "";
        size_t bad = 99;
        assert_int_equal(site_patterns_new(&patterns, pair, 2, &bad, text), -EINVAL);
        assert_int_equal(bad, 1);
        if (!strstr(text, rows[i].said)) {
            fail_msg("'%s' does not say '%s'", text, rows[i].said);
        }
        assert_null(patterns);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts),  cmocka_unit_test(several_groups), cmocka_unit_test(nul_inside),
        cmocka_unit_test(limits), cmocka_unit_test(mistakes),
    };
    return cmocka_run_group_tests_name("site patterns", tests, NULL, NULL);
}
