/* SPDX-License-Identifier: MIT */
#ifndef PROMPT_H
#define PROMPT_H

/* What the operator sees: what is asked now, and for as long as it holds, what is not well. */

#include "config.h"
#include "station.h"
#include "wording.h"

struct prompt {
    char text[WORDING_SIZE];
    char health[WORDING_SIZE]; /* "" as a rule */
};

enum {
    PROMPT_CHANGED = 1, /* the text is another */
    PROMPT_UNWELL = 2,  /* something is not well that was: to be told once, by light and log */
};

/* Words it anew; bits of what came of it. A ledger that failed asks nothing but to be mended. */
unsigned prompt_refresh(struct prompt *prompt, struct station *station,
                        const struct lot_ledger *ledger, const struct config *config);

#endif
