/* SPDX-License-Identifier: MIT */
/*
 * Rules about lots: is it on record, do its dates agree, may it be taken, is another one due first.
 */

#include "workflow.h"

/* ---- on record ------------------------------------------------------------------------------ */

/* An item without lots has none to know, but no label of a lot either. */
int check_lot_known(struct step *step)
{
    bool none = step->item.tracking == LOT_TRACKING_NONE && !step->workflow->copies;
    if (step->lot_known || none) {
        return 0;
    }
    say_goods(step, LOT_CODE_UNKNOWN_LOT);
    return SAID;
}

int check_lot_new(struct step *step)
{
    if (step->lot_known || step->numbered || step->item.tracking == LOT_TRACKING_NONE ||
        doubt_is_accepted(step, LOT_DOUBT_NEW_LOT)) {
        return 0;
    }
    doubt_raise(step, LOT_DOUBT_NEW_LOT);
    return SAID;
}

/* ---- dates ---------------------------------------------------------------------------------- */

#define DATES_OF_A_LOT 5u
#define DATES_USE_BY   3u

/* The dates of a lot as an array, those that limit its use first. */
static void list_dates(const struct lot_dates *dates, lot_date out[DATES_OF_A_LOT])
{
    const lot_date list[DATES_OF_A_LOT] = {dates->expiry, dates->best_before, dates->sell_by,
                                           dates->produced, dates->packed};
    for (unsigned i = 0; i < DATES_OF_A_LOT; i++) {
        out[i] = list[i];
    }
}

lot_date lot_dates_use_by(const struct lot_dates *dates)
{
    lot_date list[DATES_OF_A_LOT];
    list_dates(dates, list);
    for (unsigned i = 0; i < DATES_USE_BY; i++) {
        if (list[i] != LOT_DATE_NONE) {
            return list[i];
        }
    }
    return LOT_DATE_NONE;
}

static lot_date either(lot_date recorded, lot_date scanned)
{
    return recorded != LOT_DATE_NONE ? recorded : scanned;
}

struct lot_dates goods_dates(const struct step *step)
{
    const struct lot_dates *recorded = &step->lot.dates;
    const struct lot_dates *scanned = &step->engine.dates;
    return (struct lot_dates){
        .produced = either(recorded->produced, scanned->produced),
        .packed = either(recorded->packed, scanned->packed),
        .best_before = either(recorded->best_before, scanned->best_before),
        .sell_by = either(recorded->sell_by, scanned->sell_by),
        .expiry = either(recorded->expiry, scanned->expiry),
    };
}

static int say_dates_differ(struct step *step, lot_date scanned, lot_date recorded)
{
    struct lot_say *words = say_goods(step, LOT_CODE_DATE_DIFFERS);
    words->date = scanned;
    words->other_date = recorded;
    return SAID;
}

/* A known lot's date that differs from the label's: one of the two is not this lot's. */
int check_dates_agree(struct step *step)
{
    lot_date scanned[DATES_OF_A_LOT];
    lot_date recorded[DATES_OF_A_LOT];
    list_dates(&step->engine.dates, scanned);
    list_dates(&step->lot.dates, recorded);
    for (unsigned i = 0; step->lot_known && i < DATES_OF_A_LOT; i++) {
        bool both = scanned[i] != LOT_DATE_NONE && recorded[i] != LOT_DATE_NONE;
        if (both && scanned[i] != recorded[i]) {
            return say_dates_differ(step, scanned[i], recorded[i]);
        }
    }
    return 0;
}

/* A receipt may not give a known lot a use-by date that it does not have on record. */
int check_dates_added(struct step *step)
{
    lot_date scanned[DATES_OF_A_LOT];
    lot_date recorded[DATES_OF_A_LOT];
    list_dates(&step->engine.dates, scanned);
    list_dates(&step->lot.dates, recorded);
    for (unsigned i = 0; step->lot_known && i < DATES_USE_BY; i++) {
        if (scanned[i] != LOT_DATE_NONE && recorded[i] == LOT_DATE_NONE) {
            return say_dates_differ(step, scanned[i], lot_dates_use_by(&step->lot.dates));
        }
    }
    return 0;
}

/* ---- may it be taken ------------------------------------------------------------------------ */

static int say_stopped(struct step *step)
{
    struct lot_say *words = say_goods(step, LOT_CODE_LOT_STOPPED);
    (void)lot_text_set(&words->text, lot_span_of(lot_status_name(step->lot.status)));
    return SAID;
}

int check_not_recalled(struct step *step)
{
    return step->lot_known && step->lot.status == LOT_STATUS_RECALLED ? say_stopped(step) : 0;
}

int check_released(struct step *step)
{
    return step->lot_known && step->lot.status != LOT_STATUS_RELEASED ? say_stopped(step) : 0;
}

/* Whether a day is there and lies before today: a lot is good through its day. */
static bool is_past(const struct step *step, lot_date date)
{
    return date != LOT_DATE_NONE && date < step->today;
}

/* Says why a lot has not enough life left. */
static int say_short_life(struct step *step, lot_date use_by)
{
    if (is_past(step, use_by)) {
        if (doubt_is_accepted(step, LOT_DOUBT_EXPIRED_RECEIPT)) {
            return 0;
        }
        doubt_raise(step, LOT_DOUBT_EXPIRED_RECEIPT)->date = use_by;
        return SAID;
    }
    if (doubt_is_accepted(step, LOT_DOUBT_SHORT_LIFE)) {
        return 0;
    }
    struct lot_say *words = doubt_raise(step, LOT_DOUBT_SHORT_LIFE);
    words->date = use_by;
    words->quantity = step->item.min_life_days;
    words->decimals = 0; /* days */
    return SAID;
}

int check_life_at_receipt(struct step *step)
{
    struct lot_dates dates = goods_dates(step);
    lot_date use_by = lot_dates_use_by(&dates);
    bool lives = use_by == LOT_DATE_NONE ||
                 (!is_past(step, use_by) &&
                  lot_date_days_between(step->today, use_by) >= step->item.min_life_days);
    if (lives || doubt_is_accepted(step, LOT_DOUBT_QUARANTINE)) {
        return 0;
    }
    int answer = step->policy->receive_quarantine ? aside_known(step) : 1;
    if (answer < 0) {
        return answer;
    }
    if (answer == 0) {
        struct lot_say *words = doubt_raise(step, LOT_DOUBT_QUARANTINE);
        words->date = use_by;
        words->place = step->policy->quarantine;
        return SAID;
    }
    return say_short_life(step, use_by);
}

int check_not_expired(struct step *step)
{
    struct lot_dates dates = goods_dates(step);
    if (is_past(step, dates.expiry)) {
        say_goods(step, LOT_CODE_EXPIRED)->date = dates.expiry;
        return SAID;
    }
    lot_date best = is_past(step, dates.best_before) ? dates.best_before : dates.sell_by;
    if (!is_past(step, best)) {
        return 0;
    }
    if (step->item.blocks_best_before) {
        say_goods(step, LOT_CODE_EXPIRED)->date = best;
        return SAID;
    }
    if (!doubt_is_accepted(step, LOT_DOUBT_PAST_DATE)) {
        doubt_raise(step, LOT_DOUBT_PAST_DATE)->date = best;
        return SAID;
    }
    return 0;
}

/* Whether the lot held has to wait for another one. Lots of one day go out together. */
static bool waits_for(const struct step *step, const struct lot_book_stock *first)
{
    struct lot_dates dates = goods_dates(step);
    lot_date mine = lot_dates_use_by(&dates);
    if (lot_text_equal(&first->lot, &step->engine.lot)) {
        return false;
    }
    return wanted_rotation(step, &step->item) != LOT_ROTATION_FEFO ||
           (first->use_by != LOT_DATE_NONE && (mine == LOT_DATE_NONE || first->use_by < mine));
}

static int find_first(struct step *step, struct lot_book_stock *out)
{
    struct lot_book_line line;
    int answer = wanted_line(step, &line);
    return answer < 0 ? answer : wanted_first(step, &step->item, answer == 0 ? &line : NULL, out);
}

int check_first_out(struct step *step)
{
    struct lot_book_stock first;
    int answer = find_first(step, &first);
    step->engine.override = false;
    if (answer != 0 || !waits_for(step, &first)) {
        return answer < 0 ? answer : 0;
    }
    if (doubt_is_accepted(step, LOT_DOUBT_NOT_FIRST_OUT)) {
        step->engine.override = true;
        return 0;
    }
    struct lot_dates dates = goods_dates(step);
    struct lot_say *words = doubt_raise(step, LOT_DOUBT_NOT_FIRST_OUT);
    words->date = lot_dates_use_by(&dates);
    words->other_lot = first.lot;
    words->other_date = first.use_by;
    words->place = first.place;
    return SAID;
}
