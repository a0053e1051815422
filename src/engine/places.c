/* SPDX-License-Identifier: MIT */
/* Places, lines and stock: what the book is asked about the goods that are held. */

#include "workflow.h"

int place_is_reserved(struct step *step, const struct lot_text *place)
{
    struct lot_span code = lot_text_span(place);
    if (lot_span_starts(code, LOT_LITERAL("@"))) {
        return 1;
    }
    struct lot_book_document order;
    int answer = step->book->document(step->book->self, code, &order);
    return answer < 0 ? answer : answer == 0;
}

enum lot_slot place_is_to(const struct step *step, struct lot_span code, bool on_record)
{
    (void)step;
    (void)code;
    (void)on_record;
    return LOT_SLOT_TO;
}

enum lot_slot place_is_from(const struct step *step, struct lot_span code, bool on_record)
{
    (void)step;
    (void)code;
    return on_record ? LOT_SLOT_FROM : LOT_SLOT_COUNT;
}

int place_is_new(struct step *step, const struct lot_text *place, bool *out)
{
    struct lot_book_place found;
    int answer = step->book->place(step->book->self, lot_text_span(place), &found);
    *out = answer == 1;
    return answer < 0 ? answer : 0;
}

int place_quantity(struct step *step, const struct lot_text *place, int64_t *out)
{
    *out = 0;
    struct lot_text item = goods_item(step);
    int answer = step->book->stock(step->book->self, lot_text_span(&item),
                                   lot_text_span(&step->engine.lot), lot_text_span(place), out);
    return answer < 0 ? answer : 0;
}

int place_loose(struct step *step, const struct lot_text *place, int64_t *out)
{
    const struct lot_text item = goods_item(step);
    const struct lot_book_spot spot = {.item = lot_text_span(&item),
                                       .lot = lot_text_span(&step->engine.lot),
                                       .place = lot_text_span(place)};
    int64_t on_units = 0, on_this = 0, all = 0;
    int answer = place_quantity(step, place, &all);
    for (unsigned i = 0; answer == 0; i++) {
        struct lot_book_load load;
        answer = step->book->load_at(step->book->self, &spot, i, &load);
        if (answer == 0) {
            on_units += load.quantity;
            on_this += lot_text_equal(&load.sscc, &step->engine.sscc) ? load.quantity : 0;
        }
    }
    *out = slots_known(step, SLOT(SSCC)) ? on_this : all - on_units;
    return answer < 0 ? answer : 0;
}

int place_free_stock(struct step *step, struct free_stock *out)
{
    struct lot_text item = goods_item(step);
    *out = (struct free_stock){0};
    for (unsigned i = 0; out->count < 2; i++) {
        struct lot_book_stock row;
        int answer = step->book->lot_stock(step->book->self, lot_text_span(&item),
                                           lot_text_span(&step->engine.lot), i, &row);
        if (answer != 0) {
            return answer < 0 ? answer : 0;
        }
        int reserved = place_is_reserved(step, &row.place);
        if (reserved < 0) {
            return reserved;
        }
        if (reserved == 0 && out->count++ == 0) {
            out->first = row;
        }
    }
    return 0;
}

int place_line_left(struct step *step, int64_t *out)
{
    struct lot_book_line line;
    int answer = wanted_line(step, &line);
    if (answer == 0) {
        *out = line.ordered > line.done ? line.ordered - line.done : 0;
    }
    return answer;
}

int place_takeable(struct step *step, int64_t *out)
{
    int64_t there = 0;
    int64_t left = 0;
    int answer = place_loose(step, &step->engine.from, &there);
    if (answer < 0) {
        return answer;
    }
    answer = step->workflow->undoes_line ? 1 : place_line_left(step, &left);
    if (answer < 0) {
        return answer;
    }
    *out = answer == 0 && left < there ? left : there;
    return 0;
}

int place_proposal(struct step *step, int64_t *out)
{
    *out = step->engine.counted;
    if (*out > 0 || step->workflow->blind) {
        return 0;
    }
    if (step->engine.shorted) {
        return 0; /* who says that less is there says how much */
    }
    if (step->workflow->job == LOT_JOB_RETURN) {
        return return_proposal(step, out);
    }
    if (step->workflow->from.kind != END_SLOT) {
        int answer = place_line_left(step, out);
        return answer < 0 ? answer : 0;
    }
    return slots_known(step, SLOT(FROM)) ? place_takeable(step, out) : 0;
}
