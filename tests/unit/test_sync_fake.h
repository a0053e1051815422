/* SPDX-License-Identifier: MIT */
#ifndef TEST_SYNC_FAKE_H
#define TEST_SYNC_FAKE_H

/*
 * A ledger that a test can hold in its hand, linked instead of the real one: `groups` times a scan,
 * a movement and a lot (sequence numbers 3n+1, 3n+2, 3n+3), no status of a lot, and a list of what
 * was put into it.
 */

#include <lot/ledger.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define FAKE_PUTS_MAX 64

struct lot_ledger {
    uint32_t device;
    unsigned groups;
    unsigned seals;
    uint64_t events;   /* sequence numbers that are neither scan, movement nor lot */
    uint64_t exported; /* the mark */
    char folder[512];  /* of the last export */
    int fail_ask, fail_record, fail_put;
    struct lot_ledger_fault fault;

    bool importing, kept;
    unsigned puts;
    union {
        struct lot_ledger_item item;
        struct lot_ledger_partner partner;
        struct lot_ledger_place place;
        struct lot_book_reason reason;
        struct lot_ledger_operator operator;
        struct lot_ledger_line line;
        struct lot_ledger_advice advice;
    } put[FAKE_PUTS_MAX];
    char event[4096]; /* the last one recorded */
};

/* ---- questions ------------------------------------------------------------------------------ */

struct lot_answer {
    enum lot_question question;
    struct lot_filter filter;
    unsigned rows, at, given;
    uint64_t before; /* sequence numbers before the first row */
};

static const struct lot_column fake_columns[6][5] = {
    {{"id", LOT_COLUMN_INTEGER},
     {"item", LOT_COLUMN_TEXT},
     {"to", LOT_COLUMN_TEXT},
     {"quantity", LOT_COLUMN_QUANTITY},
     {"hash", LOT_COLUMN_BYTES}},
    {{"id", LOT_COLUMN_INTEGER},
     {"item", LOT_COLUMN_TEXT},
     {"lot", LOT_COLUMN_TEXT},
     {"expiry", LOT_COLUMN_DATE},
     {"hash", LOT_COLUMN_BYTES}},
    {{"id", LOT_COLUMN_INTEGER},
     {"raw", LOT_COLUMN_TEXT},
     {"time", LOT_COLUMN_TIME},
     {"operator", LOT_COLUMN_TEXT},
     {"hash", LOT_COLUMN_BYTES}},
    {{"id", LOT_COLUMN_INTEGER},
     {"lot", LOT_COLUMN_TEXT},
     {"time", LOT_COLUMN_TIME},
     {"counted", LOT_COLUMN_TEXT},
     {"hash", LOT_COLUMN_BYTES}},
    {{"id", LOT_COLUMN_INTEGER},
     {"lot", LOT_COLUMN_TEXT},
     {"time", LOT_COLUMN_TIME},
     {"status", LOT_COLUMN_TEXT},
     {"hash", LOT_COLUMN_BYTES}},
    {{"id", LOT_COLUMN_INTEGER},
     {"text", LOT_COLUMN_TEXT},
     {"time", LOT_COLUMN_TIME},
     {"user", LOT_COLUMN_TEXT},
     {"hash", LOT_COLUMN_BYTES}},
};

static unsigned fake_kind(const struct lot_answer *answer)
{
    return (unsigned)(answer->question - LOT_ASK_BUNDLE_MOVEMENTS);
}

static uint64_t fake_sequence(const struct lot_answer *answer)
{
    static const struct {
        unsigned step, first;
    } order[6] = {
        {3, 2},
        {3, 3},
        {3, 1},
        {1, 1},
        {1, 1},
        {1, 1}
    }; /* movements, lots, scans, counts, statuses; events last of all */
    unsigned kind = fake_kind(answer);
    return answer->before + order[kind].step * (answer->at - 1u) + order[kind].first;
}

int lot_ledger_ask(struct lot_ledger *ledger, enum lot_question question,
                   const struct lot_filter *filter, struct lot_answer **out)
{
    static struct lot_answer answer; /* one at a time, as the export asks */
    bool events = question == LOT_ASK_BUNDLE_EVENTS;
    bool empty = question == LOT_ASK_BUNDLE_STATUSES || question == LOT_ASK_BUNDLE_TALLIES;
    unsigned groups = empty ? 0 : ledger->groups;
    answer = (struct lot_answer){.question = question,
                                 .filter = *filter,
                                 .rows = events ? (unsigned)ledger->events : groups,
                                 .before = events ? 3u * ledger->groups : 0};
    *out = &answer;
    return ledger->fail_ask;
}

const struct lot_column *lot_answer_columns(const struct lot_answer *answer, unsigned *count)
{
    *count = 5;
    return fake_columns[fake_kind(answer)];
}

int lot_answer_next(struct lot_answer *answer)
{
    while (answer->at < answer->rows) {
        answer->at++;
        uint64_t sequence = fake_sequence(answer);
        if (sequence > answer->filter.after && sequence <= answer->filter.last) {
            bool more = answer->filter.limit == 0 || answer->given < answer->filter.limit;
            answer->given++;
            return !more;
        }
    }
    return 1;
}

struct lot_cell lot_answer_cell(const struct lot_answer *answer, unsigned column)
{
    static const uint8_t hash[4] = {0x00, 0x9f, 0xff, 0x10};
    struct lot_cell cell = {.number = (int64_t)fake_sequence(answer), .decimals = 2};
    switch (fake_columns[fake_kind(answer)][column].kind) {
    case LOT_COLUMN_BYTES:
        cell.text = lot_span(hash, sizeof hash);
        break;
    case LOT_COLUMN_TEXT:
        cell.none = column == 3; /* nobody signed in */
        cell.text = column == 2 ? LOT_LITERAL("@customer") : LOT_LITERAL("]d201\x1d\xff\"\\,");
        break;
    case LOT_COLUMN_DATE:
        cell.number = 20261231;
        break;
    case LOT_COLUMN_TIME:
        cell.time = (struct lot_time){cell.number * 1000, 60};
        break;
    default:
        break;
    }
    return cell;
}

struct lot_answer *lot_answer_free(struct lot_answer *answer)
{
    (void)answer;
    return NULL;
}

/* ---- the rest of what sync uses ------------------------------------------------------------- */

uint64_t lot_ledger_sequence(const struct lot_ledger *ledger)
{
    return 3u * ledger->groups + ledger->events;
}

uint32_t lot_ledger_device(const struct lot_ledger *ledger)
{
    return ledger->device;
}

const struct lot_ledger_fault *lot_ledger_fault(const struct lot_ledger *ledger)
{
    return &ledger->fault;
}

int lot_ledger_figures(struct lot_ledger *ledger, struct lot_ledger_figures *out)
{
    *out = (struct lot_ledger_figures){.exported = ledger->exported};
    return 0;
}

int lot_ledger_exported(struct lot_ledger *ledger, uint64_t last, struct lot_span folder,
                        struct lot_time time)
{
    (void)time;
    if (ledger->fail_record < 0) {
        return ledger->fail_record;
    }
    ledger->exported = last;
    ledger->events++;
    snprintf(ledger->folder, sizeof ledger->folder, "%.*s", (int)folder.size,
             (const char *)folder.data);
    return 0;
}

size_t lot_ledger_seal_message(const struct lot_ledger *ledger, char out[LOT_LEDGER_SEAL_SIZE])
{
    (void)ledger;
    return (size_t)snprintf(out, LOT_LEDGER_SEAL_SIZE, "the end");
}

int lot_ledger_seal(struct lot_ledger *ledger, const struct lot_ledger_seal *by,
                    struct lot_time time)
{
    (void)time;
    ledger->seals += by->public_key[0] != 0 || by->signature[0] != 0;
    return 0;
}

int lot_ledger_record(struct lot_ledger *ledger, enum lot_ledger_event event, struct lot_time time,
                      struct lot_span text)
{
    (void)event;
    (void)time;
    ledger->events++;
    snprintf(ledger->event, sizeof ledger->event, "%.*s", (int)text.size, (const char *)text.data);
    return ledger->fail_record;
}

/* ---- reference data ------------------------------------------------------------------------- */

int lot_ledger_import_begin(struct lot_ledger *ledger)
{
    ledger->importing = true;
    ledger->puts = 0;
    return 0;
}

int lot_ledger_import_end(struct lot_ledger *ledger, bool keep)
{
    ledger->importing = false;
    ledger->kept = keep;
    return 0;
}

#define FAKE_PUT(name, type)                                                                       \
    int lot_ledger_put_##name(struct lot_ledger *ledger, const struct type *record)                \
    {                                                                                              \
        if (!ledger->importing || ledger->puts == FAKE_PUTS_MAX || ledger->fail_put < 0) {         \
            return ledger->fail_put;                                                               \
        }                                                                                          \
        ledger->put[ledger->puts++].name = *record;                                                \
        return 0;                                                                                  \
    }
FAKE_PUT(item, lot_ledger_item)
FAKE_PUT(advice, lot_ledger_advice)
FAKE_PUT(partner, lot_ledger_partner)
FAKE_PUT(place, lot_ledger_place)
FAKE_PUT(reason, lot_book_reason)
FAKE_PUT(operator, lot_ledger_operator)
FAKE_PUT(line, lot_ledger_line)

/* On record: flour in kilograms of three decimals, a box, and the carton that holds boxes. */
static int fake_item(void *self, struct lot_span number, struct lot_book_item *out)
{
    static const struct {
        const char *number, *item;
        uint8_t decimals;
        int64_t pack;
    } rows[] = {
        {"FLOUR",          "FLOUR",          3, 0 },
        {"09521234543213", "09521234543213", 0, 0 },
        {"19521234543210", "09521234543213", 0, 12},
    };
    (void)self;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (lot_span_equal(number, lot_span_of(rows[i].number))) {
            *out = (struct lot_book_item){.decimals = rows[i].decimals, .pack = rows[i].pack};
            return lot_text_set(&out->number, lot_span_of(rows[i].item));
        }
    }
    return 1;
}

const struct lot_book *lot_ledger_book(struct lot_ledger *ledger)
{
    static const struct lot_book book = {.item = fake_item};
    (void)ledger;
    return &book;
}

#endif
