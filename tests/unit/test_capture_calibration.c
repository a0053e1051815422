/* SPDX-License-Identifier: MIT */
/* capture: the calibration code as scanners and hosts of many layouts make it arrive. */

#include <capture/keymap.h>
#include <capture/layout.h>

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct arrival {
    size_t size;
    uint8_t bytes[1024];
};

static void put(struct arrival *arrival, const void *bytes, size_t size)
{
    assert_true(arrival->size + size <= sizeof arrival->bytes);
    memcpy(arrival->bytes + arrival->size, bytes, size);
    arrival->size += size;
}

/* How the host treats a dead key and the space behind it. */
enum dead {
    DEAD_SIGN,   /* the accent's sign in place of both */
    DEAD_MARKED, /* NUL and the sign */
    DEAD_LOST,   /* the space alone is left */
};

static const char *const signs[] = {
    [ACCENT_GRAVE] = "`",  [ACCENT_ACUTE] = "´",     [ACCENT_CIRCUMFLEX] = "^",
    [ACCENT_TILDE] = "~",  [ACCENT_DIAERESIS] = "¨", [ACCENT_CARON] = "ˇ",
    [ACCENT_RING] = "°",   [ACCENT_CEDILLA] = "¸",   [ACCENT_OGONEK] = "˛",
    [ACCENT_BREVE] = "˘",  [ACCENT_DOT] = "˙",       [ACCENT_DOUBLE_ACUTE] = "˝",
    [ACCENT_MACRON] = "¯", [ACCENT_OTHER] = "?",
};

/* What arrives of the text, GS as `separator`. */
static void type(struct arrival *arrival, const struct lot_layout *layout, struct lot_span text,
                 struct lot_span separator, enum dead dead)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == 0x1d) {
            put(arrival, separator.data, separator.size);
            continue;
        }
        const struct keystroke *stroke = &layout->stroke[text.data[i] - ASCII_FIRST];
        if (stroke->accent == ACCENT_NONE) {
            put(arrival, stroke->text, stroke->size);
            continue;
        }
        if (dead != DEAD_LOST) {
            put(arrival, "", dead == DEAD_MARKED);
            put(arrival, signs[stroke->accent], strlen(signs[stroke->accent]));
            i += i + 1 < text.size && text.data[i + 1] == ' ';
        }
    }
}

/* clang-format off */
static const struct row {
    const char *scanner[2], *host[2];
    bool caps;
    enum dead dead;
    struct lot_span separator;
    struct lot_calibration_reader reader;
    const char *layout, *variant, *told_host;
    enum lot_calibration_separator told;
    struct lot_span written;
} rows[] = {
    /* as it should be, and the separators that sites choose */
    {{"us"}, {"us"}, false, DEAD_SIGN, LOT_LITERAL("\x1d"), {0}, "us", "", "us", LOT_CALIBRATION_GS, {0}},
    {{"us"}, {"us"}, true, DEAD_SIGN, LOT_LITERAL("\x1d"), {0}, "us", "", "us", LOT_CALIBRATION_GS, {0}},
    {{"us"}, {"us"}, false, DEAD_SIGN, LOT_LITERAL(""), {0}, "us", "", "us", LOT_CALIBRATION_SILENT, {0}},
    {{"us"}, {"us"}, false, DEAD_SIGN, LOT_LITERAL("|"), {0}, "us", "", "us", LOT_CALIBRATION_WRITTEN, LOT_LITERAL("|")},
    {{"us"}, {"us"}, false, DEAD_SIGN, LOT_LITERAL("{GS}"), {0}, "us", "", "us", LOT_CALIBRATION_WRITTEN, LOT_LITERAL("{GS}")},
    {{"de"}, {"de"}, false, DEAD_SIGN, LOT_LITERAL("\x1d"), {"de", NULL, true}, "de", "", "de", LOT_CALIBRATION_GS, {0}},
    /* a host that reads by another layout than the scanner types on */
    {{"us"}, {"fr"}, false, DEAD_SIGN, LOT_LITERAL("\x1d"), {0}, "us", "", "fr", LOT_CALIBRATION_GS, {0}},
    {{"us"}, {"de"}, true, DEAD_MARKED, LOT_LITERAL("\x1d"), {0}, "us", "", "de", LOT_CALIBRATION_GS, {0}},
    {{"us"}, {"dk"}, false, DEAD_LOST, LOT_LITERAL("\0"), {0}, "us", "", "dk", LOT_CALIBRATION_GS, {0}},
    {{"us"}, {"cz"}, false, DEAD_SIGN, LOT_LITERAL("\x1b"), {0}, "us", "", "cz", LOT_CALIBRATION_GS, {0}},
    {{"us"}, {"pl", "qwertz"}, false, DEAD_SIGN, LOT_LITERAL("\x1d"), {0}, "us", "", "pl(qwertz)", LOT_CALIBRATION_GS, {0}},
    {{"us"}, {"fr"}, false, DEAD_SIGN, LOT_LITERAL("µ"), {0}, "us", "", "fr", LOT_CALIBRATION_WRITTEN, LOT_LITERAL("|")},
    {{"us"}, {"bg"}, false, DEAD_SIGN, LOT_LITERAL(""), {0}, "us", "", "bg", LOT_CALIBRATION_SILENT, {0}},
    /* a scanner that is set to another layout than the host, which is known, reads by */
    {{"fr"}, {"us"}, false, DEAD_SIGN, LOT_LITERAL("\x1d"), {"us", NULL, true}, "fr", "", "us", LOT_CALIBRATION_GS, {0}},
    {{"de"}, {"us"}, false, DEAD_SIGN, LOT_LITERAL("9"), {"us", NULL, true}, "de", "", "us", LOT_CALIBRATION_UNTOLD, {0}},
    {{"es"}, {"us"}, true, DEAD_SIGN, LOT_LITERAL("\x1d"), {0}, "es", "", "us", LOT_CALIBRATION_GS, {0}},
    {{"us"}, {"de"}, false, DEAD_SIGN, LOT_LITERAL("\x1d"), {"de", NULL, true}, "us", "", "de", LOT_CALIBRATION_GS, {0}},
    {{"ch", "fr"}, {"de"}, false, DEAD_SIGN, LOT_LITERAL("\x1d"), {"de", NULL, true}, "ch", "fr", "de", LOT_CALIBRATION_GS, {0}},
};
/* clang-format on */

static void arrive(struct arrival *arrival, const struct row *row)
{
    struct board scanner, host;
    struct lot_layout layout;
    assert_int_equal(board_make_named(&scanner, row->scanner[0], row->scanner[1], false), 0);
    assert_int_equal(board_make_named(&host, row->host[0], row->host[1], row->caps), 0);
    layout_join(&layout, &scanner, &host);
    type(arrival, &layout, lot_calibration_text(), row->separator, row->dead);
}

static void calibrations(void **state)
{
    unsigned wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct row *row = &rows[i];
        struct arrival arrival = {0};
        struct lot_calibration found = {0};
        arrive(&arrival, row);
        struct lot_span scan = lot_span(arrival.bytes, arrival.size);
        int error = lot_calibration_read(scan, &row->reader, &found);
        if (error != 0 || strcmp(found.layout, row->layout) != 0 ||
            strcmp(found.variant, row->variant) != 0 || strcmp(found.host, row->told_host) != 0 ||
            found.caps_lock != row->caps || found.separator != row->told ||
            !lot_span_equal(lot_span(found.written, found.written_size), row->written)) {
            print_error("row %zu: %d, %s(%s) on %s, caps %d, separator %u %.*s\n", i, error,
                        found.layout, found.variant, found.host, found.caps_lock, found.separator,
                        (int)found.written_size, (const char *)found.written);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static void read_on_us(struct lot_span scan, int wanted, struct lot_calibration *found)
{
    const struct lot_calibration_reader reader = {.certain = true};
    assert_int_equal(lot_calibration_read(scan, &reader, found), wanted);
}

static void what_stands_around(void **state)
{
    struct arrival arrival = {0};
    struct lot_calibration found;
    struct lot_span text = lot_calibration_text();
    (void)state;
    put(&arrival, "]d1", 3);
    put(&arrival, text.data, text.size);
    put(&arrival, "\t", 1);
    read_on_us(lot_span(arrival.bytes, arrival.size), 0, &found);
    assert_true(found.tab_ends);
    assert_int_equal(found.separator, LOT_CALIBRATION_GS);
    read_on_us(text, 0, &found);
    assert_false(found.tab_ends);
}

static void what_is_none(void **state)
{
    struct arrival arrival = {0};
    struct lot_calibration found;
    struct lot_span text = lot_calibration_text();
    (void)state;
    assert_false(lot_calibration_likely(LOT_LITERAL("")));
    assert_false(lot_calibration_likely(LOT_LITERAL("LOTD-CALIBRATE")));
    assert_false(lot_calibration_likely(lot_span_part(text, 30, text.size)));
    read_on_us(LOT_LITERAL("]d20109521234543213"), 1, &found);
    put(&arrival, text.data, text.size);
    assert_true(lot_calibration_likely(lot_span(arrival.bytes, arrival.size)));
    arrival.bytes[40] = 'x'; /* no layout has it there */
    read_on_us(lot_span(arrival.bytes, arrival.size), 1, &found);
}

static void layouts_that_are_alike(void **state)
{
    struct arrival arrival = {0};
    const struct lot_calibration_reader reader = {0};
    const struct row row = {.scanner = {"us"}, .host = {"se"}, .separator = LOT_LITERAL("\x1d")};
    struct lot_calibration found;
    (void)state;
    arrive(&arrival, &row);
    assert_int_equal(lot_calibration_read(lot_span(arrival.bytes, arrival.size), &reader, &found),
                     0);
    assert_string_equal(found.host, "se");
    assert_int_equal(found.alike_count, 1);
    assert_string_equal(found.alike[0], "fi");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calibrations),
        cmocka_unit_test(what_stands_around),
        cmocka_unit_test(what_is_none),
        cmocka_unit_test(layouts_that_are_alike),
    };
    return cmocka_run_group_tests_name("capture calibration", tests, NULL, NULL);
}
