/* SPDX-License-Identifier: MIT */
/*
 * Single pieces: a serial is unique per item and at one place, so that it says by itself of which
 * lot it is and where it lies.
 */

#include "workflow.h"

/* The serial held, as it is on record; 1: it is not, or none is held. */
static int look_up(struct step *step, struct lot_book_serial *out)
{
    if (!step->item_known || step->item.tracking != LOT_TRACKING_SERIAL ||
        (step->engine.filled & SLOT(SERIAL)) == 0) {
        return 1;
    }
    return step->book->serial(step->book->self, lot_text_span(&step->item.number),
                              lot_text_span(&step->engine.serial), out);
}

static bool is_gone(const struct lot_book_serial *serial)
{
    return lot_span_starts(lot_text_span(&serial->place), LOT_LITERAL("@"));
}

/* ---- what follows --------------------------------------------------------------------------- */

int settle_serial(struct step *step)
{
    struct lot_book_serial found;
    if ((step->engine.filled & SLOT(LOT)) != 0) {
        return 0;
    }
    int answer = look_up(step, &found);
    if (answer == 0) {
        step->engine.lot = found.lot;
        step->engine.filled |= SLOT(LOT);
    }
    return answer < 0 ? answer : 0;
}

int settle_piece(struct step *step)
{
    struct lot_book_serial found;
    int answer = look_up(step, &found);
    if (answer != 0 || is_gone(&found)) {
        return answer < 0 ? answer : 0;
    }
    if (!slots_known(step, SLOT(FROM))) {
        step->engine.from = found.place;
        step->derived |= SLOT(FROM);
    }
    if (!slots_known(step, SLOT(SSCC)) && found.sscc.size > 0) {
        step->engine.sscc = found.sscc;
        step->derived |= SLOT(SSCC);
    }
    return 0;
}

/* ---- rules ---------------------------------------------------------------------------------- */

static int say_elsewhere(struct step *step, const struct lot_book_serial *found)
{
    struct lot_say *words = say_goods(step, LOT_CODE_SERIAL_ELSEWHERE);
    words->lot = found->lot;
    words->text = found->serial;
    words->place = found->place;
    return SAID;
}

static int check_unknown(struct step *step)
{
    if (!doubt_is_accepted(step, LOT_DOUBT_NEW_SERIAL)) {
        doubt_raise(step, LOT_DOUBT_NEW_SERIAL)->text = step->engine.serial;
        return SAID;
    }
    return 0;
}

/* A piece comes in once, until it went out again. */
int check_serial_new(struct step *step)
{
    struct lot_book_serial found;
    if (step->item.tracking != LOT_TRACKING_SERIAL) {
        return 0;
    }
    int answer = look_up(step, &found);
    if (answer != 0) {
        return answer < 0 ? answer : check_unknown(step);
    }
    bool same = lot_text_equal(&found.lot, &step->engine.lot);
    return is_gone(&found) && same ? 0 : say_elsewhere(step, &found);
}

int check_serial_there(struct step *step)
{
    struct lot_book_serial found;
    if (step->item.tracking != LOT_TRACKING_SERIAL) {
        return 0;
    }
    int answer = look_up(step, &found);
    if (answer != 0) {
        say_goods(step, LOT_CODE_UNKNOWN_SERIAL)->text = step->engine.serial;
        return answer < 0 ? answer : SAID;
    }
    bool there = !slots_known(step, SLOT(FROM)) || lot_text_equal(&found.place, &step->engine.from);
    bool same = lot_text_equal(&found.lot, &step->engine.lot);
    return same && there ? 0 : say_elsewhere(step, &found);
}
