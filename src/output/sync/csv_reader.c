/* SPDX-License-Identifier: MIT */
/*
 * libcsv does the quoting; what it does not tell is where. So it is fed one line at a time: the
 * line number is then known in each of its callbacks, a line can be judged before it is taken, and
 * a row that never ends is stopped at its limit instead of growing.
 */

#include "csv_reader.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

struct csv_reader {
    const struct csv_handler *handler;
    struct csv_parser parser;
    struct csv_row row;
    bool inside;        /* a quoted field goes on in the next line */
    bool ended;         /* a row ended in this line */
    bool broken;        /* the row had a fault: it is not handed on */
    int error;          /* of the handler */
    size_t record_size; /* bytes of the row so far */
    size_t used;
    uint8_t bytes[CSV_RECORD_MAX]; /* the row's fields */
};

static int ends_row(unsigned char byte)
{
    return byte == '\n';
}

/* A carriage return before the LF is a blank like those around a field. */
static int is_space(unsigned char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static int start_parser(struct csv_reader *reader)
{
    if (csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        return -ENOMEM;
    }
    csv_set_term_func(&reader->parser, ends_row);
    csv_set_space_func(&reader->parser, is_space);
    return 0;
}

static void fault(struct csv_reader *reader, const char *text)
{
    reader->broken = true;
    reader->handler->fault(reader->handler->user, reader->row.line, text);
}

static void forget_row(struct csv_reader *reader)
{
    reader->row.count = 0;
    reader->used = 0;
    reader->broken = false;
}

/* ---- libcsv's callbacks --------------------------------------------------------------------- */

/* A row's fields are never longer than the row, so they fit. */
static void take_field(void *field, size_t size, void *self)
{
    struct csv_reader *reader = self;
    struct csv_row *row = &reader->row;
    if (row->count < CSV_FIELDS_MAX) {
        if (size > 0) {
            memcpy(reader->bytes + reader->used, field, size);
        }
        row->field[row->count] = lot_span(reader->bytes + reader->used, size);
        reader->used += size;
    }
    row->count++;
}

static void take_row(int terminator, void *self)
{
    struct csv_reader *reader = self;
    (void)terminator;
    if (reader->row.count > CSV_FIELDS_MAX) {
        fault(reader, "more than 32 columns");
    }
    if (!reader->broken && reader->error == 0) {
        int error = reader->handler->row(reader->handler->user, &reader->row);
        reader->error = error < 0 ? error : 0;
    }
    forget_row(reader);
    reader->ended = true;
}

/* ---- lines ---------------------------------------------------------------------------------- */

/* A line with its LF, off the file. */
static struct lot_span take_line(struct lot_span *file)
{
    const uint8_t *end = memchr(file->data, '\n', file->size);
    size_t size = end ? (size_t)(end - file->data) + 1 : file->size;
    struct lot_span line = lot_span_part(*file, 0, size);
    *file = lot_span_part(*file, size, file->size);
    return line;
}

static bool is_blank(struct lot_span line)
{
    for (size_t i = 0; i < line.size; i++) {
        if (!is_space(line.data[i]) && !ends_row(line.data[i])) {
            return false;
        }
    }
    return true;
}

static bool has_lone_return(struct lot_span line)
{
    const uint8_t *found = line.size > 0 ? memchr(line.data, '\r', line.size) : NULL;
    return found && lot_span_compare(lot_span_part(line, (size_t)(found - line.data), line.size),
                                     LOT_LITERAL("\r\n")) != 0;
}

static void judge_line(struct csv_reader *reader, struct lot_span line)
{
    if (memchr(line.data, '\0', line.size)) {
        fault(reader, "a NUL byte: save the file as UTF-8 text");
    } else if (!lot_span_is_utf8(line)) {
        fault(reader, "bytes that are not UTF-8: save the file as UTF-8 text");
    } else if (has_lone_return(line)) {
        fault(reader, "a carriage return inside a line: lines end in LF or CR LF");
    }
}

static int parse_line(struct csv_reader *reader, struct lot_span line)
{
    size_t size = csv_parse(&reader->parser, line.data, line.size, take_field, take_row, reader);
    if (size == line.size) {
        return 0;
    }
    if (csv_error(&reader->parser) != CSV_EPARSE) {
        return -ENOMEM;
    }
    char text[120];
    snprintf(text, sizeof text,
             "byte %zu: a quote inside a field: put the field in quotes and double the quote",
             size + 1);
    fault(reader, text);
    forget_row(reader);
    reader->ended = true;
    csv_free(&reader->parser);
    return start_parser(reader);
}

/* 0, 1: the rest cannot be told apart, or negative. */
static int feed_line(struct csv_reader *reader, struct lot_span line, int64_t number)
{
    if (!reader->inside) {
        reader->row.line = number;
        reader->record_size = 0;
    }
    reader->record_size += line.size;
    if (reader->record_size > CSV_RECORD_MAX) {
        fault(reader, "a row of more than 65,536 bytes: is a quote never closed?");
        return 1;
    }
    judge_line(reader, line);
    reader->ended = false;
    int error = parse_line(reader, line);
    reader->inside = !reader->ended && (reader->inside || !is_blank(line));
    if (!reader->inside) {
        forget_row(reader); /* a blank line may have had a fault */
    }
    return error < 0 ? error : reader->error;
}

static int finish(struct csv_reader *reader)
{
    if (csv_fini(&reader->parser, take_field, take_row, reader) != 0) {
        fault(reader, "a quote is opened in this row and never closed");
    }
    return reader->error;
}

int csv_read(struct lot_span file, const struct csv_handler *handler)
{
    struct csv_reader reader = {.handler = handler};
    if (lot_span_starts(file, LOT_LITERAL("\xef\xbb\xbf"))) {
        file = lot_span_part(file, 3, file.size);
    }
    int stop = start_parser(&reader);
    for (int64_t number = 1; stop == 0 && file.size > 0; number++) {
        stop = feed_line(&reader, take_line(&file), number);
    }
    if (stop == 0) {
        stop = finish(&reader);
    }
    csv_free(&reader.parser);
    return stop < 0 ? stop : 0;
}
