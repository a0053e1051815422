/* SPDX-License-Identifier: MIT */
/* What a finished transaction books, says and prints, by the workflow's row. */

#include "workflow.h"

struct lot_text goods_item(const struct step *step)
{
    return step->item.number.size > 0 ? step->item.number : step->engine.item;
}

static struct lot_text place_of(const struct step *step, const struct end *end)
{
    struct lot_text place = {0};
    bool order = (step->engine.filled & SLOT(DOCUMENT)) != 0;
    if (end->kind == END_SLOT && end->slot == LOT_SLOT_TO && step->aside.size > 0) {
        return step->aside;
    }
    if (end->kind == END_SLOT) {
        return end->slot == LOT_SLOT_FROM ? step->engine.from : step->engine.to;
    }
    if (end->kind == END_ORDER && order) {
        return step->engine.document;
    }
    (void)lot_text_set(&place, lot_span_of(end->place)); /* virtual places are short */
    return place;
}

static int fill_line(struct step *step, struct lot_movement *movement)
{
    struct lot_book_line line;
    bool order = step->document.kind == LOT_DOCUMENT_ORDER;
    if (order && step->workflow->job == LOT_JOB_RETURN) {
        return 0; /* what comes back does not make an order's line more done */
    }
    int answer = wanted_line(step, &line);
    if (answer == 0) {
        movement->line = line.line;
        movement->override |= wanted_is_substitute(step, &line);
    }
    return answer < 0 ? answer : 0;
}

/* The one movement of the workflow. */
static int make_movement(struct step *step, struct lot_movement *out)
{
    const struct lot_engine *engine = &step->engine;
    *out = (struct lot_movement){
        .item = goods_item(step),
        .lot = goods_lot(step),
        .from = place_of(step, &step->workflow->from),
        .to = place_of(step, &step->workflow->to),
        .override = engine->override,
    };
    out->from_sscc = engine->sscc;
    out->to_sscc = engine->onto;
    out->weight = engine->weight;
    out->dates = engine->dates;
    if (step->item.tracking == LOT_TRACKING_SERIAL) {
        out->serial = engine->serial;
    }
    if (!quantity_held(step, &out->quantity)) {
        return say_text(step, LOT_CODE_BAD_QUANTITY, lot_span_of("")); /* a rule said so before */
    }
    return fill_line(step, out);
}

static void fill_number(const struct step *step, struct lot_transaction *out)
{
    if (step->numbered) {
        out->supplier_lot = step->engine.lot;
        out->counter = step->number.counter;
        out->counter_value = step->number.value;
    }
}

static int make_transaction(struct step *step, struct lot_transaction *out)
{
    const struct lot_engine *engine = &step->engine;
    int answer = make_movement(step, &out->movement[0]);
    if (answer != 0) {
        return answer;
    }
    out->job = step->workflow->job;
    out->count = 1;
    out->document = engine->document;
    out->reason = engine->reason;
    out->creates_item = engine->new_item;
    out->creates_lot = step->workflow->creates && out->movement[0].lot.size > 0 && !step->lot_known;
    if (out->creates_lot) {
        fill_number(step, out);
    }
    aside_split(step, out);
    return place_is_new(step, &out->movement[0].to, &out->creates_place);
}

/* Prints the label of what is held, and remembers it for a reprint. */
void print_label(struct step *step, int64_t quantity, uint8_t copies)
{
    struct lot_engine *engine = &step->engine;
    engine->last_item = goods_item(step);
    engine->last_lot = goods_lot(step);
    engine->last_quantity = quantity;
    step->effects.print = (struct lot_print){
        .item = engine->last_item,
        .lot = engine->last_lot,
        .quantity = quantity,
        .copies = copies,
    };
}

int finish_movement(struct step *step)
{
    const struct workflow *workflow = step->workflow;
    struct lot_transaction *transaction = &step->effects.commit;
    int answer = make_transaction(step, transaction);
    if (answer != 0) {
        return answer;
    }
    const struct lot_movement *movement = &transaction->movement[0];
    struct lot_dates dates = goods_dates(step);
    bool moves = workflow->job == LOT_JOB_MOVE;
    struct lot_say *words = say_goods(step, workflow->finished);
    words->quantity = movement->quantity;
    words->place = workflow->to.kind == END_SLOT ? movement->to : movement->from;
    words->other_place = moves ? movement->from : (struct lot_text){0};
    words->document = transaction->document;
    words->text = transaction->reason;
    words->date = lot_dates_use_by(&dates);
    aside_word(step, transaction);
    if (workflow->prints && movement->lot.size > 0) {
        print_label(step, movement->quantity, step->policy->label_copies);
    }
    slots_drop_half(step);
    step->engine.new_place = false;
    return SAID;
}

/* ---- what books nothing --------------------------------------------------------------------- */

/* What the label that was scanned counts, in smallest units, or 0. */
static int64_t counted(const struct step *step)
{
    const struct lot_facts *facts = &step->event->decoded->facts;
    const struct lot_value *count = &facts->value[LOT_FACT_QUANTITY];
    int64_t quantity = 0;
    if (step->event->decoded->status != LOT_DECODE_OK || !lot_facts_has(facts, LOT_FACT_QUANTITY) ||
        !quantity_scale(count->number, count->decimals, step->item.decimals, &quantity)) {
        return 0;
    }
    return quantity;
}

int finish_label(struct step *step)
{
    const struct lot_engine *engine = &step->engine;
    bool said = (engine->filled & SLOT(QUANTITY)) != 0;
    uint8_t copies = said ? (uint8_t)engine->quantity : 1; /* a rule bounds it */
    struct lot_say *words = say_goods(step, LOT_CODE_LABELLED);
    words->quantity = copies;
    words->decimals = 0;
    print_label(step, counted(step), copies);
    slots_drop_half(step);
    return SAID;
}

int finish_inquiry(struct step *step)
{
    struct lot_text item = goods_item(step);
    struct lot_dates dates = goods_dates(step);
    struct lot_say *words = say_goods(step, LOT_CODE_INQUIRED);
    words->date = lot_dates_use_by(&dates);
    if (step->lot_known) {
        (void)lot_text_set(&words->text, lot_span_of(lot_status_name(step->lot.status)));
    }
    for (unsigned i = 0;; i++) {
        struct lot_book_stock row;
        int answer = step->book->lot_stock(step->book->self, lot_text_span(&item),
                                           lot_text_span(&step->engine.lot), i, &row);
        if (answer < 0) {
            return answer;
        }
        if (answer > 0) {
            break;
        }
        if (lot_span_starts(lot_text_span(&row.place), LOT_LITERAL("@"))) {
            continue; /* gone, or not come yet */
        }
        words->place = words->quantity == 0 ? row.place : words->place;
        words->quantity += row.quantity;
    }
    slots_drop_half(step);
    return SAID;
}

int done_close(struct step *step)
{
    say(step, LOT_CODE_DONE)->document = step->engine.document;
    slots_drop_all(step);
    return SAID;
}
