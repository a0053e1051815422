/* SPDX-License-Identifier: MIT */
/* Every verb of lotctl, one row each, in the order of the usage. */

#include "verbs.h"

/* name, function, operands, least, most, options, writes, nests, help, choices */
const struct verb verbs[] = {
    {"decode",     verb_decode,     "[TEXT...]", 0, OPERANDS_ANY,
     TAKES(OPTION_ESCAPED) | TAKES(OPTION_ASSOCIATIONS) | TAKES(OPTION_TODAY),                                                  false, true,
     "take scans apart: each TEXT, or else each line of standard input",                                                                                                                    NULL                                      },
    {"import",     verb_import,     "KIND FILE", 2, 2,            0,                                                            true,  false,
     "take in items, partners, locations or documents from a CSV file, all or nothing",                                                                                                     "items partners locations documents @file"},
    {"stock",      verb_stock,      "",          0, 0,
     TAKES(OPTION_ITEM) | TAKES(OPTION_LOT) | TAKES(OPTION_LOCATION) |
         TAKES(OPTION_EXPIRES_BEFORE) | TAKES(OPTION_LIMIT),
     false,                                                                                                                            false, "what is where",                              NULL                                      },
    {"lots",       verb_lots,       "",          0, 0,            TAKES(OPTION_ITEM) | TAKES(OPTION_LOT) | TAKES(OPTION_LIMIT),
     false,                                                                                                                            false, "the lots on record with their dates",        NULL                                      },
    {"trace",      verb_trace,      "LOT",       1, 1,            TAKES(OPTION_ITEM),                                           false, false,
     "every movement of a lot, from supplier to customer",                                                                                                                                  NULL                                      },
    {"expiring",   verb_expiring,   "",          0, 0,
     TAKES(OPTION_DAYS) | TAKES(OPTION_UNTIL) | TAKES(OPTION_LIMIT),                                                            false, false,
     "stock whose use-by day is near, first expiring first; 30 days unless said",                                                                                                           NULL                                      },
    {"history",    verb_history,    "",          0, 0,
     TAKES(OPTION_ITEM) | TAKES(OPTION_LOT) | TAKES(OPTION_LOCATION) | TAKES(OPTION_DOCUMENT) |
         TAKES(OPTION_AFTER) | TAKES(OPTION_LIMIT),
     false,                                                                                                                            false, "the movements, newest last",                 NULL                                      },
    {"label",      verb_label,      "LOT",       1, 1,
     TAKES(OPTION_ITEM) | TAKES(OPTION_COPIES) | TAKES(OPTION_FORMAT) | TAKES(OPTION_OUTPUT),                                   true,
     false,                                                                                                                                   "print a lot's label, or write it to a file", NULL                                      },
    {"jobs",       verb_jobs,       "",          0, 0,            TAKES(OPTION_LIMIT),                                          false, false,
     "the labels that wait, went out, or of which nobody can tell",                                                                                                                         NULL                                      },
    {"scan",       verb_scan,       "TEXT...",   1, OPERANDS_ANY, TAKES(OPTION_ESCAPED),                                        true,  true,
     "scan each TEXT as if a scanner had read it",                                                                                                                                          NULL                                      },
    {"status",     verb_status,     "",          0, 0,            0,                                                            false, false,
     "how the ledger stands, and what the operator is asked",                                                                                                                               NULL                                      },
    {"export",     verb_export,     "DIR",       1, 1,            0,                                                            true,  false,
     "write a signed bundle of all that is new to DIR, and print its folder",                                                                                                               "@file"                                   },
    {"verify",     verb_verify,     "",          0, 0,            TAKES(OPTION_REPAIR_STOCK),                                   false, false,
     "check every row of the ledger",                                                                                                                                                       NULL                                      },
    {"backup",     verb_backup,     "FILE",      1, 1,            0,                                                            true,  false,
     "copy the whole ledger to FILE, which does not exist yet",                                                                                                                             "@file"                                   },
    {"config",     verb_config,     "[KEY]",     0, 1,            TAKES(OPTION_CHECK),                                          false, false,
     "the configuration as it holds, or one key of it",                                                                                                                                     NULL                                      },
    {"completion", verb_completion, "",          0, 0,            0,                                                            false, false,
     "the completion script for bash: source <(lotctl completion)",                                                                                                                         NULL                                      },
    {"help",       verb_help,       "[VERB]",    0, 1,            0,                                                            false, false, "how lotctl or one verb is used",             NULL                                      },
};
const size_t verb_count = sizeof verbs / sizeof verbs[0];
