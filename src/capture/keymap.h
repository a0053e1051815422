/* SPDX-License-Identifier: MIT */
#ifndef CAPTURE_KEYMAP_H
#define CAPTURE_KEYMAP_H

/* What a scanner's keys mean: key codes of the kernel in, bytes and ends of scans out. */

#include <lot/base.h>

struct xkb_keymap;
struct xkb_state;

/* Compiles an xkb layout; variant NULL: none. -EINVAL: no such layout. */
int keymap_new(struct xkb_keymap **out, const char *layout, const char *variant);
struct xkb_keymap *keymap_free(struct xkb_keymap *keymap);

/* What a key event made of the text. */
enum stroke {
    STROKE_NOTHING, /* a modifier, a release, a key without a character */
    STROKE_TEXT,    /* *text is what was typed */
    STROKE_END,     /* the end of a scan */
};

/* The keyboard inside one scanner: what it holds down and has locked. */
struct keyboard {
    struct xkb_keymap *keymap; /* borrowed */
    struct xkb_state *state;
    bool tab_ends;
    unsigned alt_digits; /* keypad digits typed since Alt went down */
    uint8_t alt_byte;    /* and the byte that they spell */
    uint8_t dead;        /* the character of a dead key that waits for its space, or 0 */
    uint8_t text[64];
};

int keyboard_init(struct keyboard *keyboard, struct xkb_keymap *keymap, bool tab_ends);
void keyboard_done(struct keyboard *keyboard);
/* Forgets what was held and locked: events were lost. */
int keyboard_reset(struct keyboard *keyboard);
/* A key (KEY_... of the kernel) went down or up; *text lives until the next call. */
enum stroke keyboard_key(struct keyboard *keyboard, unsigned code, bool down,
                         struct lot_span *text);

#endif
