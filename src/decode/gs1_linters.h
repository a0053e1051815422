/* SPDX-License-Identifier: MIT */
#ifndef LOT_DECODE_GS1_LINTERS_H
#define LOT_DECODE_GS1_LINTERS_H

/*
 * The rules that parts of GS1 values obey beyond length and character set, by the names of the GS1
 * Syntax Dictionary. Each is a pure function of one part whose length and characters were checked.
 */

#include <lot/decode.h>

#define GS1_LINTERS(X)                                                                             \
    X(csum)          /* check digit, modulo 10 */                                                  \
    X(csumalpha)     /* check character pair, modulo 1021 */                                       \
    X(gcppos1)       /* begins with a GS1 company prefix */                                        \
    X(gcppos2)       /* the same behind one digit */                                               \
    X(hasnondigit)   /* not digits only */                                                         \
    X(nonzero)       /* not zeros only */                                                          \
    X(zero)          /* zeros only */                                                              \
    X(nozeroprefix)  /* no leading zero */                                                         \
    X(hyphen)        /* hyphens only */                                                            \
    X(yesno)         /* 0 or 1 */                                                                  \
    X(winding)       /* 0, 1 or 9 */                                                               \
    X(iso5218)       /* 0, 1, 2 or 9 */                                                            \
    X(importeridx)   /* a letter, digit, '-' or '_' */                                             \
    X(pieceoftotal)  /* two numbers of one length, the first not above the second */               \
    X(posinseqslash) /* the same with '/' between */                                               \
    X(pcenc)         /* '%' only before two hexadecimal digits */                                  \
    X(padding64)     /* '=' only to fill base64 up to a multiple of three */                       \
    X(yymmdd)                                                                                      \
    X(yymmd0) /* day 00 stands for the whole month */                                              \
    X(yyyymmdd)                                                                                    \
    X(hh)                                                                                          \
    X(mi)                                                                                          \
    X(ss)                                                                                          \
    X(hhmi)                                                                                        \
    X(latitude)       /* 0..180 degrees in 10^-7 */                                                \
    X(longitude)      /* 0..360 */                                                                 \
    X(iso3166)        /* a country's three digits */                                               \
    X(iso3166999)     /* the same, or 999 */                                                       \
    X(iso3166alpha2)  /* a country's two letters */                                                \
    X(iso4217)        /* a currency's three digits */                                              \
    X(iban)           /* ISO 13616 */                                                              \
    X(packagetype)    /* UN/ECE Recommendation 21 and GS1's additions */                           \
    X(mediatype)      /* AIDC media type of the ICCBBA */                                          \
    X(couponcode)     /* North American coupon */                                                  \
    X(couponposoffer) /* North American positive offer file coupon */

enum gs1_linter {
    GS1_LINTER_none,
#define X(name) GS1_LINTER_##name,
    GS1_LINTERS(X)
#undef X
    GS1_LINTERS_END
};

/* What is wrong with a value, and where in it. */
struct gs1_finding {
    enum lot_problem_code code;
    uint16_t at, length;
    uint16_t expected_min, expected_max;
};

/* True when the part is right, else *finding. */
typedef bool gs1_lint(struct lot_span part, struct gs1_finding *finding);

#define X(name) gs1_lint gs1_lint_##name;
GS1_LINTERS(X)
#undef X

/* By enum gs1_linter; NULL for none. */
extern gs1_lint *const gs1_linters[GS1_LINTERS_END];

/* For linters: a finding about length bytes from at on. Always false. */
static inline bool gs1_found(struct gs1_finding *finding, enum lot_problem_code code, size_t at,
                             size_t length)
{
    *finding = (struct gs1_finding){.code = code, .at = (uint16_t)at, .length = (uint16_t)length};
    return false;
}

/* The number that up to nine digits are. */
static inline uint32_t gs1_number(struct lot_span digits)
{
    uint32_t number = 0;
    for (size_t i = 0; i < digits.size; i++) {
        number = number * 10 + (digits.data[i] - (uint32_t)'0');
    }
    return number;
}

#endif
