/* SPDX-License-Identifier: MIT */
/*
 * The lot label: what is asked first at arm's length is largest. The sheet is cut up like paper:
 * each part takes its strip from what is left, so no two parts can overlap, whatever the size of
 * the label.
 *
 *     item name                                   header
 *     GTIN 09521234543213                supplier
 *     -------------------------------------------
 *     LOT                              ##########  symbol, flush right
 *     ABC123                           ##########
 *     Use by       2026-09-30          ##########  facts: as many as there is room for,
 *     Quantity     48 pcs              ##########  the least important last
 *     (01)09521234543213 (17)260930 (10)ABC123     what the symbol says
 *
 * Lengths are millimetres on a label of 100 x 50 mm and scale with the label.
 */

#include "content.h"
#include "drawing.h"
#include "fault.h"
#include "symbol_check.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define READABLE_MM 1.7 /* no text is set smaller than this on purpose */
#define MARGIN      3.0
#define GAP         2.6 /* between parts; never less than a quiet zone */
#define DESCENT     0.24
#define FACTS       4
#define FACT_SIZE   128
#define FACT_PITCH  6.6

struct sheet {
    struct lot_drawing *drawing;
    const struct lot_label_data *data;
    const struct content *content;
    struct box left; /* what no part has taken yet */
    double unit;     /* dots of a millimetre of the 100 x 50 label */
    struct lot_label_fault *fault;
};

static int dots(const struct sheet *sheet, double mm)
{
    return (int)lround(mm * sheet->unit);
}

static struct font font(const struct sheet *sheet, enum weight weight, double mm)
{
    int readable = (int)lround(READABLE_MM * sheet->drawing->dots_per_mm);
    int size = dots(sheet, mm);
    return (struct font){.weight = weight, .size = size > readable ? size : readable};
}

static int descent(struct font font)
{
    return (int)lround(font.size * DESCENT);
}

/* ---- cutting the sheet ---------------------------------------------------------------------- */

static struct box cut_top(struct box *from, int height)
{
    struct box part = {from->x, from->y, from->width, height};
    from->y += height;
    from->height -= height;
    return part;
}

static struct box cut_bottom(struct box *from, int height)
{
    from->height -= height;
    return (struct box){from->x, from->y + from->height, from->width, height};
}

static struct box cut_right(struct box *from, int width)
{
    from->width -= width;
    return (struct box){from->x + from->width, from->y, width, from->height};
}

/* A line of text at the top of what is left: its capitals touch the upper edge. */
static struct line take_line(struct sheet *sheet, struct font font, struct lot_span text)
{
    int cap = drawing_cap_height(sheet->drawing, font);
    struct box box = cut_top(&sheet->left, cap);
    return (struct line){
        .text = text,
        .font = font,
        .x = box.x,
        .width = box.width,
        .baseline = box.y + cap,
    };
}

/* ---- header --------------------------------------------------------------------------------- */

/* The number, and the supplier at the right in what room it leaves. */
static int add_origin(struct sheet *sheet, struct lot_span number)
{
    struct line line = take_line(sheet, font(sheet, WEIGHT_REGULAR, 2.8), number);
    line.must_show = true;
    int error = drawing_add_line(sheet->drawing, &line);
    int used = drawing_measure(sheet->drawing, line.font, number) + dots(sheet, 2 * GAP);
    if (error < 0 || used >= line.width) {
        return error;
    }
    line.text = sheet->data->supplier;
    line.x += used;
    line.width -= used;
    line.align = ALIGN_RIGHT;
    line.must_show = false;
    return drawing_add_line(sheet->drawing, &line);
}

static int take_header(struct sheet *sheet)
{
    char number[LOT_TEXT_MAX + 8];
    const struct lot_label_data *data = sheet->data;
    int length = snprintf(number, sizeof number, "%s %.*s", sheet->content->gs1 ? "GTIN" : "Item",
                          (int)data->item.size, (const char *)data->item.data);
    int error = 0;
    if (data->item_name.size > 0) {
        struct line name = take_line(sheet, font(sheet, WEIGHT_BOLD, 4.8), data->item_name);
        error = drawing_add_line(sheet->drawing, &name);
        cut_top(&sheet->left, dots(sheet, 1.9));
    }
    error = error < 0 ? error : add_origin(sheet, lot_span(number, (size_t)length));
    cut_top(&sheet->left, dots(sheet, 1.6));
    int thick = dots(sheet, 0.3) > 1 ? dots(sheet, 0.3) : 1;
    struct box rule = cut_top(&sheet->left, thick);
    cut_top(&sheet->left, dots(sheet, GAP));
    return error < 0 ? error : drawing_add_box(sheet->drawing, rule);
}

/* ---- what the symbol says ------------------------------------------------------------------- */

struct paragraph {
    size_t lines;
    char text[CONTENT_ELEMENTS][CONTENT_SIZE];
};

/* Fills lines with whole elements. */
static int break_lines(const struct sheet *sheet, struct font font, struct paragraph *out)
{
    *out = (struct paragraph){.lines = 1};
    for (size_t i = 0; i < content_parts(sheet->content); i++) {
        char part[CONTENT_SIZE];
        char longer[2 * CONTENT_SIZE];
        char *line = out->text[out->lines - 1];
        content_part(sheet->content, i, BRACKETS_ROUND, part);
        int length = snprintf(longer, sizeof longer, "%s%s%s", line, *line ? " " : "", part);
        int width = drawing_measure(sheet->drawing, font, lot_span(longer, (size_t)length));
        if (width < 0) {
            return width;
        }
        bool fits = width <= sheet->left.width || !*line;
        line = fits ? line : out->text[out->lines++];
        memcpy(line, fits ? longer : part, CONTENT_SIZE);
    }
    return 0;
}

static int take_footer(struct sheet *sheet)
{
    struct font small = font(sheet, WEIGHT_REGULAR, 2.4);
    struct paragraph paragraph;
    int error = break_lines(sheet, small, &paragraph);
    int pitch = drawing_cap_height(sheet->drawing, small) + 2 * descent(small);
    for (size_t i = paragraph.lines; error == 0 && i > 0; i--) {
        struct box box = cut_bottom(&sheet->left, pitch);
        error =
            drawing_add_line(sheet->drawing, &(struct line){
                                                 .text = lot_span_of(paragraph.text[i - 1]),
                                                 .font = small,
                                                 .x = box.x,
                                                 .width = box.width,
                                                 .baseline = box.y + box.height - descent(small),
                                                 .must_show = true,
                                             });
    }
    cut_bottom(&sheet->left, dots(sheet, GAP) - descent(small));
    return error;
}

/* ---- symbol --------------------------------------------------------------------------------- */

static int take_symbol(struct sheet *sheet, const struct symbol *symbol)
{
    int half = sheet->left.width / 2;
    struct symbol_space space = {
        .width = half,
        .height = sheet->left.height,
        .blank = dots(sheet, GAP),
        .dots_per_mm = sheet->drawing->dots_per_mm,
    };
    int x = symbol_fit(symbol, &space, sheet->fault);
    if (x < 0) {
        return x;
    }
    int slack = sheet->left.height - x * symbol_rows(symbol);
    if (slack < symbol_rows(symbol)) {
        cut_bottom(&sheet->left, slack); /* so that the facts end where the symbol does */
    }
    struct box box = cut_right(&sheet->left, x * symbol_columns(symbol));
    cut_right(&sheet->left, dots(sheet, GAP));
    return drawing_add_symbol(sheet->drawing, symbol, x, box);
}

/* ---- lot and facts -------------------------------------------------------------------------- */

/* The lot is set as small as can be read before any of it is cut off. */
static int take_lot(struct sheet *sheet)
{
    if (sheet->data->lot.size == 0) {
        return 0;
    }
    struct line word = take_line(sheet, font(sheet, WEIGHT_REGULAR, 2.6), LOT_LITERAL("LOT"));
    cut_top(&sheet->left, dots(sheet, 1.6));
    struct line lot = take_line(sheet, font(sheet, WEIGHT_BOLD, 8.6), sheet->data->lot);
    cut_top(&sheet->left, dots(sheet, GAP));
    lot.must_show = true;
    lot.hangs = true;
    int error = drawing_add_line(sheet->drawing, &word);
    return error < 0 ? error : drawing_add_line(sheet->drawing, &lot);
}

struct fact {
    const char *word;
    char value[FACT_SIZE];
};

static void add_fact(struct fact facts[FACTS], size_t *count, const char *word, const char *value)
{
    if (*value) {
        facts[*count].word = word;
        snprintf(facts[*count].value, FACT_SIZE, "%s", value);
        ++*count;
    }
}

static void add_day(struct fact facts[FACTS], size_t *count, const char *word, lot_date date)
{
    char text[LOT_DATE_SIZE];
    lot_date_format(date, text);
    add_fact(facts, count, word, text);
}

/* In the order of importance. */
static size_t facts_of(const struct lot_label_data *data, struct fact facts[FACTS])
{
    char text[FACT_SIZE] = "";
    size_t count = 0;
    add_day(facts, &count, "Use by", data->expiry);
    add_day(facts, &count, "Best before", data->best_before);
    if (data->quantity != 0) {
        char number[LOT_DECIMAL_SIZE];
        lot_decimal_format(data->quantity, data->decimals, number);
        snprintf(text, sizeof text, "%s %.*s", number, (int)data->unit.size,
                 (const char *)data->unit.data);
    }
    add_fact(facts, &count, "Quantity", text);
    add_day(facts, &count, "Received", data->received);
    return count;
}

/* Words in a column, values in the next; the last line ends where the room does. */
struct table {
    struct font word, value;
    int rows, pitch, column, baseline;
};

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* As large as the number of rows allows; those that cannot be read any more are left out. */
static struct table lay_out_table(const struct sheet *sheet, size_t count)
{
    struct table table = {.word = font(sheet, WEIGHT_REGULAR, 0)};
    int least = table.word.size * 11 / 10;
    table.rows = smaller((int)count, sheet->left.height / least);
    if (table.rows <= 0) {
        return (struct table){0};
    }
    table.pitch = smaller(sheet->left.height / table.rows, dots(sheet, FACT_PITCH));
    table.value = font(sheet, WEIGHT_BOLD, 5);
    table.value.size = smaller(table.value.size, table.pitch * 9 / 10);
    int wish = smaller(table.value.size * 3 / 4, dots(sheet, 2.8));
    table.word.size = wish > table.word.size ? wish : table.word.size;
    table.column = drawing_measure(sheet->drawing, table.word, LOT_LITERAL("Best before  "));
    table.baseline = sheet->left.y + sheet->left.height - (table.rows - 1) * table.pitch;
    return table;
}

static int add_row(const struct sheet *sheet, const struct table *table, int row,
                   const struct fact *fact)
{
    struct line line = {
        .text = lot_span_of(fact->word),
        .font = table->word,
        .x = sheet->left.x,
        .width = table->column,
        .baseline = table->baseline + row * table->pitch,
    };
    int error = drawing_add_line(sheet->drawing, &line);
    line.text = lot_span_of(fact->value);
    line.font = table->value;
    line.must_show = true;
    line.x += table->column;
    line.width = sheet->left.width - table->column;
    return error < 0 ? error : drawing_add_line(sheet->drawing, &line);
}

static int take_facts(struct sheet *sheet)
{
    struct fact facts[FACTS];
    size_t count = facts_of(sheet->data, facts);
    int enough = (int)count * dots(sheet, FACT_PITCH);
    if (sheet->left.height > 3 * enough) {
        sheet->left.height = enough; /* a tall label: stay near the lot */
    }
    struct table table = lay_out_table(sheet, count);
    int error = 0;
    for (int i = 0; error == 0 && i < table.rows; i++) {
        error = add_row(sheet, &table, i, &facts[i]);
    }
    return error;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static int arrange(struct sheet *sheet, const struct symbol *symbol)
{
    int error = take_header(sheet);
    error = error < 0 ? error : take_footer(sheet);
    error = error < 0 ? error : take_symbol(sheet, symbol);
    error = error < 0 ? error : take_lot(sheet);
    return error < 0 ? error : take_facts(sheet);
}

static void lay_out_sheet(struct sheet *sheet)
{
    const struct lot_drawing *drawing = sheet->drawing;
    double scale = fmin(drawing->width / 100.0, drawing->height / 50.0) / drawing->dots_per_mm;
    sheet->unit = drawing->dots_per_mm * fmin(fmax(scale, 0.5), 2.0);
    int margin = dots(sheet, MARGIN);
    sheet->left =
        (struct box){margin, margin, drawing->width - 2 * margin, drawing->height - 2 * margin};
}

static int draw_label(const struct lot_label_options *options, struct sheet *sheet,
                      const struct symbol *symbol)
{
    struct fonts *fonts = NULL;
    int error = fonts_open(&fonts, options, sheet->fault);
    if (error == 0) {
        error = drawing_new(&sheet->drawing, options, fonts, sheet->fault);
    }
    if (error == 0) {
        lay_out_sheet(sheet);
        error = arrange(sheet, symbol);
    }
    if (error < 0) {
        sheet->drawing = lot_drawing_free(sheet->drawing);
    }
    return error;
}

static int encode(const struct content *content, struct symbol **out, struct lot_label_fault *fault)
{
    char text[CONTENT_SIZE];
    size_t size = content_write(content, BRACKETS_SQUARE, text);
    enum symbol_kind kind = content->gs1 ? SYMBOL_GS1_DATAMATRIX : SYMBOL_DATAMATRIX;
    int error = content->gs1 ? symbol_check_together(lot_span(text, size), fault) : 0;
    return error < 0 ? error : symbol_new(out, kind, lot_span(text, size), fault);
}

int lot_label_compose(const struct lot_label_options *options, const struct lot_label_data *data,
                      struct lot_drawing **out, struct lot_label_fault *fault)
{
    struct content content;
    struct symbol *symbol = NULL;
    struct lot_label_fault first = {.reason = LOT_LABEL_SYSTEM, .text = "out of memory"};
    struct sheet sheet = {.data = data, .content = &content, .fault = &first};
    int error = content_of(data, &content, &first);
    error = error < 0 ? error : encode(&content, &symbol, &first);
    error = error < 0 ? error : draw_label(options, &sheet, symbol);
    symbol_free(symbol);
    if (error == 0) {
        *out = sheet.drawing;
    } else if (fault) {
        *fault = first;
    }
    return error;
}
