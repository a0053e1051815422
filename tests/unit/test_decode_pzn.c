/* SPDX-License-Identifier: MIT */
/* PZN and PPN: check digits, what marks them, the rules of the IFA Coding System. */

#include "decode_rows.h"

/* clang-format off */
static void numbers(void **state)
{
    (void)state;
    static const struct row rows[] = {
        /* PZN in Code 39, eight digits or the seven of older labels */
        {LOT_LITERAL("]A0-12345678"),
         "ppn PZN@4=12345678", "", "item=111234567842"},
        {LOT_LITERAL("]A0-97776026"),
         "ppn PZN@4=97776026", "", "item=119777602626"},
        {LOT_LITERAL("-12345678"),
         "ppn PZN@1=12345678", "", "item=111234567842"},
        {LOT_LITERAL("]A0-1234562"),
         "ppn PZN@4=1234562", "", "item=110123456224"},
        {LOT_LITERAL("-1234562"),
         "ppn PZN@1=1234562", "", "item=110123456224"},
        /* what nothing marks is plain when its check digit is wrong */
        {LOT_LITERAL("-12345679"),
         "plain -12345679", "", ""},
        {LOT_LITERAL("-1234567"),
         "plain -1234567", "", ""},
        {LOT_LITERAL("-123456"),
         "plain -123456", "", ""},
        {LOT_LITERAL("-123456789"),
         "plain -123456789", "", ""},
        {LOT_LITERAL("-1234567A"),
         "plain -1234567A", "", ""},
        {LOT_LITERAL("-"),
         "plain -", "", ""},
        {LOT_LITERAL("]A0-"),
         "plain -", "", ""},
        {LOT_LITERAL("]A0-123456A8"),
         "plain -123456A8", "", ""},
        {LOT_LITERAL("]A012345678"),
         "plain 12345678", "", ""},
    };
    check(rows);
}

static void wrong_numbers(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {LOT_LITERAL("]A0-12345679"),
         "ppn ! check-digit PZN@11+1 '8'", "", ""},
        {LOT_LITERAL("]A0-1234563"),
         "ppn ! check-digit PZN@10+1 '2'", "", ""},
        {LOT_LITERAL("]A0-12345679\x00"),
         "plain -12345679<00>", "", ""},
        /* no PZN has the check digit 10 */
        {LOT_LITERAL("]A0-00000050"),
         "ppn ! check-digit PZN@11+1 '2'", "", ""},
        {LOT_LITERAL("]A0-00000051"),
         "ppn ! check-digit PZN@11+1 '2'", "", ""},
        {LOT_LITERAL("]A0-00000040"),
         "ppn ! check-digit PZN@11+1 '6'", "", ""},
    };
    check(rows);
}

static void products(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {LOT_LITERAL("[)>\x1e""06\x1d""9N111234568408\x1d""1TANDSOMEBatchNumber20\x1dSHAHASERIAL12385\x1d""D201220\x1e\x04"),
         "ppn 9N@9=111234568408 1T@24=ANDSOMEBatchNumber20 S@46=HAHASERIAL12385 D@63=201220",
         "", "item=111234568408 lot=ANDSOMEBatchNumber20 serial=HAHASERIAL12385 expiry=2020-12-20"},
        {LOT_LITERAL("[)>\x1e""06\x1d""9N111234568408\x1d""1TANDSOMEBatchNumber20\x1dSHAHASERIAL12385\x1d""D201220\x1d""16D20201231\x1e\x04"),
         "ppn 9N@9=111234568408 1T@24=ANDSOMEBatchNumber20 S@46=HAHASERIAL12385 D@63=201220 "
         "16D@73=20201231",
         "",
         "item=111234568408 lot=ANDSOMEBatchNumber20 serial=HAHASERIAL12385 produced=2020-12-31 "
         "expiry=2020-12-20"},
        {LOT_LITERAL("]d1[)>\x1e""06\x1dSyCH*4'h1Ab\x1d""1TDdVcX<t\x1d""D230200\x1d""9N111003592770\x1e\x04"),
         "ppn S@11=yCH*4'h1Ab 1T@24=DdVcX<t D@33=230200 9N@42=111003592770",
         "", "item=111003592770 lot=DdVcX<t serial=yCH*4'h1Ab expiry=2023-02-28"},
        {LOT_LITERAL("[)>\x1e""06\x1d""9N112097776020"),
         "ppn 9N@9=112097776020", "", "item=112097776020"},
        /* an agency's own number, letters in it */
        {LOT_LITERAL("[)>\x1e""06\x1d""9NA1B56\x1e\x04"),
         "ppn 9N@9=A1B56", "", "item=A1B56"},
        /* with a GTIN beside it */
        {LOT_LITERAL("[)>\x1e""06\x1d""8P03574661451947\x1d""27Q9915489\x1d""9N111234568408\x1e\x04"),
         "ppn 8P@9=03574661451947 27Q@27=9915489 9N@37=111234568408", "", "item=03574661451947"},
        /* the century */
        {LOT_LITERAL("[)>\x1e""06\x1d""9N111234568408\x1d""D760101\x1e\x04"),
         "ppn 9N@9=111234568408 D@23=760101", "", "item=111234568408 expiry=2076-01-01"},
        {LOT_LITERAL("[)>\x1e""06\x1d""9N111234568408\x1d""D770101\x1e\x04"),
         "ppn 9N@9=111234568408 D@23=770101", "", "item=111234568408 expiry=1977-01-01"},
    };
    check(rows);
}

static void wrong_products(void **state)
{
    (void)state;
    static const struct row rows[] = {
        /* check digits, length, characters of the number */
        {LOT_LITERAL("[)>\x1e""06\x1d""9N111234568415\x1e\x04"),
         "ppn ! check-digit 9N@19+1 '0'", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""9N1112345684X8\x1e\x04"),
         "ppn ! check-digit 9N@19+1 '0'", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""9N1112\x1e\x04"),
         "ppn ! length 9N@9+4 5..22", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""9N11123456789012345678901\x1e\x04"),
         "ppn ! length 9N@9+23 5..22", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""9N11a234568408\x1e\x04"),
         "ppn ! charset 9N@11+1", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""9N11-234568408\x1e\x04"),
         "ppn ! charset 9N@11+1", "", ""},
        /* lot and serial of 1 to 20 characters */
        {LOT_LITERAL("[)>\x1e""06\x1d""9N111234568408\x1d""1TTOOLONGBatchNumber023\x1e\x04"),
         "ppn 9N@9=111234568408 ! length 1T@24+21 1..20", "", "item=111234568408"},
        {LOT_LITERAL("[)>\x1e""06\x1d""9N111234568408\x1d""1T\x1dS12345\x1e\x04"),
         "ppn 9N@9=111234568408 S@26=12345 ! length 1T@24+0 1..20",
         "", "item=111234568408 serial=12345"},
        {LOT_LITERAL("[)>\x1e""06\x1d""9N111234568408\x1dS123456789012345678901\x1e\x04"),
         "ppn 9N@9=111234568408 ! length S@23+21 1..20", "", "item=111234568408"},
        {LOT_LITERAL("[)>\x1e""06\x1d""9N111234568408\x1dSHAHA\x03SERIAL\x1e\x04"),
         "ppn 9N@9=111234568408 ! charset S@27+1", "", "item=111234568408"},
        /* dates */
        {LOT_LITERAL("[)>\x1e""06\x1d""9N111234568408\x1d""D0BOGUS\x1e\x04"),
         "ppn 9N@9=111234568408 ! date D@23+6", "", "item=111234568408"},
        {LOT_LITERAL("[)>\x1e""06\x1d""9N111234568408\x1d""D290230\x1d""1TLOT5\x1e\x04"),
         "ppn 9N@9=111234568408 1T@32=LOT5 ! date D@23+6", "", "item=111234568408 lot=LOT5"},
        {LOT_LITERAL("[)>\x1e""06\x1d""9N111234568408\x1d""D\x1e\x04"),
         "ppn 9N@9=111234568408 ! length D@23+0 1..6", "", "item=111234568408"},
        {LOT_LITERAL("[)>\x1e""06\x1d""9N111234568408\x1d""16D202BOGUS\x1e\x04"),
         "ppn 9N@9=111234568408 ! date 16D@25+8", "", "item=111234568408"},
    };
    check(rows);
}
/* clang-format on */

/* A PZN and the PPN of the same package name one item. */
static void one_item(void **state)
{
    (void)state;
    struct lot_text number = {0};
    const struct lot_decoded *decoded = decode(&rows_options, LOT_LITERAL("]A0-12345678"));
    assert_int_equal(lot_text_set(&number, decoded->facts.value[LOT_FACT_ITEM].text), 0);
    decoded = decode(&rows_options, LOT_LITERAL("[)>\x1e"
                                                "06\x1d"
                                                "9N111234567842\x1e\x04"));
    assert_true(lot_span_equal(lot_text_span(&number), decoded->facts.value[LOT_FACT_ITEM].text));
}

/* The century is that of the day on which the code is read. */
static void centuries(void **state)
{
    (void)state;
    static const struct {
        lot_date today;
        const char *facts;
    } rows[] = {
        {20260301,      "item=111234567842 expiry=2029-03-31"},
        {20800101,      "item=111234567842 expiry=2129-03-31"},
        {19790101,      "item=111234567842 expiry=2029-03-31"},
        {19780101,      "item=111234567842 expiry=1929-03-31"},
        {LOT_DATE_NONE, "item=111234567842 expiry=2029-03-31"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct lot_decode_options options = {.today = rows[i].today};
        assert_facts(decode(&options, LOT_LITERAL("[)>\x1e"
                                                  "06\x1d"
                                                  "9N111234567842\x1d"
                                                  "D290331\x1e\x04")),
                     rows[i].facts);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),  cmocka_unit_test(wrong_numbers),
        cmocka_unit_test(products), cmocka_unit_test(wrong_products),
        cmocka_unit_test(one_item), cmocka_unit_test(centuries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
