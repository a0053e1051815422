/* SPDX-License-Identifier: MIT */
/* Every verb of lotctl, one row each, in the order of the usage. */

#include "verbs.h"

const struct verb verbs[] = {
    {
     .name = "decode",
     .run = verb_decode,
     .operands = "[TEXT...]",
     .most = OPERANDS_ANY,
     .takes = TAKES(OPTION_ESCAPED) | TAKES(OPTION_ASSOCIATIONS) | TAKES(OPTION_TODAY) |
                 TAKES(OPTION_HOST_LAYOUT),
     .nests = true,
     .help = "take scans apart: each TEXT, or else each line of standard input",
     },
    {
     .name = "import",
     .run = verb_import,
     .operands = "KIND FILE",
     .least = 2,
     .most = 2,
     .writes = true,
     .choices = "items partners locations documents @file",
     .help = "take in items, partners, locations or documents from a CSV file, all or nothing",
     },
    {
     .name = "stock",
     .run = verb_stock,
     .takes = TAKES(OPTION_ITEM) | TAKES(OPTION_LOT) | TAKES(OPTION_LOCATION) |
                 TAKES(OPTION_EXPIRES_BEFORE) | TAKES(OPTION_LIMIT),
     .help = "what is where",
     },
    {
     .name = "lots",
     .run = verb_lots,
     .takes = TAKES(OPTION_ITEM) | TAKES(OPTION_LOT) | TAKES(OPTION_LIMIT),
     .help = "the lots on record with their dates",
     },
    {
     .name = "trace",
     .run = verb_trace,
     .operands = "LOT",
     .least = 1,
     .most = 1,
     .takes = TAKES(OPTION_ITEM),
     .help = "every movement of a lot, from supplier to customer",
     },
    {
     .name = "recall",
     .run = verb_recall,
     .operands = "LOT",
     .least = 1,
     .most = 1,
     .takes = TAKES(OPTION_ITEM),
     .help = "where a lot is, who got it and from whom it came, and whether that is all",
     },
    {
     .name = "expiring",
     .run = verb_expiring,
     .takes = TAKES(OPTION_DAYS) | TAKES(OPTION_UNTIL) | TAKES(OPTION_LIMIT),
     .help = "stock whose use-by day is near, first expiring first; 30 days unless said",
     },
    {
     .name = "history",
     .run = verb_history,
     .takes = TAKES(OPTION_ITEM) | TAKES(OPTION_LOT) | TAKES(OPTION_LOCATION) |
                 TAKES(OPTION_DOCUMENT) | TAKES(OPTION_AFTER) | TAKES(OPTION_LIMIT),
     .help = "the movements, newest last",
     },
    {
     .name = "label",
     .run = verb_label,
     .operands = "LOT",
     .least = 1,
     .most = 1,
     .takes =
            TAKES(OPTION_ITEM) | TAKES(OPTION_COPIES) | TAKES(OPTION_FORMAT) | TAKES(OPTION_OUTPUT),
     .writes = true,
     .help = "print a lot's label, or write it to a file",
     },
    {
     .name = "jobs",
     .run = verb_jobs,
     .takes = TAKES(OPTION_LIMIT),
     .help = "the labels that wait, went out, or of which nobody can tell",
     },
    {
     .name = "scan",
     .run = verb_scan,
     .operands = "TEXT...",
     .least = 1,
     .most = OPERANDS_ANY,
     .takes = TAKES(OPTION_ESCAPED),
     .writes = true,
     .nests = true,
     .help = "scan each TEXT as if a scanner had read it",
     },
    {
     .name = "status",
     .run = verb_status,
     .help = "how the ledger stands, and what the operator is asked",
     },
    {
     .name = "export",
     .run = verb_export,
     .operands = "DIR",
     .least = 1,
     .most = 1,
     .writes = true,
     .choices = "@file",
     .help = "write a signed bundle of all that is new to DIR, and print its folder",
     },
    {
     .name = "verify",
     .run = verb_verify,
     .takes = TAKES(OPTION_REPAIR_STOCK),
     .help = "check every row of the ledger",
     },
    {
     .name = "backup",
     .run = verb_backup,
     .operands = "FILE",
     .least = 1,
     .most = 1,
     .writes = true,
     .choices = "@file",
     .help = "copy the whole ledger to FILE, which does not exist yet",
     },
    {
     .name = "config",
     .run = verb_config,
     .operands = "[KEY]",
     .most = 1,
     .takes = TAKES(OPTION_CHECK),
     .help = "the configuration as it holds, or one key of it",
     },
    {
     .name = "completion",
     .run = verb_completion,
     .help = "the completion script for bash: source <(lotctl completion)",
     },
    {
     .name = "help",
     .run = verb_help,
     .operands = "[VERB]",
     .most = 1,
     .help = "how lotctl or one verb is used",
     },
};
const size_t verb_count = sizeof verbs / sizeof verbs[0];
