/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_MIGRATIONS_H
#define LEDGER_MIGRATIONS_H

/*
 * The schema's versions as rows: what brings a ledger from the version before to this one. Rows are
 * only ever added: a file that was written once can be opened for ever.
 */

#include <lot/ledger.h>

struct migration {
    int32_t version;
    const char *sql;
};

struct migrations {
    const struct migration *rows; /* version 1 is a new ledger; the last is today's */
    size_t count;
};

extern const struct migrations ledger_migrations;

/* As lot_ledger_open, to other versions than today's: what a later lotd will do. */
int ledger_open_as(struct lot_ledger **out, const struct lot_ledger_options *options,
                   const struct migrations *migrations, struct lot_ledger_fault *fault);

#endif
