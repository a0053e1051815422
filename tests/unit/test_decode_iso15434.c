/* SPDX-License-Identifier: MIT */
/* Envelopes of ISO/IEC 15434: each format, each notation of control characters, what is lost on the
 * way, everything that is refused. */

#include "decode_rows.h"

/* clang-format off */
static void accepted(void **state)
{
    (void)state;
    static const struct row rows[] = {
        /* data identifiers */
        {LOT_LITERAL("[)>\x1e""06\x1dP596-777A1-ND\x1d""1PXAF4444\x1dQ3\x1d""10D1452\x1d""1TBF1103\x1d""4LUS\x1e\x04"),
         "iso15434 P@8=596-777A1-ND 1P@23=XAF4444 Q@32=3 10D@37=1452 1T@44=BF1103 4L@53=US",
         "", "item=XAF4444 lot=BF1103 customer_part=596-777A1-ND quantity=3"},
        {LOT_LITERAL("[)>\x1e""06\x1dKP0-1337\x1d""14K011\x1d""1PMC34063ADR\x1dVTI\x1e\x04"),
         "iso15434 K@8=P0-1337 14K@19=011 1P@25=MC34063ADR V@37=TI",
         "", "item=MC34063ADR document=P0-1337 supplier=TI"},
        {LOT_LITERAL("]d1[)>\x1e""06\x1d""1Pa-b c\x1dSx\x1e\x04"),
         "iso15434 1P@12=a-b c S@19=x", "", "item=a-b c serial=x"},
        /* fields that a form leaves empty */
        {LOT_LITERAL("[)>\x1e""06\x1d""1PX\x1dK\x1dQ\x1dS\x1d""1T\x1d""E\x1d""14D\x1d""8P\x1e\x04"),
         "iso15434 1P@9=X K@12= Q@14= S@16= 1T@19= E@21= 14D@25= 8P@28=", "", "item=X"},
        /* identifiers that the list has not */
        {LOT_LITERAL("[)>\x1e""06\x1d""999ZABC\x1d""1PX\x1e\x04"),
         "iso15434 999Z@11=ABC 1P@17=X", "", "item=X"},
        /* quantities that are no whole numbers are text */
        {LOT_LITERAL("[)>\x1e""06\x1dQ1.5\x1e\x04"),
         "iso15434 Q@8=1.5", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1dQ0012\x1e\x04"),
         "iso15434 Q@8=0012", "", "quantity=12"},
        {LOT_LITERAL("[)>\x1e""06\x1d""8P09521234543213\x1e\x04"),
         "iso15434 8P@9=09521234543213", "", "item=09521234543213"},
        /* dates: each layout, with or without hyphens and slashes */
        {LOT_LITERAL("[)>\x1e""06\x1d""D260301\x1d""1D010326\x1d""2D030126\x1d""4D26060\x1d""7D0326\x1d""12D20260301\x1e\x04"),
         "iso15434 D@8=260301 1D@17=010326 2D@26=030126 4D@35=26060 7D@43=0326 12D@51=20260301",
         "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""14D20260301\x1d""16D2026-03-01\x1d""25D2026/03/01\x1e\x04"),
         "iso15434 14D@10=20260301 16D@22=2026-03-01 25D@36=2026/03/01",
         "", "produced=2026-03-01 best_before=2026-03-01 expiry=2026-03-01"},
        {LOT_LITERAL("[)>\x1e""06\x1d""15D01032026\x1d""17D28022026\x1e\x04"),
         "iso15434 15D@10=01032026 17D@22=28022026", "", "produced=2026-02-28 expiry=2026-03-01"},
        /* day 00 is the month's last */
        {LOT_LITERAL("[)>\x1e""06\x1d""14D20280200\x1e\x04"),
         "iso15434 14D@10=20280200", "", "expiry=2028-02-29"},
        /* said again: the first is the fact */
        {LOT_LITERAL("[)>\x1e""06\x1dS1\x1dS2\x1dS2\x1e\x04"),
         "iso15434 S@8=1 S@11=2 S@14=2",
         "repeated S@11+1 with S / repeated S@14+1 with S", "serial=1"},
        /* GS1 element strings */
        {LOT_LITERAL("[)>\x1e""05\x1d""010952123454321317270315\x1d""10ABC\x1e\x04"),
         "iso15434 01@9=09521234543213 17@25=270315 10@34=ABC",
         "", "item=09521234543213 lot=ABC expiry=2027-03-15"},
        /* text elements (ATA Spec 2000) */
        {LOT_LITERAL("[)>\x1e""12\x1dMFR 8U519\x1dSER 12 3-a\x1dPNR ABC-1\x1d""EXP 20270131\x1d""DMF 20260131\x1dQTY 12\x1e\x04"),
         "iso15434 MFR@11=8U519 SER@21=12 3-a PNR@32=ABC-1 EXP@42=20270131 DMF@55=20260131 "
         "QTY@68=12",
         "", "item=ABC-1 serial=12 3-a produced=2026-01-31 expiry=2027-01-31 quantity=12"},
        {LOT_LITERAL("[)>\x1e""12\x1dSEQ 1\x1dPNO X\x1dLTN L\x1e\x04"),
         "iso15434 SEQ@11=1 PNO@17=X LTN@23=L", "", "item=X lot=L serial=1"},
        {LOT_LITERAL("[)>\x1e""12\x1d""BTN B\x1d""EXP JAN27\x1dQTY 1EA\x1dSER \x1e\x04"),
         "iso15434 BTN@11=B EXP@17=JAN27 QTY@27=1EA SER@35=", "", "lot=B"},
        {LOT_LITERAL("[)>\x1e""12\x1dLOT L\x1d""EXP 20270231\x1e\x04"),
         "iso15434 LOT@11=L EXP@17=20270231", "", "lot=L"},
        /* several formats in a message */
        {LOT_LITERAL("[)>\x1e""05\x1d""0109521234543213\x1d""10ABC\x1e""06\x1d""1PXYZ\x1dQ5\x1e""12\x1dSER 1\x1e\x04"),
         "iso15434 01@9=09521234543213 10@26=ABC 1P@35=XYZ Q@40=5 SER@49=1",
         "", "item=09521234543213 lot=ABC serial=1 quantity=5"},
        {LOT_LITERAL("[)>\x1e""06\x1d""1PXYZ\x1e""05\x1d""10ABC\x1e\x04"),
         "iso15434 1P@9=XYZ 10@18=ABC", "", "item=XYZ lot=ABC"},
        /* trailers that scanners strip */
        {LOT_LITERAL("[)>\x1e""06\x1d""1PX\x1e"),
         "iso15434 1P@9=X", "", "item=X"},
        {LOT_LITERAL("[)>\x1e""06\x1d""1PX"),
         "iso15434 1P@9=X", "", "item=X"},
        {LOT_LITERAL("[)>\x1e""06\x1d""1PX\x04"),
         "iso15434 1P@9=X", "", "item=X"},
        /* separators too many, the first one lost, a sign in front */
        {LOT_LITERAL("[)>\x1e""06\x1d\x1d""1PX\x1d\x1dQ1\x1d\x1e\x04"),
         "iso15434 1P@10=X Q@14=1",
         "separator @7+1 / separator @12+1 / separator @15+1", "item=X quantity=1"},
        {LOT_LITERAL("[)>06\x1d""1PX\x1dQ1"),
         "iso15434 1P@8=X Q@11=1", "separator @3+0", "item=X quantity=1"},
        {LOT_LITERAL(">[)>06\x1d""1PX\x1dQ1"),
         "iso15434 1P@9=X Q@12=1", "separator @0+1 / separator @4+0", "item=X quantity=1"},
        {LOT_LITERAL(">[)>\x1e""06\x1d""1PX\x1e\x04"),
         "iso15434 1P@10=X", "separator @0+1", "item=X"},
    };
    check(rows);
}

static void words(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {LOT_LITERAL("[)>{RS}06{GS}1PX{GS}Q1{RS}{EOT}"),
         "iso15434 1P@15=X Q@21=1", "separator @3+4", "item=X quantity=1"},
        {LOT_LITERAL("[)><RS>06<GS>1PX<GS>Q1<RS><EOT>"),
         "iso15434 1P@15=X Q@21=1", "separator @3+4", "item=X quantity=1"},
        {LOT_LITERAL("[)>[RS]06[GS]1PX[GS]Q1[RS][EOT]"),
         "iso15434 1P@15=X Q@21=1", "separator @3+4", "item=X quantity=1"},
        {LOT_LITERAL("[)>\\x1e06\\x1d1PX\\x1dQ1\\x1e\\x04"),
         "iso15434 1P@15=X Q@21=1", "separator @3+4", "item=X quantity=1"},
        {LOT_LITERAL("[)>\\x1E06\\x1D1PX\\x1DQ1"),
         "iso15434 1P@15=X Q@21=1", "separator @3+4", "item=X quantity=1"},
        {LOT_LITERAL("[)>\\u001e06\\u001d1PX\\u001dQ1\\u001e\\u0004"),
         "iso15434 1P@19=X Q@27=1", "separator @3+6", "item=X quantity=1"},
        {LOT_LITERAL("[)>\\u001E06\\u001D1PX"),
         "iso15434 1P@19=X", "separator @3+6", "item=X"},
        {LOT_LITERAL("[)>\\03606\\0351PX\\035Q1\\036\\004"),
         "iso15434 1P@15=X Q@21=1", "separator @3+4", "item=X quantity=1"},
        {LOT_LITERAL("[)>^^06^]1PX^]Q1^^^D"),
         "iso15434 1P@11=X Q@15=1", "separator @3+2", "item=X quantity=1"},
        {LOT_LITERAL("[)>\xe2\x90\x9e""06\xe2\x90\x9d""1PX\xe2\x90\x9dQ1\xe2\x90\x9e\xe2\x90\x84"),
         "iso15434 1P@13=X Q@18=1", "separator @3+3", "item=X quantity=1"},
        /* the first of them lost */
        {LOT_LITERAL("[)>06{GS}1PX{GS}Q1"),
         "iso15434 1P@11=X Q@17=1", "separator @5+4 / separator @3+0", "item=X quantity=1"},
        {LOT_LITERAL("]d1[)>06<GS>1PX"),
         "iso15434 1P@14=X", "separator @8+4 / separator @6+0", "item=X"},
        /* words of another notation are text */
        {LOT_LITERAL("[)>{RS}06{GS}1PA<GS>B{GS}Q1"),
         "iso15434 1P@15=A<GS>B Q@26=1", "separator @3+4", "item=A<GS>B quantity=1"},
        /* places are those of what was scanned, in errors and warnings as well */
        {LOT_LITERAL("]Q1[)>{RS}06{GS}1PX{GS}{GS}D260230{GS}1TL{RS}{EOT}"),
         "iso15434 1P@18=X 1T@40=L ! date D@28+6",
         "separator @6+4 / separator @23+4", "item=X lot=L"},
        {LOT_LITERAL("]Q1[)>{RS}06{GS}1PX{GS}S1{GS}S2{GS}"),
         "iso15434 1P@18=X S@24=1 S@30=2",
         "separator @6+4 / repeated S@30+1 with S / separator @31+4", "item=X serial=1"},
        {LOT_LITERAL("]Q1[)>{RS}12{GS}SER 1{RS}99{GS}X"),
         "iso15434 SER@20=1 ! unknown-identifier @25+2", "separator @6+4", "serial=1"},
        /* none that is known */
        {LOT_LITERAL("[)>(RS)06(GS)1PX"),
         "iso15434 ! syntax @3+3", "", ""},
        {LOT_LITERAL("[)>~06~1PX"),
         "iso15434 ! syntax @3+3", "", ""},
    };
    check(rows);
}

static void refused(void **state)
{
    (void)state;
    static const struct row rows[] = {
        /* the envelope */
        {LOT_LITERAL("[)"),
         "iso15434 ! syntax @0+2", "", ""},
        {LOT_LITERAL("[)>"),
         "iso15434 ! syntax @3+0", "", ""},
        {LOT_LITERAL("[)>\x1e"),
         "iso15434 ! unknown-identifier @4+0", "", ""},
        {LOT_LITERAL("[)\x1e""06\x1dPABC\x1e\x04"),
         "iso15434 ! syntax @0+3", "", ""},
        {LOT_LITERAL("[)>061PABC"),
         "iso15434 ! syntax @3+3", "", ""},
        {LOT_LITERAL("[)>0\x1d""1PABC"),
         "iso15434 ! syntax @3+3", "", ""},
        {LOT_LITERAL(">[)"),
         "plain >[)", "", ""},
        /* formats: unknown, no separator behind, nothing in it */
        {LOT_LITERAL("[)>\x1e""99\x1dPABC\x1e\x04"),
         "iso15434 ! unknown-identifier @4+2", "", ""},
        {LOT_LITERAL("[)>\x1e""0"),
         "iso15434 ! unknown-identifier @4+1", "", ""},
        {LOT_LITERAL("[)>\x1e""06"),
         "iso15434 ! syntax @6+0", "", ""},
        {LOT_LITERAL("[)>\x1e""06PABC\x1e\x04"),
         "iso15434 ! syntax @6+1", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d\x1e\x04"),
         "iso15434 ! empty @4+3", "", ""},
        {LOT_LITERAL("[)>\x1e""07\x1d""free text\x1e\x04"),
         "iso15434 ! unknown-identifier @4+2", "", ""},
        /* a format that is wrong does not hide those behind it */
        {LOT_LITERAL("[)>\x1e""99\x1d""ABC\x1e""06\x1d""1TLOT\x1e\x04"),
         "iso15434 1T@16=LOT ! unknown-identifier @4+2", "", "lot=LOT"},
        {LOT_LITERAL("[)>\x1e""05\x1d""0109521234543214\x1d""10ABC\x1e""06\x1d""1PX\x1e\x04"),
         "iso15434 10@26=ABC 1P@35=X ! check-digit 01@9+14 '3'", "", "item=X lot=ABC"},
        /* identifiers */
        {LOT_LITERAL("[)>\x1e""06\x1d""1234PABC\x1d""1PX\x1e\x04"),
         "iso15434 1P@18=X ! unknown-identifier @7+4", "", "item=X"},
        {LOT_LITERAL("[)>\x1e""06\x1d""9915489\x1e\x04"),
         "iso15434 ! unknown-identifier @7+4", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""1pABC\x1e\x04"),
         "iso15434 ! unknown-identifier @7+4", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d-\x1e\x04"),
         "iso15434 ! unknown-identifier @7+1", "", ""},
        /* values: characters, lengths, digits, days */
        {LOT_LITERAL("[)>\x1e""06\x1d""1TA\x00""B\x1dS1\x1e\x04"),
         "iso15434 S@14=1 ! charset 1T@10+1", "", "serial=1"},
        {LOT_LITERAL("[)>\x1e""06\x1d""1TA\x7f\x1e\x04"),
         "iso15434 ! charset 1T@10+1", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""8P0952123454321\x1e\x04"),
         "iso15434 ! length 8P@9+13 14..14", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""8P0952123454321A\x1e\x04"),
         "iso15434 ! charset 8P@22+1", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""8P09521234543214\x1e\x04"),
         "iso15434 ! check-digit 8P@22+1 '3'", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1dQ1234567890123456789012345678901234567890123456789012345678901234\x1e\x04"),
         "iso15434 ! length Q@8+64 0..63", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""D261301\x1e\x04"),
         "iso15434 ! date D@8+6", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""D26030\x1e\x04"),
         "iso15434 ! date D@8+5", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""D2603011\x1e\x04"),
         "iso15434 ! date D@8+7", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""D26-03-01\x1e\x04"),
         "iso15434 ! date D@8+8", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""14D2026_0301\x1e\x04"),
         "iso15434 ! date 14D@10+9", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""14D202603011\x1e\x04"),
         "iso15434 ! date 14D@10+9", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""9N\x1e\x04"),
         "ppn ! length 9N@9+0 5..22", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""4D26366\x1e\x04"),
         "iso15434 ! date 4D@9+5", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""4D26000\x1e\x04"),
         "iso15434 ! date 4D@9+5", "", ""},
        {LOT_LITERAL("[)>\x1e""06\x1d""7D1326\x1e\x04"),
         "iso15434 ! date 7D@9+4", "", ""},
        /* GS1 element strings */
        {LOT_LITERAL("[)>\x1e""05\x1d""0109521234543214\x1d""10ABC\x1e\x04"),
         "iso15434 10@26=ABC ! check-digit 01@9+14 '3'", "", "lot=ABC"},
        /* text elements */
        {LOT_LITERAL("[)>\x1e""12\x1dSER1\x1dLOT L\x1e\x04"),
         "iso15434 LOT@16=L ! unknown-identifier @7+4", "", "lot=L"},
        {LOT_LITERAL("[)>\x1e""12\x1dSe 1\x1e\x04"),
         "iso15434 ! unknown-identifier @7+4", "", ""},
        {LOT_LITERAL("[)>\x1e""12\x1dSE\x1e\x04"),
         "iso15434 ! unknown-identifier @7+2", "", ""},
        {LOT_LITERAL("[)>\x1e""12\x1dSER A\x00""B\x1e\x04"),
         "iso15434 ! charset SER@12+1", "", ""},
    };
    check(rows);
}
/* clang-format on */

/* More elements than there may be, in each format. */
static void too_many(void **state)
{
    (void)state;
    static const char *const formats[] = {"06\x1d", "12\x1d"};
    static const char *const elements[] = {"S1\x1d", "SER 1\x1d"};
    for (size_t f = 0; f < 2; f++) {
        char text[1024];
        size_t size = (size_t)snprintf(text, sizeof text, "[)>\x1e%s", formats[f]);
        for (size_t i = 0; i <= LOT_ELEMENTS_MAX; i++) {
            size += (size_t)snprintf(text + size, sizeof text - size, "%s", elements[f]);
        }
        const struct lot_decoded *decoded = decode(&rows_options, lot_span(text, size));
        assert_int_equal(decoded->element_count, LOT_ELEMENTS_MAX);
        assert_int_equal(decoded->error.code, LOT_PROBLEM_TOO_MANY);
    }
}

/* Turned back for Caps Lock and then read for words: what has no room is refused. */
static void no_room(void **state)
{
    (void)state;
    static char text[LOT_SCAN_MAX];
    static const char begin[] = "]a0[)>{rs}06{gs}1pX{gs}1t";
    size_t small = sizeof begin - 1;
    memset(text, 'x', sizeof text);
    memcpy(text, begin, small);
    assert_answer(decode(&rows_options, lot_span(text, small + 1)), "iso15434 1P@18=x 1T@25=X");
    assert_answer(decode(&rows_options, lot_span(text, sizeof text)),
                  "iso15434 ! too-long @3+8189");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepted), cmocka_unit_test(words),   cmocka_unit_test(refused),
        cmocka_unit_test(too_many), cmocka_unit_test(no_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
