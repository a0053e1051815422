/* SPDX-License-Identifier: MIT */
/*
 * Another key for a device that goes on from another's history. The old one is set aside, not
 * overwritten: its public half is what verifies the bundles and seals of that history.
 */

#include "key.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

/* Moves path to path.DEVICE; nothing there is fine. Never over another file. */
static int set_aside(const char *path, const char *suffix, uint32_t device)
{
    char from[PATH_MAX], to[PATH_MAX];
    if (snprintf(from, sizeof from, "%s%s", path, suffix) >= (int)sizeof from ||
        snprintf(to, sizeof to, "%s.%u%s", path, (unsigned)device, suffix) >= (int)sizeof to) {
        return -ENAMETOOLONG;
    }
    if (access(from, F_OK) < 0) {
        return 0;
    }
    if (link(from, to) < 0 && errno != EEXIST) {
        return -errno;
    }
    return unlink(from) < 0 ? -errno : 0;
}

static int set_old_aside(const char *path)
{
    struct lot_key *old = NULL;
    int error = lot_key_open(&old, path, false);
    uint32_t device = error == 0 ? lot_key_device(old) : 0;
    lot_key_free(old);
    if (error == -ENOKEY) {
        return 0;
    }
    error = error == 0 ? set_aside(path, ".pub", device) : error;
    return error == 0 ? set_aside(path, "", device) : error;
}

int lot_key_renew(struct lot_key **out, const char *path, uint32_t above)
{
    int error = set_old_aside(path);
    return error < 0 ? error : key_open_above(out, path, true, above);
}
