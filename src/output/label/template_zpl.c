/* SPDX-License-Identifier: MIT */
/*
 * A site's own ZPL, taken apart into commands and checked when it is read: a {field} may only stand
 * where it can be escaped, in the data of ^FD or ^FV, and nothing may change what a command looks
 * like.
 */

#include "template_zpl.h"

#include "fault.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool zpl_is_path(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && strcmp(dot, ".zpl") == 0;
}

/* ---- commands ------------------------------------------------------------------------------- */

static bool is_sign(uint8_t byte)
{
    return byte == '^' || byte == '~';
}

static size_t until_sign(struct lot_span text)
{
    size_t size = 0;
    while (size < text.size && !is_sign(text.data[size])) {
        size++;
    }
    return size;
}

static unsigned lines_in(struct lot_span text)
{
    unsigned lines = 0;
    for (size_t i = 0; i < text.size; i++) {
        lines += text.data[i] == '\n';
    }
    return lines;
}

bool zpl_next(struct zpl_reader *reader, struct zpl_command *out)
{
    struct lot_span rest = reader->rest;
    if (rest.size == 0) {
        return false;
    }
    struct lot_span after = lot_span_part(rest, 1, rest.size);
    size_t size = 1 + until_sign(after);
    size_t name = size < 3 ? size : 3;
    *out =
        (struct zpl_command){.line = reader->line, .data = lot_span_part(rest, name, size - name)};
    memcpy(out->name, rest.data, name);
    reader->line += lines_in(lot_span(rest.data, size));
    reader->rest = lot_span_part(rest, size, rest.size);
    return true;
}

bool zpl_is(const struct zpl_command *command, const char *name)
{
    return strcmp(command->name, name) == 0;
}

bool zpl_takes_fields(const struct zpl_command *command)
{
    return zpl_is(command, "^FD") || zpl_is(command, "^FV");
}

/* What no printer and no symbol takes for anything but itself. */
bool zpl_is_plain(uint8_t byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') || byte == ' ' || byte == '-' || byte == '.';
}

/* ---- fields --------------------------------------------------------------------------------- */

static bool is_name(uint8_t byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_';
}

/* The next {name} of a text: what stands before it, and it; false: there is none. */
bool zpl_next_field(struct lot_span *text, struct lot_span *before, struct lot_span *name)
{
    for (size_t at = 0; at < text->size; at++) {
        size_t end = at + 1;
        while (text->data[at] == '{' && end < text->size && is_name(text->data[end])) {
            end++;
        }
        if (end > at + 1 && end < text->size && text->data[end] == '}') {
            *before = lot_span(text->data, at);
            *name = lot_span(text->data + at + 1, end - at - 1);
            *text = lot_span_part(*text, end + 1, text->size);
            return true;
        }
    }
    *before = *text;
    *name = (struct lot_span){0};
    return false;
}

bool zpl_has_field(struct lot_span text)
{
    struct lot_span before, name;
    return zpl_next_field(&text, &before, &name);
}

/* ---- what is checked when it is read -------------------------------------------------------- */

struct checking {
    const struct lot_template *template;
    struct lot_label_fault *fault;
    unsigned begins, ends, counts;
};

#define refuse(checking, command, ...)                                                             \
    template_fault((checking)->template, (command)->line, (checking)->fault, __VA_ARGS__)

/* The commands that change what a command looks like. */
static bool changes_signs(const struct zpl_command *command)
{
    static const char *const names[] = {"^CC", "~CC", "^CT", "~CT", "^CD", "~CD"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (zpl_is(command, names[i])) {
            return true;
        }
    }
    return false;
}

static bool is_only_copies(struct lot_span text)
{
    return lot_span_starts(text, ZPL_COPIES) &&
           !zpl_has_field(lot_span_part(text, ZPL_COPIES.size, text.size));
}

static int check_command(struct checking *checking, const struct zpl_command *command)
{
    checking->begins += zpl_is(command, "^XA");
    checking->ends += zpl_is(command, "^XZ");
    checking->counts += zpl_is(command, "^PQ");
    if (!is_sign((uint8_t)command->name[0])) {
        return refuse(checking, command, "a command begins with ^ or ~");
    }
    if (changes_signs(command)) {
        return refuse(checking, command, "%s changes the signs of commands", command->name);
    }
    if (zpl_is(command, "^PQ") && !is_only_copies(command->data)) {
        return refuse(checking, command, "^PQ is to say ^PQ{copies}, the rest as it was");
    }
    if (zpl_is(command, "^FH") && command->data.size > 0 && zpl_is_plain(command->data.data[0])) {
        return refuse(checking, command, "^FH takes a sign, such as _ or \\");
    }
    bool elsewhere = !zpl_takes_fields(command) && !zpl_is(command, "^PQ");
    if (elsewhere && !zpl_is(command, "^FX") && zpl_has_field(command->data)) {
        return refuse(checking, command, "a {field} stands in the data of ^FD or ^FV alone");
    }
    return 0;
}

static struct lot_span without_blanks(struct lot_span text)
{
    while (text.size > 0 && text.data[0] <= ' ') {
        text = lot_span_part(text, 1, text.size);
    }
    return text;
}

int zpl_template_take(struct lot_template *template, struct lot_span text,
                      struct lot_label_fault *fault)
{
    struct checking checking = {.template = template, .fault = fault};
    struct lot_span body = without_blanks(text);
    struct zpl_reader reader = {body, 1 + lines_in(lot_span(text.data, text.size - body.size))};
    struct zpl_command command = {.line = 1};
    int error = 0;
    while (error == 0 && zpl_next(&reader, &command)) {
        error = check_command(&checking, &command);
    }
    if (error == 0 && (checking.begins != 1 || checking.ends != 1 || checking.counts > 1)) {
        error = refuse(&checking, &command, "a label has one ^XA, one ^XZ and at most one ^PQ");
    }
    if (error < 0) {
        return error;
    }
    template->zpl = malloc(body.size);
    template->zpl_size = body.size;
    if (!template->zpl) {
        return -ENOMEM;
    }
    memcpy(template->zpl, body.data, body.size);
    return 0;
}
