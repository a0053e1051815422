/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_PATH_H
#define LOTCTL_PATH_H

#include <limits.h>

#define PATH_SIZE PATH_MAX

/* A path that means the same to the daemon, which works in another folder. -ENAMETOOLONG. */
int path_absolute(const char *path, char out[PATH_SIZE]);

#endif
