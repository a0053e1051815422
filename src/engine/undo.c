/* SPDX-License-Identifier: MIT */
/*
 * Undo: the last transaction is taken back by one that goes the other way and names what it
 * reverses. Nothing is deleted. It needs the goods to lie still where they were brought.
 */

#include "step.h"

/* Whether what was brought to a place can be taken from there again; virtual places give all. */
static int check_still_there(struct step *step, const struct lot_movement *movement)
{
    int64_t there = 0;
    if (lot_span_starts(lot_text_span(&movement->to), LOT_LITERAL("@"))) {
        return 0;
    }
    int answer =
        step->book->stock(step->book->self, lot_text_span(&movement->item),
                          lot_text_span(&movement->lot), lot_text_span(&movement->to), &there);
    if (answer < 0 || (answer == 0 && there >= movement->quantity)) {
        return answer;
    }
    struct lot_say *words = say(step, LOT_CODE_CANNOT_UNDO);
    words->item = movement->item;
    words->lot = movement->lot;
    words->place = movement->to;
    return SAID;
}

static struct lot_movement reversed(const struct lot_movement *movement)
{
    struct lot_movement back = *movement;
    back.from = movement->to;
    back.to = movement->from;
    back.from_sscc = movement->to_sscc;
    back.to_sscc = movement->from_sscc;
    back.override = false;
    return back;
}

static int say_undone(struct step *step, enum lot_job job)
{
    const struct lot_movement *first = &step->effects.commit.movement[0];
    struct lot_book_item item = {0};
    int answer = step->book->item(step->book->self, lot_text_span(&first->item), &item);
    if (answer < 0) {
        return answer;
    }
    struct lot_say *words = say(step, LOT_CODE_UNDONE);
    (void)lot_text_set(&words->text, lot_span_of(lot_job_name(job)));
    words->item = first->item;
    words->lot = first->lot;
    words->place = first->to;
    words->quantity = first->quantity;
    words->decimals = item.decimals;
    return SAID;
}

int undo_last(struct step *step)
{
    struct lot_transaction *undo = &step->effects.commit;
    struct lot_transaction last = {0};
    int answer = step->book->last(step->book->self, &last);
    if (answer < 0) {
        return answer;
    }
    if (answer == 0 && last.job == LOT_JOB_COUNTING && last.count == 0) {
        say(step, LOT_CODE_COUNT_STAYS);
        return SAID;
    }
    if (answer > 0 || last.count == 0 || last.count > LOT_MOVEMENTS_MAX) {
        say(step, LOT_CODE_NOTHING_TO_UNDO);
        return SAID;
    }
    for (unsigned i = 0; i < last.count; i++) {
        answer = check_still_there(step, &last.movement[i]);
        if (answer != 0) {
            return answer;
        }
        undo->movement[i] = reversed(&last.movement[i]);
    }
    undo->count = last.count;
    undo->job = LOT_JOB_UNDO;
    undo->document = last.document;
    return say_undone(step, last.job);
}
