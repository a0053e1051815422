/* SPDX-License-Identifier: MIT */
/* lotctl export DIR: all that is new leaves as a signed bundle; its folder is printed. */

#include "clock.h"
#include "complain.h"
#include "daemon.h"
#include "path.h"
#include "record.h"
#include "verbs.h"
#include "writer.h"

#include <stdio.h>

#include <systemd/sd-bus.h>

#define FOLDER_SIZE 512u

/* Both write the bundle's folder to out; "" when there was nothing new. */

static int export_here(struct writer *writer, const char *root, char folder[FOLDER_SIZE])
{
    struct lot_exported exported = {0};
    char text[200] = "";
    int result = lot_export(writer->holding.ledger, writer->holding.key, root, UINT64_MAX,
                            clock_now(), &exported, text);
    if (result < 0) {
        return complain(EXIT_FAILED, "%s", text);
    }
    snprintf(folder, FOLDER_SIZE, "%s", result == 0 ? exported.folder : "");
    return EXIT_DONE;
}

static int export_there(struct writer *writer, const char *root, char folder[FOLDER_SIZE])
{
    sd_bus_message *reply = NULL;
    const char *answer = "";
    int status = daemon_call(writer->daemon, &reply, "Export", "s", root);
    if (status == EXIT_DONE) {
        int error = sd_bus_message_read(reply, "s", &answer);
        status = error < 0 ? daemon_misread("Export", error) : EXIT_DONE;
        snprintf(folder, FOLDER_SIZE, "%s", answer);
    }
    sd_bus_message_unref(reply);
    return status;
}

int verb_export(const struct request *request, struct output *out)
{
    struct writer writer;
    char root[PATH_SIZE];
    char folder[FOLDER_SIZE] = "";
    if (path_absolute(request->operands[0], root) < 0) {
        return complain(EXIT_FAILED, "%s: the path is too long", request->operands[0]);
    }
    int status = writer_open(&writer, request);
    if (status != EXIT_DONE) {
        return status;
    }
    status =
        writer.daemon ? export_there(&writer, root, folder) : export_here(&writer, root, folder);
    writer_done(&writer);
    if (status == EXIT_DONE && folder[0] == '\0') {
        return complain(EXIT_DONE, "nothing is new since the last export");
    }
    return status == EXIT_DONE ? record_print_text(out, request->form, "folder", folder) : status;
}
