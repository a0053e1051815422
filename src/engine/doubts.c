/* SPDX-License-Identifier: MIT */
/*
 * Doubts: what is taken only when it is scanned a second time.
 *
 * A scan that raises a doubt is not taken: the state stays as it was and remembers which bytes were
 * doubted, and why. The same bytes again run the same way, now with that doubt accepted, and may
 * meet the next one. Any other scan drops the doubt. What was accepted is kept as long as
 * what it is about is held, so that a rule can be judged again without asking again.
 */

#include "step.h"

static const struct {
    enum lot_code code;
    uint32_t about;   /* slots: dropped with any of them */
    uint32_t reopens; /* slots: asked anew when one of them changes */
} doubts[LOT_DOUBT_COUNT] = {
    [LOT_DOUBT_NEW_ITEM] = {LOT_CODE_CONFIRM_ITEM,     SLOT(ITEM),                  SLOT(ITEM)                           },
    [LOT_DOUBT_NEW_LOT] = {LOT_CODE_CONFIRM_LOT,      SLOT(LOT),                   SLOT(ITEM) | SLOT(LOT)               },
    [LOT_DOUBT_NEW_SERIAL] = {LOT_CODE_CONFIRM_SERIAL,   SLOT(SERIAL),
                            SLOT(ITEM) | SLOT(LOT) | SLOT(SERIAL)                                                        },
    [LOT_DOUBT_NEW_PLACE] = {LOT_CODE_CONFIRM_PLACE,    SLOT(TO),                    SLOT(TO)                             },
    [LOT_DOUBT_NOT_FIRST_OUT] = {LOT_CODE_NOT_FIRST_OUT,    SLOT(ITEM),                  SLOT(ITEM) | SLOT(LOT)               },
    [LOT_DOUBT_PAST_DATE] = {LOT_CODE_PAST_BEST_BEFORE, SLOT(ITEM),                  SLOT(ITEM) | SLOT(LOT)               },
    [LOT_DOUBT_QUARANTINE] = {LOT_CODE_TO_QUARANTINE,    SLOT(ITEM),
                            SLOT(ITEM) | SLOT(LOT) | SLOT(USE_BY)                                                        },
    [LOT_DOUBT_SUBSTITUTE] = {LOT_CODE_SUBSTITUTE,       SLOT(DOCUMENT) | SLOT(ITEM),
                            SLOT(DOCUMENT) | SLOT(ITEM)                                                                  },
    [LOT_DOUBT_NOT_SENT] = {LOT_CODE_NOT_SENT,         SLOT(ITEM),
                            SLOT(DOCUMENT) | SLOT(ITEM) | SLOT(LOT) | SLOT(QUANTITY)                                     },
    [LOT_DOUBT_OVER] = {LOT_CODE_OVER_ORDERED,     SLOT(DOCUMENT) | SLOT(ITEM),
                            SLOT(DOCUMENT) | SLOT(ITEM) | SLOT(QUANTITY)                                                 },
    [LOT_DOUBT_SHORT] = {LOT_CODE_STILL_OPEN,       SLOT(DOCUMENT),              SLOT(DOCUMENT)                       },
    [LOT_DOUBT_OUTLIVES] = {LOT_CODE_OUTLIVES,         SLOT(ITEM),                  SLOT(ITEM) | SLOT(LOT) | SLOT(USE_BY)},
    [LOT_DOUBT_DIFFERENCE] = {LOT_CODE_COUNT_DIFFERS,    SLOT(QUANTITY),
                            SLOT(ITEM) | SLOT(LOT) | SLOT(FROM) | SLOT(QUANTITY)                                         },
    [LOT_DOUBT_ZERO] = {LOT_CODE_NOT_COUNTED,      SLOT(FROM),                  SLOT(FROM) | SLOT(ITEM) | SLOT(LOT)  },
    [LOT_DOUBT_QUANTITY] = {LOT_CODE_LARGE_QUANTITY,   SLOT(QUANTITY),              SLOT(QUANTITY)                       },
};

bool doubt_is_accepted(const struct step *step, enum lot_doubt doubt)
{
    return (step->engine.accepted >> doubt & 1u) != 0;
}

struct lot_say *doubt_raise(struct step *step, enum lot_doubt doubt)
{
    step->base.doubt = doubt;
    step->base.doubt_hash = lot_span_hash(step->event->scan->bytes);
    step->base.confirmed = step->confirmed;
    return say_goods(step, doubts[doubt].code);
}

void doubt_recall(struct step *step)
{
    struct lot_engine *engine = &step->engine;
    bool again = engine->doubt != LOT_DOUBT_NONE &&
                 engine->doubt_hash == lot_span_hash(step->event->scan->bytes);
    step->confirmed = again ? engine->confirmed | 1u << engine->doubt : 0;
    engine->doubt = LOT_DOUBT_NONE;
    engine->doubt_hash = 0;
    engine->confirmed = 0;
    step->base = *engine;
    engine->accepted |= step->confirmed;
}

void doubt_keep(struct step *step)
{
    step->base.doubt = step->before->doubt;
    step->base.doubt_hash = step->before->doubt_hash;
    step->base.confirmed = step->before->confirmed;
}

void doubt_settle(struct step *step)
{
    enum lot_outcome outcome = step->effects.outcome;
    if (outcome == LOT_OUTCOME_WARNING || outcome == LOT_OUTCOME_ERROR) {
        step->engine = step->base;
        step->derived = 0;
        step->unsure = 0;
    }
}

void doubt_prune(struct lot_engine *engine)
{
    for (unsigned i = 0; i < LOT_DOUBT_COUNT; i++) {
        if ((doubts[i].about & ~engine->filled) != 0) {
            engine->accepted &= ~(1u << i);
        }
    }
}

void doubt_reopen(struct step *step, enum lot_slot changed)
{
    for (unsigned i = 0; i < LOT_DOUBT_COUNT; i++) {
        if ((doubts[i].reopens >> changed & 1u) != 0) {
            step->engine.accepted &= ~(1u << i);
        }
    }
    step->engine.accepted |= step->confirmed;
}
