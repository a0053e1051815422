/* SPDX-License-Identifier: MIT */
#ifndef LOT_SYNC_STICK_H
#define LOT_SYNC_STICK_H

/*
 * Folders and files on a stick that may be hostile, full, write-protected or pulled at any moment.
 * No link is followed, nothing is renamed or overwritten, and a file counts as written only when it
 * was synced and its bytes were read back from the medium.
 *
 * Every failure leaves its words in the folder's text: what, where, and what to do.
 */

#include <lot/base.h>

#include <sodium.h>

#define STICK_TEXT_SIZE 200u
#define STICK_PATH_SIZE 128u
#define STICK_HASH_SIZE 32u

struct stick_folder {
    int fd;
    char path[STICK_PATH_SIZE]; /* from the stick's root, for messages: "LOTD/out/12" */
    char *text;                 /* STICK_TEXT_SIZE bytes of the caller's for the words */
};

/* Opens the stick's root. text outlives the folder and those opened from it. */
int stick_open(struct stick_folder *folder, const char *root, char *text);
/* Opens a folder inside another, made when it is not there. */
int stick_enter(const struct stick_folder *parent, const char *name, struct stick_folder *out);
/* Makes a folder that is not there yet and opens it. 1: the name is taken. */
int stick_make(const struct stick_folder *parent, const char *name, struct stick_folder *out);
/* Writes the folder's own entries to the medium. */
int stick_sync(const struct stick_folder *folder);
/* Writes all that the stick's filesystem still holds back. */
int stick_sync_all(const struct stick_folder *folder);
/* Closes; safe on a folder that is {.fd = -1}. */
void stick_close(struct stick_folder *folder);

/* A file under way. Without a folder its bytes are only hashed. */
struct stick_file {
    const struct stick_folder *folder;
    const char *name;
    int fd;
    crypto_hash_sha256_state hash;
};

/* Begins a file of a name that is not there yet; folder NULL: hash only. */
int stick_file_begin(struct stick_file *file, const struct stick_folder *folder, const char *name);
/* self is a struct stick_file. */
int stick_file_put(void *self, struct lot_span bytes);
/* Syncs, closes, reads back from the medium and compares; answers the SHA-256. */
int stick_file_end(struct stick_file *file, uint8_t hash[STICK_HASH_SIZE]);
/* Closes a file that failed; one that was ended is left as it is. */
void stick_file_drop(struct stick_file *file);
/* Remove what was begun and failed, as far as the stick still lets us; nobody is told. */
void stick_remove(const struct stick_folder *folder, const char *name);
void stick_remove_folder(const struct stick_folder *parent, const char *name);

/*
 * Reads at most size bytes of a regular file; returns how many. -ENOENT, -EMSGSIZE (longer).
 * -EBADMSG: it is no regular file.
 */
int stick_read(const struct stick_folder *folder, const char *name, uint8_t *out, size_t size);
/* SHA-256 of a regular file, read past the page cache where the filesystem can. */
int stick_hash(const struct stick_folder *folder, const char *name, uint8_t hash[STICK_HASH_SIZE]);

#endif
