/* SPDX-License-Identifier: MIT */
#ifndef LOT_TESTS_FUZZ_H
#define LOT_TESTS_FUZZ_H

/*
 * What every fuzz target shares: an assertion that stays, and a main that replays a corpus, so that
 * any compiler runs it. With libFuzzer (-DLIBFUZZER) the main is its own.
 */

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The line of the corpus that is replayed. */
static unsigned fuzz_line;

#define must(condition)                                                                            \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "line %u: %s:%d: %s\n", fuzz_line, __FILE__, __LINE__, #condition);    \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

#ifndef LIBFUZZER

#include "corpus.h"

/* Exactly the bytes, on the heap: a sanitizer sees the one behind. */
static void replay(const uint8_t *input, size_t size)
{
    uint8_t *copy = malloc(size > 0 ? size : 1);
    must(copy != NULL);
    memcpy(copy, input, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

/* Replays the corpus that is named; prints how many inputs it has. */
int main(int argc, char **argv)
{
    static char line[CORPUS_INPUT_MAX * 4 + 2];
    static uint8_t input[CORPUS_INPUT_MAX];
    FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
    must(file != NULL);
    for (fuzz_line = 1; fgets(line, sizeof line, file); fuzz_line++) {
        long size = corpus_read(line, input);
        must(size >= 0);
        replay(input, (size_t)size);
    }
    fclose(file);
    printf("%u\n", fuzz_line - 1);
    return 0;
}

#endif
#endif
