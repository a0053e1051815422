/* SPDX-License-Identifier: MIT */
/*
 * Events are stamped by a clock that never jumps and runs on in suspend, so that the order and the
 * pauses of keys are true. A moment for the record is worked out when it is needed: the wall clock
 * now, less the event's age. A handheld whose clock is set while a scan waits to be read thus
 * records the right time.
 */

#include "clock.h"

#define MS_PER_SECOND INT64_C(1000)
#define MS_PER_DAY    (MS_PER_SECOND * 60 * 60 * 24)
#define NS_PER_MS     1000000

int64_t clock_now_ms(clockid_t clock)
{
    struct timespec now = {0};
    clock_gettime(clock, &now);
    return now.tv_sec * MS_PER_SECOND + now.tv_nsec / NS_PER_MS;
}

/* Minutes east of UTC where this machine is. */
static int16_t local_offset_min(int64_t utc_ms)
{
    time_t seconds = (time_t)(utc_ms / MS_PER_SECOND);
    struct tm local = {0};
    tzset(); /* the time zone may have been changed since the last scan */
    localtime_r(&seconds, &local);
    return (int16_t)(local.tm_gmtoff / 60);
}

struct lot_time clock_moment(clockid_t clock, int64_t event_ms)
{
    int64_t age = clock_now_ms(clock) - event_ms;
    if (age < 0 || age > MS_PER_DAY) {
        age = 0; /* not of this clock: now is nearer */
    }
    int64_t utc_ms = clock_now_ms(CLOCK_REALTIME) - age;
    return (struct lot_time){.utc_ms = utc_ms, .offset_min = local_offset_min(utc_ms)};
}
