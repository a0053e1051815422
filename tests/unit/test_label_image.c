/* SPDX-License-Identifier: MIT */
/*
 * label: logos in templates. What the file's pixels are is what the dots are, in every size; a file
 * that is broken, huge or somewhere else is refused with the template's line.
 */

#include <lot/label.h>

#include "output/label/picture.h"
#include "output/label/raster.h"

#include <errno.h>
#include <png.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(a)   (sizeof(a) / sizeof(a)[0])
#define TEXT_MOST  400000u
#define SIDE_NOISE 600

/* ---- fixture: a folder, and a template in it ------------------------------------------------ */

static char folder[] = "/tmp/lot-image-XXXXXX";
static char template_path[64];

static int make_folder(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(template_path, sizeof template_path, "%s/label.svg", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char path[64];
    snprintf(path, sizeof path, "%s/logo.png", folder);
    unlink(path);
    unlink(template_path);
    return rmdir(folder);
}

static void write_file(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

/* The PNG of such pixels, as 'data:...' with a line break in it; the caller frees it. */
static char *png_of(const uint8_t *pixels, png_uint_32 width, png_uint_32 height, uint32_t format,
                    size_t *size, uint8_t **bytes)
{
    png_image image = {
        .version = PNG_IMAGE_VERSION, .width = width, .height = height, .format = format};
    png_alloc_size_t needed = 0;
    assert_true(png_image_write_get_memory_size(image, needed, 0, pixels, 0, NULL));
    *bytes = malloc(needed);
    assert_true(png_image_write_to_memory(&image, *bytes, &needed, 0, pixels, 0, NULL));
    *size = needed;
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char *text = calloc(1, 2 * needed + 64);
    char *at = text + sprintf(text, "data:image/png;base64,\n ");
    for (size_t i = 0; i < needed; i += 3) {
        uint32_t group = 0;
        for (size_t k = 0; k < 3; k++) {
            group = group << 8 | (i + k < needed ? (*bytes)[i + k] : 0);
        }
        at += sprintf(at, "%c%c%c%c", digits[group >> 18], digits[group >> 12 & 63],
                      i + 1 < needed ? digits[group >> 6 & 63] : '=',
                      i + 2 < needed ? digits[group & 63] : '=');
    }
    return text;
}

static char *embedded(const uint8_t *pixels, png_uint_32 width, png_uint_32 height, uint32_t format)
{
    size_t size;
    uint8_t *bytes;
    char *text = png_of(pixels, width, height, format, &size, &bytes);
    free(bytes);
    return text;
}

/* An image of 16 x 8 mm at (2, 4) on a sheet of 20 x 20 mm. */
static int compose(const char *attributes, const char *href, struct lot_drawing **out,
                   struct lot_label_fault *fault)
{
    struct lot_template *template = NULL;
    char *text = malloc(TEXT_MOST);
    int size = snprintf(text, TEXT_MOST,
                        "<svg width='20mm' height='20mm' viewBox='0 0 20 20'>\n"
                        "<image x='2' y='4' width='16' height='8' %s href='%s'/></svg>",
                        attributes, href);
    assert_in_range(size, 1, TEXT_MOST - 1);
    write_file(template_path, text, (size_t)size);
    free(text);
    int error = lot_template_load(&template, template_path, fault);
    const struct lot_label_options options = {.dots_per_mm = 8};
    error = error < 0 ? error : lot_template_compose(template, &options, NULL, 0, out, fault);
    lot_template_free(template);
    return error;
}

static bool is_black(const struct raster *raster, int x, int y)
{
    return raster->bits[(size_t)y * raster->stride + (size_t)x / 8] >> (7 - x % 8) & 1;
}

static void assert_dark(const struct raster *raster, struct box box, bool dark)
{
    for (int y = box.y; y < box.y + box.height; y++) {
        for (int x = box.x; x < box.x + box.width; x++) {
            if (is_black(raster, x, y) != dark) {
                fail_msg("dot %d,%d is %s", x, y, dark ? "light" : "dark");
            }
        }
    }
}

static struct raster raster_of(const char *attributes, const char *href)
{
    struct raster raster;
    struct lot_drawing *drawing = NULL;
    struct lot_label_fault fault = {0};
    if (compose(attributes, href, &drawing, &fault) < 0) {
        fail_msg("%s", fault.text);
    }
    assert_int_equal(raster_draw(drawing, &raster), 0);
    lot_drawing_free(drawing);
    return raster;
}

/* ---- pixels --------------------------------------------------------------------------------- */

static const uint8_t checker[] = {0x00, 0xff, 0xff, 0x00};

static void pixels_become_dots(void **state)
{
    (void)state;
    char *href = embedded(checker, 2, 2, PNG_FORMAT_GRAY);
    struct raster kept = raster_of("", href);
    assert_dark(&kept, (struct box){16, 32, 32, 64}, false); /* a square, in the middle */
    assert_dark(&kept, (struct box){48, 32, 32, 32}, true);
    assert_dark(&kept, (struct box){80, 32, 32, 32}, false);
    assert_dark(&kept, (struct box){48, 64, 32, 32}, false);
    assert_dark(&kept, (struct box){80, 64, 32, 32}, true);
    assert_dark(&kept, (struct box){112, 32, 32, 64}, false);
    raster_done(&kept);
    struct raster filled = raster_of("preserveAspectRatio='none'", href);
    assert_dark(&filled, (struct box){16, 32, 64, 32}, true);
    assert_dark(&filled, (struct box){80, 64, 64, 32}, true);
    assert_dark(&filled, (struct box){80, 32, 64, 32}, false);
    raster_done(&filled);
    struct raster turned = raster_of("transform='rotate(90,10,8)'", href);
    assert_dark(&turned, (struct box){80, 32, 32, 32}, true);
    assert_dark(&turned, (struct box){48, 32, 32, 32}, false);
    raster_done(&turned);
    free(href);
}

/* What is darker than half is printed, and what is transparent is not. */
static void greys_and_colours_are_black_or_white(void **state)
{
    (void)state;
    static const uint8_t greys[] = {0x20, 0xe0};
    static const uint8_t clear[] = {0, 0, 0, 0xff, 0, 0, 0, 0};
    char *grey = embedded(greys, 2, 1, PNG_FORMAT_GRAY);
    char *colour = embedded(clear, 2, 1, PNG_FORMAT_RGBA);
    struct raster first = raster_of("", grey);
    struct raster second = raster_of("", colour);
    assert_dark(&first, (struct box){16, 32, 64, 64}, true);
    assert_dark(&first, (struct box){80, 32, 64, 64}, false);
    assert_memory_equal(first.bits, second.bits, (size_t)first.height * first.stride);
    raster_done(&first);
    raster_done(&second);
    free(grey);
    free(colour);
}

/* Pixels smaller than dots: a dot is what most of them are. */
static void large_pictures_shrink(void **state)
{
    (void)state;
    static uint8_t pixels[640 * 320];
    for (size_t i = 0; i < sizeof pixels; i++) {
        pixels[i] = i % 640 < 320 || i % 5 == 0 ? 0x00 : 0xff;
    }
    char *href = embedded(pixels, 640, 320, PNG_FORMAT_GRAY);
    struct raster raster = raster_of("", href);
    assert_dark(&raster, (struct box){16, 32, 64, 64}, true);
    assert_dark(&raster, (struct box){80, 32, 64, 64}, false);
    raster_done(&raster);
    free(href);
}

static void a_file_beside_the_template(void **state)
{
    (void)state;
    char path[64];
    size_t size;
    uint8_t *bytes;
    snprintf(path, sizeof path, "%s/logo.png", folder);
    char *href = png_of(checker, 2, 2, PNG_FORMAT_GRAY, &size, &bytes);
    write_file(path, bytes, size);
    struct raster beside = raster_of("", "logo.png");
    struct raster inside = raster_of("", href);
    assert_memory_equal(beside.bits, inside.bits, (size_t)inside.height * inside.stride);
    raster_done(&beside);
    raster_done(&inside);
    free(bytes);
    free(href);
}

/* ---- hostile files -------------------------------------------------------------------------- */

static void assert_refused(const char *href, const char *says)
{
    struct lot_drawing *drawing = NULL;
    struct lot_label_fault fault = {0};
    int error = compose("", href, &drawing, &fault);
    if (error != -EINVAL || !strstr(fault.text, says) || !strstr(fault.text, "label.svg:2: ")) {
        fail_msg("%.40s: %d '%s'", href, error, fault.text);
    }
}

static void what_is_no_logo_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *href, *says;
    } rows[] = {
        {"/etc/passwd",                        "an image is data:image/png"},
        {"../logo.png",                        "an image is data:image/png"},
        {"..",                                 "an image is data:image/png"},
        {".hidden",                            "an image is data:image/png"},
        {"file:logo.png",                      "an image is data:image/png"},
        {"http://192.0.2.1/a",                 "an image is data:image/png"},
        {"data:image/svg+xml,x",               "an image is data:image/png"},
        {"nowhere.png",                        "No such file"              },
        {"label.svg",                          "it is no PNG"              },
        {"data:image/png;base64,",             "is not base64"             },
        {"data:image/png;base64,AAA",          "is not base64"             },
        {"data:image/png;base64,AA==AAAA",     "is not base64"             },
        {"data:image/png;base64,A===",         "is not base64"             },
        {"data:image/png;base64,AAAA",         "it is no PNG"              },
        {"data:image/png;base64,iVBORw0KGgo=", "it is no PNG"              },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_refused(rows[i].href, rows[i].says);
    }
}

static void huge_pictures_are_refused(void **state)
{
    (void)state;
    static uint8_t row[PICTURE_SIDE_MOST + 1];
    char *wide = embedded(row, sizeof row, 1, PNG_FORMAT_GRAY);
    char *tall = embedded(row, 1, sizeof row, PNG_FORMAT_GRAY);
    assert_refused(wide, "more than 2048 pixels");
    assert_refused(tall, "more than 2048 pixels");
    free(wide);
    free(tall);
}

static void noise_is_no_logo(void **state)
{
    (void)state;
    struct lot_drawing *drawing = NULL;
    struct fonts *fonts = NULL;
    uint8_t *ink = calloc(SIDE_NOISE, SIDE_NOISE);
    for (int i = 0; i < SIDE_NOISE * SIDE_NOISE; i++) {
        ink[i] = (i / SIDE_NOISE + i % SIDE_NOISE) % 2 ? 0xff : 0;
    }
    const struct picture picture = {SIDE_NOISE, SIDE_NOISE, ink};
    const struct lot_label_options options = {.width_mm = 100, .height_mm = 100};
    assert_int_equal(fonts_open(&fonts, &options, NULL), 0);
    assert_int_equal(drawing_new(&drawing, &options, fonts, NULL), 0);
    assert_int_equal(
        drawing_add_picture(drawing, &picture, (struct box){0, 0, SIDE_NOISE, SIDE_NOISE}, false),
        -E2BIG);
    lot_drawing_free(drawing);
    free(ink);
}

/* Whichever byte of a PNG is broken or missing, it is refused or drawn, and nothing else. */
static void broken_bytes(void **state)
{
    (void)state;
    size_t size;
    uint8_t *bytes;
    const char *why = "";
    char *href = png_of(checker, 2, 2, PNG_FORMAT_GRAY, &size, &bytes);
    for (size_t i = 0; i < 2 * size; i++) {
        struct picture *picture = NULL;
        size_t length = i < size ? i : size;
        bytes[i % size] ^= i < size ? 0 : 0x55;
        int error = picture_new(&picture, lot_span(bytes, length), &why);
        assert_true(error == -EINVAL ? !picture : error == 0 && picture->width <= 2048);
        bytes[i % size] ^= i < size ? 0 : 0x55;
        picture_free(picture);
    }
    free(bytes);
    free(href);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pixels_become_dots),
        cmocka_unit_test(greys_and_colours_are_black_or_white),
        cmocka_unit_test(large_pictures_shrink),
        cmocka_unit_test(a_file_beside_the_template),
        cmocka_unit_test(what_is_no_logo_is_refused),
        cmocka_unit_test(huge_pictures_are_refused),
        cmocka_unit_test(noise_is_no_logo),
        cmocka_unit_test(broken_bytes),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
