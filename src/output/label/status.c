/* SPDX-License-Identifier: MIT */
/* What can be asked of whom, and the names of what is known of a printer. */

#include "status.h"

static const struct dialect dialects[LOT_LABEL_FORMAT_COUNT] = {
    [LOT_LABEL_ZPL] = {LOT_LITERAL("~HS"),                                              status_read_zpl },
    [LOT_LABEL_ESCPOS] = {LOT_LITERAL("\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"),
                       status_read_escpos                                                               },
    [LOT_LABEL_TSPL] = {LOT_LITERAL("\x1b!?"),                                           status_read_tspl},
};

const struct dialect *dialect_of(enum lot_label_format language)
{
    return dialects[language].read ? &dialects[language] : NULL;
}

enum lot_printer_state status_first(const struct status_flag *rows, size_t count, uint32_t flags)
{
    for (size_t i = 0; i < count; i++) {
        if ((flags & rows[i].mask) != 0) {
            return rows[i].state;
        }
    }
    return LOT_PRINTER_READY;
}

const char *lot_printer_state_name(enum lot_printer_state state)
{
    static const char *const names[LOT_PRINTER_STATE_COUNT] = {
#define X(symbol, name) [LOT_PRINTER_##symbol] = (name),
        LOT_PRINTER_STATES(X)
#undef X
    };
    return state < LOT_PRINTER_STATE_COUNT ? names[state] : "?";
}
