/* SPDX-License-Identifier: MIT */
/* What the engine asks (struct lot_book), each call one prepared statement. */

#include <string.h>

#include "book_units.h"
#include "records.h"
#include "store.h"

/* Ends a query whose row, if there was one, was read with this result. */
static int finish(struct query *query, int outcome, int result)
{
    int error = query_end(query);
    if (error < 0 || outcome != 0) {
        return error < 0 ? error : outcome;
    }
    return result;
}

static int read_item(struct query *query, struct lot_book_item *out)
{
    int outcome = query_step(query), error = 0;
    if (outcome == 0) {
        *out = (struct lot_book_item){
            .tracking = (enum lot_tracking)query_get_integer(query, 3),
            .decimals = (uint8_t)query_get_integer(query, 4),
            .needs_date = query_get_integer(query, 5) != 0,
            .blocks_best_before = query_get_integer(query, 6) != 0,
            .catch_weight = query_get_integer(query, 7) != 0,
            .min_life_days = (int32_t)query_get_integer(query, 8),
            .pack = query_get_integer(query, 9),
            .rotation = (enum lot_rotation)query_get_integer(query, 10),
            .over_percent = (int32_t)query_get_integer(query, 11),
            .over_units = (int32_t)query_get_integer(query, 12),
            .numbering = (enum lot_numbering)query_get_integer(query, 13),
        };
        error = query_get_text(query, 0, &out->number);
        error = error < 0 ? error : query_get_text(query, 1, &out->name);
        error = error < 0 ? error : query_get_text(query, 2, &out->unit);
    }
    return finish(query, outcome, error);
}

static int book_item(void *self, struct lot_span number, struct lot_book_item *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_ITEM);
    query_text(&query, number);
    int outcome = read_item(&query, out);
    if (outcome != 1) {
        return outcome;
    }
    query = query_begin(self, STATEMENT_BOOK_PACKAGING);
    query_text(&query, number);
    return read_item(&query, out);
}

static int read_lot(struct query *query, struct lot_book_lot *out)
{
    int outcome = query_step(query), error = 0;
    if (outcome == 0) {
        *out = (struct lot_book_lot){
            .dates =
                {
                        .produced = (lot_date)query_get_integer(query, 1),
                        .packed = (lot_date)query_get_integer(query, 2),
                        .best_before = (lot_date)query_get_integer(query, 3),
                        .sell_by = (lot_date)query_get_integer(query, 4),
                        .expiry = (lot_date)query_get_integer(query, 5),
                        },
            .status = (enum lot_status)query_get_integer(query, 6),
        };
        error = query_get_text(query, 0, &out->lot);
    }
    return finish(query, outcome, error);
}

static int book_lot(void *self, struct lot_span item, struct lot_span lot, struct lot_book_lot *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_LOT);
    query_text(&query, item);
    query_text(&query, lot);
    int outcome = read_lot(&query, out);
    if (outcome != 1) {
        return outcome;
    }
    query = query_begin(self, STATEMENT_BOOK_LOT_OF_SUPPLIER);
    query_text(&query, item);
    query_text(&query, lot);
    return read_lot(&query, out);
}

static int book_delivered(void *self, struct lot_span item, struct lot_span supplier_lot,
                          struct lot_span document, struct lot_book_lot *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_DELIVERED);
    query_text(&query, item);
    query_text(&query, supplier_lot);
    query_text(&query, document);
    return read_lot(&query, out);
}

static int book_counter(void *self, struct lot_span name, int64_t *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_COUNTER);
    query_text(&query, name);
    return query_number(&query, out);
}

static int book_place(void *self, struct lot_span code, struct lot_book_place *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_PLACE);
    query_text(&query, code);
    int outcome = query_step(&query), error = 0;
    if (outcome == 0) {
        out->is_virtual = query_get_integer(&query, 1) != 0;
        out->is_quarantine = query_get_integer(&query, 2) != 0;
        out->is_counted = query_get_integer(&query, 3) != 0;
        out->mixing = (enum lot_mixing)query_get_integer(&query, 5);
        error = query_get_text(&query, 0, &out->code);
        error = error < 0 ? error : query_get_text(&query, 4, &out->check);
    }
    return finish(&query, outcome, error);
}

static int book_reason(void *self, struct lot_span code, struct lot_book_reason *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_REASON);
    query_text(&query, code);
    int outcome = query_step(&query), error = 0;
    if (outcome == 0) {
        error = query_get_text(&query, 0, &out->code);
        error = error < 0 ? error : query_get_text(&query, 1, &out->name);
    }
    return finish(&query, outcome, error);
}

static int book_document(void *self, struct lot_span number, struct lot_book_document *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_DOCUMENT);
    query_text(&query, number);
    int outcome = query_step(&query), error = 0;
    if (outcome == 0) {
        *out = (struct lot_book_document){
            .kind = (enum lot_document_kind)query_get_integer(&query, 2),
            .closed = query_get_integer(&query, 3) != 0,
            .rotation = (enum lot_rotation)query_get_integer(&query, 5),
            .min_life_days = (int32_t)query_get_integer(&query, 6),
            .one_lot = query_get_integer(&query, 7) != 0,
            .not_older = query_get_integer(&query, 8) != 0,
        };
        error = query_get_text(&query, 0, &out->number);
        error = error < 0 ? error : query_get_text(&query, 1, &out->partner_name);
        error = error < 0 ? error : query_get_text(&query, 4, &out->partner);
    }
    return finish(&query, outcome, error);
}

static int book_who(void *self, struct lot_span code, struct lot_book_operator *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_OPERATOR);
    query_text(&query, code);
    int outcome = query_step(&query), error = 0;
    if (outcome == 0) {
        out->roles = (uint32_t)query_get_integer(&query, 2);
        error = query_get_text(&query, 0, &out->code);
        error = error < 0 ? error : query_get_text(&query, 1, &out->name);
    }
    return finish(&query, outcome, error);
}

/* ---- lines ---------------------------------------------------------------------------------- */

static int read_line(struct query *query, struct lot_book_line *out)
{
    int outcome = query_step(query), error = 0;
    if (outcome == 0) {
        *out = (struct lot_book_line){
            .line = (int32_t)query_get_integer(query, 0),
            .ordered = query_get_integer(query, 2),
            .done = query_get_integer(query, 3),
        };
        error = query_get_text(query, 1, &out->item);
        error = error < 0 ? error : query_get_text(query, 4, &out->lot);
        error = error < 0 ? error : query_get_text(query, 5, &out->substitute);
    }
    return finish(query, outcome, error);
}

static int book_line(void *self, struct lot_span document, struct lot_span item,
                     struct lot_book_line *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_LINE);
    query_text(&query, document);
    query_text(&query, item);
    return read_line(&query, out);
}

static int book_returnable(void *self, struct lot_span document, struct lot_span item,
                           struct lot_span lot, int64_t *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_RETURNABLE);
    query_text(&query, document);
    query_text(&query, item);
    query_text(&query, lot);
    return query_number(&query, out);
}

static int book_open_line(void *self, struct lot_span document, unsigned index,
                          struct lot_book_line *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_OPEN_LINE);
    query_text(&query, document);
    query_integer(&query, index);
    return read_line(&query, out);
}

static int book_line_lot(void *self, struct lot_span document, int32_t line, struct lot_text *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_LINE_LOT);
    query_text(&query, document);
    query_integer(&query, line);
    int outcome = query_step(&query);
    return finish(&query, outcome, outcome == 0 ? query_get_text(&query, 0, out) : 0);
}

static int book_sent_newer(void *self, struct lot_span partner, struct lot_span item,
                           lot_date use_by, struct lot_book_lot *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_SENT_NEWER);
    query_text(&query, partner);
    query_text(&query, item);
    query_integer(&query, use_by);
    return read_lot(&query, out);
}

/* ---- stock ---------------------------------------------------------------------------------- */

static int book_stock(void *self, struct lot_span item, struct lot_span lot, struct lot_span place,
                      int64_t *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_STOCK);
    query_text(&query, item);
    query_text(&query, lot);
    query_text(&query, place);
    return query_number(&query, out);
}

static int read_stock(struct query *query, struct lot_book_stock *out)
{
    int outcome = query_step(query), error = 0;
    if (outcome == 0) {
        int64_t use_by = query_get_integer(query, 3);
        out->use_by = use_by == USE_BY_NEVER ? LOT_DATE_NONE : (lot_date)use_by;
        out->quantity = query_get_integer(query, 4);
        error = query_get_text(query, 0, &out->item);
        error = error < 0 ? error : query_get_text(query, 1, &out->lot);
        error = error < 0 ? error : query_get_text(query, 2, &out->place);
    }
    return finish(query, outcome, error);
}

static int book_first_out(void *self, const struct lot_wanted *wanted, unsigned index,
                          struct lot_book_stock *out)
{
    static const enum statement rotations[] = {
        [LOT_ROTATION_USUAL] = STATEMENT_BOOK_FIRST_EXPIRED,
        [LOT_ROTATION_FEFO] = STATEMENT_BOOK_FIRST_EXPIRED,
        [LOT_ROTATION_FIFO] = STATEMENT_BOOK_FIRST_IN,
        [LOT_ROTATION_LIFO] = STATEMENT_BOOK_LAST_IN,
    };
    struct query query = query_begin(self, rotations[wanted->rotation]);
    query_text(&query, wanted->item);
    query_integer(&query, wanted->today);
    query_integer(&query, index);
    return read_stock(&query, out);
}

static int book_lot_stock(void *self, struct lot_span item, struct lot_span lot, unsigned index,
                          struct lot_book_stock *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_LOT_STOCK);
    query_text(&query, item);
    query_text(&query, lot);
    query_integer(&query, index);
    return read_stock(&query, out);
}

static int book_place_stock(void *self, struct lot_span place, unsigned index,
                            struct lot_book_stock *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_PLACE_STOCK);
    query_text(&query, place);
    query_integer(&query, index);
    return read_stock(&query, out);
}

/* ---- counts --------------------------------------------------------------------------------- */

static int book_open_tally(void *self, const struct lot_book_stock *shelf, unsigned index,
                           struct lot_book_tally *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_OPEN_TALLY);
    query_text(&query, lot_text_span(&shelf->item));
    query_text(&query, lot_text_span(&shelf->lot));
    query_text(&query, lot_text_span(&shelf->place));
    query_integer(&query, index);
    int outcome = query_step(&query), error = 0;
    if (outcome == 0) {
        out->difference = query_get_integer(&query, 0);
        error = query_get_text(&query, 1, &out->operator_id);
    }
    return finish(&query, outcome, error);
}

static int book_recount(void *self, struct lot_span place, unsigned index,
                        struct lot_book_stock *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_RECOUNT);
    query_text(&query, place);
    query_integer(&query, index);
    return read_stock(&query, out);
}

static int book_uncounted(void *self, struct lot_span place, unsigned index,
                          struct lot_book_stock *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_UNCOUNTED);
    query_text(&query, place);
    query_integer(&query, index);
    return read_stock(&query, out);
}

/* ---- what could be undone ------------------------------------------------------------------- */

struct last {
    int64_t movement, scan;
};

static int read_last(struct lot_ledger *ledger, struct last *last, struct lot_transaction *out)
{
    int64_t device = (int64_t)ledger->device << 40;
    struct query query = query_begin(ledger, STATEMENT_BOOK_LAST);
    query_integer(&query, device);
    query_integer(&query, device | (int64_t)LOT_LEDGER_SEQUENCE(-1));
    int outcome = query_step(&query), error = 0;
    if (outcome == 0) {
        last->movement = query_get_integer(&query, 0);
        last->scan = query_get_integer(&query, 1);
        out->job = (enum lot_job)query_get_integer(&query, 2);
        error = query_get_text(&query, 3, &out->document);
    }
    return finish(&query, outcome, error);
}

/* 0: a count that booked nothing came after that movement; 1: none did. */
static int counted_since(struct lot_ledger *ledger, int64_t movement)
{
    int64_t device = (int64_t)ledger->device << 40;
    int64_t tally = 0;
    struct query query = query_begin(ledger, STATEMENT_BOOK_LAST_TALLY);
    query_integer(&query, movement > device ? movement : device);
    query_integer(&query, device | (int64_t)LOT_LEDGER_SEQUENCE(-1));
    return query_number(&query, &tally);
}

static int read_movement(const struct query *query, struct lot_movement *out)
{
    struct lot_text *texts[] = {&out->item, &out->lot,       &out->serial, &out->from,
                                &out->to,   &out->from_sscc, &out->to_sscc};
    int error = 0;
    for (int i = 0; error == 0 && i < 7; i++) {
        error = query_get_text(query, i + 1, texts[i]);
    }
    out->reverses = (uint64_t)query_get_integer(query, 0);
    out->quantity = query_get_integer(query, 8);
    out->line = (int32_t)query_get_integer(query, 9);
    out->override = query_get_integer(query, 10) != 0;
    out->weight = query_get_integer(query, 11);
    return error;
}

/* A transaction's movements share its scan and have the numbers behind it. */
static int book_last(void *self, struct lot_transaction *out)
{
    struct last last = {0};
    memset(out, 0, sizeof *out);
    int outcome = read_last(self, &last, out);
    int counted = outcome < 0 ? outcome : counted_since(self, last.movement);
    if (counted == 0) {
        *out = (struct lot_transaction){.job = LOT_JOB_COUNTING};
    }
    if (outcome != 0 || counted <= 0) {
        return counted <= 0 ? counted : outcome;
    }
    struct query query = query_begin(self, STATEMENT_BOOK_LAST_MOVEMENTS);
    query_integer(&query, last.scan);
    query_integer(&query, last.movement);
    while (outcome == 0 && out->count < LOT_MOVEMENTS_MAX) {
        outcome = query_step(&query);
        if (outcome == 0) {
            outcome = read_movement(&query, &out->movement[out->count++]);
        }
    }
    int error = query_end(&query);
    return error < 0 ? error : (outcome < 0 ? outcome : 0);
}

/* ---- labels --------------------------------------------------------------------------------- */

static int book_doubtful_label(void *self, struct lot_book_label *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_DOUBTFUL_LABEL);
    int outcome = query_step(&query), error = 0;
    if (outcome == 0) {
        out->job = (uint64_t)query_get_integer(&query, 0);
        error = query_get_text(&query, 1, &out->item);
        error = error < 0 ? error : query_get_text(&query, 2, &out->lot);
    }
    return finish(&query, outcome, error);
}

void book_init(struct lot_ledger *ledger)
{
    ledger->book = (struct lot_book){
        .self = ledger,
        .device = ledger->device,
        .item = book_item,
        .lot = book_lot,
        .delivered = book_delivered,
        .counter = book_counter,
        .place = book_place,
        .reason = book_reason,
        .document = book_document,
        .who = book_who,
        .line = book_line,
        .open_line = book_open_line,
        .line_lot = book_line_lot,
        .sent_newer = book_sent_newer,
        .returnable = book_returnable,
        .open_tally = book_open_tally,
        .recount = book_recount,
        .uncounted = book_uncounted,
        .stock = book_stock,
        .first_out = book_first_out,
        .lot_stock = book_lot_stock,
        .place_stock = book_place_stock,
        .load = book_load,
        .load_at = book_load_at,
        .advice = book_advice,
        .serial = book_serial,
        .serial_at = book_serial_at,
        .last = book_last,
        .doubtful_label = book_doubtful_label,
    };
}
