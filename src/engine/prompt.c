/* SPDX-License-Identifier: MIT */
/* Prompts: the question for the first slot that is needed and not known, with what is proposed. */

#include "workflow.h"

static const enum lot_code questions[LOT_SLOT_COUNT] = {
    [LOT_SLOT_DOCUMENT] = LOT_CODE_ASK_DOCUMENT, [LOT_SLOT_ITEM] = LOT_CODE_ASK_ITEM,
    [LOT_SLOT_LOT] = LOT_CODE_ASK_LOT,           [LOT_SLOT_SERIAL] = LOT_CODE_ASK_SERIAL,
    [LOT_SLOT_USE_BY] = LOT_CODE_ASK_USE_BY,     [LOT_SLOT_FROM] = LOT_CODE_ASK_FROM,
    [LOT_SLOT_SSCC] = LOT_CODE_ASK_SSCC,         [LOT_SLOT_QUANTITY] = LOT_CODE_ASK_QUANTITY,
    [LOT_SLOT_WEIGHT] = LOT_CODE_ASK_WEIGHT,     [LOT_SLOT_TO] = LOT_CODE_ASK_TO,
    [LOT_SLOT_REASON] = LOT_CODE_ASK_REASON,     [LOT_SLOT_EMPTY] = LOT_CODE_ASK_EMPTY,
    [LOT_SLOT_CHECK] = LOT_CODE_ASK_CHECK,
};

/* Which lot to fetch next for the order, where it lies, and how much of it. */
static int propose_lot(struct step *step, struct lot_say *ask)
{
    struct errand errand;
    int answer = wanted_next(step, &errand);
    if (answer != 0) {
        return answer < 0 ? answer : 0;
    }
    ask->code = LOT_CODE_ASK_LOT;
    ask->item = errand.stock.item;
    ask->lot = errand.stock.lot;
    ask->place = errand.stock.place;
    ask->date = errand.stock.use_by;
    ask->quantity = errand.quantity;
    ask->decimals = errand.decimals;
    return 0;
}

/* While movements wait for their commit the book would propose what they take. */
static int propose(struct step *step, enum lot_slot slot, struct lot_say *ask)
{
    if (step->effects.commit.job != LOT_JOB_NONE) {
        return 0;
    }
    bool goods = slot == LOT_SLOT_ITEM || slot == LOT_SLOT_LOT;
    bool order = step->workflow->to.kind == END_ORDER && slots_known(step, SLOT(DOCUMENT));
    if (goods && order) {
        return propose_lot(step, ask);
    }
    if (slot == LOT_SLOT_TO && step->workflow->job != LOT_JOB_RETURN) {
        return putaway_suggest(step, &ask->place);
    }
    return slot == LOT_SLOT_QUANTITY ? place_proposal(step, &ask->quantity) : 0;
}

/* The question of a settled state. */
static int ask_settled(struct step *step, struct lot_say *ask)
{
    enum lot_slot slot = slots_question(step);
    if (slot == LOT_SLOT_COUNT) {
        return 0;
    }
    bool opening = step->workflow->opening != LOT_CODE_NOTHING && step->engine.filled == 0;
    ask->code = opening ? step->workflow->opening : questions[slot];
    ask->item = step->engine.filled & SLOT(ITEM) ? goods_item(step) : (struct lot_text){0};
    ask->lot = goods_lot(step);
    ask->document = step->engine.document;
    bool placed = slot == LOT_SLOT_EMPTY || slot == LOT_SLOT_SSCC;
    ask->place = placed ? step->engine.from : (struct lot_text){0};
    if (slot == LOT_SLOT_CHECK) {
        ask->place = step->engine.to;
    }
    ask->decimals = step->item.decimals;
    return propose(step, slot, ask);
}

/* What comes before any slot: a warning is to be answered, somebody has to sign in. */
static enum lot_code first_question(const struct step *step)
{
    enum lot_code code = doubt_question(step);
    bool missing = step->policy->require_operator && step->engine.operator_id.size == 0;
    return code == LOT_CODE_NOTHING && missing ? LOT_CODE_ASK_OPERATOR : code;
}

int prompt_make(struct step *step, struct lot_say *ask)
{
    struct lot_say question = {.code = first_question(step)};
    if (question.code != LOT_CODE_NOTHING) {
        *ask = question;
        return 0;
    }
    struct lot_engine kept = step->engine;
    int answer = slots_settle(step);
    if (answer == 0) {
        answer = ask_settled(step, &question);
    }
    step->engine = kept;
    if (answer == 0) {
        answer = label_ask(step, &question);
    }
    if (answer == 0) {
        *ask = question;
    }
    return answer;
}
