/* SPDX-License-Identifier: MIT */
/* The workflow table: a mode is a row, and each row is a file of its own. */

#include "workflow.h"

static const struct workflow *const workflows[LOT_MODE_COUNT] = {
    [LOT_MODE_INQUIRE] = &workflow_inquire,     [LOT_MODE_RECEIVE] = &workflow_receive,
    [LOT_MODE_PICK] = &workflow_pick,           [LOT_MODE_MOVE] = &workflow_move,
    [LOT_MODE_RETURN] = &workflow_return,       [LOT_MODE_SEND_BACK] = &workflow_send_back,
    [LOT_MODE_SCRAP] = &workflow_scrap,         [LOT_MODE_ADJUST] = &workflow_adjust,
    [LOT_MODE_TRANSFORM] = &workflow_transform, [LOT_MODE_PRODUCE] = &workflow_produce,
    [LOT_MODE_COUNTING] = &workflow_count,      [LOT_MODE_LABEL] = &workflow_label,
};

const struct workflow *workflow_of(const struct lot_engine *engine)
{
    const struct workflow *row =
        workflows[engine->mode < LOT_MODE_COUNT ? engine->mode : LOT_MODE_INQUIRE];
    return engine->whole && row->whole ? row->whole : row;
}
