/* SPDX-License-Identifier: MIT */
/*
 * ZPL's ~HS (host status): three strings between STX and ETX, each followed by CR LF, of fields
 * with commas between:
 *
 *     030,0,0,1245,000,0,0,0,000,0,0,0     settings, paper out, pause, length, formats waiting, ...
 *     000,0,0,0,0,2,4,0,00000000,1,000     ..., head open, ribbon out, ..., labels left, ...
 *     1234,0                               password, memory
 *
 * A printer that is out of labels or ribbon, or whose head is open, may not answer at all.
 */

#include "status.h"

#include <errno.h>

#define STX 2
#define ETX 3

/* What a field holds, and what it says when it is not 0; 0: nothing of interest. */
enum field {
    PLAIN = 0,
    PAPER_OUT = 1 << 0,
    PAUSED = 1 << 1,
    HEAD_OPEN = 1 << 2,
    RIBBON_OUT = 1 << 3,
    FAULTY = 1 << 4, /* buffer full, memory lost, too cold, too hot */
    BUSY = 1 << 5,   /* formats or labels that are not printed yet */
    LETTER = 1 << 6, /* may be one: newer print modes */
};

static const struct {
    uint8_t digits; /* at most; a flag has 1 */
    uint8_t says;
    bool ends; /* the last of its string */
} fields[] = {
    {3, PLAIN,      false},
    {1, PAPER_OUT,  false},
    {1, PAUSED,     false},
    {4, PLAIN,      false},
    {3, BUSY,       false},
    {1, FAULTY,     false},
    {1, PLAIN,      false},
    {1, BUSY,       false},
    {3, PLAIN,      false},
    {1, FAULTY,     false},
    {1, FAULTY,     false},
    {1, FAULTY,     true },

    {3, PLAIN,      false},
    {1, PLAIN,      false},
    {1, HEAD_OPEN,  false},
    {1, RIBBON_OUT, false},
    {1, PLAIN,      false},
    {1, LETTER,     false},
    {1, PLAIN,      false},
    {1, PLAIN,      false},
    {8, BUSY,       false},
    {1, PLAIN,      false},
    {3, PLAIN,      true },

    {4, PLAIN,      false},
    {1, PLAIN,      true },
};
#define FIELDS (sizeof fields / sizeof fields[0])

struct reader {
    struct lot_span said;
    size_t at;
    uint32_t flags;
};

/* Takes that very byte; 1: it has not come yet. */
static int take(struct reader *reader, uint8_t byte)
{
    if (reader->at == reader->said.size) {
        return 1;
    }
    return reader->said.data[reader->at++] == byte ? 0 : -EBADMSG;
}

/* Up to the field's width, at least one. */
static int take_field(struct reader *reader, size_t field)
{
    unsigned digits = 0;
    bool zero = true;
    while (reader->at < reader->said.size && digits < fields[field].digits) {
        uint8_t byte = reader->said.data[reader->at];
        bool letter = (fields[field].says & LETTER) != 0 && byte >= 'A' && byte <= 'Z';
        if (!letter && (byte < '0' || byte > '9')) {
            break;
        }
        zero = zero && byte == '0';
        digits++;
        reader->at++;
    }
    reader->flags |= zero ? 0u : fields[field].says;
    if (digits == 0) {
        return reader->at == reader->said.size ? 1 : -EBADMSG;
    }
    return 0;
}

static int take_end(struct reader *reader)
{
    static const uint8_t end[] = {ETX, '\r', '\n'};
    int outcome = 0;
    for (size_t i = 0; outcome == 0 && i < sizeof end; i++) {
        outcome = take(reader, end[i]);
    }
    return outcome;
}

static int take_all(struct reader *reader)
{
    bool starts = true;
    int outcome = 0;
    for (size_t i = 0; outcome == 0 && i < FIELDS; i++) {
        outcome = starts ? take(reader, STX) : 0;
        outcome = outcome == 0 ? take_field(reader, i) : outcome;
        if (outcome == 0) {
            outcome = fields[i].ends ? take_end(reader) : take(reader, ',');
        }
        starts = fields[i].ends;
    }
    return outcome;
}

int status_read_zpl(struct lot_span said, struct answer *out)
{
    static const struct status_flag rows[] = {
        {HEAD_OPEN,  LOT_PRINTER_HEAD_OPEN },
        {PAPER_OUT,  LOT_PRINTER_PAPER_OUT },
        {RIBBON_OUT, LOT_PRINTER_RIBBON_OUT},
        {FAULTY,     LOT_PRINTER_FAULTY    },
        {PAUSED,     LOT_PRINTER_PAUSED    },
    };
    struct reader reader = {.said = said};
    int outcome = take_all(&reader);
    if (outcome == 0 && reader.at < said.size) {
        outcome = -EBADMSG;
    }
    if (outcome == 0) {
        out->state = status_first(rows, sizeof rows / sizeof rows[0], reader.flags);
        out->busy = (reader.flags & BUSY) != 0;
    }
    return outcome;
}
