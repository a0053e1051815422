/* SPDX-License-Identifier: MIT */
#ifndef BENCH_MARKET_H
#define BENCH_MARKET_H

/*
 * A ledger's years in some minutes, the same for the same number: a hot item with a fifth of all
 * lots, twenty movements a lot, each with the scan of a place and of a label, a tenth of the lots
 * still on the shelves. Receipts are for a document with a cost, so that what is sold has a value.
 * One lot of flour is baked on through six generations.
 */

#include <lot/ledger.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/posting.h"
#include "ledger/store.h"

#define ITEMS    2000u
#define PLACES   400u
#define BATCH    2000u /* movements in one transaction while generating */
#define START_MS 1772352000000
#define HOT_ITEM 0u

struct lot_place {
    unsigned item, lot, place;
    int64_t quantity;
};

struct market {
    struct lot_ledger *ledger;
    char *path, *log;
    uint64_t random;
    int64_t clock_ms;
    unsigned lots;
    struct lot_place *live; /* lots on the shelves */
    unsigned live_count, live_room;
};

__attribute__((noreturn)) static inline void give_up(const struct market *market, const char *what)
{
    fprintf(stderr, "ledger_bench: %s: %s\n", what,
            market->ledger ? lot_ledger_fault(market->ledger)->text : strerror(errno));
    exit(1);
}

static inline void must(const struct market *market, bool done, const char *what)
{
    if (!done) {
        give_up(market, what);
    }
}

static inline unsigned draw(struct market *market, unsigned below)
{
    market->random ^= market->random << 13;
    market->random ^= market->random >> 7;
    market->random ^= market->random << 17;
    return (unsigned)(market->random % below);
}

__attribute__((format(printf, 1, 2))) static inline struct lot_text text_of(const char *format, ...)
{
    char string[64];
    struct lot_text text = {0};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(string, sizeof string, format, arguments);
    va_end(arguments);
    lot_text_set(&text, lot_span_of(string));
    return text;
}

static inline struct lot_text item_text(unsigned item)
{
    return text_of("0952123%07u", item);
}

static inline struct lot_text lot_text(unsigned lot)
{
    return text_of("L%07u", lot);
}

static inline struct lot_text place_text(unsigned place)
{
    return text_of("LOC-%c-%02u", 'A' + (int)(place / 40), place % 40);
}

static inline lot_date expiry_of(unsigned lot)
{
    return lot_date_add(20260601, (int32_t)(lot * 7919u % 720u));
}

static inline void open_market(struct market *market)
{
    struct lot_ledger_fault fault;
    struct lot_ledger_options options = {
        .path = market->path, .device = 4711, .now = {market->clock_ms, 60}
    };
    if (lot_ledger_open(&market->ledger, &options, &fault) < 0) {
        fprintf(stderr, "ledger_bench: %s: %s\n", market->path, fault.text);
        exit(1);
    }
}

static inline void put_reference(struct market *market)
{
    must(market, lot_ledger_import_begin(market->ledger) == 0, "import");
    for (unsigned i = 0; i < ITEMS; i++) {
        struct lot_ledger_item item = {.number = item_text(i),
                                       .name = text_of("Item %u", i),
                                       .unit = text_of("pcs"),
                                       .tracking = LOT_TRACKING_LOT};
        must(market, lot_ledger_put_item(market->ledger, &item) == 0, "item");
    }
    for (unsigned i = 0; i < PLACES; i++) {
        struct lot_ledger_place place = {.code = place_text(i)};
        must(market, lot_ledger_put_place(market->ledger, &place) == 0, "place");
    }
    struct lot_ledger_partner partner = {.number = text_of("S-1"), .name = text_of("Supplier")};
    must(market, lot_ledger_put_partner(market->ledger, &partner) == 0, "partner");
    for (unsigned i = 0; i < ITEMS; i++) {
        struct lot_ledger_line line = {.document = text_of("PO-1"),
                                       .partner = partner.number,
                                       .item = item_text(i),
                                       .line = 1 + (int32_t)i,
                                       .quantity = 1000,
                                       .unit_cost = 10000 + (int64_t)i * 123457};
        must(market, lot_ledger_put_line(market->ledger, &line) == 0, "line");
    }
    must(market, lot_ledger_import_end(market->ledger, true) == 0, "import");
}

/* ---- what happens next ---------------------------------------------------------------------- */

static inline struct lot_movement *first_movement(struct lot_transaction *transaction,
                                                  const struct lot_place *row)
{
    struct lot_movement *movement = &transaction->movement[0];
    transaction->count = 1;
    *movement = (struct lot_movement){
        .item = item_text(row->item), .lot = lot_text(row->lot), .quantity = row->quantity};
    return movement;
}

static inline void receive(struct market *market, struct lot_transaction *transaction)
{
    unsigned lot = market->lots++;
    unsigned item = lot % 5 == 0 ? 0 : draw(market, ITEMS);
    struct lot_place row = {item, lot, draw(market, PLACES), 9 + draw(market, 10)};
    struct lot_movement *movement = first_movement(transaction, &row);
    transaction->job = LOT_JOB_RECEIVE;
    transaction->creates_lot = true;
    movement->dates.expiry = expiry_of(lot);
    transaction->document = text_of("PO-1");
    movement->from = text_of(LOT_PLACE_SUPPLIER);
    movement->to = place_text(row.place);
    movement->line = 1 + (int32_t)item;
    if (market->live_count < market->live_room) {
        market->live[market->live_count++] = row;
    }
}

/* Mostly one unit goes to a customer, sometimes all of it to another place. */
static inline void take_from(struct market *market, unsigned index,
                             struct lot_transaction *transaction)
{
    struct lot_place *row = &market->live[index];
    struct lot_movement *movement = first_movement(transaction, row);
    movement->from = place_text(row->place);
    transaction->creates_lot = false;
    transaction->document = (struct lot_text){0};
    if (draw(market, 4) == 0) {
        transaction->job = LOT_JOB_MOVE;
        row->place = (row->place + 1 + draw(market, PLACES - 1)) % PLACES;
        movement->to = place_text(row->place);
        return;
    }
    transaction->job = LOT_JOB_PICK;
    movement->quantity = 1;
    movement->to = text_of(LOT_PLACE_CUSTOMER);
    if (--row->quantity == 0) {
        *row = market->live[--market->live_count];
    }
}

static inline void next_transaction(struct market *market, struct lot_transaction *transaction)
{
    if (market->live_count == 0 || draw(market, 19) == 0) {
        receive(market, transaction);
    } else {
        take_from(market, draw(market, market->live_count), transaction);
    }
}

static inline struct lot_scan next_scan(struct market *market)
{
    market->clock_ms += 1000 + draw(market, 9000);
    return (struct lot_scan){
        .bytes = LOT_LITERAL("]d201095212300042171727060110L000421"),
        .time = {market->clock_ms, 60},
        .source = 1,
    };
}

/* ---- generating: many a transaction --------------------------------------------------------- */

static inline void book_one(struct market *market, struct lot_transaction *transaction)
{
    struct lot_scan label = next_scan(market), place = label;
    struct posting posting = {.ledger = market->ledger,
                              .transaction = transaction,
                              .time = label.time,
                              .who.key = LOT_LITERAL("OP-1")};
    uint64_t id;
    must(market, record_operator(market->ledger, posting.who.key, &posting.who.id) == 0,
         "operator");
    place.bytes = LOT_LITERAL("LOC-A-07");
    struct scan_row prompted = {
        .scan = &place, .who = posting.who, .outcome = LOT_OUTCOME_PROMPT, .code = LOT_CODE_TAKEN};
    struct scan_row picked = {.scan = &label, .who = posting.who, .code = LOT_CODE_PICKED};
    must(market, journal_scan(market->ledger, &prompted, &id) == 0, "scan");
    must(market, journal_scan(market->ledger, &picked, &posting.scan) == 0, "scan");
    next_transaction(market, transaction);
    struct lot_span document = lot_text_span(&transaction->document);
    must(market,
         document.size == 0 || record_document(market->ledger, document, &posting.document) == 0,
         "document");
    must(market, posting_book(&posting, &transaction->movement[0], &id) == 0, "movement");
}

static inline void generate(struct market *market, unsigned movements)
{
    struct lot_transaction *transaction = calloc(1, sizeof *transaction);
    must(market, transaction != NULL, "memory");
    for (unsigned done = 0; done < movements;) {
        must(market, transaction_begin(market->ledger) == 0, "begin");
        for (unsigned i = 0; i < BATCH && done < movements; i++, done++) {
            book_one(market, transaction);
        }
        must(market, transaction_end(market->ledger, 0) == 0, "commit");
    }
    lot_ledger_checkpoint(market->ledger);
    free(transaction);
}

/* ---- what is made of what ------------------------------------------------------------------- */

/* Commits as lotd does, one scan a transaction. */
static inline void commit_made(struct market *market, const struct lot_transaction *transaction)
{
    struct lot_scan scan = next_scan(market);
    struct lot_committed done;
    struct lot_commit commit = {.scan = &scan,
                                .code = LOT_CODE_DONE,
                                .transaction = transaction,
                                .operator_id = text_of("OP-1")};
    must(market, lot_ledger_commit(market->ledger, &commit, &done) == 0, "commit");
}

static inline void sell_one(struct market *market, unsigned item, struct lot_text lot)
{
    struct lot_transaction transaction = {.job = LOT_JOB_PICK, .count = 1};
    transaction.movement[0] = (struct lot_movement){.item = item_text(item),
                                                    .lot = lot,
                                                    .from = place_text(0),
                                                    .to = text_of(LOT_PLACE_CUSTOMER),
                                                    .quantity = 1};
    commit_made(market, &transaction);
}

#define GENERATIONS 6u
#define FAMILY      "FLOUR-0"

/* Two lots of the next item are made of all of this one, and one piece of each is sold. */
static inline void bake(struct market *market, unsigned generation, struct lot_text flour,
                        int64_t quantity)
{
    struct lot_text place = place_text(0), production = text_of(LOT_PLACE_PRODUCTION);
    struct lot_transaction transaction = {.job = LOT_JOB_MOVE, .creates_lot = true, .count = 3};
    transaction.movement[0] = (struct lot_movement){.item = item_text(generation),
                                                    .lot = flour,
                                                    .from = place,
                                                    .to = production,
                                                    .quantity = quantity};
    for (unsigned i = 0; i < 2; i++) {
        transaction.movement[1 + i] = (struct lot_movement){
            .item = item_text(generation + 1),
            .lot = text_of("%.*s%u", (int)flour.size, (const char *)flour.bytes, i),
            .from = production,
            .to = place,
            .quantity = quantity / 2};
    }
    commit_made(market, &transaction);
    for (unsigned i = 0; i < 2; i++) {
        struct lot_text made = transaction.movement[1 + i].lot;
        sell_one(market, generation + 1, made);
        if (generation + 1 < GENERATIONS) {
            bake(market, generation + 1, made, quantity / 2 - 1);
        }
    }
}

static inline void make_family(struct market *market)
{
    struct lot_transaction transaction = {.job = LOT_JOB_RECEIVE, .creates_lot = true, .count = 1};
    transaction.movement[0] = (struct lot_movement){.item = item_text(0),
                                                    .lot = text_of(FAMILY),
                                                    .from = text_of(LOT_PLACE_SUPPLIER),
                                                    .to = place_text(0),
                                                    .quantity = 1000};
    commit_made(market, &transaction);
    bake(market, 0, text_of(FAMILY), 1000);
}

#endif
