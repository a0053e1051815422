/* SPDX-License-Identifier: MIT */
#ifndef TEST_ENGINE_BOOK_H
#define TEST_ENGINE_BOOK_H

/*
 * A book in memory for tests of the engine: a few items, lots, places and documents, and a log of
 * movements from which stock is summed whenever it is asked. Any call can be made to fail.
 */

#include <lot/engine.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define BOOK_ROWS      64u
#define BOOK_MOVEMENTS 512u

struct book_lot {
    struct lot_text item, supplier_lot, document;
    struct lot_book_lot lot;
};

struct book_line {
    struct lot_text document;
    struct lot_book_line line;
};

struct book_entry {
    struct lot_movement movement;
    unsigned transaction;
    enum lot_job job;
    struct lot_text document, reason;
    bool undone;
};

struct book_tally {
    struct lot_tally tally;
    struct lot_text operator_id;
    unsigned transaction;
};

struct book {
    struct lot_book_item item[BOOK_ROWS];
    struct lot_text alias[BOOK_ROWS]; /* what is scanned for item[i] */
    unsigned item_count;
    struct book_lot lot[BOOK_ROWS];
    unsigned lot_count;
    struct lot_book_place place[BOOK_ROWS];
    unsigned place_count;
    struct lot_book_operator operators[BOOK_ROWS];
    unsigned operator_count;
    struct lot_book_document document[BOOK_ROWS];
    unsigned document_count;
    struct book_line line[BOOK_ROWS];
    unsigned line_count;
    struct lot_text advised[BOOK_ROWS]; /* the SSCC of advice[i] */
    struct lot_book_advice advice[BOOK_ROWS];
    unsigned advice_count;
    struct book_entry entry[BOOK_MOVEMENTS];
    unsigned entry_count;
    struct lot_count_task recount[BOOK_ROWS];
    unsigned recount_count;
    struct lot_text counter[BOOK_ROWS];
    int64_t counter_value[BOOK_ROWS];
    unsigned counter_count;
    struct book_tally tally[BOOK_ROWS];
    unsigned tally_count;
    struct lot_text operator_id; /* who counts */
    unsigned transactions;
    struct lot_book_label doubtful; /* job 0: none */
    unsigned fail_in;               /* the so many-th call from now fails; 0: none does */
};

static inline struct lot_text text(const char *string)
{
    struct lot_text out = {0};
    if (lot_text_set(&out, lot_span_of(string)) < 0) {
        abort();
    }
    return out;
}

static inline bool is(const struct lot_text *held, struct lot_span span)
{
    return lot_span_equal(lot_text_span(held), span);
}

static inline bool book_fails(struct book *book)
{
    return book->fail_in > 0 && --book->fail_in == 0;
}

/* ---- filling it ----------------------------------------------------------------------------- */

static inline void book_add_item(struct book *book, const char *scanned,
                                 const struct lot_book_item *item)
{
    book->alias[book->item_count] = text(scanned);
    book->item[book->item_count++] = *item;
}

static inline void book_add_place(struct book *book, const char *code)
{
    book->place[book->place_count++] = (struct lot_book_place){.code = text(code)};
}

static inline void book_add_operator(struct book *book, const char *code, const char *name,
                                     uint32_t roles)
{
    book->operators[book->operator_count++] =
        (struct lot_book_operator){.code = text(code), .name = text(name), .roles = roles};
}

static inline struct lot_book_lot *book_add_lot(struct book *book, const char *item,
                                                const char *lot, lot_date expiry)
{
    struct book_lot *row = &book->lot[book->lot_count++];
    row->item = text(item);
    row->lot = (struct lot_book_lot){.lot = text(lot), .dates = {.expiry = expiry}};
    return &row->lot;
}

static inline void book_add_document(struct book *book, const char *number,
                                     enum lot_document_kind kind)
{
    book->document[book->document_count++] =
        (struct lot_book_document){.number = text(number), .kind = kind};
}

static inline void book_add_line(struct book *book, const char *document, const char *item,
                                 int64_t ordered)
{
    struct book_line *row = &book->line[book->line_count++];
    row->document = text(document);
    row->line = (struct lot_book_line){
        .line = (int32_t)book->line_count, .item = text(item), .ordered = ordered};
}

/* What comes on a pallet, for the document's line of the item. */
static inline void book_advise(struct book *book, const char *sscc, const char *document,
                               const char *item, const char *lot, int64_t quantity)
{
    int32_t line = 0;
    for (unsigned i = 0; i < book->line_count; i++) {
        bool of_it = is(&book->line[i].document, lot_span_of(document)) &&
                     is(&book->line[i].line.item, lot_span_of(item));
        line = of_it ? book->line[i].line.line : line;
    }
    book->advised[book->advice_count] = text(sscc);
    book->advice[book->advice_count++] = (struct lot_book_advice){.document = text(document),
                                                                  .line = line,
                                                                  .item = text(item),
                                                                  .lot = text(lot),
                                                                  .quantity = quantity};
}

/* ---- stock ---------------------------------------------------------------------------------- */

static inline int64_t book_sum(const struct book *book, struct lot_span item, struct lot_span lot,
                               struct lot_span place)
{
    int64_t sum = 0;
    for (unsigned i = 0; i < book->entry_count; i++) {
        const struct lot_movement *movement = &book->entry[i].movement;
        if (is(&movement->item, item) && is(&movement->lot, lot)) {
            sum += is(&movement->to, place) ? movement->quantity : 0;
            sum -= is(&movement->from, place) ? movement->quantity : 0;
        }
    }
    return sum;
}

static inline struct lot_book_document *book_find_document(struct book *book,
                                                           const struct lot_text *number)
{
    for (unsigned i = 0; i < book->document_count; i++) {
        if (lot_text_equal(&book->document[i].number, number)) {
            return &book->document[i];
        }
    }
    return NULL;
}

static inline struct book_line *book_find_line(struct book *book, const struct lot_text *document,
                                               int32_t line)
{
    for (unsigned i = 0; i < book->line_count; i++) {
        if (book->line[i].line.line == line && lot_text_equal(&book->line[i].document, document)) {
            return &book->line[i];
        }
    }
    return NULL;
}

static inline void book_count_line(struct book *book, const struct book_entry *entry, int64_t sign)
{
    struct book_line *line = book_find_line(book, &entry->document, entry->movement.line);
    if (line && (entry->job == LOT_JOB_RECEIVE || entry->job == LOT_JOB_PICK ||
                 entry->job == LOT_JOB_RETURN)) {
        line->line.done += sign * entry->movement.quantity;
    }
}

/* An order that was shipped is closed. */
static inline void book_close(struct book *book, const struct book_entry *entry, bool closed)
{
    for (unsigned i = 0; entry->job == LOT_JOB_SHIP && i < book->document_count; i++) {
        if (lot_text_equal(&book->document[i].number, &entry->document)) {
            book->document[i].closed = closed;
        }
    }
}

static inline void book_reverse(struct book *book, uint64_t id)
{
    struct book_entry *entry = &book->entry[id - 1];
    entry->undone = true;
    book_count_line(book, entry, -1);
    book_close(book, entry, false);
}

static inline const struct lot_book_lot *book_find_lot(const struct book *book,
                                                       struct lot_span item, struct lot_span lot)
{
    for (unsigned i = 0; i < book->lot_count; i++) {
        if (is(&book->lot[i].item, item) && is(&book->lot[i].lot.lot, lot)) {
            return &book->lot[i].lot;
        }
    }
    return NULL;
}

static inline void book_count(struct book *book, const struct lot_transaction *transaction)
{
    unsigned i = 0;
    while (i < book->counter_count && !lot_text_equal(&book->counter[i], &transaction->counter)) {
        i++;
    }
    if (transaction->counter_value > 0 && i < BOOK_ROWS) {
        book->counter_count += i == book->counter_count;
        book->counter[i] = transaction->counter;
        book->counter_value[i] = transaction->counter_value;
    }
}

/* Books a transaction as a ledger does. */
static inline void book_commit(struct book *book, const struct lot_transaction *transaction)
{
    /* what comes into being is what goes in first, or what is made at last */
    unsigned made = transaction->job == LOT_JOB_TRANSFORM ? transaction->count - 1 : 0;
    const struct lot_movement *moved = &transaction->movement[made];
    struct lot_movement counted = {.item = transaction->tally.item, .lot = transaction->tally.lot};
    const struct lot_movement *first = transaction->count > 0 ? moved : &counted;
    if (transaction->creates_item) {
        struct lot_book_item item = {.number = first->item, .tracking = LOT_TRACKING_LOT};
        book->alias[book->item_count] = first->item;
        book->item[book->item_count++] = item;
    }
    for (unsigned i = 0; transaction->creates_lot && i < transaction->count; i++) {
        const struct lot_movement *movement = &transaction->movement[i];
        if (!book_find_lot(book, lot_text_span(&movement->item), lot_text_span(&movement->lot))) {
            struct book_lot row = {
                .item = movement->item,
                .supplier_lot = transaction->supplier_lot,
                .document = transaction->document,
                .lot = {.lot = movement->lot, .dates = movement->dates}
            };
            book->lot[book->lot_count++] = row;
        }
    }
    if (transaction->creates_place) {
        book->place[book->place_count++] = (struct lot_book_place){.code = first->to};
    }
    book_count(book, transaction);
    book->transactions++;
    if (transaction->recount.place.size > 0 && book->recount_count < BOOK_ROWS) {
        book->recount[book->recount_count++] = transaction->recount;
    }
    for (unsigned i = 0; transaction->counted.place.size > 0 && i < book->recount_count; i++) {
        if (lot_text_equal(&book->recount[i].place, &transaction->counted.place)) {
            book->recount[i--] = book->recount[--book->recount_count];
        }
    }
    if (transaction->tally.place.size > 0 && book->tally_count < BOOK_ROWS) {
        book->tally[book->tally_count++] =
            (struct book_tally){transaction->tally, book->operator_id, book->transactions};
    }
    for (unsigned i = 0; i < transaction->count; i++) {
        struct book_entry entry = {.movement = transaction->movement[i],
                                   .transaction = book->transactions,
                                   .job = transaction->job,
                                   .document = transaction->document,
                                   .reason = transaction->reason};
        book->entry[book->entry_count++] = entry;
        book_count_line(book, &entry, 1);
        book_close(book, &entry, true);
        if (entry.movement.reverses > 0) {
            book_reverse(book, entry.movement.reverses);
        }
    }
}

/* Stock out of nowhere, for tests that begin with some. */
static inline void book_put(struct book *book, const char *item, const char *lot, const char *place,
                            int64_t quantity)
{
    struct lot_transaction opening = {.count = 1};
    opening.movement[0] = (struct lot_movement){.item = text(item),
                                                .lot = text(lot),
                                                .from = text(LOT_PLACE_OPENING),
                                                .to = text(place),
                                                .quantity = quantity};
    book_commit(book, &opening);
    book->entry[book->entry_count - 1].undone = true; /* not to be taken back */
}

/* ---- the questions -------------------------------------------------------------------------- */

static inline int book_item(void *self, struct lot_span number, struct lot_book_item *out)
{
    struct book *book = self;
    if (book_fails(book)) {
        return -EIO;
    }
    for (unsigned i = 0; i < book->item_count; i++) {
        if (is(&book->alias[i], number)) {
            *out = book->item[i];
            return 0;
        }
    }
    return 1;
}

static inline int book_lot(void *self, struct lot_span item, struct lot_span lot,
                           struct lot_book_lot *out)
{
    struct book *book = self;
    const struct lot_book_lot *found = book_find_lot(book, item, lot);
    if (book_fails(book)) {
        return -EIO;
    }
    for (unsigned i = 0; !found && i < book->lot_count; i++) { /* by its supplier's number */
        bool theirs =
            lot.size > 0 && is(&book->lot[i].item, item) && is(&book->lot[i].supplier_lot, lot);
        found = theirs ? &book->lot[i].lot : NULL;
    }
    if (found) {
        *out = *found;
    }
    return found ? 0 : 1;
}

static inline int book_delivered(void *self, struct lot_span item, struct lot_span supplier_lot,
                                 struct lot_span document, struct lot_book_lot *out)
{
    struct book *book = self;
    if (book_fails(book)) {
        return -EIO;
    }
    for (unsigned i = 0; i < book->lot_count; i++) {
        if (is(&book->lot[i].item, item) && is(&book->lot[i].supplier_lot, supplier_lot) &&
            is(&book->lot[i].document, document)) {
            *out = book->lot[i].lot;
            return 0;
        }
    }
    return 1;
}

static inline int book_counter(void *self, struct lot_span name, int64_t *out)
{
    struct book *book = self;
    if (book_fails(book)) {
        return -EIO;
    }
    for (unsigned i = 0; i < book->counter_count; i++) {
        if (is(&book->counter[i], name)) {
            *out = book->counter_value[i];
            return 0;
        }
    }
    return 1;
}

static inline unsigned book_done(const struct book *book, const struct lot_text *place);

static inline int book_place(void *self, struct lot_span code, struct lot_book_place *out)
{
    struct book *book = self;
    if (book_fails(book)) {
        return -EIO;
    }
    for (unsigned i = 0; i < book->place_count; i++) {
        if (is(&book->place[i].code, code)) {
            *out = book->place[i];
            out->is_counted = book_done(book, &out->code) > 0;
            return 0;
        }
    }
    return 1;
}

/* Three reasons are on record everywhere. */
static inline int book_reason(void *self, struct lot_span code, struct lot_book_reason *out)
{
    if (book_fails(self)) {
        return -EIO;
    }
    bool known = lot_span_equal(code, LOT_LITERAL("damaged")) ||
                 lot_span_equal(code, LOT_LITERAL("lost")) ||
                 lot_span_equal(code, LOT_LITERAL("miscount"));
    *out = (struct lot_book_reason){0};
    return known && lot_text_set(&out->code, code) == 0 ? 0 : 1;
}

static inline int book_who(void *self, struct lot_span code, struct lot_book_operator *out)
{
    struct book *book = self;
    if (book_fails(book)) {
        return -EIO;
    }
    for (unsigned i = 0; i < book->operator_count; i++) {
        if (is(&book->operators[i].code, code)) {
            *out = book->operators[i];
            return 0;
        }
    }
    return 1;
}

static inline int book_document(void *self, struct lot_span number, struct lot_book_document *out)
{
    struct book *book = self;
    if (book_fails(book)) {
        return -EIO;
    }
    for (unsigned i = 0; i < book->document_count; i++) {
        if (is(&book->document[i].number, number)) {
            *out = book->document[i];
            return 0;
        }
    }
    return 1;
}

static inline int book_line(void *self, struct lot_span document, struct lot_span item,
                            struct lot_book_line *out)
{
    struct book *book = self;
    int answer = 1;
    if (book_fails(book)) {
        return -EIO;
    }
    for (unsigned i = 0; i < book->line_count; i++) {
        const struct book_line *row = &book->line[i];
        bool open = row->line.done < row->line.ordered;
        if (!is(&row->document, document) || (item.size > 0 ? !is(&row->line.item, item) : !open)) {
            continue;
        }
        *out = row->line;
        answer = 0;
        if (open) {
            break;
        }
    }
    return answer;
}

static inline int book_open_line(void *self, struct lot_span document, unsigned index,
                                 struct lot_book_line *out)
{
    struct book *book = self;
    if (book_fails(book)) {
        return -EIO;
    }
    for (unsigned i = 0; i < book->line_count; i++) {
        const struct book_line *row = &book->line[i];
        if (is(&row->document, document) && row->line.done < row->line.ordered && index-- == 0) {
            *out = row->line;
            return 0;
        }
    }
    return 1;
}

static inline int book_line_lot(void *self, struct lot_span document, int32_t line,
                                struct lot_text *out)
{
    struct book *book = self;
    if (book_fails(book)) {
        return -EIO;
    }
    for (unsigned i = 0; i < book->entry_count; i++) {
        const struct book_entry *entry = &book->entry[i];
        if (entry->job == LOT_JOB_PICK && !entry->undone && is(&entry->document, document) &&
            entry->movement.line == line) {
            *out = entry->movement.lot;
            return 0;
        }
    }
    return 1;
}

static inline int book_sent_newer(void *self, struct lot_span partner, struct lot_span item,
                                  lot_date use_by, struct lot_book_lot *out)
{
    struct book *book = self;
    if (book_fails(book)) {
        return -EIO;
    }
    for (unsigned i = 0; i < book->entry_count; i++) {
        const struct book_entry *entry = &book->entry[i];
        const struct lot_book_lot *lot =
            book_find_lot(book, item, lot_text_span(&entry->movement.lot));
        const struct lot_book_document *document = book_find_document(book, &entry->document);
        if (entry->job == LOT_JOB_SHIP && !entry->undone && lot && document &&
            is(&document->partner, partner) && is(&entry->movement.item, item) &&
            lot_dates_use_by(&lot->dates) > use_by) {
            *out = *lot;
            return 0;
        }
    }
    return 1;
}

/* By the document's own movements: the tests' partners have one document each. */
static inline int book_returnable(void *self, struct lot_span document, struct lot_span item,
                                  struct lot_span lot, int64_t *out)
{
    struct book *book = self;
    struct lot_book_document found = {0};
    if (book_fails(book)) {
        return -EIO;
    }
    for (unsigned i = 0; i < book->document_count; i++) {
        found = is(&book->document[i].number, document) ? book->document[i] : found;
    }
    *out = 0;
    for (unsigned i = 0; i < book->entry_count; i++) {
        const struct book_entry *entry = &book->entry[i];
        bool receipt = found.kind == LOT_DOCUMENT_RECEIPT;
        struct lot_span end = lot_span_of(receipt ? LOT_PLACE_SUPPLIER : LOT_PLACE_CUSTOMER);
        if (is(&entry->movement.item, item) && is(&entry->movement.lot, lot) &&
            (found.kind == LOT_DOCUMENT_RETURN || is(&entry->document, document))) {
            int64_t sign = receipt ? -1 : 1;
            *out += is(&entry->movement.to, end) ? sign * entry->movement.quantity : 0;
            *out -= is(&entry->movement.from, end) ? sign * entry->movement.quantity : 0;
        }
    }
    return *out == 0;
}

static inline int book_stock(void *self, struct lot_span item, struct lot_span lot,
                             struct lot_span place, int64_t *out)
{
    struct book *book = self;
    if (book_fails(book)) {
        return -EIO;
    }
    *out = book_sum(book, item, lot, place);
    return *out == 0;
}

/* Fills in the stock row of a lot at a place; false: there is none. */
static inline bool book_row(const struct book *book, const struct book_lot *lot,
                            const struct lot_book_place *place, struct lot_book_stock *out)
{
    struct lot_book_stock row = {.item = lot->item,
                                 .lot = lot->lot.lot,
                                 .place = place->code,
                                 .use_by = lot_dates_use_by(&lot->lot.dates)};
    row.quantity = book_sum(book, lot_text_span(&row.item), lot_text_span(&row.lot),
                            lot_text_span(&row.place));
    if (row.quantity > 0) {
        *out = row;
    }
    return row.quantity > 0;
}

static inline bool book_is_order(const struct book *book, const struct lot_text *place)
{
    for (unsigned i = 0; i < book->document_count; i++) {
        if (lot_text_equal(&book->document[i].number, place)) {
            return true;
        }
    }
    return false;
}

/* Lots are put in the order of their receipt; rows are those of lots and places in turn. */
static inline bool book_is_before(enum lot_rotation rotation, const struct lot_book_stock *row,
                                  unsigned a, unsigned b)
{
    if (rotation == LOT_ROTATION_LIFO) {
        return a > b;
    }
    lot_date first = row[a].use_by != LOT_DATE_NONE ? row[a].use_by : INT32_MAX;
    lot_date second = row[b].use_by != LOT_DATE_NONE ? row[b].use_by : INT32_MAX;
    return rotation == LOT_ROTATION_FIFO || first == second ? a < b : first < second;
}

/* Whether a lot is to be counted at a place. */
static inline bool book_is_due(const struct book *book, const struct lot_text *lot,
                               const struct lot_text *place)
{
    for (unsigned i = 0; i < book->recount_count; i++) {
        const struct lot_count_task *task = &book->recount[i];
        if (lot_text_equal(&task->place, place) &&
            (task->item.size == 0 || lot_text_equal(&task->lot, lot))) {
            return true;
        }
    }
    return false;
}

static inline unsigned book_candidates(const struct book *book, const struct lot_wanted *wanted,
                                       struct lot_book_stock out[BOOK_ROWS])
{
    unsigned count = 0;
    for (unsigned i = 0; i < book->lot_count * book->place_count && count < BOOK_ROWS; i++) {
        const struct book_lot *lot = &book->lot[i / book->place_count];
        const struct lot_book_place *place = &book->place[i % book->place_count];
        struct lot_book_stock row;
        if (!is(&lot->item, wanted->item) || lot->lot.status != LOT_STATUS_RELEASED ||
            book_is_order(book, &place->code) || book_is_due(book, &lot->lot.lot, &place->code) ||
            !book_row(book, lot, place, &row)) {
            continue;
        }
        if (row.use_by == LOT_DATE_NONE || row.use_by >= wanted->today) {
            out[count++] = row;
        }
    }
    return count;
}

static inline int book_first_out(void *self, const struct lot_wanted *wanted, unsigned index,
                                 struct lot_book_stock *out)
{
    struct book *book = self;
    struct lot_book_stock row[BOOK_ROWS];
    if (book_fails(book)) {
        return -EIO;
    }
    unsigned count = book_candidates(book, wanted, row);
    for (unsigned i = 0; i < count; i++) {
        unsigned before = 0;
        for (unsigned j = 0; j < count; j++) {
            before += j != i && book_is_before(wanted->rotation, row, j, i);
        }
        if (before == index) {
            *out = row[i];
            return 0;
        }
    }
    return 1;
}

static inline int book_lot_stock(void *self, struct lot_span item, struct lot_span lot,
                                 unsigned index, struct lot_book_stock *out)
{
    struct book *book = self;
    struct book_lot row = {0};
    const struct lot_book_lot *known = book_find_lot(book, item, lot);
    if (book_fails(book)) {
        return -EIO;
    }
    if (lot_text_set(&row.item, item) < 0 || lot_text_set(&row.lot.lot, lot) < 0) {
        return 1;
    }
    row.lot.dates = known ? known->dates : row.lot.dates;
    for (unsigned i = 0; i < book->place_count; i++) {
        if (book_row(book, &row, &book->place[i], out) && index-- == 0) {
            return 0;
        }
    }
    return 1;
}

static inline int book_place_stock(void *self, struct lot_span place, unsigned index,
                                   struct lot_book_stock *out)
{
    struct book *book = self;
    struct lot_book_place here = {0};
    if (book_fails(book)) {
        return -EIO;
    }
    if (lot_text_set(&here.code, place) < 0) {
        return 1;
    }
    for (unsigned i = 0; i < book->lot_count; i++) {
        if (book_row(book, &book->lot[i], &here, out) && index-- == 0) {
            return 0;
        }
    }
    return 1;
}

/* ---- logistic units and single pieces ------------------------------------------------------- */

/* What of a lot lies at a place, on a unit or (none) loose. */
static inline int64_t book_sum_on(const struct book *book, const struct lot_book_spot *spot)
{
    int64_t sum = 0;
    for (unsigned i = 0; i < book->entry_count; i++) {
        const struct lot_movement *movement = &book->entry[i].movement;
        if (is(&movement->item, spot->item) && is(&movement->lot, spot->lot)) {
            bool came = is(&movement->to, spot->place) && is(&movement->to_sscc, spot->sscc);
            bool left = is(&movement->from, spot->place) && is(&movement->from_sscc, spot->sscc);
            sum += came ? movement->quantity : 0;
            sum -= left ? movement->quantity : 0;
        }
    }
    return sum;
}

/* The units that were ever moved, each once. */
static inline bool book_is_first_of_unit(const struct book *book, unsigned entry)
{
    const struct lot_text *sscc = &book->entry[entry].movement.to_sscc;
    for (unsigned i = 0; i < entry; i++) {
        if (lot_text_equal(&book->entry[i].movement.to_sscc, sscc)) {
            return false;
        }
    }
    return sscc->size > 0;
}

static inline bool book_load_row(const struct book *book, const struct lot_book_load *row,
                                 struct lot_book_load *out)
{
    struct lot_book_spot spot = {lot_text_span(&row->item), lot_text_span(&row->lot),
                                 lot_text_span(&row->place), lot_text_span(&row->sscc)};
    int64_t quantity = book_sum_on(book, &spot);
    if (quantity > 0) {
        *out = *row;
        out->quantity = quantity;
    }
    return quantity > 0;
}

static inline int book_load(void *self, struct lot_span sscc, unsigned index,
                            struct lot_book_load *out)
{
    struct book *book = self;
    struct lot_book_load row = {0};
    if (book_fails(book)) {
        return -EIO;
    }
    if (lot_text_set(&row.sscc, sscc) < 0) {
        return 1;
    }
    for (unsigned i = 0; i < book->lot_count * book->place_count; i++) {
        row.item = book->lot[i / book->place_count].item;
        row.lot = book->lot[i / book->place_count].lot.lot;
        row.place = book->place[i % book->place_count].code;
        if (book_load_row(book, &row, out) && index-- == 0) {
            return 0;
        }
    }
    return 1;
}

static inline int book_load_at(void *self, const struct lot_book_spot *spot, unsigned index,
                               struct lot_book_load *out)
{
    struct book *book = self;
    struct lot_book_load row = {0};
    if (book_fails(book)) {
        return -EIO;
    }
    if (lot_text_set(&row.item, spot->item) < 0 || lot_text_set(&row.lot, spot->lot) < 0 ||
        lot_text_set(&row.place, spot->place) < 0) {
        return 1;
    }
    for (unsigned i = 0; i < book->entry_count; i++) {
        row.sscc = book->entry[i].movement.to_sscc;
        if (book_is_first_of_unit(book, i) && book_load_row(book, &row, out) && index-- == 0) {
            return 0;
        }
    }
    return 1;
}

/* What came of an advice, less what was taken back. */
static inline int64_t book_received(const struct book *book, const struct lot_text *sscc,
                                    const struct lot_book_advice *advice)
{
    int64_t sum = 0;
    for (unsigned i = 0; i < book->entry_count; i++) {
        const struct lot_movement *movement = &book->entry[i].movement;
        if (lot_text_equal(&movement->item, &advice->item) &&
            lot_text_equal(&movement->lot, &advice->lot)) {
            bool came = is(&movement->from, LOT_LITERAL("@supplier")) &&
                        lot_text_equal(&movement->to_sscc, sscc);
            bool left = is(&movement->to, LOT_LITERAL("@supplier")) &&
                        lot_text_equal(&movement->from_sscc, sscc);
            sum += (came ? movement->quantity : 0) - (left ? movement->quantity : 0);
        }
    }
    return sum;
}

static inline int book_advice(void *self, struct lot_span sscc, unsigned index,
                              struct lot_book_advice *out)
{
    struct book *book = self;
    if (book_fails(book)) {
        return -EIO;
    }
    for (unsigned i = 0; i < book->advice_count; i++) {
        if (is(&book->advised[i], sscc) && index-- == 0) {
            *out = book->advice[i];
            out->done = book_received(book, &book->advised[i], out);
            return 0;
        }
    }
    return 1;
}

/* Where its last movement brought it; serials are unique per item here as there. */
static inline int book_serial(void *self, struct lot_span item, struct lot_span serial,
                              struct lot_book_serial *out)
{
    struct book *book = self;
    if (book_fails(book)) {
        return -EIO;
    }
    for (unsigned i = book->entry_count; i > 0 && serial.size > 0; i--) {
        const struct lot_movement *last = &book->entry[i - 1].movement;
        if (is(&last->item, item) && is(&last->serial, serial)) {
            *out = (struct lot_book_serial){last->serial, last->lot, last->to, last->to_sscc};
            return 0;
        }
    }
    return 1;
}

static inline int book_serial_at(void *self, const struct lot_book_spot *spot, unsigned index,
                                 struct lot_book_serial *out)
{
    struct book *book = self;
    if (book_fails(book)) {
        return -EIO;
    }
    for (unsigned i = 0; i < book->entry_count; i++) {
        const struct lot_movement *movement = &book->entry[i].movement;
        struct lot_book_serial found;
        if (!is(&movement->item, spot->item) || !is(&movement->from, LOT_LITERAL("@supplier")) ||
            book_serial(self, spot->item, lot_text_span(&movement->serial), &found) != 0) {
            continue;
        }
        if (is(&found.lot, spot->lot) && is(&found.place, spot->place) &&
            is(&found.sscc, spot->sscc) && index-- == 0) {
            *out = found;
            return 0;
        }
    }
    return 1;
}

/* ---- counts --------------------------------------------------------------------------------- */

/* The last count of a lot at a place since that one; NULL: there is none. */
static inline const struct book_tally *book_find_tally(const struct book *book,
                                                       const struct lot_text *item,
                                                       const struct lot_text *lot,
                                                       const struct lot_text *place, unsigned since)
{
    for (unsigned i = book->tally_count; i > since; i--) {
        const struct book_tally *row = &book->tally[i - 1];
        if (lot_text_equal(&row->tally.item, item) && lot_text_equal(&row->tally.lot, lot) &&
            lot_text_equal(&row->tally.place, place)) {
            return row;
        }
    }
    return NULL;
}

/* Behind the count with which the place was done; 0: it never was. */
static inline unsigned book_done(const struct book *book, const struct lot_text *place)
{
    struct lot_text none = {0};
    const struct book_tally *row = book_find_tally(book, &none, &none, place, 0);
    return row ? (unsigned)(row - book->tally) + 1 : 0;
}

static inline int book_open_tally(void *self, const struct lot_book_stock *shelf, unsigned index,
                                  struct lot_book_tally *out)
{
    struct book *book = self;
    if (book_fails(book)) {
        return -EIO;
    }
    for (unsigned i = book->tally_count; i > 0; i--) {
        const struct book_tally *row = &book->tally[i - 1];
        if (!lot_text_equal(&row->tally.item, &shelf->item) ||
            !lot_text_equal(&row->tally.lot, &shelf->lot) ||
            !lot_text_equal(&row->tally.place, &shelf->place)) {
            continue;
        }
        if (row->tally.settled) {
            return 1;
        }
        if (index-- == 0) {
            *out =
                (struct lot_book_tally){row->tally.counted - row->tally.expected, row->operator_id};
            return 0;
        }
    }
    return 1;
}

static inline int book_recount(void *self, struct lot_span place, unsigned index,
                               struct lot_book_stock *out)
{
    struct book *book = self;
    if (book_fails(book)) {
        return -EIO;
    }
    for (unsigned i = 0; i < book->tally_count; i++) {
        const struct lot_tally *row = &book->tally[i].tally;
        if (is(&row->place, place) && row->item.size > 0 && !row->settled &&
            book_find_tally(book, &row->item, &row->lot, &row->place, 0) == &book->tally[i] &&
            index-- == 0) {
            *out = (struct lot_book_stock){.item = row->item, .lot = row->lot, .place = row->place};
            return 0;
        }
    }
    return 1;
}

static inline int book_uncounted(void *self, struct lot_span place, unsigned index,
                                 struct lot_book_stock *out)
{
    struct book *book = self;
    struct lot_book_place here = {0};
    if (book_fails(book)) {
        return -EIO;
    }
    if (lot_text_set(&here.code, place) < 0) {
        return 1;
    }
    unsigned since = book_done(book, &here.code);
    for (unsigned i = 0; i < book->lot_count; i++) {
        const struct book_lot *lot = &book->lot[i];
        const struct book_tally *row =
            book_find_tally(book, &lot->item, &lot->lot.lot, &here.code, since);
        if (!(row && row->tally.settled) && book_row(book, lot, &here, out) && index-- == 0) {
            return 0;
        }
    }
    return 1;
}

/* The last transaction that was a count and booked nothing; 0: none was. */
static inline unsigned book_counted_last(const struct book *book)
{
    for (unsigned i = book->tally_count; i > 0; i--) {
        unsigned transaction = book->tally[i - 1].transaction;
        bool books = false;
        for (unsigned j = 0; j < book->entry_count; j++) {
            books |= book->entry[j].transaction == transaction;
        }
        if (!books) {
            return transaction;
        }
    }
    return 0;
}

static inline int book_last(void *self, struct lot_transaction *out)
{
    struct book *book = self;
    if (book_fails(book)) {
        return -EIO;
    }
    unsigned counted = book_counted_last(book);
    *out = (struct lot_transaction){.job = LOT_JOB_COUNTING};
    for (unsigned i = book->entry_count; i > 0; i--) {
        const struct book_entry *entry = &book->entry[i - 1];
        if (counted > entry->transaction) {
            return 0;
        }
        if (entry->undone || entry->job == LOT_JOB_UNDO) {
            continue;
        }
        *out = (struct lot_transaction){.job = entry->job, .document = entry->document};
        for (unsigned j = 0; j < i; j++) {
            if (book->entry[j].transaction == entry->transaction) {
                out->movement[out->count] = book->entry[j].movement;
                out->movement[out->count++].reverses = j + 1;
            }
        }
        return 0;
    }
    return 1;
}

static inline int book_doubtful_label(void *self, struct lot_book_label *out)
{
    struct book *book = self;
    if (book_fails(book)) {
        return -EIO;
    }
    *out = book->doubtful;
    return out->job == 0;
}

static inline struct lot_book book_of(struct book *book)
{
    return (struct lot_book){
        .self = book,
        .item = book_item,
        .lot = book_lot,
        .delivered = book_delivered,
        .counter = book_counter,
        .device = 7,
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

#endif
