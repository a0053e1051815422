/* SPDX-License-Identifier: MIT */
/*
 * The device's key pair on the device's own disk. Both files are texts that minisign itself reads
 * (its secret key without a password: a device that starts alone has nobody to ask), so that a key
 * can be made, kept and used without lotd.
 *
 * A new file is written whole under another name and then linked to its own: a battery pulled at
 * the first start leaves no key or a whole one, and two starts at once cannot overwrite each other.
 */

#include "key.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEVICE_MAX ((1u << 23) - 1)

/* ---- files ---------------------------------------------------------------------------------- */

static int write_all(int fd, struct lot_span bytes)
{
    while (bytes.size > 0) {
        ssize_t size = write(fd, bytes.data, bytes.size);
        if (size < 0 && errno == EINTR) {
            continue;
        }
        if (size < 0) {
            return -errno;
        }
        bytes = lot_span_part(bytes, (size_t)size, bytes.size);
    }
    return fsync(fd) < 0 ? -errno : 0;
}

static int sync_folder_of(const char *path)
{
    char copy[PATH_MAX];
    snprintf(copy, sizeof copy, "%s", path);
    int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return -errno;
    }
    int error = fsync(fd) < 0 ? -errno : 0;
    close(fd);
    return error;
}

static int write_draft(const char *path, mode_t mode, struct lot_span bytes)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    if (fd < 0) {
        return -errno;
    }
    int error = write_all(fd, bytes);
    if (close(fd) < 0 && error == 0) {
        error = -errno;
    }
    return error;
}

/* Makes a file that is not there yet, whole or not at all. -EEXIST: it is there. */
static int create_file(const char *path, mode_t mode, struct lot_span bytes)
{
    char draft[PATH_MAX];
    int length = snprintf(draft, sizeof draft, "%s.%ld", path, (long)getpid());
    if (length >= (int)sizeof draft) {
        return -ENAMETOOLONG;
    }
    unlink(draft); /* of a start that was cut short */
    int error = write_draft(draft, mode, bytes);
    if (error == 0 && link(draft, path) < 0) {
        error = -errno;
    }
    unlink(draft);
    return error == 0 ? sync_folder_of(path) : error;
}

static bool is_private(int fd, int *error)
{
    struct stat status;
    if (fstat(fd, &status) < 0) {
        *error = -errno;
    } else if (!S_ISREG(status.st_mode)) {
        *error = -EBADMSG;
    } else if (geteuid() != 0 && status.st_uid != geteuid()) {
        *error = -EPERM;
    } else {
        *error = (status.st_mode & 077) > 0 ? -EACCES : 0;
    }
    return *error == 0;
}

/* ---- keys ----------------------------------------------------------------------------------- */

static void fingerprint(const uint8_t point[32], uint8_t out[32])
{
    crypto_generichash(out, 32, point, 32, NULL, 0);
}

static int read_secret(struct minisign_secret *secret, int fd)
{
    char text[MINISIGN_SECRET_SIZE + 1];
    ssize_t size = read(fd, text, sizeof text);
    int error = size < 0 ? -errno : minisign_secret_read(secret, lot_span(text, (size_t)size));
    sodium_memzero(text, sizeof text);
    return error;
}

static int load(struct lot_key *key, const char *path)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) {
        return errno == ENOENT ? -ENOKEY : -errno;
    }
    int error = 0;
    if (is_private(fd, &error)) {
        error = read_secret(&key->secret, fd);
    }
    close(fd);
    return error;
}

static int public_path(const char *path, char out[PATH_MAX])
{
    return snprintf(out, PATH_MAX, "%s.pub", path) < PATH_MAX ? 0 : -ENAMETOOLONG;
}

/* A public half that is there is kept: it may be all that verifies an older key's bundles. */
static int keep_public(const struct lot_key *key, const char *path)
{
    char file[PATH_MAX];
    char line[LOT_KEY_PUBLIC_SIZE];
    char text[160];
    int error = public_path(path, file);
    if (error < 0 || access(file, F_OK) == 0) {
        return error;
    }
    lot_key_public(key, line);
    int size = snprintf(text, sizeof text, "untrusted comment: lotd public key of device %u\n%s\n",
                        lot_key_device(key), line);
    return create_file(file, 0644, lot_span(text, (size_t)size));
}

#define DRAWS_MAX 1000000u

/* A key whose device number is above that one. -ERANGE: none came. */
static int draw(struct lot_key *key, uint32_t above)
{
    uint8_t point[32], print[32];
    for (unsigned i = 0; i < DRAWS_MAX; i++) {
        crypto_sign_keypair(point, key->secret.pair);
        if (lot_key_device(key) > above) {
            fingerprint(point, print);
            memcpy(key->secret.id, print, sizeof key->secret.id);
            return 0;
        }
    }
    return -ERANGE;
}

static int generate(struct lot_key *key, const char *path, uint32_t above)
{
    char file[PATH_MAX];
    char text[MINISIGN_SECRET_SIZE];
    int error = public_path(path, file);
    if (error < 0) {
        return error;
    }
    if (access(file, F_OK) == 0) {
        return -EEXIST; /* of a key that is gone: a person must say what it was */
    }
    error = draw(key, above);
    if (error < 0) {
        return error;
    }
    size_t size = minisign_secret_write(&key->secret, text);
    error = create_file(path, 0600, lot_span(text, size));
    sodium_memzero(text, sizeof text);
    return error;
}

int lot_key_open(struct lot_key **out, const char *path, bool create)
{
    return key_open_above(out, path, create, 0);
}

int key_open_above(struct lot_key **out, const char *path, bool create, uint32_t above)
{
    if (sodium_init() < 0) {
        return -ENOSYS;
    }
    struct lot_key *key = sodium_malloc(sizeof *key);
    if (!key) {
        return -ENOMEM;
    }
    int error = load(key, path);
    if (error == -ENOKEY && create) {
        error = generate(key, path, above);
    }
    if (error == 0 && create) {
        error = keep_public(key, path);
    }
    if (error < 0) {
        lot_key_free(key);
        return error;
    }
    *out = key;
    return 0;
}

struct lot_key *lot_key_free(struct lot_key *key)
{
    sodium_free(key); /* clears it */
    return NULL;
}

uint32_t lot_key_number(const uint8_t public_key[32])
{
    uint8_t print[32];
    fingerprint(public_key, print);
    uint32_t number =
        (uint32_t)print[0] << 24 | (uint32_t)print[1] << 16 | (uint32_t)print[2] << 8 | print[3];
    return 1 + number % DEVICE_MAX;
}

uint32_t lot_key_device(const struct lot_key *key)
{
    return lot_key_number(key->secret.pair + 32);
}

void lot_key_public(const struct lot_key *key, char out[LOT_KEY_PUBLIC_SIZE])
{
    struct minisign_public public = minisign_public_of(&key->secret);
    minisign_public_write(&public, out);
}

/* The key is the file's second line, below a comment. */
int lot_key_read_public(const char *path, uint8_t out[32])
{
    char text[512];
    struct minisign_public public;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    ssize_t size = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    int error = size < 0 ? -errno : 0;
    if (fd >= 0) {
        close(fd);
    }
    if (error < 0) {
        return error;
    }
    text[size] = '\0';
    const char *line = strchr(text, '\n');
    line = line ? line + 1 : text;
    error = minisign_public_read(&public, lot_span(line, strcspn(line, "\n")));
    if (error == 0) {
        memcpy(out, public.point, sizeof public.point);
    }
    return error < 0 ? -EBADMSG : 0;
}

int lot_key_seal(const struct lot_key *key, struct lot_ledger *ledger, struct lot_time now)
{
    char message[LOT_LEDGER_SEAL_SIZE];
    struct lot_ledger_seal seal;
    size_t size = lot_ledger_seal_message(ledger, message);
    memcpy(seal.public_key, key->secret.pair + 32, sizeof seal.public_key);
    crypto_sign_detached(seal.signature, NULL, (const uint8_t *)message, size, key->secret.pair);
    return lot_ledger_seal(ledger, &seal, now);
}
