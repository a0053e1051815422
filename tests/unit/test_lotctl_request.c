/* SPDX-License-Identifier: MIT */
/* lotctl's command line: words in, a request or a complaint out. The verbs are this test's own. */

#include "programs/lotctl/options.c"
#include "programs/lotctl/request.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

const struct verb verbs[] = {
    {.name = "none"},
    {
     .name = "one",
     .operands = "THING",
     .least = 1,
     .most = 1,
     .takes = TAKES(OPTION_ITEM) | TAKES(OPTION_DAYS),
     },
    {
     .name = "many",
     .most = OPERANDS_ANY,
     .takes = TAKES(OPTION_TODAY) | TAKES(OPTION_ESCAPED),
     .nests = true,
     },
};
const size_t verb_count = 3;

#define WORDS 8

/* Copies the words, since parsing moves them. */
static int parse(struct request *request, const char *const words[WORDS],
                 char fault[REQUEST_FAULT_SIZE])
{
    static char *argv[WORDS + 1];
    int argc = 1;
    argv[0] = (char *)"lotctl";
    for (int i = 0; i < WORDS && words[i]; i++) {
        argv[argc++] = (char *)words[i];
    }
    return request_parse(request, argc, argv, fault);
}

static void good(void **state)
{
    (void)state;
    static const struct {
        const char *words[WORDS];
        const char *verb;
        unsigned operands;
        uint32_t given;
        enum form form;
    } rows[] = {
        {{"none"},                                     "none", 0, 0,                    FORM_TABLE},
        {{"--json", "none"},                           "none", 0, TAKES(OPTION_JSON),   FORM_JSON },
        {{"none", "--csv"},                            "none", 0, TAKES(OPTION_CSV),    FORM_CSV  },
        {{"--ledger", "x", "none"},                    "none", 0, TAKES(OPTION_LEDGER), FORM_TABLE},
        {{"none", "--ledger=x"},                       "none", 0, TAKES(OPTION_LEDGER), FORM_TABLE},
        {{"--item", "A", "one", "B"},                  "one",  1, TAKES(OPTION_ITEM),   FORM_TABLE},
        {{"one", "--item", "--json", "B"},             "one",  1, TAKES(OPTION_ITEM),   FORM_TABLE},
        {{"one", "-", "--days=0"},                     "one",  1, TAKES(OPTION_DAYS),   FORM_TABLE},
        {{"many", "a", "--escaped", "b", "--", "--c"},
         "many",                                               3,
         TAKES(OPTION_ESCAPED),
         FORM_TABLE                                                                               },
        {{"many", ""},                                 "many", 1, 0,                    FORM_TABLE},
        {{"one", "--help"},                            "one",  0, TAKES(OPTION_HELP),   FORM_TABLE},
        {{"-h"},                                       NULL,   0, TAKES(OPTION_HELP),   FORM_TABLE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct request request;
        char fault[REQUEST_FAULT_SIZE];
        int error = parse(&request, rows[i].words, fault);
        if (error != 0) {
            fail_msg("row %zu: %s", i, fault);
        }
        assert_string_equal(fault, "");
        if (rows[i].verb) {
            assert_non_null(request.verb);
            assert_string_equal(request.verb->name, rows[i].verb);
        } else {
            assert_null(request.verb);
        }
        assert_int_equal(request.operand_count, rows[i].operands);
        assert_int_equal(request.given, rows[i].given);
        assert_int_equal(request.form, rows[i].form);
    }
}

static void bad(void **state)
{
    (void)state;
    static const struct {
        const char *words[WORDS];
        const char *fault;
    } rows[] = {
        {{NULL},                            "a verb is missing"                                           },
        {{"--json"},                        "a verb is missing"                                           },
        {{"nono"},                          "there is no verb 'nono'"                                     },
        {{"none", "--nono"},                "there is no option '--nono'"                                 },
        {{"none", "-x"},                    "there is no option '-x'"                                     },
        {{"none", "x"},                     "'none' does not know what to do with 'x'"                    },
        {{"one"},                           "'one' wants THING"                                           },
        {{"none", "--item", "A"},           "'none' takes no --item"                                      },
        {{"one", "B", "--item"},            "--item takes ITEM, which is missing"                         },
        {{"one", "B", "--item="},           "--item takes ITEM, not an empty word"                        },
        {{"none", "--json=yes"},            "--json takes no value"                                       },
        {{"none", "--json", "--json"},      "--json is given twice"                                       },
        {{"none", "--json", "--csv"},       "--json and --csv exclude each other"                         },
        {{"many", "--csv"},                 "answers of 'many' hold lists: they have --json, and no --csv"},
        {{"one", "B", "--days", "x"},       "--days takes a whole number from 0 to 36500, not 'x'"        },
        {{"one", "B", "--days=-1"},         "--days takes a whole number from 0 to 36500, not '-1'"       },
        {{"one", "B", "--days", "36501"},
         "--days takes a whole number from 0 to 36500, not '36501'"                                       },
        {{"many", "--today", "2026-02-30"}, "--today takes a day as YYYY-MM-DD, not '2026-02-30'"         },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct request request;
        char fault[REQUEST_FAULT_SIZE] = "";
        assert_int_equal(parse(&request, rows[i].words, fault), -EINVAL);
        assert_string_equal(fault, rows[i].fault);
    }
}

static void values(void **state)
{
    (void)state;
    struct request request;
    char fault[REQUEST_FAULT_SIZE];
    static const char *const words[WORDS] = {"--today=2026-03-01", "many", "first", "--", "-last"};
    assert_int_equal(parse(&request, words, fault), 0);
    assert_int_equal(request.option[OPTION_TODAY].number, 20260301);
    assert_string_equal(request.operands[0], "first");
    assert_string_equal(request.operands[1], "-last");
    static const char *const others[WORDS] = {"one", "B", "--days", "36500", "--item", "A=B"};
    assert_int_equal(parse(&request, others, fault), 0);
    assert_int_equal(request.option[OPTION_DAYS].number, 36500);
    assert_true(lot_span_equal(request_text(&request, OPTION_ITEM), LOT_LITERAL("A=B")));
    assert_int_equal(request_text(&request, OPTION_LOT).size, 0);
}

/* Each row of the real table can be written in a usage, and is found by its own name. */
static void option_table(void **state)
{
    (void)state;
    for (int i = 0; i < OPTION_COUNT; i++) {
        assert_int_equal(find_option(options[i].name, strlen(options[i].name)), i);
        assert_true(strlen(options[i].help) > 0);
        assert_int_equal(options[i].argument == NULL, options[i].kind == OPTION_IS_FLAG);
        assert_true(options[i].kind != OPTION_IS_NUMBER || options[i].minimum < options[i].maximum);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good),
        cmocka_unit_test(bad),
        cmocka_unit_test(values),
        cmocka_unit_test(option_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
