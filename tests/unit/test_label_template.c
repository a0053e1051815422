/* SPDX-License-Identifier: MIT */
/*
 * label: templates. What is wrong in one is told with its line; what a field says stays a text;
 * what is turned on the sheet is the same picture turned.
 */

#include <lot/label.h>

#include "output/label/raster.h"

#include <errno.h>
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define SHEET(body)                                                                                \
    "<svg xmlns='http://www.w3.org/2000/svg' width='40mm' height='40mm' viewBox='0 0 40 "          \
    "40'>\n" body "\n</svg>\n"
#define DATAMATRIX(content)                                                                        \
    SHEET("<rect x='5' y='5' width='30' height='30' data-symbol='gs1-datamatrix' "                 \
          "data-content='" content "'/>")

static int load(const char *text, struct lot_template **out, struct lot_label_fault *fault)
{
    char path[64];
    int fd = memfd_create("template", MFD_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int error = lot_template_load(out, path, fault);
    close(fd);
    return error;
}

static int compose(const char *text, const struct lot_label_field *fields, size_t count,
                   struct lot_drawing **out, struct lot_label_fault *fault)
{
    struct lot_template *template = NULL;
    if (load(text, &template, fault) < 0) {
        fail_msg("%s", fault->text);
    }
    const struct lot_label_options options = {.dots_per_mm = 8};
    int error = lot_template_compose(template, &options, fields, count, out, fault);
    lot_template_free(template);
    return error;
}

static struct lot_drawing *composed(const char *text, const struct lot_label_field *fields,
                                    size_t count)
{
    struct lot_label_fault fault = {0};
    struct lot_drawing *drawing = NULL;
    if (compose(text, fields, count, &drawing, &fault) < 0) {
        fail_msg("%s", fault.text);
    }
    return drawing;
}

/* ---- faults --------------------------------------------------------------------------------- */

static void faults_tell_their_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } rows[] = {
        {"",                                                                       ":1: no element found"               },
        {"<html/>",                                                                ":1: this is html"                   },
        {"<svg width='40mm' height='40mm'/>",                                      ":1: svg needs a width"              },
        {"<svg width='40mm' height='40mm' viewBox='0 0 40 41'/>",                  ":1: svg needs a width"              },
        {"<svg width='40px' height='40mm' viewBox='0 0 40 40'/>",                  ":1: width does not take '40px'"     },
        {SHEET("<text>"),                                                          ":3: mismatched tag"                 },
        {SHEET("\n<circle/>"),                                                     ":3: no <circle> is known"           },
        {SHEET("<image width='1' height='1'/>"),                                   ":2: an image is data:image/png"     },
        {SHEET("<script>1</script>"),                                              ":2: no <script> is known"           },
        {SHEET("<rect width='1' height='1' rx='2'/>"),                             ":2: rx is not known here (2)"       },
        {SHEET("<rect width='1' height='1' style='rx:2'/>"),                       ":2: rx is not known here (rx:2)"    },
        {SHEET("<rect width='1cm' height='1'/>"),                                  ":2: width does not take '1cm'"      },
        {SHEET("<rect width='1e1' height='1'/>"),                                  ":2: width does not take"            },
        {SHEET("<rect width='1' height='0'/>"),                                    ":2: a rect has a width and a height"},
        {SHEET("<rect width='1' height='1' fill='red'/>"),                         ":2: a colour that"                  },
        {SHEET("<rect width='1' height='1' transform='rotate(45)'/>"),
         ":2: transform does not take 'rotate(45)'"                                                                     },
        {SHEET("<rect width='1' height='1' transform='scale(2)'/>"),               ":2: transform does not take"        },
        {SHEET("<rect width='1' height='1' transform='rotate(90'/>"),
         ":2: transform does not take"                                                                                  },
        {SHEET("<rect x='39.5' width='1' height='1'/>"),
         ":2: this lies outside the sheet of 40 x 4"                                                                    },
        {SHEET("<g transform='translate(-1)'>\n<rect width='1' height='1'/></g>"),
         ":3: this lies outside"                                                                                        },
        {SHEET("<text x='1' y='1'>A</text>"),                                      ":2: this lies outside"              },
        {SHEET("<text x='9' y='9' data-width='32'>A</text>"),                      ":2: this lies outside"              },
        {SHEET("<text x='9' y='9' fill='none'>A</text>"),                          ":2: a text is black"                },
        {SHEET("<text x='9' y='9'>\n<g/></text>"),                                 ":3: no <g> is known"                },
        {SHEET("<line x1='1' y1='1' x2='2' y2='3' stroke='black'/>"),
         ":2: a line is level or upright"                                                                               },
        {SHEET("<line x1='1' y1='1' x2='2' y2='1'/>"),                             ":2: a line is level or upright"     },
        {SHEET("<rect width='9' height='9' data-symbol='aztec'/>"),
         ":2: data-symbol does not take 'aztec'"                                                                        },
        {SHEET("<rect width='9' height='9' data-symbol='qr'/>"),
         ":2: a symbol needs its data-content"                                                                          },
        {"<!DOCTYPE svg [<!ENTITY a 'b'>]>" SHEET(""),                             ":1: a template has no document type"},
        {SHEET("&b;"),                                                             ":2: undefined entity"               },
        {SHEET("<g><g><g><g><g><g><g><g><g><g><g><g><g><g><g><g>"),                ":2: groups in groups"               },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct lot_template *template = NULL;
        struct lot_label_fault fault = {0};
        int error = load(rows[i].text, &template, &fault);
        if (error != -EINVAL || !strstr(fault.text, rows[i].says)) {
            fail_msg("row %zu: %d '%s'", i, error, fault.text);
        }
        assert_null(template);
        assert_int_equal(load(rows[i].text, &template, NULL), -EINVAL);
    }
}

static void files_that_are_not_there(void **state)
{
    (void)state;
    struct lot_template *template = NULL;
    struct lot_label_fault fault = {0};
    assert_int_equal(lot_template_load(&template, "/nowhere.svg", &fault), -ENOENT);
    assert_non_null(strstr(fault.text, "/nowhere.svg: No such file"));
    assert_int_equal(lot_template_load(&template, "/tmp", &fault), -EIO);
    assert_int_equal(lot_template_load(&template, "/dev/zero", &fault), -EFBIG);
    assert_null(lot_template_free(NULL));
}

static void fields_that_cannot_be_said(void **state)
{
    (void)state;
    static const struct lot_label_field fields[] = {
        {"gtin",  LOT_LITERAL("09521234543213")},
        {"wrong", LOT_LITERAL("09521234543214")},
        {"lot",   LOT_LITERAL("A[17]260101")   },
        {"none",  {0}                          },
    };
    static const struct {
        const char *text, *says;
        int error;
    } rows[] = {
        {SHEET("<text x='5' y='9'>{colour}</text>"),                                                          ":2: there is no field {colour}", -EINVAL  },
        {SHEET("<text x='5' y='9'>{gtin</text>"),                                                             ":2: a '{' without",              -EINVAL  },
        {SHEET("<text x='5' y='9' data-when='a'>x</text>"),                                                   ":2: there is no field {a}",      -EINVAL  },
        {DATAMATRIX("[01]{gtin}[10]{lot}"),                                                                   ":2: {lot} has a bracket",        -EINVAL  },
        {DATAMATRIX("[01]{wrong}"),                                                                           "check-digit 01",                 -EINVAL  },
        {DATAMATRIX("[10]A"),                                                                                 "required 10",                    -EINVAL  },
        {DATAMATRIX("[01]{none}"),                                                                            "nothing to say",                 -EINVAL  },
        {SHEET(
             "<rect width='4' height='4' data-symbol='gs1-datamatrix' data-content='[01]{gtin}'/>"),
         "needs 6.8 x 6.8 mm; there is 4.0 x 4.0 mm",                                                                                           -EMSGSIZE},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct lot_drawing *drawing = NULL;
        struct lot_label_fault fault = {0};
        int error = compose(rows[i].text, fields, COUNT(fields), &drawing, &fault);
        if (error != rows[i].error || !strstr(fault.text, rows[i].says)) {
            fail_msg("row %zu: %d '%s'", i, error, fault.text);
        }
        assert_null(drawing);
    }
}

/* ---- what is drawn -------------------------------------------------------------------------- */

static void same_picture(const char *one, const char *other, const struct lot_label_field *fields,
                         size_t count)
{
    struct lot_drawing *drawings[] = {composed(one, fields, count), composed(other, fields, count)};
    struct raster rasters[2];
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(raster_draw(drawings[i], &rasters[i]), 0);
    }
    size_t size = (size_t)rasters[0].height * rasters[0].stride;
    if (memcmp(rasters[0].bits, rasters[1].bits, size) != 0) {
        fail_msg("not the same:\n%s%s", one, other);
    }
    for (size_t i = 0; i < 2; i++) {
        raster_done(&rasters[i]);
        lot_drawing_free(drawings[i]);
    }
}

static void two_ways_to_draw_the_same(void **state)
{
    (void)state;
    static const struct lot_label_field fields[] = {
        {"gtin",  LOT_LITERAL("09521234543213")},
        {"odd",   LOT_LITERAL("<b>{gtin}&amp;")},
        {"brace", LOT_LITERAL("{")             },
        {"day",   {0}                          },
    };
    static const struct {
        const char *one, *other;
    } rows[] = {
        {SHEET("<text x='5' y='9' font-size='3'>A</text>"),
         SHEET("<text style='font-size:3px;-inkscape-x:1'><tspan inkscape:role='a' x='5' y='9'>A"
               "</tspan></text><inkscape:view><circle/></inkscape:view><defs><a/></defs>")                                              },
        {SHEET("<text x='5' y='9'>{day}</text><text x='5' y='9' data-when='day'>Day</text>"),
         SHEET("")                                                                                                                      },
        {SHEET("<line x1='2' x2='8' y1='4' y2='4' stroke='#000' stroke-width='2'/>"),
         SHEET("<rect x='2' y='3' width='6' height='2'/>")                                                                              },
        {SHEET("<rect x='2' y='3' width='6' height='4' transform='rotate(90)translate(1,-30)'/>"),
         SHEET("<rect x='23' y='3' width='4' height='6'/>")                                                                             },
        {SHEET("<rect x='2' y='3' width='6' height='4' transform='rotate(-90,20,20)'/>"),
         SHEET("<rect x='3' y='32' width='4' height='6'/>")                                                                             },
        {SHEET("<g transform='rotate(180,20,20)'><text x='5' y='9' transform='rotate(180,20,20)'>"
               "Agj</text></g>"),
         SHEET("<text x='5' y='9'>Agj</text>")                                                                                          },
        {SHEET("<text x='5' y='9'>{odd}</text>"),
         SHEET("<text x='5' y='9'>&lt;b>{brace}gtin}&amp;amp;</text>")                                                                  },
        {DATAMATRIX("[01]{gtin}[17]{day}[10]A"),                                                   DATAMATRIX("[01]09521234543213[10]A")},
        {SHEET("<rect x='1' y='1' width='8' height='6' fill='none' stroke='black'/>"),
         SHEET("<rect x='0.5' y='0.5' width='1' height='7'/>"
               "<rect x='8.5' y='0.5' width='1' height='7'/>"
               "<rect x='0.5' y='0.5' width='9' height='1'/>"
               "<rect x='0.5' y='6.5' width='9' height='1'/>")                                                                          },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        same_picture(rows[i].one, rows[i].other, fields, COUNT(fields));
    }
}

static bool is_black(const struct raster *raster, int x, int y)
{
    return raster->bits[(size_t)y * raster->stride + (size_t)x / 8] >> (7 - x % 8) & 1;
}

/* Dot by dot: text, symbol and box a quarter turn clockwise about the middle of the sheet. */
static void a_quarter_turn_turns_every_dot(void **state)
{
    (void)state;
#define BODY                                                                                       \
    "<text x='3' y='9' font-size='5'>Turned (g)</text><rect x='1' y='12' width='20' "              \
    "height='0.3'/>"                                                                               \
    "<rect x='5' y='15' width='20' height='20' data-symbol='datamatrix' data-content='TURN'/>"
    struct lot_drawing *plain = composed(SHEET(BODY), NULL, 0);
    struct lot_drawing *turned =
        composed(SHEET("<g transform='rotate(90 20 20)'>" BODY "</g>"), NULL, 0);
    struct raster a;
    struct raster b;
    assert_int_equal(raster_draw(plain, &a), 0);
    assert_int_equal(raster_draw(turned, &b), 0);
    int black = 0;
    for (int y = 0; y < a.height; y++) {
        for (int x = 0; x < a.width; x++) {
            black += is_black(&a, x, y);
            assert_int_equal(is_black(&a, x, y), is_black(&b, a.height - 1 - y, x));
        }
    }
    assert_true(black > 1000);
    raster_done(&a);
    raster_done(&b);
    lot_drawing_free(plain);
    lot_drawing_free(turned);
}

static void a_lots_facts_are_fields(void **state)
{
    (void)state;
    const struct lot_label_data data = {
        .item = LOT_LITERAL("9521234543213"),
        .lot = LOT_LITERAL("ABC"),
        .expiry = 20260930,
        .quantity = 48,
    };
    static const struct {
        const char *name, *value;
    } rows[] = {
        {"gtin",        "09521234543213"                           },
        {"lot",         "ABC"                                      },
        {"expiry",      "2026-09-30"                               },
        {"expiry_gs1",  "260930"                                   },
        {"best_before", ""                                         },
        {"pieces",      "48"                                       },
        {"content",     "(01)09521234543213(17)260930(30)48(10)ABC"},
    };
    struct lot_label_fields fields;
    assert_int_equal(lot_label_fields_of(&data, &fields, NULL), 0);
    size_t found = 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t j = 0; j < LOT_LABEL_FIELDS; j++) {
            if (strcmp(fields.fields[j].name, rows[i].name) == 0) {
                found++;
                assert_true(lot_span_equal(fields.fields[j].value, lot_span_of(rows[i].value)));
            }
        }
    }
    assert_int_equal(found, COUNT(rows));
}

static void shipped_templates_load(void **state)
{
    (void)state;
    glob_t found;
    assert_int_equal(glob("etc/labels/*.svg", 0, NULL, &found), 0);
    assert_true(found.gl_pathc >= 6);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct lot_template *template = NULL;
        struct lot_label_fault fault = {0};
        if (lot_template_load(&template, found.gl_pathv[i], &fault) < 0) {
            fail_msg("%s", fault.text);
        }
        lot_template_free(template);
    }
    globfree(&found);
}

/* The program has them without any file, the same ones. */
static void shipped_templates_are_in_the_program(void **state)
{
    (void)state;
    char path[128];
    size_t count = 0;
    struct lot_template *template = NULL;
    struct lot_label_fault fault = {0};
    for (const char *name; (name = lot_template_shipped_name(count)) != NULL; count++) {
        snprintf(path, sizeof path, "etc/labels/%s.svg", name);
        assert_int_equal(access(path, R_OK), 0);
        assert_int_equal(lot_template_shipped(&template, lot_span_of(name), &fault), 0);
        assert_false(lot_template_is_zpl(template));
        lot_template_free(template);
    }
    assert_true(count >= 5);
    assert_int_equal(lot_template_shipped(&template, LOT_LITERAL("lot-1x1"), &fault), -ENOENT);
}

static struct lot_bytes printed(const char *name, const struct lot_label_data *data,
                                const struct lot_label_job *job)
{
    struct lot_bytes bytes = {0};
    struct lot_template *template = NULL;
    struct lot_label_fault fault = {0};
    if ((name && lot_template_shipped(&template, lot_span_of(name), &fault) < 0) ||
        lot_label_print(template, data, job, &bytes, &fault) < 0) {
        fail_msg("%s", fault.text);
    }
    lot_template_free(template);
    return bytes;
}

/* By a template, or laid out; with a GTIN, or a number of one's own. */
static void a_lots_label_in_each_way(void **state)
{
    (void)state;
    static const struct lot_label_field extra[] = {
        {"name", LOT_LITERAL("Another name")}
    };
    static const struct lot_label_data rows[] = {
        {.item = LOT_LITERAL("09521234543213"), .lot = LOT_LITERAL("A1"), .expiry = 20260930},
        {.item = LOT_LITERAL("SKU-4711"),                                     .lot = LOT_LITERAL("A^XZ[1]")                              },
    };
    static const char *const names[] = {"lot-100x50", "lot-57x32", NULL};
    const struct lot_label_options options = {0};
    struct lot_label_job job = {.options = &options, .format = LOT_LABEL_PNG};
    for (size_t i = 0; i < COUNT(rows) * COUNT(names); i++) {
        const char *name = names[i / COUNT(rows)];
        job.count = 0;
        struct lot_bytes one = printed(name, &rows[i % COUNT(rows)], &job);
        job.fields = extra;
        job.count = COUNT(extra);
        struct lot_bytes other = printed(name, &rows[i % COUNT(rows)], &job);
        bool same = one.size == other.size && memcmp(one.data, other.data, one.size) == 0;
        assert_true(same == !name);
        lot_bytes_done(&one);
        lot_bytes_done(&other);
    }
}

/* Two rows of pixels a line of text, as wide as there is room, and no wider. */
static void previews_show_what_is_dark(void **state)
{
    (void)state;
    static const char half[] = SHEET("<rect width='20' height='20'/>");
    struct lot_drawing *drawing = composed(half, NULL, 0);
    struct lot_bytes text;
    assert_int_equal(lot_drawing_preview(drawing, 4, false, &text), 0);
    assert_int_equal(text.size, strlen("██  \n    \n"));
    assert_memory_equal(text.data, "██  \n    \n", text.size);
    lot_bytes_done(&text);
    assert_int_equal(lot_drawing_preview(drawing, 2, true, &text), 0);
    static const char shaded[] = "\x1b[38;5;16;48;5;231m▀\x1b[38;5;231;48;5;231m▀\x1b[0m\n";
    assert_int_equal(text.size, sizeof shaded - 1);
    assert_memory_equal(text.data, shaded, text.size);
    lot_bytes_done(&text);
    assert_int_equal(lot_drawing_preview(drawing, 0, true, &text), -EINVAL);
    lot_drawing_free(drawing);
}

/* A label on a page is the label, dot by dot, where it was put. */
static void labels_on_a_page(void **state)
{
    (void)state;
    static const struct lot_label_field fields[] = {
        {"operator", LOT_LITERAL("ADA")},
        {"person",   LOT_LITERAL("Ada")},
        {"role",     {0}               },
        {"site",     {0}               }
    };
    const struct lot_label_options a4 = {.width_mm = 210, .height_mm = 297, .dots_per_mm = 8};
    const struct lot_label_place place = {10, 70, fields, COUNT(fields)};
    struct lot_template *template = NULL;
    struct lot_drawing *page = NULL, *alone = NULL;
    struct raster whole, part;
    double width, height;
    assert_int_equal(lot_template_shipped(&template, LOT_LITERAL("badge-86x54"), NULL), 0);
    lot_template_size(template, &width, &height);
    assert_true(width == 86 && height == 54);
    assert_int_equal(lot_drawing_new(&page, &a4, NULL), 0);
    assert_int_equal(lot_template_add(template, page, &place, NULL), 0);
    assert_int_equal(lot_template_compose(template, &a4, fields, COUNT(fields), &alone, NULL), 0);
    assert_int_equal(raster_draw(page, &whole), 0);
    assert_int_equal(raster_draw(alone, &part), 0);
    for (int y = 0; y < whole.height; y++) {
        for (int x = 0; x < whole.width; x++) {
            bool inside = x >= 80 && x < 80 + part.width && y >= 8 * 70 && y < 8 * 70 + part.height;
            assert_int_equal(is_black(&whole, x, y), inside && is_black(&part, x - 80, y - 560));
        }
    }
    const struct lot_drawing *const pages[] = {page, alone};
    struct lot_bytes pdf;
    assert_int_equal(lot_drawings_pdf(pages, 2, &pdf), 0);
    assert_non_null(memmem(pdf.data, pdf.size, "/Count 2/Kids[3 0 R 5 0 R ]", 27));
    lot_bytes_done(&pdf);
    raster_done(&whole);
    raster_done(&part);
    lot_drawing_free(page);
    lot_drawing_free(alone);
    lot_template_free(template);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_tell_their_line),
        cmocka_unit_test(files_that_are_not_there),
        cmocka_unit_test(fields_that_cannot_be_said),
        cmocka_unit_test(two_ways_to_draw_the_same),
        cmocka_unit_test(a_quarter_turn_turns_every_dot),
        cmocka_unit_test(a_lots_facts_are_fields),
        cmocka_unit_test(shipped_templates_load),
        cmocka_unit_test(shipped_templates_are_in_the_program),
        cmocka_unit_test(a_lots_label_in_each_way),
        cmocka_unit_test(previews_show_what_is_dark),
        cmocka_unit_test(labels_on_a_page),
    };
    return cmocka_run_group_tests_name("label template", tests, NULL, NULL);
}
