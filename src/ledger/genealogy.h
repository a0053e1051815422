/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_GENEALOGY_H
#define LEDGER_GENEALOGY_H

/*
 * Which lots were made of which. A transaction whose movements go to @production and come from
 * there made every lot that came of every lot that went: a row for each such pair, and none for any
 * other transaction. It follows from the movements, which share their scan, and can be rebuilt.
 */

#include <lot/engine.h>

struct lot_ledger;

/*
 * The same from the movements: u, what was used, and m, what was made, neither taken back. A
 * transaction's rows stand behind its scan, two for a movement at most.
 */
#define GENEALOGY_MOVEMENTS                                                                        \
    " FROM movement AS u INDEXED BY movement_by_lot"                                               \
    " CROSS JOIN movement AS m ON m.id BETWEEN u.scan AND u.scan + 64 AND m.scan = u.scan"         \
    " WHERE u.to_place = 5 AND m.from_place = 5 AND u.reverses IS NULL AND m.reverses IS NULL"     \
    " AND NOT EXISTS (SELECT 1 FROM movement AS r WHERE r.reverses = u.id)"                        \
    " AND NOT EXISTS (SELECT 1 FROM movement AS r WHERE r.reverses = m.id)"
_Static_assert(2 * LOT_MOVEMENTS_MAX <= 64, "all of a transaction's movements");

/* What one transaction used and made, while it is booked. */
struct genealogy {
    int64_t used[LOT_MOVEMENTS_MAX], made[LOT_MOVEMENTS_MAX];
    unsigned used_count, made_count;
};

/* Takes note of a movement; nothing, unless one end of it is @production. */
void genealogy_note(struct genealogy *genealogy, int64_t lot, int64_t from, int64_t to);
/* Enters what was noted under the transaction's scan. */
int genealogy_enter(struct lot_ledger *ledger, const struct genealogy *genealogy, uint64_t scan);
/* What a lot had to do with that transaction is undone. */
int genealogy_forget(struct lot_ledger *ledger, int64_t lot, int64_t scan);

#endif
