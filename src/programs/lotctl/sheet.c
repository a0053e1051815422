/* SPDX-License-Identifier: MIT */
/*
 * lotctl sheet: what is printed on an office printer once, and scanned for years: command codes,
 * the calibration code, labels of shelves, badges.
 */

#include "complain.h"
#include "label_templates.h"
#include "setup.h"
#include "sheet_commands.h"
#include "sheet_pages.h"
#include "verbs.h"

#include <errno.h>
#include <string.h>

#define CODES_MOST 256u

static int find_template(struct lot_template **out, const struct config *config, const char *name)
{
    struct lot_label_fault fault = {.text = ""};
    int error = label_template_find(out, config, name, &fault);
    return error < 0 ? complain(EXIT_FAILED, "%s", fault.text[0] ? fault.text : strerror(-error))
                     : EXIT_DONE;
}

static struct lot_span site_of(const struct config *config)
{
    return lot_span_of(config->site);
}

/* ---- command codes -------------------------------------------------------------------------- */

#define MARGIN       15.0 /* mm */
#define CODE_COLUMNS 5u
#define LOWEST       (A4_HEIGHT - 10.0)

/* Pages of codes as they fill from the top. */
struct command_pages {
    struct sheet *sheet;
    struct lot_template *head, *group, *code;
    const char *in_group; /* of the last code; NULL: none on this page yet */
    unsigned column;
    double y; /* below what stands on the last page */
};

static double height_of(const struct lot_template *template)
{
    double width, height;
    lot_template_size(template, &width, &height);
    return height;
}

static int put_strip(struct command_pages *pages, const struct lot_template *template,
                     const struct lot_label_field *field)
{
    const struct lot_label_place place = {MARGIN, pages->y, field, 1};
    int status = sheet_put(pages->sheet, template, &place);
    pages->y += height_of(template);
    return status;
}

static int put_head(struct command_pages *pages)
{
    const struct lot_label_field site = {"site", site_of(pages->sheet->config)};
    int status = sheet_turn(pages->sheet);
    pages->y = MARGIN;
    pages->in_group = NULL;
    return status == EXIT_DONE ? put_strip(pages, pages->head, &site) : status;
}

/* A new row, below a heading where another group begins, on a new page where there is no room. */
static int put_row(struct command_pages *pages, const char *group)
{
    bool begins = pages->in_group == NULL || strcmp(pages->in_group, group) != 0;
    double needed = height_of(pages->code) + (begins ? height_of(pages->group) : 0);
    int status = EXIT_DONE;
    pages->y += pages->in_group ? height_of(pages->code) : 0;
    pages->column = 0;
    if (pages->sheet->count == 0 || pages->y + needed > LOWEST) {
        status = put_head(pages);
        begins = true;
    }
    if (status == EXIT_DONE && begins) {
        const struct lot_label_field heading = {"group", lot_span_of(group)};
        status = put_strip(pages, pages->group, &heading);
    }
    pages->in_group = group;
    return status;
}

static int put_code(struct command_pages *pages, const struct sheet_code *code)
{
    bool same = pages->in_group && strcmp(pages->in_group, code->group) == 0;
    int status = EXIT_DONE;
    if (!same || pages->column == CODE_COLUMNS) {
        status = put_row(pages, code->group);
    }
    if (status != EXIT_DONE) {
        return status;
    }
    const struct lot_label_field fields[] = {
        {"code",    lot_span_of(code->code)   },
        {"caption", lot_span_of(code->caption)},
    };
    double width, height;
    lot_template_size(pages->code, &width, &height);
    const struct lot_label_place place = {MARGIN + pages->column * width, pages->y, fields, 2};
    pages->column++;
    return sheet_put(pages->sheet, pages->code, &place);
}

static int put_codes(struct sheet *sheet, const struct sheet_code *codes, size_t count)
{
    struct command_pages pages = {.sheet = sheet};
    int status = find_template(&pages.head, sheet->config, "command-head");
    status = status ? status : find_template(&pages.group, sheet->config, "command-group");
    status = status ? status : find_template(&pages.code, sheet->config, "command-code");
    for (size_t i = 0; i < count && status == EXIT_DONE; i++) {
        status = put_code(&pages, &codes[i]);
    }
    lot_template_free(pages.head);
    lot_template_free(pages.group);
    lot_template_free(pages.code);
    return status;
}

/* The operands are reasons of the site. */
static int put_commands(struct sheet *sheet, struct lot_ledger *ledger)
{
    static const char *const usual[] = {"damaged", "expired",   "quality",  "lost",
                                        "found",   "miscount",  "sample",   "used",
                                        "short",   "complaint", "supplier", "authority"};
    static struct sheet_code codes[CODES_MOST];
    const struct request *request = sheet->request;
    bool own = request->operand_count > 1;
    (void)ledger;
    size_t count =
        sheet_codes(codes, CODES_MOST, own ? (const char *const *)request->operands + 1 : usual,
                    own ? request->operand_count - 1 : sizeof usual / sizeof usual[0]);
    return put_codes(sheet, codes, count);
}

/* ---- the calibration code ------------------------------------------------------------------- */

static int put_calibration(struct sheet *sheet, struct lot_ledger *ledger)
{
    struct lot_template *template = NULL;
    const struct lot_label_field fields[] = {
        {"calibration", lot_calibration_text()},
        {"site",        site_of(sheet->config)},
    };
    const struct lot_label_place place = {0, 0, fields, 2};
    (void)ledger;
    int status = find_template(&template, sheet->config, "calibration-a4");
    status = status ? status : sheet_turn(sheet);
    status = status ? status : sheet_put(sheet, template, &place);
    lot_template_free(template);
    return status;
}

/* ---- labels of shelves, badges -------------------------------------------------------------- */

/* A kind of label, of which there is one for each row of a question. */
struct collection {
    enum lot_question question;
    int (*put)(struct sheet_grid *grid, const struct collection *collection,
               const struct lot_span texts[3]); /* code, name, check */
    const char *what;
};

/* "LOC-A-01" -> "A-01": what a person calls it. */
static struct lot_span without_prefix(struct lot_span code)
{
    struct lot_span prefix = LOT_LITERAL("LOC-");
    bool plain = lot_span_starts(code, prefix) && code.size > prefix.size;
    return plain ? lot_span_part(code, prefix.size, code.size) : code;
}

static int put_place(struct sheet_grid *grid, const struct collection *collection,
                     const struct lot_span texts[3])
{
    (void)collection;
    const struct lot_label_field fields[] = {
        {"location",    texts[0]                    },
        {"place",       without_prefix(texts[0])    },
        {"description", texts[1]                    },
        {"check",       texts[2]                    },
        {"cut",         LOT_LITERAL("yes")          },
        {"site",        site_of(grid->sheet->config)},
    };
    return sheet_grid_put(grid, fields, sizeof fields / sizeof fields[0]);
}

static int put_badge(struct sheet_grid *grid, const struct collection *collection,
                     const struct lot_span texts[3])
{
    (void)collection;
    const struct lot_label_field fields[] = {
        {"operator", texts[0]                    },
        {"person",   texts[1]                    },
        {"role",     {0}                         },
        {"site",     site_of(grid->sheet->config)},
    };
    return sheet_grid_put(grid, fields, sizeof fields / sizeof fields[0]);
}

static const struct collection places = {LOT_ASK_PLACES, put_place, "locations"};
static const struct collection operators = {LOT_ASK_OPERATORS, put_badge, "operators"};

/* What the row says of code, name and check. */
static void read_row(const struct lot_answer *answer, struct lot_span texts[3])
{
    unsigned count = 0;
    lot_answer_columns(answer, &count);
    for (unsigned i = 0; i < 3; i++) {
        texts[i] = i < count ? lot_answer_cell(answer, i).text : (struct lot_span){0};
    }
}

/* "CODE" or "CODE=NAME", where the name that is typed goes before the one on record; or nothing. */
static struct lot_span typed_code(const char *operand, struct lot_span *name)
{
    const char *equals = operand ? strchr(operand, '=') : NULL;
    *name = lot_span_of(equals ? equals + 1 : NULL);
    return equals ? lot_span(operand, (size_t)(equals - operand)) : lot_span_of(operand);
}

/* Every row of the question, or only that of one code; *found counts them. */
static int put_rows(struct sheet_grid *grid, const struct collection *collection,
                    struct lot_answer *answer, const char *operand, size_t *found)
{
    struct lot_span texts[3], name;
    struct lot_span code = typed_code(operand, &name);
    int status = EXIT_DONE;
    while (status == EXIT_DONE && lot_answer_next(answer) == 0) {
        read_row(answer, texts);
        if (code.size > 0 && !lot_span_equal(code, texts[0])) {
            continue;
        }
        texts[1] = name.size > 0 ? name : texts[1];
        ++*found;
        status = collection->put(grid, collection, texts);
    }
    return status;
}

/* operand NULL: all that is on record. What is typed need not be: a new operator has no row yet. */
static int put_asked(struct sheet_grid *grid, const struct collection *collection,
                     struct lot_ledger *ledger, const char *operand)
{
    struct lot_answer *answer = NULL;
    struct lot_span texts[3] = {{0}};
    size_t found = 0;
    if (lot_ledger_ask(ledger, collection->question, &(struct lot_filter){0}, &answer) < 0) {
        return ledger_failed(ledger, grid->sheet->config);
    }
    int status = put_rows(grid, collection, answer, operand, &found);
    lot_answer_free(answer);
    if (status == EXIT_DONE && found == 0 && operand) {
        texts[0] = typed_code(operand, &texts[1]);
        return collection->put(grid, collection, texts);
    }
    return status == EXIT_DONE && found == 0
               ? complain(EXIT_NO, "there are no %s on record", collection->what)
               : status;
}

static int put_collection(struct sheet *sheet, struct lot_ledger *ledger,
                          const struct collection *collection, const char *name)
{
    const struct request *request = sheet->request;
    struct lot_template *template = NULL;
    struct sheet_grid grid;
    int status = find_template(&template, sheet->config, name);
    status = status ? status : sheet_grid_init(&grid, sheet, template);
    if (status == EXIT_DONE && request->operand_count == 1) {
        status = put_asked(&grid, collection, ledger, NULL);
    }
    for (unsigned i = 1; i < request->operand_count && status == EXIT_DONE; i++) {
        status = put_asked(&grid, collection, ledger, request->operands[i]);
    }
    lot_template_free(template);
    return status;
}

static int put_places(struct sheet *sheet, struct lot_ledger *ledger)
{
    return put_collection(sheet, ledger, &places, sheet->config->location_template);
}

static int put_badges(struct sheet *sheet, struct lot_ledger *ledger)
{
    return put_collection(sheet, ledger, &operators, sheet->config->badge_template);
}

/* ---- the verb ------------------------------------------------------------------------------- */

static const struct kind {
    const char *name;
    int (*put)(struct sheet *sheet, struct lot_ledger *ledger);
    bool asks; /* the ledger */
} kinds[] = {
    {"commands",    put_commands,    false},
    {"calibration", put_calibration, false},
    {"locations",   put_places,      true },
    {"operators",   put_badges,      true },
};

static const struct kind *find_kind(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].name, name) == 0) {
            return &kinds[i];
        }
    }
    return NULL;
}

static int make_sheet(const struct request *request, const struct config *config,
                      const struct kind *kind, struct lot_ledger *ledger, struct output *out)
{
    struct sheet sheet;
    int status = sheet_init(&sheet, request, config);
    status = status ? status : kind->put(&sheet, ledger);
    status = status ? status : sheet_write(&sheet, out);
    sheet_done(&sheet);
    return status;
}

int verb_sheet(const struct request *request, struct output *out)
{
    const struct kind *kind = find_kind(request->operands[0]);
    struct reading reading = {0};
    if (!kind) {
        return complain(EXIT_USAGE,
                        "there is no sheet '%s': commands, calibration, locations or operators",
                        request->operands[0]);
    }
    int status =
        kind->asks ? setup_reading(&reading, request) : setup_config(&reading.config, request);
    if (status == EXIT_DONE) {
        status = make_sheet(request, reading.config, kind, reading.holding.ledger, out);
        reading_done(&reading);
    }
    return status;
}
