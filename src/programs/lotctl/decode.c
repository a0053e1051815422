/* SPDX-License-Identifier: MIT */
/*
 * lotctl decode: each text, or each line of standard input, gets exactly one answer, in order. No
 * ledger is needed; separator and site patterns are the configuration's. A text from a host whose
 * keyboard layout garbled it is put right first, or refused. Answers leave in large writes, but
 * never later than the moment at which more input has to be waited for.
 */

#include "clock.h"
#include "complain.h"
#include "decode_answer.h"
#include "escape.h"
#include "lines.h"
#include "setup.h"
#include "verbs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct decoding {
    struct lot_decode_options options;
    struct lot_decoded *decoded;
    struct output *out;
    const char *host_layout; /* its name, or NULL */
    struct lot_layout *layout;
    struct lot_repair *repair;
    bool escaped;
    enum form form;
};

/* ---- the host's layout ---------------------------------------------------------------------- */

static int take_layout(struct decoding *decoding, const char *name)
{
    decoding->host_layout = name;
    decoding->repair = malloc(sizeof *decoding->repair);
    int error = decoding->repair ? lot_layout_new(&decoding->layout, name) : -ENOMEM;
    if (error == -EINVAL) {
        return complain(EXIT_USAGE,
                        "there is no keyboard layout '%s'; give the name that xkb has (fr,"
                        " de(nodeadkeys)) or Windows (Belgian French)",
                        name);
    }
    return error < 0 ? complain(EXIT_FAILED, "out of memory") : EXIT_DONE;
}

/* What cannot be put right is an error of its own, at the first spot that is not clear. */
static void refuse(struct lot_decoded *decoded, const struct lot_repair *repair,
                   struct lot_span input)
{
    decoded->status = LOT_DECODE_ERROR;
    decoded->syntax = LOT_SYNTAX_PLAIN;
    decoded->carrier[0] = '\0';
    decoded->value = input;
    decoded->pattern = NULL;
    decoded->element_count = 0;
    decoded->warning_count = 0;
    decoded->facts.has = 0;
    decoded->error = (struct lot_problem){
        .code = repair->outcome == LOT_REPAIR_FOREIGN ? LOT_PROBLEM_LAYOUT_FOREIGN
                                                      : LOT_PROBLEM_LAYOUT_AMBIGUOUS,
        .offset = repair->spot[0].offset,
        .length = repair->spot[0].length,
    };
}

/* Puts the input right. False: it cannot be, and the answer is an error. */
static bool undo_layout(struct decoding *decoding, struct decode_answer *answer)
{
    struct lot_repair *repair = decoding->repair;
    if (!decoding->layout || lot_layout_repair(decoding->layout, answer->input, repair) < 0) {
        return true; /* too long: decode says so */
    }
    answer->host_layout = decoding->host_layout;
    answer->repair = repair;
    if (repair->spot_count > 0) {
        refuse(decoding->decoded, repair, answer->input);
        return false;
    }
    answer->input = lot_span(repair->text, repair->size);
    return true;
}

/* ---- decoding ------------------------------------------------------------------------------- */

static void decode_bytes(struct decoding *decoding, uint8_t *bytes, size_t size)
{
    struct lot_span input = lot_span(bytes, decoding->escaped ? unescape(bytes, size) : size);
    struct decode_answer answer = {.decoded = decoding->decoded, .input = input};
    if (undo_layout(decoding, &answer)) {
        lot_decode(&decoding->options, answer.input, decoding->decoded);
    }
    if (decoding->form == FORM_JSON) {
        decode_answer_json(decoding->out, &answer);
    } else {
        decode_answer_block(decoding->out, &answer);
    }
}

static int decode_lines(struct decoding *decoding)
{
    struct lines lines;
    uint8_t *line = NULL;
    size_t size = 0;
    int more = lines_init(&lines, STDIN_FILENO);
    while (more == 0 && decoding->out->error == 0) {
        if (lines_must_wait(&lines)) {
            output_flush(decoding->out);
        }
        more = lines_next(&lines, &line, &size);
        if (more == 0) {
            decode_bytes(decoding, line, size);
        }
    }
    lines_done(&lines);
    return more < 0 ? complain(EXIT_FAILED, "cannot read standard input: %s", strerror(-more))
                    : EXIT_DONE;
}

static int decode_all(struct decoding *decoding, const struct request *request)
{
    if (request->operand_count == 0) {
        return decode_lines(decoding);
    }
    for (unsigned i = 0; i < request->operand_count; i++) {
        char *text = request->operands[i];
        decode_bytes(decoding, (uint8_t *)text, strlen(text));
    }
    return EXIT_DONE;
}

int verb_decode(const struct request *request, struct output *out)
{
    struct config *config = NULL;
    int status = setup_config(&config, request);
    if (status != EXIT_DONE) {
        return status;
    }
    lot_date today = request_has(request, OPTION_TODAY)
                         ? (lot_date)request->option[OPTION_TODAY].number
                         : lot_date_at(clock_now());
    struct decoding decoding = {
        .options = config_decode_options(config, today),
        .decoded = malloc(sizeof *decoding.decoded),
        .out = out,
        .escaped = request_has(request, OPTION_ESCAPED),
        .form = request->form,
    };
    decoding.options.require_associations = request_has(request, OPTION_ASSOCIATIONS);
    status = decoding.decoded ? EXIT_DONE : complain(EXIT_FAILED, "out of memory");
    if (status == EXIT_DONE && request_has(request, OPTION_HOST_LAYOUT)) {
        status = take_layout(&decoding, request->option[OPTION_HOST_LAYOUT].text);
    }
    status = status == EXIT_DONE ? decode_all(&decoding, request) : status;
    lot_layout_free(decoding.layout);
    free(decoding.repair);
    free(decoding.decoded);
    config_free(config);
    return status;
}
