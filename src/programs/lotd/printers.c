/* SPDX-License-Identifier: MIT */
/*
 * A label is drawn for the printer that it goes to: two printers may differ in language and
 * resolution. The second is tried only when nothing went to the first, so that no label comes out
 * of both.
 */

#include "printers.h"

#include <systemd/sd-event.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PRINTERS    2u
#define COPIES_MOST 255u

struct printer {
    struct lot_label_options label;
    enum lot_label_format format;
    struct lot_print_options print;
    struct lot_sender_options options; /* target NULL: there is none */
    struct lot_sender *sender;
    enum lot_printer_state state; /* as it was last told */
};

struct printers {
    struct sd_event *loop;
    struct printers_listener listener;
    const struct config *config;
    struct printer printer[PRINTERS];
    struct lot_print_job job; /* under way */
    char name[48];
    unsigned at; /* the printer that has it */
};

/* ---- what is said of them ------------------------------------------------------------------- */

static void tell(struct printers *printers, struct printer *printer,
                 const struct lot_sent_report *report)
{
    char text[WORDING_SIZE];
    if (report->printer == printer->state || report->error == -ECANCELED) {
        return;
    }
    bool fine = report->printer == LOT_PRINTER_READY;
    printer->state = report->printer;
    wording_printer(printer->options.target, report, text);
    lot_log(fine ? LOT_LOG_INFO : LOT_LOG_WARNING, "%s%s", text,
            report->sent == LOT_SENT_NOTHING ? "; nothing was sent, it is tried again" : "");
    if (printers->listener.told) {
        printers->listener.told(printers->listener.user, report->printer, text);
    }
}

/* ---- printing ------------------------------------------------------------------------------- */

static struct lot_label_data label_of(const struct lot_print_job *job)
{
    return (struct lot_label_data){
        .item = lot_text_span(&job->item),
        .item_name = lot_text_span(&job->item_name),
        .lot = lot_text_span(&job->lot),
        .best_before = job->dates.best_before,
        .expiry = job->dates.expiry,
        .quantity = job->quantity,
        .decimals = job->decimals,
        .unit = lot_text_span(&job->unit),
        .supplier = lot_text_span(&job->supplier),
    };
}

/* The bytes of the label under way for one printer. */
static int render(const struct printers *printers, const struct printer *printer,
                  struct lot_bytes *out, char text[WORDING_SIZE])
{
    struct lot_label_fault fault = {.text = ""};
    const struct lot_label_data data = label_of(&printers->job);
    struct lot_label_job print = {
        .options = &printer->label, .format = printer->format, .print = printer->print};
    unsigned copies = printer->print.copies * printers->job.copies;
    print.print.copies = copies < COPIES_MOST ? copies : COPIES_MOST;
    int error = lot_label_print(printers->config->lot_template, &data, &print, out, &fault);
    if (error < 0) {
        snprintf(text, WORDING_SIZE, "%s", fault.text[0] ? fault.text : strerror(-error));
    }
    return error;
}

static void on_sent(void *user, const struct lot_sent_report *report);

static void fail_to_send(struct printers *printers, int error)
{
    const struct lot_sent_report report = {
        .sent = LOT_SENT_NOTHING, .printer = LOT_PRINTER_OFFLINE, .error = error, .text = ""};
    on_sent(printers, &report);
}

static int send_to(struct printers *printers, struct printer *printer, char text[WORDING_SIZE])
{
    struct lot_bytes bytes = {0};
    int error = render(printers, printer, &bytes, text);
    if (error < 0) {
        return error;
    }
    if (!printer->sender) {
        error = lot_sender_new(&printer->sender, printers->loop, &printer->options);
    }
    error = error < 0 ? error
                      : lot_sender_send(printer->sender, lot_span(bytes.data, bytes.size),
                                        printers->name, on_sent, printers);
    lot_bytes_done(&bytes);
    if (error < 0) {
        fail_to_send(printers, error);
    }
    return 0;
}

static bool goes_to_next(const struct printers *printers, const struct lot_sent_report *report)
{
    return report->sent == LOT_SENT_NOTHING && report->error != -ECANCELED &&
           printers->at + 1 < PRINTERS && printers->printer[printers->at + 1].options.target;
}

static void on_sent(void *user, const struct lot_sent_report *report)
{
    struct printers *printers = user;
    struct printer *printer = &printers->printer[printers->at];
    char text[WORDING_SIZE];
    tell(printers, printer, report);
    if (goes_to_next(printers, report)) {
        printer = &printers->printer[++printers->at];
        if (send_to(printers, printer, text) < 0) {
            lot_log(LOT_LOG_ERROR, "fallback %s: %s", printer->options.target, text);
            fail_to_send(printers, -EINVAL);
        }
        return;
    }
    printers->listener.ended(printers->listener.user, printer->options.target, report);
}

int printers_print(struct printers *printers, const struct lot_print_job *job, const char *name,
                   char text[WORDING_SIZE])
{
    printers->job = *job;
    printers->at = 0;
    snprintf(printers->name, sizeof printers->name, "%s", name);
    return send_to(printers, &printers->printer[0], text);
}

/* ---- making --------------------------------------------------------------------------------- */

int printers_new(struct printers **out, struct sd_event *loop,
                 const struct printers_listener *listener)
{
    struct printers *printers = calloc(1, sizeof *printers);
    if (!printers) {
        return -ENOMEM;
    }
    printers->loop = sd_event_ref(loop);
    printers->listener = *listener;
    *out = printers;
    return 0;
}

static void close_all(struct printers *printers)
{
    for (unsigned i = 0; i < PRINTERS; i++) {
        printers->printer[i].sender = lot_sender_free(printers->printer[i].sender);
    }
}

struct printers *printers_free(struct printers *printers)
{
    if (printers) {
        close_all(printers);
        sd_event_unref(printers->loop);
        free(printers);
    }
    return NULL;
}

static void set_up(struct printers *printers, const struct config *config)
{
    const struct config_fallback *fallback = &config->fallback;
    struct printer *printer = printers->printer;
    printers->config = config;
    printer[0] = (struct printer){.label = config->label,
                                  .format = config->printer_format,
                                  .print = config->print,
                                  .options = config->printer,
                                  .sender = printer[0].sender,
                                  .state = printer[0].state};
    printer[1] = (struct printer){.label = config->label,
                                  .format = fallback->format,
                                  .print = fallback->print,
                                  .options = fallback->printer,
                                  .sender = printer[1].sender,
                                  .state = printer[1].state};
    printer[0].print.copies = config->copies;
    printer[1].print.copies = fallback->copies;
    printer[1].label.dots_per_mm = fallback->dots_per_mm;
}

void printers_configure(struct printers *printers, const struct config *config)
{
    const struct config *old = printers->config;
    bool same = old && config_same(old, config, "printer") && config_same(old, config, "fallback");
    if (!same) {
        close_all(printers);
        for (unsigned i = 0; i < PRINTERS; i++) {
            printers->printer[i].state = LOT_PRINTER_READY;
        }
    }
    set_up(printers, config);
}

bool printers_any(const struct printers *printers)
{
    return printers->printer[0].options.target != NULL;
}

enum lot_printer_state printers_state(const struct printers *printers)
{
    return printers->printer[0].state;
}
