/* SPDX-License-Identifier: MIT */
/*
 * One piece of code prints any answer. A table for people needs the widths of its columns before
 * its first line: the first TABLE_HELD rows are held back and measured, all later ones are written
 * as they come, so that ten million rows of history need no more memory than five hundred.
 */

#include "table_output.h"

#include "cell.h"
#include "display.h"
#include "escape.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define TABLE_HELD 512u
#define GAP        2u

/* A cell as it will be shown: where its bytes are among the bytes held, and their columns. */
struct held_cell {
    size_t at, size;
    unsigned width;
};

struct table {
    struct output *out;
    enum form form;
    const struct lot_column *columns;
    unsigned count;
    /* TABLE only */
    bool settled; /* widths are known, the head is written */
    size_t held_rows;
    struct held_cell *held; /* TABLE_HELD rows of count cells */
    unsigned *width;        /* of each column */
    unsigned blanks;        /* owed on this line */
    char *bytes;
    size_t bytes_used, bytes_size;
};

/* ---- tables --------------------------------------------------------------------------------- */

static bool is_left(const struct lot_column *column)
{
    return column->kind == LOT_COLUMN_TEXT || column->kind == LOT_COLUMN_BYTES;
}

static int hold_room(struct table *table, size_t size)
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

static int hold_cell(struct table *table, struct lot_span text, struct held_cell *held)
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
static void write_padded(struct table *table, unsigned column, struct lot_span text, unsigned width)
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

static void end_line(struct table *table)
{
    output_text(table->out, "\n");
    table->blanks = 0;
}

static void write_head(struct table *table)
{
    for (unsigned c = 0; c < table->count; c++) {
        struct lot_span name = lot_span_of(table->columns[c].name);
        write_padded(table, c, name, (unsigned)name.size);
    }
    end_line(table);
}

static unsigned widest_cell(const struct table *table, unsigned column)
{
    unsigned widest = 0;
    for (size_t r = 0; r < table->held_rows; r++) {
        unsigned width = table->held[r * table->count + column].width;
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* whole: no more rows come, so a column in which nothing stands can be left out (width 0). */
static void settle(struct table *table, bool whole)
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

static void release_rows(struct table *table, bool whole)
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

static int hold_row(struct table *table, const struct lot_cell *cells)
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
    if (table->settled || table->held_rows == TABLE_HELD) {
        release_rows(table, false);
    }
    return 0;
}

/* ---- JSON ----------------------------------------------------------------------------------- */

static void json_cell(struct lot_json *json, const struct lot_column *column,
                      const struct lot_cell *cell)
{
    char small[LOT_TIME_SIZE];
    if (cell->none || (column->kind == LOT_COLUMN_DATE && cell->number == LOT_DATE_NONE)) {
        lot_json_null(json, column->name);
    } else if (column->kind == LOT_COLUMN_INTEGER) {
        lot_json_int(json, column->name, cell->number);
    } else {
        lot_json_bytes(json, column->name, cell_text(column, cell, false, small));
    }
}

struct json_row {
    const struct table *table;
    const struct lot_cell *cells;
};

static void json_row(struct lot_json *json, const void *what)
{
    const struct json_row *row = what;
    lot_json_object(json, NULL);
    for (unsigned c = 0; c < row->table->count; c++) {
        json_cell(json, &row->table->columns[c], &row->cells[c]);
    }
    lot_json_object_end(json);
}

/* ---- CSV ------------------------------------------------------------------------------------ */

static bool needs_quotes(struct lot_span text)
{
    for (size_t i = 0; i < text.size; i++) {
        uint8_t byte = text.data[i];
        if (byte == ',' || byte == '"' || byte == '\r' || byte == '\n') {
            return true;
        }
    }
    return false;
}

static void csv_text(struct output *out, struct lot_span text)
{
    if (!needs_quotes(text)) {
        output_bytes(out, text);
        return;
    }
    output_text(out, "\"");
    for (size_t i = 0; i < text.size; i++) {
        output_text(out, text.data[i] == '"' ? "\"" : "");
        output_bytes(out, lot_span(text.data + i, 1));
    }
    output_text(out, "\"");
}

/* Raw bytes in the form that `lotctl decode --escaped` reads; a quote has nothing to harm here. */
static void csv_bytes(struct output *out, struct lot_span bytes)
{
    char escaped[ESCAPE_SIZE];
    output_text(out, "\"");
    for (size_t i = 0; i < bytes.size; i++) {
        uint8_t byte = bytes.data[i];
        if (byte < 0x20 || byte >= 0x7f) {
            output_bytes(out, lot_span(escaped, escape_byte(byte, escaped)));
            continue;
        }
        output_text(out, byte == '"' ? "\"" : byte == '\\' ? "\\" : "");
        output_bytes(out, lot_span(&byte, 1));
    }
    output_text(out, "\"");
}

static void csv_head(struct table *table)
{
    for (unsigned c = 0; c < table->count; c++) {
        output_text(table->out, c > 0 ? "," : "");
        csv_text(table->out, lot_span_of(table->columns[c].name));
    }
    output_text(table->out, "\r\n");
}

static void csv_row(struct table *table, const struct lot_cell *cells)
{
    char small[LOT_TIME_SIZE];
    for (unsigned c = 0; c < table->count; c++) {
        struct lot_span text = cell_text(&table->columns[c], &cells[c], false, small);
        output_text(table->out, c > 0 ? "," : "");
        if (table->columns[c].kind == LOT_COLUMN_BYTES && !cells[c].none) {
            csv_bytes(table->out, text);
        } else {
            csv_text(table->out, text);
        }
    }
    output_text(table->out, "\r\n");
}

/* ---- all three ------------------------------------------------------------------------------ */

struct table *table_new(struct output *out, enum form form, const struct lot_column *columns,
                        unsigned count)
{
    struct table *table = malloc(sizeof *table);
    if (!table) {
        return NULL;
    }
    *table = (struct table){.out = out, .form = form, .columns = columns, .count = count};
    if (form == FORM_CSV) {
        csv_head(table);
    }
    if (form == FORM_TABLE) {
        table->width = calloc(count, sizeof *table->width);
        table->held = calloc((size_t)count * TABLE_HELD, sizeof *table->held);
        if (!table->width || !table->held) {
            free(table->width);
            free(table->held);
            free(table);
            return NULL;
        }
    }
    return table;
}

int table_row(struct table *table, const struct lot_cell *cells)
{
    struct json_row row = {table, cells};
    switch (table->form) {
    case FORM_JSON:
        output_json(table->out, json_row, &row);
        return 0;
    case FORM_CSV:
        csv_row(table, cells);
        return 0;
    case FORM_TABLE:
        break;
    }
    return hold_row(table, cells);
}

struct table *table_end(struct table *table)
{
    if (!table) {
        return NULL;
    }
    if (table->form == FORM_TABLE) {
        release_rows(table, true);
    }
    free(table->bytes);
    free(table->held);
    free(table->width);
    free(table);
    return NULL;
}
