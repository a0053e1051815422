/* SPDX-License-Identifier: MIT */
/*
 * Facts into slots. A scan may state several facts in any order; the table's order is the one in
 * which they build on each other (the item first: its pack and unit say what a count means). Two
 * labels are never mixed: a fact that contradicts what is held refuses its whole scan.
 */

#include "workflow.h"

#include <stddef.h>

struct fact_row {
    enum lot_fact fact;
    uint32_t slots; /* taken where the workflow takes one of these */
    bool (*applies)(const struct step *step, const struct lot_facts *facts); /* NULL: always */
    int (*take)(struct step *step, const struct lot_facts *facts, enum lot_fact fact);
};

static struct lot_span text_of(const struct lot_facts *facts, enum lot_fact fact)
{
    return facts->value[fact].text;
}

/* ---- goods ---------------------------------------------------------------------------------- */

/* The same item, under whichever of its numbers. */
static bool is_one_item(const struct step *step, const struct lot_book_item *found)
{
    return step->item_known && lot_text_equal(&step->item.number, &found->number);
}

/* Both stand for one unit or for the same pack, too: a number that was said means the same. */
static bool is_same_item(const struct step *step, const struct lot_book_item *found)
{
    return is_one_item(step, found) && step->item.pack == found->pack;
}

/* Whether the label itself tells how many: the pack then does not. */
static bool is_counted(const struct lot_facts *facts)
{
    return lot_facts_has(facts, LOT_FACT_QUANTITY);
}

/* An item that is not on record, where one may come into being. */
static int take_new_item(struct step *step, enum lot_fact fact, struct lot_span number)
{
    if (!step->workflow->creates) {
        struct lot_say *words = say(step, LOT_CODE_UNKNOWN_ITEM);
        (void)lot_text_set(&words->item, lot_span_part(number, 0, LOT_TEXT_MAX));
        return SAID;
    }
    int answer = slots_fill(step, LOT_SLOT_ITEM, fact, number);
    if (answer == 0) {
        step->engine.new_item = true;
        step->item.number = step->engine.item;
    }
    return answer;
}

static int take_item(struct step *step, const struct lot_facts *facts, enum lot_fact fact)
{
    struct lot_span number = text_of(facts, fact);
    struct lot_book_item found = {0};
    int answer = step->book->item(step->book->self, number, &found);
    if (answer != 0) {
        return answer < 0 ? answer : take_new_item(step, fact, number);
    }
    bool counts = quantity_counts(step, facts, &found);
    if ((step->engine.filled & SLOT(ITEM)) != 0) {
        bool same = counts ? is_one_item(step, &found) : is_same_item(step, &found);
        if (!same) {
            return slots_contradict(step, "item");
        }
        return counts ? quantity_add_one(step, &found) : 0;
    }
    answer = slots_fill(step, LOT_SLOT_ITEM, fact, number);
    if (answer != 0) {
        return answer;
    }
    step->item = found;
    step->item_known = true;
    if (counts) {
        return quantity_add_one(step, &found);
    }
    return quantity_pack(step, is_counted(facts));
}

/*
 * A lot that a label states in a field of its own needs no second scan to come into being, unless
 * the label seems to have lost a separator: then the lot may have swallowed what follows it.
 */
static bool is_certain(const struct lot_decoded *decoded)
{
    for (unsigned i = 0; i < decoded->warning_count; i++) {
        if (decoded->warnings[i].code == LOT_PROBLEM_LOST_SEPARATOR) {
            return false;
        }
    }
    return decoded->status == LOT_DECODE_OK;
}

static int take_lot(struct step *step, const struct lot_facts *facts, enum lot_fact fact)
{
    int answer = slots_fill(step, LOT_SLOT_LOT, fact, text_of(facts, fact));
    if (answer == 0 && is_certain(step->event->decoded) &&
        lot_policy_rule(step->policy, LOT_DOUBT_NEW_LOT) == LOT_RULE_WARN) {
        step->engine.accepted |= DOUBT(NEW_LOT);
    }
    return answer;
}

static int take_serial(struct step *step, const struct lot_facts *facts, enum lot_fact fact)
{
    int answer = slots_fill(step, LOT_SLOT_SERIAL, fact, text_of(facts, fact));
    if (answer == 0 && is_certain(step->event->decoded)) {
        step->engine.accepted |= DOUBT(NEW_SERIAL);
    }
    return answer;
}

static int take_unit(struct step *step, const struct lot_facts *facts, enum lot_fact fact)
{
    struct lot_span sscc = text_of(facts, fact);
    struct lot_text fits;
    if (lot_text_set(&fits, sscc) < 0) {
        return say_text(step, LOT_CODE_TOO_LONG, lot_span_of(lot_fact_name(fact)));
    }
    return step->workflow->take_unit(step, sscc);
}

/* ---- dates ---------------------------------------------------------------------------------- */

static lot_date *date_of(struct lot_dates *dates, enum lot_fact fact)
{
    switch (fact) {
    case LOT_FACT_PRODUCED:
        return &dates->produced;
    case LOT_FACT_PACKED:
        return &dates->packed;
    case LOT_FACT_BEST_BEFORE:
        return &dates->best_before;
    case LOT_FACT_SELL_BY:
        return &dates->sell_by;
    default:
        return &dates->expiry;
    }
}

static int take_date(struct step *step, const struct lot_facts *facts, enum lot_fact fact)
{
    struct lot_engine *engine = &step->engine;
    lot_date *held = date_of(&engine->dates, fact);
    lot_date date = (lot_date)facts->value[fact].number;
    if (*held != LOT_DATE_NONE && *held != date) {
        return slots_contradict(step, lot_fact_name(fact));
    }
    *held = date;
    if (lot_dates_use_by(&engine->dates) != LOT_DATE_NONE) {
        engine->filled |= SLOT(USE_BY);
    }
    return 0;
}

/* ---- quantities ----------------------------------------------------------------------------- */

/* Where a number means labels, or all that lies there, a label's own count says nothing of it. */
static bool is_count_of_goods(const struct step *step, const struct lot_facts *facts)
{
    (void)facts;
    return !step->workflow->copies && !step->workflow->counts;
}

/* A count of trade items contained (AI 37) counts packs where the contained item is one. */
static int take_count(struct step *step, const struct lot_facts *facts, enum lot_fact fact)
{
    const struct lot_value *count = &facts->value[fact];
    int64_t units = 0;
    if (!lot_facts_has(facts, LOT_FACT_CONTENT) || step->item.pack <= 0) {
        return quantity_count(step, count->number, count->decimals);
    }
    if (__builtin_mul_overflow(count->number, step->item.pack, &units)) {
        return say_text(step, LOT_CODE_BAD_QUANTITY, count->text);
    }
    return quantity_count(step, units, (uint8_t)(step->item.decimals + count->decimals));
}

static bool unit_is(const struct step *step, struct lot_span unit)
{
    return is_count_of_goods(step, NULL) && step->item_known &&
           lot_span_equal(lot_text_span(&step->item.unit), unit);
}

static bool is_by_kilogram(const struct step *step, const struct lot_facts *facts)
{
    (void)facts;
    return unit_is(step, LOT_LITERAL("kg"));
}

static bool is_by_pound(const struct step *step, const struct lot_facts *facts)
{
    (void)facts;
    return unit_is(step, LOT_LITERAL("lb"));
}

/* The weight of pieces that are counted, beside them. */
static bool is_catch_weight(const struct step *step, const struct lot_facts *facts)
{
    (void)facts;
    return step->item_known && step->item.catch_weight;
}

static int take_catch_weight(struct step *step, const struct lot_facts *facts, enum lot_fact fact)
{
    const struct lot_value *weight = &facts->value[fact];
    int64_t milligrams = 0;
    bool right = fact == LOT_FACT_WEIGHT_LB
                     ? weight_of_pounds(weight->number, weight->decimals, &milligrams)
                     : quantity_scale(weight->number, weight->decimals, 6, &milligrams);
    return weight_take(step, right ? milligrams : 0);
}

static int take_weight(struct step *step, const struct lot_facts *facts, enum lot_fact fact)
{
    return quantity_count(step, facts->value[fact].number, facts->value[fact].decimals);
}

/* ---- documents, reasons, places ------------------------------------------------------------- */

/* On a label of goods these are the supplier's references, not a choice of ours. */
static bool is_no_label_of_goods(const struct step *step, const struct lot_facts *facts)
{
    (void)step;
    const uint32_t goods =
        1u << LOT_FACT_ITEM | 1u << LOT_FACT_CONTENT | 1u << LOT_FACT_LOT | 1u << LOT_FACT_SSCC;
    return (facts->has & goods) == 0;
}

static bool suits(const struct step *step, const struct lot_book_document *document)
{
    const struct workflow *workflow = step->workflow;
    return workflow->suits ? workflow->suits(document)
                           : document->kind == workflow->document_kind && !document->closed;
}

static int take_document(struct step *step, const struct lot_facts *facts, enum lot_fact fact)
{
    struct lot_span number = text_of(facts, fact);
    struct lot_book_document found;
    int answer = step->book->document(step->book->self, number, &found);
    if (answer < 0) {
        return answer;
    }
    if (answer == 0 && suits(step, &found)) {
        return slots_fill(step, LOT_SLOT_DOCUMENT, fact, number);
    }
    struct lot_say *words =
        say(step, answer == 0 ? LOT_CODE_WRONG_DOCUMENT : LOT_CODE_UNKNOWN_DOCUMENT);
    (void)lot_text_set(&words->document, lot_span_part(number, 0, LOT_TEXT_MAX));
    return SAID;
}

int reason_take(struct step *step, struct lot_span code)
{
    struct lot_engine *engine = &step->engine;
    struct lot_book_reason found;
    int answer = step->book->reason(step->book->self, code, &found);
    if (answer != 0) {
        return answer < 0 ? answer : say_text(step, LOT_CODE_UNKNOWN_REASON, code);
    }
    engine->reason = found.code;
    engine->filled |= SLOT(REASON);
    return 0;
}

static int take_reason(struct step *step, const struct lot_facts *facts, enum lot_fact fact)
{
    return reason_take(step, text_of(facts, fact));
}

static int say_unknown_place(struct step *step, struct lot_span code)
{
    struct lot_say *words = say(step, LOT_CODE_UNKNOWN_PLACE);
    (void)lot_text_set(&words->place, lot_span_part(code, 0, LOT_TEXT_MAX));
    return SAID;
}

/* 1: an order's place or a virtual one, which nobody takes from or brings to by scanning it. */
static int is_out_of_bounds(struct step *step, struct lot_span code)
{
    struct lot_text text;
    return lot_text_set(&text, code) < 0 ? 0 : place_is_reserved(step, &text);
}

static int take_location(struct step *step, const struct lot_facts *facts, enum lot_fact fact)
{
    struct lot_span code = text_of(facts, fact);
    struct lot_book_place found = {0};
    int answer = step->book->place(step->book->self, code, &found);
    int reserved = answer < 0 ? answer : is_out_of_bounds(step, code);
    if (reserved < 0) {
        return reserved;
    }
    bool on_record = answer == 0;
    bool scrap = step->workflow->scraps && lot_span_equal(code, LOT_LITERAL(LOT_PLACE_SCRAP));
    if (((found.is_virtual || reserved > 0) && !scrap) ||
        (!on_record && !step->workflow->new_places)) {
        return say_unknown_place(step, code);
    }
    enum lot_slot slot = step->workflow->place_slot(step, code, on_record);
    if (slot == LOT_SLOT_COUNT) {
        return say_unknown_place(step, code);
    }
    answer = slots_fill(step, slot, fact, code);
    if (answer == 0 && slot == LOT_SLOT_TO) {
        step->engine.new_place = !on_record;
    }
    return answer;
}

/* ---- the table ------------------------------------------------------------------------------ */

static const struct fact_row rows[] = {
    {LOT_FACT_ITEM,        SLOT(ITEM),              NULL,                 take_item        },
    {LOT_FACT_CONTENT,     SLOT(ITEM),              NULL,                 take_item        },
    {LOT_FACT_LOT,         SLOT(LOT),               NULL,                 take_lot         },
    {LOT_FACT_SERIAL,      SLOT(SERIAL),            NULL,                 take_serial      },
    {LOT_FACT_EXPIRY,      SLOT(USE_BY),            NULL,                 take_date        },
    {LOT_FACT_BEST_BEFORE, SLOT(USE_BY),            NULL,                 take_date        },
    {LOT_FACT_SELL_BY,     SLOT(USE_BY),            NULL,                 take_date        },
    {LOT_FACT_PRODUCED,    SLOT(USE_BY),            NULL,                 take_date        },
    {LOT_FACT_PACKED,      SLOT(USE_BY),            NULL,                 take_date        },
    {LOT_FACT_QUANTITY,    SLOT(QUANTITY),          is_count_of_goods,    take_count       },
    {LOT_FACT_WEIGHT_KG,   SLOT(QUANTITY),          is_by_kilogram,       take_weight      },
    {LOT_FACT_WEIGHT_LB,   SLOT(QUANTITY),          is_by_pound,          take_weight      },
    {LOT_FACT_WEIGHT_KG,   SLOT(WEIGHT),            is_catch_weight,      take_catch_weight},
    {LOT_FACT_WEIGHT_LB,   SLOT(WEIGHT),            is_catch_weight,      take_catch_weight},
    {LOT_FACT_SSCC,        SLOT(SSCC) | SLOT(ONTO), NULL,                 take_unit        },
    {LOT_FACT_DOCUMENT,    SLOT(DOCUMENT),          is_no_label_of_goods, take_document    },
    {LOT_FACT_LOCATION,    SLOT(FROM) | SLOT(TO),   is_no_label_of_goods, take_location    },
    {LOT_FACT_REASON,      SLOT(REASON),            is_no_label_of_goods, take_reason      },
};

/* The scan says nothing that this mode has a use for. */
static int say_no_use(struct step *step, const struct lot_facts *facts)
{
    for (enum lot_fact fact = 0; fact < LOT_FACT_COUNT; fact++) {
        if (lot_facts_has(facts, fact)) {
            return say_text(step, LOT_CODE_NOT_NOW, lot_span_of(lot_fact_name(fact)));
        }
    }
    return say_text(step, LOT_CODE_NOT_UNDERSTOOD, step->event->decoded->value);
}

static bool is_of_use(const struct step *step, const struct fact_row *row,
                      const struct lot_facts *facts)
{
    return lot_facts_has(facts, row->fact) && (row->slots & step->workflow->takes) != 0 &&
           (!row->applies || row->applies(step, facts));
}

static int take_all(struct step *step, const struct lot_facts *facts)
{
    bool taken = false;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!is_of_use(step, &rows[i], facts)) {
            continue;
        }
        int answer = rows[i].take(step, facts, rows[i].fact);
        if (answer != 0) {
            return answer;
        }
        taken = true;
    }
    return taken ? 0 : say_no_use(step, facts);
}

/* A badge says who, whatever else stands on it. */
int facts_take(struct step *step, const struct lot_facts *facts)
{
    if (lot_facts_has(facts, LOT_FACT_OPERATOR)) {
        return operator_take(step, text_of(facts, LOT_FACT_OPERATOR));
    }
    int answer = take_all(step, facts);
    if (answer == SAID && step->effects.say.code == LOT_CODE_CONTRADICTION &&
        step->workflow->restarts) {
        slots_drop_half(step);
        step->item_known = false;
        answer = take_all(step, facts);
    }
    return answer;
}

int facts_take_one(struct step *step, enum lot_fact fact, struct lot_span text)
{
    struct lot_facts facts;
    facts.has = 1u << fact;
    facts.value[fact] = (struct lot_value){.text = text};
    return facts_take(step, &facts);
}
