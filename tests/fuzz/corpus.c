/* SPDX-License-Identifier: MIT */
/*
 * usage: corpus expand FILE FOLDER    a file for each line, as libFuzzer wants it
 *        corpus gather FILE...        a line for each file
 */

#include "corpus.h"

#include <stdlib.h>

static uint8_t input[CORPUS_INPUT_MAX];

static void fail(const char *what, const char *name)
{
    fprintf(stderr, "corpus: %s: %s\n", what, name);
    exit(1);
}

static void expand(const char *name, const char *folder)
{
    static char line[CORPUS_INPUT_MAX * 4 + 2];
    FILE *file = fopen(name, "r");
    if (!file) {
        fail("cannot read", name);
    }
    for (unsigned number = 1; fgets(line, sizeof line, file); number++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%06u", folder, number);
        long size = corpus_read(line, input);
        FILE *out = size >= 0 ? fopen(path, "wb") : NULL;
        if (!out || fwrite(input, 1, (size_t)size, out) != (size_t)size || fclose(out) != 0) {
            fail("cannot write", path);
        }
    }
    fclose(file);
}

static void gather(const char *name)
{
    FILE *file = fopen(name, "rb");
    if (!file) {
        fail("cannot read", name);
    }
    size_t size = fread(input, 1, sizeof input, file);
    fclose(file);
    corpus_write(stdout, input, size);
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "expand") == 0) {
        expand(argv[2], argv[3]);
        return 0;
    }
    if (argc < 3 || strcmp(argv[1], "gather") != 0) {
        fputs("usage: corpus expand FILE FOLDER | gather FILE...\n", stderr);
        return 2;
    }
    for (int a = 2; a < argc; a++) {
        gather(argv[a]);
    }
    return 0;
}
