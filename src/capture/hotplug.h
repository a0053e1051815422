/* SPDX-License-Identifier: MIT */
#ifndef CAPTURE_HOTPLUG_H
#define CAPTURE_HOTPLUG_H

/* Which input devices are ours, as they come and go. */

struct sd_event;

struct hotplug_options {
    const char *tag;          /* udev tag of devices that are ours; NULL: none by tag */
    const char *const *nodes; /* nodes or links to them, NULL-terminated; borrowed; NULL: none */
};

struct hotplug_handler {
    void *user;
    /* A device of ours is there; may be said more than once of the same. */
    void (*arrived)(void *user, const char *node);
    /* A device went away, whether it was ours or not. */
    void (*left)(void *user, const char *node);
};

struct hotplug;

/* Starts listening. hotplug_scan then says what is there already. */
int hotplug_new(struct hotplug **out, struct sd_event *loop, const struct hotplug_options *options,
                const struct hotplug_handler *handler);
struct hotplug *hotplug_free(struct hotplug *hotplug);
/* Says what is there now: by tag, by name, and names that udev does not know as they stand. */
int hotplug_scan(struct hotplug *hotplug);

#endif
