/* SPDX-License-Identifier: MIT */
/*
 * The commit that the green light stands for: scan, outcome, notes, movements, new lots, stock,
 * print job, chain and engine state in one transaction and one flush. Where it fails nothing of it
 * is kept.
 */

#include <errno.h>
#include <string.h>

#include "jobs.h"
#include "notes.h"
#include "posting.h"
#include "store.h"

static int add_scan(struct lot_ledger *ledger, const struct lot_commit *commit,
                    struct reference *who, uint64_t *id)
{
    int error = 0;
    who->key = lot_text_span(&commit->operator_id);
    if (who->key.size > 0) {
        error = record_operator(ledger, who->key, &who->id);
    }
    struct scan_row row = {
        .scan = commit->scan,
        .who = *who,
        .outcome = commit->outcome,
        .code = commit->code,
    };
    return error == 0 ? journal_scan(ledger, &row, id) : error;
}

static int find_document(struct posting *posting)
{
    struct lot_span number = lot_text_span(&posting->transaction->document);
    if (number.size == 0) {
        return 0;
    }
    int outcome = record_document(posting->ledger, number, &posting->document);
    return outcome == 1 ? ledger_refuse(posting->ledger, "document %.*s is not on record",
                                        SPAN_ARGUMENTS(number))
                        : outcome;
}

static int find_reason(struct posting *posting)
{
    posting->reason.key = lot_text_span(&posting->transaction->reason);
    if (posting->reason.key.size == 0) {
        return 0;
    }
    int outcome = record_reason(posting->ledger, posting->reason.key, &posting->reason.id);
    return outcome == 1 ? ledger_refuse(posting->ledger, "reason %.*s is not on record",
                                        SPAN_ARGUMENTS(posting->reason.key))
                        : outcome;
}

static int close_document(struct posting *posting)
{
    if (posting->transaction->job != LOT_JOB_SHIP || posting->document.id == 0) {
        return 0;
    }
    struct query query = query_begin(posting->ledger, STATEMENT_DOCUMENT_CLOSE);
    query_integer(&query, posting->document.id);
    query_integer(&query, 1);
    return query_run(&query);
}

/* A task's place and lot; lot 0: all that lies there. */
static int find_task(struct posting *posting, const struct lot_count_task *task, int64_t *place_id,
                     int64_t *lot_id)
{
    struct place_record place = {0};
    struct item_record item = {0};
    struct lot_record lot = {0};
    int outcome = record_place(posting->ledger, lot_text_span(&task->place), &place);
    if (outcome == 0 && task->item.size > 0) {
        outcome = record_item(posting->ledger, lot_text_span(&task->item), &item);
    }
    if (outcome == 0 && task->item.size > 0) {
        outcome = record_lot(posting->ledger, item.id, lot_text_span(&task->lot), &lot);
    }
    *place_id = place.id;
    *lot_id = lot.id;
    return outcome == 1 ? ledger_refuse(posting->ledger, "what is to be counted is not on record")
                        : outcome;
}

/* Places to be counted, and counted: with or without movements. */
static int enter_counts(struct posting *posting)
{
    const struct lot_transaction *transaction = posting->transaction;
    const struct {
        const struct lot_count_task *task;
        enum statement statement;
    } tasks[] = {
        {&transaction->recount, STATEMENT_RECOUNT_ADD },
        {&transaction->counted, STATEMENT_RECOUNT_DONE},
    };
    int error = 0;
    for (size_t i = 0; error == 0 && i < sizeof tasks / sizeof tasks[0]; i++) {
        int64_t place = 0, lot = 0;
        if (tasks[i].task->place.size == 0) {
            continue;
        }
        error = find_task(posting, tasks[i].task, &place, &lot);
        if (error == 0) {
            struct query query = query_begin(posting->ledger, tasks[i].statement);
            query_integer(&query, place);
            query_integer(&query, lot);
            if (tasks[i].statement == STATEMENT_RECOUNT_ADD) {
                query_integer(&query, (int64_t)posting->scan);
            }
            error = query_run(&query);
        }
    }
    return error;
}

static int keep_counter(struct posting *posting)
{
    const struct lot_transaction *transaction = posting->transaction;
    if (transaction->counter_value == 0) {
        return 0;
    }
    struct query query = query_begin(posting->ledger, STATEMENT_COUNTER_PUT);
    query_text(&query, lot_text_span(&transaction->counter));
    query_integer(&query, transaction->counter_value);
    return query_run(&query);
}

static int book_all(struct posting *posting, struct lot_committed *out)
{
    int error = find_document(posting);
    error = error == 0 ? find_reason(posting) : error;
    if (error == 0 && posting->transaction->tally.place.size > 0) {
        error = posting_tally(posting);
    }
    for (unsigned i = 0; error == 0 && i < posting->transaction->count; i++) {
        error = posting_book(posting, &posting->transaction->movement[i], &out->movement[i]);
        out->movement_count += error == 0;
    }
    if (error == 0) {
        error = posting_check_units(posting);
    }
    if (error == 0) {
        error = enter_counts(posting);
        error = error == 0 ? keep_counter(posting) : error;
    }
    if (error == 0) {
        error = genealogy_enter(posting->ledger, &posting->genealogy, posting->scan);
    }
    return error == 0 ? close_document(posting) : error;
}

static bool has_movements(const struct lot_commit *commit)
{
    return commit->transaction && commit->transaction->job != LOT_JOB_NONE;
}

/* Everything but the engine's state and notes comes from a scan. */
static bool is_sound(const struct lot_commit *commit)
{
    bool prints =
        (commit->print && commit->print->copies > 0) || (commit->label && commit->label->job != 0);
    return (commit->scan || (!has_movements(commit) && !prints)) &&
           (unsigned)commit->code < LOT_CODE_COUNT &&
           (!has_movements(commit) || commit->transaction->count <= LOT_MOVEMENTS_MAX);
}

/* The scan asks for a label, or answers whether one came out: never both. */
static int write_job(struct lot_ledger *ledger, const struct lot_commit *commit,
                     struct lot_committed *out)
{
    struct lot_span named = lot_text_span(&commit->operator_id);
    struct lot_span who = named.size > 0 ? named : LOT_LITERAL("the operator");
    if (commit->print && commit->print->copies > 0) {
        const struct job_request request = {commit->print, who, commit->scan->time, out->scan};
        return job_add(ledger, &request, &out->job);
    }
    if (!commit->label || commit->label->job == 0) {
        return 0;
    }
    const struct lot_job_decision decision = {
        .job = commit->label->job,
        .word = commit->label->printed ? LOT_JOB_CONFIRM : LOT_JOB_RETRY,
        .user = who,
        .time = commit->scan->time,
    };
    out->job = commit->label->printed ? 0 : decision.job;
    return job_decide(ledger, &decision);
}

static int write_all(struct lot_ledger *ledger, const struct lot_commit *commit,
                     struct lot_committed *out)
{
    ledger->engine = commit->engine;
    if (!commit->scan) {
        return notes_record(ledger, commit, 0);
    }
    struct posting posting = {
        .ledger = ledger, .transaction = commit->transaction, .time = commit->scan->time};
    int error = add_scan(ledger, commit, &posting.who, &out->scan);
    posting.scan = out->scan;
    error = error == 0 ? notes_record(ledger, commit, out->scan) : error;
    if (error == 0 && has_movements(commit)) {
        error = book_all(&posting, out);
    }
    return error == 0 ? write_job(ledger, commit, out) : error;
}

int lot_ledger_commit(struct lot_ledger *ledger, const struct lot_commit *commit,
                      struct lot_committed *out)
{
    struct lot_committed committed = {0};
    if (!is_sound(commit)) {
        return ledger_fail_with(ledger, LOT_LEDGER_FINE, -EINVAL, "nothing was scanned for it");
    }
    int error = transaction_begin(ledger);
    if (error < 0) {
        return error;
    }
    error = transaction_end(ledger, write_all(ledger, commit, &committed));
    if (error == 0) {
        *out = committed;
    }
    return error;
}

int lot_ledger_engine(struct lot_ledger *ledger, uint8_t *out, size_t size)
{
    struct query query = query_begin(ledger, STATEMENT_ENGINE);
    query_integer(&query, ledger->device);
    int outcome = query_step(&query);
    struct lot_span saved = query_get_span(&query, 0);
    int length = 0;
    if (outcome == 0 && saved.size > size) {
        query.error = ledger_fail_with(ledger, LOT_LEDGER_FINE, -EMSGSIZE,
                                       "the saved state takes %zu bytes", saved.size);
    } else if (outcome == 0) {
        length = (int)saved.size;
        if (length > 0) {
            memcpy(out, saved.data, saved.size);
        }
    }
    int error = query_end(&query);
    return error < 0 ? error : length;
}
