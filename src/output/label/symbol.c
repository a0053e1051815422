/* SPDX-License-Identifier: MIT */
/*
 * Modules from libzint. Only its encoder is used: its raster and vector output blur at 203 dpi and
 * cost more than the encoding. Every warning is a failure, since zint warns of what no scanner
 * should ever see and makes the symbol all the same.
 */

#include "symbol.h"

#include "fault.h"
#include "symbol_check.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zint.h>

#define LEVEL_M 2 /* QR: a sixth of it may be lost */

/* How zint calls a kind of symbol. */
struct encoding {
    int symbology, input_mode, level, shape;
    size_t check_digits; /* that it adds by itself */
};

/* Modules in each direction that stay blank, the X-dimension in millimetres, and the height of a
 * linear symbol, in millimetres or in modules. */
struct rules {
    int quiet;
    double x_min, x_max;
    double height;
    int height_modules;
    int bearer;
    double width_max; /* with the quiet zones, in millimetres; 0: any */
};

/* GS1 General Specifications, general distribution; 2D symbols: 1.5 times the linear X. */
#define GS1_2D(quiet)                                                                              \
    {                                                                                              \
        quiet, 0.255, 1.524, 0, 0, 0, 0                                                            \
    }
#define GS1_LINEAR(bars)                                                                           \
    {                                                                                              \
        10, 0.495, 1.016, 31.75, 0, bars, 165.1                                                    \
    }

static const struct kind {
    const char *name;
    struct encoding encoding;
    struct rules rules;
    enum symbol_kind smaller; /* may fit where this does not; itself: there is none */
} kinds[SYMBOL_KIND_COUNT] = {
    [SYMBOL_GS1_DATAMATRIX] = {"GS1 DataMatrix",
                               {BARCODE_DATAMATRIX, GS1_MODE, 0, DM_SQUARE, 0},
                               GS1_2D(1),
                               SYMBOL_GS1_DATAMATRIX                                                                   },
    [SYMBOL_GS1_128] = {"GS1-128",
                               {BARCODE_GS1_128, GS1_MODE, 0, 0, 0},
                               GS1_LINEAR(0),
                               SYMBOL_GS1_DATAMATRIX                                                                   },
    [SYMBOL_GS1_QR] = {"GS1 QR Code",
                               {BARCODE_QRCODE, GS1_MODE, LEVEL_M, 0, 0},
                               GS1_2D(4),
                               SYMBOL_GS1_DATAMATRIX                                                                   },
    [SYMBOL_LINK_QR] = {"Digital Link QR Code",
                               {BARCODE_QRCODE, DATA_MODE, LEVEL_M, 0, 0},
                               GS1_2D(4),
                               SYMBOL_LINK_QR                                                                          },
    [SYMBOL_DATAMATRIX] = {"DataMatrix",
                               {BARCODE_DATAMATRIX, DATA_MODE, 0, DM_SQUARE, 0},
                               GS1_2D(1),
                               SYMBOL_DATAMATRIX                                                                       },
    [SYMBOL_BYTES] = {"DataMatrix",
                               {BARCODE_DATAMATRIX, DATA_MODE, 0, DM_SQUARE, 0},
                               GS1_2D(1),
                               SYMBOL_BYTES                                                                            },
    [SYMBOL_QR] = {"QR Code",
                               {BARCODE_QRCODE, DATA_MODE, LEVEL_M, 0, 0},
                               GS1_2D(4),
                               SYMBOL_DATAMATRIX                                                                       },
    [SYMBOL_CODE128] = {"Code 128",
                               {BARCODE_CODE128, DATA_MODE, 0, 0, 0},
                               {10, 0.25, 1.016, 5, 0, 0, 0},
                               SYMBOL_DATAMATRIX                                                                       },
    [SYMBOL_ITF14] = {"ITF-14",               {BARCODE_ITF14, DATA_MODE, 0, 0, 1}, GS1_LINEAR(2), SYMBOL_ITF14},
    [SYMBOL_EAN13] = {"EAN-13",
                               {BARCODE_EANX, DATA_MODE, 0, 0, 1},
                               {11, 0.264, 0.66, 0, 69, 0, 0},
                               SYMBOL_EAN13                                                                            },
};

int symbol_kind_by_name(struct lot_span name)
{
    static const char *const names[] = {
#define X(symbol, text) [SYMBOL_##symbol] = text,
        SYMBOL_KINDS(X)
#undef X
    };
    for (int i = 0; i < SYMBOL_KIND_COUNT; i++) {
        if (lot_span_equal(name, lot_span_of(names[i]))) {
            return i;
        }
    }
    return -EINVAL;
}

bool symbol_kind_is_gs1(enum symbol_kind kind)
{
    return kinds[kind].encoding.input_mode == GS1_MODE;
}

/* ---- encoding ------------------------------------------------------------------------------- */

struct symbol {
    enum symbol_kind kind;
    struct zint_symbol *zint;
    size_t size; /* what it says: for another kind that would fit */
    uint8_t text[SYMBOL_TEXT_MAX];
};

static const struct rules *rules_of(const struct symbol *symbol)
{
    return &kinds[symbol->kind].rules;
}

static int encode(struct symbol *symbol, struct lot_label_fault *fault)
{
    const struct encoding *encoding = &kinds[symbol->kind].encoding;
    struct zint_symbol *zint = symbol->zint;
    int size = (int)(symbol->size - encoding->check_digits);
    zint->symbology = encoding->symbology;
    zint->input_mode = encoding->input_mode;
    zint->option_1 = encoding->level > 0 ? encoding->level : zint->option_1;
    zint->option_3 = encoding->shape;
    zint->warn_level = WARN_FAIL_ALL;
    if (ZBarcode_Encode(zint, symbol->text, size) != 0) {
        return fault_set(fault, LOT_LABEL_DATA, "%s: %s", kinds[symbol->kind].name, zint->errtxt);
    }
    return 0;
}

int symbol_new(struct symbol **out, enum symbol_kind kind, struct lot_span text,
               struct lot_label_fault *fault)
{
    int error = symbol_check(kind, text, fault);
    if (error < 0) {
        return error;
    }
    struct symbol *symbol = calloc(1, sizeof *symbol);
    struct zint_symbol *zint = ZBarcode_Create();
    if (!symbol || !zint) {
        ZBarcode_Delete(zint);
        free(symbol);
        return fault_set(fault, LOT_LABEL_SYSTEM, "out of memory for a symbol");
    }
    *symbol = (struct symbol){.kind = kind, .zint = zint, .size = text.size};
    memcpy(symbol->text, text.data, text.size);
    error = encode(symbol, fault);
    if (error < 0) {
        symbol_free(symbol);
        return error;
    }
    *out = symbol;
    return 0;
}

struct symbol *symbol_free(struct symbol *symbol)
{
    if (symbol) {
        ZBarcode_Delete(symbol->zint);
        free(symbol);
    }
    return NULL;
}

int symbol_columns(const struct symbol *symbol)
{
    return symbol->zint->width;
}

int symbol_rows(const struct symbol *symbol)
{
    return symbol_is_linear(symbol) ? 1 : symbol->zint->rows;
}

bool symbol_is_dark(const struct symbol *symbol, int column, int row)
{
    return symbol->zint->encoded_data[row][column / 8] >> (column % 8) & 1;
}

bool symbol_is_linear(const struct symbol *symbol)
{
    return rules_of(symbol)->height > 0 || rules_of(symbol)->height_modules > 0;
}

int symbol_bearer(const struct symbol *symbol)
{
    return rules_of(symbol)->bearer;
}

int symbol_quiet(const struct symbol *symbol)
{
    return rules_of(symbol)->quiet;
}

/* ---- fitting -------------------------------------------------------------------------------- */

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* The rows that X must fit into the height: of a linear symbol, what does not stretch. */
static int rows_of(const struct symbol *symbol)
{
    const struct rules *rules = rules_of(symbol);
    return symbol_is_linear(symbol) ? rules->height_modules + 2 * rules->bearer
                                    : symbol_rows(symbol);
}

static double height_of(const struct symbol *symbol, double x)
{
    return rules_of(symbol)->height + x * rows_of(symbol);
}

/* The largest X there is room for, in dots; 0 when not even the standard's height is there. */
static int largest_x(const struct symbol *symbol, const struct symbol_space *space)
{
    const struct rules *rules = rules_of(symbol);
    int rows = rows_of(symbol);
    int height = space->height - (int)ceil(rules->height * space->dots_per_mm);
    int x = least(space->width / symbol_columns(symbol), space->blank / rules->quiet);
    if (height < 0) {
        return 0;
    }
    x = rows > 0 ? least(x, height / rows) : x;
    if (rules->width_max > 0) {
        int modules = symbol_columns(symbol) + 2 * rules->quiet;
        x = least(x, (int)floor(rules->width_max * space->dots_per_mm / modules));
    }
    return least(x, (int)floor(rules->x_max * space->dots_per_mm));
}

static int least_x(const struct symbol *symbol, const struct symbol_space *space)
{
    return (int)ceil(rules_of(symbol)->x_min * space->dots_per_mm);
}

/* "a GS1 DataMatrix of 18 x 18 modules fits", or what else can be done. */
static void advise(const struct symbol *symbol, const struct symbol_space *space, char *out,
                   size_t size)
{
    enum symbol_kind kind = kinds[symbol->kind].smaller;
    struct symbol *other = NULL;
    snprintf(out, size, "take a larger label");
    if (kind != symbol->kind) {
        symbol_new(&other, kind, lot_span(symbol->text, symbol->size), NULL);
    }
    int x = other ? largest_x(other, space) : 0;
    if (other && x >= least_x(other, space)) {
        snprintf(out, size, "a %s of %d x %d modules at %d dots would fit", kinds[kind].name,
                 symbol_columns(other), symbol_rows(other), x);
    }
    symbol_free(other);
}

/* No label makes a symbol longer than its standard allows. */
static double widest(const struct rules *rules, double width)
{
    return rules->width_max > 0 ? fmin(rules->width_max, width) : width;
}

int symbol_fit(const struct symbol *symbol, const struct symbol_space *space,
               struct lot_label_fault *fault)
{
    const struct rules *rules = rules_of(symbol);
    int columns = symbol_columns(symbol);
    int x = largest_x(symbol, space);
    int smallest = least_x(symbol, space);
    if (x >= smallest) {
        return x;
    }
    char advice[80];
    char modules[32];
    double mm = smallest / space->dots_per_mm;
    bool linear = symbol_is_linear(symbol);
    advise(symbol, space, advice, sizeof advice);
    snprintf(modules, sizeof modules, "%d x %d", columns, symbol_rows(symbol));
    return fault_set(fault, LOT_LABEL_SIZE,
                     "%s of %s modules + %d quiet at X %.3f mm (%d dots) needs %.1f x %.1f mm; "
                     "there is %.1f x %.1f mm: %s",
                     kinds[symbol->kind].name, modules, 2 * rules->quiet, mm, smallest,
                     mm * (columns + 2 * rules->quiet),
                     height_of(symbol, mm) + (linear ? 0 : 2 * rules->quiet * mm),
                     widest(rules, (space->width + 2 * space->blank) / space->dots_per_mm),
                     (space->height + (linear ? 0 : 2 * space->blank)) / space->dots_per_mm,
                     advice);
}
