/* SPDX-License-Identifier: MIT */
#ifndef CAPTURE_CLOCK_H
#define CAPTURE_CLOCK_H

/* Times of events: when did what the kernel stamped happen, on the wall clock and here? */

#include <lot/base.h>

#include <time.h>

int64_t clock_now_ms(clockid_t clock);
/* The moment of an event that was stamped `event_ms` by `clock`. */
struct lot_time clock_moment(clockid_t clock, int64_t event_ms);

#endif
