/* SPDX-License-Identifier: MIT */
/*
 * lotctl sheet: what is printed on an office printer once, and scanned for years: command codes,
 * the calibration code, labels of shelves, badges.
 */

#include "complain.h"
#include "setup.h"
#include "sheet_kinds.h"
#include "verbs.h"

#include <string.h>
#include <unistd.h>

/* ---- the calibration code ------------------------------------------------------------------- */

int sheet_calibration(struct sheet *sheet, struct lot_ledger *ledger)
{
    struct lot_template *template = NULL;
    const struct lot_label_field fields[] = {
        {"calibration", lot_calibration_text()          },
        {"site",        lot_span_of(sheet->config->site)},
    };
    const struct lot_label_place place = {0, 0, fields, 2};
    (void)ledger;
    int status = sheet_template(sheet, &template, "calibration-a4");
    status = status ? status : sheet_turn(sheet);
    status = status ? status : sheet_put(sheet, template, &place);
    lot_template_free(template);
    return status;
}

/* ---- the verb ------------------------------------------------------------------------------- */

static const struct kind {
    const char *name;
    int (*put)(struct sheet *sheet, struct lot_ledger *ledger);
    bool asks; /* the ledger: there must be one */
} kinds[] = {
    {"commands",    sheet_commands,    false},
    {"calibration", sheet_calibration, false},
    {"locations",   sheet_locations,   true },
    {"operators",   sheet_operators,   true },
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

/* With the ledger where there is one. */
static int open_reading(struct reading *reading, const struct request *request, bool needed)
{
    int status = setup_config(&reading->config, request);
    if (status != EXIT_DONE || (!needed && access(reading->config->ledger_path, F_OK) < 0)) {
        return status;
    }
    config_free(reading->config);
    return setup_reading(reading, request);
}

static int make_sheet(const struct request *request, const struct reading *reading,
                      const struct kind *kind, struct output *out)
{
    struct sheet sheet;
    int status = sheet_init(&sheet, request, reading->config);
    status = status ? status : kind->put(&sheet, reading->holding.ledger);
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
    int status = open_reading(&reading, request, kind->asks);
    if (status == EXIT_DONE) {
        status = make_sheet(request, &reading, kind, out);
        reading_done(&reading);
    }
    return status;
}
