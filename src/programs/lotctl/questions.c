/* SPDX-License-Identifier: MIT */
/*
 * The verbs that ask the ledger one question and print its answer: each is a question and what its
 * filters are taken from.
 */

#include "asking.h"
#include "clock.h"
#include "complain.h"
#include "verbs.h"
#include "wording.h"

#define EXPIRING_DAYS 30

static const char *const lots_shown[] = {
    "item", "name", "lot", "use_by", "status", "quantity", "unit", "supplier", "origin", NULL,
};
static const char *const movements_shown[] = {
    "sequence", "time", "job",      "item",         "lot",      "serial",   "quantity", "unit",
    "from",     "to",   "document", "partner_name", "operator", "reverses", NULL,
};

static const char *const events_shown[] = {"sequence", "time", "kind", "text", NULL};

static const char *const orders_shown[] = {
    "document", "kind", "partner_name", "line", "item", "name",
    "ordered",  "done", "unit",         "due",  NULL,
};
static const char *const recall_shown[] = {
    "part", "item",     "lot",          "status",  "quantity", "unit", "location",
    "time", "document", "partner_name", "contact", "related",  NULL,
};

int verb_lots(const struct request *request, struct output *out)
{
    return asking_print(request, out, LOT_ASK_LOTS, lots_shown);
}

int verb_history(const struct request *request, struct output *out)
{
    return asking_print(request, out, LOT_ASK_HISTORY, movements_shown);
}

int verb_holds(const struct request *request, struct output *out)
{
    return asking_print(request, out, LOT_ASK_STATUSES, NULL);
}

int verb_events(const struct request *request, struct output *out)
{
    return asking_print(request, out, LOT_ASK_BUNDLE_EVENTS, events_shown);
}

int verb_orders(const struct request *request, struct output *out)
{
    return asking_print(request, out, LOT_ASK_DOCUMENTS, orders_shown);
}

int question_jobs(const struct request *request, struct output *out)
{
    return asking_print(request, out, LOT_ASK_JOBS, NULL);
}

/* ---- where an option means more than a filter ------------------------------------------------ */

/* Options of which each is another question, and any two of them are none. */
static bool excludes(const struct request *request, uint64_t rivals)
{
    uint64_t given = request->given & rivals;
    return (given & (given - 1)) != 0;
}

/* What would be picked, in the order that the option names. */
static int print_rotation(const struct request *request, struct output *out)
{
    static const enum lot_question questions[LOT_ROTATION_COUNT] = {
        [LOT_ROTATION_FEFO] = LOT_ASK_FEFO,
        [LOT_ROTATION_FIFO] = LOT_ASK_FIFO,
        [LOT_ROTATION_LIFO] = LOT_ASK_LIFO,
    };
    struct question question = {.filter = asking_filter(request)};
    struct lot_span name = request_text(request, OPTION_ROTATION);
    int64_t rows = 0;
    int rotation = 0;
    while (rotation < LOT_ROTATION_COUNT &&
           !lot_span_equal(name, lot_span_of(lot_rotation_name((enum lot_rotation)rotation)))) {
        rotation++;
    }
    if (rotation == LOT_ROTATION_COUNT || question.filter.item.size == 0) {
        return complain(EXIT_USAGE, "--rotation takes fefo, fifo or lifo, and an --item");
    }
    question.question = questions[rotation];
    question.filter.until = lot_date_at(clock_now());
    return asking_answer(request, out, &question, &rows);
}

int verb_stock(const struct request *request, struct output *out)
{
    if (excludes(request, TAKES(OPTION_EXPIRES_BEFORE) | TAKES(OPTION_AS_OF) |
                              TAKES(OPTION_ROTATION) | TAKES(OPTION_TOTALS))) {
        return complain(EXIT_USAGE, "--expires-before, --as-of, --rotation and --totals exclude"
                                    " each other");
    }
    if (request_has(request, OPTION_ROTATION)) {
        return print_rotation(request, out);
    }
    if (request_has(request, OPTION_TOTALS)) {
        return asking_print(request, out, LOT_ASK_TOTALS, NULL);
    }
    struct question question = {.question = LOT_ASK_STOCK, .filter = asking_filter(request)};
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
    return asking_answer(request, out, &question, &rows);
}

int verb_counts(const struct request *request, struct output *out)
{
    struct question question = {.question = LOT_ASK_COUNTS, .filter = asking_filter(request)};
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
    return asking_answer(request, out, &question, &rows);
}

int verb_expiring(const struct request *request, struct output *out)
{
    struct question question = {.question = LOT_ASK_EXPIRING, .filter = asking_filter(request)};
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
    return asking_answer(request, out, &question, &rows);
}

/* A question about the lot that is the operand: no row is a no, in these words. */
static int ask_of_lot(const struct request *request, struct output *out, struct question question,
                      const char *otherwise)
{
    int64_t rows = 0;
    question.filter = asking_filter(request);
    question.filter.lot = lot_span_of(request->operands[0]);
    question.wants_rows = true;
    int status = asking_answer(request, out, &question, &rows);
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
