/* SPDX-License-Identifier: MIT */
/*
 * lotctl decode: each text, or each line of standard input, gets exactly one answer, in order. No
 * ledger is needed; separator and site patterns are the configuration's. Answers leave in
 * large writes, but never later than the moment at which more input has to be waited for.
 */

#include "clock.h"
#include "complain.h"
#include "decode_answer.h"
#include "escape.h"
#include "lines.h"
#include "setup.h"
#include "verbs.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct decoding {
    struct lot_decode_options options;
    struct lot_decoded *decoded;
    struct output *out;
    bool escaped;
    enum form form;
};

static void decode_bytes(struct decoding *decoding, uint8_t *bytes, size_t size)
{
    struct lot_span input = lot_span(bytes, decoding->escaped ? unescape(bytes, size) : size);
    struct decode_answer answer = {decoding->decoded, input};
    lot_decode(&decoding->options, input, decoding->decoded);
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
    status =
        decoding.decoded ? decode_all(&decoding, request) : complain(EXIT_FAILED, "out of memory");
    free(decoding.decoded);
    config_free(config);
    return status;
}
