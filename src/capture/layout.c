/* SPDX-License-Identifier: MIT */
/*
 * From two boards, the scanner's and the host's, what becomes of each character: the key that types
 * it on the one is pressed on the other.
 */

#include "layout.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- joining -------------------------------------------------------------------------------- */

static bool types(const struct keystroke *stroke, char character)
{
    if (stroke->accent != ACCENT_NONE) {
        return accent_sign((enum accent)stroke->accent, lot_span(&character, 1)) > 0;
    }
    return stroke->size == 1 && stroke->text[0] == (uint8_t)character;
}

struct place {
    unsigned key, level;
};

/* The key and level of a character; false: no key has it. */
static bool find(const struct board *board, char character, bool dead, struct place *out)
{
    for (unsigned extra = 0; extra < 2; extra++) {
        unsigned from = extra ? BOARD_KEYS - 1 : 0;
        unsigned to = extra ? BOARD_KEYS : BOARD_KEYS - 1;
        for (unsigned level = 0; level < BOARD_LEVELS; level++) {
            for (unsigned key = from; key < to; key++) {
                const struct keystroke *stroke = &board->key[key][level];
                if ((stroke->accent != ACCENT_NONE) == dead && types(stroke, character)) {
                    *out = (struct place){key, level};
                    return true;
                }
            }
        }
    }
    return false;
}

/*
 * A scanner presses the fewest modifiers, takes the key beside the left Shift only for what no
 * other key has, and a dead key (to which it adds a space) only for what no key types alone.
 */
static struct keystroke pressed(const struct board *scanner, const struct board *host,
                                char character)
{
    struct place place;
    if (find(scanner, character, false, &place) || find(scanner, character, true, &place)) {
        return host->key[place.key][place.level];
    }
    return (struct keystroke){0};
}

void layout_join(struct lot_layout *layout, const struct board *scanner, const struct board *host)
{
    *layout = (struct lot_layout){0};
    for (unsigned i = 0; i < ASCII_COUNT; i++) {
        layout->stroke[i] = pressed(scanner, host, (char)(ASCII_FIRST + i));
    }
}

/* ---- making --------------------------------------------------------------------------------- */

#define XKB_NAME_SIZE 64u

/* "de(nodeadkeys)" -> "de" and "nodeadkeys". */
static int split_name(const char *name, char layout[XKB_NAME_SIZE], char variant[XKB_NAME_SIZE])
{
    size_t size = strcspn(name, "(");
    size_t rest = strlen(name + size);
    if (size == 0 || size >= XKB_NAME_SIZE || rest >= XKB_NAME_SIZE ||
        (rest > 0 && (rest < 3 || name[size + rest - 1] != ')'))) {
        return -EINVAL;
    }
    snprintf(layout, XKB_NAME_SIZE, "%.*s", (int)size, name);
    snprintf(variant, XKB_NAME_SIZE, "%.*s", rest > 0 ? (int)rest - 2 : 0,
             rest > 0 ? name + size + 1 : "");
    return 0;
}

static int make_boards(struct board *us, struct board *host, const char *name)
{
    char layout[XKB_NAME_SIZE], variant[XKB_NAME_SIZE];
    const struct host_layout *row = host_layout_by_name(name);
    int error = row ? 0 : split_name(name, layout, variant);
    if (error == 0) {
        error = board_make_named(us, "us", NULL, false);
    }
    if (error < 0) {
        return error;
    }
    return row ? board_make_named(host, row->layout, row->variant, false)
               : board_make_named(host, layout, *variant ? variant : NULL, false);
}

int lot_layout_new(struct lot_layout **out, const char *name)
{
    struct board us, host;
    int error = make_boards(&us, &host, name);
    struct lot_layout *layout = error == 0 ? malloc(sizeof *layout) : NULL;
    if (!layout) {
        return error < 0 ? error : -ENOMEM;
    }
    layout_join(layout, &us, &host);
    host_layout_differ(layout, host_layout_by_name(name));
    *out = layout;
    return 0;
}

struct lot_layout *lot_layout_free(struct lot_layout *layout)
{
    free(layout);
    return NULL;
}
