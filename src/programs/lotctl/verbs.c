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
     .choices = "items partners locations reasons operators documents @file",
     .help = "take in items, partners, locations, reasons, operators or documents from a CSV"
                " file, all or nothing", },
    {
     .name = "stock",
     .run = verb_stock,
     .takes = TAKES(OPTION_ITEM) | TAKES(OPTION_LOT) | TAKES(OPTION_LOCATION) |
                 TAKES(OPTION_EXPIRES_BEFORE) | TAKES(OPTION_AS_OF) | TAKES(OPTION_ROTATION) |
                 TAKES(OPTION_TOTALS) | TAKES(OPTION_LIMIT),
     .help = "what is where, or was; what can be picked next; how much there is",
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
     .takes = TAKES(OPTION_ITEM) | TAKES(OPTION_FORWARD) | TAKES(OPTION_BACKWARD),
     .help = "every movement of a lot, from supplier to customer; or the lots made of it",
     },
    {
     .name = "recall",
     .run = verb_recall,
     .operands = "LOT",
     .least = 1,
     .most = 1,
     .takes = TAKES(OPTION_ITEM) | TAKES(OPTION_BACKWARD),
     .help = "where a lot and all made of it is, who got it, whence it came, and if that is all",
     },
    {
     .name = "count",
     .run = verb_counts,
     .takes = TAKES(OPTION_ITEM) | TAKES(OPTION_LOCATION) | TAKES(OPTION_DAYS) |
                 TAKES(OPTION_UNTIL) | TAKES(OPTION_LIMIT),
     .help = "when each place was last counted, never first, and what is open there",
     },
    {
     .name = "expiring",
     .run = verb_expiring,
     .takes = TAKES(OPTION_DAYS) | TAKES(OPTION_UNTIL) | TAKES(OPTION_LIMIT),
     .help = "stock whose use-by day is near, first expiring first; 30 days unless said",
     },
    {
     .name = "orders",
     .run = verb_orders,
     .takes = TAKES(OPTION_DOCUMENT) | TAKES(OPTION_LIMIT),
     .help = "what is still to come, to go or to be counted; or one document, open or not",
     },
    {
     .name = "history",
     .run = verb_history,
     .takes = TAKES(OPTION_ITEM) | TAKES(OPTION_LOT) | TAKES(OPTION_LOCATION) |
                 TAKES(OPTION_DOCUMENT) | TAKES(OPTION_OPERATOR) | TAKES(OPTION_SINCE) |
                 TAKES(OPTION_UNTIL) | TAKES(OPTION_AFTER) | TAKES(OPTION_LIMIT),
     .help = "the movements, newest last",
     },
    {
     .name = "receipts",
     .run = verb_receipts,
     .takes = TAKES(OPTION_ITEM) | TAKES(OPTION_LOT) | TAKES(OPTION_SINCE) |
                 TAKES(OPTION_UNTIL) | TAKES(OPTION_LIMIT),
     .help = "what came when, from whom, and at which cost",
     },
    {
     .name = "suppliers",
     .run = verb_suppliers,
     .takes = TAKES(OPTION_LIMIT),
     .help = "suppliers by their lots: stopped, sent back, returned by customers, scrapped",
     },
    {
     .name = "valuation",
     .run = verb_valuation,
     .takes =
            TAKES(OPTION_ITEM) | TAKES(OPTION_LOT) | TAKES(OPTION_METHOD) | TAKES(OPTION_LIMIT),
     .help = "what the stock is worth",
     },
    {
     .name = "ageing",
     .run = verb_ageing,
     .takes = TAKES(OPTION_ITEM) | TAKES(OPTION_LOT) | TAKES(OPTION_LIMIT),
     .help = "how many days the stock of each lot has lain here",
     },
    {
     .name = "trends",
     .run = verb_trends,
     .takes =
            TAKES(OPTION_ITEM) | TAKES(OPTION_SINCE) | TAKES(OPTION_UNTIL) | TAKES(OPTION_LIMIT),
     .help = "what went to customers, and what it had cost, by item and month",
     },
    {
     .name = "hold",
     .run = verb_hold,
     .operands = "LOT",
     .least = 1,
     .most = 1,
     .takes = TAKES(OPTION_ITEM) | TAKES(OPTION_REASON),
     .writes = true,
     .help = "stop a lot: nothing of it is picked or shipped until it is released",
     },
    {
     .name = "release",
     .run = verb_release,
     .operands = "LOT",
     .least = 1,
     .most = 1,
     .takes = TAKES(OPTION_ITEM) | TAKES(OPTION_REASON),
     .writes = true,
     .help = "let a lot go that was stopped",
     },
    {
     .name = "holds",
     .run = verb_holds,
     .takes = TAKES(OPTION_ITEM) | TAKES(OPTION_LOT) | TAKES(OPTION_AFTER),
     .help = "why lots were stopped and let go, newest last",
     },
    {
     .name = "events",
     .run = verb_events,
     .takes = TAKES(OPTION_AFTER),
     .help = "what else happened: imports, exports, backups, the clock, failures; newest last",
     },
    {
     .name = "label",
     .run = verb_label,
     .operands = "[LOT] [NAME=VALUE...]",
     .most = OPERANDS_ANY,
     .takes = TAKES(OPTION_ITEM) | TAKES(OPTION_LOT) | TAKES(OPTION_COPIES) |
                 TAKES(OPTION_TEMPLATE) | TAKES(OPTION_PREVIEW) | TAKES(OPTION_OUTPUT) |
                 TAKES(OPTION_FORMAT),
     .writes = true,
     .help = "print a lot's label, or show any template's, or write it to a file",
     },
    {
     .name = "sheet",
     .run = verb_sheet,
     .operands = "KIND [CODE[=NAME]...]",
     .least = 1,
     .most = OPERANDS_ANY,
     .takes = TAKES(OPTION_PREVIEW) | TAKES(OPTION_OUTPUT) | TAKES(OPTION_FORMAT),
     .choices = "commands calibration locations operators",
     .help = "pages for an office printer: command codes, calibration code, locations, badges",
     },
    {
     .name = "jobs",
     .run = verb_jobs,
     .operands = "[WORD JOB]",
     .most = 2,
     .takes = TAKES(OPTION_LIMIT) | TAKES(OPTION_REASON),
     .writes = true,
     .choices = "confirm retry cancel",
     .help = "the labels that wait or went out; or say of one: confirm, retry or cancel",
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
     .takes = TAKES(OPTION_REPAIR_STOCK) | TAKES(OPTION_FROM_SEAL) | TAKES(OPTION_RESUME) |
                 TAKES(OPTION_PROGRESS),
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
     .name = "restore",
     .run = verb_restore,
     .operands = "FILE",
     .least = 1,
     .most = 1,
     .writes = true,
     .choices = "@file",
     .help = "verify a backup and go on from it, where there is no ledger, as a new device",
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
     .name = "calibrate",
     .run = verb_calibrate,
     .operands = "[SCAN]",
     .most = 1,
     .takes = TAKES(OPTION_ESCAPED),
     .nests = true,
     .help = "tell from a scan of the calibration code how the scanner is to be configured",
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
