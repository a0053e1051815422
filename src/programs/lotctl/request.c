/* SPDX-License-Identifier: MIT */
/* The command line -> a request, by the two tables; nothing here knows any verb or option. */

#include "request.h"

#include "clock.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct parser {
    struct request *request;
    int argc;
    char **argv;
    int at; /* the next argument */
    char *fault;
};

__attribute__((format(printf, 2, 3))) static int refuse(struct parser *parser, const char *format,
                                                        ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(parser->fault, REQUEST_FAULT_SIZE, format, arguments);
    va_end(arguments);
    return -EINVAL;
}

struct lot_span request_text(const struct request *request, enum option option)
{
    return lot_span_of(request->option[option].text);
}

const struct verb *verb_by_name(const char *name)
{
    for (size_t i = 0; i < verb_count; i++) {
        if (strcmp(verbs[i].name, name) == 0) {
            return &verbs[i];
        }
    }
    return NULL;
}

/* ---- options -------------------------------------------------------------------------------- */

static int find_option(const char *name, size_t size)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (strlen(options[i].name) == size && memcmp(options[i].name, name, size) == 0) {
            return i;
        }
    }
    return size == 2 && memcmp(name, "-h", 2) == 0 ? OPTION_HELP : -ENOENT;
}

static int read_number(struct parser *parser, const struct option_row *row, const char *text,
                       int64_t *out)
{
    if (lot_span_number(lot_span_of(text), out) < 0 || *out < row->minimum || *out > row->maximum) {
        return refuse(parser, "%s takes a whole number from %lld to %lld, not '%s'", row->name,
                      (long long)row->minimum, (long long)row->maximum, text);
    }
    return 0;
}

static int read_date(struct parser *parser, const struct option_row *row, const char *text,
                     int64_t *out)
{
    lot_date date = LOT_DATE_NONE;
    if (lot_date_parse(lot_span_of(text), &date) < 0) {
        return refuse(parser, "%s takes a day as YYYY-MM-DD, not '%s'", row->name, text);
    }
    *out = date;
    return 0;
}

static int read_moment(struct parser *parser, const struct option_row *row, const char *text,
                       int64_t *out)
{
    struct lot_time time;
    lot_date date = LOT_DATE_NONE;
    if (lot_date_parse(lot_span_of(text), &date) == 0) {
        *out = clock_midnight(lot_date_add(date, 1));
        return 0;
    }
    if (lot_time_parse(lot_span_of(text), &time) < 0) {
        return refuse(parser, "%s takes a day or a time as 2026-03-01T08:00:00+01:00, not '%s'",
                      row->name, text);
    }
    *out = time.utc_ms + 1;
    return 0;
}

static int read_value(struct parser *parser, enum option option, const char *text)
{
    const struct option_row *row = &options[option];
    struct option_value *value = &parser->request->option[option];
    value->text = text;
    switch (row->kind) {
    case OPTION_IS_NUMBER:
        return read_number(parser, row, text, &value->number);
    case OPTION_IS_DATE:
        return read_date(parser, row, text, &value->number);
    case OPTION_IS_MOMENT:
        return read_moment(parser, row, text, &value->number);
    case OPTION_IS_TEXT:
        return *text ? 0
                     : refuse(parser, "%s takes %s, not an empty word", row->name, row->argument);
    case OPTION_IS_FLAG:
        break;
    }
    return refuse(parser, "%s takes no value", row->name);
}

/* "--name", "--name value" or "--name=value". */
static int read_option(struct parser *parser, const char *word)
{
    const char *equals = strchr(word, '=');
    size_t size = equals ? (size_t)(equals - word) : strlen(word);
    int option = find_option(word, size);
    if (option < 0) {
        return refuse(parser, "there is no option '%.*s'", (int)size, word);
    }
    if (request_has(parser->request, (enum option)option)) {
        return refuse(parser, "%s is given twice", options[option].name);
    }
    parser->request->given |= TAKES(option);
    if (equals) {
        return read_value(parser, (enum option)option, equals + 1);
    }
    if (options[option].kind == OPTION_IS_FLAG) {
        return 0;
    }
    if (parser->at == parser->argc) {
        return refuse(parser, "%s takes %s, which is missing", options[option].name,
                      options[option].argument);
    }
    return read_value(parser, (enum option)option, parser->argv[parser->at++]);
}

/* ---- verb and operands ---------------------------------------------------------------------- */

/* The first word is the verb, all others are its operands: they move to the front of argv. */
static int read_word(struct parser *parser, char *word)
{
    struct request *request = parser->request;
    if (request->verb) {
        request->operands[request->operand_count++] = word;
        return 0;
    }
    request->verb = verb_by_name(word);
    return request->verb ? 0 : refuse(parser, "there is no verb '%s'", word);
}

static int check_options(struct parser *parser)
{
    const struct request *request = parser->request;
    uint64_t taken = request->verb->takes | (TAKES(OPTIONS_GLOBAL) - 1);
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (request_has(request, (enum option)i) && (taken & TAKES(i)) == 0) {
            return refuse(parser, "'%s' takes no %s", request->verb->name, options[i].name);
        }
    }
    if (request_has(request, OPTION_JSON) && request_has(request, OPTION_CSV)) {
        return refuse(parser, "--json and --csv exclude each other");
    }
    if (request->verb->nests && request_has(request, OPTION_CSV)) {
        return refuse(parser, "answers of '%s' hold lists: they have --json, and no --csv",
                      request->verb->name);
    }
    return 0;
}

static int check_operands(struct parser *parser)
{
    const struct request *request = parser->request;
    const struct verb *verb = request->verb;
    if (request->operand_count < verb->least) {
        return refuse(parser, "'%s' wants %s", verb->name, verb->operands);
    }
    if (verb->most != OPERANDS_ANY && request->operand_count > verb->most) {
        return refuse(parser, "'%s' does not know what to do with '%s'", verb->name,
                      request->operands[verb->most]);
    }
    return 0;
}

static int read_words(struct parser *parser)
{
    bool options_end = false;
    int error = 0;
    while (parser->at < parser->argc && error == 0) {
        char *word = parser->argv[parser->at++];
        if (!options_end && strcmp(word, "--") == 0) {
            options_end = true;
        } else if (!options_end && word[0] == '-' && word[1] != '\0') {
            error = read_option(parser, word);
        } else {
            error = read_word(parser, word);
        }
    }
    return error;
}

int request_parse(struct request *request, int argc, char **argv, char fault[REQUEST_FAULT_SIZE])
{
    *request = (struct request){.operands = argv};
    struct parser parser = {request, argc, argv, .at = 1, .fault = fault};
    fault[0] = '\0';
    int error = read_words(&parser);
    if (error < 0 || request_has(request, OPTION_HELP)) {
        return error;
    }
    if (!request->verb) {
        return refuse(&parser, "a verb is missing");
    }
    request->form = request_has(request, OPTION_JSON)  ? FORM_JSON
                    : request_has(request, OPTION_CSV) ? FORM_CSV
                                                       : FORM_TABLE;
    error = check_options(&parser);
    return error < 0 ? error : check_operands(&parser);
}
