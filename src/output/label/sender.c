/* SPDX-License-Identifier: MIT */
/*
 * Sends one job after another to a printer, which is a directory, a device node or an address:
 * which of the first two is seen when a job is sent, since a printer may be plugged in at any time.
 * The outcome never claims more than is known: done, nothing, or unknown.
 */

#include "device.h"
#include "folder.h"
#include "socket.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <systemd/sd-event.h>

#define PATIENCE_MS 30000

struct lot_sender {
    struct sd_event *loop;
    char *target;
    char *suffix;
    int64_t patience_ms;
    struct device *device; /* a job under way, or NULL */
    void (*done)(void *user, enum lot_sent sent, int error);
    void *user;
};

int lot_sender_new(struct lot_sender **out, struct sd_event *loop,
                   const struct lot_sender_options *options)
{
    if (!options->target || !*options->target || options->patience_ms < 0) {
        return -EINVAL;
    }
    struct lot_sender *sender = calloc(1, sizeof *sender);
    if (!sender) {
        return -ENOMEM;
    }
    sender->loop = sd_event_ref(loop);
    sender->target = strdup(options->target);
    sender->suffix = strdup(options->suffix ? options->suffix : "");
    sender->patience_ms = options->patience_ms > 0 ? options->patience_ms : PATIENCE_MS;
    if (!sender->target || !sender->suffix) {
        lot_sender_free(sender);
        return -ENOMEM;
    }
    *out = sender;
    return 0;
}

/* The sender is ready for the next job when done is called, which may also free it. */
static void ended(void *user, enum lot_sent sent, int error)
{
    struct lot_sender *sender = user;
    sender->device = device_free(sender->device);
    sender->done(sender->user, sent, error);
}

struct lot_sender *lot_sender_free(struct lot_sender *sender)
{
    if (sender) {
        if (sender->device) {
            ended(sender, device_sent(sender->device), -ECANCELED);
        }
        device_free(sender->device); /* one that was sent from there */
        sd_event_unref(sender->loop);
        free(sender->target);
        free(sender->suffix);
        free(sender);
    }
    return NULL;
}

static int start(struct lot_sender *sender, struct lot_span bytes)
{
    const struct device_target target = {
        .loop = sender->loop,
        .path = sender->target,
        .patience_ms = sender->patience_ms,
        .ended = ended,
        .user = sender,
    };
    return device_start(&sender->device, &target, bytes);
}

int lot_sender_send(struct lot_sender *sender, struct lot_span bytes, const char *name,
                    void (*done)(void *user, enum lot_sent sent, int error), void *user)
{
    if (sender->device) {
        return -EBUSY;
    }
    if (bytes.size == 0 || !name || !folder_takes_name(name)) {
        return -EINVAL;
    }
    sender->done = done;
    sender->user = user;
    struct stat target;
    bool connects = socket_is_target(sender->target);
    int error = !connects && stat(sender->target, &target) < 0 ? -errno : 0;
    if (error == 0 && !connects && S_ISDIR(target.st_mode)) {
        error = folder_write(sender->target, name, sender->suffix, bytes);
        done(user, error < 0 ? LOT_SENT_NOTHING : LOT_SENT_DONE, error);
        return 0;
    }
    error = error < 0 ? error : start(sender, bytes);
    if (error < 0) {
        done(user, LOT_SENT_NOTHING, error);
    }
    return 0;
}
