/* SPDX-License-Identifier: MIT */
/* The daemon's State property: the operator's state, and what was refused lately. */

#include "state_json.h"

#include "clock.h"

#include <unistd.h>

static void put_text(struct lot_json *json, const char *key, const struct lot_text *text)
{
    if (text->size > 0) {
        lot_json_bytes(json, key, lot_text_span(text));
    } else {
        lot_json_null(json, key);
    }
}

static void put_time(struct lot_json *json, const char *key, struct lot_time time)
{
    char text[LOT_TIME_SIZE];
    lot_time_format(time, text);
    lot_json_string(json, key, text);
}

static void put_refused(struct lot_json *json, const struct station *station)
{
    const struct station_refusal *refusal;
    lot_json_array(json, "refused");
    for (unsigned i = 0; (refusal = station_refused(station, i)) != NULL; i++) {
        lot_json_object(json, NULL);
        put_time(json, "time", refusal->time);
        lot_json_bytes(json, "scan", lot_text_span(&refusal->scan));
        lot_json_uint(json, "size", refusal->size);
        lot_json_string(json, "code", lot_code_name(refusal->code));
        lot_json_bool(json, "on_record", refusal->on_record);
        lot_json_object_end(json);
    }
    lot_json_array_end(json);
}

int state_json(const struct service *service, char *out, size_t size)
{
    const struct station *station = service_station(service);
    const struct lot_engine *state = station_state(station);
    struct lot_ledger *ledger = service_ledger(service);
    struct lot_json json;
    lot_json_begin(&json, out, size);
    lot_json_object(&json, NULL);
    lot_json_int(&json, "pid", getpid());
    put_time(&json, "time", clock_now());
    lot_json_string(&json, "ledger", service_config(service)->ledger_path);
    lot_json_uint(&json, "device", lot_ledger_device(ledger));
    lot_json_uint(&json, "sequence", LOT_LEDGER_SEQUENCE(lot_ledger_sequence(ledger)));
    lot_json_string(&json, "mode", lot_mode_name(state->mode));
    lot_json_string(&json, "prompt", service_prompt(service));
    lot_json_string(&json, "health", service_health(service));
    put_text(&json, "operator", &state->operator_id);
    put_text(&json, "document", &state->document);
    put_text(&json, "item", &state->item);
    put_text(&json, "lot", &state->lot);
    lot_json_string(&json, "printer", service_config(service)->printer.target);
    lot_json_string(&json, "printer_state", lot_printer_state_name(service_printer(service)));
    put_refused(&json, station);
    lot_json_object_end(&json);
    return lot_json_end(&json);
}
