/* SPDX-License-Identifier: MIT */
#ifndef CRASH_SHIM_H
#define CRASH_SHIM_H

/*
 * A storage shim under SQLite: every write, sync and truncation of a file is shown to a watcher
 * first, which may record it or let it fail. It is SQLite's default VFS while it is installed, so
 * that what is tested is the ledger as it is, file by file.
 */

#include <sqlite3.h>

#include <stdlib.h>
#include <string.h>

enum shim_operation {
    SHIM_WRITE,
    SHIM_SYNC,
    SHIM_TRUNCATE, /* offset is the new size */
};

struct shim_call {
    enum shim_operation operation;
    const char *path;
    const void *bytes; /* WRITE */
    int size;
    sqlite3_int64 offset;
};

struct shim_watcher {
    /* SQLITE_OK lets it happen; else it does not happen and SQLite is told this. */
    int (*before)(void *user, const struct shim_call *call);
    void *user;
};

struct shim {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    struct shim_watcher watcher;
};

struct shim_file {
    sqlite3_file base;
    struct shim *shim;
    const char *path; /* SQLite keeps it for as long as the file is open */
    sqlite3_file *real;
};

static inline struct shim_file *shim_of(sqlite3_file *file)
{
    return (struct shim_file *)file;
}

static inline int shim_tell(sqlite3_file *file, struct shim_call call)
{
    struct shim_file *self = shim_of(file);
    const struct shim_watcher *watcher = &self->shim->watcher;
    call.path = self->path ? self->path : "";
    return watcher->before ? watcher->before(watcher->user, &call) : SQLITE_OK;
}

static inline int shim_close(sqlite3_file *file)
{
    sqlite3_file *real = shim_of(file)->real;
    int result = real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
    free(real);
    return result;
}

static inline int shim_read(sqlite3_file *file, void *out, int size, sqlite3_int64 offset)
{
    sqlite3_file *real = shim_of(file)->real;
    return real->pMethods->xRead(real, out, size, offset);
}

static inline int shim_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
    sqlite3_file *real = shim_of(file)->real;
    struct shim_call call = {SHIM_WRITE, NULL, bytes, size, offset};
    int result = shim_tell(file, call);
    return result == SQLITE_OK ? real->pMethods->xWrite(real, bytes, size, offset) : result;
}

static inline int shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    sqlite3_file *real = shim_of(file)->real;
    struct shim_call call = {SHIM_TRUNCATE, NULL, NULL, 0, size};
    int result = shim_tell(file, call);
    return result == SQLITE_OK ? real->pMethods->xTruncate(real, size) : result;
}

static inline int shim_sync(sqlite3_file *file, int flags)
{
    sqlite3_file *real = shim_of(file)->real;
    struct shim_call call = {SHIM_SYNC, NULL, NULL, 0, 0};
    int result = shim_tell(file, call);
    return result == SQLITE_OK ? real->pMethods->xSync(real, flags) : result;
}

static inline int shim_file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    sqlite3_file *real = shim_of(file)->real;
    return real->pMethods->xFileSize(real, size);
}

static inline int shim_lock(sqlite3_file *file, int level)
{
    sqlite3_file *real = shim_of(file)->real;
    return real->pMethods->xLock(real, level);
}

static inline int shim_unlock(sqlite3_file *file, int level)
{
    sqlite3_file *real = shim_of(file)->real;
    return real->pMethods->xUnlock(real, level);
}

static inline int shim_check_lock(sqlite3_file *file, int *out)
{
    sqlite3_file *real = shim_of(file)->real;
    return real->pMethods->xCheckReservedLock(real, out);
}

static inline int shim_control(sqlite3_file *file, int operation, void *argument)
{
    sqlite3_file *real = shim_of(file)->real;
    return real->pMethods->xFileControl(real, operation, argument);
}

static inline int shim_sector_size(sqlite3_file *file)
{
    sqlite3_file *real = shim_of(file)->real;
    return real->pMethods->xSectorSize(real);
}

static inline int shim_characteristics(sqlite3_file *file)
{
    sqlite3_file *real = shim_of(file)->real;
    return real->pMethods->xDeviceCharacteristics(real);
}

static inline int shim_map(sqlite3_file *file, int region, int size, int extend,
                           volatile void **out)
{
    sqlite3_file *real = shim_of(file)->real;
    return real->pMethods->xShmMap(real, region, size, extend, out);
}

static inline int shim_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    sqlite3_file *real = shim_of(file)->real;
    return real->pMethods->xShmLock(real, offset, count, flags);
}

static inline void shim_barrier(sqlite3_file *file)
{
    sqlite3_file *real = shim_of(file)->real;
    real->pMethods->xShmBarrier(real);
}

static inline int shim_unmap(sqlite3_file *file, int remove)
{
    sqlite3_file *real = shim_of(file)->real;
    return real->pMethods->xShmUnmap(real, remove);
}

static const sqlite3_io_methods shim_methods = {
    .iVersion = 2,
    .xClose = shim_close,
    .xRead = shim_read,
    .xWrite = shim_write,
    .xTruncate = shim_truncate,
    .xSync = shim_sync,
    .xFileSize = shim_file_size,
    .xLock = shim_lock,
    .xUnlock = shim_unlock,
    .xCheckReservedLock = shim_check_lock,
    .xFileControl = shim_control,
    .xSectorSize = shim_sector_size,
    .xDeviceCharacteristics = shim_characteristics,
    .xShmMap = shim_map,
    .xShmLock = shim_shm_lock,
    .xShmBarrier = shim_barrier,
    .xShmUnmap = shim_unmap,
};

static inline int shim_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags,
                            int *out_flags)
{
    struct shim *shim = (struct shim *)vfs;
    struct shim_file *self = shim_of(file);
    *self = (struct shim_file){.shim = shim, .path = path};
    self->real = calloc(1, (size_t)shim->real->szOsFile);
    int result = SQLITE_NOMEM;
    if (self->real) {
        result = shim->real->xOpen(shim->real, path, self->real, flags, out_flags);
    }
    if (result == SQLITE_OK) {
        self->base.pMethods = &shim_methods;
    } else {
        free(self->real);
    }
    return result;
}

/* Puts the shim under every database that is opened from now on. */
static inline void shim_install(struct shim *shim)
{
    shim->real = sqlite3_vfs_find(NULL);
    shim->vfs = *shim->real;
    shim->vfs.szOsFile = (int)sizeof(struct shim_file);
    shim->vfs.zName = "shim";
    shim->vfs.xOpen = shim_open;
    sqlite3_vfs_register(&shim->vfs, 1);
}

static inline void shim_remove(struct shim *shim)
{
    sqlite3_vfs_unregister(&shim->vfs);
    sqlite3_vfs_register(shim->real, 1);
}

#endif
