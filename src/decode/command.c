/* SPDX-License-Identifier: MIT */
/*
 * lotd's own command codes, which it prints itself as a command sheet:
 *
 *   LOTD- verb              LOTD-RECEIVE
 *   LOTD- verb - argument   LOTD-QTY-12   LOTD-REASON-damaged   LOTD-DIGIT-7
 *
 * "lotd-" with a small letter in front is what Caps Lock makes of them.
 */

#include "decoding.h"

static const struct lot_span prefix = LOT_LITERAL("LOTD-");
static const struct lot_span prefix_caps_lock = LOT_LITERAL("lotd-");

enum argument {
    NONE,
    NUMBER, /* digits, perhaps a decimal point and more digits */
    DIGIT,
    TEXT,
};

/* the commands that are not named here take none */
static const enum argument arguments[LOT_COMMANDS_END] = {
    [LOT_COMMAND_QUANTITY] = NUMBER,
    [LOT_COMMAND_REASON] = TEXT,
    [LOT_COMMAND_DIGIT] = DIGIT,
};

static bool is_number(struct lot_span text)
{
    int64_t units;
    return text.size > 0 && text.data[0] != '-' &&
           lot_decimal_parse(text, LOT_DECIMALS_MAX, &units) == 0;
}

static bool suits(enum argument kind, struct lot_span text)
{
    switch (kind) {
    case NUMBER:
        return is_number(text);
    case DIGIT:
        return text.size == 1 && lot_span_is_digits(text);
    case TEXT:
    case NONE: /* is not asked */
    default:
        return text.size > 0;
    }
}

/* The command that text is, its argument into *argument, or LOT_COMMANDS_END. */
static enum lot_command find(struct lot_span text, struct lot_span *argument)
{
    for (unsigned c = 0; c < LOT_COMMANDS_END; c++) {
        struct lot_span verb = lot_span_of(lot_command_name((enum lot_command)c));
        if (arguments[c] == NONE) {
            if (lot_span_equal(text, verb)) {
                *argument = lot_span(NULL, 0);
                return (enum lot_command)c;
            }
        } else if (lot_span_starts(text, verb) && text.size > verb.size &&
                   text.data[verb.size] == '-') {
            *argument = lot_span_part(text, verb.size + 1, text.size);
            return suits(arguments[c], *argument) ? (enum lot_command)c : LOT_COMMANDS_END;
        }
    }
    return LOT_COMMANDS_END;
}

bool decode_command(struct decoding *decoding)
{
    if (lot_span_starts(decoding->data, prefix_caps_lock)) {
        decode_undo_caps_lock(decoding);
        decoding->out->value = decoding->data;
    }
    if (!lot_span_starts(decoding->data, prefix)) {
        return false;
    }
    struct lot_value value = {0};
    struct lot_span text = lot_span_part(decoding->data, prefix.size, decoding->data.size);
    enum lot_command command = find(text, &value.text);
    if (command == LOT_COMMANDS_END) {
        struct lot_problem problem = decode_problem(decoding, LOT_PROBLEM_COMMAND, text);
        decode_error(decoding, &problem);
        return true;
    }
    value.number = command;
    decode_fact(decoding, LOT_FACT_COMMAND, value);
    return true;
}
