/* SPDX-License-Identifier: MIT */
/*
 * What was counted. A lot that was found and is not on record comes on record with its count, as it
 * does with a movement; a settled count does its line of a list.
 */

#include "posting.h"
#include "store.h"

/* The count as the movement that it would be, if something came of it: to find what it names. */
static struct lot_movement as_movement(const struct lot_tally *tally)
{
    struct lot_movement movement = {
        .item = tally->item, .lot = tally->lot, .to = tally->place, .dates = tally->dates};
    (void)lot_text_set(&movement.from, LOT_LITERAL(LOT_PLACE_COUNT)); /* short */
    return movement;
}

static int do_line(struct posting *posting, int64_t item)
{
    struct query query = query_begin(posting->ledger, STATEMENT_LINE_COUNTED);
    query_integer(&query, posting->document.id);
    query_integer(&query, item);
    return query_run(&query);
}

/* A lot at the place, or the place alone. */
static int find(struct posting *posting, struct parties *parties)
{
    const struct lot_tally *tally = &posting->transaction->tally;
    struct lot_movement movement = as_movement(tally);
    if (tally->item.size > 0) {
        return posting_find(posting, &movement, parties);
    }
    int outcome = record_place(posting->ledger, lot_text_span(&tally->place), &parties->to);
    return outcome == 1 ? ledger_refuse(posting->ledger, "place %.*s is not on record",
                                        SPAN_ARGUMENTS(lot_text_span(&tally->place)))
                        : outcome;
}

int posting_tally(struct posting *posting)
{
    const struct lot_tally *tally = &posting->transaction->tally;
    struct parties parties = {0};
    if (posting->transaction->job != LOT_JOB_COUNTING || tally->counted < 0) {
        return ledger_refuse(posting->ledger, "a count counts what is there");
    }
    int error = find(posting, &parties);
    if (error < 0) {
        return error;
    }
    struct tally_row row = {
        .scan = posting->scan,
        .time = posting->time,
        .who = posting->who,
        .document = {posting->document.id, {0}                         },
        .place = {parties.to.id,        lot_text_span(&tally->place)},
        .lot = {parties.lot.id,       lot_text_span(&tally->lot)  },
        .item = lot_text_span(&tally->item),
        .decimals = parties.item.decimals,
        .tally = tally,
    };
    if (posting->document.id != 0) {
        row.document.key = lot_text_span(&posting->transaction->document);
    }
    error = journal_tally(posting->ledger, &row);
    bool line = posting->document.id != 0 && tally->settled && tally->item.size > 0;
    return error == 0 && line ? do_line(posting, parties.item.id) : error;
}
