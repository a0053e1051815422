/* SPDX-License-Identifier: MIT */
#ifndef LOT_TESTS_DECODE_ROWS_H
#define LOT_TESTS_DECODE_ROWS_H

/* Tables of scans and what is answered; each scan is cut at every length as well. */

#include "decode_fixture.h"

#include <stdlib.h>

struct row {
    struct lot_span in;
    const char *answer, *warnings, *facts;
};

static const struct lot_decode_options rows_options = {.today = 20260301};

/* From memory of exactly that size, so that a sanitizer sees a byte read behind it. */
static inline void decode_part(struct lot_span in, size_t size)
{
    uint8_t *copy = malloc(size > 0 ? size : 1);
    assert_non_null(copy);
    memcpy(copy, in.data, size);
    decode(&rows_options, lot_span(copy, size));
    free(copy);
}

static inline void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct lot_decoded *decoded = decode(&rows_options, rows[i].in);
        assert_answer(decoded, rows[i].answer);
        assert_warnings(decoded, rows[i].warnings);
        assert_facts(decoded, rows[i].facts);
        for (size_t size = 0; size <= rows[i].in.size; size++) {
            decode_part(rows[i].in, size);
        }
    }
}

#define check(rows) check_rows(rows, sizeof(rows) / sizeof(rows)[0])

#endif
