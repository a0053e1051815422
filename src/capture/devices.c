/* SPDX-License-Identifier: MIT */
/*
 * The scanners of this handheld: those that are open, and those that were and may come back. A
 * scanner that is plugged in again, at whatever node, is the same source as before. The table is
 * of a fixed size: whoever plugs devices in and out all day fills no memory.
 */

#include "hotplug.h"
#include "keymap.h"
#include "reader.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEVICES_MAX 16
#define DEFAULT_TAG "lotd-scanner"
#define DEFAULT_XKB "us"
#define NAME_SIZE   128

struct device {
    struct lot_capture *capture;
    struct reader *reader; /* NULL: it is away */
    uint32_t source;       /* 0: this row was never used */
    char node[NAME_SIZE];
    char name[NAME_SIZE];
    char identity[2 * NAME_SIZE];
};

struct lot_capture {
    struct sd_event *loop; /* borrowed: it outlives us */
    struct lot_capture_handler handler;
    struct reader_options reading;
    struct hotplug *hotplug;
    char **nodes;
    char *tag;
    uint32_t sources; /* how many were numbered */
    struct device devices[DEVICES_MAX];
};

/* ---- the table ------------------------------------------------------------------------------ */

static struct device *find_open(struct lot_capture *capture, const char *node)
{
    for (size_t i = 0; i < DEVICES_MAX; i++) {
        struct device *device = &capture->devices[i];
        if (device->reader && strcmp(device->node, node) == 0) {
            return device;
        }
    }
    return NULL;
}

/* The row of a device: its own from before, else one never used, else the longest known away. */
static struct device *find_row(struct lot_capture *capture, const char *identity)
{
    struct device *best = NULL;
    for (size_t i = 0; i < DEVICES_MAX; i++) {
        struct device *device = &capture->devices[i];
        if (device->reader) {
            continue;
        }
        if (device->source > 0 && strcmp(device->identity, identity) == 0) {
            return device;
        }
        if (!best || device->source < best->source) {
            best = device;
        }
    }
    return best;
}

/* Names come from the device: what a terminal might obey is not copied. */
static void copy_name(char out[NAME_SIZE], const char *name)
{
    size_t size = 0;
    for (; size < NAME_SIZE - 1 && name[size]; size++) {
        uint8_t byte = (uint8_t)name[size];
        out[size] = byte < 0x20 || byte >= 0x7f ? '?' : name[size];
    }
    out[size] = '\0';
}

/* A row for an open reader; NULL: too many devices. */
static struct device *add_device(struct lot_capture *capture, struct reader *reader,
                                 const char *node)
{
    char identity[2 * NAME_SIZE];
    reader_identity(reader, identity, sizeof identity);
    struct device *device = find_row(capture, identity);
    if (!device) {
        return NULL;
    }
    if (strcmp(device->identity, identity) != 0) {
        device->source = ++capture->sources;
        memcpy(device->identity, identity, sizeof identity);
    }
    snprintf(device->node, sizeof device->node, "%s", node);
    copy_name(device->name, reader_name(reader));
    device->capture = capture;
    device->reader = reader;
    return device;
}

/* ---- what a reader says --------------------------------------------------------------------- */

static void notify(const struct device *device, enum lot_capture_event event, int error)
{
    const struct lot_capture_handler *handler = &device->capture->handler;
    handler->notice(handler->user, &(struct lot_capture_notice){
                                       .event = event,
                                       .node = device->node,
                                       .name = device->name,
                                       .source = device->source,
                                       .error = error,
                                   });
}

static void on_scan(void *user, struct lot_span bytes, struct lot_time time)
{
    const struct device *device = user;
    const struct lot_capture_handler *handler = &device->capture->handler;
    handler->scan(handler->user,
                  &(struct lot_scan){.bytes = bytes, .time = time, .source = device->source});
}

static void on_lost(void *user, enum lot_frame frame)
{
    notify(user, frame == LOT_FRAME_LONG ? LOT_CAPTURE_LONG : LOT_CAPTURE_DROPPED, 0);
}

static void on_gone(void *user, int error)
{
    struct device *device = user;
    bool half_read = reader_is_busy(device->reader);
    device->reader = reader_free(device->reader);
    if (half_read) {
        notify(device, LOT_CAPTURE_DROPPED, error);
    }
    notify(device, LOT_CAPTURE_GONE, error);
}

/* ---- coming and going ----------------------------------------------------------------------- */

static void deny(struct lot_capture *capture, const char *node, int error)
{
    capture->handler.notice(capture->handler.user, &(struct lot_capture_notice){
                                                       .event = LOT_CAPTURE_DENIED,
                                                       .node = node,
                                                       .name = "",
                                                       .error = error,
                                                   });
}

static int start(struct device *device)
{
    const struct reader_handler handler = {
        .user = device,
        .scan = on_scan,
        .lost = on_lost,
        .gone = on_gone,
    };
    int error = reader_start(device->reader, device->capture->loop, &handler);
    if (error < 0) {
        device->reader = reader_free(device->reader);
    }
    return error;
}

static void on_arrived(void *user, const char *node)
{
    struct lot_capture *capture = user;
    struct reader *reader = NULL;
    if (find_open(capture, node)) {
        return;
    }
    int error = reader_new(&reader, node, &capture->reading);
    if (error < 0) {
        deny(capture, node, error);
        return;
    }
    struct device *device = add_device(capture, reader, node);
    if (!device) {
        reader_free(reader);
        deny(capture, node, -EMFILE);
        return;
    }
    error = start(device);
    if (error < 0) {
        deny(capture, node, error);
        return;
    }
    notify(device, LOT_CAPTURE_OPENED, 0);
}

static void on_left(void *user, const char *node)
{
    struct device *device = find_open(user, node);
    if (device) {
        on_gone(device, -ENODEV);
    }
}

/* ---- the whole ------------------------------------------------------------------------------ */

static void free_list(char **list)
{
    for (char **item = list; item && *item; item++) {
        free(*item);
    }
    free(list);
}

/* A copy of a NULL-terminated list of strings; NULL when memory ran out. */
static char **copy_list(const char *const *list)
{
    size_t count = 0;
    while (list && list[count]) {
        count++;
    }
    char **copy = calloc(count + 1, sizeof *copy);
    for (size_t i = 0; copy && i < count; i++) {
        copy[i] = strdup(list[i]);
        if (!copy[i]) {
            free_list(copy);
            return NULL;
        }
    }
    return copy;
}

static int copy_options(struct lot_capture *capture, const struct lot_capture_options *options)
{
    capture->reading.tab_ends = options->tab_ends;
    capture->reading.framing.gap_ms = options->gap_ms;
    capture->nodes = copy_list(options->nodes);
    if (options->find_tagged) {
        capture->tag = strdup(options->tag ? options->tag : DEFAULT_TAG);
    }
    if (!capture->nodes || (options->find_tagged && !capture->tag)) {
        return -ENOMEM;
    }
    return keymap_new(&capture->reading.keymap, options->layout ? options->layout : DEFAULT_XKB,
                      options->variant);
}

static int follow(struct lot_capture *capture)
{
    const struct hotplug_options options = {
        .tag = capture->tag,
        .nodes = (const char *const *)capture->nodes,
    };
    const struct hotplug_handler handler = {
        .user = capture,
        .arrived = on_arrived,
        .left = on_left,
    };
    int error = hotplug_new(&capture->hotplug, capture->loop, &options, &handler);
    return error < 0 ? error : hotplug_scan(capture->hotplug);
}

int lot_capture_new(struct lot_capture **out, struct sd_event *loop,
                    const struct lot_capture_options *options,
                    const struct lot_capture_handler *handler)
{
    struct lot_capture *capture = calloc(1, sizeof *capture);
    if (!capture) {
        return -ENOMEM;
    }
    capture->loop = loop;
    capture->handler = *handler;
    int error = copy_options(capture, options);
    if (error == 0) {
        error = follow(capture);
    }
    if (error < 0) {
        lot_capture_free(capture);
        return error;
    }
    *out = capture;
    return 0;
}

struct lot_capture *lot_capture_free(struct lot_capture *capture)
{
    if (!capture) {
        return NULL;
    }
    hotplug_free(capture->hotplug);
    for (size_t i = 0; i < DEVICES_MAX; i++) {
        reader_free(capture->devices[i].reader);
    }
    keymap_free(capture->reading.keymap);
    free_list(capture->nodes);
    free(capture->tag);
    free(capture);
    return NULL;
}

unsigned lot_capture_count(const struct lot_capture *capture)
{
    unsigned count = 0;
    for (size_t i = 0; i < DEVICES_MAX; i++) {
        count += capture->devices[i].reader != NULL;
    }
    return count;
}
