/* SPDX-License-Identifier: MIT */
/* capture: keys as scanners press them, on the layouts they are set up for, and what they type. */

#include <capture/keymap.h>

#include <errno.h>
#include <libevdev/libevdev.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/*
 * Keys are words as in KEY_...: "A" is pressed and released, "SHIFT+A" with Shift held, "+ALT" only
 * pressed and "-ALT" only released. In the text a newline is the end of a scan.
 */
static const struct row {
    const char *name, *layout, *keys;
    struct lot_span text;
} rows[] = {
    {"letters and Shift",        "us",       "A SHIFT+B 1 SHIFT+1",                     LOT_LITERAL("aB1!")            },
    {"Caps Lock on and off",     "us",       "CAPSLOCK A SHIFT+B 1 CAPSLOCK C",         LOT_LITERAL("Ab1c")            },
    {"GS",                       "us",       "A CTRL+RIGHTBRACE Z",                     LOT_LITERAL("a\x1dz")          },
    {"RS",                       "us",       "CTRL+6 CTRL+SHIFT+6",                     LOT_LITERAL("\x1e\x1e")        },
    {"EOT, FS, NUL",             "us",       "+CTRL D BACKSLASH 2 -CTRL",               LOT_LITERAL("\x04\x1c\0")      },
    {"ends of lines",            "us",       "ENTER KPENTER CTRL+M CTRL+J",             LOT_LITERAL("\n\n\n\n")        },
    {"an end of line by Alt",    "us",       "+ALT KP0 KP1 KP3 -ALT",                   LOT_LITERAL("\n")              },
    {"Tab",                      "us",       "TAB CTRL+I",                              LOT_LITERAL("\t\t")            },
    {"keypad",                   "us",       "KP0 KP7 KP9 KPDOT KPMINUS",               LOT_LITERAL("079.-")           },
    {"whatever Num Lock does",   "us",       "NUMLOCK KP4 NUMLOCK KP2",                 LOT_LITERAL("42")              },
    {"Alt+029",                  "us",       "A +ALT KP0 KP2 KP9 -ALT Z",               LOT_LITERAL("a\x1dz")          },
    {"Alt+29, let go first",     "us",       "+ALT KP2 +KP9 -ALT -KP9 Z",               LOT_LITERAL("\x1dz")           },
    {"Alt+0233 is a byte",       "us",       "+ALT KP0 KP2 KP3 KP3 -ALT",               LOT_LITERAL("\xe9")            },
    {"Alt+256 is its low byte",  "us",       "+ALT KP2 KP5 KP6 -ALT",                   LOT_LITERAL("\0")              },
    {"two bytes by Alt",         "us",       "+ALT KP6 KP5 -ALT +ALT KP6 KP6 -ALT",     LOT_LITERAL("AB")              },
    {"Alt alone",                "us",       "ALT A",                                   LOT_LITERAL("a")               },
    {"keys without a character", "us",       "F8 DOWN LEFTMETA MICMUTE MAX",            LOT_LITERAL("")                },
    {"y, z and AltGr",           "de",       "Z SHIFT+Y ALTGR+9 ALTGR+Q SLASH",         LOT_LITERAL("yZ]@-")           },
    {"GS on AltGr",              "de",       "CTRL+ALTGR+9",                            LOT_LITERAL("\x1d")            },
    {"beyond ASCII",             "de",       "APOSTROPHE MINUS",                        LOT_LITERAL("\xc3\xa4\xc3\x9f")},
    {"keypad with a comma",      "de",       "KP1 KPDOT KP5",                           LOT_LITERAL("1,5")             },
    {"dead key and space",       "de",       "GRAVE SPACE A",                           LOT_LITERAL("^a")              },
    {"dead key and letter",      "de",       "GRAVE A",                                 LOT_LITERAL("^a")              },
    {"dead keys",                "de",       "GRAVE GRAVE SPACE SPACE",                 LOT_LITERAL("^^ ")             },
    {"dead key, then the end",   "de",       "GRAVE ENTER A",                           LOT_LITERAL("\na")             },
    {"dead quotation marks",     "us(intl)", "SHIFT+APOSTROPHE SPACE APOSTROPHE SPACE",
     LOT_LITERAL("\"'")                                                                                                },
    {"shifted digits",           "fr",       "SHIFT+1 1 Q",                             LOT_LITERAL("1&a")             },
};

struct typed {
    struct keyboard keyboard;
    uint8_t bytes[64];
    size_t size;
};

static void put(struct typed *typed, struct lot_span text)
{
    assert_true(typed->size + text.size <= sizeof typed->bytes);
    memcpy(typed->bytes + typed->size, text.data, text.size);
    typed->size += text.size;
}

static void key(struct typed *typed, const char *name, bool down)
{
    static const char *const shorter[][2] = {
        {"SHIFT", "LEFTSHIFT"},
        {"CTRL",  "LEFTCTRL" },
        {"ALT",   "LEFTALT"  },
        {"ALTGR", "RIGHTALT" }
    };
    for (size_t i = 0; i < 4; i++) {
        name = strcmp(name, shorter[i][0]) == 0 ? shorter[i][1] : name;
    }
    char whole[32];
    snprintf(whole, sizeof whole, "KEY_%s", name);
    int code = libevdev_event_code_from_name(EV_KEY, whole);
    assert_true(code > 0);
    struct lot_span text;
    enum stroke stroke = keyboard_key(&typed->keyboard, (unsigned)code, down, &text);
    if (stroke != STROKE_NOTHING) {
        put(typed, stroke == STROKE_END ? LOT_LITERAL("\n") : text);
    }
}

static void chord(struct typed *typed, char *names)
{
    char *rest = NULL;
    char *name = strtok_r(names, "+", &rest);
    if (name) {
        key(typed, name, true);
        chord(typed, rest);
        key(typed, name, false);
    }
}

static void play(struct typed *typed, const char *keys)
{
    char copy[128];
    char *rest = NULL;
    snprintf(copy, sizeof copy, "%s", keys);
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        if (*word == '+' || *word == '-') {
            key(typed, word + 1, *word == '+');
        } else {
            chord(typed, word);
        }
    }
}

static void check(const struct row *row, bool tab_ends)
{
    struct xkb_keymap *keymap = NULL;
    struct typed typed = {0};
    assert_int_equal(keymap_new(&keymap, row->layout, NULL), 0);
    assert_int_equal(keyboard_init(&typed.keyboard, keymap, tab_ends), 0);
    play(&typed, row->keys);
    if (!lot_span_equal(lot_span(typed.bytes, typed.size), row->text)) {
        fail_msg("%s, %s: '%.*s'", row->layout, row->name, (int)typed.size,
                 (const char *)typed.bytes);
    }
    keyboard_done(&typed.keyboard);
    keymap_free(keymap);
}

static void layouts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        check(&rows[i], false);
    }
}

static void tab_may_end(void **state)
{
    (void)state;
    const struct row row = {"Tab ends", "us", "TAB CTRL+I ENTER", LOT_LITERAL("\n\n\n")};
    check(&row, true);
}

static void reset_forgets(void **state)
{
    (void)state;
    struct xkb_keymap *keymap = NULL;
    struct typed typed = {0};
    assert_int_equal(keymap_new(&keymap, "de", NULL), 0);
    assert_int_equal(keyboard_init(&typed.keyboard, keymap, false), 0);
    play(&typed, "CAPSLOCK GRAVE +SHIFT +ALT KP1");
    assert_int_equal(keyboard_reset(&typed.keyboard), 0);
    play(&typed, "A KP5 -ALT -SHIFT B");
    assert_true(lot_span_equal(lot_span(typed.bytes, typed.size), LOT_LITERAL("a5b")));
    keyboard_done(&typed.keyboard);
    keymap_free(keymap);
}

static void unknown_layouts(void **state)
{
    (void)state;
    struct xkb_keymap *keymap = NULL;
    assert_int_equal(keymap_new(&keymap, "klingon", NULL), -EINVAL);
    assert_int_equal(keymap_new(&keymap, "us", "klingon"), -EINVAL);
    assert_int_equal(keymap_new(&keymap, "us(", NULL), -EINVAL);
    assert_int_equal(keymap_new(&keymap, "de", "nodeadkeys"), 0);
    assert_null(keymap_free(keymap));
    assert_null(keymap_free(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(layouts),
        cmocka_unit_test(tab_may_end),
        cmocka_unit_test(reset_forgets),
        cmocka_unit_test(unknown_layouts),
    };
    return cmocka_run_group_tests_name("capture keymap", tests, NULL, NULL);
}
