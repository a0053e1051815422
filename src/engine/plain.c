/* SPDX-License-Identifier: MIT */
/*
 * Plain text: it may be anything that the site has a code for, or the answer to the question.
 *
 * A number when a quantity is asked, a day when a use-by date is, a lot on record of the item held
 * and a reason on record are answers beyond doubt. Then what is on record is looked up: a document
 * before a place, since an order's place has the order's number. What is found nowhere is a new lot
 * if a lot is asked, and its rule asks for a second scan; a short number is how many of what comes
 * next; anything else is refused.
 */

#include "workflow.h"

#define NUMBER_AHEAD_MAX 7u /* eight digits are a trade item's number */

static int take_number(struct step *step, struct lot_span text)
{
    int64_t value = 0;
    uint8_t decimals = 0;
    return quantity_read(text, &value, &decimals) ? quantity_say(step, text, true) : 1;
}

/* In kilograms. */
static int take_weight(struct step *step, struct lot_span text)
{
    int64_t value = 0, milligrams = 0;
    uint8_t decimals = 0;
    if (!quantity_read(text, &value, &decimals)) {
        return 1;
    }
    return weight_take(step, quantity_scale(value, decimals, 6, &milligrams) ? milligrams : 0);
}

static int take_day(struct step *step, struct lot_span text)
{
    lot_date date = LOT_DATE_NONE;
    if (lot_date_parse(text, &date) < 0) {
        return 1;
    }
    step->engine.dates.expiry = date;
    step->engine.filled |= SLOT(USE_BY);
    return 0;
}

static int take_known_lot(struct step *step, struct lot_span text)
{
    struct lot_book_lot found;
    int answer = step->book->lot(step->book->self, lot_text_span(&step->item.number), text, &found);
    return answer == 0 ? slots_fill(step, LOT_SLOT_LOT, LOT_FACT_LOT, text) : answer;
}

static int take_known_reason(struct step *step, struct lot_span text)
{
    struct lot_book_reason found;
    int answer = step->book->reason(step->book->self, text, &found);
    return answer == 0 ? reason_take(step, text) : answer;
}

/* 0: taken as the answer to the question; 1: it is none; negative: the book failed. */
static int answer_question(struct step *step, struct lot_span text)
{
    switch (step->asked) {
    case LOT_SLOT_QUANTITY:
        return take_number(step, text);
    case LOT_SLOT_WEIGHT:
        return take_weight(step, text);
    case LOT_SLOT_USE_BY:
        return take_day(step, text);
    case LOT_SLOT_LOT:
        return take_known_lot(step, text);
    case LOT_SLOT_REASON:
        return take_known_reason(step, text);
    default:
        return 1;
    }
}

static int is_document(struct step *step, struct lot_span text)
{
    struct lot_book_document found;
    return step->book->document(step->book->self, text, &found);
}

static int is_place(struct step *step, struct lot_span text)
{
    struct lot_book_place found;
    return step->book->place(step->book->self, text, &found);
}

static int is_item(struct step *step, struct lot_span text)
{
    struct lot_book_item found;
    return step->book->item(step->book->self, text, &found);
}

static int is_operator(struct step *step, struct lot_span text)
{
    struct lot_book_operator found;
    return step->book->who(step->book->self, text, &found);
}

static const struct {
    enum lot_fact fact;
    int (*look_up)(struct step *step, struct lot_span text); /* 0: on record */
} lookups[] = {
    {LOT_FACT_DOCUMENT, is_document},
    {LOT_FACT_LOCATION, is_place   },
    {LOT_FACT_ITEM,     is_item    },
    {LOT_FACT_OPERATOR, is_operator},
};

/*
 * A number that nothing has for its own says how many of what is scanned next. Where an order sends
 * somebody to a place, numbers are that place's check digits.
 */
static bool is_number_ahead(const struct step *step, struct lot_span text)
{
    int64_t value = 0;
    uint8_t decimals = 0;
    bool ahead = step->asked == LOT_SLOT_ITEM && step->workflow->to.kind != END_ORDER;
    return ahead && (step->workflow->takes & SLOT(QUANTITY)) != 0 &&
           text.size <= NUMBER_AHEAD_MAX && quantity_read(text, &value, &decimals);
}

int plain_take(struct step *step, struct lot_span text)
{
    if (step->asked == LOT_SLOT_CHECK && lot_span_is_digits(text)) {
        return putaway_check(step, text); /* right or wrong */
    }
    int answer = answer_question(step, text);
    if (answer > 0) {
        answer = putaway_hear(step, text);
    }
    if (answer <= 0) {
        return answer;
    }
    for (size_t i = 0; i < sizeof lookups / sizeof lookups[0]; i++) {
        answer = lookups[i].look_up(step, text);
        if (answer <= 0) {
            return answer < 0 ? answer : facts_take_one(step, lookups[i].fact, text);
        }
    }
    if (step->asked == LOT_SLOT_SERIAL) {
        return slots_fill(step, LOT_SLOT_SERIAL, LOT_FACT_SERIAL, text);
    }
    if (step->asked == LOT_SLOT_LOT) {
        return slots_fill(step, LOT_SLOT_LOT, LOT_FACT_LOT, text);
    }
    return is_number_ahead(step, text) ? quantity_say(step, text, false)
                                       : say_text(step, LOT_CODE_NOT_UNDERSTOOD, text);
}
