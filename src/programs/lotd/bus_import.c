/* SPDX-License-Identifier: MIT */
/*
 * Bad rows are told while the file is read, and the number of rows, which comes first in the
 * answer, is known last: so the rows wait here until then. A file of nothing but bad rows must not
 * eat the memory: the first thousand say enough.
 */

#include "bus_import.h"

#include "bus_caller.h"
#include "bus_names.h"

#include <errno.h>
#include <stdlib.h>

#define FAULTS_MAX 1000u

struct fault {
    struct fault *next;
    int64_t line;
    char column[96];
    char text[WORDING_SIZE];
};

struct faults {
    struct fault *first, **last;
    unsigned count;
};

static void on_fault(void *user, const struct lot_import_fault *fault)
{
    struct faults *faults = user;
    struct fault *copy = faults->count < FAULTS_MAX ? calloc(1, sizeof *copy) : NULL;
    if (!copy) {
        return;
    }
    copy->line = fault->line;
    wording_bytes(lot_span_of(fault->column), copy->column, sizeof copy->column);
    wording_bytes(lot_span_of(fault->text), copy->text, sizeof copy->text);
    *faults->last = copy;
    faults->last = &copy->next;
    faults->count++;
}

static void faults_done(struct faults *faults)
{
    while (faults->first) {
        struct fault *fault = faults->first;
        faults->first = fault->next;
        free(fault);
    }
}

static int append_faults(sd_bus_message *reply, const struct faults *faults)
{
    int error = sd_bus_message_open_container(reply, 'a', "(xss)");
    for (const struct fault *fault = faults->first; fault && error >= 0; fault = fault->next) {
        error = sd_bus_message_append(reply, "(xss)", fault->line, fault->column, fault->text);
    }
    return error < 0 ? error : sd_bus_message_close_container(reply);
}

static int answer(sd_bus_message *call, int64_t rows, const struct faults *faults)
{
    sd_bus_message *reply = NULL;
    int error = sd_bus_message_new_method_return(call, &reply);
    error = error < 0 ? error : sd_bus_message_append(reply, "x", rows);
    error = error < 0 ? error : append_faults(reply, faults);
    error = error < 0 ? error : sd_bus_send(NULL, reply, NULL);
    sd_bus_message_unref(reply);
    return error;
}

int bus_import(struct service *service, sd_bus_message *call, sd_bus_error *failure)
{
    const char *kind = NULL, *path = NULL;
    char name[BUS_CALLER_SIZE], text[WORDING_SIZE] = "";
    int64_t rows = 0;
    int error = sd_bus_message_read(call, "ss", &kind, &path);
    if (error < 0) {
        return error;
    }
    int number = lot_import_kind_by_name(lot_span_of(kind));
    if (number < 0 || path[0] != '/') {
        return sd_bus_error_set(
            failure, BUS_ERROR_INVALID,
            "a kind (items, partners, locations, operators, documents) and the whole path"
            " of a file");
    }
    struct faults faults = {.last = &faults.first};
    bus_caller_name(call, name);
    const struct service_import import = {.kind = (enum lot_import_kind)number,
                                          .path = path,
                                          .user_name = lot_span_of(name),
                                          .report = on_fault,
                                          .user = &faults};
    int result = service_import(service, &import, &rows, text);
    error = result < 0 ? sd_bus_error_setf(failure, BUS_ERROR_DEVICE, "%s: %s", path, text)
                       : answer(call, rows, &faults);
    faults_done(&faults);
    return error;
}
