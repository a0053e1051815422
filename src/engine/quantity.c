/* SPDX-License-Identifier: MIT */
/*
 * Quantities: exact numbers that come from a person, from a packaging or from a label.
 *
 * A number said before the item counts scans of it (3, then a case of 12: 36); one that answers the
 * question counts what the question counts. What a person said outranks what a label counts, and
 * two labels that count differently are a contradiction. Where policy lets scans count, each scan
 * of the item adds one, or what its pack holds, until DONE takes the sum.
 */

#include "workflow.h"

/* false: out of range. */
static bool multiply(int64_t a, int64_t b, int64_t *out)
{
    return !__builtin_mul_overflow(a, b, out);
}

bool quantity_scale(int64_t value, unsigned from, unsigned to, int64_t *out)
{
    for (; from < to; from++) {
        if (!multiply(value, 10, &value)) {
            return false;
        }
    }
    for (; from > to; from--) {
        if (value % 10 != 0) {
            return false;
        }
        value /= 10;
    }
    *out = value;
    return true;
}

bool quantity_read(struct lot_span text, int64_t *value, uint8_t *decimals)
{
    int64_t number = 0;
    if (lot_decimal_parse(text, LOT_DECIMALS_MAX, &number) < 0 || number < 0 ||
        text.data[0] == '-') {
        return false;
    }
    unsigned places = LOT_DECIMALS_MAX;
    for (; places > 0 && number % 10 == 0; places--) {
        number /= 10;
    }
    *value = number;
    *decimals = (uint8_t)places;
    return true;
}

bool quantity_held(const struct step *step, int64_t *out)
{
    return quantity_scale(step->engine.quantity, step->engine.quantity_decimals,
                          step->item.decimals, out);
}

static void hold(struct step *step, int64_t value, uint8_t decimals, bool said)
{
    struct lot_engine *engine = &step->engine;
    bool changes = (engine->filled & SLOT(QUANTITY)) != 0 &&
                   (engine->quantity != value || engine->quantity_decimals != decimals);
    if (changes) {
        doubt_reopen(step, LOT_SLOT_QUANTITY);
    }
    engine->quantity = value;
    engine->quantity_decimals = decimals;
    engine->quantity_said = said;
    engine->filled |= SLOT(QUANTITY);
}

/* So many of a packaging, in the item's smallest units. */
static bool of_packs(const struct step *step, int64_t number, unsigned decimals, int64_t *out)
{
    int64_t units = 0;
    return multiply(number, step->item.pack, &units) && quantity_scale(units, decimals, 0, out);
}

static bool counts_packs(const struct step *step)
{
    return (step->engine.filled & SLOT(ITEM)) != 0 && step->item.pack > 0 &&
           !step->workflow->copies;
}

int quantity_say(struct step *step, struct lot_span text, bool asked)
{
    int64_t value = 0;
    uint8_t decimals = 0;
    if (!quantity_read(text, &value, &decimals)) {
        return say_text(step, LOT_CODE_BAD_QUANTITY, text);
    }
    if (!asked && counts_packs(step)) {
        if (!of_packs(step, value, decimals, &value)) {
            return say_text(step, LOT_CODE_BAD_QUANTITY, text);
        }
        decimals = step->item.decimals;
    }
    hold(step, value, decimals, true);
    return 0;
}

int quantity_pack(struct step *step, bool counted_by_label)
{
    struct lot_engine *engine = &step->engine;
    bool filled = (engine->filled & SLOT(QUANTITY)) != 0;
    bool told = counted_by_label || step->workflow->counts; /* one pack is not all that is there */
    if (!counts_packs(step) || (filled ? !engine->quantity_said : told)) {
        return 0;
    }
    int64_t number = filled ? engine->quantity : 1;
    int64_t units = 0;
    if (!of_packs(step, number, filled ? engine->quantity_decimals : 0, &units)) {
        char digits[LOT_DECIMAL_SIZE];
        lot_decimal_format(number, engine->quantity_decimals, digits);
        return say_text(step, LOT_CODE_BAD_QUANTITY, lot_span_of(digits));
    }
    hold(step, units, step->item.decimals, true);
    return 0;
}

int quantity_count(struct step *step, int64_t value, uint8_t decimals)
{
    const struct lot_engine *engine = &step->engine;
    if ((engine->filled & SLOT(QUANTITY)) == 0) {
        hold(step, value, decimals, false);
        return 0;
    }
    if (engine->quantity_said) {
        return 0;
    }
    unsigned most = decimals > engine->quantity_decimals ? decimals : engine->quantity_decimals;
    int64_t held = 0;
    int64_t counted = 0;
    if (quantity_scale(engine->quantity, engine->quantity_decimals, most, &held) &&
        quantity_scale(value, decimals, most, &counted) && held == counted) {
        return 0;
    }
    return slots_contradict(step, lot_slot_name(LOT_SLOT_QUANTITY));
}

bool quantity_counts(const struct step *step, const struct lot_facts *facts,
                     const struct lot_book_item *item)
{
    bool mode = (step->policy->counting_modes >> step->engine.mode & 1u) != 0;
    bool told = lot_facts_has(facts, LOT_FACT_QUANTITY) || lot_facts_has(facts, LOT_FACT_SERIAL) ||
                (step->engine.filled & SLOT(QUANTITY)) != 0;
    return mode && !told && (step->workflow->takes & SLOT(QUANTITY)) != 0 &&
           !step->workflow->copies && item->decimals == 0;
}

int quantity_add_one(struct step *step, const struct lot_book_item *item)
{
    int64_t *counted = &step->engine.counted;
    if (__builtin_add_overflow(*counted, item->pack > 0 ? item->pack : 1, counted)) {
        return say_text(step, LOT_CODE_BAD_QUANTITY, lot_span_of(""));
    }
    return 0;
}
