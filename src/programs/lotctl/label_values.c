/* SPDX-License-Identifier: MIT */
/* Fields of labels, from the ledger, from the command line, or samples. */

#include "label_values.h"

#include "complain.h"

#include <string.h>

/* The fields that shipped templates have besides a lot's, and what each says in a picture. */
static const struct sample {
    const char *name, *value;
} samples[] = {
    {"item",         "09521234543213"                },
    {"name",         "Tomato passata, organic, 500 g"},
    {"lot",          "ABC123"                        },
    {"best_before",  "2027-08-31"                    },
    {"expiry",       "2027-09-30"                    },
    {"received",     "2026-03-01"                    },
    {"quantity",     "48"                            },
    {"unit",         "pcs"                           },
    {"supplier",     "Conserve del Sud S.r.l."       },
    {"sscc",         "395212345432130001"            },
    {"count",        "48"                            },
    {"from",         "Conserve del Sud"              },
    {"from_address", "Via Nazionale 12, Battipaglia" },
    {"to",           "Northwind Foods Ltd"           },
    {"to_address",   "12 Dock Road, Bristol"         },
    {"order",        "PO-1001"                       },
    {"location",     "LOC-A-01-1"                    },
    {"place",        "A-01-1"                        },
    {"check",        "42"                            },
    {"description",  "Cold store, aisle A, level 1"  },
    {"cut",          ""                              },
    {"operator",     "OP-ADA"                        },
    {"person",       "Ada Lovelace"                  },
    {"role",         "Receiving"                     },
    {"site",         "North warehouse"               },
};
#define SAMPLE_COUNT (sizeof samples / sizeof samples[0])

bool label_value_is(const char *operand)
{
    size_t size = strspn(operand, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return size > 0 && operand[size] == '=';
}

/* ---- a lot's facts -------------------------------------------------------------------------- */

static bool set_span(struct lot_span value, void *out)
{
    *(struct lot_span *)out = value;
    return true;
}

static bool set_day(struct lot_span value, void *out)
{
    return value.size == 0 || lot_date_parse(value, out) == 0;
}

static bool set_quantity(struct lot_span value, void *out)
{
    struct lot_label_data *data = out;
    const uint8_t *point = value.size > 0 ? memchr(value.data, '.', value.size) : NULL;
    size_t decimals = point ? value.size - (size_t)(point - value.data) - 1 : 0;
    data->decimals = (uint8_t)decimals;
    return value.size == 0 || (decimals <= LOT_DECIMALS_MAX &&
                               lot_decimal_parse(value, (unsigned)decimals, &data->quantity) == 0);
}

#define IN(member) offsetof(struct lot_label_data, member)

static const struct fact {
    const char *name;
    bool (*set)(struct lot_span value, void *out);
    size_t offset;
    const char *takes;
} facts[] = {
    {"item",        set_span,     IN(item),        ""                 },
    {"name",        set_span,     IN(item_name),   ""                 },
    {"lot",         set_span,     IN(lot),         ""                 },
    {"unit",        set_span,     IN(unit),        ""                 },
    {"supplier",    set_span,     IN(supplier),    ""                 },
    {"best_before", set_day,      IN(best_before), "a day, YYYY-MM-DD"},
    {"expiry",      set_day,      IN(expiry),      "a day, YYYY-MM-DD"},
    {"received",    set_day,      IN(received),    "a day, YYYY-MM-DD"},
    {"quantity",    set_quantity, 0,               "a number"         },
};

static struct lot_label_data data_of(const struct lot_record *lot)
{
    return (struct lot_label_data){
        .item = lot_text_span(&lot->item),
        .item_name = lot_text_span(&lot->name),
        .lot = lot_text_span(&lot->lot),
        .best_before = lot->best_before,
        .expiry = lot->expiry,
        .unit = lot_text_span(&lot->unit),
        .supplier = lot_text_span(&lot->supplier),
        .received = lot_date_at(lot->received),
    };
}

/* ---- fields --------------------------------------------------------------------------------- */

static void add(struct label_values *values, const char *name, struct lot_span value)
{
    values->fields[values->count++] = (struct lot_label_field){name, value};
}

/* A field, and the lot's fact of that name. */
static int take(struct label_values *values, const char *name, const char *value)
{
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        if (strcmp(facts[i].name, name) == 0 &&
            !facts[i].set(lot_span_of(value), (char *)&values->data + facts[i].offset)) {
            return complain(EXIT_USAGE, "%s=%s: %s takes %s", name, value, name, facts[i].takes);
        }
    }
    add(values, name, lot_span_of(value));
    return EXIT_DONE;
}

static int take_typed(struct label_values *values, char **operands, size_t count)
{
    int status = EXIT_DONE;
    for (size_t i = 0; i < count && status == EXIT_DONE; i++) {
        char *equals = strchr(operands[i], '=');
        if (!label_value_is(operands[i])) {
            return complain(EXIT_USAGE, "'%s' is not NAME=VALUE", operands[i]);
        }
        *equals = '\0';
        status = take(values, operands[i], equals + 1);
    }
    return status;
}

static int take_samples(struct label_values *values)
{
    int status = EXIT_DONE;
    for (size_t i = 0; i < SAMPLE_COUNT && status == EXIT_DONE; i++) {
        status = take(values, samples[i].name, samples[i].value);
    }
    return status;
}

/* What follows from the facts, and nothing for the rest: the first of a name counts. */
static int add_derived(struct label_values *values)
{
    struct lot_label_fault fault = {.text = ""};
    if (values->data.item.size > 0 &&
        lot_label_fields_of(&values->data, &values->lot, &fault) < 0) {
        return complain(EXIT_NO, "%s", fault.text);
    }
    if (values->data.item.size == 0) {
        const struct lot_label_data nothing = {.item = LOT_LITERAL("-")};
        lot_label_fields_of(&nothing, &values->lot, &fault); /* for their names */
    }
    for (size_t i = 0; i < LOT_LABEL_FIELDS; i++) {
        add(values, values->lot.fields[i].name,
            values->data.item.size > 0 ? values->lot.fields[i].value : (struct lot_span){0});
    }
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        add(values, samples[i].name, (struct lot_span){0});
    }
    return EXIT_DONE;
}

int label_values_of(struct label_values *out, const struct lot_record *lot, char **operands,
                    size_t count, const struct config *config)
{
    *out = (struct label_values){.count = 0};
    if (count > LABEL_VALUES_MOST - 2 * SAMPLE_COUNT - LOT_LABEL_FIELDS - 1) {
        return complain(EXIT_USAGE, "these are too many values");
    }
    if (lot) {
        out->data = data_of(lot);
    }
    int status = take_typed(out, operands, count);
    if (status == EXIT_DONE && config->site) {
        add(out, "site", lot_span_of(config->site));
    }
    if (status == EXIT_DONE && !lot && count == 0) {
        status = take_samples(out);
    }
    return status == EXIT_DONE ? add_derived(out) : status;
}
