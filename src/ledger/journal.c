/* SPDX-License-Identifier: MIT */
/*
 * The five kinds of rows of the journal. What a function feeds to the hash is what lot-ledger(5)
 * lists for the kind, in its order; verify reads the same from the tables and must come to the same
 * hash.
 */

#include "journal.h"

#include <string.h>

#include "chain.h"
#include "names.h"

/* now: what the clock says; NULL: the row tells of another time than the present. */
static int begin(struct lot_ledger *ledger, enum chain_kind kind, const struct lot_time *now,
                 struct chain_row *row, int64_t *id)
{
    int error = now ? clock_keep(ledger, *now) : 0;
    error = error == 0 ? journal_next(ledger, id) : error;
    if (error == 0) {
        chain_begin(row, ledger->draft.head, kind);
        chain_integer(row, *id);
    }
    return error;
}

static struct lot_span finish(struct lot_ledger *ledger, struct chain_row *row)
{
    chain_end(row, ledger->draft.head);
    return lot_span(ledger->draft.head, CHAIN_HASH_SIZE);
}

static void chain_time(struct chain_row *row, struct lot_time time)
{
    chain_integer(row, time.utc_ms);
    chain_integer(row, time.offset_min);
}

static void query_time(struct query *query, struct lot_time time)
{
    query_integer(query, time.utc_ms);
    query_integer(query, time.offset_min);
}

int journal_scan(struct lot_ledger *ledger, const struct scan_row *row, uint64_t *out)
{
    struct chain_row chain;
    int64_t id = 0;
    int error = begin(ledger, CHAIN_SCAN, row->late ? NULL : &row->scan->time, &chain, &id);
    if (error < 0) {
        return error;
    }
    chain_time(&chain, row->scan->time);
    chain_integer(&chain, row->scan->source);
    chain_text(&chain, row->who.key);
    chain_integer(&chain, row->outcome);
    chain_text(&chain, lot_span_of(name_of(&names_of_codes, row->code)));
    chain_text(&chain, row->scan->bytes);

    struct query query = query_begin(ledger, STATEMENT_SCAN_ADD);
    query_integer(&query, id);
    query_time(&query, row->scan->time);
    query_integer(&query, row->scan->source);
    query_reference(&query, row->who.id);
    query_integer(&query, row->outcome);
    query_integer(&query, ledger->code[row->code]);
    query_bytes(&query, row->scan->bytes);
    query_bytes(&query, finish(ledger, &chain));
    *out = (uint64_t)id;
    return query_run(&query);
}

#define LOT_DATE_COUNT 5

static void dates_of(const struct lot_dates *dates, lot_date out[LOT_DATE_COUNT])
{
    out[0] = dates->produced;
    out[1] = dates->packed;
    out[2] = dates->best_before;
    out[3] = dates->sell_by;
    out[4] = dates->expiry;
}

int journal_lot(struct lot_ledger *ledger, const struct lot_row *row, uint64_t *out)
{
    struct chain_row chain;
    lot_date dates[LOT_DATE_COUNT];
    int64_t id = 0;
    int error = begin(ledger, CHAIN_LOT, &row->time, &chain, &id);
    if (error < 0) {
        return error;
    }
    dates_of(&row->dates, dates);
    chain_integer(&chain, (int64_t)row->scan);
    chain_time(&chain, row->time);
    chain_text(&chain, row->item.key);
    chain_text(&chain, row->code);
    for (int i = 0; i < LOT_DATE_COUNT; i++) {
        chain_integer(&chain, dates[i]);
    }
    chain_text(&chain, row->origin.key);
    chain_text(&chain, row->supplier.key);
    chain_text(&chain, row->supplier_lot);

    struct query query = query_begin(ledger, STATEMENT_LOT_ADD);
    query_integer(&query, id);
    query_reference(&query, (int64_t)row->scan);
    query_time(&query, row->time);
    query_integer(&query, row->item.id);
    query_text(&query, row->code);
    for (int i = 0; i < LOT_DATE_COUNT; i++) {
        query_reference(&query, dates[i]);
    }
    query_reference(&query, row->origin.id);
    query_reference(&query, row->supplier.id);
    query_text(&query, row->supplier_lot);
    query_bytes(&query, finish(ledger, &chain));
    *out = (uint64_t)id;
    return query_run(&query);
}

static void chain_movement(struct chain_row *chain, const struct movement_row *row)
{
    chain_integer(chain, (int64_t)row->scan);
    chain_time(chain, row->time);
    chain_text(chain, row->who.key);
    chain_integer(chain, row->kind);
    chain_text(chain, row->item);
    chain_integer(chain, row->decimals);
    chain_text(chain, row->lot.key);
    chain_text(chain, row->serial.key);
    chain_text(chain, row->from.key);
    chain_text(chain, row->to.key);
    chain_text(chain, row->from_unit.key);
    chain_text(chain, row->to_unit.key);
    chain_integer(chain, row->quantity);
    chain_integer(chain, row->weight);
    chain_integer(chain, row->unit_cost);
    chain_integer(chain, row->value);
    chain_text(chain, row->document.key);
    chain_integer(chain, row->line);
    chain_integer(chain, row->override);
    chain_text(chain, row->reason.key);
    chain_integer(chain, (int64_t)row->reverses);
}

static void query_cost(struct query *query, int64_t cost)
{
    if (cost >= 0) {
        query_integer(query, cost);
    } else {
        query_reference(query, 0);
    }
}

int journal_movement(struct lot_ledger *ledger, const struct movement_row *row, uint64_t *out)
{
    struct chain_row chain;
    int64_t id = 0;
    int error = begin(ledger, CHAIN_MOVEMENT, &row->time, &chain, &id);
    if (error < 0) {
        return error;
    }
    chain_movement(&chain, row);

    struct query query = query_begin(ledger, STATEMENT_MOVEMENT_ADD);
    query_integer(&query, id);
    query_reference(&query, (int64_t)row->scan);
    query_time(&query, row->time);
    query_reference(&query, row->who.id);
    query_integer(&query, row->kind);
    query_integer(&query, row->lot.id);
    query_reference(&query, row->serial.id);
    query_integer(&query, row->from.id);
    query_integer(&query, row->to.id);
    query_reference(&query, row->from_unit.id);
    query_reference(&query, row->to_unit.id);
    query_integer(&query, row->quantity);
    query_reference(&query, row->weight);
    query_cost(&query, row->unit_cost);
    query_cost(&query, row->value);
    query_reference(&query, row->document.id);
    query_integer(&query, row->line);
    query_integer(&query, row->override);
    query_reference(&query, row->reason.id);
    query_reference(&query, (int64_t)row->reverses);
    query_bytes(&query, finish(ledger, &chain));
    *out = (uint64_t)id;
    return query_run(&query);
}

int journal_tally(struct lot_ledger *ledger, const struct tally_row *row)
{
    struct chain_row chain;
    int64_t id = 0;
    int error = begin(ledger, CHAIN_TALLY, NULL, &chain, &id); /* its scan kept the clock */
    if (error < 0) {
        return error;
    }
    chain_integer(&chain, (int64_t)row->scan);
    chain_time(&chain, row->time);
    chain_text(&chain, row->who.key);
    chain_text(&chain, row->document.key);
    chain_text(&chain, row->place.key);
    chain_text(&chain, row->item);
    chain_integer(&chain, row->decimals);
    chain_text(&chain, row->lot.key);
    chain_integer(&chain, row->tally->counted);
    chain_integer(&chain, row->tally->expected);
    chain_integer(&chain, row->tally->settled);

    struct query query = query_begin(ledger, STATEMENT_TALLY_ADD);
    query_integer(&query, id);
    query_integer(&query, (int64_t)row->scan);
    query_time(&query, row->time);
    query_reference(&query, row->who.id);
    query_reference(&query, row->document.id);
    query_integer(&query, row->place.id);
    query_reference(&query, row->lot.id);
    query_integer(&query, row->tally->counted);
    query_integer(&query, row->tally->expected);
    query_integer(&query, row->tally->settled);
    query_bytes(&query, finish(ledger, &chain));
    return query_run(&query);
}

int journal_status(struct lot_ledger *ledger, const struct lot_ledger_status *row, int64_t lot)
{
    struct chain_row chain;
    int64_t id = 0;
    int error = begin(ledger, CHAIN_STATUS, &row->time, &chain, &id);
    if (error < 0) {
        return error;
    }
    chain_time(&chain, row->time);
    chain_text(&chain, row->user);
    chain_text(&chain, lot_text_span(&row->item));
    chain_text(&chain, lot_text_span(&row->lot));
    chain_integer(&chain, row->status);
    chain_text(&chain, row->reason);

    struct query query = query_begin(ledger, STATEMENT_STATUS_ADD);
    query_integer(&query, id);
    query_time(&query, row->time);
    query_text(&query, row->user);
    query_integer(&query, lot);
    query_integer(&query, row->status);
    query_text(&query, row->reason);
    query_bytes(&query, finish(ledger, &chain));
    return query_run(&query);
}

int journal_event(struct lot_ledger *ledger, enum lot_ledger_event event, struct lot_time time,
                  struct lot_span text)
{
    struct chain_row chain;
    struct lot_span kind = lot_span_of(name_of(&names_of_events, event));
    int64_t id = 0;
    bool is_clock = event == LOT_LEDGER_EVENT_CLOCK; /* that is what is being told */
    int error = begin(ledger, CHAIN_EVENT, is_clock ? NULL : &time, &chain, &id);
    if (error < 0) {
        return error;
    }
    chain_text(&chain, kind);
    chain_time(&chain, time);
    chain_text(&chain, text);

    struct query query = query_begin(ledger, STATEMENT_EVENT_ADD);
    query_integer(&query, id);
    query_text(&query, kind);
    query_time(&query, time);
    query_text(&query, text);
    query_bytes(&query, finish(ledger, &chain));
    return query_run(&query);
}
