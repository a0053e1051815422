/* SPDX-License-Identifier: MIT */
/*
 * Reads one scanner through libevdev. The device is grabbed: what is scanned reaches nobody else,
 * no console and no login prompt.
 *
 * Events that the kernel had to drop cannot be had again:
 *
 *   keys ... SYN_DROPPED -> half-read scan thrown away, told -> libevdev's state synced, keyboard
 *   reset -> rest of that scan skipped by the framer -> keys of the next scan
 *
 * The only timer is one-shot and runs while a scan is half read. It asks for the pause from the
 * moment the last key was read, and reads what came meanwhile before it judges by the events' own
 * times: a busy loop never splits a scan.
 */

#include "reader.h"

#include "clock.h"
#include "keymap.h"

#include <errno.h>
#include <fcntl.h>
#include <libevdev/libevdev.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <systemd/sd-event.h>
#include <unistd.h>

#define US_PER_MS         1000
#define TIMER_ACCURACY_US 1000

struct reader {
    struct reader_handler handler;
    struct libevdev *device;
    int fd;
    clockid_t clock; /* that stamps its events */
    struct keyboard keyboard;
    struct lot_framer framer;
    sd_event_source *readable;
    sd_event_source *silence;
};

/* ---- what was read -------------------------------------------------------------------------- */

static void report(struct reader *reader, enum lot_frame frame, int64_t event_ms)
{
    if (frame == LOT_FRAME_SCAN) {
        reader->handler.scan(reader->handler.user, lot_framer_scan(&reader->framer),
                             clock_moment(reader->clock, event_ms));
    } else if (frame != LOT_FRAME_NONE) {
        reader->handler.lost(reader->handler.user, frame);
    }
}

static void read_key(struct reader *reader, const struct input_event *event)
{
    int64_t now = (int64_t)event->input_event_sec * 1000 + event->input_event_usec / US_PER_MS;
    int64_t before = reader->framer.last_ms;
    struct lot_span text = {0};
    report(reader, lot_framer_tick(&reader->framer, now), before);
    enum stroke stroke = keyboard_key(&reader->keyboard, event->code, event->value == 1, &text);
    report(reader, lot_framer_put(&reader->framer, text, now), now);
    if (stroke == STROKE_END) {
        report(reader, lot_framer_end(&reader->framer), now);
    }
}

/* After a reset: modifiers that the device holds down are down. */
static void hold_modifiers(struct reader *reader)
{
    static const uint8_t modifiers[] = {KEY_LEFTSHIFT, KEY_RIGHTSHIFT, KEY_LEFTCTRL,
                                        KEY_RIGHTCTRL, KEY_LEFTALT,    KEY_RIGHTALT};
    struct lot_span text;
    for (size_t i = 0; i < sizeof modifiers; i++) {
        if (libevdev_get_event_value(reader->device, EV_KEY, modifiers[i])) {
            keyboard_key(&reader->keyboard, modifiers[i], true, &text);
        }
    }
}

/* The kernel dropped events: nothing held is worth anything. */
static int resync(struct reader *reader)
{
    struct input_event event;
    int result;
    do {
        result = libevdev_next_event(reader->device, LIBEVDEV_READ_FLAG_SYNC, &event);
    } while (result == LIBEVDEV_READ_STATUS_SYNC);
    lot_framer_drop(&reader->framer, clock_now_ms(reader->clock));
    reader->handler.lost(reader->handler.user, LOT_FRAME_LOST);
    if (result < 0 && result != -EAGAIN) {
        return result;
    }
    result = keyboard_reset(&reader->keyboard);
    hold_modifiers(reader);
    return result;
}

/* Reads all that is there: 0, or -errno when the device cannot be read any more. */
static int read_events(struct reader *reader)
{
    for (;;) {
        struct input_event event;
        int result = libevdev_next_event(reader->device, LIBEVDEV_READ_FLAG_NORMAL, &event);
        if (result == LIBEVDEV_READ_STATUS_SYNC) {
            result = resync(reader);
        } else if (result == LIBEVDEV_READ_STATUS_SUCCESS && event.type == EV_KEY &&
                   event.value != 2) { /* a scanner does not repeat keys */
            read_key(reader, &event);
        }
        if (result < 0) {
            return result == -EAGAIN ? 0 : result;
        }
    }
}

/* ---- the loop ------------------------------------------------------------------------------- */

static int wait_for_silence(struct reader *reader)
{
    int64_t deadline = lot_framer_deadline(&reader->framer);
    if (deadline < 0) {
        return sd_event_source_set_enabled(reader->silence, SD_EVENT_OFF);
    }
    uint64_t pause_us = (uint64_t)(deadline - reader->framer.last_ms) * US_PER_MS;
    int error = sd_event_source_set_time_relative(reader->silence, pause_us);
    return error < 0 ? error : sd_event_source_set_enabled(reader->silence, SD_EVENT_ONESHOT);
}

/* The end of every turn: waits on, or says that it is over. Does not touch the reader after that.
 */
static int go_on(struct reader *reader, int error)
{
    if (error == 0) {
        error = wait_for_silence(reader);
    }
    if (error < 0) {
        reader->handler.gone(reader->handler.user, error);
    }
    return 0;
}

static int on_readable(sd_event_source *source, int fd, uint32_t events, void *user)
{
    (void)source;
    (void)fd;
    struct reader *reader = user;
    int error = read_events(reader);
    return go_on(reader, error == 0 && (events & EPOLLHUP) ? -ENODEV : error);
}

static int on_silence(sd_event_source *source, uint64_t time_us, void *user)
{
    (void)source;
    (void)time_us;
    struct reader *reader = user;
    int64_t deadline = lot_framer_deadline(&reader->framer);
    int error = read_events(reader);
    if (error == 0) {
        int64_t last = reader->framer.last_ms;
        report(reader, lot_framer_tick(&reader->framer, deadline), last);
    }
    return go_on(reader, error);
}

int reader_start(struct reader *reader, struct sd_event *loop, const struct reader_handler *handler)
{
    reader->handler = *handler;
    int error = sd_event_add_io(loop, &reader->readable, reader->fd, EPOLLIN, on_readable, reader);
    if (error < 0) {
        return error;
    }
    error = sd_event_add_time(loop, &reader->silence, CLOCK_BOOTTIME, 0, TIMER_ACCURACY_US,
                              on_silence, reader);
    return error < 0 ? error : sd_event_source_set_enabled(reader->silence, SD_EVENT_OFF);
}

/* ---- opening and closing -------------------------------------------------------------------- */

static int open_device(struct reader *reader, const char *node)
{
    reader->fd = open(node, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (reader->fd < 0) {
        return -errno;
    }
    int error = libevdev_new_from_fd(reader->fd, &reader->device);
    if (error < 0) {
        return error;
    }
    bool stamped = libevdev_set_clock_id(reader->device, CLOCK_BOOTTIME) == 0;
    reader->clock = stamped ? CLOCK_BOOTTIME : CLOCK_REALTIME; /* evdev's own choice */
    return libevdev_grab(reader->device, LIBEVDEV_GRAB);
}

int reader_new(struct reader **out, const char *node, const struct reader_options *options)
{
    struct reader *reader = calloc(1, sizeof *reader);
    if (!reader) {
        return -ENOMEM;
    }
    reader->fd = -1;
    lot_framer_init(&reader->framer, &options->framing);
    int error = keyboard_init(&reader->keyboard, options->keymap, options->tab_ends);
    if (error == 0) {
        error = open_device(reader, node);
    }
    if (error < 0) {
        reader_free(reader);
        return error;
    }
    *out = reader;
    return 0;
}

struct reader *reader_free(struct reader *reader)
{
    if (!reader) {
        return NULL;
    }
    sd_event_source_disable_unref(reader->silence);
    sd_event_source_disable_unref(reader->readable);
    libevdev_free(reader->device);
    if (reader->fd >= 0) {
        close(reader->fd);
    }
    keyboard_done(&reader->keyboard);
    free(reader);
    return NULL;
}

/* ---- who it is ------------------------------------------------------------------------------ */

bool reader_is_busy(const struct reader *reader)
{
    return reader->framer.fate != LOT_FRAME_NONE;
}

const char *reader_name(const struct reader *reader)
{
    return libevdev_get_name(reader->device);
}

void reader_identity(const struct reader *reader, char *out, size_t size)
{
    const char *serial = libevdev_get_uniq(reader->device);
    const char *port = libevdev_get_phys(reader->device);
    snprintf(out, size, "%04x:%04x %s %s", (unsigned)libevdev_get_id_vendor(reader->device),
             (unsigned)libevdev_get_id_product(reader->device), serial ? serial : "",
             port ? port : "");
}
