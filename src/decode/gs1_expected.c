/* SPDX-License-Identifier: MIT */
/*
 * What a GS1 identifier takes, in words: the same table that judges a value says what it should
 * have been, so that whoever reads a message need not look it up.
 */

#include "gs1.h"

#include "gs1_linters.h"
#include "gs1_table.h"

/* ---- characters ----------------------------------------------------------------------------- */

#define SET_82 "letters, digits and !\"%&'()*+,-./:;<=>?_"

static const char *words_of_sets(unsigned sets)
{
    switch (sets) {
    case GS1_NUMERIC:
        return "digits";
    case GS1_SET_82:
        return SET_82;
    case GS1_SET_39:
        return "capital letters, digits and #-/";
    case GS1_SET_64:
        return "letters, digits and -_=";
    case GS1_NUMERIC | GS1_SET_82:
        return "digits, then " SET_82;
    default:
        return NULL;
    }
}

static const char *expected_characters(const struct gs1_row *row)
{
    unsigned sets = 0;
    for (unsigned i = 0; i < row->component_count; i++) {
        sets |= gs1_components(row)[i].set;
    }
    return words_of_sets(sets);
}

/* ---- rules ---------------------------------------------------------------------------------- */

/* A row is for one of the problems; check digits need no words. */
static const struct {
    enum lot_problem_code code;
    const char *words;
} rules[GS1_LINTERS_END] = {
    [GS1_LINTER_csumalpha] = {LOT_PROBLEM_VALUE, "two check characters at its end"              },
    [GS1_LINTER_gcppos1] = {LOT_PROBLEM_VALUE, "a GS1 company prefix first, at least 4 digits"},
    [GS1_LINTER_gcppos2] = {LOT_PROBLEM_VALUE, "a digit and a GS1 company prefix first"       },
    [GS1_LINTER_hasnondigit] = {LOT_PROBLEM_VALUE, "something that is no digit"                   },
    [GS1_LINTER_nonzero] = {LOT_PROBLEM_VALUE, "a number other than zero"                     },
    [GS1_LINTER_zero] = {LOT_PROBLEM_VALUE, "zeros"                                        },
    [GS1_LINTER_nozeroprefix] = {LOT_PROBLEM_VALUE, "a number without a leading zero"              },
    [GS1_LINTER_hyphen] = {LOT_PROBLEM_VALUE, "hyphens"                                      },
    [GS1_LINTER_yesno] = {LOT_PROBLEM_VALUE, "0 or 1"                                       },
    [GS1_LINTER_winding] = {LOT_PROBLEM_VALUE, "0, 1 or 9"                                    },
    [GS1_LINTER_iso5218] = {LOT_PROBLEM_VALUE, "0, 1, 2 or 9"                                 },
    [GS1_LINTER_importeridx] = {LOT_PROBLEM_VALUE, "a letter, a digit, - or _"                    },
    [GS1_LINTER_pieceoftotal] = {LOT_PROBLEM_VALUE, "a piece from 01 up to the total behind it"    },
    [GS1_LINTER_posinseqslash] = {LOT_PROBLEM_VALUE, "a place from 1 up to the total behind the /"  },
    [GS1_LINTER_pcenc] = {LOT_PROBLEM_VALUE, "two hexadecimal digits behind each %"         },
    [GS1_LINTER_padding64] = {LOT_PROBLEM_VALUE, "= only at its end, up to a multiple of three" },
    [GS1_LINTER_yymmdd] = {LOT_PROBLEM_DATE,  "YYMMDD, a day that exists"                    },
    [GS1_LINTER_yymmd0] = {LOT_PROBLEM_DATE,  "YYMMDD, a day that exists or 00"              },
    [GS1_LINTER_yyyymmdd] = {LOT_PROBLEM_DATE,  "YYYYMMDD, a day that exists"                  },
    [GS1_LINTER_hh] = {LOT_PROBLEM_DATE,  "an hour from 00 to 23"                        },
    [GS1_LINTER_hhmi] = {LOT_PROBLEM_DATE,  "HHMM, a time of the day"                      },
    [GS1_LINTER_latitude] = {LOT_PROBLEM_VALUE, "a latitude up to 1800000000"                  },
    [GS1_LINTER_longitude] = {LOT_PROBLEM_VALUE, "a longitude up to 3600000000"                 },
    [GS1_LINTER_iso3166] = {LOT_PROBLEM_VALUE, "a country's three digits (ISO 3166)"          },
    [GS1_LINTER_iso3166999] = {LOT_PROBLEM_VALUE, "a country's three digits (ISO 3166) or 999"   },
    [GS1_LINTER_iso3166alpha2] = {LOT_PROBLEM_VALUE, "a country's two letters (ISO 3166)"           },
    [GS1_LINTER_iso4217] = {LOT_PROBLEM_VALUE, "a currency's three digits (ISO 4217)"         },
    [GS1_LINTER_iban] = {LOT_PROBLEM_VALUE, "an IBAN (ISO 13616)"                          },
    [GS1_LINTER_packagetype] = {LOT_PROBLEM_VALUE, "a package type of UN/ECE Recommendation 21"   },
    [GS1_LINTER_mediatype] = {LOT_PROBLEM_VALUE, "a media type from 01 to 10, or 80 to 99"      },
    [GS1_LINTER_couponcode] = {LOT_PROBLEM_VALUE, "a North American coupon code"                 },
    [GS1_LINTER_couponposoffer] = {LOT_PROBLEM_VALUE, "a positive offer file's coupon code"          },
};

/* The words of the one rule of the identifier that is of this kind; of several, NULL. */
static const char *expected_rule(const struct gs1_row *row, enum lot_problem_code code)
{
    const char *words = NULL;
    for (unsigned i = 0; i < row->component_count; i++) {
        const uint8_t *linters = gs1_components(row)[i].linters;
        for (unsigned l = 0; l < GS1_LINTERS_MAX && linters[l] != GS1_LINTER_none; l++) {
            if (rules[linters[l]].code != code || words == rules[linters[l]].words) {
                continue;
            }
            if (words) {
                return NULL;
            }
            words = rules[linters[l]].words;
        }
    }
    return words;
}

const char *lot_problem_expected(const struct lot_problem *problem)
{
    const struct gs1_row *row = gs1_find_exactly(lot_span_of(problem->element));
    const char *words = NULL;
    if (row && problem->code == LOT_PROBLEM_CHARSET) {
        words = expected_characters(row);
    } else if (row) {
        words = expected_rule(row, problem->code);
    }
    if (!words && problem->code == LOT_PROBLEM_DATE) {
        words = "a day and time that exist";
    }
    return words ? words : "";
}
