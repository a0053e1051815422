/* SPDX-License-Identifier: MIT */
/* HIBC: every form of primary and secondary, alone, joined and in a row; everything that is
 * refused. */

#include "decode_rows.h"

/* clang-format off */
static void accepted(void **state)
{
    (void)state;
    static const struct row rows[] = {
        /* one primary */
        {LOT_LITERAL("+A123BJC5D6E71G"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A1231A0P"),
         "hibc LIC@1=A123 PCN@5=1A UOM@7=0", "", "item=A1231A0"},
        {LOT_LITERAL("]Q1+A123BJC5D6E71G"),
         "hibc LIC@4=A123 PCN@8=BJC5D6E7 UOM@16=1", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123ABCDEFGHI1234567899M"),
         "hibc LIC@1=A123 PCN@5=ABCDEFGHI123456789 UOM@23=9", "", "item=A123ABCDEFGHI1234567899"},
        /* check characters that are signs */
        {LOT_LITERAL("+E260PPAUXEMO19+"),
         "hibc LIC@1=E260 PCN@5=PPAUXEMO1 UOM@14=9", "", "item=E260PPAUXEMO19"},
        {LOT_LITERAL("+A123BJCMD6E79+"),
         "hibc LIC@1=A123 PCN@5=BJCMD6E7 UOM@13=9", "", "item=A123BJCMD6E79"},
        {LOT_LITERAL("+A1239270W"),
         "hibc LIC@1=A123 PCN@5=927 UOM@8=0", "", "item=A1239270"},
        /* each form of secondary data alone (ANSI/HIBC 2, appendix F) */
        {LOT_LITERAL("+952713C001LG"),
         "hibc EXP@1=1995-09-28 LOT@6=3C001 LINK@11=L", "", "lot=3C001 expiry=1995-09-28"},
        {LOT_LITERAL("+$3C001LV"),
         "hibc LOT@2=3C001 LINK@7=L", "", "lot=3C001"},
        {LOT_LITERAL("+$+3C001LT"),
         "hibc SER@3=3C001 LINK@8=L", "", "serial=3C001"},
        {LOT_LITERAL("+$$09953C001L7"),
         "hibc EXP@3=1995-09 LOT@7=3C001 LINK@12=L", "", "lot=3C001 expiry=1995-09-30"},
        {LOT_LITERAL("+$$20928953C001LJ"),
         "hibc EXP@4=1995-09-28 LOT@10=3C001 LINK@15=L", "", "lot=3C001 expiry=1995-09-28"},
        {LOT_LITERAL("+$$39509283C001LK"),
         "hibc EXP@4=1995-09-28 LOT@10=3C001 LINK@15=L", "", "lot=3C001 expiry=1995-09-28"},
        {LOT_LITERAL("+$$4950928223C001LP"),
         "hibc EXP@4=1995-09-28T22 LOT@12=3C001 LINK@17=L", "", "lot=3C001 expiry=1995-09-28"},
        {LOT_LITERAL("+$$5952713C001LD"),
         "hibc EXP@4=1995-09-28 LOT@9=3C001 LINK@14=L", "", "lot=3C001 expiry=1995-09-28"},
        {LOT_LITERAL("+$$695271223C001LI"),
         "hibc EXP@4=1995-09-28T22 LOT@11=3C001 LINK@16=L", "", "lot=3C001 expiry=1995-09-28"},
        {LOT_LITERAL("+$$73C001LY"),
         "hibc LOT@4=3C001 LINK@9=L", "", "lot=3C001"},
        {LOT_LITERAL("+$$82409953C001LL"),
         "hibc QTY@4=24 EXP@6=1995-09 LOT@10=3C001 LINK@15=L",
         "", "lot=3C001 expiry=1995-09-30 quantity=24"},
        {LOT_LITERAL("+$$82420928953C001LX"),
         "hibc QTY@4=24 EXP@7=1995-09-28 LOT@13=3C001 LINK@18=L",
         "", "lot=3C001 expiry=1995-09-28 quantity=24"},
        {LOT_LITERAL("+$$8244950928223C001L$"),
         "hibc QTY@4=24 EXP@7=1995-09-28T22 LOT@15=3C001 LINK@20=L",
         "", "lot=3C001 expiry=1995-09-28 quantity=24"},
        {LOT_LITERAL("+$$82473C001L5"),
         "hibc QTY@4=24 LOT@7=3C001 LINK@12=L", "", "lot=3C001 quantity=24"},
        {LOT_LITERAL("+$$824LP"),
         "hibc QTY@4=24 LINK@6=L", "", "quantity=24"},
        {LOT_LITERAL("+$$90010009953C001LH"),
         "hibc QTY@4=100 EXP@9=1995-09 LOT@13=3C001 LINK@18=L",
         "", "lot=3C001 expiry=1995-09-30 quantity=100"},
        {LOT_LITERAL("+$$900100LL"),
         "hibc QTY@4=100 LINK@9=L", "", "quantity=100"},
        {LOT_LITERAL("+$$+3200906S-1.2L4"),
         "hibc EXP@5=2020-09-06 SER@11=S-1.2 LINK@16=L", "", "serial=S-1.2 expiry=2020-09-06"},
        {LOT_LITERAL("+$$+80532009067L6"),
         "hibc QTY@5=5 EXP@8=2020-09-06 SER@14=7 LINK@15=L",
         "", "serial=7 expiry=2020-09-06 quantity=5"},
        {LOT_LITERAL("+14D20260413LC"),
         "hibc EXP@4=2026-04-13 LINK@12=L", "", "expiry=2026-04-13"},
        {LOT_LITERAL("+$$8053290331260301104+$"),
         "hibc QTY@4=5 EXP@7=2029-03-31 LOT@13=260301104 LINK@22=+",
         "", "lot=260301104 expiry=2029-03-31 quantity=5"},
        /* joined by slashes */
        {LOT_LITERAL("+A99912345/$$52001510X3/16D20111212/S77DEFG457"),
         "hibc LIC@1=A999 PCN@5=1234 UOM@9=5 EXP@14=2020-01-15 LOT@19=10X3 SER@37=77DEFG45 "
         "MFG@27=2011-12-12",
         "", "item=A99912345 lot=10X3 serial=77DEFG45 produced=2011-12-12 expiry=2020-01-15"},
        {LOT_LITERAL("+A99912345/$$812710X3/$$+320090677DEFG45/16D20111212."),
         "hibc LIC@1=A999 PCN@5=1234 UOM@9=5 QTY@14=12 EXP@26=2020-09-06 LOT@17=10X3 "
         "SER@32=77DEFG45 MFG@44=2011-12-12",
         "",
         "item=A99912345 lot=10X3 serial=77DEFG45 produced=2011-12-12 expiry=2020-09-06 "
         "quantity=12"},
        {LOT_LITERAL("+A123BJC5D6E71/$$0229LOT6"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 EXP@17=2029-02 LOT@21=LOT",
         "", "item=A123BJC5D6E71 lot=LOT expiry=2029-02-28"},
        {LOT_LITERAL("+A123BJC5D6E71/$$20229283XN"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 EXP@18=2028-02-29 LOT@24=3X",
         "", "item=A123BJC5D6E71 lot=3X expiry=2028-02-29"},
        {LOT_LITERAL("+A123BJC5D6E71/$$7C"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+EHWD3551419/$/Q100X"),
         "hibc LIC@1=EHWD PCN@5=355141 UOM@11=9 QTY@16=100", "", "item=EHWD3551419 quantity=100"},
        {LOT_LITERAL("+EFOR78712011/$26485266/16D20240626/Q0010S"),
         "hibc LIC@1=EFOR PCN@5=7871201 UOM@12=1 QTY@37=10 LOT@15=26485266 MFG@27=2024-06-26",
         "", "item=EFOR78712011 lot=26485266 produced=2024-06-26 quantity=10"},
        {LOT_LITERAL("+E308T800206X0/$$7230513/14D20260413F"),
         "hibc LIC@1=E308 PCN@5=T800206X UOM@13=0 EXP@28=2026-04-13 LOT@18=230513",
         "", "item=E308T800206X0 lot=230513 expiry=2026-04-13"},
        /* the same lot twice is no contradiction */
        {LOT_LITERAL("+A123BJC5D6E71/$LOT1/$$7LOT1Q"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 LOT@24=LOT1", "", "item=A123BJC5D6E71 lot=LOT1"},
        /* the sliding century: 50 years ahead at most, 49 back */
        {LOT_LITERAL("+A123BJC5D6E71/$$0176L/"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 EXP@17=2076-01 LOT@21=L",
         "", "item=A123BJC5D6E71 lot=L expiry=2076-01-31"},
        {LOT_LITERAL("+A123BJC5D6E71/$$0177L+"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 EXP@17=1977-01 LOT@21=L",
         "", "item=A123BJC5D6E71 lot=L expiry=1977-01-31"},
    };
    check(rows);
}

static void in_a_row(void **state)
{
    (void)state;
    static const struct row rows[] = {
        /* primary and secondary in a row, linked by the primary's check character */
        {LOT_LITERAL("+A123BJC5D6E71G+2001510X3GG"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 EXP@16=2020-01-15 LOT@21=10X3",
         "", "item=A123BJC5D6E71 lot=10X3 expiry=2020-01-15"},
        {LOT_LITERAL("+A123BJC5D6E71G+$$710X3G7"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 LOT@19=10X3", "", "item=A123BJC5D6E71 lot=10X3"},
        {LOT_LITERAL("+J123AQ3451T+25330BC34567T2+S4012TJ"),
         "hibc LIC@1=J123 PCN@5=AQ345 UOM@10=1 EXP@13=2025-11-26 LOT@18=BC34567 SER@29=4012",
         "", "item=J123AQ3451 lot=BC34567 serial=4012 expiry=2025-11-26"},
        {LOT_LITERAL("+J123AQ3451T+$LOTTB+Q12TD+14D20271231TK"),
         "hibc LIC@1=J123 PCN@5=AQ345 UOM@10=1 QTY@21=12 EXP@29=2027-12-31 LOT@14=LOT",
         "", "item=J123AQ3451 lot=LOT expiry=2027-12-31 quantity=12"},
        /* whose check and link character is a sign */
        {LOT_LITERAL("+A123BJC5D6E7K1-+$LOT-I"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7K UOM@14=1 LOT@18=LOT", "", "item=A123BJC5D6E7K1 lot=LOT"},
        {LOT_LITERAL("+A123BJC5D6E7L1.+$LOT.J"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7L UOM@14=1 LOT@18=LOT", "", "item=A123BJC5D6E7L1 lot=LOT"},
        {LOT_LITERAL("+A123BJC5D6E7M1 +$LOT K"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7M UOM@14=1 LOT@18=LOT", "", "item=A123BJC5D6E7M1 lot=LOT"},
        {LOT_LITERAL("+A123BJC5D6E7N1$+$LOT$L"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7N UOM@14=1 LOT@18=LOT", "", "item=A123BJC5D6E7N1 lot=LOT"},
        {LOT_LITERAL("+A123BJC5D6E7O1/+$LOT/M"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7O UOM@14=1 LOT@18=LOT", "", "item=A123BJC5D6E7O1 lot=LOT"},
        {LOT_LITERAL("+A123BJC5D6E7P1++$LOT+N"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7P UOM@14=1 LOT@18=LOT", "", "item=A123BJC5D6E7P1 lot=LOT"},
        {LOT_LITERAL("+A123BJC5D6E7Q1%+$LOT%O"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7Q UOM@14=1 LOT@18=LOT", "", "item=A123BJC5D6E7Q1 lot=LOT"},
        {LOT_LITERAL("+A123BJC5D6E7N1$+$+SER$E+Q5$P"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7N UOM@14=1 QTY@26=5 SER@19=SER",
         "", "item=A123BJC5D6E7N1 serial=SER quantity=5"},
        {LOT_LITERAL("+A123BJC5D6E7O1/+$+SER/F+Q5/Q"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7O UOM@14=1 QTY@26=5 SER@19=SER",
         "", "item=A123BJC5D6E7O1 serial=SER quantity=5"},
        {LOT_LITERAL("+A123BJC5D6E7P1++$+SER+G+Q5+R"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7P UOM@14=1 QTY@26=5 SER@19=SER",
         "", "item=A123BJC5D6E7P1 serial=SER quantity=5"},
        /* joined data behind a secondary's own */
        {LOT_LITERAL("+$LOT/S12/16D20260101LH"),
         "hibc LOT@2=LOT SER@7=12 MFG@13=2026-01-01 LINK@21=L",
         "", "lot=LOT serial=12 produced=2026-01-01"},
    };
    check(rows);
}

static void refused(void **state)
{
    (void)state;
    static const struct row rows[] = {
        /* form */
        {LOT_LITERAL("+"),
         "hibc ! syntax @0+1", "", ""},
        {LOT_LITERAL("+A"),
         "hibc ! syntax @0+2", "", ""},
        {LOT_LITERAL("+A1"),
         "hibc ! syntax @0+3", "", ""},
        {LOT_LITERAL("+$L"),
         "hibc ! syntax @0+3", "", ""},
        {LOT_LITERAL("+123"),
         "hibc ! check-digit @3+1 '1'", "", ""},
        {LOT_LITERAL("+A123BJC5D6E71/D"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! syntax @15+0", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71//S1$"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 SER@17=1 ! syntax @15+0",
         "", "item=A123BJC5D6E71 serial=1"},
        {LOT_LITERAL("+A123BJC5D6E71/S1/$"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 SER@16=1 ! syntax @18+0",
         "", "item=A123BJC5D6E71 serial=1"},
        /* characters that HIBC has not, anywhere */
        {LOT_LITERAL("+A123BJC5d6E71G"),
         "hibc ! charset @9+1", "", ""},
        {LOT_LITERAL("+A123BJC5D6E71/S1\x00Z"),
         "hibc ! charset @17+1", "", ""},
        {LOT_LITERAL("+A123BJC5D6E71*"),
         "hibc ! charset @14+1", "", ""},
        {LOT_LITERAL("+A123BJ\xc3""5D6E71G"),
         "hibc ! charset @7+1", "", ""},
        /* primary: its parts */
        {LOT_LITERAL("+A1231F"),
         "hibc ! length PCN@1+5 6..23", "", ""},
        {LOT_LITERAL("+A12311G"),
         "hibc LIC@1=A123 PCN@5=1 UOM@6=1", "", "item=A12311"},
        {LOT_LITERAL("+A123ABCDEFGHI12345678991N"),
         "hibc ! length PCN@1+24 6..23", "", ""},
        {LOT_LITERAL("+A1-3BJC5D6E717"),
         "hibc ! charset LIC@3+1", "", ""},
        {LOT_LITERAL("+A123BJC-D6E714"),
         "hibc ! charset PCN@8+1", "", ""},
        {LOT_LITERAL("+A123BJC5D6E7X5"),
         "hibc ! charset UOM@13+1", "", ""},
        {LOT_LITERAL("+/A123BJC1B"),
         "hibc LINK@9=1 ! syntax @1+0", "", ""},
        /* check characters */
        {LOT_LITERAL("+A123BJC5D6E71H"),
         "hibc ! check-digit @14+1 'G'", "", ""},
        {LOT_LITERAL("+A123BJC5D6E71/S1A"),
         "hibc ! check-digit @17+1 '%'", "", ""},
        {LOT_LITERAL("+A123BJC5D6E71++$$52001510X3+D"),
         "hibc ! check-digit @14+1 'G'", "", ""},
        {LOT_LITERAL("+A123BJC5D6E71G+2001510X3GH"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! check-digit @26+1 'G'",
         "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71G+$$52001510X3+ "),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! check-digit LINK@28+1 'G'",
         "", "item=A123BJC5D6E71"},
        /* what stands in front of a wrong link stays */
        {LOT_LITERAL("+A123BJC5D6E71G+2001510X3HH"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! check-digit LINK@25+1 'G'",
         "", "item=A123BJC5D6E71"},
        /* dates: no such day, month, hour; too short; not digits */
        {LOT_LITERAL("+A123BJC5D6E71/$$5253660LOTK"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 LOT@23=0LOT ! date EXP@18+5", "", "item=A123BJC5D6E71 lot=0LOT"},
        {LOT_LITERAL("+A123BJC5D6E71/$$1326LOT5"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! date EXP@17+4", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/$$0026LOT1"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! date EXP@17+4", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/$$2022926LOTG"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 LOT@24=LOT ! date EXP@18+6", "", "item=A123BJC5D6E71 lot=LOT"},
        {LOT_LITERAL("+A123BJC5D6E71/$$3260230LOT9"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 LOT@24=LOT ! date EXP@18+6", "", "item=A123BJC5D6E71 lot=LOT"},
        {LOT_LITERAL("+A123BJC5D6E71/$$426020124LOTE"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 LOT@26=LOT ! date EXP@18+8", "", "item=A123BJC5D6E71 lot=LOT"},
        {LOT_LITERAL("+A123BJC5D6E71/$$62603224LOTI"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 LOT@25=LOT ! date EXP@18+7", "", "item=A123BJC5D6E71 lot=LOT"},
        {LOT_LITERAL("+A123BJC5D6E71/$$5260000LOT6"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 LOT@23=0LOT ! date EXP@18+5", "", "item=A123BJC5D6E71 lot=0LOT"},
        {LOT_LITERAL("+A123BJC5D6E71/$$05"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! date EXP@17+1", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/$$3260G"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! date EXP@18+3", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/$$ABCLOTQ"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! date EXP@17+4", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/25366LOTN"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! date EXP@15+5", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/14D202602303"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! date EXP@18+8", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/14D20260233"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! date EXP@18+7", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/16D2026X201-"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! date MFG@18+8", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/X14"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! unknown-identifier @15+1",
         "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+$$5253660LOTLQ"),
         "hibc LOT@9=0LOT LINK@13=L ! date EXP@4+5", "", "lot=0LOT"},
        /* quantities */
        {LOT_LITERAL("+A123BJC5D6E71/Q12A9"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! value QTY@16+3", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/Q$"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! value QTY@16+0", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/Q12345678901234567890"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! value QTY@16+19", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/$$8D"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! value QTY@18+0", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/$$81E"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! value QTY@18+1", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/$$8A1O"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! value QTY@18+2", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/$$91234O"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! value QTY@18+4", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/$$811811LOTD"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 QTY@18=11 ! date EXP@20+4",
         "", "item=A123BJC5D6E71 quantity=11"},
        /* lots and serials */
        {LOT_LITERAL("+A123BJC5D6E71/$LOT1234567890123456K"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! length LOT@16+19 0..18",
         "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/$$7LOT1234567890123456N"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! length LOT@18+19 0..18",
         "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/S+"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! length SER@16+0 1..18",
         "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/S12345678901234567892"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! length SER@16+19 0..18",
         "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/$LO TZ"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! charset LOT@18+1", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/S1%20"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! charset SER@17+1", "", "item=A123BJC5D6E71"},
        {LOT_LITERAL("+A123BJC5D6E71/$$+7S$1Z"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 ! charset SER@20+1", "", "item=A123BJC5D6E71"},
        /* said twice, differently; what was said first stays */
        {LOT_LITERAL("+A123BJC5D6E71/$LOT1/$LOT2O"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 LOT@16=LOT1 ! repeated LOT@22+4",
         "", "item=A123BJC5D6E71 lot=LOT1"},
        {LOT_LITERAL("+A123BJC5D6E71/$$0126LOT/14D20260202V"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 EXP@17=2026-01 LOT@21=LOT ! repeated EXP@28+8",
         "", "item=A123BJC5D6E71 lot=LOT expiry=2026-01-31"},
        {LOT_LITERAL("+A123BJC5D6E71/S1/S2Q"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 SER@16=1 ! repeated SER@19+1",
         "", "item=A123BJC5D6E71 serial=1"},
        {LOT_LITERAL("+A123BJC5D6E71/Q1/Q01L"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 QTY@19=1", "", "item=A123BJC5D6E71 quantity=1"},
        {LOT_LITERAL("+A123BJC5D6E71/Q1/Q2M"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 QTY@16=1 ! repeated QTY@19+1",
         "", "item=A123BJC5D6E71 quantity=1"},
        /* good facts stand beside the error, in front of it and behind */
        {LOT_LITERAL("+A123BJ-5D6E71/$LOT1M"),
         "hibc LOT@16=LOT1 ! charset PCN@7+1", "", "lot=LOT1"},
        {LOT_LITERAL("+A123BJC5D6E71/$$1326LOT/S12X"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 SER@26=12 ! date EXP@17+4",
         "", "item=A123BJC5D6E71 serial=12"},
        {LOT_LITERAL("+A123BJC5D6E71/$$20101273X/Q1XP"),
         "hibc LIC@1=A123 PCN@5=BJC5D6E7 UOM@13=1 EXP@18=2027-01-01 LOT@24=3X ! value QTY@28+2",
         "", "item=A123BJC5D6E71 lot=3X expiry=2027-01-01"},
    };
    check(rows);
}
/* clang-format on */

/* The century is that of the day on which the code is read. */
static void centuries(void **state)
{
    (void)state;
    static const struct {
        lot_date today;
        const char *facts;
    } rows[] = {
        {20260301,      "lot=3C001 expiry=1995-09-28"},
        {20450101,      "lot=3C001 expiry=2095-09-28"},
        {19950101,      "lot=3C001 expiry=1995-09-28"},
        {LOT_DATE_NONE, "lot=3C001 expiry=2095-09-28"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct lot_decode_options options = {.today = rows[i].today};
        assert_facts(decode(&options, LOT_LITERAL("+952713C001LG")), rows[i].facts);
    }
}

/* A symbol of a scan's greatest length, of parts that all say the same. */
static void long_symbol(void **state)
{
    (void)state;
    static uint8_t bytes[LOT_SCAN_MAX];
    size_t size = sizeof "+A123B1" - 1;
    memcpy(bytes, "+A123B1", size);
    for (; size + 3 < sizeof bytes; size += 3) {
        memcpy(bytes + size, "/S1", 3);
    }
    const struct lot_decoded *decoded = decode(&rows_options, lot_span(bytes, size));
    assert_int_equal(decoded->syntax, LOT_SYNTAX_HIBC);
    assert_int_equal(decoded->error.code, LOT_PROBLEM_CHECK_DIGIT);
    bytes[size - 1] = (uint8_t)decoded->error.expected_min;
    decoded = decode(&rows_options, lot_span(bytes, size));
    assert_int_equal(decoded->error.code, LOT_PROBLEM_LENGTH); /* the last "/S" has lost its 1 */
    assert_int_equal(decoded->error.offset, size - 1);
}

/* Turned back for Caps Lock, with hardly room left for a date in ISO 8601. */
static void no_room(void **state)
{
    (void)state;
    static const char begin[] = "]a0+a123b1/s1";
    static const char end[] = "/14d202603010"; /* 0: in the check character's place */
    static char text[LOT_SCAN_MAX];
    size_t size = sizeof begin - 1;
    memcpy(text, begin, size);
    for (; size + 3 + sizeof end - 1 <= sizeof text; size += 3) {
        memcpy(text + size, "/s1", 3);
    }
    memcpy(text + size, end, sizeof end - 1);
    size += sizeof end - 1;
    const struct lot_decoded *decoded = decode(&rows_options, lot_span(text, size));
    assert_int_equal(decoded->error.code, LOT_PROBLEM_CHECK_DIGIT);
    char check = (char)decoded->error.expected_min;
    text[size - 1] = check >= 'A' && check <= 'Z' ? (char)(check | 0x20) : check;
    decoded = decode(&rows_options, lot_span(text, size));
    assert_int_equal(decoded->error.code, LOT_PROBLEM_TOO_LONG);
    assert_string_equal(decoded->error.element, "EXP");
    assert_true(lot_facts_has(&decoded->facts, LOT_FACT_SERIAL));
    assert_false(lot_facts_has(&decoded->facts, LOT_FACT_EXPIRY));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepted),  cmocka_unit_test(in_a_row),    cmocka_unit_test(refused),
        cmocka_unit_test(centuries), cmocka_unit_test(long_symbol), cmocka_unit_test(no_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
