/* SPDX-License-Identifier: MIT */
/*
 * A configuration is put together from the table's defaults, the file and its drop-ins, checked as
 * a whole, and only then handed out: who reloads keeps the old one until the new one is good.
 */

#include "config_parts.h"
#include "label_templates.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One piece of memory that goes with the configuration. */
struct config_store {
    struct config_store *next;
    max_align_t bytes[];
};

/* The codes that the design gives out; a [pattern] of the same name takes the place of one. */
static const struct site_pattern built_in[] = {
    {"location", "LOC-\\S+",               "location", false},
    {"operator", "OP-\\S+",                "operator", false},
    {"document", "(?:PO|SO|RMA|CNT)-\\S+", "document", false},
};
#define BUILT_IN_COUNT (sizeof built_in / sizeof built_in[0])

void *config_keep(struct config *config, size_t size)
{
    struct config_store *store = calloc(1, sizeof *store + size);
    if (!store) {
        return NULL;
    }
    store->next = config->store;
    config->store = store;
    return store->bytes;
}

const char *config_keep_text(struct config *config, const char *text)
{
    size_t size = strlen(text) + 1;
    void *copy = config_keep(config, size);
    return copy ? memcpy(copy, text, size) : NULL;
}

struct config *config_free(struct config *config)
{
    if (!config) {
        return NULL;
    }
    site_patterns_free(config->patterns);
    lot_template_free(config->lot_template);
    while (config->store) {
        struct config_store *store = config->store;
        config->store = store->next;
        free(store);
    }
    free(config);
    return NULL;
}

/* ---- defaults ------------------------------------------------------------------------------- */

static int set_defaults(struct config *config)
{
    for (size_t i = 0; i < config_option_count; i++) {
        const struct config_option *option = &config_options[i];
        config->value[i] = option->fallback;
        if (strcmp(option->section, CONFIG_PATTERN_SECTION) == 0) {
            continue;
        }
        int error = config_set(config, option, option->fallback, config);
        if (error < 0) {
            return error;
        }
    }
    return 0;
}

struct pattern_draft *config_draft(struct config_reading *reading, const char *name)
{
    for (size_t i = 0; i < reading->draft_count; i++) {
        if (strcmp(reading->drafts[i].pattern.name, name) == 0) {
            return &reading->drafts[i];
        }
    }
    size_t size = (reading->draft_count + 1) * sizeof *reading->drafts;
    struct pattern_draft *drafts = realloc(reading->drafts, size);
    if (!drafts) {
        return NULL;
    }
    reading->drafts = drafts;
    struct pattern_draft *draft = &drafts[reading->draft_count];
    *draft = (struct pattern_draft){.pattern.name = config_keep_text(reading->config, name)};
    reading->draft_count += draft->pattern.name ? 1 : 0;
    return draft->pattern.name ? draft : NULL;
}

/* The site's own patterns go before those built in that it did not replace. */
static int add_built_in(struct config_reading *reading)
{
    for (size_t i = 0; i < BUILT_IN_COUNT; i++) {
        size_t before = reading->draft_count;
        struct pattern_draft *draft = config_draft(reading, built_in[i].name);
        if (!draft) {
            return -ENOMEM;
        }
        if (reading->draft_count > before) {
            draft->pattern = built_in[i];
        }
    }
    return 0;
}

/* ---- finishing ------------------------------------------------------------------------------ */

static int compile_patterns(struct config_reading *reading)
{
    size_t count = reading->draft_count;
    struct site_pattern *patterns = calloc(count, sizeof *patterns);
    if (!patterns) {
        return -ENOMEM;
    }
    for (size_t i = 0; i < count; i++) {
        patterns[i] = reading->drafts[i].pattern;
    }
    size_t bad = 0;
    char text[200];
    int error = site_patterns_new(&reading->config->patterns, patterns, count, &bad, text);
    if (error == -EINVAL) {
        const char *at = reading->drafts[bad].regex_at;
        config_complain(reading, "%s: [pattern %s]: %s", at ? at : "no regex was given",
                        patterns[bad].name, text);
    }
    free(patterns);
    return error;
}

static void check_feedback(struct config_reading *reading)
{
    const struct lot_feedback_options *feedback = &reading->config->feedback;
    for (unsigned line = 0; line < LOT_LINE_COUNT && !feedback->chip; line++) {
        if (feedback->line[line] != LOT_LINE_UNUSED) {
            config_complain(reading, "[feedback] has lines and no chip: name the chip");
            return;
        }
    }
}

/* Templates are read when the configuration is: what is wrong with one is told before a label is.
 */
static int check_templates(struct config_reading *reading)
{
    struct config *config = reading->config;
    const char *const others[] = {config->sscc_template, config->location_template,
                                  config->badge_template};
    struct lot_label_fault fault = {.text = ""};
    int error = label_template_of_lots(&config->lot_template, config, &fault);
    for (size_t i = 0; error == 0 && i < sizeof others / sizeof others[0]; i++) {
        struct lot_template *template = NULL;
        error = label_template_find(&template, config, others[i], &fault);
        lot_template_free(template);
    }
    bool zpl = config->lot_template && lot_template_is_zpl(config->lot_template);
    if (error < 0) {
        config_complain(reading, "template: %s", fault.text[0] ? fault.text : strerror(-error));
    } else if (zpl && config->printer_format != LOT_LABEL_ZPL) {
        config_complain(reading, "[printer] template %s is ZPL, and format is %s",
                        config->lot_template_name, lot_label_format_name(config->printer_format));
    } else if (zpl && config->fallback.printer.target && config->fallback.format != LOT_LABEL_ZPL) {
        config_complain(reading, "[printer] template %s is ZPL, and [fallback] format is %s",
                        config->lot_template_name, lot_label_format_name(config->fallback.format));
    }
    return error == -ENOMEM ? error : 0;
}

/* A font that is named is there; the usual ones are looked for when a label is made. */
static int check_fonts(struct config_reading *reading)
{
    const struct lot_label_options *label = &reading->config->label;
    const struct lot_label_options probe = {.font = label->font, .fallback = label->fallback};
    struct lot_drawing *drawing = NULL;
    struct lot_label_fault fault = {.text = ""};
    int error = label->font || label->fallback ? lot_drawing_new(&drawing, &probe, &fault) : 0;
    lot_drawing_free(drawing);
    if (error < 0) {
        config_complain(reading, "[label] font or fallback_fonts: %s", fault.text);
    }
    return error == -ENOMEM ? error : 0;
}

static const char *beside(struct config *config, const char *path, const char *suffix)
{
    size_t size = strlen(path) + strlen(suffix) + 1;
    char *text = config_keep(config, size);
    if (text) {
        snprintf(text, size, "%s%s", path, suffix);
    }
    return text;
}

static bool key_is_named(const struct config *config)
{
    return *config->value[config_find("ledger", "key") - config_options] != '\0';
}

int config_set_ledger(struct config *config, const char *path)
{
    const char *ledger = config_keep_text(config, path);
    const char *key = key_is_named(config) ? config->key_path : beside(config, path, ".key");
    if (!ledger || !key) {
        return -ENOMEM;
    }
    config->ledger_path = ledger;
    config->key_path = key;
    config->value[config_find("ledger", "path") - config_options] = ledger;
    return 0;
}

/* What both printers are sent, and how long both are waited for. */
static void finish_printers(struct config *config)
{
    struct lot_sender_options *fallback = &config->fallback.printer;
    config->printer.language = config->printer_format;
    config->printer.suffix = lot_label_format_name(config->printer_format);
    fallback->language = config->fallback.format;
    fallback->suffix = lot_label_format_name(config->fallback.format);
    fallback->patience_ms = config->printer.patience_ms;
    fallback->answer_ms = config->printer.answer_ms;
}

static int finish(struct config_reading *reading)
{
    struct config *config = reading->config;
    finish_printers(config);
    check_feedback(reading);
    int error = check_templates(reading);
    error = error < 0 ? error : check_fonts(reading);
    if (!config->ledger_path) {
        config_complain(reading, "[ledger] path is empty: name the ledger's file");
        return -EINVAL;
    }
    error = error < 0 ? error : config_set_ledger(config, config->ledger_path);
    error = error < 0 ? error : add_built_in(reading);
    error = error < 0 ? error : compile_patterns(reading);
    return error < 0 || reading->errors == 0 ? error : -EINVAL;
}

/* ---- files ---------------------------------------------------------------------------------- */

static int is_drop_in(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return entry->d_name[0] != '.' && dot && strcmp(dot, ".conf") == 0;
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int read_drop_ins(struct config_reading *reading, const char *path)
{
    char folder[4096], file[8192];
    snprintf(folder, sizeof folder, "%s.d", path);
    struct dirent **names = NULL;
    int count = scandir(folder, &names, is_drop_in, by_bytes);
    if (count < 0) {
        int error = errno == ENOENT || errno == ENOTDIR ? 0 : -errno;
        if (error < 0) {
            config_complain(reading, "%s: %s", folder, strerror(-error));
        }
        return error;
    }
    int result = 0;
    for (int i = 0; i < count; i++) {
        snprintf(file, sizeof file, "%s/%s", folder, names[i]->d_name);
        int error = config_read_file(reading, file);
        result = result < 0 ? result : error;
        free(names[i]);
    }
    free(names);
    return result;
}

static int read_all(struct config_reading *reading, const char *path)
{
    bool optional = !path;
    path = path ? path : CONFIG_DEFAULT_PATH;
    int error = set_defaults(reading->config);
    if (error == 0 && !(optional && access(path, F_OK) < 0 && errno == ENOENT)) {
        error = config_read_file(reading, path);
    }
    int drop_ins = error == 0 || error == -EINVAL ? read_drop_ins(reading, path) : 0;
    error = error < 0 ? error : drop_ins;
    return error < 0 ? error : finish(reading);
}

int config_load(struct config **out, const char *path, config_report *report, void *user)
{
    struct config_reading reading = {
        .config = calloc(1, sizeof *reading.config), .report = report, .user = user};
    int error = reading.config ? read_all(&reading, path) : -ENOMEM;
    if (error < 0 && reading.errors == 0) {
        config_complain(&reading, "configuration: %s", strerror(-error));
    }
    free(reading.drafts);
    if (error < 0) {
        config_free(reading.config);
        return error;
    }
    *out = reading.config;
    return 0;
}
