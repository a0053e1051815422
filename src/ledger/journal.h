/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_JOURNAL_H
#define LEDGER_JOURNAL_H

/*
 * Appending to the journal: each function takes the next id of this device, chains the row to the
 * one before it and inserts it. A row has its references twice: as row ids for the table and as
 * natural keys for the hash. All run inside a transaction.
 */

#include <lot/ledger.h>

/* A thing on record, by both its names. */
struct reference {
    int64_t id; /* 0: none */
    struct lot_span key;
};

struct scan_row {
    const struct lot_scan *scan;
    bool late; /* it was read when nothing could be written: its time is not the present */
    struct reference who; /* the operator */
    enum lot_outcome outcome;
    enum lot_code code;
};

struct lot_row {
    uint64_t scan;
    struct lot_time time;
    struct reference item;
    struct lot_span code;
    struct lot_dates dates;
    struct reference origin, supplier;
    struct lot_span supplier_lot;
};

struct movement_row {
    uint64_t scan;
    struct lot_time time;
    struct reference who; /* the operator */
    enum lot_job kind;
    struct lot_span item;
    uint8_t decimals;
    struct reference lot, serial, from, to;
    struct reference from_unit, to_unit; /* logistic units; none: loose */
    int64_t quantity;
    int64_t weight;    /* milligrams; 0: not stated */
    int64_t unit_cost; /* -1: not known */
    int64_t value;     /* -1: not known, or none */
    struct reference document;
    int32_t line;
    bool override;
    struct reference reason;
    uint64_t reverses;
};

int journal_scan(struct lot_ledger *ledger, const struct scan_row *row, uint64_t *id);
int journal_lot(struct lot_ledger *ledger, const struct lot_row *row, uint64_t *id);
int journal_movement(struct lot_ledger *ledger, const struct movement_row *row, uint64_t *id);
struct tally_row {
    uint64_t scan;
    struct lot_time time;
    struct reference who; /* the operator */
    struct reference document, place, lot;
    struct lot_span item;
    uint8_t decimals;
    const struct lot_tally *tally;
};

int journal_tally(struct lot_ledger *ledger, const struct tally_row *row);
int journal_status(struct lot_ledger *ledger, const struct lot_ledger_status *row, int64_t lot);
int journal_event(struct lot_ledger *ledger, enum lot_ledger_event event, struct lot_time time,
                  struct lot_span text);

#endif
