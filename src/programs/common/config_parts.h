/* SPDX-License-Identifier: MIT */
#ifndef CONFIG_PARTS_H
#define CONFIG_PARTS_H

/* What the files of the configuration share among themselves. */

#include "config.h"
#include "site_patterns.h"

/* Memory that lives as long as the configuration: zeroed; NULL when there is none left. */
void *config_keep(struct config *config, size_t size);
const char *config_keep_text(struct config *config, const char *text);

/* The table's row of a key, or NULL. Every "pattern NAME" section is CONFIG_PATTERN_SECTION. */
const struct config_option *config_find(const char *section, const char *key);

/*
 * Reads text as the option's kind into its target inside base (a struct config, or a struct
 * site_pattern). -EINVAL: it is not of that kind or out of its range.
 */
int config_set(struct config *config, const struct config_option *option, const char *text,
               void *base);

/* A pattern as far as it was read, and where, for messages. */
struct pattern_draft {
    struct site_pattern pattern;
    char *regex_at; /* "FILE:LINE", or "built-in" */
};

/* A configuration while its files are read. */
struct config_reading {
    struct config *config;
    struct pattern_draft *drafts;
    size_t draft_count;
    config_report *report;
    void *user;
    unsigned errors;
};

__attribute__((format(printf, 2, 3))) void config_complain(struct config_reading *reading,
                                                           const char *format, ...);
/* Reads one file into the configuration; each error was reported. Negative: it stays incomplete. */
int config_read_file(struct config_reading *reading, const char *path);
/* The draft of that name, made when there is none; NULL: out of memory. */
struct pattern_draft *config_draft(struct config_reading *reading, const char *name);

#endif
