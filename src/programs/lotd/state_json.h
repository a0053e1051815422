/* SPDX-License-Identifier: MIT */
#ifndef STATE_JSON_H
#define STATE_JSON_H

/* How the daemon stands, as one JSON object: what `lotctl status` shows. */

#include "service.h"

#define STATE_JSON_SIZE 65536u

/* The length; -ENOSPC cannot happen with a buffer of STATE_JSON_SIZE. */
int state_json(const struct service *service, char *out, size_t size);

#endif
