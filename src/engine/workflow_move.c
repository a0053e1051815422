/* SPDX-License-Identifier: MIT */
/* Move: goods go from one place to another. */

#include "workflow.h"

/*
 * From is asked, or comes before the goods, once or again; all else is to. A place that is not on
 * record holds nothing that could be taken.
 */
static enum lot_slot place_by_turn(const struct step *step, struct lot_span code, bool on_record)
{
    const struct lot_engine *engine = &step->engine;
    if (step->asked == LOT_SLOT_FROM) {
        return on_record ? LOT_SLOT_FROM : LOT_SLOT_COUNT;
    }
    bool again = lot_span_equal(lot_text_span(&engine->from), code);
    bool first =
        !slots_goods(step, engine->filled) && ((engine->filled & SLOT(FROM)) == 0 || again);
    return first && on_record ? LOT_SLOT_FROM : LOT_SLOT_TO;
}

static const enum lot_slot move_asks[] = {
    LOT_SLOT_ITEM,     LOT_SLOT_LOT,    LOT_SLOT_SERIAL, LOT_SLOT_FROM,  LOT_SLOT_SSCC,
    LOT_SLOT_QUANTITY, LOT_SLOT_WEIGHT, LOT_SLOT_TO,     LOT_SLOT_CHECK,
};

static int (*const move_settles[])(struct step *) = {
    settle_piece, settle_unit_place,  settle_direction, settle_only_place, settle_only_unit,
    settle_onto,  settle_label_count, settle_counted,   settle_all_there,  settle_check,
};

static const struct check move_checks[] = {
    {GOODS,                               check_lot_known   },
    {GOODS,                               check_dates_agree },
    {GOODS,                               check_in_stock    },
    {SLOT(SERIAL),                        check_serial_there},
    {SLOT(ONTO) | SLOT(TO),               check_onto        },
    {SLOT(FROM) | SLOT(TO),               check_other_place },
    {GOODS | SLOT(FROM),                  check_there       },
    {SLOT(QUANTITY),                      check_quantity    },
    {SLOT(WEIGHT),                        check_weight      },
    {GOODS | SLOT(FROM) | SLOT(QUANTITY), check_enough      },
    {SLOT(TO),                            check_new_place   },
    {GOODS | SLOT(TO),                    check_mixing      },
    {SLOT(QUANTITY),                      check_large       },
};

const struct workflow workflow_move = {
    .job = LOT_JOB_MOVE,
    .finished = LOT_CODE_MOVED,
    LIST(ask, move_asks),
    .takes = GOODS_WITH_DATES | SLOT(SERIAL) | SLOT(FROM) | SLOT(SSCC) | SLOT(QUANTITY) |
             SLOT(WEIGHT) | SLOT(TO) | SLOT(ONTO),
    .place_slot = place_by_turn,
    .take_unit = move_takes_unit,
    .whole = &workflow_move_unit,
    .new_places = true,
    .wholes = true,
    .damages = true,
    .from = {.kind = END_SLOT, .slot = LOT_SLOT_FROM},
    .to = {.kind = END_SLOT, .slot = LOT_SLOT_TO  },
    LIST(settle, move_settles),
    LIST(check, move_checks),
    .finish = finish_movement,
    .done = done_close,
};
