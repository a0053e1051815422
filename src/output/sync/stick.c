/* SPDX-License-Identifier: MIT */
/*
 * Writing to a stick. Reading back goes past the page cache (O_DIRECT, else after dropping the
 * file's pages): otherwise the kernel would hand back its own copy and prove nothing about the
 * medium.
 */

#include "stick.h"

#include <errno.h>
#include <fcntl.h>
#include <stdalign.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    BLOCK = 65536,
    ALIGNMENT = 4096 /* of O_DIRECT, above any medium's block */
};

/* ---- words ---------------------------------------------------------------------------------- */

static const char *advice_for(int error)
{
    static const struct {
        int error;
        const char *advice;
    } rows[] = {
        {ENOSPC,  "free some room or take another stick"                          },
        {EDQUOT,  "free some room or take another stick"                          },
        {EFBIG,   "its filesystem takes no files of that size: take another stick"},
        {EROFS,   "it is write-protected: unlock it or take another stick"        },
        {EACCES,  "give lotd the right to write there"                            },
        {EPERM,   "give lotd the right to write there"                            },
        {ENOENT,  "is the stick plugged in and mounted?"                          },
        {EIO,     "the stick was pulled or fails: plug it in and try once more"   },
        {ENODEV,  "the stick was pulled or fails: plug it in and try once more"   },
        {ENXIO,   "the stick was pulled or fails: plug it in and try once more"   },
        {ENOTDIR, "a file or a link has that name: remove it"                     },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].error == error) {
            return rows[i].advice;
        }
    }
    return "try another stick";
}

/* Leaves "cannot write LOTD/out/12/1-9/lots.csv: No space left on device; free some room ...". */
static int fail(const struct stick_folder *folder, const char *doing, const char *name, int error)
{
    const char *slash = folder->path[0] && name[0] ? "/" : "";
    const char *root = folder->path[0] || name[0] ? "" : "the stick";
    snprintf(folder->text, STICK_TEXT_SIZE, "cannot %s %s%s%s%s: %s; %s", doing, root, folder->path,
             slash, name, strerrordesc_np(error), advice_for(error));
    return -error;
}

/* ---- folders -------------------------------------------------------------------------------- */

int stick_open(struct stick_folder *folder, const char *root, char *text)
{
    *folder = (struct stick_folder){.text = text};
    folder->fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return folder->fd < 0 ? fail(folder, "open", root, errno) : 0;
}

static int open_folder(const struct stick_folder *parent, const char *name,
                       struct stick_folder *out)
{
    struct stick_folder folder = {.text = parent->text};
    const char *slash = parent->path[0] ? "/" : "";
    int length = snprintf(folder.path, sizeof folder.path, "%s%s%s", parent->path, slash, name);
    if (length >= (int)sizeof folder.path) {
        return fail(parent, "open", name, ENAMETOOLONG);
    }
    folder.fd = openat(parent->fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder.fd < 0) {
        return fail(parent, "open", name, errno);
    }
    *out = folder;
    return 0;
}

int stick_enter(const struct stick_folder *parent, const char *name, struct stick_folder *out)
{
    if (mkdirat(parent->fd, name, 0755) < 0 && errno != EEXIST) {
        return fail(parent, "make", name, errno);
    }
    return open_folder(parent, name, out);
}

int stick_make(const struct stick_folder *parent, const char *name, struct stick_folder *out)
{
    if (mkdirat(parent->fd, name, 0755) < 0) {
        return errno == EEXIST ? 1 : fail(parent, "make", name, errno);
    }
    return open_folder(parent, name, out);
}

int stick_sync(const struct stick_folder *folder)
{
    if (fsync(folder->fd) < 0 && errno != EINVAL) { /* EINVAL: it has no folders to sync */
        return fail(folder, "sync", "", errno);
    }
    return 0;
}

int stick_sync_all(const struct stick_folder *folder)
{
    return syncfs(folder->fd) < 0 ? fail(folder, "sync", "", errno) : 0;
}

void stick_close(struct stick_folder *folder)
{
    if (folder->fd >= 0) {
        close(folder->fd);
    }
    folder->fd = -1;
}

/* ---- writing -------------------------------------------------------------------------------- */

int stick_file_begin(struct stick_file *file, const struct stick_folder *folder, const char *name)
{
    *file = (struct stick_file){.folder = folder, .name = name, .fd = -1};
    crypto_hash_sha256_init(&file->hash);
    if (!folder) {
        return 0;
    }
    file->fd = openat(folder->fd, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    return file->fd < 0 ? fail(folder, "create", name, errno) : 0;
}

int stick_file_put(void *self, struct lot_span bytes)
{
    struct stick_file *file = self;
    crypto_hash_sha256_update(&file->hash, bytes.data, bytes.size);
    while (file->folder && bytes.size > 0) {
        ssize_t size = write(file->fd, bytes.data, bytes.size);
        if (size < 0 && errno != EINTR) {
            return fail(file->folder, "write", file->name, errno);
        }
        bytes = lot_span_part(bytes, size < 0 ? 0 : (size_t)size, bytes.size);
    }
    return 0;
}

void stick_file_drop(struct stick_file *file)
{
    if (file->fd >= 0) {
        close(file->fd);
    }
    file->fd = -1;
}

static int close_synced(struct stick_file *file)
{
    int error = fsync(file->fd) < 0 ? errno : 0;
    if (close(file->fd) < 0 && error == 0) {
        error = errno;
    }
    file->fd = -1;
    return error > 0 ? fail(file->folder, "sync", file->name, error) : 0;
}

int stick_file_end(struct stick_file *file, uint8_t hash[STICK_HASH_SIZE])
{
    uint8_t back[STICK_HASH_SIZE];
    crypto_hash_sha256_final(&file->hash, hash);
    if (!file->folder) {
        return 0;
    }
    int error = close_synced(file);
    if (error == 0) {
        error = stick_hash(file->folder, file->name, back);
    }
    if (error == 0 && memcmp(back, hash, sizeof back) != 0) {
        snprintf(file->folder->text, STICK_TEXT_SIZE,
                 "%s/%s reads back as other bytes than were written: throw the stick away",
                 file->folder->path, file->name);
        error = -EIO;
    }
    return error;
}

void stick_remove(const struct stick_folder *folder, const char *name)
{
    unlinkat(folder->fd, name, 0);
}

void stick_remove_folder(const struct stick_folder *parent, const char *name)
{
    unlinkat(parent->fd, name, AT_REMOVEDIR);
}

/* ---- reading -------------------------------------------------------------------------------- */

/* A regular file for reading, past the page cache where that goes; its size. */
static int open_file(const struct stick_folder *folder, const char *name, off_t *size)
{
    const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    struct stat status;
    int fd = openat(folder->fd, name, flags | O_DIRECT);
    if (fd < 0 && errno == EINVAL) {
        fd = openat(folder->fd, name, flags);
    }
    if (fd < 0) {
        return fail(folder, "open", name, errno);
    }
    if (fstat(fd, &status) < 0 || !S_ISREG(status.st_mode)) {
        close(fd);
        return fail(folder, "read", name, EBADMSG);
    }
    posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    *size = status.st_size;
    return fd;
}

/* Calls take for each block of a file; 0 or negative. */
static int each_block(int fd, off_t size, void (*take)(void *self, struct lot_span), void *self)
{
    alignas(ALIGNMENT) uint8_t block[BLOCK];
    for (off_t at = 0; at < size;) {
        ssize_t got = pread(fd, block, sizeof block, at);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return got < 0 ? -errno : -EIO; /* shorter than it was a moment ago */
        }
        take(self, lot_span(block, (size_t)got));
        at += got;
    }
    return 0;
}

static void take_hash(void *self, struct lot_span block)
{
    crypto_hash_sha256_update(self, block.data, block.size);
}

int stick_hash(const struct stick_folder *folder, const char *name, uint8_t hash[STICK_HASH_SIZE])
{
    off_t size = 0;
    int fd = open_file(folder, name, &size);
    if (fd < 0) {
        return fd;
    }
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    int error = each_block(fd, size, take_hash, &state);
    crypto_hash_sha256_final(&state, hash);
    close(fd);
    return error < 0 ? fail(folder, "read", name, -error) : 0;
}

struct copy {
    uint8_t *out;
    size_t room, used;
};

static void take_copy(void *self, struct lot_span block)
{
    struct copy *copy = self;
    size_t size = block.size < copy->room - copy->used ? block.size : copy->room - copy->used;
    memcpy(copy->out + copy->used, block.data, size);
    copy->used += size;
}

int stick_read(const struct stick_folder *folder, const char *name, uint8_t *out, size_t size)
{
    struct copy copy = {.out = out, .room = size};
    off_t there = 0;
    int fd = open_file(folder, name, &there);
    if (fd < 0) {
        return fd;
    }
    int error = (uint64_t)there > size ? -EMSGSIZE : each_block(fd, there, take_copy, &copy);
    close(fd);
    return error < 0 ? fail(folder, "read", name, -error) : (int)copy.used;
}
