/* SPDX-License-Identifier: MIT */
/* label: what printers say of themselves, byte for byte; and what none of them would say. */

#include "output/label/status.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define FIRST                                                                                      \
    "\x02"                                                                                         \
    "030,0,0,1245,000,0,0,0,000,0,0,0\x03\r\n"
#define SECOND                                                                                     \
    "\x02"                                                                                         \
    "000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n"
#define THIRD                                                                                      \
    "\x02"                                                                                         \
    "1234,0\x03\r\n"

struct row {
    struct lot_span said;
    int outcome;
    enum lot_printer_state state;
    bool busy;
};

static void check(enum lot_label_format language, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct answer answer = {.state = LOT_PRINTER_STATE_COUNT};
        int outcome = dialect_of(language)->read(rows[i].said, &answer);
        if (outcome != rows[i].outcome || (outcome == 0 && answer.state != rows[i].state)) {
            print_error("# row %zu: %d, %s\n", i, outcome, lot_printer_state_name(answer.state));
        }
        assert_int_equal(outcome, rows[i].outcome);
        if (outcome == 0) {
            assert_int_equal(answer.state, rows[i].state);
            assert_int_equal(answer.busy, rows[i].busy);
        }
    }
}

/* ---- ZPL ------------------------------------------------------------------------------------ */

#define PAPER(paper, pause)                                                                        \
    "\x02"                                                                                         \
    "030," paper "," pause ",1245,000,0,0,0,000,0,0,0\x03\r\n"
#define WAITS(count)                                                                               \
    "\x02"                                                                                         \
    "030,0,0,1245," count ",0,0,0,000,0,0,0\x03\r\n"
#define HEAD(head, ribbon)                                                                         \
    "\x02"                                                                                         \
    "000,0," head "," ribbon ",0,2,4,0,00000000,1,000\x03\r\n"
#define LEFT(count)                                                                                \
    "\x02"                                                                                         \
    "000,0,0,0,0,K,4,0," count ",1,000\x03\r\n"

static void zpl_says(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {LOT_LITERAL(FIRST SECOND THIRD), 0,                                              LOT_PRINTER_READY, false                             },
        {LOT_LITERAL(PAPER("1",           "0") SECOND THIRD),                             0,                 LOT_PRINTER_PAPER_OUT,              false},
        {LOT_LITERAL(PAPER("0",                               "1") SECOND THIRD),                                                         0,                          LOT_PRINTER_PAUSED,   false},
        {LOT_LITERAL(PAPER("1",                          "1") SECOND THIRD),                                                                        0,                                                                     LOT_PRINTER_PAPER_OUT,                                                          false},
        {LOT_LITERAL(PAPER("1",          "1") HEAD("1",                                                   "1") THIRD),0,LOT_PRINTER_HEAD_OPEN, false},
        {LOT_LITERAL(FIRST HEAD("0",                    "1") THIRD),               0,            LOT_PRINTER_RIBBON_OUT,                                                                                     false},
        {LOT_LITERAL(WAITS("001") SECOND THIRD),      0,                      LOT_PRINTER_READY,                        true                        },
        {LOT_LITERAL(FIRST LEFT("00000002") THIRD),                               0,                                        LOT_PRINTER_READY,                                                   true                                              },
        {LOT_LITERAL(FIRST LEFT("00000000") THIRD),                               0,                                     LOT_PRINTER_READY,                       false},
        {LOT_LITERAL("\x02"
                     "030,0,0,1245,000,1,0,0,000,0,0,0\x03\r\n" SECOND THIRD),
         0,                                     LOT_PRINTER_FAULTY,                       false},
        {LOT_LITERAL("\x02"
                     "030,0,0,1245,000,0,0,0,000,0,0,1\x03\r\n" SECOND THIRD),
         0, LOT_PRINTER_FAULTY,                                                                                                  false                                                                             },
        {LOT_LITERAL("\x02"
                     "0,0,0,5,0,0,0,0,0,0,0,0\x03\r\n" SECOND THIRD),
         0, LOT_PRINTER_READY,                                                                                                  false                                                                                                                 },
    };
    check(LOT_LABEL_ZPL, rows, COUNT(rows));
}

static void zpl_never_says(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {LOT_LITERAL("HTTP/1.1 400 Bad Request\r\n"), -EBADMSG,           0,                   false                                            },
        {LOT_LITERAL(FIRST FIRST THIRD),              -EBADMSG,           0,                   false                                            },
        {LOT_LITERAL(SECOND THIRD),                   -EBADMSG,           0,                   false                                            },
        {LOT_LITERAL(FIRST SECOND THIRD "\x02"),      -EBADMSG,           0,                   false                                            },
        {LOT_LITERAL(PAPER("2x",                      "0") SECOND THIRD), -EBADMSG,            0,                                                 false},
        {LOT_LITERAL(PAPER("",                                           "0") SECOND THIRD),                                          -EBADMSG, 0, false},
        {LOT_LITERAL(PAPER("00",                                      "0") SECOND THIRD),                                                        -EBADMSG,                                                      0,                                                false},
        {LOT_LITERAL(PAPER("-",                                          "0") SECOND THIRD),                                                       -EBADMSG,                     0,   false},
        {LOT_LITERAL(WAITS("0001") SECOND THIRD),                                   -EBADMSG,0,false                                      },
        {LOT_LITERAL("\x02"
                     "030,0,0,1245\x03\r\n" SECOND THIRD),
         -EBADMSG,                     0,                                            false                                                      },
        {LOT_LITERAL("\x02"
                     "030,0,0,1245,000,0,0,0,000,0,0,0,0\x03\r\n" SECOND THIRD),
         -EBADMSG,                                 0,    false},
        {LOT_LITERAL("\x02"
                     "030,0,0,1245,000,0,0,0,000,0,0,0\x03\n" SECOND THIRD),
         -EBADMSG,                     0,                                false                                                                                  },
        {LOT_LITERAL("\x02"
                     "0\0000"),
         -EBADMSG,                                 0,                false},
    };
    check(LOT_LABEL_ZPL, rows, COUNT(rows));
}

/* Byte by byte as it comes: more is waited for at each but the last. */
static void an_answer_comes_in_pieces(void **state)
{
    (void)state;
    const struct lot_span whole = LOT_LITERAL(FIRST SECOND THIRD);
    struct answer answer;
    for (size_t size = 0; size < whole.size; size++) {
        assert_int_equal(status_read_zpl(lot_span(whole.data, size), &answer), 1);
    }
    assert_int_equal(status_read_zpl(whole, &answer), 0);
    assert_true(whole.size < STATUS_ANSWER_MAX);
}

/* A byte of a good answer is another one: it is refused, waited for, or says something else; never
 * is what lies behind its end looked at. */
static void any_byte_may_be_wrong(void **state)
{
    (void)state;
    const struct lot_span whole = LOT_LITERAL(FIRST SECOND THIRD);
    unsigned taken = 0;
    for (size_t at = 0; at < whole.size; at++) {
        for (unsigned byte = 0; byte < 256; byte++) {
            uint8_t *said = malloc(whole.size); /* of its very size: a sanitizer watches its end */
            struct answer answer;
            memcpy(said, whole.data, whole.size);
            said[at] = (uint8_t)byte;
            int outcome = status_read_zpl(lot_span(said, whole.size), &answer);
            assert_true(outcome == 0 || outcome == -EBADMSG);
            taken += outcome == 0;
            free(said);
        }
    }
    /* digits, each of ten; the print mode, a letter too; all other bytes only as they are */
    unsigned digits = 0;
    for (size_t at = 0; at < whole.size; at++) {
        digits += whole.data[at] >= '0' && whole.data[at] <= '9';
    }
    assert_int_equal(taken, digits * 10 + 26 + (whole.size - digits));
}

/* ---- bytes of flags ------------------------------------------------------------------------- */

static void escpos_says(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {LOT_LITERAL("\x12\x12\x12\x12"),     0,        LOT_PRINTER_READY,     false},
        {LOT_LITERAL("\x1a\x16\x12\x12"),     0,        LOT_PRINTER_HEAD_OPEN, false},
        {LOT_LITERAL("\x1a\x32\x12\x72"),     0,        LOT_PRINTER_PAPER_OUT, false},
        {LOT_LITERAL("\x12\x12\x12\x72"),     0,        LOT_PRINTER_PAPER_OUT, false},
        {LOT_LITERAL("\x1a\x52\x1a\x12"),     0,        LOT_PRINTER_JAMMED,    false},
        {LOT_LITERAL("\x1a\x52\x32\x12"),     0,        LOT_PRINTER_FAULTY,    false},
        {LOT_LITERAL("\x1a\x12\x12\x12"),     0,        LOT_PRINTER_OFFLINE,   false},
        {LOT_LITERAL("\x16\x12\x12\x1e"),     0,        LOT_PRINTER_READY,     false}, /* drawer; paper near end */
        {LOT_LITERAL("\x12\x12\x12"),         1,        0,                     false},
        {LOT_LITERAL(""),                     1,        0,                     false},
        {LOT_LITERAL("\x12\x12\x12\x12\x12"), -EBADMSG, 0,                     false},
        {LOT_LITERAL("\x12\x12\x12\x92"),     -EBADMSG, 0,                     false},
        {LOT_LITERAL("\x10"),                 -EBADMSG, 0,                     false},
        {LOT_LITERAL("ok"),                   -EBADMSG, 0,                     false},
    };
    check(LOT_LABEL_ESCPOS, rows, COUNT(rows));
}

static void tspl_says(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {LOT_LITERAL("\x00"), 0,        LOT_PRINTER_READY,      false},
        {LOT_LITERAL("\x20"), 0,        LOT_PRINTER_READY,      true },
        {LOT_LITERAL("\x01"), 0,        LOT_PRINTER_HEAD_OPEN,  false},
        {LOT_LITERAL("\x03"), 0,        LOT_PRINTER_HEAD_OPEN,  false},
        {LOT_LITERAL("\x02"), 0,        LOT_PRINTER_JAMMED,     false},
        {LOT_LITERAL("\x04"), 0,        LOT_PRINTER_PAPER_OUT,  false},
        {LOT_LITERAL("\x0c"), 0,        LOT_PRINTER_PAPER_OUT,  false},
        {LOT_LITERAL("\x08"), 0,        LOT_PRINTER_RIBBON_OUT, false},
        {LOT_LITERAL("\x10"), 0,        LOT_PRINTER_PAUSED,     false},
        {LOT_LITERAL("\x80"), 0,        LOT_PRINTER_FAULTY,     false},
        {LOT_LITERAL(""),     1,        0,                      false},
        {LOT_LITERAL("\x40"), -EBADMSG, 0,                      false},
        {LOT_LITERAL("OK"),   -EBADMSG, 0,                      false},
    };
    check(LOT_LABEL_TSPL, rows, COUNT(rows));
}

/* ---- questions ------------------------------------------------------------------------------ */

static void who_can_be_asked(void **state)
{
    (void)state;
    assert_true(lot_span_equal(dialect_of(LOT_LABEL_ZPL)->question, LOT_LITERAL("~HS")));
    assert_true(lot_span_equal(dialect_of(LOT_LABEL_TSPL)->question, LOT_LITERAL("\x1b!?")));
    assert_int_equal(dialect_of(LOT_LABEL_ESCPOS)->question.size, 12);
    assert_null(dialect_of(LOT_LABEL_PNG));
    assert_null(dialect_of(LOT_LABEL_SVG));
    assert_null(dialect_of(LOT_LABEL_PDF));
}

static void states_have_names(void **state)
{
    (void)state;
    for (int i = 0; i < LOT_PRINTER_STATE_COUNT; i++) {
        assert_true(strlen(lot_printer_state_name((enum lot_printer_state)i)) > 3);
    }
    assert_string_equal(lot_printer_state_name(LOT_PRINTER_PAPER_OUT), "paper-out");
    assert_string_equal(lot_printer_state_name(LOT_PRINTER_STATE_COUNT), "?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zpl_says),          cmocka_unit_test(zpl_never_says),
        cmocka_unit_test(escpos_says),       cmocka_unit_test(tspl_says),
        cmocka_unit_test(who_can_be_asked),  cmocka_unit_test(an_answer_comes_in_pieces),
        cmocka_unit_test(states_have_names), cmocka_unit_test(any_byte_may_be_wrong),
    };
    return cmocka_run_group_tests_name("label status", tests, NULL, NULL);
}
