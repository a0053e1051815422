/* SPDX-License-Identifier: MIT */
/*
 * What each question answers, column by column. Their names are what people and programs read:
 * headings, JSON keys and CSV headers; bundles are CSV of the last four.
 */

#include "questions.h"

#define T LOT_COLUMN_TEXT
#define B LOT_COLUMN_BYTES
#define I LOT_COLUMN_INTEGER
#define Q LOT_COLUMN_QUANTITY
#define D LOT_COLUMN_DATE
#define M LOT_COLUMN_TIME
#define V LOT_COLUMN_MONEY
#define C LOT_COLUMN_COST

static const struct lot_column stock_columns[] = {
    {"item",     T},
    {"name",     T},
    {"lot",      T},
    {"location", T},
    {"quantity", Q},
    {"unit",     T},
    {"use_by",   D},
    {"status",   T},
};
static const struct lot_column lot_columns[] = {
    {"item",         T},
    {"name",         T},
    {"lot",          T},
    {"produced",     D},
    {"packed",       D},
    {"best_before",  D},
    {"sell_by",      D},
    {"expiry",       D},
    {"use_by",       D},
    {"status",       T},
    {"supplier",     T},
    {"supplier_lot", T},
    {"origin",       T},
    {"time",         M},
    {"quantity",     Q},
    {"unit",         T},
};
static const struct lot_column movement_columns[] = {
    {"sequence",     I},
    {"time",         M},
    {"job",          T},
    {"item",         T},
    {"name",         T},
    {"lot",          T},
    {"serial",       T},
    {"quantity",     Q},
    {"unit",         T},
    {"weight_kg",    T},
    {"from",         T},
    {"to",           T},
    {"from_sscc",    T},
    {"to_sscc",      T},
    {"document",     T},
    {"line",         I},
    {"partner",      T},
    {"partner_name", T},
    {"operator",     T},
    {"override",     I},
    {"reason",       T},
    {"reverses",     I},
    {"device",       I},
};
static const struct lot_column recall_columns[] = {
    {"part",         T},
    {"item",         T},
    {"name",         T},
    {"lot",          T},
    {"status",       T},
    {"quantity",     Q},
    {"unit",         T},
    {"location",     T},
    {"time",         M},
    {"document",     T},
    {"partner",      T},
    {"partner_name", T},
    {"contact",      T},
    {"address",      T},
    {"related",      T},
    {"sequence",     I},
};
static const struct lot_column kin_columns[] = {
    {"item",     T},
    {"name",     T},
    {"lot",      T},
    {"status",   T},
    {"use_by",   D},
    {"time",     M},
    {"in_stock", Q},
    {"unit",     T},
    {"supplier", T},
    {"origin",   T},
    {"made_of",  T},
};
static const struct lot_column count_columns[] = {
    {"location",  T},
    {"name",      T},
    {"counted",   M},
    {"lots",      I},
    {"recount",   I},
    {"uncounted", I},
};
static const struct lot_column status_columns[] = {
    {"sequence", I},
    {"time",     M},
    {"item",     T},
    {"name",     T},
    {"lot",      T},
    {"status",   T},
    {"reason",   T},
    {"user",     T},
};
static const struct lot_column scan_columns[] = {
    {"sequence", I},
    {"time",     M},
    {"source",   I},
    {"operator", T},
    {"outcome",  T},
    {"code",     T},
    {"scan",     T},
};
static const struct lot_column job_columns[] = {
    {"job",      I},
    {"time",     M},
    {"state",    T},
    {"item",     T},
    {"name",     T},
    {"lot",      T},
    {"copies",   I},
    {"quantity", Q},
    {"unit",     T},
    {"reprint",  I},
    {"printer",  T},
    {"fault",    T},
};
static const struct lot_column document_columns[] = {
    {"document",     T},
    {"kind",         T},
    {"partner",      T},
    {"partner_name", T},
    {"line",         I},
    {"item",         T},
    {"name",         T},
    {"ordered",      Q},
    {"done",         Q},
    {"unit",         T},
    {"due",          D},
    {"closed",       I},
};
static const struct lot_column place_columns[] = {
    {"location", T},
    {"name",     T},
    {"check",    T},
};
static const struct lot_column operator_columns[] = {
    {"operator", T},
    {"name",     T},
};
static const struct lot_column reason_columns[] = {
    {"reason", T},
    {"name",   T},
};
static const struct lot_column item_columns[] = {
    {"item",               T},
    {"name",               T},
    {"description",        T},
    {"manufacturer",       T},
    {"unit",               T},
    {"decimals",           I},
    {"tracking",           T},
    {"needs_date",         I},
    {"blocks_best_before", I},
    {"min_life_days",      I},
    {"quantity",           Q},
};
static const struct lot_column total_columns[] = {
    {"item",     T},
    {"name",     T},
    {"quantity", Q},
    {"unit",     T},
    {"lots",     I},
    {"value",    V},
};
static const struct lot_column receipt_columns[] = {
    {"sequence",     I},
    {"time",         M},
    {"document",     T},
    {"line",         I},
    {"partner",      T},
    {"partner_name", T},
    {"item",         T},
    {"name",         T},
    {"lot",          T},
    {"quantity",     Q},
    {"unit",         T},
    {"unit_cost",    C},
    {"value",        V},
    {"location",     T},
};
static const struct lot_column valuation_columns[] = {
    {"item",         T},
    {"name",         T},
    {"lot",          T},
    {"quantity",     Q},
    {"unit",         T},
    {"value",        V},
    {"without_cost", Q},
};
static const struct lot_column fifo_columns[] = {
    {"item",         T},
    {"name",         T},
    {"quantity",     Q},
    {"unit",         T},
    {"value",        V},
    {"without_cost", Q},
};
static const struct lot_column ageing_columns[] = {
    {"item",     T},
    {"name",     T},
    {"lot",      T},
    {"quantity", Q},
    {"unit",     T},
    {"received", D},
    {"days",     I},
    {"use_by",   D},
    {"value",    V},
};
static const struct lot_column trend_columns[] = {
    {"item",      T},
    {"name",      T},
    {"month",     T},
    {"movements", I},
    {"quantity",  Q},
    {"unit",      T},
    {"cost",      V},
};
static const struct lot_column supplier_columns[] = {
    {"partner",      T},
    {"partner_name", T},
    {"lots",         I},
    {"stopped",      I},
    {"sent_back",    I},
    {"returned",     I},
    {"scrapped",     I},
};
static const struct lot_column bundle_movement_columns[] = {
    {"device",    I},
    {"sequence",  I},
    {"scan",      I},
    {"time",      M},
    {"operator",  T},
    {"job",       T},
    {"item",      T},
    {"decimals",  I},
    {"lot",       T},
    {"serial",    T},
    {"from",      T},
    {"to",        T},
    {"from_sscc", T},
    {"to_sscc",   T},
    {"quantity",  Q},
    {"unit",      T},
    {"weight_mg", I},
    {"unit_cost", I},
    {"value",     I},
    {"document",  T},
    {"line",      I},
    {"partner",   T},
    {"override",  I},
    {"reason",    T},
    {"reverses",  I},
    {"hash",      B},
};
static const struct lot_column bundle_lot_columns[] = {
    {"device",        I},
    {"sequence",      I},
    {"scan",          I},
    {"time",          M},
    {"item",          T},
    {"name",          T},
    {"lot",           T},
    {"produced",      D},
    {"packed",        D},
    {"best_before",   D},
    {"sell_by",       D},
    {"expiry",        D},
    {"origin",        T},
    {"supplier",      T},
    {"supplier_name", T},
    {"supplier_lot",  T},
    {"status",        T},
    {"hash",          B},
};
static const struct lot_column bundle_scan_columns[] = {
    {"device",   I},
    {"sequence", I},
    {"time",     M},
    {"source",   I},
    {"operator", T},
    {"outcome",  T},
    {"code",     T},
    {"bytes",    B},
    {"hash",     B},
};
static const struct lot_column bundle_tally_columns[] = {
    {"device",   I},
    {"sequence", I},
    {"scan",     I},
    {"time",     M},
    {"operator", T},
    {"document", T},
    {"location", T},
    {"item",     T},
    {"decimals", I},
    {"lot",      T},
    {"counted",  Q},
    {"expected", Q},
    {"settled",  I},
    {"hash",     B},
};
static const struct lot_column bundle_status_columns[] = {
    {"device",   I},
    {"sequence", I},
    {"time",     M},
    {"user",     T},
    {"item",     T},
    {"lot",      T},
    {"status",   T},
    {"reason",   T},
    {"hash",     B},
};
static const struct lot_column bundle_event_columns[] = {
    {"device",   I},
    {"sequence", I},
    {"kind",     T},
    {"time",     M},
    {"text",     T},
    {"hash",     B},
};

#undef T
#undef B
#undef I
#undef Q
#undef D
#undef M
#undef V
#undef C

/* The columns, then which of them hold numbers with names. */
#define QUESTION(list, ...)                                                                        \
    {                                                                                              \
        .columns = (list), .count = sizeof(list) / sizeof(list)[0], .named = { __VA_ARGS__ }       \
    }

static const struct question questions[LOT_QUESTION_COUNT] = {
    [LOT_ASK_STOCK] = QUESTION(stock_columns, {7, &names_of_statuses}),
    [LOT_ASK_TOTALS] = QUESTION(total_columns, {0, NULL}),
    [LOT_ASK_FEFO] = QUESTION(stock_columns, {7, &names_of_statuses}),
    [LOT_ASK_FIFO] = QUESTION(stock_columns, {7, &names_of_statuses}),
    [LOT_ASK_LIFO] = QUESTION(stock_columns, {7, &names_of_statuses}),
    [LOT_ASK_LOTS] = QUESTION(lot_columns, {9, &names_of_statuses}),
    [LOT_ASK_TRACE] = QUESTION(movement_columns, {2, &names_of_movements}),
    [LOT_ASK_RECALL] = QUESTION(recall_columns, {0, &names_of_parts}, {4, &names_of_statuses}),
    [LOT_ASK_KIN] = QUESTION(kin_columns, {3, &names_of_statuses}),
    [LOT_ASK_STATUSES] = QUESTION(status_columns, {5, &names_of_statuses}),
    [LOT_ASK_COUNTS] = QUESTION(count_columns, {0, NULL}),
    [LOT_ASK_EXPIRING] = QUESTION(stock_columns, {7, &names_of_statuses}),
    [LOT_ASK_HISTORY] = QUESTION(movement_columns, {2, &names_of_movements}),
    [LOT_ASK_SCANS] = QUESTION(scan_columns, {4, &names_of_outcomes}),
    [LOT_ASK_JOBS] = QUESTION(job_columns, {2, &names_of_jobs}),
    [LOT_ASK_DOCUMENTS] = QUESTION(document_columns, {1, &names_of_documents}),
    [LOT_ASK_ITEMS] = QUESTION(item_columns, {6, &names_of_trackings}),
    [LOT_ASK_PLACES] = QUESTION(place_columns, {0, NULL}),
    [LOT_ASK_OPERATORS] = QUESTION(operator_columns, {0, NULL}),
    [LOT_ASK_REASONS] = QUESTION(reason_columns, {0, NULL}),
    [LOT_ASK_RECEIPTS] = QUESTION(receipt_columns, {0, NULL}),
    [LOT_ASK_VALUATION] = QUESTION(valuation_columns, {0, NULL}),
    [LOT_ASK_VALUATION_FIFO] = QUESTION(fifo_columns, {0, NULL}),
    [LOT_ASK_AGEING] = QUESTION(ageing_columns, {0, NULL}),
    [LOT_ASK_TRENDS] = QUESTION(trend_columns, {0, NULL}),
    [LOT_ASK_SUPPLIERS] = QUESTION(supplier_columns, {0, NULL}),
    [LOT_ASK_BUNDLE_MOVEMENTS] = QUESTION(bundle_movement_columns, {5, &names_of_movements}),
    [LOT_ASK_BUNDLE_LOTS] = QUESTION(bundle_lot_columns, {16, &names_of_statuses}),
    [LOT_ASK_BUNDLE_SCANS] = QUESTION(bundle_scan_columns, {5, &names_of_outcomes}),
    [LOT_ASK_BUNDLE_TALLIES] = QUESTION(bundle_tally_columns, {0, NULL}),
    [LOT_ASK_BUNDLE_STATUSES] = QUESTION(bundle_status_columns, {6, &names_of_statuses}),
    [LOT_ASK_BUNDLE_EVENTS] = QUESTION(bundle_event_columns, {0, NULL}),
};

const struct question *question_of(enum lot_question question)
{
    return &questions[question];
}
