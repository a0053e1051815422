/* SPDX-License-Identifier: MIT */
/*
 * lotctl verify: every row, told as it is found. The verdict stands last: how many rows were
 * checked, and the hash of the last one, which two devices or two days can compare.
 */

#include "complain.h"
#include "record.h"
#include "verbs.h"
#include "writer.h"

#include <stdio.h>

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
    return record_print(&record, verifying->out, verifying->form);
}

static int verify(struct lot_ledger *ledger, const struct config *config,
                  const struct request *request, struct output *out)
{
    struct verifying verifying = {.out = out, .form = request->form};
    struct lot_verified verified = {0};
    int result = lot_ledger_verify(ledger, report, &verifying, &verified);
    table_end(verifying.findings);
    if (result < 0) {
        return ledger_failed(ledger, config);
    }
    int status = print_verdict(&verifying, &verified);
    if (result > 0) {
        return complain(EXIT_NO, "%s: %lld findings in %lld rows; keep a copy before anything else",
                        config->ledger_path, (long long)verified.findings,
                        (long long)verified.rows);
    }
    return status;
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
