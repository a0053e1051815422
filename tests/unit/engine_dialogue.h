/* SPDX-License-Identifier: MIT */
#ifndef TEST_ENGINE_DIALOGUE_H
#define TEST_ENGINE_DIALOGUE_H

/*
 * Dialogues: a table of what is scanned, what is said and what is asked next, played against the
 * engine. Between any two scans the state goes through save and load, as if the battery had been
 * pulled; every scan is tried with each of its calls of the book failing first; and what must hold
 * after any step is checked after every one.
 *
 * A scan is read by a small reader of its own, so that these tests need nothing of decode but its
 * words: "(01)FETA(10)L1" states elements, "LOTD-..." is a command, "LOC-" and the like are the
 * site's patterns, "?date" is a scan that decode refuses with the problem of that name, anything
 * else is plain. "+200" lets the next scan come after so many milliseconds, "T300" lets
 * 300 seconds pass and tells the engine so.
 */

#include "engine_book.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define DIALOGUE_START INT64_C(1772352000000) /* 2026-03-01T08:00:00Z */

struct line {
    const char *scan;
    const char *said; /* the code and its arguments */
    const char *asked;
};

struct dialogue {
    struct book book;
    struct lot_policy policy;
    struct lot_engine engine;
    struct lot_effects effects;
    int64_t now_ms;
    int64_t step_ms; /* before the next scan */
    uint32_t source;
    bool tries_failures; /* each step fails at each of its calls of the book before it succeeds */
};

/* ---- reading -------------------------------------------------------------------------------- */

static inline void state_fact(struct lot_decoded *out, enum lot_fact fact, struct lot_span value)
{
    struct lot_value *fact_value = &out->facts.value[fact];
    out->facts.has |= 1u << fact;
    *fact_value = (struct lot_value){.text = value};
    if (lot_fact_kind(fact) == LOT_FACT_KIND_D &&
        lot_span_number(value, &fact_value->number) == 0) {
        fact_value->number += 20000000; /* YYMMDD */
    } else if (lot_fact_kind(fact) == LOT_FACT_KIND_Q) {
        (void)lot_span_number(value, &fact_value->number);
    }
}

static const struct {
    const char *id;
    enum lot_fact fact;
    uint8_t decimals;
} reader_elements[] = {
    {"(00)",   LOT_FACT_SSCC,        0},
    {"(01)",   LOT_FACT_ITEM,        0},
    {"(02)",   LOT_FACT_CONTENT,     0},
    {"(10)",   LOT_FACT_LOT,         0},
    {"(11)",   LOT_FACT_PRODUCED,    0},
    {"(12)",   LOT_FACT_DUE,         0},
    {"(13)",   LOT_FACT_PACKED,      0},
    {"(15)",   LOT_FACT_BEST_BEFORE, 0},
    {"(16)",   LOT_FACT_SELL_BY,     0},
    {"(17)",   LOT_FACT_EXPIRY,      0},
    {"(20)",   LOT_FACT_VARIANT,     0},
    {"(21)",   LOT_FACT_SERIAL,      0},
    {"(30)",   LOT_FACT_QUANTITY,    0},
    {"(37)",   LOT_FACT_QUANTITY,    0},
    {"(3103)", LOT_FACT_WEIGHT_KG,   3},
    {"(3203)", LOT_FACT_WEIGHT_LB,   3},
    {"(400)",  LOT_FACT_DOCUMENT,    0},
    {"(414)",  LOT_FACT_LOCATION,    0},
};

static inline void read_element(struct lot_decoded *out, struct lot_span element)
{
    for (size_t i = 0; i < sizeof reader_elements / sizeof reader_elements[0]; i++) {
        struct lot_span id = lot_span_of(reader_elements[i].id);
        if (lot_span_starts(element, id)) {
            state_fact(out, reader_elements[i].fact, lot_span_part(element, id.size, element.size));
            out->facts.value[reader_elements[i].fact].decimals = reader_elements[i].decimals;
        }
    }
}

/* "(01)FETA(10)L1" */
static inline void read_elements(struct lot_decoded *out, struct lot_span scan)
{
    size_t from = 0;
    out->status = LOT_DECODE_OK;
    for (size_t at = 1; at <= scan.size; at++) {
        if (at == scan.size || scan.data[at] == '(') {
            read_element(out, lot_span_part(scan, from, at - from));
            from = at;
        }
    }
}

/* "LOTD-QTY-12" */
static inline void read_command(struct lot_decoded *out, struct lot_span scan)
{
    static const char *const verbs[] = {
#define X(symbol, verb) "LOTD-" verb,
        LOT_COMMANDS(X)
#undef X
    };
    for (unsigned i = 0; i < LOT_COMMANDS_END; i++) {
        struct lot_span verb = lot_span_of(verbs[i]);
        bool argument = scan.size > verb.size && scan.data[verb.size] == '-';
        if (lot_span_starts(scan, verb) && (argument || scan.size == verb.size)) {
            state_fact(out, LOT_FACT_COMMAND, lot_span_part(scan, verb.size + 1, scan.size));
            out->facts.value[LOT_FACT_COMMAND].number = (int64_t)i;
            out->status = LOT_DECODE_OK;
        }
    }
}

static const struct {
    const char *prefix;
    enum lot_fact fact;
} reader_patterns[] = {
    {"LOC-", LOT_FACT_LOCATION},
    {"OP-",  LOT_FACT_OPERATOR},
    {"PO-",  LOT_FACT_DOCUMENT},
    {"SO-",  LOT_FACT_DOCUMENT},
    {"RMA-", LOT_FACT_DOCUMENT},
    {"CNT-", LOT_FACT_DOCUMENT},
    {"WHY-", LOT_FACT_REASON  },
};

static inline void read_pattern(struct lot_decoded *out, struct lot_span scan)
{
    for (size_t i = 0; i < sizeof reader_patterns / sizeof reader_patterns[0]; i++) {
        if (lot_span_starts(scan, lot_span_of(reader_patterns[i].prefix))) {
            state_fact(out, reader_patterns[i].fact, scan);
            out->status = LOT_DECODE_OK;
        }
    }
}

static inline void read_problem(struct lot_decoded *out, struct lot_span scan)
{
    out->status = LOT_DECODE_ERROR;
    for (unsigned i = 0; i < LOT_PROBLEM_COUNT; i++) {
        if (lot_span_equal(lot_span_part(scan, 1, scan.size),
                           lot_span_of(lot_problem_name((enum lot_problem_code)i)))) {
            out->error.code = (enum lot_problem_code)i;
        }
    }
}

static inline void read_scan(struct lot_decoded *out, struct lot_span scan)
{
    *out = (struct lot_decoded){.status = LOT_DECODE_PLAIN, .value = scan};
    if (lot_span_starts(scan, LOT_LITERAL("?"))) {
        read_problem(out, scan);
    } else if (lot_span_starts(scan, LOT_LITERAL("("))) {
        read_elements(out, scan);
    } else if (lot_span_starts(scan, LOT_LITERAL("LOTD-"))) {
        read_command(out, scan);
    } else {
        read_pattern(out, scan);
    }
}

/* ---- wording -------------------------------------------------------------------------------- */

#define WORDS_SIZE 512u

static inline void add_text(char words[WORDS_SIZE], const char *sign, const struct lot_text *text)
{
    size_t used = strlen(words);
    if (text->size > 0) {
        (void)snprintf(words + used, WORDS_SIZE - used, " %s%.*s", sign, (int)text->size,
                       (const char *)text->bytes);
    }
}

static inline void add_date(char words[WORDS_SIZE], const char *sign, lot_date date)
{
    char digits[LOT_DATE_SIZE];
    size_t used = strlen(words);
    if (lot_date_format(date, digits) > 0) {
        (void)snprintf(words + used, WORDS_SIZE - used, " %s%s", sign, digits);
    }
}

/* A code and the arguments that are set: "picked FETA L1 x24 at LOC-A for SO-1". */
static inline void word(const struct lot_say *say, char words[WORDS_SIZE])
{
    char digits[LOT_DECIMAL_SIZE];
    (void)snprintf(words, WORDS_SIZE, "%s", lot_code_name(say->code));
    add_text(words, "", &say->item);
    add_text(words, "", &say->lot);
    if (say->quantity != 0) {
        size_t used = strlen(words);
        lot_decimal_format(say->quantity, say->decimals, digits);
        (void)snprintf(words + used, WORDS_SIZE - used, " x%s", digits);
    }
    add_text(words, "at ", &say->place);
    add_text(words, "from ", &say->other_place);
    add_text(words, "for ", &say->document);
    add_date(words, "good ", say->date);
    add_text(words, "not ", &say->other_lot);
    add_date(words, "not ", say->other_date);
    add_text(words, "'", &say->text);
}

/* ---- what must hold after every step -------------------------------------------------------- */

/* The state without what each scan changes, as saved bytes. */
static inline size_t slots_of(struct lot_engine engine, uint8_t out[LOT_ENGINE_SAVED_MAX])
{
    engine.last_hash = 0;
    engine.last_source = 0;
    engine.last_ms = 0;
    engine.doubt = LOT_DOUBT_NONE;
    engine.doubt_hash = 0;
    engine.doubt_better = 0;
    engine.confirmed = 0;
    engine.approved = 0;
    engine.approver = (struct lot_text){0};
    return lot_engine_save(&engine, out);
}

static inline bool same_slots(const struct lot_engine *a, const struct lot_engine *b)
{
    uint8_t first[LOT_ENGINE_SAVED_MAX];
    uint8_t second[LOT_ENGINE_SAVED_MAX];
    size_t size = slots_of(*a, first);
    return slots_of(*b, second) == size && memcmp(first, second, size) == 0;
}

static inline const char *broken_movement(struct book *book, const struct lot_movement *movement)
{
    if (movement->quantity <= 0) {
        return "a quantity is not positive";
    }
    if (lot_text_equal(&movement->from, &movement->to) &&
        lot_text_equal(&movement->from_sscc, &movement->to_sscc)) {
        return "from is to";
    }
    if (movement->item.size == 0 || movement->from.size == 0 || movement->to.size == 0) {
        return "an item or place is missing";
    }
    bool of_stock = movement->from.bytes[0] != '@';
    if (of_stock && book_sum(book, lot_text_span(&movement->item), lot_text_span(&movement->lot),
                             lot_text_span(&movement->from)) < movement->quantity) {
        return "stock would be negative";
    }
    return NULL;
}

/* What is broken by a step, or NULL. */
static inline const char *broken(struct dialogue *dialogue, const struct lot_engine *next,
                                 const struct lot_effects *effects)
{
    enum lot_outcome outcome = effects->outcome;
    bool booked = effects->commit.job != LOT_JOB_NONE;
    bool refused = outcome == LOT_OUTCOME_ERROR || outcome == LOT_OUTCOME_IGNORED ||
                   (outcome == LOT_OUTCOME_WARNING && effects->say.code != LOT_CODE_TIMED_OUT);
    uint64_t answered = effects->label.job;
    if ((booked || answered != 0 || effects->print.copies > 0) && outcome != LOT_OUTCOME_OK) {
        return "something is done without its OK";
    }
    bool counts = effects->commit.tally.place.size > 0 || effects->commit.recount.place.size > 0 ||
                  effects->commit.counted.place.size > 0;
    if (booked != (effects->commit.count > 0 || counts)) {
        return "a job without movements, or movements without a job";
    }
    for (unsigned i = 0; i < effects->commit.count; i++) {
        const char *what = broken_movement(&dialogue->book, &effects->commit.movement[i]);
        if (what) {
            return what;
        }
    }
    if (answered != 0 && answered != dialogue->book.doubtful.job) {
        return "an answer about a label that is not asked about";
    }
    if (refused && !same_slots(&dialogue->engine, next)) {
        return "a refusal changed what is held";
    }
    bool pending = effects->deadline_ms != 0;
    if (next->doubt != LOT_DOUBT_NONE && !pending) {
        return "a doubt without a deadline";
    }
    return NULL;
}

/* ---- playing -------------------------------------------------------------------------------- */

/* Every call of the book fails once: the step fails whole and touches nothing. */
static inline void step_failing(struct dialogue *dialogue, const struct lot_event *event,
                                struct lot_engine *next, struct lot_effects *effects)
{
    struct lot_book book = book_of(&dialogue->book);
    for (unsigned call = dialogue->tries_failures ? 1 : UINT_MAX;; call++) {
        memset(next, 0x5a, sizeof *next);
        memset(effects, 0x5a, sizeof *effects);
        dialogue->book.fail_in = call;
        int answer =
            lot_engine_step(&dialogue->engine, &dialogue->policy, &book, event, next, effects);
        if (answer == 0) {
            assert_int_not_equal(dialogue->book.fail_in, 0);
            break;
        }
        assert_int_equal(answer, -EIO);
        const uint8_t *bytes = (const uint8_t *)next;
        assert_int_equal(bytes[0], 0x5a);
        assert_memory_equal(bytes, bytes + 1, sizeof *next - 1);
        bytes = (const uint8_t *)effects;
        assert_memory_equal(bytes, bytes + 1, sizeof *effects - 1);
    }
    dialogue->book.fail_in = 0;
}

/* Asks again after the commit: the same question, and the same words where nothing was booked. */
static inline void ask_again(struct dialogue *dialogue, struct lot_time now)
{
    char before[WORDS_SIZE];
    char after[WORDS_SIZE];
    struct lot_say ask = {0};
    struct lot_book book = book_of(&dialogue->book);
    assert_int_equal(lot_engine_prompt(&dialogue->engine, &dialogue->policy, &book, now, &ask), 0);
    word(&dialogue->effects.ask, before);
    word(&ask, after);
    if (dialogue->effects.commit.job == LOT_JOB_NONE) {
        assert_string_equal(before, after);
    }
    dialogue->effects.ask = ask;
}

static inline const char *take_step(struct dialogue *dialogue, const struct lot_event *event)
{
    struct lot_engine next;
    uint8_t saved[LOT_ENGINE_SAVED_MAX];
    step_failing(dialogue, event, &next, &dialogue->effects);
    const char *what = broken(dialogue, &next, &dialogue->effects);
    if (dialogue->effects.commit.job != LOT_JOB_NONE) {
        dialogue->book.operator_id = next.operator_id;
        book_commit(&dialogue->book, &dialogue->effects.commit);
    }
    if (dialogue->effects.label.job != 0) {
        dialogue->book.doubtful = (struct lot_book_label){0};
    }
    size_t size = lot_engine_save(&next, saved);
    assert_int_equal(lot_engine_load(&dialogue->engine, lot_span(saved, size)), 0);
    ask_again(dialogue, event->now);
    return what;
}

static inline const char *play_scan(struct dialogue *dialogue, struct lot_span bytes)
{
    static struct lot_decoded decoded;
    dialogue->now_ms += dialogue->step_ms;
    dialogue->step_ms = 1000;
    struct lot_scan scan = {
        .bytes = bytes, .time = {.utc_ms = dialogue->now_ms}, .source = dialogue->source};
    struct lot_event event = {
        .kind = LOT_EVENT_SCAN, .now = scan.time, .scan = &scan, .decoded = &decoded};
    read_scan(&decoded, bytes);
    return take_step(dialogue, &event);
}

static inline const char *play_time(struct dialogue *dialogue, int64_t passed_ms)
{
    dialogue->now_ms += passed_ms;
    struct lot_event event = {.kind = LOT_EVENT_TIME, .now = {.utc_ms = dialogue->now_ms}};
    return take_step(dialogue, &event);
}

static inline void play(struct dialogue *dialogue, const struct line *lines, size_t count)
{
    char said[WORDS_SIZE];
    char asked[WORDS_SIZE];
    for (size_t i = 0; i < count; i++) {
        const char *scan = lines[i].scan;
        if (scan[0] == '+') {
            dialogue->step_ms = strtol(scan + 1, NULL, 10);
            continue;
        }
        const char *what = scan[0] == 'T' ? play_time(dialogue, strtol(scan + 1, NULL, 10) * 1000)
                                          : play_scan(dialogue, lot_span_of(scan));
        word(&dialogue->effects.say, said);
        word(&dialogue->effects.ask, asked);
        if (what || strcmp(said, lines[i].said) != 0 ||
            (lines[i].asked && strcmp(asked, lines[i].asked) != 0)) {
            print_error("# line %zu, \"%s\": said \"%s\", asked \"%s\"; %s\n", i + 1, scan, said,
                        asked, what ? what : "as above was expected otherwise");
        }
        assert_null(what);
        assert_string_equal(said, lines[i].said);
        if (lines[i].asked) {
            assert_string_equal(asked, lines[i].asked);
        }
    }
}

#define PLAY(dialogue, lines) play(dialogue, lines, sizeof(lines) / sizeof((lines)[0]))

/* ---- a small warehouse, on 2026-03-01 ------------------------------------------------------- */

static inline void add_items(struct book *book)
{
    struct lot_book_item feta = {.number = text("FETA"),
                                 .unit = text("pcs"),
                                 .tracking = LOT_TRACKING_LOT,
                                 .needs_date = true,
                                 .min_life_days = 10};
    struct lot_book_item oil = {
        .number = text("OIL"), .unit = text("pcs"), .tracking = LOT_TRACKING_LOT};
    struct lot_book_item ham = {.number = text("HAM"),
                                .unit = text("kg"),
                                .tracking = LOT_TRACKING_LOT,
                                .decimals = 3,
                                .blocks_best_before = true};
    struct lot_book_item box = {
        .number = text("BOX"), .unit = text("pcs"), .tracking = LOT_TRACKING_NONE};
    struct lot_book_item pump = {
        .number = text("PUMP"), .unit = text("pcs"), .tracking = LOT_TRACKING_SERIAL};
    struct lot_book_item eel = {.number = text("EEL"),
                                .unit = text("pcs"),
                                .tracking = LOT_TRACKING_LOT,
                                .catch_weight = true};
    struct lot_book_item crate = feta;
    crate.pack = 12;
    book_add_item(book, "FETA", &feta);
    book_add_item(book, "SKU-FETA", &feta);
    book_add_item(book, "FETA-CASE", &crate);
    book_add_item(book, "OIL", &oil);
    book_add_item(book, "HAM", &ham);
    book_add_item(book, "BOX", &box);
    book_add_item(book, "PUMP", &pump);
    book_add_item(book, "EEL", &eel);
}

static inline void add_operators(struct book *book)
{
    book_add_operator(book, "OP-1", "Anna", 1u << LOT_ROLE_PICKER);
    book_add_operator(book, "OP-2", "", 1u << LOT_ROLE_RECEIVER);
    book_add_operator(book, "OP-3", "Carl", 1u << LOT_ROLE_SUPERVISOR);
    book_add_operator(book, "OP-4", "Dora", 0); /* works here no more */
    book_add_operator(book, "BEN", "Ben", 1u << LOT_ROLE_PICKER | 1u << LOT_ROLE_RECEIVER);
}

static inline void add_documents(struct book *book)
{
    book_add_document(book, "PO-1", LOT_DOCUMENT_RECEIPT);
    book_add_line(book, "PO-1", "FETA", 48);
    book_add_document(book, "PO-2", LOT_DOCUMENT_RECEIPT);
    book_add_line(book, "PO-2", "OIL", 6);
    book_add_document(book, "PO-9", LOT_DOCUMENT_RECEIPT);
    book->document[book->document_count - 1].closed = true;
    book_add_document(book, "SO-1", LOT_DOCUMENT_ORDER);
    book_add_line(book, "SO-1", "FETA", 24);
    book_add_line(book, "SO-1", "OIL", 4);
    book_add_document(book, "SO-2", LOT_DOCUMENT_ORDER);
    book_add_line(book, "SO-2", "HAM", 5000);
    book_add_line(book, "SO-2", "BOX", 3);
    book_add_document(book, "RMA-1", LOT_DOCUMENT_RETURN);
    book_add_line(book, "RMA-1", "FETA", 6);
    book_add_document(book, "CNT-1", LOT_DOCUMENT_COUNT);
    book_add_line(book, "CNT-1", "OIL", 1);
}

static inline struct dialogue *dialogue_new(void)
{
    struct dialogue *dialogue = calloc(1, sizeof *dialogue);
    assert_non_null(dialogue);
    dialogue->policy = (struct lot_policy){
        .double_read_ms = 400,
        .idle_ms = 300000,
        .large_quantity = 999,
        .dock = text("DOCK"),
        .require_order = true,
        .pick_reasons = true,
        .require_return = true,
        .label_copies = 1,
        .role_modes[LOT_ROLE_PICKER] = 1u << LOT_MODE_PICK | 1u << LOT_MODE_MOVE,
        .role_modes[LOT_ROLE_SUPERVISOR] = UINT32_MAX,
        .role_modes[LOT_ROLE_RECEIVER] = 1u << LOT_MODE_RECEIVE | 1u << LOT_MODE_LABEL,
    };
    dialogue->now_ms = DIALOGUE_START;
    dialogue->step_ms = 1000;
    dialogue->tries_failures = true;
    add_items(&dialogue->book);
    add_documents(&dialogue->book);
    add_operators(&dialogue->book);
    book_add_place(&dialogue->book, "DOCK");
    book_add_place(&dialogue->book, "LOC-A");
    book_add_place(&dialogue->book, "LOC-B");
    book_add_place(&dialogue->book, "LOC-Q");
    dialogue->book.place[dialogue->book.place_count - 1].is_quarantine = true;
    book_add_place(&dialogue->book, LOT_PLACE_SCRAP);
    dialogue->book.place[dialogue->book.place_count - 1].is_virtual = true;
    return dialogue;
}

/* Some stock to pick from and to move. */
static inline struct dialogue *dialogue_stocked(void)
{
    struct dialogue *dialogue = dialogue_new();
    struct book *book = &dialogue->book;
    book_add_lot(book, "FETA", "EARLY", 20260501);
    book_add_lot(book, "FETA", "LATE", 20260901);
    book_add_lot(book, "FETA", "GONE", 20260228);
    book_add_lot(book, "OIL", "O1", LOT_DATE_NONE);
    book_add_lot(book, "FETA", "HELD", 20260401)->status = LOT_STATUS_HOLD;
    book_add_lot(book, "FETA", "NONE", 20260401);
    book_add_lot(book, "OIL", "OLD", LOT_DATE_NONE)->dates.best_before = 20260201;
    book_add_lot(book, "HAM", "H1", LOT_DATE_NONE)->dates.best_before = 20260201;
    book_add_lot(book, "HAM", "H2", 20260601);
    book_put(book, "FETA", "EARLY", "LOC-A", 30);
    book_put(book, "FETA", "LATE", "LOC-B", 48);
    book_put(book, "FETA", "GONE", "LOC-A", 5);
    book_put(book, "FETA", "HELD", "LOC-A", 5);
    book_put(book, "OIL", "O1", "LOC-A", 3);
    book_put(book, "OIL", "O1", "LOC-B", 7);
    book_put(book, "OIL", "OLD", "LOC-B", 2);
    book_put(book, "HAM", "H1", "LOC-B", 4000);
    book_put(book, "HAM", "H2", "LOC-B", 8000);
    book_add_lot(book, "BOX", "", LOT_DATE_NONE);
    book_put(book, "BOX", "", "LOC-B", 10);
    return dialogue;
}

#endif
