/* SPDX-License-Identifier: MIT */
/*
 * Booking one movement: the goods at both ends, the document's line, and the row in the journal. An
 * undo is a movement like any other, the other way round; it takes document, line, cost and
 * value from what it takes back.
 */

#include "posting.h"

#include <errno.h>

#include "store.h"

/* ---- what is taken back --------------------------------------------------------------------- */

struct reversed {
    enum lot_job kind;
    int64_t lot, from, to, quantity;
    int64_t unit_cost, value; /* -1: not known */
    int64_t scan, document;
    int32_t line;
    struct lot_text document_number, serial, from_sscc, to_sscc;
};

static int read_reversed(struct lot_ledger *ledger, uint64_t id, struct reversed *out)
{
    struct query query = query_begin(ledger, STATEMENT_MOVEMENT);
    query_integer(&query, (int64_t)id);
    int outcome = query_step(&query);
    if (outcome == 0) {
        *out = (struct reversed){
            .kind = (enum lot_job)query_get_integer(&query, 0),
            .lot = query_get_integer(&query, 1),
            .from = query_get_integer(&query, 2),
            .to = query_get_integer(&query, 3),
            .quantity = query_get_integer(&query, 4),
            .unit_cost = query_get_integer(&query, 5),
            .document = query_get_integer(&query, 6),
            .line = (int32_t)query_get_integer(&query, 7),
            .scan = query_get_integer(&query, 12),
            .value = query_get_integer(&query, 13),
        };
        struct lot_text *texts[] = {&out->document_number, &out->serial, &out->from_sscc,
                                    &out->to_sscc};
        for (int i = 0; outcome == 0 && i < 4; i++) {
            outcome = query_get_text(&query, 8 + i, texts[i]);
        }
    }
    int error = query_end(&query);
    return error < 0 ? error : outcome;
}

static int must_not_be_undone(struct lot_ledger *ledger, uint64_t id)
{
    struct query query = query_begin(ledger, STATEMENT_MOVEMENT_UNDONE);
    int64_t by = 0;
    query_integer(&query, (int64_t)id);
    int outcome = query_number(&query, &by);
    return outcome == 0 ? ledger_refuse(ledger, "movement %llu was undone before",
                                        (unsigned long long)LOT_LEDGER_SEQUENCE(id))
                        : (outcome < 0 ? outcome : 0);
}

static int check_reversal(struct posting *posting, const struct lot_movement *movement,
                          const struct parties *parties, struct reversed *reversed)
{
    struct lot_ledger *ledger = posting->ledger;
    unsigned long long shown = LOT_LEDGER_SEQUENCE(movement->reverses);
    int outcome = read_reversed(ledger, movement->reverses, reversed);
    if (outcome < 0) {
        return outcome;
    }
    if (outcome == 1 || reversed->kind == LOT_JOB_UNDO) {
        return ledger_refuse(ledger, "movement %llu is nothing that can be undone", shown);
    }
    if (reversed->lot != parties->lot.id || reversed->from != parties->to.id ||
        reversed->to != parties->from.id || reversed->quantity != movement->quantity ||
        !lot_text_equal(&reversed->serial, &movement->serial) ||
        !lot_text_equal(&reversed->from_sscc, &movement->to_sscc) ||
        !lot_text_equal(&reversed->to_sscc, &movement->from_sscc)) {
        return ledger_refuse(ledger, "this is not movement %llu the other way round", shown);
    }
    return must_not_be_undone(ledger, movement->reverses);
}

/* ---- the parts of a booking ----------------------------------------------------------------- */

/* The line that it is for; what comes in has its cost from there. */
static int read_line(struct posting *posting, const struct lot_movement *movement,
                     const struct parties *parties, struct movement_row *row)
{
    int64_t cost = -1;
    if (posting->document.id == 0 || movement->line == 0) {
        return 0;
    }
    struct query query = query_begin(posting->ledger, STATEMENT_LINE_COST);
    query_integer(&query, posting->document.id);
    query_integer(&query, movement->line);
    query_integer(&query, parties->item.id);
    int outcome = query_number(&query, &cost);
    if (outcome == 1) {
        return ledger_refuse(posting->ledger, "line %d of %.*s is not for item %.*s",
                             (int)movement->line,
                             SPAN_ARGUMENTS(lot_text_span(&posting->transaction->document)),
                             SPAN_ARGUMENTS(lot_text_span(&movement->item)));
    }
    row->unit_cost = parties->from.kind == PLACE_VIRTUAL ? cost : -1;
    return outcome;
}

/* A line is done by what was received or picked for it; an undo takes that back. */
static int move_line(struct lot_ledger *ledger, const struct movement_row *row, enum lot_job kind)
{
    static const bool counts[LOT_JOB_COUNT] = {
        [LOT_JOB_RECEIVE] = true, [LOT_JOB_PICK] = true, [LOT_JOB_RETURN] = true};
    if (!counts[kind] || row->document.id == 0 || row->line == 0) {
        return 0;
    }
    struct query query = query_begin(ledger, STATEMENT_LINE_DONE);
    query_integer(&query, row->document.id);
    query_integer(&query, row->line);
    query_integer(&query, row->reverses != 0 ? -row->quantity : row->quantity);
    return query_run(&query);
}

/* Goods that come back from the customer open the order again. */
static int reopen(struct lot_ledger *ledger, int64_t document)
{
    struct query query = query_begin(ledger, STATEMENT_DOCUMENT_CLOSE);
    query_integer(&query, document);
    query_integer(&query, 0);
    return query_run(&query);
}

/* ---- booking -------------------------------------------------------------------------------- */

static int book(struct posting *posting, const struct lot_movement *movement,
                const struct parties *parties, struct movement_row *row, uint64_t *id)
{
    int error = posting_move_goods(posting, movement, parties, row);
    if (error == 0) {
        error = posting_value(posting, movement, parties, row);
    }
    if (error == 0) {
        error = journal_movement(posting->ledger, row, id);
    }
    return error == 0 ? posting_layer(posting, parties, row, *id) : error;
}

static int book_new(struct posting *posting, const struct lot_movement *movement,
                    const struct parties *parties, struct movement_row *row, uint64_t *id)
{
    if (posting->document.id != 0) {
        row->document.id = posting->document.id;
        row->document.key = lot_text_span(&posting->transaction->document);
        row->line = movement->line;
    }
    int error = read_line(posting, movement, parties, row);
    if (error == 0) {
        error = book(posting, movement, parties, row, id);
    }
    genealogy_note(&posting->genealogy, parties->lot.id, parties->from.id, parties->to.id);
    return error == 0 ? move_line(posting->ledger, row, row->kind) : error;
}

static int book_undo(struct posting *posting, const struct lot_movement *movement,
                     const struct parties *parties, struct movement_row *row, uint64_t *id)
{
    struct reversed reversed = {0};
    int error = check_reversal(posting, movement, parties, &reversed);
    if (error < 0) {
        return error;
    }
    row->document.id = reversed.document;
    row->document.key = lot_text_span(&reversed.document_number);
    row->line = reversed.line;
    row->unit_cost = reversed.unit_cost;
    row->value = reversed.value;
    row->reverses = movement->reverses;
    error = book(posting, movement, parties, row, id);
    if (error == 0) {
        error = move_line(posting->ledger, row, reversed.kind);
    }
    bool makes = reversed.from == PLACE_ID_PRODUCTION || reversed.to == PLACE_ID_PRODUCTION;
    if (error == 0 && makes) {
        error = genealogy_forget(posting->ledger, reversed.lot, reversed.scan);
    }
    bool ships = reversed.kind == LOT_JOB_SHIP && reversed.document != 0;
    return error == 0 && ships ? reopen(posting->ledger, reversed.document) : error;
}

int posting_book(struct posting *posting, const struct lot_movement *movement, uint64_t *id)
{
    enum lot_job job = posting->transaction->job;
    struct parties parties = {0};
    if (movement->quantity <= 0 || movement->weight < 0 ||
        (job == LOT_JOB_UNDO) != (movement->reverses != 0)) {
        return ledger_refuse(posting->ledger, "a movement has a quantity, and an undo what it "
                                              "takes back");
    }
    int error = posting_find(posting, movement, &parties);
    if (error < 0) {
        return error;
    }
    const struct reference none = {0};
    struct movement_row row = {
        .scan = posting->scan,
        .time = posting->time,
        .who = posting->who,
        .kind = job,
        .item = lot_text_span(&movement->item),
        .decimals = parties.item.decimals,
        .lot = {parties.lot.id,  lot_text_span(&movement->lot) },
        .from = {parties.from.id, lot_text_span(&movement->from)},
        .to = {parties.to.id,   lot_text_span(&movement->to)  },
        .quantity = movement->quantity,
        .weight = movement->weight,
        .unit_cost = -1,
        .value = -1,
        .override = movement->override,
        .reason = movement->as_planned ? none : posting->reason,
    };
    return job == LOT_JOB_UNDO ? book_undo(posting, movement, &parties, &row, id)
                               : book_new(posting, movement, &parties, &row, id);
}
