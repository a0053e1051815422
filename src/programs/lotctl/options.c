/* SPDX-License-Identifier: MIT */
/* Every option of lotctl, one row each. */

#include "request.h"

#define MOST_DAYS 36500
#define MOST_ROWS INT64_C(1000000000000)

/* name, kind, argument, choices, minimum, maximum, help */
/* clang-format off */
const struct option_row options[OPTION_COUNT] = {
    [OPTION_LEDGER] = {"--ledger", OPTION_IS_TEXT, "FILE", "@file", 0, 0,
        "another ledger than the configuration names"},
    [OPTION_CONFIG] = {"--config", OPTION_IS_TEXT, "FILE", "@file", 0, 0,
        "another configuration than /etc/lotd/lotd.conf"},
    [OPTION_JSON] = {"--json", OPTION_IS_FLAG, NULL, NULL, 0, 0,
        "one JSON object a line"},
    [OPTION_CSV] = {"--csv", OPTION_IS_FLAG, NULL, NULL, 0, 0,
        "comma-separated values (RFC 4180)"},
    [OPTION_HELP] = {"--help", OPTION_IS_FLAG, NULL, NULL, 0, 0,
        "what the verb does and takes"},
    [OPTION_ITEM] = {"--item", OPTION_IS_TEXT, "ITEM", NULL, 0, 0,
        "of this item alone"},
    [OPTION_LOT] = {"--lot", OPTION_IS_TEXT, "LOT", NULL, 0, 0,
        "of this lot alone"},
    [OPTION_LOCATION] = {"--location", OPTION_IS_TEXT, "PLACE", NULL, 0, 0,
        "at this place, from it or to it"},
    [OPTION_DOCUMENT] = {"--document", OPTION_IS_TEXT, "NUMBER", NULL, 0, 0,
        "of this document alone"},
    [OPTION_FORWARD] = {"--forward", OPTION_IS_FLAG, NULL, NULL, 0, 0,
        "the lots that were made of it, and of those, to any depth"},
    [OPTION_BACKWARD] = {"--backward", OPTION_IS_FLAG, NULL, NULL, 0, 0,
        "go back to the lots that it was made of, to any depth"},
    [OPTION_EXPIRES_BEFORE] = {"--expires-before", OPTION_IS_DATE, "DATE", NULL, 0, 0,
        "whose use-by day lies before DATE"},
    [OPTION_UNTIL] = {"--until", OPTION_IS_DATE, "DATE", NULL, 0, 0,
        "up to that day, which counts"},
    [OPTION_DAYS] = {"--days", OPTION_IS_NUMBER, "N", NULL, 0, MOST_DAYS,
        "up to N days from today"},
    [OPTION_AFTER] = {"--after", OPTION_IS_NUMBER, "SEQUENCE", NULL, 0, MOST_ROWS,
        "what came after this sequence number"},
    [OPTION_LIMIT] = {"--limit", OPTION_IS_NUMBER, "N", NULL, 1, MOST_ROWS,
        "at most N rows"},
    [OPTION_ESCAPED] = {"--escaped", OPTION_IS_FLAG, NULL, NULL, 0, 0,
        "\\xNN in the input is a byte, \\\\ a backslash"},
    [OPTION_ASSOCIATIONS] = {"--associations", OPTION_IS_FLAG, NULL, NULL, 0, 0,
        "a missing companion element is an error"},
    [OPTION_TODAY] = {"--today", OPTION_IS_DATE, "DATE", NULL, 0, 0,
        "the day that two-digit years are near"},
    [OPTION_HOST_LAYOUT] = {"--host-layout", OPTION_IS_TEXT, "LAYOUT", NULL, 0, 0,
        "undo this keyboard layout of the host that the text comes from"},
    [OPTION_COPIES] = {"--copies", OPTION_IS_NUMBER, "N", NULL, 1, 99,
        "so many labels; 1 unless said"},
    [OPTION_FORMAT] = {"--format", OPTION_IS_TEXT, "FORMAT", "png svg pdf zpl escpos tspl", 0, 0,
        "png, svg, zpl, escpos, tspl or pdf; by --output's ending unless said"},
    [OPTION_OUTPUT] = {"--output", OPTION_IS_TEXT, "FILE", "@file", 0, 0,
        "write it to FILE, - is standard output"},
    [OPTION_PREVIEW] = {"--preview", OPTION_IS_FLAG, NULL, NULL, 0, 0,
        "show it on the terminal"},
    [OPTION_TEMPLATE] = {"--template", OPTION_IS_TEXT, "NAME", "@file", 0, 0,
        "a template's name or file; without LOT and values it says samples"},
    [OPTION_REASON] = {"--reason", OPTION_IS_TEXT, "TEXT", NULL, 0, 0,
        "why; it is part of the history"},
    [OPTION_REPAIR_STOCK] = {"--repair-stock", OPTION_IS_FLAG, NULL, NULL, 0, 0,
        "rebuild stock from the movements first"},
    [OPTION_CHECK] = {"--check", OPTION_IS_FLAG, NULL, NULL, 0, 0,
        "only tell whether the configuration is sound"},
};
/* clang-format on */
