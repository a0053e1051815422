/* SPDX-License-Identifier: MIT */
/*
 * The verbs that ask the ledger one question and print its answer: each is a question and what its
 * filters are taken from.
 */

#include "clock.h"
#include "complain.h"
#include "setup.h"
#include "verbs.h"

#include <errno.h>

#define EXPIRING_DAYS 30

static int print_row(struct table *table, const struct lot_answer *answer, unsigned count)
{
    struct lot_cell cells[TABLE_COLUMNS_MAX];
    for (unsigned c = 0; c < count; c++) {
        cells[c] = lot_answer_cell(answer, c);
    }
    return table_row(table, cells);
}

/* Negative: reading failed, or there is no memory. */
static int print_rows(struct output *out, enum form form, struct lot_answer *answer, int64_t *rows)
{
    unsigned count = 0;
    const struct lot_column *columns = lot_answer_columns(answer, &count);
    struct table *table = count <= TABLE_COLUMNS_MAX ? table_new(out, form, columns, count) : NULL;
    int more = table ? lot_answer_next(answer) : -ENOMEM;
    for (*rows = 0; more == 0; ++*rows) {
        int error = print_row(table, answer, count);
        more = error < 0 ? error : lot_answer_next(answer);
    }
    table_end(table);
    return more < 0 ? more : 0;
}

/* Prints the answer; *rows says how many rows it had. */
static int print_answer(const struct request *request, struct output *out,
                        enum lot_question question, const struct lot_filter *filter, int64_t *rows)
{
    struct reading reading;
    struct lot_answer *answer = NULL;
    int status = setup_reading(&reading, request);
    if (status != EXIT_DONE) {
        return status;
    }
    int error = lot_ledger_ask(reading.holding.ledger, question, filter, &answer);
    if (error == 0) {
        error = print_rows(out, request->form, answer, rows);
    }
    lot_answer_free(answer);
    status = error < 0 ? ledger_failed(reading.holding.ledger, reading.config) : EXIT_DONE;
    reading_done(&reading);
    return status;
}

/* The filters that options of the same meaning give. */
static struct lot_filter filter_of(const struct request *request)
{
    return (struct lot_filter){
        .item = request_text(request, OPTION_ITEM),
        .lot = request_text(request, OPTION_LOT),
        .place = request_text(request, OPTION_LOCATION),
        .document = request_text(request, OPTION_DOCUMENT),
        .after = (uint64_t)request->option[OPTION_AFTER].number,
        .limit = request->option[OPTION_LIMIT].number,
    };
}

static int ask(const struct request *request, struct output *out, enum lot_question question)
{
    struct lot_filter filter = filter_of(request);
    int64_t rows = 0;
    return print_answer(request, out, question, &filter, &rows);
}

int verb_lots(const struct request *request, struct output *out)
{
    return ask(request, out, LOT_ASK_LOTS);
}

int verb_history(const struct request *request, struct output *out)
{
    return ask(request, out, LOT_ASK_HISTORY);
}

int verb_jobs(const struct request *request, struct output *out)
{
    return ask(request, out, LOT_ASK_JOBS);
}

/* ---- where an option means more than a filter ------------------------------------------------ */

/* The day before, so that what "before" excludes is "up to". */
int verb_stock(const struct request *request, struct output *out)
{
    struct lot_filter filter = filter_of(request);
    int64_t rows = 0;
    enum lot_question question = LOT_ASK_STOCK;
    if (request_has(request, OPTION_EXPIRES_BEFORE)) {
        question = LOT_ASK_EXPIRING;
        filter.until = lot_date_add((lot_date)request->option[OPTION_EXPIRES_BEFORE].number, -1);
    }
    return print_answer(request, out, question, &filter, &rows);
}

int verb_expiring(const struct request *request, struct output *out)
{
    struct lot_filter filter = filter_of(request);
    int64_t rows = 0;
    int64_t days =
        request_has(request, OPTION_DAYS) ? request->option[OPTION_DAYS].number : EXPIRING_DAYS;
    if (request_has(request, OPTION_UNTIL) && request_has(request, OPTION_DAYS)) {
        return complain(EXIT_USAGE,
                        "--days and --until exclude each other; see: lotctl help expiring");
    }
    filter.until = request_has(request, OPTION_UNTIL)
                       ? (lot_date)request->option[OPTION_UNTIL].number
                       : lot_date_add(lot_date_at(clock_now()), (int32_t)days);
    return print_answer(request, out, LOT_ASK_EXPIRING, &filter, &rows);
}

int verb_trace(const struct request *request, struct output *out)
{
    struct lot_filter filter = filter_of(request);
    int64_t rows = 0;
    filter.lot = lot_span_of(request->operands[0]);
    int status = print_answer(request, out, LOT_ASK_TRACE, &filter, &rows);
    if (status == EXIT_DONE && rows == 0) {
        return complain(EXIT_NO,
                        "lot '%s' is not on record, or never moved; lotctl lots lists them",
                        request->operands[0]);
    }
    return status;
}
