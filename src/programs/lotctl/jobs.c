/* SPDX-License-Identifier: MIT */
/*
 * lotctl jobs: the print queue, and what a person says of a job: that it came out, that it is to be
 * printed again, or that it is not wanted any more. Nothing is printed twice without such a word.
 */

#include "clock.h"
#include "complain.h"
#include "daemon.h"
#include "record.h"
#include "user_name.h"
#include "verbs.h"
#include "writer.h"

#include <errno.h>
#include <string.h>

#include <systemd/sd-bus.h>

static int decide_here(struct writer *writer, const struct lot_job_decision *decision)
{
    struct lot_ledger *ledger = writer->holding.ledger;
    int error = lot_ledger_job_decide(ledger, decision);
    if (error == -EDOM) {
        char text[WORDING_SIZE];
        wording_bytes(lot_span_of(lot_ledger_fault(ledger)->text), text, sizeof text);
        return complain(EXIT_NO, "%s", text);
    }
    return error < 0 ? ledger_failed(ledger, writer->config) : EXIT_DONE;
}

/* The daemon enters who it was by what the bus says. */
static int decide_there(struct writer *writer, const struct lot_job_decision *decision,
                        const char *word, const char *reason)
{
    sd_bus_message *reply = NULL;
    int status = daemon_call(writer->daemon, &reply, "DecideJob", "tss", decision->job, word,
                             reason ? reason : "");
    sd_bus_message_unref(reply);
    return status;
}

static int decide(const struct request *request, struct lot_job_decision *decision)
{
    struct writer writer;
    char name[USER_NAME_SIZE];
    const char *word = request->operands[0];
    int status = writer_open(&writer, request);
    if (status != EXIT_DONE) {
        return status;
    }
    decision->user = user_name(name);
    status = writer.daemon
                 ? decide_there(&writer, decision, word, request->option[OPTION_REASON].text)
                 : decide_here(&writer, decision);
    writer_done(&writer);
    return status;
}

int verb_jobs(const struct request *request, struct output *out)
{
    int64_t job = 0;
    struct record record = {0};
    if (request->operand_count == 0) {
        return request_has(request, OPTION_REASON)
                   ? complain(EXIT_USAGE, "--reason goes with confirm, retry or cancel")
                   : question_jobs(request, out);
    }
    int word = lot_job_word_by_name(lot_span_of(request->operands[0]));
    if (word < 0 || request->operand_count != 2 || request_has(request, OPTION_LIMIT) ||
        lot_span_number(lot_span_of(request->operands[1]), &job) < 0) {
        return complain(EXIT_USAGE, "say confirm, retry or cancel, and the number of one job");
    }
    struct lot_job_decision decision = {.job = (uint64_t)job,
                                        .word = (enum lot_job_word)word,
                                        .reason = request_text(request, OPTION_REASON),
                                        .time = clock_now()};
    int status = decide(request, &decision);
    if (status != EXIT_DONE) {
        return status;
    }
    record_number(&record, "job", job);
    record_text(&record, "word", lot_span_of(request->operands[0]));
    return record_print(&record, out, request->form);
}
