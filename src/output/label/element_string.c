/* SPDX-License-Identifier: MIT */
/*
 * A lot's facts -> what its symbol says. zint encodes wrong check digits, month 13 and characters
 * that GS1 forbids with no more than a warning, and takes a '[' in a lot for the next identifier:
 * so everything is checked here, and only what is right comes near an encoder.
 *
 * The order is 01, 15, 17 (of fixed length, no separator), then 30 and 10, whose length varies.
 */

#include "content.h"
#include "fault.h"

#include <lot/decode.h>

#include <errno.h>
#include <string.h>

#define GTIN_SIZE      14u
#define QUANTITY_MAX   99999999 /* AI 30: 8 digits */
#define YEAR_FIRST     2000     /* a year is two digits in a symbol: the reader supplies the 20 */
#define YEAR_LAST      2099
#define NOT_GTIN       1
#define PLAIN_SEPARATE '|'

/* ---- characters ----------------------------------------------------------------------------- */

/* GS1 AI encodable character set 82. */
static bool is_gs1(uint8_t byte)
{
    static const char others[] = "!\"%&'()*+,-./:;<=>?_";
    bool alphanumeric = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                        (byte >= 'a' && byte <= 'z');
    return alphanumeric || (byte != '\0' && strchr(others, byte));
}

/* What every scanner that acts as a keyboard can type. */
static bool is_printable(uint8_t byte)
{
    return byte >= ' ' && byte <= '~';
}

static bool is_item(uint8_t byte)
{
    return is_printable(byte) && byte != PLAIN_SEPARATE;
}

/* What may stand in a value: how long it may be, of which characters, and words for a fault. */
struct rule {
    const char *what;
    size_t most;
    bool (*allows)(uint8_t byte);
    const char *allowed;
};

static const struct rule gs1_lot = {"lot", CONTENT_LOT_MAX, is_gs1,
                                    "GS1 allows letters, digits and !\"%&'()*+,-./:;<=>?_"};
static const struct rule plain_lot = {"lot", LOT_TEXT_MAX, is_printable, "printable ASCII is"};
static const struct rule plain_item = {"item number", LOT_TEXT_MAX, is_item,
                                       "printable ASCII but | is"};

static int check(struct lot_span value, const struct rule *rule, struct lot_label_fault *fault)
{
    if (value.size > rule->most) {
        return fault_set(fault, LOT_LABEL_DATA, "the %s has %zu characters: at most %zu fit",
                         rule->what, value.size, rule->most);
    }
    for (size_t i = 0; i < value.size; i++) {
        if (!rule->allows(value.data[i])) {
            return fault_set(fault, LOT_LABEL_DATA,
                             "character %zu of the %s (0x%02x) cannot be encoded: %s", i + 1,
                             rule->what, value.data[i], rule->allowed);
        }
    }
    return 0;
}

/* ---- elements ------------------------------------------------------------------------------- */

static char *add_element(struct content *content, const char *id)
{
    struct element *element = &content->elements[content->count++];
    memcpy(element->id, id, sizeof element->id);
    return element->value;
}

static bool is_gtin_size(size_t size)
{
    return size == 8 || (size >= 12 && size <= GTIN_SIZE);
}

/*
 * Eight digits with another check digit are a site's own article number, of which there are many;
 * twelve and more are a GTIN with a mistake in it.
 */
static int add_gtin(struct content *content, struct lot_span item, struct lot_label_fault *fault)
{
    if (!lot_span_is_digits(item) || !is_gtin_size(item.size)) {
        return NOT_GTIN;
    }
    char gtin[GTIN_SIZE + 1] = "00000000000000";
    memcpy(gtin + GTIN_SIZE - item.size, item.data, item.size);
    char right = lot_gs1_check_digit(lot_span(gtin, GTIN_SIZE - 1));
    if (gtin[GTIN_SIZE - 1] != right) {
        return item.size == 8
                   ? NOT_GTIN
                   : fault_set(fault, LOT_LABEL_DATA,
                               "the check digit of GTIN %.*s is wrong: %c would be right",
                               (int)item.size, (const char *)item.data, right);
    }
    memcpy(add_element(content, "01"), gtin, sizeof gtin);
    return 0;
}

static void put_pair(char *at, int value)
{
    at[0] = (char)('0' + value / 10 % 10);
    at[1] = (char)('0' + value % 10);
}

static int add_date(struct content *content, const char *id, lot_date date,
                    struct lot_label_fault *fault)
{
    if (date == LOT_DATE_NONE) {
        return 0;
    }
    int year = date / 10000;
    if (!lot_date_valid(date) || year < YEAR_FIRST || year > YEAR_LAST) {
        return fault_set(fault, LOT_LABEL_DATA,
                         "date (%s) %ld is not a day from 2000-01-01 to 2099-12-31", id,
                         (long)date);
    }
    char *value = add_element(content, id);
    put_pair(value, year);
    put_pair(value + 2, date / 100);
    put_pair(value + 4, date);
    return 0;
}

static int add_quantity(struct content *content, const struct lot_label_data *data,
                        struct lot_label_fault *fault)
{
    if (data->quantity == 0 || data->decimals > 0) {
        return 0;
    }
    if (data->quantity < 0 || data->quantity > QUANTITY_MAX) {
        return fault_set(fault, LOT_LABEL_DATA, "quantity %lld: (30) takes 1 to 99999999 pieces",
                         (long long)data->quantity);
    }
    lot_decimal_format(data->quantity, 0, add_element(content, "30"));
    return 0;
}

static int add_lot(struct content *content, struct lot_span lot, struct lot_label_fault *fault)
{
    int error = check(lot, &gs1_lot, fault);
    if (error == 0 && lot.size > 0) {
        memcpy(add_element(content, "10"), lot.data, lot.size);
    }
    return error;
}

static int add_plain(struct content *content, const struct lot_label_data *data,
                     struct lot_label_fault *fault)
{
    int error = check(data->item, &plain_item, fault);
    if (error == 0) {
        error = check(data->lot, &plain_lot, fault);
    }
    if (error < 0) {
        return error;
    }
    char *at = content->plain;
    memcpy(at, data->item.data, data->item.size);
    if (data->lot.size > 0) {
        at[data->item.size] = PLAIN_SEPARATE;
        memcpy(at + data->item.size + 1, data->lot.data, data->lot.size);
    }
    return 0;
}

int content_of(const struct lot_label_data *data, struct content *out,
               struct lot_label_fault *fault)
{
    *out = (struct content){0};
    if (data->item.size == 0) {
        return fault_set(fault, LOT_LABEL_DATA, "there is no item: a lot alone says nothing");
    }
    int error = add_gtin(out, data->item, fault);
    if (error == NOT_GTIN) {
        return add_plain(out, data, fault);
    }
    out->gs1 = true;
    error = error < 0 ? error : add_date(out, "15", data->best_before, fault);
    error = error < 0 ? error : add_date(out, "17", data->expiry, fault);
    error = error < 0 ? error : add_quantity(out, data, fault);
    return error < 0 ? error : add_lot(out, data->lot, fault);
}

/* ---- text ----------------------------------------------------------------------------------- */

size_t content_parts(const struct content *content)
{
    return content->gs1 ? content->count : 1;
}

size_t content_part(const struct content *content, size_t at, enum brackets brackets,
                    char out[CONTENT_SIZE])
{
    static const char marks[][2] = {
        [BRACKETS_ROUND] = {'(', ')'},
          [BRACKETS_SQUARE] = {'[', ']'}
    };
    const struct element *element = &content->elements[at];
    const char *value = content->gs1 ? element->value : content->plain;
    size_t length = strlen(value);
    size_t size = 0;
    if (content->gs1) {
        out[size++] = marks[brackets][0];
        out[size++] = element->id[0];
        out[size++] = element->id[1];
        out[size++] = marks[brackets][1];
    }
    memcpy(out + size, value, length + 1);
    return size + length;
}

size_t content_write(const struct content *content, enum brackets brackets, char out[CONTENT_SIZE])
{
    size_t size = 0;
    for (size_t i = 0; i < content_parts(content); i++) {
        char part[CONTENT_SIZE];
        size_t length = content_part(content, i, brackets, part);
        memcpy(out + size, part, length + 1);
        size += length;
    }
    return size;
}

int lot_label_element_string(const struct lot_label_data *data, char *out, size_t size,
                             struct lot_label_fault *fault)
{
    struct content content;
    char text[CONTENT_SIZE];
    int error = content_of(data, &content, fault);
    if (error < 0) {
        return error;
    }
    size_t length = content_write(&content, BRACKETS_ROUND, text);
    if (length >= size) {
        return -ENOSPC;
    }
    memcpy(out, text, length + 1);
    return (int)length;
}
