/* SPDX-License-Identifier: MIT */
#ifndef DAEMON_H
#define DAEMON_H

/* lotd as a daemon: scanners, bus and signals on one event loop. */

#include "exit_status.h"
#include "holding.h"
#include "options.h"
#include "station.h"

struct daemon_parts {
    const struct options *options;
    struct config **config; /* replaced by a reload */
    struct holding *holding;
    struct station *station;
};

/* Runs until a signal or a failure ends it; what went wrong was logged. */
enum exit_status daemon_run(const struct daemon_parts *parts);

#endif
