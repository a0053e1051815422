/* SPDX-License-Identifier: MIT */
/*
 * label: what is drawn. The raster is read dot by dot: modules are whole multiples of X, their
 * quiet zone is blank, no line of text touches another.
 */

#include <lot/label.h>

#include "output/label/raster.h"

#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

static const struct lot_label_data samples[] = {
    {.item = LOT_LITERAL("09521234543213"),
     .item_name = LOT_LITERAL("Tomato passata, organic, 500 g"),
     .lot = LOT_LITERAL("ABC123"),
     .expiry = 20260930,
     .quantity = 48,
     .unit = LOT_LITERAL("pcs"),
     .supplier = LOT_LITERAL("Conserve del Sud S.r.l."),
     .received = 20260301},
    {.item = LOT_LITERAL("09521234543213"),
     .item_name = LOT_LITERAL("Écrémé Ångström žlutý kůň jumpy Ελληνικά Кириллица 漢字 and more"),
     .lot = LOT_LITERAL("WWWWWWWWWWWWWWWWWWWW"),
     .expiry = 20260930,
     .best_before = 20260801,
     .quantity = 99999999,
     .unit = LOT_LITERAL("pieces of quite some length"),
     .supplier = LOT_LITERAL("Conserve del Sud S.r.l. e Figli, Stabilimento di Battipaglia"),
     .received = 20260301},
    {.item = LOT_LITERAL("SKU-4711"),                                     .lot = LOT_LITERAL("CH-2026/118")                   },
    {.item = LOT_LITERAL("09521234543213"),
     .item_name = LOT_LITERAL("bad \xff\xc3 bytes\n\x1b and (g)"),
     .lot = LOT_LITERAL("jgy")},
};

static const struct lot_label_options sheets[] = {
    {0                 },
    { .width_mm = 57,  .height_mm = 32, .dots_per_mm = 8},
    {  .width_mm = 57,  .height_mm = 32, .dots_per_mm = 12},
    { .width_mm = 100, .height_mm = 50, .dots_per_mm = 24},
    { .width_mm = 50,  .height_mm = 80, .dots_per_mm = 8},
    {  .width_mm = 148, .height_mm = 105, .dots_per_mm = 8},
};

static struct lot_drawing *compose(const struct lot_label_options *options,
                                   const struct lot_label_data *data)
{
    struct lot_drawing *drawing = NULL;
    struct lot_label_fault fault = {0};
    int error = lot_label_compose(options, data, &drawing, &fault);
    if (error < 0) {
        fail_msg("%s", fault.text);
    }
    return drawing;
}

static bool is_black(const struct raster *raster, int x, int y)
{
    return raster->bits[(size_t)y * raster->stride + (size_t)x / 8] >> (7 - x % 8) & 1;
}

/* ---- the symbol ----------------------------------------------------------------------------- */

/*
 * The corners of the symbol: its boxes are what is left of the list's boxes after the header's
 * rule, which is as wide as the margins leave.
 */
static struct box symbol_of(const struct lot_drawing *drawing)
{
    struct box all = {.x = drawing->width, .y = drawing->height};
    for (size_t i = 0; i < drawing->item_count; i++) {
        struct box box = drawing->items[i].box;
        if (drawing->items[i].kind != ITEM_BOX || box.width > drawing->width / 2) {
            continue;
        }
        int right = all.x + all.width > box.x + box.width || all.width == 0 ? all.x + all.width
                                                                            : box.x + box.width;
        if (all.width == 0) {
            all = box;
            continue;
        }
        int bottom =
            all.y + all.height > box.y + box.height ? all.y + all.height : box.y + box.height;
        int left = all.x < box.x ? all.x : box.x;
        all = (struct box){left, all.y, right - left, bottom - all.y};
    }
    return all;
}

/* A DataMatrix has a solid left edge and a top edge of alternating modules, which tell its X. */
static int measure_x(const struct raster *raster, struct box symbol)
{
    int x = 0;
    while (is_black(raster, symbol.x + x, symbol.y)) {
        x++;
    }
    return x;
}

static void check_modules(const struct raster *raster, struct box symbol, int x)
{
    assert_int_equal(symbol.height % x, 0);
    assert_int_equal((symbol.height / x) % 2, 0);
    for (int dy = 0; dy < symbol.height; dy++) {
        for (int dx = 0; dx < symbol.height; dx++) {
            bool corner = is_black(raster, symbol.x + dx / x * x, symbol.y + dy / x * x);
            assert_int_equal(is_black(raster, symbol.x + dx, symbol.y + dy), corner);
        }
    }
    for (int dy = 0; dy < symbol.height; dy++) {
        assert_true(is_black(raster, symbol.x, symbol.y + dy));
    }
}

static void check_quiet(const struct raster *raster, struct box symbol, int x)
{
    for (int dy = -x; dy < symbol.height + x; dy++) {
        for (int dx = -x; dx < symbol.height + x; dx++) {
            bool inside = dy >= 0 && dy < symbol.height && dx >= 0 && dx < symbol.height;
            assert_true(inside || !is_black(raster, symbol.x + dx, symbol.y + dy));
        }
    }
}

static void modules_are_whole_dots(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(samples) * COUNT(sheets); i++) {
        const struct lot_label_options *sheet = &sheets[i % COUNT(sheets)];
        struct lot_drawing *drawing = compose(sheet, &samples[i / COUNT(sheets)]);
        struct raster raster;
        assert_int_equal(raster_draw(drawing, &raster), 0);
        struct box symbol = symbol_of(drawing);
        int x = measure_x(&raster, symbol);
        assert_true(x / drawing->dots_per_mm >= 0.255);
        assert_true(x / drawing->dots_per_mm <= 1.524);
        check_modules(&raster, symbol, x);
        check_quiet(&raster, symbol, x);
        raster_done(&raster);
        lot_drawing_free(drawing);
    }
}

static void x_is_the_largest(void **state)
{
    (void)state;
    struct symbol *symbol = NULL;
    assert_int_equal(symbol_new(&symbol, SYMBOL_DATAMATRIX, LOT_LITERAL("A"), NULL), 0);
    assert_int_equal(symbol_columns(symbol), 10);
    assert_int_equal(symbol_rows(symbol), 10);
    static const struct {
        struct symbol_space space;
        int x;
    } rows[] = {
        {{80, 80, 20, 8},   8        },
        {{79, 80, 20, 8},   7        },
        {{80, 79, 20, 8},   7        },
        {{80, 80, 7, 8},    7        }, /* the quiet zone */
        {{500, 500, 99, 8}, 12       }, /* 1.5 mm; 13 dots would be 1.625 */
        {{30, 30, 9, 8},    3        },
        {{29, 30, 9, 8},    -EMSGSIZE}, /* 2 dots would be 0.25 mm */
        {{30, 30, 2, 8},    -EMSGSIZE},
        {{70, 70, 9, 24},   7        },
        {{69, 70, 9, 24},   -EMSGSIZE},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct lot_label_fault fault = {0};
        assert_int_equal(symbol_fit(symbol, &rows[i].space, &fault), rows[i].x);
        assert_int_equal(fault.reason, rows[i].x < 0 ? LOT_LABEL_SIZE : LOT_LABEL_FINE);
    }
    symbol_free(symbol);
}

/* ---- text ----------------------------------------------------------------------------------- */

static bool meet(struct box a, struct box b)
{
    return a.width > 0 && b.width > 0 && a.x < b.x + b.width && b.x < a.x + a.width &&
           a.y < b.y + b.height && b.y < a.y + a.height;
}

static void nothing_overlaps(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(samples) * COUNT(sheets); i++) {
        struct lot_drawing *drawing =
            compose(&sheets[i % COUNT(sheets)], &samples[i / COUNT(sheets)]);
        for (size_t a = 0; a < drawing->item_count; a++) {
            struct box box = drawing->items[a].box;
            assert_true(box.x >= 0 && box.x + box.width <= drawing->width);
            assert_true(box.y >= 0 && box.y + box.height <= drawing->height);
            for (size_t b = a + 1; b < drawing->item_count; b++) {
                assert_false(meet(box, drawing->items[b].box));
            }
        }
        lot_drawing_free(drawing);
    }
}

static struct lot_drawing *blank(void)
{
    struct fonts *fonts = NULL;
    struct lot_drawing *drawing = NULL;
    assert_int_equal(fonts_open(&fonts, &(struct lot_label_options){0}, NULL), 0);
    assert_int_equal(drawing_new(&drawing, &(struct lot_label_options){0}, fonts, NULL), 0);
    return drawing;
}

static const struct run *set(struct lot_drawing *drawing, const char *text, int width,
                             bool must_show)
{
    const struct line line = {
        .text = lot_span_of(text),
        .font = {WEIGHT_REGULAR, 40},
        .x = 10,
        .width = width,
        .baseline = 100,
        .must_show = must_show
    };
    assert_int_equal(drawing_add_line(drawing, &line), 0);
    const struct item *item = &drawing->items[drawing->item_count - 1];
    assert_true(item->box.x + item->box.width <= 10 + width);
    return &item->run;
}

static void long_lines_shrink_then_end_in_an_ellipsis(void **state)
{
    (void)state;
    struct lot_drawing *drawing = blank();
    const struct font font = {WEIGHT_REGULAR, 40};
    int width = drawing_measure(drawing, font, lot_span_of("Battipaglia"));
    const struct run *run = set(drawing, "Battipaglia", width, false);
    assert_int_equal(run->font.size, 40);
    assert_int_equal(run->count, 11);
    run = set(drawing, "Battipaglia", width * 7 / 10, false);
    assert_in_range(run->font.size, 24, 29);
    assert_int_equal(run->count, 11);
    run = set(drawing, "Battipaglia", width / 2, false);
    assert_int_equal(run->font.size, 24);
    assert_in_range(run->count, 5, 10);
    uint32_t ellipsis = fonts_find(drawing->fonts, WEIGHT_REGULAR, 0x2026);
    assert_int_equal(drawing->glyphs[run->first + run->count - 1].index, ellipsis);
    run = set(drawing, "Battipaglia", width / 2, true);
    assert_in_range(run->font.size, 12, 20);
    assert_int_equal(run->count, 11);
    lot_drawing_free(drawing);
}

static void missing_glyphs_leave_a_mark(void **state)
{
    (void)state;
    struct lot_drawing *drawing = blank();
    uint32_t mark = fonts_find(drawing->fonts, WEIGHT_REGULAR, 0xfffd);
    static const char *const broken[] = {"\xcd\xb8", "\xff", "\xc3", "\n", "\x7f", "\xc2\x85"};
    assert_int_not_equal(mark, fonts_find(drawing->fonts, WEIGHT_REGULAR, 'A'));
    for (size_t i = 0; i < COUNT(broken); i++) {
        const struct run *run = set(drawing, broken[i], 400, false);
        assert_int_equal(run->count, 1);
        assert_int_equal(drawing->glyphs[run->first].index, mark);
    }
    const struct run *run = set(drawing, "\xc3(", 400, false);
    assert_int_equal(run->count, 2);
    lot_drawing_free(drawing);
}

/* ---- other scripts -------------------------------------------------------------------------- */

#define FONTS "/usr/share/fonts/truetype/dejavu/"

/* Another number than the mark's, and the glyph is there. */
static bool has(struct fonts *fonts, enum weight weight, uint32_t character)
{
    uint32_t number = fonts_find(fonts, weight, character);
    const struct glyph *glyph = fonts_glyph(fonts, (struct font){weight, 40}, number);
    assert_non_null(glyph);
    return number != fonts_find(fonts, weight, 0xfffd) && glyph->width > 0;
}

static void other_fonts_fill_in(void **state)
{
    (void)state;
    static const char *const fallback[] = {FONTS "DejaVuSerif-Bold.ttf", NULL};
    const struct lot_label_options plain = {.font = FONTS "DejaVuSans.ttf"};
    const struct lot_label_options filled = {.font = FONTS "DejaVuSans.ttf", .fallback = fallback};
    const struct lot_label_options latin = {.font = FONTS "DejaVuMathTeXGyre.ttf"};
    struct fonts *fonts = NULL;
    if (access(FONTS "DejaVuMathTeXGyre.ttf", R_OK) < 0) {
        skip();
    }
    assert_int_equal(fonts_open(&fonts, &plain, NULL), 0);
    assert_false(has(fonts, WEIGHT_REGULAR, 0x1d400)); /* a mathematical A */
    fonts_close(fonts);
    assert_int_equal(fonts_open(&fonts, &filled, NULL), 0);
    assert_true(has(fonts, WEIGHT_REGULAR, 0x1d400));
    assert_true(has(fonts, WEIGHT_BOLD, 0x1d400));
    assert_int_equal(fonts_find(fonts, WEIGHT_REGULAR, 'A') >> 16, 0);
    fonts_close(fonts);
    assert_int_equal(fonts_open(&fonts, &latin, NULL), 0); /* the usual ones have the Cyrillic */
    assert_true(has(fonts, WEIGHT_REGULAR, 0x416));
    assert_true(has(fonts, WEIGHT_BOLD, 0x416));
    fonts_close(fonts);
}

static void fonts_that_are_not_there(void **state)
{
    (void)state;
    static const char *const fallback[] = {"/nowhere/cjk.otf", NULL};
    static const struct lot_label_options rows[] = {
        {.font = "/nowhere/cjk.otf"},
        {.fallback = fallback},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct lot_label_fault fault = {0};
        struct fonts *fonts = NULL;
        assert_int_equal(fonts_open(&fonts, &rows[i], &fault), -ENOENT);
        assert_int_equal(fault.reason, LOT_LABEL_FONT);
        assert_non_null(strstr(fault.text, "/nowhere/cjk.otf is no font"));
    }
}

/* ---- faults --------------------------------------------------------------------------------- */

static void faults(void **state)
{
    (void)state;
    static const struct {
        struct lot_label_options options;
        struct lot_label_data data;
        int error;
        enum lot_label_reason reason;
        const char *word;
    } rows[] = {
        {{.width_mm = 30, .height_mm = 15},
         {.item = LOT_LITERAL("09521234543213"), .lot = LOT_LITERAL("A")},
         -EMSGSIZE,
         LOT_LABEL_SIZE,                                                                              "modules"     },
        {{.width_mm = 9},                   {.item = LOT_LITERAL("A")},    -EMSGSIZE, LOT_LABEL_SIZE, "10 to 300 mm"},
        {{.width_mm = NAN},                 {.item = LOT_LITERAL("A")},    -EMSGSIZE, LOT_LABEL_SIZE, "nan"         },
        {{.dots_per_mm = 61},               {.item = LOT_LITERAL("A")},    -EMSGSIZE, LOT_LABEL_SIZE, "61 dots"     },
        {{.font = "/nowhere.ttf"},
         {.item = LOT_LITERAL("A")},
         -ENOENT,
         LOT_LABEL_FONT,                                                                              "/nowhere.ttf"},
        {{.font = "/etc/passwd"},
         {.item = LOT_LITERAL("A")},
         -ENOENT,
         LOT_LABEL_FONT,                                                                              "/etc/passwd" },
        {{.width_mm = 0},                   {.lot = LOT_LITERAL("A")},     -EINVAL,   LOT_LABEL_DATA, "no item"     },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct lot_drawing *drawing = NULL;
        struct lot_label_fault fault = {0};
        assert_int_equal(lot_label_compose(&rows[i].options, &rows[i].data, &drawing, &fault),
                         rows[i].error);
        assert_null(drawing);
        assert_int_equal(fault.reason, rows[i].reason);
        assert_non_null(strstr(fault.text, rows[i].word));
        assert_int_equal(lot_label_compose(&rows[i].options, &rows[i].data, &drawing, NULL),
                         rows[i].error);
    }
}

/* ---- formats -------------------------------------------------------------------------------- */

static void formats_begin_as_they_should(void **state)
{
    (void)state;
    static const struct {
        const char *name, *begins, *holds, *ends;
    } rows[LOT_LABEL_FORMAT_COUNT] = {
        [LOT_LABEL_PNG] = {"png",    "\x89PNG\r\n\x1a\n",     "pHYs",                                 "IEND\xae\x42\x60\x82"},
        [LOT_LABEL_SVG] = {"svg",    "<svg ",                 "width=\"100mm\" height=\"50mm\"",      "</svg>\n"            },
        [LOT_LABEL_ZPL] = {"zpl",    "^XA",                   "^GFA,40000,40000,100,:Z64:",           "^PQ3^XZ\n"           },
        [LOT_LABEL_ESCPOS] = {"escpos", "\x1b@\x1dv0",
                           "\x1b"
                              "d\x04\x1dv0",                                                          "\x1b"
                              "d\x04"                                           },
        [LOT_LABEL_TSPL] = {"tspl",   "SIZE 100 mm,50 mm\r\n", "CLS\r\nBITMAP 0,0,100,400,0,",
                           "PRINT 1,3\r\n"                                                                                  },
        [LOT_LABEL_PDF] = {"pdf",    "%PDF-1.4\n",            "/MediaBox[0 0 283.464567 141.732283]",
                           "\n%%EOF\n"                                                                                      },
    };
    struct lot_drawing *drawing = compose(&sheets[0], &samples[0]);
    for (int i = 0; i < LOT_LABEL_FORMAT_COUNT; i++) {
        struct lot_bytes bytes;
        assert_int_equal(lot_label_format_by_name(lot_span_of(rows[i].name)), i);
        assert_string_equal(lot_label_format_name((enum lot_label_format)i), rows[i].name);
        assert_int_equal(lot_drawing_render(drawing, (enum lot_label_format)i, 3, &bytes), 0);
        size_t begins = strlen(rows[i].begins);
        size_t ends = strlen(rows[i].ends);
        assert_true(bytes.size > begins + ends);
        assert_memory_equal(bytes.data, rows[i].begins, begins);
        assert_memory_equal(bytes.data + bytes.size - ends, rows[i].ends, ends);
        assert_non_null(memmem(bytes.data, bytes.size, rows[i].holds, strlen(rows[i].holds)));
        lot_bytes_done(&bytes);
        assert_null(bytes.data);
    }
    lot_drawing_free(drawing);
    assert_int_equal(lot_label_format_by_name(LOT_LITERAL("gif")), -EINVAL);
    assert_int_equal(lot_label_format_by_name(LOT_LITERAL("")), -EINVAL);
}

/* A picture too large for one field goes in bands that together have all rows. */
static void zpl_bands(void **state)
{
    (void)state;
    struct lot_drawing *drawing = compose(&sheets[3], &samples[0]);
    struct lot_bytes bytes;
    static const char *const bands[] = {"^FO0,0^GFA,99900,99900,300,", "^FO0,333^GFA,99900,",
                                        "^FO0,666^GFA,99900,", "^FO0,999^GFA,60300,60300,300,"};
    assert_int_equal(lot_drawing_render(drawing, LOT_LABEL_ZPL, 0, &bytes), 0);
    for (size_t i = 0; i < COUNT(bands); i++) {
        assert_non_null(memmem(bytes.data, bytes.size, bands[i], strlen(bands[i])));
    }
    assert_non_null(memmem(bytes.data, bytes.size, "^PQ1^XZ", 7));
    lot_bytes_done(&bytes);
    lot_drawing_free(drawing);
}

static void frees_nothing(void **state)
{
    (void)state;
    assert_null(lot_drawing_free(NULL));
    assert_null(fonts_close(NULL));
    assert_null(symbol_free(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(modules_are_whole_dots),
        cmocka_unit_test(x_is_the_largest),
        cmocka_unit_test(nothing_overlaps),
        cmocka_unit_test(long_lines_shrink_then_end_in_an_ellipsis),
        cmocka_unit_test(missing_glyphs_leave_a_mark),
        cmocka_unit_test(other_fonts_fill_in),
        cmocka_unit_test(fonts_that_are_not_there),
        cmocka_unit_test(faults),
        cmocka_unit_test(formats_begin_as_they_should),
        cmocka_unit_test(zpl_bands),
        cmocka_unit_test(frees_nothing),
    };
    return cmocka_run_group_tests_name("label drawing", tests, NULL, NULL);
}
