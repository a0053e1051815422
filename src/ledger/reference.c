/* SPDX-License-Identifier: MIT */
/*
 * Reference data from outside: items, partners, places, operators, documents. A put replaces what
 * has the same number, but never what history stands on: decimals and tracking of an item with
 * lots, the item of a line that was worked on, a document that is closed. Each put checks before it
 * writes.
 */

#include <errno.h>

#include "records.h"
#include "store.h"

/* A put is only taken inside an import. */
static int enter(struct lot_ledger *ledger)
{
    if (!ledger->importing) {
        return ledger_fail_with(ledger, LOT_LEDGER_FINE, -EINVAL, "no import is under way");
    }
    return transaction_join(ledger);
}

static void query_words(struct query *query, const struct lot_text *text)
{
    query_text(query, lot_text_span(text));
}

/* ---- items ---------------------------------------------------------------------------------- */

static int may_replace_item(struct lot_ledger *ledger, const struct lot_ledger_item *item)
{
    struct item_record record;
    int64_t booked = 0;
    int outcome = record_item(ledger, lot_text_span(&item->number), &record);
    if (outcome != 0) {
        return outcome < 0 ? outcome : 0;
    }
    if (record.decimals == item->decimals && record.tracking == item->tracking) {
        return 0;
    }
    struct query query = query_begin(ledger, STATEMENT_ITEM_BOOKED);
    query_integer(&query, record.id);
    outcome = query_number(&query, &booked);
    if (outcome == 0) {
        return ledger_refuse(ledger, "item %.*s has lots on record: its decimals and tracking stay",
                             SPAN_ARGUMENTS(lot_text_span(&item->number)));
    }
    return outcome < 0 ? outcome : 0;
}

static int check_item(struct lot_ledger *ledger, const struct lot_ledger_item *item)
{
    if (item->number.size == 0) {
        return ledger_refuse(ledger, "an item without a number");
    }
    if (item->decimals > LOT_DECIMALS_MAX) {
        return ledger_refuse(ledger, "%u decimals, at most %u", (unsigned)item->decimals,
                             LOT_DECIMALS_MAX);
    }
    if (item->pack_number.size > 0 && item->pack <= 0) {
        return ledger_refuse(ledger, "packaging %.*s holds nothing",
                             SPAN_ARGUMENTS(lot_text_span(&item->pack_number)));
    }
    return may_replace_item(ledger, item);
}

static int put_item(struct lot_ledger *ledger, const struct lot_ledger_item *item, int64_t *id)
{
    struct query query = query_begin(ledger, STATEMENT_ITEM_PUT);
    query_words(&query, &item->number);
    query_words(&query, &item->name);
    query_words(&query, &item->description);
    query_words(&query, &item->manufacturer);
    query_words(&query, &item->unit);
    query_integer(&query, item->decimals);
    query_integer(&query, item->tracking);
    query_integer(&query, item->needs_date);
    query_integer(&query, item->blocks_best_before);
    query_integer(&query, item->catch_weight);
    query_integer(&query, item->min_life_days);
    query_integer(&query, item->rotation);
    query_integer(&query, item->over_percent);
    query_integer(&query, item->over_units);
    query_integer(&query, item->numbering);
    return query_number(&query, id);
}

static int put_packaging(struct lot_ledger *ledger, const struct lot_ledger_item *item, int64_t id)
{
    if (item->pack_number.size == 0) {
        return 0;
    }
    struct query query = query_begin(ledger, STATEMENT_PACKAGING_PUT);
    query_words(&query, &item->pack_number);
    query_integer(&query, id);
    query_integer(&query, item->pack);
    return query_run(&query);
}

static int put_whole_item(struct lot_ledger *ledger, const struct lot_ledger_item *item)
{
    int64_t id = 0;
    int error = check_item(ledger, item);
    if (error == 0) {
        error = put_item(ledger, item, &id);
    }
    return error == 0 ? put_packaging(ledger, item, id) : error;
}

int lot_ledger_put_item(struct lot_ledger *ledger, const struct lot_ledger_item *item)
{
    int error = enter(ledger);
    return error < 0 ? error : transaction_leave(ledger, put_whole_item(ledger, item));
}

/* ---- partners, places, operators
 * -------------------------------------------------------------------- */

static int put_partner(struct lot_ledger *ledger, const struct lot_ledger_partner *partner)
{
    if (partner->number.size == 0) {
        return ledger_refuse(ledger, "a partner without a number");
    }
    struct query query = query_begin(ledger, STATEMENT_PARTNER_PUT);
    query_words(&query, &partner->number);
    query_integer(&query, partner->kind);
    query_words(&query, &partner->name);
    query_words(&query, &partner->address);
    query_words(&query, &partner->contact);
    query_words(&query, &partner->gln);
    query_integer(&query, partner->min_life_days);
    query_integer(&query, partner->one_lot);
    query_integer(&query, partner->not_older);
    return query_run(&query);
}

int lot_ledger_put_partner(struct lot_ledger *ledger, const struct lot_ledger_partner *partner)
{
    int error = enter(ledger);
    return error < 0 ? error : transaction_leave(ledger, put_partner(ledger, partner));
}

static int put_place(struct lot_ledger *ledger, const struct lot_ledger_place *place)
{
    struct lot_span code = lot_text_span(&place->code);
    struct place_record record;
    if (code.size == 0 || code.data[0] == '@') {
        return ledger_refuse(ledger, "a place has a code, which does not begin with '@'");
    }
    int outcome = record_place(ledger, code, &record);
    if (outcome == 0 && record.kind != PLACE_REAL && record.kind != PLACE_QUARANTINE) {
        return ledger_refuse(ledger, "%.*s is the place of an order", SPAN_ARGUMENTS(code));
    }
    if (outcome < 0) {
        return outcome;
    }
    struct query query = query_begin(ledger, STATEMENT_PLACE_PUT);
    query_words(&query, &place->code);
    query_words(&query, &place->name);
    query_words(&query, &place->check);
    query_integer(&query, place->is_quarantine ? PLACE_QUARANTINE : PLACE_REAL);
    query_integer(&query, place->mixing);
    return query_run(&query);
}

int lot_ledger_put_place(struct lot_ledger *ledger, const struct lot_ledger_place *place)
{
    int error = enter(ledger);
    return error < 0 ? error : transaction_leave(ledger, put_place(ledger, place));
}

static int put_reason(struct lot_ledger *ledger, const struct lot_book_reason *reason)
{
    if (reason->code.size == 0) {
        return ledger_refuse(ledger, "a reason without a code");
    }
    struct query query = query_begin(ledger, STATEMENT_REASON_PUT);
    query_words(&query, &reason->code);
    query_words(&query, &reason->name);
    return query_run(&query);
}

int lot_ledger_put_reason(struct lot_ledger *ledger, const struct lot_book_reason *reason)
{
    int error = enter(ledger);
    return error < 0 ? error : transaction_leave(ledger, put_reason(ledger, reason));
}

static int put_operator(struct lot_ledger *ledger, const struct lot_ledger_operator *who)
{
    if (who->code.size == 0) {
        return ledger_refuse(ledger, "an operator without a code");
    }
    struct query query = query_begin(ledger, STATEMENT_OPERATOR_PUT);
    query_words(&query, &who->code);
    query_words(&query, &who->name);
    query_integer(&query, who->roles);
    return query_run(&query);
}

int lot_ledger_put_operator(struct lot_ledger *ledger, const struct lot_ledger_operator *who)
{
    int error = enter(ledger);
    return error < 0 ? error : transaction_leave(ledger, put_operator(ledger, who));
}

/* ---- documents ------------------------------------------------------------------------------ */

/* What a line refers to, found. */
struct line_parties {
    struct item_record item;
    struct document_record document; /* id 0: not on record yet */
    struct item_record substitute;   /* id 0: none */
    int64_t partner;
};

/* What stands in for an item counts in the same unit. */
static int find_substitute(struct lot_ledger *ledger, const struct lot_ledger_line *line,
                           struct line_parties *out)
{
    struct lot_span number = lot_text_span(&line->substitute);
    if (number.size == 0) {
        return 0;
    }
    int outcome = record_item(ledger, number, &out->substitute);
    if (outcome == 1) {
        return ledger_refuse(ledger, "item %.*s is not on record", SPAN_ARGUMENTS(number));
    }
    if (outcome == 0 && out->substitute.decimals != out->item.decimals) {
        return ledger_refuse(ledger, "item %.*s counts in another unit: it cannot stand in",
                             SPAN_ARGUMENTS(number));
    }
    return outcome;
}

static int find_parties(struct lot_ledger *ledger, const struct lot_ledger_line *line,
                        struct line_parties *out)
{
    struct lot_span item = lot_text_span(&line->item), partner = lot_text_span(&line->partner);
    int outcome = record_item(ledger, item, &out->item);
    if (outcome == 1) {
        return ledger_refuse(ledger, "item %.*s is not on record", SPAN_ARGUMENTS(item));
    }
    if (outcome == 0) {
        outcome = find_substitute(ledger, line, out);
    }
    if (outcome == 0 && partner.size > 0) {
        outcome = record_partner(ledger, partner, &out->partner);
    }
    if (outcome == 1) {
        return ledger_refuse(ledger, "partner %.*s is not on record", SPAN_ARGUMENTS(partner));
    }
    if (outcome == 0) {
        outcome = record_document(ledger, lot_text_span(&line->document), &out->document);
    }
    return outcome < 0 ? outcome : 0;
}

struct line_record {
    int64_t item, ordered, done;
};

static int read_line(struct lot_ledger *ledger, int64_t document, int32_t line,
                     struct line_record *out)
{
    struct query query = query_begin(ledger, STATEMENT_LINE);
    query_integer(&query, document);
    query_integer(&query, line);
    int outcome = query_step(&query);
    if (outcome == 0) {
        *out = (struct line_record){query_get_integer(&query, 0), query_get_integer(&query, 1),
                                    query_get_integer(&query, 2)};
    }
    int error = query_end(&query);
    return error < 0 ? error : outcome;
}

/* The same line once more is no contradiction, whatever happened to the document since. */
static int may_replace_line(struct lot_ledger *ledger, const struct lot_ledger_line *line,
                            const struct line_parties *parties)
{
    struct lot_span number = lot_text_span(&line->document);
    struct line_record record = {0};
    const struct document_record *document = &parties->document;
    if (document->id == 0) {
        return 0;
    }
    if (document->kind != line->kind) {
        return ledger_refuse(ledger, "document %.*s is of another kind", SPAN_ARGUMENTS(number));
    }
    int outcome = read_line(ledger, document->id, line->line, &record);
    if (outcome < 0) {
        return outcome;
    }
    bool same = record.item == parties->item.id && record.ordered == line->quantity;
    if (document->closed && !same) {
        return ledger_refuse(ledger, "document %.*s is closed", SPAN_ARGUMENTS(number));
    }
    if (record.done != 0 && record.item != parties->item.id) {
        return ledger_refuse(ledger, "line %d of %.*s was worked on: its item stays",
                             (int)line->line, SPAN_ARGUMENTS(number));
    }
    return 0;
}

static int check_line(struct lot_ledger *ledger, const struct lot_ledger_line *line,
                      struct line_parties *parties)
{
    if (line->document.size == 0 || line->line <= 0 || line->quantity < 0) {
        return ledger_refuse(ledger, "a line has a document, a number and a quantity");
    }
    if (line->due != LOT_DATE_NONE && !lot_date_valid(line->due)) {
        return ledger_refuse(ledger, "%d is no day", (int)line->due);
    }
    int error = find_parties(ledger, line, parties);
    return error < 0 ? error : may_replace_line(ledger, line, parties);
}

static int put_document(struct lot_ledger *ledger, const struct lot_ledger_line *line,
                        int64_t partner, int64_t *id)
{
    struct query query = query_begin(ledger, STATEMENT_DOCUMENT_PUT);
    query_words(&query, &line->document);
    query_integer(&query, line->kind);
    query_reference(&query, partner);
    query_integer(&query, line->rotation);
    return query_number(&query, id);
}

static int put_line(struct lot_ledger *ledger, const struct lot_ledger_line *line, int64_t document,
                    const struct line_parties *parties)
{
    struct query query = query_begin(ledger, STATEMENT_LINE_PUT);
    query_integer(&query, document);
    query_integer(&query, line->line);
    query_integer(&query, parties->item.id);
    query_integer(&query, line->quantity);
    query_reference(&query, line->due);
    query_integer(&query, line->unit_cost);
    query_words(&query, &line->lot);
    query_reference(&query, parties->substitute.id);
    return query_run(&query);
}

static int put_whole_line(struct lot_ledger *ledger, const struct lot_ledger_line *line)
{
    struct line_parties parties = {0};
    int64_t document = 0;
    int error = check_line(ledger, line, &parties);
    if (error == 0) {
        error = put_document(ledger, line, parties.partner, &document);
    }
    return error == 0 ? put_line(ledger, line, document, &parties) : error;
}

int lot_ledger_put_line(struct lot_ledger *ledger, const struct lot_ledger_line *line)
{
    int error = enter(ledger);
    return error < 0 ? error : transaction_leave(ledger, put_whole_line(ledger, line));
}

/* ---- advices -------------------------------------------------------------------------------- */

static bool is_sscc(struct lot_span digits)
{
    return digits.size == 18 && lot_span_is_digits(digits) &&
           digits.data[17] == (uint8_t)lot_gs1_check_digit(lot_span_part(digits, 0, 17));
}

/* The line that an advice is for, with its document; refused when it is none of a receipt. */
static int find_line(struct lot_ledger *ledger, const struct lot_ledger_advice *advice,
                     struct document_record *document)
{
    struct lot_span number = lot_text_span(&advice->document);
    struct line_record line = {0};
    struct item_record item = {0};
    int outcome = record_document(ledger, number, document);
    if (outcome == 0) {
        outcome = read_line(ledger, document->id, advice->line, &line);
    }
    if (outcome == 0) {
        outcome = record_item(ledger, lot_text_span(&advice->item), &item);
    }
    bool right = outcome == 0 && document->kind == LOT_DOCUMENT_RECEIPT && line.item == item.id &&
                 (item.tracking == LOT_TRACKING_NONE) == (advice->lot.size == 0);
    if (outcome >= 0 && !right) {
        return ledger_refuse(ledger, "%.*s has no line %d with this item and lot",
                             SPAN_ARGUMENTS(number), (int)advice->line);
    }
    return outcome;
}

static int put_advice(struct lot_ledger *ledger, const struct lot_ledger_advice *advice)
{
    struct document_record document = {0};
    int64_t unit = 0;
    if (!is_sscc(lot_text_span(&advice->sscc)) || advice->quantity <= 0) {
        return ledger_refuse(ledger, "an advice has an SSCC and a quantity");
    }
    int error = find_line(ledger, advice, &document);
    if (error == 0) {
        error = record_unit(ledger, lot_text_span(&advice->sscc), &unit);
    }
    if (error < 0) {
        return error;
    }
    struct query query = query_begin(ledger, STATEMENT_ADVICE_PUT);
    query_integer(&query, unit);
    query_integer(&query, document.id);
    query_integer(&query, advice->line);
    query_words(&query, &advice->lot);
    query_reference(&query, advice->best_before);
    query_reference(&query, advice->expiry);
    query_integer(&query, advice->quantity);
    return query_run(&query);
}

int lot_ledger_put_advice(struct lot_ledger *ledger, const struct lot_ledger_advice *advice)
{
    int error = enter(ledger);
    return error < 0 ? error : transaction_leave(ledger, put_advice(ledger, advice));
}
