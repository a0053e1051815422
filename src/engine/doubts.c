/* SPDX-License-Identifier: MIT */
/*
 * Doubts: what is taken only when it is scanned a second time, and after a supervisor's badge where
 * policy says so.
 *
 * A scan that raises a doubt is not taken: the state stays as it was and remembers which bytes were
 * doubted, and why. The same bytes again run the same way, now with that doubt accepted, and may
 * meet the next one. Any other scan is refused until the warning was scanned away, or drops it
 * where policy is lenient. What was accepted is kept as long as what it is about is held, so that a
 * rule can be judged again without asking again; with it who approved it.
 */

#include "step.h"

#define X(symbol, name, code, rule) +1
_Static_assert(LOT_DOUBTS(X) < 32, "a doubt is a bit of accepted");
#undef X

/* What a doubt is said as, and its rule unless policy has another. */
static const struct {
    enum lot_code code;
    enum lot_rule rule;
} usual[LOT_DOUBT_COUNT] = {
#define X(symbol, name, code, rule) [LOT_DOUBT_##symbol] = {LOT_CODE_##code, LOT_RULE_##rule},
    LOT_DOUBTS(X)
#undef X
};

static const struct {
    uint32_t about;   /* slots: dropped with any of them */
    uint32_t reopens; /* slots: asked anew when one of them changes */
} doubts[LOT_DOUBT_COUNT] = {
    [LOT_DOUBT_NEW_ITEM] = {SLOT(ITEM),                  SLOT(ITEM)                                              },
    [LOT_DOUBT_NEW_LOT] = {SLOT(LOT),                   SLOT(ITEM) | SLOT(LOT)                                  },
    [LOT_DOUBT_NEW_SERIAL] = {SLOT(SERIAL),                SLOT(ITEM) | SLOT(LOT) | SLOT(SERIAL)                   },
    [LOT_DOUBT_DIFFERENCE] = {SLOT(QUANTITY),              SLOT(ITEM) | SLOT(LOT) | SLOT(FROM) | SLOT(QUANTITY)    },
    [LOT_DOUBT_ZERO] = {SLOT(FROM),                  SLOT(FROM) | SLOT(ITEM) | SLOT(LOT)                     },
    [LOT_DOUBT_NEW_PLACE] = {SLOT(TO),                    SLOT(TO)                                                },
    [LOT_DOUBT_NOT_FIRST_OUT] = {SLOT(ITEM),                  SLOT(ITEM) | SLOT(LOT)                                  },
    [LOT_DOUBT_PAST_DATE] = {SLOT(ITEM),                  SLOT(ITEM) | SLOT(LOT)                                  },
    [LOT_DOUBT_EXPIRED_RECEIPT] = {SLOT(ITEM),                  SLOT(ITEM) | SLOT(LOT) | SLOT(USE_BY)                   },
    [LOT_DOUBT_SHORT_LIFE] = {SLOT(ITEM),                  SLOT(ITEM) | SLOT(LOT) | SLOT(USE_BY)                   },
    [LOT_DOUBT_NOT_ORDERED] = {SLOT(DOCUMENT) | SLOT(ITEM), SLOT(DOCUMENT) | SLOT(ITEM)                             },
    [LOT_DOUBT_QUARANTINE] = {SLOT(ITEM),                  SLOT(ITEM) | SLOT(LOT) | SLOT(USE_BY)                   },
    [LOT_DOUBT_NOT_SENT] = {SLOT(ITEM),                  SLOT(DOCUMENT) | SLOT(ITEM) | SLOT(LOT) | SLOT(QUANTITY)},
    [LOT_DOUBT_SUBSTITUTE] = {SLOT(DOCUMENT) | SLOT(ITEM), SLOT(DOCUMENT) | SLOT(ITEM)                             },
    [LOT_DOUBT_OVER] = {SLOT(DOCUMENT) | SLOT(ITEM), SLOT(DOCUMENT) | SLOT(ITEM) | SLOT(QUANTITY)            },
    [LOT_DOUBT_SHORT] = {SLOT(DOCUMENT),              SLOT(DOCUMENT)                                          },
    [LOT_DOUBT_OUTLIVES] = {SLOT(ITEM),                  SLOT(ITEM) | SLOT(LOT) | SLOT(USE_BY)                   },
    [LOT_DOUBT_QUANTITY] = {SLOT(QUANTITY),              SLOT(QUANTITY)                                          },
};

static uint32_t bit(enum lot_doubt doubt)
{
    return 1u << doubt;
}

enum lot_rule lot_policy_rule(const struct lot_policy *policy, enum lot_doubt doubt)
{
    enum lot_rule rule = policy->rule[doubt];
    return rule == LOT_RULE_USUAL ? usual[doubt].rule : rule;
}

bool doubt_is_accepted(const struct step *step, enum lot_doubt doubt)
{
    return (step->engine.accepted & bit(doubt)) != 0;
}

bool doubt_wants_approval(const struct step *step, const struct lot_engine *engine)
{
    return engine->doubt != LOT_DOUBT_NONE &&
           lot_policy_rule(step->policy, engine->doubt) == LOT_RULE_APPROVE &&
           (engine->approved & bit(engine->doubt)) == 0;
}

struct lot_say *doubt_raise(struct step *step, enum lot_doubt doubt)
{
    struct lot_say *words = say_goods(step, usual[doubt].code);
    if (lot_policy_rule(step->policy, doubt) == LOT_RULE_REFUSE) {
        step->effects.outcome = LOT_OUTCOME_ERROR;
        return words;
    }
    step->effects.outcome = LOT_OUTCOME_WARNING;
    step->base.doubt = doubt;
    step->base.doubt_hash = lot_span_hash(step->event->scan->bytes);
    step->base.confirmed = step->confirmed;
    return words;
}

/* An approval goes with what it is about, and the approver with the last of them. */
static void keep_approvals(struct lot_engine *engine, uint32_t doubts_held)
{
    engine->approved &= doubts_held;
    if (engine->approved == 0) {
        engine->approver = (struct lot_text){0};
    }
}

bool doubt_is_scanned_again(const struct step *step)
{
    const struct lot_engine *before = step->before;
    return before->doubt != LOT_DOUBT_NONE &&
           before->doubt_hash == lot_span_hash(step->event->scan->bytes);
}

void doubt_drop(struct lot_engine *engine)
{
    engine->doubt = LOT_DOUBT_NONE;
    engine->doubt_hash = 0;
    engine->doubt_better = 0;
    engine->confirmed = 0;
    engine->unseen = false;
}

void doubt_recall(struct step *step)
{
    struct lot_engine *engine = &step->engine;
    bool again = doubt_is_scanned_again(step);
    bool met = again && lot_policy_rule(step->policy, engine->doubt) != LOT_RULE_REFUSE &&
               !doubt_wants_approval(step, engine);
    step->confirmed = again ? engine->confirmed : 0;
    step->confirmed |= met ? bit(engine->doubt) : 0;
    doubt_drop(engine);
    keep_approvals(engine, engine->accepted | step->confirmed);
    step->approver = engine->approver;
    step->base = *engine;
    engine->accepted |= step->confirmed;
}

static void restore(struct lot_engine *engine, const struct lot_engine *before)
{
    engine->doubt = before->doubt;
    engine->doubt_hash = before->doubt_hash;
    engine->doubt_better = before->doubt_better;
    engine->confirmed = before->confirmed;
    engine->approved = before->approved;
    engine->approver = before->approver;
    engine->unseen = before->unseen;
}

void doubt_keep(struct step *step)
{
    restore(&step->base, step->before);
    restore(&step->engine, step->before);
}

bool doubt_pends(const struct step *step)
{
    return step->before->doubt != LOT_DOUBT_NONE || step->before->unseen;
}

/* Who scans the lot that the warning names instead has seen it. */
static bool is_better(const struct step *step)
{
    const struct lot_decoded *decoded = step->event->decoded;
    bool lot = decoded->status == LOT_DECODE_OK && lot_facts_has(&decoded->facts, LOT_FACT_LOT);
    struct lot_span scanned = lot ? decoded->facts.value[LOT_FACT_LOT].text : decoded->value;
    return step->before->doubt_better != 0 && step->before->doubt_better == lot_span_hash(scanned);
}

bool doubt_waits(const struct step *step)
{
    return doubt_pends(step) && step->policy->acknowledge && !doubt_is_scanned_again(step) &&
           !is_better(step);
}

void doubt_warn(struct step *step)
{
    step->base.unseen = step->policy->acknowledge;
    step->engine.unseen = step->policy->acknowledge;
}

enum lot_code doubt_question(const struct step *step)
{
    const struct lot_engine *engine = &step->engine;
    if (engine->doubt != LOT_DOUBT_NONE) {
        return doubt_wants_approval(step, engine) ? LOT_CODE_ASK_APPROVAL : LOT_CODE_ASK_AGAIN;
    }
    return engine->unseen ? LOT_CODE_ASK_ACKNOWLEDGE : LOT_CODE_NOTHING;
}

void doubt_settle(struct step *step)
{
    enum lot_outcome outcome = step->effects.outcome;
    if (outcome == LOT_OUTCOME_WARNING || outcome == LOT_OUTCOME_ERROR) {
        const struct lot_text *better = &step->effects.say.other_lot;
        step->engine = step->base;
        if (step->engine.doubt != LOT_DOUBT_NONE && better->size > 0) {
            step->engine.doubt_better = lot_span_hash(lot_text_span(better));
        }
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
    keep_approvals(engine, engine->accepted);
}

void doubt_reopen(struct step *step, enum lot_slot changed)
{
    for (unsigned i = 0; i < LOT_DOUBT_COUNT; i++) {
        if ((doubts[i].reopens >> changed & 1u) != 0) {
            step->engine.accepted &= ~(1u << i);
        }
    }
    step->engine.accepted |= step->confirmed;
    keep_approvals(&step->engine, step->engine.accepted);
}
