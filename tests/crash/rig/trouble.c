/* SPDX-License-Identifier: MIT */
/* Symbols of the program come before those of the C library, for SQLite's calls too. */

/* its inline functions would stand in the way of defining them */
#undef _FORTIFY_SOURCE

#include "trouble.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

static struct {
    struct trouble trouble;
    bool on;
    unsigned after, failed;
    struct rlimit before;
} now;

static int resource_of(enum trouble_limit limit)
{
    return limit == TROUBLE_LIMIT_FILE_SIZE ? RLIMIT_FSIZE : RLIMIT_NOFILE;
}

void trouble_begin(const struct trouble *trouble, unsigned after)
{
    now.trouble = *trouble;
    now.after = after;
    now.failed = 0;
    if (trouble->limit != TROUBLE_NO_LIMIT) {
        signal(SIGXFSZ, SIG_IGN);
        getrlimit(resource_of(trouble->limit), &now.before);
        struct rlimit limit = {after, now.before.rlim_max};
        setrlimit(resource_of(trouble->limit), &limit);
    }
    now.on = true;
}

unsigned trouble_end(void)
{
    now.on = false;
    if (now.trouble.limit != TROUBLE_NO_LIMIT) {
        setrlimit(resource_of(now.trouble.limit), &now.before);
    }
    return now.failed;
}

/* True: this call shall fail. */
static bool strikes(enum trouble_call call)
{
    if (!now.on || now.trouble.limit != TROUBLE_NO_LIMIT || !(now.trouble.calls & call)) {
        return false;
    }
    if (now.after > 0) {
        now.after--;
        return false;
    }
    if (now.failed > 0 && !now.trouble.lasts) {
        return false;
    }
    now.failed++;
    errno = now.trouble.error;
    return true;
}

/* Counts what a limit made fail. */
static long told(long result)
{
    if (now.on && now.trouble.limit != TROUBLE_NO_LIMIT && result < 0 &&
        errno == now.trouble.error) {
        now.failed++;
    }
    return result;
}

static void *real(const char *name)
{
    void *symbol = dlsym(RTLD_NEXT, name);
    if (!symbol) {
        abort();
    }
    return symbol;
}

/* ---- the calls ------------------------------------------------------------------------------ */

static int open_as(const char *name, const char *path, int flags, mode_t mode)
{
    int (*call)(const char *, int, ...) = real(name);
    bool writes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT) != 0;
    if (strikes(writes ? TROUBLE_OPEN_WRITING : TROUBLE_OPEN_READING)) {
        return -1;
    }
    return (int)told(call(path, flags, mode));
}

static mode_t mode_of(int flags, va_list arguments)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return open_as("open", path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return open_as("open64", path, flags, mode);
}

ssize_t pwrite64(int descriptor, const void *data, size_t size, off64_t offset)
{
    ssize_t (*call)(int, const void *, size_t, off64_t) = real("pwrite64");
    bool first = now.failed == 0;
    if (!strikes(TROUBLE_WRITE)) {
        return told(call(descriptor, data, size, offset));
    }
    return first && now.trouble.shortens && size > 1 ? call(descriptor, data, size / 2, offset)
                                                     : -1;
}

ssize_t pwrite(int descriptor, const void *data, size_t size, off_t offset)
{
    return pwrite64(descriptor, data, size, offset);
}

int ftruncate64(int descriptor, off64_t size)
{
    int (*call)(int, off64_t) = real("ftruncate64");
    return strikes(TROUBLE_TRUNCATE) ? -1 : (int)told(call(descriptor, size));
}

int ftruncate(int descriptor, off_t size)
{
    return ftruncate64(descriptor, size);
}

int fsync(int descriptor)
{
    int (*call)(int) = real("fsync");
    return strikes(TROUBLE_SYNC) ? -1 : call(descriptor);
}

int fdatasync(int descriptor)
{
    int (*call)(int) = real("fdatasync");
    return strikes(TROUBLE_SYNC) ? -1 : call(descriptor);
}

int unlink(const char *path)
{
    int (*call)(const char *) = real("unlink");
    return strikes(TROUBLE_REMOVE) ? -1 : call(path);
}
