/* SPDX-License-Identifier: MIT */
#ifndef LOT_TESTS_CORPUS_H
#define LOT_TESTS_CORPUS_H

/*
 * A corpus is a text file, an input a line: printable ASCII as it is, a backslash as "\\", all else
 * as "\xNN". So it can be read, compared and edited.
 */

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define CORPUS_INPUT_MAX (1u << 16)

static inline int corpus_hex(char digit)
{
    const char *digits = "0123456789abcdef";
    const char *found = digit != '\0' ? strchr(digits, digit) : NULL;
    return found ? (int)(found - digits) : -1;
}

/* Reads one line's input; its size, or -1 when the line is not in this form. */
static inline long corpus_read(const char *line, uint8_t input[CORPUS_INPUT_MAX])
{
    long size = 0;
    for (; *line != '\0' && *line != '\n'; line++) {
        if (size == (long)CORPUS_INPUT_MAX) {
            return -1;
        }
        if (*line != '\\') {
            input[size++] = (uint8_t)*line;
        } else if (line[1] == '\\') {
            input[size++] = (uint8_t) * ++line;
        } else if (line[1] == 'x' && corpus_hex(line[2]) >= 0 && corpus_hex(line[3]) >= 0) {
            input[size++] = (uint8_t)(corpus_hex(line[2]) * 16 + corpus_hex(line[3]));
            line += 3;
        } else {
            return -1;
        }
    }
    return size;
}

static inline void corpus_write(FILE *out, const uint8_t *input, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (input[i] == '\\') {
            fputs("\\\\", out);
        } else if (input[i] >= ' ' && input[i] <= '~') {
            fputc(input[i], out);
        } else {
            fprintf(out, "\\x%02x", input[i]);
        }
    }
    fputc('\n', out);
}

#endif
