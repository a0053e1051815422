/* SPDX-License-Identifier: MIT */
#ifndef ALARM_H
#define ALARM_H

/* A timer that rings once, and only when set: nothing here wakes the machine without cause. */

#include <stdint.h>

struct sd_event;
struct sd_event_source;

struct alarm {
    struct sd_event_source *source; /* NULL: never set */
    void (*ring)(void *user);
    void *user;
};

/* Prepares it; it owns nothing yet. */
void alarm_init(struct alarm *alarm, void (*ring)(void *user), void *user);
/* Forgets it. */
void alarm_done(struct alarm *alarm);

/* Rings after that time from now; -errno. Setting it again moves it. */
int alarm_after(struct alarm *alarm, struct sd_event *loop, int64_t delay_ms);
/* Rings at that UTC time, also when the machine slept in between; 0: not at all. */
int alarm_at(struct alarm *alarm, struct sd_event *loop, int64_t utc_ms);

#endif
