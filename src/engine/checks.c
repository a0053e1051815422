/* SPDX-License-Identifier: MIT */
/*
 * Rules about documents, places, quantities and stock. Each is one small function that passes (0),
 * or says what is wrong (SAID), or failed (negative). Rules about lots are in checks_lot.c.
 */

#include "workflow.h"

/* Whether a number in units of 10^-decimals is above so many whole units. */
static bool is_above(int64_t value, unsigned decimals, int64_t whole)
{
    int64_t limit = 0;
    return quantity_scale(whole, 0, decimals, &limit) && value > limit;
}

/* ---- documents ------------------------------------------------------------------------------ */

/* What may stand in for what is ordered is taken on purpose only. */
int check_ordered(struct step *step)
{
    struct lot_book_line line;
    int answer = wanted_line(step, &line);
    if (answer < 0 || (answer == 0 && (!wanted_is_substitute(step, &line) ||
                                       doubt_is_accepted(step, LOT_DOUBT_SUBSTITUTE)))) {
        return answer;
    }
    if (answer == 0) {
        struct lot_say *words = doubt_raise(step, LOT_DOUBT_SUBSTITUTE);
        words->document = step->engine.document;
        words->text = line.item;
        return SAID;
    }
    say_goods(step, LOT_CODE_NOT_ORDERED)->document = step->engine.document;
    return SAID;
}

int check_on_document(struct step *step)
{
    int64_t left = 0;
    int answer = place_line_left(step, &left);
    bool expected = answer == 0 || !slots_known(step, SLOT(DOCUMENT) | SLOT(ITEM)) ||
                    doubt_is_accepted(step, LOT_DOUBT_NOT_ORDERED);
    if (answer < 0 || expected) {
        return answer < 0 ? answer : 0;
    }
    doubt_raise(step, LOT_DOUBT_NOT_ORDERED)->document = step->engine.document;
    return SAID;
}

/* More than is left; and, before the quantity is known, anything at all when nothing is left. */
static int judge_over(struct step *step, int64_t tolerated)
{
    int64_t left = 0;
    int64_t quantity = 1;
    int answer = place_line_left(step, &left);
    if (answer != 0 || doubt_is_accepted(step, LOT_DOUBT_OVER)) {
        return answer < 0 ? answer : 0;
    }
    if (slots_known(step, SLOT(QUANTITY)) && !quantity_held(step, &quantity)) {
        return 0; /* check_quantity speaks of it */
    }
    if (quantity <= left || quantity - left <= tolerated) {
        return 0;
    }
    struct lot_say *words = doubt_raise(step, LOT_DOUBT_OVER);
    words->document = step->engine.document;
    words->quantity = left;
    return SAID;
}

int check_over(struct step *step)
{
    return judge_over(step, 0);
}

/* By how much a line may be exceeded, in all its receipts together. */
static int64_t tolerance(const struct step *step, int64_t ordered)
{
    const struct lot_book_item *item = &step->item;
    int64_t percent = item->over_percent < 0 ? step->policy->over_percent : item->over_percent;
    int64_t units = item->over_units < 0 ? step->policy->over_units : item->over_units;
    int64_t share = ordered / 100 * percent + ordered % 100 * percent / 100;
    return quantity_scale(units, 0, item->decimals, &units) && units > share ? units : share;
}

int check_over_received(struct step *step)
{
    struct lot_book_line line;
    int answer = wanted_line(step, &line);
    if (answer != 0) {
        return answer < 0 ? answer : 0;
    }
    int64_t beyond = line.done > line.ordered ? line.done - line.ordered : 0;
    return judge_over(step, tolerance(step, line.ordered) - beyond);
}

int check_new_item(struct step *step)
{
    if (!step->engine.new_item || doubt_is_accepted(step, LOT_DOUBT_NEW_ITEM)) {
        return 0;
    }
    doubt_raise(step, LOT_DOUBT_NEW_ITEM);
    return SAID;
}

/* ---- places --------------------------------------------------------------------------------- */

int check_new_place(struct step *step)
{
    if (!step->engine.new_place || doubt_is_accepted(step, LOT_DOUBT_NEW_PLACE)) {
        return 0;
    }
    doubt_raise(step, LOT_DOUBT_NEW_PLACE)->place = step->engine.to;
    return SAID;
}

int check_other_place(struct step *step)
{
    bool onto =
        slots_known(step, SLOT(ONTO)) && !lot_text_equal(&step->engine.sscc, &step->engine.onto);
    if (onto || !lot_text_equal(&step->engine.from, &step->engine.to)) {
        return 0;
    }
    say(step, LOT_CODE_SAME_PLACE)->place = step->engine.to;
    return SAID;
}

int check_place_free(struct step *step)
{
    struct lot_book_place place = {0};
    int answer = step->book->place(step->book->self, lot_text_span(&step->engine.from), &place);
    if (answer != 0 || !place.is_quarantine) {
        return answer < 0 ? answer : 0;
    }
    say_goods(step, LOT_CODE_PLACE_STOPPED)->place = step->engine.from;
    return SAID;
}

/* ---- quantities ----------------------------------------------------------------------------- */

/* SAID: the number held is not a quantity; the message gives it as it was said. */
static int bad_quantity(struct step *step)
{
    char digits[LOT_DECIMAL_SIZE];
    lot_decimal_format(step->engine.quantity, step->engine.quantity_decimals, digits);
    say_text(step, LOT_CODE_BAD_QUANTITY, lot_span_of(digits));
    return SAID;
}

int check_quantity(struct step *step)
{
    int64_t quantity = 0;
    if (step->engine.quantity < (step->workflow->counts || step->engine.shorted ? 0 : 1)) {
        return bad_quantity(step);
    }
    if (!slots_known(step, SLOT(ITEM))) {
        return 0;
    }
    if (!quantity_held(step, &quantity)) {
        return bad_quantity(step);
    }
    int64_t one = 0;
    bool single = step->item.tracking == LOT_TRACKING_SERIAL && slots_known(step, SLOT(SERIAL));
    if (single && quantity_scale(1, 0, step->item.decimals, &one) && quantity != one) {
        return bad_quantity(step); /* a serial is one piece */
    }
    return 0;
}

int check_large(struct step *step)
{
    const struct lot_engine *engine = &step->engine;
    int64_t limit = step->policy->large_quantity;
    if (!engine->quantity_said || limit <= 0 ||
        !is_above(engine->quantity, engine->quantity_decimals, limit) ||
        doubt_is_accepted(step, LOT_DOUBT_QUANTITY)) {
        return 0;
    }
    struct lot_say *words = doubt_raise(step, LOT_DOUBT_QUANTITY);
    words->quantity = engine->quantity;
    words->decimals = engine->quantity_decimals;
    return SAID;
}

int check_copies(struct step *step)
{
    const struct lot_engine *engine = &step->engine;
    bool whole = engine->quantity_decimals == 0 && engine->quantity > 0;
    return whole && engine->quantity <= UINT8_MAX ? 0 : bad_quantity(step);
}

/* ---- stock ---------------------------------------------------------------------------------- */

int check_in_stock(struct step *step)
{
    struct free_stock stock;
    int answer = place_free_stock(step, &stock);
    if (answer < 0 || stock.count > 0) {
        return answer;
    }
    say_goods(step, LOT_CODE_NO_STOCK);
    return SAID;
}

/* SAID when less than this lies at FROM. */
static int need_there(struct step *step, int64_t quantity)
{
    int64_t there = 0;
    if (step->on_units) {
        return 0; /* from which one is asked first */
    }
    int answer = place_loose(step, &step->engine.from, &there);
    if (answer < 0 || there >= quantity) {
        return answer;
    }
    struct lot_say *words = say_goods(step, LOT_CODE_NOT_ENOUGH);
    words->place = step->engine.from;
    words->quantity = there;
    return SAID;
}

int check_there(struct step *step)
{
    return need_there(step, 1);
}

int check_enough(struct step *step)
{
    int64_t quantity = 0;
    return quantity_held(step, &quantity) ? need_there(step, quantity) : 0;
}
