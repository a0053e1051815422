/* SPDX-License-Identifier: MIT */
/* Running one prepared statement: every bind is checked, the first error sticks. */

#include <errno.h>

#include "store.h"

struct query query_begin(struct lot_ledger *ledger, enum statement statement)
{
    int error = statement_prepare(ledger, statement);
    return (struct query){
        .ledger = ledger,
        .statement = ledger->statement[statement],
        .error = error,
    };
}

static void check(struct query *query, int result)
{
    if (result != SQLITE_OK && query->error == 0) {
        query->error = ledger_fail(query->ledger, result);
    }
}

void query_integer(struct query *query, int64_t value)
{
    check(query, sqlite3_bind_int64(query->statement, ++query->bound, value));
}

void query_reference(struct query *query, int64_t id)
{
    if (id != 0) {
        query_integer(query, id);
    } else {
        check(query, sqlite3_bind_null(query->statement, ++query->bound));
    }
}

/* An empty span may have no data at all, which SQLite would take for NULL. */
static const void *data_of(struct lot_span span)
{
    return span.size > 0 ? (const void *)span.data : "";
}

void query_text(struct query *query, struct lot_span value)
{
    check(query, sqlite3_bind_text64(query->statement, ++query->bound, data_of(value), value.size,
                                     SQLITE_STATIC, SQLITE_UTF8));
}

void query_bytes(struct query *query, struct lot_span value)
{
    check(query, sqlite3_bind_blob64(query->statement, ++query->bound, data_of(value), value.size,
                                     SQLITE_STATIC));
}

int query_step(struct query *query)
{
    if (query->error != 0) {
        return query->error;
    }
    int result = sqlite3_step(query->statement);
    if (result == SQLITE_ROW) {
        return 0;
    }
    if (result == SQLITE_DONE) {
        return 1;
    }
    check(query, result);
    return query->error;
}

int64_t query_get_integer(const struct query *query, int column)
{
    return sqlite3_column_int64(query->statement, column);
}

struct lot_span query_get_span(const struct query *query, int column)
{
    const void *data = sqlite3_column_blob(query->statement, column);
    return lot_span(data, (size_t)sqlite3_column_bytes(query->statement, column));
}

int query_get_text(const struct query *query, int column, struct lot_text *out)
{
    if (lot_text_set(out, query_get_span(query, column)) < 0) {
        return ledger_fail_with(query->ledger, LOT_LEDGER_DAMAGED, -EBADMSG,
                                "%s is longer than any text that was written",
                                sqlite3_column_name(query->statement, column));
    }
    return 0;
}

int query_end(struct query *query)
{
    if (query->statement) {
        sqlite3_reset(query->statement);
        sqlite3_clear_bindings(query->statement);
    }
    return query->error;
}

int query_run(struct query *query)
{
    query_step(query);
    return query_end(query);
}

int query_number(struct query *query, int64_t *out)
{
    int outcome = query_step(query);
    if (outcome == 0) {
        *out = query_get_integer(query, 0);
    }
    int error = query_end(query);
    return error < 0 ? error : outcome;
}
