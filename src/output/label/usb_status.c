/* SPDX-License-Identifier: MIT */
/*
 * LPGETSTATUS of the USB printer class: three bits, asked by a control transfer for which the
 * kernel waits up to five seconds when the printer hangs. Scanning must not wait with it: a thread
 * of its own does, and tells by a socket.
 */

#include "usb_status.h"

#include "status.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/lp.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

struct inquiry {
    int node, answer;
};

/* What goes through the socket. */
struct said {
    int error;
    int bits;
};

static void *inquire(void *user)
{
    struct inquiry *inquiry = user;
    struct said said = {0};
    if (ioctl(inquiry->node, LPGETSTATUS, &said.bits) < 0) {
        said.error = -errno;
    }
    send(inquiry->answer, &said, sizeof said, MSG_NOSIGNAL); /* perhaps nobody waits any more */
    close(inquiry->answer);
    close(inquiry->node);
    free(inquiry);
    return NULL;
}

/* Signals are the main thread's. */
static int start(struct inquiry *inquiry)
{
    pthread_t thread;
    pthread_attr_t attributes;
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&thread, &attributes, inquire, inquiry);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return -error;
}

static int begin(int node, int answer)
{
    struct inquiry *inquiry = node < 0 ? NULL : malloc(sizeof *inquiry);
    if (!inquiry) {
        return node < 0 ? node : -ENOMEM;
    }
    *inquiry = (struct inquiry){node, answer};
    int error = start(inquiry);
    if (error != 0) {
        free(inquiry);
    }
    return error;
}

int usb_status_ask(const struct link *link)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) < 0) {
        return -errno;
    }
    int node = fcntl(link->fd, F_DUPFD_CLOEXEC, 0);
    int error = begin(node < 0 ? -errno : node, ends[1]);
    if (error < 0) {
        if (node >= 0) {
            close(node);
        }
        close(ends[0]);
        close(ends[1]);
        return error;
    }
    return ends[0];
}

int usb_status_read(int fd, enum lot_printer_state *out)
{
    static const struct status_flag rows[] = {
        {LP_POUTPA,  LOT_PRINTER_PAPER_OUT},
        {LP_PSELECD, LOT_PRINTER_OFFLINE  },
        {LP_PERRORP, LOT_PRINTER_FAULTY   },
    };
    struct said said = {.error = -EBADMSG};
    ssize_t size = recv(fd, &said, sizeof said, 0);
    close(fd);
    if (size != sizeof said || said.error < 0) {
        return size == sizeof said ? said.error : -EBADMSG;
    }
    /* the other two say that all is well when they are set */
    uint32_t flags = (uint32_t)said.bits ^ (LP_PSELECD | LP_PERRORP);
    *out = status_first(rows, sizeof rows / sizeof rows[0], flags);
    return 0;
}
