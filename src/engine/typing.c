/* SPDX-License-Identifier: MIT */
/*
 * Typing by scans: digits from the command sheet build what a keyboard would have typed. YES or
 * DONE enters it as the answer to the question; the next label enters it as the number that is said
 * before an item; NO or CANCEL drops it.
 */

#include "workflow.h"

#include <string.h>

#define TYPED_MAX 14u /* digits of the longest number that anything here is known by */

/* Numbers, and what else of digits is read off a label: a lot, a day. */
static bool is_of_use(const struct step *step)
{
    return (step->workflow->takes & SLOT(QUANTITY)) != 0 || step->asked == LOT_SLOT_LOT ||
           step->asked == LOT_SLOT_USE_BY;
}

static bool has_point(const struct lot_text *typed)
{
    return memchr(typed->bytes, '.', typed->size) != NULL;
}

int typing_add(struct step *step, char character)
{
    struct lot_text *typed = &step->engine.typed;
    bool point = character == '.' && (typed->size == 0 || has_point(typed));
    if (!is_of_use(step) || point) {
        return say_text(step, LOT_CODE_NOT_NOW, lot_span(&character, 1));
    }
    if (typed->size >= TYPED_MAX) {
        return say_text(step, LOT_CODE_TOO_LONG, lot_span_of(lot_slot_name(LOT_SLOT_QUANTITY)));
    }
    typed->bytes[typed->size++] = (uint8_t)character;
    say_goods(step, LOT_CODE_TYPED)->text = *typed;
    return SAID;
}

int typing_answer(struct step *step)
{
    struct lot_text typed = step->engine.typed;
    step->engine.typed = (struct lot_text){0};
    return plain_take(step, lot_text_span(&typed));
}

int typing_count(struct step *step)
{
    struct lot_text typed = step->engine.typed;
    if (typed.size == 0 || (step->workflow->takes & SLOT(QUANTITY)) == 0) {
        return 0;
    }
    step->engine.typed = (struct lot_text){0};
    return quantity_say(step, lot_text_span(&typed), step->asked == LOT_SLOT_QUANTITY);
}
