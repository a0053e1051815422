/* SPDX-License-Identifier: MIT */
/*
 * What a failed ledger did not take is in nobody's memory but the daemon's, so it is asked, without
 * a word where there is none: the ledger's own figures do not need it.
 */

#include "refused.h"

#include "daemon.h"
#include "exit_status.h"

#include <systemd/sd-bus.h>

#include <errno.h>

static const struct lot_column columns[] = {
    {"time",      LOT_COLUMN_TIME   },
    {"scan",      LOT_COLUMN_BYTES  },
    {"size",      LOT_COLUMN_INTEGER},
    {"code",      LOT_COLUMN_TEXT   },
    {"on_record", LOT_COLUMN_TEXT   },
    {"reason",    LOT_COLUMN_TEXT   },
};
#define COLUMNS (sizeof columns / sizeof columns[0])

/* A row of the property; 0: there is no more. */
static int read_row(sd_bus_message *reply, struct lot_cell cells[COLUMNS])
{
    const char *code = "", *reason = "";
    const void *scan = NULL;
    size_t scan_size = 0;
    int64_t utc_ms = 0;
    uint64_t size = 0;
    int16_t offset_min = 0;
    int on_record = 0;
    int result = sd_bus_message_enter_container(reply, SD_BUS_TYPE_STRUCT, "xnaytsbs");
    if (result <= 0) {
        return result;
    }
    result = sd_bus_message_read(reply, "xn", &utc_ms, &offset_min);
    result = result < 0 ? result : sd_bus_message_read_array(reply, 'y', &scan, &scan_size);
    result =
        result < 0 ? result : sd_bus_message_read(reply, "tsbs", &size, &code, &on_record, &reason);
    result = result < 0 ? result : sd_bus_message_exit_container(reply);
    const struct lot_cell row[COLUMNS] = {
        {.time = {utc_ms, offset_min}},
        {.text = lot_span(scan, scan_size)},
        {.number = (int64_t)size},
        {.text = lot_span_of(code)},
        {.text = lot_span_of(on_record ? "yes" : "no")},
        {.text = lot_span_of(reason)},
    };
    for (unsigned i = 0; result >= 0 && i < COLUMNS; i++) {
        cells[i] = row[i];
    }
    return result < 0 ? result : 1;
}

static int print_rows(sd_bus_message *reply, struct output *out, enum form form)
{
    struct table *table = NULL;
    struct lot_cell cells[COLUMNS];
    int result = sd_bus_message_enter_container(reply, SD_BUS_TYPE_ARRAY, "(xnaytsbs)");
    while (result >= 0 && (result = read_row(reply, cells)) > 0) {
        if (!table) {
            output_text(out, form == FORM_TABLE ? "\nrefused lately:\n" : "");
            table = table_new(out, form, columns, COLUMNS);
        }
        result = table ? table_row(table, cells) : -ENOMEM;
    }
    table_end(table);
    return result < 0 ? daemon_misread("Refused", result) : EXIT_DONE;
}

int refused_print(int32_t holder, struct output *out, enum form form)
{
    sd_bus *bus = NULL;
    sd_bus_message *reply = NULL;
    if (daemon_connect(&bus, holder) < 0) {
        return EXIT_DONE;
    }
    int status = daemon_property(bus, &reply, "Refused", "a(xnaytsbs)");
    if (status == EXIT_DONE) {
        status = print_rows(reply, out, form);
    }
    sd_bus_message_unref(reply);
    daemon_disconnect(bus);
    return status;
}
