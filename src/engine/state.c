/* SPDX-License-Identifier: MIT */
/*
 * The state on disk: a version byte, the fields of one table in their order, and a checksum.
 *
 * Numbers are eight bytes, least first; a text is its length and its bytes. Nothing depends on how
 * a compiler lays out a struct. A field more is a row more and another version. What is damaged,
 * cut short or of a version not known is not guessed at: the state is then idle.
 */

#include <lot/engine.h>

#include <stddef.h>
#include <string.h>

#define VERSION       2u
#define CHECKSUM_SIZE 8u
#define NUMBER_SIZE   8u
#define TEXT_COUNT    14ul
#define DECIMALS_MOST 12u /* an item's and those of a count of its packs */

enum field_kind {
    FIELD_TEXT, /* struct lot_text */
    FIELD_1,    /* an unsigned integer of so many bytes in memory */
    FIELD_4,
    FIELD_8, /* also signed ones, by their bits */
};

struct field {
    enum field_kind kind;
    size_t offset;
    uint64_t most; /* FIELD_1 and FIELD_4: the greatest value that makes sense */
};

#define AT(member)          offsetof(struct lot_engine, member)
#define TEXT(member)        FIELD_TEXT, AT(member), 0
#define NUMBER(member)      FIELD_8, AT(member), 0
#define SMALL(member, most) FIELD_1, AT(member), most
#define WORD(member, most)  FIELD_4, AT(member), most
#define BITS(member, count) WORD(member, (1u << (count)) - 1u)
#define DATE(member)        WORD(dates.member, 99991231)

static const struct field fields[] = {
    {WORD(mode, LOT_MODE_COUNT - 1)},
    {BITS(filled, LOT_SLOT_COUNT)},
    {TEXT(document)},
    {TEXT(item)},
    {TEXT(lot)},
    {TEXT(serial)},
    {TEXT(from)},
    {TEXT(to)},
    {TEXT(sscc)},
    {TEXT(onto)},
    {TEXT(reason)},
    {TEXT(operator_id)},
    {DATE(produced)},
    {DATE(packed)},
    {DATE(best_before)},
    {DATE(sell_by)},
    {DATE(expiry)},
    {NUMBER(quantity)},
    {SMALL(quantity_decimals, DECIMALS_MOST)},
    {NUMBER(counted)},
    {TEXT(typed)},
    {SMALL(quantity_said, 1)},
    {NUMBER(weight)},
    {SMALL(whole, 1)},
    {SMALL(override, 1)},
    {SMALL(numbers, 1)},
    {NUMBER(damaged)},
    {SMALL(damaged_decimals, DECIMALS_MOST)},
    {SMALL(all_damaged, 1)},
    {SMALL(shorted, 1)},
    {SMALL(leftover, 1)},
    {SMALL(new_item, 1)},
    {SMALL(new_place, 1)},
    {WORD(doubt, LOT_DOUBT_COUNT - 1)},
    {NUMBER(doubt_hash)},
    {NUMBER(doubt_better)},
    {BITS(confirmed, LOT_DOUBT_COUNT)},
    {BITS(accepted, LOT_DOUBT_COUNT)},
    {BITS(approved, LOT_DOUBT_COUNT)},
    {TEXT(approver)},
    {SMALL(unseen, 1)},
    {NUMBER(signed_in_ms)},
    {NUMBER(last_hash)},
    {WORD(last_source, UINT32_MAX)},
    {NUMBER(last_ms)},
    {TEXT(last_item)},
    {TEXT(last_lot)},
    {NUMBER(last_quantity)},
    {SMALL(input_count, LOT_INPUTS_MAX)},
};

#define INPUT(member) offsetof(struct lot_input, member)
static const struct field input_fields[] = {
    {FIELD_TEXT, INPUT(item),     0},
    {FIELD_TEXT, INPUT(lot),      0},
    {FIELD_TEXT, INPUT(from),     0},
    {FIELD_8,    INPUT(quantity), 0},
};
#define INPUT_FIELD_COUNT (sizeof input_fields / sizeof input_fields[0])
#define INPUT_SIZE        (3ul * (1 + LOT_TEXT_MAX) + NUMBER_SIZE)
#define FIELD_COUNT       (sizeof fields / sizeof fields[0])

_Static_assert(sizeof(enum lot_mode) == 4 && sizeof(enum lot_doubt) == 4, "FIELD_4 holds enums");
_Static_assert(sizeof(bool) == 1, "FIELD_1 holds bools");
_Static_assert(1 + FIELD_COUNT * NUMBER_SIZE + TEXT_COUNT * (1 + LOT_TEXT_MAX) +
                       LOT_INPUTS_MAX * INPUT_SIZE + CHECKSUM_SIZE <=
                   LOT_ENGINE_SAVED_MAX,
               "every state fits");

static size_t put_number(uint8_t *out, uint64_t value)
{
    for (unsigned i = 0; i < NUMBER_SIZE; i++) {
        out[i] = (uint8_t)(value >> 8 * i);
    }
    return NUMBER_SIZE;
}

static uint64_t get_number(const uint8_t *from)
{
    uint64_t value = 0;
    for (unsigned i = 0; i < NUMBER_SIZE; i++) {
        value |= (uint64_t)from[i] << 8 * i;
    }
    return value;
}

/* ---- saving --------------------------------------------------------------------------------- */

static uint64_t number_of(const void *member, enum field_kind kind)
{
    uint8_t one = 0;
    uint32_t four = 0;
    uint64_t eight = 0;
    switch (kind) {
    case FIELD_1:
        memcpy(&one, member, sizeof one);
        return one;
    case FIELD_4:
        memcpy(&four, member, sizeof four);
        return four;
    default:
        memcpy(&eight, member, sizeof eight);
        return eight;
    }
}

static size_t save_field(const struct field *field, const void *record, uint8_t *out)
{
    const uint8_t *member = (const uint8_t *)record + field->offset;
    struct lot_text text;
    if (field->kind != FIELD_TEXT) {
        return put_number(out, number_of(member, field->kind));
    }
    memcpy(&text, member, sizeof text);
    out[0] = text.size;
    memcpy(out + 1, text.bytes, text.size);
    return 1u + text.size;
}

size_t lot_engine_save(const struct lot_engine *engine, uint8_t out[LOT_ENGINE_SAVED_MAX])
{
    size_t used = 0;
    out[used++] = VERSION;
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        used += save_field(&fields[i], engine, out + used);
    }
    for (size_t i = 0; i < engine->input_count * INPUT_FIELD_COUNT; i++) {
        used += save_field(&input_fields[i % INPUT_FIELD_COUNT],
                           &engine->input[i / INPUT_FIELD_COUNT], out + used);
    }
    return used + put_number(out + used, lot_span_hash(lot_span(out, used)));
}

/* ---- loading -------------------------------------------------------------------------------- */

static void set_number(void *member, enum field_kind kind, uint64_t value)
{
    uint8_t one = (uint8_t)value;
    uint32_t four = (uint32_t)value;
    switch (kind) {
    case FIELD_1:
        memcpy(member, &one, sizeof one);
        break;
    case FIELD_4:
        memcpy(member, &four, sizeof four);
        break;
    default:
        memcpy(member, &value, sizeof value);
        break;
    }
}

/* Reads a field from the beginning of the span; returns its size, 0: it is none. */
static size_t load_field(const struct field *field, void *record, struct lot_span saved)
{
    uint8_t *member = (uint8_t *)record + field->offset;
    struct lot_text text = {0};
    if (field->kind == FIELD_TEXT) {
        if (saved.size < 1 || saved.size - 1 < saved.data[0] ||
            lot_text_set(&text, lot_span(saved.data + 1, saved.data[0])) < 0) {
            return 0;
        }
        memcpy(member, &text, sizeof text);
        return 1u + text.size;
    }
    if (saved.size < NUMBER_SIZE) {
        return 0;
    }
    uint64_t value = get_number(saved.data);
    if (field->kind != FIELD_8 && value > field->most) {
        return 0;
    }
    set_number(member, field->kind, value);
    return NUMBER_SIZE;
}

static bool load_fields(struct lot_engine *engine, struct lot_span saved)
{
    size_t used = 0;
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        size_t size = load_field(&fields[i], engine, lot_span_part(saved, used, saved.size - used));
        if (size == 0) {
            return false;
        }
        used += size;
    }
    for (size_t i = 0; i < engine->input_count * INPUT_FIELD_COUNT; i++) {
        size_t size =
            load_field(&input_fields[i % INPUT_FIELD_COUNT], &engine->input[i / INPUT_FIELD_COUNT],
                       lot_span_part(saved, used, saved.size - used));
        if (size == 0) {
            return false;
        }
        used += size;
    }
    return used == saved.size;
}

/* Version and checksum are right; *fields_out is what stands between them. */
static bool is_whole(struct lot_span saved, struct lot_span *fields_out)
{
    if (saved.size < 1 + CHECKSUM_SIZE || saved.data[0] != VERSION) {
        return false;
    }
    size_t covered = saved.size - CHECKSUM_SIZE;
    *fields_out = lot_span_part(saved, 1, covered - 1);
    return lot_span_hash(lot_span(saved.data, covered)) == get_number(saved.data + covered);
}

int lot_engine_load(struct lot_engine *engine, struct lot_span saved)
{
    struct lot_engine loaded;
    struct lot_span body;
    memset(&loaded, 0, sizeof loaded);
    if (!is_whole(saved, &body) || !load_fields(&loaded, body)) {
        memset(engine, 0, sizeof *engine);
        return 1;
    }
    *engine = loaded;
    return 0;
}
