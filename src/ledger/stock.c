/* SPDX-License-Identifier: MIT */
/*
 * What is where. Kept by the same transaction that moves it, with statements rather than triggers:
 * a refusal can then name what is missing, and the order of locks and errors is one place to read.
 * Rows of zero do not exist. It follows from the movements and can be rebuilt from them,
 * as genealogy can and what is done of a document.
 */

#include "genealogy.h"
#include "layers.h"
#include "records.h"
#include "store.h"

static void query_shelf(struct query *query, const struct shelf *shelf)
{
    query_integer(query, shelf->item);
    query_integer(query, shelf->lot);
    query_integer(query, shelf->place);
}

int stock_read(struct lot_ledger *ledger, const struct shelf *shelf, int64_t *quantity)
{
    struct query query = query_begin(ledger, STATEMENT_STOCK);
    query_shelf(&query, shelf);
    *quantity = 0;
    int outcome = query_number(&query, quantity);
    return outcome < 0 ? outcome : 0;
}

static int put(struct lot_ledger *ledger, const struct shelf *shelf, int64_t quantity)
{
    struct query query = query_begin(ledger, STATEMENT_STOCK_PUT);
    query_shelf(&query, shelf);
    query_integer(&query, shelf->use_by);
    query_integer(&query, quantity);
    return query_run(&query);
}

static int take_away(struct lot_ledger *ledger, const struct shelf *shelf)
{
    struct query query = query_begin(ledger, STATEMENT_STOCK_REMOVE);
    query_shelf(&query, shelf);
    return query_run(&query);
}

int stock_change(struct lot_ledger *ledger, const struct shelf *shelf, int64_t change)
{
    int64_t quantity = 0;
    int error = stock_read(ledger, shelf, &quantity);
    if (error < 0) {
        return error;
    }
    if (__builtin_add_overflow(quantity, change, &quantity) || quantity < 0) {
        return 1;
    }
    return quantity == 0 ? take_away(ledger, shelf) : put(ledger, shelf, quantity);
}

int lot_ledger_rebuild_stock(struct lot_ledger *ledger)
{
    static const char rebuild[] =
        "DELETE FROM stock;"
        "INSERT INTO stock (item, lot, place, use_by, quantity)"
        " SELECT l.item, n.lot, n.place, l.use_by, n.quantity"
        " FROM (SELECT place, lot, sum(change) AS quantity FROM"
        "       (SELECT to_place AS place, lot, quantity AS change FROM movement"
        "        UNION ALL SELECT from_place, lot, -quantity FROM movement)"
        "       GROUP BY lot, place) AS n"
        " CROSS JOIN place AS p ON p.id = n.place CROSS JOIN lot AS l ON l.id = n.lot"
        " WHERE p.kind <> 1 AND n.quantity <> 0;"
        "DELETE FROM content;"
        "INSERT INTO content (unit, lot, place, quantity)"
        " SELECT n.unit, n.lot, n.place, n.quantity"
        " FROM (SELECT unit, lot, place, sum(change) AS quantity FROM"
        "       (SELECT to_unit AS unit, lot, to_place AS place, quantity AS change FROM movement"
        "        WHERE to_unit IS NOT NULL"
        "        UNION ALL SELECT from_unit, lot, from_place, -quantity FROM movement"
        "        WHERE from_unit IS NOT NULL)"
        "       GROUP BY unit, lot, place) AS n"
        " CROSS JOIN place AS p ON p.id = n.place WHERE p.kind <> 1 AND n.quantity <> 0;"
        "UPDATE serial SET (place, unit) = (SELECT m.to_place, m.to_unit FROM movement AS m"
        " WHERE m.serial = serial.id ORDER BY m.id DESC LIMIT 1);"
        "DELETE FROM genealogy;"
        "INSERT INTO genealogy (used, made, scan)"
        " SELECT u.lot, m.lot, u.scan" GENEALOGY_MOVEMENTS " ON CONFLICT DO NOTHING;"
        "UPDATE document_line SET done = 0 WHERE done <> 0;"
        "UPDATE document_line SET done = n.done"
        " FROM (SELECT m.document, m.line, sum(iif(m.kind = 5, -m.quantity, m.quantity)) AS done"
        "       FROM movement AS m LEFT JOIN movement AS r ON r.id = m.reverses"
        "       WHERE m.document IS NOT NULL AND coalesce(r.kind, m.kind) IN (1, 2, 8)"
        "       GROUP BY m.document, m.line) AS n"
        " WHERE document_line.document = n.document AND document_line.line = n.line;"
        "UPDATE document_line SET done = ordered WHERE EXISTS (SELECT 1 FROM tally AS t"
        " CROSS JOIN lot AS l ON l.id = t.lot WHERE t.settled = 1"
        " AND t.document = document_line.document AND l.item = document_line.item)";
    int error = transaction_begin(ledger);
    if (error < 0) {
        return error;
    }
    error = ledger_execute(ledger, rebuild);
    return transaction_end(ledger, error == 0 ? layers_rebuild(ledger) : error);
}
