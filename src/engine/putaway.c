/* SPDX-License-Identifier: MIT */
/*
 * Putting away: where the same lot lies already is suggested, a place may hold one lot or one item
 * only, its check digits prove that somebody stands before it, and all that lies at a place can go
 * to another one at once.
 */

#include "workflow.h"

/* ---- where the same lot lies already -------------------------------------------------------- */

int putaway_suggest(struct step *step, struct lot_text *out)
{
    struct lot_text item = goods_item(step);
    struct lot_text lot = goods_lot(step);
    for (unsigned i = 0; slots_goods(step, step->engine.filled | step->derived); i++) {
        struct lot_book_stock row;
        struct lot_book_place place = {0};
        int answer = step->book->lot_stock(step->book->self, lot_text_span(&item),
                                           lot_text_span(&lot), i, &row);
        if (answer != 0) {
            return answer < 0 ? answer : 0;
        }
        int reserved = place_is_reserved(step, &row.place);
        answer = step->book->place(step->book->self, lot_text_span(&row.place), &place);
        if (reserved < 0 || answer < 0) {
            return reserved < 0 ? reserved : answer;
        }
        if (reserved == 0 && !place.is_quarantine &&
            !lot_text_equal(&row.place, &step->engine.from)) {
            *out = row.place;
            return 0;
        }
    }
    return 0;
}

/* ---- what may lie together ------------------------------------------------------------------ */

static bool may_share(enum lot_mixing mixing, const struct lot_book_stock *row,
                      const struct lot_text *item, const struct lot_text *lot)
{
    bool same_item = lot_text_equal(&row->item, item);
    return mixing == LOT_MIXING_ANY ||
           (same_item && (mixing == LOT_MIXING_ITEM || lot_text_equal(&row->lot, lot)));
}

int check_mixing(struct step *step)
{
    struct lot_book_place place = {0};
    struct lot_text item = goods_item(step);
    struct lot_text lot = goods_lot(step);
    const struct lot_text *to = step->aside.size > 0 ? &step->aside : &step->engine.to;
    int answer = step->book->place(step->book->self, lot_text_span(to), &place);
    if (answer != 0 || place.mixing == LOT_MIXING_ANY) {
        return answer < 0 ? answer : 0;
    }
    for (unsigned i = 0;; i++) {
        struct lot_book_stock row;
        answer = step->book->place_stock(step->book->self, lot_text_span(to), i, &row);
        if (answer != 0) {
            return answer < 0 ? answer : 0;
        }
        if (!may_share(place.mixing, &row, &item, &lot)) {
            struct lot_say *words = say_goods(step, LOT_CODE_NO_MIXING);
            words->place = *to;
            words->other_lot = row.lot;
            words->text = row.item;
            return SAID;
        }
    }
}

/* ---- check digits --------------------------------------------------------------------------- */

/* Those of a place; none where it has none. */
static int digits_of(struct step *step, const struct lot_text *code, struct lot_text *out)
{
    struct lot_book_place place = {0};
    int answer = step->book->place(step->book->self, lot_text_span(code), &place);
    *out = answer == 0 ? place.check : (struct lot_text){0};
    return answer < 0 ? answer : 0;
}

int settle_check(struct step *step)
{
    step->check = (struct lot_text){0};
    if (!step->policy->check_digits || (step->engine.filled & SLOT(TO)) == 0) {
        return 0;
    }
    return digits_of(step, &step->engine.to, &step->check);
}

int putaway_check(struct step *step, struct lot_span text)
{
    struct lot_text digits;
    int answer = digits_of(step, &step->engine.to, &digits);
    if (answer == 0 && !lot_span_equal(lot_text_span(&digits), text)) {
        say(step, LOT_CODE_WRONG_CHECK)->place = step->engine.to;
        return SAID;
    }
    step->engine.filled |= answer == 0 ? SLOT(CHECK) : 0;
    return answer;
}

int putaway_hear(struct step *step, struct lot_span text)
{
    struct errand errand;
    struct lot_text digits;
    bool place_next = (step->workflow->takes & SLOT(FROM)) != 0 && step->engine.document.size > 0;
    int answer = place_next && step->workflow->to.kind == END_ORDER ? slots_settle(step) : 1;
    if (answer == 0) {
        answer = wanted_next(step, &errand);
        slots_unsettle(step);
    }
    if (answer == 0) {
        answer = digits_of(step, &errand.stock.place, &digits);
    }
    if (answer != 0 || text.size == 0 || !lot_span_equal(lot_text_span(&digits), text)) {
        return answer < 0 ? answer : 1;
    }
    return slots_fill(step, LOT_SLOT_FROM, LOT_FACT_LOCATION, lot_text_span(&errand.stock.place));
}

/* ---- a whole place -------------------------------------------------------------------------- */

/* Holds a row's goods, so that the rules can judge them, and adds their movement. */
static int add_row(struct step *step, const struct lot_book_stock *row)
{
    step->engine.item = row->item;
    step->engine.lot = row->lot;
    step->engine.filled |= SLOT(ITEM) | SLOT(LOT);
    int answer = slots_settle(step);
    if (answer == 0) {
        answer = check_mixing(step);
    }
    const struct lot_movement movement = {
        .item = row->item,
        .lot = row->lot,
        .from = step->engine.from,
        .to = step->engine.to,
        .quantity = row->quantity,
    };
    return answer == 0 ? parts_add_all(step, &movement) : answer;
}

/* What goes there together may have to lie there alone. */
static int check_together(struct step *step)
{
    const struct lot_transaction *transaction = &step->effects.commit;
    struct lot_book_place place = {0};
    int answer = step->book->place(step->book->self, lot_text_span(&step->engine.to), &place);
    for (unsigned i = 1; answer == 0 && i < transaction->count; i++) {
        const struct lot_movement *one = &transaction->movement[0];
        const struct lot_movement *other = &transaction->movement[i];
        const struct lot_book_stock row = {.item = one->item, .lot = one->lot};
        if (!may_share(place.mixing, &row, &other->item, &other->lot)) {
            struct lot_say *words = say(step, LOT_CODE_NO_MIXING);
            words->item = other->item;
            words->lot = other->lot;
            words->place = step->engine.to;
            words->other_lot = one->lot;
            words->text = one->item;
            return SAID;
        }
    }
    return answer < 0 ? answer : 0;
}

static int gather(struct step *step)
{
    for (unsigned i = 0;; i++) {
        struct lot_book_stock row;
        int answer =
            step->book->place_stock(step->book->self, lot_text_span(&step->engine.from), i, &row);
        if (answer != 0) {
            return answer < 0 ? answer : check_together(step);
        }
        answer = add_row(step, &row);
        if (answer != 0) {
            return answer;
        }
    }
}

bool putaway_may_be_whole(const struct step *step)
{
    const uint32_t places = SLOT(FROM) | SLOT(TO);
    return step->workflow->wholes && (step->engine.filled & places) == places &&
           (step->engine.filled & ~(places | SLOT(CHECK))) == 0;
}

int putaway_whole(struct step *step)
{
    struct lot_transaction *transaction = &step->effects.commit;
    int answer = check_other_place(step);
    if (answer == 0) {
        answer = gather(step);
    }
    if (answer == 0 && transaction->count == 0) {
        say(step, LOT_CODE_NOTHING_THERE)->place = step->engine.from;
        answer = SAID;
    }
    if (answer != 0) {
        return answer;
    }
    transaction->job = step->workflow->job;
    transaction->creates_place = step->engine.new_place;
    struct lot_say *words = say(step, LOT_CODE_MOVED_ALL);
    words->place = step->engine.to;
    words->other_place = step->engine.from;
    words->quantity = transaction->count;
    slots_drop_half(step);
    step->engine.new_place = false;
    return SAID;
}
