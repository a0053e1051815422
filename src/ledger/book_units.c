/* SPDX-License-Identifier: MIT */
/* Logistic units, what is advised to be on them, and single pieces, as the engine asks for them. */

#include "book_units.h"

#include "store.h"

/* Reads texts from the first columns on. */
static int read_texts(const struct query *query, struct lot_text *const *texts, int count)
{
    int error = 0;
    for (int i = 0; error == 0 && i < count; i++) {
        error = query_get_text(query, i, texts[i]);
    }
    return error;
}

static int finish(struct query *query, int outcome, int result)
{
    int error = query_end(query);
    if (error < 0 || outcome != 0) {
        return error < 0 ? error : outcome;
    }
    return result;
}

static int read_load(struct query *query, struct lot_book_load *out)
{
    struct lot_text *const texts[] = {&out->sscc, &out->item, &out->lot, &out->place};
    int outcome = query_step(query), error = 0;
    if (outcome == 0) {
        out->quantity = query_get_integer(query, 4);
        error = read_texts(query, texts, 4);
    }
    return finish(query, outcome, error);
}

int book_load(void *self, struct lot_span sscc, unsigned index, struct lot_book_load *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_LOAD);
    query_text(&query, sscc);
    query_integer(&query, index);
    return read_load(&query, out);
}

int book_load_at(void *self, const struct lot_book_spot *spot, unsigned index,
                 struct lot_book_load *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_LOADS_AT);
    query_text(&query, spot->item);
    query_text(&query, spot->lot);
    query_text(&query, spot->place);
    query_integer(&query, index);
    return read_load(&query, out);
}

int book_advice(void *self, struct lot_span sscc, unsigned index, struct lot_book_advice *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_ADVICE);
    query_text(&query, sscc);
    query_integer(&query, index);
    int outcome = query_step(&query), error = 0;
    if (outcome == 0) {
        *out = (struct lot_book_advice){
            .line = (int32_t)query_get_integer(&query, 1),
            .dates = {.best_before = (lot_date)query_get_integer(&query, 4),
                      .expiry = (lot_date)query_get_integer(&query, 5)},
            .quantity = query_get_integer(&query, 6),
            .done = query_get_integer(&query, 7),
        };
        error = query_get_text(&query, 0, &out->document);
        error = error < 0 ? error : query_get_text(&query, 2, &out->item);
        error = error < 0 ? error : query_get_text(&query, 3, &out->lot);
    }
    return finish(&query, outcome, error);
}

static int read_serial(struct query *query, struct lot_book_serial *out)
{
    struct lot_text *const texts[] = {&out->serial, &out->lot, &out->place, &out->sscc};
    int outcome = query_step(query);
    return finish(query, outcome, outcome == 0 ? read_texts(query, texts, 4) : 0);
}

int book_serial(void *self, struct lot_span item, struct lot_span serial,
                struct lot_book_serial *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_SERIAL);
    query_text(&query, item);
    query_text(&query, serial);
    return read_serial(&query, out);
}

int book_serial_at(void *self, const struct lot_book_spot *spot, unsigned index,
                   struct lot_book_serial *out)
{
    struct query query = query_begin(self, STATEMENT_BOOK_SERIALS_AT);
    query_text(&query, spot->item);
    query_text(&query, spot->lot);
    query_text(&query, spot->place);
    query_text(&query, spot->sscc);
    query_integer(&query, index);
    return read_serial(&query, out);
}
