/* SPDX-License-Identifier: MIT */
/*
 * One process writes. The lock is on a file of its own beside the ledger, because SQLite's locks
 * are held only while it writes; it is an open file description's lock, so it goes when its holder
 * does, however that ends. The holder's pid is inside so that the second can name it. The file
 * stays: removing it would let two processes lock two different files.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store.h"

static int32_t holder(int descriptor)
{
    char text[16] = "";
    ssize_t size = pread(descriptor, text, sizeof text - 1, 0);
    return size > 0 ? (int32_t)strtol(text, NULL, 10) : 0;
}

static int write_pid(int descriptor)
{
    char text[16];
    int size = snprintf(text, sizeof text, "%ld\n", (long)getpid());
    if (ftruncate(descriptor, 0) < 0 || pwrite(descriptor, text, (size_t)size, 0) < 0) {
        return -errno;
    }
    return 0;
}

static int lock_file(struct lot_ledger *ledger, int descriptor)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(descriptor, F_OFD_SETLK, &whole) == 0) {
        int error = write_pid(descriptor);
        return error == 0 ? 0 : ledger_fail_system(ledger, error, "cannot write the lock file");
    }
    if (errno != EAGAIN && errno != EACCES) {
        return ledger_fail_system(ledger, -errno, "cannot lock the lock file");
    }
    int32_t pid = holder(descriptor);
    ledger_fail_with(ledger, LOT_LEDGER_LOCKED, -EBUSY, "process %d writes this ledger", (int)pid);
    ledger->fault.pid = pid;
    return -EBUSY;
}

/* What root makes beside another's ledger is that user's, or he could never lock it again. */
static void give_to_owner(const struct lot_ledger *ledger, int descriptor)
{
    struct stat status;
    if (geteuid() == 0 && stat(ledger->path, &status) == 0 &&
        fchown(descriptor, status.st_uid, status.st_gid) < 0) {
        return; /* then it stays root's, and the next one is told that it may not */
    }
}

int lock_take(struct lot_ledger *ledger)
{
    char *path = NULL;
    if (asprintf(&path, "%s.lock", ledger->path) < 0) {
        return ledger_fail_with(ledger, LOT_LEDGER_BROKEN, -ENOMEM, "out of memory");
    }
    int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (descriptor < 0) {
        int error = ledger_fail_system(ledger, -errno, path);
        free(path);
        return error;
    }
    free(path);
    give_to_owner(ledger, descriptor);
    int error = lock_file(ledger, descriptor);
    if (error < 0) {
        close(descriptor);
        return error;
    }
    ledger->lock = descriptor;
    return 0;
}

void lock_release(struct lot_ledger *ledger)
{
    if (ledger->lock >= 0) {
        close(ledger->lock);
        ledger->lock = -1;
    }
}

/* Asks for the lock without taking it; an open file description's lock has no pid of its own. */
static int ask_lock(int descriptor, int32_t *pid)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(descriptor, F_OFD_GETLK, &whole) < 0) {
        return -errno;
    }
    *pid = whole.l_type == F_UNLCK ? 0 : holder(descriptor);
    return whole.l_type == F_UNLCK;
}

int lot_ledger_holder(const char *path, int32_t *pid)
{
    char *lock = NULL;
    *pid = 0;
    if (asprintf(&lock, "%s.lock", path) < 0) {
        return -ENOMEM;
    }
    int descriptor = open(lock, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    int error = errno;
    free(lock);
    if (descriptor < 0) {
        return error == ENOENT ? 1 : -error;
    }
    int result = ask_lock(descriptor, pid);
    close(descriptor);
    return result;
}
