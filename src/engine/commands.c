/* SPDX-License-Identifier: MIT */
/*
 * Commands: lotd's own codes, one row each. A command that stands in no row is of no use now, and
 * says so. They answer 0 when a slot was filled and the scan goes on like any other.
 */

#include "workflow.h"

static int refuse(struct step *step, enum lot_command command)
{
    return say_text(step, LOT_CODE_NOT_NOW, lot_span_of(lot_command_name(command)));
}

/* ---- modes ---------------------------------------------------------------------------------- */

static int to_mode(struct step *step, enum lot_mode mode)
{
    struct lot_engine *engine = &step->engine;
    int answer = operator_may_use(step, mode);
    if (answer != 0) {
        return answer;
    }
    bool half = slots_half_filled(engine);
    struct lot_say *words = half ? say_goods(step, LOT_CODE_MODE) : say(step, LOT_CODE_MODE);
    (void)lot_text_set(&words->text, lot_span_of(lot_mode_name(mode)));
    slots_drop_all(step);
    engine->mode = mode;
    step->workflow = workflow_of(engine);
    return SAID;
}

static int to_receive(struct step *step, const struct lot_value *command)
{
    (void)command;
    return to_mode(step, LOT_MODE_RECEIVE);
}

static int to_pick(struct step *step, const struct lot_value *command)
{
    (void)command;
    return to_mode(step, LOT_MODE_PICK);
}

static int to_move(struct step *step, const struct lot_value *command)
{
    (void)command;
    return to_mode(step, LOT_MODE_MOVE);
}

static int to_return(struct step *step, const struct lot_value *command)
{
    (void)command;
    return to_mode(step, LOT_MODE_RETURN);
}

static int to_send_back(struct step *step, const struct lot_value *command)
{
    (void)command;
    return to_mode(step, LOT_MODE_SEND_BACK);
}

static int to_scrap(struct step *step, const struct lot_value *command)
{
    (void)command;
    return to_mode(step, LOT_MODE_SCRAP);
}

static int to_adjust(struct step *step, const struct lot_value *command)
{
    (void)command;
    return to_mode(step, LOT_MODE_ADJUST);
}

static int to_count(struct step *step, const struct lot_value *command)
{
    (void)command;
    return to_mode(step, LOT_MODE_COUNTING);
}

static int to_transform(struct step *step, const struct lot_value *command)
{
    (void)command;
    return to_mode(step, LOT_MODE_TRANSFORM);
}

static int to_label(struct step *step, const struct lot_value *command)
{
    (void)command;
    return to_mode(step, LOT_MODE_LABEL);
}

static int to_inquire(struct step *step, const struct lot_value *command)
{
    (void)command;
    return to_mode(step, LOT_MODE_INQUIRE);
}

/* ---- answers -------------------------------------------------------------------------------- */

static int say_number(struct step *step, const struct lot_value *command)
{
    if ((step->workflow->takes & SLOT(QUANTITY)) == 0) {
        return refuse(step, LOT_COMMAND_QUANTITY);
    }
    if (step->asked == LOT_SLOT_CHECK) {
        return putaway_check(step, command->text);
    }
    step->engine.typed = (struct lot_text){0};
    return quantity_say(step, command->text, step->asked == LOT_SLOT_QUANTITY);
}

static int say_reason(struct step *step, const struct lot_value *command)
{
    return (step->workflow->takes & SLOT(REASON)) != 0 ? reason_take(step, command->text)
                                                       : refuse(step, LOT_COMMAND_REASON);
}

static int say_short(struct step *step, const struct lot_value *command)
{
    (void)command;
    int answer = step->workflow->shorts ? short_say(step) : 1;
    return answer > 0 ? refuse(step, LOT_COMMAND_SHORT) : answer;
}

static int say_damaged(struct step *step, const struct lot_value *command)
{
    (void)command;
    if (step->workflow->damages) {
        return aside_say_damaged(step);
    }
    return step->asked == LOT_SLOT_REASON ? reason_take(step, LOT_LITERAL("damaged"))
                                          : refuse(step, LOT_COMMAND_DAMAGED);
}

/* Takes the quantity that was proposed; 1: none was. */
static int accept_proposal(struct step *step)
{
    int64_t proposal = 0;
    if (step->asked != LOT_SLOT_QUANTITY) {
        return 1;
    }
    int answer = slots_settle(step);
    if (answer == 0) {
        answer = place_proposal(step, &proposal);
    }
    slots_unsettle(step);
    if (answer < 0 || proposal <= 0) {
        return answer < 0 ? answer : 1;
    }
    step->engine.quantity = proposal;
    step->engine.quantity_decimals = step->item.decimals;
    step->engine.quantity_said = true;
    step->engine.filled |= SLOT(QUANTITY);
    return 0;
}

/*
 * A doubt is scanned away by what is doubted, never by a code that lies at hand for anything; a
 * warning that asks for nothing is acknowledged by it.
 */
static int yes(struct step *step, const struct lot_value *command)
{
    (void)command;
    if (step->before->unseen) {
        say(step, LOT_CODE_ACKNOWLEDGED);
        return SAID;
    }
    if (step->before->doubt != LOT_DOUBT_NONE && !doubt_is_scanned_again(step)) {
        doubt_keep(step);
        return refuse(step, LOT_COMMAND_YES);
    }
    if (step->asked == LOT_SLOT_ITEM && putaway_may_be_whole(step)) {
        return putaway_whole(step);
    }
    if (step->engine.typed.size == 0 && step->asked == LOT_SLOT_LOT && numbering_say(step) == 0) {
        return 0;
    }
    if (step->asked == LOT_SLOT_EMPTY) {
        short_answer(step, true);
        return 0;
    }
    if (step->engine.typed.size > 0) {
        return typing_answer(step);
    }
    int answer = accept_proposal(step);
    if (answer <= 0) {
        return answer;
    }
    answer = label_answer(step, true);
    return answer != 0 ? answer : refuse(step, LOT_COMMAND_YES);
}

static int no(struct step *step, const struct lot_value *command)
{
    (void)command;
    if (step->asked == LOT_SLOT_EMPTY && !doubt_pends(step)) {
        short_answer(step, false);
        return 0;
    }
    if (!doubt_pends(step) && step->engine.typed.size > 0) {
        step->engine.typed = (struct lot_text){0};
        say(step, LOT_CODE_CANCELLED);
        return SAID;
    }
    if (!doubt_pends(step)) {
        int answer = label_answer(step, false);
        return answer != 0 ? answer : refuse(step, LOT_COMMAND_NO);
    }
    say(step, step->before->unseen ? LOT_CODE_ACKNOWLEDGED : LOT_CODE_CANCELLED);
    return SAID;
}

/* A warning was seen: what it was about is not taken. */
static int acknowledge(struct step *step, const struct lot_value *command)
{
    (void)command;
    if (!doubt_pends(step)) {
        return refuse(step, LOT_COMMAND_ACKNOWLEDGE);
    }
    say(step, LOT_CODE_ACKNOWLEDGED);
    return SAID;
}

static int done(struct step *step, const struct lot_value *command)
{
    (void)command;
    if (step->engine.typed.size > 0) {
        return typing_answer(step);
    }
    int answer = accept_proposal(step);
    if (answer <= 0) {
        return answer;
    }
    return slots_half_filled(&step->engine) ? refuse(step, LOT_COMMAND_DONE)
                                            : step->workflow->done(step);
}

/* What is half filled, or doubted, is dropped; when nothing is, what stays between transactions. */
static int cancel(struct step *step, const struct lot_value *command)
{
    (void)command;
    bool half = slots_half_filled(&step->engine) || step->before->doubt != LOT_DOUBT_NONE;
    say_goods(step, LOT_CODE_CANCELLED);
    if (half) {
        slots_drop_half(step);
    } else {
        slots_drop_all(step);
        inputs_drop(step);
    }
    return SAID;
}

static int type_digit(struct step *step, const struct lot_value *command)
{
    return typing_add(step, (char)command->text.data[0]);
}

static int type_point(struct step *step, const struct lot_value *command)
{
    (void)command;
    return typing_add(step, '.');
}

/* ---- what was ------------------------------------------------------------------------------- */

static int undo(struct step *step, const struct lot_value *command)
{
    (void)command;
    return undo_last(step);
}

static int reprint(struct step *step, const struct lot_value *command)
{
    (void)command;
    const struct lot_engine *engine = &step->engine;
    if (engine->last_lot.size == 0) {
        return refuse(step, LOT_COMMAND_REPRINT);
    }
    struct lot_say *words = say(step, LOT_CODE_LABELLED);
    words->item = engine->last_item;
    words->lot = engine->last_lot;
    words->quantity = 1;
    step->effects.print = (struct lot_print){
        .item = engine->last_item,
        .lot = engine->last_lot,
        .quantity = engine->last_quantity,
        .copies = 1,
        .reprint = true,
    };
    return SAID;
}

/* ---- who, and what was asked ---------------------------------------------------------------- */

static int sign_out(struct step *step, const struct lot_value *command)
{
    (void)command;
    if (step->engine.operator_id.size > 0) {
        return operator_sign_out(step, "code");
    }
    doubt_keep(step);
    return refuse(step, LOT_COMMAND_SIGN_OUT);
}

/* The prompt says it all. */
static int repeat(struct step *step, const struct lot_value *command)
{
    (void)command;
    doubt_keep(step);
    say(step, LOT_CODE_REPEATED);
    return SAID;
}

/* ---- the table ------------------------------------------------------------------------------ */

static const struct {
    int (*run)(struct step *step, const struct lot_value *command);
    bool answers_warning; /* it may be scanned while a warning is pending */
} commands[LOT_COMMANDS_END] = {
    [LOT_COMMAND_RECEIVE] = {to_receive,   false},
    [LOT_COMMAND_PICK] = {to_pick,      false},
    [LOT_COMMAND_MOVE] = {to_move,      false},
    [LOT_COMMAND_RETURN] = {to_return,    false},
    [LOT_COMMAND_SEND_BACK] = {to_send_back, false},
    [LOT_COMMAND_SCRAP] = {to_scrap,     false},
    [LOT_COMMAND_ADJUST] = {to_adjust,    false},
    [LOT_COMMAND_COUNT] = {to_count,     false},
    [LOT_COMMAND_TRANSFORM] = {to_transform, false},
    [LOT_COMMAND_LABEL] = {to_label,     false},
    [LOT_COMMAND_INQUIRE] = {to_inquire,   false},
    [LOT_COMMAND_QUANTITY] = {say_number,   false},
    [LOT_COMMAND_UNDO] = {undo,         false},
    [LOT_COMMAND_CANCEL] = {cancel,       true },
    [LOT_COMMAND_DONE] = {done,         false},
    [LOT_COMMAND_YES] = {yes,          true },
    [LOT_COMMAND_NO] = {no,           true },
    [LOT_COMMAND_REPRINT] = {reprint,      false},
    [LOT_COMMAND_REASON] = {say_reason,   false},
    [LOT_COMMAND_DIGIT] = {type_digit,   false},
    [LOT_COMMAND_POINT] = {type_point,   false},
    [LOT_COMMAND_SHORT] = {say_short,    false},
    [LOT_COMMAND_DAMAGED] = {say_damaged,  false},
    [LOT_COMMAND_REPEAT] = {repeat,       true },
    [LOT_COMMAND_ACKNOWLEDGE] = {acknowledge,  true },
    [LOT_COMMAND_SIGN_OUT] = {sign_out,     true },
};

static bool is_row(int64_t command)
{
    return command >= 0 && command < LOT_COMMANDS_END && commands[command].run;
}

int command_run(struct step *step, const struct lot_value *command)
{
    return is_row(command->number) ? commands[command->number].run(step, command)
                                   : refuse(step, (enum lot_command)command->number);
}

bool command_answers_warning(int64_t command)
{
    return is_row(command) && commands[command].answers_warning;
}
