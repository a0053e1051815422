/* SPDX-License-Identifier: MIT */
/*
 * Modules from libzint. Only its encoder is used: its raster and vector output blur at 203 dpi and
 * cost more than the encoding. Every warning is a failure, since zint warns of what no scanner
 * should ever see and makes the symbol all the same.
 */

#include "symbol.h"

#include "fault.h"

#include <math.h>
#include <stdlib.h>
#include <zint.h>

/* What the standards say about a kind of symbol, and how zint calls it. */
struct kind {
    const char *name;
    int symbology, input_mode, shape;
    int quiet;           /* modules on each side */
    double x_min, x_max; /* mm; GS1 General Specifications, 2D symbols: 1.5 times the linear X */
};

static const struct kind gs1_datamatrix = {
    "GS1 DataMatrix", BARCODE_DATAMATRIX, GS1_MODE, DM_SQUARE, 1, 0.255, 1.524};
static const struct kind datamatrix = {
    "DataMatrix", BARCODE_DATAMATRIX, DATA_MODE, DM_SQUARE, 1, 0.255, 1.524};

struct symbol {
    const struct kind *kind;
    struct zint_symbol *zint;
};

static int encode(struct symbol *symbol, const struct content *content,
                  struct lot_label_fault *fault)
{
    char text[CONTENT_SIZE];
    size_t size = content_write(content, BRACKETS_SQUARE, text);
    struct zint_symbol *zint = symbol->zint;
    zint->symbology = symbol->kind->symbology;
    zint->input_mode = symbol->kind->input_mode;
    zint->option_3 = symbol->kind->shape;
    zint->warn_level = WARN_FAIL_ALL;
    if (ZBarcode_Encode(zint, (const unsigned char *)text, (int)size) != 0) {
        return fault_set(fault, LOT_LABEL_DATA, "%s: %s", symbol->kind->name, zint->errtxt);
    }
    return 0;
}

int symbol_new(struct symbol **out, const struct content *content, struct lot_label_fault *fault)
{
    struct symbol *symbol = calloc(1, sizeof *symbol);
    struct zint_symbol *zint = ZBarcode_Create();
    if (!symbol || !zint) {
        ZBarcode_Delete(zint);
        free(symbol);
        return fault_set(fault, LOT_LABEL_SYSTEM, "out of memory for a symbol");
    }
    symbol->kind = content->gs1 ? &gs1_datamatrix : &datamatrix;
    symbol->zint = zint;
    int error = encode(symbol, content, fault);
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
    return symbol->zint->rows;
}

bool symbol_is_dark(const struct symbol *symbol, int column, int row)
{
    return symbol->zint->encoded_data[row][column / 8] >> (column % 8) & 1;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

int symbol_fit(const struct symbol *symbol, const struct symbol_space *space,
               struct lot_label_fault *fault)
{
    const struct kind *kind = symbol->kind;
    int columns = symbol_columns(symbol);
    int rows = symbol_rows(symbol);
    double dots = space->dots_per_mm;
    int least_x = (int)ceil(kind->x_min * dots);
    int x = least(space->width / columns, space->height / rows);
    x = least(x, space->blank / kind->quiet);
    x = least(x, (int)floor(kind->x_max * dots));
    if (x < least_x) {
        return fault_set(
            fault, LOT_LABEL_SIZE,
            "%s of %d x %d modules + %d quiet at X %.3f mm (%d dots) needs "
            "%.1f x %.1f mm; there is %.1f x %.1f mm: take a larger label",
            kind->name, columns, rows, 2 * kind->quiet, least_x / dots, least_x,
            least_x * (columns + 2 * kind->quiet) / dots, least_x * (rows + 2 * kind->quiet) / dots,
            (space->width + 2 * space->blank) / dots, (space->height + 2 * space->blank) / dots);
    }
    return x;
}
