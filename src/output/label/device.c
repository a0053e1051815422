/* SPDX-License-Identifier: MIT */
/*
 * Writes a label into a device node without ever waiting for it: /dev/usb/lp0, a serial line, a
 * pipe, a printer in the network. What makes this more than write():
 * - usblp says that it is ready when paper is out, and then takes nothing: asked again in a while.
 * - closing usblp throws away what it has not sent yet: after the last byte it must be ready again.
 * - closing a serial line waits until all is out: that is waited for before, on the loop.
 * - a network printer has a label when it has acknowledged the last byte; one that is given up must
 *   not get the rest of it from the kernel later.
 * - a pipe whose reader died sends SIGPIPE, which must not end the program.
 */

#include "device.h"

#include "socket.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <systemd/sd-event.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define ASK_AGAIN_US 100000u
#define ACCURACY_US  10000u

struct device {
    int fd;
    bool is_pipe;
    uint8_t *data;
    size_t size, sent;
    uint64_t patience_us;
    sd_event_source *ready, *patience, *again;
    void (*ended)(void *user, enum lot_sent sent, int error);
    void *user;
};

enum lot_sent device_sent(const struct device *device)
{
    return device->sent > 0 ? LOT_SENT_UNKNOWN : LOT_SENT_NOTHING;
}

static bool is_drained(const struct device *device)
{
    int left = 0;
    /* of a line, or (it is the same number) of a connection; < 0: neither */
    return ioctl(device->fd, TIOCOUTQ, &left) < 0 || left == 0;
}

struct device *device_free(struct device *device)
{
    if (device) {
        sd_event_source_disable_unref(device->ready);
        sd_event_source_disable_unref(device->patience);
        sd_event_source_disable_unref(device->again);
        if (device->fd >= 0 && !is_drained(device)) {
            tcflush(device->fd, TCOFLUSH); /* or close would wait for a line that takes nothing */
            socket_abort(device->fd);
        }
        if (device->fd >= 0) {
            close(device->fd);
        }
        free(device->data);
        free(device);
    }
    return NULL;
}

/* ---- writing -------------------------------------------------------------------------------- */

/* write() that answers EPIPE without the signal. */
static ssize_t write_quietly(int fd, const void *data, size_t size)
{
    sigset_t pipe_only;
    sigset_t before;
    sigemptyset(&pipe_only);
    sigaddset(&pipe_only, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_only, &before);
    ssize_t written = write(fd, data, size);
    int error = errno;
    if (written < 0 && error == EPIPE) {
        sigtimedwait(&pipe_only, NULL, &(struct timespec){0});
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return written;
}

/* Writes what the device takes now: the number of bytes, or -errno. */
static ssize_t push(struct device *device)
{
    size_t before = device->sent;
    while (device->sent < device->size) {
        ssize_t written =
            write_quietly(device->fd, device->data + device->sent, device->size - device->sent);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0 && errno != EAGAIN) {
            return -errno;
        }
        if (written <= 0) {
            break;
        }
        device->sent += (size_t)written;
    }
    return (ssize_t)(device->sent - before);
}

/* ---- the loop ------------------------------------------------------------------------------- */

static int arm(sd_event_source *timer, uint64_t usec)
{
    int error = sd_event_source_set_time_relative(timer, usec);
    return error < 0 ? error : sd_event_source_set_enabled(timer, SD_EVENT_ONESHOT);
}

static void end(struct device *device, enum lot_sent sent, int error)
{
    sd_event_source_set_enabled(device->ready, SD_EVENT_OFF);
    sd_event_source_set_enabled(device->patience, SD_EVENT_OFF);
    sd_event_source_set_enabled(device->again, SD_EVENT_OFF);
    device->ended(device->user, sent, error);
}

/* A device that is ready and takes nothing would spin the loop. */
static int ask_later(struct device *device)
{
    int error = sd_event_source_set_enabled(device->ready, SD_EVENT_OFF);
    return error < 0 ? error : arm(device->again, ASK_AGAIN_US);
}

static int ask_again(sd_event_source *timer, uint64_t usec, void *user)
{
    (void)timer;
    (void)usec;
    struct device *device = user;
    return sd_event_source_set_enabled(device->ready, SD_EVENT_ON);
}

static int give_up(sd_event_source *timer, uint64_t usec, void *user)
{
    (void)timer;
    (void)usec;
    struct device *device = user;
    end(device, device_sent(device), -ETIMEDOUT);
    return 0;
}

static int is_ready(sd_event_source *source, int fd, uint32_t events, void *user)
{
    (void)source;
    (void)fd;
    (void)events;
    struct device *device = user;
    bool all_before = device->sent == device->size;
    ssize_t pushed = push(device);
    int error = pushed < 0 ? (int)pushed : 0;
    if (error == 0 && device->sent == device->size && (all_before || device->is_pipe)) {
        if (is_drained(device)) {
            end(device, LOT_SENT_DONE, 0);
            return 0;
        }
    }
    if (error == 0) {
        error = pushed > 0 ? arm(device->patience, device->patience_us) : ask_later(device);
    }
    if (error < 0) {
        end(device, device_sent(device), error);
    }
    return 0;
}

/* ---- starting ------------------------------------------------------------------------------- */

/* A serial line as a plain channel: no newline becomes two bytes. */
static void make_raw(int fd)
{
    struct termios line;
    if (tcgetattr(fd, &line) == 0) {
        cfmakeraw(&line);
        tcsetattr(fd, TCSANOW, &line);
    }
}

static int open_connection(struct device *device, const struct device_target *target)
{
    device->fd = socket_open(target->path, target->patience_ms);
    return device->fd < 0 ? device->fd : 0;
}

static int open_node(struct device *device, const char *path)
{
    struct stat node;
    device->fd = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (device->fd < 0 || fstat(device->fd, &node) < 0) {
        return -errno;
    }
    if (!S_ISCHR(node.st_mode) && !S_ISFIFO(node.st_mode)) {
        return -ENODEV; /* a plain file would be overwritten with every label */
    }
    device->is_pipe = S_ISFIFO(node.st_mode);
    make_raw(device->fd);
    return 0;
}

static int watch(struct device *device, struct sd_event *loop)
{
    int error = sd_event_add_io(loop, &device->ready, device->fd, EPOLLOUT, is_ready, device);
    error = error < 0
                ? error
                : sd_event_add_time_relative(loop, &device->patience, CLOCK_MONOTONIC,
                                             device->patience_us, ACCURACY_US, give_up, device);
    error = error < 0 ? error
                      : sd_event_add_time_relative(loop, &device->again, CLOCK_MONOTONIC,
                                                   ASK_AGAIN_US, ACCURACY_US, ask_again, device);
    return error < 0 ? error : sd_event_source_set_enabled(device->again, SD_EVENT_OFF);
}

int device_start(struct device **out, const struct device_target *target, struct lot_span bytes)
{
    struct device *device = calloc(1, sizeof *device);
    if (!device) {
        return -ENOMEM;
    }
    *device = (struct device){
        .fd = -1,
        .data = malloc(bytes.size),
        .size = bytes.size,
        .patience_us = (uint64_t)target->patience_ms * 1000,
        .ended = target->ended,
        .user = target->user,
    };
    int error = -ENOMEM;
    if (device->data) {
        error = socket_is_target(target->path) ? open_connection(device, target)
                                               : open_node(device, target->path);
    }
    if (error == 0) {
        memcpy(device->data, bytes.data, bytes.size);
        error = watch(device, target->loop);
    }
    if (error < 0) {
        device_free(device);
        return error;
    }
    *out = device;
    return 0;
}
