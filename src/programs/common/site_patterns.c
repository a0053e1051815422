/* SPDX-License-Identifier: MIT */
/*
 * Site patterns by PCRE2. A pattern and a scan may together take forever (catastrophic
 * backtracking), so steps, depth and memory are limited: a match that runs into a limit is an
 * error of that pattern, said as such, never a silent "does not match".
 */

#include "site_patterns.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MATCH_LIMIT  20000u
#define DEPTH_LIMIT  1000u
#define HEAP_LIMIT_K 512u
#define OPTIONS                                                                                    \
    (PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_DOLLAR_ENDONLY | PCRE2_UTF |                       \
     PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C)

struct group {
    uint32_t number; /* of the group; 0: the whole text */
    enum lot_fact fact;
};

struct compiled {
    struct site_pattern source;
    pcre2_code *code; /* NULL: switched off */
    pcre2_match_data *match;
    unsigned group_count;
    struct group group[LOT_FACT_COUNT];
};

struct site_patterns {
    struct lot_patterns book;
    pcre2_match_context *limits;
    size_t count;
    struct compiled pattern[];
};

/* ---- matching ------------------------------------------------------------------------------- */

static void fill(const struct compiled *pattern, struct lot_span text,
                 struct lot_pattern_match *out)
{
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(pattern->match);
    out->name = pattern->source.name;
    out->count = 0;
    for (unsigned i = 0; i < pattern->group_count; i++) {
        const PCRE2_SIZE *at = ends + (size_t)2 * pattern->group[i].number;
        if (at[0] == PCRE2_UNSET || at[1] < at[0]) {
            continue; /* an alternative that was not taken */
        }
        out->group[out->count].fact = pattern->group[i].fact;
        out->group[out->count].text = lot_span_part(text, at[0], at[1] - at[0]);
        out->count++;
    }
}

static int match(void *self, struct lot_span text, bool first, struct lot_pattern_match *out)
{
    const struct site_patterns *patterns = self;
    PCRE2_SPTR subject = text.size > 0 ? text.data : (PCRE2_SPTR) "";
    for (size_t i = 0; i < patterns->count; i++) {
        const struct compiled *pattern = &patterns->pattern[i];
        if (!pattern->code || pattern->source.first != first) {
            continue;
        }
        int found =
            pcre2_match(pattern->code, subject, text.size, 0, 0, pattern->match, patterns->limits);
        if (found > 0) {
            fill(pattern, text, out);
            return 1;
        }
        if (found != PCRE2_ERROR_NOMATCH) {
            out->name = pattern->source.name;
            return found == PCRE2_ERROR_NOMEMORY ? -ENOMEM : -EOVERFLOW;
        }
    }
    return 0;
}

/* ---- making --------------------------------------------------------------------------------- */

/* The facts that the named groups of a compiled pattern state. */
static int read_groups(struct compiled *pattern, char text[200])
{
    uint32_t count = 0, size = 0;
    PCRE2_SPTR name = NULL;
    pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMETABLE, &name);
    for (uint32_t i = 0; i < count; i++, name += size) {
        const char *word = (const char *)name + 2;
        int fact = lot_fact_by_name(lot_span_of(word));
        if (fact < 0 || pattern->group_count == LOT_FACT_COUNT) {
            snprintf(text, 200, "the group %s is not a fact: name it item, lot, expiry ...", word);
            return -EINVAL;
        }
        pattern->group[pattern->group_count++] =
            (struct group){(uint32_t)name[0] << 8 | name[1], (enum lot_fact)fact};
    }
    return 0;
}

/* The one fact that the whole text is. */
static int read_fact(struct compiled *pattern, char text[200])
{
    const char *word = pattern->source.fact;
    int fact = word ? lot_fact_by_name(lot_span_of(word)) : -EINVAL;
    if (word && pattern->group_count > 0) {
        snprintf(text, 200, "it has named groups: leave out fact = %s", word);
        return -EINVAL;
    }
    if (pattern->group_count > 0) {
        return 0;
    }
    if (!word) {
        snprintf(text, 200, "it has no named group: say which fact it is, fact = location");
        return -EINVAL;
    }
    if (fact < 0) {
        snprintf(text, 200, "%s is not a fact: item, lot, location ...", word);
        return -EINVAL;
    }
    pattern->group[pattern->group_count++] = (struct group){0, (enum lot_fact)fact};
    return 0;
}

static int compile(struct compiled *pattern, char text[200])
{
    int error = 0;
    PCRE2_SIZE at = 0;
    const char *regex = pattern->source.regex;
    pattern->code = pcre2_compile((PCRE2_SPTR)regex, strlen(regex), OPTIONS, &error, &at, NULL);
    if (!pattern->code) {
        char why[120];
        pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof why);
        snprintf(text, 200, "regex, at its character %zu: %s", at + 1, why);
        return -EINVAL;
    }
    pattern->match = pcre2_match_data_create_from_pattern(pattern->code, NULL);
    error = pattern->match ? read_groups(pattern, text) : -ENOMEM;
    return error < 0 ? error : read_fact(pattern, text);
}

/* Nothing but switched-off patterns so far. */
static struct site_patterns *patterns_new(size_t count)
{
    struct site_patterns *made = calloc(1, sizeof *made + count * sizeof made->pattern[0]);
    pcre2_match_context *limits = made ? pcre2_match_context_create(NULL) : NULL;
    if (!limits) {
        free(made);
        return NULL;
    }
    pcre2_set_match_limit(limits, MATCH_LIMIT);
    pcre2_set_depth_limit(limits, DEPTH_LIMIT);
    pcre2_set_heap_limit(limits, HEAP_LIMIT_K);
    made->book = (struct lot_patterns){made, match};
    made->limits = limits;
    made->count = count;
    return made;
}

int site_patterns_new(struct site_patterns **out, const struct site_pattern *patterns, size_t count,
                      size_t *bad, char text[200])
{
    struct site_patterns *made = patterns_new(count);
    int error = made ? 0 : -ENOMEM;
    for (size_t i = 0; i < count && error == 0; i++) {
        made->pattern[i].source = patterns[i];
        error = patterns[i].regex ? compile(&made->pattern[i], text) : 0;
        *bad = i;
    }
    if (error < 0) {
        site_patterns_free(made);
        return error;
    }
    *out = made;
    return 0;
}

struct site_patterns *site_patterns_free(struct site_patterns *patterns)
{
    for (size_t i = 0; patterns && i < patterns->count; i++) {
        pcre2_match_data_free(patterns->pattern[i].match);
        pcre2_code_free(patterns->pattern[i].code);
    }
    if (patterns) {
        pcre2_match_context_free(patterns->limits);
    }
    free(patterns);
    return NULL;
}

const struct lot_patterns *site_patterns_book(const struct site_patterns *patterns)
{
    return &patterns->book;
}

const struct site_pattern *site_patterns_at(const struct site_patterns *patterns, size_t index)
{
    return index < patterns->count ? &patterns->pattern[index].source : NULL;
}
