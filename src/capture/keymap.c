/* SPDX-License-Identifier: MIT */
/*
 * A wedge scanner types as a person would, on a layout that it was set up for; libxkbcommon knows
 * all layouts and that Ctrl+] is GS. What a scanner does and a person does not is added here:
 *
 * - Its keypad types digits whatever Num Lock says: nobody looks at its lamp. Num Lock is therefore
 *   on from the start and the key is not listened to.
 * - Alt held while keypad digits are typed spells a byte in decimal (Alt+029 is GS), as Windows has
 *   it: released, Alt gives the byte. No layout gives these keys another meaning, so it needs no
 *   setting.
 * - A dead key and a space is how '^' or '~' is typed where such keys are dead. A dead key before
 *   anything else is typed as its own character: accents are not composed, nothing gets lost.
 * - Ends of lines are judged by what was typed, not by the key: Enter, keypad Enter, Ctrl+M, Ctrl+J
 *   and Alt+013 are all the same suffix, sent by differently set-up scanners.
 */

#include "keymap.h"

#include <errno.h>
#include <linux/input-event-codes.h>
#include <string.h>
#include <xkbcommon/xkbcommon.h>

#define EVDEV_OFFSET 8 /* xkb counts the kernel's key codes from 8 */

/* ---- layouts -------------------------------------------------------------------------------- */

int keymap_new(struct xkb_keymap **out, const char *layout, const char *variant)
{
    struct xkb_context *context = xkb_context_new(XKB_CONTEXT_NO_ENVIRONMENT_NAMES);
    if (!context) {
        return -ENOMEM;
    }
    xkb_context_set_log_level(context, XKB_LOG_LEVEL_CRITICAL); /* programs log */
    struct xkb_rule_names names = {.layout = layout, .variant = variant};
    struct xkb_keymap *keymap =
        xkb_keymap_new_from_names(context, &names, XKB_KEYMAP_COMPILE_NO_FLAGS);
    xkb_context_unref(context);
    *out = keymap;
    return keymap ? 0 : -EINVAL;
}

struct xkb_keymap *keymap_free(struct xkb_keymap *keymap)
{
    xkb_keymap_unref(keymap);
    return NULL;
}

/* ---- keyboards ------------------------------------------------------------------------------ */

static void update(struct keyboard *keyboard, unsigned code, bool down)
{
    xkb_state_update_key(keyboard->state, code + EVDEV_OFFSET, down ? XKB_KEY_DOWN : XKB_KEY_UP);
}

int keyboard_reset(struct keyboard *keyboard)
{
    struct xkb_state *state = xkb_state_new(keyboard->keymap);
    if (!state) {
        return -ENOMEM;
    }
    xkb_state_unref(keyboard->state);
    keyboard->state = state;
    keyboard->alt_digits = 0;
    keyboard->dead = 0;
    update(keyboard, KEY_NUMLOCK, true);
    update(keyboard, KEY_NUMLOCK, false);
    return 0;
}

int keyboard_init(struct keyboard *keyboard, struct xkb_keymap *keymap, bool tab_ends)
{
    *keyboard = (struct keyboard){.keymap = keymap, .tab_ends = tab_ends};
    return keyboard_reset(keyboard);
}

void keyboard_done(struct keyboard *keyboard)
{
    xkb_state_unref(keyboard->state);
    keyboard->state = NULL;
}

/* ---- Alt and the keypad --------------------------------------------------------------------- */

/* The digit on a keypad key, or -1. */
static int keypad_digit(unsigned code)
{
    static const uint8_t keys[10] = {KEY_KP0, KEY_KP1, KEY_KP2, KEY_KP3, KEY_KP4,
                                     KEY_KP5, KEY_KP6, KEY_KP7, KEY_KP8, KEY_KP9};
    for (int digit = 0; digit < 10; digit++) {
        if (keys[digit] == code) {
            return digit;
        }
    }
    return -1;
}

static bool alt_is_down(const struct keyboard *keyboard)
{
    return xkb_state_mod_name_is_active(keyboard->state, XKB_MOD_NAME_ALT,
                                        XKB_STATE_MODS_DEPRESSED) > 0;
}

/* True when the key was a digit of a byte being spelt. */
static bool spell(struct keyboard *keyboard, unsigned code)
{
    int digit = keypad_digit(code);
    if (digit < 0 || !alt_is_down(keyboard)) {
        return false;
    }
    keyboard->alt_byte =
        (uint8_t)(keyboard->alt_digits++ > 0 ? keyboard->alt_byte * 10 + digit : digit);
    return true;
}

/* ---- dead keys ------------------------------------------------------------------------------ */

/* The character of a dead key, or 0 where the key is none. */
static uint8_t dead_character(struct keyboard *keyboard, unsigned code)
{
    static const struct {
        xkb_keysym_t symbol;
        char character;
    } keys[] = {
        {XKB_KEY_dead_grave,      '`' },
        {XKB_KEY_dead_acute,      '\''},
        {XKB_KEY_dead_circumflex, '^' },
        {XKB_KEY_dead_tilde,      '~' },
        {XKB_KEY_dead_diaeresis,  '"' },
    };
    xkb_keysym_t symbol = xkb_state_key_get_one_sym(keyboard->state, code + EVDEV_OFFSET);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (keys[i].symbol == symbol) {
            return (uint8_t)keys[i].character;
        }
    }
    return 0;
}

/*
 * Puts the character of a dead key that waits in front of `size` bytes of text, or in place of its
 * space; returns the new size.
 */
static size_t join_dead(struct keyboard *keyboard, size_t size)
{
    uint8_t *text = keyboard->text;
    if (keyboard->dead == 0) {
        return size;
    }
    if (size == 1 && text[0] == ' ') {
        size = 0;
    }
    memmove(text + 1, text, size);
    text[0] = keyboard->dead;
    keyboard->dead = 0;
    return size + 1;
}

/* ---- text ----------------------------------------------------------------------------------- */

static bool ends_scan(const struct keyboard *keyboard, size_t size)
{
    uint8_t byte = size == 1 ? keyboard->text[0] : 0;
    return byte == '\r' || byte == '\n' || (byte == '\t' && keyboard->tab_ends);
}

/* `size` bytes were typed into keyboard->text. */
static enum stroke typed(struct keyboard *keyboard, size_t size, struct lot_span *text)
{
    if (ends_scan(keyboard, size)) {
        keyboard->dead = 0;
        return STROKE_END;
    }
    *text = lot_span(keyboard->text, join_dead(keyboard, size));
    return STROKE_TEXT;
}

static enum stroke press(struct keyboard *keyboard, unsigned code, struct lot_span *text)
{
    if (spell(keyboard, code)) {
        return STROKE_NOTHING;
    }
    uint8_t dead = dead_character(keyboard, code);
    int size = xkb_state_key_get_utf8(keyboard->state, code + EVDEV_OFFSET, (char *)keyboard->text,
                                      sizeof keyboard->text - 1);
    update(keyboard, code, true);
    if (dead != 0) {
        size_t waiting = join_dead(keyboard, 0);
        keyboard->dead = dead;
        *text = lot_span(keyboard->text, waiting);
        return waiting > 0 ? STROKE_TEXT : STROKE_NOTHING;
    }
    if (size <= 0 || (size_t)size >= sizeof keyboard->text - 1) {
        return STROKE_NOTHING;
    }
    return typed(keyboard, (size_t)size, text);
}

static enum stroke release(struct keyboard *keyboard, unsigned code, struct lot_span *text)
{
    update(keyboard, code, false);
    if (keyboard->alt_digits == 0 || alt_is_down(keyboard)) {
        return STROKE_NOTHING;
    }
    keyboard->alt_digits = 0;
    keyboard->text[0] = keyboard->alt_byte;
    return typed(keyboard, 1, text);
}

enum stroke keyboard_key(struct keyboard *keyboard, unsigned code, bool down, struct lot_span *text)
{
    if (code == KEY_NUMLOCK) {
        return STROKE_NOTHING;
    }
    return down ? press(keyboard, code, text) : release(keyboard, code, text);
}
