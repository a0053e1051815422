/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_JOBS_H
#define LEDGER_JOBS_H

/* The print queue inside a transaction. */

#include <lot/ledger.h>

struct job_request {
    const struct lot_print *print;
    struct lot_span user;
    struct lot_time time;
    uint64_t scan; /* that asks for it; 0: a person does, which is on record */
};

/* -EDOM: no such item or lot. */
int job_add(struct lot_ledger *ledger, const struct job_request *request, uint64_t *id);
/* As lot_ledger_job_decide. */
int job_decide(struct lot_ledger *ledger, const struct lot_job_decision *decision);

#endif
