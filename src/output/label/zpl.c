/* SPDX-License-Identifier: MIT */
/*
 * ZPL II: the label as a picture, never as text, so that nothing printed can be taken for a
 * command, and what the printer shows is what the preview showed. The picture is sent in Z64:
 * deflated, in base64, with a CRC behind it; a twentieth of its hexadecimal form. Printers that
 * only speak some ZPL get hexadecimal with run lengths, which is thrice as long. A ^GFA field takes
 * 99,999 bytes: a larger picture goes in bands, one below the other.
 */

#include "buffer.h"
#include "formats.h"
#include "raster.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define FIELD_MOST    99999u
#define DARKNESS_MOST 30u
#define INCHES_MOST   14u
#define RUN_MOST      400u /* what 'z' stands for */
#define RUN_STEP      20u  /* from one small letter to the next */

/* CRC-16/XMODEM: polynomial 0x1021 from 0, of the base64 text. */
static uint16_t crc16(const uint8_t *data, size_t size)
{
    uint16_t crc = 0;
    for (size_t i = 0; i < size; i++) {
        crc = (uint16_t)(crc ^ data[i] << 8);
        for (int bit = 0; bit < 8; bit++) {
            crc = (uint16_t)(crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1);
        }
    }
    return crc;
}

static void put_base64(struct buffer *out, const uint8_t *data, size_t size)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < size; i += 3) {
        size_t left = size - i;
        uint32_t group = (uint32_t)data[i] << 16;
        group |= left > 1 ? (uint32_t)data[i + 1] << 8 : 0;
        group |= left > 2 ? data[i + 2] : 0;
        char text[] = {digits[group >> 18], digits[group >> 12 & 63],
                       left > 1 ? digits[group >> 6 & 63] : '=',
                       left > 2 ? digits[group & 63] : '='};
        buffer_put(out, text, sizeof text);
    }
}

static void put_z64(struct buffer *out, const uint8_t *bits, size_t size)
{
    uLongf deflated_size = compressBound(size);
    uint8_t *deflated = malloc(deflated_size);
    if (!deflated ||
        compress2(deflated, &deflated_size, bits, size, Z_DEFAULT_COMPRESSION) != Z_OK) {
        free(deflated);
        out->failed = true;
        return;
    }
    buffer_print(out, ":Z64:");
    size_t start = out->bytes.size;
    put_base64(out, deflated, deflated_size);
    free(deflated);
    if (!out->failed) {
        buffer_print(out, ":%04X", crc16(out->bytes.data + start, out->bytes.size - start));
    }
}

/* ---- hexadecimal with run lengths ----------------------------------------------------------- */

static char hex_at(const uint8_t *row, size_t at)
{
    return "0123456789ABCDEF"[at % 2 == 0 ? row[at / 2] >> 4 : row[at / 2] & 15];
}

/* 'G'..'Y' say 1 to 19 times, 'g'..'z' 20 to 400 times, in steps of 20. */
static void put_run(struct buffer *out, char digit, size_t times)
{
    if (times >= RUN_STEP) {
        buffer_put(out, &(char){(char)('f' + times / RUN_STEP)}, 1);
    }
    if (times > 1 && times % RUN_STEP > 0) {
        buffer_put(out, &(char){(char)('F' + times % RUN_STEP)}, 1);
    }
    buffer_put(out, &digit, 1);
}

/* A row whose end is blank ends in ','. */
static void put_row(struct buffer *out, const uint8_t *row, size_t stride)
{
    size_t digits = 2 * stride;
    size_t end = digits;
    while (end > 0 && hex_at(row, end - 1) == '0') {
        end--;
    }
    for (size_t at = 0; at < end;) {
        size_t from = at;
        while (at < end && at - from < RUN_MOST && hex_at(row, at) == hex_at(row, from)) {
            at++;
        }
        put_run(out, hex_at(row, from), at - from);
    }
    if (end < digits) {
        buffer_put(out, ",", 1);
    }
}

/* A row like the one above it is ':'. */
static void put_runs(struct buffer *out, const uint8_t *bits, size_t size, size_t stride)
{
    for (size_t at = 0; at < size; at += stride) {
        if (at > 0 && memcmp(bits + at, bits + at - stride, stride) == 0) {
            buffer_put(out, ":", 1);
        } else {
            put_row(out, bits + at, stride);
        }
    }
}

/* ---- commands ------------------------------------------------------------------------------- */

static void put_bands(struct buffer *out, const struct raster *raster, bool plain)
{
    int rows_most = (int)(FIELD_MOST / raster->stride);
    for (int y = 0; y < raster->height; y += rows_most) {
        int rows = raster->height - y < rows_most ? raster->height - y : rows_most;
        size_t size = (size_t)rows * raster->stride;
        const uint8_t *bits = raster->bits + (size_t)y * raster->stride;
        buffer_print(out, "^FO0,%d^GFA,%zu,%zu,%zu,", y, size, size, raster->stride);
        if (plain) {
            put_runs(out, bits, size, raster->stride);
        } else {
            put_z64(out, bits, size);
        }
        buffer_print(out, "^FS\n");
    }
}

static void put_settings(struct buffer *out, const struct lot_print_options *options)
{
    if (options->darkness > 0) {
        buffer_print(out, "~SD%02u\n", darkness_of(options, DARKNESS_MOST));
    }
    buffer_print(out, "^XA^LH0,0");
    if (options->speed > 0) {
        buffer_print(out, "^PR%u", inches_of(options, INCHES_MOST));
    }
    if (options->cut) {
        buffer_print(out, "^MMC");
    }
}

int render_zpl(const struct lot_drawing *drawing, const struct lot_print_options *options,
               struct lot_bytes *out)
{
    struct raster raster;
    int error = raster_draw(drawing, &raster);
    if (error < 0) {
        return error;
    }
    struct buffer zpl = {0};
    put_settings(&zpl, options);
    buffer_print(&zpl, "^PW%d^LL%d\n", raster.width, raster.height);
    put_bands(&zpl, &raster, options->plain);
    buffer_print(&zpl, "^PQ%u^XZ\n", options->copies);
    raster_done(&raster);
    return buffer_take(&zpl, out);
}
