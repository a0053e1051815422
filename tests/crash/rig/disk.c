/* SPDX-License-Identifier: MIT */
/* The VFS methods of the disk in memory. Locks are always free: there is one connection. */

#include "disk.h"

struct handle {
    sqlite3_file base;
    struct disk *disk;
    struct disk_file *file;
    bool new_name; /* its directory is synced with its first sync, as SQLite does for logs */
    bool remove_at_close;
    int keep_log;
};

static struct handle *handle_of(sqlite3_file *file)
{
    return (struct handle *)file;
}

static void tell(struct disk *disk, struct disk_event event)
{
    if (disk->watcher.saw) {
        disk->watcher.saw(disk->watcher.user, &event);
    }
}

static struct disk_event event_of(struct disk *disk, const struct disk_file *file,
                                  enum disk_operation operation)
{
    return (struct disk_event){
        .operation = operation, .name = (unsigned)(file - disk->file), .inode = file->inode};
}

/* ---- names ---------------------------------------------------------------------------------- */

static struct disk_file *find(struct disk *disk, const char *path)
{
    for (unsigned i = 0; i < disk->names; i++) {
        if (strcmp(disk->file[i].path, path) == 0) {
            return &disk->file[i];
        }
    }
    return NULL;
}

static struct disk_file *find_or_name(struct disk *disk, const char *path)
{
    struct disk_file *file = find(disk, path);
    if (!file && disk->names < DISK_NAMES_MAX) {
        file = &disk->file[disk->names++];
        file->path = strdup(path);
    }
    return file;
}

static void create(struct disk *disk, struct disk_file *file)
{
    file->there = true;
    file->inode = disk->inodes++;
    file->bytes.size = 0;
    tell(disk, event_of(disk, file, DISK_CREATE));
}

static void unlink_file(struct disk *disk, struct disk_file *file, bool sync)
{
    file->there = false;
    tell(disk, event_of(disk, file, DISK_REMOVE));
    if (sync) {
        tell(disk, event_of(disk, file, DISK_SYNC_NAMES));
    }
}

static int disk_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
    struct disk *disk = (struct disk *)vfs;
    struct disk_file *file = find(disk, path);
    if (!file || !file->there) {
        return SQLITE_IOERR_DELETE_NOENT;
    }
    unlink_file(disk, file, sync != 0);
    return SQLITE_OK;
}

static int disk_access(sqlite3_vfs *vfs, const char *path, int flags, int *out)
{
    struct disk *disk = (struct disk *)vfs;
    const struct disk_file *file = find(disk, path);
    (void)flags;
    *out = file && file->there;
    return SQLITE_OK;
}

/* ---- files ---------------------------------------------------------------------------------- */

static int disk_close(sqlite3_file *opened)
{
    struct handle *handle = handle_of(opened);
    if (handle->remove_at_close) {
        unlink_file(handle->disk, handle->file, false);
    }
    return SQLITE_OK;
}

static int disk_read(sqlite3_file *opened, void *out, int amount, sqlite3_int64 offset)
{
    const struct bytes *bytes = &handle_of(opened)->file->bytes;
    size_t from = (size_t)offset, size = (size_t)amount;
    size_t there = from < bytes->size ? bytes->size - from : 0;
    there = there < size ? there : size;
    if (there > 0) {
        memcpy(out, bytes->data + from, there);
    }
    memset((uint8_t *)out + there, 0, size - there);
    return there == size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int disk_write(sqlite3_file *opened, const void *data, int size, sqlite3_int64 offset)
{
    struct handle *handle = handle_of(opened);
    struct disk_event event = event_of(handle->disk, handle->file, DISK_WRITE);
    event.offset = (size_t)offset;
    event.data = data;
    event.size = (size_t)size;
    bytes_put(&handle->file->bytes, event.offset, data, event.size);
    tell(handle->disk, event);
    return SQLITE_OK;
}

static int disk_truncate(sqlite3_file *opened, sqlite3_int64 size)
{
    struct handle *handle = handle_of(opened);
    struct disk_event event = event_of(handle->disk, handle->file, DISK_TRUNCATE);
    event.offset = (size_t)size;
    bytes_resize(&handle->file->bytes, event.offset);
    tell(handle->disk, event);
    return SQLITE_OK;
}

static int disk_sync(sqlite3_file *opened, int flags)
{
    struct handle *handle = handle_of(opened);
    (void)flags;
    tell(handle->disk, event_of(handle->disk, handle->file, DISK_SYNC));
    if (handle->new_name) {
        handle->new_name = false;
        tell(handle->disk, event_of(handle->disk, handle->file, DISK_SYNC_NAMES));
    }
    return SQLITE_OK;
}

static int disk_size(sqlite3_file *opened, sqlite3_int64 *size)
{
    *size = (sqlite3_int64)handle_of(opened)->file->bytes.size;
    return SQLITE_OK;
}

static int disk_lock(sqlite3_file *opened, int level)
{
    (void)opened;
    (void)level;
    return SQLITE_OK;
}

static int disk_check_lock(sqlite3_file *opened, int *out)
{
    (void)opened;
    *out = 0;
    return SQLITE_OK;
}

/* text is { answer, pragma, argument, NULL }: SQLITE_OK says that it is done with. */
static int answer_pragma(const struct disk_answer *row, char **text)
{
    for (; row && row->pragma; row++) {
        bool same = row->argument && text[2] ? sqlite3_stricmp(row->argument, text[2]) == 0
                                             : !row->argument && !text[2];
        if (same && sqlite3_stricmp(row->pragma, text[1]) == 0) {
            text[0] = row->answer ? sqlite3_mprintf("%s", row->answer) : NULL;
            return SQLITE_OK;
        }
    }
    return SQLITE_NOTFOUND;
}

static int disk_control(sqlite3_file *opened, int operation, void *argument)
{
    struct handle *handle = handle_of(opened);
    if (operation == SQLITE_FCNTL_PRAGMA) {
        return answer_pragma(handle->disk->answers, argument);
    }
    if (operation == SQLITE_FCNTL_PERSIST_WAL) {
        int *keep = argument;
        handle->keep_log = *keep >= 0 ? *keep : handle->keep_log;
        *keep = handle->keep_log;
        return SQLITE_OK;
    }
    return SQLITE_NOTFOUND;
}

/* As SQLite's VFS for Linux has them on any file system but F2FS. */
static int disk_sector_size(sqlite3_file *opened)
{
    (void)opened;
    return 4096;
}

static int disk_characteristics(sqlite3_file *opened)
{
    (void)opened;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

/* ---- the wal-index: memory, so that it is gone when power is ------------------------------------
 */

static int disk_map(sqlite3_file *opened, int region, int size, int extend, volatile void **out)
{
    struct disk *disk = handle_of(opened)->disk;
    if (region >= DISK_REGIONS_MAX) {
        return SQLITE_FULL;
    }
    if (!disk->region[region] && extend) {
        disk->region[region] = calloc(1, (size_t)size);
    }
    *out = disk->region[region];
    return SQLITE_OK;
}

static int disk_lock_shared(sqlite3_file *opened, int offset, int count, int flags)
{
    (void)opened;
    (void)offset;
    (void)count;
    (void)flags;
    return SQLITE_OK;
}

static void disk_barrier(sqlite3_file *opened)
{
    (void)opened;
}

static int disk_unmap(sqlite3_file *opened, int remove)
{
    struct disk *disk = handle_of(opened)->disk;
    (void)remove;
    for (int i = 0; i < DISK_REGIONS_MAX; i++) {
        free(disk->region[i]);
        disk->region[i] = NULL;
    }
    return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = disk_close,
    .xRead = disk_read,
    .xWrite = disk_write,
    .xTruncate = disk_truncate,
    .xSync = disk_sync,
    .xFileSize = disk_size,
    .xLock = disk_lock,
    .xUnlock = disk_lock,
    .xCheckReservedLock = disk_check_lock,
    .xFileControl = disk_control,
    .xSectorSize = disk_sector_size,
    .xDeviceCharacteristics = disk_characteristics,
    .xShmMap = disk_map,
    .xShmLock = disk_lock_shared,
    .xShmBarrier = disk_barrier,
    .xShmUnmap = disk_unmap,
};

/* ---- the whole ------------------------------------------------------------------------------ */

/* Temporary files, which have no name and are nothing to keep, are the real VFS's. */
static int disk_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *opened, int flags,
                     int *out_flags)
{
    struct disk *disk = (struct disk *)vfs;
    struct handle *handle = handle_of(opened);
    if (!path) {
        return disk->real->xOpen(disk->real, path, opened, flags, out_flags);
    }
    *handle = (struct handle){.disk = disk, .file = find_or_name(disk, path)};
    if (!handle->file || (!handle->file->there && !(flags & SQLITE_OPEN_CREATE))) {
        return SQLITE_CANTOPEN;
    }
    if (!handle->file->there) {
        create(disk, handle->file);
        handle->new_name = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
    }
    handle->remove_at_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
    handle->base.pMethods = &methods;
    if (out_flags) {
        *out_flags = flags;
    }
    return SQLITE_OK;
}

void disk_install(struct disk *disk)
{
    sqlite3_vfs *real = sqlite3_vfs_find(NULL);
    *disk = (struct disk){.vfs = *real, .real = real};
    if ((size_t)disk->vfs.szOsFile < sizeof(struct handle)) {
        disk->vfs.szOsFile = (int)sizeof(struct handle);
    }
    disk->vfs.pNext = NULL;
    disk->vfs.zName = "disk";
    disk->vfs.xOpen = disk_open;
    disk->vfs.xDelete = disk_delete;
    disk->vfs.xAccess = disk_access;
    sqlite3_vfs_register(&disk->vfs, 1);
}

void disk_clear(struct disk *disk)
{
    for (unsigned i = 0; i < disk->names; i++) {
        disk->file[i].there = false;
        disk->file[i].bytes.size = 0;
    }
    disk->inodes = 0;
}

/* Eight bytes a round: it is taken of every image. */
static uint64_t mix(uint64_t hash, const uint8_t *data, size_t size)
{
    for (size_t i = 0; i < size; i += 8) {
        uint64_t word = 0;
        memcpy(&word, data + i, size - i < 8 ? size - i : 8);
        hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 32;
    }
    return hash + size;
}

uint64_t disk_hash(const struct disk *disk)
{
    uint64_t hash = 1;
    for (unsigned i = 0; i < disk->names; i++) {
        const struct disk_file *file = &disk->file[i];
        uint8_t name[2] = {(uint8_t)i, file->there};
        hash = mix(hash, name, sizeof name);
        if (file->there) {
            hash = mix(hash, file->bytes.data, file->bytes.size);
        }
    }
    return hash;
}

void disk_remove(struct disk *disk)
{
    sqlite3_vfs_unregister(&disk->vfs);
    sqlite3_vfs_register(disk->real, 1);
    for (unsigned i = 0; i < disk->names; i++) {
        free(disk->file[i].path);
        bytes_done(&disk->file[i].bytes);
    }
    disk->names = 0;
}
