/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_POSTING_H
#define LEDGER_POSTING_H

/* A transaction being booked, movement by movement. */

#include <lot/ledger.h>

#include "genealogy.h"
#include "journal.h"
#include "records.h"

/* What a transaction used and has not yet given to what it makes. */
struct production {
    int64_t value; /* minor units */
    int64_t left;  /* millionths of units that are still to be made; 0: not counted yet */
};

struct posting {
    struct lot_ledger *ledger;
    const struct lot_transaction *transaction;
    uint64_t scan;
    struct lot_time time;
    struct reference who;            /* the operator */
    struct document_record document; /* id 0: none */
    struct genealogy genealogy;      /* of all that was booked so far */
    struct reference reason;
    struct production production;
};

/* What a movement names, found. */
struct parties {
    struct item_record item;
    struct lot_record lot;
    struct place_record from, to;
};

/* Finds, or makes what the transaction says is new. -EDOM: unknown. */
int posting_find(struct posting *posting, const struct lot_movement *movement,
                 struct parties *parties);

/* Moves stock, what lies on units, and the serial; row learns of the units and the serial. -EDOM.
 */
int posting_move_goods(struct posting *posting, const struct lot_movement *movement,
                       const struct parties *parties, struct movement_row *row);
/* After all movements: what was put onto a unit is where the rest of it is. -EDOM. */
int posting_check_units(struct posting *posting);

/* What it is worth, for the row; what leaves is taken from the lot's layers. -EDOM. */
int posting_value(struct posting *posting, const struct lot_movement *movement,
                  const struct parties *parties, struct movement_row *row);
/* Once it is in the journal: what came in at a value is a layer of the lot. */
int posting_layer(struct posting *posting, const struct parties *parties,
                  const struct movement_row *row, uint64_t id);
/* Enters what was counted; tally.c. -EDOM as above. */
int posting_tally(struct posting *posting);

/* Books one movement. -EDOM: a rule says no. */
int posting_book(struct posting *posting, const struct lot_movement *movement, uint64_t *id);

#endif
