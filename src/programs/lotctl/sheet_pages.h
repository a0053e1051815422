/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_SHEET_PAGES_H
#define LOTCTL_SHEET_PAGES_H

/* Pages of A4 for an office printer, filled with labels. */

#include "config.h"
#include "request.h"

#define SHEET_PAGES_MOST 100u

#define A4_WIDTH         210.0 /* mm */
#define A4_HEIGHT        297.0

struct sheet {
    const struct request *request;
    const struct config *config;
    enum lot_label_format format;
    size_t count;
    struct lot_drawing *pages[SHEET_PAGES_MOST];
};

/* All of an enum exit_status, told unless EXIT_DONE. */
int sheet_init(struct sheet *sheet, const struct request *request, const struct config *config);
void sheet_done(struct sheet *sheet);
/* A template by its name. */
int sheet_template(const struct sheet *sheet, struct lot_template **out, const char *name);
/* An operand's code, and what is typed behind its '=': "OP-ADA=Ada". NULL is fine. */
struct lot_span sheet_typed(const char *operand, struct lot_span *name);
/* A blank page behind the others. */
int sheet_turn(struct sheet *sheet);
/* Puts a label onto the last page. */
int sheet_put(struct sheet *sheet, const struct lot_template *template,
              const struct lot_label_place *place);
/* To --output, or to the terminal. */
int sheet_write(const struct sheet *sheet, struct output *out);

/* Labels of one size, one after another, over as many pages as it takes. */
struct sheet_grid {
    struct sheet *sheet;
    const struct lot_template *template;
    double width, height;
    size_t columns, rows, used; /* used: of the last page */
};
/* EXIT_FAILED: not one fits the page, or it is ZPL. */
int sheet_grid_init(struct sheet_grid *grid, struct sheet *sheet,
                    const struct lot_template *template);
int sheet_grid_put(struct sheet_grid *grid, const struct lot_label_field *fields, size_t count);

#endif
