/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_BOOK_UNITS_H
#define LEDGER_BOOK_UNITS_H

/* What the engine asks about logistic units and single pieces: see struct lot_book. */

#include <lot/engine.h>

int book_load(void *self, struct lot_span sscc, unsigned index, struct lot_book_load *out);
int book_load_at(void *self, const struct lot_book_spot *spot, unsigned index,
                 struct lot_book_load *out);
int book_advice(void *self, struct lot_span sscc, unsigned index, struct lot_book_advice *out);
int book_serial(void *self, struct lot_span item, struct lot_span serial,
                struct lot_book_serial *out);
int book_serial_at(void *self, const struct lot_book_spot *spot, unsigned index,
                   struct lot_book_serial *out);

#endif
