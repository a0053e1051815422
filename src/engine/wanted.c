/* SPDX-License-Identifier: MIT */
/*
 * What is wanted next: which lot goes first by the rotation of order, item and site, among those
 * that the order takes. What an order asks of a lot is one table of rules: by the same rows a lot
 * is proposed and judged, so that nothing is ever proposed that would be refused.
 */

#include "workflow.h"

/* ---- the line ------------------------------------------------------------------------------- */

bool wanted_is_substitute(const struct step *step, const struct lot_book_line *line)
{
    return !lot_text_equal(&line->item, &step->item.number);
}

static bool names_another_lot(const struct step *step, const struct lot_book_line *line)
{
    return line->lot.size > 0 && slots_known(step, SLOT(LOT)) &&
           !lot_text_equal(&line->lot, &step->engine.lot);
}

/* A line is for one item, which counts in the same unit as what may stand in for it. */
static int may_stand_in(struct step *step, const struct lot_book_line *line)
{
    struct lot_book_item ordered;
    if (!lot_text_equal(&line->substitute, &step->item.number)) {
        return 0;
    }
    int answer = step->book->item(step->book->self, lot_text_span(&line->item), &ordered);
    return answer < 0 ? answer : answer == 0 && ordered.decimals == step->item.decimals;
}

/* 1: there is none. An open line of the item that wants this very lot goes before any other. */
static int find_open_line(struct step *step, struct lot_book_line *out)
{
    bool found = false;
    for (unsigned i = 0;; i++) {
        struct lot_book_line line;
        int answer = step->book->open_line(step->book->self, lot_text_span(&step->engine.document),
                                           i, &line);
        if (answer != 0) {
            return answer < 0 ? answer : !found;
        }
        bool same = lot_text_equal(&line.item, &step->item.number);
        answer = same ? 1 : may_stand_in(step, &line);
        if (answer < 0) {
            return answer;
        }
        if (answer > 0 && same && !names_another_lot(step, &line)) {
            *out = line;
            return 0;
        }
        if (answer > 0 && (!found || (same && wanted_is_substitute(step, out)))) {
            *out = line;
            found = true;
        }
    }
}

int wanted_line(struct step *step, struct lot_book_line *out)
{
    if (!slots_known(step, SLOT(DOCUMENT) | SLOT(ITEM))) {
        return 1;
    }
    int answer = find_open_line(step, out);
    return answer <= 0 ? answer
                       : step->book->line(step->book->self, lot_text_span(&step->engine.document),
                                          lot_text_span(&step->item.number), out);
}

/* ---- what an order asks of a lot ------------------------------------------------------------ */

/* A lot that is offered for a line. Rules fill words with what speaks against it. */
struct offer {
    const struct lot_book_line *line;
    struct lot_span item, lot;
    lot_date use_by;
};

struct order_rule {
    enum lot_code code;
    /* 1: the lot breaks it; 0: it does not; negative: the book failed. */
    int (*breaks)(struct step *step, const struct offer *offer, struct lot_say *words);
};

static int is_not_the_one(struct step *step, const struct offer *offer, struct lot_say *words)
{
    (void)step;
    words->other_lot = offer->line->lot;
    return offer->line->lot.size > 0 &&
           !lot_span_equal(lot_text_span(&offer->line->lot), offer->lot);
}

/* Life that is just enough is enough. */
static int lives_too_short(struct step *step, const struct offer *offer, struct lot_say *words)
{
    int32_t least = step->document.min_life_days;
    words->date = offer->use_by;
    words->quantity = least;
    words->decimals = 0; /* days */
    return least > 0 && offer->use_by != LOT_DATE_NONE &&
           lot_date_days_between(step->today, offer->use_by) < least;
}

static int is_a_second_lot(struct step *step, const struct offer *offer, struct lot_say *words)
{
    if (!step->document.one_lot) {
        return 0;
    }
    int answer = step->book->line_lot(step->book->self, lot_text_span(&step->document.number),
                                      offer->line->line, &words->other_lot);
    return answer < 0
               ? answer
               : answer == 0 && !lot_span_equal(lot_text_span(&words->other_lot), offer->lot);
}

static int is_older_than_sent(struct step *step, const struct offer *offer, struct lot_say *words)
{
    struct lot_book_lot newer;
    if (!step->document.not_older || offer->use_by == LOT_DATE_NONE) {
        return 0;
    }
    int answer = step->book->sent_newer(step->book->self, lot_text_span(&step->document.partner),
                                        offer->item, offer->use_by, &newer);
    if (answer == 0) {
        words->date = offer->use_by;
        words->other_lot = newer.lot;
        words->other_date = lot_dates_use_by(&newer.dates);
    }
    return answer < 0 ? answer : answer == 0;
}

static const struct order_rule order_rules[] = {
    {LOT_CODE_WRONG_LOT,       is_not_the_one    },
    {LOT_CODE_SHORT_LIFE,      lives_too_short   },
    {LOT_CODE_SECOND_LOT,      is_a_second_lot   },
    {LOT_CODE_OLDER_THAN_SENT, is_older_than_sent},
};

/* 1: the lot breaks a rule: *words has its code and arguments. */
static int order_refuses(struct step *step, const struct offer *offer, struct lot_say *words)
{
    for (size_t i = 0; i < sizeof order_rules / sizeof order_rules[0]; i++) {
        *words = (struct lot_say){.code = order_rules[i].code};
        int answer = order_rules[i].breaks(step, offer, words);
        if (answer != 0) {
            return answer;
        }
    }
    return 0;
}

int check_order_takes_lot(struct step *step)
{
    struct lot_book_line line;
    struct lot_say against;
    struct lot_dates dates = goods_dates(step);
    int answer = wanted_line(step, &line);
    if (answer != 0) {
        return answer < 0 ? answer : 0;
    }
    struct offer offer = {&line, lot_text_span(&step->item.number),
                          lot_text_span(&step->engine.lot), lot_dates_use_by(&dates)};
    answer = order_refuses(step, &offer, &against);
    if (answer <= 0) {
        return answer;
    }
    struct lot_say *words = say_goods(step, against.code);
    against.item = words->item;
    against.lot = words->lot;
    against.document = step->engine.document;
    *words = against;
    return SAID;
}

/* ---- what goes first ------------------------------------------------------------------------ */

enum lot_rotation wanted_rotation(const struct step *step, const struct lot_book_item *item)
{
    const enum lot_rotation said[] = {step->document.rotation, item->rotation,
                                      step->policy->rotation};
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        if (said[i] != LOT_ROTATION_USUAL) {
            return said[i];
        }
    }
    return LOT_ROTATION_FEFO;
}

int wanted_first(struct step *step, const struct lot_book_item *item,
                 const struct lot_book_line *line, struct lot_book_stock *out)
{
    struct lot_say against;
    const struct lot_wanted wanted = {lot_text_span(&item->number), step->today,
                                      wanted_rotation(step, item)};
    for (unsigned i = 0;; i++) {
        int answer = step->book->first_out(step->book->self, &wanted, i, out);
        if (answer != 0 || !line) {
            return answer;
        }
        struct offer offer = {line, lot_text_span(&out->item), lot_text_span(&out->lot),
                              out->use_by};
        answer = order_refuses(step, &offer, &against);
        if (answer <= 0) {
            return answer;
        }
    }
}

/* The errand of one line; 1: none of it is there. */
static int errand_of(struct step *step, const struct lot_book_line *line, struct errand *out)
{
    struct lot_book_item item = step->item;
    int answer = 0;
    if (!slots_known(step, SLOT(ITEM))) {
        answer = step->book->item(step->book->self, lot_text_span(&line->item), &item);
    }
    if (answer == 0) {
        answer = wanted_first(step, &item, line, &out->stock);
    }
    if (answer == 0) {
        int64_t left = line->ordered > line->done ? line->ordered - line->done : 0;
        out->quantity = left < out->stock.quantity ? left : out->stock.quantity;
        out->decimals = item.decimals;
    }
    return answer;
}

int wanted_next(struct step *step, struct errand *out)
{
    struct lot_book_line line;
    struct lot_span document = lot_text_span(&step->engine.document);
    if (slots_known(step, SLOT(ITEM))) {
        int answer = wanted_line(step, &line);
        return answer == 0 ? errand_of(step, &line, out) : answer;
    }
    for (unsigned i = 0;; i++) {
        int answer = step->book->open_line(step->book->self, document, i, &line);
        if (answer == 0) {
            answer = errand_of(step, &line, out);
        } else {
            return answer;
        }
        if (answer <= 0) {
            return answer;
        }
    }
}
