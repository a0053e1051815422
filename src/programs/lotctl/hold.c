/* SPDX-License-Identifier: MIT */
/* lotctl hold LOT and lotctl release LOT: nothing of a stopped lot is picked or shipped. */

#include "clock.h"
#include "complain.h"
#include "daemon.h"
#include "lot_record.h"
#include "record.h"
#include "user_name.h"
#include "verbs.h"
#include "writer.h"

#include <errno.h>
#include <string.h>

#include <systemd/sd-bus.h>

static int change_here(struct writer *writer, const struct lot_ledger_status *change)
{
    struct lot_ledger *ledger = writer->holding.ledger;
    int error = lot_ledger_put_status(ledger, change);
    if (error == -EDOM) {
        char text[WORDING_SIZE];
        wording_bytes(lot_span_of(lot_ledger_fault(ledger)->text), text, sizeof text);
        return complain(EXIT_NO, "%s", text);
    }
    return error < 0 ? ledger_failed(ledger, writer->config) : EXIT_DONE;
}

/* The daemon enters who it was by what the bus says. */
static int change_there(struct writer *writer, const struct lot_ledger_status *change,
                        const char *reason)
{
    char item[LOT_TEXT_MAX + 1] = "", lot[LOT_TEXT_MAX + 1] = "";
    sd_bus_message *reply = NULL;
    memcpy(item, change->item.bytes, change->item.size);
    memcpy(lot, change->lot.bytes, change->lot.size);
    int status = daemon_call(writer->daemon, &reply, "SetStatus", "ssss", item, lot,
                             lot_status_name(change->status), reason);
    sd_bus_message_unref(reply);
    return status;
}

static int find(const struct request *request, struct lot_record *lot)
{
    struct reading reading;
    int status = setup_reading(&reading, request);
    if (status == EXIT_DONE) {
        status = lot_record_find(lot, &reading, lot_span_of(request->operands[0]),
                                 request_text(request, OPTION_ITEM));
        reading_done(&reading);
    }
    return status;
}

static int print_change(const struct lot_ledger_status *change, struct output *out, enum form form)
{
    struct record record = {0};
    record_text(&record, "item", lot_text_span(&change->item));
    record_text(&record, "lot", lot_text_span(&change->lot));
    record_text(&record, "status", lot_span_of(lot_status_name(change->status)));
    return record_print(&record, out, form);
}

static int put(const struct request *request, struct output *out, enum lot_status to)
{
    struct writer writer;
    struct lot_record lot;
    char name[USER_NAME_SIZE];
    const char *reason = request->option[OPTION_REASON].text;
    if (!reason || !*reason) {
        return complain(EXIT_USAGE, "say why, with --reason: it is part of the history");
    }
    int status = find(request, &lot);
    status = status == EXIT_DONE ? writer_open(&writer, request) : status;
    if (status != EXIT_DONE) {
        return status;
    }
    const struct lot_ledger_status change = {.item = lot.item,
                                             .lot = lot.lot,
                                             .status = to,
                                             .time = clock_now(),
                                             .user = user_name(name),
                                             .reason = lot_span_of(reason)};
    status = writer.daemon ? change_there(&writer, &change, reason) : change_here(&writer, &change);
    writer_done(&writer);
    return status == EXIT_DONE ? print_change(&change, out, request->form) : status;
}

int verb_hold(const struct request *request, struct output *out)
{
    return put(request, out, LOT_STATUS_HOLD);
}

int verb_release(const struct request *request, struct output *out)
{
    return put(request, out, LOT_STATUS_RELEASED);
}
