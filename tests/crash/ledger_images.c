/* SPDX-License-Identifier: MIT */
/*
 * usage: ledger_images [IMAGES]
 *
 * A run of commits and checkpoints is recorded below SQLite, write by write and sync by sync. Then
 * the power is cut after each of its steps: what was synced is there; every write since may be
 * there, be missing, or be torn at any sector. Each such image is opened as after a start; the
 * ledger must be sound and have every transaction that was acknowledged before the cut. Two disks
 * that lie about their syncs must be caught, or the test would see nothing.
 */

#include <unistd.h>

#include "crash/shim.h"
#include "crash/shop.h"

#define SECTOR   512
#define COMMITS  80u
#define FILES    2u
#define VARIANTS 4u

enum {
    FILE_DATABASE,
    FILE_LOG
};

struct step {
    enum shim_operation operation;
    unsigned file;
    sqlite3_int64 offset;
    int size;
    uint8_t *bytes;
    unsigned acknowledged; /* commits that had returned by then */
};

struct content {
    uint8_t *bytes;
    size_t size, room;
};

struct recording {
    struct content start[FILES];
    struct step *steps;
    size_t count, room;
    unsigned acknowledged;
};

/* Which syncs the disk really does. */
enum disk {
    DISK_HONEST,
    DISK_LIES,
    DISK_LIES_ABOUT_THE_LOG,
};

static char directory[64], live[96], image[96];

static void must(bool done, const char *what)
{
    if (!done) {
        printf("Bail out! %s\n", what);
        exit(1);
    }
}

static void path_of(unsigned file, const char *base, char out[128])
{
    snprintf(out, 128, "%s%s", base, file == FILE_LOG ? "-wal" : "");
}

/* ---- contents of files ---------------------------------------------------------------------- */

static void resize(struct content *content, size_t size)
{
    if (size > content->room) {
        content->room = size * 2;
        content->bytes = realloc(content->bytes, content->room);
        must(content->bytes != NULL, "out of memory");
    }
    if (size > content->size) {
        memset(content->bytes + content->size, 0, size - content->size);
    }
    content->size = size;
}

static void copy_content(struct content *to, const struct content *from)
{
    to->size = 0;
    resize(to, from->size);
    memcpy(to->bytes, from->bytes, from->size);
}

static void read_content(const char *path, struct content *out)
{
    FILE *file = fopen(path, "r");
    must(file != NULL, path);
    fseek(file, 0, SEEK_END);
    out->size = 0;
    resize(out, (size_t)ftell(file));
    rewind(file);
    must(fread(out->bytes, 1, out->size, file) == out->size, path);
    fclose(file);
}

static void write_content(const char *path, const struct content *content)
{
    FILE *file = fopen(path, "w");
    must(file && fwrite(content->bytes, 1, content->size, file) == content->size, path);
    fclose(file);
}

/* ---- recording ------------------------------------------------------------------------------ */

static int record(void *user, const struct shim_call *call)
{
    struct recording *recording = user;
    char log[128];
    path_of(FILE_LOG, live, log);
    bool is_log = strcmp(call->path, log) == 0;
    if (!is_log && strcmp(call->path, live) != 0) {
        return SQLITE_OK;
    }
    if (recording->count == recording->room) {
        recording->room = recording->room * 2 + 256;
        recording->steps = realloc(recording->steps, recording->room * sizeof(struct step));
        must(recording->steps != NULL, "out of memory");
    }
    struct step step = {.operation = call->operation,
                        .file = is_log ? FILE_LOG : FILE_DATABASE,
                        .offset = call->offset,
                        .size = call->size,
                        .acknowledged = recording->acknowledged};
    if (call->operation == SHIM_WRITE) {
        step.bytes = malloc((size_t)call->size);
        must(step.bytes != NULL, "out of memory");
        memcpy(step.bytes, call->bytes, (size_t)call->size);
    }
    recording->steps[recording->count++] = step;
    return SQLITE_OK;
}

static void work(struct lot_ledger *ledger, struct recording *recording)
{
    for (unsigned i = shop_done(ledger); i < COMMITS; i++) {
        must(shop_commit(ledger, i) == 0, "commit");
        recording->acknowledged = i + 1;
        if (i % 19 == 18) {
            must(lot_ledger_checkpoint(ledger) == 0, "checkpoint");
        }
    }
}

/* The first commits are made before, so that the WAL and every table have something in them. */
static void make_recording(struct recording *recording)
{
    struct lot_ledger *ledger = NULL;
    struct shim shim = {0};
    shim_install(&shim);
    must(shop_open(&ledger, live, false) == 0 && shop_stock_up(ledger) == 0, "open");
    for (unsigned i = 0; i < 20; i++) {
        must(shop_commit(ledger, i) == 0, "commit");
    }
    for (unsigned file = 0; file < FILES; file++) {
        char path[128];
        path_of(file, live, path);
        read_content(path, &recording->start[file]);
    }
    recording->acknowledged = shop_done(ledger);
    shim.watcher = (struct shim_watcher){record, recording};
    work(ledger, recording);
    shim.watcher.before = NULL;
    lot_ledger_close(ledger);
    shim_remove(&shim);
}

/* ---- images --------------------------------------------------------------------------------- */

static unsigned draw(unsigned below)
{
    static uint64_t random = 0x9e3779b97f4a7c15u;
    random ^= random << 13;
    random ^= random >> 7;
    random ^= random << 17;
    return (unsigned)(random % below);
}

static void apply_part(struct content *content, const struct step *step, int from, int size)
{
    size_t end = (size_t)step->offset + (size_t)(from + size);
    if (end > content->size) {
        resize(content, end);
    }
    memcpy(content->bytes + step->offset + from, step->bytes + from, (size_t)size);
}

static void apply(struct content *content, const struct step *step)
{
    if (step->operation == SHIM_TRUNCATE) {
        resize(content, (size_t)step->offset);
    } else if (step->operation == SHIM_WRITE) {
        apply_part(content, step, 0, step->size);
    }
}

/* Sectors of the file that the write touches come through or not, each by itself. */
static void tear(struct content *content, const struct step *step)
{
    for (int from = 0; from < step->size;) {
        int size = SECTOR - (int)((step->offset + from) % SECTOR);
        size = size < step->size - from ? size : step->size - from;
        if (draw(2) == 0) {
            apply_part(content, step, from, size);
        }
        from += size;
    }
}

static bool is_synced(enum disk disk, const struct step *step)
{
    return step->operation == SHIM_SYNC &&
           (disk == DISK_HONEST || (disk == DISK_LIES_ABOUT_THE_LOG && step->file != FILE_LOG));
}

/* What is on the disk for sure, and from which step on each file is not. */
struct disk_state {
    enum disk disk;
    struct content synced[FILES];
    size_t unsynced[FILES];
};

static void advance(struct disk_state *state, const struct recording *recording, size_t at)
{
    const struct step *step = &recording->steps[at];
    if (!is_synced(state->disk, step)) {
        return;
    }
    for (size_t i = state->unsynced[step->file]; i < at; i++) {
        if (recording->steps[i].file == step->file) {
            apply(&state->synced[step->file], &recording->steps[i]);
        }
    }
    state->unsynced[step->file] = at + 1;
}

/* Variant 0: nothing unsynced is there; 1: all of it is; else each write as it falls. */
static void cut(const struct disk_state *state, const struct recording *recording, size_t at,
                unsigned variant, struct content out[FILES])
{
    for (unsigned file = 0; file < FILES; file++) {
        copy_content(&out[file], &state->synced[file]);
        for (size_t i = state->unsynced[file]; i < at && variant > 0; i++) {
            const struct step *step = &recording->steps[i];
            unsigned fate = variant == 1 ? 0 : draw(3);
            if (step->file != file) {
                continue;
            }
            if (fate == 0) {
                apply(&out[file], step);
            } else if (fate == 1 && step->operation == SHIM_WRITE) {
                tear(&out[file], step);
            }
        }
    }
}

/* Opens the image as a start does. */
static bool survives(const struct content content[FILES], unsigned acknowledged)
{
    struct lot_ledger *ledger = NULL;
    unsigned done = 0;
    char path[128];
    for (unsigned file = 0; file < FILES; file++) {
        path_of(file, image, path);
        write_content(path, &content[file]);
    }
    snprintf(path, sizeof path, "%s-shm", image);
    unlink(path);
    bool sound = shop_open(&ledger, image, false) == 0 && shop_is_sound(ledger, &done);
    lot_ledger_close(ledger);
    return sound && (done == acknowledged || done == acknowledged + 1);
}

/* How many of so many images, spread over the run, are not as they must be. */
static unsigned count_lost(const struct recording *recording, enum disk disk, unsigned images,
                           unsigned *tried)
{
    struct disk_state state = {.disk = disk};
    struct content content[FILES] = {{0}};
    unsigned lost = 0;
    *tried = 0;
    for (unsigned file = 0; file < FILES; file++) {
        copy_content(&state.synced[file], &recording->start[file]);
    }
    for (size_t at = 0; at < recording->count; at++) {
        uint64_t due = (uint64_t)images * (at + 1) / recording->count;
        for (unsigned variant = draw(VARIANTS); *tried < due; variant++, ++*tried) {
            cut(&state, recording, at, variant % VARIANTS, content);
            lost += !survives(content, recording->steps[at].acknowledged);
        }
        advance(&state, recording, at);
    }
    for (unsigned file = 0; file < FILES; file++) {
        free(content[file].bytes);
        free(state.synced[file].bytes);
    }
    return lost;
}

static void done_with(struct recording *recording)
{
    for (size_t i = 0; i < recording->count; i++) {
        free(recording->steps[i].bytes);
    }
    free(recording->steps);
    for (unsigned file = 0; file < FILES; file++) {
        free(recording->start[file].bytes);
    }
}

static void remove_all(void)
{
    static const char *const ends[] = {"", "-wal", "-shm", ".lock"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s%s", live, ends[i]);
        unlink(path);
        snprintf(path, sizeof path, "%s%s", image, ends[i]);
        unlink(path);
    }
    rmdir(directory);
}

int main(int argc, char **argv)
{
    unsigned images = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 4000;
    struct recording recording = {0};
    unsigned tried = 0;
    snprintf(directory, sizeof directory, "%s/ledger-images-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    must(mkdtemp(directory) != NULL, "mkdtemp");
    snprintf(live, sizeof live, "%s/live.db", directory);
    snprintf(image, sizeof image, "%s/image.db", directory);
    puts("1..3");
    make_recording(&recording);
    unsigned lost = count_lost(&recording, DISK_HONEST, images, &tried);
    printf("%sok 1 - %u power cuts over %zu steps: %u lost or unsound\n", lost == 0 ? "" : "not ",
           tried, recording.count, lost);
    shop_silent = true;
    lost = count_lost(&recording, DISK_LIES, 100, &tried);
    printf("%sok 2 - a disk that never syncs is caught: %u of %u\n", lost > 0 ? "" : "not ", lost,
           tried);
    lost = count_lost(&recording, DISK_LIES_ABOUT_THE_LOG, 100, &tried);
    printf("%sok 3 - a log that is never synced is caught: %u of %u\n", lost > 0 ? "" : "not ",
           lost, tried);
    done_with(&recording);
    remove_all();
    return 0;
}
