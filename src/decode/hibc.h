/* SPDX-License-Identifier: MIT */
#ifndef LOT_DECODE_HIBC_H
#define LOT_DECODE_HIBC_H

#include "decoding.h"

/* In the order in which they are answered. */
enum hibc_field {
    HIBC_LIC,
    HIBC_PCN,
    HIBC_UOM,
    HIBC_QTY,
    HIBC_EXP,
    HIBC_LOT,
    HIBC_SER,
    HIBC_MFG,
    HIBC_LINK,
    HIBC_FIELD_COUNT
};

/* What one field says, and where it stands. */
struct hibc_value {
    struct lot_span where; /* no data: the field is not there */
    struct lot_span text;
    int64_t number;
};

/* One HIBC scan while it is taken apart. */
struct hibc {
    struct decoding *decoding;
    struct hibc_value value[HIBC_FIELD_COUNT];
};

/* A problem about a field or (HIBC_FIELD_COUNT) the symbol. */
struct lot_problem hibc_problem(const struct hibc *hibc, enum lot_problem_code code,
                                enum hibc_field field, struct lot_span where);
/* Answers such a problem as the error. Always false. */
bool hibc_refuse(struct hibc *hibc, enum lot_problem_code code, enum hibc_field field,
                 struct lot_span where);

/* Keeps what a field says. False, and an error, when it said something else before. */
bool hibc_keep(struct hibc *hibc, enum hibc_field field, struct hibc_value value);

/* Takes one part. False: it is refused. */
typedef bool hibc_take(struct hibc *hibc, struct lot_span data);

/* Secondary data. */
hibc_take hibc_take_data;

/* ---- dates: each takes what it reads off the front of *data ---------------------------------- */

/* YYJJJ. */
bool hibc_take_julian(struct hibc *hibc, struct lot_span *data);
/* A date by its flag digit, or MMYY; nothing when *data is empty. */
bool hibc_take_flagged_date(struct hibc *hibc, struct lot_span *data);
/* YYYYMMDD, the whole of data. */
bool hibc_take_full_date(struct hibc *hibc, struct lot_span data, enum hibc_field field);

#endif
