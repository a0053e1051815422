/* SPDX-License-Identifier: MIT */
/*
 * A site's own ZPL, sent as it stands but for its {field}s. Every byte of a field that could be a
 * command is written in hexadecimal (^FH), and where the symbol that it goes into has a character
 * of its own, that one is doubled or refused: what a label says can neither end it nor become
 * another symbol's content.
 */

#include "template_zpl.h"

#include <string.h>

#define INDICATOR '_' /* what ^FH takes for one by itself */

#define refuse(filling, command, ...)                                                              \
    template_fault((filling)->template, (command)->line, (filling)->fault, __VA_ARGS__)

/* ---- filling -------------------------------------------------------------------------------- */

struct filling {
    const struct lot_template *template;
    struct lot_label_fault *fault;
    const struct lot_label_job *job;
    struct buffer out;
    bool utf8;
    /* of the field that is being put together, up to ^FS */
    char symbol[4];               /* "^BX", or "" */
    struct lot_span symbol_takes; /* its parameters */
    char indicator;               /* of ^FH; NUL: there was none */
};

/* The n-th of parameters with commas between them, from 0. */
static struct lot_span parameter(struct lot_span text, unsigned n)
{
    size_t from = 0;
    for (size_t i = 0; i <= text.size; i++) {
        if (i < text.size && text.data[i] != ',') {
            continue;
        }
        if (n-- == 0) {
            return lot_span_part(text, from, i - from);
        }
        from = i + 1;
    }
    return (struct lot_span){0};
}

#define AS_IT_IS 0
#define REFUSED  (-1)

/* Code 128: '>' begins an invocation, ">0" is '>' itself. In mode D brackets and blanks are lost.
 */
static int in_code128(const struct filling *filling, uint8_t byte)
{
    struct lot_span mode = parameter(filling->symbol_takes, 5);
    bool strips = mode.size > 0 && mode.data[0] == 'D';
    return strips && strchr("() ", byte) ? REFUSED : byte == '>' ? '0' : AS_IT_IS;
}

/* DataMatrix: the escape character is doubled. Unless it is given, firmware differs in which. */
static int in_datamatrix(const struct filling *filling, uint8_t byte)
{
    struct lot_span escape = parameter(filling->symbol_takes, 6);
    if (escape.size == 0) {
        return byte == '~' || byte == '_' ? REFUSED : AS_IT_IS;
    }
    return byte == escape.data[0] ? byte : AS_IT_IS;
}

static int in_qr(const struct filling *filling, uint8_t byte)
{
    (void)filling;
    (void)byte;
    return AS_IT_IS;
}

static int in_another(const struct filling *filling, uint8_t byte)
{
    (void)filling;
    return zpl_is_plain(byte) || byte == '/' || byte == ':' || byte == '+' ? AS_IT_IS : REFUSED;
}

/* What goes behind a byte so that the symbol takes it for itself; REFUSED: nothing helps. */
static int behind(const struct filling *filling, uint8_t byte)
{
    static const struct {
        const char *symbol;
        int (*rule)(const struct filling *filling, uint8_t byte);
    } rules[] = {
        {"",    in_qr        }, /* a text */
        {"^BC", in_code128   },
        {"^BX", in_datamatrix},
        {"^BQ", in_qr        },
    };
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (strcmp(filling->symbol, rules[i].symbol) == 0) {
            return rules[i].rule(filling, byte);
        }
    }
    return in_another(filling, byte);
}

/* What is not plain goes in hexadecimal. */
static void put_byte(struct filling *filling, uint8_t byte)
{
    if (zpl_is_plain(byte)) {
        buffer_put(&filling->out, &byte, 1);
    } else {
        buffer_print(&filling->out, "%c%02X", filling->indicator, byte);
    }
}

static int put_value(struct filling *filling, const struct zpl_command *command,
                     struct lot_span name)
{
    const struct lot_label_field *field =
        field_find(filling->job->fields, filling->job->count, name);
    if (!field) {
        return refuse(filling, command, "there is no field {%.*s}", (int)name.size,
                      (const char *)name.data);
    }
    for (size_t i = 0; i < field->value.size; i++) {
        uint8_t byte = field->value.data[i];
        int more = byte != '\0' ? behind(filling, byte) : REFUSED;
        if (more == REFUSED || (byte >= 0x80 && !filling->utf8)) {
            return refuse(filling, command, "{%s} has a 0x%02x, which this %s cannot print",
                          field->name, byte,
                          byte >= 0x80              ? "template without ^CI28"
                          : filling->symbol[0] != 0 ? filling->symbol
                                                    : "text");
        }
        put_byte(filling, byte);
        if (more != AS_IT_IS) {
            put_byte(filling, (uint8_t)more);
        }
    }
    return 0;
}

/* What is the template's own: an underline would become hexadecimal by an ^FH that is ours. */
static void put_own(struct filling *filling, struct lot_span text, bool ours)
{
    for (size_t i = 0; i < text.size; i++) {
        if (ours && text.data[i] == INDICATOR) {
            put_byte(filling, INDICATOR);
        } else {
            buffer_put(&filling->out, &text.data[i], 1);
        }
    }
}

static int put_data(struct filling *filling, const struct zpl_command *command)
{
    struct lot_span rest = command->data;
    struct lot_span before, name;
    bool ours = filling->indicator == '\0' && zpl_has_field(rest);
    if (ours) {
        buffer_print(&filling->out, "^FH");
        filling->indicator = INDICATOR;
    }
    buffer_print(&filling->out, "%s", command->name);
    int error = 0;
    while (error == 0 && zpl_next_field(&rest, &before, &name)) {
        put_own(filling, before, ours);
        error = put_value(filling, command, name);
    }
    put_own(filling, rest, ours);
    return error;
}

static void put_command(struct filling *filling, const struct zpl_command *command)
{
    buffer_print(&filling->out, "%s", command->name);
    buffer_put(&filling->out, command->data.data, command->data.size);
}

/* What a command means for the data that comes after it. */
static void remember(struct filling *filling, const struct zpl_command *command)
{
    bool symbol = command->name[1] == 'B' && command->name[2] != 'Y';
    if (zpl_is(command, "^FS") || zpl_is(command, "^XA")) {
        filling->symbol[0] = filling->indicator = '\0';
    } else if (zpl_is(command, "^FH")) {
        filling->indicator = command->data.size > 0 ? (char)command->data.data[0] : INDICATOR;
    } else if (symbol) {
        memcpy(filling->symbol, command->name, sizeof filling->symbol);
        filling->symbol_takes = command->data;
    }
}

static bool holds(const struct lot_template *template, const char *text)
{
    return memmem(template->zpl, template->zpl_size, text, strlen(text)) != NULL;
}

static int put_all(struct filling *filling, unsigned copies)
{
    struct zpl_reader reader = {lot_span(filling->template->zpl, filling->template->zpl_size), 1};
    struct zpl_command command;
    bool counts = holds(filling->template, "^PQ");
    bool names_set = holds(filling->template, "^CI");
    int error = 0;
    while (error == 0 && zpl_next(&reader, &command)) {
        remember(filling, &command);
        if (zpl_takes_fields(&command)) {
            error = put_data(filling, &command);
        } else if (zpl_is(&command, "^PQ")) {
            buffer_print(&filling->out, "^PQ%u", copies);
            buffer_put(&filling->out, command.data.data + ZPL_COPIES.size,
                       command.data.size - ZPL_COPIES.size);
        } else {
            if (zpl_is(&command, "^XZ") && !counts) {
                buffer_print(&filling->out, "^PQ%u", copies);
            }
            put_command(filling, &command);
        }
        if (zpl_is(&command, "^XA") && !names_set) {
            buffer_print(&filling->out, "^CI28");
        }
    }
    return error;
}

int zpl_template_fill(const struct lot_template *template, const struct lot_label_job *job,
                      struct lot_bytes *out, struct lot_label_fault *fault)
{
    struct filling filling = {
        .template = template,
        .fault = fault,
        .job = job,
        .utf8 = !holds(template, "^CI") || holds(template, "^CI28"),
    };
    int error = put_all(&filling, job->print.copies > 0 ? job->print.copies : 1);
    if (error < 0) {
        lot_bytes_done(&filling.out.bytes);
        return error;
    }
    return buffer_take(&filling.out, out);
}
