/* SPDX-License-Identifier: MIT */
/*
 * Labels that may have come out or not: power went, or the printer fell silent, in the middle of
 * one. Only a person can tell. The question waits until nothing else is asked of the operator, and
 * any other scan goes on as if it were not there.
 */

#include "workflow.h"

/* Nothing is half filled or doubted, and no order proposes what to fetch next. */
static bool is_idle(const struct lot_engine *engine)
{
    const struct workflow *workflow = workflow_of(engine);
    bool order = workflow->to.kind == END_ORDER && (engine->filled & SLOT(DOCUMENT)) != 0;
    return !order && engine->doubt == LOT_DOUBT_NONE && !slots_half_filled(engine);
}

int label_ask(struct step *step, struct lot_say *ask)
{
    struct lot_book_label label;
    if (step->effects.label.job != 0 || !is_idle(&step->engine)) {
        return 0; /* until the answer is committed the book would name the same label again */
    }
    int answer = step->book->doubtful_label(step->book->self, &label);
    if (answer == 0) {
        *ask = (struct lot_say){.code = LOT_CODE_ASK_PRINTED, .item = label.item, .lot = label.lot};
    }
    return answer < 0 ? answer : 0;
}

int label_answer(struct step *step, bool printed)
{
    struct lot_book_label label;
    if (!is_idle(step->before)) {
        return 0;
    }
    int answer = step->book->doubtful_label(step->book->self, &label);
    if (answer != 0) {
        return answer < 0 ? answer : 0;
    }
    step->effects.label = (struct lot_label_answer){.job = label.job, .printed = printed};
    struct lot_say *words = say(step, printed ? LOT_CODE_LABEL_PRINTED : LOT_CODE_LABEL_AGAIN);
    words->item = label.item;
    words->lot = label.lot;
    return SAID;
}
