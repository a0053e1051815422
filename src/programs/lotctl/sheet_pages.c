/* SPDX-License-Identifier: MIT */
/*
 * Office printers have 600 dots an inch: pages are composed on their dots, so that at 100 % every
 * module is a whole number of them. A picture of dots has half of that, which is enough to look at.
 */

#include "sheet_pages.h"

#include "complain.h"
#include "label_templates.h"
#include "picture.h"

#include <errno.h>
#include <string.h>

#define DOTS_OFFICE  (600 / 25.4)
#define DOTS_PICTURE (300 / 25.4)
#define DOTS_SEEN    8.0

static int tell_fault(const struct lot_label_fault *fault, int error)
{
    return complain(fault->reason == LOT_LABEL_DATA ? EXIT_NO : EXIT_FAILED, "%s",
                    fault->text[0] ? fault->text : strerror(-error));
}

int sheet_init(struct sheet *sheet, const struct request *request, const struct config *config)
{
    *sheet = (struct sheet){.request = request, .config = config};
    if (request_has(request, OPTION_OUTPUT) == request_has(request, OPTION_PREVIEW)) {
        return complain(EXIT_USAGE, "a sheet goes to --output FILE, or is shown by --preview");
    }
    int format = picture_format(request, LOT_LABEL_PDF);
    if (format < 0) {
        return EXIT_USAGE;
    }
    if (format != LOT_LABEL_PDF && format != LOT_LABEL_PNG && format != LOT_LABEL_SVG) {
        return complain(EXIT_USAGE, "a sheet is for an office printer: pdf, png or svg");
    }
    sheet->format = (enum lot_label_format)format;
    return EXIT_DONE;
}

void sheet_done(struct sheet *sheet)
{
    while (sheet->count > 0) {
        lot_drawing_free(sheet->pages[--sheet->count]);
    }
}

int sheet_template(const struct sheet *sheet, struct lot_template **out, const char *name)
{
    struct lot_label_fault fault = {.text = ""};
    int error = label_template_find(out, sheet->config, name, &fault);
    return error < 0 ? complain(EXIT_FAILED, "%s", fault.text[0] ? fault.text : strerror(-error))
                     : EXIT_DONE;
}

struct lot_span sheet_typed(const char *operand, struct lot_span *name)
{
    const char *equals = operand ? strchr(operand, '=') : NULL;
    *name = lot_span_of(equals ? equals + 1 : NULL);
    return equals ? lot_span(operand, (size_t)(equals - operand)) : lot_span_of(operand);
}

int sheet_turn(struct sheet *sheet)
{
    struct lot_label_options page = sheet->config->label;
    struct lot_label_fault fault = {.text = ""};
    if (sheet->count == SHEET_PAGES_MOST) {
        return complain(EXIT_FAILED, "more than %u pages: name what you need", SHEET_PAGES_MOST);
    }
    page.width_mm = A4_WIDTH;
    page.height_mm = A4_HEIGHT;
    page.dots_per_mm = request_has(sheet->request, OPTION_PREVIEW) ? DOTS_SEEN
                       : sheet->format == LOT_LABEL_PNG            ? DOTS_PICTURE
                                                                   : DOTS_OFFICE;
    int error = lot_drawing_new(&sheet->pages[sheet->count], &page, &fault);
    if (error < 0) {
        return tell_fault(&fault, error);
    }
    sheet->count++;
    return EXIT_DONE;
}

int sheet_put(struct sheet *sheet, const struct lot_template *template,
              const struct lot_label_place *place)
{
    struct lot_label_fault fault = {.text = ""};
    int error = lot_template_add(template, sheet->pages[sheet->count - 1], place, &fault);
    return error < 0 ? tell_fault(&fault, error) : EXIT_DONE;
}

/* ---- on their way out ----------------------------------------------------------------------- */

static int write_bytes(const struct sheet *sheet, struct lot_bytes *bytes, size_t page,
                       struct output *out)
{
    int status = picture_write(sheet->request, lot_span(bytes->data, bytes->size), page, out);
    lot_bytes_done(bytes);
    return status;
}

static int write_page(const struct sheet *sheet, size_t at, struct output *out)
{
    struct lot_bytes bytes;
    int error = 0;
    if (request_has(sheet->request, OPTION_PREVIEW)) {
        error = picture_preview(sheet->pages[at], out);
    } else {
        error = lot_drawing_render(sheet->pages[at], sheet->format, 1, &bytes);
        if (error == 0) {
            return write_bytes(sheet, &bytes, at + 1, out);
        }
    }
    return error < 0 ? complain(EXIT_FAILED, "%s", strerror(-error)) : EXIT_DONE;
}

int sheet_write(const struct sheet *sheet, struct output *out)
{
    struct lot_bytes bytes;
    int status = EXIT_DONE;
    if (sheet->format == LOT_LABEL_PDF && request_has(sheet->request, OPTION_OUTPUT)) {
        int error =
            lot_drawings_pdf((const struct lot_drawing *const *)sheet->pages, sheet->count, &bytes);
        return error < 0 ? complain(EXIT_FAILED, "%s", strerror(-error))
                         : write_bytes(sheet, &bytes, 1, out);
    }
    for (size_t i = 0; i < sheet->count && status == EXIT_DONE; i++) {
        status = write_page(sheet, i, out);
    }
    return status;
}

/* ---- labels of one size --------------------------------------------------------------------- */

int sheet_grid_init(struct sheet_grid *grid, struct sheet *sheet,
                    const struct lot_template *template)
{
    *grid = (struct sheet_grid){.sheet = sheet, .template = template};
    lot_template_size(template, &grid->width, &grid->height);
    if (!(grid->width > 0 && grid->width <= A4_WIDTH && grid->height <= A4_HEIGHT)) {
        return complain(EXIT_FAILED, "this template does not fit a page of A4");
    }
    grid->columns = (size_t)(A4_WIDTH / grid->width);
    grid->rows = (size_t)(A4_HEIGHT / grid->height);
    grid->used = grid->columns * grid->rows;
    return EXIT_DONE;
}

int sheet_grid_put(struct sheet_grid *grid, const struct lot_label_field *fields, size_t count)
{
    if (grid->used == grid->columns * grid->rows) {
        int status = sheet_turn(grid->sheet);
        if (status != EXIT_DONE) {
            return status;
        }
        grid->used = 0;
    }
    double column = (double)(grid->used % grid->columns);
    size_t line = grid->used / grid->columns;
    double row = (double)line;
    const struct lot_label_place place = {
        .x_mm = (A4_WIDTH - (double)grid->columns * grid->width) / 2 + column * grid->width,
        .y_mm = (A4_HEIGHT - (double)grid->rows * grid->height) / 2 + row * grid->height,
        .fields = fields,
        .count = count,
    };
    grid->used++;
    return sheet_put(grid->sheet, grid->template, &place);
}
