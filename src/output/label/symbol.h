/* SPDX-License-Identifier: MIT */
#ifndef LABEL_SYMBOL_H
#define LABEL_SYMBOL_H

#include "content.h"

/* An encoded symbol: a grid of modules, dark or light, and how it may be printed. */
struct symbol;

/* Encodes; -EINVAL and the like with *fault. */
int symbol_new(struct symbol **out, const struct content *content, struct lot_label_fault *fault);
struct symbol *symbol_free(struct symbol *symbol);

int symbol_columns(const struct symbol *symbol);
int symbol_rows(const struct symbol *symbol);
bool symbol_is_dark(const struct symbol *symbol, int column, int row);

/* Where a symbol may go, in dots: a box for its modules and the blank that is kept around it. */
struct symbol_space {
    int width, height, blank;
    double dots_per_mm;
};

/*
 * The X-dimension: the largest whole number of dots at which the modules fit the box, the quiet
 * zone fits the blank, and the standard's range is kept. -EMSGSIZE with the sum in *fault.
 */
int symbol_fit(const struct symbol *symbol, const struct symbol_space *space,
               struct lot_label_fault *fault);

#endif
