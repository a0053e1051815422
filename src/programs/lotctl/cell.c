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

struct lot_span cell_text(const struct lot_column *column, const struct lot_cell *cell,
                          bool for_people, char small[LOT_TIME_SIZE])
{
    if (cell->none) {
        return lot_span(NULL, 0);
    }
    switch (column->kind) {
    case LOT_COLUMN_INTEGER:
        return lot_span(small, lot_decimal_format(cell->number, 0, small));
    case LOT_COLUMN_QUANTITY:
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
