/* SPDX-License-Identifier: MIT */
/*
 * lotctl scan TEXT...: scans without a scanner, through the daemon or, with none, through the same
 * station that the daemon uses. Each is committed before its line is printed.
 */

#include "clock.h"
#include "complain.h"
#include "daemon.h"
#include "escape.h"
#include "station.h"
#include "verbs.h"
#include "writer.h"

#include <string.h>

#include <systemd/sd-bus.h>

struct scanning {
    struct writer writer;
    struct station *station; /* NULL: the daemon scans */
    struct output *out;
    enum form form;
};

/* Prints what became of a scan; a refusal is a no, a ledger that failed is a failure. */
static int tell(const struct scanning *scanning, const struct verdict_line *line)
{
    char text[VERDICT_LINE_SIZE];
    size_t size =
        scanning->form == FORM_JSON ? verdict_line_json(line, text) : verdict_line_text(line, text);
    output_bytes(scanning->out, lot_span(text, size));
    output_text(scanning->out, "\n");
    if (strcmp(line->code, lot_code_name(LOT_CODE_LEDGER_FAILED)) == 0) {
        return EXIT_FAILED;
    }
    return strcmp(line->outcome, lot_outcome_name(LOT_OUTCOME_ERROR)) == 0 ? EXIT_NO : EXIT_DONE;
}

/* ---- here ----------------------------------------------------------------------------------- */

static int scan_here(const struct scanning *scanning, struct lot_span bytes)
{
    struct verdict verdict;
    struct lot_scan scan = {bytes, clock_now(), STATION_SOURCE_LINES};
    station_scan(scanning->station, &scan, &verdict);
    struct verdict_line line = station_line(&verdict, bytes);
    return tell(scanning, &line);
}

static int open_station(struct scanning *scanning)
{
    char text[200] = "";
    int error = station_new(&scanning->station, scanning->writer.config,
                            scanning->writer.holding.ledger, text);
    if (error < 0) {
        return ledger_failed(scanning->writer.holding.ledger, scanning->writer.config);
    }
    return *text ? complain(EXIT_DONE, "%s", text) : EXIT_DONE;
}

/* ---- through the daemon --------------------------------------------------------------------- */

static int read_verdict(sd_bus_message *reply, struct verdict_line *line)
{
    const void *movements = NULL;
    size_t size = 0;
    int error = sd_bus_message_read(reply, "sss", &line->outcome, &line->code, &line->message);
    if (error >= 0) {
        error = sd_bus_message_read_array(reply, 't', &movements, &size);
    }
    line->movement = movements;
    line->movement_count = (unsigned)(size / sizeof *line->movement);
    return error;
}

static int scan_there(const struct scanning *scanning, struct lot_span bytes)
{
    struct verdict_line line = {.scan = bytes};
    sd_bus_message *reply = NULL;
    int status = daemon_call_bytes(scanning->writer.daemon, &reply, "Scan", bytes);
    if (status == EXIT_DONE) {
        int error = read_verdict(reply, &line);
        status = error < 0 ? daemon_misread("Scan", error) : tell(scanning, &line);
    }
    sd_bus_message_unref(reply);
    return status;
}

/* ---- each ----------------------------------------------------------------------------------- */

/* All are scanned, refused ones too, until the ledger fails; the worst status counts. */
static int scan_each(const struct scanning *scanning, const struct request *request)
{
    int worst = EXIT_DONE;
    for (unsigned i = 0; i < request->operand_count && worst != EXIT_FAILED; i++) {
        uint8_t *text = (uint8_t *)request->operands[i];
        size_t size = strlen(request->operands[i]);
        size = request_has(request, OPTION_ESCAPED) ? unescape(text, size) : size;
        int status = scanning->station ? scan_here(scanning, lot_span(text, size))
                                       : scan_there(scanning, lot_span(text, size));
        worst = status > worst ? status : worst;
    }
    return worst;
}

int verb_scan(const struct request *request, struct output *out)
{
    struct scanning scanning = {.out = out, .form = request->form};
    int status = writer_open(&scanning.writer, request);
    if (status == EXIT_DONE && !scanning.writer.daemon) {
        status = open_station(&scanning);
    }
    if (status == EXIT_DONE) {
        status = scan_each(&scanning, request);
    }
    station_free(scanning.station);
    writer_done(&scanning.writer);
    return status;
}
