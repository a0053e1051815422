/* SPDX-License-Identifier: MIT */
/*
 * The lock decides, not the bus: whoever holds the lock of this very ledger is the one to ask, and
 * a daemon on the bus that is another process holds another ledger.
 */

#include "writer.h"

#include "complain.h"
#include "daemon.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* What a process calls itself, for a message; "" when it cannot be told. */
static void process_name(int32_t pid, char *out, size_t size)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/comm", pid);
    FILE *file = fopen(path, "re");
    if (!file || !fgets(out, (int)size, file)) {
        out[0] = '\0';
    }
    out[strcspn(out, "\n")] = '\0';
    if (file) {
        fclose(file);
    }
}

static const char *why_not(int error)
{
    return error == -ENXIO   ? "no lotd is on it"
           : error == -ESRCH ? "the lotd on it is another process"
                             : strerror(-error);
}

static int ask_holder(struct writer *writer, int32_t holder)
{
    char name[32];
    int error = daemon_connect(&writer->daemon, holder);
    if (error == 0) {
        return EXIT_DONE;
    }
    process_name(holder, name, sizeof name);
    return complain(EXIT_FAILED,
                    "%s: process %d%s%s%s holds this ledger and does not answer on the bus (%s); "
                    "end it, or run lotd with a bus",
                    writer->config->ledger_path, holder, *name ? " (" : "", name, *name ? ")" : "",
                    why_not(error));
}

int writer_open(struct writer *writer, const struct request *request)
{
    struct lot_ledger_fault fault;
    char text[WORDING_SIZE];
    *writer = (struct writer){0};
    int status = setup_config(&writer->config, request);
    if (status != EXIT_DONE) {
        return status;
    }
    if (holding_open(&writer->holding, writer->config, false, &fault, text) < 0) {
        status = fault.reason == LOT_LEDGER_LOCKED ? ask_holder(writer, fault.pid)
                                                   : complain(EXIT_FAILED, "%s", text);
    }
    if (status != EXIT_DONE) {
        writer_done(writer);
    }
    return status;
}

void writer_done(struct writer *writer)
{
    writer->daemon = daemon_disconnect(writer->daemon);
    holding_done(&writer->holding);
    writer->config = config_free(writer->config);
}
