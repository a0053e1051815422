/* SPDX-License-Identifier: MIT */
/*
 * What goes together and is booked apart: pieces that go by serials, and what of a lot lies on
 * several units and loose.
 */

#include "step.h"

static int add(struct step *step, const struct lot_movement *movement)
{
    struct lot_transaction *transaction = &step->effects.commit;
    if (transaction->count == LOT_MOVEMENTS_MAX) {
        say(step, LOT_CODE_TOO_MANY)->document = step->engine.document;
        return SAID;
    }
    transaction->movement[transaction->count++] = *movement;
    return 0;
}

/* All that is there goes, so the pieces are those that are there. */
static int add_pieces(struct step *step, const struct lot_movement *movement, int64_t piece)
{
    const struct lot_book_spot spot = {
        lot_text_span(&movement->item), lot_text_span(&movement->lot),
        lot_text_span(&movement->from), lot_text_span(&movement->from_sscc)};
    int answer = 0;
    for (unsigned i = 0; answer == 0; i++) {
        struct lot_book_serial serial;
        struct lot_movement part = *movement;
        answer = step->book->serial_at(step->book->self, &spot, i, &serial);
        if (answer == 1) {
            return 0;
        }
        if (answer == 0) {
            part.serial = serial.serial;
            part.quantity = piece;
            answer = add(step, &part);
        }
    }
    return answer;
}

int parts_add(struct step *step, const struct lot_movement *movement)
{
    struct lot_book_item item = {0};
    int64_t piece = 0;
    int answer = step->book->item(step->book->self, lot_text_span(&movement->item), &item);
    if (answer < 0) {
        return answer;
    }
    bool pieces = item.tracking == LOT_TRACKING_SERIAL && movement->serial.size == 0 &&
                  quantity_scale(1, 0, item.decimals, &piece);
    return pieces ? add_pieces(step, movement, piece) : add(step, movement);
}

int parts_add_all(struct step *step, const struct lot_movement *movement)
{
    const struct lot_book_spot spot = {.item = lot_text_span(&movement->item),
                                       .lot = lot_text_span(&movement->lot),
                                       .place = lot_text_span(&movement->from)};
    struct lot_movement loose = *movement;
    int answer = 0;
    for (unsigned i = 0; answer == 0; i++) {
        struct lot_book_load load;
        struct lot_movement part = *movement;
        answer = step->book->load_at(step->book->self, &spot, i, &load);
        if (answer == 1) {
            return loose.quantity > 0 ? parts_add(step, &loose) : 0;
        }
        if (answer == 0) {
            part.from_sscc = load.sscc;
            part.to_sscc = load.sscc;
            part.quantity = load.quantity;
            loose.quantity -= load.quantity;
            answer = parts_add(step, &part);
        }
    }
    return answer;
}
