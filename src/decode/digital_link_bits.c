/* SPDX-License-Identifier: MIT */
/*
 * Compressed elements (GS1 Digital Link Standard: URI compression): bits, six to a character of the
 * URI-safe alphabet of base64, zeros at the end filling up the last one.
 *
 *   identifier  four bits a digit; or, with a digit above 9, the code of a sequence of identifiers,
 *               whose values follow one another; or F and a pair that is no element
 *   value       part by part of the identifier's format:
 *               digits          [length]                     a number
 *               characters      encoding, three bits         [length]  the characters
 *               a length is there unless the format fixes it: the bits that the longest needs
 *
 * Nothing marks a text as this, so it is only taken for it when all of it makes sense.
 */

#include "digital_link.h"

#define CODE_BITS       8u
#define ENCODING_BITS   3u
#define LENGTH_BITS_MAX 7u
#define LIMB            1000000000u /* nine digits */
#define LIMB_DIGITS     9u
#define LIMBS           (LINK_VALUE_MAX / LIMB_DIGITS)

#define ALPHABET        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/* ---- bits ----------------------------------------------------------------------------------- */

/* The six bits of a character, or 64 when it is none of the alphabet. */
static unsigned six_bits(uint8_t byte)
{
    static const struct {
        uint8_t first, last, bits;
    } runs[] = {
        {'A', 'Z', 0 },
        {'a', 'z', 26},
        {'0', '9', 52},
        {'-', '-', 62},
        {'_', '_', 63},
    };
    for (size_t r = 0; r < sizeof runs / sizeof runs[0]; r++) {
        if (byte >= runs[r].first && byte <= runs[r].last) {
            return runs[r].bits + (unsigned)(byte - runs[r].first);
        }
    }
    return 64;
}

static size_t bits_left(const struct link_bits *bits)
{
    return bits->text.size * 6 - bits->at;
}

/* Takes up to 32 bits as a number; beyond the end it fails, and so does all that follows. */
static uint32_t take(struct link_bits *bits, unsigned count)
{
    uint32_t number = 0;
    if (bits->failed || count > bits_left(bits)) {
        bits->failed = true;
        return 0;
    }
    while (count > 0) {
        unsigned left = 6 - (unsigned)(bits->at % 6); /* of the character at hand */
        unsigned size = count < left ? count : left;
        unsigned six = six_bits(bits->text.data[bits->at / 6]);
        number = number << size | (six >> (left - size) & ((1u << size) - 1));
        bits->at += size;
        count -= size;
    }
    return number;
}

static void skip(struct link_bits *bits, size_t count)
{
    bits->failed = bits->failed || count > bits_left(bits);
    bits->at += bits->failed ? 0 : count;
}

/* ---- values --------------------------------------------------------------------------------- */

/* The bits of a number of so many digits: log2(10) each and 0.01 in all, rounded up. */
static unsigned bits_of_digits(unsigned digits)
{
    return (unsigned)((digits * UINT64_C(33219281) + 100000u + 9999999u) / 10000000u);
}

/* How many bits a length up to this takes. */
static unsigned bits_of_length(unsigned max)
{
    unsigned bits = 0;
    for (; max > 0; max >>= 1) {
        bits++;
    }
    return bits;
}

/* Takes a number as exactly so many digits. */
static void take_digits(struct link_bits *bits, unsigned digits, uint8_t *out)
{
    uint32_t limbs[LIMBS] = {0}; /* the last digits first */
    uint64_t carry = 0;
    for (unsigned left = bits_of_digits(digits); left > 0 && carry == 0;) {
        unsigned count = (left - 1) % 32 + 1;
        carry = take(bits, count);
        for (unsigned l = 0; l < LIMBS; l++) {
            carry += (uint64_t)limbs[l] << count;
            limbs[l] = (uint32_t)(carry % LIMB);
            carry /= LIMB;
        }
        left -= count;
    }
    for (unsigned i = 0; i < digits; i++) {
        uint32_t *limb = &limbs[i / LIMB_DIGITS];
        out[digits - 1 - i] = (uint8_t)('0' + *limb % 10);
        *limb /= 10;
    }
    for (unsigned l = 0; l < LIMBS; l++) {
        carry |= limbs[l];
    }
    bits->failed = bits->failed || carry > 0; /* more digits than were said */
}

/* How characters are written; digits, the first encoding, are a number. */
static const struct encoding {
    unsigned bits;
    const char *alphabet; /* NULL: ASCII */
} encodings[] = {
    {0, ""                },
    {4, "0123456789abcdef"},
    {4, "0123456789ABCDEF"},
    {6, ALPHABET          },
    {7, NULL              },
};
#define ENCODINGS (sizeof encodings / sizeof encodings[0])

static void take_characters(struct link_bits *bits, const struct encoding *encoding,
                            unsigned characters, uint8_t *out)
{
    for (unsigned i = 0; i < characters; i++) {
        uint32_t number = take(bits, encoding->bits);
        out[i] = (uint8_t)(encoding->alphabet ? encoding->alphabet[number] : (char)number);
    }
}

/* The parts of an identifier's format that lie side by side and are written as one. */
struct field {
    bool digits;
    bool variable;
    unsigned max;
};

/*
 * Takes the next field of the components: characters go together, and so do digits that must be
 * there, and digits that may be.
 */
static struct field next_field(const struct gs1_component **component,
                               const struct gs1_component *end)
{
    struct field field = {.digits = (*component)->set == GS1_NUMERIC};
    for (const struct gs1_component *c = *component; c < end; *component = ++c) {
        bool variable = c->optional || c->min < c->max;
        bool first = field.max == 0;
        if (!first && ((c->set == GS1_NUMERIC) != field.digits ||
                       (field.digits && variable != field.variable))) {
            break;
        }
        field.variable |= variable;
        field.max += c->max;
    }
    return field;
}

/* Takes a field's value behind what is there of the whole. */
static void take_field(struct link_bits *bits, const struct field *field, struct link_value *out)
{
    unsigned encoding = field->digits ? 0 : take(bits, ENCODING_BITS);
    unsigned size = field->variable ? take(bits, bits_of_length(field->max)) : field->max;
    if (bits->failed || encoding >= ENCODINGS || size > field->max ||
        size > LINK_VALUE_MAX - out->size) {
        bits->failed = true;
    } else if (encoding == 0) {
        take_digits(bits, size, out->bytes + out->size);
    } else {
        take_characters(bits, &encodings[encoding], size, out->bytes + out->size);
    }
    out->size += bits->failed ? 0 : size;
}

static void take_value(struct link_bits *bits, struct link_value *out)
{
    const struct gs1_component *component = gs1_components(out->row);
    const struct gs1_component *end = component + out->row->component_count;
    out->size = 0;
    while (component < end && !bits->failed) {
        struct field field = next_field(&component, end);
        take_field(bits, &field, out);
    }
}

/* ---- identifiers ---------------------------------------------------------------------------- */

/* Codes of sequences; along a run of codes the last identifier goes along. */
struct sequence {
    uint8_t first, last;
    uint8_t count;
    uint16_t rows[4];
};

static const struct sequence sequences[] = {
    {0x0a, 0x0a, 2, {GS1_ROW_01, GS1_ROW_22}                        },
    {0x0b, 0x0b, 2, {GS1_ROW_01, GS1_ROW_10}                        },
    {0x0c, 0x0c, 2, {GS1_ROW_01, GS1_ROW_21}                        },
    {0x0d, 0x0d, 2, {GS1_ROW_01, GS1_ROW_17}                        },
    {0x0e, 0x0e, 2, {GS1_ROW_01, GS1_ROW_7003}                      },
    {0x0f, 0x0f, 2, {GS1_ROW_01, GS1_ROW_30}                        },
    {0x1a, 0x1a, 4, {GS1_ROW_01, GS1_ROW_10, GS1_ROW_21, GS1_ROW_17}},
    {0x1b, 0x1b, 2, {GS1_ROW_01, GS1_ROW_15}                        },
    {0x1c, 0x1c, 2, {GS1_ROW_01, GS1_ROW_11}                        },
    {0x1d, 0x1d, 2, {GS1_ROW_01, GS1_ROW_16}                        },
    {0x1e, 0x1e, 2, {GS1_ROW_01, GS1_ROW_91}                        },
    {0x1f, 0x1f, 3, {GS1_ROW_01, GS1_ROW_10, GS1_ROW_15}            },
    {0x2a, 0x2f, 2, {GS1_ROW_01, GS1_ROW_3100}                      },
    {0x3a, 0x3f, 2, {GS1_ROW_01, GS1_ROW_3200}                      },
    {0x9a, 0x9a, 2, {GS1_ROW_8010, GS1_ROW_8011}                    },
    {0x9b, 0x9b, 2, {GS1_ROW_8017, GS1_ROW_8019}                    },
    {0x9c, 0x9c, 2, {GS1_ROW_8018, GS1_ROW_8019}                    },
    {0x9d, 0x9d, 2, {GS1_ROW_414, GS1_ROW_254}                      },
    {0xa0, 0xa9, 2, {GS1_ROW_01, GS1_ROW_3920}                      },
    {0xc0, 0xc9, 2, {GS1_ROW_255, GS1_ROW_3900}                     },
    {0xca, 0xcd, 2, {GS1_ROW_255, GS1_ROW_3940}                     },
};

/* The published toolkit sorts the identifiers of a sequence, which makes these two others. */
static const struct sequence sorted_sequences[] = {
    {0x1a, 0x1a, 4, {GS1_ROW_01, GS1_ROW_10, GS1_ROW_17, GS1_ROW_21}},
    {0x9d, 0x9d, 2, {GS1_ROW_254, GS1_ROW_414}                      },
};

static const struct sequence *find_sequence(const struct sequence *table, size_t count,
                                            unsigned code)
{
    for (size_t s = 0; s < count; s++) {
        if (code >= table[s].first && code <= table[s].last) {
            return &table[s];
        }
    }
    return NULL;
}

static void begin_sequence(struct link_bits *bits, unsigned code)
{
    const struct sequence *sequence = NULL;
    if (bits->sorted) {
        sequence = find_sequence(sorted_sequences,
                                 sizeof sorted_sequences / sizeof sorted_sequences[0], code);
    }
    if (!sequence) {
        sequence = find_sequence(sequences, sizeof sequences / sizeof sequences[0], code);
    }
    if (!sequence) {
        bits->failed = true;
        return;
    }
    memcpy(bits->rows, sequence->rows, sizeof bits->rows);
    bits->rows[sequence->count - 1u] =
        (uint16_t)(bits->rows[sequence->count - 1u] + code - sequence->first);
    bits->count = sequence->count;
    bits->next = 0;
}

/* Identifiers one by one are sequences of one; the first two digits tell how many there are. */
static void begin_identifier(struct link_bits *bits, unsigned code)
{
    uint8_t digits[4] = {(uint8_t)('0' + code / 16), (uint8_t)('0' + code % 16)};
    const struct gs1_prefix *prefix = gs1_prefix(lot_span(digits, 2));
    unsigned size = prefix ? prefix->size : 2;
    for (unsigned d = 2; d < size; d++) {
        digits[d] = (uint8_t)('0' + take(bits, 4));
    }
    const struct gs1_row *row = gs1_find(lot_span(digits, size));
    if (!row) {
        bits->failed = true;
        return;
    }
    bits->rows[0] = row->number;
    bits->count = 1;
    bits->next = 0;
}

/* A pair of name and value that is no element, of which four bits were read too many. */
static void skip_pair(struct link_bits *bits)
{
    bits->at -= 4;
    skip(bits, (size_t)take(bits, LENGTH_BITS_MAX) * 6);
    unsigned encoding = take(bits, ENCODING_BITS);
    unsigned size = take(bits, LENGTH_BITS_MAX);
    if (encoding >= ENCODINGS) {
        bits->failed = true;
        return;
    }
    skip(bits, encoding == 0 ? bits_of_digits(size) : (size_t)encodings[encoding].bits * size);
}

/* Reads on to the next identifier. */
static void next_identifier(struct link_bits *bits)
{
    while (!bits->failed && bits->next == bits->count && bits_left(bits) >= CODE_BITS) {
        unsigned code = take(bits, CODE_BITS);
        if (code >= 0xf0) {
            skip_pair(bits);
        } else if (code / 16 > 9 || code % 16 > 9) {
            begin_sequence(bits, code);
        } else {
            begin_identifier(bits, code);
        }
    }
}

/* ---- elements ------------------------------------------------------------------------------- */

static void begin(struct link_bits *bits, struct lot_span segment, bool sorted)
{
    bits->text = segment;
    bits->at = 0;
    bits->failed = false;
    bits->sorted = sorted;
    bits->count = bits->next = 0;
}

bool link_bits_next(struct link_bits *bits, struct link_value *out)
{
    next_identifier(bits);
    if (bits->failed || bits->next == bits->count) {
        return false;
    }
    out->row = &gs1_row_table[bits->rows[bits->next++]];
    take_value(bits, out);
    return !bits->failed;
}

/* How much sense a segment makes as compressed elements. */
enum sense {
    NO_SENSE,
    RIGHT_FORM,
    RIGHT_VALUES,
};

static enum sense judge(struct lot_span segment, bool sorted, bool needs_key)
{
    struct link_bits bits;
    struct link_value value;
    struct gs1_finding finding;
    unsigned count = 0;
    unsigned right = 0;
    bool has_key = !needs_key;
    begin(&bits, segment, sorted);
    for (; link_bits_next(&bits, &value); count++) {
        right += gs1_check(value.row, lot_span(value.bytes, value.size), &finding);
        has_key = has_key || link_was_key(value.row);
    }
    if (bits.failed || take(&bits, (unsigned)bits_left(&bits)) > 0 || count == 0 || !has_key) {
        return NO_SENSE;
    }
    return right == count ? RIGHT_VALUES : RIGHT_FORM;
}

bool link_bits_open(struct link_bits *bits, struct lot_span segment, bool needs_key)
{
    for (size_t i = 0; i < segment.size; i++) {
        if (six_bits(segment.data[i]) > 63) {
            return false;
        }
    }
    enum sense listed = judge(segment, false, needs_key);
    enum sense sorted = listed < RIGHT_VALUES ? judge(segment, true, needs_key) : NO_SENSE;
    begin(bits, segment, sorted > listed);
    return listed != NO_SENSE || sorted != NO_SENSE;
}
