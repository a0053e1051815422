/* SPDX-License-Identifier: MIT */
/*
 * History leaves as a bundle: LOTD/out/<device>/<first>-<last>/ on a stick.
 *
 * A stick may be pulled after any call, and vfat loses what is renamed. So every file gets its
 * final name at once, in a folder that did not exist before; the manifest is written when all that
 * it names was read back from the medium, and the signature last. A folder left half-written by a
 * pulled stick has no valid signature: it is left alone and the next free name is taken. One that
 * is whole and says the same is the same bundle: then there is nothing to write, only to record.
 */

#include "bundle.h"
#include "csv_writer.h"
#include "key.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    ATTEMPTS = 100, /* <first>-<last>, then .2 to .100 */
    FOLDERS = 4     /* root, LOTD, out, device */
};

struct export
{
    struct lot_ledger *ledger;
    const struct lot_key *key;
    struct lot_time now;
    uint64_t after, last;
    uint32_t device;
    int64_t rows[BUNDLE_FILES];
    struct stick_folder above[FOLDERS]; /* the bundle's parents, root first */
    char *text;
};

/* ---- what there is to export ---------------------------------------------------------------- */

static int ask(const struct export *export, unsigned file, int64_t limit, struct lot_answer **out)
{
    const struct lot_filter filter = {.after = export->after, .last = export->last, .limit = limit};
    return lot_ledger_ask(export->ledger, bundle_files[file].question, &filter, out);
}

static int ledger_failed(const struct export *export, const char *doing, int error)
{
    const struct lot_ledger_fault *fault = lot_ledger_fault(export->ledger);
    snprintf(export->text, STICK_TEXT_SIZE, "cannot %s the ledger: %s", doing,
             fault && fault->text[0] ? fault->text : strerrordesc_np(-error));
    return error;
}

/* 1: there is at least one row; 0: none. */
static int has_rows(const struct export *export, unsigned file)
{
    struct lot_answer *answer = NULL;
    int error = ask(export, file, 1, &answer);
    if (error == 0) {
        int next = lot_answer_next(answer);
        error = next < 0 ? next : next == 0;
        lot_answer_free(answer);
    }
    return error < 0 ? ledger_failed(export, "read", error) : error;
}

/* 0: there is something; 1: nothing new. */
static int find_range(struct export *export, uint64_t after)
{
    struct lot_ledger_figures figures;
    int error = lot_ledger_figures(export->ledger, &figures);
    if (error < 0) {
        return ledger_failed(export, "read", error);
    }
    export->after = after == UINT64_MAX ? figures.exported : after;
    export->last = lot_ledger_sequence(export->ledger);
    int found = 0;
    for (unsigned i = 0; i < BUNDLE_FILES && found == 0; i++) {
        found = bundle_files[i].is_news && export->after < export->last ? has_rows(export, i) : 0;
    }
    return found < 0 ? found : found == 0;
}

/* ---- writing -------------------------------------------------------------------------------- */

static int compose(struct export *export, unsigned file, struct stick_file *out)
{
    struct lot_answer *answer = NULL;
    struct csv_writer writer;
    int error = ask(export, file, 0, &answer);
    if (error < 0) {
        return ledger_failed(export, "read", error);
    }
    csv_begin(&writer, stick_file_put, out);
    error = csv_answer(&writer, answer, &export->rows[file]);
    lot_answer_free(answer);
    if (error < 0 && writer.error == 0) {
        return ledger_failed(export, "read", error);
    }
    return csv_end(&writer);
}

/* One file of the bundle and its line of the manifest. Without a folder it is hashed only. */
static int write_table(struct export *export, unsigned file, const struct stick_folder *folder,
                       struct bundle_manifest *manifest)
{
    struct stick_file out;
    uint8_t hash[STICK_HASH_SIZE];
    int error = stick_file_begin(&out, folder, bundle_files[file].name);
    if (error == 0) {
        error = compose(export, file, &out);
    }
    if (error == 0) {
        error = stick_file_end(&out, hash);
    }
    stick_file_drop(&out);
    if (error == 0) {
        bundle_manifest_add(manifest, hash, bundle_files[file].name);
    }
    return error;
}

static int write_tables(struct export *export, const struct stick_folder *folder,
                        struct bundle_manifest *manifest)
{
    int error = 0;
    manifest->size = 0;
    for (unsigned i = 0; i < BUNDLE_FILES && error == 0; i++) {
        error = write_table(export, i, folder, manifest);
    }
    return error;
}

static int write_text(const struct stick_folder *folder, const char *name, struct lot_span text)
{
    struct stick_file file;
    uint8_t hash[STICK_HASH_SIZE];
    int error = stick_file_begin(&file, folder, name);
    if (error == 0) {
        error = stick_file_put(&file, text);
    }
    if (error == 0) {
        error = stick_file_end(&file, hash);
    }
    stick_file_drop(&file);
    return error;
}

static int write_signature(const struct export *export, const struct stick_folder *folder,
                           struct lot_span manifest)
{
    char comment[MINISIGN_COMMENT_MAX];
    char text[MINISIGN_SIGNATURE_SIZE];
    snprintf(comment, sizeof comment,
             "timestamp:%" PRId64 "\tfile:" BUNDLE_MANIFEST "\tdevice:%" PRIu32 "\tfirst:%" PRIu64
             "\tlast:%" PRIu64,
             export->now.utc_ms / 1000, export->device, export->after + 1, export->last);
    int size = minisign_sign(&export->key->secret, manifest, comment, text);
    return size < 0 ? size : write_text(folder, BUNDLE_SIGNATURE, lot_span(text, (size_t)size));
}

/* The folder itself and the way to it, deepest first; then all else. */
static int settle(const struct export *export, const struct stick_folder *folder)
{
    int error = stick_sync(folder);
    for (unsigned i = FOLDERS; i > 0 && error == 0; i--) {
        error = stick_sync(&export->above[i - 1]);
    }
    return error == 0 ? stick_sync_all(folder) : error;
}

static int write_bundle(struct export *export, const struct stick_folder *folder)
{
    struct bundle_manifest manifest;
    int error = write_tables(export, folder, &manifest);
    if (error == 0) {
        error = stick_sync(folder);
    }
    struct lot_span text = lot_span(manifest.text, manifest.size);
    if (error == 0) {
        error = write_text(folder, BUNDLE_MANIFEST, text);
    }
    if (error == 0) {
        error = write_signature(export, folder, text);
    }
    return error == 0 ? settle(export, folder) : error;
}

/* ---- where it goes -------------------------------------------------------------------------- */

static int open_above(struct export *export, const char *root)
{
    char device[12];
    snprintf(device, sizeof device, "%" PRIu32, export->device);
    const char *const names[FOLDERS] = {NULL, "LOTD", "out", device};
    for (unsigned i = 0; i < FOLDERS; i++) {
        export->above[i].fd = -1;
    }
    int error = stick_open(&export->above[0], root, export->text);
    for (unsigned i = 1; i < FOLDERS && error == 0; i++) {
        error = stick_enter(&export->above[i - 1], names[i], &export->above[i]);
    }
    return error;
}

static void close_above(struct export *export)
{
    for (unsigned i = 0; i < FOLDERS; i++) {
        stick_close(&export->above[i]);
    }
}

/* 0: this folder is the bundle that would be written; 1: it is not; negative: the ledger failed. */
static int is_same_bundle(struct export *export, const struct stick_folder *folder)
{
    struct bundle_manifest there;
    struct bundle_manifest ours;
    struct minisign_public key = minisign_public_of(&export->key->secret);
    int verdict = bundle_check(folder, &key, &there);
    if (verdict != 0) {
        return 1; /* not whole, or not to be read: it is left alone */
    }
    int error = write_tables(export, NULL, &ours);
    if (error < 0) {
        return error;
    }
    return there.size != ours.size || memcmp(there.text, ours.text, ours.size) != 0;
}

/* A full stick is not to fill up with failed attempts. The signature goes first. */
static void discard(const struct stick_folder *parent, const char *name,
                    const struct stick_folder *folder)
{
    stick_remove(folder, BUNDLE_SIGNATURE);
    stick_remove(folder, BUNDLE_MANIFEST);
    for (unsigned i = 0; i < BUNDLE_FILES; i++) {
        stick_remove(folder, bundle_files[i].name);
    }
    stick_remove_folder(parent, name);
}

/* Makes the folder and the bundle in it. 1: the name is taken. */
static int write_new(struct export *export, const char *name)
{
    const struct stick_folder *parent = &export->above[FOLDERS - 1];
    struct stick_folder folder = {.fd = -1};
    int outcome = stick_make(parent, name, &folder);
    if (outcome != 0) {
        return outcome;
    }
    outcome = write_bundle(export, &folder);
    if (outcome < 0) {
        discard(parent, name, &folder);
    }
    stick_close(&folder);
    return outcome;
}

/* Looks into a folder that was there before. 0: it is this bundle, whole; 1: it is not. */
static int take_old(struct export *export, const char *name)
{
    struct stick_folder folder = {.fd = -1};
    if (stick_enter(&export->above[FOLDERS - 1], name, &folder) < 0) {
        return 1; /* a file or a link has that name */
    }
    int outcome = is_same_bundle(export, &folder);
    if (outcome == 0) {
        outcome = settle(export, &folder);
    }
    stick_close(&folder);
    return outcome;
}

/* Settles on a folder of that name. 0: the bundle is in it; 1: another name is needed. */
static int try_name(struct export *export, const char *name)
{
    int outcome = write_new(export, name);
    return outcome == 1 ? take_old(export, name) : outcome;
}

static int place_bundle(struct export *export, char name[STICK_PATH_SIZE])
{
    int outcome = 1;
    for (unsigned attempt = 1; attempt <= ATTEMPTS && outcome == 1; attempt++) {
        char suffix[12] = "";
        if (attempt > 1) {
            snprintf(suffix, sizeof suffix, ".%u", attempt);
        }
        snprintf(name, STICK_PATH_SIZE, "%" PRIu64 "-%" PRIu64 "%s", export->after + 1,
                 export->last, suffix);
        outcome = try_name(export, name);
    }
    if (outcome == 1) {
        snprintf(export->text, STICK_TEXT_SIZE,
                 "%.60s/%.40s: too many half-written folders of that name: remove them",
                 export->above[FOLDERS - 1].path, name);
        return -EEXIST;
    }
    return outcome;
}

/* ---- the whole ------------------------------------------------------------------------------ */

/* A bundle that leaves a gap to the one before it does not move the mark of what was exported. */
static int record(const struct export *export, const char *folder)
{
    struct lot_ledger_figures figures;
    int error = lot_ledger_figures(export->ledger, &figures);
    if (error == 0 && export->after <= figures.exported) {
        error = lot_ledger_exported(export->ledger, export->last, lot_span_of(folder), export->now);
    } else if (error == 0) {
        error = lot_ledger_record(export->ledger, LOT_LEDGER_EVENT_EXPORT, export->now,
                                  lot_span_of(folder));
    }
    error = error < 0 ? error : lot_key_seal(export->key, export->ledger, export->now);
    return error < 0 ? ledger_failed(export, "record the bundle, which is whole, in", error) : 0;
}

static int write_and_record(struct export *export, const char *root, struct lot_exported *out)
{
    char name[STICK_PATH_SIZE] = "";
    struct lot_exported done = {.first = export->after + 1, .last = export->last};
    int error = open_above(export, root);
    if (error == 0) {
        error = place_bundle(export, name);
    }
    if (error < 0) {
        return error;
    }
    int length = snprintf(done.folder, sizeof done.folder, "%s/%s/%s", root,
                          export->above[FOLDERS - 1].path, name);
    if (length >= (int)sizeof done.folder) {
        snprintf(export->text, STICK_TEXT_SIZE, "the path %.100s... is too long", root);
        return -ENAMETOOLONG;
    }
    done.movements = export->rows[0];
    done.lots = export->rows[1];
    done.scans = export->rows[2];
    error = record(export, done.folder);
    if (error == 0) {
        *out = done;
    }
    return error;
}

int lot_export(struct lot_ledger *ledger, const struct lot_key *key, const char *root,
               uint64_t after, struct lot_time now, struct lot_exported *out, char text[200])
{
    struct export export = {.ledger = ledger,
                            .key = key,
                            .now = now,
                            .device = lot_ledger_device(ledger),
                            .text = text};
    text[0] = '\0';
    int outcome = find_range(&export, after);
    if (outcome != 0) {
        return outcome;
    }
    outcome = write_and_record(&export, root, out);
    close_above(&export);
    return outcome;
}
