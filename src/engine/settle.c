/* SPDX-License-Identifier: MIT */
/*
 * What follows from what is held, one rule a function; a workflow lists those that hold for it.
 * Most fill a slot in derived alone: it counts in this step and is gone with it.
 */

#include "workflow.h"

static int settle_to(struct step *step, const struct lot_text *place)
{
    if (place->size > 0 && !slots_known(step, SLOT(TO))) {
        step->engine.to = *place;
        step->derived |= SLOT(TO);
    }
    return 0;
}

int settle_dock(struct step *step)
{
    return settle_to(step, &step->policy->dock);
}

int settle_returns(struct step *step)
{
    return settle_to(step, &step->policy->returns);
}

/*
 * A place scanned before the goods is where they are taken from, if they lie there; else they are
 * being brought to it. Judged once, when the goods become known; then the place stays what it is.
 */
int settle_direction(struct step *step)
{
    struct lot_engine *engine = &step->engine;
    if (!slots_goods(step, engine->filled) || slots_goods(step, step->before->filled) ||
        !slots_known(step, SLOT(FROM)) || slots_known(step, SLOT(TO))) {
        return 0;
    }
    int64_t there = 0;
    int answer = place_quantity(step, &engine->from, &there);
    if (answer < 0 || there > 0) {
        return answer;
    }
    engine->to = engine->from;
    engine->filled |= SLOT(TO);
    slots_drop(engine, SLOT(FROM));
    return 0;
}

int settle_only_place(struct step *step)
{
    if (!slots_goods(step, step->engine.filled) || slots_known(step, SLOT(FROM))) {
        return 0;
    }
    struct free_stock stock = {0};
    int answer = place_free_stock(step, &stock);
    if (answer == 0 && stock.count == 1) {
        step->engine.from = stock.first.place;
        step->derived |= SLOT(FROM);
    }
    return answer;
}

/*
 * A label tells what the unit held when it was printed. When that is more than can be taken now,
 * the label is not believed and not refused: the quantity is asked.
 */
int settle_label_count(struct step *step)
{
    const struct lot_engine *engine = &step->engine;
    int64_t held = 0;
    if ((engine->filled & SLOT(QUANTITY)) == 0 || engine->quantity_said ||
        !slots_goods(step, engine->filled) || !slots_known(step, SLOT(FROM)) ||
        !quantity_held(step, &held)) {
        return 0;
    }
    int64_t takeable = 0;
    int answer = place_takeable(step, &takeable);
    if (answer == 0 && held > takeable) {
        step->unsure |= SLOT(QUANTITY);
    }
    return answer;
}

/* Who scans where the goods go has counted them: judged once, as the direction is. */
int settle_counted(struct step *step)
{
    struct lot_engine *engine = &step->engine;
    bool brought = (engine->filled & ~step->before->filled & SLOT(TO)) != 0;
    if (engine->counted > 0 && brought && (engine->filled & SLOT(QUANTITY)) == 0) {
        engine->quantity = engine->counted;
        engine->quantity_decimals = step->item.decimals;
        engine->quantity_said = true;
        engine->filled |= SLOT(QUANTITY);
    }
    return 0;
}

int settle_all_there(struct step *step)
{
    struct lot_engine *engine = &step->engine;
    if (engine->counted > 0 || !slots_goods(step, engine->filled) ||
        !slots_known(step, SLOT(FROM)) ||
        ((engine->filled | step->derived) & SLOT(QUANTITY)) != 0) {
        return 0;
    }
    int64_t there = 0;
    int answer = place_loose(step, &engine->from, &there);
    if (answer == 0 && there > 0) {
        engine->quantity = there;
        engine->quantity_decimals = step->item.decimals;
        step->derived |= SLOT(QUANTITY);
    }
    return answer;
}

/*
 * Who scans the very place and lot that the order wants next has said yes to the quantity that was
 * proposed with them: a plain line of an order is two scans.
 */
int settle_errand(struct step *step)
{
    struct lot_engine *engine = &step->engine;
    struct errand errand;
    if (engine->shorted || engine->counted > 0 || (engine->filled & SLOT(FROM)) == 0 ||
        !slots_goods(step, engine->filled) ||
        ((engine->filled | step->derived) & SLOT(QUANTITY)) != 0) {
        return 0;
    }
    int answer = wanted_next(step, &errand);
    if (answer == 0 && errand.quantity > 0 && lot_text_equal(&errand.stock.lot, &engine->lot) &&
        lot_text_equal(&errand.stock.place, &engine->from)) {
        engine->quantity = errand.quantity;
        engine->quantity_decimals = errand.decimals;
        step->derived |= SLOT(QUANTITY);
    }
    return answer < 0 ? answer : 0;
}

int settle_zero(struct step *step)
{
    const struct lot_engine *engine = &step->engine;
    struct lot_book_stock row;
    int64_t quantity = 0;
    if (!step->policy->zero_check || engine->shorted ||
        !slots_known(step, SLOT(FROM) | SLOT(QUANTITY)) || !slots_goods(step, engine->filled) ||
        !quantity_held(step, &quantity)) {
        return 0;
    }
    struct lot_span place = lot_text_span(&engine->from);
    int answer = step->book->place_stock(step->book->self, place, 0, &row);
    if (answer != 0 || row.quantity != quantity || !lot_text_equal(&row.item, &step->item.number) ||
        !lot_text_equal(&row.lot, &engine->lot)) {
        return answer < 0 ? answer : 0;
    }
    answer = step->book->place_stock(step->book->self, place, 1, &row);
    step->empties = answer == 1;
    return answer < 0 ? answer : 0;
}
