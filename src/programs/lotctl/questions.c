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
#include <string.h>

#define EXPIRING_DAYS 30

/* A question of the ledger, and the columns that people are shown; programs get all of them. */
struct question {
    enum lot_question question;
    struct lot_filter filter;
    const char *const *shown; /* NULL: all */
    bool wants_rows;          /* no row is a no: not even the head is printed */
};

static const char *const lots_shown[] = {
    "item", "name", "lot", "use_by", "status", "quantity", "unit", "supplier", "origin", NULL,
};
static const char *const movements_shown[] = {
    "sequence", "time", "job",      "item",         "lot",      "serial",   "quantity", "unit",
    "from",     "to",   "document", "partner_name", "operator", "reverses", NULL,
};

static const char *const orders_shown[] = {
    "document", "kind", "partner_name", "line", "item", "name",
    "ordered",  "done", "unit",         "due",  NULL,
};
static const char *const recall_shown[] = {
    "part", "item",     "lot",          "status",  "quantity", "unit", "location",
    "time", "document", "partner_name", "contact", "related",  NULL,
};

/* Columns of an answer that are printed, in order. */
struct selection {
    struct lot_column columns[TABLE_COLUMNS_MAX];
    unsigned from[TABLE_COLUMNS_MAX]; /* their places in the answer */
    unsigned count;
};

static bool is_shown(const char *const *shown, const char *name)
{
    for (; shown && *shown; shown++) {
        if (strcmp(*shown, name) == 0) {
            return true;
        }
    }
    return !shown;
}

static struct selection select_columns(const struct lot_answer *answer, const char *const *shown)
{
    struct selection selection = {.count = 0};
    unsigned count = 0;
    const struct lot_column *columns = lot_answer_columns(answer, &count);
    for (unsigned i = 0; i < count && selection.count < TABLE_COLUMNS_MAX; i++) {
        if (is_shown(shown, columns[i].name)) {
            selection.columns[selection.count] = columns[i];
            selection.from[selection.count++] = i;
        }
    }
    return selection;
}

static int print_row(struct table *table, const struct lot_answer *answer,
                     const struct selection *selection)
{
    struct lot_cell cells[TABLE_COLUMNS_MAX];
    for (unsigned i = 0; i < selection->count; i++) {
        cells[i] = lot_answer_cell(answer, selection->from[i]);
    }
    return table_row(table, cells);
}

/* Negative: reading failed, or there is no memory. *rows counts from what it was. */
static int print_rows(const struct request *request, struct output *out,
                      const struct question *question, struct lot_answer *answer, int64_t *rows)
{
    struct selection selection =
        select_columns(answer, request->form == FORM_TABLE ? question->shown : NULL);
    int more = lot_answer_next(answer);
    if (more == 1 && question->wants_rows) {
        return 0;
    }
    struct table *table = table_new(out, request->form, selection.columns, selection.count);
    if (!table) {
        return -ENOMEM;
    }
    for (; more == 0; ++*rows) {
        int error = print_row(table, answer, &selection);
        more = error < 0 ? error : lot_answer_next(answer);
    }
    table_end(table);
    return more < 0 ? more : 0;
}

/* Asks and prints the answer; *rows says how many rows it had. */
static int print_answer(const struct request *request, struct output *out,
                        const struct question *question, int64_t *rows)
{
    struct reading reading;
    struct lot_answer *answer = NULL;
    int status = setup_reading(&reading, request);
    if (status != EXIT_DONE) {
        return status;
    }
    struct lot_ledger *ledger = reading.holding.ledger;
    int error = lot_ledger_ask(ledger, question->question, &question->filter, &answer);
    error = error < 0 ? error : print_rows(request, out, question, answer, rows);
    lot_answer_free(answer);
    status = error < 0 ? ledger_failed(ledger, reading.config) : EXIT_DONE;
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
        .backward = request_has(request, OPTION_BACKWARD),
    };
}

static int ask(const struct request *request, struct output *out, enum lot_question asked,
               const char *const *shown)
{
    struct question question = {.question = asked, .filter = filter_of(request), .shown = shown};
    int64_t rows = 0;
    return print_answer(request, out, &question, &rows);
}

int verb_lots(const struct request *request, struct output *out)
{
    return ask(request, out, LOT_ASK_LOTS, lots_shown);
}

int verb_history(const struct request *request, struct output *out)
{
    return ask(request, out, LOT_ASK_HISTORY, movements_shown);
}

int verb_holds(const struct request *request, struct output *out)
{
    return ask(request, out, LOT_ASK_STATUSES, NULL);
}

int verb_orders(const struct request *request, struct output *out)
{
    return ask(request, out, LOT_ASK_DOCUMENTS, orders_shown);
}

int question_jobs(const struct request *request, struct output *out)
{
    return ask(request, out, LOT_ASK_JOBS, NULL);
}

/* ---- where an option means more than a filter ------------------------------------------------ */

int verb_stock(const struct request *request, struct output *out)
{
    struct question question = {.question = LOT_ASK_STOCK, .filter = filter_of(request)};
    int64_t rows = 0;
    if (request_has(request, OPTION_EXPIRES_BEFORE)) {
        if (request_has(request, OPTION_LOT)) {
            return complain(EXIT_USAGE, "--lot and --expires-before exclude each other: a lot has"
                                        " one use-by day, lotctl lots tells it");
        }
        lot_date before = (lot_date)request->option[OPTION_EXPIRES_BEFORE].number;
        question.question = LOT_ASK_EXPIRING;
        question.filter.until = lot_date_add(before, -1);
    }
    return print_answer(request, out, &question, &rows);
}

int verb_counts(const struct request *request, struct output *out)
{
    struct question question = {.question = LOT_ASK_COUNTS, .filter = filter_of(request)};
    int64_t rows = 0;
    if (request_has(request, OPTION_UNTIL) && request_has(request, OPTION_DAYS)) {
        return complain(EXIT_USAGE,
                        "--days and --until exclude each other; see: lotctl help count");
    }
    if (request_has(request, OPTION_UNTIL)) {
        question.filter.until = (lot_date)request->option[OPTION_UNTIL].number;
    } else if (request_has(request, OPTION_DAYS)) {
        question.filter.until =
            lot_date_add(lot_date_at(clock_now()), -(int32_t)request->option[OPTION_DAYS].number);
    }
    return print_answer(request, out, &question, &rows);
}

int verb_expiring(const struct request *request, struct output *out)
{
    struct question question = {.question = LOT_ASK_EXPIRING, .filter = filter_of(request)};
    int64_t days =
        request_has(request, OPTION_DAYS) ? request->option[OPTION_DAYS].number : EXPIRING_DAYS;
    int64_t rows = 0;
    if (request_has(request, OPTION_UNTIL) && request_has(request, OPTION_DAYS)) {
        return complain(EXIT_USAGE,
                        "--days and --until exclude each other; see: lotctl help expiring");
    }
    question.filter.until = request_has(request, OPTION_UNTIL)
                                ? (lot_date)request->option[OPTION_UNTIL].number
                                : lot_date_add(lot_date_at(clock_now()), (int32_t)days);
    return print_answer(request, out, &question, &rows);
}

/* A question about the lot that is the operand: no row is a no, in these words. */
static int ask_of_lot(const struct request *request, struct output *out, struct question question,
                      const char *otherwise)
{
    int64_t rows = 0;
    question.filter = filter_of(request);
    question.filter.lot = lot_span_of(request->operands[0]);
    question.wants_rows = true;
    int status = print_answer(request, out, &question, &rows);
    if (status == EXIT_DONE && rows == 0) {
        char shown[WORDING_SIZE];
        wording_bytes(question.filter.lot, shown, sizeof shown);
        return complain(EXIT_NO, "lot '%s' is not on record%s; lotctl lots lists them", shown,
                        otherwise);
    }
    return status;
}

int verb_trace(const struct request *request, struct output *out)
{
    bool forward = request_has(request, OPTION_FORWARD);
    bool backward = request_has(request, OPTION_BACKWARD);
    if (forward && backward) {
        return complain(EXIT_USAGE, "--forward and --backward exclude each other");
    }
    if (forward || backward) {
        return ask_of_lot(request, out, (struct question){.question = LOT_ASK_KIN}, "");
    }
    return ask_of_lot(request, out,
                      (struct question){.question = LOT_ASK_TRACE, .shown = movements_shown},
                      ", or never moved");
}

int verb_recall(const struct request *request, struct output *out)
{
    return ask_of_lot(request, out,
                      (struct question){.question = LOT_ASK_RECALL, .shown = recall_shown}, "");
}
