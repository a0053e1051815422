/* SPDX-License-Identifier: MIT */
/*
 * engine: random walks of up to six scans. What must hold after any step holds after every one,
 * undoing a transaction gives back the stock before it, and along the way every question and every
 * doubt is met and left, and every fact and command has an answer wherever it is scanned.
 * LOT_WALK_SEED plays other walks; the seed is printed.
 */

#include "engine_dialogue.h"

#include "engine/workflow.h"

#include <inttypes.h>

#define WALKS      20000u
#define WALK_STEPS 6u

static const char *const pool[] = {
    "LOTD-RECEIVE",
    "LOTD-PICK",
    "LOTD-MOVE",
    "LOTD-RETURN",
    "LOTD-SENDBACK",
    "LOTD-SCRAP",
    "LOTD-ADJUST",
    "CNT-1",
    "LOTD-TRANSFORM",
    "LOTD-LABEL",
    "LOTD-INQUIRE",
    "LOTD-COUNT",
    "LOTD-QTY-3",
    "LOTD-QTY-1000",
    "LOTD-QTY-0.5",
    "LOTD-UNDO",
    "LOTD-CANCEL",
    "LOTD-DONE",
    "LOTD-YES",
    "LOTD-NO",
    "LOTD-REPRINT",
    "LOTD-SHORT",
    "LOTD-DAMAGED",
    "LOC-C",
    "58",
    "LOTD-REASON-lost",
    "LOTD-REASON-nonsense",
    "PO-1",
    "PO-2",
    "PO-9",
    "SO-1",
    "SO-2",
    "SO-3",
    "SO-7",
    "RMA-1",
    "LOC-Q",
    "@scrap",
    "LOC-A",
    "LOC-B",
    "LOC-NEW",
    "DOCK",
    "OP-1",
    "OP-2",
    "OP-3",
    "OP-4",
    "OP-7",
    "BEN",
    "LOTD-ACK",
    "LOTD-DIGIT-1",
    "LOTD-POINT",
    "LOTD-DAMAGED",
    "LOTD-REPEAT",
    "LOTD-SIGNOUT",
    "(01)FETA",
    "(01)FETA-CASE",
    "(01)OIL",
    "(01)HAM",
    "(01)BOX",
    "(01)PUMP",
    "(01)NEW",
    "(10)EARLY",
    "(10)O1",
    "(10)NEW",
    "(17)260501",
    "(17)260228",
    "(15)260601",
    "(16)260601",
    "(11)260101",
    "(13)260101",
    "(21)S1",
    "(30)6",
    "(30)0",
    "(3103)500",
    "(3203)500",
    "(12)260101",
    "(00)340",
    "(00)341",
    "(00)342",
    "(00)343",
    "(01)OIL(10)O9",
    "(01)OIL(10)O9(30)2",
    "(00)343(01)OIL(10)O9(30)2",
    "(01)PUMP(21)S9",
    "(01)PUMP(10)P9",
    "(01)EEL(10)E1(30)1",
    "(01)EEL(10)E1(30)1(3103)750",
    "S8",
    "(20)01",
    "(400)PO-1",
    "(414)LOC-B",
    "(01)FETA(10)EARLY",
    "(01)FETA(10)EARLY(30)6",
    "(01)FETA(10)LATE",
    "(01)FETA(10)LATE(17)260901(30)6",
    "(01)FETA(10)GONE",
    "(01)FETA(10)HELD",
    "(01)FETA(10)NEW(17)260801(30)24",
    "(01)OIL(10)OLDER(17)260201(30)24",
    "(01)FETA(10)NEW(17)260305(30)6",
    "(02)FETA-CASE(37)2(10)NEW(15)260601",
    "(01)OIL(10)O1",
    "(01)OIL(10)OLD(30)2",
    "(01)OIL(10)NEW(30)6",
    "(01)OIL(10)NEW(30)7",
    "(01)HAM(10)H2(3103)500",
    "(01)PUMP(10)P1(21)S1",
    "(01)NEW(10)N1(30)2",
    "(01)BOX(30)2",
    "EARLY",
    "PLAIN-LOT",
    "SKU-FETA",
    "12",
    "0",
    "2026-08-01",
    "?check-digit",
    "hello",
};
#define POOL_SIZE (sizeof pool / sizeof pool[0])

/* Scans that bring each mode into each of the states in which something is held. */
static const char *const states[] = {
    "LOTD-INQUIRE",
    "LOTD-INQUIRE (01)FETA",
    "LOTD-INQUIRE (10)EARLY",
    "LOTD-RECEIVE",
    "LOTD-RECEIVE PO-1 LOC-A",
    "LOTD-RECEIVE PO-2 (01)OIL(10)NEW(30)7",
    "LOTD-RECEIVE (01)FETA",
    "LOTD-RECEIVE (10)NEW",
    "LOTD-RECEIVE (30)6",
    "LOTD-RECEIVE (01)FETA (10)NEW",
    "LOTD-RECEIVE (01)FETA (10)NEW (17)260801",
    "LOTD-RECEIVE (01)NEW",
    "LOTD-RECEIVE PO-1 (01)OIL",
    "LOTD-RECEIVE (01)FETA(10)GONE",
    "LOTD-RECEIVE (01)FETA(10)NEW(17)260305(30)6",
    "LOTD-RECEIVE LOC-NEW",
    "LOTD-RECEIVE (00)340",
    "LOTD-RECEIVE (00)343",
    "LOTD-RECEIVE (01)PUMP(10)P9",
    "LOTD-RECEIVE (01)PUMP(10)P9 S8",
    "LOTD-RECEIVE (01)EEL(10)E1(30)1",
    "LOTD-RECEIVE LOTD-QTY-3 LOTD-DAMAGED",
    "LOTD-RECEIVE (01)OIL(10)OLDER(17)260201(30)24",
    "LOTD-PICK",
    "LOTD-PICK SO-1",
    "LOTD-PICK SO-1 (01)FETA",
    "LOTD-PICK SO-1 (01)FETA(10)EARLY",
    "LOTD-PICK SO-1 (01)FETA(10)LATE",
    "LOTD-PICK SO-1 (01)OIL(10)O1",
    "LOTD-PICK SO-1 LOTD-DONE",
    "LOTD-PICK SO-1 LOTD-SHORT",
    "LOTD-PICK SO-1 LOTD-SHORT 0",
    "LOTD-PICK SO-7 LOC-C (01)OIL(10)O2(30)2",
    "LOTD-PICK SO-1 (01)FETA(10)LATE(30)6 (01)FETA(10)LATE(30)6",
    "LOTD-PICK SO-7 (01)OIL(10)O9",
    "LOTD-PICK SO-7 (00)341",
    "LOTD-PICK SO-7 (00)340",
    "LOTD-PICK SO-7 (01)PUMP(10)P9",
    "LOTD-PICK SO-7 (01)EEL(10)E1(30)1",
    "LOTD-MOVE (00)341",
    "LOTD-MOVE (00)341 (01)OIL(10)O9",
    "LOTD-MOVE (01)OIL(10)O9",
    "LOTD-MOVE (01)OIL(10)O1 (00)342",
    "LOTD-MOVE (01)PUMP(10)P9",
    "LOTD-MOVE (01)EEL(10)E1",
    "LOTD-PICK SO-3",
    "LOTD-MOVE",
    "LOTD-MOVE LOC-A",
    "LOTD-MOVE LOC-A LOC-B",
    "LOTD-MOVE (01)FETA(10)EARLY LOC-C",
    "LOTD-RECEIVE LOC-C (01)OIL(10)O1(30)2",
    "LOTD-MOVE LOC-NEW",
    "LOTD-MOVE (01)FETA(10)EARLY",
    "LOTD-MOVE (01)OIL(10)O1",
    "LOTD-MOVE (01)OIL(10)OLD(30)6",
    "LOTD-MOVE LOTD-QTY-3 (01)OIL(10)O1 LOC-A",
    "LOTD-RETURN",
    "LOTD-RETURN SO-1 (01)FETA(10)EARLY LOTD-QTY-3",
    "LOTD-RETURN RMA-1 (01)FETA(10)EARLY",
    "LOTD-RETURN RMA-1 (01)FETA(10)LATE",
    "LOTD-RETURN RMA-1 (01)FETA(10)EARLY OP-3 (01)FETA(10)EARLY",
    "LOTD-SENDBACK",
    "LOTD-SENDBACK PO-2 (01)OIL",
    "LOTD-SENDBACK PO-2 (01)OIL(10)O1",
    "LOTD-RECEIVE PO-2 (01)OIL(10)NEW(30)6 LOTD-SENDBACK PO-2 (01)OIL(10)NEW LOTD-YES",
    "LOTD-RECEIVE PO-2 (01)OIL(10)NEW(30)6 LOTD-MOVE LOTD-QTY-3 (01)OIL(10)NEW LOC-A LOTD-SENDBACK "
    "PO-2 (01)OIL(10)NEW",
    "LOTD-SCRAP",
    "LOTD-SCRAP (01)FETA(10)EARLY",
    "LOTD-SCRAP (01)OIL(10)O1",
    "LOTD-SCRAP (01)FETA(10)GONE(30)5",
    "LOTD-ADJUST (01)FETA(10)EARLY",
    "LOTD-ADJUST LOTD-REASON-lost (01)OIL(10)O1",
    "LOTD-ADJUST (01)FETA(10)NONE LOC-A 0",
    "LOTD-TRANSFORM",
    "LOTD-TRANSFORM (01)FETA",
    "LOTD-TRANSFORM (01)OIL(10)O1",
    "LOTD-TRANSFORM (01)FETA(10)EARLY(30)6 LOTD-DONE",
    "LOTD-TRANSFORM (01)FETA(10)EARLY(30)6 LOTD-DONE (01)OIL",
    "LOTD-TRANSFORM (01)FETA(10)EARLY(30)6 LOTD-DONE (01)OIL(10)NEW",
    "LOTD-TRANSFORM (01)FETA(10)EARLY(30)6 LOTD-DONE (01)OIL(10)NEW 3",
    "LOTD-TRANSFORM LOTD-QTY-1 (01)OIL(10)O1 LOC-A LOTD-DONE (01)FETA(10)NEW 3",
    "LOTD-COUNT",
    "LOTD-COUNT LOC-A LOTD-DONE",
    "LOTD-COUNT LOC-A",
    "LOTD-COUNT LOC-A (01)FETA(10)EARLY",
    "LOTD-COUNT LOC-A (01)FETA",
    "LOTD-COUNT LOC-B (01)FETA(10)FOUND",
    "LOTD-COUNT LOC-A (01)FETA(10)EARLY 12",
    "LOTD-COUNT LOC-A LOTD-DONE",
    "LOTD-LABEL",
    "LOTD-LABEL LOTD-QTY-3",
    "LOTD-LABEL (01)FETA",
};
#define STATE_COUNT (sizeof states / sizeof states[0])

/* ---- chance --------------------------------------------------------------------------------- */

static uint64_t chance_state;

/* splitmix64 */
static uint64_t chance(uint64_t below)
{
    uint64_t value = chance_state += UINT64_C(0x9e3779b97f4a7c15);
    value = (value ^ value >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    value = (value ^ value >> 27) * UINT64_C(0x94d049bb133111eb);
    return (value ^ value >> 31) % below;
}

static uint64_t seed_of(void)
{
    const char *given = getenv("LOT_WALK_SEED");
    return given ? strtoull(given, NULL, 0) : UINT64_C(0x10ad);
}

/* ---- stock ---------------------------------------------------------------------------------- */

struct stock {
    int64_t quantity[BOOK_ROWS * BOOK_ROWS];
    unsigned count;
};

/* What lies where, for the first so many lots and places. */
static void take_stock(const struct book *book, unsigned lots, unsigned places, struct stock *out)
{
    out->count = 0;
    for (unsigned i = 0; i < lots * places; i++) {
        const struct book_lot *lot = &book->lot[i / places];
        out->quantity[out->count++] =
            book_sum(book, lot_text_span(&lot->item), lot_text_span(&lot->lot.lot),
                     lot_text_span(&book->place[i % places].code));
    }
}

/* Undoes what was just booked, in another world, and compares the stock. */
static const char *undo_elsewhere(const struct dialogue *dialogue, unsigned lots, unsigned places,
                                  const struct stock *before)
{
    static struct stock after;
    static struct dialogue other;
    other = *dialogue;
    const char *what = play_scan(&other, LOT_LITERAL("LOTD-UNDO"));
    bool stays = dialogue->effects.commit.count == 0; /* a count that booked nothing */
    if (what || other.effects.say.code != (stays ? LOT_CODE_COUNT_STAYS : LOT_CODE_UNDONE)) {
        return what ? what : "what was just booked cannot be undone";
    }
    take_stock(&other.book, lots, places, &after);
    bool same =
        after.count == before->count &&
        memcmp(after.quantity, before->quantity, before->count * sizeof before->quantity[0]) == 0;
    return same ? NULL : "undoing gave another stock";
}

/* ---- what was met --------------------------------------------------------------------------- */

static struct {
    unsigned asked[LOT_MODE_COUNT][LOT_CODE_COUNT], left[LOT_MODE_COUNT][LOT_CODE_COUNT];
    unsigned doubted[LOT_DOUBT_COUNT], accepted[LOT_DOUBT_COUNT], dropped[LOT_DOUBT_COUNT];
    unsigned said[LOT_CODE_COUNT];
} met;

static void meet(const struct lot_engine *before, const struct lot_say *asked,
                 const struct dialogue *after)
{
    met.said[after->effects.say.code]++;
    met.asked[after->engine.mode][after->effects.ask.code]++;
    met.doubted[after->engine.doubt]++;
    if (after->effects.ask.code != asked->code || after->engine.mode != before->mode) {
        met.left[before->mode][asked->code]++;
    }
    if (after->engine.doubt != before->doubt) {
        bool taken =
            after->effects.outcome == LOT_OUTCOME_OK || after->effects.say.code == LOT_CODE_TAKEN;
        (taken ? met.accepted : met.dropped)[before->doubt]++;
    }
}

/* ---- walking -------------------------------------------------------------------------------- */

static char trail[1024];

/* What is scanned next: again what was scanned before, so that doubts are confirmed, or anything */
static const char *next_scan(const char *last)
{
    return last && chance(4) == 0 ? last : pool[chance(POOL_SIZE)];
}

static const char *walk_step(struct dialogue *dialogue, const char *scan)
{
    static struct stock before;
    struct lot_engine state = dialogue->engine;
    struct lot_say asked = dialogue->effects.ask;
    unsigned lots = dialogue->book.lot_count;
    unsigned places = dialogue->book.place_count;
    take_stock(&dialogue->book, lots, places, &before);
    dialogue->step_ms = chance(12) == 0 ? 100 : 1000;
    dialogue->tries_failures = chance(32) == 0;
    const char *what =
        chance(20) == 0 ? play_time(dialogue, 300000) : play_scan(dialogue, lot_span_of(scan));
    meet(&state, &asked, dialogue);
    if (!what && dialogue->effects.commit.count > 0 &&
        dialogue->effects.commit.job != LOT_JOB_UNDO) {
        what = undo_elsewhere(dialogue, lots, places, &before);
    }
    return what;
}

/* Plays scans that stand in one string with spaces between them. */
static void lead(struct dialogue *dialogue, const char *scans)
{
    while (*scans != '\0') {
        size_t size = strcspn(scans, " ");
        assert_null(play_scan(dialogue, lot_span(scans, size)));
        scans += size + (scans[size] == ' ');
    }
}

/* Something to undo, an order that is half picked, and one that has no lines. */
static void prepare(struct dialogue *dialogue)
{
    book_add_document(&dialogue->book, "SO-3", LOT_DOCUMENT_ORDER);
    book_add_line(&dialogue->book, "SO-1", "OIL", 2);
    dialogue->book.line[dialogue->book.line_count - 1].line.substitute = text("BOX");
    book_add_document(&dialogue->book, "SO-7", LOT_DOCUMENT_ORDER);
    book_add_line(&dialogue->book, "SO-7", "OIL", 2);
    book_add_place(&dialogue->book, "LOC-C");
    dialogue->book.place[dialogue->book.place_count - 1].check = text("58");
    book_add_lot(&dialogue->book, "OIL", "O2", LOT_DATE_NONE);
    book_put(&dialogue->book, "OIL", "O2", "LOC-C", 2);
    book_add_line(&dialogue->book, "SO-7", "PUMP", 1);
    book_add_line(&dialogue->book, "SO-7", "EEL", 2);
    book_advise(&dialogue->book, "343", "PO-2", "OIL", "O9", 6);
    lead(dialogue, "LOTD-RECEIVE (00)341(01)OIL(10)O9(30)5 (00)342(01)OIL(10)O9(30)4"
                   " (01)PUMP(10)P9(21)S9 (01)EEL(10)E1(30)3(3103)2250");
    lead(dialogue, "LOTD-PICK SO-1 (01)FETA(10)EARLY(30)6 LOTD-INQUIRE");
}

/* The rules that a site may have: any mixture of them, and its usual ones every other time. */
static void vary_policy(struct lot_policy *policy)
{
    if (chance(2) == 0) {
        return;
    }
    for (enum lot_doubt doubt = LOT_DOUBT_NONE + 1; doubt < LOT_DOUBT_COUNT; doubt++) {
        policy->rule[doubt] = (enum lot_rule)chance(LOT_RULE_COUNT);
    }
    policy->receive_quarantine = chance(2) == 0;
    policy->counting_modes = chance(4) == 0 ? (uint32_t)chance(1u << LOT_MODE_COUNT) : 0;
    policy->acknowledge = chance(2) == 0;
    policy->require_listed = chance(2) == 0;
    policy->four_eyes = chance(2) == 0;
    policy->sign_out_ms = chance(2) == 0 ? 300000 : 0;
    policy->shift_ms = chance(4) == 0 ? 3000 : 0;
}

/* What is scanned next: what the question wants, where a person would know it, or anything. */
static const char *likely_scan(const struct dialogue *dialogue, const char *last)
{
    bool approval = dialogue->effects.ask.code == LOT_CODE_ASK_APPROVAL;
    bool badge = dialogue->effects.ask.code == LOT_CODE_ASK_OPERATOR;
    return (approval || badge) && chance(2) == 0 ? (approval ? "OP-3" : "OP-1") : next_scan(last);
}

/* The scan that raised the doubt that is pending, which confirms it; NULL: none is. */
static const char *what_is_doubted(const struct lot_engine *engine, const char *scan,
                                   const char *doubted)
{
    if (engine->doubt == LOT_DOUBT_NONE) {
        return NULL;
    }
    return engine->doubt_hash == lot_span_hash(lot_span_of(scan)) ? scan : doubted;
}

static void walks_break_nothing(void **state)
{
    (void)state;
    static struct dialogue dialogue;
    struct dialogue *fresh = dialogue_stocked();
    fresh->policy.large_quantity = 50;
    fresh->policy.zero_check = true;
    fresh->policy.check_digits = true;
    fresh->policy.quarantine = text("LOC-Q");
    fresh->policy.receive_quarantine = true;
    fresh->policy.count_limit = 5;
    prepare(fresh);
    chance_state = seed_of();
    for (unsigned walk = 0; walk < WALKS; walk++) {
        dialogue = *fresh;
        const char *scan = NULL;
        const char *doubted = NULL;
        const char *what = NULL;
        trail[0] = '\0';
        dialogue.tries_failures = false;
        dialogue.book.doubtful.job = chance(8) == 0 ? 1 + walk : 0;
        vary_policy(&dialogue.policy);
        lead(&dialogue, states[chance(STATE_COUNT)]);
        dialogue.policy.require_operator = chance(8) == 0;
        doubted = what_is_doubted(&dialogue.engine, "LOTD-DONE", NULL);
        for (uint64_t steps = 1 + chance(WALK_STEPS); !what && steps > 0; steps--) {
            scan = doubted && chance(3) == 0 ? doubted : likely_scan(&dialogue, scan);
            size_t used = strlen(trail);
            (void)snprintf(trail + used, sizeof trail - used, " %s", scan);
            what = walk_step(&dialogue, scan);
            doubted = what_is_doubted(&dialogue.engine, scan, doubted);
        }
        if (what) {
            print_error("# seed %#" PRIx64 ", walk %u:%s: %s (mode %s)\n", seed_of(), walk, trail,
                        what, lot_mode_name(dialogue.engine.mode));
        }
        assert_null(what);
    }
    print_message("# %u walks with seed %#" PRIx64 "\n", WALKS, seed_of());
    free(fresh);
}

/* The questions of a workflow's slots. */
static const enum lot_code questions[LOT_SLOT_COUNT] = {
    [LOT_SLOT_DOCUMENT] = LOT_CODE_ASK_DOCUMENT, [LOT_SLOT_ITEM] = LOT_CODE_ASK_ITEM,
    [LOT_SLOT_LOT] = LOT_CODE_ASK_LOT,           [LOT_SLOT_SERIAL] = LOT_CODE_ASK_SERIAL,
    [LOT_SLOT_USE_BY] = LOT_CODE_ASK_USE_BY,     [LOT_SLOT_FROM] = LOT_CODE_ASK_FROM,
    [LOT_SLOT_SSCC] = LOT_CODE_ASK_SSCC,         [LOT_SLOT_QUANTITY] = LOT_CODE_ASK_QUANTITY,
    [LOT_SLOT_WEIGHT] = LOT_CODE_ASK_WEIGHT,     [LOT_SLOT_TO] = LOT_CODE_ASK_TO,
    [LOT_SLOT_REASON] = LOT_CODE_ASK_REASON,     [LOT_SLOT_EMPTY] = LOT_CODE_ASK_EMPTY,
    [LOT_SLOT_CHECK] = LOT_CODE_ASK_CHECK,
};

/* Two questions come up by policy alone: see the dialogues without a dock, and with documents. */
static bool is_by_policy(enum lot_mode mode, enum lot_slot slot)
{
    return mode == LOT_MODE_RECEIVE && (slot == LOT_SLOT_TO || slot == LOT_SLOT_DOCUMENT);
}

static void each_question_is_met_and_left(void **state)
{
    (void)state;
    for (enum lot_mode mode = 0; mode < LOT_MODE_COUNT; mode++) {
        const struct lot_engine engine = {.mode = mode};
        const struct workflow *workflow = workflow_of(&engine);
        for (unsigned i = 0; i < workflow->ask_count; i++) {
            enum lot_code code = questions[workflow->asks[i]];
            if (workflow->asks[i] == LOT_SLOT_ITEM && workflow->opening != LOT_CODE_NOTHING) {
                code = workflow->opening;
            }
            if (is_by_policy(mode, workflow->asks[i])) {
                continue;
            }
            if (met.asked[mode][code] == 0 || met.left[mode][code] == 0) {
                print_error("# %s: %s\n", lot_mode_name(mode), lot_code_name(code));
            }
            assert_int_not_equal(met.asked[mode][code], 0);
            assert_int_not_equal(met.left[mode][code], 0);
        }
    }
}

static void each_doubt_is_met_and_left(void **state)
{
    (void)state;
    for (enum lot_doubt doubt = LOT_DOUBT_NONE + 1; doubt < LOT_DOUBT_COUNT; doubt++) {
        if (met.doubted[doubt] == 0 || met.accepted[doubt] == 0 || met.dropped[doubt] == 0) {
            print_error("# doubt %u: met %u, accepted %u, dropped %u\n", doubt, met.doubted[doubt],
                        met.accepted[doubt], met.dropped[doubt]);
        }
        assert_int_not_equal(met.doubted[doubt], 0);
        assert_int_not_equal(met.accepted[doubt], 0);
        assert_int_not_equal(met.dropped[doubt], 0);
    }
}

/* ---- every fact everywhere ------------------------------------------------------------------ */

/* A scan that states one fact, with something that can be read as its value. */
static const char *stating(enum lot_fact fact)
{
    static const char *const ids[LOT_FACT_COUNT] = {
        [LOT_FACT_ITEM] = "(01)FETA",         [LOT_FACT_CONTENT] = "(02)FETA-CASE",
        [LOT_FACT_LOT] = "(10)EARLY",         [LOT_FACT_SERIAL] = "(21)S1",
        [LOT_FACT_SSCC] = "(00)340",          [LOT_FACT_VARIANT] = "(20)01",
        [LOT_FACT_PRODUCED] = "(11)260101",   [LOT_FACT_DUE] = "(12)260101",
        [LOT_FACT_PACKED] = "(13)260101",     [LOT_FACT_BEST_BEFORE] = "(15)260601",
        [LOT_FACT_SELL_BY] = "(16)260601",    [LOT_FACT_EXPIRY] = "(17)260501",
        [LOT_FACT_QUANTITY] = "(30)6",        [LOT_FACT_WEIGHT_KG] = "(3103)500",
        [LOT_FACT_WEIGHT_LB] = "(3203)500",   [LOT_FACT_DOCUMENT] = "SO-1",
        [LOT_FACT_LOCATION] = "LOC-A",        [LOT_FACT_OPERATOR] = "OP-1",
        [LOT_FACT_COMMAND] = "LOTD-REASON-x",
    };
    return ids[fact];
}

/* One scan in that state: it is answered, and nothing breaks. */
static void answers(struct dialogue *dialogue, struct lot_span scan, struct lot_decoded *decoded)
{
    struct lot_scan read = {
        .bytes = scan, .time = {.utc_ms = dialogue->now_ms + 1000}, .source = 1};
    struct lot_event event = {
        .kind = LOT_EVENT_SCAN, .now = read.time, .scan = &read, .decoded = decoded};
    assert_null(take_step(dialogue, &event));
    assert_in_range(dialogue->effects.say.code, LOT_CODE_NOTHING + 1, LOT_CODE_COUNT - 1);
    assert_in_range(dialogue->effects.ask.code, LOT_CODE_ASK_ANYTHING, LOT_CODE_ASK_ACKNOWLEDGE);
}

static void each_fact_has_an_answer_everywhere(void **state)
{
    (void)state;
    static struct lot_decoded decoded;
    static struct dialogue there;
    static struct dialogue here;
    struct dialogue *fresh = dialogue_stocked();
    for (size_t i = 0; i < STATE_COUNT; i++) {
        there = *fresh;
        lead(&there, states[i]);
        for (enum lot_fact fact = 0; fact < LOT_FACT_COUNT; fact++) {
            const char *scan = stating(fact);
            here = there;
            read_scan(&decoded, lot_span_of(scan ? scan : "(99)"));
            if (!scan) {
                state_fact(&decoded, fact, LOT_LITERAL("X"));
            }
            answers(&here, lot_span_of(scan ? scan : lot_fact_name(fact)), &decoded);
        }
        for (int64_t command = -1; command <= LOT_COMMANDS_END; command++) {
            here = there;
            read_scan(&decoded, LOT_LITERAL("LOTD-DIGIT-7"));
            decoded.facts.value[LOT_FACT_COMMAND].number = command;
            answers(&here, LOT_LITERAL("LOTD-"), &decoded);
        }
    }
    free(fresh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(walks_break_nothing), /* fills in what the next two look at */
        cmocka_unit_test(each_question_is_met_and_left),
        cmocka_unit_test(each_doubt_is_met_and_left),
        cmocka_unit_test(each_fact_has_an_answer_everywhere),
    };
    return cmocka_run_group_tests_name("engine_walks", tests, NULL, NULL);
}
