/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_DECODE_ANSWER_H
#define LOTCTL_DECODE_ANSWER_H

/* One decoded scan as `lotctl decode` shows it: a JSON object on a line, or a block for people. */

#include "output.h"

#include <lot/capture.h>
#include <lot/decode.h>

/* What was decoded, and from which bytes: messages quote them. */
struct decode_answer {
    const struct lot_decoded *decoded;
    struct lot_span input;
    const char *host_layout;         /* the layout that was to be undone before, or NULL */
    const struct lot_repair *repair; /* and how that went */
};

void decode_answer_json(struct output *out, const struct decode_answer *answer);
void decode_answer_block(struct output *out, const struct decode_answer *answer);

#endif
