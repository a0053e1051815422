/* SPDX-License-Identifier: MIT */
/*
 * A table for people needs the widths of its columns before its first line: the first
 * TEXT_TABLE_HELD rows are held back and measured, all later ones are written as they come, so that
 * ten million rows of history need no more memory than five hundred.
 */

#include "text_table.h"

#include "cell.h"
#include "display.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define GAP 2u

/* A cell as it will be shown: where its bytes are among the bytes held, and their columns. */
struct held_cell {
    size_t at, size;
    unsigned width;
};

struct text_table {
    struct output *out;
    const struct lot_column *columns;
    unsigned count;
    bool settled; /* widths are known, the head is written */
    size_t held_rows;
    struct held_cell *held; /* TEXT_TABLE_HELD rows of count cells */
    unsigned *width;        /* of each column; 0: left out */
    unsigned blanks;        /* owed on this line */
    char *bytes;
    size_t bytes_used, bytes_size;
};

static bool is_left(const struct lot_column *column)
{
    return column->kind == LOT_COLUMN_TEXT || column->kind == LOT_COLUMN_BYTES;
}

static int hold_room(struct text_table *table, size_t size)
{
    if (size <= table->bytes_size - table->bytes_used) {
        return 0;
    }
    size_t larger = (table->bytes_used + size) * 2;
    char *bytes = realloc(table->bytes, larger);
    if (!bytes) {
        return -ENOMEM;
    }
    table->bytes = bytes;
    table->bytes_size = larger;
    return 0;
}

static int hold_cell(struct text_table *table, struct lot_span text, struct held_cell *held)
{
    *held = (struct held_cell){.at = table->bytes_used};
    held->size = display_measure(text, &held->width);
    int error = hold_room(table, held->size);
    if (error == 0) {
        display_write(text, table->bytes + held->at);
        table->bytes_used += held->size;
    }
    return error;
}

/* Blanks are owed until something follows them: no line ends in blanks. */
static void write_padded(struct text_table *table, unsigned column, struct lot_span text,
                         unsigned width)
{
    unsigned fill = table->width[column] > width ? table->width[column] - width : 0;
    if (table->width[column] == 0) {
        return;
    }
    bool left = is_left(&table->columns[column]);
    table->blanks += left ? 0 : fill;
    if (text.size > 0) {
        output_repeat(table->out, ' ', table->blanks);
        output_bytes(table->out, text);
        table->blanks = 0;
    }
    table->blanks += (left ? fill : 0) + GAP;
}

static void end_line(struct text_table *table)
{
    output_text(table->out, "\n");
    table->blanks = 0;
}

static void write_head(struct text_table *table)
{
    for (unsigned c = 0; c < table->count; c++) {
        struct lot_span name = lot_span_of(table->columns[c].name);
        write_padded(table, c, name, (unsigned)name.size);
    }
    end_line(table);
}

static unsigned widest_cell(const struct text_table *table, unsigned column)
{
    unsigned widest = 0;
    for (size_t r = 0; r < table->held_rows; r++) {
        unsigned width = table->held[r * table->count + column].width;
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* whole: no more rows come, so a column in which nothing stands can be left out (width 0). */
static void settle(struct text_table *table, bool whole)
{
    for (unsigned c = 0; c < table->count; c++) {
        unsigned name = (unsigned)strlen(table->columns[c].name);
        unsigned width = widest_cell(table, c);
        bool left_out = whole && width == 0 && table->held_rows > 0;
        table->width[c] = left_out ? 0 : width > name ? width : name;
    }
    table->settled = true;
    write_head(table);
}

static void release_rows(struct text_table *table, bool whole)
{
    if (!table->settled) {
        settle(table, whole);
    }
    for (size_t r = 0; r < table->held_rows; r++) {
        for (unsigned c = 0; c < table->count; c++) {
            const struct held_cell *cell = &table->held[r * table->count + c];
            write_padded(table, c, lot_span(table->bytes + cell->at, cell->size), cell->width);
        }
        end_line(table);
    }
    table->held_rows = 0;
    table->bytes_used = 0;
}

int text_table_row(struct text_table *table, const struct lot_cell *cells)
{
    char small[LOT_TIME_SIZE];
    struct held_cell *row = table->held + table->held_rows * table->count;
    for (unsigned c = 0; c < table->count; c++) {
        struct lot_span text = cell_text(&table->columns[c], &cells[c], true, small);
        int error = hold_cell(table, text, &row[c]);
        if (error < 0) {
            return error;
        }
    }
    table->held_rows++;
    if (table->settled || table->held_rows == TEXT_TABLE_HELD) {
        release_rows(table, false);
    }
    return 0;
}

/* ---- making --------------------------------------------------------------------------------- */

static struct text_table *free_table(struct text_table *table)
{
    free(table->bytes);
    free(table->held);
    free(table->width);
    free(table);
    return NULL;
}

struct text_table *text_table_new(struct output *out, const struct lot_column *columns,
                                  unsigned count)
{
    struct text_table *table = malloc(sizeof *table);
    if (!table) {
        return NULL;
    }
    *table = (struct text_table){
        .out = out,
        .columns = columns,
        .count = count,
        .held = calloc((size_t)count * TEXT_TABLE_HELD, sizeof *table->held),
        .width = calloc(count, sizeof *table->width),
    };
    return table->held && table->width ? table : free_table(table);
}

struct text_table *text_table_end(struct text_table *table)
{
    if (!table) {
        return NULL;
    }
    release_rows(table, true);
    return free_table(table);
}
