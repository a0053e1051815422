/* SPDX-License-Identifier: MIT */
/*
 * lotctl config: what holds after files, drop-ins and defaults, as a file that would give it again,
 * as rows with defaults and help, or one key's value for a script.
 */

#include "complain.h"
#include "setup.h"
#include "site_patterns.h"
#include "verbs.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct lot_column key_columns[] = {
    {"key",     LOT_COLUMN_TEXT},
    {"value",   LOT_COLUMN_TEXT},
    {"default", LOT_COLUMN_TEXT},
    {"takes",   LOT_COLUMN_TEXT},
    {"help",    LOT_COLUMN_TEXT},
};
#define KEY_COLUMNS (sizeof key_columns / sizeof key_columns[0])

struct listing {
    const char *wanted;  /* NULL: every key */
    struct table *table; /* NULL: the value alone */
    struct output *out;
    unsigned found;
};

static void list_key(struct listing *listing, const char *name, const char *value,
                     const struct config_option *option)
{
    char takes[128];
    if (listing->wanted && strcmp(listing->wanted, name) != 0) {
        return;
    }
    listing->found++;
    if (!listing->table) {
        output_text(listing->out, value);
        output_text(listing->out, "\n");
        return;
    }
    config_kind_text(option, takes, sizeof takes);
    const struct lot_cell cells[KEY_COLUMNS] = {
        {.text = lot_span_of(name)},
        {.text = lot_span_of(value)},
        {.text = lot_span_of(option->fallback)},
        {.text = lot_span_of(takes)},
        {.text = lot_span_of(option->help)},
    };
    table_row(listing->table, cells);
}

/* A row of the section of patterns stands for that key of every pattern. */
static const char *pattern_value(const struct site_pattern *pattern, const char *key)
{
    if (strcmp(key, "first") == 0) {
        return pattern->first ? "yes" : "no";
    }
    const char *text = strcmp(key, "regex") == 0 ? pattern->regex : pattern->fact;
    return text ? text : "";
}

static void list_pattern_key(struct listing *listing, const struct config *config,
                             const struct config_option *option)
{
    char name[256];
    const struct site_pattern *pattern;
    for (size_t i = 0; (pattern = site_patterns_at(config->patterns, i)) != NULL; i++) {
        snprintf(name, sizeof name, "%s %s.%s", option->section, pattern->name, option->key);
        list_key(listing, name, pattern_value(pattern, option->key), option);
    }
}

static void list_keys(struct listing *listing, const struct config *config)
{
    char name[128];
    for (size_t i = 0; i < config_option_count; i++) {
        const struct config_option *option = &config_options[i];
        if (strcmp(option->section, CONFIG_PATTERN_SECTION) == 0) {
            list_pattern_key(listing, config, option);
            continue;
        }
        snprintf(name, sizeof name, "%s.%s", option->section, option->key);
        list_key(listing, name, config->value[i], option);
    }
}

static int list(const struct config *config, const struct request *request, struct output *out)
{
    struct listing listing = {.wanted = request->operand_count > 0 ? request->operands[0] : NULL,
                              .out = out};
    if (request->form != FORM_TABLE) {
        listing.table = table_new(out, request->form, key_columns, KEY_COLUMNS);
        if (!listing.table) {
            return complain(EXIT_FAILED, "out of memory");
        }
    }
    list_keys(&listing, config);
    table_end(listing.table);
    return listing.found > 0
               ? EXIT_DONE
               : complain(EXIT_NO,
                          "there is no key '%s'; lotctl config --csv lists them as section.key",
                          listing.wanted);
}

static int put_line(void *user, const char *line)
{
    output_text(user, line);
    output_text(user, "\n");
    return 0;
}

/* A broken configuration has been told by setup_config; asked for a check, that is a no. */
static int check(const struct request *request)
{
    struct config *config = NULL;
    int status = setup_config(&config, request);
    config_free(config);
    return status == EXIT_USAGE ? EXIT_NO : status;
}

int verb_config(const struct request *request, struct output *out)
{
    struct config *config = NULL;
    if (request_has(request, OPTION_CHECK)) {
        return check(request);
    }
    int status = setup_config(&config, request);
    if (status != EXIT_DONE) {
        return status;
    }
    if (request->form == FORM_TABLE && request->operand_count == 0) {
        config_print(config, put_line, out);
    } else {
        status = list(config, request, out);
    }
    config_free(config);
    return status;
}
