/* SPDX-License-Identifier: MIT */
/*
 * CUPS by its own program: lp gets an argument vector, never a shell's line, and the label as its
 * standard input, a file in memory, so that nobody waits for a pipe. It ends when CUPS has the job;
 * what becomes of it then is CUPS's to tell. A printer's language goes raw: filters would scale it.
 */

#include "spooler.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <systemd/sd-event.h>
#include <time.h>
#include <unistd.h>

#define SCHEME      "lp:"
#define PROGRAM     "lp"
#define TEXT_SIZE   160u
#define ACCURACY_US 10000u

struct spooling {
    struct spooling_target target;
    pid_t pid;            /* 0: it has ended */
    int handle;           /* of the process; -1: none */
    int input, complaint; /* files in memory */
    sd_event_source *ended, *patience;
};

bool spooler_is_target(const char *target)
{
    return strncmp(target, SCHEME, strlen(SCHEME)) == 0;
}

static void close_file(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
        *fd = -1;
    }
}

struct spooling *spooling_free(struct spooling *spooling)
{
    if (spooling) {
        sd_event_source_disable_unref(spooling->ended);
        sd_event_source_disable_unref(spooling->patience);
        if (spooling->pid > 0) {
            kill(spooling->pid, SIGKILL);
            waitpid(spooling->pid, NULL, 0);
        }
        close_file(&spooling->handle);
        close_file(&spooling->input);
        close_file(&spooling->complaint);
        free(spooling);
    }
    return NULL;
}

/* ---- ending --------------------------------------------------------------------------------- */

/* The first line that lp complained in, as far as it is plain text. */
static void read_complaint(const struct spooling *spooling, char text[TEXT_SIZE])
{
    ssize_t size = pread(spooling->complaint, text, TEXT_SIZE - 1, 0);
    text[size > 0 ? size : 0] = '\0';
    text[strcspn(text, "\r\n")] = '\0';
    for (char *at = text; *at; at++) {
        *at = (unsigned char)*at < ' ' || (unsigned char)*at > '~' ? '?' : *at;
    }
}

static int on_ended(sd_event_source *source, int fd, uint32_t events, void *user)
{
    (void)source, (void)fd, (void)events;
    struct spooling *spooling = user;
    char text[TEXT_SIZE] = "";
    int status = 0;
    if (waitpid(spooling->pid, &status, 0) == spooling->pid) {
        spooling->pid = 0;
    }
    struct lot_sent_report report = {.sent = LOT_SENT_DONE, .text = ""};
    if (!WIFEXITED(status)) {
        report = (struct lot_sent_report){LOT_SENT_UNKNOWN, LOT_PRINTER_BROKE_OFF, -ECANCELED, ""};
    } else if (WEXITSTATUS(status) != 0) {
        read_complaint(spooling, text);
        report = (struct lot_sent_report){LOT_SENT_NOTHING, LOT_PRINTER_OFFLINE, -EIO, text};
    }
    spooling->target.ended(spooling->target.user, &report);
    return 0;
}

static int on_late(sd_event_source *timer, uint64_t usec, void *user)
{
    (void)timer, (void)usec;
    struct spooling *spooling = user;
    const struct lot_sent_report report = {LOT_SENT_UNKNOWN, LOT_PRINTER_NO_ANSWER, -ETIMEDOUT, ""};
    spooling->target.ended(spooling->target.user, &report);
    return 0;
}

/* ---- starting ------------------------------------------------------------------------------- */

static int make_files(struct spooling *spooling, struct lot_span bytes)
{
    spooling->input = memfd_create("label", MFD_CLOEXEC);
    spooling->complaint = memfd_create("complaint", MFD_CLOEXEC);
    if (spooling->input < 0 || spooling->complaint < 0) {
        return -errno;
    }
    for (size_t at = 0; at < bytes.size;) {
        ssize_t written = pwrite(spooling->input, bytes.data + at, bytes.size - at, (off_t)at);
        if (written < 0) {
            return -errno;
        }
        at += (size_t)written;
    }
    return 0;
}

/* The signals that lotd keeps for itself are lp's own again. */
static int run(struct spooling *spooling, posix_spawn_file_actions_t *files,
               posix_spawnattr_t *attributes)
{
    const struct lot_sender_options *options = spooling->target.options;
    bool raw = options->language == LOT_LABEL_ZPL || options->language == LOT_LABEL_ESCPOS ||
               options->language == LOT_LABEL_TSPL;
    const char *const arguments[] = {PROGRAM,
                                     "-s",
                                     "-d",
                                     options->target + strlen(SCHEME),
                                     "-t",
                                     spooling->target.title,
                                     raw ? "-o" : NULL,
                                     "raw",
                                     NULL};
    sigset_t none;
    sigset_t usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &usual);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_adddup2(files, spooling->input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(files, spooling->complaint, STDERR_FILENO);
    return -posix_spawnp(&spooling->pid, PROGRAM, files, attributes, (char *const *)arguments,
                         environ);
}

static int spawn(struct spooling *spooling)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    int error = run(spooling, &files, &attributes);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    if (error < 0) {
        spooling->pid = 0;
        return error;
    }
    spooling->handle = (int)syscall(SYS_pidfd_open, spooling->pid, 0);
    return spooling->handle < 0 ? -errno : 0;
}

static int watch(struct spooling *spooling)
{
    uint64_t patience_us = (uint64_t)spooling->target.options->patience_ms * 1000;
    int error = sd_event_add_io(spooling->target.loop, &spooling->ended, spooling->handle, EPOLLIN,
                                on_ended, spooling);
    return error < 0 ? error
                     : sd_event_add_time_relative(spooling->target.loop, &spooling->patience,
                                                  CLOCK_MONOTONIC, patience_us, ACCURACY_US,
                                                  on_late, spooling);
}

int spooling_start(struct spooling **out, const struct spooling_target *target,
                   struct lot_span bytes)
{
    const char *queue = target->options->target + strlen(SCHEME);
    struct spooling *spooling = *queue && *queue != '-' ? calloc(1, sizeof *spooling) : NULL;
    if (!spooling) {
        return *queue && *queue != '-' ? -ENOMEM : -EINVAL;
    }
    *spooling = (struct spooling){.target = *target, .handle = -1, .input = -1, .complaint = -1};
    int error = make_files(spooling, bytes);
    error = error < 0 ? error : spawn(spooling);
    error = error < 0 ? error : watch(spooling);
    if (error < 0) {
        spooling_free(spooling);
        return error;
    }
    *out = spooling;
    return 0;
}
