/* SPDX-License-Identifier: MIT */
/*
 * The tables of columns and the reading of rows by them. Every column that is wrong is told, not
 * only the first: a person mends a file once, not once for each mistake.
 */

#include "import_table.h"

#include "import_value.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- tables --------------------------------------------------------------------------------- */

/* A column and where it goes; what else it needs (required, fallback, range, names) follows. */
#define COLUMN(title, kind, member, ...)                                                           \
    {                                                                                              \
        .name = (title), .type = (kind), .offset = offsetof(union import_record, member),          \
        .size = sizeof(((union import_record *)0)->member), __VA_ARGS__                            \
    }

static const char rotations[] = "usual fefo fifo lifo";
static const struct import_column item_columns[] = {
    COLUMN("number", IMPORT_ITEM, item.number, .required = true),
    COLUMN("name", IMPORT_TEXT, item.name, .required = false),
    COLUMN("description", IMPORT_TEXT, item.description, .required = false),
    COLUMN("manufacturer", IMPORT_TEXT, item.manufacturer, .required = false),
    COLUMN("unit", IMPORT_TEXT, item.unit, .fallback = "pcs"),
    COLUMN("decimals", IMPORT_INTEGER, item.decimals, .fallback = "0", .most = LOT_DECIMALS_MAX),
    COLUMN("tracking", IMPORT_ENUM, item.tracking, .fallback = "lot", .names = "none lot serial"),
    COLUMN("needs_date", IMPORT_BOOLEAN, item.needs_date, .fallback = "no"),
    COLUMN("blocks_best_before", IMPORT_BOOLEAN, item.blocks_best_before, .fallback = "no"),
    COLUMN("catch_weight", IMPORT_BOOLEAN, item.catch_weight, .fallback = "no"),
    COLUMN("min_life_days", IMPORT_INTEGER, item.min_life_days, .fallback = "0", .most = 36500),
    COLUMN("over_percent", IMPORT_INTEGER, item.over_percent, .fallback = "-1", .least = -1,
           .most = 1000),
    COLUMN("over_units", IMPORT_INTEGER, item.over_units, .fallback = "-1", .least = -1,
           .most = 1000000),
    COLUMN("numbering", IMPORT_ENUM, item.numbering, .fallback = "usual",
           .names = "usual own supplier"),
    COLUMN("rotation", IMPORT_ENUM, item.rotation, .fallback = "usual", .names = rotations),
    COLUMN("pack_number", IMPORT_ITEM, item.pack_number, .required = false),
    COLUMN("pack", IMPORT_QUANTITY, item.pack, .fallback = "0"),
};

static const char partner_kinds[] = "supplier customer carrier";
static const struct import_column partner_columns[] = {
    COLUMN("number", IMPORT_CODE, partner.number, .required = true),
    COLUMN("kind", IMPORT_ENUM, partner.kind, .required = true, .names = partner_kinds),
    COLUMN("name", IMPORT_TEXT, partner.name, .required = false),
    COLUMN("address", IMPORT_TEXT, partner.address, .required = false),
    COLUMN("contact", IMPORT_TEXT, partner.contact, .required = false),
    COLUMN("gln", IMPORT_GLN, partner.gln, .required = false),
    COLUMN("min_life_days", IMPORT_INTEGER, partner.min_life_days, .fallback = "0", .most = 36500),
    COLUMN("one_lot", IMPORT_BOOLEAN, partner.one_lot, .fallback = "no"),
    COLUMN("not_older", IMPORT_BOOLEAN, partner.not_older, .fallback = "no"),
};

static const struct import_column place_columns[] = {
    COLUMN("code", IMPORT_CODE, place.code, .required = true),
    COLUMN("name", IMPORT_TEXT, place.name, .required = false),
    COLUMN("check", IMPORT_TEXT, place.check, .required = false),
    COLUMN("mixing", IMPORT_ENUM, place.mixing, .fallback = "any", .names = "any item lot"),
    COLUMN("quarantine", IMPORT_BOOLEAN, place.is_quarantine, .fallback = "no"),
};

static const struct import_column reason_columns[] = {
    COLUMN("code", IMPORT_CODE, reason.code, .required = true),
    COLUMN("name", IMPORT_TEXT, reason.name, .required = false),
};

_Static_assert(LOT_ROLE_COUNT == 3, "as many as are named here");
static const struct import_column operator_columns[] = {
    COLUMN("code", IMPORT_CODE, who.code, .required = true),
    COLUMN("name", IMPORT_TEXT, who.name, .required = false),
    COLUMN("roles", IMPORT_SET, who.roles, .required = false,
           .names = "picker receiver supervisor"),
};

static const char document_kinds[] = "receipt order count return";
static const struct import_column document_columns[] = {
    COLUMN("document", IMPORT_CODE, line.document, .required = true),
    COLUMN("kind", IMPORT_ENUM, line.kind, .required = true, .names = document_kinds),
    COLUMN("partner", IMPORT_CODE, line.partner, .required = false),
    COLUMN("line", IMPORT_INTEGER, line.line, .required = true, .least = 1, .most = INT32_MAX),
    COLUMN("item", IMPORT_ITEM, line.item, .required = true),
    COLUMN("quantity", IMPORT_QUANTITY, line.quantity, .required = true, .least = 1),
    COLUMN("due", IMPORT_DATE, line.due, .required = false),
    COLUMN("unit_cost", IMPORT_MONEY, line.unit_cost, .required = false),
    COLUMN("rotation", IMPORT_ENUM, line.rotation, .fallback = "usual", .names = rotations),
    COLUMN("lot", IMPORT_TEXT, line.lot, .required = false),
    COLUMN("substitute", IMPORT_ITEM, line.substitute, .required = false),
};

static const struct import_column advice_columns[] = {
    COLUMN("document", IMPORT_CODE, advice.document, .required = true),
    COLUMN("line", IMPORT_INTEGER, advice.line, .required = true, .least = 1, .most = INT32_MAX),
    COLUMN("sscc", IMPORT_SSCC, advice.sscc, .required = true),
    COLUMN("item", IMPORT_ITEM, advice.item, .required = true),
    COLUMN("lot", IMPORT_TEXT, advice.lot, .required = false),
    COLUMN("best_before", IMPORT_DATE, advice.best_before, .required = false),
    COLUMN("expiry", IMPORT_DATE, advice.expiry, .required = false),
    COLUMN("quantity", IMPORT_QUANTITY, advice.quantity, .required = true, .least = 1),
};

#define COLUMNS(table) (table), sizeof(table) / sizeof(table)[0]

static const struct {
    const char *name;
    const struct import_column *columns;
    unsigned count;
} kinds[LOT_IMPORT_KIND_COUNT] = {
    [LOT_IMPORT_ITEMS] = {"items",     COLUMNS(item_columns)    },
    [LOT_IMPORT_PARTNERS] = {"partners",  COLUMNS(partner_columns) },
    [LOT_IMPORT_LOCATIONS] = {"locations", COLUMNS(place_columns)   },
    [LOT_IMPORT_REASONS] = {"reasons",   COLUMNS(reason_columns)  },
    [LOT_IMPORT_OPERATORS] = {"operators", COLUMNS(operator_columns)},
    [LOT_IMPORT_DOCUMENTS] = {"documents", COLUMNS(document_columns)},
    [LOT_IMPORT_ADVICES] = {"advices",   COLUMNS(advice_columns)  },
};

int lot_import_kind_by_name(struct lot_span name)
{
    for (int kind = 0; kind < LOT_IMPORT_KIND_COUNT; kind++) {
        if (lot_span_equal(name, lot_span_of(kinds[kind].name))) {
            return kind;
        }
    }
    return -EINVAL;
}

const char *lot_import_kind_name(enum lot_import_kind kind)
{
    return kinds[kind].name;
}

/* ---- faults --------------------------------------------------------------------------------- */

void import_fault(struct import_faults *faults, int64_t line, const char *column,
                  const char *format, ...)
{
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const struct lot_import_fault fault = {.line = line, .column = column, .text = text};
    faults->count++;
    if (faults->report) {
        faults->report(faults->user, &fault);
    }
}

enum {
    SHOWN_MAX = 40 /* bytes of a refused field that are shown */
};

/* A field as it can be shown: cut between characters, control bytes as '?'. */
static void show(struct lot_span field, char out[SHOWN_MAX + 4])
{
    size_t size = field.size;
    const char *rest = "";
    if (size > SHOWN_MAX) {
        rest = "...";
        for (size = SHOWN_MAX; size > 0 && (field.data[size] & 0xc0) == 0x80;) {
            size--;
        }
    }
    for (size_t i = 0; i < size; i++) {
        bool control = field.data[i] < 0x20 || field.data[i] == 0x7f;
        out[i] = control ? '?' : (char)field.data[i];
    }
    memcpy(out + size, rest, strlen(rest) + 1);
}

/* ---- the header ----------------------------------------------------------------------------- */

static int column_by_name(enum lot_import_kind kind, struct lot_span name)
{
    for (unsigned i = 0; i < kinds[kind].count; i++) {
        if (lot_span_equal(name, lot_span_of(kinds[kind].columns[i].name))) {
            return (int)i;
        }
    }
    return -1;
}

static void take_name(struct import_header *header, const struct csv_row *row, unsigned field,
                      struct import_faults *faults)
{
    char name[SHOWN_MAX + 4];
    int column = column_by_name(header->kind, row->field[field]);
    show(row->field[field], name);
    if (name[0] == '\0') {
        import_fault(faults, row->line, name, "a column without a name");
    } else if (column < 0 && row->count == 1 && memchr(name, ';', strlen(name))) {
        import_fault(faults, row->line, name, "fields are parted by commas, not semicolons");
    } else if (column < 0) {
        import_fault(faults, row->line, name, "no such column in %s", kinds[header->kind].name);
    } else if (header->field_of[column] >= 0) {
        import_fault(faults, row->line, name, "the column stands there twice");
    } else {
        header->field_of[column] = (int)field;
    }
}

bool import_read_header(struct import_header *header, enum lot_import_kind kind,
                        const struct csv_row *row, struct import_faults *faults)
{
    int64_t before = faults->count;
    *header = (struct import_header){.kind = kind, .count = row->count};
    for (unsigned i = 0; i < IMPORT_COLUMNS_MAX; i++) {
        header->field_of[i] = -1;
    }
    for (unsigned i = 0; i < row->count; i++) {
        take_name(header, row, i, faults);
    }
    for (unsigned i = 0; i < kinds[kind].count; i++) {
        const struct import_column *column = &kinds[kind].columns[i];
        if (column->required && header->field_of[i] < 0) {
            import_fault(faults, row->line, column->name, "the column is missing");
        }
    }
    return faults->count == before;
}

/* ---- rows ----------------------------------------------------------------------------------- */

static struct lot_span field_of(const struct import_header *header, unsigned column,
                                const struct csv_row *row)
{
    int field = header->field_of[column];
    return field >= 0 ? row->field[field] : lot_span(NULL, 0);
}

static void refuse(const struct import_reading *reading, const struct import_column *column,
                   uint8_t decimals, struct lot_span field)
{
    char expected[IMPORT_EXPECTED_SIZE];
    char found[SHOWN_MAX + 4];
    import_expected(column, decimals, expected);
    show(field, found);
    if (field.size == 0) {
        import_fault(reading->faults, reading->row->line, column->name,
                     "%s expected, found nothing", expected);
    } else {
        import_fault(reading->faults, reading->row->line, column->name, "%s expected, found \"%s\"",
                     expected, found);
    }
}

static void read_columns(const struct import_reading *reading, bool quantities, uint8_t decimals,
                         union import_record *record)
{
    const struct import_header *header = reading->header;
    for (unsigned i = 0; i < kinds[header->kind].count; i++) {
        const struct import_column *column = &kinds[header->kind].columns[i];
        if ((column->type == IMPORT_QUANTITY) != quantities) {
            continue;
        }
        struct lot_span field = field_of(header, i, reading->row);
        if ((column->required && field.size == 0) ||
            !import_read_value(column, field, decimals, record)) {
            refuse(reading, column, decimals, field);
        }
    }
}

bool import_read_row(const struct import_reading *reading, union import_record *record)
{
    int64_t before = reading->faults->count;
    memset(record, 0, sizeof *record);
    if (reading->row->count != reading->header->count) {
        import_fault(reading->faults, reading->row->line, "",
                     "%u fields expected as in the header, found %u", reading->header->count,
                     reading->row->count);
        return false;
    }
    read_columns(reading, false, 0, record);
    return reading->faults->count == before;
}

/* A packaging is a number and what it holds; one without the other says nothing. */
static void judge_item(const struct import_reading *reading, const struct lot_ledger_item *item)
{
    int64_t line = reading->row->line;
    if (item->pack_number.size > 0 && item->pack == 0) {
        import_fault(reading->faults, line, "pack", "how many does pack_number hold?");
    } else if (item->pack_number.size == 0 && item->pack > 0) {
        import_fault(reading->faults, line, "pack_number", "which number does this pack have?");
    } else if (item->pack_number.size > 0 && lot_text_equal(&item->pack_number, &item->number)) {
        import_fault(reading->faults, line, "pack_number", "this is the item's own number");
    }
}

bool import_read_quantities(const struct import_reading *reading, uint8_t decimals,
                            union import_record *record)
{
    int64_t before = reading->faults->count;
    read_columns(reading, true, decimals, record);
    if (reading->header->kind == LOT_IMPORT_ITEMS && reading->faults->count == before) {
        judge_item(reading, &record->item);
    }
    return reading->faults->count == before;
}
