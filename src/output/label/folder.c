/* SPDX-License-Identifier: MIT */
/*
 * A directory as a printer: one file a label, under its final name from the start (vfat loses what
 * is renamed into place), synced with its directory before it counts as printed.
 */

#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NAME_MOST 200u
#define TRIES     1000

bool folder_takes_name(const char *name)
{
    size_t size = strlen(name);
    if (size == 0 || size > NAME_MOST || name[0] == '.') {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)name[i] < ' ' || strchr("/\\:*?\"<>|", name[i])) {
            return false;
        }
    }
    return true;
}

/* Creates a file that was not there; its name in file, its descriptor or -errno. */
static int create(int folder, const char *name, const char *suffix, char file[256])
{
    const char *dot = suffix && *suffix ? "." : "";
    suffix = suffix ? suffix : "";
    for (int i = 1; i <= TRIES; i++) {
        char number[16] = "";
        if (i > 1) {
            snprintf(number, sizeof number, "-%d", i);
        }
        if (snprintf(file, 256, "%s%s%s%s", name, number, dot, suffix) >= 256) {
            return -ENAMETOOLONG;
        }
        int fd = openat(folder, file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        if (fd >= 0 || errno != EEXIST) {
            return fd >= 0 ? fd : -errno;
        }
    }
    return -EEXIST;
}

static int write_all(int fd, struct lot_span bytes)
{
    for (size_t at = 0; at < bytes.size;) {
        ssize_t written = write(fd, bytes.data + at, bytes.size - at);
        if (written < 0 && errno != EINTR) {
            return -errno;
        }
        at += written > 0 ? (size_t)written : 0;
    }
    return fsync(fd) < 0 ? -errno : 0;
}

static int write_file(int folder, const char *name, const char *suffix, struct lot_span bytes)
{
    char file[256];
    int fd = create(folder, name, suffix, file);
    if (fd < 0) {
        return fd;
    }
    int error = write_all(fd, bytes);
    if (close(fd) < 0 && error == 0) {
        error = -errno;
    }
    if (error == 0 && fsync(folder) < 0) {
        error = -errno;
    }
    if (error < 0) {
        unlinkat(folder, file, 0);
    }
    return error;
}

int folder_write(const char *path, const char *name, const char *suffix, struct lot_span bytes)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) {
        return -errno;
    }
    int error = write_file(folder, name, suffix, bytes);
    close(folder);
    return error;
}
