/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_REFUSED_H
#define LOTCTL_REFUSED_H

#include "table_output.h"

/*
 * The scans that the daemon of that process refused lately, newest first, as a table of their own;
 * nothing when there are none, or nobody to ask. An enum exit_status.
 */
int refused_print(int32_t holder, struct output *out, enum form form);

#endif
