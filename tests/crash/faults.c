/* SPDX-License-Identifier: MIT */
/*
 * A system that refuses: usage faults
 *
 * The same day's work as in images.c, on a real file system. The n-th call fails, once or from then
 * on, for every n that there is. The step under way must be refused with the right reason, and all
 * further writing until the ledger is opened again, though the trouble is over; reading goes on.
 * Opened again it holds what was acknowledged and nothing of what was refused; then the step is
 * taken.
 */

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "rig/trouble.h"
#include "rig/workday.h"

#define STEPS       21u /* of the day: with checkpoints and a restart */
#define TOLD_MAX    5u
#define SIZE_STEP   1000u
#define LEAST_OPEN  4u

#define BIT(reason) (1u << (reason))

struct row {
    const char *name;
    struct trouble trouble;
    unsigned reasons; /* bits */
    /* What was refused may be there all the same: the disk took the whole of it, failed to sync it,
     * and then refused to take it back. */
    bool left_to_chance;
};

/* What SQLite cannot open for writing it tries for reading, and tells how that went. */
#define OPENING (BIT(LOT_LEDGER_MISSING) | BIT(LOT_LEDGER_DENIED))

static const struct row rows[] = {
    {.name = "no space left",
     .trouble = {.calls = TROUBLE_WRITE, .error = ENOSPC, .lasts = true},
     .reasons = BIT(LOT_LEDGER_FULL)                                                           },
    {.name = "no space left, once",
     .trouble = {.calls = TROUBLE_WRITE, .error = ENOSPC},
     .reasons = BIT(LOT_LEDGER_FULL)                                                           },
    {.name = "no space left after half a write",
     .trouble = {.calls = TROUBLE_WRITE, .error = ENOSPC, .lasts = true, .shortens = true},
     .reasons = BIT(LOT_LEDGER_FULL)                                                           },
    {.name = "a file grown too large",
     .trouble = {.limit = TROUBLE_LIMIT_FILE_SIZE, .error = EFBIG},
     .reasons = BIT(LOT_LEDGER_FULL)                                                           },
    {.name = "writing fails",
     .trouble = {.calls = TROUBLE_WRITE, .error = EIO, .lasts = true},
     .reasons = BIT(LOT_LEDGER_BROKEN)                                                         },
    {.name = "writing fails once",
     .trouble = {.calls = TROUBLE_WRITE, .error = EIO},
     .reasons = BIT(LOT_LEDGER_BROKEN)                                                         },
    {.name = "syncing fails",
     .trouble = {.calls = TROUBLE_SYNC, .error = EIO, .lasts = true},
     .reasons = BIT(LOT_LEDGER_BROKEN)                                                         },
    {.name = "syncing fails once",
     .trouble = {.calls = TROUBLE_SYNC, .error = EIO},
     .reasons = BIT(LOT_LEDGER_BROKEN)                                                         },
    {.name = "any change fails",
     .trouble = {.calls = TROUBLE_CHANGE, .error = EIO, .lasts = true},
     .reasons = BIT(LOT_LEDGER_BROKEN),
     .left_to_chance = true},
    {.name = "read-only from then on",
     .trouble = {.calls = TROUBLE_CHANGE | TROUBLE_OPEN_WRITING, .error = EROFS, .lasts = true},
     .reasons = BIT(LOT_LEDGER_DENIED) | OPENING,
     .left_to_chance = true},
    {.name = "no descriptors left",
     .trouble = {.limit = TROUBLE_LIMIT_DESCRIPTORS, .error = EMFILE},
     .reasons = BIT(LOT_LEDGER_BROKEN)                                    },
    {.name = "opening fails once",
     .trouble = {.calls = TROUBLE_OPEN, .error = EMFILE},
     .reasons = BIT(LOT_LEDGER_BROKEN) | OPENING},
};
#define ROW_COUNT (sizeof rows / sizeof rows[0])

struct bench {
    char directory[WORKDAY_DIRECTORY_SIZE], path[96];
    uint64_t state[STEPS + 1]; /* after opening, and after each step */
    struct workday day;
    unsigned runs, refused, chance, told;
};

static void clean(const struct bench *bench)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal", ".lock"};
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        char path[112];
        snprintf(path, sizeof path, "%s%s", bench->path, suffixes[i]);
        unlink(path);
    }
}

/* What must be, without trouble. */
static bool learn(struct bench *bench)
{
    bool well = workday_open(&bench->day) == 0;
    for (unsigned step = 0; well && step <= STEPS; step++) {
        well = workday_state(&bench->day, &bench->state[step]) == 0;
        well = well && (step == STEPS || workday_step(&bench->day, step) == 0);
    }
    workday_close(&bench->day);
    clean(bench);
    return well;
}

/* ---- one run -------------------------------------------------------------------------------- */

/* Opening is promise 0. Returns how many promises were kept; all: STEPS + 1. */
static unsigned work_until_refused(struct bench *bench)
{
    int error = workday_open(&bench->day);
    unsigned kept = 0;
    while (error == 0 && kept++ < STEPS) {
        error = workday_step(&bench->day, kept - 1);
    }
    return kept;
}

static bool holds(struct bench *bench, unsigned promise)
{
    uint64_t state = 0;
    return workday_state(&bench->day, &state) == 0 && state == bench->state[promise];
}

/* The ledger that refused is still open: it answers, and takes nothing. */
static const char *check_open(struct bench *bench, unsigned kept)
{
    struct lot_time time = {0};
    struct lot_ledger *ledger = bench->day.ledger;
    if (lot_ledger_record(ledger, LOT_LEDGER_EVENT_CLOCK, time, LOT_LITERAL("more")) != -EIO) {
        return "something was taken after a failure";
    }
    if (lot_ledger_checkpoint(ledger) != -EIO) {
        return "a checkpoint was made after a failure";
    }
    return holds(bench, kept - 1) ? NULL : "what is answered is not what was acknowledged";
}

static const char *check_again(struct bench *bench, const struct row *row, unsigned kept)
{
    workday_close(&bench->day);
    if (workday_open(&bench->day) < 0) {
        return "it cannot be opened again";
    }
    unsigned least = kept > 0 ? kept - 1 : 0;
    if (!holds(bench, least)) {
        if (row->left_to_chance && kept > 0 && kept <= STEPS && holds(bench, kept)) {
            bench->chance++;
            return NULL;
        }
        return "it does not hold what was acknowledged, or more";
    }
    if (kept == 0 || kept > STEPS) {
        return NULL;
    }
    if (workday_step(&bench->day, kept - 1) < 0) {
        return "the step is refused again";
    }
    return holds(bench, kept) ? NULL : "the step was not taken as it should";
}

static const char *check_refusal(struct bench *bench, const struct row *row, unsigned failed)
{
    const struct lot_ledger_fault *fault = &bench->day.fault;
    if (failed == 0) {
        return "refused without cause";
    }
    if (!(row->reasons & BIT(fault->reason)) || fault->text[0] == '\0') {
        return "another reason, or no words";
    }
    return NULL;
}

/* False: there was no trouble any more. */
static bool run(struct bench *bench, const struct row *row, unsigned after, bool *right)
{
    const char *wrong = NULL;
    bench->runs++;
    trouble_begin(&row->trouble, after);
    unsigned kept = work_until_refused(bench);
    unsigned failed = trouble_end();
    if (kept <= STEPS) {
        bench->refused++;
        wrong = check_refusal(bench, row, failed);
    }
    if (!wrong && kept <= STEPS && bench->day.ledger) {
        wrong = check_open(bench, kept);
    }
    if (!wrong) {
        wrong = check_again(bench, row, kept);
    }
    if (wrong && bench->told++ < TOLD_MAX) {
        printf("# %s, run %u, promise %u: %s: reason %d, %s\n", row->name, bench->runs, kept, wrong,
               (int)bench->day.fault.reason, bench->day.fault.text);
    }
    workday_close(&bench->day);
    clean(bench);
    *right &= !wrong;
    return failed > 0;
}

/* The next n: a call more that goes well, or a limit a little higher. */
static unsigned after_of(const struct row *row, unsigned n)
{
    switch (row->trouble.limit) {
    case TROUBLE_LIMIT_FILE_SIZE:
        return n * SIZE_STEP;
    case TROUBLE_LIMIT_DESCRIPTORS:
        return n + LEAST_OPEN;
    default:
        return n;
    }
}

static bool try(struct bench *bench, const struct row *row)
{
    bool right = true;
    unsigned n = 0;
    bench->runs = bench->refused = bench->chance = bench->told = 0;
    while (run(bench, row, after_of(row, n), &right)) {
        n++;
    }
    printf("# %s: %u runs, %u refused a step, %u kept it all the same\n", row->name, bench->runs,
           bench->refused, bench->chance);
    return right && bench->refused > 0;
}

int main(void)
{
    struct bench bench = {0};
    int error = workday_make_directory(bench.directory);
    if (error < 0) {
        printf("Bail out! no directory: %s\n", strerror(-error));
        return 2;
    }
    snprintf(bench.path, sizeof bench.path, "%s/lot.db", bench.directory);
    bench.day.path = bench.path;
    printf("1..%zu\n", ROW_COUNT);
    bool learned = learn(&bench), all = learned;
    for (size_t i = 0; i < ROW_COUNT; i++) {
        bool right = learned && try(&bench, &rows[i]);
        printf("%sok %zu - %s\n", right ? "" : "not ", i + 1, rows[i].name);
        fflush(stdout);
        all &= right;
    }
    rmdir(bench.directory);
    return all ? 0 : 1;
}
