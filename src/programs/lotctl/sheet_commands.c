/* SPDX-License-Identifier: MIT */
/*
 * What stands on the command sheet follows from decode's own table of commands: which argument one
 * takes is found by trying, and only what decode reads as the command that is meant gets a symbol.
 * A command that is new is on the sheet without a line here.
 */

#include "sheet_commands.h"

#include <lot/decode.h>
#include <lot/engine.h>

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
static const char *const amounts[] = {"2", "4", "5", "6", "10", "12", "20", "24", "48", "100"};

/* Where a verb is not the word for it. */
static const struct {
    const char *verb, *caption;
} words[] = {
    {"ACK",     "Understood"},
    {"SIGNOUT", "Sign out"  },
    {"SIGNIN",  "Sign in"   },
};

/* ---- one code ------------------------------------------------------------------------------- */

/* True when the code is read as that command. */
static bool is_read(const char *code, enum lot_command command)
{
    static const struct lot_decode_options options = {.today = 20260101};
    struct lot_decoded decoded;
    lot_decode(&options, lot_span_of(code), &decoded);
    return decoded.status == LOT_DECODE_OK && lot_facts_has(&decoded.facts, LOT_FACT_COMMAND) &&
           decoded.facts.value[LOT_FACT_COMMAND].number == (int64_t)command;
}

static bool make_code(enum lot_command command, const char *argument, char out[SHEET_CODE_SIZE])
{
    int size = snprintf(out, SHEET_CODE_SIZE, "LOTD-%s%s%s", lot_command_name(command),
                        *argument ? "-" : "", argument);
    return size > 0 && size < (int)SHEET_CODE_SIZE && is_read(out, command);
}

static bool takes(enum lot_command command, const char *argument)
{
    char code[SHEET_CODE_SIZE];
    return make_code(command, argument, code);
}

/* "RECEIVE" -> "Receive", "past its date" -> "Past its date" */
static void put_caption(const char *verb, char out[SHEET_CODE_SIZE])
{
    for (size_t i = 0; i < COUNT(words); i++) {
        if (strcmp(verb, words[i].verb) == 0) {
            verb = words[i].caption;
        }
    }
    snprintf(out, SHEET_CODE_SIZE, "%s", verb);
    bool capitals = verb[0] != '\0' && verb[1] >= 'A' && verb[1] <= 'Z';
    for (size_t i = 1; capitals && out[i] != '\0'; i++) {
        out[i] = (char)(out[i] | 0x20);
    }
    if (out[0] >= 'a' && out[0] <= 'z') {
        out[0] = (char)(out[0] & ~0x20);
    }
}

/* ---- groups --------------------------------------------------------------------------------- */

struct list {
    struct sheet_code *codes;
    size_t room, count;
    const struct sheet_reason *reasons;
    size_t reason_count;
};

static void add(struct list *list, const char *group, enum lot_command command,
                const char *argument, const char *note)
{
    struct sheet_code *code = &list->codes[list->count];
    if (list->count == list->room || !make_code(command, argument, code->code)) {
        return;
    }
    code->group = group;
    put_caption(*argument ? argument : lot_command_name(command), code->caption);
    bool same = strcmp(note, argument) == 0;
    snprintf(code->note, sizeof code->note, "%s", same ? "" : note);
    list->count++;
}

static void add_each(struct list *list, const char *group, enum lot_command command,
                     const char *const *arguments, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add(list, group, command, arguments[i], "");
    }
}

static bool is_mode(enum lot_command command)
{
    for (unsigned mode = 0; mode < LOT_MODE_COUNT; mode++) {
        if (strcasecmp(lot_mode_name((enum lot_mode)mode), lot_command_name(command)) == 0) {
            return true;
        }
    }
    return false;
}

static void add_mode(struct list *list, enum lot_command command)
{
    if (is_mode(command)) {
        add(list, "Modes", command, "", "");
    }
}

static void add_answer(struct list *list, enum lot_command command)
{
    if (!is_mode(command)) {
        add(list, "Answers", command, "", "");
    }
}

/* A text may be anything, and a number more than one digit. */
static void add_digits(struct list *list, enum lot_command command)
{
    if (!takes(command, "x") && !takes(command, "12")) {
        add_each(list, "Digits", command, digits, COUNT(digits));
    }
}

static void add_amounts(struct list *list, enum lot_command command)
{
    if (!takes(command, "x") && takes(command, "12")) {
        add_each(list, "Quantities", command, amounts, COUNT(amounts));
    }
}

static void add_reasons(struct list *list, enum lot_command command)
{
    for (size_t i = 0; takes(command, "x") && i < list->reason_count; i++) {
        add(list, "Reasons", command, list->reasons[i].code, list->reasons[i].name);
    }
}

size_t sheet_codes(struct sheet_code *codes, size_t room, const struct sheet_reason *reasons,
                   size_t reason_count)
{
    static void (*const groups[])(struct list * list, enum lot_command command) = {
        add_mode, add_answer, add_digits, add_amounts, add_reasons,
    };
    struct list list = {codes, room, 0, reasons, reason_count};
    for (size_t group = 0; group < COUNT(groups); group++) {
        for (unsigned command = 0; command < LOT_COMMANDS_END; command++) {
            groups[group](&list, (enum lot_command)command);
        }
    }
    return list.count;
}
