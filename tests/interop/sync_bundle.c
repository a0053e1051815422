/* SPDX-License-Identifier: MIT */
/*
 * Makes or judges a bundle for tests/interop/bundle.t, out of a ledger that never changes:
 *
 *   sync_bundle export ROOT KEY [GROUPS]   prints the folder; exit 3 and words when it failed
 *   sync_bundle verify FOLDER PUBLIC       exit 0: whole, 1: not, 3: cannot be read; and words
 */

#include "unit/test_sync_fake.h"

#include <stdlib.h>

#include <lot/sync.h>

static int export(const char *root, const char *key_path, unsigned groups)
{
    struct lot_ledger ledger = {.device = 12, .groups = groups};
    struct lot_time now = {1772348400000, 60};
    struct lot_exported exported;
    struct lot_key *key = NULL;
    char text[200];
    int error = lot_key_open(&key, key_path, true);
    if (error < 0) {
        fprintf(stderr, "%s: %s\n", key_path, strerror(-error));
        return 3;
    }
    error = lot_export(&ledger, key, root, UINT64_MAX, now, &exported, text);
    lot_key_free(key);
    puts(error == 0 ? exported.folder : text);
    return error == 0 ? 0 : 3;
}

static int verify(const char *folder, const char *public_key)
{
    char text[200];
    int verdict = lot_bundle_verify(folder, public_key, text);
    puts(text);
    return verdict < 0 ? 3 : verdict;
}

int main(int count, char **words)
{
    if (count >= 4 && strcmp(words[1], "export") == 0) {
        return export(words[2], words[3], count > 4 ? (unsigned)strtoul(words[4], NULL, 10) : 50);
    }
    if (count == 4 && strcmp(words[1], "verify") == 0) {
        return verify(words[2], words[3]);
    }
    fputs("usage: sync_bundle export ROOT KEY [GROUPS] | verify FOLDER PUBLIC\n", stderr);
    return 2;
}
