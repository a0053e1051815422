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

static bool must_escape(uint8_t byte)
{
    return byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7f;
}

/* ASCII in runs, since most of what is scanned is. */
static void put_text(struct lot_json *json, struct lot_span text)
{
    bool utf8 = lot_span_is_utf8(text);
    size_t start = 0;
    put(json, "\"", 1);
    for (size_t i = 0; i < text.size; i++) {
        uint8_t byte = text.data[i];
        bool broken = !utf8 && byte >= 0x80;
        if (!broken && !must_escape(byte)) {
            continue;
        }
        put(json, text.data + start, i - start);
        start = i + 1;
        if (broken) {
            put_string(json, "\xef\xbf\xbd");
        } else {
            put_escaped(json, byte);
        }
    }
    if (text.size > start) {
        put(json, text.data + start, text.size - start);
    }
    put(json, "\"", 1);
}

static void put_key(struct lot_json *json, const char *key)
{
    if (json->comma) {
        put(json, ",", 1);
    }
    if (key) {
        put_text(json, lot_span_of(key));
        put(json, ":", 1);
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
    put_text(json, value);
    if (!key || lot_span_is_utf8(value)) {
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
