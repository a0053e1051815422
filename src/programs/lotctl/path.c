/* SPDX-License-Identifier: MIT */
/* Paths for another process: what is named need not exist yet. */

#include "path.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

int path_absolute(const char *path, char out[PATH_SIZE])
{
    char here[PATH_SIZE] = "";
    if (path[0] != '/' && !getcwd(here, sizeof here)) {
        return -errno;
    }
    int size = snprintf(out, PATH_SIZE, "%s%s%s", here, *here ? "/" : "", path);
    return size < 0 || size >= PATH_SIZE ? -ENAMETOOLONG : 0;
}
