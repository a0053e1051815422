/* SPDX-License-Identifier: MIT */
/*
 * A hash table with open addressing over 128-bit digests of the keys: 24 bytes a record whatever
 * its length, and no file can be made to collide.
 */

#include "seen.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    uint8_t digest[16];
    int64_t line; /* 0: free */
};

struct seen {
    size_t count, room; /* room is a power of two, never more than half full */
    struct entry *entries;
};

enum {
    FIRST_ROOM = 256
};

struct seen *seen_new(void)
{
    struct seen *seen = calloc(1, sizeof *seen);
    struct entry *entries = calloc(FIRST_ROOM, sizeof *entries);
    if (!seen || !entries) {
        free(entries);
        free(seen);
        return NULL;
    }
    seen->room = FIRST_ROOM;
    seen->entries = entries;
    return seen;
}

struct seen *seen_free(struct seen *seen)
{
    if (seen) {
        free(seen->entries);
        free(seen);
    }
    return NULL;
}

/* The entry of a digest, or the free one where it belongs. */
static struct entry *find(struct entry *entries, size_t room, const uint8_t digest[16])
{
    size_t at = 0;
    memcpy(&at, digest, sizeof at);
    for (at &= room - 1; entries[at].line > 0; at = (at + 1) & (room - 1)) {
        if (memcmp(entries[at].digest, digest, sizeof entries[at].digest) == 0) {
            break;
        }
    }
    return &entries[at];
}

static int grow(struct seen *seen)
{
    size_t room = seen->room * 2;
    struct entry *entries = calloc(room, sizeof *entries);
    if (!entries) {
        return -ENOMEM;
    }
    for (size_t i = 0; i < seen->room; i++) {
        if (seen->entries[i].line > 0) {
            *find(entries, room, seen->entries[i].digest) = seen->entries[i];
        }
    }
    free(seen->entries);
    seen->entries = entries;
    seen->room = room;
    return 0;
}

int64_t seen_before(struct seen *seen, const struct seen_key *key, int64_t line)
{
    uint8_t digest[16];
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, sizeof digest);
    crypto_generichash_update(&state, (const uint8_t *)&key->part, sizeof key->part);
    crypto_generichash_update(&state, &key->text->size, sizeof key->text->size);
    crypto_generichash_update(&state, key->text->bytes, key->text->size);
    if (key->lot) {
        crypto_generichash_update(&state, key->lot->bytes, key->lot->size);
    }
    crypto_generichash_final(&state, digest, sizeof digest);
    if (seen->count * 2 >= seen->room && grow(seen) < 0) {
        return -ENOMEM;
    }
    struct entry *entry = find(seen->entries, seen->room, digest);
    if (entry->line > 0) {
        return entry->line;
    }
    memcpy(entry->digest, digest, sizeof digest);
    entry->line = line;
    seen->count++;
    return 0;
}
