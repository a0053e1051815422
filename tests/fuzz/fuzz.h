/* SPDX-License-Identifier: MIT */
#ifndef LOT_TESTS_FUZZ_H
#define LOT_TESTS_FUZZ_H

/*
 * What every fuzz target shares: an assertion that stays, and a main that replays files, so that
 * any compiler runs the corpus. With libFuzzer (-DLIBFUZZER) the main is its own.
 */

#include <dirent.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define must(condition)                                                                            \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                        \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

#ifndef LIBFUZZER

static void replay_file(const char *folder, const char *name)
{
    static uint8_t data[1 << 17];
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    must(file != NULL);
    size_t size = fread(data, 1, sizeof data, file);
    fclose(file);
    /* exactly the bytes, on the heap: a sanitizer sees the one behind */
    uint8_t *copy = malloc(size > 0 ? size : 1);
    must(copy != NULL);
    for (size_t i = 0; i < size; i++) {
        copy[i] = data[i];
    }
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

/* Replays all files of the folders named; prints how many there were. */
int main(int argc, char **argv)
{
    unsigned count = 0;
    for (int a = 1; a < argc; a++) {
        DIR *folder = opendir(argv[a]);
        must(folder != NULL);
        for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
            if (entry->d_name[0] != '.') {
                replay_file(argv[a], entry->d_name);
                count++;
            }
        }
        closedir(folder);
    }
    printf("%u\n", count);
    return count == 0;
}

#endif
#endif
