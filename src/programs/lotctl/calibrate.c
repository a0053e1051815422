/* SPDX-License-Identifier: MIT */
/*
 * lotctl calibrate: what arrived of the calibration code, here or anywhere else, becomes the lines
 * of lotd.conf that fit the scanner. What no line puts right is a comment between them.
 */

#include "calibrated.h"
#include "complain.h"
#include "escape.h"
#include "lines.h"
#include "setup.h"
#include "verbs.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct answer {
    const struct lot_calibration *found;
    const struct config *config;
};

/* ---- for people and for lotd.conf ------------------------------------------------------------ */

static void put_comment(struct output *out, const char *first, const char *second)
{
    output_text(out, "# ");
    output_text(out, first);
    output_text(out, second);
    output_text(out, "\n");
}

static void put_alike(struct output *out, const struct lot_calibration *found)
{
    for (unsigned i = 0; i < found->alike_count; i++) {
        put_comment(out, "the same would come of ", found->alike[i]);
    }
}

static void put_lines(struct output *out, const struct answer *answer)
{
    const struct lot_calibration *found = answer->found;
    char line[CALIBRATED_LINE_SIZE];
    const char *fault;
    put_comment(out, "the keys were read by the layout ", found->host);
    put_alike(out, found);
    if (strcmp(found->layout, "us") == 0 && strcmp(found->host, "us") != 0) {
        put_comment(out, "put such texts right with lotctl decode --host-layout ", found->host);
    }
    for (unsigned i = 0; (fault = calibrated_fault(found, i)) != NULL; i++) {
        put_comment(out, fault, "");
    }
    output_text(out, "[scanner]\n");
    for (unsigned i = 0; calibrated_line(found, answer->config, i, line); i++) {
        output_text(out, line);
        output_text(out, "\n");
    }
    if (!calibrated_line(found, answer->config, 0, line)) {
        put_comment(out, "as configured: layout = ", found->layout);
    }
}

/* ---- for programs --------------------------------------------------------------------------- */

static void put_json(struct lot_json *json, const void *what)
{
    static const char *const separators[] = {
        [LOT_CALIBRATION_GS] = "gs",
        [LOT_CALIBRATION_SILENT] = "silent",
        [LOT_CALIBRATION_WRITTEN] = "written",
        [LOT_CALIBRATION_UNTOLD] = "untold",
    };
    const struct lot_calibration *found = ((const struct answer *)what)->found;
    lot_json_object(json, NULL);
    lot_json_string(json, "layout", found->layout);
    lot_json_string(json, "variant", found->variant);
    lot_json_string(json, "host", found->host);
    lot_json_array(json, "alike");
    for (unsigned i = 0; i < found->alike_count; i++) {
        lot_json_string(json, NULL, found->alike[i]);
    }
    lot_json_array_end(json);
    lot_json_bool(json, "caps_lock", found->caps_lock);
    lot_json_bool(json, "tab_ends", found->tab_ends);
    lot_json_string(json, "separator", separators[found->separator]);
    lot_json_bytes(json, "written", lot_span(found->written, found->written_size));
    lot_json_object_end(json);
}

/* ---- reading -------------------------------------------------------------------------------- */

static int calibrate(const struct config *config, const struct request *request,
                     struct lot_span scan, struct output *out)
{
    struct lot_calibration found;
    struct lot_calibration_reader reader = calibrated_reader(config);
    reader.certain = false;
    int error = lot_calibration_read(scan, &reader, &found);
    if (error != 0) {
        return error < 0 ? complain(EXIT_FAILED, "cannot try the layouts: %s", strerror(-error))
                         : complain(EXIT_NO, "this is not what a layout that is known makes of the"
                                             " calibration code; scan it again, or set the scanner"
                                             " to US");
    }
    const struct answer answer = {&found, config};
    if (request->form == FORM_JSON) {
        output_json(out, put_json, &answer);
    } else {
        put_lines(out, &answer);
    }
    return EXIT_DONE;
}

static int calibrate_line(const struct config *config, const struct request *request,
                          struct output *out)
{
    struct lines lines;
    uint8_t *line = NULL;
    size_t size = 0;
    if (isatty(STDIN_FILENO)) {
        fprintf(stderr, "scan the calibration code\n");
    }
    int error = lines_init(&lines, STDIN_FILENO);
    error = error < 0 ? error : lines_next(&lines, &line, &size);
    int status = error < 0
                     ? complain(EXIT_FAILED, "cannot read standard input: %s", strerror(-error))
                 : error > 0 ? complain(EXIT_NO, "nothing was scanned")
                             : EXIT_DONE;
    if (status == EXIT_DONE) {
        size = request_has(request, OPTION_ESCAPED) ? unescape(line, size) : size;
        status = calibrate(config, request, lot_span(line, size), out);
    }
    lines_done(&lines);
    return status;
}

int verb_calibrate(const struct request *request, struct output *out)
{
    struct config *config = NULL;
    int status = setup_config(&config, request);
    if (status != EXIT_DONE) {
        return status;
    }
    if (request->operand_count == 0) {
        status = calibrate_line(config, request, out);
    } else {
        uint8_t *text = (uint8_t *)request->operands[0];
        size_t size = strlen(request->operands[0]);
        size = request_has(request, OPTION_ESCAPED) ? unescape(text, size) : size;
        status = calibrate(config, request, lot_span(text, size), out);
    }
    config_free(config);
    return status;
}
