/* SPDX-License-Identifier: MIT */
/*
 * Saying: a code has one outcome, whoever says it, so that an operator learns the tone of a thing
 * once. Codes that stand in no row refuse, which is the safe reading of a code that was forgotten.
 */

#include "step.h"

static const struct {
    enum lot_outcome outcome;
    bool listed;
} outcomes[LOT_CODE_COUNT] = {
    [LOT_CODE_RECEIVED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_MOVED_ALL] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_RECEIVED_APART] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_PICKED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_SHORTED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_SHIPPED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_MOVED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_RETURNED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_SENT_BACK] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_UNIT_RECEIVED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_UNIT_PICKED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_UNIT_MOVED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_UNIT_INQUIRED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_SCRAPPED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_ADJUSTED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_COUNTED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_COUNT_BOOKED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_COUNT_AGAIN] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_PLACE_COUNTED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_TRANSFORMED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_AS_RECORDED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_UNDONE] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_LABELLED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_LABEL_PRINTED] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_LABEL_AGAIN] = {LOT_OUTCOME_OK,      true},
    [LOT_CODE_INQUIRED] = {LOT_OUTCOME_OK,      true},

    [LOT_CODE_MODE] = {LOT_OUTCOME_PROMPT,  true},
    [LOT_CODE_CANCELLED] = {LOT_OUTCOME_PROMPT,  true},
    [LOT_CODE_DONE] = {LOT_OUTCOME_PROMPT,  true},
    [LOT_CODE_INPUT_TAKEN] = {LOT_OUTCOME_PROMPT,  true},
    [LOT_CODE_TAKEN] = {LOT_OUTCOME_PROMPT,  true},
    [LOT_CODE_TYPED] = {LOT_OUTCOME_PROMPT,  true},
    [LOT_CODE_SIGNED_IN] = {LOT_OUTCOME_PROMPT,  true},
    [LOT_CODE_SIGNED_OUT] = {LOT_OUTCOME_PROMPT,  true},
    [LOT_CODE_APPROVED] = {LOT_OUTCOME_PROMPT,  true},
    [LOT_CODE_ACKNOWLEDGED] = {LOT_OUTCOME_PROMPT,  true},
    [LOT_CODE_REPEATED] = {LOT_OUTCOME_PROMPT,  true},

    [LOT_CODE_NOTHING] = {LOT_OUTCOME_IGNORED, true},
    [LOT_CODE_DOUBLE_READ] = {LOT_OUTCOME_IGNORED, true},

    [LOT_CODE_TIMED_OUT] = {LOT_OUTCOME_WARNING, true},
    [LOT_CODE_CONFIRM_ITEM] = {LOT_OUTCOME_WARNING, true},
    [LOT_CODE_CONFIRM_LOT] = {LOT_OUTCOME_WARNING, true},
    [LOT_CODE_CONFIRM_SERIAL] = {LOT_OUTCOME_WARNING, true},
    [LOT_CODE_CONFIRM_PLACE] = {LOT_OUTCOME_WARNING, true},
    [LOT_CODE_NOT_FIRST_OUT] = {LOT_OUTCOME_WARNING, true},
    [LOT_CODE_PAST_BEST_BEFORE] = {LOT_OUTCOME_WARNING, true},
    [LOT_CODE_TO_QUARANTINE] = {LOT_OUTCOME_WARNING, true},
    [LOT_CODE_SUBSTITUTE] = {LOT_OUTCOME_WARNING, true},
    [LOT_CODE_OVER_ORDERED] = {LOT_OUTCOME_WARNING, true},
    [LOT_CODE_NOT_SENT] = {LOT_OUTCOME_WARNING, true},
    [LOT_CODE_STILL_OPEN] = {LOT_OUTCOME_WARNING, true},
    [LOT_CODE_OUTLIVES] = {LOT_OUTCOME_WARNING, true},
    [LOT_CODE_COUNT_DIFFERS] = {LOT_OUTCOME_WARNING, true},
    [LOT_CODE_NOT_COUNTED] = {LOT_OUTCOME_WARNING, true},
    [LOT_CODE_LARGE_QUANTITY] = {LOT_OUTCOME_WARNING, true},
};

struct lot_say *say(struct step *step, enum lot_code code)
{
    struct lot_effects *effects = &step->effects;
    effects->outcome = outcomes[code].listed ? outcomes[code].outcome : LOT_OUTCOME_ERROR;
    effects->say = (struct lot_say){.code = code};
    return &effects->say;
}

struct lot_say *say_goods(struct step *step, enum lot_code code)
{
    struct lot_say *words = say(step, code);
    words->item = goods_item(step);
    words->lot = goods_lot(step);
    words->decimals = step->item.decimals;
    return words;
}

int say_text(struct step *step, enum lot_code code, struct lot_span text)
{
    struct lot_say *words = say(step, code);
    (void)lot_text_set(&words->text, lot_span_part(text, 0, LOT_TEXT_MAX)); /* always fits */
    return SAID;
}
