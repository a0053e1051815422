/* SPDX-License-Identifier: MIT */
#ifndef LABEL_SYMBOL_H
#define LABEL_SYMBOL_H

#include <lot/label.h>

/* The kinds of symbols: GS1's, which take "[01]09521234543213[10]ABC", and others, as they stand.
 */
#define SYMBOL_KINDS(X)                                                                            \
    X(GS1_DATAMATRIX, "gs1-datamatrix")                                                            \
    X(GS1_128, "gs1-128")                                                                          \
    X(GS1_QR, "gs1-qr")                                                                            \
    X(LINK_QR, "digital-link-qr") /* the whole URI */                                              \
    X(DATAMATRIX, "datamatrix")                                                                    \
    X(BYTES, "datamatrix-bytes") /* control bytes too: the calibration code */                     \
    X(QR, "qr")                                                                                    \
    X(CODE128, "code128")                                                                          \
    X(ITF14, "itf-14")                                                                             \
    X(EAN13, "ean-13")

enum symbol_kind {
#define X(symbol, name) SYMBOL_##symbol,
    SYMBOL_KINDS(X)
#undef X
    SYMBOL_KIND_COUNT
};

/* As a template says it; -EINVAL. */
int symbol_kind_by_name(struct lot_span name);
/* True when the kind's text is identifiers in square brackets, each with its value. */
bool symbol_kind_is_gs1(enum symbol_kind kind);

/* An encoded symbol: a grid of modules, dark or light, and how it may be printed. */
struct symbol;

#define SYMBOL_TEXT_MAX 256u

/*
 * Encodes a text of at most SYMBOL_TEXT_MAX bytes, after lotd's own decoder has read from it what
 * it is meant to say. -EINVAL and the like with *fault.
 */
int symbol_new(struct symbol **out, enum symbol_kind kind, struct lot_span text,
               struct lot_label_fault *fault);
struct symbol *symbol_free(struct symbol *symbol);

int symbol_columns(const struct symbol *symbol);
int symbol_rows(const struct symbol *symbol); /* of a linear symbol 1, as high as its box */
bool symbol_is_dark(const struct symbol *symbol, int column, int row);
bool symbol_is_linear(const struct symbol *symbol);
/* Modules of the bars above and below that keep a part of a linear symbol from being read. */
int symbol_bearer(const struct symbol *symbol);
int symbol_quiet(const struct symbol *symbol);

/* Where a symbol may go, in dots: a box for its modules and the blank that is kept around it. */
struct symbol_space {
    int width, height, blank;
    double dots_per_mm;
};

/*
 * The X-dimension: the largest whole number of dots at which the modules fit the box, the quiet
 * zone fits the blank, and the standard's range is kept. -EMSGSIZE with the sum in *fault, and the
 * kind of symbol that would fit.
 */
int symbol_fit(const struct symbol *symbol, const struct symbol_space *space,
               struct lot_label_fault *fault);

#endif
