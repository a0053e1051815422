/* SPDX-License-Identifier: MIT */
/* ISBT 128: every structure, alone, in a row and in messages; everything that is refused. */

#include "decode_rows.h"

/* clang-format off */
static void accepted(void **state)
{
    (void)state;
    static const struct row rows[] = {
        /* donation numbers: flags, the check character among them (UK Red Book, annex 2) */
        {LOT_LITERAL("=G12349865432100"),
         "isbt128 DIN@1=G123498654321 FLAG@14=00", "", "lot=G123498654321"},
        {LOT_LITERAL("=G12349865432177"),
         "isbt128 DIN@1=G123498654321 FLAG@14=77", "", "lot=G123498654321"},
        {LOT_LITERAL("=P00020601906300"),
         "isbt128 DIN@1=P000206019063 FLAG@14=00", "", "lot=P000206019063"},
        {LOT_LITERAL("=AB123260000010A"),
         "isbt128 DIN@1=AB12326000001 FLAG@14=0A", "", "lot=AB12326000001"},
        {LOT_LITERAL("=A999926123456AB"),
         "isbt128 DIN@1=A999926123456 FLAG@14=AB", "", "lot=A999926123456"},
        {LOT_LITERAL("]C0=W123426123456ZZ"),
         "isbt128 DIN@4=W123426123456 FLAG@17=ZZ", "", "lot=W123426123456"},
        /* products, groups, dates */
        {LOT_LITERAL("=<E0382V00"),
         "isbt128 PRODUCT@2=E0382V00", "", "item=E0382V00"},
        {LOT_LITERAL("=<E0382VAa"),
         "isbt128 PRODUCT@2=E0382VAa", "", "item=E0382VAa"},
        {LOT_LITERAL("=%5100"),
         "isbt128 ABO@2=5100", "", ""},
        {LOT_LITERAL("=%Ma00"),
         "isbt128 ABO@2=Ma00", "", ""},
        {LOT_LITERAL("=>012366"),
         "isbt128 EXP@2=2012-12-31", "", "expiry=2012-12-31"},
        {LOT_LITERAL("=>026001"),
         "isbt128 EXP@2=2026-01-01", "", "expiry=2026-01-01"},
        {LOT_LITERAL("=>999365"),
         "isbt128 EXP@2=1999-12-31", "", "expiry=1999-12-31"},
        {LOT_LITERAL("&>0260601159"),
         "isbt128 EXP@2=2026-03-01T11:59", "", "expiry=2026-03-01"},
        {LOT_LITERAL("=]202602"),
         "isbt128 EXP@2=2026-02", "", "expiry=2026-02-28"},
        {LOT_LITERAL("=*026060"),
         "isbt128 COL@2=2026-03-01", "", ""},
        {LOT_LITERAL("&*0260602359"),
         "isbt128 COL@2=2026-03-01T23:59", "", ""},
        {LOT_LITERAL("=}026060"),
         "isbt128 MFG@2=2026-03-01", "", "produced=2026-03-01"},
        {LOT_LITERAL("&}0260600000"),
         "isbt128 MFG@2=2026-03-01T00:00", "", "produced=2026-03-01"},
        {LOT_LITERAL("=(A000202602280830"),
         "isbt128 =(@2=A000202602280830", "", ""},
        /* devices: the flags are part of the number */
        {LOT_LITERAL("=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123"),
         "isbt128 DI@2=A9999XYZ100T0944 SERIAL@20=000025 DIN@27=A99971312345600 "
         "EXP@44=2014-02-01 MFG@52=2013-02-01 LOT@61=000000000000XYZ123",
         "",
         "item=A9999XYZ100T0944 lot=000000000000XYZ123 serial=000025 produced=2013-02-01 "
         "expiry=2014-02-01"},
        {LOT_LITERAL("=+06000=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123"),
         "isbt128 DI@9=A9999XYZ100T0944 SERIAL@27=000025 DIN@34=A99971312345600 "
         "EXP@51=2014-02-01 MFG@59=2013-02-01 LOT@68=000000000000XYZ123",
         "",
         "item=A9999XYZ100T0944 lot=000000000000XYZ123 serial=000025 produced=2013-02-01 "
         "expiry=2014-02-01"},
        /* containers and other items */
        {LOT_LITERAL("=)1TE123456A&)RZ12345678"),
         "isbt128 DI@2=1TE123456A LOT@14=RZ12345678", "", "item=1TE123456A lot=RZ12345678"},
        {LOT_LITERAL("=)yTE123456A &)RZ12345678"),
         "isbt128 DI@2=yTE123456A LOT@15=RZ12345678",
         "separator @12+1", "item=yTE123456A lot=RZ12345678"},
        {LOT_LITERAL("=-ABCatalog1&-lot1234567"),
         "isbt128 CATALOG@2=ABCatalog1 LOT@14=lot1234567", "", "item=ABCatalog1 lot=lot1234567"},
        /* two symbols read as one, compound messages */
        {LOT_LITERAL("=W12342612345600=<E0382V00"),
         "isbt128 DIN@1=W123426123456 FLAG@14=00 PRODUCT@18=E0382V00",
         "", "item=E0382V00 lot=W123426123456"},
        {LOT_LITERAL("=+02000=W12342612345600=<E0382V00"),
         "isbt128 DIN@8=W123426123456 FLAG@21=00 PRODUCT@25=E0382V00",
         "", "item=E0382V00 lot=W123426123456"},
        {LOT_LITERAL("=+04000=W12342612345600=%5100=<E0382V00&>0270601159"),
         "isbt128 DIN@8=W123426123456 FLAG@21=00 ABO@25=5100 PRODUCT@31=E0382V00 "
         "EXP@41=2027-03-01T11:59",
         "", "item=E0382V00 lot=W123426123456 expiry=2027-03-01"},
        /* structures that say nothing of a lot */
        {LOT_LITERAL("='A9999000123"),
         "isbt128 ='@2=A9999000123", "", "operator=A9999000123"},
        {LOT_LITERAL("=;A9999DONOR00000000001"),
         "isbt128 =;@2=A9999DONOR00000000001", "", ""},
        {LOT_LITERAL("=#AA19700131"),
         "isbt128 =#@2=AA19700131", "", ""},
        {LOT_LITERAL("&#AA05JONES=%5100"),
         "isbt128 &#@2=AA05JONES ABO@13=5100", "", ""},
        {LOT_LITERAL("&#AA00"),
         "isbt128 &#@2=AA00", "", ""},
        {LOT_LITERAL("=$A999926000010101"),
         "isbt128 =$@2=A999926000010101", "", ""},
        {LOT_LITERAL("&(N0008"),
         "isbt128 TEST@2=N0008", "", ""},
        {LOT_LITERAL("={000000000000000000"),
         "isbt128 ={@2=000000000000000000", "", ""},
        {LOT_LITERAL("=\\000000000000000000"),
         "isbt128 =\\@2=000000000000000000", "", ""},
        {LOT_LITERAL("&\\000000000000000000"),
         "isbt128 &\\@2=000000000000000000", "", ""},
        {LOT_LITERAL("&%001ABCDEF0102"),
         "isbt128 &%@2=001ABCDEF0102", "", ""},
        {LOT_LITERAL("&%000"),
         "isbt128 &%@2=000", "", ""},
        {LOT_LITERAL("&{000000000000000000"),
         "isbt128 &{@2=000000000000000000", "", ""},
        {LOT_LITERAL("=[000000000000000000"),
         "isbt128 =[@2=000000000000000000", "", ""},
        {LOT_LITERAL("=\"000000000000000000"),
         "isbt128 =\"@2=000000000000000000", "", ""},
        {LOT_LITERAL("&\"000000000000000000"),
         "isbt128 &\"@2=000000000000000000", "", ""},
        {LOT_LITERAL("&$01AABBBB123451ee"),
         "isbt128 &$@2=01AABBBB123451ee", "", ""},
        {LOT_LITERAL("&,2SUPPLEMENT 0000001"),
         "isbt128 &,2@3=SUPPLEMENT 0000001", "", ""},
        {LOT_LITERAL("&,31234000000000000199"),
         "isbt128 &,3@3=1234000000000000199", "", ""},
        {LOT_LITERAL("&:1234000000000000199"),
         "isbt128 &:@2=1234000000000000199", "", ""},
        {LOT_LITERAL("&,4PL001499Z549917123456A00T041600320171231"),
         "isbt128 &,4@3=PL001499Z549917123456A00T041600320171231", "", ""},
        {LOT_LITERAL("&/ABA999926000001"),
         "isbt128 &/@2=ABA999926000001", "", ""},
        {LOT_LITERAL("&+A9999FACIL1"),
         "isbt128 &+@2=A9999FACIL1", "", ""},
    };
    check(rows);
}

static void refused(void **state)
{
    (void)state;
    static const struct row rows[] = {
        /* no structure */
        {LOT_LITERAL("="),
         "isbt128 ! unknown-identifier @0+1", "", ""},
        {LOT_LITERAL("=!ABC"),
         "isbt128 ! unknown-identifier @0+2", "", ""},
        {LOT_LITERAL("=xABC"),
         "isbt128 ! unknown-identifier @0+2", "", ""},
        {LOT_LITERAL("=A"),
         "isbt128 ! length DIN@1+1 15..15", "", ""},
        {LOT_LITERAL("=,"),
         "isbt128 ! length SERIAL@2+0 6..6", "", ""},
        {LOT_LITERAL("=>012001&!X"),
         "isbt128 EXP@2=2012-01-01 ! unknown-identifier @8+2", "", "expiry=2012-01-01"},
        {LOT_LITERAL("=>012001X"),
         "isbt128 EXP@2=2012-01-01 ! unknown-identifier @8+1", "", "expiry=2012-01-01"},
        {LOT_LITERAL("=%5100  =%5100"),
         "isbt128 ABO@2=5100 ! unknown-identifier @7+2", "separator @6+1", ""},
        /* too short, and what was read before is kept */
        {LOT_LITERAL("=G1234986543210"),
         "isbt128 ! length DIN@1+14 15..15", "", ""},
        {LOT_LITERAL("=>01200"),
         "isbt128 ! length EXP@2+5 6..6", "", ""},
        {LOT_LITERAL("&>012001235"),
         "isbt128 ! length EXP@2+9 10..10", "", ""},
        {LOT_LITERAL("=<E0382V0"),
         "isbt128 ! length PRODUCT@2+7 8..8", "", ""},
        {LOT_LITERAL("&,100000000000000000"),
         "isbt128 ! length LOT@3+17 18..18", "", ""},
        {LOT_LITERAL("=%5100=G123"),
         "isbt128 ABO@2=5100 ! length DIN@7+4 15..15", "", ""},
        {LOT_LITERAL("=+0200"),
         "isbt128 ! length =+@2+4 5..5", "", ""},
        {LOT_LITERAL("&#AA"),
         "isbt128 ! length &#@2+2 4..4", "", ""},
        {LOT_LITERAL("&#AA09JONES"),
         "isbt128 ! length &#@2+9 13..13", "", ""},
        {LOT_LITERAL("&%002ABCDEF0102"),
         "isbt128 ! length &%@2+13 23..23", "", ""},
        /* characters */
        {LOT_LITERAL("=O12349865432100"),
         "isbt128 ! charset DIN@1+1", "", ""},
        {LOT_LITERAL("=AOB349865432100"),
         "isbt128 ! charset DIN@2+1", "", ""},
        {LOT_LITERAL("=ABCD49865432100"),
         "isbt128 ! charset DIN@4+1", "", ""},
        {LOT_LITERAL("=G1234986543A100"),
         "isbt128 ! charset DIN@12+1", "", ""},
        {LOT_LITERAL("=G123498654321-0"),
         "isbt128 ! charset DIN@14+1", "", ""},
        {LOT_LITERAL("=<E0382V-0"),
         "isbt128 ! charset PRODUCT@8+1", "", ""},
        {LOT_LITERAL("=%51+0"),
         "isbt128 ! charset ABO@4+1", "", ""},
        {LOT_LITERAL("=/a9999XYZ100T0944"),
         "isbt128 ! charset DI@2+1", "", ""},
        {LOT_LITERAL("=,00002a"),
         "isbt128 ! charset SERIAL@7+1", "", ""},
        {LOT_LITERAL("=}01303A"),
         "isbt128 ! date MFG@2+6", "", ""},
        {LOT_LITERAL("=(A000202602280a30"),
         "isbt128 ! charset =(@15+1", "", ""},
        {LOT_LITERAL("&,2SUPPLEMENT\x00""00000001"),
         "isbt128 ! charset &,2@13+1", "", ""},
        {LOT_LITERAL("=+0A000"),
         "isbt128 ! charset =+@3+1", "", ""},
        {LOT_LITERAL("&#AAxxJONES"),
         "isbt128 ! value &#@4+2", "", ""},
        /* check characters */
        {LOT_LITERAL("=G12349865432178"),
         "isbt128 ! check-digit DIN@15+1 '7'", "", ""},
        {LOT_LITERAL("=W123426123456ZZ=G12349865432178"),
         "isbt128 DIN@1=W123426123456 FLAG@14=ZZ ! check-digit DIN@31+1 '7'",
         "", "lot=W123426123456"},
        /* what is wrong hides nothing behind it, unless its size is not known */
        {LOT_LITERAL("=G12349865432178=<E0382V00=>026366&)LOT0000012"),
         "isbt128 PRODUCT@18=E0382V00 LOT@36=LOT0000012 ! check-digit DIN@15+1 '7'",
         "", "item=E0382V00 lot=LOT0000012"},
        {LOT_LITERAL("&#AAxxJONES=>026001"),
         "isbt128 ! value &#@4+2", "", ""},
        /* dates and times */
        {LOT_LITERAL("=>013366"),
         "isbt128 ! date EXP@2+6", "", ""},
        {LOT_LITERAL("=>012000"),
         "isbt128 ! date EXP@2+6", "", ""},
        {LOT_LITERAL("=>012367"),
         "isbt128 ! date EXP@2+6", "", ""},
        {LOT_LITERAL("=>0A2001"),
         "isbt128 ! date EXP@2+6", "", ""},
        {LOT_LITERAL("&>0260602400"),
         "isbt128 ! date EXP@2+10", "", ""},
        {LOT_LITERAL("&>0260601160"),
         "isbt128 ! date EXP@2+10", "", ""},
        {LOT_LITERAL("=]202600"),
         "isbt128 ! date EXP@2+6", "", ""},
        {LOT_LITERAL("=]202613"),
         "isbt128 ! date EXP@2+6", "", ""},
        {LOT_LITERAL("=*026366"),
         "isbt128 ! date COL@2+6", "", ""},
        {LOT_LITERAL("=}999366"),
         "isbt128 ! date MFG@2+6", "", ""},
        /* a compound message that does not say how many it is */
        {LOT_LITERAL("=+05000=/A9999XYZ100T0944=,000025"),
         "isbt128 DI@9=A9999XYZ100T0944 SERIAL@27=000025 ! value =+@2+2",
         "", "item=A9999XYZ100T0944 serial=000025"},
        {LOT_LITERAL("=+01000=%5100=<E0382V00"),
         "isbt128 ABO@9=5100 PRODUCT@15=E0382V00 ! value =+@2+2", "", "item=E0382V00"},
        {LOT_LITERAL("=%5100=+02000=%5100"),
         "isbt128 ABO@2=5100 ABO@15=5100 ! value =+@8+2", "", ""},
        /* plain: nothing says that it is ISBT 128 */
        {LOT_LITERAL("&"),
         "plain &", "", ""},
        {LOT_LITERAL("&x1"),
         "plain &x1", "", ""},
        {LOT_LITERAL("&!ABC"),
         "plain &!ABC", "", ""},
        {LOT_LITERAL("&;ABC"),
         "plain &;ABC", "", ""},
    };
    check(rows);
}
/* clang-format on */

/* More structures than there may be elements. */
static void too_many(void **state)
{
    (void)state;
    static char text[LOT_SCAN_MAX];
    for (size_t i = 0; i <= LOT_ELEMENTS_MAX; i++) {
        memcpy(text + 6 * i, "=%5100", 6);
    }
    const struct lot_decoded *decoded =
        decode(&rows_options, lot_span(text, 6 * (LOT_ELEMENTS_MAX + 1)));
    assert_int_equal(decoded->element_count, LOT_ELEMENTS_MAX);
    assert_int_equal(decoded->error.code, LOT_PROBLEM_TOO_MANY);
    assert_int_equal(decoded->error.offset, 6 * LOT_ELEMENTS_MAX + 2);
}

/* Turned back for Caps Lock, with hardly room left for a date in ISO 8601. */
static void no_room(void **state)
{
    (void)state;
    static char text[LOT_SCAN_MAX];
    size_t size = sizeof "]a0&%817" - 1 + 8170;
    memset(text, '0', sizeof text);
    memcpy(text, "]a0&%817", sizeof "]a0&%817" - 1);
    memcpy(text + size, "=>026001", 8);
    const struct lot_decoded *decoded = decode(&rows_options, lot_span(text, size + 8));
    assert_int_equal(decoded->error.code, LOT_PROBLEM_TOO_LONG);
    assert_string_equal(decoded->error.element, "EXP");
    assert_int_equal(decoded->error.offset, size + 2);
    assert_int_equal(decoded->element_count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepted),
        cmocka_unit_test(refused),
        cmocka_unit_test(too_many),
        cmocka_unit_test(no_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
