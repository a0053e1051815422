/* SPDX-License-Identifier: MIT */
/*
 * Jobs of a whole logistic unit: all that is on it goes with one scan, and is booked lot by lot, so
 * that each lot's own history is whole. The rows are variants of the jobs of goods.
 */

#include "workflow.h"

/* ---- the movements -------------------------------------------------------------------------- */

/* Holds a lot of the unit, so that the rules about goods can judge it. */
static int hold(struct step *step, const struct lot_movement *movement)
{
    struct lot_engine *engine = &step->engine;
    engine->item = movement->item;
    engine->lot = movement->lot;
    engine->dates = movement->dates;
    engine->quantity = movement->quantity;
    engine->quantity_said = true;
    engine->filled |= SLOT(ITEM) | SLOT(QUANTITY);
    engine->filled |= movement->lot.size > 0 ? SLOT(LOT) : 0;
    engine->accepted |= DOUBT(NEW_LOT) | DOUBT(QUANTITY); /* the unit states it in a field */
    int answer = slots_settle(step);
    engine->quantity_decimals = step->item.decimals;
    return answer;
}

static int judge_and_add(struct step *step, const struct lot_movement *movement,
                         const struct workflow *goods)
{
    int answer = hold(step, movement);
    if (answer == 0 && goods) {
        answer = judge_checks(step, goods->checks, goods->check_count);
    }
    return answer == 0 ? parts_add(step, movement) : answer;
}

/* All that is on the unit, to a place; goods: whose rules each lot must pass, or NULL. */
static int add_loads(struct step *step, struct lot_text to, const struct workflow *goods)
{
    const struct lot_text sscc = step->engine.sscc;
    int answer = 0;
    for (unsigned i = 0; answer == 0; i++) {
        struct lot_book_load load;
        struct lot_book_line line = {0};
        answer = step->book->load(step->book->self, lot_text_span(&sscc), i, &load);
        if (answer == 0 && (step->engine.filled & SLOT(DOCUMENT)) != 0) {
            answer = step->book->line(step->book->self, lot_text_span(&step->engine.document),
                                      lot_text_span(&load.item), &line);
            answer = answer < 0 ? answer : 0;
        } else if (answer == 1) {
            return 0;
        }
        const struct lot_movement movement = {.item = load.item,
                                              .lot = load.lot,
                                              .from = load.place,
                                              .to = to,
                                              .from_sscc = sscc,
                                              .to_sscc = sscc,
                                              .quantity = load.quantity,
                                              .line = line.line};
        answer = answer == 0 ? judge_and_add(step, &movement, goods) : answer;
    }
    return answer;
}

/* ---- finishing ------------------------------------------------------------------------------ */

static int finish(struct step *step, enum lot_code code, const struct lot_text *place)
{
    struct lot_transaction *transaction = &step->effects.commit;
    const struct lot_text sscc = step->before->sscc.size > 0 && step->engine.sscc.size == 0
                                     ? step->before->sscc
                                     : step->engine.sscc;
    int answer = place_is_new(step, &transaction->movement[0].to, &transaction->creates_place);
    if (answer < 0) {
        return answer;
    }
    transaction->job = step->workflow->job;
    say_unit(step, code, lot_text_span(&sscc));
    step->effects.say.document = transaction->document;
    step->effects.say.place = *place;
    step->effects.say.quantity = transaction->count;
    return SAID;
}

/* What was held of single lots goes with the unit. */
static void drop(struct step *step)
{
    slots_drop(&step->engine, GOODS_WITH_DATES | SLOT(QUANTITY));
    slots_drop_half(step);
    step->engine.whole = false;
    step->workflow = workflow_of(&step->engine);
}

static int finish_unit_move(struct step *step)
{
    struct lot_text from = step->engine.from, to = step->engine.to;
    int answer = add_loads(step, to, NULL);
    if (answer == 0) {
        answer = finish(step, LOT_CODE_UNIT_MOVED, &to);
        step->effects.say.other_place = from;
        drop(step);
    }
    return answer;
}

static int finish_unit_pick(struct step *step)
{
    struct lot_text from = step->engine.from;
    int answer = add_loads(step, step->engine.document, &workflow_pick);
    if (answer == 0) {
        step->effects.commit.document = step->engine.document;
        answer = finish(step, LOT_CODE_UNIT_PICKED, &from);
        drop(step);
    }
    return answer;
}

/* One lot that is advised and did not come yet; 1: there are no more. */
static int add_advice(struct step *step, unsigned index)
{
    struct lot_transaction *transaction = &step->effects.commit;
    struct lot_book_advice advice;
    int answer =
        step->book->advice(step->book->self, lot_text_span(&step->engine.sscc), index, &advice);
    if (answer != 0 || advice.done >= advice.quantity) {
        return answer;
    }
    struct lot_movement movement = {.item = advice.item,
                                    .lot = advice.lot,
                                    .to = step->engine.to,
                                    .to_sscc = step->engine.sscc,
                                    .dates = advice.dates,
                                    .quantity = advice.quantity - advice.done,
                                    .line = advice.line};
    (void)lot_text_set(&movement.from, LOT_LITERAL(LOT_PLACE_SUPPLIER)); /* short */
    transaction->document = advice.document;
    transaction->creates_lot = true;
    step->engine.document = advice.document;
    step->engine.filled |= SLOT(DOCUMENT);
    return judge_and_add(step, &movement, &workflow_receive);
}

static int finish_unit_receipt(struct step *step)
{
    struct lot_transaction *transaction = &step->effects.commit;
    struct lot_text to = step->engine.to;
    int answer = 0;
    for (unsigned i = 0; answer == 0; i++) {
        answer = add_advice(step, i);
    }
    if (answer != 1 || step->effects.say.code != LOT_CODE_NOTHING) {
        return answer; /* the book failed, or a rule spoke */
    }
    if (transaction->count == 0) {
        return say_unit(step, LOT_CODE_UNIT_RECEIVED_BEFORE, lot_text_span(&step->engine.sscc));
    }
    answer = finish(step, LOT_CODE_UNIT_RECEIVED, &to);
    drop(step);
    return answer;
}

static int finish_unit_inquiry(struct step *step)
{
    const struct lot_text sscc = step->engine.sscc;
    struct lot_book_load load, first = {0};
    unsigned count = 0;
    int answer = 0;
    while (answer == 0) {
        answer = step->book->load(step->book->self, lot_text_span(&sscc), count, &load);
        first = count == 0 && answer == 0 ? load : first;
        count += answer == 0;
    }
    if (answer < 0) {
        return answer;
    }
    say_unit(step, LOT_CODE_UNIT_INQUIRED, lot_text_span(&sscc));
    step->effects.say.place = first.place;
    step->effects.say.item = first.item;
    step->effects.say.lot = first.lot;
    step->effects.say.quantity = count;
    drop(step);
    return SAID;
}

/* ---- the rows ------------------------------------------------------------------------------- */

static const enum lot_slot inquire_asks[] = {LOT_SLOT_SSCC};

const struct workflow workflow_inquire_unit = {
    .job = LOT_JOB_NONE,
    LIST(ask, inquire_asks),
    .takes = SLOT(SSCC),
    .take_unit = inquire_takes_unit,
    .finish = finish_unit_inquiry,
    .done = done_close,
};

static const enum lot_slot unit_asks[] = {LOT_SLOT_SSCC, LOT_SLOT_TO};

static int (*const receive_settles[])(struct step *) = {settle_dock};

static const struct check receive_checks[] = {
    {SLOT(TO), check_new_place},
};

const struct workflow workflow_receive_unit = {
    .job = LOT_JOB_RECEIVE,
    LIST(ask, unit_asks),
    .takes = SLOT(SSCC) | SLOT(TO),
    .sticky = SLOT(DOCUMENT) | SLOT(TO),
    .document_kind = LOT_DOCUMENT_RECEIPT,
    .place_slot = place_is_to,
    .take_unit = receive_takes_unit,
    .creates = true,
    .new_places = true,
    .from = {.kind = END_VIRTUAL, .place = LOT_PLACE_SUPPLIER},
    .to = {.kind = END_SLOT,    .slot = LOT_SLOT_TO        },
    LIST(settle, receive_settles),
    LIST(check, receive_checks),
    .finish = finish_unit_receipt,
    .done = done_close,
};

static const enum lot_slot pick_asks[] = {LOT_SLOT_DOCUMENT, LOT_SLOT_SSCC};

static int (*const from_settles[])(struct step *) = {settle_unit_place};

const struct workflow workflow_pick_unit = {
    .job = LOT_JOB_PICK,
    LIST(ask, pick_asks),
    .takes = GOODS_WITH_DATES | SLOT(SSCC) | SLOT(DOCUMENT),
    .sticky = SLOT(DOCUMENT) | SLOT(ONTO),
    .document_kind = LOT_DOCUMENT_ORDER,
    .take_unit = pick_takes_unit,
    .from = {.kind = END_SLOT,  .slot = LOT_SLOT_FROM      },
    .to = {.kind = END_ORDER, .place = LOT_PLACE_CUSTOMER},
    LIST(settle, from_settles),
    .finish = finish_unit_pick,
    .done = done_ship,
};

static const struct check move_checks[] = {
    {SLOT(FROM) | SLOT(SSCC), check_unit_there },
    {SLOT(FROM) | SLOT(TO),   check_other_place},
    {SLOT(TO),                check_new_place  },
};

const struct workflow workflow_move_unit = {
    .job = LOT_JOB_MOVE,
    LIST(ask, unit_asks),
    .takes = GOODS_WITH_DATES | SLOT(SSCC) | SLOT(TO),
    .place_slot = place_is_to,
    .take_unit = move_takes_unit,
    .new_places = true,
    .from = {.kind = END_SLOT, .slot = LOT_SLOT_FROM},
    .to = {.kind = END_SLOT, .slot = LOT_SLOT_TO  },
    LIST(settle, from_settles),
    LIST(check, move_checks),
    .finish = finish_unit_move,
    .done = done_close,
};
