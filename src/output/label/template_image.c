/* SPDX-License-Identifier: MIT */
/*
 * <image>: a logo that is written into the template itself, as editors embed it, or lies beside it
 * under a plain name. No other place is ever read, whatever a template names.
 */

#include "template_take.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PNG_MOST 262144u
#define PREFIX   "data:image/png;base64,"

#define refuse(taking, ...)                                                                        \
    template_fault((taking)->template, (taking)->line, (taking)->fault, __VA_ARGS__)

/* ---- where it is written down --------------------------------------------------------------- */

static int digit_of(uint8_t byte)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = byte != '\0' ? strchr(digits, byte) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* Base64 with blanks anywhere, as editors break it into lines; false: it is not. */
static bool decode_base64(struct lot_span text, uint8_t *out, size_t *size)
{
    uint32_t bits = 0;
    unsigned count = 0, padding = 0;
    *size = 0;
    for (size_t i = 0; i < text.size; i++) {
        uint8_t byte = text.data[i];
        int digit = digit_of(byte);
        if (byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t') {
            continue;
        }
        if (byte == '=' ? ++padding > 2 : digit < 0 || padding > 0) {
            return false;
        }
        bits = bits << 6 | (uint32_t)(digit < 0 ? 0 : digit);
        if (++count % 4 == 0) {
            out[(*size)++] = (uint8_t)(bits >> 16);
            out[(*size)++] = (uint8_t)(bits >> 8);
            out[(*size)++] = (uint8_t)bits;
        }
    }
    *size -= padding;
    return count > 0 && count % 4 == 0;
}

static int take_embedded(const struct taking *taking, struct lot_span text, struct lot_span *out)
{
    uint8_t *bytes = malloc(text.size + 1);
    size_t size = 0;
    if (!bytes) {
        return -ENOMEM;
    }
    if (!decode_base64(text, bytes, &size)) {
        free(bytes);
        return refuse(taking, "the image is not base64 of a PNG");
    }
    *out = lot_span(bytes, size);
    return 0;
}

/* ---- a file beside the template ------------------------------------------------------------- */

static bool is_plain_name(struct lot_span name)
{
    return name.size > 0 && name.data[0] != '.' && !memchr(name.data, '/', name.size) &&
           !memchr(name.data, ':', name.size);
}

static char *beside(const char *template, struct lot_span name)
{
    const char *slash = strrchr(template, '/');
    char *path = NULL;
    int size = asprintf(&path, "%.*s%.*s", slash ? (int)(slash + 1 - template) : 0, template,
                        (int)name.size, (const char *)name.data);
    return size < 0 ? NULL : path;
}

/* A regular file's bytes; -EFBIG: more than a logo has. */
static int read_file(const char *path, struct lot_span *out)
{
    struct stat status;
    FILE *file = fopen(path, "re");
    uint8_t *bytes = file ? malloc(PNG_MOST) : NULL;
    int error = file ? -ENOMEM : -errno;
    if (bytes) {
        bool regular = fstat(fileno(file), &status) == 0 && S_ISREG(status.st_mode);
        size_t size = regular ? fread(bytes, 1, PNG_MOST, file) : 0;
        error = !regular ? -EINVAL : ferror(file) ? -EIO : size == PNG_MOST ? -EFBIG : 0;
        *out = error == 0 ? lot_span(bytes, size) : lot_span(NULL, 0);
    }
    if (file) {
        fclose(file);
    }
    if (error != 0) {
        free(bytes);
    }
    return error;
}

static int take_file(const struct taking *taking, struct lot_span name, struct lot_span *out)
{
    if (!is_plain_name(name)) {
        return refuse(taking,
                      "an image is " PREFIX "... or the name of a file beside the template");
    }
    char *path = beside(taking->template->path, name);
    if (!path) {
        return -ENOMEM;
    }
    int error = read_file(path, out);
    if (error < 0 && error != -ENOMEM) {
        error = refuse(taking, "%s: %s", path, strerror(-error));
    }
    free(path);
    return error;
}

/* ---- the element ---------------------------------------------------------------------------- */

static int read_picture(const struct taking *taking, const struct shape *shape,
                        struct picture **out)
{
    struct lot_span png = {0};
    struct lot_span href = shape->href;
    size_t prefix = sizeof PREFIX - 1;
    int error = lot_span_starts(href, LOT_LITERAL(PREFIX))
                    ? take_embedded(taking, lot_span_part(href, prefix, href.size), &png)
                    : take_file(taking, href, &png);
    if (error != 0) {
        return error;
    }
    const char *why = "";
    error = picture_new(out, png, &why);
    free((void *)png.data);
    return error == -EINVAL ? refuse(taking, "the image cannot be taken: %s", why) : error;
}

int take_image(const struct taking *taking, const struct shape *shape)
{
    if (!(shape->width > 0 && shape->height > 0)) {
        return refuse(taking, "an image has a width and a height");
    }
    struct node node = take_node(taking, shape, NODE_PICTURE);
    int error = read_picture(taking, shape, &node.picture);
    return error < 0 ? error : take_add(taking, &node, "", shape);
}
