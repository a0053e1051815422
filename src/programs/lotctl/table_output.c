/* SPDX-License-Identifier: MIT */
/* One piece of code prints any rows: JSON and CSV here, tables for people in text_table.c. */

#include "table_output.h"

#include "cell.h"
#include "escape.h"
#include "text_table.h"

#include <stdlib.h>

struct table {
    struct output *out;
    enum form form;
    const struct lot_column *columns;
    unsigned count;
    struct text_table *text; /* TABLE only */
};

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
        table->text = text_table_new(out, columns, count);
    }
    if (form == FORM_TABLE && !table->text) {
        free(table);
        return NULL;
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
    return text_table_row(table->text, cells);
}

struct table *table_end(struct table *table)
{
    if (table) {
        text_table_end(table->text);
        free(table);
    }
    return NULL;
}
