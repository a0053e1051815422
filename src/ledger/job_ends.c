/* SPDX-License-Identifier: MIT */
/*
 * How print jobs end, and what people say of them. A job that was being sent when power went may
 * be on paper or not: it is "unknown" until a person looks, never sent again by itself. Each end
 * and each decision is an event of the journal, so that who printed what, how often and why can be
 * told years later.
 */

#include "jobs.h"

#include <errno.h>
#include <stdio.h>

#include "journal.h"
#include "names.h"
#include "records.h"
#include "store.h"

#define JOB_TEXT_SIZE 512u

static int state_of(struct lot_ledger *ledger, uint64_t id, enum lot_job_state *out)
{
    int64_t state = 0;
    struct query query = query_begin(ledger, STATEMENT_JOB);
    query_integer(&query, (int64_t)id);
    int outcome = query_number(&query, &state);
    *out = (enum lot_job_state)state;
    return outcome == 1 ? ledger_refuse(ledger, "there is no job %llu", (unsigned long long)id)
                        : outcome;
}

/* "job 7, item 09521234543213, lot L1, copies 2: " and what; cut to what an event holds. */
static int record(struct lot_ledger *ledger, uint64_t id, struct lot_time time, const char *what)
{
    char text[JOB_TEXT_SIZE];
    struct query query = query_begin(ledger, STATEMENT_JOB);
    query_integer(&query, (int64_t)id);
    query_step(&query);
    int size = snprintf(text, sizeof text, "job %llu, item %.*s, lot %.*s, copies %d: %s",
                        (unsigned long long)id, SPAN_ARGUMENTS(query_get_span(&query, 1)),
                        SPAN_ARGUMENTS(query_get_span(&query, 2)),
                        (int)query_get_integer(&query, 3), what);
    int error = query_end(&query);
    size = size < (int)sizeof text ? size : (int)sizeof text - 1;
    return error < 0
               ? error
               : journal_event(ledger, LOT_LEDGER_EVENT_PRINT, time, lot_span(text, (size_t)size));
}

/* ---- ends ----------------------------------------------------------------------------------- */

static int save_end(struct lot_ledger *ledger, const struct lot_job_end *end)
{
    struct query query = query_begin(ledger, STATEMENT_JOB_END);
    query_integer(&query, (int64_t)end->job);
    query_integer(&query, end->state);
    query_text(&query, end->printer);
    query_text(&query, end->fault);
    return query_run(&query);
}

/* That a job waits again is no end: it goes without saying until it has one. */
static int record_end(struct lot_ledger *ledger, const struct lot_job_end *end)
{
    char what[JOB_TEXT_SIZE];
    int error = save_end(ledger, end);
    if (error < 0 || end->state == LOT_JOB_QUEUED) {
        return error;
    }
    snprintf(what, sizeof what, "%s%s%.*s%s%.*s", name_of(&names_of_jobs, end->state),
             end->printer.size > 0 ? " at " : "", SPAN_ARGUMENTS(end->printer),
             end->fault.size > 0 ? ": " : "", SPAN_ARGUMENTS(end->fault));
    return record(ledger, end->job, end->time, what);
}

static int end_job(struct lot_ledger *ledger, const struct lot_job_end *end)
{
    enum lot_job_state now = LOT_JOB_QUEUED;
    int error = state_of(ledger, end->job, &now);
    if (error == 0 && now != LOT_JOB_SENDING) {
        error = ledger_refuse(ledger, "job %llu is not under way", (unsigned long long)end->job);
    }
    return error < 0 ? error : record_end(ledger, end);
}

int lot_ledger_job_end(struct lot_ledger *ledger, const struct lot_job_end *end)
{
    if (end->state == LOT_JOB_SENDING) {
        return ledger_fail_with(ledger, LOT_LEDGER_FINE, -EINVAL, "sending is no end");
    }
    int error = transaction_begin(ledger);
    return error < 0 ? error : transaction_end(ledger, end_job(ledger, end));
}

static int recover_all(struct lot_ledger *ledger, struct lot_time time, int *count)
{
    int64_t id = 0;
    for (;;) {
        struct query query = query_begin(ledger, STATEMENT_JOB_IN_STATE);
        query_integer(&query, LOT_JOB_SENDING);
        int outcome = query_number(&query, &id);
        if (outcome == 0) {
            const struct lot_job_end end = {.job = (uint64_t)id,
                                            .state = LOT_JOB_UNKNOWN,
                                            .fault = LOT_LITERAL("interrupted"),
                                            .time = time};
            outcome = record_end(ledger, &end);
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

/* ---- decisions ------------------------------------------------------------------------------ */

#define IN(state) (1u << LOT_JOB_##state)

static const struct {
    unsigned from; /* states in which it can be said */
    enum statement statement;
    enum lot_job_state to;
    const char *name, *done, *verb;
} words[LOT_JOB_WORD_COUNT] = {
    [LOT_JOB_CONFIRM] = {.from = IN(UNKNOWN),
                         .to = LOT_JOB_DONE,
                         .statement = STATEMENT_JOB_STATE,
                         .name = "confirm",
                         .done = "it came out, said",
                         .verb = "confirmed"    },
    [LOT_JOB_RETRY] = {.from = IN(QUEUED) | IN(UNKNOWN) | IN(DONE) | IN(CANCELLED),
                         .to = LOT_JOB_QUEUED,
                         .statement = STATEMENT_JOB_AGAIN,
                         .name = "retry",
                         .done = "printed again, said",
                         .verb = "printed again"},
    [LOT_JOB_CANCEL] = {.from = IN(QUEUED) | IN(UNKNOWN),
                         .to = LOT_JOB_CANCELLED,
                         .statement = STATEMENT_JOB_STATE,
                         .name = "cancel",
                         .done = "cancelled",
                         .verb = "cancelled"    },
};

int lot_job_word_by_name(struct lot_span name)
{
    for (int i = 0; i < LOT_JOB_WORD_COUNT; i++) {
        if (lot_span_equal(name, lot_span_of(words[i].name))) {
            return i;
        }
    }
    return -EINVAL;
}

static int may_decide(struct lot_ledger *ledger, const struct lot_job_decision *decision,
                      enum lot_job_state now)
{
    unsigned long long id = decision->job;
    if ((words[decision->word].from >> now & 1u) == 0) {
        return ledger_refuse(ledger, "job %llu is %s: it cannot be %s", id,
                             name_of(&names_of_jobs, now), words[decision->word].verb);
    }
    if (decision->word == LOT_JOB_RETRY && now == LOT_JOB_DONE && decision->reason.size == 0) {
        return ledger_refuse(ledger, "job %llu is done: why is it printed again?", id);
    }
    return 0;
}

static int record_decision(struct lot_ledger *ledger, const struct lot_job_decision *decision)
{
    char what[JOB_TEXT_SIZE];
    snprintf(what, sizeof what, "%s by %.*s%s%.*s", words[decision->word].done,
             SPAN_ARGUMENTS(lot_span_part(decision->user, 0, LOT_TEXT_MAX)),
             decision->reason.size > 0 ? ": " : "",
             SPAN_ARGUMENTS(lot_span_part(decision->reason, 0, 200)));
    return record(ledger, decision->job, decision->time, what);
}

int job_decide(struct lot_ledger *ledger, const struct lot_job_decision *decision)
{
    enum lot_job_state now = LOT_JOB_QUEUED;
    int error = state_of(ledger, decision->job, &now);
    error = error < 0 ? error : may_decide(ledger, decision, now);
    if (error < 0 || now == words[decision->word].to) {
        return error;
    }
    struct query query = query_begin(ledger, words[decision->word].statement);
    query_integer(&query, (int64_t)decision->job);
    if (words[decision->word].statement == STATEMENT_JOB_STATE) {
        query_integer(&query, words[decision->word].to);
    }
    error = query_run(&query);
    return error < 0 ? error : record_decision(ledger, decision);
}

int lot_ledger_job_decide(struct lot_ledger *ledger, const struct lot_job_decision *decision)
{
    int error = transaction_begin(ledger);
    return error < 0 ? error : transaction_end(ledger, job_decide(ledger, decision));
}
