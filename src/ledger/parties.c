/* SPDX-License-Identifier: MIT */
/*
 * The item, lot and places that a movement names: found, or made where a second scan confirmed them
 * as new. Everything else that is unknown is refused by its name.
 */

#include <errno.h>

#include "posting.h"
#include "store.h"

static int find_item(struct posting *posting, const struct lot_movement *movement,
                     struct item_record *item)
{
    struct lot_span number = lot_text_span(&movement->item);
    int outcome = record_item(posting->ledger, number, item);
    if (outcome != 1) {
        return outcome;
    }
    if (!posting->transaction->creates_item || number.size == 0) {
        return ledger_refuse(posting->ledger, "item %.*s is not on record", SPAN_ARGUMENTS(number));
    }
    enum lot_tracking tracking = movement->lot.size > 0 ? LOT_TRACKING_LOT : LOT_TRACKING_NONE;
    int error = record_add_item(posting->ledger, number, tracking);
    return error < 0 ? error : record_item(posting->ledger, number, item);
}

static int make_lot(struct posting *posting, const struct lot_movement *movement,
                    const struct item_record *item)
{
    struct lot_row row = {
        .scan = posting->scan,
        .time = posting->time,
        .item = {item->id,             lot_text_span(&movement->item)},
        .code = lot_text_span(&movement->lot),
        .origin = {posting->document.id, {0}                           },
    };
    uint64_t id;
    if (movement->lot.size > 0) {
        row.dates = movement->dates;
        row.supplier_lot = lot_text_span(&posting->transaction->supplier_lot);
    }
    if (posting->document.id != 0) {
        row.origin.key = lot_text_span(&posting->transaction->document);
        row.supplier.id = posting->document.partner;
        row.supplier.key = lot_text_span(&posting->document.partner_number);
    }
    return journal_lot(posting->ledger, &row, &id);
}

/* An item that is not tracked has one lot without a code, made when it is first booked. */
static int find_lot(struct posting *posting, const struct lot_movement *movement,
                    struct parties *parties)
{
    struct lot_span number = lot_text_span(&movement->item), code = lot_text_span(&movement->lot);
    int outcome = record_lot(posting->ledger, parties->item.id, code, &parties->lot);
    if (outcome != 1) {
        return outcome;
    }
    bool untracked = code.size == 0 && parties->item.tracking == LOT_TRACKING_NONE;
    if (code.size == 0 && !untracked) {
        return ledger_refuse(posting->ledger, "item %.*s is tracked by lot: which one?",
                             SPAN_ARGUMENTS(number));
    }
    if (!untracked && !posting->transaction->creates_lot) {
        return ledger_refuse(posting->ledger, "lot %.*s of item %.*s is not on record",
                             SPAN_ARGUMENTS(code), SPAN_ARGUMENTS(number));
    }
    int error = make_lot(posting, movement, &parties->item);
    return error < 0 ? error : record_lot(posting->ledger, parties->item.id, code, &parties->lot);
}

/* An order's place is made by the first movement into it. */
static int make_place(struct posting *posting, struct lot_span code)
{
    bool orders = posting->document.id != 0 && posting->document.kind == LOT_DOCUMENT_ORDER &&
                  lot_span_equal(code, lot_text_span(&posting->transaction->document));
    bool allowed = orders || posting->transaction->creates_place;
    if (!allowed || code.size == 0 || code.data[0] == '@') {
        return ledger_refuse(posting->ledger, "place %.*s is not on record", SPAN_ARGUMENTS(code));
    }
    return record_add_place(posting->ledger, code, orders ? PLACE_ORDER : PLACE_REAL);
}

static int find_places(struct posting *posting, const struct lot_movement *movement,
                       struct parties *parties)
{
    struct lot_ledger *ledger = posting->ledger;
    struct lot_span from = lot_text_span(&movement->from), to = lot_text_span(&movement->to);
    int outcome = record_place(ledger, from, &parties->from);
    if (outcome == 1) {
        return ledger_refuse(ledger, "place %.*s is not on record", SPAN_ARGUMENTS(from));
    }
    if (outcome == 0) {
        outcome = record_place(ledger, to, &parties->to);
    }
    if (outcome == 1) {
        int error = make_place(posting, to);
        outcome = error < 0 ? error : record_place(ledger, to, &parties->to);
    }
    bool repacked = !lot_text_equal(&movement->from_sscc, &movement->to_sscc);
    if (outcome == 0 && parties->from.id == parties->to.id && !repacked) {
        return ledger_refuse(ledger, "from %.*s to itself", SPAN_ARGUMENTS(from));
    }
    return outcome;
}

int posting_find(struct posting *posting, const struct lot_movement *movement,
                 struct parties *parties)
{
    int error = find_item(posting, movement, &parties->item);
    if (error == 0) {
        error = find_lot(posting, movement, parties);
    }
    return error == 0 ? find_places(posting, movement, parties) : error;
}
