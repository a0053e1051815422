/* SPDX-License-Identifier: MIT */
/*
 * label: whatever a name, a lot or a supplier says, what comes out has the structure of a label and
 * nothing else: the same elements in SVG and PDF, the same commands in ZPL and TSPL. A template
 * that is damaged is taken or refused with its line.
 */

#include <lot/label.h>

#include "output/label/template_load.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

#define COUNT(a)     (sizeof(a) / sizeof(a)[0])
#define TRIALS       120
#define TEXT_MOST    40
#define CONTENT_MOST 4000000u

/* What each language takes for its own, whole and in pieces. */
static const char *const hostile[] = {
    "^XZ",       "^XA",
    "~JA",       "^FS",
    "^",         "~",
    "[10]",      "[",
    "]",         "(21)",
    "(",         ")",
    "{",         "{lot}",
    "}",         "%",
    "&",         "<",
    ">",         "&lt;",
    "\"",        "'",
    "\\",        "_5E",
    "</svg>",    "<script>",
    "]]>",       "\r\nPRINT 9\r\n",
    "\r\n",      "\n",
    "\x1b@",     "\x1dv0",
    "\x1d",      "\x01",
    "endstream", "\xff",
    "\xc3",      "\xe2\x80\xae",
    "Ж",         "A1",
    "0",         " ",
    "|",         ">8",
};

static size_t make_text(char out[TEXT_MOST + 1], bool for_symbol)
{
    size_t size = 0;
    for (int i = 1 + rand() % 5; i > 0; i--) {
        const char *part = hostile[(size_t)rand() % COUNT(hostile)];
        bool printable = true;
        for (const char *at = part; *at; at++) {
            printable = printable && *at >= ' ' && *at <= '~';
        }
        if (size + strlen(part) <= (for_symbol ? 20 : TEXT_MOST) && (printable || !for_symbol)) {
            memcpy(out + size, part, strlen(part));
            size += strlen(part);
        }
    }
    return size;
}

/* ---- what may come out ---------------------------------------------------------------------- */

/* Steps over the text; the test fails when it does not stand there. */
static void expect(struct lot_span *rest, const char *text)
{
    if (!lot_span_starts(*rest, lot_span_of(text))) {
        fail_msg("this does not follow: %s", text);
    }
    *rest = lot_span_part(*rest, strlen(text), rest->size);
}

static size_t pass(struct lot_span *rest, const char *bytes)
{
    size_t size = 0;
    while (size < rest->size && rest->data[size] != '\0' && strchr(bytes, rest->data[size])) {
        size++;
    }
    *rest = lot_span_part(*rest, size, rest->size);
    return size;
}

static void skip_number(struct lot_span *rest)
{
    assert_true(pass(rest, "0123456789.") > 0);
}

static void check_svg(struct lot_span rest)
{
    expect(&rest, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    skip_number(&rest);
    expect(&rest, "mm\" height=\"");
    skip_number(&rest);
    expect(&rest, "mm\" viewBox=\"0 0 ");
    pass(&rest, "0123456789 ");
    expect(&rest, "\">\n<path fill=\"#fff\" d=\"");
    pass(&rest, "Mhvz0123456789 -");
    expect(&rest, "\"/>\n<path shape-rendering=\"crispEdges\" d=\"");
    pass(&rest, "Mhvz0123456789 -\n");
    expect(&rest, "\"/>\n<path d=\"");
    pass(&rest, "MLQCZ0123456789 -");
    expect(&rest, "\"/>\n</svg>\n");
    assert_int_equal(rest.size, 0);
}

static void check_zpl(struct lot_span rest)
{
    expect(&rest, "^XA^LH0,0^PW");
    skip_number(&rest);
    expect(&rest, "^LL");
    skip_number(&rest);
    expect(&rest, "\n");
    do {
        expect(&rest, "^FO0,");
        skip_number(&rest);
        expect(&rest, "^GFA,");
        pass(&rest, "0123456789,");
        expect(&rest, ":Z64:");
        pass(&rest, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=:");
        expect(&rest, "^FS\n");
    } while (lot_span_starts(rest, LOT_LITERAL("^FO")));
    expect(&rest, "^PQ1^XZ\n");
    assert_int_equal(rest.size, 0);
}

static size_t number_at(struct lot_span *rest)
{
    size_t number = strtoul((const char *)rest->data, NULL, 10);
    skip_number(rest);
    return number;
}

static void check_tspl(struct lot_span rest)
{
    expect(&rest, "SIZE ");
    skip_number(&rest);
    expect(&rest, " mm,");
    skip_number(&rest);
    expect(&rest, " mm\r\nCLS\r\nBITMAP 0,0,");
    size_t stride = number_at(&rest);
    expect(&rest, ",");
    size_t rows = number_at(&rest);
    expect(&rest, ",0,");
    rest = lot_span_part(rest, stride * rows, rest.size);
    expect(&rest, "\r\nPRINT 1,1\r\n");
    assert_int_equal(rest.size, 0);
}

static void check_escpos(struct lot_span rest)
{
    expect(&rest, "\x1b@");
    while (lot_span_starts(rest, LOT_LITERAL("\x1dv0\0"))) {
        size_t stride = rest.data[4] | (size_t)rest.data[5] << 8;
        size_t rows = rest.data[6] | (size_t)rest.data[7] << 8;
        assert_true(rest.size >= 8 + stride * rows);
        rest = lot_span_part(rest, 8 + stride * rows, rest.size);
    }
    expect(&rest, "\x1b"
                  "d\4");
    assert_int_equal(rest.size, 0);
}

static void check_pdf(struct lot_span rest)
{
    static uint8_t content[CONTENT_MOST];
    uLongf size = sizeof content;
    const uint8_t *length = memmem(rest.data, rest.size, "/Length ", 8);
    const uint8_t *stream = memmem(rest.data, rest.size, "stream\n", 7);
    assert_true(length && stream && length < stream);
    uLong deflated = strtoul((const char *)length + 8, NULL, 10);
    assert_int_equal(uncompress(content, &size, stream + 7, deflated), Z_OK);
    struct lot_span operators = lot_span(content, size);
    pass(&operators, "0123456789.- cmlhrefq\n");
    assert_int_equal(operators.size, 0);
    rest = lot_span_part(rest, (size_t)(stream + 7 - rest.data) + deflated, rest.size);
    expect(&rest, "\nendstream\nendobj\nxref\n");
}

static const struct {
    enum lot_label_format format;
    void (*check)(struct lot_span bytes);
} languages[] = {
    {LOT_LABEL_SVG,    check_svg   },
    {LOT_LABEL_ZPL,    check_zpl   },
    {LOT_LABEL_TSPL,   check_tspl  },
    {LOT_LABEL_ESCPOS, check_escpos},
    {LOT_LABEL_PDF,    check_pdf   },
};

/* True when it was printed: what no symbol can say is refused. */
static bool try_label(const struct lot_template *template, const struct lot_label_data *data)
{
    const struct lot_label_options options = {0};
    for (size_t i = 0; i < COUNT(languages); i++) {
        const struct lot_label_job job = {.options = &options, .format = languages[i].format};
        struct lot_bytes bytes = {0};
        struct lot_label_fault fault = {.text = ""};
        int error = lot_label_print(template, data, &job, &bytes, &fault);
        if (error < 0) {
            assert_true((error == -EINVAL || error == -EMSGSIZE) && fault.text[0]);
            assert_null(bytes.data);
            return false;
        }
        languages[i].check(lot_span(bytes.data, bytes.size));
        lot_bytes_done(&bytes);
    }
    return true;
}

static void nothing_breaks_out(void **state)
{
    (void)state;
    static const char *const names[] = {"lot-100x50", "lot-57x32", NULL};
    unsigned printed = 0;
    srand(6);
    for (int trial = 0; trial < TRIALS; trial++) {
        char name[TEXT_MOST + 1], lot[TEXT_MOST + 1], supplier[TEXT_MOST + 1], unit[TEXT_MOST + 1];
        const char *shipped = names[trial % (int)COUNT(names)];
        struct lot_template *template = NULL;
        const struct lot_label_data data = {
            .item = trial % 2 ? LOT_LITERAL("SKU^XZ<&4711>") : LOT_LITERAL("09521234543213"),
            .item_name = lot_span(name, make_text(name, false)),
            .lot = lot_span(lot, make_text(lot, true)),
            .supplier = lot_span(supplier, make_text(supplier, false)),
            .unit = lot_span(unit, make_text(unit, false)),
            .quantity = 48,
            .expiry = 20260930,
        };
        if (shipped) {
            assert_int_equal(lot_template_shipped(&template, lot_span_of(shipped), NULL), 0);
        }
        printed += try_label(template, &data);
        lot_template_free(template);
    }
    assert_in_range(printed, TRIALS / 2, TRIALS); /* in a GS1 symbol '^' and '[' are refused */
}

/* ---- damaged templates ---------------------------------------------------------------------- */

#define DAMAGES   1500
#define TEXT_ROOM 8192

/* One of: a byte is another, some are gone, some are there twice. */
static size_t damage(char *text, size_t size)
{
    size_t at = (size_t)rand() % size;
    size_t length = 1 + (size_t)rand() % 12;
    length = at + length <= size ? length : size - at;
    switch (rand() % 3) {
    case 0:
        text[at] = (char)(rand() % 256);
        return size;
    case 1:
        memmove(text + at, text + at + length, size - at - length);
        return size - length;
    default:
        memmove(text + at + length, text + at, size - at);
        return size + length;
    }
}

/* It is taken, or refused with a reason; what is taken draws a label or says why not. */
static bool try_damaged(const char *path, const char *text, size_t size)
{
    const struct lot_label_options options = {0};
    const struct lot_label_data data = {.item = LOT_LITERAL("09521234543213"),
                                        .lot = LOT_LITERAL("A1")};
    const struct lot_label_job job = {.options = &options, .format = LOT_LABEL_ZPL};
    struct lot_template *template = NULL;
    struct lot_bytes bytes = {0};
    struct lot_label_fault fault = {.text = ""};
    if (template_parse(&template, path, lot_span(text, size), &fault) < 0) {
        assert_null(template);
        assert_non_null(strstr(fault.text, path));
        return false;
    }
    assert_true(lot_label_print(template, &data, &job, &bytes, &fault) == 0 || fault.text[0]);
    lot_bytes_done(&bytes);
    lot_template_free(template);
    return true;
}

static void damaged_templates_are_taken_or_refused(void **state)
{
    (void)state;
    static const char zpl[] = "^XA^CI28^FO9,9^A0N,30^FDLot {lot}^FS^BXN,6,200,,,,_^FH\\^FD{content}"
                              "^FS^PQ{copies},0,1,Y^XZ";
    static char shipped[TEXT_ROOM], text[2 * TEXT_ROOM];
    FILE *file = fopen("etc/labels/lot-57x32.svg", "r");
    assert_non_null(file);
    size_t size = fread(shipped, 1, sizeof shipped, file);
    fclose(file);
    unsigned taken = 0;
    srand(6);
    for (int i = 0; i < DAMAGES; i++) {
        bool svg = i % 2 == 0;
        size_t length = svg ? size : sizeof zpl - 1;
        memcpy(text, svg ? shipped : zpl, length);
        for (int times = 1 + rand() % 3; times > 0; times--) {
            length = damage(text, length);
        }
        taken += try_damaged(svg ? "a.svg" : "a.zpl", text, length);
    }
    assert_in_range(taken, DAMAGES / 10, DAMAGES * 9 / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_breaks_out),
        cmocka_unit_test(damaged_templates_are_taken_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
