/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_STATEMENTS_H
#define LEDGER_STATEMENTS_H

/*
 * The statements that the ledger runs all day, by name, and a small hand to run one: bind in
 * order, step, read, end. Errors stick to the query and come out of its step and end, so that
 * callers check once.
 */

#include <lot/base.h>

#include <sqlite3.h>

/* Forms of questions whose statements are kept. */
#define LOT_LEDGER_FORMS_MAX 64u

enum statement {
    STATEMENT_BEGIN,
    STATEMENT_COMMIT,
    STATEMENT_ROLLBACK,
    /* the file itself */
    STATEMENT_SETTING_DEVICE,
    STATEMENT_DEVICE,
    STATEMENT_DEVICE_ADD,
    STATEMENT_DEVICE_SAVE,
    STATEMENT_DEVICE_EXPORTED,
    STATEMENT_ENGINE,
    STATEMENT_ENGINE_SAVE,
    STATEMENT_CODE,
    STATEMENT_CODE_ADD,
    /* natural keys */
    STATEMENT_ITEM,
    STATEMENT_ITEM_ADD,
    STATEMENT_LOT,
    STATEMENT_LOT_ADD,
    STATEMENT_LOT_STATUS,
    STATEMENT_PLACE,
    STATEMENT_PLACE_ADD,
    STATEMENT_REASON,
    STATEMENT_DOCUMENT,
    STATEMENT_DOCUMENT_CLOSE,
    STATEMENT_LINE_COST,
    STATEMENT_LINE_DONE,
    STATEMENT_OPERATOR,
    STATEMENT_OPERATOR_ADD,
    STATEMENT_SERIAL,
    STATEMENT_SERIAL_ADD,
    STATEMENT_SERIAL_MOVE,
    STATEMENT_UNIT,
    STATEMENT_UNIT_ADD,
    /* the journal */
    STATEMENT_SCAN_ADD,
    STATEMENT_SCAN_SINCE,
    STATEMENT_MOVEMENT_ADD,
    STATEMENT_MOVEMENT,
    STATEMENT_MOVEMENT_UNDONE,
    STATEMENT_TALLY_ADD,
    STATEMENT_LINE_COUNTED,
    STATEMENT_STATUS_ADD,
    STATEMENT_EVENT_ADD,
    /* stock */
    STATEMENT_STOCK,
    STATEMENT_STOCK_PUT,
    STATEMENT_STOCK_REMOVE,
    STATEMENT_RECOUNT_ADD,
    STATEMENT_RECOUNT_DONE,
    STATEMENT_CONTENT,
    STATEMENT_CONTENT_PUT,
    STATEMENT_CONTENT_REMOVE,
    STATEMENT_CONTENT_AT,
    STATEMENT_UNIT_APART,
    STATEMENT_ADVICE_PUT,
    /* costs */
    STATEMENT_LAYER,
    STATEMENT_LAYER_OLDEST,
    STATEMENT_LAYER_PUT,
    STATEMENT_LAYER_REMOVE,
    STATEMENT_LAYER_MOVEMENTS,
    STATEMENT_LOT_VALUE,
    /* genealogy */
    STATEMENT_GENEALOGY_ADD,
    STATEMENT_GENEALOGY_REMOVE_USED,
    STATEMENT_GENEALOGY_REMOVE_MADE,
    /* the book */
    STATEMENT_BOOK_ITEM,
    STATEMENT_BOOK_PACKAGING,
    STATEMENT_BOOK_LOT,
    STATEMENT_BOOK_LOT_OF_SUPPLIER,
    STATEMENT_BOOK_DELIVERED,
    STATEMENT_BOOK_COUNTER,
    STATEMENT_COUNTER_PUT,
    STATEMENT_BOOK_PLACE,
    STATEMENT_BOOK_REASON,
    STATEMENT_BOOK_DOCUMENT,
    STATEMENT_BOOK_OPERATOR,
    STATEMENT_BOOK_LINE,
    STATEMENT_BOOK_OPEN_LINE,
    STATEMENT_BOOK_LINE_LOT,
    STATEMENT_BOOK_SENT_NEWER,
    STATEMENT_BOOK_RETURNABLE,
    STATEMENT_BOOK_OPEN_TALLY,
    STATEMENT_BOOK_RECOUNT,
    STATEMENT_BOOK_UNCOUNTED,
    STATEMENT_BOOK_STOCK,
    STATEMENT_BOOK_FIRST_EXPIRED,
    STATEMENT_BOOK_FIRST_IN,
    STATEMENT_BOOK_LAST_IN,
    STATEMENT_BOOK_LOT_STOCK,
    STATEMENT_BOOK_PLACE_STOCK,
    STATEMENT_BOOK_LOAD,
    STATEMENT_BOOK_LOADS_AT,
    STATEMENT_BOOK_ADVICE,
    STATEMENT_BOOK_SERIAL,
    STATEMENT_BOOK_SERIALS_AT,
    STATEMENT_BOOK_LAST,
    STATEMENT_BOOK_LAST_TALLY,
    STATEMENT_BOOK_LAST_MOVEMENTS,
    STATEMENT_BOOK_DOUBTFUL_LABEL,
    /* reference data */
    STATEMENT_ITEM_PUT,
    STATEMENT_ITEM_BOOKED,
    STATEMENT_PACKAGING_PUT,
    STATEMENT_PARTNER,
    STATEMENT_PARTNER_PUT,
    STATEMENT_PLACE_PUT,
    STATEMENT_REASON_PUT,
    STATEMENT_OPERATOR_PUT,
    STATEMENT_DOCUMENT_PUT,
    STATEMENT_LINE,
    STATEMENT_LINE_PUT,
    /* the print queue */
    STATEMENT_JOB_ADD,
    STATEMENT_JOB_SAME,
    STATEMENT_JOB_NEXT,
    STATEMENT_JOB_IN_STATE,
    STATEMENT_JOB_STATE,
    STATEMENT_JOB_END,
    STATEMENT_JOB_AGAIN,
    STATEMENT_JOB_FAULT,
    STATEMENT_JOB,
    STATEMENT_COUNT
};

/* The text of a statement, for the tests of its plan. */
const char *statement_sql(enum statement statement);

struct lot_ledger;

struct query {
    struct lot_ledger *ledger;
    sqlite3_stmt *statement;
    int bound;
    int error;
};

/* Every query that was begun is ended. */
struct query query_begin(struct lot_ledger *ledger, enum statement statement);
/* Spans are not copied: they outlive the query. */
void query_integer(struct query *query, int64_t value);
void query_reference(struct query *query, int64_t id); /* 0: NULL */
void query_text(struct query *query, struct lot_span value);
void query_bytes(struct query *query, struct lot_span value);
/* 0: a row is at hand; 1: no more; negative: it failed. */
int query_step(struct query *query);
int64_t query_get_integer(const struct query *query, int column);
/* Text or bytes, empty for NULL; valid until the next step or end. */
struct lot_span query_get_span(const struct query *query, int column);
/* -EBADMSG (with fault) when it is longer than a lot_text. */
int query_get_text(const struct query *query, int column, struct lot_text *out);
/* Resets the statement; returns the query's error. */
int query_end(struct query *query);
/* Steps once and ends: for statements that answer nothing. */
int query_run(struct query *query);
/* Steps and ends, keeping the row's first integer. 1: no row. */
int query_number(struct query *query, int64_t *out);

/* Prepares one that was not prepared yet; all of them; finalizes them all. */
int statement_prepare(struct lot_ledger *ledger, enum statement statement);
int statements_init(struct lot_ledger *ledger);
void statements_done(struct lot_ledger *ledger);

#endif
