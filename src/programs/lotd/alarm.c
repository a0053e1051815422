/* SPDX-License-Identifier: MIT */
/* One sd-event timer for each alarm, made when it is first set and off until it is set again. */

#include "alarm.h"

#include <systemd/sd-event.h>

#include <time.h>

#define ACCURACY_USEC 100000u

void alarm_init(struct alarm *alarm, void (*ring)(void *user), void *user)
{
    *alarm = (struct alarm){.ring = ring, .user = user};
}

void alarm_done(struct alarm *alarm)
{
    alarm->source = sd_event_source_disable_unref(alarm->source);
}

static int on_time(sd_event_source *source, uint64_t usec, void *user)
{
    (void)source;
    (void)usec;
    const struct alarm *alarm = user;
    alarm->ring(alarm->user);
    return 0;
}

static int set(struct alarm *alarm, sd_event *loop, clockid_t clock, uint64_t usec)
{
    if (!alarm->source) {
        return sd_event_add_time(loop, &alarm->source, clock, usec, ACCURACY_USEC, on_time, alarm);
    }
    int error = sd_event_source_set_time(alarm->source, usec);
    return error < 0 ? error : sd_event_source_set_enabled(alarm->source, SD_EVENT_ONESHOT);
}

int alarm_after(struct alarm *alarm, sd_event *loop, int64_t delay_ms)
{
    uint64_t now = 0;
    int error = sd_event_now(loop, CLOCK_MONOTONIC, &now);
    return error < 0 ? error : set(alarm, loop, CLOCK_MONOTONIC, now + (uint64_t)delay_ms * 1000);
}

int alarm_at(struct alarm *alarm, sd_event *loop, int64_t utc_ms)
{
    if (utc_ms > 0) {
        return set(alarm, loop, CLOCK_REALTIME, (uint64_t)utc_ms * 1000);
    }
    return alarm->source ? sd_event_source_set_enabled(alarm->source, SD_EVENT_OFF) : 0;
}
