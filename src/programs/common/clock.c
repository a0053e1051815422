/* SPDX-License-Identifier: MIT */
/* The system's clock and time zone, asked here and nowhere else. */

#include "clock.h"

#include <time.h>

static int64_t milliseconds(clockid_t clock)
{
    struct timespec now = {0};
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct lot_time clock_local(int64_t utc_ms)
{
    time_t seconds = (time_t)(utc_ms / 1000 - (utc_ms % 1000 < 0));
    struct tm local = {0};
    localtime_r(&seconds, &local);
    return (struct lot_time){.utc_ms = utc_ms, .offset_min = (int16_t)(local.tm_gmtoff / 60)};
}

int64_t clock_midnight(lot_date date)
{
    struct tm local = {
        .tm_year = date / 10000 - 1900,
        .tm_mon = date / 100 % 100 - 1,
        .tm_mday = date % 100,
        .tm_isdst = -1,
    };
    return (int64_t)mktime(&local) * 1000;
}

struct lot_time clock_now(void)
{
    return clock_local(milliseconds(CLOCK_REALTIME));
}

int64_t clock_monotonic_ms(void)
{
    return milliseconds(CLOCK_MONOTONIC);
}
