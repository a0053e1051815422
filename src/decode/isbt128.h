/* SPDX-License-Identifier: MIT */
#ifndef LOT_DECODE_ISBT128_H
#define LOT_DECODE_ISBT128_H

#include "decoding.h"

enum isbt_kind {
    ISBT_CODE,     /* capital letters and digits */
    ISBT_WORD,     /* letters and digits */
    ISBT_TEXT,     /* anything printable */
    ISBT_DAY,      /* cyyjjj: expiry lasts through that day */
    ISBT_MOMENT,   /* cyyjjjhhmm */
    ISBT_MONTH,    /* yyyymm: expiry lasts through its last day */
    ISBT_DONATION, /* number and flags */
    ISBT_COUNT,    /* how many structures follow, and which message they are */
};

struct isbt_structure {
    const char *begins;
    char id[LOT_ELEMENT_ID_SIZE];
    const char *title;
    enum isbt_kind kind;
    enum lot_fact fact;
    uint8_t size; /* behind the beginning; the donation number's begins behind '=' */
    /* where the data counts its further parts, and how large they are; 0: it has none */
    uint8_t count_at, count_size, part_size;
};

/* The structure that the text begins with, or NULL. */
const struct isbt_structure *isbt_structure_at(struct lot_span text);

/* One scan while it is taken apart. */
struct isbt {
    struct decoding *decoding;
    bool device;             /* it began with a device identifier */
    struct lot_span counted; /* where a compound message says how many structures it has */
    int left;                /* how many of them are still to come */
};

#endif
