/* SPDX-License-Identifier: MIT */
/* Asking a question and reading its rows. */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "amount.h"
#include "questions.h"
#include "store.h"

struct lot_answer {
    struct lot_ledger *ledger;
    const struct question *question;
    unsigned form;
    sqlite3_stmt *statement;
};

/* A statement that is not in use is kept for the next who asks the same. */
static int take_statement(struct lot_answer *answer)
{
    struct lot_ledger *ledger = answer->ledger;
    answer->statement = ledger->kept[answer->form];
    ledger->kept[answer->form] = NULL;
    if (answer->statement) {
        return 0;
    }
    int result = sqlite3_prepare_v3(ledger->database, question_form(answer->form)->sql, -1,
                                    SQLITE_PREPARE_PERSISTENT, &answer->statement, NULL);
    return result == SQLITE_OK ? 0 : ledger_fail(ledger, result);
}

static void give_statement(struct lot_answer *answer)
{
    sqlite3_stmt **kept = &answer->ledger->kept[answer->form];
    if (*kept || !answer->statement) {
        sqlite3_finalize(answer->statement);
        return;
    }
    sqlite3_reset(answer->statement);
    sqlite3_clear_bindings(answer->statement);
    *kept = answer->statement;
}

static unsigned given(const struct lot_filter *filter)
{
    return (filter->item.size > 0 ? GIVEN_ITEM : 0u) | (filter->lot.size > 0 ? GIVEN_LOT : 0u) |
           (filter->place.size > 0 ? GIVEN_PLACE : 0u) |
           (filter->document.size > 0 ? GIVEN_DOCUMENT : 0u) |
           (filter->limit > 0 ? GIVEN_LIMIT : 0u) |
           (filter->from_ms != 0 || filter->before_ms != 0 ? GIVEN_TIME : 0u);
}

static int bind_text(sqlite3_stmt *statement, int parameter, struct lot_span text)
{
    if (text.size == 0) {
        return sqlite3_bind_null(statement, parameter);
    }
    return sqlite3_bind_text64(statement, parameter, (const char *)text.data, text.size,
                               SQLITE_TRANSIENT, SQLITE_UTF8);
}

/* The row with that number, which may be one of the device that this one continues. */
static int64_t id_after(struct lot_ledger *ledger, uint64_t after)
{
    int64_t device = ledger->device;
    char sql[96];
    if (after < ledger->began) {
        snprintf(sql, sizeof sql,
                 "SELECT number FROM device WHERE began <= %llu ORDER BY began DESC",
                 (unsigned long long)after);
        ledger_integer(ledger, sql, &device);
    }
    return device << 40 | (int64_t)after;
}

/* A statement has the parameters up to the last one that it uses. */
static int bind_all(struct lot_answer *answer, const struct lot_filter *filter)
{
    int64_t device = (int64_t)answer->ledger->device << 40;
    int64_t last = (int64_t)(filter->last > 0 ? filter->last : LOT_LEDGER_SEQUENCE(-1));
    const struct {
        const struct lot_span *text; /* NULL: a number */
        int64_t number;
    } parameters[] = {
        {.text = &filter->item},
        {.text = &filter->lot},
        {.text = &filter->place},
        {.text = &filter->document},
        {.number = filter->until},
        {.number = id_after(answer->ledger, filter->after)},
        {.number = device | last},
        {.number = filter->limit > 0 ? filter->limit : -1},
        {.number = filter->backward},
        {.number = filter->from_ms != 0 ? filter->from_ms : INT64_MIN},
        {.number = filter->before_ms != 0 ? filter->before_ms : INT64_MAX},
        {.text = &filter->operator_id},
    };
    int count = sqlite3_bind_parameter_count(answer->statement);
    int result = SQLITE_OK;
    for (int i = 0; result == SQLITE_OK && i < count; i++) {
        result = parameters[i].text
                     ? bind_text(answer->statement, i + 1, *parameters[i].text)
                     : sqlite3_bind_int64(answer->statement, i + 1, parameters[i].number);
    }
    return result == SQLITE_OK ? 0 : ledger_fail(answer->ledger, result);
}

int lot_ledger_ask(struct lot_ledger *ledger, enum lot_question question,
                   const struct lot_filter *filter, struct lot_answer **out)
{
    int form = question_form_for(question, given(filter));
    if (form < 0) {
        return ledger_fail_with(ledger, LOT_LEDGER_FINE, -EINVAL, "the question needs a lot");
    }
    struct lot_answer *answer = calloc(1, sizeof *answer);
    if (!answer) {
        return ledger_fail_with(ledger, LOT_LEDGER_BROKEN, -ENOMEM, "out of memory");
    }
    *answer = (struct lot_answer){
        .ledger = ledger, .question = question_of(question), .form = (unsigned)form};
    int error = take_statement(answer);
    if (error == 0) {
        error = bind_all(answer, filter);
    }
    if (error < 0) {
        lot_answer_free(answer);
        return error;
    }
    *out = answer;
    return 0;
}

const struct lot_column *lot_answer_columns(const struct lot_answer *answer, unsigned *count)
{
    *count = answer->question->count;
    return answer->question->columns;
}

int lot_answer_next(struct lot_answer *answer)
{
    int result = sqlite3_step(answer->statement);
    if (result == SQLITE_ROW) {
        return 0;
    }
    return result == SQLITE_DONE ? 1 : ledger_fail(answer->ledger, result);
}

/* NULL: the column's value says itself. */
static const struct names *names_for(const struct question *question, unsigned column)
{
    for (unsigned i = 0; i < QUESTION_NAMED_MAX && question->named[i].names; i++) {
        if (question->named[i].column == column) {
            return question->named[i].names;
        }
    }
    return NULL;
}

struct lot_cell lot_answer_cell(const struct lot_answer *answer, unsigned column)
{
    const struct question *question = answer->question;
    int at = (int)column, decimals = (int)question->count, offset = decimals + 1;
    enum lot_column_kind kind = question->columns[column].kind;
    struct lot_cell cell = {.none = sqlite3_column_type(answer->statement, at) == SQLITE_NULL};
    if (cell.none) {
        return cell;
    }
    const struct names *names = names_for(question, column);
    if (names) {
        cell.text = lot_span_of(name_of(names, sqlite3_column_int64(answer->statement, at)));
    } else if (kind == LOT_COLUMN_TEXT || kind == LOT_COLUMN_BYTES) {
        cell.text.data = sqlite3_column_blob(answer->statement, at);
        cell.text.size = (size_t)sqlite3_column_bytes(answer->statement, at);
    } else {
        cell.number = sqlite3_column_int64(answer->statement, at);
    }
    if (kind == LOT_COLUMN_QUANTITY) {
        cell.decimals = (uint8_t)sqlite3_column_int(answer->statement, decimals);
    }
    if (kind == LOT_COLUMN_MONEY || kind == LOT_COLUMN_COST) {
        cell.decimals = kind == LOT_COLUMN_MONEY ? MINOR_DECIMALS : MINOR_DECIMALS + COST_DECIMALS;
    }
    if (kind == LOT_COLUMN_TIME) {
        cell.time.utc_ms = cell.number;
        cell.time.offset_min = (int16_t)sqlite3_column_int(answer->statement, offset);
    }
    return cell;
}

struct lot_answer *lot_answer_free(struct lot_answer *answer)
{
    if (answer) {
        give_statement(answer);
        free(answer);
    }
    return NULL;
}
