/* SPDX-License-Identifier: MIT */
/* What is wrong with a code that cannot be read, and why a ledger does not open. */

#include "wording.h"

#include "sentence.h"

static const char *const templates[LOT_PROBLEM_COUNT] = {
    [LOT_PROBLEM_NONE] = "",
    [LOT_PROBLEM_EMPTY] = "the scan is empty",
    [LOT_PROBLEM_TOO_LONG] = "the scan is longer than 8192 bytes",
    [LOT_PROBLEM_TOO_MANY] = "the scan has more than 64 elements",
    [LOT_PROBLEM_CARRIER] = "{found} at byte {offset} is not a carrier's AIM identifier: a letter"
                            " and a digit should follow",
    [LOT_PROBLEM_UNKNOWN_IDENTIFIER] =
        "no identifier is known at byte {offset}[: {found}]; one of the"
        " standard should stand there",
    [LOT_PROBLEM_LENGTH] = "[({element}) ]has {length} characters at byte {offset}; it takes"
                           " {expected}",
    [LOT_PROBLEM_CHARSET] =
        "[({element}) ]may not hold '{found}' at byte {offset}[; it takes {rule}]",
    [LOT_PROBLEM_CHECK_DIGIT] =
        "[({element}) ]{found} at byte {offset} is misread[: its check digit"
        " should be {expected}]",
    [LOT_PROBLEM_DATE] = "[({element}) ]{found} at byte {offset} is no date or time[; it takes"
                         " {rule}]",
    [LOT_PROBLEM_VALUE] = "[({element}) ]{found} at byte {offset} breaks a rule of its"
                          " identifier[; it takes {rule}]",
    [LOT_PROBLEM_REPEATED] =
        "({element})[ {found}] at byte {offset} stands twice; the first value was"
        " another",
    [LOT_PROBLEM_EXCLUSIVE] = "({element})[ {found}] at byte {offset}[ and ({other})] do not go"
                              " together",
    [LOT_PROBLEM_REQUIRED] = "({element})[ {found}] at byte {offset} needs[ ({other}) or] another"
                             " element beside it",
    [LOT_PROBLEM_LOST_SEPARATOR] =
        "({element}) swallowed what follows at byte {offset}: a separator"
        " was lost[; it may mean {suggestion}]",
    [LOT_PROBLEM_SYNTAX] = "[({element}) ]its form is broken at byte {offset}[: {found}]",
    [LOT_PROBLEM_COMMAND] = "{found} at byte {offset} is not a command of lotd",
    [LOT_PROBLEM_PATTERN] = "a site pattern gave up on it; see its section in lotd.conf",
    [LOT_PROBLEM_GUESSED] = "read as a trade code; the scanner sent no AIM identifier",
    [LOT_PROBLEM_CAPS_LOCK] = "upper and lower case were swapped back; Caps Lock is on",
    [LOT_PROBLEM_SEPARATOR] =
        "the separator at byte {offset} is one too many, lost or written as text",
    [LOT_PROBLEM_LAYOUT_AMBIGUOUS] =
        "on that host more than one key types[ {found}], at byte {offset};"
        " scan it again where the layout is right",
    [LOT_PROBLEM_LAYOUT_FOREIGN] = "on that host no key of a US scanner types[ {found}], at byte"
                                   " {offset}; check which layout the host has",
};

struct subject {
    const struct lot_problem *problem;
    struct lot_span input;
};

static enum argument put_span(struct sentence *sentence, struct lot_span bytes)
{
    sentence_put_bytes(sentence, bytes);
    return bytes.size > 0 ? ARGUMENT_PUT : ARGUMENT_NONE;
}

static enum argument put_element(struct sentence *sentence, const struct subject *subject)
{
    return put_span(sentence, lot_span_of(subject->problem->element));
}

static enum argument put_other(struct sentence *sentence, const struct subject *subject)
{
    return put_span(sentence, lot_span_of(subject->problem->other));
}

static enum argument put_offset(struct sentence *sentence, const struct subject *subject)
{
    sentence_put_number(sentence, subject->problem->offset, 0);
    return ARGUMENT_PUT;
}

static enum argument put_length(struct sentence *sentence, const struct subject *subject)
{
    sentence_put_number(sentence, subject->problem->length, 0);
    return ARGUMENT_PUT;
}

static enum argument put_found(struct sentence *sentence, const struct subject *subject)
{
    return put_span(sentence, lot_span_part(subject->input, subject->problem->offset,
                                            subject->problem->length));
}

static enum argument put_expected(struct sentence *sentence, const struct subject *subject)
{
    const struct lot_problem *problem = subject->problem;
    if (problem->code == LOT_PROBLEM_CHECK_DIGIT) {
        uint8_t digit = (uint8_t)problem->expected_min;
        return put_span(sentence, lot_span(&digit, digit != 0));
    }
    sentence_put_number(sentence, problem->expected_min, 0);
    if (problem->expected_max != problem->expected_min) {
        sentence_put(sentence, " to ");
        sentence_put_number(sentence, problem->expected_max, 0);
    }
    return ARGUMENT_PUT;
}

static enum argument put_rule(struct sentence *sentence, const struct subject *subject)
{
    return put_span(sentence, lot_span_of(lot_problem_expected(subject->problem)));
}

static enum argument put_suggestion(struct sentence *sentence, const struct subject *subject)
{
    return put_span(sentence, subject->problem->suggestion);
}

static enum argument put_problem(struct sentence *sentence, const void *user, struct lot_span name)
{
    static const struct {
        const char *name;
        enum argument (*put)(struct sentence *sentence, const struct subject *subject);
    } arguments[] = {
        {"element",    put_element   },
        {"other",      put_other     },
        {"offset",     put_offset    },
        {"length",     put_length    },
        {"found",      put_found     },
        {"expected",   put_expected  },
        {"rule",       put_rule      },
        {"suggestion", put_suggestion},
    };
    for (size_t i = 0; i < sizeof arguments / sizeof arguments[0]; i++) {
        if (lot_span_equal(name, lot_span_of(arguments[i].name))) {
            return arguments[i].put(sentence, user);
        }
    }
    return ARGUMENT_UNKNOWN;
}

size_t wording_problem(const struct lot_problem *problem, struct lot_span input,
                       char out[WORDING_SIZE])
{
    const struct subject subject = {problem, input};
    struct sentence sentence;
    sentence_begin(&sentence, out, WORDING_SIZE);
    sentence_expand(&sentence, wording_problem_template(problem->code), put_problem, &subject);
    return sentence_end(&sentence);
}

const char *wording_problem_template(enum lot_problem_code code)
{
    return code < LOT_PROBLEM_COUNT && templates[code] ? templates[code] : "";
}

/* ---- ledger --------------------------------------------------------------------------------- */

static const char *const reasons[] = {
    [LOT_LEDGER_FINE] = "{path}: {text}",
    [LOT_LEDGER_MISSING] = "{path}: there is no ledger; lotd makes one when it first runs",
    [LOT_LEDGER_DENIED] = "{path}: it may not be opened or written[ ({text})]; check the"
                          " permissions of the file and its folder",
    [LOT_LEDGER_LOCKED] = "{path}: process {pid} holds this ledger; stop it, or go through it",
    [LOT_LEDGER_NEWER] = "{path}: it was written by a newer lotd (schema {version}); install that",
    [LOT_LEDGER_FOREIGN] = "{path}: this is not a ledger of lotd; name another file",
    [LOT_LEDGER_DAMAGED] = "{path}: the ledger is damaged[ ({text})]; keep the file and go back to"
                           " the last backup",
    [LOT_LEDGER_FULL] = "{path}: no space is left; make room",
    [LOT_LEDGER_BROKEN] = "{path}: reading or writing failed[ ({text})]; check the disk",
};

struct ledger_subject {
    const struct lot_ledger_fault *fault;
    const char *path;
};

static enum argument put_fault(struct sentence *sentence, const void *user, struct lot_span name)
{
    const struct ledger_subject *subject = user;
    if (lot_span_equal(name, LOT_LITERAL("path"))) {
        return put_span(sentence, lot_span_of(subject->path));
    }
    if (lot_span_equal(name, LOT_LITERAL("text"))) {
        return put_span(sentence, lot_span_of(subject->fault->text));
    }
    bool pid = lot_span_equal(name, LOT_LITERAL("pid"));
    if (!pid && !lot_span_equal(name, LOT_LITERAL("version"))) {
        return ARGUMENT_UNKNOWN;
    }
    sentence_put_number(sentence, pid ? subject->fault->pid : subject->fault->version, 0);
    return ARGUMENT_PUT;
}

size_t wording_ledger_fault(const struct lot_ledger_fault *fault, const char *path,
                            char out[WORDING_SIZE])
{
    const struct ledger_subject subject = {fault, path};
    bool known = fault->reason < sizeof reasons / sizeof reasons[0];
    struct sentence sentence;
    sentence_begin(&sentence, out, WORDING_SIZE);
    sentence_expand(&sentence, reasons[known ? fault->reason : LOT_LEDGER_BROKEN], put_fault,
                    &subject);
    return sentence_end(&sentence);
}
