/* SPDX-License-Identifier: MIT */
/*
 * Shipping: all that lies at an order's place goes to the customer in one transaction. What was
 * stopped or has expired since it was picked stays.
 */

#include "workflow.h"

static int say_document(struct step *step, enum lot_code code)
{
    say(step, code)->document = step->engine.document;
    return SAID;
}

/* Holds a row's goods, so that the rules about lots can judge them. */
static int hold_goods(struct step *step, const struct lot_book_stock *row)
{
    step->engine.item = row->item;
    step->engine.lot = row->lot;
    step->engine.filled |= SLOT(ITEM) | SLOT(LOT);
    return slots_settle(step);
}

static int check_shippable(struct step *step)
{
    struct lot_dates dates = goods_dates(step);
    if (dates.expiry != LOT_DATE_NONE && dates.expiry < step->today) {
        say_goods(step, LOT_CODE_EXPIRED)->date = dates.expiry;
        return SAID;
    }
    return check_released(step);
}

static int add_movement(struct step *step, const struct lot_book_stock *row)
{
    int answer = hold_goods(step, row);
    if (answer == 0) {
        answer = check_shippable(step);
    }
    if (answer != 0) {
        return answer;
    }
    struct lot_movement movement = {
        .item = row->item,
        .lot = row->lot,
        .from = step->engine.document,
        .quantity = row->quantity,
    };
    (void)lot_text_set(&movement.to, LOT_LITERAL(LOT_PLACE_CUSTOMER)); /* short */
    struct lot_book_line line;
    answer = wanted_line(step, &line);
    movement.line = answer == 0 ? line.line : 0;
    return answer < 0 ? answer : parts_add_all(step, &movement);
}

/* Every row at the order's place; 0: all were added. */
static int gather(struct step *step)
{
    for (unsigned i = 0;; i++) {
        struct lot_book_stock row;
        int answer = step->book->place_stock(step->book->self,
                                             lot_text_span(&step->engine.document), i, &row);
        if (answer != 0) {
            return answer < 0 ? answer : 0;
        }
        answer = add_movement(step, &row);
        if (answer != 0) {
            return answer;
        }
    }
}

/* Lines that have not been picked whole: warned of, then shipped without them. */
static int check_complete(struct step *step)
{
    struct lot_book_line line;
    int answer = step->book->line(step->book->self, lot_text_span(&step->engine.document),
                                  lot_span(NULL, 0), &line);
    if (answer != 0 || doubt_is_accepted(step, LOT_DOUBT_SHORT)) {
        return answer < 0 ? answer : 0;
    }
    struct lot_book_item item = {0};
    answer = step->book->item(step->book->self, lot_text_span(&line.item), &item);
    if (answer < 0) {
        return answer;
    }
    struct lot_say *words = doubt_raise(step, LOT_DOUBT_SHORT);
    words->document = step->engine.document;
    words->item = line.item;
    words->lot = (struct lot_text){0};
    words->quantity = line.ordered - line.done;
    words->decimals = item.decimals;
    return SAID;
}

int done_ship(struct step *step)
{
    struct lot_transaction *transaction = &step->effects.commit;
    if ((step->engine.filled & SLOT(DOCUMENT)) == 0) {
        return done_close(step);
    }
    int answer = gather(step);
    if (answer == 0 && transaction->count == 0) {
        answer = say_document(step, LOT_CODE_NOTHING_TO_SHIP);
    }
    if (answer == 0) {
        answer = check_complete(step);
    }
    if (answer != 0) {
        return answer;
    }
    transaction->job = LOT_JOB_SHIP;
    transaction->document = step->engine.document;
    struct lot_say *words = say(step, LOT_CODE_SHIPPED);
    words->document = step->engine.document;
    words->quantity = transaction->count;
    slots_drop_all(step);
    return SAID;
}
