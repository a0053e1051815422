/* SPDX-License-Identifier: MIT */
/*
 * Stock and what it cost against the movements, lot by lot: every movement takes from one place
 * what it gives to another, so a lot's sum over all places is zero by its form; what is left at
 * each real place must be what stock says, and virtual places have no stock.
 */

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "records.h"
#include "verify.h"

struct balance {
    int64_t place, quantity;
};

/* One lot's balances that are not zero. */
struct scales {
    struct verification *verification;
    sqlite3_stmt *lots, *movements, *stock, *layers, *place;
    int64_t value; /* what the movements brought and took */
    struct balance *rows;
    size_t count, room;
};

static int open_scales(struct scales *scales)
{
    const struct {
        const char *sql;
        sqlite3_stmt **out;
    } statements[] = {
        {"SELECT id, item, code FROM lot ORDER BY id",                     &scales->lots     },
        {"SELECT from_place, to_place, quantity, coalesce(value, 0)"
         " FROM movement INDEXED BY movement_by_lot"
         " WHERE lot = ?1",                                       &scales->movements},
        {"SELECT place, quantity FROM stock WHERE item = ?1 AND lot = ?2", &scales->stock    },
        {"SELECT coalesce(sum(value), 0) FROM layer WHERE lot = ?1",       &scales->layers   },
        {"SELECT code, kind FROM place WHERE id = ?1",                     &scales->place    },
    };
    int error = 0;
    for (size_t i = 0; error == 0 && i < sizeof statements / sizeof statements[0]; i++) {
        error = verify_prepare(scales->verification, statements[i].sql, statements[i].out);
    }
    return error;
}

static void close_scales(struct scales *scales)
{
    sqlite3_finalize(scales->lots);
    sqlite3_finalize(scales->movements);
    sqlite3_finalize(scales->stock);
    sqlite3_finalize(scales->layers);
    sqlite3_finalize(scales->place);
    free(scales->rows);
}

static int make_room(struct scales *scales)
{
    if (scales->count < scales->room) {
        return 0;
    }
    size_t room = scales->room == 0 ? 16 : scales->room * 2;
    struct balance *rows = realloc(scales->rows, room * sizeof *rows);
    if (!rows) {
        return ledger_fail_with(scales->verification->ledger, LOT_LEDGER_BROKEN, -ENOMEM,
                                "out of memory");
    }
    scales->rows = rows;
    scales->room = room;
    return 0;
}

/* What came back to zero is dropped: the rows are as few as the places where the lot is. */
static int weigh(struct scales *scales, int64_t place, int64_t change)
{
    size_t i = 0;
    while (i < scales->count && scales->rows[i].place != place) {
        i++;
    }
    if (i == scales->count) {
        int error = make_room(scales);
        if (error < 0) {
            return error;
        }
        scales->rows[scales->count++] = (struct balance){.place = place};
    }
    struct balance *row = &scales->rows[i];
    row->quantity = (int64_t)((uint64_t)row->quantity + (uint64_t)change); /* damage may wrap */
    if (row->quantity == 0) {
        *row = scales->rows[--scales->count];
    }
    return 0;
}

static int weigh_movements(struct scales *scales, int64_t lot)
{
    sqlite3_stmt *movement = scales->movements;
    int error = 0;
    sqlite3_bind_int64(movement, 1, lot);
    while (error == 0 && (error = verify_step(scales->verification, movement)) == 0) {
        int64_t from = sqlite3_column_int64(movement, 0), to = sqlite3_column_int64(movement, 1);
        int64_t quantity = sqlite3_column_int64(movement, 2);
        uint64_t value = (uint64_t)sqlite3_column_int64(movement, 3);
        scales->value =
            (int64_t)((uint64_t)scales->value + (to <= PLACE_ID_LAST_VIRTUAL ? 0 - value : value));
        error = weigh(scales, from, -quantity);
        error = error == 0 ? weigh(scales, to, quantity) : error;
    }
    sqlite3_reset(movement);
    return error < 0 ? error : 0;
}

static int weigh_stock(struct scales *scales, int64_t lot)
{
    sqlite3_stmt *stock = scales->stock;
    int error = 0;
    sqlite3_bind_int64(stock, 1, sqlite3_column_int64(scales->lots, 1));
    sqlite3_bind_int64(stock, 2, lot);
    while (error == 0 && (error = verify_step(scales->verification, stock)) == 0) {
        error = weigh(scales, sqlite3_column_int64(stock, 0), -sqlite3_column_int64(stock, 1));
    }
    sqlite3_reset(stock);
    return error < 0 ? error : 0;
}

/* What came in less what went out is what the layers say is left. */
static int judge_value(struct scales *scales, int64_t lot)
{
    sqlite3_bind_int64(scales->layers, 1, lot);
    int outcome = verify_step(scales->verification, scales->layers);
    int64_t value = outcome == 0 ? sqlite3_column_int64(scales->layers, 0) : 0;
    if (outcome == 0 && value != scales->value) {
        verify_find(scales->verification, "value", (uint64_t)lot,
                    "lot %s: its layers are worth %" PRId64 ", the movements say %" PRId64,
                    (const char *)sqlite3_column_text(scales->lots, 2), value, scales->value);
    }
    sqlite3_reset(scales->layers);
    return outcome < 0 ? outcome : 0;
}

/* What does not come to zero at a real place is a difference. */
static int judge(struct scales *scales, int64_t lot)
{
    for (size_t i = 0; i < scales->count; i++) {
        sqlite3_bind_int64(scales->place, 1, scales->rows[i].place);
        int outcome = verify_step(scales->verification, scales->place);
        if (outcome < 0) {
            return outcome;
        }
        bool known = outcome == 0;
        if (!known || sqlite3_column_int(scales->place, 1) != PLACE_VIRTUAL) {
            verify_find(scales->verification, "stock", (uint64_t)lot,
                        "lot %s at %s: the movements say %" PRId64 " more than stock",
                        (const char *)sqlite3_column_text(scales->lots, 2),
                        known ? (const char *)sqlite3_column_text(scales->place, 0) : "?",
                        scales->rows[i].quantity);
        }
        sqlite3_reset(scales->place);
    }
    return 0;
}

static int weigh_all(struct scales *scales)
{
    int error = open_scales(scales);
    while (error == 0 && (error = verify_step(scales->verification, scales->lots)) == 0) {
        int64_t lot = sqlite3_column_int64(scales->lots, 0);
        scales->count = 0;
        scales->value = 0;
        error = weigh_movements(scales, lot);
        error = error == 0 ? weigh_stock(scales, lot) : error;
        error = error == 0 ? judge(scales, lot) : error;
        error = error == 0 ? judge_value(scales, lot) : error;
    }
    return error < 0 ? error : 0;
}

/* Rows of stock that the walk over the lots cannot meet. */
static int check_copies(struct verification *verification)
{
    sqlite3_stmt *row = NULL;
    int error = verify_prepare(verification,
                               "SELECT s.lot FROM stock AS s LEFT JOIN lot AS l ON l.id = s.lot"
                               " LEFT JOIN place AS p ON p.id = s.place WHERE l.id IS NULL"
                               " OR l.item <> s.item OR l.use_by <> s.use_by OR p.kind = 1",
                               &row);
    while (error == 0 && (error = verify_step(verification, row)) == 0) {
        verify_find(verification, "stock", (uint64_t)sqlite3_column_int64(row, 0),
                    "a row of stock does not agree with its lot or place");
    }
    sqlite3_finalize(row);
    return error < 0 ? error : 0;
}

int verify_stock(struct verification *verification)
{
    struct scales scales = {.verification = verification};
    int error = weigh_all(&scales);
    close_scales(&scales);
    return error == 0 ? check_copies(verification) : error;
}
