/* SPDX-License-Identifier: MIT */
/*
 * The print queue. It is in the ledger so that a label is asked for with the commit that needs it,
 * and is known after the power came back. A job that was being sent when power went may be on paper
 * or not: it is "unknown" until a person looks, never sent again by itself. How each job ended is
 * an event in the journal.
 */

#include "jobs.h"

#include <errno.h>
#include <stdio.h>

#include "journal.h"
#include "names.h"
#include "records.h"
#include "store.h"

static int find_lot(struct lot_ledger *ledger, const struct lot_print *print, int64_t item,
                    int64_t *lot)
{
    struct lot_record record = {0};
    if (print->lot.size == 0) {
        return 0;
    }
    int outcome = record_lot(ledger, item, lot_text_span(&print->lot), &record);
    *lot = record.id;
    return outcome;
}

int job_add(struct lot_ledger *ledger, const struct lot_print *print, struct lot_time time,
            uint64_t *id)
{
    struct item_record item = {0};
    int64_t lot = 0, job = 0;
    int outcome = record_item(ledger, lot_text_span(&print->item), &item);
    if (outcome == 0) {
        outcome = find_lot(ledger, print, item.id, &lot);
    }
    if (outcome == 1) {
        return ledger_refuse(ledger, "no label: lot %.*s of item %.*s is not on record",
                             SPAN_ARGUMENTS(lot_text_span(&print->lot)),
                             SPAN_ARGUMENTS(lot_text_span(&print->item)));
    }
    if (outcome < 0) {
        return outcome;
    }
    struct query query = query_begin(ledger, STATEMENT_JOB_ADD);
    query_integer(&query, item.id);
    query_reference(&query, lot);
    query_integer(&query, print->quantity);
    query_integer(&query, print->copies);
    query_integer(&query, print->reprint);
    query_integer(&query, time.utc_ms);
    query_integer(&query, time.offset_min);
    int error = query_number(&query, &job);
    *id = (uint64_t)job;
    return error;
}

int lot_ledger_job_add(struct lot_ledger *ledger, const struct lot_print *print,
                       struct lot_time time, uint64_t *out)
{
    uint64_t id = 0;
    if (print->copies == 0) {
        return ledger_refuse(ledger, "no copies");
    }
    int error = transaction_begin(ledger);
    if (error == 0) {
        error = transaction_end(ledger, job_add(ledger, print, time, &id));
    }
    if (error == 0) {
        *out = id;
    }
    return error;
}

static int read_job(const struct query *query, struct lot_print_job *out)
{
    *out = (struct lot_print_job){
        .id = (uint64_t)query_get_integer(query, 0),
        .decimals = (uint8_t)query_get_integer(query, 4),
        .dates =
            {
                    .produced = (lot_date)query_get_integer(query, 7),
                    .packed = (lot_date)query_get_integer(query,       8),
                    .best_before = (lot_date)query_get_integer(query, 9),
                    .sell_by = (lot_date)query_get_integer(query, 10),
                    .expiry = (lot_date)query_get_integer(query, 11),
                    },
        .quantity = query_get_integer(query, 12),
        .copies = (uint8_t)query_get_integer(query, 13),
        .reprint = query_get_integer(query, 14) != 0,
        .time = {query_get_integer(query,                                           15),      (int16_t)query_get_integer(query, 16)          },
    };
    struct lot_text *texts[] = {&out->item, &out->item_name, &out->unit,
                                NULL,       &out->lot,       &out->supplier};
    int error = 0;
    for (int i = 0; error == 0 && i < 6; i++) {
        error = texts[i] ? query_get_text(query, i + 1, texts[i]) : 0;
    }
    return error;
}

static int next_job(struct lot_ledger *ledger, struct lot_print_job *out)
{
    struct query query = query_begin(ledger, STATEMENT_JOB_NEXT);
    int outcome = query_step(&query);
    if (outcome == 0) {
        outcome = read_job(&query, out);
    }
    int error = query_end(&query);
    return error < 0 ? error : outcome;
}

static int set_state(struct lot_ledger *ledger, uint64_t id, enum lot_job_state state)
{
    struct query query = query_begin(ledger, STATEMENT_JOB_STATE);
    query_integer(&query, (int64_t)id);
    query_integer(&query, state);
    return query_run(&query);
}

int lot_ledger_job_take(struct lot_ledger *ledger, struct lot_print_job *out)
{
    struct lot_print_job job;
    int outcome = next_job(ledger, &job);
    if (outcome != 0) {
        return outcome;
    }
    int error = transaction_begin(ledger);
    if (error == 0) {
        error = transaction_end(ledger, set_state(ledger, job.id, LOT_JOB_SENDING));
    }
    if (error == 0) {
        *out = job;
    }
    return error;
}

/* ---- how it ended --------------------------------------------------------------------------- */

static int record_end(struct lot_ledger *ledger, uint64_t id, enum lot_job_state state,
                      struct lot_time time)
{
    char text[256];
    struct query query = query_begin(ledger, STATEMENT_JOB);
    query_integer(&query, (int64_t)id);
    int outcome = query_step(&query);
    struct lot_span item = query_get_span(&query, 1), lot = query_get_span(&query, 2);
    int size = snprintf(text, sizeof text, "job %llu, item %.*s, lot %.*s, copies %d: %s",
                        (unsigned long long)id, SPAN_ARGUMENTS(item), SPAN_ARGUMENTS(lot),
                        (int)query_get_integer(&query, 3), name_of(&names_of_jobs, state));
    int error = query_end(&query);
    if (error < 0 || outcome != 0) {
        return error < 0 ? error : ledger_refuse(ledger, "no job %llu", (unsigned long long)id);
    }
    error = set_state(ledger, id, state);
    return error < 0
               ? error
               : journal_event(ledger, LOT_LEDGER_EVENT_PRINT, time, lot_span(text, (size_t)size));
}

static int state_of(struct lot_ledger *ledger, uint64_t id, int64_t *state)
{
    struct query query = query_begin(ledger, STATEMENT_JOB);
    query_integer(&query, (int64_t)id);
    return query_number(&query, state);
}

static int end_job(struct lot_ledger *ledger, uint64_t id, enum lot_job_state state,
                   struct lot_time time)
{
    int64_t now = 0;
    int outcome = state_of(ledger, id, &now);
    if (outcome < 0) {
        return outcome;
    }
    if (outcome == 1 || now == LOT_JOB_DONE || now == LOT_JOB_CANCELLED) {
        return ledger_refuse(ledger, "job %llu is not under way", (unsigned long long)id);
    }
    return state == LOT_JOB_QUEUED ? set_state(ledger, id, state)
                                   : record_end(ledger, id, state, time);
}

int lot_ledger_job_end(struct lot_ledger *ledger, uint64_t id, enum lot_job_state state,
                       struct lot_time time)
{
    if (state == LOT_JOB_SENDING) {
        return ledger_fail_with(ledger, LOT_LEDGER_FINE, -EINVAL, "sending is no end");
    }
    int error = transaction_begin(ledger);
    return error < 0 ? error : transaction_end(ledger, end_job(ledger, id, state, time));
}

static int recover_all(struct lot_ledger *ledger, struct lot_time time, int *count)
{
    int64_t id = 0;
    for (;;) {
        struct query query = query_begin(ledger, STATEMENT_JOB_IN_STATE);
        query_integer(&query, LOT_JOB_SENDING);
        int outcome = query_number(&query, &id);
        if (outcome == 0) {
            outcome = record_end(ledger, (uint64_t)id, LOT_JOB_UNKNOWN, time);
        }
        if (outcome != 0) {
            return outcome < 0 ? outcome : 0;
        }
        ++*count;
    }
}

int lot_ledger_jobs_recover(struct lot_ledger *ledger, struct lot_time time)
{
    int count = 0;
    int error = transaction_begin(ledger);
    if (error == 0) {
        error = transaction_end(ledger, recover_all(ledger, time, &count));
    }
    return error < 0 ? error : count;
}
