/* SPDX-License-Identifier: MIT */
#ifndef LABEL_DEVICE_H
#define LABEL_DEVICE_H

#include <lot/label.h>

/* One job on its way into a device node. */
struct device;

struct device_target {
    struct sd_event *loop;
    const char *path;
    int64_t patience_ms;
    /* Called once, from the loop; the device may be freed in it. */
    void (*ended)(void *user, enum lot_sent sent, int error);
    void *user;
};

/* Opens the node and starts writing the bytes (copied) as it takes them; -errno: nothing went out.
 */
int device_start(struct device **out, const struct device_target *target, struct lot_span bytes);
/* Stops at once. */
struct device *device_free(struct device *device);
/* What can be said of a job that is stopped now. */
enum lot_sent device_sent(const struct device *device);

#endif
