/* SPDX-License-Identifier: MIT */
#ifndef CRASH_WORKDAY_H
#define CRASH_WORKDAY_H

/*
 * A day's work on a ledger, step by step and the same each time: import, receipts with their
 * labels, moves, picks, a shipment, an undo, events, an export, checkpoints, a restart. Each step
 * is one promise of the ledger's: done when it returned so.
 */

#include <lot/ledger.h>

struct workday {
    const char *path;
    struct lot_ledger *ledger;
    struct lot_ledger_fault fault; /* why the last step failed */
};

#define WORKDAY_DIRECTORY_SIZE 32u

/* Makes a directory for a ledger, in memory where the system has it. 0 or -errno. */
int workday_make_directory(char out[WORKDAY_DIRECTORY_SIZE]);

/* Opens, and creates when nothing is there. 0 or negative. */
int workday_open(struct workday *day);
void workday_close(struct workday *day);

unsigned workday_steps(void);
const char *workday_step_name(unsigned step);
/* Does it, again if it failed before. 0 or negative. */
int workday_step(struct workday *day, unsigned step);

/*
 * A hash of all that can be asked of the ledger: two ledgers with the same one hold the same. 1:
 * verifying found something; negative: it cannot be read.
 */
int workday_state(struct workday *day, uint64_t *out);

#endif
