/* SPDX-License-Identifier: MIT */
/* Keeping apart what is durable and what is pending, and putting a choice of it on a disk. */

#include "powercut.h"

void powercut_init(struct powercut *cut, const struct recording *recording, bool lies)
{
    *cut = (struct powercut){.recording = recording, .lies = lies};
    cut->durable = grown(NULL, recording->inodes + 1, sizeof *cut->durable);
    memset(cut->durable, 0, (recording->inodes + 1) * sizeof *cut->durable);
    cut->pending = grown(NULL, recording->count + 1, sizeof *cut->pending);
    cut->renamed = grown(NULL, recording->count + 1, sizeof *cut->renamed);
    for (unsigned i = 0; i < DISK_NAMES_MAX; i++) {
        cut->bound[i] = -1;
    }
}

void powercut_done(struct powercut *cut)
{
    for (unsigned i = 0; i < cut->recording->inodes; i++) {
        bytes_done(&cut->durable[i]);
    }
    free(cut->durable);
    free(cut->pending);
    free(cut->renamed);
    *cut = (struct powercut){0};
}

/* ---- applying ------------------------------------------------------------------------------- */

size_t operation_pieces(const struct operation *operation)
{
    if (operation->kind == DISK_TRUNCATE || operation->size == 0) {
        return 1;
    }
    size_t last = operation->offset + operation->size - 1;
    return last / SECTOR_SIZE - operation->offset / SECTOR_SIZE + 1;
}

size_t powercut_pieces(const struct powercut *cut)
{
    size_t pieces = 0;
    for (size_t i = 0; i < cut->pending_count; i++) {
        pieces += operation_pieces(&cut->recording->operation[cut->pending[i]]);
    }
    return pieces;
}

/* The part of a write that falls into its piece'th sector. */
static void put_piece(const struct powercut *cut, const struct operation *operation, size_t piece,
                      struct bytes *to)
{
    size_t sector = (operation->offset / SECTOR_SIZE + piece) * SECTOR_SIZE;
    size_t from = piece == 0 ? operation->offset : sector;
    size_t end = operation->offset + operation->size;
    end = end < sector + SECTOR_SIZE ? end : sector + SECTOR_SIZE;
    const uint8_t *data = cut->recording->data.data + operation->at;
    bytes_put(to, from, data + (from - operation->offset), end - from);
}

/* kept has a byte for each piece; NULL: all. */
static void apply(const struct powercut *cut, const struct operation *operation,
                  const uint8_t *kept, struct bytes *to)
{
    for (size_t piece = 0; piece < operation_pieces(operation); piece++) {
        if (kept && !kept[piece]) {
            continue;
        }
        if (operation->kind == DISK_TRUNCATE) {
            bytes_resize(to, operation->offset);
        } else {
            put_piece(cut, operation, piece, to);
        }
    }
}

static void bind(int *bound, const struct operation *operation)
{
    bound[operation->name] = operation->kind == DISK_CREATE ? (int)operation->inode : -1;
}

/* ---- time goes on --------------------------------------------------------------------------- */

static void sync_content(struct powercut *cut, unsigned inode)
{
    size_t left = 0;
    for (size_t i = 0; i < cut->pending_count; i++) {
        const struct operation *operation = &cut->recording->operation[cut->pending[i]];
        if (operation->inode == inode) {
            apply(cut, operation, NULL, &cut->durable[inode]);
        } else {
            cut->pending[left++] = cut->pending[i];
        }
    }
    cut->pending_count = left;
}

static void sync_names(struct powercut *cut)
{
    for (size_t i = 0; i < cut->renamed_count; i++) {
        bind(cut->bound, &cut->recording->operation[cut->renamed[i]]);
    }
    cut->renamed_count = 0;
}

bool powercut_next(struct powercut *cut)
{
    if (cut->at == cut->recording->count) {
        return false;
    }
    size_t at = cut->at++;
    const struct operation *operation = &cut->recording->operation[at];
    switch (operation->kind) {
    case DISK_WRITE:
    case DISK_TRUNCATE:
        cut->pending[cut->pending_count++] = at;
        break;
    case DISK_CREATE:
    case DISK_REMOVE:
        cut->renamed[cut->renamed_count++] = at;
        break;
    case DISK_SYNC:
        if (!cut->lies) {
            sync_content(cut, operation->inode);
        }
        break;
    case DISK_SYNC_NAMES:
        if (!cut->lies) {
            sync_names(cut);
        }
        break;
    }
    return true;
}

/* ---- images --------------------------------------------------------------------------------- */

/* The content of a file that has a name; NULL: nothing leads to it any more. */
static struct bytes *content_of(struct disk *disk, unsigned inode)
{
    for (unsigned i = 0; i < disk->names; i++) {
        if (disk->file[i].there && disk->file[i].inode == inode) {
            return &disk->file[i].bytes;
        }
    }
    return NULL;
}

static void put_durable(const struct powercut *cut, const int *bound, struct disk *disk)
{
    disk_clear(disk);
    for (unsigned i = 0; i < disk->names; i++) {
        if (bound[i] >= 0) {
            disk->file[i].there = true;
            disk->file[i].inode = (unsigned)bound[i];
            bytes_copy(&disk->file[i].bytes, &cut->durable[bound[i]]);
        }
    }
    disk->inodes = cut->recording->inodes;
}

void powercut_image(const struct powercut *cut, const struct survivors *survivors,
                    struct disk *disk)
{
    int bound[DISK_NAMES_MAX];
    memcpy(bound, cut->bound, sizeof bound);
    for (size_t i = 0; i < survivors->names; i++) {
        bind(bound, &cut->recording->operation[cut->renamed[i]]);
    }
    put_durable(cut, bound, disk);
    const uint8_t *kept = survivors->piece;
    for (size_t i = 0; i < cut->pending_count; i++) {
        const struct operation *operation = &cut->recording->operation[cut->pending[i]];
        struct bytes *content = content_of(disk, operation->inode);
        if (content) {
            apply(cut, operation, kept, content);
        }
        kept += operation_pieces(operation);
    }
}
