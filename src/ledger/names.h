/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_NAMES_H
#define LEDGER_NAMES_H

/* Names of the small numbers that the ledger's tables hold, as answers show them. */

#include <lot/ledger.h>

struct names {
    const char *const *name;
    unsigned count;
};

extern const struct names names_of_outcomes;
extern const struct names names_of_movements;
extern const struct names names_of_codes;
extern const struct names names_of_events;
extern const struct names names_of_statuses;
extern const struct names names_of_trackings;
extern const struct names names_of_documents;
extern const struct names names_of_jobs;
extern const struct names names_of_parts; /* of a recall set: recall.sql */

/* Never NULL; "?" for a number without a name. */
const char *name_of(const struct names *names, int64_t number);

#endif
