/* SPDX-License-Identifier: MIT */
/*
 * The ledger's small numbers are for ever: files hold them. Those that other rooms declare are
 * pinned here, so that a reordered enum does not compile.
 */

#include "names.h"

#define X(symbol, name) [LOT_JOB_##symbol] = (name),
static const char *const movements[] = {LOT_JOBS(X)};
#undef X

#define X(symbol, name) [LOT_CODE_##symbol] = (name),
static const char *const codes[] = {LOT_CODES(X)};
#undef X

static const char *const outcomes[] = {
    [LOT_OUTCOME_OK] = "ok",           [LOT_OUTCOME_WARNING] = "warning",
    [LOT_OUTCOME_ERROR] = "error",     [LOT_OUTCOME_PROMPT] = "prompt",
    [LOT_OUTCOME_IGNORED] = "ignored",
};

static const char *const events[] = {
    [LOT_LEDGER_EVENT_OPENED] = "opened",     [LOT_LEDGER_EVENT_IMPORT] = "import",
    [LOT_LEDGER_EVENT_EXPORT] = "export",     [LOT_LEDGER_EVENT_BACKUP] = "backup",
    [LOT_LEDGER_EVENT_PRINT] = "print",       [LOT_LEDGER_EVENT_CLOCK] = "clock",
    [LOT_LEDGER_EVENT_DROPPED] = "dropped",   [LOT_LEDGER_EVENT_REOPENED] = "reopened",
    [LOT_LEDGER_EVENT_MIGRATED] = "migrated", [LOT_LEDGER_EVENT_SEALED] = "sealed",
    [LOT_LEDGER_EVENT_RESTORED] = "restored", [LOT_LEDGER_EVENT_SIGN_IN] = "sign-in",
    [LOT_LEDGER_EVENT_SIGN_OUT] = "sign-out", [LOT_LEDGER_EVENT_APPROVAL] = "approval",
};

static const char *const statuses[] = {
    [LOT_STATUS_RELEASED] = "released",
    [LOT_STATUS_QUARANTINE] = "quarantine",
    [LOT_STATUS_HOLD] = "hold",
    [LOT_STATUS_RECALLED] = "recalled",
};

static const char *const trackings[] = {
    [LOT_TRACKING_NONE] = "none",
    [LOT_TRACKING_LOT] = "lot",
    [LOT_TRACKING_SERIAL] = "serial",
};

static const char *const documents[] = {
    [LOT_DOCUMENT_RECEIPT] = "receipt",
    [LOT_DOCUMENT_ORDER] = "order",
    [LOT_DOCUMENT_COUNT] = "count",
    [LOT_DOCUMENT_RETURN] = "return",
};

static const char *const jobs[] = {
    [LOT_JOB_QUEUED] = "queued",   [LOT_JOB_SENDING] = "sending",     [LOT_JOB_DONE] = "done",
    [LOT_JOB_UNKNOWN] = "unknown", [LOT_JOB_CANCELLED] = "cancelled",
};

/* Virtual places have the numbers 1 to 6 in every ledger (schema.sql). */
static const char *const parts[] = {
    [1] = "received",  [2] = "returned", [3] = "recovered",      [4] = "found",
    [5] = "produced",  [6] = "opening",  [11] = "sent-back",     [12] = "shipped",
    [13] = "scrapped", [14] = "missing", [15] = "used",          [16] = "closing",
    [20] = "in-stock", [22] = "picked",  [23] = "in-quarantine", [30] = "difference",
};

#define NAMES(rows)                                                                                \
    {                                                                                              \
        rows, sizeof(rows) / sizeof(rows)[0]                                                       \
    }
const struct names names_of_outcomes = NAMES(outcomes);
const struct names names_of_movements = NAMES(movements);
const struct names names_of_codes = NAMES(codes);
const struct names names_of_events = NAMES(events);
const struct names names_of_statuses = NAMES(statuses);
const struct names names_of_trackings = NAMES(trackings);
const struct names names_of_documents = NAMES(documents);
const struct names names_of_jobs = NAMES(jobs);
const struct names names_of_parts = NAMES(parts);

_Static_assert(LOT_JOB_RECEIVE == 1 && LOT_JOB_PICK == 2 && LOT_JOB_SHIP == 3 &&
                   LOT_JOB_MOVE == 4 && LOT_JOB_UNDO == 5 && LOT_JOB_SCRAP == 6 &&
                   LOT_JOB_ADJUST == 7 && LOT_JOB_RETURN == 8 && LOT_JOB_SEND_BACK == 9 &&
                   LOT_JOB_COUNTING == 10 && LOT_JOB_TRANSFORM == 11,
               "movement.kind");
_Static_assert(LOT_OUTCOME_OK == 0 && LOT_OUTCOME_WARNING == 1 && LOT_OUTCOME_ERROR == 2 &&
                   LOT_OUTCOME_PROMPT == 3 && LOT_OUTCOME_IGNORED == 4,
               "scan.outcome");
_Static_assert(LOT_STATUS_RELEASED == 0 && LOT_STATUS_QUARANTINE == 1 && LOT_STATUS_HOLD == 2 &&
                   LOT_STATUS_RECALLED == 3,
               "lot.status");
_Static_assert(LOT_TRACKING_NONE == 0 && LOT_TRACKING_LOT == 1 && LOT_TRACKING_SERIAL == 2,
               "item.tracking");
_Static_assert(LOT_DOCUMENT_RECEIPT == 0 && LOT_DOCUMENT_ORDER == 1 && LOT_DOCUMENT_COUNT == 2 &&
                   LOT_DOCUMENT_RETURN == 3,
               "document.kind");

const char *name_of(const struct names *names, int64_t number)
{
    bool known = number >= 0 && number < names->count && names->name[number];
    return known ? names->name[number] : "?";
}
