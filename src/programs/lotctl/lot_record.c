/* SPDX-License-Identifier: MIT */
/* One row of the question about lots, by the names of its columns. */

#include "lot_record.h"

#include "complain.h"

#include <string.h>

/* The cell of that name; none when the question has no such column. */
static struct lot_cell cell_named(const struct lot_answer *answer, const char *name)
{
    unsigned count = 0;
    const struct lot_column *columns = lot_answer_columns(answer, &count);
    for (unsigned i = 0; i < count; i++) {
        if (strcmp(columns[i].name, name) == 0) {
            return lot_answer_cell(answer, i);
        }
    }
    return (struct lot_cell){.none = true};
}

/* What is longer than a short text is cut: names may be, and a label has no room for more. */
static struct lot_text text_named(const struct lot_answer *answer, const char *name)
{
    struct lot_text text = {0};
    struct lot_cell cell = cell_named(answer, name);
    struct lot_span cut = lot_span_part(cell.text, 0, cell.none ? 0 : LOT_TEXT_MAX);
    while (cut.size < cell.text.size && cut.size > 0 && !lot_span_is_utf8(cut)) {
        cut.size--;
    }
    lot_text_set(&text, cut);
    return text;
}

static struct lot_record read_row(const struct lot_answer *answer)
{
    return (struct lot_record){
        .item = text_named(answer, "item"),
        .name = text_named(answer, "name"),
        .lot = text_named(answer, "lot"),
        .unit = text_named(answer, "unit"),
        .supplier = text_named(answer, "supplier"),
        .best_before = (lot_date)cell_named(answer, "best_before").number,
        .expiry = (lot_date)cell_named(answer, "expiry").number,
        .received = cell_named(answer, "time").time,
    };
}

/* 0: *out is the only one; 1: there is none; 2: there are more. */
static int read_only_row(struct lot_record *out, struct lot_answer *answer)
{
    int more = lot_answer_next(answer);
    if (more != 0) {
        return more;
    }
    *out = read_row(answer);
    more = lot_answer_next(answer);
    return more < 0 ? more : more == 1 ? 0 : 2;
}

int lot_record_find(struct lot_record *out, const struct reading *reading, struct lot_span lot,
                    struct lot_span item)
{
    static const char *const reasons[] = {
        [1] = "is not on record; lotctl lots lists them",
        [2] = "is a lot of more than one item; say which with --item",
    };
    struct lot_ledger *ledger = reading->holding.ledger;
    struct lot_filter filter = {.item = item, .lot = lot, .limit = 2};
    struct lot_answer *answer = NULL;
    int found = lot_ledger_ask(ledger, LOT_ASK_LOTS, &filter, &answer);
    found = found < 0 ? found : read_only_row(out, answer);
    lot_answer_free(answer);
    if (found < 0) {
        return ledger_failed(ledger, reading->config);
    }
    char shown[WORDING_SIZE];
    wording_bytes(lot, shown, sizeof shown);
    return found == 0 ? EXIT_DONE : complain(EXIT_NO, "lot '%s' %s", shown, reasons[found]);
}
