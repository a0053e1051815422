/* SPDX-License-Identifier: MIT */
#ifndef LOT_DECODE_DECODING_H
#define LOT_DECODE_DECODING_H

/*
 * One scan while it is decoded: what every syntax is given, and the words in which it answers.
 */

#include <lot/decode.h>

#include <string.h>

/* What the AIM identifier says of the symbol, as far as syntaxes depend on it. */
enum carrier {
    CARRIER_NONE,        /* no identifier was sent */
    CARRIER_GS1,         /* FNC1 in the first position: GS1 element strings */
    CARRIER_EAN_13,      /* EAN-13, UPC-A and UPC-E, sent with 13 digits */
    CARRIER_EAN_ADD_ON,  /* the same, with a 2- or 5-digit add-on behind */
    CARRIER_EAN_8,       /* EAN-8 */
    CARRIER_ITF_CHECKED, /* Interleaved 2 of 5, check digit validated and sent */
    CARRIER_ITF,         /* other Interleaved 2 of 5 */
    CARRIER_OTHER,
};

/* What happens when a scan is wrong is kept out of the way of those that are right. */
#define DECODE_COLD __attribute__((cold, noinline))
#define DECODE_HOT  static inline __attribute__((always_inline))

struct decoding {
    const struct lot_decode_options *options;
    struct lot_decoded *out;
    struct lot_span data;  /* without framing and AIM identifier */
    const uint8_t *origin; /* what stands at offset 0: the input, or its copy in out->text */
    enum carrier carrier;
};

/* ---- answering ------------------------------------------------------------------------------ */

/* A problem of this decoding about these bytes of it. */
struct lot_problem decode_problem(const struct decoding *decoding, enum lot_problem_code code,
                                  struct lot_span where);
/* A problem of two check digits, about the first of them that is not the expected number's. */
struct lot_problem decode_misread(const struct decoding *decoding, struct lot_span digits,
                                  unsigned expected);
/* Puts an identifier into a problem or element: at most LOT_ELEMENT_ID_SIZE - 1 bytes. */
void decode_id(char out[LOT_ELEMENT_ID_SIZE], struct lot_span id);

/* The first error is the answer's error; later ones only leave it an error. */
void decode_error(struct decoding *decoding, const struct lot_problem *problem);
/* Warnings beyond LOT_WARNINGS_MAX are dropped: the first ones matter most. */
void decode_warning(struct decoding *decoding, const struct lot_problem *problem);

/* Keeps bytes in out->text; an empty span when there is no room. */
struct lot_span decode_text(struct decoding *decoding, struct lot_span bytes);

/* The error TOO_MANY about the element at where. Always false. */
bool decode_too_many(struct decoding *decoding, struct lot_span where);

/*
 * Adds an element whose value stands in the input at where. False, and the error TOO_MANY, when
 * there are too many.
 */
static inline bool decode_element(struct decoding *decoding, const char id[LOT_ELEMENT_ID_SIZE],
                                  const char *title, struct lot_span value, struct lot_span where)
{
    struct lot_decoded *out = decoding->out;
    if (out->element_count == LOT_ELEMENTS_MAX) {
        return decode_too_many(decoding, where);
    }
    struct lot_element *element = &out->elements[out->element_count++];
    memcpy(element->id, id, LOT_ELEMENT_ID_SIZE);
    element->title = title;
    element->value = value;
    element->offset = (uint16_t)(where.data - decoding->origin);
    element->length = (uint16_t)where.size;
    return true;
}

/* States a fact; the first of its kind stays. */
static inline void decode_fact(struct decoding *decoding, enum lot_fact fact,
                               struct lot_value value)
{
    struct lot_facts *facts = &decoding->out->facts;
    if (!lot_facts_has(facts, fact)) {
        facts->has |= 1u << fact;
        facts->value[fact] = value;
    }
}

/* ---- separators ----------------------------------------------------------------------------- */

#define GROUP_SEPARATOR 0x1d

/* The size of the configured separator when the bytes begin with it, else 0. */
size_t decode_substitute(const struct decoding *decoding, struct lot_span bytes);
/* How many bytes stand before the next separator, GS or the configured one. */
size_t decode_size_to_substitute(const struct decoding *decoding, struct lot_span bytes);

/* The size of the separator that the bytes begin with: GS, or the configured one; 0 when none. */
static inline size_t decode_separator(const struct decoding *decoding, struct lot_span bytes)
{
    if (bytes.size > 0 && bytes.data[0] == GROUP_SEPARATOR) {
        return 1;
    }
    return decoding->options->separator.size > 0 ? decode_substitute(decoding, bytes) : 0;
}

/* How many bytes stand before the next separator, or all. */
static inline size_t decode_size_to_separator(const struct decoding *decoding,
                                              struct lot_span bytes)
{
    if (decoding->options->separator.size > 0) {
        return decode_size_to_substitute(decoding, bytes);
    }
    const uint8_t *separator = memchr(bytes.data, GROUP_SEPARATOR, bytes.size);
    return separator ? (size_t)(separator - bytes.data) : bytes.size;
}

/* ---- carriers ------------------------------------------------------------------------------- */

/*
 * Takes the AIM identifier off the data; undoes Caps Lock where the identifier shows it. False when
 * ']' is not followed by one.
 */
bool decode_carrier(struct decoding *decoding);
/* Reads the data again with upper and lower case changed, and says so in a warning. */
void decode_undo_caps_lock(struct decoding *decoding);

/* ---- syntaxes: true when the data is of this syntax; the answer is then complete ------------- */

bool decode_command(struct decoding *decoding);
bool decode_site_first(struct decoding *decoding);
bool decode_site_after(struct decoding *decoding);
bool decode_ean(struct decoding *decoding);
bool decode_hibc(struct decoding *decoding);
bool decode_isbt128(struct decoding *decoding);
bool decode_iso15434(struct decoding *decoding);
bool decode_pzn(struct decoding *decoding);
bool decode_gs1(struct decoding *decoding);
bool decode_digital_link(struct decoding *decoding);
bool decode_keyless_link(struct decoding *decoding);

/* True when data, which is not empty, is GS1 element strings with identifiers in brackets. */
static inline bool gs1_is_bracketed(struct lot_span data)
{
    return data.data[0] == '(' ||
           (data.data[0] == '[' && data.size > 1 && data.data[1] >= '0' && data.data[1] <= '9');
}

#endif
