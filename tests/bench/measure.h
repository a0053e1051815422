/* SPDX-License-Identifier: MIT */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

/* Clocks, the kernel's counters of this process, and quantiles. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static inline double now_us(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static inline double user_us(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_utime.tv_sec * 1e6 + (double)usage.ru_utime.tv_usec;
}

/* Bytes that this process passed to write(2) so far. */
static inline double written(void)
{
    char line[64];
    double bytes = 0;
    FILE *io = fopen("/proc/self/io", "r");
    while (io && fgets(line, sizeof line, io)) {
        if (strncmp(line, "wchar: ", 7) == 0) {
            bytes = strtod(line + 7, NULL);
        }
    }
    if (io) {
        fclose(io);
    }
    return bytes;
}

static inline int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Sorts; part 0.5 is the median. */
static inline double quantile(double *values, unsigned count, double part)
{
    qsort(values, count, sizeof *values, ascending);
    return values[(unsigned)((double)(count - 1) * part)];
}

#endif
