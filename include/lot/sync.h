/* SPDX-License-Identifier: MIT */
#ifndef LOT_SYNC_H
#define LOT_SYNC_H

/*
 * sync: what crosses the door. History leaves as a signed bundle; reference data comes in as CSV.
 *
 * A stick may be pulled at any moment, and on vfat a rename loses files: everything is written
 * under its final, unique name, synced and read back; the manifest and its signature come last, so
 * that what has no verified signature does not exist.
 */

#include <lot/base.h>
#include <lot/ledger.h>

/* ---- keys ----------------------------------------------------------------------------------- */

/* The device's Ed25519 key pair (RFC 8032), in a file of mode 0600; its public half beside it. */
struct lot_key;

#define LOT_KEY_PUBLIC_SIZE 64u

/*
 * Reads the key, or makes one (path, and path + ".pub" in minisign's format) when there is none and
 * create is set. -EACCES: others may read the file; -EPERM: it
 * is another user's; -ENOKEY: none; -EBADMSG: damaged; -EEXIST: the
 * public half of a key that is gone stands in the way.
 */
int lot_key_open(struct lot_key **out, const char *path, bool create);
/*
 * Makes a new key in the place of the one that is there, which is kept as path.DEVICE (and .pub);
 * its device number is above that one. -ERANGE: there is none.
 */
int lot_key_renew(struct lot_key **out, const char *path, uint32_t above);
struct lot_key *lot_key_free(struct lot_key *key);
/* The device number that the key's fingerprint gives, 1..2^23-1. */
uint32_t lot_key_device(const struct lot_key *key);
/* The public key as minisign -P takes it (56 characters and a NUL). */
void lot_key_public(const struct lot_key *key, char out[LOT_KEY_PUBLIC_SIZE]);

/* The public half in a .pub file, which may be all that is at hand. -ENOENT; -EBADMSG: it is none.
 */
int lot_key_read_public(const char *path, uint8_t out[32]);
/* The device number that a public key's fingerprint gives. */
uint32_t lot_key_number(const uint8_t public_key[32]);
/* Seals the ledger with it: signs the end of its chain, and enters that. */
int lot_key_seal(const struct lot_key *key, struct lot_ledger *ledger, struct lot_time now);

/* ---- bundles -------------------------------------------------------------------------------- */

struct lot_exported {
    uint64_t first, last; /* sequence numbers */
    int64_t movements, lots, scans;
    char folder[512]; /* where it lies */
};

/*
 * Writes everything after the last export (or after `after`, when not UINT64_MAX) to
 * root/LOTD/out/<device>/<first>-<last>/ (with .2, .3 ... behind it when a half-written folder has
 * that name), and records it in the ledger; a whole one that says the same is not written again.
 * The mark of what was exported moves unless `after` leaves a gap behind it. 1: nothing new.
 * Negative: failed, text (200 bytes) says what and where; a half-written folder has no signature.
 */
int lot_export(struct lot_ledger *ledger, const struct lot_key *key, const char *root,
               uint64_t after, struct lot_time now, struct lot_exported *out, char text[200]);

/* Checks a bundle's hashes and signature. public_key as lot_key_public writes it. 0: whole; 1: not.
 */
int lot_bundle_verify(const char *folder, const char *public_key, char text[200]);

/* ---- reference data ------------------------------------------------------------------------- */

enum lot_import_kind {
    LOT_IMPORT_ITEMS,
    LOT_IMPORT_PARTNERS,
    LOT_IMPORT_LOCATIONS,
    LOT_IMPORT_REASONS,
    LOT_IMPORT_OPERATORS,
    LOT_IMPORT_DOCUMENTS,
    LOT_IMPORT_ADVICES,
    LOT_IMPORT_KIND_COUNT
};
/* "items", "partners", "locations", "reasons", "operators", "documents"; -EINVAL: no such kind. */
int lot_import_kind_by_name(struct lot_span name);
const char *lot_import_kind_name(enum lot_import_kind kind);

/* One row that cannot be taken: line and column count from 1 (line 1 is the header). */
struct lot_import_fault {
    int64_t line;
    const char *column; /* name, or "" */
    const char *text;
};

/*
 * Imports one CSV file (RFC 4180, UTF-8, header row naming its columns in any order), all or
 * nothing; the file's name and hash, and who, are recorded in the ledger. Every bad row is
 * reported. 0: *rows were taken; 1: nothing was taken, see the reports; negative: it cannot be read
 * or written.
 */
int lot_import(struct lot_ledger *ledger, enum lot_import_kind kind, const char *path,
               struct lot_span user_name, struct lot_time now,
               void (*report)(void *user, const struct lot_import_fault *fault), void *user,
               int64_t *rows);

#endif
