/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_JOBS_H
#define LEDGER_JOBS_H

#include <lot/ledger.h>

/* Queues a label inside a transaction. -EDOM: no such item or lot. */
int job_add(struct lot_ledger *ledger, const struct lot_print *print, struct lot_time time,
            uint64_t *id);

#endif
