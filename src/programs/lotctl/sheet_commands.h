/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_SHEET_COMMANDS_H
#define LOTCTL_SHEET_COMMANDS_H

/* Every command code there is, in groups, as decode reads them. */

#include <lot/base.h>

#define SHEET_CODE_SIZE 40u

struct sheet_code {
    const char *group;             /* "Modes" */
    char code[SHEET_CODE_SIZE];    /* "LOTD-RECEIVE" */
    char caption[SHEET_CODE_SIZE]; /* "Receive" */
    char note[SHEET_CODE_SIZE];    /* what a reason means, or "" */
};

struct sheet_reason {
    char code[SHEET_CODE_SIZE], name[SHEET_CODE_SIZE]; /* "expired", "past its date" */
};

/*
 * Fills codes, group by group; returns how many. Commands that take a text have one for each of
 * these reasons.
 */
size_t sheet_codes(struct sheet_code *codes, size_t room, const struct sheet_reason *reasons,
                   size_t reason_count);

#endif
