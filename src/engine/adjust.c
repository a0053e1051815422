/* SPDX-License-Identifier: MIT */
/*
 * Putting stock right: the difference between what a person says lies there and what is on record,
 * as it is at this moment, becomes a movement from or to the place of differences.
 */

#include "workflow.h"

struct lot_movement movement_of_difference(const struct step *step, const char *virtual_place,
                                           int64_t difference)
{
    struct lot_text place = {0};
    (void)lot_text_set(&place, lot_span_of(virtual_place)); /* short */
    return (struct lot_movement){
        .item = goods_item(step),
        .lot = step->engine.lot,
        .from = difference > 0 ? place : step->engine.from,
        .to = difference > 0 ? step->engine.from : place,
        .dates = step->engine.dates,
        .quantity = difference > 0 ? difference : -difference,
    };
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
        step->effects.commit.reason = step->engine.reason;
        step->effects.commit.count = 1;
        step->effects.commit.movement[0] =
            movement_of_difference(step, step->workflow->to.place, said - there);
    }
    slots_drop_half(step);
    return SAID;
}
