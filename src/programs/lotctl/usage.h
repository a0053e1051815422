/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_USAGE_H
#define LOTCTL_USAGE_H

#include "request.h"

/* The whole of lotctl on one page, or one verb with its options. */
void usage_all(struct output *out);
void usage_verb(struct output *out, const struct verb *verb);

#endif
