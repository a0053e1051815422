/* SPDX-License-Identifier: MIT */
/*
 * Catch weight: what pieces weigh, each its own, beside how many they are. Milligrams hold every
 * weight of GS1's in kilograms (310n) exactly; pounds (320n) are converted by the international
 * pound of 0.45359237 kg.
 */

#include "workflow.h"

#define POUND INT64_C(45359237) /* in hundredths of a milligram */

bool weight_of_pounds(int64_t value, unsigned decimals, int64_t *out)
{
    int64_t product = 0, divisor = 100;
    for (unsigned i = 0; i < decimals; i++) {
        if (__builtin_mul_overflow(divisor, 10, &divisor)) {
            return false;
        }
    }
    if (value < 0 || __builtin_mul_overflow(value, POUND, &product)) {
        return false;
    }
    int64_t whole = product / divisor, rest = product % divisor;
    bool up = rest > divisor - rest || (rest == divisor - rest && whole % 2 == 1);
    *out = whole + (up ? 1 : 0);
    return true;
}

int weight_take(struct step *step, int64_t milligrams)
{
    struct lot_engine *engine = &step->engine;
    if ((engine->filled & SLOT(WEIGHT)) != 0 && engine->weight != milligrams) {
        return slots_contradict(step, "weight");
    }
    engine->weight = milligrams;
    engine->filled |= SLOT(WEIGHT);
    return 0;
}

int check_weight(struct step *step)
{
    return step->engine.weight > 0 ? 0 : say_text(step, LOT_CODE_BAD_QUANTITY, LOT_LITERAL("0"));
}
