/* SPDX-License-Identifier: MIT */
/* Labels of shelves and badges of operators: of those on record, or of those that are named. */

#include "complain.h"
#include "setup.h"
#include "sheet_kinds.h"

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
        {"location",    texts[0]                              },
        {"place",       without_prefix(texts[0])              },
        {"description", texts[1]                              },
        {"check",       texts[2]                              },
        {"cut",         LOT_LITERAL("yes")                    },
        {"site",        lot_span_of(grid->sheet->config->site)},
    };
    return sheet_grid_put(grid, fields, sizeof fields / sizeof fields[0]);
}

static int put_badge(struct sheet_grid *grid, const struct collection *collection,
                     const struct lot_span texts[3])
{
    (void)collection;
    const struct lot_label_field fields[] = {
        {"operator", texts[0]                              },
        {"person",   texts[1]                              },
        {"role",     {0}                                   },
        {"site",     lot_span_of(grid->sheet->config->site)},
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

/* Every row of the question, or only that of one code; *found counts them. */
static int put_rows(struct sheet_grid *grid, const struct collection *collection,
                    struct lot_answer *answer, const char *operand, size_t *found)
{
    struct lot_span texts[3], name;
    struct lot_span code = sheet_typed(operand, &name);
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
        texts[0] = sheet_typed(operand, &texts[1]);
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
    int status = sheet_template(sheet, &template, name);
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

int sheet_locations(struct sheet *sheet, struct lot_ledger *ledger)
{
    return put_collection(sheet, ledger, &places, sheet->config->location_template);
}

int sheet_operators(struct sheet *sheet, struct lot_ledger *ledger)
{
    return put_collection(sheet, ledger, &operators, sheet->config->badge_template);
}
