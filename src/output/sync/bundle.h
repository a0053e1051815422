/* SPDX-License-Identifier: MIT */
#ifndef LOT_SYNC_BUNDLE_H
#define LOT_SYNC_BUNDLE_H

/*
 * What a bundle is: a folder of files, a manifest of their hashes as sha256sum writes it, and a
 * signature over the manifest. Without all three it does not exist.
 */

#include "minisign.h"
#include "stick.h"

#include <lot/ledger.h>

#define BUNDLE_MANIFEST      "SHA256SUMS"
#define BUNDLE_SIGNATURE     "SHA256SUMS.minisig"
#define BUNDLE_MANIFEST_SIZE 4096u

/* The files that every bundle has, and the question that fills each. */
#define BUNDLE_FILES 6u
struct bundle_file {
    const char *name;
    enum lot_question question;
    bool is_news; /* its rows are worth a bundle; events alone are not: an export is one */
};
extern const struct bundle_file bundle_files[BUNDLE_FILES];

struct bundle_manifest {
    size_t size;
    char text[BUNDLE_MANIFEST_SIZE];
};

/* Appends a line "<hash>  <name>". */
void bundle_manifest_add(struct bundle_manifest *manifest, const uint8_t hash[STICK_HASH_SIZE],
                         const char *name);

/*
 * Checks the signature, then every file that the manifest names. 0: whole, and *manifest is what
 * was signed; 1: not whole; negative: it could not be read. The folder's text tells what is wrong.
 */
int bundle_check(const struct stick_folder *folder, const struct minisign_public *key,
                 struct bundle_manifest *manifest);

#endif
