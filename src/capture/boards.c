/* SPDX-License-Identifier: MIT */
/*
 * What the keys of a layout type, asked of libxkbcommon by pressing each of them: a table of text
 * that everything else works on without it.
 */

#include "keymap.h"
#include "layout.h"

#include <errno.h>
#include <linux/input-event-codes.h>
#include <string.h>
#include <xkbcommon/xkbcommon.h>

#define EVDEV_OFFSET 8 /* xkb counts the kernel's key codes from 8 */

/* The key beside the left Shift stands last: a US keyboard lacks it. */
static const uint8_t keys[] = {
    KEY_GRAVE,      KEY_1,         KEY_2,     KEY_3,   KEY_4,     KEY_5,
    KEY_6,          KEY_7,         KEY_8,     KEY_9,   KEY_0,     KEY_MINUS,
    KEY_EQUAL,      KEY_Q,         KEY_W,     KEY_E,   KEY_R,     KEY_T,
    KEY_Y,          KEY_U,         KEY_I,     KEY_O,   KEY_P,     KEY_LEFTBRACE,
    KEY_RIGHTBRACE, KEY_BACKSLASH, KEY_A,     KEY_S,   KEY_D,     KEY_F,
    KEY_G,          KEY_H,         KEY_J,     KEY_K,   KEY_L,     KEY_SEMICOLON,
    KEY_APOSTROPHE, KEY_Z,         KEY_X,     KEY_C,   KEY_V,     KEY_B,
    KEY_N,          KEY_M,         KEY_COMMA, KEY_DOT, KEY_SLASH, KEY_SPACE,
    KEY_102ND,
};
_Static_assert(sizeof keys == BOARD_KEYS, "a board has a place for each key");

static const struct {
    xkb_keysym_t symbol;
    enum accent accent;
} dead_keys[] = {
    {XKB_KEY_dead_grave,       ACCENT_GRAVE       },
    {XKB_KEY_dead_acute,       ACCENT_ACUTE       },
    {XKB_KEY_dead_circumflex,  ACCENT_CIRCUMFLEX  },
    {XKB_KEY_dead_tilde,       ACCENT_TILDE       },
    {XKB_KEY_dead_diaeresis,   ACCENT_DIAERESIS   },
    {XKB_KEY_dead_caron,       ACCENT_CARON       },
    {XKB_KEY_dead_abovering,   ACCENT_RING        },
    {XKB_KEY_dead_cedilla,     ACCENT_CEDILLA     },
    {XKB_KEY_dead_ogonek,      ACCENT_OGONEK      },
    {XKB_KEY_dead_breve,       ACCENT_BREVE       },
    {XKB_KEY_dead_abovedot,    ACCENT_DOT         },
    {XKB_KEY_dead_doubleacute, ACCENT_DOUBLE_ACUTE},
    {XKB_KEY_dead_macron,      ACCENT_MACRON      },
};

static enum accent dead_accent(xkb_keysym_t symbol)
{
    for (size_t i = 0; i < sizeof dead_keys / sizeof dead_keys[0]; i++) {
        if (dead_keys[i].symbol == symbol) {
            return dead_keys[i].accent;
        }
    }
    return symbol >= XKB_KEY_dead_grave && symbol <= XKB_KEY_dead_greek ? ACCENT_OTHER
                                                                        : ACCENT_NONE;
}

static void read_key(struct keystroke *stroke, struct xkb_state *state, unsigned code)
{
    enum accent accent = dead_accent(xkb_state_key_get_one_sym(state, code));
    char text[sizeof stroke->text + 1];
    int size = xkb_state_key_get_utf8(state, code, text, sizeof text);
    *stroke = (struct keystroke){.accent = (uint8_t)accent};
    if (accent == ACCENT_NONE && size > 0 && (size_t)size < sizeof text) {
        stroke->size = (uint8_t)size;
        memcpy(stroke->text, text, (size_t)size);
    }
}

static void hold(struct xkb_state *state, unsigned level, bool caps_lock)
{
    if (caps_lock) {
        xkb_state_update_key(state, KEY_CAPSLOCK + EVDEV_OFFSET, XKB_KEY_DOWN);
        xkb_state_update_key(state, KEY_CAPSLOCK + EVDEV_OFFSET, XKB_KEY_UP);
    }
    if (level & 1) {
        xkb_state_update_key(state, KEY_LEFTSHIFT + EVDEV_OFFSET, XKB_KEY_DOWN);
    }
    if (level & 2) {
        xkb_state_update_key(state, KEY_RIGHTALT + EVDEV_OFFSET, XKB_KEY_DOWN);
    }
}

int board_make(struct board *board, struct xkb_keymap *keymap, bool caps_lock)
{
    for (unsigned level = 0; level < BOARD_LEVELS; level++) {
        struct xkb_state *state = xkb_state_new(keymap);
        if (!state) {
            return -ENOMEM;
        }
        hold(state, level, caps_lock);
        for (unsigned i = 0; i < BOARD_KEYS; i++) {
            read_key(&board->key[i][level], state, keys[i] + EVDEV_OFFSET);
        }
        xkb_state_unref(state);
    }
    return 0;
}

int board_make_named(struct board *board, const char *layout, const char *variant, bool caps_lock)
{
    struct xkb_keymap *keymap = NULL;
    int error = keymap_new(&keymap, layout, variant);
    if (error == 0) {
        error = board_make(board, keymap, caps_lock);
    }
    keymap_free(keymap);
    return error;
}
