/* SPDX-License-Identifier: MIT */
/* A cell of any kind as text. */

#include "cell.h"

#define DAY_SIZE   10u /* 2026-03-01 */
#define CLOCK_SIZE 19u /* 2026-03-01 08:00:00 */

/* For people: the local time as it was then and there, to the second. */
static size_t format_time(struct lot_time time, bool for_people, char out[LOT_TIME_SIZE])
{
    size_t size = lot_time_format(time, out);
    if (for_people && size > CLOCK_SIZE && out[DAY_SIZE] == 'T') {
        out[DAY_SIZE] = ' ';
        out[CLOCK_SIZE] = '\0';
        return CLOCK_SIZE;
    }
    return size;
}

/* With all decimals of the currency: 3.50, not 3.5. */
static size_t format_money(const struct lot_cell *cell, char out[LOT_TIME_SIZE])
{
    size_t size = lot_decimal_format(cell->number, cell->decimals, out);
    unsigned places = 0;
    for (size_t i = 0; i < size; i++) {
        places += places > 0 || out[i] == '.';
    }
    for (unsigned behind = places > 0 ? places - 1 : 0; behind < cell->decimals; behind++) {
        if (places == 0) {
            out[size++] = '.';
            places = 1;
        }
        out[size++] = '0';
    }
    out[size] = '\0';
    return size;
}

struct lot_span cell_text(const struct lot_column *column, const struct lot_cell *cell,
                          bool for_people, char small[LOT_TIME_SIZE])
{
    if (cell->none) {
        return lot_span(NULL, 0);
    }
    switch (column->kind) {
    case LOT_COLUMN_INTEGER:
        return lot_span(small, lot_decimal_format(cell->number, 0, small));
    case LOT_COLUMN_MONEY:
        return lot_span(small, format_money(cell, small));
    case LOT_COLUMN_QUANTITY:
    case LOT_COLUMN_COST:
        return lot_span(small, lot_decimal_format(cell->number, cell->decimals, small));
    case LOT_COLUMN_DATE:
        return lot_span(small, lot_date_format((lot_date)cell->number, small));
    case LOT_COLUMN_TIME:
        return lot_span(small, format_time(cell->time, for_people, small));
    case LOT_COLUMN_TEXT:
    case LOT_COLUMN_BYTES:
        break;
    }
    return cell->text;
}
