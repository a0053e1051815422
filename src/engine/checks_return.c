/* SPDX-License-Identifier: MIT */
/* Rules about what goes back: never more of a lot than was sent, or than came. */

#include "workflow.h"

/* 1: as much of the lot held as is said (or any, before that is known) can go back; 0: *left only.
 */
static int can_go_back(struct step *step, int64_t *left)
{
    int64_t quantity = 1;
    *left = 0;
    int answer = step->book->returnable(step->book->self, lot_text_span(&step->engine.document),
                                        lot_text_span(&step->item.number),
                                        lot_text_span(&step->engine.lot), left);
    if (answer < 0) {
        return answer;
    }
    if (slots_known(step, SLOT(QUANTITY)) && !quantity_held(step, &quantity)) {
        return 1; /* check_quantity speaks of it */
    }
    *left = *left > 0 ? *left : 0;
    return *left >= quantity;
}

int return_proposal(struct step *step, int64_t *out)
{
    int64_t line = 0;
    if (!slots_known(step, SLOT(DOCUMENT))) {
        return 0;
    }
    int answer = can_go_back(step, out);
    if (answer < 0 || step->document.kind != LOT_DOCUMENT_RETURN) {
        return answer < 0 ? answer : 0;
    }
    answer = place_line_left(step, &line);
    *out = answer == 0 && line < *out ? line : *out;
    return answer < 0 ? answer : 0;
}

static int say_left(struct step *step, struct lot_say *words, int64_t left)
{
    words->document = step->engine.document;
    words->quantity = left;
    return SAID;
}

int check_sent(struct step *step)
{
    int64_t left = 0;
    int answer = can_go_back(step, &left);
    if (answer != 0 || doubt_is_accepted(step, LOT_DOUBT_NOT_SENT)) {
        return answer < 0 ? answer : 0;
    }
    return say_left(step, doubt_raise(step, LOT_DOUBT_NOT_SENT), left);
}

int check_received(struct step *step)
{
    int64_t left = 0;
    int answer = can_go_back(step, &left);
    if (answer != 0) {
        return answer < 0 ? answer : 0;
    }
    return say_left(step, say_goods(step, LOT_CODE_NOT_RECEIVED), left);
}

/* An order's lines are done by what was picked; only a return's own lines count what comes back. */
int check_over_returned(struct step *step)
{
    return step->document.kind == LOT_DOCUMENT_RETURN ? check_over(step) : 0;
}
