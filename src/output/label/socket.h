/* SPDX-License-Identifier: MIT */
#ifndef LABEL_SOCKET_H
#define LABEL_SOCKET_H

#include <lot/label.h>

/* True for "tcp://...": a printer in the network. */
bool socket_is_target(const char *target);

/*
 * Begins to connect to "tcp://192.0.2.7:9100" or "tcp://[2001:db8::7]:9100" (numbers: a name would
 * have to be waited for; without a port 9100). The descriptor, which can be written when it is
 * connected; -EINVAL: no such address; -errno.
 */
int socket_open(const char *target, int64_t patience_ms);

/* The connection ends at once: what was not acknowledged is thrown away, not sent behind our back.
 */
void socket_abort(int fd);

#endif
