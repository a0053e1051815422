/* SPDX-License-Identifier: MIT */
/*
 * The goods of a movement at both its ends: stock, what lies on logistic units, and serials. At a
 * virtual place nothing is kept but where a serial is: what is there is there without end.
 */

#include "posting.h"
#include "store.h"

/* ---- stock and logistic units --------------------------------------------------------------- */

struct goods {
    struct posting *posting;
    const struct lot_movement *movement;
    const struct parties *parties;
    struct movement_row *row;
};

static struct shelf shelf_at(const struct goods *goods, const struct place_record *place)
{
    const struct parties *parties = goods->parties;
    return (struct shelf){place->id, parties->lot.id, parties->item.id, parties->lot.use_by};
}

static int refuse_not_enough(const struct goods *goods, const char *where, struct lot_span place)
{
    return ledger_refuse(goods->posting->ledger, "not enough of item %.*s, lot %.*s %s %.*s",
                         SPAN_ARGUMENTS(lot_text_span(&goods->movement->item)),
                         SPAN_ARGUMENTS(lot_text_span(&goods->movement->lot)), where,
                         SPAN_ARGUMENTS(place));
}

/* What lies on units is not taken by who takes from the place. */
static int check_loose(const struct goods *goods, const struct shelf *shelf)
{
    struct lot_ledger *ledger = goods->posting->ledger;
    int64_t bound = 0, left = 0;
    int error = content_at(ledger, shelf, &bound);
    if (error < 0 || bound == 0) {
        return error;
    }
    error = stock_read(ledger, shelf, &left);
    return error == 0 && left < bound
               ? refuse_not_enough(goods, "lies loose at", lot_text_span(&goods->movement->from))
               : error;
}

static int take(const struct goods *goods)
{
    struct lot_ledger *ledger = goods->posting->ledger;
    struct shelf shelf = shelf_at(goods, &goods->parties->from);
    int64_t quantity = goods->movement->quantity, unit = goods->row->from_unit.id;
    if (goods->parties->from.kind == PLACE_VIRTUAL) {
        return 0;
    }
    int outcome = stock_change(ledger, &shelf, -quantity);
    if (outcome == 1) {
        return refuse_not_enough(goods, "at", lot_text_span(&goods->movement->from));
    }
    if (outcome < 0 || unit == 0) {
        return outcome < 0 ? outcome : check_loose(goods, &shelf);
    }
    outcome = content_take(ledger, unit, &shelf, quantity);
    return outcome == 1 ? refuse_not_enough(goods, "on", goods->row->from_unit.key) : outcome;
}

static int bring(const struct goods *goods)
{
    struct lot_ledger *ledger = goods->posting->ledger;
    struct shelf shelf = shelf_at(goods, &goods->parties->to);
    int64_t quantity = goods->movement->quantity, unit = goods->row->to_unit.id;
    if (goods->parties->to.kind == PLACE_VIRTUAL) {
        return 0;
    }
    int outcome = stock_change(ledger, &shelf, quantity);
    if (outcome == 1) {
        return ledger_refuse(ledger, "more than can be counted");
    }
    if (outcome == 0 && unit != 0) {
        outcome = content_put(ledger, unit, &shelf, quantity);
    }
    return outcome == 1 ? ledger_refuse(ledger, "unit %.*s is not at %.*s",
                                        SPAN_ARGUMENTS(goods->row->to_unit.key),
                                        SPAN_ARGUMENTS(lot_text_span(&goods->movement->to)))
                        : outcome;
}

static int find_unit(struct lot_ledger *ledger, const struct lot_text *sscc, struct reference *out)
{
    out->key = lot_text_span(sscc);
    return sscc->size > 0 ? record_unit(ledger, out->key, &out->id) : 0;
}

/* ---- serials -------------------------------------------------------------------------------- */

static bool is_one_piece(const struct goods *goods)
{
    int64_t one = 1;
    for (unsigned i = 0; i < goods->parties->item.decimals; i++) {
        one *= 10;
    }
    return goods->movement->quantity == one;
}

static int refuse_serial(const struct goods *goods, const char *why)
{
    return ledger_refuse(goods->posting->ledger, "serial %.*s of item %.*s %s",
                         SPAN_ARGUMENTS(lot_text_span(&goods->movement->serial)),
                         SPAN_ARGUMENTS(lot_text_span(&goods->movement->item)), why);
}

/* It comes into being with the movement that brings it in. */
static int add_serial(const struct goods *goods)
{
    struct lot_ledger *ledger = goods->posting->ledger;
    if (goods->parties->from.kind != PLACE_VIRTUAL) {
        return refuse_serial(goods, "is not on record");
    }
    struct query query = query_begin(ledger, STATEMENT_SERIAL_ADD);
    query_integer(&query, goods->parties->lot.id);
    query_integer(&query, goods->parties->item.id);
    query_text(&query, goods->row->serial.key);
    query_integer(&query, goods->parties->to.id);
    query_reference(&query, goods->row->to_unit.id);
    int error = query_run(&query);
    goods->row->serial.id = sqlite3_last_insert_rowid(ledger->database);
    return error;
}

static int carry_serial(const struct goods *goods, const struct serial_record *serial)
{
    if (serial->lot != goods->parties->lot.id) {
        return refuse_serial(goods, "is of another lot");
    }
    if (serial->place != goods->parties->from.id || serial->unit != goods->row->from_unit.id) {
        return refuse_serial(goods, "is not there");
    }
    struct query query = query_begin(goods->posting->ledger, STATEMENT_SERIAL_MOVE);
    query_integer(&query, serial->id);
    query_integer(&query, goods->parties->to.id);
    query_reference(&query, goods->row->to_unit.id);
    goods->row->serial.id = serial->id;
    return query_run(&query);
}

static int move_serial(const struct goods *goods)
{
    struct lot_ledger *ledger = goods->posting->ledger;
    struct serial_record serial;
    goods->row->serial.key = lot_text_span(&goods->movement->serial);
    if (goods->row->serial.key.size == 0) {
        return goods->parties->item.tracking == LOT_TRACKING_SERIAL
                   ? ledger_refuse(ledger, "item %.*s is tracked by serial: which one?",
                                   SPAN_ARGUMENTS(lot_text_span(&goods->movement->item)))
                   : 0;
    }
    if (!is_one_piece(goods)) {
        return refuse_serial(goods, "is one piece");
    }
    int outcome = record_serial(ledger, goods->parties->item.id, goods->row->serial.key, &serial);
    if (outcome < 0) {
        return outcome;
    }
    return outcome == 1 ? add_serial(goods) : carry_serial(goods, &serial);
}

/* ---- both ----------------------------------------------------------------------------------- */

int posting_move_goods(struct posting *posting, const struct lot_movement *movement,
                       const struct parties *parties, struct movement_row *row)
{
    struct goods goods = {posting, movement, parties, row};
    int error = find_unit(posting->ledger, &movement->from_sscc, &row->from_unit);
    if (error == 0) {
        error = find_unit(posting->ledger, &movement->to_sscc, &row->to_unit);
    }
    if (error == 0) {
        error = take(&goods);
    }
    if (error == 0) {
        error = bring(&goods);
    }
    return error == 0 ? move_serial(&goods) : error;
}

int posting_check_units(struct posting *posting)
{
    const struct lot_transaction *transaction = posting->transaction;
    for (unsigned i = 0; i < transaction->count; i++) {
        struct reference unit = {0};
        int outcome = find_unit(posting->ledger, &transaction->movement[i].to_sscc, &unit);
        if (outcome == 0 && unit.id != 0) {
            outcome = content_check(posting->ledger, unit.id);
        }
        if (outcome != 0) {
            return outcome < 0 ? outcome
                               : ledger_refuse(posting->ledger, "unit %.*s would be at two places",
                                               SPAN_ARGUMENTS(unit.key));
        }
    }
    return 0;
}
