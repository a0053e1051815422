/* SPDX-License-Identifier: MIT */
/* Asking the ledger and printing what it answers, whatever its columns are. */

#include "asking.h"

#include "clock.h"
#include "complain.h"
#include "setup.h"

#include <errno.h>
#include <string.h>

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

int asking_answer(const struct request *request, struct output *out,
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

/* Days are the site's: from its midnight on, up to the one behind it. */
static int64_t since(const struct request *request)
{
    return request_has(request, OPTION_SINCE)
               ? clock_midnight((lot_date)request->option[OPTION_SINCE].number)
               : 0;
}

static int64_t before(const struct request *request)
{
    if (request_has(request, OPTION_AS_OF)) {
        return request->option[OPTION_AS_OF].number;
    }
    return request_has(request, OPTION_UNTIL)
               ? clock_midnight(lot_date_add((lot_date)request->option[OPTION_UNTIL].number, 1))
               : 0;
}

struct lot_filter asking_filter(const struct request *request)
{
    return (struct lot_filter){
        .item = request_text(request, OPTION_ITEM),
        .lot = request_text(request, OPTION_LOT),
        .place = request_text(request, OPTION_LOCATION),
        .document = request_text(request, OPTION_DOCUMENT),
        .operator_id = request_text(request, OPTION_OPERATOR),
        .from_ms = since(request),
        .before_ms = before(request),
        .after = (uint64_t)request->option[OPTION_AFTER].number,
        .limit = request->option[OPTION_LIMIT].number,
        .backward = request_has(request, OPTION_BACKWARD),
    };
}

int asking_print(const struct request *request, struct output *out, enum lot_question asked,
                 const char *const *shown)
{
    struct question question = {
        .question = asked, .filter = asking_filter(request), .shown = shown};
    int64_t rows = 0;
    return asking_answer(request, out, &question, &rows);
}
