/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_COMPLAIN_H
#define LOTCTL_COMPLAIN_H

#include "exit_status.h"

/*
 * Says on standard error what went wrong, where, and what to do, as "lotctl: ..." on a line.
 * Returns the status, so that a verb can end with it.
 */
__attribute__((format(printf, 2, 3))) int complain(enum exit_status status, const char *format,
                                                   ...);

#endif
