/* SPDX-License-Identifier: MIT */
#ifndef LOT_SYNC_IMPORT_VALUE_H
#define LOT_SYNC_IMPORT_VALUE_H

/* The types that a column of reference data may have, and how a field of each is read. */

#include <lot/base.h>

enum import_type {
    IMPORT_TEXT,     /* struct lot_text: one line of at most LOT_TEXT_MAX bytes */
    IMPORT_CODE,     /* struct lot_text: what can be scanned; not a virtual place's */
    IMPORT_ITEM,     /* struct lot_text: an item's number as a scan of it gives it */
    IMPORT_GLN,      /* struct lot_text: 13 digits, the last one checked; or none */
    IMPORT_SSCC,     /* struct lot_text: 18 digits, the last one checked */
    IMPORT_BOOLEAN,  /* bool */
    IMPORT_INTEGER,  /* int32_t or uint8_t, from least to most */
    IMPORT_ENUM,     /* an enum, by names in its order, parted by spaces */
    IMPORT_SET,      /* uint32_t: a bit for each name, parted by spaces; or none */
    IMPORT_QUANTITY, /* int64_t: smallest units of the item; at least least */
    IMPORT_MONEY,    /* int64_t: 1/10,000 of a minor unit (hundredth); -1: none */
    IMPORT_DATE,     /* lot_date */
};

struct import_column {
    const char *name;
    enum import_type type;
    bool required;
    size_t offset, size;  /* of the record's member */
    const char *fallback; /* read when the field is empty or absent; NULL: "" */
    int32_t least, most;
    const char *names;
};

#define IMPORT_EXPECTED_SIZE 96u

/* Reads a field into the record's member; false: it is not of the column's type or range. */
bool import_read_value(const struct import_column *column, struct lot_span field, uint8_t decimals,
                       void *record);
/* What the column takes, in words. */
void import_expected(const struct import_column *column, uint8_t decimals,
                     char out[IMPORT_EXPECTED_SIZE]);

#endif
