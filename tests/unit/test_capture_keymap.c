/* SPDX-License-Identifier: MIT */
/* capture: keys as scanners press them, on the layouts they are set up for, and what they type. */

#include <capture/keymap.h>

#include <errno.h>
#include <linux/input-event-codes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define UP   0x1000 /* the key is released; a key without it is pressed */
#define TAP  0x2000 /* pressed and released */
#define KEYS 24

struct row {
    const char *name, *layout, *variant;
    unsigned keys[KEYS]; /* 0 ends them */
    struct lot_span text;
    unsigned ends; /* how many ends of scans there were */
    bool tab_ends;
};

#define T(key)     (TAP | KEY_##key)
#define DOWN(key)  (KEY_##key)
#define UP_(key)   (UP | KEY_##key)
#define SHIFT(key) KEY_LEFTSHIFT, T(key), UP_(LEFTSHIFT)
#define CTRL(key)  KEY_LEFTCTRL, T(key), UP_(LEFTCTRL)
#define ALTGR(key) KEY_RIGHTALT, T(key), UP_(RIGHTALT)

static const struct row rows[] = {
    {"letters and Shift",                             "us", NULL,   {T(A), SHIFT(B), T(1), SHIFT(1)}, LOT_LITERAL("aB1!"), 0, 0},
    {"Caps Lock on and off",
     "us",                                                  NULL,
     {T(CAPSLOCK), T(A), SHIFT(B), T(1), T(CAPSLOCK), T(C)},
     LOT_LITERAL("Ab1c"),
     0,                                                                                                                       0},
    {"Ctrl+] is GS",
     "us",                                                  NULL,
     {T(A), CTRL(RIGHTBRACE), T(B)},
     LOT_LITERAL("a\x1d"
                 "b"),
     0,                                                                                                                       0},
    {"RS, EOT, FS, NUL by Ctrl",
     "us",                                                  NULL,
     {KEY_LEFTCTRL, KEY_LEFTSHIFT, T(6), UP_(LEFTSHIFT), T(D), T(BACKSLASH), T(2), UP_(LEFTCTRL)},
     LOT_LITERAL("\x1e\x04\x1c\0"),
     0,                                                                                                                       0},
    {"every way to end a line",
     "us",                                                  NULL,
     {T(ENTER), T(KPENTER), CTRL(M), CTRL(J), KEY_LEFTALT, T(KP0), T(KP1), T(KP3), UP_(LEFTALT)},
     LOT_LITERAL(""),
     5,                                                                                                                       0},
    {"Tab is a byte",                                 "us", NULL,   {T(TAB), CTRL(I)},                LOT_LITERAL("\t\t"), 0, 0},
    {"Tab ends a scan where it is said to",           "us", NULL,   {T(TAB), CTRL(I)},                LOT_LITERAL(""),     2, 1},
    {"the keypad types digits",                       "us", NULL,   {T(KP0), T(KP7), T(KP9)},         LOT_LITERAL("079"),  0, 0},
    {"whatever Num Lock does",
     "us",                                                  NULL,
     {T(NUMLOCK), T(KP4), T(NUMLOCK), T(KP2)},
     LOT_LITERAL("42"),
     0,                                                                                                                       0},
    {"Alt+029 is GS",
     "us",                                                  NULL,
     {T(A), KEY_LEFTALT, T(KP0), T(KP2), T(KP9), UP_(LEFTALT), T(KP2), T(KP1)},
     LOT_LITERAL("a\x1d"
                 "21"),
     0,                                                                                                                       0},
    {"Alt+29 as well, its last key let go after Alt",
     "us",                                                  NULL,
     {KEY_LEFTALT, T(KP2), KEY_KP9, UP_(LEFTALT), UP_(KP9), T(B)},
     LOT_LITERAL("\x1d"
                 "b"),
     0,                                                                                                                       0},
    {"Alt+0233 is the byte, Alt+256 wraps",
     "us",                                                  NULL,
     {KEY_LEFTALT, T(KP0), T(KP2), T(KP3), T(KP3), UP_(LEFTALT), KEY_LEFTALT, T(KP2), T(KP5),
      T(KP6), UP_(LEFTALT)},
     LOT_LITERAL("\xe9\0"),
     0,                                                                                                                       0},
    {"Alt alone types nothing",                       "us", NULL,   {T(LEFTALT), T(A)},               LOT_LITERAL("a"),    0, 0},
    {"de: y and z, AltGr",
     "de",                                                  NULL,
     {T(Z), SHIFT(Y), ALTGR(9), ALTGR(Q), SHIFT(7), T(SLASH), T(KPDOT)},
     LOT_LITERAL("yZ]@/-,"),
     0,                                                                                                                       0},
    {"de: GS is Ctrl+AltGr+9",
     "de",                                                  NULL,
     {KEY_LEFTCTRL, ALTGR(9), UP_(LEFTCTRL)},
     LOT_LITERAL("\x1d"),
     0,                                                                                                                       0},
    {"de: letters beyond ASCII are UTF-8",
     "de",                                                  NULL,
     {T(APOSTROPHE), T(MINUS)},
     LOT_LITERAL("\xc3\xa4\xc3\x9f"),
     0,                                                                                                                       0},
    {"de: a dead key and a space",                    "de", NULL,   {T(GRAVE), T(SPACE), T(A)},       LOT_LITERAL("^a"),   0, 0},
    {"de: a dead key before a letter loses nothing",
     "de",                                                  NULL,
     {T(GRAVE), T(A), T(GRAVE), T(GRAVE), T(SPACE), T(SPACE)},
     LOT_LITERAL("^a^^ "),
     0,                                                                                                                       0},
    {"a dead key does not reach into the next scan",
     "de",                                                  NULL,
     {T(GRAVE), T(ENTER), T(A)},
     LOT_LITERAL("a"),
     1,                                                                                                                       0},
    {"us intl: quotation marks",
     "us",                                                  "intl",
     {T(APOSTROPHE), T(SPACE), SHIFT(APOSTROPHE), T(SPACE)},
     LOT_LITERAL("'\""),
     0,                                                                                                                       0},
    {"fr: digits are shifted",                        "fr", NULL,   {SHIFT(1), T(1), T(Q)},           LOT_LITERAL("1&a"),  0, 0},
    {"keys without a character",
     "us",                                                  NULL,
     {T(F8), T(DOWN), T(LEFTMETA), T(MICMUTE)},
     LOT_LITERAL(""),
     0,                                                                                                                       0},
    {"codes that no keyboard has",                    "us", NULL,   {T(MAX), 0x2ff, 0xfff},           LOT_LITERAL(""),     0, 0},
};

struct typed {
    uint8_t bytes[64];
    size_t size;
    unsigned ends;
};

static void key(struct keyboard *keyboard, struct typed *typed, unsigned code, bool down)
{
    struct lot_span text = {0};
    switch (keyboard_key(keyboard, code, down, &text)) {
    case STROKE_TEXT:
        assert_true(typed->size + text.size <= sizeof typed->bytes);
        memcpy(typed->bytes + typed->size, text.data, text.size);
        typed->size += text.size;
        break;
    case STROKE_END:
        typed->ends++;
        break;
    case STROKE_NOTHING:
        break;
    }
}

static void play(struct keyboard *keyboard, struct typed *typed, const unsigned *keys)
{
    for (; *keys; keys++) {
        unsigned code = *keys & ~(unsigned)(UP | TAP);
        if (!(*keys & UP)) {
            key(keyboard, typed, code, true);
        }
        if (*keys & (UP | TAP)) {
            key(keyboard, typed, code, false);
        }
    }
}

static void layouts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct xkb_keymap *keymap = NULL;
        struct keyboard keyboard;
        struct typed typed = {0};
        assert_int_equal(keymap_new(&keymap, rows[i].layout, rows[i].variant), 0);
        assert_int_equal(keyboard_init(&keyboard, keymap, rows[i].tab_ends), 0);
        play(&keyboard, &typed, rows[i].keys);
        if (!lot_span_equal(lot_span(typed.bytes, typed.size), rows[i].text) ||
            typed.ends != rows[i].ends) {
            fail_msg("%s: '%.*s', %u ends", rows[i].name, (int)typed.size,
                     (const char *)typed.bytes, typed.ends);
        }
        keyboard_done(&keyboard);
        keymap_free(keymap);
    }
}

static void reset_forgets(void **state)
{
    (void)state;
    static const unsigned held[] = {T(CAPSLOCK), KEY_LEFTSHIFT, KEY_LEFTALT, T(KP1), 0};
    static const unsigned after[] = {T(A), T(KP5), UP_(LEFTALT), 0};
    struct xkb_keymap *keymap = NULL;
    struct keyboard keyboard;
    struct typed typed = {0};
    assert_int_equal(keymap_new(&keymap, "us", NULL), 0);
    assert_int_equal(keyboard_init(&keyboard, keymap, false), 0);
    play(&keyboard, &typed, held);
    assert_int_equal(keyboard_reset(&keyboard), 0);
    play(&keyboard, &typed, after);
    assert_true(lot_span_equal(lot_span(typed.bytes, typed.size), LOT_LITERAL("a5")));
    keyboard_done(&keyboard);
    keymap_free(keymap);
}

static void unknown_layouts(void **state)
{
    (void)state;
    struct xkb_keymap *keymap = NULL;
    assert_int_equal(keymap_new(&keymap, "klingon", NULL), -EINVAL);
    assert_int_equal(keymap_new(&keymap, "us", "klingon"), -EINVAL);
    assert_int_equal(keymap_new(&keymap, "us(", NULL), -EINVAL);
    assert_null(keymap_free(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(layouts),
        cmocka_unit_test(reset_forgets),
        cmocka_unit_test(unknown_layouts),
    };
    return cmocka_run_group_tests_name("capture keymap", tests, NULL, NULL);
}
