/* SPDX-License-Identifier: MIT */
/*
 * The order of things in a step: a double read is ignored, what cannot be read is refused, so is
 * what nobody signed in for and what a pending warning keeps out; a doubt is confirmed or dropped;
 * then a command runs or facts fill slots, rules judge what is known, and when nothing is missing
 * the transaction is finished. Whatever was not taken leaves the state as it was. *next and
 * *effects are written last.
 */

#include "workflow.h"

#include <string.h>

static void begin(struct step *step, const struct lot_engine *state,
                  const struct lot_policy *policy, const struct lot_book *book)
{
    memset(step, 0, sizeof *step);
    step->before = state;
    step->policy = policy;
    step->book = book;
    step->engine = *state;
    step->base = *state;
    step->workflow = workflow_of(state);
}

/* ---- double reads --------------------------------------------------------------------------- */

static bool is_double_read(const struct step *step, const struct lot_scan *scan)
{
    const struct lot_engine *before = step->before;
    int64_t since = scan->time.utc_ms - before->last_ms;
    return step->policy->double_read_ms > 0 && scan->source == before->last_source && since >= 0 &&
           since <= step->policy->double_read_ms && lot_span_hash(scan->bytes) == before->last_hash;
}

/* A scanner that keeps reading one label is one read as long as it does: each read counts anew. */
static void remember(struct lot_engine *engine, const struct lot_scan *scan)
{
    engine->last_hash = lot_span_hash(scan->bytes);
    engine->last_source = scan->source;
    engine->last_ms = scan->time.utc_ms;
}

/* ---- taking a scan -------------------------------------------------------------------------- */

static int take(struct step *step)
{
    const struct lot_decoded *decoded = step->event->decoded;
    if (lot_facts_has(&decoded->facts, LOT_FACT_COMMAND) && decoded->status == LOT_DECODE_OK) {
        return command_run(step, &decoded->facts.value[LOT_FACT_COMMAND]);
    }
    int answer = typing_count(step);
    if (answer != 0) {
        return answer;
    }
    if (decoded->status == LOT_DECODE_PLAIN) {
        return plain_take(step, decoded->value);
    }
    return facts_take(step, &decoded->facts);
}

int judge_checks(struct step *step, const struct check *checks, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        int answer = slots_known(step, checks[i].slots) ? checks[i].judge(step) : 0;
        if (answer != 0) {
            return answer;
        }
    }
    return 0;
}

/* A slot was filled: what follows, what is wrong, what is finished or still missing. */
static int go_on(struct step *step)
{
    int answer = slots_settle(step);
    if (answer == 0) {
        answer = judge_checks(step, step->workflow->checks, step->workflow->check_count);
    }
    if (answer != 0) {
        return answer;
    }
    if (slots_question(step) == LOT_SLOT_COUNT) {
        return step->workflow->finish(step);
    }
    say_goods(step, LOT_CODE_TAKEN);
    return SAID;
}

/* What is being asked before the scan is looked at. */
static int recall_question(struct step *step)
{
    int answer = slots_settle(step);
    step->asked = slots_question(step);
    slots_unsettle(step);
    return answer;
}

static int take_and_go_on(struct step *step)
{
    int answer = recall_question(step);
    if (answer == 0) {
        answer = take(step);
    }
    return answer == 0 ? go_on(step) : answer;
}

/* ---- what is kept out ----------------------------------------------------------------------- */

/* The command that was scanned; -1: none was. */
static int64_t command_of(const struct lot_decoded *decoded)
{
    bool command =
        decoded->status == LOT_DECODE_OK && lot_facts_has(&decoded->facts, LOT_FACT_COMMAND);
    return command ? decoded->facts.value[LOT_FACT_COMMAND].number : -1;
}

static int keep_out(struct step *step, enum lot_code code)
{
    doubt_keep(step);
    say(step, code);
    return SAID;
}

/*
 * The door: before somebody signed in, and while a warning is pending, only what answers that comes
 * in; a badge is taken at once. 0: it is for the tables to judge.
 */
static int admit(struct step *step)
{
    int64_t command = command_of(step->event->decoded);
    bool approval = doubt_wants_approval(step, step->before);
    bool missing = operator_is_missing(step) && command != LOT_COMMAND_REPEAT;
    bool answers = doubt_pends(step) && command_answers_warning(command);
    bool waits = doubt_waits(step) && !answers;
    struct lot_span code;
    int badge = approval || (missing && !waits) ? operator_badge(step, &code) : 0;
    if (badge != 0) {
        return badge < 0 ? badge : operator_take(step, code);
    }
    if (waits) {
        return keep_out(step, LOT_CODE_ACKNOWLEDGE_FIRST);
    }
    return missing && !answers ? keep_out(step, LOT_CODE_SIGN_IN_FIRST) : 0;
}

static int on_scan(struct step *step)
{
    const struct lot_event *event = step->event;
    bool again = is_double_read(step, event->scan);
    remember(&step->engine, event->scan);
    if (again) {
        say(step, LOT_CODE_DOUBLE_READ);
        return 0;
    }
    doubt_recall(step);
    int answer = SAID;
    if (event->decoded->status == LOT_DECODE_ERROR) {
        doubt_keep(step);
        say_text(step, LOT_CODE_UNREADABLE,
                 lot_span_of(lot_problem_name(event->decoded->error.code)));
    } else {
        answer = admit(step);
        answer = answer == 0 ? take_and_go_on(step) : answer;
    }
    doubt_settle(step);
    return answer < 0 ? answer : 0;
}

/* ---- time ----------------------------------------------------------------------------------- */

/* Something waits to be completed or confirmed. */
static bool is_pending(const struct step *step)
{
    return slots_half_filled(&step->engine) || step->engine.doubt != LOT_DOUBT_NONE;
}

static int64_t after(int64_t since, int64_t period)
{
    return period > 0 ? since + period : 0;
}

/* When what is half filled, or doubted, is dropped. */
static int64_t drop_time(const struct step *step)
{
    return is_pending(step) ? after(step->engine.last_ms, step->policy->idle_ms) : 0;
}

static int64_t idle_time(const struct step *step)
{
    bool in = step->engine.operator_id.size > 0;
    return in ? after(step->engine.last_ms, step->policy->sign_out_ms) : 0;
}

/* A shift does not end in the middle of a transaction. */
static int64_t shift_time(const struct step *step)
{
    bool in = step->engine.operator_id.size > 0 && !is_pending(step);
    return in ? after(step->engine.signed_in_ms, step->policy->shift_ms) : 0;
}

static void drop_pending(struct step *step)
{
    say_goods(step, LOT_CODE_TIMED_OUT);
    struct lot_note *note = note_add(step, LOT_NOTE_DROPPED);
    note->item = step->effects.say.item;
    note->lot = step->effects.say.lot;
    doubt_drop(&step->engine);
    slots_drop_half(step);
    doubt_warn(step);
}

static void sign_out_idle(struct step *step)
{
    operator_sign_out(step, "idle");
}

static void sign_out_shift(struct step *step)
{
    operator_sign_out(step, "shift");
}

/* What time brings, one thing a step: the first that is due. */
static const struct {
    int64_t (*due)(const struct step *step); /* 0: never */
    void (*act)(struct step *step);
} alarms[] = {
    {drop_time,  drop_pending  },
    {idle_time,  sign_out_idle },
    {shift_time, sign_out_shift},
};
#define ALARM_COUNT (sizeof alarms / sizeof alarms[0])

static int64_t deadline(const struct step *step)
{
    int64_t first = 0;
    for (size_t i = 0; i < ALARM_COUNT; i++) {
        int64_t due = alarms[i].due(step);
        if (due != 0 && (first == 0 || due < first)) {
            first = due;
        }
    }
    return first;
}

static int on_time(struct step *step)
{
    for (size_t i = 0; i < ALARM_COUNT; i++) {
        int64_t due = alarms[i].due(step);
        if (due != 0 && due <= step->event->now.utc_ms) {
            alarms[i].act(step);
            return 0;
        }
    }
    say(step, LOT_CODE_NOTHING);
    return 0;
}

/* ---- the step ------------------------------------------------------------------------------- */

int lot_engine_step(const struct lot_engine *state, const struct lot_policy *policy,
                    const struct lot_book *book, const struct lot_event *event,
                    struct lot_engine *next, struct lot_effects *effects)
{
    struct step step;
    begin(&step, state, policy, book);
    step.event = event;
    step.now = event->kind == LOT_EVENT_SCAN ? event->scan->time : event->now;
    step.today = lot_date_at(step.now);
    int answer = event->kind == LOT_EVENT_TIME ? on_time(&step) : on_scan(&step);
    if (answer == 0) {
        if (step.effects.outcome != LOT_OUTCOME_OK) {
            step.effects.commit = (struct lot_transaction){0};
        }
        if (step.effects.commit.count > 0 && step.effects.commit.job != LOT_JOB_UNDO) {
            step.effects.commit.approver = step.approver;
        }
        slots_unsettle(&step);
        step.workflow = workflow_of(&step.engine);
        answer = prompt_make(&step, &step.effects.ask);
    }
    if (answer < 0) {
        return answer;
    }
    step.effects.deadline_ms = deadline(&step);
    *next = step.engine;
    *effects = step.effects;
    return 0;
}

int lot_engine_prompt(const struct lot_engine *state, const struct lot_policy *policy,
                      const struct lot_book *book, struct lot_time now, struct lot_say *ask)
{
    struct step step;
    begin(&step, state, policy, book);
    step.now = now;
    step.today = lot_date_at(now);
    return prompt_make(&step, ask);
}
