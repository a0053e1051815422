/* SPDX-License-Identifier: MIT */
/*
 * org.lotd1 by sd-bus: each method is a row of the table at the end, reads its arguments, asks the
 * service and answers. Callers are not trusted: sizes are checked, and what they name is opened
 * with the daemon's own rights only.
 */

#include "bus.h"

#include "bus_caller.h"
#include "bus_import.h"
#include "bus_names.h"
#include "clock.h"
#include "state_json.h"

#include <systemd/sd-bus.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct bus {
    sd_bus *connection;
    sd_bus_slot *slot;
    struct service *service;
};

/* ---- verdicts ------------------------------------------------------------------------------- */

static int append_line(sd_bus_message *message, const struct verdict_line *line)
{
    int error = sd_bus_message_append(message, "sss", line->outcome, line->code, line->message);
    return error < 0 ? error
                     : sd_bus_message_append_array(message, 't', line->movement,
                                                   line->movement_count * sizeof *line->movement);
}

static void on_outcome(void *user, const struct verdict_line *line)
{
    const struct bus *bus = user;
    sd_bus_message *message = NULL;
    int error =
        sd_bus_message_new_signal(bus->connection, &message, BUS_PATH, BUS_INTERFACE, "Outcome");
    error = error < 0 ? error : append_line(message, line);
    error = error < 0 ? error : sd_bus_send(bus->connection, message, NULL);
    if (error < 0) {
        lot_log(LOT_LOG_WARNING, "bus: an outcome was not told: %s", strerror(-error));
    }
    sd_bus_message_unref(message);
}

static void on_prompt_changed(void *user)
{
    const struct bus *bus = user;
    sd_bus_emit_properties_changed(bus->connection, BUS_PATH, BUS_INTERFACE, "Mode", "Prompt",
                                   NULL);
}

static void on_printer_changed(void *user)
{
    const struct bus *bus = user;
    sd_bus_emit_properties_changed(bus->connection, BUS_PATH, BUS_INTERFACE, "Printer", NULL);
}

static int scan(const struct bus *bus, sd_bus_message *call, struct lot_span bytes)
{
    const struct lot_scan scanned = {
        .bytes = bytes, .time = clock_now(), .source = STATION_SOURCE_BUS};
    struct verdict verdict;
    service_scan(bus->service, &scanned, &verdict); /* a failure is a verdict too */
    const struct verdict_line line = station_line(&verdict, bytes);
    sd_bus_message *reply = NULL;
    int error = sd_bus_message_new_method_return(call, &reply);
    error = error < 0 ? error : append_line(reply, &line);
    error = error < 0 ? error : sd_bus_send(bus->connection, reply, NULL);
    sd_bus_message_unref(reply);
    return error;
}

static int method_scan(sd_bus_message *call, void *user, sd_bus_error *failure)
{
    const void *data = NULL;
    size_t size = 0;
    int error = sd_bus_message_read_array(call, 'y', &data, &size);
    if (error < 0) {
        return error;
    }
    if (size > LOT_SCAN_MAX) {
        return sd_bus_error_setf(failure, BUS_ERROR_INVALID, "a scan of %zu bytes, more than %u",
                                 size, LOT_SCAN_MAX);
    }
    return scan(user, call, lot_span(data, size));
}

static int method_undo(sd_bus_message *call, void *user, sd_bus_error *failure)
{
    (void)failure;
    return scan(user, call, LOT_LITERAL("LOTD-UNDO"));
}

/* ---- requests ------------------------------------------------------------------------------- */

static int method_export(sd_bus_message *call, void *user, sd_bus_error *failure)
{
    const struct bus *bus = user;
    const char *root = NULL;
    char text[WORDING_SIZE] = "";
    struct lot_exported exported = {0};
    int error = sd_bus_message_read(call, "s", &root);
    if (error < 0) {
        return error;
    }
    int result = service_export(bus->service, root, &exported, text);
    if (result < 0) {
        return sd_bus_error_set(failure, BUS_ERROR_DEVICE, text);
    }
    return sd_bus_reply_method_return(call, "s", result == 1 ? "" : exported.folder);
}

static int method_print(sd_bus_message *call, void *user, sd_bus_error *failure)
{
    const struct bus *bus = user;
    const char *item = NULL, *lot = NULL;
    char text[WORDING_SIZE] = "";
    char name[BUS_CALLER_SIZE];
    struct lot_job_request request = {.time = clock_now()};
    struct lot_print *print = &request.print;
    uint64_t job = 0;
    int error = sd_bus_message_read(call, "ssy", &item, &lot, &print->copies);
    if (error < 0) {
        return error;
    }
    if (lot_text_set(&print->item, lot_span_of(item)) < 0 ||
        lot_text_set(&print->lot, lot_span_of(lot)) < 0 || print->copies == 0) {
        return sd_bus_error_set(failure, BUS_ERROR_INVALID,
                                "an item and a lot of up to 63 bytes, and 1 to 255 copies");
    }
    bus_caller_name(call, name);
    request.user = lot_span_of(name);
    error = service_print(bus->service, &request, &job, text);
    if (error < 0) {
        return sd_bus_error_set(failure, error == -EDOM ? BUS_ERROR_UNKNOWN : BUS_ERROR_LEDGER,
                                text);
    }
    return sd_bus_reply_method_return(call, "t", job);
}

static int method_decide_job(sd_bus_message *call, void *user, sd_bus_error *failure)
{
    const struct bus *bus = user;
    const char *word = NULL, *reason = NULL;
    char text[WORDING_SIZE] = "", name[BUS_CALLER_SIZE];
    struct lot_job_decision decision = {.time = clock_now()};
    int error = sd_bus_message_read(call, "tss", &decision.job, &word, &reason);
    if (error < 0) {
        return error;
    }
    int number = lot_job_word_by_name(lot_span_of(word));
    if (number < 0) {
        return sd_bus_error_set(failure, BUS_ERROR_INVALID, "confirm, retry or cancel");
    }
    bus_caller_name(call, name);
    decision.word = (enum lot_job_word)number;
    decision.user = lot_span_of(name);
    decision.reason = lot_span_of(reason);
    error = service_decide(bus->service, &decision, text);
    if (error < 0) {
        return sd_bus_error_set(failure, error == -EDOM ? BUS_ERROR_UNKNOWN : BUS_ERROR_LEDGER,
                                text);
    }
    return sd_bus_reply_method_return(call, "");
}

static int method_backup(sd_bus_message *call, void *user, sd_bus_error *failure)
{
    const struct bus *bus = user;
    const char *path = NULL;
    char text[WORDING_SIZE] = "";
    int error = sd_bus_message_read(call, "s", &path);
    if (error < 0) {
        return error;
    }
    if (path[0] != '/') {
        return sd_bus_error_set(failure, BUS_ERROR_INVALID, "name the whole path of the copy");
    }
    if (service_backup(bus->service, path, text) < 0) {
        return sd_bus_error_set(failure, BUS_ERROR_DEVICE, text);
    }
    return sd_bus_reply_method_return(call, "");
}

/* -EINVAL: there is no status of that name. */
static int status_by_name(const char *name, enum lot_status *out)
{
    static const enum lot_status statuses[] = {LOT_STATUS_RELEASED, LOT_STATUS_QUARANTINE,
                                               LOT_STATUS_HOLD, LOT_STATUS_RECALLED};
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
        if (strcmp(lot_status_name(statuses[i]), name) == 0) {
            *out = statuses[i];
            return 0;
        }
    }
    return -EINVAL;
}

static int method_set_status(sd_bus_message *call, void *user, sd_bus_error *failure)
{
    const struct bus *bus = user;
    const char *item = NULL, *lot = NULL, *status = NULL, *reason = NULL;
    char text[WORDING_SIZE] = "", name[BUS_CALLER_SIZE];
    struct lot_ledger_status change = {.time = clock_now()};
    int error = sd_bus_message_read(call, "ssss", &item, &lot, &status, &reason);
    if (error < 0) {
        return error;
    }
    if (lot_text_set(&change.item, lot_span_of(item)) < 0 ||
        lot_text_set(&change.lot, lot_span_of(lot)) < 0 ||
        status_by_name(status, &change.status) < 0) {
        return sd_bus_error_set(failure, BUS_ERROR_INVALID,
                                "an item and a lot of up to 63 bytes, a status (released,"
                                " quarantine, hold, recalled) and a reason");
    }
    bus_caller_name(call, name);
    change.user = lot_span_of(name);
    change.reason = lot_span_of(reason);
    error = service_set_status(bus->service, &change, text);
    if (error < 0) {
        return sd_bus_error_set(failure, error == -EDOM ? BUS_ERROR_UNKNOWN : BUS_ERROR_LEDGER,
                                text);
    }
    return sd_bus_reply_method_return(call, "");
}

static int method_import(sd_bus_message *call, void *user, sd_bus_error *failure)
{
    const struct bus *bus = user;
    return bus_import(bus->service, call, failure);
}

/* ---- properties ----------------------------------------------------------------------------- */

static int get_mode(sd_bus *connection, const char *path, const char *interface,
                    const char *property, sd_bus_message *reply, void *user, sd_bus_error *failure)
{
    (void)connection, (void)path, (void)interface, (void)property, (void)failure;
    const struct bus *bus = user;
    const struct lot_engine *state = station_state(service_station(bus->service));
    return sd_bus_message_append(reply, "s", lot_mode_name(state->mode));
}

static int get_prompt(sd_bus *connection, const char *path, const char *interface,
                      const char *property, sd_bus_message *reply, void *user,
                      sd_bus_error *failure)
{
    (void)connection, (void)path, (void)interface, (void)property, (void)failure;
    const struct bus *bus = user;
    return sd_bus_message_append(reply, "s", service_prompt(bus->service));
}

static int get_printer(sd_bus *connection, const char *path, const char *interface,
                       const char *property, sd_bus_message *reply, void *user,
                       sd_bus_error *failure)
{
    (void)connection, (void)path, (void)interface, (void)property, (void)failure;
    const struct bus *bus = user;
    return sd_bus_message_append(reply, "s", lot_printer_state_name(service_printer(bus->service)));
}

static int get_state(sd_bus *connection, const char *path, const char *interface,
                     const char *property, sd_bus_message *reply, void *user, sd_bus_error *failure)
{
    (void)connection, (void)path, (void)interface, (void)property, (void)failure;
    const struct bus *bus = user;
    char *text = malloc(STATE_JSON_SIZE);
    int error = text ? state_json(bus->service, text, STATE_JSON_SIZE) : -ENOMEM;
    error = error < 0 ? error : sd_bus_message_append(reply, "s", text);
    free(text);
    return error;
}

static int append_refusal(sd_bus_message *reply, const struct station_refusal *refusal)
{
    int error = sd_bus_message_open_container(reply, SD_BUS_TYPE_STRUCT, "xnaytsbs");
    error = error < 0 ? error
                      : sd_bus_message_append(reply, "xn", refusal->time.utc_ms,
                                              refusal->time.offset_min);
    error = error < 0
                ? error
                : sd_bus_message_append_array(reply, 'y', refusal->scan.bytes, refusal->scan.size);
    error = error < 0 ? error
                      : sd_bus_message_append(reply, "tsbs", (uint64_t)refusal->size,
                                              lot_code_name(refusal->code), refusal->on_record,
                                              refusal->reason);
    return error < 0 ? error : sd_bus_message_close_container(reply);
}

static int get_refused(sd_bus *connection, const char *path, const char *interface,
                       const char *property, sd_bus_message *reply, void *user,
                       sd_bus_error *failure)
{
    (void)connection, (void)path, (void)interface, (void)property, (void)failure;
    const struct bus *bus = user;
    const struct station_refusal *refusal;
    int error = sd_bus_message_open_container(reply, SD_BUS_TYPE_ARRAY, "(xnaytsbs)");
    for (unsigned i = 0;
         error >= 0 && (refusal = station_refused(service_station(bus->service), i)) != NULL; i++) {
        error = append_refusal(reply, refusal);
    }
    return error < 0 ? error : sd_bus_message_close_container(reply);
}

/* ---- the table ------------------------------------------------------------------------------ */

/* Who may call is the bus policy's to say (etc/org.lotd1.conf): the rows leave it to that. */
/* clang-format off */
static const sd_bus_vtable members[] = {
    SD_BUS_VTABLE_START(0),
    SD_BUS_METHOD_WITH_ARGS("Scan", SD_BUS_ARGS("ay", scan),
        SD_BUS_RESULT("s", outcome, "s", code, "s", message, "at", movements), method_scan,
        SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("Undo", SD_BUS_NO_ARGS,
        SD_BUS_RESULT("s", outcome, "s", code, "s", message, "at", movements), method_undo,
        SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("Export", SD_BUS_ARGS("s", root),
        SD_BUS_RESULT("s", folder), method_export,
        SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("Print", SD_BUS_ARGS("s", item, "s", lot, "y", copies),
        SD_BUS_RESULT("t", job), method_print,
        SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("DecideJob", SD_BUS_ARGS("t", job, "s", word, "s", reason),
        SD_BUS_NO_RESULT, method_decide_job,
        SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("Backup", SD_BUS_ARGS("s", path),
        SD_BUS_NO_RESULT, method_backup,
        SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("SetStatus",
        SD_BUS_ARGS("s", item, "s", lot, "s", status, "s", reason),
        SD_BUS_NO_RESULT, method_set_status,
        SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("Import", SD_BUS_ARGS("s", kind, "s", path),
        SD_BUS_RESULT("x", rows, "a(xss)", faults), method_import,
        SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_PROPERTY("Mode", "s", get_mode, 0, SD_BUS_VTABLE_PROPERTY_EMITS_CHANGE),
    SD_BUS_PROPERTY("Prompt", "s", get_prompt, 0, SD_BUS_VTABLE_PROPERTY_EMITS_CHANGE),
    SD_BUS_PROPERTY("Printer", "s", get_printer, 0, SD_BUS_VTABLE_PROPERTY_EMITS_CHANGE),
    SD_BUS_PROPERTY("State", "s", get_state, 0, SD_BUS_VTABLE_PROPERTY_EXPLICIT),
    SD_BUS_PROPERTY("Refused", "a(xnaytsbs)", get_refused, 0, SD_BUS_VTABLE_PROPERTY_EXPLICIT),
    SD_BUS_SIGNAL_WITH_ARGS("Outcome",
        SD_BUS_ARGS("s", outcome, "s", code, "s", message, "at", movements), 0),
    SD_BUS_VTABLE_END,
};
/* clang-format on */

/* ---- connecting ----------------------------------------------------------------------------- */

static int connect_bus(struct bus *bus, sd_event *loop, enum bus_choice choice)
{
    int error = choice == BUS_SESSION ? sd_bus_open_user(&bus->connection)
                                      : sd_bus_open_system(&bus->connection);
    if (error < 0) {
        return error;
    }
    error = sd_bus_add_object_vtable(bus->connection, &bus->slot, BUS_PATH, BUS_INTERFACE, members,
                                     bus);
    error = error < 0 ? error : sd_bus_request_name(bus->connection, BUS_NAME, 0);
    return error < 0 ? error : sd_bus_attach_event(bus->connection, loop, SD_EVENT_PRIORITY_NORMAL);
}

int bus_new(struct bus **out, sd_event *loop, enum bus_choice choice, struct service *service)
{
    struct bus *bus = calloc(1, sizeof *bus);
    if (!bus) {
        return -ENOMEM;
    }
    bus->service = service;
    int error = connect_bus(bus, loop, choice);
    if (error < 0) {
        bus_free(bus);
        return error;
    }
    service_listen(service, &(struct service_listener){bus, on_outcome, on_prompt_changed,
                                                       on_printer_changed});
    *out = bus;
    return 0;
}

struct bus *bus_free(struct bus *bus)
{
    if (!bus) {
        return NULL;
    }
    service_listen(bus->service, &(struct service_listener){0});
    sd_bus_slot_unref(bus->slot);
    sd_bus_flush_close_unref(bus->connection);
    free(bus);
    return NULL;
}
