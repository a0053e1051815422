/* SPDX-License-Identifier: MIT */
/*
 * The data structures of ISBT 128 (ICCBBA ST-001, table of data identifiers RT003). Those that say
 * something of a lot have names, the others keep their data identifier as a name: they are known so
 * that what stands behind them is found.
 */

#include "isbt128.h"

#include "characters.h"

#include <string.h>

#define NO_FACT LOT_FACT_COUNT

/* A longer beginning stands before the shorter one that it contains. */
static const struct isbt_structure structures[] = {
    {"=<",  "PRODUCT", "Product code",                              ISBT_WORD,     LOT_FACT_ITEM,     8,  0, 0, 0 },
    {"=%",  "ABO",     "Blood groups [ABO and RhD]",                ISBT_WORD,     NO_FACT,           4,  0, 0, 0 },
    {"=>",  "EXP",     "Expiration date",                           ISBT_DAY,      LOT_FACT_EXPIRY,   6,  0, 0, 0 },
    {"&>",  "EXP",     "Expiration date and time",                  ISBT_MOMENT,   LOT_FACT_EXPIRY,   10, 0, 0, 0 },
    {"=]",  "EXP",     "Expiration month and year",                 ISBT_MONTH,    LOT_FACT_EXPIRY,   6,  0, 0, 0 },
    {"=*",  "COL",     "Collection date",                           ISBT_DAY,      NO_FACT,           6,  0, 0, 0 },
    {"&*",  "COL",     "Collection date and time",                  ISBT_MOMENT,   NO_FACT,           10, 0, 0, 0 },
    {"=}",  "MFG",     "Production date",                           ISBT_DAY,      LOT_FACT_PRODUCED, 6,  0, 0, 0 },
    {"&}",  "MFG",     "Production date and time",                  ISBT_MOMENT,   LOT_FACT_PRODUCED, 10, 0, 0, 0 },
    {"=(",  "=(",      "Flexible date and time",                    ISBT_CODE,     NO_FACT,           16, 0, 0, 0 },
    {"=/",  "DI",      "Processor product identification code",     ISBT_CODE,     LOT_FACT_ITEM,     16, 0, 0, 0 },
    {"=,",  "SERIAL",  "Product divisions",                         ISBT_CODE,     LOT_FACT_SERIAL,   6,  0, 0, 0 },
    {"&,1", "LOT",     "MPHO lot number",                           ISBT_CODE,     LOT_FACT_LOT,      18, 0, 0, 0 },
    {"&,2", "&,2",     "MPHO supplemental identification number",   ISBT_TEXT,     NO_FACT,           18, 0, 0, 0 },
    {"&,3", "&,3",     "Global registration identifier for donors", ISBT_CODE,     NO_FACT,           19, 0, 0, 0 },
    {"&,4", "&,4",     "Single European code",                      ISBT_TEXT,     NO_FACT,           40, 0, 0, 0 },
    {"&:",  "&:",      "Global registration identifier for donors", ISBT_CODE,     NO_FACT,           19, 0, 0, 0 },
    {"&/",  "&/",      "Chain of identity identifier",              ISBT_CODE,     NO_FACT,           15, 0, 0, 0 },
    {"&+",  "&+",      "Processing facility information code",      ISBT_TEXT,     NO_FACT,           11, 0, 0, 0 },
    {"=)",  "DI",      "Container manufacturer and catalog",        ISBT_WORD,     LOT_FACT_ITEM,     10, 0, 0, 0 },
    {"&)",  "LOT",     "Container lot number",                      ISBT_WORD,     LOT_FACT_LOT,      10, 0, 0, 0 },
    {"=-",  "CATALOG", "Manufacturer and catalog number",           ISBT_WORD,     LOT_FACT_ITEM,     10, 0, 0, 0 },
    {"&-",  "LOT",     "Lot number",                                ISBT_WORD,     LOT_FACT_LOT,      10, 0, 0, 0 },
    {"&(",  "TEST",    "Special testing: general",                  ISBT_WORD,     NO_FACT,           5,  0, 0, 0 },
    {"={",  "={",      "Red cell antigens",                         ISBT_TEXT,     NO_FACT,           18, 0, 0, 0 },
    {"=\\", "=\\",     "Red cell antigens: general",                ISBT_TEXT,     NO_FACT,           18, 0, 0, 0 },
    {"&\\", "&\\",     "Red cell antigens: Finnish",                ISBT_TEXT,     NO_FACT,           18, 0, 0, 0 },
    {"&%",  "&%",      "Red cell antigens with test history",       ISBT_TEXT,     NO_FACT,           3,  0, 3, 10},
    {"&{",  "&{",      "Platelet HLA and specific antigens",        ISBT_TEXT,     NO_FACT,           18, 0, 0, 0 },
    {"=[",  "=[",      "HLA-A and -B alleles",                      ISBT_TEXT,     NO_FACT,           18, 0, 0, 0 },
    {"=\"", "=\"",     "HLA-DRB1 alleles",                          ISBT_TEXT,     NO_FACT,           18, 0, 0, 0 },
    {"&\"", "&\"",     "Transfusion transmitted infection marker",  ISBT_TEXT,     NO_FACT,           18, 0, 0, 0 },
    {"=;",  "=;",      "Donor identification number",               ISBT_TEXT,     NO_FACT,           21, 0, 0, 0 },
    {"='",  "='",      "Staff member identification number",        ISBT_TEXT,     LOT_FACT_OPERATOR, 11, 0, 0, 0 },
    {"=#",  "=#",      "Patient date of birth",                     ISBT_CODE,     NO_FACT,           10, 0, 0, 0 },
    {"&#",  "&#",      "Patient identification number",             ISBT_TEXT,     NO_FACT,           4,  2, 2, 1 },
    {"=$",  "=$",      "Product consignment",                       ISBT_CODE,     NO_FACT,           16, 0, 0, 0 },
    {"&$",  "&$",      "Dimensions",                                ISBT_TEXT,     NO_FACT,           2,  0, 2, 14},
    {"=+",  "=+",      "Compound message",                          ISBT_COUNT,    NO_FACT,           5,  0, 0, 0 },
    {"=",   "DIN",     "Donation identification number",            ISBT_DONATION, LOT_FACT_LOT,      15, 0, 0, 0 },
};

/* What stands behind the donation number's '=' is its first character. */
static bool is_donation(struct lot_span text)
{
    return text.size > 1 && is_alphanumeric(text.data[1]);
}

const struct isbt_structure *isbt_structure_at(struct lot_span text)
{
    for (size_t s = 0; s < sizeof structures / sizeof structures[0]; s++) {
        const char *begins = structures[s].begins;
        if (text.size >= 2 && begins[1] != '\0' && text.data[1] != (uint8_t)begins[1]) {
            continue; /* the second byte tells nearly all of them apart */
        }
        if (lot_span_starts(text, lot_span_of(begins)) &&
            (structures[s].kind != ISBT_DONATION || is_donation(text))) {
            return &structures[s];
        }
    }
    return NULL;
}
