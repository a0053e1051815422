/* SPDX-License-Identifier: MIT */
#ifndef VERDICT_H
#define VERDICT_H

/*
 * What became of a scan, as it leaves the program: a line for people or a JSON object, the same
 * whether it was scanned here or through the bus.
 */

#include <lot/base.h>

struct verdict_line {
    struct lot_span scan;
    const char *outcome; /* lot_outcome_name */
    const char *code;    /* lot_code_name */
    const char *message; /* English, for people */
    const uint64_t *movement;
    unsigned movement_count;
};

/* Holds any line: a scan of nothing but control bytes is six times as long, and hexadecimal. */
#define VERDICT_LINE_SIZE (LOT_SCAN_MAX * 8u + 4096u)

/* "ok received: received 10 of ..." */
size_t verdict_line_text(const struct verdict_line *line, char out[VERDICT_LINE_SIZE]);
/* {"scan":...,"outcome":...,"code":...,"message":...,"movements":[...]} */
size_t verdict_line_json(const struct verdict_line *line, char out[VERDICT_LINE_SIZE]);

#endif
