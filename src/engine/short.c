/* SPDX-License-Identifier: MIT */
/*
 * Less than there should be. Who cannot find what is wanted says so (LOTD-SHORT), how much there
 * is, and why; who takes the last of what is on record at a place is asked whether it is empty.
 * Either way nothing is guessed: what was taken is booked, and the place is to be counted.
 */

#include "workflow.h"

/* ---- short ---------------------------------------------------------------------------------- */

/* What is proposed is what is short, unless something is held already. */
static void hold_errand(struct step *step, const struct errand *errand)
{
    struct lot_engine *engine = &step->engine;
    if ((engine->filled & SLOT(ITEM)) == 0) {
        engine->item = errand->stock.item;
        engine->filled |= SLOT(ITEM);
    }
    if ((engine->filled & SLOT(LOT)) == 0 && errand->stock.lot.size > 0) {
        engine->lot = errand->stock.lot;
        engine->filled |= SLOT(LOT);
    }
    engine->from = errand->stock.place;
    engine->filled |= SLOT(FROM);
}

/* Whether the place held can be the one that is short: a place that stayed from before may not. */
static int is_there(struct step *step, int64_t *out)
{
    *out = 0;
    return slots_goods(step, step->engine.filled) && slots_known(step, SLOT(FROM))
               ? place_quantity(step, &step->engine.from, out)
               : 0;
}

int short_say(struct step *step)
{
    struct errand errand;
    int64_t there = 0;
    int answer = slots_settle(step);
    if (answer == 0) {
        answer = is_there(step, &there);
    }
    if (answer == 0 && there == 0) {
        answer = wanted_next(step, &errand);
        if (answer == 0) {
            hold_errand(step, &errand);
        }
    } else if (answer == 0) {
        step->engine.filled |= step->derived & SLOT(FROM); /* it is the one that is meant */
    }
    slots_unsettle(step);
    if (answer == 0) {
        slots_drop(&step->engine, step->engine.quantity_said ? 0 : SLOT(QUANTITY));
        step->engine.shorted = true;
    }
    return answer;
}

int check_short(struct step *step)
{
    int64_t takeable = 0;
    int64_t quantity = 0;
    if (!step->engine.shorted || !quantity_held(step, &quantity)) {
        return 0;
    }
    int answer = place_takeable(step, &takeable);
    if (answer < 0 || quantity < takeable) {
        return answer;
    }
    struct lot_say *words = say_goods(step, LOT_CODE_NOT_SHORT);
    words->place = step->engine.from;
    words->quantity = takeable;
    return SAID;
}

/* ---- zero ----------------------------------------------------------------------------------- */

void short_answer(struct step *step, bool empty)
{
    step->engine.leftover = !empty;
    step->engine.filled |= SLOT(EMPTY);
}

/* ---- finishing ------------------------------------------------------------------------------ */

/* Nothing was found: no movement, but a reason and a place to be counted. */
static void finish_nothing(struct step *step)
{
    struct lot_transaction *transaction = &step->effects.commit;
    transaction->job = step->workflow->job;
    transaction->document = step->engine.document;
    transaction->reason = step->engine.reason;
    say_goods(step, LOT_CODE_SHORTED)->place = step->engine.from;
    step->effects.say.document = step->engine.document;
    step->effects.say.text = step->engine.reason;
    slots_drop_half(step);
}

int finish_pick(struct step *step)
{
    const struct lot_engine held = step->engine;
    const struct lot_count_task short_lot = {held.from, goods_item(step), held.lot};
    const struct lot_count_task whole_place = {.place = held.from};
    int answer = SAID;
    if (held.shorted && held.quantity == 0) {
        finish_nothing(step);
    } else {
        answer = finish_movement(step);
    }
    if (answer == SAID && step->effects.commit.job != LOT_JOB_NONE) {
        step->effects.commit.recount = held.shorted    ? short_lot
                                       : held.leftover ? whole_place
                                                       : (struct lot_count_task){0};
        step->effects.say.code = held.shorted ? LOT_CODE_SHORTED : step->effects.say.code;
    }
    return answer;
}
