/* SPDX-License-Identifier: MIT */
#ifndef CAPTURE_LAYOUT_H
#define CAPTURE_LAYOUT_H

/*
 * What the files about keyboard layouts share: a board is all that the keys of one layout type, a
 * layout what becomes of each character when a scanner presses the keys of one board and a host
 * reads them by another.
 */

#include <lot/capture.h>

/* ---- accents: pure -------------------------------------------------------------------------- */

/* What a dead key carries. */
enum accent {
    ACCENT_NONE,
    ACCENT_GRAVE,
    ACCENT_ACUTE,
    ACCENT_CIRCUMFLEX,
    ACCENT_TILDE,
    ACCENT_DIAERESIS,
    ACCENT_CARON,
    ACCENT_RING,
    ACCENT_CEDILLA,
    ACCENT_OGONEK,
    ACCENT_BREVE,
    ACCENT_DOT,
    ACCENT_DOUBLE_ACUTE,
    ACCENT_MACRON,
    ACCENT_OTHER, /* dead, and not known what of */
    ACCENT_COUNT
};

/* The bytes of the accent's sign that the text begins with, or 0. */
size_t accent_sign(enum accent accent, struct lot_span text);
/* The accent whose sign that is; ACCENT_NONE: of none. */
enum accent accent_by_sign(struct lot_span sign);
/* True when an accent before a letter makes one character of both; *out is that, in UTF-8. */
bool accent_compose(enum accent accent, struct lot_span letter, struct lot_span *out);

/* ---- boards --------------------------------------------------------------------------------- */

#define BOARD_KEYS   49u /* those of a typewriter, the one beside the left Shift, and space */
#define BOARD_LEVELS 4u  /* alone, with Shift, with AltGr, with both */

/* What one press types: text, or a dead key's accent, or (both empty) nothing. */
struct keystroke {
    uint8_t accent; /* enum accent */
    uint8_t size;
    uint8_t text[8]; /* UTF-8 */
};

struct board {
    struct keystroke key[BOARD_KEYS][BOARD_LEVELS];
};

struct xkb_keymap;
/* Presses every key, with Caps Lock on or off. -ENOMEM. */
int board_make(struct board *board, struct xkb_keymap *keymap, bool caps_lock);
/* The same of a layout by its xkb names. -EINVAL: there is none. */
int board_make_named(struct board *board, const char *layout, const char *variant, bool caps_lock);

/* ---- layouts: pure but for their making ------------------------------------------------------ */

#define ASCII_FIRST 0x20
#define ASCII_COUNT 95u

struct lot_layout {
    struct keystroke stroke[ASCII_COUNT]; /* of each printable character, from the space on */
    struct keystroke separator;           /* what GS becomes, besides GS, ESC and NUL */
};

/* A scanner presses the keys of its board, a host reads them by its own. */
void layout_join(struct lot_layout *layout, const struct board *scanner, const struct board *host);

/* What Windows has otherwise than xkb, in a layout that it calls by name. */
struct host_layout {
    const char *name; /* as Windows has it */
    const char *layout, *variant;
    /*
     * Items with blanks between: a character of the US keyboard, then what its key types; a dotted
     * circle and an accent's sign: it is dead. The separator is written as GS. NULL: nothing.
     */
    const char *differences;
};
extern const struct host_layout host_layouts[];
extern const unsigned host_layout_count;

/* NULL: Windows has none of that name. */
const struct host_layout *host_layout_by_name(const char *name);
void host_layout_differ(struct lot_layout *layout, const struct host_layout *row);

/* The bytes of the UTF-8 character that the text begins with: at least 1 where there are any. */
size_t character_size(struct lot_span text);

#endif
