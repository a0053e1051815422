/* SPDX-License-Identifier: MIT */
/*
 * Decodes a corpus of scans again and again.
 *
 *   decode_bench CORPUS N    N times, for who counts instructions: the difference of two runs
 *   decode_bench             long enough for a clock: prints scans a second
 *
 * A corpus has a scan a line, \xNN is a byte; lines that begin with # are none.
 */

#include <lot/decode.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CORPUS    "tests/bench/decode-corpus.txt"
#define SCANS_MAX 1024
#define SECONDS   1.0

struct corpus {
    size_t count;
    struct lot_span scans[SCANS_MAX];
};

/* Undoes \xNN in place; the length that is left. */
static size_t unescape(char *text)
{
    size_t length = 0;
    for (char *at = text; *at != '\0' && *at != '\n'; length++) {
        unsigned byte;
        if (sscanf(at, "\\x%2x", &byte) == 1) {
            text[length] = (char)byte;
            at += 4;
        } else {
            text[length] = *at++;
        }
    }
    return length;
}

static void read_corpus(const char *path, struct corpus *corpus)
{
    FILE *file = fopen(path, "r");
    char line[4096];
    if (!file) {
        perror(path);
        exit(1);
    }
    while (corpus->count < SCANS_MAX && fgets(line, sizeof line, file)) {
        if (line[0] != '#') {
            size_t length = unescape(line);
            char *copy = malloc(length + 1);
            if (!copy) {
                exit(1);
            }
            memcpy(copy, line, length);
            corpus->scans[corpus->count++] = lot_span(copy, length);
        }
    }
    fclose(file);
}

/* All scans of the corpus once; how many were right. */
static size_t decode_all(const struct corpus *corpus)
{
    static const struct lot_decode_options options = {.today = 20260301};
    static struct lot_decoded decoded;
    size_t good = 0;
    for (size_t s = 0; s < corpus->count; s++) {
        good += lot_decode(&options, corpus->scans[s], &decoded) == LOT_DECODE_OK;
    }
    return good;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double scans_per_second(const struct corpus *corpus)
{
    size_t scans = 0;
    double begin = now();
    double end = begin;
    while (end - begin < SECONDS) {
        for (int i = 0; i < 1000; i++) {
            decode_all(corpus);
        }
        scans += 1000 * corpus->count;
        end = now();
    }
    return (double)scans / (end - begin);
}

int main(int argc, char **argv)
{
    static struct corpus corpus;
    read_corpus(argc > 1 ? argv[1] : CORPUS, &corpus);
    if (decode_all(&corpus) != corpus.count) {
        fprintf(stderr, "a scan of the corpus is wrong\n");
        return 1;
    }
    if (argc < 3) {
        printf("decode.gs1.scans_per_second\t%.0f\tscans/s\tone core\n", scans_per_second(&corpus));
        return 0;
    }
    for (long n = strtol(argv[2], NULL, 10); n > 0; n--) {
        decode_all(&corpus);
    }
    return 0;
}
