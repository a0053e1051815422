/* SPDX-License-Identifier: MIT */
/*
 * lotctl label LOT: a lot's label, queued for the printer; or any template's label into a file or
 * onto the terminal: what is looked at is what would be printed.
 */

#include "clock.h"
#include "complain.h"
#include "daemon.h"
#include "label_templates.h"
#include "label_values.h"
#include "picture.h"
#include "record.h"
#include "user_name.h"
#include "verbs.h"
#include "writer.h"

#include <errno.h>
#include <string.h>

#include <systemd/sd-bus.h>

/* What was asked for: a lot or none, and how its label is to say more. */
struct wish {
    const struct request *request;
    const struct config *config;
    const struct lot_record *lot; /* NULL: none is named */
    char **values;
    size_t value_count;
};

static uint8_t copies_of(const struct request *request)
{
    return request_has(request, OPTION_COPIES) ? (uint8_t)request->option[OPTION_COPIES].number : 1;
}

static bool is_shown(const struct request *request)
{
    return request_has(request, OPTION_OUTPUT) || request_has(request, OPTION_PREVIEW);
}

/* ---- to a file or the terminal -------------------------------------------------------------- */

/* The template of --template, else of lot labels; *out NULL: there is none for their size. */
static int find_template(const struct wish *wish, struct lot_template **out)
{
    struct lot_label_fault fault = {.text = ""};
    const char *name = wish->request->option[OPTION_TEMPLATE].text;
    int error = name ? label_template_find(out, wish->config, name, &fault)
                     : label_template_of_lots(out, wish->config, &fault);
    return error < 0 ? complain(EXIT_FAILED, "%s", fault.text[0] ? fault.text : strerror(-error))
                     : EXIT_DONE;
}

static int tell_fault(const struct lot_label_fault *fault, int error)
{
    return complain(fault->reason == LOT_LABEL_DATA ? EXIT_NO : EXIT_FAILED, "%s",
                    fault->text[0] ? fault->text : strerror(-error));
}

static int preview(const struct wish *wish, const struct lot_template *template,
                   const struct label_values *values, struct output *out)
{
    struct lot_drawing *drawing = NULL;
    struct lot_label_fault fault = {.text = ""};
    const struct lot_label_options *label = &wish->config->label;
    int error = template ? lot_template_compose(template, label, values->fields, values->count,
                                                &drawing, &fault)
                         : lot_label_compose(label, &values->data, &drawing, &fault);
    error = error < 0 ? error : picture_preview(drawing, out);
    lot_drawing_free(drawing);
    return error < 0 ? tell_fault(&fault, error) : EXIT_DONE;
}

static int write_label(const struct wish *wish, const struct lot_template *template,
                       const struct label_values *values, struct output *out)
{
    struct lot_bytes bytes = {0};
    struct lot_label_fault fault = {.text = ""};
    int format = picture_format(wish->request, wish->config->printer_format);
    if (format < 0) {
        return EXIT_USAGE;
    }
    struct lot_label_job job = {
        .options = &wish->config->label,
        .fields = values->fields,
        .count = values->count,
        .format = (enum lot_label_format)format,
        .print = wish->config->print,
    };
    job.print.copies = copies_of(wish->request);
    int error = template ? lot_template_print(template, &job, &bytes, &fault)
                         : lot_label_print(NULL, &values->data, &job, &bytes, &fault);
    if (error < 0) {
        return tell_fault(&fault, error);
    }
    int status = picture_write(wish->request, lot_span(bytes.data, bytes.size), 1, out);
    lot_bytes_done(&bytes);
    return status;
}

static int show_label(const struct wish *wish, struct output *out)
{
    struct lot_template *template = NULL;
    struct label_values values;
    bool seen = request_has(wish->request, OPTION_PREVIEW);
    int status = find_template(wish, &template);
    if (status == EXIT_DONE) {
        status = label_values_of(&values, wish->lot, wish->values, wish->value_count, wish->config);
    }
    if (status == EXIT_DONE) {
        status = (seen ? preview : write_label)(wish, template, &values, out);
    }
    lot_template_free(template);
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

/* The lot, and behind it the values; NULL: nothing but values. */
static const char *split_operands(const struct request *request, struct wish *wish)
{
    const char *lot = request->option[OPTION_LOT].text;
    unsigned count = request->operand_count;
    bool by_template = request_has(request, OPTION_TEMPLATE);
    if (!lot && count > 0 && !(by_template && label_value_is(request->operands[0]))) {
        lot = request->operands[0];
        wish->values = request->operands + 1;
        wish->value_count = count - 1;
    } else {
        wish->values = request->operands;
        wish->value_count = count;
    }
    return lot;
}

static int check_request(const struct request *request, const struct wish *wish, const char *lot)
{
    if (!lot && !request_has(request, OPTION_TEMPLATE)) {
        return complain(EXIT_USAGE, "'label' wants LOT, or --template NAME");
    }
    if (request_has(request, OPTION_FORMAT) && !request_has(request, OPTION_OUTPUT)) {
        return complain(EXIT_USAGE,
                        "--format goes with --output: the printer's is the configuration's");
    }
    if (request_has(request, OPTION_OUTPUT) && request_has(request, OPTION_PREVIEW)) {
        return complain(EXIT_USAGE, "--output and --preview exclude each other");
    }
    bool own = request_has(request, OPTION_TEMPLATE) || wish->value_count > 0;
    if (own && !is_shown(request)) {
        return complain(EXIT_USAGE, "--template and NAME=VALUE go with --output or --preview: what"
                                    " is printed of a lot is the configuration's");
    }
    return EXIT_DONE;
}

static int label_of_nothing(struct wish wish, struct output *out)
{
    struct config *config = NULL;
    int status = setup_config(&config, wish.request);
    wish.config = config;
    status = status == EXIT_DONE ? show_label(&wish, out) : status;
    config_free(config);
    return status;
}

static int label_of_lot(struct wish wish, const char *lot, struct output *out)
{
    struct reading reading;
    struct lot_record found;
    int status = setup_reading(&reading, wish.request);
    if (status != EXIT_DONE) {
        return status;
    }
    status = lot_record_find(&found, &reading, lot_span_of(lot),
                             request_text(wish.request, OPTION_ITEM));
    wish.lot = &found;
    wish.config = reading.config;
    bool shown = is_shown(wish.request);
    if (status == EXIT_DONE && shown) {
        status = show_label(&wish, out);
    }
    reading_done(&reading);
    return status == EXIT_DONE && !shown ? queue_label(wish.request, &found, out) : status;
}

int verb_label(const struct request *request, struct output *out)
{
    struct wish wish = {.request = request};
    const char *lot = split_operands(request, &wish);
    int status = check_request(request, &wish, lot);
    if (status != EXIT_DONE) {
        return status;
    }
    return lot ? label_of_lot(wish, lot, out) : label_of_nothing(wish, out);
}
