/* SPDX-License-Identifier: MIT */
/*
 * Aside: goods that may not go where they were going. What arrives damaged, or with too little life
 * left, goes to the site's quarantine: all of it, or as many as were said to be damaged, the rest
 * as it was meant to. What lies there is not picked and proposed to nobody.
 */

#include "workflow.h"

int aside_known(struct step *step)
{
    struct lot_book_place place = {0};
    const struct lot_text *quarantine = &step->policy->quarantine;
    if (quarantine->size == 0) {
        return 1;
    }
    int answer = step->book->place(step->book->self, lot_text_span(quarantine), &place);
    return answer < 0 ? answer : answer > 0 || !place.is_quarantine;
}

/* A number that was said is how many are damaged; without one all of it is. */
static void hold_damaged(struct step *step)
{
    struct lot_engine *engine = &step->engine;
    const struct lot_engine before = *engine;
    bool said = (before.filled & SLOT(QUANTITY)) != 0 && before.quantity_said;
    slots_drop(engine, said ? SLOT(QUANTITY) : 0);
    engine->damaged = said ? before.quantity : 0;
    engine->damaged_decimals = said ? before.quantity_decimals : 0;
    engine->all_damaged = !said;
}

int aside_say_damaged(struct step *step)
{
    int answer = aside_known(step);
    if (answer > 0) {
        say(step, LOT_CODE_NO_QUARANTINE)->place = step->policy->quarantine;
    }
    if (answer == 0 && (step->engine.filled & SLOT(REASON)) == 0) {
        answer = reason_take(step, LOT_LITERAL("damaged"));
    }
    if (answer != 0) {
        return answer;
    }
    if (step->workflow->to.kind == END_SLOT && step->workflow->from.kind == END_SLOT) {
        return slots_fill(step, LOT_SLOT_TO, LOT_FACT_LOCATION,
                          lot_text_span(&step->policy->quarantine));
    }
    hold_damaged(step);
    return 0;
}

int settle_aside(struct step *step)
{
    bool all = step->engine.all_damaged || doubt_is_accepted(step, LOT_DOUBT_QUARANTINE);
    step->aside = all ? step->policy->quarantine : (struct lot_text){0};
    if (all && !slots_known(step, SLOT(TO))) {
        step->engine.to = step->aside;
        step->derived |= SLOT(TO);
    }
    return 0;
}

/* How many are damaged, in the item's smallest units; false: it has none such. */
static bool damaged_units(const struct step *step, int64_t *out)
{
    const struct lot_engine *engine = &step->engine;
    return quantity_scale(engine->damaged, engine->damaged_decimals, step->item.decimals, out);
}

int check_damaged(struct step *step)
{
    int64_t damaged = 0;
    int64_t quantity = 0;
    char digits[LOT_DECIMAL_SIZE];
    if (damaged_units(step, &damaged) && quantity_held(step, &quantity) && damaged <= quantity) {
        return 0;
    }
    lot_decimal_format(step->engine.damaged, step->engine.damaged_decimals, digits);
    return say_text(step, LOT_CODE_BAD_QUANTITY, lot_span_of(digits));
}

void aside_split(struct step *step, struct lot_transaction *transaction)
{
    struct lot_movement *movement = &transaction->movement[0];
    int64_t damaged = 0;
    if (step->engine.damaged == 0 || step->aside.size > 0 || !damaged_units(step, &damaged)) {
        return;
    }
    if (damaged == movement->quantity) {
        movement->to = step->policy->quarantine;
        return;
    }
    transaction->movement[1] = *movement;
    transaction->movement[1].to = step->policy->quarantine;
    transaction->movement[1].quantity = damaged;
    movement->quantity -= damaged;
    movement->as_planned = true;
    transaction->count = 2;
}

void aside_word(struct step *step, const struct lot_transaction *transaction)
{
    struct lot_say *words = &step->effects.say;
    char digits[LOT_DECIMAL_SIZE];
    if (step->engine.damaged == 0 || transaction->count < 2) {
        return;
    }
    words->code = LOT_CODE_RECEIVED_APART;
    words->other_place = transaction->movement[1].to;
    lot_decimal_format(transaction->movement[1].quantity, step->item.decimals, digits);
    (void)lot_text_set(&words->text, lot_span_of(digits)); /* a number is short */
}
