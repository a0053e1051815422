/* SPDX-License-Identifier: MIT */
/* Named parts, printed as a table of one row, or turned on its side for people. */

#include "record.h"

#include "cell.h"
#include "complain.h"
#include "display.h"

#include <errno.h>
#include <string.h>

#define GAP 2u

static void add(struct record *record, const char *name, enum lot_column_kind kind,
                struct lot_cell cell)
{
    if (record->count < TABLE_COLUMNS_MAX) {
        record->columns[record->count] = (struct lot_column){name, kind};
        record->cells[record->count++] = cell;
    }
}

void record_text(struct record *record, const char *name, struct lot_span text)
{
    add(record, name, LOT_COLUMN_TEXT, (struct lot_cell){.none = text.size == 0, .text = text});
}

void record_number(struct record *record, const char *name, int64_t number)
{
    add(record, name, LOT_COLUMN_INTEGER, (struct lot_cell){.number = number});
}

static int print_row(const struct record *record, struct output *out, enum form form)
{
    struct table *table = table_new(out, form, record->columns, record->count);
    int error = table ? table_row(table, record->cells) : -ENOMEM;
    table_end(table);
    return error < 0 ? complain(EXIT_FAILED, "out of memory") : EXIT_DONE;
}

/* A part that is none is left out: there is nothing to read. */
static void print_lines(const struct record *record, struct output *out)
{
    char small[LOT_TIME_SIZE];
    size_t width = 0;
    for (unsigned i = 0; i < record->count; i++) {
        size_t size = strlen(record->columns[i].name) + GAP;
        width = size > width ? size : width;
    }
    for (unsigned i = 0; i < record->count; i++) {
        if (record->cells[i].none) {
            continue;
        }
        if (record->count > 1) {
            display_put(out, lot_span_of(record->columns[i].name), (unsigned)width);
        }
        display_put(out, cell_text(&record->columns[i], &record->cells[i], true, small), 0);
        output_text(out, "\n");
    }
}

int record_print(const struct record *record, struct output *out, enum form form)
{
    if (form != FORM_TABLE) {
        return print_row(record, out, form);
    }
    print_lines(record, out);
    return EXIT_DONE;
}

int record_print_text(struct output *out, enum form form, const char *name, const char *text)
{
    struct record record = {0};
    record_text(&record, name, lot_span_of(text));
    return record_print(&record, out, form);
}
