/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_FIXTURE_H
#define LEDGER_FIXTURE_H

/*
 * What the ledger's tests share: a ledger in a directory of its own, some reference data, and a
 * receipt, a pick or a move in one line.
 */

#include <lot/ledger.h>

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define MILK    "09521234543213"
#define DEVICE  8388602u      /* of the largest: sums of two ids do not fit an integer */
#define NOW_MS  1772352000000 /* 2026-03-01T08:00:00Z */
#define SOMEDAY 20260301

struct shop {
    char directory[64];
    char path[96];
    struct lot_ledger *ledger;
    int64_t clock_ms;
};

static inline struct lot_text text_of(const char *string)
{
    struct lot_text text = {0};
    assert_int_equal(lot_text_set(&text, lot_span_of(string)), 0);
    return text;
}

static inline struct lot_time time_of(int64_t utc_ms)
{
    return (struct lot_time){.utc_ms = utc_ms, .offset_min = 60};
}

static inline void shop_open(struct shop *shop)
{
    struct lot_ledger_fault fault;
    struct lot_ledger_options options = {
        .path = shop->path, .device = DEVICE, .now = time_of(NOW_MS)};
    int error = lot_ledger_open(&shop->ledger, &options, &fault);
    if (error < 0) {
        fail_msg("%s: %s", shop->path, fault.text);
    }
}

static inline void shop_close(struct shop *shop)
{
    shop->ledger = lot_ledger_close(shop->ledger);
}

static inline void put_item(struct shop *shop, const char *number, enum lot_tracking tracking)
{
    struct lot_ledger_item item = {
        .number = text_of(number),
        .name = text_of("Whole milk"),
        .unit = text_of("pcs"),
        .tracking = tracking,
    };
    assert_int_equal(lot_ledger_put_item(shop->ledger, &item), 0);
}

static inline void put_place(struct shop *shop, const char *code)
{
    struct lot_ledger_place place = {.code = text_of(code)};
    assert_int_equal(lot_ledger_put_place(shop->ledger, &place), 0);
}

static inline void put_line(struct shop *shop, const char *document, enum lot_document_kind kind,
                            int64_t quantity)
{
    struct lot_ledger_line line = {
        .document = text_of(document),
        .partner = text_of(kind == LOT_DOCUMENT_ORDER ? "C-1" : "S-1"),
        .item = text_of(MILK),
        .kind = kind,
        .line = 1,
        .quantity = quantity,
        .unit_cost = kind == LOT_DOCUMENT_RECEIPT ? 990000 : -1,
    };
    assert_int_equal(lot_ledger_put_line(shop->ledger, &line), 0);
}

static inline void put_partner(struct shop *shop, const char *number, const char *name)
{
    struct lot_ledger_partner partner = {.number = text_of(number), .name = text_of(name)};
    assert_int_equal(lot_ledger_put_partner(shop->ledger, &partner), 0);
}

/* A supplier, a customer, milk by lot, bread untracked, three places, a receipt and an order. */
static inline void shop_stock_up(struct shop *shop)
{
    assert_int_equal(lot_ledger_import_begin(shop->ledger), 0);
    put_partner(shop, "S-1", "Dairy");
    put_partner(shop, "C-1", "Corner shop");
    put_item(shop, MILK, LOT_TRACKING_LOT);
    put_item(shop, "BREAD", LOT_TRACKING_NONE);
    put_place(shop, "DOCK");
    put_place(shop, "A-01");
    put_place(shop, "B-02");
    put_line(shop, "PO-1", LOT_DOCUMENT_RECEIPT, 100);
    put_line(shop, "SO-1", LOT_DOCUMENT_ORDER, 10);
    assert_int_equal(lot_ledger_import_end(shop->ledger, true), 0);
}

static inline int shop_setup(void **state)
{
    struct shop *shop = calloc(1, sizeof *shop);
    assert_non_null(shop);
    const char *base = getenv("TMPDIR");
    snprintf(shop->directory, sizeof shop->directory, "%s/ledger-XXXXXX", base ? base : "/tmp");
    assert_non_null(mkdtemp(shop->directory));
    snprintf(shop->path, sizeof shop->path, "%s/lot.db", shop->directory);
    shop->clock_ms = NOW_MS;
    shop_open(shop);
    shop_stock_up(shop);
    *state = shop;
    return 0;
}

static inline int shop_teardown(void **state)
{
    struct shop *shop = *state;
    char command[128];
    shop_close(shop);
    snprintf(command, sizeof command, "rm -rf %s", shop->directory);
    assert_int_equal(system(command), 0);
    free(shop);
    return 0;
}

/* ---- one line each -------------------------------------------------------------------------- */

struct entry {
    enum lot_job job;
    const char *item, *lot, *from, *to;
    int64_t quantity;
    const char *document;
    lot_date expiry;   /* RECEIVE: of a new lot */
    uint64_t reverses; /* UNDO */
    bool new_item, new_place;
};

static inline struct lot_transaction transaction_of(const struct entry *entry)
{
    struct lot_transaction transaction = {
        .job = entry->job,
        .document = text_of(entry->document),
        .creates_item = entry->new_item,
        .creates_lot = entry->job == LOT_JOB_RECEIVE,
        .creates_place = entry->new_place,
        .count = 1,
    };
    transaction.movement[0] = (struct lot_movement){
        .item = text_of(entry->item ? entry->item : MILK),
        .lot = text_of(entry->lot),
        .from = text_of(entry->from),
        .to = text_of(entry->to),
        .quantity = entry->quantity,
        .line = entry->document ? 1 : 0,
        .reverses = entry->reverses,
        .dates = {.expiry = entry->expiry},
    };
    return transaction;
}

/* Commits a transaction with a scan of its own, a second after the last. */
static inline int shop_commit(struct shop *shop, const struct lot_transaction *transaction,
                              struct lot_committed *out)
{
    shop->clock_ms += 1000;
    struct lot_scan scan = {
        .bytes = LOT_LITERAL("]d20109521234543213"), .time = time_of(shop->clock_ms), .source = 1};
    struct lot_commit commit = {
        .scan = &scan,
        .code = LOT_CODE_DONE,
        .transaction = transaction,
        .operator_id = text_of("OP-7"),
    };
    return lot_ledger_commit(shop->ledger, &commit, out);
}

static inline int shop_book(struct shop *shop, struct entry entry, struct lot_committed *out)
{
    struct lot_committed ignored;
    struct lot_transaction transaction = transaction_of(&entry);
    return shop_commit(shop, &transaction, out ? out : &ignored);
}

static inline int shop_receive(struct shop *shop, const char *lot, int64_t quantity,
                               lot_date expiry)
{
    return shop_book(shop,
                     (struct entry){.job = LOT_JOB_RECEIVE,
                                    .lot = lot,
                                    .from = LOT_PLACE_SUPPLIER,
                                    .to = "DOCK",
                                    .quantity = quantity,
                                    .document = "PO-1",
                                    .expiry = expiry},
                     NULL);
}

/* What the book says is there; 0: nothing. */
static inline int64_t shop_stock(struct shop *shop, const char *lot, const char *place)
{
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    int64_t quantity = 0;
    int outcome =
        book->stock(book->self, lot_span_of(MILK), lot_span_of(lot), lot_span_of(place), &quantity);
    assert_true(outcome >= 0);
    return outcome == 0 ? quantity : 0;
}

static inline void must_be_clean(struct shop *shop)
{
    struct lot_verified verified;
    assert_int_equal(lot_ledger_verify(shop->ledger, NULL, NULL, &verified), 0);
    assert_int_equal(verified.rows, lot_ledger_sequence(shop->ledger));
    assert_int_equal(verified.findings, 0);
}

#endif
