/* SPDX-License-Identifier: MIT */
/* Calls to the daemon; its errors become lotctl's own words and exit statuses. */

#include "daemon.h"

#include "bus_names.h"
#include "complain.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include <systemd/sd-bus.h>

#define PATIENCE_US UINT64_C(600000000) /* a stick may be slow */

/* 0 when that process owns the daemon's name. */
static int check_owner(sd_bus *bus, int32_t pid)
{
    sd_bus_creds *creds = NULL;
    pid_t owner = 0;
    int error = sd_bus_get_name_creds(bus, BUS_NAME, SD_BUS_CREDS_PID, &creds);
    error = error < 0 ? error : sd_bus_creds_get_pid(creds, &owner);
    sd_bus_creds_unref(creds);
    return error < 0 ? error : owner == pid ? 0 : -ESRCH;
}

static int connect_on(int (*open_bus)(sd_bus **bus), struct sd_bus **out, int32_t pid)
{
    sd_bus *bus = NULL;
    int error = open_bus(&bus);
    error = error < 0 ? error : sd_bus_set_method_call_timeout(bus, PATIENCE_US);
    error = error < 0 ? error : check_owner(bus, pid);
    if (error < 0) {
        daemon_disconnect(bus);
        return error;
    }
    *out = bus;
    return 0;
}

int daemon_connect(struct sd_bus **out, int32_t pid)
{
    int error = connect_on(sd_bus_open_system, out, pid);
    if (error == 0 || connect_on(sd_bus_open_user, out, pid) == 0) {
        return 0;
    }
    return error;
}

struct sd_bus *daemon_disconnect(struct sd_bus *bus)
{
    return sd_bus_flush_close_unref(bus);
}

static enum exit_status status_of(const sd_bus_error *error)
{
    static const struct {
        const char *name;
        enum exit_status status;
    } rows[] = {
        {BUS_ERROR_LEDGER,  EXIT_FAILED},
        {BUS_ERROR_DEVICE,  EXIT_FAILED},
        {BUS_ERROR_UNKNOWN, EXIT_NO    },
        {BUS_ERROR_INVALID, EXIT_USAGE },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (sd_bus_error_has_name(error, rows[i].name)) {
            return rows[i].status;
        }
    }
    return EXIT_FAILED;
}

/* Sends the call and takes it over. */
static int send_call(struct sd_bus *bus, sd_bus_message *call, int error, const char *method,
                     sd_bus_message **reply)
{
    sd_bus_error answered = SD_BUS_ERROR_NULL;
    if (error >= 0) {
        error = sd_bus_call(bus, call, 0, &answered, reply);
    }
    sd_bus_message_unref(call);
    if (error >= 0) {
        return EXIT_DONE;
    }
    int status = complain(status_of(&answered), "%s: %s", method,
                          answered.message ? answered.message : strerror(-error));
    sd_bus_error_free(&answered);
    return status;
}

static int new_call(struct sd_bus *bus, sd_bus_message **call, const char *method)
{
    return sd_bus_message_new_method_call(bus, call, BUS_NAME, BUS_PATH, BUS_INTERFACE, method);
}

int daemon_call(struct sd_bus *bus, struct sd_bus_message **reply, const char *method,
                const char *types, ...)
{
    sd_bus_message *call = NULL;
    va_list arguments;
    *reply = NULL;
    int error = new_call(bus, &call, method);
    va_start(arguments, types);
    if (error >= 0) {
        error = sd_bus_message_appendv(call, types, arguments);
    }
    va_end(arguments);
    return send_call(bus, call, error, method, reply);
}

int daemon_call_bytes(struct sd_bus *bus, struct sd_bus_message **reply, const char *method,
                      struct lot_span bytes)
{
    sd_bus_message *call = NULL;
    *reply = NULL;
    int error = new_call(bus, &call, method);
    if (error >= 0) {
        error = sd_bus_message_append_array(call, 'y', bytes.data, bytes.size);
    }
    return send_call(bus, call, error, method, reply);
}

int daemon_property(struct sd_bus *bus, struct sd_bus_message **reply, const char *name,
                    const char *type)
{
    sd_bus_error answered = SD_BUS_ERROR_NULL;
    *reply = NULL;
    int error =
        sd_bus_get_property(bus, BUS_NAME, BUS_PATH, BUS_INTERFACE, name, &answered, reply, type);
    int status = error < 0 ? complain(EXIT_FAILED, "%s: %s", name,
                                      answered.message ? answered.message : strerror(-error))
                           : EXIT_DONE;
    sd_bus_error_free(&answered);
    return status;
}

int daemon_misread(const char *method, int error)
{
    return complain(EXIT_FAILED,
                    "%s: lotd's answer was not understood (%s); are both of one version?", method,
                    strerror(-error));
}
