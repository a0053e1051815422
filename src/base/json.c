/* SPDX-License-Identifier: MIT */
/*
 * JSON into a caller's buffer (RFC 8259): scanned bytes may be anything, the output is always valid
 * UTF-8. What is not UTF-8 is shown with U+FFFD and given whole in hexadecimal beside it.
 */

#include <lot/base.h>

#include <errno.h>
#include <string.h>

static const char hex_digits[] = "0123456789abcdef";

void lot_json_begin(struct lot_json *json, char *out, size_t size)
{
    *json = (struct lot_json){.out = out, .size = size, .full = size == 0};
}

int lot_json_end(struct lot_json *json)
{
    if (json->full) {
        return -ENOSPC;
    }
    json->out[json->used] = '\0';
    return (int)json->used;
}

/* Room for the NUL is always kept. */
static void put(struct lot_json *json, const void *bytes, size_t size)
{
    if (json->full || size >= json->size - json->used) {
        json->full = true;
        return;
    }
    if (size == 0) {
        return;
    }
    memcpy(json->out + json->used, bytes, size);
    json->used += size;
}

static void put_string(struct lot_json *json, const char *text)
{
    put(json, text, strlen(text));
}

static void put_escaped(struct lot_json *json, uint8_t byte)
{
    char plain[2] = {'\\', (char)byte};
    char control[6] = {'\\', 'u', '0', '0', hex_digits[byte >> 4], hex_digits[byte & 15]};
    if (byte == '"' || byte == '\\') {
        put(json, plain, sizeof plain);
    } else {
        put(json, control, sizeof control);
    }
}

/* How many bytes at the start of the text stand in JSON as they are and are ASCII. */
static size_t plain_run(struct lot_span text)
{
    size_t i = 0;
    while (i < text.size && text.data[i] >= 0x20 && text.data[i] < 0x7f && text.data[i] != '"' &&
           text.data[i] != '\\') {
        i++;
    }
    return i;
}

/* A byte that no run has taken; in good UTF-8 those of a character follow one by one. */
static void put_other(struct lot_json *json, uint8_t byte, bool utf8)
{
    if (byte < 0x80) {
        put_escaped(json, byte);
    } else if (utf8) {
        put(json, &byte, 1);
    } else {
        put_string(json, "\xef\xbf\xbd");
    }
}

/* In runs, since most of what is scanned is plain. False: the text is not UTF-8. */
static bool put_text(struct lot_json *json, struct lot_span text)
{
    size_t at = plain_run(text);
    bool utf8 = at == text.size || lot_span_is_utf8(text);
    put(json, "\"", 1);
    put(json, text.data, at);
    while (at < text.size) {
        put_other(json, text.data[at++], utf8);
        struct lot_span rest = lot_span_part(text, at, text.size);
        size_t run = plain_run(rest);
        put(json, rest.data, run);
        at += run;
    }
    put(json, "\"", 1);
    return utf8;
}

static void put_key(struct lot_json *json, const char *key)
{
    if (json->comma) {
        put(json, ",", 1);
    }
    if (key) {
        put(json, "\"", 1);
        put_string(json, key);
        put(json, "\":", 2);
    }
    json->comma = true;
}

static void open_with(struct lot_json *json, const char *key, const char *bracket)
{
    put_key(json, key);
    put(json, bracket, 1);
    json->comma = false;
}

static void close_with(struct lot_json *json, const char *bracket)
{
    put(json, bracket, 1);
    json->comma = true;
}

void lot_json_object(struct lot_json *json, const char *key)
{
    open_with(json, key, "{");
}

void lot_json_object_end(struct lot_json *json)
{
    close_with(json, "}");
}

void lot_json_array(struct lot_json *json, const char *key)
{
    open_with(json, key, "[");
}

void lot_json_array_end(struct lot_json *json)
{
    close_with(json, "]");
}

void lot_json_bytes(struct lot_json *json, const char *key, struct lot_span value)
{
    put_key(json, key);
    bool utf8 = put_text(json, value);
    if (!key || utf8) {
        return;
    }
    put_key(json, "hex");
    put(json, "\"", 1);
    for (size_t i = 0; i < value.size; i++) {
        char pair[2] = {hex_digits[value.data[i] >> 4], hex_digits[value.data[i] & 15]};
        put(json, pair, sizeof pair);
    }
    put(json, "\"", 1);
}

void lot_json_string(struct lot_json *json, const char *key, const char *value)
{
    if (value) {
        lot_json_bytes(json, key, lot_span_of(value));
    } else {
        lot_json_null(json, key);
    }
}

void lot_json_uint(struct lot_json *json, const char *key, uint64_t value)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    put_key(json, key);
    put(json, digits + at, sizeof digits - at);
}

void lot_json_int(struct lot_json *json, const char *key, int64_t value)
{
    char digits[LOT_DECIMAL_SIZE];
    lot_decimal_format(value, 0, digits);
    lot_json_number(json, key, digits);
}

void lot_json_bool(struct lot_json *json, const char *key, bool value)
{
    put_key(json, key);
    put_string(json, value ? "true" : "false");
}

void lot_json_null(struct lot_json *json, const char *key)
{
    put_key(json, key);
    put_string(json, "null");
}

void lot_json_number(struct lot_json *json, const char *key, const char *digits)
{
    put_key(json, key);
    put_string(json, digits);
}

void lot_json_date(struct lot_json *json, const char *key, lot_date date)
{
    char text[LOT_DATE_SIZE];
    lot_json_string(json, key, lot_date_format(date, text) > 0 ? text : NULL);
}
