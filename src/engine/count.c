/* SPDX-License-Identifier: MIT */
/*
 * Counting. A count is compared with what is on record at that moment, and its difference is what
 * is kept: goods that move between a count and the next change both sides alike, so that two counts
 * agree when their differences do. One that differs is settled by a second that agrees, or by one
 * of another person; then the difference is booked. What was found of a lot at a place whose count
 * was never done is its opening stock, and needs no second count.
 */

#include "workflow.h"

#define USUAL_REASON LOT_LITERAL("miscount")

/* How a count stands against the record. */
struct comparison {
    int64_t counted, there;
    bool opening; /* the difference was there before anything was on record */
    bool settled;
};

static int64_t difference(const struct comparison *comparison)
{
    return comparison->counted - comparison->there;
}

/* The place's first count, of a lot of which nothing was ever booked there. */
static int is_opening(struct step *step, const struct comparison *comparison, bool *out)
{
    struct lot_book_place place = {0};
    int answer = step->book->place(step->book->self, lot_text_span(&step->engine.from), &place);
    *out = answer == 0 && !place.is_counted && comparison->there == 0 && comparison->counted > 0;
    return answer < 0 ? answer : 0;
}

static bool is_another_person(const struct step *step, const struct lot_book_tally *before)
{
    const struct lot_text *who = &step->engine.operator_id;
    return who->size > 0 && before->operator_id.size > 0 &&
           !lot_text_equal(who, &before->operator_id);
}

/* Whether one of the counts before has the same difference, or is another person's. */
static int is_agreed(struct step *step, int64_t difference, bool *out)
{
    const struct lot_book_stock shelf = {
        .item = goods_item(step), .lot = step->engine.lot, .place = step->engine.from};
    *out = false;
    for (unsigned i = 0; !*out; i++) {
        struct lot_book_tally before = {0};
        int answer = step->book->open_tally(step->book->self, &shelf, i, &before);
        if (answer != 0) {
            return answer < 0 ? answer : 0;
        }
        *out = before.difference == difference || is_another_person(step, &before);
    }
    return 0;
}

static int compare(struct step *step, struct comparison *out)
{
    bool agreed = false;
    *out = (struct comparison){0};
    if (!quantity_held(step, &out->counted)) {
        return say_text(step, LOT_CODE_BAD_QUANTITY, lot_span_of("")); /* a rule said so before */
    }
    int answer = place_quantity(step, &step->engine.from, &out->there);
    if (answer == 0) {
        answer = is_opening(step, out, &out->opening);
    }
    if (answer == 0) {
        answer = is_agreed(step, difference(out), &agreed);
    }
    out->settled = difference(out) == 0 || out->opening || agreed;
    return answer;
}

/* A large difference is doubted before it is booked. */
static int check_difference(struct step *step, const struct comparison *comparison)
{
    int64_t change = difference(comparison) < 0 ? -difference(comparison) : difference(comparison);
    int64_t limit = 0;
    bool books = comparison->settled && !comparison->opening && step->policy->count_limit > 0;
    if (!books || !quantity_scale(step->policy->count_limit, 0, step->item.decimals, &limit) ||
        change <= limit || doubt_is_accepted(step, LOT_DOUBT_DIFFERENCE)) {
        return 0;
    }
    struct lot_say *words = doubt_raise(step, LOT_DOUBT_DIFFERENCE);
    words->place = step->engine.from;
    words->quantity = difference(comparison);
    return SAID;
}

static void give_reason(const struct step *step, struct lot_transaction *out)
{
    out->reason = step->engine.reason;
    if (out->reason.size == 0) {
        (void)lot_text_set(&out->reason, USUAL_REASON); /* short */
    }
}

static void make_transaction(struct step *step, const struct comparison *comparison)
{
    const struct lot_engine *engine = &step->engine;
    struct lot_transaction *out = &step->effects.commit;
    out->job = LOT_JOB_COUNTING;
    out->document = engine->document;
    out->creates_item = engine->new_item;
    out->creates_lot = engine->lot.size > 0 && !step->lot_known;
    out->tally = (struct lot_tally){
        .place = engine->from,
        .item = goods_item(step),
        .lot = engine->lot,
        .dates = engine->dates,
        .counted = comparison->counted,
        .expected = comparison->there,
        .settled = comparison->settled,
    };
    if (comparison->settled) {
        out->counted = (struct lot_count_task){out->tally.place, out->tally.item, out->tally.lot};
    }
    if (!comparison->settled || difference(comparison) == 0) {
        return;
    }
    const char *place = comparison->opening ? LOT_PLACE_OPENING : LOT_PLACE_COUNT;
    out->count = 1;
    out->movement[0] = movement_of_difference(step, place, difference(comparison));
    if (!comparison->opening) {
        give_reason(step, out);
    }
}

static enum lot_code code_of(const struct comparison *comparison)
{
    if (!comparison->settled) {
        return LOT_CODE_COUNT_AGAIN;
    }
    return difference(comparison) == 0 || comparison->opening ? LOT_CODE_COUNTED
                                                              : LOT_CODE_COUNT_BOOKED;
}

/* Of what is not on record none can be counted. */
static int check_there_is_one(struct step *step, const struct comparison *comparison)
{
    bool nameless = step->engine.new_item || (step->engine.lot.size > 0 && !step->lot_known);
    if (!nameless || comparison->counted > 0) {
        return 0;
    }
    say_goods(step, LOT_CODE_UNKNOWN_LOT);
    return SAID;
}

int finish_count(struct step *step)
{
    struct comparison comparison;
    int answer = compare(step, &comparison);
    if (answer == 0) {
        answer = check_there_is_one(step, &comparison);
    }
    if (answer == 0) {
        answer = check_difference(step, &comparison);
    }
    if (answer != 0) {
        return answer;
    }
    make_transaction(step, &comparison);
    struct lot_say *words = say_goods(step, code_of(&comparison));
    words->place = step->engine.from;
    words->quantity = comparison.counted;
    if (comparison.settled) {
        slots_drop_half(step);
    } else {
        slots_drop(&step->engine, SLOT(QUANTITY)); /* the same lot once more */
        doubt_prune(&step->engine);
    }
    return SAID;
}

/* ---- the end of a place --------------------------------------------------------------------- */

static void tell_row(struct lot_say *words, const struct lot_book_stock *row)
{
    words->item = row->item;
    words->lot = row->lot;
    words->place = row->place;
}

static int check_recounted(struct step *step)
{
    struct lot_book_stock row = {0};
    int answer = step->book->recount(step->book->self, lot_text_span(&step->engine.from), 0, &row);
    if (answer != 0) {
        return answer < 0 ? answer : 0;
    }
    tell_row(say(step, LOT_CODE_STILL_TO_COUNT), &row);
    return SAID;
}

/* What lies there by the record alone is gone, once that is said twice. */
static int add_gone(struct step *step, const struct lot_book_stock *row)
{
    struct lot_transaction *out = &step->effects.commit;
    if (!doubt_is_accepted(step, LOT_DOUBT_ZERO)) {
        tell_row(doubt_raise(step, LOT_DOUBT_ZERO), row);
        return SAID;
    }
    if (out->count == LOT_MOVEMENTS_MAX) {
        say(step, LOT_CODE_TOO_MANY)->place = step->engine.from;
        return SAID;
    }
    struct lot_movement *movement = &out->movement[out->count++];
    *movement = (struct lot_movement){
        .item = row->item, .lot = row->lot, .from = row->place, .quantity = row->quantity};
    return lot_text_set(&movement->to, LOT_LITERAL(LOT_PLACE_COUNT));
}

static int gather_gone(struct step *step)
{
    for (unsigned i = 0;; i++) {
        struct lot_book_stock row = {0};
        int answer =
            step->book->uncounted(step->book->self, lot_text_span(&step->engine.from), i, &row);
        if (answer != 0) {
            return answer < 0 ? answer : 0;
        }
        answer = add_gone(step, &row);
        if (answer != 0) {
            return answer;
        }
    }
}

int done_count(struct step *step)
{
    struct lot_transaction *out = &step->effects.commit;
    if ((step->engine.filled & SLOT(FROM)) == 0) {
        return done_close(step);
    }
    int answer = check_recounted(step);
    if (answer == 0) {
        answer = gather_gone(step);
    }
    if (answer != 0) {
        return answer;
    }
    out->job = LOT_JOB_COUNTING;
    out->document = step->engine.document;
    out->tally = (struct lot_tally){.place = step->engine.from, .settled = true};
    out->counted.place = step->engine.from;
    if (out->count > 0) {
        give_reason(step, out);
    }
    struct lot_say *words = say(step, LOT_CODE_PLACE_COUNTED);
    words->place = step->engine.from;
    words->quantity = out->count;
    slots_drop(&step->engine, SLOT(FROM) | SLOT(REASON));
    doubt_prune(&step->engine);
    return SAID;
}
