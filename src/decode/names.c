/* SPDX-License-Identifier: MIT */
/* Names of syntaxes, problems, commands and facts: each from the list that made its enum. */

#include <lot/decode.h>

#include <errno.h>

static const char *const syntax_names[] = {
#define X(symbol, name) name,
    LOT_SYNTAXES(X)
#undef X
};

static const char *const problem_names[] = {
#define X(symbol, name) name,
    LOT_PROBLEMS(X)
#undef X
};

static const char *const command_names[] = {
#define X(symbol, verb) verb,
    LOT_COMMANDS(X)
#undef X
};

static const struct {
    const char *name;
    enum lot_fact_kind kind;
} facts[] = {
#define X(symbol, name, kind) {name, LOT_FACT_KIND_##kind},
    LOT_FACTS(X)
#undef X
};

const char *lot_syntax_name(enum lot_syntax syntax)
{
    return (unsigned)syntax < LOT_SYNTAX_COUNT ? syntax_names[syntax] : "unknown";
}

const char *lot_problem_name(enum lot_problem_code code)
{
    return (unsigned)code < LOT_PROBLEM_COUNT ? problem_names[code] : "unknown";
}

const char *lot_command_name(enum lot_command command)
{
    return (unsigned)command < LOT_COMMANDS_END ? command_names[command] : "unknown";
}

const char *lot_fact_name(enum lot_fact fact)
{
    return (unsigned)fact < LOT_FACT_COUNT ? facts[fact].name : "unknown";
}

enum lot_fact_kind lot_fact_kind(enum lot_fact fact)
{
    return (unsigned)fact < LOT_FACT_COUNT ? facts[fact].kind : LOT_FACT_KIND_T;
}

int lot_fact_by_name(struct lot_span name)
{
    for (int fact = 0; fact < LOT_FACT_COUNT; fact++) {
        if (lot_span_equal(name, lot_span_of(facts[fact].name))) {
            return fact;
        }
    }
    return -EINVAL;
}
