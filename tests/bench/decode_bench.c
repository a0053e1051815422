/* SPDX-License-Identifier: MIT */
/*
 * Decodes the scans of one syntax again and again.
 *
 *   decode_bench CORPUS      long enough for a clock: prints scans a second
 *   decode_bench CORPUS N    N times, for who counts instructions: the difference of two runs
 *
 * A corpus has a scan a line, \xNN is a byte; lines that begin with # are none. Its name is that of
 * the syntax. Only site.txt is read with site patterns: those that lotd has unless configured.
 */

#include "config.h"

#include <lot/decode.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SCANS_MAX 1024
#define SECONDS   1.0

struct corpus {
    char name[32]; /* "digital_link" */
    enum lot_syntax syntax;
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

/* "tests/bench/scans/digital_link.txt" -> the name, and the syntax digital-link. */
static void name_corpus(const char *path, struct corpus *corpus)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    char syntax[sizeof corpus->name];
    snprintf(corpus->name, sizeof corpus->name, "%.*s", (int)strcspn(name, "."), name);
    strcpy(syntax, corpus->name);
    for (char *at = syntax; *at != '\0'; at++) {
        *at = *at == '_' ? '-' : *at;
    }
    while (corpus->syntax < LOT_SYNTAX_COUNT &&
           strcmp(lot_syntax_name(corpus->syntax), syntax) != 0) {
        corpus->syntax++;
    }
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
static size_t decode_all(const struct lot_decode_options *options, const struct corpus *corpus)
{
    static struct lot_decoded decoded;
    size_t right = 0;
    for (size_t s = 0; s < corpus->count; s++) {
        right += lot_decode(options, corpus->scans[s], &decoded) != LOT_DECODE_ERROR &&
                 decoded.syntax == corpus->syntax;
    }
    return right;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double scans_per_second(const struct lot_decode_options *options,
                               const struct corpus *corpus)
{
    size_t scans = 0;
    double begin = now();
    double end = begin;
    while (end - begin < SECONDS) {
        for (int i = 0; i < 1000; i++) {
            decode_all(options, corpus);
        }
        scans += 1000 * corpus->count;
        end = now();
    }
    return (double)scans / (end - begin);
}

int main(int argc, char **argv)
{
    static struct corpus corpus;
    struct config *config = NULL;
    if (argc < 2 || config_load(&config, "/dev/null", NULL, NULL) < 0) {
        return 1;
    }
    name_corpus(argv[1], &corpus);
    read_corpus(argv[1], &corpus);
    struct lot_decode_options options = config_decode_options(config, 20260301);
    options.patterns = corpus.syntax == LOT_SYNTAX_SITE ? options.patterns : NULL;
    if (decode_all(&options, &corpus) != corpus.count) {
        fprintf(stderr, "%s: a scan is wrong\n", argv[1]);
        return 1;
    }
    if (argc < 3) {
        printf("decode.%s.scans_per_second\t%.0f\tscans/s\tone core\n", corpus.name,
               scans_per_second(&options, &corpus));
    } else {
        for (long n = strtol(argv[2], NULL, 10); n > 0; n--) {
            decode_all(&options, &corpus);
        }
    }
    config_free(config);
    return 0;
}
