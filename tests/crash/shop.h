/* SPDX-License-Identifier: MIT */
#ifndef CRASH_SHOP_H
#define CRASH_SHOP_H

/*
 * The work that the crash tests interrupt: a small shop whose goods are received, moved, picked and
 * undone, each transaction with its scan and the engine's state, as the daemon commits them. Which
 * one comes next depends on its number only, so that a run can be repeated and gone on with.
 */

#include <lot/ledger.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOP_DEVICE 4711u
#define SHOP_START  1772352000000

/* Says nothing about what is wrong with a ledger: it is meant to be. */
static bool shop_silent;

static inline struct lot_text shop_text(const char *string)
{
    struct lot_text text = {0};
    (void)lot_text_set(&text, lot_span_of(string));
    return text;
}

static inline struct lot_time shop_time(unsigned number)
{
    return (struct lot_time){.utc_ms = SHOP_START + 1000 * (int64_t)number, .offset_min = 60};
}

static inline int shop_open(struct lot_ledger **out, const char *path, bool read_only)
{
    struct lot_ledger_fault fault;
    struct lot_ledger_options options = {
        .path = path, .read_only = read_only, .device = SHOP_DEVICE, .now = shop_time(0)};
    int error = lot_ledger_open(out, &options, &fault);
    if (error < 0 && !shop_silent) {
        printf("# %s: %s\n", path, fault.text);
    }
    return error;
}

/* Items and places; once more does no harm. */
static inline int shop_stock_up(struct lot_ledger *ledger)
{
    struct lot_ledger_item item = {.number = shop_text("09521234543213"),
                                   .name = shop_text("Milk"),
                                   .unit = shop_text("pcs"),
                                   .tracking = LOT_TRACKING_LOT};
    struct lot_ledger_place dock = {.code = shop_text("DOCK")}, shelf = {.code = shop_text("A-01")};
    if (lot_ledger_import_begin(ledger) < 0) {
        return -1;
    }
    bool taken = lot_ledger_put_item(ledger, &item) == 0 &&
                 lot_ledger_put_place(ledger, &dock) == 0 &&
                 lot_ledger_put_place(ledger, &shelf) == 0;
    return lot_ledger_import_end(ledger, taken) == 0 && taken ? 0 : -1;
}

/* In tens: a lot comes, goes to the shelf in two parts, is sold one by one; a move is undone. */
static inline void shop_movement(unsigned number, struct lot_transaction *transaction)
{
    char lot[16];
    struct lot_movement *movement = &transaction->movement[0];
    snprintf(lot, sizeof lot, "L%06u", number / 10);
    *transaction = (struct lot_transaction){.job = LOT_JOB_PICK, .count = 1};
    *movement = (struct lot_movement){.item = shop_text("09521234543213"),
                                      .lot = shop_text(lot),
                                      .from = shop_text("A-01"),
                                      .to = shop_text(LOT_PLACE_CUSTOMER),
                                      .quantity = 1};
    if (number % 10 == 0) {
        transaction->job = LOT_JOB_RECEIVE;
        transaction->creates_lot = true;
        transaction->movement[0].dates.expiry = lot_date_add(20260601, (int32_t)(number % 300));
        movement->from = shop_text(LOT_PLACE_SUPPLIER);
        movement->to = shop_text("DOCK");
        movement->quantity = 24;
    } else if (number % 10 < 3) {
        transaction->job = LOT_JOB_MOVE;
        movement->from = shop_text("DOCK");
        movement->to = shop_text("A-01");
        movement->quantity = 10;
    }
}

/* The last of each ten takes back what was sold last. */
static inline int shop_undo(struct lot_ledger *ledger, struct lot_transaction *transaction)
{
    const struct lot_book *book = lot_ledger_book(ledger);
    if (book->last(book->self, transaction) != 0) {
        return -1;
    }
    struct lot_text from = transaction->movement[0].from;
    transaction->job = LOT_JOB_UNDO;
    transaction->movement[0].from = transaction->movement[0].to;
    transaction->movement[0].to = from;
    return 0;
}

/* Commits the transaction of this number; the engine's state is the number itself. */
static inline int shop_commit(struct lot_ledger *ledger, unsigned number)
{
    struct lot_transaction transaction;
    struct lot_committed done;
    char engine[200] = "";
    struct lot_scan scan = {.bytes = LOT_LITERAL("]d201095212345432131726060110L000001"),
                            .time = shop_time(number),
                            .source = 1};
    snprintf(engine, sizeof engine, "%u", number);
    shop_movement(number, &transaction);
    if (number % 10 == 9 && shop_undo(ledger, &transaction) < 0) {
        return -1;
    }
    struct lot_commit commit = {.scan = &scan,
                                .code = LOT_CODE_PICKED,
                                .transaction = &transaction,
                                .engine = lot_span(engine, sizeof engine),
                                .operator_id = shop_text("OP-1")};
    return lot_ledger_commit(ledger, &commit, &done);
}

/* How many transactions the ledger says are done: by its engine state. */
static inline unsigned shop_done(struct lot_ledger *ledger)
{
    char engine[200] = "";
    int size = lot_ledger_engine(ledger, (uint8_t *)engine, sizeof engine);
    return size > 0 ? (unsigned)strtoul(engine, NULL, 10) + 1 : 0;
}

static inline void shop_finding(void *user, const struct lot_finding *finding)
{
    (void)user;
    if (!shop_silent) {
        printf("# %s: %.*s\n", finding->what, (int)strcspn(finding->text, "\n"), finding->text);
    }
}

/* Clean, with exactly as many scans and movements as its engine's state says are done. */
static inline bool shop_is_sound(struct lot_ledger *ledger, unsigned *done)
{
    struct lot_verified verified;
    struct lot_ledger_figures figures;
    if (lot_ledger_verify(ledger, shop_finding, NULL, &verified) != 0 ||
        lot_ledger_figures(ledger, &figures) < 0) {
        return false;
    }
    *done = shop_done(ledger);
    return figures.movements == (int64_t)*done && figures.scans == (int64_t)*done;
}

#endif
