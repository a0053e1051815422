/* SPDX-License-Identifier: MIT */
/*
 * Status in bytes of flags: ESC/POS answers each DLE EOT n with one, whose fixed bits tell it from
 * anything else; TSPL answers <ESC>!? with one, of which one bit is not in use.
 */

#include "status.h"

#include <errno.h>

/* ---- ESC/POS -------------------------------------------------------------------------------- */

#define FIXED_BITS  0x93u
#define FIXED_VALUE 0x12u
#define ANSWERS     4u /* printer, why it is off line, errors, paper */

static uint32_t in_answer(unsigned number, uint32_t bits)
{
    return bits << 8 * (number - 1);
}

int status_read_escpos(struct lot_span said, struct answer *out)
{
    const struct status_flag rows[] = {
        {in_answer(2,         0x04),               LOT_PRINTER_HEAD_OPEN},
        {in_answer(2,         0x20) | in_answer(4, 0x60),                 LOT_PRINTER_PAPER_OUT},
        {in_answer(3,                   0x08),                            LOT_PRINTER_JAMMED                         }, /* the cutter */
        {in_answer(3,                   0x60) | in_answer(2,                            0x40),LOT_PRINTER_FAULTY},
        {in_answer(1, 0x08),                    LOT_PRINTER_OFFLINE                                            },
    };
    uint32_t flags = 0;
    if (said.size > ANSWERS) {
        return -EBADMSG;
    }
    for (unsigned i = 0; i < said.size; i++) {
        if ((said.data[i] & FIXED_BITS) != FIXED_VALUE) {
            return -EBADMSG;
        }
        flags |= in_answer(i + 1, said.data[i]);
    }
    if (said.size < ANSWERS) {
        return 1;
    }
    out->state = status_first(rows, sizeof rows / sizeof rows[0], flags);
    out->busy = false;
    return 0;
}

/* ---- TSPL ----------------------------------------------------------------------------------- */

int status_read_tspl(struct lot_span said, struct answer *out)
{
    static const struct status_flag rows[] = {
        {0x01, LOT_PRINTER_HEAD_OPEN },
        {0x04, LOT_PRINTER_PAPER_OUT },
        {0x08, LOT_PRINTER_RIBBON_OUT},
        {0x02, LOT_PRINTER_JAMMED    },
        {0x80, LOT_PRINTER_FAULTY    },
        {0x10, LOT_PRINTER_PAUSED    },
    };
    if (said.size == 0) {
        return 1;
    }
    uint8_t flags = said.data[0];
    if (said.size > 1 || (flags & 0x40u) != 0) {
        return -EBADMSG;
    }
    out->state = status_first(rows, sizeof rows / sizeof rows[0], flags);
    out->busy = (flags & 0x20u) != 0;
    return 0;
}
