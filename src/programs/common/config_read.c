/* SPDX-License-Identifier: MIT */
/*
 * One INI file into the configuration. inih calls back without a line number, and cuts what is
 * longer than its own buffer into two lines in silence: so we hand it the lines and count them.
 */

#include "config_parts.h"

#include <ini.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SECTION_MAX 45u

struct file {
    struct config_reading *reading;
    const char *path;
    FILE *stream;
    char *line;
    size_t line_size;
    unsigned number;
    unsigned given[CONFIG_VALUES_MAX]; /* the line where a key stood, by row; 0: not yet */
    const char *given_section[CONFIG_VALUES_MAX]; /* of a pattern's keys: which pattern */
};

void config_complain(struct config_reading *reading, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    reading->errors++;
    reading->report(reading->user, text);
}

/* What inih would cut or lose without a word; NULL: nothing. */
static const char *trouble_with(const char *line, size_t length, size_t size)
{
    if (length >= size) {
        return "this line is too long";
    }
    if (memchr(line, 0, length)) {
        return "this line holds a NUL byte";
    }
    bool is_section = line[strspn(line, " \t")] == '[';
    return is_section && strcspn(line, "]") > SECTION_MAX ? "this section's name is too long"
                                                          : NULL;
}

/* What inih asks for a line. A line that cannot be taken was reported and is blank to inih. */
static char *next_line(char *out, int size, void *user)
{
    struct file *file = user;
    ssize_t length = getline(&file->line, &file->line_size, file->stream);
    if (length < 0) {
        return NULL;
    }
    file->number++;
    const char *trouble = trouble_with(file->line, (size_t)length, (size_t)size);
    if (trouble) {
        config_complain(file->reading, "%s:%u: %s", file->path, file->number, trouble);
        file->line[0] = '\0';
        length = 0;
    }
    memcpy(out, file->line, (size_t)length + 1);
    return out;
}

static void unknown(struct file *file, const char *section, const char *key)
{
    if (config_find(section, NULL)) {
        config_complain(file->reading, "%s:%u: [%s] has no key %s", file->path, file->number,
                        section, key);
    } else if (*section) {
        config_complain(file->reading, "%s:%u: there is no section [%s]", file->path, file->number,
                        section);
    } else {
        config_complain(file->reading, "%s:%u: %s stands before any [section]", file->path,
                        file->number, key);
    }
}

/* Where the option's value goes: the configuration, or the pattern that the section names. */
static void *base_of(struct file *file, const struct config_option *option, const char *section)
{
    if (strcmp(option->section, CONFIG_PATTERN_SECTION) != 0) {
        return file->reading->config;
    }
    struct pattern_draft *draft =
        config_draft(file->reading, section + strlen(CONFIG_PATTERN_SECTION) + 1);
    if (draft && strcmp(option->key, "regex") == 0) {
        char at[1024];
        snprintf(at, sizeof at, "%s:%u", file->path, file->number);
        draft->regex_at = (char *)config_keep_text(file->reading->config, at);
    }
    return draft ? &draft->pattern : NULL;
}

static bool given_before(struct file *file, size_t row, const char *section)
{
    bool again = file->given[row] > 0 && strcmp(file->given_section[row], section) == 0;
    if (!again) {
        file->given[row] = file->number;
        file->given_section[row] = config_keep_text(file->reading->config, section);
    }
    return again || !file->given_section[row];
}

/* What inih calls for each key; 0 tells it of an error, which was reported. */
static int take(void *user, const char *section, const char *key, const char *value)
{
    struct file *file = user;
    struct config_reading *reading = file->reading;
    const struct config_option *option = config_find(section, key);
    if (!option) {
        unknown(file, section, key);
        return 1;
    }
    size_t row = (size_t)(option - config_options);
    if (given_before(file, row, section)) {
        config_complain(reading, "%s:%u: %s was given before, in line %u", file->path, file->number,
                        key, file->given[row]);
        return 1;
    }
    void *base = base_of(file, option, section);
    const char *kept = config_keep_text(reading->config, value);
    int error = base && kept ? config_set(reading->config, option, kept, base) : -ENOMEM;
    if (error < 0) {
        char wanted[160];
        config_kind_text(option, wanted, sizeof wanted);
        config_complain(reading, "%s:%u: %s = %s: %s %s", file->path, file->number, key, value,
                        error == -EINVAL ? "takes" : "out of memory for", wanted);
    }
    if (error == 0 && base == reading->config) { /* a pattern keeps its own */
        reading->config->value[row] = kept;
    }
    return 1;
}

static int parse(struct file *file)
{
    unsigned before = file->reading->errors;
    int wrong = ini_parse_stream(next_line, file, take, file);
    if (ferror(file->stream)) {
        int error = -errno;
        config_complain(file->reading, "%s: %s", file->path, strerror(-error));
        return error;
    }
    if (wrong > 0) {
        config_complain(file->reading, "%s:%d: neither [section] nor key = value", file->path,
                        wrong);
    } else if (wrong < 0) {
        config_complain(file->reading, "%s: out of memory", file->path);
    }
    return file->reading->errors > before ? -EINVAL : 0;
}

int config_read_file(struct config_reading *reading, const char *path)
{
    struct file file = {.reading = reading, .path = path, .stream = fopen(path, "re")};
    if (!file.stream) {
        int error = -errno;
        config_complain(reading, "%s: %s", path, strerror(-error));
        return error;
    }
    int error = parse(&file);
    free(file.line);
    fclose(file.stream);
    return error;
}
