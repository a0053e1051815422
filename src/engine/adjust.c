/* SPDX-License-Identifier: MIT */
/*
 * Putting stock right: the difference between what a person says lies there and what is on record,
 * as it is at this moment, becomes a movement from or to the place of differences.
 */

#include "workflow.h"

/* A movement of the goods held: more than is on record comes from the virtual place, less goes. */
static void move_difference(struct step *step, int64_t difference)
{
    struct lot_transaction *out = &step->effects.commit;
    struct lot_movement *movement = &out->movement[0];
    struct lot_text differences = {0};
    (void)lot_text_set(&differences, lot_span_of(step->workflow->to.place)); /* short */
    *movement = (struct lot_movement){
        .item = goods_item(step),
        .lot = step->engine.lot,
        .from = difference > 0 ? differences : step->engine.from,
        .to = difference > 0 ? step->engine.from : differences,
        .quantity = difference > 0 ? difference : -difference,
    };
    out->job = step->workflow->job;
    out->reason = step->engine.reason;
    out->count = 1;
}

int finish_adjustment(struct step *step)
{
    int64_t there = 0;
    int64_t said = 0;
    int answer = place_quantity(step, &step->engine.from, &there);
    if (answer < 0) {
        return answer;
    }
    if (!quantity_held(step, &said)) {
        return say_text(step, LOT_CODE_BAD_QUANTITY, lot_span_of("")); /* a rule said so before */
    }
    bool right = said == there;
    struct lot_say *words =
        say_goods(step, right ? LOT_CODE_AS_RECORDED : step->workflow->finished);
    words->quantity = said;
    words->place = step->engine.from;
    step->effects.commit.job = step->workflow->job;
    step->effects.commit.counted =
        (struct lot_count_task){step->engine.from, goods_item(step), step->engine.lot};
    if (!right) {
        words->text = step->engine.reason;
        move_difference(step, said - there);
    }
    slots_drop_half(step);
    return SAID;
}
