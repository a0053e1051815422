/* SPDX-License-Identifier: MIT */
/*
 * Operators: a badge signs in, signs out, or approves what is doubted, by what is due.
 *
 * Who is signed in stands in the state, and what a role may do in policy; which roles somebody has
 * is asked of the book each time, so that a badge that was withdrawn opens nothing any more. Each
 * sign-in, sign-out and approval goes on record in the same commit as the scan that made it.
 */

#include "workflow.h"

#define ROLE(name) (1u << LOT_ROLE_##name)

struct lot_note *note_add(struct step *step, enum lot_note_kind kind)
{
    struct lot_effects *effects = &step->effects;
    struct lot_note *note = &effects->note[effects->note_count++];
    *note = (struct lot_note){
        .kind = kind,
        .time = step->event->now,
        .operator_id = step->engine.operator_id,
        .why = "",
    };
    return note;
}

bool operator_is_missing(const struct step *step)
{
    return step->policy->require_operator && step->before->operator_id.size == 0;
}

int operator_badge(struct step *step, struct lot_span *code)
{
    const struct lot_decoded *decoded = step->event->decoded;
    struct lot_book_operator found;
    if (decoded->status == LOT_DECODE_OK && lot_facts_has(&decoded->facts, LOT_FACT_OPERATOR)) {
        *code = decoded->facts.value[LOT_FACT_OPERATOR].text;
        return 1;
    }
    if (decoded->status != LOT_DECODE_PLAIN) {
        return 0;
    }
    *code = decoded->value;
    int answer = step->book->who(step->book->self, decoded->value, &found);
    return answer < 0 ? answer : answer == 0;
}

/* ---- roles ---------------------------------------------------------------------------------- */

/* Somebody who is not in the list has no role to be held to. */
static bool may_use(const struct lot_policy *policy, const struct lot_book_operator *who,
                    enum lot_mode mode)
{
    if (!who || mode == LOT_MODE_INQUIRE) {
        return true;
    }
    for (unsigned role = 0; role < LOT_ROLE_COUNT; role++) {
        if ((who->roles >> role & policy->role_modes[role] >> mode & 1u) != 0) {
            return true;
        }
    }
    return false;
}

int operator_may_use(struct step *step, enum lot_mode mode)
{
    struct lot_book_operator who;
    if (step->engine.operator_id.size == 0) {
        return 0;
    }
    int answer = step->book->who(step->book->self, lot_text_span(&step->engine.operator_id), &who);
    if (answer < 0 || may_use(step->policy, answer == 0 ? &who : NULL, mode)) {
        return answer < 0 ? answer : 0;
    }
    return say_text(step, LOT_CODE_NOT_ALLOWED, lot_span_of(lot_mode_name(mode)));
}

/* ---- signing in and out --------------------------------------------------------------------- */

static void go_home(struct step *step, enum lot_mode mode)
{
    slots_drop_all(step);
    step->engine.mode = mode;
    step->workflow = workflow_of(&step->engine);
}

int operator_sign_out(struct step *step, const char *why)
{
    struct lot_engine *engine = &step->engine;
    bool half = slots_half_filled(engine);
    struct lot_note *note = note_add(step, LOT_NOTE_SIGN_OUT);
    struct lot_say *words =
        half ? say_goods(step, LOT_CODE_SIGNED_OUT) : say(step, LOT_CODE_SIGNED_OUT);
    note->why = why;
    note->item = words->item;
    note->lot = words->lot;
    words->text = engine->operator_id;
    doubt_drop(engine);
    inputs_drop(step);
    go_home(step, step->policy->home);
    engine->operator_id = (struct lot_text){0};
    engine->signed_in_ms = 0;
    return SAID;
}

/*
 * Whoever was signed in is relieved: what stayed from their last transaction is not taken over. But
 * a blind count is settled by another person's eyes.
 */
static void relieve(struct step *step)
{
    if (step->engine.operator_id.size == 0) {
        return;
    }
    note_add(step, LOT_NOTE_SIGN_OUT)->why = "relieved";
    if (!step->workflow->blind) {
        slots_drop_all(step);
        inputs_drop(step);
        step->workflow = workflow_of(&step->engine);
    }
}

static int sign_in(struct step *step, const struct lot_text *code,
                   const struct lot_book_operator *who)
{
    struct lot_engine *engine = &step->engine;
    relieve(step);
    engine->operator_id = *code;
    engine->signed_in_ms = step->event->now.utc_ms;
    note_add(step, LOT_NOTE_SIGN_IN);
    if (!may_use(step->policy, who, engine->mode)) {
        bool home = may_use(step->policy, who, step->policy->home);
        go_home(step, home ? step->policy->home : LOT_MODE_INQUIRE);
    }
    say(step, LOT_CODE_SIGNED_IN)->text = who && who->name.size > 0 ? who->name : *code;
    return SAID;
}

static int sign_in_or_out(struct step *step, const struct lot_text *code,
                          const struct lot_book_operator *who)
{
    const struct lot_engine *engine = &step->engine;
    bool same = lot_text_equal(&engine->operator_id, code);
    bool other = !same && step->workflow->blind;
    if (engine->operator_id.size > 0 && slots_half_filled(engine) && !other) {
        return slots_contradict(step, lot_fact_name(LOT_FACT_OPERATOR));
    }
    if (same) {
        return operator_sign_out(step, "badge");
    }
    if (who ? who->roles == 0 : step->policy->require_listed) {
        return say_text(step, LOT_CODE_UNKNOWN_OPERATOR, lot_text_span(code));
    }
    return sign_in(step, code, who);
}

/* ---- approving ------------------------------------------------------------------------------ */

static int approve(struct step *step, const struct lot_text *code,
                   const struct lot_book_operator *who)
{
    struct lot_engine *engine = &step->engine;
    doubt_keep(step);
    if (!who || (who->roles & ROLE(SUPERVISOR)) == 0) {
        return say_text(step, LOT_CODE_NOT_SUPERVISOR, lot_text_span(code));
    }
    if (step->policy->four_eyes && lot_text_equal(&engine->operator_id, code)) {
        return say_text(step, LOT_CODE_OWN_APPROVAL, lot_text_span(code));
    }
    engine->approved |= 1u << engine->doubt;
    engine->approver = *code;
    struct lot_note *note = note_add(step, LOT_NOTE_APPROVAL);
    note->approver = *code;
    note->doubt = engine->doubt;
    note->item = engine->item;
    note->lot = engine->lot;
    say(step, LOT_CODE_APPROVED)->text = who->name.size > 0 ? who->name : *code;
    return SAID;
}

int operator_take(struct step *step, struct lot_span code)
{
    struct lot_text text;
    struct lot_book_operator found;
    if (lot_text_set(&text, code) < 0) {
        return say_text(step, LOT_CODE_TOO_LONG, lot_span_of(lot_fact_name(LOT_FACT_OPERATOR)));
    }
    int answer = step->book->who(step->book->self, code, &found);
    if (answer < 0) {
        return answer;
    }
    const struct lot_book_operator *who = answer == 0 ? &found : NULL;
    return doubt_wants_approval(step, step->before) ? approve(step, &text, who)
                                                    : sign_in_or_out(step, &text, who);
}
