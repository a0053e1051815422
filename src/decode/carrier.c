/* SPDX-License-Identifier: MIT */
/*
 * AIM identifiers (ISO/IEC 15424): "]", a letter for the symbology, a modifier. They are the only
 * sure sign of what a symbol holds: the same digits are a lot in one carrier and GS1 element
 * strings in another.
 *
 * A host with Caps Lock on turns the letters of a keyboard scanner around, the identifier's with
 * them: "]C1" arrives as "]c1". No reader sends such an identifier, so it proves the inversion and
 * everything behind it can be turned back.
 */

#include "decoding.h"

#include <string.h>

#define M(modifier) (1u << (modifier))

static const struct kind {
    uint8_t letter;
    uint16_t modifiers; /* a bit for each of 0..9 */
    enum carrier carrier;
} kinds[] = {
    {'d', M(2) | M(5),        CARRIER_GS1        }, /* Data Matrix; 5 with ECI */
    {'C', M(1),               CARRIER_GS1        }, /* GS1-128 */
    {'Q', M(3) | M(4),        CARRIER_GS1        }, /* QR Code; 4 with ECI */
    {'e', M(0) | M(1) | M(2), CARRIER_GS1        }, /* DataBar, Composite */
    {'E', M(0),               CARRIER_EAN_13     },
    {'E', M(3),               CARRIER_EAN_ADD_ON },
    {'E', M(4),               CARRIER_EAN_8      },
    {'I', M(1),               CARRIER_ITF_CHECKED},
    {'I', M(0) | M(2) | M(3), CARRIER_ITF        },
    {'J', M(1) | M(4),        CARRIER_GS1        }, /* DotCode; 4 with ECI */
    {'z', M(1) | M(4),        CARRIER_GS1        }, /* Aztec Code; 4 with ECI */
    {'K', M(1),               CARRIER_GS1        }, /* Code 16K */
    {'T', M(1),               CARRIER_GS1        }, /* Code 49 */
    {'L', M(3),               CARRIER_GS1        }, /* MicroPDF417 that stands for GS1-128 */
};

/*
 * The letters that ISO/IEC 15424 gives to a symbology. Not among them: c, Channel Code, and D, Code
 * One. No reader knows them today, and turned around they are Code 128 and Data Matrix.
 */
static const char assigned[] = "ABCEFGHIJKLMNOPQRSTUXZdehopsz";

#define IDENTIFIER_SIZE 3u
#define EAN_DATA_MAX    18u
#define ADD_ON_DATA_MAX 5u

static bool is_letter(uint8_t byte)
{
    uint8_t lower = byte | 0x20;
    return lower >= 'a' && lower <= 'z';
}

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

static uint8_t turned(uint8_t byte)
{
    return is_letter(byte) ? byte ^ 0x20 : byte;
}

static bool is_among(uint8_t byte, const char *bytes)
{
    return memchr(bytes, byte, strlen(bytes)) != NULL;
}

static enum carrier carrier_of(uint8_t letter, uint8_t modifier)
{
    unsigned bit = is_digit(modifier) ? M(modifier - '0') : 0;
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        if (kinds[k].letter == letter && (kinds[k].modifiers & bit) != 0) {
            return kinds[k].carrier;
        }
    }
    return CARRIER_OTHER;
}

/*
 * Turned letters that make a GS1 carrier of one that sends no data like this, or a symbology of a
 * letter that is none. (EAN/UPC symbols never send more than 18 digits, add-ons alone not more than
 * 5.)
 */
DECODE_COLD static bool shows_caps_lock(const uint8_t identifier[IDENTIFIER_SIZE],
                                        enum carrier carrier, size_t data_size)
{
    uint8_t letter = turned(identifier[1]);
    if (carrier_of(letter, turned(identifier[2])) == CARRIER_GS1) {
        size_t max = carrier == CARRIER_OTHER ? ADD_ON_DATA_MAX : EAN_DATA_MAX;
        return identifier[1] != 'E' || data_size > max;
    }
    return !is_among(identifier[1], assigned) && is_among(letter, assigned);
}

DECODE_COLD void decode_undo_caps_lock(struct decoding *decoding)
{
    struct lot_decoded *out = decoding->out;
    const uint8_t *end = decoding->data.data + decoding->data.size;
    size_t used = (size_t)(end - decoding->origin);
    for (size_t i = 0; i < used; i++) {
        out->text[i] = turned(decoding->origin[i]);
    }
    out->text_used = used;
    decoding->data.data = out->text + (used - decoding->data.size);
    decoding->origin = out->text;
    struct lot_problem problem = decode_problem(decoding, LOT_PROBLEM_CAPS_LOCK, decoding->data);
    decode_warning(decoding, &problem);
}

bool decode_carrier(struct decoding *decoding)
{
    struct lot_span data = decoding->data;
    if (data.data[0] != ']') {
        return true;
    }
    if (data.size < IDENTIFIER_SIZE || !is_letter(data.data[1]) ||
        !(is_digit(data.data[2]) || is_letter(data.data[2]))) {
        return false;
    }
    size_t size = data.size - IDENTIFIER_SIZE;
    enum carrier carrier = carrier_of(data.data[1], data.data[2]);
    if (carrier != CARRIER_GS1 && shows_caps_lock(data.data, carrier, size)) {
        decode_undo_caps_lock(decoding);
        carrier = carrier_of(decoding->data.data[1], decoding->data.data[2]);
    }
    memcpy(decoding->out->carrier, decoding->data.data, IDENTIFIER_SIZE);
    decoding->out->carrier[IDENTIFIER_SIZE] = '\0';
    decoding->carrier = carrier;
    decoding->data = lot_span(decoding->data.data + IDENTIFIER_SIZE, size);
    return true;
}
