/* SPDX-License-Identifier: MIT */
/*
 * Logistic units: what a pallet's or case's SSCC means in each job, and what follows from it. A
 * unit goes as a whole, or goods are taken from it, or put onto it.
 */

#include "workflow.h"

/* ---- asking and saying ---------------------------------------------------------------------- */

int unit_first(struct step *step, struct lot_span sscc, struct lot_book_load *out)
{
    return step->book->load(step->book->self, sscc, 0, out);
}

int say_unit(struct step *step, enum lot_code code, struct lot_span sscc)
{
    return say_text(step, code, sscc);
}

static bool holds_goods(const struct step *step)
{
    return (step->engine.filled & GOODS) != 0;
}

static int fill(struct step *step, enum lot_slot slot, struct lot_span sscc)
{
    return slots_fill(step, slot, LOT_FACT_SSCC, sscc);
}

/* All of it goes. */
static int fill_whole(struct step *step, struct lot_span sscc)
{
    int answer = fill(step, LOT_SLOT_SSCC, sscc);
    if (answer == 0) {
        step->engine.whole = true;
        step->workflow = workflow_of(&step->engine);
    }
    return answer;
}

/* ---- what an SSCC means --------------------------------------------------------------------- */

/* A unit that was advised comes in with all that it holds; onto any other, goods are put. */
int receive_takes_unit(struct step *step, struct lot_span sscc)
{
    struct lot_book_advice advice;
    if (holds_goods(step)) {
        return fill(step, LOT_SLOT_ONTO, sscc);
    }
    int answer = step->book->advice(step->book->self, sscc, 0, &advice);
    if (answer < 0) {
        return answer;
    }
    return answer == 0 ? fill_whole(step, sscc) : fill(step, LOT_SLOT_ONTO, sscc);
}

/* Goods that are held are put onto it, or come from it where that is asked; else it goes itself. */
int move_takes_unit(struct step *step, struct lot_span sscc)
{
    struct lot_book_load load;
    int answer = unit_first(step, sscc, &load);
    if (answer < 0) {
        return answer;
    }
    bool source = step->asked == LOT_SLOT_FROM || step->asked == LOT_SLOT_SSCC;
    if (holds_goods(step) && !(source && answer == 0)) {
        return fill(step, LOT_SLOT_ONTO, sscc);
    }
    if (answer == 1) {
        return say_unit(step, LOT_CODE_UNKNOWN_UNIT, sscc);
    }
    return holds_goods(step) ? fill(step, LOT_SLOT_SSCC, sscc) : fill_whole(step, sscc);
}

/* Whether the order still wants all that is on the unit: 0 it does, 1 not. */
static int is_wanted_whole(struct step *step, struct lot_span sscc)
{
    struct lot_book_load load;
    if ((step->engine.filled & SLOT(DOCUMENT)) == 0) {
        return 1;
    }
    for (unsigned i = 0;; i++) {
        struct lot_book_line line;
        int answer = step->book->load(step->book->self, sscc, i, &load);
        if (answer != 0) {
            return answer < 0 ? answer : 0;
        }
        answer = step->book->line(step->book->self, lot_text_span(&step->engine.document),
                                  lot_text_span(&load.item), &line);
        if (answer != 0 || line.ordered - line.done < load.quantity) {
            return answer < 0 ? answer : 1;
        }
    }
}

/* One that stands in the stock is picked whole if the order wants it, or picked from; any other is
 * what goods are picked onto. */
int pick_takes_unit(struct step *step, struct lot_span sscc)
{
    struct lot_book_load load;
    int answer = unit_first(step, sscc, &load);
    int reserved = answer == 0 ? place_is_reserved(step, &load.place) : answer;
    if (reserved < 0) {
        return reserved;
    }
    if (reserved > 0) {
        return fill(step, LOT_SLOT_ONTO, sscc);
    }
    answer = holds_goods(step) ? 1 : is_wanted_whole(step, sscc);
    if (answer < 0) {
        return answer;
    }
    return answer == 0 ? fill_whole(step, sscc) : fill(step, LOT_SLOT_SSCC, sscc);
}

int inquire_takes_unit(struct step *step, struct lot_span sscc)
{
    struct lot_book_load load;
    int answer = unit_first(step, sscc, &load);
    if (answer != 0) {
        return answer < 0 ? answer : say_unit(step, LOT_CODE_UNKNOWN_UNIT, sscc);
    }
    return fill_whole(step, sscc);
}

/* ---- what follows --------------------------------------------------------------------------- */

int settle_unit_place(struct step *step)
{
    struct lot_book_load load;
    if ((step->engine.filled & SLOT(SSCC)) == 0 || (step->engine.filled & SLOT(FROM)) != 0) {
        return 0;
    }
    int answer = unit_first(step, lot_text_span(&step->engine.sscc), &load);
    if (answer == 0) {
        step->engine.from = load.place;
        step->derived |= SLOT(FROM);
    }
    return answer < 0 ? answer : 0;
}

int settle_only_unit(struct step *step)
{
    int64_t loose = 0;
    if (!slots_goods(step, step->engine.filled | step->derived) || !slots_known(step, SLOT(FROM)) ||
        slots_known(step, SLOT(SSCC))) {
        return 0;
    }
    const struct lot_text item = goods_item(step);
    const struct lot_book_spot spot = {.item = lot_text_span(&item),
                                       .lot = lot_text_span(&step->engine.lot),
                                       .place = lot_text_span(&step->engine.from)};
    struct lot_book_load first, second;
    int answer = place_loose(step, &step->engine.from, &loose);
    if (answer != 0 || loose > 0) {
        return answer;
    }
    answer = step->book->load_at(step->book->self, &spot, 0, &first);
    if (answer != 0) {
        return answer < 0 ? answer : 0;
    }
    answer = step->book->load_at(step->book->self, &spot, 1, &second);
    if (answer == 1) {
        step->engine.sscc = first.sscc;
        step->derived |= SLOT(SSCC);
    }
    step->on_units = answer == 0;
    return answer < 0 ? answer : 0;
}

int settle_onto(struct step *step)
{
    struct lot_book_load load;
    if ((step->engine.filled & SLOT(ONTO)) == 0 || slots_known(step, SLOT(TO))) {
        return 0;
    }
    int answer = unit_first(step, lot_text_span(&step->engine.onto), &load);
    if (answer == 0) {
        step->engine.to = load.place;
        step->derived |= SLOT(TO);
    }
    return answer < 0 ? answer : 0;
}

/* ---- rules ---------------------------------------------------------------------------------- */

/* A place that was scanned before is where the unit stands, or it is another unit that is meant. */
int check_unit_there(struct step *step)
{
    struct lot_book_load load;
    int answer = unit_first(step, lot_text_span(&step->engine.sscc), &load);
    if (answer != 0 || lot_text_equal(&load.place, &step->engine.from)) {
        return answer < 0 ? answer : 0;
    }
    say_unit(step, LOT_CODE_UNIT_ELSEWHERE, lot_text_span(&step->engine.sscc));
    step->effects.say.place = load.place;
    return SAID;
}

/* What is put onto a unit is brought to where it stands. */
int check_onto(struct step *step)
{
    struct lot_book_load load;
    int answer = unit_first(step, lot_text_span(&step->engine.onto), &load);
    struct lot_text to =
        step->workflow->to.kind == END_ORDER ? step->engine.document : step->engine.to;
    if (answer != 0 || lot_text_equal(&load.place, &to)) {
        return answer < 0 ? answer : 0;
    }
    say_unit(step, LOT_CODE_UNIT_ELSEWHERE, lot_text_span(&step->engine.onto));
    step->effects.say.place = load.place;
    return SAID;
}
