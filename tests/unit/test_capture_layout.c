/* SPDX-License-Identifier: MIT */
/* capture: what a US scanner's text becomes on hosts of other layouts, read backwards. */

#include <lot/capture.h>

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define BYTES(s) LOT_LITERAL(s)

/* clang-format off */
static const struct row {
    const char *layout;
    struct lot_span input;
    enum lot_repair_outcome outcome;
    struct lot_span text; /* or, where there is none, the first spot */
    unsigned offset, length;
} rows[] = {
    /* letters and digits that changed places */
    {"us", BYTES("]d201\x1d""10AB-1"), LOT_REPAIR_UNCHANGED, BYTES("]d201\x1d""10AB-1"), 0, 0},
    {"us", BYTES(""), LOT_REPAIR_UNCHANGED, BYTES(""), 0, 0},
    {"us", BYTES("a\tb\x1e\x04"), LOT_REPAIR_UNCHANGED, BYTES("a\tb\x1e\x04"), 0, 0},
    {"de", BYTES("+d201\x1d""10YZ/y_?ß"), LOT_REPAIR_DONE, BYTES("]d201\x1d""10ZY&z?_-"), 0, 0},
    {"fr", BYTES("$dé&à\x1d&àß"), LOT_REPAIR_FOREIGN, {0}, 11, 2},
    {"fr", BYTES("$dé&à\x1d&àQA)§"), LOT_REPAIR_DONE, BYTES("]d210\x1d""10AQ-?"), 0, 0},
    {"fr", BYTES("&é\"'(-è_çà"), LOT_REPAIR_DONE, BYTES("1234567890"), 0, 0},
    {"es", BYTES("+d2010¿ñÑ'"), LOT_REPAIR_DONE, BYTES("]d2010+;:-"), 0, 0},
    {"it", BYTES("+d201òàç°ì^'"), LOT_REPAIR_DONE, BYTES("]d201;':\"=+-"), 0, 0},
    {"gb", BYTES("]d201@\"#~"), LOT_REPAIR_DONE, BYTES("]d201\"@\\|"), 0, 0},
    {"pl(qwertz)", BYTES("śd2Z/Y"), LOT_REPAIR_DONE, BYTES("]d2Y&Z"), 0, 0},
    {"hu", BYTES("úd2ö1ö"), LOT_REPAIR_DONE, BYTES("]d2010"), 0, 0},
    {"bg", BYTES(";ь"), LOT_REPAIR_DONE, BYTES("]a"), 0, 0},
    {"gr", BYTES("]δ2ΑΒ;:"), LOT_REPAIR_DONE, BYTES("]d2ABqQ"), 0, 0},
    /* the separator came as something else */
    {"cz", BYTES(")d+\x1b+é"), LOT_REPAIR_DONE, BYTES("]d1\x1d""10"), 0, 0},
    {"nl", BYTES("*d201\0""10A"), LOT_REPAIR_DONE, BYTES("]d201\x1d""10A"), 0, 0},
    {"us", BYTES("]d201\0""10A"), LOT_REPAIR_DONE, BYTES("]d201\x1d""10A"), 0, 0},
    {"us", BYTES("\x1d\x1b"), LOT_REPAIR_UNCHANGED, BYTES("\x1d\x1b"), 0, 0},
    {"us", BYTES("[)>\0""06\0""1TA"), LOT_REPAIR_AMBIGUOUS, {0}, 3, 1},
    {"us", BYTES("[)>\x1e""06\x1d""1TA"), LOT_REPAIR_UNCHANGED, BYTES("[)>\x1e""06\x1d""1TA"), 0, 0},
    /* dead keys: marked by NUL, and not */
    {"dk", BYTES("\0¨d201\x1d""10\0`P"), LOT_REPAIR_DONE, BYTES("]d201\x1d""10+P"), 0, 0},
    {"dk", BYTES("\0¨d2\0è\0é"), LOT_REPAIR_DONE, BYTES("]d2+e=e"), 0, 0},
    {"dk", BYTES("¨d2è`P"), LOT_REPAIR_DONE, BYTES("]d2+e+P"), 0, 0},
    {"dk", BYTES("¨a"), LOT_REPAIR_DONE, BYTES("] a"), 0, 0},
    {"dk", BYTES("A`"), LOT_REPAIR_DONE, BYTES("A+ "), 0, 0},
    {"dk", BYTES("\0¨d\x1d""10A\0"), LOT_REPAIR_AMBIGUOUS, {0}, 8, 1},
    {"nl", BYTES("*d2\0\0""10"), LOT_REPAIR_AMBIGUOUS, {0}, 3, 1},
    {"ch", BYTES("\0è%\x1d"), LOT_REPAIR_DONE, BYTES("+e%\x1d"), 0, 0},
    {"ch", BYTES("A\0è"), LOT_REPAIR_AMBIGUOUS, {0}, 1, 3},
    {"gr", BYTES("\0΄5ά"), LOT_REPAIR_FOREIGN, {0}, 4, 2},
    {"gr", BYTES("\0΄5\0ά"), LOT_REPAIR_DONE, BYTES(";5;a"), 0, 0},
    /* two keys type the same there */
    {"Icelandic", BYTES("'d2"), LOT_REPAIR_AMBIGUOUS, {0}, 0, 1},
    {"Latvian", BYTES("10ib"), LOT_REPAIR_AMBIGUOUS, {0}, 3, 1},
    /* what no key of a US keyboard types there */
    {"de", BYTES("+d2@"), LOT_REPAIR_FOREIGN, {0}, 3, 1},
    {"de", BYTES("\xff"), LOT_REPAIR_FOREIGN, {0}, 0, 1},
    {"fr", BYTES("ab\xc3"), LOT_REPAIR_FOREIGN, {0}, 2, 1},
    {"ru", BYTES("ъd"), LOT_REPAIR_FOREIGN, {0}, 2, 1},
    /* as Windows has it where xkb differs */
    {"lithuanian", BYTES("90"), LOT_REPAIR_UNCHANGED, BYTES("90"), 0, 0},
    {"Greek (319) Latin", BYTES("\0´5\0~j\0Ä"), LOT_REPAIR_DONE, BYTES(";5\"j:A"), 0, 0},
    {"romanian legacy", BYTES("îŞŢ"), LOT_REPAIR_DONE, BYTES("]:\""), 0, 0},
};
/* clang-format on */

static void repairs(void **state)
{
    static struct lot_repair repair;
    unsigned wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct row *row = &rows[i];
        struct lot_layout *layout = NULL;
        assert_int_equal(lot_layout_new(&layout, row->layout), 0);
        assert_int_equal(lot_layout_repair(layout, row->input, &repair), 0);
        struct lot_span text = lot_span(repair.text, repair.size);
        bool read = row->outcome == LOT_REPAIR_UNCHANGED || row->outcome == LOT_REPAIR_DONE;
        if (repair.outcome != row->outcome || (read && !lot_span_equal(text, row->text)) ||
            (!read &&
             (repair.spot[0].offset != row->offset || repair.spot[0].length != row->length))) {
            print_error("row %zu (%s): outcome %u, text %.*s, spot %u+%u\n", i, row->layout,
                        repair.outcome, (int)text.size, (const char *)text.data,
                        repair.spot[0].offset, repair.spot[0].length);
            wrong++;
        }
        lot_layout_free(layout);
    }
    assert_int_equal(wrong, 0);
}

static void every_name_is_a_layout(void **state)
{
    unsigned count = 0;
    (void)state;
    for (const char *name; (name = lot_layout_name(count)) != NULL; count++) {
        struct lot_layout *layout = NULL;
        if (lot_layout_new(&layout, name) != 0) {
            fail_msg("%s is not made", name);
        }
        lot_layout_free(layout);
    }
    assert_true(count > 50);
}

static void names_that_are_none(void **state)
{
    static const char *const names[] = {
        "",
        "(",
        "()",
        "de(",
        "de)",
        "de()",
        "de(nosuch)",
        "nosuch",
        "(nodeadkeys)",
        "a-name-of-a-layout-that-is-longer-than-any-name-of-a-layout-can-ever-be",
    };
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct lot_layout *layout = NULL;
        if (lot_layout_new(&layout, names[i]) != -EINVAL) {
            fail_msg("'%s' is taken", names[i]);
        }
        assert_null(layout);
    }
}

static void lengths(void **state)
{
    static uint8_t bytes[LOT_SCAN_MAX + 1];
    static struct lot_repair repair;
    struct lot_layout *layout = NULL;
    (void)state;
    memset(bytes, 'q', sizeof bytes);
    assert_int_equal(lot_layout_new(&layout, "fr"), 0);
    assert_int_equal(lot_layout_repair(layout, lot_span(bytes, LOT_SCAN_MAX), &repair), 0);
    assert_int_equal(repair.outcome, LOT_REPAIR_DONE);
    assert_int_equal(repair.size, LOT_SCAN_MAX);
    assert_int_equal(repair.text[LOT_SCAN_MAX - 1], 'a');
    assert_int_equal(lot_layout_repair(layout, lot_span(bytes, sizeof bytes), &repair), -EMSGSIZE);
    assert_null(lot_layout_free(layout));
    assert_null(lot_layout_free(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repairs),
        cmocka_unit_test(every_name_is_a_layout),
        cmocka_unit_test(names_that_are_none),
        cmocka_unit_test(lengths),
    };
    return cmocka_run_group_tests_name("capture layouts", tests, NULL, NULL);
}
