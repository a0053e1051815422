/* SPDX-License-Identifier: MIT */
/*
 * ZPL II: the label as a picture, never as text, so that nothing printed can be taken for a
 * command, and what the printer shows is what the preview showed. The picture is sent in Z64:
 * deflated, in base64, with a CRC behind it; a twentieth of its hexadecimal form. A ^GFA field
 * takes 99,999 bytes: a larger picture goes in bands, one below the other.
 */

#include "buffer.h"
#include "formats.h"
#include "raster.h"

#include <errno.h>
#include <stdlib.h>
#include <zlib.h>

#define FIELD_MOST 99999u

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

static void put_bands(struct buffer *out, const struct raster *raster)
{
    int rows_most = (int)(FIELD_MOST / raster->stride);
    for (int y = 0; y < raster->height; y += rows_most) {
        int rows = raster->height - y < rows_most ? raster->height - y : rows_most;
        size_t size = (size_t)rows * raster->stride;
        buffer_print(out, "^FO0,%d^GFA,%zu,%zu,%zu,", y, size, size, raster->stride);
        put_z64(out, raster->bits + (size_t)y * raster->stride, size);
        buffer_print(out, "^FS\n");
    }
}

int render_zpl(const struct lot_drawing *drawing, unsigned copies, struct lot_bytes *out)
{
    struct raster raster;
    int error = raster_draw(drawing, &raster);
    if (error < 0) {
        return error;
    }
    struct buffer zpl = {0};
    buffer_print(&zpl, "^XA^LH0,0^PW%d^LL%d\n", raster.width, raster.height);
    put_bands(&zpl, &raster);
    buffer_print(&zpl, "^PQ%u^XZ\n", copies > 0 ? copies : 1);
    raster_done(&raster);
    return buffer_take(&zpl, out);
}
