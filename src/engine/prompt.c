/* SPDX-License-Identifier: MIT */
/* Prompts: the question for the first slot that is needed and not known, with what is proposed. */

#include "workflow.h"

static const enum lot_code questions[LOT_SLOT_COUNT] = {
    [LOT_SLOT_DOCUMENT] = LOT_CODE_ASK_DOCUMENT,
    [LOT_SLOT_ITEM] = LOT_CODE_ASK_ITEM,
    [LOT_SLOT_LOT] = LOT_CODE_ASK_LOT,
    [LOT_SLOT_USE_BY] = LOT_CODE_ASK_USE_BY,
    [LOT_SLOT_FROM] = LOT_CODE_ASK_FROM,
    [LOT_SLOT_QUANTITY] = LOT_CODE_ASK_QUANTITY,
    [LOT_SLOT_TO] = LOT_CODE_ASK_TO,
};

/* The item that an order wants next: the one held, else that of its first open line. 1: none. */
static int next_wanted(struct step *step, struct lot_book_line *out)
{
    bool held = slots_known(step, SLOT(ITEM));
    struct lot_span item = held ? lot_text_span(&step->item.number) : lot_span(NULL, 0);
    return step->book->line(step->book->self, lot_text_span(&step->engine.document), item, out);
}

/* Which lot to fetch next for the order, where it lies, and how much of it. */
static int propose_lot(struct step *step, struct lot_say *ask)
{
    struct lot_book_line line;
    struct lot_book_item item = {0};
    struct lot_book_stock first;
    struct lot_wanted wanted = {.today = step->today};
    int answer = next_wanted(step, &line);
    if (answer == 0) {
        answer = step->book->item(step->book->self, lot_text_span(&line.item), &item);
    }
    if (answer == 0) {
        wanted.item = lot_text_span(&line.item);
        answer = step->book->first_out(step->book->self, &wanted, 0, &first);
    }
    if (answer != 0) {
        return answer < 0 ? answer : 0;
    }
    int64_t left = line.ordered > line.done ? line.ordered - line.done : 0;
    ask->code = LOT_CODE_ASK_LOT;
    ask->item = line.item;
    ask->lot = first.lot;
    ask->place = first.place;
    ask->date = first.use_by;
    ask->quantity = left < first.quantity ? left : first.quantity;
    ask->decimals = item.decimals;
    return 0;
}

/* While movements wait for their commit the book would propose what they take. */
static int propose(struct step *step, enum lot_slot slot, struct lot_say *ask)
{
    if (step->effects.commit.count > 0) {
        return 0;
    }
    bool goods = slot == LOT_SLOT_ITEM || slot == LOT_SLOT_LOT;
    bool order = step->workflow->to.kind == END_ORDER && slots_known(step, SLOT(DOCUMENT));
    if (goods && order) {
        return propose_lot(step, ask);
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
    ask->lot = step->engine.lot;
    ask->document = step->engine.document;
    ask->decimals = step->item.decimals;
    return propose(step, slot, ask);
}

int prompt_make(struct step *step, struct lot_say *ask)
{
    struct lot_say question = {0};
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
