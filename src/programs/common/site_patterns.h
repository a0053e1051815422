/* SPDX-License-Identifier: MIT */
#ifndef SITE_PATTERNS_H
#define SITE_PATTERNS_H

/*
 * The site's own codes as regular expressions (PCRE2, UTF-8), each [pattern NAME] of the
 * configuration. A pattern matches a whole scan or not at all. Its named groups are facts
 * (lot_fact_by_name); without named groups the whole text is the one fact that `fact` names.
 *
 * A scan may be hostile and a pattern unwise: steps and depth of a match are limited, and all
 * memory that a match needs is made when the pattern is.
 */

#include <lot/base.h>
#include <lot/decode.h>

/* One pattern as configured. */
struct site_pattern {
    const char *name;
    const char *regex; /* NULL: this pattern is switched off */
    const char *fact;  /* NULL: the named groups tell */
    bool first;        /* before the standards, else after them */
};

struct site_patterns;

/*
 * Compiles patterns in the order of their precedence; the texts are borrowed and outlive them.
 * -EINVAL: one cannot be compiled or names what is not a fact: *bad is its index and text tells
 * what and where.
 */
int site_patterns_new(struct site_patterns **out, const struct site_pattern *patterns, size_t count,
                      size_t *bad, char text[200]);
struct site_patterns *site_patterns_free(struct site_patterns *patterns);

/* What decode asks; lives as long as the patterns. */
const struct lot_patterns *site_patterns_book(const struct site_patterns *patterns);

/* The index'th pattern, those switched off among them; NULL: no more. */
const struct site_pattern *site_patterns_at(const struct site_patterns *patterns, size_t index);

#endif
