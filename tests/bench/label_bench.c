/* SPDX-License-Identifier: MIT */
/*
 * What a label costs: the whole of it (template read, fonts opened, composed, as ZPL), the memory
 * that the first one leaves behind, and the symbol alone beside the zint program making the same
 * one.
 */

#include <lot/label.h>

#include "output/label/content.h"
#include "output/label/symbol.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define RUNS 101

static const struct lot_label_data sample = {
    .item = LOT_LITERAL("09521234543213"),
    .item_name = LOT_LITERAL("Tomato passata, organic, 500 g"),
    .lot = LOT_LITERAL("ABC123"),
    .expiry = 20260930,
    .quantity = 48,
    .unit = LOT_LITERAL("pcs"),
    .supplier = LOT_LITERAL("Conserve del Sud S.r.l."),
    .received = 20260301,
};

/* From the template's text to printer bytes, as the first label of a program that just started. */
static void make_label(void)
{
    const struct lot_label_options options = {0};
    const struct lot_label_job job = {.options = &options, .format = LOT_LABEL_ZPL};
    struct lot_template *template = NULL;
    struct lot_label_fault fault;
    struct lot_bytes bytes;
    if (lot_template_shipped(&template, LOT_LITERAL("lot-100x50"), &fault) < 0 ||
        lot_label_print(template, &sample, &job, &bytes, &fault) < 0) {
        fprintf(stderr, "%s\n", fault.text);
        exit(1);
    }
    lot_bytes_done(&bytes);
    lot_template_free(template);
}

static void make_symbol(void)
{
    struct content content;
    struct symbol *symbol = NULL;
    char text[CONTENT_SIZE];
    if (content_of(&sample, &content, NULL) < 0) {
        exit(1);
    }
    size_t size = content_write(&content, BRACKETS_SQUARE, text);
    if (symbol_new(&symbol, SYMBOL_GS1_DATAMATRIX, lot_span(text, size), NULL) < 0) {
        exit(1);
    }
    symbol_free(symbol);
}

static void run_zint(void)
{
    static char *const arguments[] = {"zint",     "--barcode=DATAMATRIX",
                                      "--gs1",    "--square",
                                      "--direct", "--filetype=svg",
                                      "--data",   "[01]09521234543213[17]260930[30]48[10]ABC123",
                                      NULL};
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    if (posix_spawnp(&child, "zint", &actions, NULL, arguments, environ) != 0 ||
        waitpid(child, &status, 0) < 0 || status != 0) {
        fprintf(stderr, "the zint program does not run\n");
        exit(1);
    }
    posix_spawn_file_actions_destroy(&actions);
}

static int compare(const void *a, const void *b)
{
    double first = *(const double *)a;
    double second = *(const double *)b;
    return (first > second) - (first < second);
}

/* The median time of a run, in milliseconds. */
static double median_ms(void (*run)(void))
{
    double times[RUNS];
    for (int i = 0; i < RUNS; i++) {
        struct timespec start;
        struct timespec end;
        clock_gettime(CLOCK_MONOTONIC, &start);
        run();
        clock_gettime(CLOCK_MONOTONIC, &end);
        times[i] =
            (double)(end.tv_sec - start.tv_sec) * 1e3 + (double)(end.tv_nsec - start.tv_nsec) / 1e6;
    }
    qsort(times, RUNS, sizeof times[0], compare);
    return times[RUNS / 2];
}

/* Resident memory, in KiB. */
static long resident(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%*d %ld", &pages) != 1) {
        exit(1);
    }
    fclose(file);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

int main(void)
{
    long before = resident();
    make_label();
    long grown = resident() - before;
    double label = median_ms(make_label);
    double symbol = median_ms(make_symbol);
    double program = median_ms(run_zint);
    printf("label.compose.ms\t%.2f\tms\tlimit 5\n", label);
    printf("label.rss_growth.kib\t%ld\tKiB\tlimit 6144\n", grown);
    printf("label.symbol.us\t%.1f\tus\tthe zint program: %.0f\n", symbol * 1e3, program * 1e3);
    printf("label.symbol_vs_zint_program.ratio\t%.0f\tx\tat least 20\n", program / symbol);
    return 0;
}
