/* SPDX-License-Identifier: MIT */
/* Every option of lotctl, one row each. */

#include "request.h"

#define MOST_DAYS 36500
#define MOST_ROWS INT64_C(1000000000000)

#define FLAG(name, help)                                                                           \
    {                                                                                              \
        name, OPTION_IS_FLAG, NULL, help, 0, 0, NULL                                               \
    }
#define TEXT(name, argument, choices, help)                                                        \
    {                                                                                              \
        name, OPTION_IS_TEXT, argument, help, 0, 0, choices                                        \
    }
#define DATE(name, help)                                                                           \
    {                                                                                              \
        name, OPTION_IS_DATE, "DATE", help, 0, 0, NULL                                             \
    }
#define NUMBER(name, argument, minimum, maximum, help)                                             \
    {                                                                                              \
        name, OPTION_IS_NUMBER, argument, help, minimum, maximum, NULL                             \
    }

const struct option_row options[OPTION_COUNT] = {
    [OPTION_LEDGER] =
        TEXT("--ledger", "FILE", "@file", "another ledger than the configuration names"),
    [OPTION_CONFIG] =
        TEXT("--config", "FILE", "@file", "another configuration than /etc/lotd/lotd.conf"),
    [OPTION_JSON] = FLAG("--json", "one JSON object a line"),
    [OPTION_CSV] = FLAG("--csv", "comma-separated values (RFC 4180)"),
    [OPTION_HELP] = FLAG("--help", "what the verb does and takes"),
    [OPTION_ITEM] = TEXT("--item", "ITEM", NULL, "of this item alone"),
    [OPTION_LOT] = TEXT("--lot", "LOT", NULL, "of this lot alone"),
    [OPTION_LOCATION] = TEXT("--location", "PLACE", NULL, "at this place, from it or to it"),
    [OPTION_DOCUMENT] = TEXT("--document", "NUMBER", NULL, "of this document alone"),
    [OPTION_EXPIRES_BEFORE] = DATE("--expires-before", "whose use-by day lies before DATE"),
    [OPTION_UNTIL] = DATE("--until", "up to that day, which counts"),
    [OPTION_DAYS] = NUMBER("--days", "N", 0, MOST_DAYS, "up to N days from today"),
    [OPTION_AFTER] =
        NUMBER("--after", "SEQUENCE", 0, MOST_ROWS, "what came after this sequence number"),
    [OPTION_LIMIT] = NUMBER("--limit", "N", 1, MOST_ROWS, "at most N rows"),
    [OPTION_ESCAPED] = FLAG("--escaped", "\\xNN in the input is a byte, \\\\ a backslash"),
    [OPTION_ASSOCIATIONS] = FLAG("--associations", "a missing companion element is an error"),
    [OPTION_TODAY] = DATE("--today", "the day that two-digit years are near"),
    [OPTION_COPIES] = NUMBER("--copies", "N", 1, 99, "so many labels; 1 unless said"),
    [OPTION_FORMAT] = TEXT("--format", "FORMAT", "png svg zpl",
                           "png, svg or zpl; by --output's ending unless said"),
    [OPTION_OUTPUT] =
        TEXT("--output", "FILE", "@file", "write the label to FILE, - is standard output"),
    [OPTION_REPAIR_STOCK] = FLAG("--repair-stock", "rebuild stock from the movements first"),
    [OPTION_CHECK] = FLAG("--check", "only tell whether the configuration is sound"),
};
