/* SPDX-License-Identifier: MIT */
/*
 * Judging a bundle. The signature comes first: not a byte of an unsigned manifest is believed.
 * Files that the manifest does not name are of no matter, and are never read.
 */

#include "bundle.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <lot/sync.h>

const struct bundle_file bundle_files[BUNDLE_FILES] = {
    {"movements.csv", LOT_ASK_BUNDLE_MOVEMENTS, true },
    {"lots.csv",      LOT_ASK_BUNDLE_LOTS,      true },
    {"scans.csv",     LOT_ASK_BUNDLE_SCANS,     true },
    {"counts.csv",    LOT_ASK_BUNDLE_TALLIES,   true },
    {"statuses.csv",  LOT_ASK_BUNDLE_STATUSES,  true },
    {"events.csv",    LOT_ASK_BUNDLE_EVENTS,    false},
};

enum {
    HEX_SIZE = 2 * STICK_HASH_SIZE,
    NAME_MAX_SIZE = 64
};

__attribute__((format(printf, 2, 3))) static int not_whole(const struct stick_folder *folder,
                                                           const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(folder->text, STICK_TEXT_SIZE, format, arguments);
    va_end(arguments);
    return 1;
}

/* What cannot be opened as a file is missing from the bundle; what the medium refuses is failure.
 */
static int judge_read(const struct stick_folder *folder, const char *name, int error)
{
    switch (error) {
    case -ENOENT:
        return not_whole(folder, "%s is missing", name);
    case -ELOOP:
    case -EBADMSG:
        return not_whole(folder, "%s is not a file", name);
    case -EMSGSIZE:
        return not_whole(folder, "%s is too long", name);
    default:
        return error;
    }
}

/* ---- the manifest --------------------------------------------------------------------------- */

void bundle_manifest_add(struct bundle_manifest *manifest, const uint8_t hash[STICK_HASH_SIZE],
                         const char *name)
{
    char hex[HEX_SIZE + 1];
    sodium_bin2hex(hex, sizeof hex, hash, STICK_HASH_SIZE);
    manifest->size +=
        (size_t)snprintf(manifest->text + manifest->size, sizeof manifest->text - manifest->size,
                         "%s  %s\n", hex, name);
}

struct manifest_line {
    uint8_t hash[STICK_HASH_SIZE];
    char name[NAME_MAX_SIZE];
};

/* A plain name: it stays in the folder, and looks the same everywhere. */
static bool is_plain_name(struct lot_span name)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    for (size_t i = 0; i < name.size; i++) {
        if (!memchr(letters, name.data[i], sizeof letters - 1)) {
            return false;
        }
    }
    return name.size > 0 && name.size < NAME_MAX_SIZE && name.data[0] != '.';
}

/* Takes a line off the manifest; false when it is not of sha256sum's form. */
static bool take_line(struct lot_span *text, struct manifest_line *line)
{
    const uint8_t *end = memchr(text->data, '\n', text->size);
    if (!end || end - text->data <= HEX_SIZE + 2) {
        return false;
    }
    struct lot_span whole = lot_span_part(*text, 0, (size_t)(end - text->data));
    struct lot_span gap = lot_span_part(whole, HEX_SIZE, 2);
    struct lot_span name = lot_span_part(whole, HEX_SIZE + 2, whole.size);
    size_t size = 0;
    *text = lot_span_part(*text, whole.size + 1, text->size);
    if (sodium_hex2bin(line->hash, sizeof line->hash, (const char *)whole.data, HEX_SIZE, NULL,
                       &size, NULL) != 0 ||
        size != sizeof line->hash || !lot_span_equal(gap, LOT_LITERAL("  ")) ||
        !is_plain_name(name)) {
        return false;
    }
    memcpy(line->name, name.data, name.size);
    line->name[name.size] = '\0';
    return true;
}

static int check_line(const struct stick_folder *folder, const struct manifest_line *line)
{
    uint8_t hash[STICK_HASH_SIZE];
    int error = stick_hash(folder, line->name, hash);
    if (error < 0) {
        return judge_read(folder, line->name, error);
    }
    if (memcmp(hash, line->hash, sizeof hash) != 0) {
        return not_whole(folder, "%s is not what was signed", line->name);
    }
    return 0;
}

/* The bit of a file that every bundle has, else 0. */
static unsigned required_bit(const char *name)
{
    for (unsigned i = 0; i < BUNDLE_FILES; i++) {
        if (strcmp(bundle_files[i].name, name) == 0) {
            return 1u << i;
        }
    }
    return 0;
}

static int check_files(const struct stick_folder *folder, struct lot_span text)
{
    unsigned seen = 0;
    while (text.size > 0) {
        struct manifest_line line;
        if (!take_line(&text, &line)) {
            return not_whole(folder, "%s has a line that is not of its form", BUNDLE_MANIFEST);
        }
        int verdict = check_line(folder, &line);
        if (verdict != 0) {
            return verdict;
        }
        seen |= required_bit(line.name);
    }
    for (unsigned i = 0; i < BUNDLE_FILES; i++) {
        if ((seen >> i & 1) == 0) {
            return not_whole(folder, "%s does not name %s", BUNDLE_MANIFEST, bundle_files[i].name);
        }
    }
    return 0;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static int check_signature(const struct stick_folder *folder, const struct minisign_public *key,
                           struct lot_span manifest)
{
    static const char *const verdicts[] = {
        [MINISIGN_MALFORMED] = "is not a signature in minisign's legacy form",
        [MINISIGN_FOREIGN] = "was made with another key",
        [MINISIGN_FALSE] = "does not fit the manifest: it was changed",
        [MINISIGN_BAD_COMMENT] = "has a trusted comment that was changed",
    };
    uint8_t signature[MINISIGN_SIGNATURE_SIZE];
    int size = stick_read(folder, BUNDLE_SIGNATURE, signature, sizeof signature);
    if (size < 0) {
        return judge_read(folder, BUNDLE_SIGNATURE, size);
    }
    enum minisign_verdict verdict =
        minisign_verify(key, manifest, lot_span(signature, (size_t)size));
    return verdict == MINISIGN_GOOD
               ? 0
               : not_whole(folder, "%s %s", BUNDLE_SIGNATURE, verdicts[verdict]);
}

int bundle_check(const struct stick_folder *folder, const struct minisign_public *key,
                 struct bundle_manifest *manifest)
{
    int size =
        stick_read(folder, BUNDLE_MANIFEST, (uint8_t *)manifest->text, sizeof manifest->text);
    if (size < 0) {
        return judge_read(folder, BUNDLE_MANIFEST, size);
    }
    manifest->size = (size_t)size;
    struct lot_span text = lot_span(manifest->text, manifest->size);
    int verdict = check_signature(folder, key, text);
    return verdict != 0 ? verdict : check_files(folder, text);
}

int lot_bundle_verify(const char *folder, const char *public_key, char text[200])
{
    struct minisign_public key;
    struct stick_folder opened;
    struct bundle_manifest manifest;
    text[0] = '\0';
    if (sodium_init() < 0) {
        return -ENOSYS;
    }
    if (minisign_public_read(&key, lot_span_of(public_key)) < 0) {
        snprintf(text, STICK_TEXT_SIZE, "the public key is not one line of minisign's (RW...)");
        return -EINVAL;
    }
    int verdict = stick_open(&opened, folder, text);
    if (verdict == 0) {
        verdict = bundle_check(&opened, &key, &manifest);
        stick_close(&opened);
    }
    return verdict;
}
