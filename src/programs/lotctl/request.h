/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_REQUEST_H
#define LOTCTL_REQUEST_H

/*
 * What was typed, once it makes sense: the verb, its operands and the options given. Two tables
 * hold the whole command line: `verbs` (verbs.c) and `options` (options.c). Parsing, usage, help
 * and completion read them; nothing else knows a verb's or an option's name.
 */

#include "output.h"
#include "table_output.h"

#include <lot/base.h>

/* ---- options -------------------------------------------------------------------------------- */

/* An option means the same wherever it is taken. */
enum option {
    /* taken by every verb */
    OPTION_LEDGER,
    OPTION_CONFIG,
    OPTION_JSON,
    OPTION_CSV,
    OPTION_HELP,
    OPTIONS_GLOBAL, /* their number */
    /* taken by the verbs whose rows name them */
    OPTION_ITEM = OPTIONS_GLOBAL,
    OPTION_LOT,
    OPTION_LOCATION,
    OPTION_DOCUMENT,
    OPTION_OPERATOR,
    OPTION_FORWARD,
    OPTION_BACKWARD,
    OPTION_EXPIRES_BEFORE,
    OPTION_AS_OF,
    OPTION_ROTATION,
    OPTION_TOTALS,
    OPTION_METHOD,
    OPTION_SINCE,
    OPTION_UNTIL,
    OPTION_DAYS,
    OPTION_AFTER,
    OPTION_LIMIT,
    OPTION_ESCAPED,
    OPTION_ASSOCIATIONS,
    OPTION_TODAY,
    OPTION_HOST_LAYOUT,
    OPTION_COPIES,
    OPTION_FORMAT,
    OPTION_OUTPUT,
    OPTION_PREVIEW,
    OPTION_TEMPLATE,
    OPTION_REASON,
    OPTION_REPAIR_STOCK,
    OPTION_FROM_SEAL,
    OPTION_RESUME,
    OPTION_PROGRESS,
    OPTION_CHECK,
    OPTION_COUNT
};

#define TAKES(option) (UINT64_C(1) << (option))

enum option_kind {
    OPTION_IS_FLAG,
    OPTION_IS_TEXT,
    OPTION_IS_NUMBER, /* whole, minimum..maximum */
    OPTION_IS_DATE,   /* YYYY-MM-DD */
    OPTION_IS_MOMENT, /* a day, which is its end, or a time as ISO 8601 has it */
};

struct option_row {
    const char *name; /* "--item" */
    enum option_kind kind;
    const char *argument; /* "ITEM"; NULL for a flag */
    const char *choices;  /* for completion: words with blanks between, "@file" is any file */
    int64_t minimum, maximum;
    const char *help;
};
extern const struct option_row options[OPTION_COUNT];

struct option_value {
    const char *text; /* as typed; NULL for a flag */
    int64_t number;   /* NUMBER; DATE: a lot_date; MOMENT: UTC ms right behind it */
};

/* ---- verbs ---------------------------------------------------------------------------------- */

struct request;

#define OPERANDS_ANY 0xffffu

struct verb {
    const char *name;
    int (*run)(const struct request *request, struct output *out); /* an enum exit_status */
    const char *operands; /* as in the usage; NULL when there are none */
    unsigned short least, most;
    uint64_t takes; /* options besides the global ones */
    bool writes;    /* the ledger: through the daemon while one holds it */
    bool nests;     /* its answers hold lists: no --csv */
    const char *help;
    const char *choices; /* of operands, as in struct option_row */
};
extern const struct verb verbs[];
extern const size_t verb_count;

/* NULL: there is none of that name. */
const struct verb *verb_by_name(const char *name);

/* ---- a request ------------------------------------------------------------------------------ */

struct request {
    const struct verb *verb; /* NULL: none was named */
    uint64_t given;          /* TAKES() of the options given */
    struct option_value option[OPTION_COUNT];
    char **operands;
    unsigned operand_count;
    enum form form;
};

#define REQUEST_FAULT_SIZE 256u

/*
 * Reads the command line. Options and operands may be mixed, "--" ends the options; argv is
 * reordered so that the operands stand together. -EINVAL: it makes no sense, and fault says why.
 */
int request_parse(struct request *request, int argc, char **argv, char fault[REQUEST_FAULT_SIZE]);

static inline bool request_has(const struct request *request, enum option option)
{
    return (request->given & TAKES(option)) != 0;
}

/* The bytes of a text option, or an empty span. */
struct lot_span request_text(const struct request *request, enum option option);

#endif
