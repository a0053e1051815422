/* SPDX-License-Identifier: MIT */
/* What is on record under a natural key, and making what may be made on the way. */

#include "records.h"

#include "store.h"

int record_item(struct lot_ledger *ledger, struct lot_span number, struct item_record *out)
{
    struct query query = query_begin(ledger, STATEMENT_ITEM);
    query_text(&query, number);
    int outcome = query_step(&query);
    if (outcome == 0) {
        *out = (struct item_record){
            .id = query_get_integer(&query, 0),
            .decimals = (uint8_t)query_get_integer(&query, 1),
            .tracking = (enum lot_tracking)query_get_integer(&query, 2),
        };
    }
    int error = query_end(&query);
    return error < 0 ? error : outcome;
}

int record_lot(struct lot_ledger *ledger, int64_t item, struct lot_span code,
               struct lot_record *out)
{
    struct query query = query_begin(ledger, STATEMENT_LOT);
    query_integer(&query, item);
    query_text(&query, code);
    int outcome = query_step(&query);
    if (outcome == 0) {
        out->id = query_get_integer(&query, 0);
        out->use_by = query_get_integer(&query, 1);
    }
    int error = query_end(&query);
    return error < 0 ? error : outcome;
}

int record_place(struct lot_ledger *ledger, struct lot_span code, struct place_record *out)
{
    struct query query = query_begin(ledger, STATEMENT_PLACE);
    query_text(&query, code);
    int outcome = query_step(&query);
    if (outcome == 0) {
        out->id = query_get_integer(&query, 0);
        out->kind = (enum place_kind)query_get_integer(&query, 1);
    }
    int error = query_end(&query);
    return error < 0 ? error : outcome;
}

int record_document(struct lot_ledger *ledger, struct lot_span number, struct document_record *out)
{
    struct query query = query_begin(ledger, STATEMENT_DOCUMENT);
    query_text(&query, number);
    int outcome = query_step(&query);
    if (outcome == 0) {
        *out = (struct document_record){
            .id = query_get_integer(&query, 0),
            .kind = (enum lot_document_kind)query_get_integer(&query, 1),
            .closed = query_get_integer(&query, 2) != 0,
            .partner = query_get_integer(&query, 3),
        };
        int error = query_get_text(&query, 4, &out->partner_number);
        outcome = error < 0 ? error : outcome;
    }
    int error = query_end(&query);
    return error < 0 ? error : outcome;
}

int record_reason(struct lot_ledger *ledger, struct lot_span code, int64_t *id)
{
    struct query query = query_begin(ledger, STATEMENT_REASON);
    query_text(&query, code);
    return query_number(&query, id);
}

int record_partner(struct lot_ledger *ledger, struct lot_span number, int64_t *id)
{
    struct query query = query_begin(ledger, STATEMENT_PARTNER);
    query_text(&query, number);
    return query_number(&query, id);
}

int record_operator(struct lot_ledger *ledger, struct lot_span code, int64_t *id)
{
    struct query find = query_begin(ledger, STATEMENT_OPERATOR);
    query_text(&find, code);
    int outcome = query_number(&find, id);
    if (outcome != 1) {
        return outcome;
    }
    struct query add = query_begin(ledger, STATEMENT_OPERATOR_ADD);
    query_text(&add, code);
    int error = query_run(&add);
    *id = sqlite3_last_insert_rowid(ledger->database);
    return error;
}

int record_serial(struct lot_ledger *ledger, int64_t item, struct lot_span code,
                  struct serial_record *out)
{
    struct query query = query_begin(ledger, STATEMENT_SERIAL);
    query_integer(&query, item);
    query_text(&query, code);
    int outcome = query_step(&query);
    if (outcome == 0) {
        *out = (struct serial_record){
            .id = query_get_integer(&query, 0),
            .lot = query_get_integer(&query, 1),
            .place = query_get_integer(&query, 2),
            .unit = query_get_integer(&query, 3),
        };
    }
    int error = query_end(&query);
    return error < 0 ? error : outcome;
}

int record_unit(struct lot_ledger *ledger, struct lot_span sscc, int64_t *id)
{
    struct query find = query_begin(ledger, STATEMENT_UNIT);
    query_text(&find, sscc);
    int outcome = query_number(&find, id);
    if (outcome != 1) {
        return outcome;
    }
    struct query add = query_begin(ledger, STATEMENT_UNIT_ADD);
    query_text(&add, sscc);
    int error = query_run(&add);
    *id = sqlite3_last_insert_rowid(ledger->database);
    return error;
}

int record_add_item(struct lot_ledger *ledger, struct lot_span number, enum lot_tracking tracking)
{
    struct query query = query_begin(ledger, STATEMENT_ITEM_ADD);
    query_text(&query, number);
    query_integer(&query, tracking);
    return query_run(&query);
}

int record_add_place(struct lot_ledger *ledger, struct lot_span code, enum place_kind kind)
{
    struct query query = query_begin(ledger, STATEMENT_PLACE_ADD);
    query_text(&query, code);
    query_integer(&query, kind);
    return query_run(&query);
}
