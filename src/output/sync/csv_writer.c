/* SPDX-License-Identifier: MIT */
/*
 * The ledger's answers as CSV. The form is told in csv_writer.h; every kind of column is a row of
 * one table. Errors stick: what is written after one goes nowhere, and the end tells the first.
 */

#include "csv_writer.h"

#include <string.h>

static const char hex_digits[] = "0123456789abcdef";

void csv_begin(struct csv_writer *writer, int (*put)(void *self, struct lot_span bytes), void *self)
{
    *writer = (struct csv_writer){.put = put, .self = self};
}

static void flush(struct csv_writer *writer)
{
    if (writer->error == 0 && writer->used > 0) {
        writer->error = writer->put(writer->self, lot_span(writer->buffer, writer->used));
    }
    writer->used = 0;
}

int csv_end(struct csv_writer *writer)
{
    flush(writer);
    return writer->error;
}

static void put_char(struct csv_writer *writer, char c)
{
    if (writer->used == sizeof writer->buffer) {
        flush(writer);
    }
    writer->buffer[writer->used++] = c;
}

static void put_plain(struct csv_writer *writer, struct lot_span text)
{
    for (size_t i = 0; i < text.size; i++) {
        put_char(writer, (char)text.data[i]);
    }
}

static void put_hex(struct csv_writer *writer, uint8_t byte)
{
    put_char(writer, hex_digits[byte >> 4]);
    put_char(writer, hex_digits[byte & 15]);
}

/* ---- text ----------------------------------------------------------------------------------- */

static bool is_virtual_place(struct lot_span text)
{
    for (size_t i = 1; i < text.size; i++) {
        if (text.data[i] < 'a' || text.data[i] > 'z') {
            return false;
        }
    }
    return text.size > 1 && text.data[0] == '@';
}

static bool computes(struct lot_span text)
{
    uint8_t first = text.size > 0 ? text.data[0] : 0;
    return first == '=' || first == '+' || first == '-' ||
           (first == '@' && !is_virtual_place(text));
}

static bool needs_quotes(struct lot_span text)
{
    return text.size == 0 || memchr(text.data, ',', text.size) ||
           memchr(text.data, '"', text.size) || text.data[0] == ' ' ||
           text.data[text.size - 1] == ' ';
}

static void put_text_byte(struct csv_writer *writer, uint8_t byte, bool hidden)
{
    if (hidden || byte < 0x20 || byte == 0x7f) {
        put_plain(writer, LOT_LITERAL("\\x"));
        put_hex(writer, byte);
        return;
    }
    if (byte == '"' || byte == '\\') {
        put_char(writer, (char)byte);
    }
    put_char(writer, (char)byte);
}

static void put_text(struct csv_writer *writer, struct lot_span text)
{
    bool utf8 = lot_span_is_utf8(text);
    bool hides_first = computes(text);
    bool quotes = needs_quotes(text);
    if (quotes) {
        put_char(writer, '"');
    }
    for (size_t i = 0; i < text.size; i++) {
        bool hidden = (!utf8 && text.data[i] >= 0x80) || (i == 0 && hides_first);
        put_text_byte(writer, text.data[i], hidden);
    }
    if (quotes) {
        put_char(writer, '"');
    }
}

/* ---- cells ---------------------------------------------------------------------------------- */

static void text_cell(struct csv_writer *writer, const struct lot_cell *cell)
{
    put_text(writer, cell->text);
}

static void bytes_cell(struct csv_writer *writer, const struct lot_cell *cell)
{
    for (size_t i = 0; i < cell->text.size; i++) {
        put_hex(writer, cell->text.data[i]);
    }
    if (cell->text.size == 0) {
        put_plain(writer, LOT_LITERAL("\"\""));
    }
}

static void integer_cell(struct csv_writer *writer, const struct lot_cell *cell)
{
    char digits[LOT_DECIMAL_SIZE];
    put_plain(writer, lot_span(digits, lot_decimal_format(cell->number, 0, digits)));
}

static void quantity_cell(struct csv_writer *writer, const struct lot_cell *cell)
{
    char digits[LOT_DECIMAL_SIZE];
    put_plain(writer, lot_span(digits, lot_decimal_format(cell->number, cell->decimals, digits)));
}

static void date_cell(struct csv_writer *writer, const struct lot_cell *cell)
{
    char date[LOT_DATE_SIZE];
    put_plain(writer, lot_span(date, lot_date_format((lot_date)cell->number, date)));
}

static void time_cell(struct csv_writer *writer, const struct lot_cell *cell)
{
    char time[LOT_TIME_SIZE];
    put_plain(writer, lot_span(time, lot_time_format(cell->time, time)));
}

void csv_cell(struct csv_writer *writer, enum lot_column_kind kind, const struct lot_cell *cell)
{
    static void (*const kinds[])(struct csv_writer *, const struct lot_cell *) = {
        [LOT_COLUMN_TEXT] = text_cell,       [LOT_COLUMN_BYTES] = bytes_cell,
        [LOT_COLUMN_INTEGER] = integer_cell, [LOT_COLUMN_QUANTITY] = quantity_cell,
        [LOT_COLUMN_DATE] = date_cell,       [LOT_COLUMN_TIME] = time_cell,
    };
    if (writer->begun) {
        put_char(writer, ',');
    }
    writer->begun = true;
    if (!cell->none) {
        kinds[kind](writer, cell);
    }
}

void csv_end_row(struct csv_writer *writer)
{
    put_plain(writer, LOT_LITERAL("\r\n"));
    writer->begun = false;
}

int csv_answer(struct csv_writer *writer, struct lot_answer *answer, int64_t *rows)
{
    unsigned count = 0;
    const struct lot_column *columns = lot_answer_columns(answer, &count);
    for (unsigned i = 0; i < count; i++) {
        struct lot_cell name = {.text = lot_span_of(columns[i].name)};
        csv_cell(writer, LOT_COLUMN_TEXT, &name);
    }
    csv_end_row(writer);
    int more = 0;
    for (*rows = 0; writer->error == 0 && (more = lot_answer_next(answer)) == 0; ++*rows) {
        for (unsigned i = 0; i < count; i++) {
            struct lot_cell cell = lot_answer_cell(answer, i);
            csv_cell(writer, columns[i].kind, &cell);
        }
        csv_end_row(writer);
    }
    return more < 0 ? more : writer->error;
}
