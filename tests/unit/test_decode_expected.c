/* SPDX-License-Identifier: MIT */
/* decode: what an identifier takes, in words, and that every rule of the table has its words. */

#include <decode/gs1_linters.h>
#include <decode/gs1_table.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *expected(enum lot_problem_code code, const char *element)
{
    struct lot_problem problem = {.code = code};
    strncpy(problem.element, element, sizeof problem.element - 1);
    return lot_problem_expected(&problem);
}

static void words(void **state)
{
    static const struct {
        enum lot_problem_code code;
        const char *element, *words;
    } rows[] = {
        {LOT_PROBLEM_CHARSET,     "01",   "digits"                                                },
        {LOT_PROBLEM_CHARSET,     "10",   "letters, digits and !\"%&'()*+,-./:;<=>?_"             },
        {LOT_PROBLEM_CHARSET,     "253",  "digits, then letters, digits and !\"%&'()*+,-./:;<=>?_"},
        {LOT_PROBLEM_CHARSET,     "8010", "capital letters, digits and #-/"                       },
        {LOT_PROBLEM_DATE,        "17",   "YYMMDD, a day that exists or 00"                       },
        {LOT_PROBLEM_DATE,        "8008", "a day and time that exist"                             },
        {LOT_PROBLEM_DATE,        "D",    "a day and time that exist"                             },
        {LOT_PROBLEM_VALUE,       "422",  "a country's three digits (ISO 3166)"                   },
        {LOT_PROBLEM_VALUE,       "10",   ""                                                      },
        {LOT_PROBLEM_VALUE,       "",     ""                                                      },
        {LOT_PROBLEM_CHARSET,     "DIN",  ""                                                      },
        {LOT_PROBLEM_CHECK_DIGIT, "01",   ""                                                      },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_string_equal(expected(rows[i].code, rows[i].element), rows[i].words);
    }
}

/* The only rule of an identifier of one part; GS1_LINTER_none: it has none, or several. */
static unsigned only_linter(const struct gs1_row *row)
{
    const uint8_t *linters = gs1_components(row)[0].linters;
    bool only = row->component_count == 1 && linters[1] == GS1_LINTER_none;
    return only && linters[0] != GS1_LINTER_csum ? linters[0] : GS1_LINTER_none;
}

/* Each identifier tells its characters, and one that has a rule tells that too. */
static void every_identifier_tells(void **state)
{
    unsigned ruled = 0;
    (void)state;
    for (unsigned i = 0; i < GS1_ROW_COUNT; i++) {
        const char *id = gs1_row_table[i].id;
        if (strlen(expected(LOT_PROBLEM_CHARSET, id)) == 0) {
            fail_msg("(%s) does not tell its characters", id);
        }
        if (only_linter(&gs1_row_table[i]) == GS1_LINTER_none) {
            continue;
        }
        ruled++;
        if (strlen(expected(LOT_PROBLEM_VALUE, id)) == 0 &&
            strcmp(expected(LOT_PROBLEM_DATE, id), "a day and time that exist") == 0) {
            fail_msg("(%s) does not tell its rule", id);
        }
    }
    assert_true(ruled > 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words),
        cmocka_unit_test(every_identifier_tells),
    };
    return cmocka_run_group_tests_name("what is expected", tests, NULL, NULL);
}
