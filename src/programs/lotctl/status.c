/* SPDX-License-Identifier: MIT */
/*
 * lotctl status: how the ledger stands. All of it, the operator's state included, is read from the
 * ledger: every scan commits it, so it holds with and without the daemon. But for what was refused
 * and could not be committed: a daemon that is there is asked.
 */

#include "clock.h"
#include "complain.h"
#include "health.h"
#include "record.h"
#include "refused.h"
#include "setup.h"
#include "station.h"
#include "verbs.h"

/* The process that writes this ledger, lotd as a rule. */
static int32_t add_holder(struct record *record, const char *path)
{
    int32_t pid = 0;
    if (lot_ledger_holder(path, &pid) == 0) {
        record_number(record, "holder", pid);
    } else {
        record_text(record, "holder", lot_span(NULL, 0));
    }
    return pid;
}

static void add_figures(struct record *record, const struct lot_ledger_figures *figures)
{
    record_number(record, "items", figures->items);
    record_number(record, "lots", figures->lots);
    record_number(record, "movements", figures->movements);
    record_number(record, "scans", figures->scans);
    record_number(record, "stock_rows", figures->stock_rows);
    record_number(record, "jobs_queued", figures->jobs_queued);
    record_number(record, "jobs_unknown", figures->jobs_unknown);
    record_text(record, "printer_fault", lot_text_span(&figures->job_fault));
    record_number(record, "exported", (int64_t)LOT_LEDGER_SEQUENCE(figures->exported));
    record_number(record, "bytes", figures->bytes);
    record_number(record, "schema_version", figures->schema_version);
}

static int print_status(const struct reading *reading, struct output *out, enum form form)
{
    struct lot_ledger *ledger = reading->holding.ledger;
    struct lot_ledger_figures figures;
    struct station *station = NULL;
    struct record record = {0};
    char dropped[200] = "", prompt[WORDING_SIZE] = "", health[WORDING_SIZE];
    int error = lot_ledger_figures(ledger, &figures);
    error = error < 0 ? error : station_new(&station, reading->config, ledger, dropped);
    error = error < 0 ? error : station_prompt(station, clock_now(), prompt);
    if (error < 0) {
        station_free(station);
        return ledger_failed(ledger, reading->config);
    }
    record_text(&record, "ledger", lot_span_of(reading->config->ledger_path));
    int32_t holder = add_holder(&record, reading->config->ledger_path);
    record_number(&record, "device", lot_ledger_device(ledger));
    record_number(&record, "sequence", (int64_t)LOT_LEDGER_SEQUENCE(lot_ledger_sequence(ledger)));
    add_figures(&record, &figures);
    record_text(&record, "mode", lot_span_of(lot_mode_name(station_state(station)->mode)));
    record_text(&record, "prompt", lot_span_of(prompt));
    health_word(ledger, reading->config, clock_now(), health);
    record_text(&record, "health", lot_span_of(health));
    int status = record_print(&record, out, form);
    station_free(station);
    if (status == EXIT_DONE && holder > 0 && form != FORM_CSV) {
        status = refused_print(holder, out, form);
    }
    return status;
}

int verb_status(const struct request *request, struct output *out)
{
    struct reading reading;
    int status = setup_reading(&reading, request);
    if (status == EXIT_DONE) {
        status = print_status(&reading, out, request->form);
        reading_done(&reading);
    }
    return status;
}
