/* SPDX-License-Identifier: MIT */
#ifndef LOT_DECODE_H
#define LOT_DECODE_H

/*
 * decode: the bytes of a scan -> elements -> facts about a lot.
 *
 * A table of recognisers, one row and one file a syntax, is asked in order; the first that knows
 * the syntax answers. The answer is a plain value of fixed extent: elements in order of appearance,
 * the facts they state, warnings, and at most one error, which says which element, where, and what
 * was expected. Good facts stand beside an error. Nothing is split, cut or guessed in silence.
 *
 * Pure: no allocation, clock, locale, recursion or global state. Codes and arguments only; the
 * programs word them.
 */

#include <lot/base.h>

#define LOT_ELEMENTS_MAX    64u
#define LOT_WARNINGS_MAX    8u
#define LOT_ELEMENT_ID_SIZE 8u /* "8008", "310n", "1T", "$$+" ... with its NUL */

/* ---- what was recognised -------------------------------------------------------------------- */

enum lot_decode_status {
    LOT_DECODE_OK,    /* a syntax was recognised and every check passed */
    LOT_DECODE_PLAIN, /* no syntax: the text stands for itself (*value) */
    LOT_DECODE_ERROR, /* a syntax was recognised and something is wrong with it */
};

/* name of the JSON "syntax" member */
#define LOT_SYNTAXES(X)                                                                            \
    X(PLAIN, "plain")               /* no syntax of these */                                       \
    X(COMMAND, "command")           /* lotd's own command codes, LOTD-... */                       \
    X(GS1, "gs1")                   /* GS1 element strings, bracketed ones too */                  \
    X(EAN, "ean")                   /* EAN-13, EAN-8, UPC-A, UPC-E, ITF-14, bare GTIN and SSCC */  \
    X(DIGITAL_LINK, "digital-link") /* GS1 Digital Link URI */                                     \
    X(HIBC, "hibc")                                                                                \
    X(ISO15434, "iso15434")                                                                        \
    X(PPN, "ppn")                                                                                  \
    X(ISBT128, "isbt128")                                                                          \
    X(SITE, "site") /* a pattern of the site's own */

enum lot_syntax {
#define X(symbol, name) LOT_SYNTAX_##symbol,
    LOT_SYNTAXES(X)
#undef X
    LOT_SYNTAX_COUNT
};

/* One identifier and its value. */
struct lot_element {
    char id[LOT_ELEMENT_ID_SIZE]; /* as the standard writes it: "01", "3103" */
    const char *title;            /* the standard's data title, or "" */
    struct lot_span value;        /* what it says: in the input, or in lot_decoded.text */
    uint16_t offset;              /* where the value stands in the input, in bytes */
    uint16_t length;
};

/* ---- facts ---------------------------------------------------------------------------------- */

/*
 * What elements say in the words of the domain. kind: T text, D date (number is a lot_date),
 * Q exact number (number units of 10^-decimals), C command (number is an enum lot_command).
 */
#define LOT_FACTS(X)                                                                               \
    X(ITEM, "item", T)       /* GTIN of 14 digits, PPN, HIBC item ... or a site's own */           \
    X(CONTENT, "content", T) /* GTIN of the trade items contained (AI 02) */                       \
    X(LOT, "lot", T)                                                                               \
    X(SERIAL, "serial", T)                                                                         \
    X(SSCC, "sscc", T)                   /* a logistic unit, 18 digits */                          \
    X(VARIANT, "variant", T)             /* AI 20, 22 */                                           \
    X(CUSTOMER_PART, "customer_part", T) /* AI 241 */                                              \
    X(ADDITIONAL_ID, "additional_id", T) /* AI 240 */                                              \
    X(PRODUCED, "produced", D)           /* AI 11, or the date part of 8008 */                     \
    X(DUE, "due", D)                     /* AI 12 */                                               \
    X(PACKED, "packed", D)               /* AI 13 */                                               \
    X(BEST_BEFORE, "best_before", D)     /* AI 15 */                                               \
    X(SELL_BY, "sell_by", D)             /* AI 16 */                                               \
    X(EXPIRY, "expiry", D)               /* AI 17, 7003 */                                         \
    X(QUANTITY, "quantity", Q)           /* AI 30, 37; pieces */                                   \
    X(WEIGHT_KG, "weight_kg", Q)         /* AI 310n */                                             \
    X(WEIGHT_LB, "weight_lb", Q)         /* AI 320n */                                             \
    X(DOCUMENT, "document", T)           /* AI 400, or a site's own */                             \
    X(LOCATION, "location", T)           /* AI 414 (with 254: "gln.extension"), or a site's own */ \
    X(SHIP_TO, "ship_to", T)             /* AI 410 */                                              \
    X(BILL_TO, "bill_to", T)             /* AI 411 */                                              \
    X(SUPPLIER, "supplier", T)           /* AI 412: purchased from */                              \
    X(FORWARD_TO, "forward_to", T)       /* AI 413 */                                              \
    X(OPERATOR, "operator", T)                                                                     \
    X(REASON, "reason", T)                                                                         \
    X(COMMAND, "command", C)

enum lot_fact {
#define X(symbol, name, kind) LOT_FACT_##symbol,
    LOT_FACTS(X)
#undef X
    LOT_FACT_COUNT
};

enum lot_fact_kind {
    LOT_FACT_KIND_T,
    LOT_FACT_KIND_D,
    LOT_FACT_KIND_Q,
    LOT_FACT_KIND_C,
};

/* A fact's value: the text it came from (a command's argument), and what it means. */
struct lot_value {
    struct lot_span text;
    int64_t number;
    uint8_t decimals;
};

struct lot_facts {
    uint32_t has; /* bit (1 << enum lot_fact); value[] is valid only where it is set */
    struct lot_value value[LOT_FACT_COUNT];
};

static inline bool lot_facts_has(const struct lot_facts *facts, enum lot_fact fact)
{
    return (facts->has >> fact & 1u) != 0;
}

/* Names as in the JSON "facts" object, and kinds; never NULL. -EINVAL when there is no such name.
 */
const char *lot_fact_name(enum lot_fact fact);
enum lot_fact_kind lot_fact_kind(enum lot_fact fact);
int lot_fact_by_name(struct lot_span name);

/* lotd's command codes, plain text "LOTD-" + verb; those with an argument end in '-' + argument. */
#define LOT_COMMANDS(X)                                                                            \
    X(RECEIVE, "RECEIVE")                                                                          \
    X(PICK, "PICK")                                                                                \
    X(MOVE, "MOVE")                                                                                \
    X(COUNT, "COUNT")                                                                              \
    X(RETURN, "RETURN")                                                                            \
    X(SEND_BACK, "SENDBACK")                                                                       \
    X(TRANSFORM, "TRANSFORM")                                                                      \
    X(SCRAP, "SCRAP")                                                                              \
    X(ADJUST, "ADJUST")                                                                            \
    X(LABEL, "LABEL")                                                                              \
    X(INQUIRE, "INQUIRE")                                                                          \
    X(QUANTITY, "QTY") /* LOTD-QTY-12 */                                                           \
    X(UNDO, "UNDO")                                                                                \
    X(CANCEL, "CANCEL")                                                                            \
    X(DONE, "DONE")                                                                                \
    X(YES, "YES")                                                                                  \
    X(NO, "NO")                                                                                    \
    X(DAMAGED, "DAMAGED") /* it goes to quarantine, so many as were said, or all; or why */        \
    X(SHORT, "SHORT")     /* less is there than what is wanted */                                  \
    X(REPRINT, "REPRINT")                                                                          \
    X(REPEAT, "REPEAT")   /* the prompt once more */                                               \
    X(ACKNOWLEDGE, "ACK") /* a warning was seen */                                                 \
    X(SIGN_OUT, "SIGNOUT")                                                                         \
    X(REASON, "REASON") /* LOTD-REASON-x */                                                        \
    X(DIGIT, "DIGIT")   /* LOTD-DIGIT-7: digit by digit, as on a keypad */                         \
    X(POINT, "POINT")   /* a decimal point between digits */

enum lot_command {
#define X(symbol, verb) LOT_COMMAND_##symbol,
    LOT_COMMANDS(X)
#undef X
    LOT_COMMANDS_END
};

/* ---- problems ------------------------------------------------------------------------------- */

/* code of the JSON "error" and "warnings" members */
#define LOT_PROBLEMS(X)                                                                            \
    X(NONE, "none")                                                                                \
    X(EMPTY, "empty")       /* nothing, or nothing but separators */                               \
    X(TOO_LONG, "too-long") /* over LOT_SCAN_MAX bytes */                                          \
    X(TOO_MANY, "too-many") /* over LOT_ELEMENTS_MAX elements */                                   \
    X(CARRIER, "carrier")   /* ']' and no AIM identifier behind it */                              \
    X(UNKNOWN_IDENTIFIER, "unknown-identifier")                                                    \
    X(LENGTH, "length")                 /* found, expected_min..expected_max */                    \
    X(CHARSET, "charset")               /* a byte the element may not hold, at offset */           \
    X(CHECK_DIGIT, "check-digit")       /* found, expected */                                      \
    X(DATE, "date")                     /* no such day, month, hour ... */                         \
    X(VALUE, "value")                   /* breaks a rule of its identifier */                      \
    X(REPEATED, "repeated")             /* same identifier twice, values differ */                 \
    X(EXCLUSIVE, "exclusive")           /* two identifiers that never go together */               \
    X(REQUIRED, "required")             /* an identifier that needs another beside it */           \
    X(LOST_SEPARATOR, "lost-separator") /* a value swallowed what follows; see suggestion */       \
    X(SYNTAX, "syntax")                 /* the form itself is broken */                            \
    X(COMMAND, "command")               /* "LOTD-" and no verb that is known */                    \
    X(PATTERN, "pattern")               /* a site pattern failed (its match limit) */              \
    X(GUESSED, "guessed")               /* no AIM identifier: read as a trade code */              \
    X(CAPS_LOCK, "caps-lock")           /* upper and lower case were undone */                     \
    X(SEPARATOR, "separator")           /* one too many, lost, or written as text */               \
    /* said by the programs that undo a host's keyboard layout before they decode */               \
    X(LAYOUT_AMBIGUOUS, "layout-ambiguous") /* more than one key types it there */                 \
    X(LAYOUT_FOREIGN, "layout-foreign")     /* no key of a US keyboard types it there */

enum lot_problem_code {
#define X(symbol, name) LOT_PROBLEM_##symbol,
    LOT_PROBLEMS(X)
#undef X
    LOT_PROBLEM_COUNT
};

struct lot_problem {
    enum lot_problem_code code;
    char element[LOT_ELEMENT_ID_SIZE]; /* which identifier, or "" */
    char other[LOT_ELEMENT_ID_SIZE];   /* REPEATED, EXCLUSIVE, REQUIRED: the other one, or "" */
    uint16_t offset;                   /* where in the input, in bytes */
    uint16_t length;                   /* how many bytes are meant; 0: a place between bytes */
    uint16_t expected_min;             /* LENGTH: characters; CHECK_DIGIT: the right character, or
                                          0: no character is */
    uint16_t expected_max;             /* LENGTH */
    struct lot_span suggestion;        /* LOST_SEPARATOR: the element string with the separator
                                          put back, bracketed; else empty */
};

/* ---- decoding ------------------------------------------------------------------------------- */

struct lot_decoded {
    enum lot_decode_status status;
    enum lot_syntax syntax;
    char carrier[4];       /* the AIM identifier (ISO/IEC 15424) as sent, "]d2"; "" when none */
    struct lot_span value; /* the input without carrier and framing; for PLAIN the answer */
    const char *pattern;   /* SITE: the pattern's name, else NULL */
    unsigned element_count;
    unsigned warning_count;
    struct lot_problem error; /* code NONE unless status is ERROR */
    struct lot_problem warnings[LOT_WARNINGS_MAX];
    struct lot_facts facts;
    struct lot_element elements[LOT_ELEMENTS_MAX];
    size_t text_used;
    uint8_t text[LOT_SCAN_MAX]; /* values that are not in the input as they stand */
};

/* What a site pattern found: named groups that are facts. */
struct lot_pattern_match {
    const char *name; /* of the pattern: lives as long as the patterns */
    unsigned count;
    struct {
        enum lot_fact fact;
        struct lot_span text; /* inside the text that was matched */
    } group[LOT_FACT_COUNT];
};

/* The site's own patterns, in the order of their precedence. A program implements it. */
struct lot_patterns {
    void *self;
    /*
     * Matches the whole text. 1: *out is filled; 0: none matches; negative: a match failed (its
     * limits), which is the error PATTERN, and *out names it. first: only patterns that go before
     * the standards, else only those that come after them.
     */
    int (*match)(void *self, struct lot_span text, bool first, struct lot_pattern_match *out);
};

struct lot_decode_options {
    lot_date today;            /* turns YY into a year: GS1 General Specifications 7.12 */
    struct lot_span separator; /* bytes that stand for GS in this scanner's data; or none */
    const struct lot_patterns *patterns; /* NULL: none */
    bool unpadded_gtins;                 /* a link's GTIN may lack the zeros in front */
    bool require_associations;           /* a missing companion is an error, else a warning */
};

/*
 * Decodes one scan. Any bytes are fine. *out may be large: it need not be cleared, and only what
 * its counts and bits name is written. Spans in *out point into input or into out->text: *out is
 * not to be copied and lives no longer than the input.
 */
enum lot_decode_status lot_decode(const struct lot_decode_options *options, struct lot_span input,
                                  struct lot_decoded *out);

/* Names as in the JSON; never NULL. */
const char *lot_syntax_name(enum lot_syntax syntax);
const char *lot_problem_name(enum lot_problem_code code);
/* What the identifier of a CHARSET, VALUE or DATE takes, in English: "digits"; "" not known. */
const char *lot_problem_expected(const struct lot_problem *problem);
const char *lot_command_name(enum lot_command command);

/* ---- GS1 helpers for those who compose --------------------------------------------------------
 */

/* The GS1 modulo-10 check digit ('0'..'9') of digits (GS1 General Specifications 7.9). */
char lot_gs1_check_digit(struct lot_span digits);

#endif
