/* SPDX-License-Identifier: MIT */
/* What a loaded configuration says: as a file that gives it again, as options, compared. */

#include "config_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct page {
    int (*put)(void *user, const char *line);
    void *user;
    int error; /* the first; nothing is put after it */
};

__attribute__((format(printf, 2, 3))) static void put(struct page *page, const char *format, ...)
{
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    page->error = page->error < 0 ? page->error : page->put(page->user, line);
}

static void put_pattern(struct page *page, const struct site_pattern *pattern)
{
    put(page, "[%s %s]", CONFIG_PATTERN_SECTION, pattern->name);
    put(page, "regex = %s", pattern->regex ? pattern->regex : "");
    put(page, "fact = %s", pattern->fact ? pattern->fact : "");
    put(page, "first = %s", pattern->first ? "yes" : "no");
}

int config_print(const struct config *config, int (*put_line)(void *user, const char *line),
                 void *user)
{
    struct page page = {.put = put_line, .user = user};
    const char *section = "";
    for (size_t i = 0; i < config_option_count; i++) {
        const struct config_option *option = &config_options[i];
        if (strcmp(option->section, CONFIG_PATTERN_SECTION) == 0) {
            break;
        }
        if (strcmp(section, option->section) != 0) {
            section = option->section;
            put(&page, "[%s]", section);
        }
        put(&page, "%s = %s", option->key, config->value[i]);
    }
    const struct site_pattern *pattern;
    for (size_t i = 0; (pattern = site_patterns_at(config->patterns, i)) != NULL; i++) {
        put_pattern(&page, pattern);
    }
    return page.error;
}

struct lot_decode_options config_decode_options(const struct config *config, lot_date today)
{
    return (struct lot_decode_options){
        .today = today,
        .separator = lot_span(config->separator.data, config->separator.size),
        .patterns = site_patterns_book(config->patterns),
        .unpadded_gtins = config->unpadded_gtins,
    };
}

bool config_same(const struct config *a, const struct config *b, const char *section)
{
    for (size_t i = 0; i < config_option_count; i++) {
        bool counts = strcmp(config_options[i].section, section) == 0;
        if (counts && strcmp(a->value[i], b->value[i]) != 0) {
            return false;
        }
    }
    return true;
}
