/* SPDX-License-Identifier: MIT */
#ifndef CLOCK_H
#define CLOCK_H

/* The one place that reads the clock and the time zone. */

#include <lot/base.h>

/* Now, with the local offset of now. */
struct lot_time clock_now(void);
/* A moment with the local offset that held then. */
struct lot_time clock_local(int64_t utc_ms);
/* When that day begins here, UTC ms. */
int64_t clock_midnight(lot_date date);
/* Milliseconds that never go back: for waiting, not for dating. */
int64_t clock_monotonic_ms(void);

#endif
