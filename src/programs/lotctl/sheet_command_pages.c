/* SPDX-License-Identifier: MIT */
/* The command sheet: codes in rows, groups under headings, pages as they fill. */

#include "complain.h"
#include "setup.h"
#include "sheet_commands.h"
#include "sheet_kinds.h"

#include <stdio.h>
#include <string.h>

#define CODES_MOST   256u
#define REASONS_MOST 64u
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
    const struct lot_label_field site = {"site", lot_span_of(pages->sheet->config->site)};
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
        {"note",    lot_span_of(code->note)   },
    };
    double width, height;
    lot_template_size(pages->code, &width, &height);
    const struct lot_label_place place = {MARGIN + pages->column * width, pages->y, fields,
                                          sizeof fields / sizeof fields[0]};
    pages->column++;
    return sheet_put(pages->sheet, pages->code, &place);
}

static int put_codes(struct sheet *sheet, const struct sheet_code *codes, size_t count)
{
    struct command_pages pages = {.sheet = sheet};
    int status = sheet_template(sheet, &pages.head, "command-head");
    status = status ? status : sheet_template(sheet, &pages.group, "command-group");
    status = status ? status : sheet_template(sheet, &pages.code, "command-code");
    for (size_t i = 0; i < count && status == EXIT_DONE; i++) {
        status = put_code(&pages, &codes[i]);
    }
    lot_template_free(pages.head);
    lot_template_free(pages.group);
    lot_template_free(pages.code);
    return status;
}

/* ---- reasons -------------------------------------------------------------------------------- */

struct reasons {
    size_t count;
    struct sheet_reason list[REASONS_MOST];
};

static void add_reason(struct reasons *reasons, struct lot_span code, struct lot_span name)
{
    if (reasons->count < REASONS_MOST) {
        struct sheet_reason *reason = &reasons->list[reasons->count++];
        name = name.size > 0 ? name : code;
        snprintf(reason->code, SHEET_CODE_SIZE, "%.*s", (int)code.size, (const char *)code.data);
        snprintf(reason->name, SHEET_CODE_SIZE, "%.*s", (int)name.size, (const char *)name.data);
    }
}

static int ask_reasons(struct reasons *reasons, struct lot_ledger *ledger)
{
    struct lot_answer *answer = NULL;
    int error = lot_ledger_ask(ledger, LOT_ASK_REASONS, &(struct lot_filter){0}, &answer);
    while (error == 0 && (error = lot_answer_next(answer)) == 0) {
        add_reason(reasons, lot_answer_cell(answer, 0).text, lot_answer_cell(answer, 1).text);
    }
    lot_answer_free(answer);
    return error < 0 ? error : 0;
}

/* Those that are named, else those on record, else what a new ledger has. */
static int find_reasons(struct reasons *reasons, const struct sheet *sheet,
                        struct lot_ledger *ledger)
{
    static const char *const usual[] = {"damaged", "expired", "lost", "found", "miscount"};
    const struct request *request = sheet->request;
    for (unsigned i = 1; i < request->operand_count; i++) {
        struct lot_span name;
        struct lot_span code = sheet_typed(request->operands[i], &name);
        add_reason(reasons, code, name);
    }
    for (size_t i = 0; i < sizeof usual / sizeof usual[0] && request->operand_count == 1 && !ledger;
         i++) {
        add_reason(reasons, lot_span_of(usual[i]), (struct lot_span){0});
    }
    bool asked = ledger && request->operand_count == 1;
    return asked && ask_reasons(reasons, ledger) < 0 ? ledger_failed(ledger, sheet->config)
                                                     : EXIT_DONE;
}

int sheet_commands(struct sheet *sheet, struct lot_ledger *ledger)
{
    struct sheet_code codes[CODES_MOST];
    struct reasons reasons = {.count = 0};
    int status = find_reasons(&reasons, sheet, ledger);
    if (status != EXIT_DONE) {
        return status;
    }
    return put_codes(sheet, codes, sheet_codes(codes, CODES_MOST, reasons.list, reasons.count));
}
