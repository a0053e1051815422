/* SPDX-License-Identifier: MIT */
/*
 * A printer that listens on TCP port 9100 and prints what comes. The kernel would keep trying a
 * printer that was switched off for a quarter of an hour: TCP_USER_TIMEOUT ends that when the
 * sender's patience ends.
 */

#include "socket.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define SCHEME       "tcp://"
#define DEFAULT_PORT "9100"

bool socket_is_target(const char *target)
{
    return strncmp(target, SCHEME, strlen(SCHEME)) == 0;
}

struct address {
    char host[64];
    char port[8];
};

static bool copy(char *out, size_t size, const char *from, size_t length)
{
    if (length == 0 || length >= size) {
        return false;
    }
    memcpy(out, from, length);
    out[length] = '\0';
    return true;
}

/* "host", "host:port", "[host]:port" */
static bool split(const char *text, struct address *out)
{
    bool brackets = *text == '[';
    const char *host = text + brackets;
    size_t length = strcspn(host, brackets ? "]" : ":");
    const char *rest = host + length;
    if (!copy(out->host, sizeof out->host, host, length) || (brackets && *rest != ']')) {
        return false;
    }
    rest += brackets;
    const char *port = *rest == ':' ? rest + 1 : DEFAULT_PORT;
    return (*rest == ':' || *rest == '\0') && copy(out->port, sizeof out->port, port, strlen(port));
}

static int start(const struct addrinfo *at, int64_t patience_ms)
{
    int fd = socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    unsigned timeout = patience_ms < UINT32_MAX ? (unsigned)patience_ms : UINT32_MAX;
    if (fd < 0) {
        return -errno;
    }
    if (setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout, sizeof timeout) < 0 ||
        (connect(fd, at->ai_addr, at->ai_addrlen) < 0 && errno != EINPROGRESS)) {
        int error = -errno;
        close(fd);
        return error;
    }
    return fd;
}

int socket_open(const char *target, int64_t patience_ms)
{
    const struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
                                   .ai_socktype = SOCK_STREAM};
    struct address address;
    struct addrinfo *found = NULL;
    if (!split(target + strlen(SCHEME), &address) ||
        getaddrinfo(address.host, address.port, &hints, &found) != 0) {
        return -EINVAL;
    }
    int fd = start(found, patience_ms);
    freeaddrinfo(found);
    return fd;
}

void socket_abort(int fd)
{
    const struct linger at_once = {.l_onoff = 1};
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}
