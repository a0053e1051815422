/* SPDX-License-Identifier: MIT */
#ifndef LOT_BOOK_H
#define LOT_BOOK_H

/*
 * The book: what the engine asks of what is on record, and how it is answered. The engine declares
 * it; the ledger implements it, and a test can fake it.
 */

#include <lot/base.h>

/* The dates of a lot, each LOT_DATE_NONE when not known. */
struct lot_dates {
    lot_date produced, packed, best_before, sell_by, expiry;
};

/* Its use-by day: expiry, else best before, else sell by, else none. */
lot_date lot_dates_use_by(const struct lot_dates *dates);

enum lot_tracking {
    LOT_TRACKING_NONE,
    LOT_TRACKING_LOT,
    LOT_TRACKING_SERIAL
};
enum lot_status {
    LOT_STATUS_RELEASED,
    LOT_STATUS_QUARANTINE,
    LOT_STATUS_HOLD,
    LOT_STATUS_RECALLED,
};
enum lot_document_kind {
    LOT_DOCUMENT_RECEIPT,
    LOT_DOCUMENT_ORDER,
    LOT_DOCUMENT_COUNT,
    LOT_DOCUMENT_RETURN
};

/* Which lot of an item goes first: what the order says, else the item, else the site; ties of FEFO
 * go to the oldest receipt, then by place. */
#define LOT_ROTATIONS(X)                                                                           \
    X(USUAL, "usual") /* nothing is said: as whoever is asked next says, at last fefo */           \
    X(FEFO, "fefo")   /* first expired, first out: undated last */                                 \
    X(FIFO, "fifo")   /* first in, first out: by the lot's first receipt, then by place */         \
    X(LIFO, "lifo")   /* last in, first out: the same, backwards */

enum lot_rotation {
#define X(symbol, name) LOT_ROTATION_##symbol,
    LOT_ROTATIONS(X)
#undef X
    LOT_ROTATION_COUNT
};

/* Whose number a lot of an item has. */
#define LOT_NUMBERINGS(X)                                                                          \
    X(USUAL, "usual")       /* the supplier's; ours when the goods carry none */                   \
    X(OWN, "own")           /* ours, the supplier's is kept beside it */                           \
    X(SUPPLIER, "supplier") /* the supplier's, always */

enum lot_numbering {
#define X(symbol, name) LOT_NUMBERING_##symbol,
    LOT_NUMBERINGS(X)
#undef X
    LOT_NUMBERING_COUNT
};

struct lot_book_item {
    struct lot_text number; /* the stocked item's own number, whatever was scanned for it */
    struct lot_text name;
    struct lot_text unit; /* "pcs", "kg" */
    enum lot_tracking tracking;
    uint8_t decimals;        /* quantities count 10^-decimals units */
    bool needs_date;         /* a lot must have a use-by date */
    bool blocks_best_before; /* past best before or sell by blocks as past expiry does */
    bool catch_weight;       /* each movement states its net weight beside its quantity */
    int64_t pack;            /* what one scan of this number stands for, in smallest units;
                                0: the item itself (one unit) */
    int32_t min_life_days;   /* least remaining life at receipt; 0: none but not expired */
    enum lot_rotation rotation;
    enum lot_numbering numbering;
    int32_t over_percent; /* what a receipt may exceed its line by; -1: as the site has it */
    int32_t over_units;   /* or so many whole units, if that is more; -1: as the site has it */
};

struct lot_book_lot {
    struct lot_text lot;
    struct lot_dates dates;
    enum lot_status status;
};

/* What may lie together at a place. */
enum lot_mixing {
    LOT_MIXING_ANY,
    LOT_MIXING_ITEM, /* one item */
    LOT_MIXING_LOT,  /* one lot */
};

struct lot_book_place {
    struct lot_text code;
    bool is_virtual;
    bool is_counted;       /* its count was done at least once: what is found now is a difference */
    struct lot_text check; /* its check digits; none: it has none */
    enum lot_mixing mixing;
    bool is_quarantine; /* what lies here is not picked, and proposed to nobody */
};

/* Why something is done that nobody planned: reference data, told by its code. */
struct lot_book_reason {
    struct lot_text code, name;
};

/* What a person may do: reference data gives each operator any of them. */
#define LOT_ROLES(X)                                                                               \
    X(PICKER, "picker")                                                                            \
    X(RECEIVER, "receiver")                                                                        \
    X(SUPERVISOR, "supervisor") /* whose badge approves */

enum lot_role {
#define X(symbol, name) LOT_ROLE_##symbol,
    LOT_ROLES(X)
#undef X
    LOT_ROLE_COUNT
};

struct lot_book_operator {
    struct lot_text code, name;
    uint32_t roles; /* bit (1 << role); none: somebody who does not work here any more */
};

struct lot_book_document {
    struct lot_text number;
    struct lot_text partner, partner_name; /* partner: its number */
    enum lot_document_kind kind;
    bool closed;
    enum lot_rotation rotation; /* of an order */
    /* what the customer takes: */
    int32_t min_life_days; /* least remaining life; 0: none but not expired */
    bool one_lot;          /* one lot for each line */
    bool not_older;        /* no lot that expires before one that the customer was sent */
};

struct lot_book_line {
    int32_t line;               /* its number in the document, from 1 */
    struct lot_text item;       /* its item's own number */
    int64_t ordered;            /* smallest units of the item */
    int64_t done;               /* received, or picked: shipping what was picked changes nothing */
    struct lot_text lot;        /* the one that is wanted; none: any */
    struct lot_text substitute; /* the item that may be sent in its place; none: none */
};

/* Stock of one lot at one place, quantity > 0. */
struct lot_book_stock {
    struct lot_text item, lot, place;
    lot_date use_by;
    int64_t quantity;
};

/* What is looked for to be picked. */
struct lot_wanted {
    struct lot_span item; /* its own number */
    lot_date today;
    enum lot_rotation rotation;
};

/* A label that was on its way to the printer when that was lost sight of. */
struct lot_book_label {
    uint64_t job;              /* its number in the print queue */
    struct lot_text item, lot; /* lot of size 0: an item that is not tracked */
};

/* Where goods are looked for. */
struct lot_book_spot {
    struct lot_span item, lot, place;
    struct lot_span sscc; /* empty: what lies loose */
};

/* What of one lot lies on a logistic unit. */
struct lot_book_load {
    struct lot_text sscc, item, lot, place;
    int64_t quantity;
};

/* What a supplier advised to be on a logistic unit. */
struct lot_book_advice {
    struct lot_text document; /* the receipt */
    int32_t line;
    struct lot_text item, lot; /* lot of size 0: an item that is not tracked */
    struct lot_dates dates;
    int64_t quantity, done; /* smallest units; done: what was received of it */
};

/* A single piece on record. */
struct lot_book_serial {
    struct lot_text serial, lot, place; /* place: where it is, or went */
    struct lot_text sscc;               /* the unit that it is on; size 0: it lies loose */
};

/* A count that differed and waits to be made again. */
struct lot_book_tally {
    int64_t difference; /* what was counted, less what stock said then */
    struct lot_text operator_id;
};

/* One movement of a transaction that could be undone. */
struct lot_movement;
struct lot_transaction;

/*
 * Every call answers 0 and fills *out, 1: not on record, or negative: it failed, and then the step
 * fails whole. Calls never change anything. Answers do not refer to the book's memory.
 */
struct lot_book {
    void *self;
    uint32_t device; /* this device's number */
    /* By item number, GTIN of 14 digits or a packaging's GTIN. */
    int (*item)(void *self, struct lot_span number, struct lot_book_item *out);
    /* By its number, else the only one that has it as its supplier's. */
    int (*lot)(void *self, struct lot_span item, struct lot_span lot, struct lot_book_lot *out);
    /* The lot of a number of ours that came with a document and has this supplier's number. */
    int (*delivered)(void *self, struct lot_span item, struct lot_span supplier_lot,
                     struct lot_span document, struct lot_book_lot *out);
    /* The last number that a counter gave. 1: none yet. */
    int (*counter)(void *self, struct lot_span name, int64_t *out);
    int (*place)(void *self, struct lot_span code, struct lot_book_place *out);
    int (*document)(void *self, struct lot_span number, struct lot_book_document *out);
    int (*reason)(void *self, struct lot_span code, struct lot_book_reason *out);
    /* By a badge's code; 1: not in the site's list of operators. */
    int (*who)(void *self, struct lot_span code, struct lot_book_operator *out);
    /*
     * The open line of a document for an item, else its last one; 1: the item is not on it. With an
     * empty item the document's first open line; 1: none is open.
     */
    int (*line)(void *self, struct lot_span document, struct lot_span item,
                struct lot_book_line *out);
    /* The index'th open line of a document, by their numbers. 1: no more. */
    int (*open_line)(void *self, struct lot_span document, unsigned index,
                     struct lot_book_line *out);
    /* A lot that was picked for an order's line and has not left yet. 1: none was. */
    int (*line_lot)(void *self, struct lot_span document, int32_t line, struct lot_text *out);
    /* A lot of the item that the partner was sent and that expires after that day. 1: none does. */
    int (*sent_newer)(void *self, struct lot_span partner, struct lot_span item, lot_date use_by,
                      struct lot_book_lot *out);
    /*
     * What of a lot can go back with a document: on an order what was shipped with it, on a return
     * all that its partner was sent, on a receipt what was received with it; less what went back
     * already. 1: nothing.
     */
    int (*returnable)(void *self, struct lot_span document, struct lot_span item,
                      struct lot_span lot, int64_t *out);
    /* The index'th count of a lot at a place that is not settled, newest first. 1: no more. */
    int (*open_tally)(void *self, const struct lot_book_stock *shelf, unsigned index,
                      struct lot_book_tally *out);
    /* A lot at the place that is to be counted again, the index'th. 1: no more. */
    int (*recount)(void *self, struct lot_span place, unsigned index, struct lot_book_stock *out);
    /* The index'th stock row at a place that was not counted since the place was last done. 1: no
     * more. */
    int (*uncounted)(void *self, struct lot_span place, unsigned index, struct lot_book_stock *out);
    /* What is where: 1 when that is nothing. Here and below an empty lot is that of an item that
     * is not tracked by lots. */
    int (*stock)(void *self, struct lot_span item, struct lot_span lot, struct lot_span place,
                 int64_t *out);
    /*
     * The index'th stock row that can be picked, in the order of the rotation. Only released lots
     * that are not past their use-by day, not those already picked, nor where a recount is due.
     * 1: no more.
     */
    int (*first_out)(void *self, const struct lot_wanted *wanted, unsigned index,
                     struct lot_book_stock *out);
    /* The index'th stock row of one lot, in order of places; an order's place is one. 1: no more.
     */
    int (*lot_stock)(void *self, struct lot_span item, struct lot_span lot, unsigned index,
                     struct lot_book_stock *out);
    /* The index'th stock row at one place (what was picked for an order, say), in order of items
     * and lots. 1: no more. */
    int (*place_stock)(void *self, struct lot_span place, unsigned index,
                       struct lot_book_stock *out);
    /* The index'th lot on a logistic unit, in order of receipt. 1: no more. */
    int (*load)(void *self, struct lot_span sscc, unsigned index, struct lot_book_load *out);
    /* The index'th unit at a place with some of the lot on it. 1: no more. */
    int (*load_at)(void *self, const struct lot_book_spot *spot, unsigned index,
                   struct lot_book_load *out);
    /* The index'th lot that is advised for a unit. 1: no more. */
    int (*advice)(void *self, struct lot_span sscc, unsigned index, struct lot_book_advice *out);
    int (*serial)(void *self, struct lot_span item, struct lot_span serial,
                  struct lot_book_serial *out);
    /* The index'th piece of the lot at a place, on the spot's unit or loose. 1: no more. */
    int (*serial_at)(void *self, const struct lot_book_spot *spot, unsigned index,
                     struct lot_book_serial *out);
    /*
     * This device's last transaction that is neither undone nor an undo, as it was booked; reverses
     * of each of its movements is that movement's own id. 1: there is none.
     */
    int (*last)(void *self, struct lot_transaction *out);
    /* The oldest label of which nobody knows whether it came out. 1: there is none. */
    int (*doubtful_label)(void *self, struct lot_book_label *out);
};

#endif
