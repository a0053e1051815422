/* SPDX-License-Identifier: MIT */
/*
 * By chance: a quarter of the choices each loses little, loses most, loses what came after some
 * write, or loses evenly; a write that is not lost whole may be torn.
 */

#include "survivors.h"

uint64_t chance_draw(uint64_t *chance, uint64_t below)
{
    *chance ^= *chance << 13;
    *chance ^= *chance >> 7;
    *chance ^= *chance << 17;
    return *chance % below;
}

void survivors_init(struct survivors *survivors, const struct recording *recording)
{
    size_t pieces = 1;
    for (size_t i = 0; i < recording->count; i++) {
        pieces += operation_pieces(&recording->operation[i]);
    }
    survivors->piece = grown(NULL, pieces, 1);
    survivors->names = 0;
}

void survivors_done(struct survivors *survivors)
{
    free(survivors->piece);
    *survivors = (struct survivors){0};
}

/* ---- each ----------------------------------------------------------------------------------- */

uint64_t survivors_count(const struct powercut *cut, uint64_t limit)
{
    size_t pieces = powercut_pieces(cut);
    if (pieces >= 32) {
        return 0;
    }
    uint64_t count = (cut->renamed_count + UINT64_C(1)) << pieces;
    return count <= limit ? count : 0;
}

void survivors_numbered(struct survivors *survivors, const struct powercut *cut, uint64_t number)
{
    size_t pieces = powercut_pieces(cut);
    for (size_t i = 0; i < pieces; i++) {
        survivors->piece[i] = number >> i & 1;
    }
    survivors->names = (size_t)(number >> pieces);
}

/* ---- by chance ------------------------------------------------------------------------------ */

/* Of 16 writes so many are lost, and so many torn. */
struct loss {
    unsigned lost, torn;
};

static void draw_write(uint8_t *piece, size_t pieces, struct loss loss, uint64_t *chance)
{
    unsigned drawn = (unsigned)chance_draw(chance, 16);
    for (size_t i = 0; i < pieces; i++) {
        bool torn = drawn < loss.lost + loss.torn;
        piece[i] = drawn >= loss.lost && (!torn || chance_draw(chance, 2) == 0);
    }
}

void survivors_drawn(struct survivors *survivors, const struct powercut *cut, uint64_t *chance)
{
    static const struct loss losses[] = {
        {1,  1},
        {13, 1},
        {5,  5},
        {0,  0}, /* up to one that is torn; nothing after it */
    };
    size_t style = (size_t)chance_draw(chance, sizeof losses / sizeof losses[0]);
    bool in_order = losses[style].lost + losses[style].torn == 0;
    size_t last = (size_t)chance_draw(chance, cut->pending_count + 1);
    uint8_t *piece = survivors->piece;
    for (size_t i = 0; i < cut->pending_count; i++) {
        size_t pieces = operation_pieces(&cut->recording->operation[cut->pending[i]]);
        struct loss loss = losses[style];
        if (in_order && i >= last) {
            loss = i == last ? (struct loss){0, 16} : (struct loss){16, 0};
        }
        draw_write(piece, pieces, loss, chance);
        piece += pieces;
    }
    survivors->names = (size_t)chance_draw(chance, cut->renamed_count + 1);
}
