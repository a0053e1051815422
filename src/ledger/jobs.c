/* SPDX-License-Identifier: MIT */
/*
 * The print queue: asking for a label, and taking the next. It is in the ledger so that a label is
 * asked for with the commit that needs it, and is known after the power came back. A scan asks for
 * one job at most, and what is asked for by hand twice in a moment is asked for once: a button that
 * is pressed twice must not print twice.
 */

#include "jobs.h"

#include <errno.h>
#include <stdio.h>

#include "journal.h"
#include "records.h"
#include "store.h"

/* A label's item and lot by their row ids. */
struct subject {
    int64_t item, lot; /* lot 0: none */
};

static int find_subject(struct lot_ledger *ledger, const struct lot_print *print,
                        struct subject *out)
{
    struct item_record item = {0};
    struct lot_record lot = {0};
    int outcome = record_item(ledger, lot_text_span(&print->item), &item);
    if (outcome == 0 && print->lot.size > 0) {
        outcome = record_lot(ledger, item.id, lot_text_span(&print->lot), &lot);
    }
    *out = (struct subject){item.id, lot.id};
    return outcome == 1 ? ledger_refuse(ledger, "no label: lot %.*s of item %.*s is not on record",
                                        SPAN_ARGUMENTS(lot_text_span(&print->lot)),
                                        SPAN_ARGUMENTS(lot_text_span(&print->item)))
                        : outcome;
}

static void put_label(struct query *query, const struct subject *subject,
                      const struct lot_print *print)
{
    query_integer(query, subject->item);
    query_reference(query, subject->lot);
    query_integer(query, print->quantity);
    query_integer(query, print->copies);
}

/* ---- asking --------------------------------------------------------------------------------- */

static int record_request(struct lot_ledger *ledger, const struct job_request *request, int64_t id)
{
    char text[320];
    const struct lot_print *print = request->print;
    int size = snprintf(text, sizeof text, "job %lld, item %.*s, lot %.*s, copies %u: %s by %.*s",
                        (long long)id, SPAN_ARGUMENTS(lot_text_span(&print->item)),
                        SPAN_ARGUMENTS(lot_text_span(&print->lot)), print->copies,
                        print->reprint ? "asked for again" : "asked for",
                        SPAN_ARGUMENTS(lot_span_part(request->user, 0, LOT_TEXT_MAX)));
    return journal_event(ledger, LOT_LEDGER_EVENT_PRINT, request->time,
                         lot_span(text, (size_t)size));
}

static int insert_job(struct lot_ledger *ledger, const struct job_request *request,
                      const struct subject *subject, int64_t *id)
{
    struct query query = query_begin(ledger, STATEMENT_JOB_ADD);
    put_label(&query, subject, request->print);
    query_integer(&query, request->print->reprint);
    query_integer(&query, request->time.utc_ms);
    query_integer(&query, request->time.offset_min);
    query_reference(&query, (int64_t)request->scan);
    return query_number(&query, id);
}

int job_add(struct lot_ledger *ledger, const struct job_request *request, uint64_t *id)
{
    struct subject subject;
    int64_t job = 0;
    int error = find_subject(ledger, request->print, &subject);
    error = error < 0 ? error : insert_job(ledger, request, &subject, &job);
    if (error == 0 && (request->scan == 0 || request->print->reprint)) {
        error = record_request(ledger, request, job);
    }
    *id = (uint64_t)job;
    return error;
}

/* 0: *id is the job that this label was asked for with already; 1: there is none. */
static int find_same(struct lot_ledger *ledger, const struct job_request *request, int64_t *id)
{
    struct subject subject;
    int error = find_subject(ledger, request->print, &subject);
    if (error < 0) {
        return error;
    }
    struct query query = query_begin(ledger, STATEMENT_JOB_SAME);
    put_label(&query, &subject, request->print);
    query_integer(&query, request->time.utc_ms);
    return query_number(&query, id);
}

int lot_ledger_job_add(struct lot_ledger *ledger, const struct lot_job_request *asked,
                       uint64_t *out)
{
    const struct job_request request = {
        .print = &asked->print, .user = asked->user, .time = asked->time};
    int64_t same = 0;
    if (asked->print.copies == 0) {
        return ledger_refuse(ledger, "no copies");
    }
    int outcome = find_same(ledger, &request, &same);
    if (outcome <= 0) {
        *out = (uint64_t)same;
        return outcome < 0 ? outcome : 1;
    }
    uint64_t id = 0;
    int error = transaction_begin(ledger);
    if (error == 0) {
        error = transaction_end(ledger, job_add(ledger, &request, &id));
    }
    if (error == 0) {
        *out = id;
    }
    return error;
}

/* ---- taking --------------------------------------------------------------------------------- */

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

static int mark_sending(struct lot_ledger *ledger, uint64_t id)
{
    struct query query = query_begin(ledger, STATEMENT_JOB_STATE);
    query_integer(&query, (int64_t)id);
    query_integer(&query, LOT_JOB_SENDING);
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
        error = transaction_end(ledger, mark_sending(ledger, job.id));
    }
    if (error == 0) {
        *out = job;
    }
    return error;
}
