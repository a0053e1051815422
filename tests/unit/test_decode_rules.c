/* SPDX-License-Identifier: MIT */
/* Each GS1 rule, right and wrong, with the place that it blames; the table that names them. */

#include "decode_fixture.h"

#include "decode/gs1_linters.h"
#include "decode/gs1_table.h"

static const struct lot_decode_options rules_options = {.today = 20260301};

/* ---- rules ---------------------------------------------------------------------------------- */

struct rule {
    enum gs1_linter linter;
    const char *part;
    enum lot_problem_code code; /* NONE: right */
    unsigned at, length;
};

#define R(name) GS1_LINTER_##name
#define V       LOT_PROBLEM_VALUE
#define D       LOT_PROBLEM_DATE

static const struct rule rules[] = {
    {R(csum),           "9521234567899",                          0,                       0,  0 },
    {R(csum),           "9521234567898",                          LOT_PROBLEM_CHECK_DIGIT, 0,  13},
    {R(csumalpha),      "1987654Ad4X4bL5ttr2310c2K",              0,                       0,  0 },
    {R(csumalpha),      "1987654Ad4X4bL5ttr2310c2X",              LOT_PROBLEM_CHECK_DIGIT, 24, 1 },
    {R(csumalpha),      "1987654Ad4X4bL5ttr2310cxK",              LOT_PROBLEM_CHECK_DIGIT, 23, 1 },
    {R(csumalpha),      "22",                                     0,                       0,  0 },
    {R(csumalpha),      "2",                                      V,                       0,  1 },
    {R(csumalpha),      "12345678901234567890123456",             V,                       0,  26},
    {R(gcppos1),        "9521ABC",                                0,                       0,  0 },
    {R(gcppos1),        "95A1",                                   LOT_PROBLEM_CHARSET,     2,  1 },
    {R(gcppos1),        "952",                                    V,                       0,  3 },
    {R(gcppos2),        "A9521",                                  0,                       0,  0 },
    {R(gcppos2),        "9521A",                                  LOT_PROBLEM_CHARSET,     4,  1 },
    {R(gcppos2),        "9521",                                   V,                       0,  4 },
    {R(hasnondigit),    "12A",                                    0,                       0,  0 },
    {R(hasnondigit),    "123",                                    V,                       0,  3 },
    {R(nonzero),        "0010",                                   0,                       0,  0 },
    {R(nonzero),        "0000",                                   V,                       0,  4 },
    {R(zero),           "0",                                      0,                       0,  0 },
    {R(zero),           "1",                                      V,                       0,  1 },
    {R(nozeroprefix),   "10",                                     0,                       0,  0 },
    {R(nozeroprefix),   "01",                                     V,                       0,  1 },
    {R(hyphen),         "-",                                      0,                       0,  0 },
    {R(hyphen),         "+",                                      V,                       0,  1 },
    {R(yesno),          "1",                                      0,                       0,  0 },
    {R(yesno),          "2",                                      V,                       0,  1 },
    {R(winding),        "9",                                      0,                       0,  0 },
    {R(winding),        "2",                                      V,                       0,  1 },
    {R(iso5218),        "2",                                      0,                       0,  0 },
    {R(iso5218),        "3",                                      V,                       0,  1 },
    {R(importeridx),    "_",                                      0,                       0,  0 },
    {R(importeridx),    "%",                                      V,                       0,  1 },
    {R(pieceoftotal),   "0102",                                   0,                       0,  0 },
    {R(pieceoftotal),   "0202",                                   0,                       0,  0 },
    {R(pieceoftotal),   "0302",                                   V,                       0,  4 },
    {R(pieceoftotal),   "0002",                                   V,                       0,  2 },
    {R(pieceoftotal),   "0200",                                   V,                       2,  2 },
    {R(posinseqslash),  "2/3",                                    0,                       0,  0 },
    {R(posinseqslash),  "12/123",                                 0,                       0,  0 },
    {R(posinseqslash),  "3/2",                                    V,                       0,  3 },
    {R(posinseqslash),  "0/2",                                    V,                       0,  1 },
    {R(posinseqslash),  "1/02",                                   V,                       2,  2 },
    {R(posinseqslash),  "12",                                     V,                       0,  2 },
    {R(posinseqslash),  "1/",                                     V,                       0,  2 },
    {R(posinseqslash),  "/2",                                     V,                       0,  2 },
    {R(posinseqslash),  "1/2/3",                                  V,                       0,  5 },
    {R(pcenc),          "A%20%fFB",                               0,                       0,  0 },
    {R(pcenc),          "AB",                                     0,                       0,  0 },
    {R(pcenc),          "A%2",                                    V,                       1,  2 },
    {R(pcenc),          "A%fgB",                                  V,                       1,  3 },
    {R(padding64),      "ABC",                                    0,                       0,  0 },
    {R(padding64),      "A==",                                    0,                       0,  0 },
    {R(padding64),      "AB=",                                    0,                       0,  0 },
    {R(padding64),      "ABC=",                                   LOT_PROBLEM_CHARSET,     3,  1 },
    {R(padding64),      "===",                                    LOT_PROBLEM_CHARSET,     0,  3 },
    {R(padding64),      "A=B",                                    LOT_PROBLEM_CHARSET,     1,  1 },
    {R(yymmdd),         "240229",                                 0,                       0,  0 },
    {R(yymmdd),         "250229",                                 D,                       4,  2 },
    {R(yymmdd),         "251301",                                 D,                       2,  2 },
    {R(yymmdd),         "250001",                                 D,                       2,  2 },
    {R(yymmdd),         "250100",                                 D,                       4,  2 },
    {R(yymmdd),         "250432",                                 D,                       4,  2 },
    {R(yymmd0),         "250200",                                 0,                       0,  0 },
    {R(yymmd0),         "250231",                                 D,                       4,  2 },
    {R(yymmd0),         "251300",                                 D,                       2,  2 },
    {R(yyyymmdd),       "10000101",                               0,                       0,  0 },
    {R(yyyymmdd),       "20240229",                               0,                       0,  0 },
    {R(yyyymmdd),       "19000229",                               D,                       6,  2 },
    {R(yyyymmdd),       "20251301",                               D,                       4,  2 },
    {R(hh),             "23",                                     0,                       0,  0 },
    {R(hh),             "24",                                     D,                       0,  2 },
    {R(mi),             "59",                                     0,                       0,  0 },
    {R(mi),             "60",                                     D,                       0,  2 },
    {R(ss),             "59",                                     0,                       0,  0 },
    {R(ss),             "60",                                     D,                       0,  2 },
    {R(hhmi),           "2359",                                   0,                       0,  0 },
    {R(hhmi),           "2400",                                   D,                       0,  2 },
    {R(hhmi),           "2360",                                   D,                       2,  2 },
    {R(latitude),       "1800000000",                             0,                       0,  0 },
    {R(latitude),       "1800000001",                             V,                       0,  10},
    {R(longitude),      "3600000000",                             0,                       0,  0 },
    {R(longitude),      "9999999999",                             V,                       0,  10},
    {R(iso3166),        "004",                                    0,                       0,  0 },
    {R(iso3166),        "894",                                    0,                       0,  0 },
    {R(iso3166),        "528",                                    0,                       0,  0 },
    {R(iso3166),        "000",                                    V,                       0,  3 },
    {R(iso3166),        "895",                                    V,                       0,  3 },
    {R(iso3166),        "999",                                    V,                       0,  3 },
    {R(iso3166999),     "999",                                    0,                       0,  0 },
    {R(iso3166999),     "276",                                    0,                       0,  0 },
    {R(iso3166999),     "998",                                    V,                       0,  3 },
    {R(iso3166alpha2),  "NL",                                     0,                       0,  0 },
    {R(iso3166alpha2),  "AD",                                     0,                       0,  0 },
    {R(iso3166alpha2),  "ZW",                                     0,                       0,  0 },
    {R(iso3166alpha2),  "XK",                                     V,                       0,  2 },
    {R(iso3166alpha2),  "nl",                                     V,                       0,  2 },
    {R(iso3166alpha2),  "N",                                      V,                       0,  1 },
    {R(iso4217),        "978",                                    0,                       0,  0 },
    {R(iso4217),        "008",                                    0,                       0,  0 },
    {R(iso4217),        "999",                                    0,                       0,  0 },
    {R(iso4217),        "000",                                    V,                       0,  3 },
    {R(iso4217),        "998",                                    V,                       0,  3 },
    {R(iban),           "NO9386011117947",                        0,                       0,  0 },
    {R(iban),           "FR1420041010050500013M02606",            0,                       0,  0 },
    {R(iban),           "NO9386011117948",                        V,                       2,  2 },
    {R(iban),           "XK051212012345678906",                   V,                       0,  2 },
    {R(iban),           "NO93860111179a7",                        LOT_PROBLEM_CHARSET,     13, 1 },
    {R(iban),           "NO93",                                   LOT_PROBLEM_LENGTH,      0,  4 },
    {R(packagetype),    "BX",                                     0,                       0,  0 },
    {R(packagetype),    "8",                                      0,                       0,  0 },
    {R(packagetype),    "9",                                      0,                       0,  0 },
    {R(packagetype),    "X20",                                    0,                       0,  0 },
    {R(packagetype),    "ZZ",                                     0,                       0,  0 },
    {R(packagetype),    "1",                                      V,                       0,  1 },
    {R(packagetype),    "OP",                                     V,                       0,  2 },
    {R(packagetype),    "BXX",                                    V,                       0,  3 },
    {R(packagetype),    "_",                                      V,                       0,  1 },
    {R(mediatype),      "01",                                     0,                       0,  0 },
    {R(mediatype),      "10",                                     0,                       0,  0 },
    {R(mediatype),      "80",                                     0,                       0,  0 },
    {R(mediatype),      "00",                                     V,                       0,  2 },
    {R(mediatype),      "11",                                     V,                       0,  2 },
    {R(mediatype),      "79",                                     V,                       0,  2 },
    {R(couponcode),     "106141416543213150110120",               0,                       0,  0 },
    {R(couponcode),     "106141416543213150110120A",              LOT_PROBLEM_CHARSET,     24, 1 },
    {R(couponcode),     "01234561234561111012310110123212345678", 0,                       0,  0 }, /* 1 and 2 */
    {R(couponcode),     "0123456123456111101233200430",           0,                       0,  0 }, /* expires */
    {R(couponcode),     "01234561234561111012335006064500606",    0,                       0,  0 }, /* and starts */
    {R(couponcode),     "01234561234561111012335006064500607",    V,                       29, 6 }, /* too late */
    {R(couponcode),     "012345612345611110123101101239",         0,                       0,  0 }, /* the same company prefix */
    {R(couponcode),     "01234561234561111012321101239",          0,                       0,  0 },
    {R(couponcode),     "01234561234561111012321101237",          V,                       28, 1 },
    {R(couponcode),     "0123456123456111101233200431",           D,                       26, 2 },
    {R(couponcode),     "012345612345611110123320043",            V,                       22, 5 },
    {R(couponcode),     "012345612345611110123641234567890",      0,                       0,  0 }, /* retailer */
    {R(couponcode),     "01234561234561111012390001",             0,                       0,  0 },
    {R(couponcode),     "01234561234561111012390008",             V,                       25, 1 },
    {R(couponcode),     "01234561234561111012371",                V,                       21, 2 }, /* there is no field 7 */
    {R(couponcode),     "7123",                                   V,                       0,  1 },
    {R(couponcode),     "0123",                                   V,                       1,  3 },
    {R(couponcode),     "012345612345661",                        V,                       13, 1 },
    {R(couponcode),     "01234561234561111",                      V,                       17, 0 },
    {R(couponcode),     "0123456123456111150123",                 V,                       17, 1 },
    {R(couponposoffer), "001234561234560123456",                  0,                       0,  0 },
    {R(couponposoffer), "201234561234560123456",                  V,                       0,  1 },
    {R(couponposoffer), "071234561234560123456",                  V,                       1,  1 },
    {R(couponposoffer), "00123456123456012345",                   V,                       15, 5 },
    {R(couponposoffer), "0012345612345601234567",                 V,                       21, 1 },
    {R(couponposoffer), "0",                                      V,                       1,  0 },
    {R(couponposoffer), "a",                                      LOT_PROBLEM_CHARSET,     0,  1 },
};

static void each_rule(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        const struct rule *rule = &rules[i];
        struct gs1_finding finding = {0};
        bool right = gs1_linters[rule->linter](lot_span_of(rule->part), &finding);
        if (right != (rule->code == LOT_PROBLEM_NONE) || finding.code != rule->code ||
            finding.at != rule->at || finding.length != rule->length) {
            fail_msg("row %zu, '%s': %s@%u+%u", i, rule->part, lot_problem_name(finding.code),
                     finding.at, finding.length);
        }
    }
}

/* A rule that no row here tries both ways is not tried. */
static void no_rule_is_left_out(void **state)
{
    (void)state;
    for (unsigned linter = GS1_LINTER_none + 1; linter < GS1_LINTERS_END; linter++) {
        bool right = false;
        bool wrong = false;
        for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
            if (rules[i].linter == linter) {
                right |= rules[i].code == LOT_PROBLEM_NONE;
                wrong |= rules[i].code != LOT_PROBLEM_NONE;
            }
        }
        assert_non_null(gs1_linters[linter]);
        assert_true(right && wrong);
    }
    assert_null(gs1_linters[GS1_LINTER_none]);
}

/* ---- the table ------------------------------------------------------------------------------ */

static void each_row_is_found(void **state)
{
    (void)state;
    for (unsigned r = 0; r < GS1_ROW_COUNT; r++) {
        const struct gs1_row *row = &gs1_row_table[r];
        assert_int_equal(row->number, r);
        assert_int_equal(row->id_size, strlen(row->id));
        assert_ptr_equal(gs1_find(lot_span_of(row->id)), row);
        char longer[16];
        snprintf(longer, sizeof longer, "%s12345678", row->id);
        assert_ptr_equal(gs1_find(lot_span_of(longer)), row);
        assert_null(gs1_find(lot_span(row->id, (size_t)row->id_size - 1)));
        assert_true(row->min >= 1 && row->min <= row->max);
        assert_true(row->component_count >= 1);
        assert_true(row->separator || row->min == row->max);
        assert_true(row->title[0] != '\0' || row->fact == GS1_NO_FACT);
    }
    unsigned found = 0;
    for (unsigned number = 0; number < 10000; number++) {
        char digits[8];
        snprintf(digits, sizeof digits, "%04u", number);
        const struct gs1_row *row = gs1_find(lot_span(digits, 4));
        assert_true(!row || strncmp(row->id, digits, row->id_size) == 0);
        found += row && row->id_size == 4;
    }
    assert_true(found > 400);
}

static void linters_of_components(void **state)
{
    (void)state;
    bool used[GS1_LINTERS_END] = {[GS1_LINTER_gcppos2] = true}; /* digits imply it everywhere */
    used[GS1_LINTER_none] = true;
    for (unsigned r = 0; r < GS1_ROW_COUNT; r++) {
        const struct gs1_row *row = &gs1_row_table[r];
        unsigned min = 0;
        unsigned max = 0;
        for (unsigned c = 0; c < row->component_count; c++) {
            const struct gs1_component *component = gs1_components(row) + c;
            min += component->optional ? 0u : component->min;
            max += component->max;
            unsigned l = 0;
            while (component->linters[l] != GS1_LINTER_none) {
                used[component->linters[l++]] = true;
                assert_true(l < GS1_LINTERS_MAX);
            }
        }
        assert_int_equal(min, row->min);
        assert_int_equal(max, row->max);
    }
    for (unsigned linter = 0; linter < GS1_LINTERS_END; linter++) {
        assert_true(used[linter]);
    }
}

/* Words of bits only shorten what the expressions say. */
static void marks_agree_with_expressions(void **state)
{
    (void)state;
    for (unsigned r = 0; r < GS1_ROW_COUNT; r++) {
        const struct gs1_row *row = &gs1_row_table[r];
        uint32_t marks = 0;
        for (const struct gs1_term *term = &gs1_term_table[row->excluded];
             row->excluded > 0 && row->excluded_marks != 0; term++) {
            assert_int_equal(term->first, term->last);
            marks |= gs1_row_table[term->first].mark;
            if (term->next == 0) {
                break;
            }
            assert_int_equal(term->next, ',');
        }
        assert_int_equal(marks, row->excluded_marks);
    }
}

/* GS1 General Specifications 7.11: figures 7.11-1 to 7.11-3. */
static void character_sets(void **state)
{
    (void)state;
    static const struct {
        const char *prefix, *members;
    } sets[] = {
        {"]C110",       "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_"
                  "abcdefghijklmnopqrstuvwxyz"                           },
        {"]C180101234", "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"                         },
        {"]C18030",     "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"},
    };
    for (size_t s = 0; s < sizeof sets / sizeof sets[0]; s++) {
        size_t length = strlen(sets[s].prefix);
        for (unsigned byte = 0; byte < 256; byte++) {
            char scan[32];
            memcpy(scan, sets[s].prefix, length);
            scan[length] = (char)byte;
            scan[length + 1] = 'A';
            bool member = byte != 0 && strchr(sets[s].members, (int)byte);
            bool frame = byte == 0x1d;
            const struct lot_decoded *decoded = decode(&rules_options, lot_span(scan, length + 2));
            if (!frame) {
                assert_int_equal(decoded->status == LOT_DECODE_OK, member);
            }
        }
    }
    /* digits are looked at a word at a time: each place of each length is */
    for (size_t size = 1; size <= 8; size++) {
        for (size_t at = 0; at < size; at++) {
            for (unsigned byte = 0; byte < 256; byte++) {
                char scan[16] = "]C13012345678";
                scan[5 + at] = (char)byte;
                const struct lot_decoded *decoded =
                    decode(&rules_options, lot_span(scan, 5 + size));
                bool digit = byte >= '0' && byte <= '9';
                bool frame = byte == 0x1d || (at == size - 1 && strchr("\t\r\n\x03", (int)byte));
                if (!frame) {
                    assert_int_equal(decoded->status == LOT_DECODE_OK, digit);
                    assert_true(digit || decoded->error.offset == 5 + at ||
                                decoded->error.code == LOT_PROBLEM_LOST_SEPARATOR);
                }
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule),
        cmocka_unit_test(no_rule_is_left_out),
        cmocka_unit_test(each_row_is_found),
        cmocka_unit_test(linters_of_components),
        cmocka_unit_test(marks_agree_with_expressions),
        cmocka_unit_test(character_sets),
    };
    return cmocka_run_group_tests_name("decode rules", tests, NULL, NULL);
}
