/* SPDX-License-Identifier: MIT */
/*
 * Transformations: what goes in is a list in the state, of a fixed extent; what is made of it books
 * all of it at once, through @production, so that no goods are ever under way on record. Until then
 * others may take what was listed: stock and status are judged again at the end.
 */

#include "workflow.h"

#include <string.h>

/* What the list takes already of the goods held, from where they are held. */
static int64_t listed(const struct step *step, const struct lot_input *input)
{
    int64_t sum = 0;
    for (unsigned i = 0; i < step->engine.input_count; i++) {
        const struct lot_input *row = &step->engine.input[i];
        bool same = lot_text_equal(&row->item, &input->item) &&
                    lot_text_equal(&row->lot, &input->lot) &&
                    lot_text_equal(&row->from, &input->from);
        sum += same ? row->quantity : 0; /* each was there: their sum is no more than stock */
    }
    return sum;
}

static int say_not_enough(struct step *step, const struct lot_input *input, int64_t left)
{
    struct lot_say *words = say(step, LOT_CODE_NOT_ENOUGH);
    words->item = input->item;
    words->lot = input->lot;
    words->place = input->from;
    words->quantity = left > 0 ? left : 0;
    words->decimals = step->item.decimals;
    return SAID;
}

/* SAID unless so much lies there beside what is listed. */
static int need_beside_list(struct step *step, const struct lot_input *input, int64_t quantity)
{
    int64_t there = 0;
    int answer = step->book->stock(step->book->self, lot_text_span(&input->item),
                                   lot_text_span(&input->lot), lot_text_span(&input->from), &there);
    there = answer == 0 ? there : 0;
    if (answer < 0 || there - listed(step, input) >= quantity) {
        return answer < 0 ? answer : 0;
    }
    return say_not_enough(step, input, there - listed(step, input));
}

static bool input_held(const struct step *step, struct lot_input *out)
{
    *out = (struct lot_input){
        .item = goods_item(step), .lot = step->engine.lot, .from = step->engine.from};
    return quantity_held(step, &out->quantity);
}

int check_enough_for_input(struct step *step)
{
    struct lot_input input;
    return input_held(step, &input) ? need_beside_list(step, &input, input.quantity) : 0;
}

void inputs_drop(struct step *step)
{
    memset(step->engine.input, 0, sizeof step->engine.input);
    step->engine.input_count = 0;
    if (step->engine.mode == LOT_MODE_PRODUCE) {
        step->engine.mode = LOT_MODE_TRANSFORM;
    }
}

int finish_input(struct step *step)
{
    struct lot_engine *engine = &step->engine;
    struct lot_input input;
    if (!input_held(step, &input)) {
        return say_text(step, LOT_CODE_BAD_QUANTITY, lot_span_of("")); /* a rule said so before */
    }
    if (engine->input_count == LOT_INPUTS_MAX) {
        say(step, LOT_CODE_TOO_MANY_INPUTS);
        return SAID;
    }
    engine->input[engine->input_count++] = input;
    struct lot_say *words = say_goods(step, LOT_CODE_INPUT_TAKEN);
    words->quantity = input.quantity;
    words->place = input.from;
    slots_drop_half(step);
    return SAID;
}

static int go_to(struct step *step, enum lot_mode mode)
{
    struct lot_say *words = say(step, LOT_CODE_MODE);
    (void)lot_text_set(&words->text, lot_span_of(lot_mode_name(mode))); /* short */
    step->engine.mode = mode;
    return SAID;
}

int done_inputs(struct step *step)
{
    return step->engine.input_count == 0 ? done_close(step) : go_to(step, LOT_MODE_PRODUCE);
}

int done_produce(struct step *step)
{
    return go_to(step, LOT_MODE_TRANSFORM);
}

/* ---- what is made --------------------------------------------------------------------------- */

int check_inputs(struct step *step)
{
    if (step->engine.input_count > 0) {
        return 0;
    }
    say(step, LOT_CODE_NO_INPUTS);
    return SAID;
}

int check_lot_is_made(struct step *step)
{
    if (!step->lot_known || step->item.tracking == LOT_TRACKING_NONE) {
        return 0;
    }
    say_goods(step, LOT_CODE_LOT_EXISTS);
    return SAID;
}

/* The lot that goes in and ends first; *use_by is none when all are undated. */
static int first_to_end(struct step *step, struct lot_text *lot, lot_date *use_by)
{
    *use_by = LOT_DATE_NONE;
    for (unsigned i = 0; i < step->engine.input_count; i++) {
        const struct lot_input *input = &step->engine.input[i];
        struct lot_book_lot found = {0};
        int answer = step->book->lot(step->book->self, lot_text_span(&input->item),
                                     lot_text_span(&input->lot), &found);
        if (answer < 0) {
            return answer;
        }
        lot_date date = lot_dates_use_by(&found.dates);
        if (date != LOT_DATE_NONE && (*use_by == LOT_DATE_NONE || date < *use_by)) {
            *use_by = date;
            *lot = input->lot;
        }
    }
    return 0;
}

int settle_inherited(struct step *step)
{
    struct lot_text lot;
    lot_date use_by = LOT_DATE_NONE;
    if (slots_known(step, SLOT(USE_BY)) || step->item.tracking == LOT_TRACKING_NONE) {
        return 0;
    }
    int answer = first_to_end(step, &lot, &use_by);
    if (answer == 0 && use_by != LOT_DATE_NONE) {
        step->derived |= SLOT(USE_BY);
    }
    return answer;
}

int check_outlives(struct step *step)
{
    struct lot_text lot = {0};
    lot_date first = LOT_DATE_NONE;
    lot_date mine = lot_dates_use_by(&step->engine.dates);
    int answer = first_to_end(step, &lot, &first);
    if (answer < 0 || mine == LOT_DATE_NONE || first == LOT_DATE_NONE || mine <= first ||
        doubt_is_accepted(step, LOT_DOUBT_OUTLIVES)) {
        return answer;
    }
    struct lot_say *words = doubt_raise(step, LOT_DOUBT_OUTLIVES);
    words->date = mine;
    words->other_lot = lot;
    words->other_date = first;
    return SAID;
}

/* What was listed may have gone, or been stopped, since. */
static int take_input(struct step *step, const struct lot_input *input)
{
    struct lot_transaction *out = &step->effects.commit;
    struct lot_book_lot lot = {0};
    int answer = step->book->lot(step->book->self, lot_text_span(&input->item),
                                 lot_text_span(&input->lot), &lot);
    if (answer >= 0 && lot.status != LOT_STATUS_RELEASED) {
        struct lot_say *words = say(step, LOT_CODE_LOT_STOPPED);
        words->item = input->item;
        words->lot = input->lot;
        (void)lot_text_set(&words->text, lot_span_of(lot_status_name(lot.status))); /* short */
        return SAID;
    }
    answer = answer < 0 ? answer : need_beside_list(step, input, 0);
    if (answer != 0) {
        return answer;
    }
    struct lot_movement *movement = &out->movement[out->count++];
    *movement = (struct lot_movement){
        .item = input->item, .lot = input->lot, .from = input->from, .quantity = input->quantity};
    return lot_text_set(&movement->to, LOT_LITERAL(LOT_PLACE_PRODUCTION));
}

static int make_output(struct step *step)
{
    struct lot_transaction *out = &step->effects.commit;
    struct lot_text first;
    lot_date use_by = LOT_DATE_NONE;
    struct lot_movement *movement = &out->movement[out->count++];
    *movement = (struct lot_movement){.item = goods_item(step),
                                      .lot = step->engine.lot,
                                      .to = step->engine.to,
                                      .dates = step->engine.dates};
    if (lot_dates_use_by(&movement->dates) == LOT_DATE_NONE) {
        int answer = first_to_end(step, &first, &use_by);
        if (answer < 0) {
            return answer;
        }
        movement->dates.expiry = use_by;
    }
    if (!quantity_held(step, &movement->quantity)) {
        return say_text(step, LOT_CODE_BAD_QUANTITY, lot_span_of("")); /* a rule said so before */
    }
    out->creates_lot = step->engine.lot.size > 0;
    out->creates_item = step->engine.new_item;
    out->creates_place = step->engine.new_place;
    return lot_text_set(&movement->from, LOT_LITERAL(LOT_PLACE_PRODUCTION));
}

int finish_transform(struct step *step)
{
    struct lot_transaction *out = &step->effects.commit;
    int answer = 0;
    for (unsigned i = 0; answer == 0 && i < step->engine.input_count; i++) {
        answer = take_input(step, &step->engine.input[i]);
    }
    if (answer == 0) {
        answer = make_output(step);
    }
    if (answer != 0) {
        return answer;
    }
    out->job = LOT_JOB_TRANSFORM;
    const struct lot_movement *made = &out->movement[out->count - 1];
    struct lot_say *words = say_goods(step, LOT_CODE_TRANSFORMED);
    words->quantity = made->quantity;
    words->place = made->to;
    words->date = lot_dates_use_by(&made->dates);
    if (made->lot.size > 0) {
        print_label(step, made->quantity, step->policy->label_copies);
    }
    slots_drop_half(step);
    step->engine.new_place = false;
    inputs_drop(step);
    return SAID;
}
