/* SPDX-License-Identifier: MIT */
/*
 * lotctl verify: every row, told as it is found. The verdict stands last: how many rows were
 * checked, and the hash of the last one, which two devices or two days can compare. How far it came
 * is kept, so that it may be stopped (Ctrl+C) and go on from there.
 */

#include "complain.h"
#include "record.h"
#include "verbs.h"
#include "verify_start.h"
#include "writer.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const struct lot_column finding_columns[] = {
    {"what", LOT_COLUMN_TEXT   },
    {"id",   LOT_COLUMN_INTEGER},
    {"text", LOT_COLUMN_TEXT   },
};
#define FINDING_COLUMNS (sizeof finding_columns / sizeof finding_columns[0])

struct verifying {
    struct output *out;
    enum form form;
    struct table *findings; /* NULL: none yet */
    const char *path;       /* of the ledger */
    uint64_t rows;          /* of this device */
    bool tells;             /* how far it is */
};

static void report(void *user, const struct lot_finding *finding)
{
    struct verifying *verifying = user;
    const struct lot_cell cells[FINDING_COLUMNS] = {
        {.text = lot_span_of(finding->what)},
        {.none = finding->id == 0,           .number = (int64_t)finding->id},
        {.text = lot_span_of(finding->text)                                 },
    };
    if (!verifying->findings) {
        verifying->findings =
            table_new(verifying->out, verifying->form, finding_columns, FINDING_COLUMNS);
    }
    if (verifying->findings) {
        table_row(verifying->findings, cells);
    }
}

static void hexadecimal(const uint8_t bytes[32], char out[65])
{
    for (size_t i = 0; i < 32; i++) {
        snprintf(out + 2 * i, 3, "%02x", bytes[i]);
    }
}

/* A CSV has one kind of row: the findings, if there are any, else the verdict. */
static int print_verdict(const struct verifying *verifying, const struct lot_verified *verified)
{
    struct record record = {0};
    char head[65];
    if (verifying->form == FORM_CSV && verified->findings > 0) {
        return EXIT_DONE;
    }
    hexadecimal(verified->head, head);
    record_number(&record, "rows", verified->rows);
    record_number(&record, "findings", verified->findings);
    record_text(&record, "head", lot_span_of(head));
    record_number(&record, "seals", verified->seals);
    return record_print(&record, verifying->out, verifying->form);
}

/* ---- how far it is -------------------------------------------------------------------------- */

/* Ctrl+C is looked for where a row ends: what was found is told in any case. */
static void hold_interrupt(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGINT);
    sigprocmask(SIG_BLOCK, set, NULL);
}

static bool is_stopped(void)
{
    const struct timespec now = {0};
    sigset_t set;
    hold_interrupt(&set);
    return sigtimedwait(&set, NULL, &now) == SIGINT;
}

/* Damage is not passed over by the next one; who may only read here keeps no mark. */
static void keep_mark(const struct verifying *verifying, const struct lot_verified *sofar)
{
    struct verify_mark mark = {.id = sofar->last};
    memcpy(mark.head, sofar->head, sizeof mark.head);
    if (sofar->findings == 0 && sofar->last != 0) {
        verify_mark_write(verifying->path, &mark);
    }
}

static bool progress(void *user, const struct lot_verified *sofar)
{
    const struct verifying *verifying = user;
    if (verifying->tells) {
        fprintf(stderr, "\rlotctl: %lld of %llu rows", (long long)sofar->rows,
                (unsigned long long)verifying->rows);
    }
    keep_mark(verifying, sofar);
    return !is_stopped();
}

/* ---- the whole ------------------------------------------------------------------------------ */

static int conclude(const struct verifying *verifying, int result,
                    const struct lot_verified *verified)
{
    if (result == -ECANCELED) {
        return complain(EXIT_FAILED, "%s: stopped behind row %llu; --resume goes on from there",
                        verifying->path, (unsigned long long)LOT_LEDGER_SEQUENCE(verified->last));
    }
    int status = print_verdict(verifying, verified);
    if (result > 0) {
        return complain(EXIT_NO, "%s: %lld findings in %lld rows; keep a copy before anything else",
                        verifying->path, (long long)verified->findings, (long long)verified->rows);
    }
    keep_mark(verifying, verified);
    return status;
}

static int verify(struct lot_ledger *ledger, const struct config *config,
                  const struct request *request, struct output *out)
{
    struct verifying verifying = {.out = out,
                                  .form = request->form,
                                  .path = config->ledger_path,
                                  .rows = LOT_LEDGER_SEQUENCE(lot_ledger_sequence(ledger)),
                                  .tells = request_has(request, OPTION_PROGRESS) ||
                                           isatty(STDERR_FILENO)};
    struct lot_verified verified = {0};
    struct verify_start start = {0};
    sigset_t interrupt;
    int status = verify_start_find(&start, ledger, config, request);
    if (status != EXIT_DONE) {
        return status;
    }
    start.verify.report = report;
    start.verify.progress = progress;
    start.verify.user = &verifying;
    hold_interrupt(&interrupt);
    int result = lot_ledger_verify_from(ledger, &start.verify, &verified);
    table_end(verifying.findings);
    if (verifying.tells) {
        fputs("\r\033[K", stderr);
    }
    return result < 0 && result != -ECANCELED ? ledger_failed(ledger, config)
                                              : conclude(&verifying, result, &verified);
}

/* Only who holds the ledger may rebuild, and the daemon does not do it while it works. */
static int repair(struct writer *writer)
{
    if (writer->daemon) {
        return complain(EXIT_FAILED, "%s: lotd holds the ledger; stop it to rebuild the stock",
                        writer->config->ledger_path);
    }
    int error = lot_ledger_rebuild_stock(writer->holding.ledger);
    return error < 0 ? ledger_failed(writer->holding.ledger, writer->config) : EXIT_DONE;
}

static int repair_and_verify(const struct request *request, struct output *out)
{
    struct writer writer;
    int status = writer_open(&writer, request);
    if (status != EXIT_DONE) {
        return status;
    }
    status = repair(&writer);
    if (status == EXIT_DONE) {
        status = verify(writer.holding.ledger, writer.config, request, out);
    }
    writer_done(&writer);
    return status;
}

int verb_verify(const struct request *request, struct output *out)
{
    struct reading reading;
    if (request_has(request, OPTION_REPAIR_STOCK)) {
        return repair_and_verify(request, out);
    }
    int status = setup_reading(&reading, request);
    if (status == EXIT_DONE) {
        status = verify(reading.holding.ledger, reading.config, request, out);
        reading_done(&reading);
    }
    return status;
}
