/* SPDX-License-Identifier: MIT */
/*
 * From bytes to an answer: framing and AIM identifier come off, then a table of recognisers is
 * asked in order and the first that knows the syntax answers. Another syntax is another file and
 * another row.
 */

#include "decoding.h"

#include <string.h>

enum {
    STX = 0x02,
    ETX = 0x03,
    TAB = 0x09,
    LINE_FEED = 0x0a,
    CARRIAGE_RETURN = 0x0d,
};

/* The last row: it takes what is left. */
static bool decode_plain(struct decoding *decoding)
{
    decoding->out->status = LOT_DECODE_PLAIN;
    return true;
}

#define IN(carrier) (1u << CARRIER_##carrier)
#define IN_ANY      (~0u)

static const struct recogniser {
    enum lot_syntax syntax;
    unsigned carriers; /* what it may come in */
    bool (*recognises)(struct decoding *decoding);
} recognisers[] = {
    {LOT_SYNTAX_COMMAND,      ~IN(GS1),               decode_command     },
    {LOT_SYNTAX_SITE,         IN_ANY,                 decode_site_first  },
    {LOT_SYNTAX_EAN,          ~(IN(GS1) | IN(OTHER)), decode_ean         },
    {LOT_SYNTAX_DIGITAL_LINK, IN_ANY,                 decode_digital_link},
    {LOT_SYNTAX_GS1,          IN(GS1) | IN(NONE),     decode_gs1         },
    {LOT_SYNTAX_HIBC,         ~IN(GS1),               decode_hibc        },
    {LOT_SYNTAX_ISO15434,     ~IN(GS1),               decode_iso15434    },
    {LOT_SYNTAX_PPN,          ~IN(GS1),               decode_pzn         },
    {LOT_SYNTAX_ISBT128,      ~IN(GS1),               decode_isbt128     },
    {LOT_SYNTAX_SITE,         IN_ANY,                 decode_site_after  },
    {LOT_SYNTAX_DIGITAL_LINK, ~IN(GS1),               decode_keyless_link},
    {LOT_SYNTAX_PLAIN,        IN_ANY,                 decode_plain       },
};

/* ---- framing -------------------------------------------------------------------------------- */

static bool is_frame(uint8_t byte, uint8_t transmission)
{
    if (byte > CARRIAGE_RETURN) {
        return false;
    }
    return byte == transmission || byte == TAB || byte == LINE_FEED || byte == CARRIAGE_RETURN;
}

/*
 * What scanners put around the data: STX, ETX, Tab, CR, LF. Element strings in brackets are written
 * or pasted by people: what ends them belongs to the last value.
 */
static struct lot_span without_framing(struct lot_span data)
{
    while (data.size > 0 && is_frame(data.data[0], STX)) {
        data = lot_span(data.data + 1, data.size - 1);
    }
    if (data.size == 0 || gs1_is_bracketed(data)) {
        return data;
    }
    while (data.size > 0 && is_frame(data.data[data.size - 1], ETX)) {
        data.size--;
    }
    return data;
}

static bool is_empty(const struct decoding *decoding)
{
    struct lot_span rest = decoding->data;
    while (rest.size > 0) {
        size_t size = decode_separator(decoding, rest);
        if (size == 0) {
            return false;
        }
        rest = lot_span(rest.data + size, rest.size - size);
    }
    return true;
}

/* ---- decoding ------------------------------------------------------------------------------- */

static void clear(struct lot_decoded *out)
{
    out->status = LOT_DECODE_OK;
    out->syntax = LOT_SYNTAX_PLAIN;
    out->carrier[0] = '\0';
    out->value = lot_span(NULL, 0);
    out->pattern = NULL;
    out->element_count = 0;
    out->warning_count = 0;
    out->error.code = LOT_PROBLEM_NONE;
    out->facts.has = 0;
    out->text_used = 0;
}

DECODE_COLD static enum lot_decode_status refuse(struct decoding *decoding,
                                                 enum lot_problem_code code, struct lot_span where)
{
    struct lot_problem problem = decode_problem(decoding, code, where);
    decode_error(decoding, &problem);
    decoding->out->value = decoding->data;
    return decoding->out->status;
}

static void recognise(struct decoding *decoding)
{
    unsigned carrier = 1u << decoding->carrier;
    for (const struct recogniser *row = recognisers;; row++) {
        if ((row->carriers & carrier) != 0) {
            decoding->out->syntax = row->syntax;
            if (row->recognises(decoding)) {
                return;
            }
        }
    }
}

enum lot_decode_status lot_decode(const struct lot_decode_options *options, struct lot_span input,
                                  struct lot_decoded *out)
{
    struct decoding decoding = {
        .options = options,
        .out = out,
        .data = input,
        .origin = input.data,
        .carrier = CARRIER_NONE,
    };
    clear(out);
    if (input.size > LOT_SCAN_MAX) {
        return refuse(&decoding, LOT_PROBLEM_TOO_LONG,
                      lot_span_part(input, LOT_SCAN_MAX, input.size));
    }
    decoding.data = without_framing(input);
    if (decoding.data.size > 0 && !decode_carrier(&decoding)) {
        return refuse(&decoding, LOT_PROBLEM_CARRIER, lot_span_part(decoding.data, 0, 3));
    }
    if (is_empty(&decoding)) {
        return refuse(&decoding, LOT_PROBLEM_EMPTY, decoding.data);
    }
    out->value = decoding.data;
    recognise(&decoding);
    return out->status;
}
