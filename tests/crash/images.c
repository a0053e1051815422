/* SPDX-License-Identifier: MIT */
/*
 * Power cuts: usage images [COUNT [SEED]]
 *
 * A day's work is recorded. For every point of it the disk is put together as a power cut may have
 * left it, opened as any ledger, and verified. It must hold what had been acknowledged, whole, and
 * nothing else but the step under way. COUNT different images are judged: each there is where they
 * are few, then by chance, one a point in turn, until it is reached.
 *
 * Then the same with storage that is not safe: the test must see that it is not.
 */

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "rig/survivors.h"
#include "rig/workday.h"

#define EACH_AT_MOST  256u  /* choices at one point that are all tried */
#define CONTROL_COUNT 1000u /* images of storage that is not safe */
#define GOES_ON_EVERY 8u    /* so many images, the work goes on in one */
#define STATES_MAX    64u
#define TOLD_MAX      5u

/* ---- what is tried -------------------------------------------------------------------------- */

struct trial {
    const char *name;
    bool safe;
    bool lies;           /* syncs do nothing */
    const char *on_open; /* SQL for each connection, or NULL */
    const struct disk_answer *answers;
};

static const struct disk_answer no_synchronous[] = {
    {"synchronous", "FULL", NULL},
    {0        }
};
static const struct disk_answer no_log[] = {
    {"journal_mode", "WAL", "wal"},
    {"journal_mode",         NULL, "wal"},
    {0}
};

static const struct trial trials[] = {
    {"the ledger as it is",            .safe = true                         },
    {"a disk that lies about syncing", .lies = true                         },
    {"synchronous=OFF",                .on_open = "PRAGMA synchronous = OFF", .answers = no_synchronous},
    {"synchronous=NORMAL",                                .on_open = "PRAGMA synchronous = NORMAL",                                                  .answers = no_synchronous},
    {"journal_mode=DELETE",       .answers = no_log},
};
#define TRIAL_COUNT (sizeof trials / sizeof trials[0])

static const char *sql_on_open;

static int on_open(sqlite3 *database, const char **error, const struct sqlite3_api_routines *api)
{
    (void)error;
    (void)api;
    return sql_on_open ? sqlite3_exec(database, sql_on_open, NULL, NULL, NULL) : SQLITE_OK;
}

/* ---- one trial ------------------------------------------------------------------------------ */

struct tally {
    uint64_t images, went_on, lost, damaged;
    size_t points; /* where all images there can be were tried */
};

struct run {
    const struct trial *trial;
    struct disk disk;
    struct workday day;
    struct recording recording;
    uint64_t state[STATES_MAX]; /* after opening, and after each step */
    struct survivors survivors;
    uint64_t chance, wanted;
    uint64_t *seen; /* hashes of images; 0: free */
    size_t seen_room;
    struct tally tally;
};

/* Opening is the first promise, and each step is one. */
static int record(struct run *run)
{
    run->disk.watcher = recording_watcher(&run->recording);
    int error = workday_open(&run->day);
    for (unsigned step = 0; error == 0; step++) {
        run->recording.acknowledged = step + 1;
        error = workday_state(&run->day, &run->state[step]);
        if (error != 0 || step == workday_steps()) {
            break;
        }
        error = workday_step(&run->day, step);
        if (error < 0) {
            printf("# step %u, %s: %s\n", step, workday_step_name(step), run->day.fault.text);
        }
    }
    workday_close(&run->day);
    run->disk.watcher = (struct disk_watcher){0};
    return error;
}

/* False: an image like this, with as much promised, was judged before. */
static bool is_new(struct run *run, unsigned promised)
{
    uint64_t key = (disk_hash(&run->disk) + promised) | 1;
    for (size_t at = key % run->seen_room;; at = (at + 1) % run->seen_room) {
        if (run->seen[at] == key) {
            return false;
        }
        if (run->seen[at] == 0) {
            run->seen[at] = key;
            return true;
        }
    }
}

/* ---- judging an image ----------------------------------------------------------------------- */

enum verdict {
    WHOLE,
    LOST,
    DAMAGED,
};

/* All that was promised is there, and at most the step under way besides. */
static enum verdict compare(const struct run *run, uint64_t state, unsigned promised, unsigned *at)
{
    unsigned last = promised < workday_steps() ? promised : workday_steps();
    unsigned first = promised > 0 ? promised - 1 : 0;
    for (unsigned i = last + 1; i-- > 0;) {
        if (run->state[i] == state && (promised > 0 || i == 0)) {
            *at = i;
            return i >= first ? WHOLE : LOST;
        }
    }
    return DAMAGED;
}

/* The next step is taken as if nothing had happened, and is there after opening again. */
static enum verdict go_on(struct run *run, unsigned at)
{
    uint64_t state = 0;
    if (workday_step(&run->day, at) < 0) {
        return DAMAGED;
    }
    workday_close(&run->day);
    if (workday_open(&run->day) < 0 || workday_state(&run->day, &state) != 0) {
        return DAMAGED;
    }
    return state == run->state[at + 1] ? WHOLE : DAMAGED;
}

static enum verdict judge(struct run *run, unsigned promised)
{
    uint64_t state = 0;
    unsigned at = 0;
    enum verdict verdict = DAMAGED;
    if (workday_open(&run->day) == 0 && workday_state(&run->day, &state) == 0) {
        verdict = compare(run, state, promised, &at);
        if (verdict == WHOLE && run->tally.images % GOES_ON_EVERY == 0 && at < workday_steps()) {
            run->tally.went_on++;
            verdict = go_on(run, at);
        }
    }
    workday_close(&run->day);
    return verdict;
}

/* What a person needs to look into it. */
static void report(const struct run *run, const struct powercut *cut, unsigned promised,
                   enum verdict verdict)
{
    size_t kept = 0, pieces = powercut_pieces(cut);
    for (size_t i = 0; i < pieces; i++) {
        kept += run->survivors.piece[i];
    }
    printf("# %s: image %" PRIu64 ", after operation %zu of %zu, %zu of %zu sectors and %zu of %zu "
           "names kept, %u promises: %s\n",
           verdict == LOST ? "lost" : "damaged", run->tally.images, cut->at, run->recording.count,
           kept, pieces, run->survivors.names, cut->renamed_count, promised, run->day.fault.text);
}

static void try_image(struct run *run, const struct powercut *cut)
{
    unsigned promised = recording_promised(&run->recording, cut->at);
    powercut_image(cut, &run->survivors, &run->disk);
    if (!is_new(run, promised)) {
        return;
    }
    run->tally.images++;
    enum verdict verdict = judge(run, promised);
    run->tally.lost += verdict == LOST;
    run->tally.damaged += verdict == DAMAGED;
    if (verdict != WHOLE && run->trial->safe && run->tally.lost + run->tally.damaged <= TOLD_MAX) {
        report(run, cut, promised, verdict);
    }
}

/* ---- all images ----------------------------------------------------------------------------- */

static bool is_enough(const struct run *run)
{
    return run->tally.images >= run->wanted;
}

static void try_each(struct run *run, const struct powercut *cut)
{
    uint64_t count = survivors_count(cut, EACH_AT_MOST);
    for (uint64_t i = 0; i < count && !is_enough(run); i++) {
        survivors_numbered(&run->survivors, cut, i);
        try_image(run, cut);
    }
    run->tally.points += count > 0 && !is_enough(run);
}

static void try_by_chance(struct run *run, const struct powercut *cut)
{
    if (!is_enough(run)) {
        survivors_drawn(&run->survivors, cut, &run->chance);
        try_image(run, cut);
    }
}

/* Once through the recording. */
static void sweep(struct run *run, void (*attempt)(struct run *run, const struct powercut *cut))
{
    struct powercut cut;
    powercut_init(&cut, &run->recording, run->trial->lies);
    do {
        attempt(run, &cut);
    } while (powercut_next(&cut) && !is_enough(run));
    powercut_done(&cut);
}

static void cut_power(struct run *run)
{
    run->seen_room = (size_t)run->wanted * 4 + 1;
    run->seen = grown(NULL, run->seen_room, sizeof *run->seen);
    memset(run->seen, 0, run->seen_room * sizeof *run->seen);
    survivors_init(&run->survivors, &run->recording);
    sweep(run, try_by_chance);
    sweep(run, try_each);
    for (uint64_t before = UINT64_MAX; !is_enough(run) && run->tally.images != before;) {
        before = run->tally.images;
        sweep(run, try_by_chance);
    }
    survivors_done(&run->survivors);
    free(run->seen);
}

/* ---- telling -------------------------------------------------------------------------------- */

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool is_right(const struct run *run)
{
    uint64_t bad = run->tally.lost + run->tally.damaged;
    return is_enough(run) && (run->trial->safe ? bad == 0 : bad > 0);
}

static bool try(const struct trial *trial, const char *path, uint64_t count, uint64_t seed)
{
    struct run run = {.trial = trial, .day = {.path = path}, .chance = seed, .wanted = count};
    double start = seconds();
    sql_on_open = trial->on_open;
    disk_install(&run.disk);
    run.disk.answers = trial->answers;
    bool right = record(&run) == 0;
    if (right) {
        cut_power(&run);
        right = is_right(&run);
    }
    disk_remove(&run.disk);
    printf("# %s: %u steps, %zu operations, %zu bytes written; seed %" PRIu64 "\n", trial->name,
           workday_steps(), run.recording.count, run.recording.data.size, seed);
    printf("# %" PRIu64 " images, all there can be at %zu of %zu points; in %" PRIu64
           " work went on; %" PRIu64 " lost an acknowledged step, %" PRIu64 " damaged; %.1f s\n",
           run.tally.images, run.tally.points, run.recording.count + 1, run.tally.went_on,
           run.tally.lost, run.tally.damaged, seconds() - start);
    recording_done(&run.recording);
    return right;
}

int main(int count, char **argument)
{
    uint64_t images = count > 1 ? strtoull(argument[1], NULL, 10) : 10000;
    uint64_t seed = count > 2 ? strtoull(argument[2], NULL, 10) : 20260301;
    char directory[WORKDAY_DIRECTORY_SIZE], path[96], lock[112];
    if (images == 0 || seed == 0 || workday_make_directory(directory) < 0) {
        printf("Bail out! usage: images [COUNT [SEED]], both above 0\n");
        return 2;
    }
    snprintf(path, sizeof path, "%s/lot.db", directory);
    snprintf(lock, sizeof lock, "%s.lock", path);
    sqlite3_auto_extension((void (*)(void))on_open);
    printf("1..%zu\n", TRIAL_COUNT);
    bool all = true;
    for (size_t i = 0; i < TRIAL_COUNT; i++) {
        bool right = try(&trials[i], path, trials[i].safe ? images : CONTROL_COUNT, seed);
        printf("%sok %zu - %s: %s\n", right ? "" : "not ", i + 1, trials[i].name,
               trials[i].safe ? "nothing acknowledged is lost" : "is seen to lose");
        fflush(stdout);
        all &= right;
    }
    unlink(lock);
    rmdir(directory);
    return all ? 0 : 1;
}
