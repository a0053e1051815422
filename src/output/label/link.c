/* SPDX-License-Identifier: MIT */
/*
 * Device nodes, pipes and connections as one: what differs between them, and what the kernel does
 * that a printer must not suffer from.
 * - closing usblp throws away what it has not sent yet, and says that it is ready when paper is
 * out: who writes asks again in a while.
 * - closing a serial line waits until all is out, for as long as that takes: it is flushed before.
 * - a connection that is given up must not bring the rest of a label later: it is aborted.
 * - a pipe whose reader died sends SIGPIPE, which must not end the program.
 */

#include "link.h"

#include "socket.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* ---- opening -------------------------------------------------------------------------------- */

/* A serial line as a plain channel: no newline becomes two bytes. */
static void make_raw(int fd)
{
    struct termios line;
    if (tcgetattr(fd, &line) == 0) {
        cfmakeraw(&line);
        tcsetattr(fd, TCSANOW, &line);
    }
}

/* Both ways where that may be; a plain file would be overwritten with every label. */
static int open_node(struct link *link, const char *path)
{
    struct stat node;
    const int flags = O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    if (stat(path, &node) < 0) {
        return -errno;
    }
    if (!S_ISCHR(node.st_mode) && !S_ISFIFO(node.st_mode)) {
        return -ENODEV;
    }
    link->kind = S_ISFIFO(node.st_mode) ? LINK_PIPE : LINK_NODE;
    link->fd = open(path, (link->kind == LINK_NODE ? O_RDWR : O_WRONLY) | flags);
    if (link->fd < 0 && link->kind == LINK_NODE && (errno == EACCES || errno == EPERM)) {
        link->fd = open(path, O_WRONLY | flags);
    }
    if (link->fd < 0) {
        return -errno;
    }
    make_raw(link->fd);
    return 0;
}

int link_open(struct link *link, const char *target, int64_t patience_ms)
{
    *link = (struct link){.fd = -1, .kind = LINK_SOCKET};
    if (!socket_is_target(target)) {
        return open_node(link, target);
    }
    link->fd = socket_open(target, patience_ms);
    return link->fd < 0 ? link->fd : 0;
}

int link_reached(const struct link *link)
{
    int error = 0;
    socklen_t size = sizeof error;
    if (link->kind == LINK_SOCKET &&
        getsockopt(link->fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0) {
        return -errno;
    }
    return -error;
}

/* ---- writing and reading -------------------------------------------------------------------- */

/* write() that answers EPIPE without the signal. */
static ssize_t write_quietly(int fd, struct lot_span bytes)
{
    sigset_t pipe_only;
    sigset_t before;
    sigemptyset(&pipe_only);
    sigaddset(&pipe_only, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_only, &before);
    ssize_t written = write(fd, bytes.data, bytes.size);
    int error = errno;
    if (written < 0 && error == EPIPE) {
        sigtimedwait(&pipe_only, NULL, &(struct timespec){0});
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return written;
}

static bool is_not_now(int error)
{
    return error == EAGAIN || error == EINTR;
}

ssize_t link_write(const struct link *link, struct lot_span bytes)
{
    ssize_t written = write_quietly(link->fd, bytes);
    return written < 0 ? (is_not_now(errno) ? 0 : -errno) : written;
}

/* A node that has nothing to say answers 0 bytes; one that cannot be read says nothing either. */
ssize_t link_read(const struct link *link, uint8_t *out, size_t size)
{
    if (link->kind == LINK_PIPE) {
        return 0;
    }
    ssize_t got = read(link->fd, out, size);
    if (got == 0 && link->kind == LINK_SOCKET) {
        return -EPIPE;
    }
    bool mute = got < 0 && (errno == EBADF || errno == EINVAL);
    return got < 0 ? (is_not_now(errno) || mute ? 0 : -errno) : got;
}

bool link_is_drained(const struct link *link)
{
    int left = 0;
    /* of a line, or (it is the same number) of a connection; < 0: neither */
    return ioctl(link->fd, TIOCOUTQ, &left) < 0 || left == 0;
}

/* ---- ending --------------------------------------------------------------------------------- */

void link_finish(const struct link *link)
{
    shutdown(link->fd, SHUT_WR);
}

void link_close(struct link *link)
{
    if (link->fd < 0) {
        return;
    }
    if (!link_is_drained(link)) {
        tcflush(link->fd, TCOFLUSH);
        socket_abort(link->fd);
    }
    close(link->fd);
    link->fd = -1;
}
