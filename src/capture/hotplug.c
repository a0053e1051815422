/* SPDX-License-Identifier: MIT */
/*
 * Follows udev through sd-device. A device is ours when it carries the tag, or when its node or a
 * link to it was named; the device's own node is what is handed on, so that a scanner that is both
 * tagged and named is opened once. Listening starts before looking: what arrives in between is
 * told twice rather than missed.
 */

#include "hotplug.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <systemd/sd-device.h>
#include <systemd/sd-event.h>

struct hotplug {
    struct hotplug_options options;
    struct hotplug_handler handler;
    sd_device_monitor *monitor;
};

/* ---- which are ours ------------------------------------------------------------------------- */

/* udev keeps lists in properties: CURRENT_TAGS as ":one:two:", DEVLINKS as "/dev/one /dev/two". */
static bool lists(sd_device *device, const char *property, char separator, const char *word)
{
    const char *list = NULL;
    size_t size = word ? strlen(word) : 0;
    if (size == 0 || sd_device_get_property_value(device, property, &list) < 0) {
        return false;
    }
    while (*list) {
        const char *end = strchrnul(list, separator);
        if ((size_t)(end - list) == size && memcmp(list, word, size) == 0) {
            return true;
        }
        list = *end ? end + 1 : end;
    }
    return false;
}

static bool has_tag(sd_device *device, const char *tag)
{
    return lists(device, "CURRENT_TAGS", ':', tag); /* TAGS keeps those of rules that are gone */
}

static bool has_name(sd_device *device, const char *name)
{
    const char *node = NULL;
    return (sd_device_get_devname(device, &node) >= 0 && strcmp(node, name) == 0) ||
           lists(device, "DEVLINKS", ' ', name);
}

static bool is_named(const struct hotplug *hotplug, sd_device *device)
{
    const char *const *name = hotplug->options.nodes;
    while (name && *name && !has_name(device, *name)) {
        name++;
    }
    return name && *name;
}

static bool is_event_node(sd_device *device, const char **node)
{
    const char *name = NULL;
    return sd_device_get_sysname(device, &name) >= 0 && strncmp(name, "event", 5) == 0 &&
           sd_device_get_devname(device, node) >= 0;
}

static void consider(struct hotplug *hotplug, sd_device *device)
{
    const char *node = NULL;
    if (is_event_node(device, &node) &&
        (has_tag(device, hotplug->options.tag) || is_named(hotplug, device))) {
        hotplug->handler.arrived(hotplug->handler.user, node);
    }
}

/* ---- coming and going ----------------------------------------------------------------------- */

static int on_device(sd_device_monitor *monitor, sd_device *device, void *user)
{
    (void)monitor;
    struct hotplug *hotplug = user;
    sd_device_action_t action = SD_DEVICE_ADD;
    const char *node = NULL;
    sd_device_get_action(device, &action);
    if (action != SD_DEVICE_REMOVE) {
        consider(hotplug, device);
    } else if (is_event_node(device, &node)) {
        hotplug->handler.left(hotplug->handler.user, node);
    }
    return 0;
}

static int listen_on(struct hotplug *hotplug, struct sd_event *loop)
{
    int error = sd_device_monitor_new(&hotplug->monitor);
    if (error < 0) {
        return error;
    }
    error = sd_device_monitor_filter_add_match_subsystem_devtype(hotplug->monitor, "input", NULL);
    if (error < 0) {
        return error;
    }
    error = sd_device_monitor_attach_event(hotplug->monitor, loop);
    if (error < 0) {
        return error;
    }
    error = sd_device_monitor_start(hotplug->monitor, on_device, hotplug);
    if (error < 0) {
        return error;
    }
    /* a reader that finds its device gone comes before the news of the next at the same node */
    return sd_event_source_set_priority(sd_device_monitor_get_event_source(hotplug->monitor),
                                        SD_EVENT_PRIORITY_NORMAL + 1);
}

int hotplug_new(struct hotplug **out, struct sd_event *loop, const struct hotplug_options *options,
                const struct hotplug_handler *handler)
{
    struct hotplug *hotplug = calloc(1, sizeof *hotplug);
    if (!hotplug) {
        return -ENOMEM;
    }
    hotplug->options = *options;
    hotplug->handler = *handler;
    int error = listen_on(hotplug, loop);
    if (error < 0) {
        hotplug_free(hotplug);
        return error;
    }
    *out = hotplug;
    return 0;
}

struct hotplug *hotplug_free(struct hotplug *hotplug)
{
    if (hotplug) {
        sd_device_monitor_unref(hotplug->monitor);
        free(hotplug);
    }
    return NULL;
}

/* ---- what is there already ------------------------------------------------------------------ */

static bool enumerated(sd_device_enumerator *devices, const char *name)
{
    sd_device *device = sd_device_enumerator_get_device_first(devices);
    while (device && !has_name(device, name)) {
        device = sd_device_enumerator_get_device_next(devices);
    }
    return device != NULL;
}

static void tell_present(struct hotplug *hotplug, sd_device_enumerator *devices)
{
    for (sd_device *device = sd_device_enumerator_get_device_first(devices); device;
         device = sd_device_enumerator_get_device_next(devices)) {
        consider(hotplug, device);
    }
    for (const char *const *name = hotplug->options.nodes; name && *name; name++) {
        if (!enumerated(devices, *name)) {
            hotplug->handler.arrived(hotplug->handler.user, *name);
        }
    }
}

int hotplug_scan(struct hotplug *hotplug)
{
    sd_device_enumerator *devices = NULL;
    int error = sd_device_enumerator_new(&devices);
    if (error < 0) {
        return error;
    }
    error = sd_device_enumerator_add_match_subsystem(devices, "input", true);
    if (error >= 0) { /* a device by name is ours without a udev that knows it */
        error = sd_device_enumerator_allow_uninitialized(devices);
    }
    if (error >= 0) {
        tell_present(hotplug, devices);
    }
    sd_device_enumerator_unref(devices);
    return error < 0 ? error : 0;
}
