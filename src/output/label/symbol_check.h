/* SPDX-License-Identifier: MIT */
#ifndef LABEL_SYMBOL_CHECK_H
#define LABEL_SYMBOL_CHECK_H

#include "symbol.h"

/*
 * May this text stand in a symbol of the kind, and would lotd read from it what it says? 0, or
 * -EINVAL with *fault.
 */
int symbol_check(enum symbol_kind kind, struct lot_span text, struct lot_label_fault *fault);

#define SYMBOL_TEXTS_MAX 1024u

/*
 * Does all that the GS1 symbols of one label say belong together? A logistic label has its (00) and
 * its (37) in two symbols: what an identifier requires may stand in another one. The texts are put
 * one behind the other.
 */
int symbol_check_together(struct lot_span texts, struct lot_label_fault *fault);

#endif
