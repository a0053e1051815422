/* SPDX-License-Identifier: MIT */
/*
 * lotctl label LOT: a lot's label, queued for the printer or composed here into a file: what is
 * looked at is what would be printed.
 */

#include "clock.h"
#include "complain.h"
#include "daemon.h"
#include "lot_record.h"
#include "record.h"
#include "user_name.h"
#include "verbs.h"
#include "writer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <systemd/sd-bus.h>

static uint8_t copies_of(const struct request *request)
{
    return request_has(request, OPTION_COPIES) ? (uint8_t)request->option[OPTION_COPIES].number : 1;
}

/* ---- to a file ------------------------------------------------------------------------------ */

/* --format, else the ending of --output, else what the printer is sent. */
static int format_of(const struct request *request, const struct config *config)
{
    const char *output = request->option[OPTION_OUTPUT].text;
    const char *dot = strrchr(output, '.');
    if (request_has(request, OPTION_FORMAT)) {
        return lot_label_format_by_name(request_text(request, OPTION_FORMAT));
    }
    int format = dot ? lot_label_format_by_name(lot_span_of(dot + 1)) : -EINVAL;
    return format >= 0 ? format : (int)config->printer_format;
}

static int write_file(const char *path, struct lot_span bytes)
{
    struct output file;
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    int error = fd < 0 ? -errno : output_init(&file, fd);
    if (error == 0) {
        output_bytes(&file, bytes);
        error = output_done(&file);
    }
    if (fd >= 0 && close(fd) < 0 && error == 0) {
        error = -errno;
    }
    return error < 0 ? complain(EXIT_FAILED, "%s: %s", path, strerror(-error)) : EXIT_DONE;
}

static struct lot_label_data data_of(const struct lot_record *lot)
{
    return (struct lot_label_data){
        .item = lot_text_span(&lot->item),
        .item_name = lot_text_span(&lot->name),
        .lot = lot_text_span(&lot->lot),
        .best_before = lot->best_before,
        .expiry = lot->expiry,
        .unit = lot_text_span(&lot->unit),
        .supplier = lot_text_span(&lot->supplier),
        .received = lot_date_at(lot->received),
    };
}

static int render(const struct request *request, const struct config *config,
                  const struct lot_record *lot, struct lot_bytes *out)
{
    struct lot_drawing *drawing = NULL;
    struct lot_label_fault fault = {.text = ""};
    struct lot_label_data data = data_of(lot);
    int format = format_of(request, config);
    if (format < 0) {
        return complain(EXIT_USAGE, "there is no format '%s': png, svg, zpl, escpos, tspl or pdf",
                        request->option[OPTION_FORMAT].text);
    }
    int error = lot_label_compose(&config->label, &data, &drawing, &fault);
    if (error == 0) {
        error = lot_drawing_render(drawing, (enum lot_label_format)format, copies_of(request), out);
    }
    lot_drawing_free(drawing);
    if (error == 0) {
        return EXIT_DONE;
    }
    return complain(fault.reason == LOT_LABEL_DATA ? EXIT_NO : EXIT_FAILED, "%s: %s",
                    request->operands[0], fault.text[0] ? fault.text : strerror(-error));
}

static int write_label(const struct request *request, const struct config *config,
                       const struct lot_record *lot, struct output *out)
{
    struct lot_bytes bytes = {0};
    const char *path = request->option[OPTION_OUTPUT].text;
    int status = render(request, config, lot, &bytes);
    if (status == EXIT_DONE && strcmp(path, "-") == 0) {
        output_bytes(out, lot_span(bytes.data, bytes.size));
    } else if (status == EXIT_DONE) {
        status = write_file(path, lot_span(bytes.data, bytes.size));
    }
    lot_bytes_done(&bytes);
    return status;
}

/* ---- to the printer ------------------------------------------------------------------------- */

static int queue_here(struct writer *writer, const struct lot_print *print, uint64_t *job)
{
    char name[USER_NAME_SIZE];
    const struct lot_job_request asked = {
        .print = *print, .user = user_name(name), .time = clock_now()};
    int error = lot_ledger_job_add(writer->holding.ledger, &asked, job);
    return error < 0 ? ledger_failed(writer->holding.ledger, writer->config) : EXIT_DONE;
}

static int queue_there(struct writer *writer, const struct lot_print *print, uint64_t *job)
{
    char item[LOT_TEXT_MAX + 1] = "", lot[LOT_TEXT_MAX + 1] = "";
    sd_bus_message *reply = NULL;
    memcpy(item, print->item.bytes, print->item.size);
    memcpy(lot, print->lot.bytes, print->lot.size);
    int status = daemon_call(writer->daemon, &reply, "Print", "ssy", item, lot, print->copies);
    if (status == EXIT_DONE) {
        int error = sd_bus_message_read(reply, "t", job);
        status = error < 0 ? daemon_misread("Print", error) : EXIT_DONE;
    }
    sd_bus_message_unref(reply);
    return status;
}

static int queue_label(const struct request *request, const struct lot_record *lot,
                       struct output *out)
{
    struct writer writer;
    struct record record = {0};
    struct lot_print print = {.item = lot->item, .lot = lot->lot, .copies = copies_of(request)};
    uint64_t job = 0;
    int status = writer_open(&writer, request);
    if (status != EXIT_DONE) {
        return status;
    }
    status = writer.daemon ? queue_there(&writer, &print, &job) : queue_here(&writer, &print, &job);
    writer_done(&writer);
    if (status != EXIT_DONE) {
        return status;
    }
    record_number(&record, "job", (int64_t)job);
    return record_print(&record, out, request->form);
}

/* ---- the verb ------------------------------------------------------------------------------- */

int verb_label(const struct request *request, struct output *out)
{
    struct reading reading;
    struct lot_record lot;
    if (request_has(request, OPTION_FORMAT) && !request_has(request, OPTION_OUTPUT)) {
        return complain(EXIT_USAGE,
                        "--format goes with --output: the printer's is the configuration's");
    }
    int status = setup_reading(&reading, request);
    if (status != EXIT_DONE) {
        return status;
    }
    status = lot_record_find(&lot, &reading, lot_span_of(request->operands[0]),
                             request_text(request, OPTION_ITEM));
    if (status == EXIT_DONE && request_has(request, OPTION_OUTPUT)) {
        status = write_label(request, reading.config, &lot, out);
        reading_done(&reading);
        return status;
    }
    reading_done(&reading);
    return status == EXIT_DONE ? queue_label(request, &lot, out) : status;
}
