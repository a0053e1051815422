/* SPDX-License-Identifier: MIT */
/*
 * usage: label_tool FORMAT WIDTHxHEIGHT DOTS_PER_MM FIELD=VALUE... > label
 *        label_tool FORMAT TEMPLATE.svg DOTS_PER_MM NAME=VALUE... > label
 *        label_tool text FIELD=VALUE...
 * Composes a lot label and writes its bytes, or the element string that its symbol must say. Exits
 * 1 with the fault's text. FORMAT-plain is the format for printers that know less.
 */

#include <lot/label.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void set_span(struct lot_label_data *data, size_t offset, const char *value)
{
    *(struct lot_span *)((char *)data + offset) = lot_span_of(value);
}

static void set_date(struct lot_label_data *data, size_t offset, const char *value)
{
    if (lot_date_parse(lot_span_of(value), (lot_date *)((char *)data + offset)) < 0) {
        fprintf(stderr, "not a day: %s\n", value);
        exit(2);
    }
}

static void set_quantity(struct lot_label_data *data, size_t offset, const char *value)
{
    (void)offset;
    const char *point = strchr(value, '.');
    data->decimals = (uint8_t)(point ? strlen(point + 1) : 0);
    if (lot_decimal_parse(lot_span_of(value), data->decimals, &data->quantity) < 0) {
        fprintf(stderr, "not a number: %s\n", value);
        exit(2);
    }
}

static const struct field {
    const char *name;
    void (*set)(struct lot_label_data *data, size_t offset, const char *value);
    size_t offset;
} fields[] = {
    {"item",                          set_span,  offsetof(struct lot_label_data,                          item)},
    {"name",                               set_span,                                   offsetof(struct lot_label_data,                                                    item_name)},
    {"lot",                     set_span,                              offsetof(struct lot_label_data,                              lot)},
    {"unit", set_span,offsetof(struct lot_label_data,   unit)},
    {"supplier",                       set_span,                          offsetof(struct lot_label_data,                                                                          supplier)},
    {"best_before",                      set_date, offsetof(struct lot_label_data, best_before)},
    {"expiry",                               set_date,                            offsetof(struct lot_label_data,                                                      expiry)},
    {"received",                   set_date,                            offsetof(struct lot_label_data,                                                                            received)},
    {"quantity", set_quantity,0},
};

static void set_field(struct lot_label_data *data, const char *argument)
{
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        size_t size = strlen(fields[i].name);
        if (strncmp(argument, fields[i].name, size) == 0 && argument[size] == '=') {
            fields[i].set(data, fields[i].offset, argument + size + 1);
            return;
        }
    }
    fprintf(stderr, "no such field: %s\n", argument);
    exit(2);
}

static int refuse(const struct lot_label_fault *fault)
{
    fprintf(stderr, "%s\n", fault->text);
    return 1;
}

static int write_text(const struct lot_label_data *data)
{
    char text[256];
    struct lot_label_fault fault;
    if (lot_label_element_string(data, text, sizeof text, &fault) < 0) {
        return refuse(&fault);
    }
    puts(text);
    return 0;
}

static bool is_plain(const char *format)
{
    const char *dash = strchr(format, '-');
    return dash && strcmp(dash, "-plain") == 0;
}

static int format_of(const char *name)
{
    return lot_label_format_by_name(lot_span(name, strcspn(name, "-")));
}

static int write_drawing(const char *format, struct lot_drawing *drawing)
{
    const struct lot_print_options print = {.plain = is_plain(format)};
    struct lot_bytes bytes;
    enum lot_label_format number = (enum lot_label_format)format_of(format);
    int error = lot_drawing_print(drawing, number, &print, &bytes);
    lot_drawing_free(drawing);
    if (error == 0) {
        fwrite(bytes.data, 1, bytes.size, stdout);
        lot_bytes_done(&bytes);
    }
    return error < 0;
}

static int write_label(const char *format, const struct lot_label_options *options,
                       const struct lot_label_data *data)
{
    struct lot_drawing *drawing = NULL;
    struct lot_label_fault fault;
    if (lot_label_compose(options, data, &drawing, &fault) < 0) {
        return refuse(&fault);
    }
    return write_drawing(format, drawing);
}

/* ---- templates ------------------------------------------------------------------------------ */

/* "NAME=VALUE" becomes two strings. */
static struct lot_label_field split(char *argument)
{
    char *sign = strchr(argument, '=');
    if (!sign) {
        fprintf(stderr, "not NAME=VALUE: %s\n", argument);
        exit(2);
    }
    *sign = '\0';
    return (struct lot_label_field){argument, lot_span_of(sign + 1)};
}

static int write_template(char **argv, const struct lot_label_options *options)
{
    struct lot_label_field given[32];
    struct lot_template *template = NULL;
    struct lot_drawing *drawing = NULL;
    struct lot_label_fault fault = {0};
    size_t count = 0;
    for (; argv[4 + count] && count < 32; count++) {
        given[count] = split(argv[4 + count]);
    }
    int error = lot_template_load(&template, argv[2], &fault);
    error =
        error < 0 ? error : lot_template_compose(template, options, given, count, &drawing, &fault);
    lot_template_free(template);
    return error < 0 ? refuse(&fault) : write_drawing(argv[1], drawing);
}

static bool is_template(const char *argument)
{
    const char *dot = strrchr(argument, '.');
    return dot && strcmp(dot, ".svg") == 0;
}

int main(int argc, char **argv)
{
    struct lot_label_options options = {.font = getenv("LABEL_FONT")};
    struct lot_label_data data = {0};
    bool text = argc > 1 && strcmp(argv[1], "text") == 0;
    int format = argc > 3 ? format_of(argv[1]) : -1;
    if (!text && (format < 0 || sscanf(argv[3], "%lf", &options.dots_per_mm) != 1 ||
                  (!is_template(argv[2]) &&
                   sscanf(argv[2], "%lfx%lf", &options.width_mm, &options.height_mm) != 2))) {
        fprintf(stderr, "usage: label_tool FORMAT WIDTHxHEIGHT DOTS_PER_MM FIELD=VALUE...\n"
                        "       label_tool FORMAT TEMPLATE.svg DOTS_PER_MM NAME=VALUE...\n");
        return 2;
    }
    if (!text && is_template(argv[2])) {
        return write_template(argv, &options);
    }
    for (int i = text ? 2 : 4; i < argc; i++) {
        set_field(&data, argv[i]);
    }
    return text ? write_text(&data) : write_label(argv[1], &options, &data);
}
