/* SPDX-License-Identifier: MIT */
#ifndef LOT_ENGINE_H
#define LOT_ENGINE_H

/*
 * engine: facts + state -> effects + state. What an operator's scans mean, as tables.
 *
 * A mode (receive, pick, move ...) is a row of the workflow table: which slots it fills, in any
 * order that a person scans them, what it checks, and which movement it makes when they are full. A
 * step takes the state by value and answers the next state and what is to be done: commit this, say
 * that, ask this, print that. Nothing is done here, and nothing calls back into the engine.
 *
 * Pure, like decode. What must be known from the ledger is asked through struct lot_book.
 */

#include <lot/base.h>
#include <lot/book.h>
#include <lot/codes.h>
#include <lot/decode.h>

/* ---- words ---------------------------------------------------------------------------------- */

#define LOT_MODES(X)                                                                               \
    X(INQUIRE, "inquire")                                                                          \
    X(RECEIVE, "receive")                                                                          \
    X(PICK, "pick")                                                                                \
    X(MOVE, "move")                                                                                \
    X(RETURN, "return")                                                                            \
    X(SEND_BACK, "send-back")                                                                      \
    X(SCRAP, "scrap")                                                                              \
    X(ADJUST, "adjust")                                                                            \
    X(COUNTING, "count")                                                                           \
    X(TRANSFORM, "transform") /* what goes in ... */                                               \
    X(PRODUCE, "produce")     /* ... and what comes out of it */                                   \
    X(LABEL, "label")

enum lot_mode {
#define X(symbol, name) LOT_MODE_##symbol,
    LOT_MODES(X)
#undef X
    LOT_MODE_COUNT
};

/* What a workflow can ask for. */
#define LOT_SLOTS(X)                                                                               \
    X(DOCUMENT, "document")                                                                        \
    X(ITEM, "item")                                                                                \
    X(LOT, "lot")                                                                                  \
    X(SERIAL, "serial")                                                                            \
    X(USE_BY, "use_by") /* one of the lot's dates: expiry, best before, sell by */                 \
    X(FROM, "from")                                                                                \
    X(SSCC, "sscc") /* the logistic unit that it is taken from, or that goes as a whole */         \
    X(QUANTITY, "quantity")                                                                        \
    X(WEIGHT, "weight") /* net, of an item of catch weight */                                      \
    X(TO, "to")                                                                                    \
    X(ONTO, "onto") /* the logistic unit that it is put onto */                                    \
    X(REASON, "reason")                                                                            \
    X(CHECK, "check") /* the check digits of the place TO */                                       \
    X(EMPTY, "empty") /* whether a place that should be empty now is */

enum lot_slot {
#define X(symbol, name) LOT_SLOT_##symbol,
    LOT_SLOTS(X)
#undef X
    LOT_SLOT_COUNT
};

/* Virtual places: the other end of what comes and goes. Their codes begin with '@'. */
#define LOT_PLACE_SUPPLIER   "@supplier"
#define LOT_PLACE_CUSTOMER   "@customer"
#define LOT_PLACE_SCRAP      "@scrap"
#define LOT_PLACE_COUNT      "@count"
#define LOT_PLACE_PRODUCTION "@production"
#define LOT_PLACE_OPENING    "@opening"

/* ---- transactions --------------------------------------------------------------------------- */

#define LOT_MOVEMENTS_MAX 32u

/* Also the values of the ledger's movement.kind. */
#define LOT_JOBS(X)                                                                                \
    X(NONE, "none")                                                                                \
    X(RECEIVE, "receive")                                                                          \
    X(PICK, "pick")                                                                                \
    X(SHIP, "ship")                                                                                \
    X(MOVE, "move")                                                                                \
    X(UNDO, "undo")                                                                                \
    X(SCRAP, "scrap")                                                                              \
    X(ADJUST, "adjust")                                                                            \
    X(RETURN, "return")                                                                            \
    X(SEND_BACK, "send-back")                                                                      \
    X(COUNTING, "count")                                                                           \
    X(TRANSFORM, "transform")

enum lot_job {
#define X(symbol, name) LOT_JOB_##symbol,
    LOT_JOBS(X)
#undef X
    LOT_JOB_COUNT
};

/* A quantity of one lot goes from one place to another. Natural keys: the ledger resolves them. */
struct lot_movement {
    struct lot_text item, lot, serial; /* lot or serial of size 0: none */
    struct lot_text from, to;
    /* The logistic units that it is taken from and put onto, by SSCC; size 0: it lies loose. */
    struct lot_text from_sscc, to_sscc;
    struct lot_dates dates; /* of the lot, where creates_lot brings it into being */
    int64_t quantity;       /* > 0, smallest units of the item */
    int64_t weight;         /* of catch weight: net, in milligrams; 0: not stated */
    int32_t line;           /* the document's line, or 0 */
    bool as_planned;        /* the transaction's reason is not about this one */
    uint64_t reverses;      /* UNDO: the movement's id that it takes back, else 0 */
    bool override;          /* another lot than proposed was taken on purpose */
};

/*
 * COUNT: what was found of a lot at a place, whatever stock said at that moment. Not settled: it
 * differed, and is counted again. Without an item: all that lies there was counted.
 */
struct lot_tally {
    struct lot_text place; /* size 0: there is none */
    struct lot_text item, lot;
    struct lot_dates dates; /* of a lot that was found and is not on record */
    int64_t counted, expected;
    bool settled;
};

/* A place where something else lies than what is on record: it is to be counted. */
struct lot_count_task {
    struct lot_text place;
    struct lot_text item, lot; /* none: all that lies there */
};

/* All of it is committed, or nothing. A short pick of nothing has a recount and no
 * movement, a count that finds what is on record has counted and no movement. */
struct lot_transaction {
    enum lot_job job; /* NONE: no movements, the scan alone is committed */
    struct lot_text document;
    struct lot_text reason;   /* the code of one on record; size 0: none */
    struct lot_text approver; /* whose badge approved what was doubted; size 0: nobody's */
    bool creates_item;        /* RECEIVE: the item was not on record, a second scan confirmed it */
    bool creates_lot;         /* RECEIVE: lots that are not on record, with these dates */
    bool creates_place;       /* the place "to" was not on record, a second scan confirmed it */
    struct lot_text supplier_lot; /* creates_lot: beside a number of ours */
    struct lot_text counter;      /* creates_lot: that gave the number; none: none did */
    int64_t counter_value;
    struct lot_count_task recount; /* is to be counted; place of size 0: none */
    struct lot_count_task counted; /* was counted, which ends a recount; place of size 0: none */
    struct lot_tally tally;        /* COUNT: then there need be no movement */
    unsigned count;
    struct lot_movement movement[LOT_MOVEMENTS_MAX];
};

/* ---- state ---------------------------------------------------------------------------------- */

/*
 * Doubts: what speaks against a scan, and what a site makes of it. One table: a name as lotd.conf
 * has it, the code that is said, and the rule unless policy has another.
 *
 * WARN: the scan is taken when it is scanned a second time. APPROVE: it is taken on a second scan
 * after a supervisor's badge. REFUSE: it is not taken. A check raises one with doubt_raise and goes
 * on when doubt_is_accepted; the rule is applied there and nowhere else.
 */
#define LOT_DOUBTS(X)                                                                              \
    X(NEW_ITEM, "new_item", CONFIRM_ITEM, WARN)                                                    \
    X(NEW_LOT, "new_lot", CONFIRM_LOT, WARN)                                                       \
    X(NEW_SERIAL, "new_serial", CONFIRM_SERIAL, WARN)                                              \
    X(NEW_PLACE, "new_place", CONFIRM_PLACE, WARN)                                                 \
    X(NOT_FIRST_OUT, "not_first_out", NOT_FIRST_OUT, WARN)   /* another lot expires earlier */     \
    X(PAST_DATE, "past_best_before", PAST_BEST_BEFORE, WARN) /* where that does not block */       \
    X(EXPIRED_RECEIPT, "expired_at_receipt", EXPIRED, REFUSE)                                      \
    X(SHORT_LIFE, "short_life", SHORT_LIFE, REFUSE)    /* less than the item's least at receipt */ \
    X(NOT_ORDERED, "not_ordered", NOT_ORDERED, REFUSE) /* a receipt's item not on its document */  \
    X(QUARANTINE, "quarantine", TO_QUARANTINE, WARN)   /* of these two where they go aside */      \
    X(SUBSTITUTE, "substitute", SUBSTITUTE, WARN)      /* in place of the item ordered */          \
    X(NOT_SENT, "not_sent", NOT_SENT, APPROVE)  /* a return of what its document did not have */   \
    X(OVER, "over_ordered", OVER_ORDERED, WARN) /* more than the line has left */                  \
    X(SHORT, "still_open", STILL_OPEN, WARN)    /* DONE though lines are open */                   \
    X(OUTLIVES, "outlives", OUTLIVES, WARN)     /* what is made, what it is made of */             \
    X(DIFFERENCE, "count_difference", COUNT_DIFFERS, WARN) /* above the site's limit */            \
    X(ZERO, "not_counted", NOT_COUNTED, WARN) /* DONE though what is on record was not counted */  \
    X(QUANTITY, "large_quantity", LARGE_QUANTITY, WARN)

enum lot_doubt {
    LOT_DOUBT_NONE,
#define X(symbol, name, code, rule) LOT_DOUBT_##symbol,
    LOT_DOUBTS(X)
#undef X
    LOT_DOUBT_COUNT /* at most 32: the state has a bit for each */
};

#define LOT_RULES(X)                                                                               \
    X(USUAL, "usual") /* as LOT_DOUBTS has it */                                                   \
    X(WARN, "warn")                                                                                \
    X(APPROVE, "approve")                                                                          \
    X(REFUSE, "refuse")

enum lot_rule {
#define X(symbol, name) LOT_RULE_##symbol,
    LOT_RULES(X)
#undef X
    LOT_RULE_COUNT
};

/* What goes into a transformation: so many at most. */
#define LOT_INPUTS_MAX 16u

struct lot_input {
    struct lot_text item, lot, from; /* item: its own number */
    int64_t quantity;                /* smallest units */
};

/*
 * One operator's state: a small plain value. It is copied, compared and saved; zeroed it is idle in
 * LOT_MODE_INQUIRE: who starts anew sets mode to policy.home. filled has a bit for each slot; item
 * is the number as scanned; quantity is in units of 10^-quantity_decimals.
 */
struct lot_engine {
    enum lot_mode mode;
    uint32_t filled;
    struct lot_text document, item, lot, serial, from, to, reason, operator_id;
    struct lot_dates dates;
    struct lot_text sscc, onto;
    int64_t quantity;
    uint8_t quantity_decimals;
    int64_t weight;        /* milligrams */
    bool whole;            /* all of the unit sscc goes, whatever is on it */
    int64_t counted;       /* scans of the item where each adds one, in smallest units; or 0 */
    struct lot_text typed; /* digits so far, one scan each */
    bool quantity_said;    /* by a person or by scanning a packaging, not by a label's count */
    bool override;
    bool numbers;    /* the goods carry no lot: it gets a number of ours */
    int64_t damaged; /* of what arrives, in units of 10^-damaged_decimals */
    uint8_t damaged_decimals;
    bool all_damaged;
    bool shorted;  /* LOTD-SHORT: less is there than what is wanted */
    bool leftover; /* what the zero check found */
    bool new_item, new_place;
    enum lot_doubt doubt;
    uint64_t doubt_hash;   /* of the scan's bytes that the doubt is about */
    uint64_t doubt_better; /* of the lot that it names instead; 0: none */
    uint32_t confirmed;    /* doubts about that scan that were scanned away already */
    uint32_t accepted; /* doubts about what is filled that were scanned away: bit (1 << doubt) */
    uint32_t approved; /* of these, and of the one pending: those that a supervisor approved */
    struct lot_text approver; /* who did */
    bool unseen; /* a warning that asks for nothing: it is to be acknowledged all the same */
    int64_t signed_in_ms; /* of operator_id */
    uint64_t last_hash;   /* the last scan: bytes, source, time: to tell a double read */
    uint32_t last_source;
    int64_t last_ms;
    struct lot_text last_item, last_lot; /* what LOTD-REPRINT prints again */
    int64_t last_quantity;               /* as it was stated on that label, or 0 */
    uint8_t input_count;                 /* stays from mode to mode until it is booked or dropped */
    struct lot_input input[LOT_INPUTS_MAX];
};

#define LOT_ENGINE_SAVED_MAX 6144u

/* Saves the state in a versioned encoding of its own; returns its size, at most
 * LOT_ENGINE_SAVED_MAX. */
size_t lot_engine_save(const struct lot_engine *engine, uint8_t out[LOT_ENGINE_SAVED_MAX]);
/* Reads it back. 1: a version not known or damaged bytes: *engine is idle, say what was dropped. */
int lot_engine_load(struct lot_engine *engine, struct lot_span saved);

/* ---- policy --------------------------------------------------------------------------------- */

struct lot_policy {
    int64_t double_read_ms; /* same source and bytes within this: one read; default 400 */
    int64_t idle_ms;        /* a half-filled transaction is dropped after this; 0: never */
    int64_t large_quantity; /* above it a number is said twice; 0: never; whole units */
    struct lot_text dock;   /* where receipts go unless a place is scanned */
    int64_t count_limit;    /* a count's difference above it is doubted; 0: never; whole units */
    enum lot_mode home;     /* the mode of a new state */
    enum lot_rotation rotation;
    struct lot_text quarantine;  /* where damaged goods go; none: there is no such place */
    struct lot_text lot_numbers; /* pattern of numbers of ours: numbering.c; none: there are none */
    bool receive_quarantine; /* also what has expired or lives too short at receipt; else refused */
    int64_t over_percent, over_units; /* what a receipt may exceed its line by */
    bool require_receipt_document;
    bool require_return; /* a return needs its document: what was sent, or came, is known by it */
    struct lot_text returns; /* where returns go unless a place is scanned; none: it is asked */
    bool require_order;      /* a pick needs its order */
    bool check_digits;       /* a place that goods are brought to is proved by its check digits */
    bool zero_check;         /* a place that a pick leaves empty is looked at: is it? */
    bool pick_reasons;       /* another lot than proposed, and a short pick, need a reason */
    uint8_t label_copies;    /* labels a receipt prints; 0: none */
    enum lot_rule rule[LOT_DOUBT_COUNT];
    bool acknowledge;      /* a warning is scanned away before anything else is taken */
    bool require_operator; /* nothing is taken from nobody */
    bool require_listed;   /* a badge that is not on record does not sign in */
    bool four_eyes;        /* an approval is another person's than the operator's */
    int64_t sign_out_ms;   /* signed out after so much idleness; 0: never */
    int64_t shift_ms;      /* signed out so long after signing in; 0: never */
    uint32_t role_modes[LOT_ROLE_COUNT]; /* bit (1 << mode) that a role may use */
    uint32_t counting_modes;             /* where each scan of an item adds one until DONE */
};

/* What policy makes of a doubt: WARN, APPROVE or REFUSE. */
enum lot_rule lot_policy_rule(const struct lot_policy *policy, enum lot_doubt doubt);

/* ---- stepping ------------------------------------------------------------------------------- */

/* Print this lot's label once committed. copies 0: nothing to print. */
struct lot_print {
    struct lot_text item, lot;
    int64_t quantity; /* what the label states (AI 30), or 0 */
    uint8_t copies;
    bool reprint;
};

/* What the operator says of a label that may have come out. job 0: nothing is said. */
struct lot_label_answer {
    uint64_t job;
    bool printed; /* else it is to be printed again */
};

/* What goes on record besides movements, in the same commit: an event of the chain. */
enum lot_note_kind {
    LOT_NOTE_SIGN_IN,
    LOT_NOTE_SIGN_OUT,
    LOT_NOTE_APPROVAL,
    LOT_NOTE_DROPPED, /* time dropped what was half filled */
};

struct lot_note {
    enum lot_note_kind kind;
    struct lot_time time;
    struct lot_text operator_id, approver;
    enum lot_doubt doubt;      /* APPROVAL: what was doubted */
    struct lot_text item, lot; /* that it was about; or what was dropped */
    const char *why;           /* SIGN_OUT: "badge", "code", "idle", "shift", "relieved"; or "" */
};

#define LOT_NOTES_MAX 3u

/* All that a step wants done, in this order: commit, then tell, ask, print. */
struct lot_effects {
    enum lot_outcome outcome;
    struct lot_say say;
    struct lot_say ask; /* the next prompt; code NOTHING: none. After a commit with movements
                           lot_engine_prompt asks the same and also proposes;
                           after an answer about a label it may ask about the next. */
    struct lot_transaction commit;
    struct lot_note note[LOT_NOTES_MAX];
    unsigned note_count;
    struct lot_print print;
    struct lot_label_answer label; /* goes with the commit */
    int64_t deadline_ms;           /* step again with LOT_EVENT_TIME at this UTC time; 0: never */
};

enum lot_event_kind {
    LOT_EVENT_SCAN, /* scan and decoded are given */
    LOT_EVENT_TIME, /* time has come; only now counts. Nothing is due: IGNORED, NOTHING */
};

struct lot_event {
    enum lot_event_kind kind;
    struct lot_time now; /* local date for expiry, and the clock for double reads */
    const struct lot_scan *scan;
    const struct lot_decoded *decoded;
};

/*
 * One step. 0: *next and *effects are filled (also when the scan was refused: that is an outcome).
 * Negative: the book failed; neither is changed. next may not be state. What the ledger
 * must know is in *effects; when committing it fails, the caller keeps *state and drops *next.
 */
int lot_engine_step(const struct lot_engine *state, const struct lot_policy *policy,
                    const struct lot_book *book, const struct lot_event *event,
                    struct lot_engine *next, struct lot_effects *effects);

/* What is asked now, for a screen that starts or a prompt that is repeated. As lot_engine_step. */
int lot_engine_prompt(const struct lot_engine *state, const struct lot_policy *policy,
                      const struct lot_book *book, struct lot_time now, struct lot_say *ask);

/* Whether it is a pattern of lot numbers: text with fields in braces, as lotd.conf(5) has them. */
bool lot_numbering_valid(struct lot_span pattern);

/* Names as in JSON and configuration; never NULL. */
const char *lot_mode_name(enum lot_mode mode);
const char *lot_slot_name(enum lot_slot slot);
const char *lot_job_name(enum lot_job job);
const char *lot_code_name(enum lot_code code);
const char *lot_outcome_name(enum lot_outcome outcome);
const char *lot_status_name(enum lot_status status);
const char *lot_role_name(enum lot_role role);
const char *lot_doubt_name(enum lot_doubt doubt);
const char *lot_rule_name(enum lot_rule rule);
const char *lot_rotation_name(enum lot_rotation rotation);

#endif
