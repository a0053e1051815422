/* SPDX-License-Identifier: MIT */
/*
 * Lot numbers of our own, for goods that carry none or whose supplier's is only kept beside ours. A
 * site's pattern is text with fields in braces:
 *
 *   {YYYY} {YY} {MM} {DD} {DDD}  the day that the scan was made; DDD is the day of the year
 *   {hh} {mm}                    the hour and minute, local
 *   {document} {supplier} {item} {device}
 *   {n} {n1} to {n9}             a counter, with so many digits at least; it counts on its own for
 *                                each text that the rest of the pattern gives: daily, if a day is
 * in {check}                      a check character over what stands before it (ISO 7064 MOD 37,36)
 */

#include "workflow.h"

#define TRIES 1000u /* numbers that are taken already and are passed by */

struct composing {
    struct step *step;
    struct lot_text *out;
    int64_t counter; /* below 0: left out, and with it the check character */
    bool counts;     /* the pattern has a counter */
    bool fits;
};

static void put(struct composing *composing, const uint8_t *data, size_t size)
{
    struct lot_text *out = composing->out;
    composing->fits = composing->fits && size <= LOT_TEXT_MAX - out->size;
    for (size_t i = 0; composing->fits && i < size; i++) {
        out->bytes[out->size++] = data[i];
    }
}

static void put_text(struct composing *composing, const struct lot_text *text)
{
    put(composing, text->bytes, text->size);
}

static void put_number(struct composing *composing, int64_t number, unsigned width)
{
    uint8_t digits[20];
    unsigned from = sizeof digits;
    do {
        digits[--from] = (uint8_t)('0' + number % 10);
        number /= 10;
    } while (number > 0 || sizeof digits - from < width);
    put(composing, digits + from, sizeof digits - from);
}

/* ---- fields --------------------------------------------------------------------------------- */

static void put_year(struct composing *composing, unsigned width)
{
    int32_t year = composing->step->today / 10000;
    put_number(composing, width == 2 ? year % 100 : year, width);
}

static void put_month(struct composing *composing, unsigned width)
{
    put_number(composing, composing->step->today / 100 % 100, width);
}

static void put_day(struct composing *composing, unsigned width)
{
    put_number(composing, composing->step->today % 100, width);
}

static void put_day_of_year(struct composing *composing, unsigned width)
{
    lot_date first = lot_date_make(composing->step->today / 10000, 1, 1);
    put_number(composing, lot_date_days_between(first, composing->step->today) + 1, width);
}

static int64_t local_minutes(const struct composing *composing)
{
    const struct lot_time now = composing->step->now;
    int64_t minutes = (now.utc_ms / 60000 + now.offset_min) % 1440;
    return minutes < 0 ? minutes + 1440 : minutes;
}

static void put_hour(struct composing *composing, unsigned width)
{
    put_number(composing, local_minutes(composing) / 60, width);
}

static void put_minute(struct composing *composing, unsigned width)
{
    put_number(composing, local_minutes(composing) % 60, width);
}

static void put_document(struct composing *composing, unsigned width)
{
    (void)width;
    put_text(composing, &composing->step->engine.document);
}

static void put_supplier(struct composing *composing, unsigned width)
{
    (void)width;
    put_text(composing, &composing->step->document.partner);
}

static void put_item(struct composing *composing, unsigned width)
{
    (void)width;
    put_text(composing, &composing->step->item.number);
}

static void put_device(struct composing *composing, unsigned width)
{
    put_number(composing, composing->step->book->device, width);
}

static void put_counter(struct composing *composing, unsigned width)
{
    composing->counts = true;
    if (composing->counter >= 0) {
        put_number(composing, composing->counter, width);
    }
}

/* The value of a character in ISO 7064 MOD 37,36; below 0: it has none and is passed over. */
static int value_of(uint8_t byte)
{
    if (byte >= '0' && byte <= '9') {
        return byte - '0';
    }
    byte = byte >= 'a' && byte <= 'z' ? (uint8_t)(byte - 'a' + 'A') : byte;
    return byte >= 'A' && byte <= 'Z' ? byte - 'A' + 10 : -1;
}

static void put_check(struct composing *composing, unsigned width)
{
    static const uint8_t characters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    int product = 36;
    (void)width;
    for (unsigned i = 0; i < composing->out->size; i++) {
        int value = value_of(composing->out->bytes[i]);
        if (value >= 0) {
            int sum = (product + value) % 36;
            product = (sum == 0 ? 36 : sum) * 2 % 37;
        }
    }
    if (composing->counter >= 0) {
        put(composing, &characters[(37 - product) % 36], 1);
    }
}

static const struct {
    struct lot_span name;
    void (*put)(struct composing *composing, unsigned width);
    unsigned width;
} fields[] = {
    {LOT_LITERAL("YYYY"),     put_year,        4},
    {LOT_LITERAL("YY"),       put_year,        2},
    {LOT_LITERAL("MM"),       put_month,       2},
    {LOT_LITERAL("DDD"),      put_day_of_year, 3},
    {LOT_LITERAL("DD"),       put_day,         2},
    {LOT_LITERAL("hh"),       put_hour,        2},
    {LOT_LITERAL("mm"),       put_minute,      2},
    {LOT_LITERAL("document"), put_document,    0},
    {LOT_LITERAL("supplier"), put_supplier,    0},
    {LOT_LITERAL("item"),     put_item,        0},
    {LOT_LITERAL("device"),   put_device,      1},
    {LOT_LITERAL("n"),        put_counter,     1},
    {LOT_LITERAL("n1"),       put_counter,     1},
    {LOT_LITERAL("n2"),       put_counter,     2},
    {LOT_LITERAL("n3"),       put_counter,     3},
    {LOT_LITERAL("n4"),       put_counter,     4},
    {LOT_LITERAL("n5"),       put_counter,     5},
    {LOT_LITERAL("n6"),       put_counter,     6},
    {LOT_LITERAL("n7"),       put_counter,     7},
    {LOT_LITERAL("n8"),       put_counter,     8},
    {LOT_LITERAL("n9"),       put_counter,     9},
    {LOT_LITERAL("check"),    put_check,       0},
};
#define FIELD_COUNT (sizeof fields / sizeof fields[0])

static size_t field_of(struct lot_span name)
{
    size_t field = 0;
    while (field < FIELD_COUNT && !lot_span_equal(fields[field].name, name)) {
        field++;
    }
    return field;
}

/* ---- patterns ------------------------------------------------------------------------------- */

/* What stands next in a pattern: a field (its row in *field), or text (FIELD_COUNT). 0 at its end;
 * below 0: it is none. Returns how many bytes it takes. */
static int next_part(struct lot_span pattern, size_t at, size_t *field, struct lot_span *text)
{
    *field = FIELD_COUNT;
    size_t end = at;
    while (end < pattern.size && pattern.data[end] != '{' && pattern.data[end] != '}') {
        end++;
    }
    *text = lot_span_part(pattern, at, end - at);
    if (end > at || at == pattern.size) {
        return (int)(end - at);
    }
    while (end < pattern.size && pattern.data[end] != '}') {
        end++;
    }
    *field = field_of(lot_span_part(pattern, at + 1, end > at ? end - at - 1 : 0));
    return end == pattern.size || *field == FIELD_COUNT ? -1 : (int)(end + 1 - at);
}

bool lot_numbering_valid(struct lot_span pattern)
{
    size_t field = 0;
    struct lot_span text;
    bool any = false;
    for (size_t at = 0;;) {
        int size = next_part(pattern, at, &field, &text);
        if (size <= 0) {
            return size == 0 && any;
        }
        any = any || field < FIELD_COUNT;
        at += (size_t)size;
    }
}

/* false: it does not fit. */
static bool compose(struct composing *composing)
{
    struct lot_span pattern = lot_text_span(&composing->step->policy->lot_numbers);
    size_t field = 0;
    struct lot_span text;
    composing->fits = true;
    *composing->out = (struct lot_text){0};
    for (size_t at = 0;;) {
        int size = next_part(pattern, at, &field, &text);
        if (size <= 0) {
            return composing->fits && composing->out->size > 0;
        }
        if (field < FIELD_COUNT) {
            fields[field].put(composing, fields[field].width);
        } else {
            put(composing, text.data, text.size);
        }
        at += (size_t)size;
    }
}

/* ---- numbers -------------------------------------------------------------------------------- */

/* The first number from next on that no lot of the item has. 1: there is none. */
static int find_free(struct composing *composing, int64_t next)
{
    struct step *step = composing->step;
    struct lot_book_lot found;
    for (unsigned i = 0; i < (composing->counts ? TRIES : 1); i++) {
        composing->counter = next + i;
        if (!compose(composing)) {
            return 1;
        }
        int answer = step->book->lot(step->book->self, lot_text_span(&step->item.number),
                                     lot_text_span(composing->out), &found);
        if (answer != 0) {
            return answer < 0 ? answer : 0;
        }
    }
    return 1;
}

int numbering_make(struct step *step, struct numbering *out)
{
    struct composing composing = {.step = step, .out = &out->counter, .counter = -1};
    int64_t last = 0;
    if (!compose(&composing)) {
        return 1;
    }
    int answer = step->book->counter(step->book->self, lot_text_span(&out->counter), &last);
    if (answer < 0) {
        return answer;
    }
    composing.out = &out->lot;
    answer = find_free(&composing, answer == 0 ? last + 1 : 1);
    out->value = composing.counter;
    return answer;
}

/* ---- receiving ------------------------------------------------------------------------------ */

/* Whether this receipt's lot gets a number of ours. */
static bool is_ours(const struct step *step)
{
    const struct lot_engine *engine = &step->engine;
    bool own = step->item.numbering == LOT_NUMBERING_OWN && step->policy->lot_numbers.size > 0;
    bool theirs = (engine->filled & SLOT(LOT)) != 0;
    return (own && (theirs || engine->numbers)) || (engine->numbers && !theirs);
}

/* The lot that has this supplier's already, of the same delivery. 1: there is none. */
static int find_delivered(struct step *step, struct lot_book_lot *out)
{
    const struct lot_engine *engine = &step->engine;
    if (engine->lot.size == 0 || engine->document.size == 0) {
        return 1;
    }
    return step->book->delivered(step->book->self, lot_text_span(&step->item.number),
                                 lot_text_span(&engine->lot), lot_text_span(&engine->document),
                                 out);
}

int settle_number(struct step *step)
{
    struct lot_book_lot delivered;
    step->numbered = false;
    if ((step->engine.filled & SLOT(ITEM)) == 0 || step->item.tracking == LOT_TRACKING_NONE ||
        !is_ours(step)) {
        return 0;
    }
    int answer = find_delivered(step, &delivered);
    if (answer == 0) {
        step->lot = delivered;
    }
    step->lot_known = answer == 0;
    if (answer == 1) {
        answer = numbering_make(step, &step->number);
        step->lot = (struct lot_book_lot){.lot = step->number.lot, .dates = step->engine.dates};
    }
    if (answer == 0) {
        step->numbered = true;
        step->derived |= SLOT(LOT);
    }
    return answer < 0 ? answer : 0; /* none can be made: it is asked */
}

int numbering_say(struct step *step)
{
    bool may = step->policy->lot_numbers.size > 0 &&
               step->item.numbering != LOT_NUMBERING_SUPPLIER && step->workflow->creates;
    step->engine.numbers = step->engine.numbers || may;
    return may ? 0 : 1;
}

struct lot_text goods_lot(const struct step *step)
{
    return step->numbered ? step->lot.lot : step->engine.lot;
}
