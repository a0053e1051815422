/* SPDX-License-Identifier: MIT */
/*
 * Numbers, view boxes and transforms as SVG writes them. Numbers are read here and not by strtod,
 * which takes a comma where the locale has one.
 */

#include "template_values.h"

#include <math.h>
#include <string.h>

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

struct lot_span value_trim(struct lot_span text)
{
    while (text.size > 0 && is_blank(text.data[0])) {
        text = lot_span_part(text, 1, text.size);
    }
    while (text.size > 0 && is_blank(text.data[text.size - 1])) {
        text.size--;
    }
    return text;
}

struct lot_span value_next(struct lot_span *text, char end)
{
    const uint8_t *at = text->size > 0 ? memchr(text->data, end, text->size) : NULL;
    size_t size = at ? (size_t)(at - text->data) : text->size;
    struct lot_span part = lot_span(text->data, size);
    *text = lot_span_part(*text, size + 1, text->size);
    return part;
}

bool value_number(struct lot_span text, const char *unit, double *out)
{
    text = value_trim(text);
    size_t unit_size = strlen(unit);
    if (text.size < unit_size || memcmp(text.data + text.size - unit_size, unit, unit_size) != 0) {
        return false;
    }
    text.size -= unit_size;
    bool negative = text.size > 0 && text.data[0] == '-';
    double value = 0;
    double place = 0; /* of the next digit behind the point */
    size_t digits = 0;
    for (size_t i = negative; i < text.size; i++) {
        uint8_t byte = text.data[i];
        if (byte == '.' && place == 0) {
            place = 1;
            continue;
        }
        if (byte < '0' || byte > '9') {
            return false;
        }
        place /= 10;
        value = place > 0 ? value + place * (byte - '0') : value * 10 + (byte - '0');
        digits++;
    }
    if (digits == 0) {
        return false;
    }
    *out = negative ? -value : value;
    return true;
}

/* At most so many numbers with blanks or commas between them; how many, or -1. */
static int numbers(struct lot_span text, double *out, int most)
{
    int count = 0;
    while ((text = value_trim(text)).size > 0) {
        size_t size = 0;
        while (size < text.size && text.data[size] != ',' && !is_blank(text.data[size])) {
            size++;
        }
        if (count == most || !value_number(lot_span(text.data, size), "", &out[count])) {
            return -1;
        }
        count++;
        text = value_trim(lot_span_part(text, size, text.size));
        if (text.size > 0 && text.data[0] == ',') {
            text = lot_span_part(text, 1, text.size);
        }
    }
    return count;
}

bool value_view_box(struct lot_span text, double *width, double *height)
{
    double box[4];
    if (numbers(text, box, 4) != 4 || box[0] != 0 || box[1] != 0) {
        return false;
    }
    *width = box[2];
    *height = box[3];
    return true;
}

/* ---- transforms ----------------------------------------------------------------------------- */

static void shift(struct placement *placement, double x, double y)
{
    struct point point = placement_apply(placement, (struct point){x, y});
    placement->x = point.x;
    placement->y = point.y;
}

static bool translate(struct lot_span text, struct placement *placement)
{
    double by[2] = {0, 0};
    if (numbers(text, by, 2) < 1) {
        return false;
    }
    shift(placement, by[0], by[1]);
    return true;
}

static bool rotate(struct lot_span text, struct placement *placement)
{
    double values[3] = {0, 0, 0};
    int count = numbers(text, values, 3);
    double quarters = values[0] / 90;
    if ((count != 1 && count != 3) || quarters != round(quarters) || fabs(quarters) > 4) {
        return false;
    }
    shift(placement, values[1], values[2]);
    placement->quarters = (placement->quarters + (unsigned)(8 + (int)quarters)) % 4;
    shift(placement, -values[1], -values[2]);
    return true;
}

bool value_transform(struct lot_span text, struct placement *placement)
{
    struct placement result = *placement;
    while ((text = value_trim(text)).size > 0) {
        struct lot_span name = value_trim(value_next(&text, '('));
        if (!memchr(text.data, ')', text.size)) {
            return false;
        }
        struct lot_span arguments = value_next(&text, ')');
        bool done =
            (lot_span_equal(name, LOT_LITERAL("translate")) && translate(arguments, &result)) ||
            (lot_span_equal(name, LOT_LITERAL("rotate")) && rotate(arguments, &result));
        if (!done) {
            return false;
        }
    }
    *placement = result;
    return true;
}
