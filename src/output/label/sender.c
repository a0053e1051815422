/* SPDX-License-Identifier: MIT */
/*
 * Sends one job after another to a printer, which is a directory, a device node, an address or a
 * queue of the spooler: which of the first two is seen when a job is sent, since a printer may be
 * plugged in at any time. The outcome never claims more than is known: done, nothing, or unknown.
 */

#include "delivery.h"
#include "folder.h"
#include "socket.h"
#include "spooler.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <systemd/sd-event.h>

#define PATIENCE_MS 30000
#define ANSWER_MS   2000

struct lot_sender {
    struct sd_event *loop;
    char *target;
    char *suffix;
    struct lot_sender_options options;
    struct voice voice;
    struct delivery *delivery; /* a job under way, or NULL */
    struct spooling *spooling; /* the same */
    void (*done)(void *user, const struct lot_sent_report *report);
    void *user;
};

int lot_sender_new(struct lot_sender **out, struct sd_event *loop,
                   const struct lot_sender_options *options)
{
    if (!options->target || !*options->target || options->patience_ms < 0 ||
        options->answer_ms < 0) {
        return -EINVAL;
    }
    struct lot_sender *sender = calloc(1, sizeof *sender);
    if (!sender) {
        return -ENOMEM;
    }
    sender->loop = sd_event_ref(loop);
    sender->target = strdup(options->target);
    sender->suffix = strdup(options->suffix ? options->suffix : "");
    sender->options = *options;
    sender->options.target = sender->target;
    sender->options.suffix = sender->suffix;
    sender->options.patience_ms = options->patience_ms > 0 ? options->patience_ms : PATIENCE_MS;
    sender->options.answer_ms = options->answer_ms > 0 ? options->answer_ms : ANSWER_MS;
    if (!sender->target || !sender->suffix) {
        lot_sender_free(sender);
        return -ENOMEM;
    }
    *out = sender;
    return 0;
}

static void stop(struct lot_sender *sender)
{
    sender->delivery = delivery_free(sender->delivery);
    sender->spooling = spooling_free(sender->spooling);
}

/* The sender is ready for the next job when done is called, which may also free it. */
static void ended(void *user, const struct lot_sent_report *report)
{
    struct lot_sender *sender = user;
    stop(sender);
    sender->done(sender->user, report);
}

struct lot_sender *lot_sender_free(struct lot_sender *sender)
{
    if (sender) {
        if (sender->delivery || sender->spooling) {
            const struct lot_sent_report report = {
                .sent = sender->delivery ? delivery_sent(sender->delivery) : LOT_SENT_UNKNOWN,
                .error = -ECANCELED,
                .text = ""};
            ended(sender, &report);
        }
        stop(sender); /* one that was sent from there */
        sd_event_unref(sender->loop);
        free(sender->target);
        free(sender->suffix);
        free(sender);
    }
    return NULL;
}

/* ---- sending -------------------------------------------------------------------------------- */

static int deliver(struct lot_sender *sender, struct lot_span bytes)
{
    const struct delivery_target target = {
        .loop = sender->loop,
        .options = &sender->options,
        .voice = &sender->voice,
        .ended = ended,
        .user = sender,
    };
    return delivery_start(&sender->delivery, &target, bytes);
}

static int spool(struct lot_sender *sender, struct lot_span bytes, const char *name)
{
    const struct spooling_target target = {
        .loop = sender->loop,
        .options = &sender->options,
        .title = name,
        .ended = ended,
        .user = sender,
    };
    return spooling_start(&sender->spooling, &target, bytes);
}

/* 1: it is done. */
static int start(struct lot_sender *sender, struct lot_span bytes, const char *name)
{
    struct stat target;
    if (spooler_is_target(sender->target)) {
        return spool(sender, bytes, name);
    }
    if (!socket_is_target(sender->target)) {
        if (stat(sender->target, &target) < 0) {
            return -errno;
        }
        if (S_ISDIR(target.st_mode)) {
            int error = folder_write(sender->target, name, sender->suffix, bytes);
            return error < 0 ? error : 1;
        }
    }
    return deliver(sender, bytes);
}

int lot_sender_send(struct lot_sender *sender, struct lot_span bytes, const char *name,
                    void (*done)(void *user, const struct lot_sent_report *report), void *user)
{
    if (sender->delivery || sender->spooling) {
        return -EBUSY;
    }
    if (bytes.size == 0 || !name || !folder_takes_name(name)) {
        return -EINVAL;
    }
    sender->done = done;
    sender->user = user;
    int outcome = start(sender, bytes, name);
    if (outcome != 0) {
        const struct lot_sent_report report = {
            .sent = outcome < 0 ? LOT_SENT_NOTHING : LOT_SENT_DONE,
            .printer = outcome < 0 ? LOT_PRINTER_OFFLINE : LOT_PRINTER_READY,
            .error = outcome < 0 ? outcome : 0,
            .text = ""};
        done(user, &report);
    }
    return 0;
}
