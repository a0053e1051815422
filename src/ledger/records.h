/* SPDX-License-Identifier: MIT */
#ifndef LEDGER_RECORDS_H
#define LEDGER_RECORDS_H

/*
 * Natural keys to what is on record under them. Each find answers 0: *out is filled, 1: not on
 * record, or negative.
 */

#include <lot/ledger.h>

/* The use-by day of what has none: it sorts last. */
#define USE_BY_NEVER 99999999

enum place_kind {
    PLACE_REAL,
    PLACE_VIRTUAL,
    PLACE_ORDER, /* an order's: its code is the document's number */
    PLACE_QUARANTINE,
};

/* The virtual places have the same ids in every ledger (schema.sql). */
enum place_id {
    PLACE_ID_SUPPLIER = 1,
    PLACE_ID_CUSTOMER,
    PLACE_ID_SCRAP,
    PLACE_ID_COUNT,
    PLACE_ID_PRODUCTION,
    PLACE_ID_OPENING,
    PLACE_ID_LAST_VIRTUAL = PLACE_ID_OPENING,
};

struct item_record {
    int64_t id;
    uint8_t decimals;
    enum lot_tracking tracking;
};
struct lot_record {
    int64_t id;
    int64_t use_by; /* or USE_BY_NEVER */
};
struct place_record {
    int64_t id;
    enum place_kind kind;
};
struct serial_record {
    int64_t id, lot, place, unit; /* unit 0: it lies loose */
};
struct document_record {
    int64_t id;
    enum lot_document_kind kind;
    bool closed;
    int64_t partner; /* 0: none */
    struct lot_text partner_number;
};

int record_item(struct lot_ledger *ledger, struct lot_span number, struct item_record *out);
int record_lot(struct lot_ledger *ledger, int64_t item, struct lot_span code,
               struct lot_record *out);
int record_place(struct lot_ledger *ledger, struct lot_span code, struct place_record *out);
int record_document(struct lot_ledger *ledger, struct lot_span number, struct document_record *out);
int record_reason(struct lot_ledger *ledger, struct lot_span code, int64_t *id);
int record_partner(struct lot_ledger *ledger, struct lot_span number, int64_t *id);
int record_serial(struct lot_ledger *ledger, int64_t item, struct lot_span code,
                  struct serial_record *out);

/* Find or make; 0 or negative. */
int record_operator(struct lot_ledger *ledger, struct lot_span code, int64_t *id);
int record_unit(struct lot_ledger *ledger, struct lot_span sscc, int64_t *id);

int record_add_item(struct lot_ledger *ledger, struct lot_span number, enum lot_tracking tracking);
int record_add_place(struct lot_ledger *ledger, struct lot_span code, enum place_kind kind);

/* ---- stock ---------------------------------------------------------------------------------- */

struct shelf {
    int64_t place, lot, item, use_by;
};

/* What is there; 0 when there is no row. */
int stock_read(struct lot_ledger *ledger, const struct shelf *shelf, int64_t *quantity);
/* Adds to what is there. 1: it would be negative or too large, and nothing was changed. */
int stock_change(struct lot_ledger *ledger, const struct shelf *shelf, int64_t change);

/* ---- what lies on logistic units ------------------------------------------------------------ */

/* Takes it from the unit. 1: there is not so much of it on the unit, at that place. */
int content_take(struct lot_ledger *ledger, int64_t unit, const struct shelf *shelf,
                 int64_t quantity);
/* Puts it onto the unit. 1: some of it is on the unit, at another place; or too much to count. */
int content_put(struct lot_ledger *ledger, int64_t unit, const struct shelf *shelf,
                int64_t quantity);
/* What of it at its place lies on units. */
int content_at(struct lot_ledger *ledger, const struct shelf *shelf, int64_t *quantity);
/* 0: all of the unit is at one place; 1: it would be at several. */
int content_check(struct lot_ledger *ledger, int64_t unit);

#endif
