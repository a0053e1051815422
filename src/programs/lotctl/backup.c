/* SPDX-License-Identifier: MIT */
/* lotctl backup FILE: a whole copy while the ledger is in use. */

#include "complain.h"
#include "daemon.h"
#include "path.h"
#include "record.h"
#include "verbs.h"
#include "writer.h"

#include <unistd.h>

#include <systemd/sd-bus.h>

static int backup_here(struct writer *writer, const char *path)
{
    int error = holding_backup(&writer->holding, path);
    return error < 0 ? ledger_failed(writer->holding.ledger, writer->config) : EXIT_DONE;
}

static int backup_there(struct writer *writer, const char *path)
{
    sd_bus_message *reply = NULL;
    int status = daemon_call(writer->daemon, &reply, "Backup", "s", path);
    sd_bus_message_unref(reply);
    return status;
}

int verb_backup(const struct request *request, struct output *out)
{
    struct writer writer;
    char path[PATH_SIZE];
    if (path_absolute(request->operands[0], path) < 0) {
        return complain(EXIT_FAILED, "%s: the path is too long", request->operands[0]);
    }
    if (access(path, F_OK) == 0) {
        return complain(EXIT_FAILED,
                        "%s is there already, and a copy never overwrites: name a file"
                        " that is not there",
                        path);
    }
    int status = writer_open(&writer, request);
    if (status != EXIT_DONE) {
        return status;
    }
    status = writer.daemon ? backup_there(&writer, path) : backup_here(&writer, path);
    writer_done(&writer);
    return status == EXIT_DONE ? record_print_text(out, request->form, "file", path) : status;
}
