/* SPDX-License-Identifier: MIT */
/*
 * lotctl import KIND FILE: reference data from CSV, all or nothing. Every row that cannot be taken
 * is told as file:line: column: what is wrong, the way that editors jump to.
 */

#include "clock.h"
#include "complain.h"
#include "daemon.h"
#include "path.h"
#include "record.h"
#include "user_name.h"
#include "verbs.h"
#include "writer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <systemd/sd-bus.h>

struct importing {
    const char *kind, *file; /* as typed */
    char path[PATH_SIZE];
    int64_t rows;
};

/* What is quoted comes from the file: nothing of it may steer the terminal. */
static void report(void *user, const struct lot_import_fault *fault)
{
    const struct importing *importing = user;
    char text[WORDING_SIZE], column[128];
    wording_bytes(lot_span_of(fault->text), text, sizeof text);
    wording_bytes(lot_span_of(fault->column), column, sizeof column);
    fprintf(stderr, "%s:%lld: %s%s%s\n", importing->file, (long long)fault->line, column,
            *column ? ": " : "", text);
}

static int refused(const struct importing *importing)
{
    return complain(EXIT_NO, "%s: nothing was taken; mend the rows above and import it again",
                    importing->file);
}

static int import_here(struct writer *writer, struct importing *importing)
{
    char name[USER_NAME_SIZE];
    int kind = lot_import_kind_by_name(lot_span_of(importing->kind));
    int result = lot_import(writer->holding.ledger, (enum lot_import_kind)kind, importing->path,
                            user_name(name), clock_now(), report, importing, &importing->rows);
    if (result > 0) {
        return refused(importing);
    }
    if (result < 0 && lot_ledger_fault(writer->holding.ledger)->reason != LOT_LEDGER_FINE) {
        return ledger_failed(writer->holding.ledger, writer->config);
    }
    return result < 0 ? complain(EXIT_FAILED, "%s: %s", importing->file, strerror(-result))
                      : EXIT_DONE;
}

/* (x rows, a(xss) faults) */
static int read_reply(sd_bus_message *reply, struct importing *importing, unsigned *faults)
{
    struct lot_import_fault fault;
    int more = sd_bus_message_read(reply, "x", &importing->rows);
    more = more < 0 ? more : sd_bus_message_enter_container(reply, 'a', "(xss)");
    while (more >= 0) {
        more = sd_bus_message_read(reply, "(xss)", &fault.line, &fault.column, &fault.text);
        if (more <= 0) {
            break;
        }
        report(importing, &fault);
        ++*faults;
    }
    return more;
}

static int import_there(struct writer *writer, struct importing *importing)
{
    sd_bus_message *reply = NULL;
    unsigned faults = 0;
    int status =
        daemon_call(writer->daemon, &reply, "Import", "ss", importing->kind, importing->path);
    if (status == EXIT_DONE) {
        int error = read_reply(reply, importing, &faults);
        status = error < 0    ? daemon_misread("Import", error)
                 : faults > 0 ? refused(importing)
                              : EXIT_DONE;
    }
    sd_bus_message_unref(reply);
    return status;
}

static int print_taken(const struct importing *importing, struct output *out, enum form form)
{
    struct record record = {0};
    char sentence[PATH_SIZE + 64];
    if (form == FORM_TABLE) {
        snprintf(sentence, sizeof sentence, "%s: %lld rows of %s taken", importing->file,
                 (long long)importing->rows, importing->kind);
        return record_print_text(out, form, "", sentence);
    }
    record_text(&record, "kind", lot_span_of(importing->kind));
    record_text(&record, "file", lot_span_of(importing->file));
    record_number(&record, "rows", importing->rows);
    return record_print(&record, out, form);
}

int verb_import(const struct request *request, struct output *out)
{
    struct writer writer;
    struct importing importing = {.kind = request->operands[0], .file = request->operands[1]};
    if (lot_import_kind_by_name(lot_span_of(importing.kind)) < 0) {
        return complain(EXIT_USAGE, "there is no kind '%s': %s", importing.kind,
                        "items, partners, locations, operators, documents");
    }
    if (path_absolute(importing.file, importing.path) < 0) {
        return complain(EXIT_FAILED, "%s: the path is too long", importing.file);
    }
    int status = writer_open(&writer, request);
    if (status != EXIT_DONE) {
        return status;
    }
    status = writer.daemon ? import_there(&writer, &importing) : import_here(&writer, &importing);
    writer_done(&writer);
    return status == EXIT_DONE ? print_taken(&importing, out, request->form) : status;
}
