/* SPDX-License-Identifier: MIT */
/*
 * The engine's codes by the numbers that this file gave them: the enum may be reordered by a new
 * release, the file's numbers stay. A writer adds the names that a file does not have yet.
 */

#include "names.h"
#include "store.h"

static int read_codes(struct lot_ledger *ledger, unsigned *known)
{
    *known = 0;
    for (int code = 0; code < LOT_CODE_COUNT; code++) {
        struct query query = query_begin(ledger, STATEMENT_CODE);
        query_text(&query, lot_span_of(name_of(&names_of_codes, code)));
        int outcome = query_number(&query, &ledger->code[code]);
        if (outcome < 0) {
            return outcome;
        }
        *known += outcome == 0;
    }
    return 0;
}

static int add_codes(struct lot_ledger *ledger)
{
    int error = 0;
    for (int code = 0; error >= 0 && code < LOT_CODE_COUNT; code++) {
        struct query query = query_begin(ledger, STATEMENT_CODE_ADD);
        query_text(&query, lot_span_of(name_of(&names_of_codes, code)));
        error = query_run(&query);
    }
    return error;
}

int ledger_learn_codes(struct lot_ledger *ledger)
{
    unsigned known = 0;
    int error = read_codes(ledger, &known);
    if (error < 0 || known == LOT_CODE_COUNT) {
        return error;
    }
    error = transaction_begin(ledger);
    if (error == 0) {
        error = transaction_end(ledger, add_codes(ledger));
    }
    return error < 0 ? error : read_codes(ledger, &known);
}
