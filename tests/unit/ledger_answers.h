/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_ANSWERS_H
#define LEDGER_ANSWERS_H

/* Answers to questions as text, so that a test says in one line what it expects. */

#include "unit/ledger_fixture.h"

static inline size_t write_cell(char *out, size_t size, const struct lot_column *column,
                                const struct lot_cell *cell)
{
    char text[LOT_TIME_SIZE] = "-";
    if (cell->none) {
        return (size_t)snprintf(out, size, "-");
    }
    switch (column->kind) {
    case LOT_COLUMN_TEXT:
        return (size_t)snprintf(out, size, "%.*s", (int)cell->text.size,
                                (const char *)cell->text.data);
    case LOT_COLUMN_BYTES:
        return (size_t)snprintf(out, size, "<%zu>", cell->text.size);
    case LOT_COLUMN_INTEGER:
        lot_decimal_format(cell->number, 0, text);
        break;
    case LOT_COLUMN_QUANTITY:
    case LOT_COLUMN_MONEY:
    case LOT_COLUMN_COST:
        lot_decimal_format(cell->number, cell->decimals, text);
        break;
    case LOT_COLUMN_DATE:
        lot_date_format((lot_date)cell->number, text);
        break;
    case LOT_COLUMN_TIME:
        lot_time_format(cell->time, text);
        break;
    }
    return (size_t)snprintf(out, size, "%s", text);
}

/* Some columns of all rows: "a|b\nc|d\n"; valid until the next call. */
static inline const char *answer_to(struct shop *shop, enum lot_question question,
                                    struct lot_filter filter, const char *names)
{
    static char out[4096];
    struct lot_answer *answer = NULL;
    size_t used = 0;
    unsigned count = 0;
    out[0] = '\0';
    assert_int_equal(lot_ledger_ask(shop->ledger, question, &filter, &answer), 0);
    const struct lot_column *columns = lot_answer_columns(answer, &count);
    while (lot_answer_next(answer) == 0) {
        bool first = true;
        for (unsigned i = 0; i < count; i++) {
            char name[32];
            snprintf(name, sizeof name, " %s ", columns[i].name);
            if (!strstr(names, name)) {
                continue;
            }
            struct lot_cell cell = lot_answer_cell(answer, i);
            used += (size_t)snprintf(out + used, sizeof out - used, "%s", first ? "" : "|");
            used += write_cell(out + used, sizeof out - used, &columns[i], &cell);
            first = false;
        }
        used += (size_t)snprintf(out + used, sizeof out - used, "\n");
    }
    lot_answer_free(answer);
    return out;
}

#define FILTER(...) ((struct lot_filter){__VA_ARGS__})
#define ITEM_MILK   .item = lot_span_of(MILK)
#define LOT(text)   .lot = LOT_LITERAL(text)
#define PLACE(text) .place = LOT_LITERAL(text)

#endif
