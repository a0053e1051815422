/* SPDX-License-Identifier: MIT */
/* label: what a printer is asked for beside the dots, in its own language and its own scale. */

#include <lot/label.h>

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

static struct lot_drawing *drawing;

static int compose(void **state)
{
    (void)state;
    const struct lot_label_data data = {.item = LOT_LITERAL("A")};
    return lot_label_compose(&(struct lot_label_options){0}, &data, &drawing, NULL);
}

static int discard(void **state)
{
    (void)state;
    drawing = lot_drawing_free(drawing);
    return 0;
}

static bool holds(const struct lot_bytes *bytes, const char *text)
{
    return memmem(bytes->data, bytes->size, text, strlen(text));
}

static size_t count_of(const struct lot_bytes *bytes, const void *what, size_t size)
{
    size_t count = 0;
    for (size_t at = 0; at + size <= bytes->size; at++) {
        count += memcmp(bytes->data + at, what, size) == 0;
    }
    return count;
}

static void settings_in_the_printers_own_scale(void **state)
{
    (void)state;
    static const struct {
        enum lot_label_format format;
        struct lot_print_options options;
        const char *says;
    } rows[] = {
        {LOT_LABEL_ZPL,  {.darkness = 100},          "~SD30\n^XA"             },
        {LOT_LABEL_ZPL,  {.darkness = 50},           "~SD15\n^XA"             },
        {LOT_LABEL_ZPL,  {.darkness = 255},          "~SD30\n^XA"             },
        {LOT_LABEL_ZPL,  {.speed = 4},               "^LH0,0^PR4^PW"          },
        {LOT_LABEL_ZPL,  {.speed = 1},               "^LH0,0^PR1^PW"          },
        {LOT_LABEL_ZPL,  {.speed = 255},             "^LH0,0^PR14^PW"         },
        {LOT_LABEL_ZPL,  {.cut = true, .copies = 2}, "^LH0,0^MMC^PW"          },
        {LOT_LABEL_ZPL,  {.copies = 2},              "^PQ2^XZ\n"              },
        {LOT_LABEL_ZPL,  {.plain = true},            "^GFA,40000,40000,100,,:"},
        {LOT_LABEL_TSPL, {.darkness = 50},           "\r\nDENSITY 8\r\n"      },
        {LOT_LABEL_TSPL, {.darkness = 100},          "\r\nDENSITY 15\r\n"     },
        {LOT_LABEL_TSPL, {.speed = 4, .cut = true},  "SPEED 4\r\nSET CUTTER 1"},
        {LOT_LABEL_TSPL, {.copies = 7},              "PRINT 1,7\r\n"          },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct lot_bytes bytes;
        assert_int_equal(lot_drawing_print(drawing, rows[i].format, &rows[i].options, &bytes), 0);
        if (!holds(&bytes, rows[i].says)) {
            fail_msg("row %zu says no %s", i, rows[i].says);
        }
        lot_bytes_done(&bytes);
    }
}

static void nothing_is_asked_unasked(void **state)
{
    (void)state;
    static const char *const silent[] = {"~SD", "^PR", "^MM", "DENSITY", "SPEED", "CUTTER"};
    for (int format = 0; format < LOT_LABEL_FORMAT_COUNT; format++) {
        struct lot_bytes bytes;
        assert_int_equal(lot_drawing_render(drawing, (enum lot_label_format)format, 1, &bytes), 0);
        for (size_t i = 0; i < COUNT(silent); i++) {
            assert_false(holds(&bytes, silent[i]));
        }
        lot_bytes_done(&bytes);
    }
}

/* ESC/POS has no count: every copy is sent, and each is cut. */
static void copies_are_sent_where_none_can_be_asked(void **state)
{
    (void)state;
    const struct lot_print_options options = {.copies = 3, .cut = true};
    struct lot_bytes bytes;
    assert_int_equal(lot_drawing_print(drawing, LOT_LABEL_ESCPOS, &options, &bytes), 0);
    assert_int_equal(count_of(&bytes, "\x1dVB\0", 4), 3);
    assert_int_equal(count_of(&bytes, "\x1dv0\0\x64\0\x80\0", 8), 3 * 3); /* 100 bytes, 128 rows */
    assert_int_equal(count_of(&bytes, "\x1dv0\0\x64\0\x10\0", 8), 3);     /* 400 - 3 x 128 rows */
    assert_int_equal(bytes.size, 2 + 3 * (4 * 8 + 400 * 100 + 4));
    lot_bytes_done(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_in_the_printers_own_scale),
        cmocka_unit_test(nothing_is_asked_unasked),
        cmocka_unit_test(copies_are_sent_where_none_can_be_asked),
    };
    return cmocka_run_group_tests_name("label printers", tests, compose, discard);
}
