/* SPDX-License-Identifier: MIT */
#ifndef LOT_SYNC_IMPORT_TABLE_H
#define LOT_SYNC_IMPORT_TABLE_H

/*
 * What the files of reference data may hold: one table of columns a kind of file, each column with
 * its type, range, default and place in the record. Reads rows into records; knows no ledger.
 */

#include "csv_reader.h"

#include <lot/sync.h>

/* One row, read. Which member holds depends on the kind of file. */
union import_record {
    struct lot_ledger_item item;
    struct lot_ledger_partner partner;
    struct lot_ledger_place place;
    struct lot_book_reason reason;
    struct lot_ledger_operator who;
    struct lot_ledger_line line;
    struct lot_ledger_advice advice;
};

/* Where faults go, and how many there were. */
struct import_faults {
    void (*report)(void *user, const struct lot_import_fault *fault);
    void *user;
    int64_t count;
};

__attribute__((format(printf, 4, 5))) void import_fault(struct import_faults *faults, int64_t line,
                                                        const char *column, const char *format,
                                                        ...);

/* Which field of a row each column of the kind stands in; -1: not in this file. */
#define IMPORT_COLUMNS_MAX 24u
struct import_header {
    enum lot_import_kind kind;
    unsigned count; /* fields of a row */
    int field_of[IMPORT_COLUMNS_MAX];
};

/* Reads the header row. Faults: an unknown, repeated or missing column. */
bool import_read_header(struct import_header *header, enum lot_import_kind kind,
                        const struct csv_row *row, struct import_faults *faults);

/* A row to be read by its header. */
struct import_reading {
    const struct import_header *header;
    const struct csv_row *row;
    struct import_faults *faults;
};

/*
 * Reads all columns of a row but quantities, whose unit only the item tells; empty and absent ones
 * get their defaults.
 */
bool import_read_row(const struct import_reading *reading, union import_record *record);
/* Reads the quantities, with the item's decimals, and judges the record as a whole. */
bool import_read_quantities(const struct import_reading *reading, uint8_t decimals,
                            union import_record *record);

#endif
