/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_ASKING_H
#define LOTCTL_ASKING_H

/* A question to the ledger and its answer as a table, JSON or CSV. */

#include "request.h"

#include <lot/ledger.h>

/* A question of the ledger, and the columns that people are shown; programs get all of them. */
struct question {
    enum lot_question question;
    struct lot_filter filter;
    const char *const *shown; /* NULL: all */
    bool wants_rows;          /* no row is a no: not even the head is printed */
};

/* The filters that options of the same meaning give. */
struct lot_filter asking_filter(const struct request *request);
/* Asks and prints the answer; *rows says how many rows it had. */
int asking_answer(const struct request *request, struct output *out,
                  const struct question *question, int64_t *rows);
/* The same, with those filters. */
int asking_print(const struct request *request, struct output *out, enum lot_question asked,
                 const char *const *shown);

#endif
