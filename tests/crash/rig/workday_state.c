/* SPDX-License-Identifier: MIT */
/*
 * What a ledger holds, as one number, by the answers that anybody gets: so it is the same whatever
 * the pages look like that it is stored in.
 */

#include "workday.h"

static void mix(uint64_t *hash, struct lot_span span)
{
    *hash = (*hash ^ lot_span_hash(span) ^ span.size) * UINT64_C(0x9e3779b97f4a7c15);
    *hash ^= *hash >> 29;
}

static void mix_cell(uint64_t *hash, const struct lot_cell *cell)
{
    int64_t numbers[] = {cell->none, cell->number, cell->time.utc_ms, cell->time.offset_min};
    mix(hash, cell->text);
    mix(hash, lot_span(numbers, sizeof numbers));
}

static int mix_answer(struct lot_ledger *ledger, enum lot_question question, uint64_t *hash)
{
    const struct lot_filter all = {0};
    struct lot_answer *answer = NULL;
    unsigned columns = 0;
    int outcome = lot_ledger_ask(ledger, question, &all, &answer);
    while (outcome == 0 && (outcome = lot_answer_next(answer)) == 0) {
        lot_answer_columns(answer, &columns);
        for (unsigned i = 0; i < columns; i++) {
            struct lot_cell cell = lot_answer_cell(answer, i);
            mix_cell(hash, &cell);
        }
    }
    lot_answer_free(answer);
    mix(hash, lot_span(&question, sizeof question));
    return outcome < 0 ? outcome : 0;
}

static int mix_rest(struct lot_ledger *ledger, uint64_t *hash)
{
    uint8_t saved[LOT_ENGINE_SAVED_MAX];
    struct lot_ledger_figures figures = {0};
    int size = lot_ledger_engine(ledger, saved, sizeof saved);
    int error = size < 0 ? size : lot_ledger_figures(ledger, &figures);
    if (error == 0) {
        mix(hash, lot_span(saved, (size_t)size));
        mix(hash, lot_span(&figures.exported, sizeof figures.exported));
    }
    return error;
}

int workday_state(struct workday *day, uint64_t *out)
{
    static const enum lot_question questions[] = {
        LOT_ASK_STOCK,        LOT_ASK_ITEMS,         LOT_ASK_DOCUMENTS,
        LOT_ASK_JOBS,         LOT_ASK_BUNDLE_LOTS,   LOT_ASK_BUNDLE_MOVEMENTS,
        LOT_ASK_BUNDLE_SCANS, LOT_ASK_BUNDLE_EVENTS,
    };
    struct lot_verified verified;
    uint64_t hash = 0;
    int outcome = lot_ledger_verify(day->ledger, NULL, NULL, &verified);
    for (size_t i = 0; outcome == 0 && i < sizeof questions / sizeof questions[0]; i++) {
        outcome = mix_answer(day->ledger, questions[i], &hash);
    }
    if (outcome == 0) {
        outcome = mix_rest(day->ledger, &hash);
        mix(&hash, lot_span(verified.head, sizeof verified.head));
    }
    *out = hash;
    return outcome;
}
