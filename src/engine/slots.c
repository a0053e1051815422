/* SPDX-License-Identifier: MIT */
/*
 * Slots: what a workflow holds of the transaction being filled, and what it still lacks.
 *
 * Only what a person scanned is kept between steps. What follows from it (the dock, the one place
 * where a lot lies, all that is there) is worked out anew in each step, so that it is never older
 * than the ledger.
 */

#include "workflow.h"

struct lot_text *slots_text(struct lot_engine *engine, enum lot_slot slot)
{
    switch (slot) {
    case LOT_SLOT_DOCUMENT:
        return &engine->document;
    case LOT_SLOT_ITEM:
        return &engine->item;
    case LOT_SLOT_LOT:
        return &engine->lot;
    case LOT_SLOT_SERIAL:
        return &engine->serial;
    case LOT_SLOT_FROM:
        return &engine->from;
    case LOT_SLOT_SSCC:
        return &engine->sscc;
    case LOT_SLOT_TO:
        return &engine->to;
    case LOT_SLOT_ONTO:
        return &engine->onto;
    case LOT_SLOT_REASON:
        return &engine->reason;
    case LOT_SLOT_USE_BY:
    case LOT_SLOT_QUANTITY:
    case LOT_SLOT_CHECK:
    case LOT_SLOT_EMPTY:
    case LOT_SLOT_WEIGHT:
    case LOT_SLOT_COUNT:
        break;
    }
    return NULL;
}

/* What goes with a slot besides its text. */
static void drop_with(struct lot_engine *engine, enum lot_slot slot)
{
    switch (slot) {
    case LOT_SLOT_ITEM:
        engine->new_item = false;
        engine->shorted = false;
        engine->numbers = false;
        engine->damaged = 0;
        engine->damaged_decimals = 0;
        engine->all_damaged = false;
        engine->counted = 0;
        break;
    case LOT_SLOT_LOT:
        engine->override = false;
        break;
    case LOT_SLOT_USE_BY:
        engine->dates = (struct lot_dates){0};
        break;
    case LOT_SLOT_QUANTITY:
        engine->quantity = 0;
        engine->quantity_decimals = 0;
        engine->quantity_said = false;
        engine->typed = (struct lot_text){0};
        break;
    case LOT_SLOT_SSCC:
        engine->whole = false;
        break;
    case LOT_SLOT_WEIGHT:
        engine->weight = 0;
        break;
    case LOT_SLOT_TO:
        engine->new_place = false;
        engine->filled &= ~SLOT(CHECK); /* of that place */
        break;
    case LOT_SLOT_EMPTY:
        engine->leftover = false;
        break;
    case LOT_SLOT_SERIAL:
    case LOT_SLOT_ONTO:
    case LOT_SLOT_DOCUMENT:
    case LOT_SLOT_FROM:
    case LOT_SLOT_REASON:
    case LOT_SLOT_CHECK:
    case LOT_SLOT_COUNT:
        break;
    }
}

void slots_drop(struct lot_engine *engine, uint32_t slots)
{
    for (enum lot_slot slot = 0; slot < LOT_SLOT_COUNT; slot++) {
        struct lot_text *text = slots_text(engine, slot);
        if ((slots >> slot & 1u) == 0) {
            continue;
        }
        if (text) {
            *text = (struct lot_text){0};
        }
        drop_with(engine, slot);
    }
    engine->filled &= ~slots;
}

void slots_drop_all(struct step *step)
{
    slots_drop(&step->engine, ~0u);
    step->derived = 0;
    step->unsure = 0;
    doubt_prune(&step->engine);
}

void slots_drop_half(struct step *step)
{
    slots_drop(&step->engine, ~step->workflow->sticky);
    step->derived = 0;
    step->unsure = 0;
    doubt_prune(&step->engine);
}

bool slots_half_filled(const struct lot_engine *engine)
{
    const struct lot_dates *dates = &engine->dates;
    return (engine->filled & ~workflow_of(engine)->sticky) != 0 || engine->damaged != 0 ||
           engine->all_damaged || engine->numbers || engine->typed.size > 0 ||
           dates->produced != LOT_DATE_NONE || dates->packed != LOT_DATE_NONE;
}

/* ---- filling -------------------------------------------------------------------------------- */

int slots_contradict(struct step *step, const char *what)
{
    struct lot_say *words = say_goods(step, LOT_CODE_CONTRADICTION);
    (void)lot_text_set(&words->text, lot_span_of(what)); /* names of slots and facts are short */
    return SAID;
}

int slots_fill(struct step *step, enum lot_slot slot, enum lot_fact fact, struct lot_span text)
{
    struct lot_engine *engine = &step->engine;
    struct lot_text *held = slots_text(engine, slot);
    bool filled = (engine->filled >> slot & 1u) != 0;
    if (filled && lot_span_equal(lot_text_span(held), text)) {
        return 0;
    }
    if (filled && (step->workflow->sticky >> slot & 1u) == 0) {
        return slots_contradict(step, lot_slot_name(slot));
    }
    if (lot_text_set(held, text) < 0) {
        return say_text(step, LOT_CODE_TOO_LONG, lot_span_of(lot_fact_name(fact)));
    }
    engine->filled |= 1u << slot;
    if (engine->whole && (slot == LOT_SLOT_ITEM || slot == LOT_SLOT_LOT)) {
        engine->whole = false; /* these goods are taken from the unit */
        step->workflow = workflow_of(engine);
    }
    if (filled) {
        drop_with(engine, slot);
        doubt_reopen(step, slot);
    }
    return 0;
}

/* ---- what is known, and what is asked ------------------------------------------------------- */

bool slots_known(const struct step *step, uint32_t slots)
{
    return (slots & ~((step->engine.filled | step->derived) & ~step->unsure)) == 0;
}

bool slots_goods(const struct step *step, uint32_t filled)
{
    return (filled & SLOT(ITEM)) != 0 &&
           ((filled & SLOT(LOT)) != 0 || step->item.tracking == LOT_TRACKING_NONE);
}

/* Whether a slot that is not known has to be. */
static bool is_due(const struct step *step, enum lot_slot slot)
{
    switch (slot) {
    case LOT_SLOT_DOCUMENT:
        return step->workflow->needs_document && step->workflow->needs_document(step->policy);
    case LOT_SLOT_SERIAL:
        return step->item.tracking == LOT_TRACKING_SERIAL;
    case LOT_SLOT_USE_BY:
        return step->item.needs_date && !step->lot_known;
    case LOT_SLOT_REASON:
        return !step->workflow->needs_reason || step->workflow->needs_reason(step);
    case LOT_SLOT_CHECK:
        return step->check.size > 0;
    case LOT_SLOT_EMPTY:
        return step->empties;
    case LOT_SLOT_SSCC:
        return step->engine.whole || step->on_units;
    case LOT_SLOT_WEIGHT:
        return step->item.catch_weight;
    default:
        return true;
    }
}

enum lot_slot slots_question(const struct step *step)
{
    const struct workflow *workflow = step->workflow;
    for (unsigned i = 0; i < workflow->ask_count; i++) {
        if (!slots_known(step, 1u << workflow->asks[i]) && is_due(step, workflow->asks[i])) {
            return workflow->asks[i];
        }
    }
    return LOT_SLOT_COUNT;
}

/* ---- settling ------------------------------------------------------------------------------- */

static int look_up_document(struct step *step)
{
    const struct lot_engine *engine = &step->engine;
    step->document = (struct lot_book_document){0};
    if ((engine->filled & SLOT(DOCUMENT)) == 0) {
        return 0;
    }
    struct lot_book_document found = {0};
    int answer = step->book->document(step->book->self, lot_text_span(&engine->document), &found);
    if (answer == 0) {
        step->document = found;
    }
    return answer < 0 ? answer : 0;
}

static int look_up_item(struct step *step)
{
    const struct lot_engine *engine = &step->engine;
    step->item_known = false;
    step->item = (struct lot_book_item){.number = engine->item, .tracking = LOT_TRACKING_LOT};
    if ((engine->filled & SLOT(ITEM)) == 0) {
        return 0;
    }
    struct lot_book_item found = {0};
    int answer = step->book->item(step->book->self, lot_text_span(&engine->item), &found);
    if (answer == 0) {
        step->item = found;
        step->item_known = true;
    }
    return answer < 0 ? answer : 0;
}

static int look_up_lot(struct step *step)
{
    const struct lot_engine *engine = &step->engine;
    step->lot_known = false;
    step->lot = (struct lot_book_lot){.lot = engine->lot, .dates = engine->dates};
    if (!step->item_known || (engine->filled & SLOT(LOT)) == 0) {
        return 0;
    }
    struct lot_book_lot found = {0};
    int answer = step->book->lot(step->book->self, lot_text_span(&step->item.number),
                                 lot_text_span(&engine->lot), &found);
    bool theirs = answer == 0 && !lot_text_equal(&found.lot, &engine->lot);
    if (answer == 0 && !(theirs && step->workflow->creates)) {
        step->lot = found;
        step->lot_known = true;
        step->engine.lot = found.lot; /* whose label had the supplier's number */
    }
    return answer < 0 ? answer : 0;
}

/* What follows from how the item is tracked: no lot to ask for, or a single piece. */
static void settle_tracking(struct step *step)
{
    struct lot_engine *engine = &step->engine;
    if (step->item.tracking == LOT_TRACKING_NONE) {
        slots_drop(engine, SLOT(LOT) | SLOT(SERIAL) | SLOT(USE_BY));
        step->derived |= SLOT(LOT);
    }
    if (step->item.tracking == LOT_TRACKING_SERIAL && (engine->filled & SLOT(SERIAL)) != 0 &&
        (engine->filled & SLOT(QUANTITY)) == 0) {
        engine->quantity = 1;
        step->derived |= SLOT(QUANTITY);
    }
}

int slots_settle(struct step *step)
{
    step->derived = 0;
    step->unsure = 0;
    step->empties = false;
    step->on_units = false;
    step->numbered = false;
    int answer = look_up_document(step);
    if (answer == 0) {
        answer = look_up_item(step);
    }
    if (answer < 0) {
        return answer;
    }
    settle_tracking(step);
    answer = settle_serial(step);
    if (answer == 0) {
        answer = look_up_lot(step);
    }
    for (unsigned i = 0; answer == 0 && i < step->workflow->settle_count; i++) {
        answer = step->workflow->settles[i](step);
    }
    return answer;
}

void slots_unsettle(struct step *step)
{
    slots_drop(&step->engine, step->derived & ~step->engine.filled);
    step->derived = 0;
    step->unsure = 0;
}
