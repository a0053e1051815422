/* SPDX-License-Identifier: MIT */
/* GS1 element strings: what is read, what is said about what is wrong, and where. */

#include "decode_fixture.h"

static const struct lot_decode_options gs1_options = {.today = 20260301};

struct row {
    const char *in, *answer, *warnings, *facts;
};

static void check_rows(const struct lot_decode_options *options, const struct row *rows,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct lot_decoded *decoded = decode(options, lot_span_of(rows[i].in));
        assert_answer(decoded, rows[i].answer);
        if (rows[i].warnings) {
            assert_warnings(decoded, rows[i].warnings);
        }
        if (rows[i].facts) {
            assert_facts(decoded, rows[i].facts);
        }
    }
}

#define check(options, rows) check_rows(options, rows, sizeof(rows) / sizeof(rows)[0])

static void elements(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"]d201095212345432131727033110ABC123\0353024",
         "gs1 01@5=09521234543213 17@21=270331 10@29=ABC123 30@38=24",                                           "",
         "item=09521234543213 lot=ABC123 expiry=2027-03-31 quantity=24"                                                                          },
        {"]C1010952123454321310LOT5",                   "gs1 01@5=09521234543213 10@21=LOT5",                    "", NULL                        },
 /* a separator is allowed where none is needed */
        {"]C10109521234543213\03510LOT5",               "gs1 01@5=09521234543213 10@22=LOT5",                    "", NULL                        },
        {"01095212345432131727033110A",                 "gs1 01@2=09521234543213 17@18=270331 10@26=A",          "", NULL                        },
        {"(01)09521234543213(10)AB/1",                  "gs1 01@4=09521234543213 10@22=AB/1",                    "", NULL                        },
        {"[01]09521234543213[10]AB1",                   "gs1 01@4=09521234543213 10@22=AB1",                     "", NULL                        },
        {"(01)09521234543213(10)A\\(1)",                "gs1 01@4=09521234543213 10@22=A(1)",                    "", NULL                        },
        {"]C100123456789012345675",                     "gs1 00@5=123456789012345675",                           "", "sscc=123456789012345675"   },
        {"00123456789012345675",                        "gs1 00@2=123456789012345675",                           "", NULL                        },
 /* no carrier, and no sign that it is GS1 */
        {"10LOT5",                                      "plain 10LOT5",                                          "", ""                          },
        {"0109521234543214",                            "plain 0109521234543214",                                "", ""                          },
        {"0409521234543213",                            "plain 0409521234543213",                                "", ""                          },
        {"01",                                          "plain 01",                                              "", ""                          },
        {"01095212345432141099999999",                  "plain 01095212345432141099999999",                      "", ""                          },
 /* a key that is wrong is one all the same in front of a separator, a date, another key */
        {"010952123454321417271231",                    "gs1 17@18=271231 ! check-digit 01@2+14 '3'",            "",
         "expiry=2027-12-31"                                                                                                                     },
        {"01095212345432141727123110LOT5",              "gs1 17@18=271231 10@26=LOT5 ! check-digit 01@2+14 '3'",
         "",                                                                                                         "lot=LOT5 expiry=2027-12-31"},
        {"010952123454321410LOT5\03521S1",              "gs1 10@18=LOT5 21@25=S1 ! check-digit 01@2+14 '3'",     "",
         "lot=LOT5 serial=S1"                                                                                                                    },
        {"01952123454321\03510LOT5",                    "gs1 10@17=LOT5 ! length 01@2+12 14..14",                "", "lot=LOT5"                  },
        {"00123456789012345670020952123454321310LOT5",
         "gs1 02@22=09521234543213 10@38=LOT5 ! check-digit 00@2+18 '5'",                                        "",
         "content=09521234543213 lot=LOT5"                                                                                                       },
        {"01A952123454321\03510LOT5",                   "plain 01A952123454321<1D>10LOT5",                       "", ""                          },
        {"01095212345432141799999910LOT5",              "plain 01095212345432141799999910LOT5",                  "", ""                          },
        {"[x]1",                                        "plain [x]1",                                            "", ""                          },
    };
    check(&gs1_options, rows);
}

static void facts(void **state)
{
    (void)state;
    static const struct {
        const char *in, *facts;
    } stated[] = {
        {"(02)09521234543213(37)48(00)123456789012345675",
         "content=09521234543213 sscc=123456789012345675 quantity=48"                                                                  },
        {"(01)09521234543213(11)260100(13)260202(15)260300(16)260204",
         "item=09521234543213 produced=2026-01-31 packed=2026-02-02 best_before=2026-03-31 "
         "sell_by=2026-02-04"                                                                                                          },
        {"(8020)A(415)9521234567899(12)260228",                                               "due=2026-02-28"                         },
        {"(01)09521234543213(3103)001250(3202)000305",
         "item=09521234543213 weight_kg=1.25 weight_lb=3.05"                                                                           },
        {"(01)09521234543213(3100)000012",                                                    "item=09521234543213 weight_kg=12"       },
        {"(01)09521234543213(20)01(240)A-7(241)KD-9(21)S/1",
         "item=09521234543213 serial=S/1 variant=01 customer_part=KD-9 additional_id=A-7"                                              },
        {"(400)PO-1(410)9521234567899(411)9521234567899(412)9521234567899(413)9521234567899",
         "document=PO-1 ship_to=9521234567899 bill_to=9521234567899 supplier=9521234567899 "
         "forward_to=9521234567899"                                                                                                    },
        {"(414)9521234567899",                                                                "location=9521234567899"                 },
        {"(414)9521234567899(254)R1-7",                                                       "location=9521234567899.R1-7"            },
        {"(254)R1-7(414)9521234567899",                                                       "location=9521234567899.R1-7"            },
        {"(254)R1-7",                                                                         ""                                       },
        {"(01)09521234543213(8008)26030112",                                                  "item=09521234543213 produced=2026-03-01"},
        {"(01)09521234543213(7003)2603312359",                                                "item=09521234543213 expiry=2026-03-31"  },
 /* the first of two that state the same stays */
        {"(01)09521234543213(17)260331(7003)2604301200",                                      "item=09521234543213 expiry=2026-03-31"  },
        {"(01)09521234543213(99)ABC(91)DEF",                                                  "item=09521234543213"                    },
    };
    for (size_t i = 0; i < sizeof stated / sizeof stated[0]; i++) {
        assert_facts(decode(&gs1_options, lot_span_of(stated[i].in)), stated[i].facts);
    }
}

/* GS1 General Specifications 7.12: at most 50 years ahead, 49 back. */
static void centuries(void **state)
{
    (void)state;
    static const struct {
        lot_date today;
        const char *digits, *day;
    } rows[] = {
        {20260101, "000715", "2000-07-15"},
        {20260101, "760715", "2076-07-15"},
        {20260101, "770715", "1977-07-15"},
        {20260101, "990715", "1999-07-15"},
        {20491231, "990715", "2099-07-15"},
        {20491231, "000715", "2000-07-15"},
        {20510101, "000715", "2100-07-15"},
        {20510101, "010715", "2101-07-15"},
        {20510101, "020715", "2002-07-15"},
        {20000101, "510715", "1951-07-15"},
        {20000101, "500715", "2050-07-15"},
        {19991231, "490715", "2049-07-15"},
        {19991231, "500715", "1950-07-15"},
        {0,        "990715", "2099-07-15"},
        {20260101, "240200", "2024-02-29"},
        {20260101, "250200", "2025-02-28"},
        {20260101, "240229", "2024-02-29"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct lot_decode_options options = {.today = rows[i].today};
        char scan[32], wanted[32];
        snprintf(scan, sizeof scan, "]C117%s", rows[i].digits);
        snprintf(wanted, sizeof wanted, "expiry=%s", rows[i].day);
        assert_facts(decode(&options, lot_span_of(scan)), wanted);
    }
    /* the rule allows a leap day in 00, but 2100 has none */
    const struct lot_decode_options late = {.today = 20600101};
    const struct lot_decoded *decoded = decode(&late, LOT_LITERAL("]C117000229"));
    assert_false(lot_facts_has(&decoded->facts, LOT_FACT_EXPIRY));
    assert_answer(decoded, "gs1 ! date 17@9+2");
}

static void separators(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"\0350109521234543213",                       "gs1 01@3=09521234543213",                 "separator @0+1",  NULL},
        {"]C1\0350109521234543213",                    "gs1 01@6=09521234543213",                 "separator @3+1",  NULL},
        {"]C1010952123454321310A\035",                 "gs1 01@5=09521234543213 10@21=A",         "separator @22+1", NULL},
        {"]C1010952123454321310A\035\03521B",          "gs1 01@5=09521234543213 10@21=A 21@26=B",
         "separator @23+1",                                                                                          NULL},
        {"]C1\0350109521234543213\035\03510A\035\035",
         "gs1 01@6=09521234543213 10@24=A",                                                       /* each that means nothing */
         "separator @3+1 / separator @21+1 / separator @26+1",            NULL},
    };
    check(&gs1_options, rows);
}

static void configured_separators(void **state)
{
    (void)state;
    static const struct {
        const char *separator, *in, *answer;
    } rows[] = {
        {"|",        "]C1010952123454321310A|21B",      "gs1 01@5=09521234543213 10@21=A 21@25=B"},
        {"_",        "]C1010952123454321310A_21B",      "gs1 01@5=09521234543213 10@21=A 21@25=B"},
        {"{GS}",     "]C1010952123454321310A{GS}21B",   "gs1 01@5=09521234543213 10@21=A 21@28=B"},
        {"Alt029",   "]C1010952123454321310AAlt02921B", "gs1 01@5=09521234543213 10@21=A 21@30=B"},
        {"\xc3\xa8",
         "]C1010952123454321310A\xc3\xa8"
         "21B",                                         "gs1 01@5=09521234543213 10@21=A 21@26=B"},
        {"|",        "]C1010952123454321310A\03521B",   "gs1 01@5=09521234543213 10@21=A 21@25=B"},
        {"|",        "|0109521234543213",               "gs1 01@3=09521234543213"                },
        {"|",        "]C101095212345|10A",              "gs1 10@17=A ! length 01@5+9 14..14"     },
        {"|",        "]C1|",                            "plain ! empty @3+1"                     },
        {"|",        "|",                               "plain ! empty @0+1"                     },
        {"{GS}",     "]C110A{GS",                       "gs1 ! charset 10@6+1"                   },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct lot_decode_options options = {
            .today = 20260301,
            .separator = lot_span_of(rows[i].separator),
        };
        assert_answer(decode(&options, lot_span_of(rows[i].in)), rows[i].answer);
    }
}

static void errors(void **state)
{
    (void)state;
    static const struct row rows[] = {
  /* what is good stays beside what is wrong; the first error is the answer's */
        {"]C1010952123454321410LOT5",              "gs1 10@21=LOT5 ! check-digit 01@5+14 '3'",             "",   "lot=LOT5"                    },
        {"]C101095212345432131727130110LOT5",      "gs1 01@5=09521234543213 10@29=LOT5 ! date 17@23+2",
         "",                                                                                                     "item=09521234543213 lot=LOT5"},
        {"]C10109521234543214172713",              "gs1 ! check-digit 01@5+14 '3'",                        "",   ""                            },
        {"]C10109521234543213172702301",           "gs1 01@5=09521234543213 ! date 17@25+2",               NULL, NULL                          },
        {"]C117270",                               "gs1 ! length 17@5+3 6..6",                             "",   ""                            },
        {"]C117",                                  "gs1 ! length 17@5+0 6..6",                             "",   ""                            },
        {"]C110",                                  "gs1 ! length 10@5+0 1..20",                            "",   ""                            },
        {"]C101095212\03510LOT5",                  "gs1 10@14=LOT5 ! length 01@5+6 14..14",                "",   "lot=LOT5"                    },
        {"]C10109521234543A1310LOT5",              "gs1 10@21=LOT5 ! charset 01@16+1",                     "",   "lot=LOT5"                    },
        {"]C110LOT 5",                             "gs1 ! charset 10@8+1",                                 "",   ""                            },
        {"]C13012X\03510A",                        "gs1 10@11=A ! charset 30@7+1",                         "",   "lot=A"                       },
        {"]C142352852",                            "gs1 ! length 423@6+5 3..6",                            "",   ""                            },
        {"]C142352",                               "gs1 ! length 423@6+2 3..15",                           "",   ""                            },
        {"]C1800826030112591",                     "gs1 ! length 8008@7+11 10..12",                        "",   ""                            },
 /* nothing is read behind what is no identifier */
        {"]C10109521234543213051234",              "gs1 01@5=09521234543213 ! unknown-identifier 05@19+2", "",
         NULL                                                                                                                                  },
        {"]C1010952123454321310A\0358299X\03521B",
         "gs1 01@5=09521234543213 10@21=A ! unknown-identifier 8299@23+4",                                 "",   NULL                          },
        {"]C1310",                                 "gs1 ! unknown-identifier 310@3+3",                     "",   ""                            },
        {"]C1A",                                   "gs1 ! unknown-identifier A@3+1",                       "",   ""                            },
        {"]C1()12",                                "gs1 ! unknown-identifier ()@3+2",                      "",   ""                            },
 /* in brackets */
        {"()12",                                   "gs1 ! unknown-identifier @1+0",                        "",   ""                            },
        {"(01",                                    "gs1 ! syntax @0+3",                                    "",   ""                            },
        {"(01)09521234543213(10",                  "gs1 01@4=09521234543213 ! syntax @18+3",               "",   NULL                          },
        {"(010)1",                                 "gs1 ! unknown-identifier 01@1+2",                      "",   ""                            },
        {"(110)260301",                            "gs1 ! unknown-identifier 11@1+2",                      "",   ""                            },
        {"(10)A\\(B~",                             "gs1 ! charset 10@8+1",                                 "",   ""                            },
        {"(10)\\(\\(~",                            "gs1 ! charset 10@8+1",                                 "",   ""                            },
        {"(30)\\(1",                               "gs1 ! charset 30@5+1",                                 "",   ""                            }, /* the bracket, not its backslash */
        {"(10)A\x1d"
         "B",                             "gs1 ! charset 10@5+1",                                 "",   ""                            },
        {"(01)09521234543213(10)",                 "gs1 01@4=09521234543213 ! length 10@22+0 1..20",       "",   NULL                          },
        {"(01)095212345432130(10)A",               "gs1 10@23=A ! length 01@4+15 14..14",                  "",   "lot=A"                       },
    };
    check(&gs1_options, rows);
}

static void lost_separators(void **state)
{
    (void)state;
    static const struct row rows[] = {
  /* too long: an error */
        {"01103663023000171021004371716020021925768618163",
         "gs1 01@2=10366302300017 ! lost-separator 10@25+0 "
         "(01)10366302300017(10)2100437(17)160200(21)925768618163",                                                     "",                                                                            "item=10366302300017"     },
        {"]C125312345678901280\03510LOT5172703312112345678901234567890\03530"
         "7",                                      "gs1 253@6=12345678901280 30@60=7 ! lost-separator 10@27+0 "
         "(253)12345678901280(10)LOT5(17)270331(21)12345678901234567890(30)7",                    "",                                                                            "quantity=7"              },
        {"]C1725211OLOT-7",                                 "gs1 ! length 7252@7+8 1..1",                               NULL,                                                                          NULL                      },
        {"]C17252110LOT-7",                                 "gs1 ! lost-separator 7252@8+0 (7252)1(10)LOT-7",           "",                                                                            ""                        },
        {"]C1302410LOT5",                                   "gs1 ! lost-separator 30@7+0 (30)24(10)LOT5",               "",                                                                            ""                        },
 /* something else was typed for it: an error that shows what */
        {"]C110ABC^21XYZ",                                  "gs1 ! lost-separator 10@8+1 (10)ABC(21)XYZ",               "",                                                                            ""                        },
        {"]C110ABC{GS}21XYZ",                               "gs1 ! lost-separator 10@8+4 (10)ABC(21)XYZ",               "",                                                                            ""                        },
        {"]C110ABC\\x1d21XYZ",                              "gs1 ! lost-separator 10@8+4 (10)ABC(21)XYZ",               "",                                                                            ""                        },
        {"]C110AB(C^17270331",                              "gs1 ! lost-separator 10@9+1 (10)AB\\(C(17)270331",         "",                                                                            ""                        },
        {"]C110ABC^99XYZ",                                  "gs1 ! charset 10@8+1",                                     "",                                                                            ""                        }, /* 99 is on no lot label */
  /* a separator as text of characters that a lot may have is left out of the suggestion */
        {"]C110ABC<GS>21XYZ",                               "gs1 10@5=ABC<GS>21XYZ",
         "required 10@5+12 with 01 / lost-separator 10@8+4 (10)ABC(21)XYZ",                                                                                                                            "lot=ABC<GS>21XYZ"        },
        {"]C110A<GS>30244",                                 "gs1 10@5=A<GS>30244",
         "required 10@5+10 with 01 / lost-separator 10@6+4 (10)A(30)244",                                                                                                                              "lot=A<GS>30244"          },
        {"]C121ABC123%1D17270331",                          "gs1 21@5=ABC123%1D17270331",
         "required 21@5+17 with 01 / lost-separator 21@11+3 (21)ABC123(17)270331",                                                                                                                     "serial=ABC123%1D17270331"},
        {"]C110ABC123Alt02921XYZ",                          "gs1 10@5=ABC123Alt02921XYZ",
         "required 10@5+17 with 01 / lost-separator 10@11+6 (10)ABC123(21)XYZ",                                                                                                                        "lot=ABC123Alt02921XYZ"   },
        {"]C110ABC123_17270331",                            "gs1 10@5=ABC123_17270331",
         "required 10@5+15 with 01 / lost-separator 10@11+1 (10)ABC123(17)270331",                                                                                                                     "lot=ABC123_17270331"     },
        {"]C110AB_3024",                                    "gs1 10@5=AB_3024",                                         "required 10@5+7 with 01",                                                     "lot=AB_3024"             },
        {"]C110<GS>17270331",                               "gs1 10@5=<GS>17270331",
         "required 10@5+12 with 01 / lost-separator 10@9+0 (10)<GS>(17)270331",                                                                                                                        "lot=<GS>17270331"        },
        {"]C17252110LOT-7<GS>",                             "gs1 ! lost-separator 7252@8+0 (7252)1(10)LOT-7<GS>",       "",                                                                            ""                        },
 /* right but suspicious: a warning, and nothing is split */
        {"0110884521761599112107011021G0073JZ2023",
         "gs1 01@2=10884521761599 11@18=210701 10@26=21G0073JZ2023",                                                    "lost-separator 10@35+0 (01)10884521761599(11)210701(10)21G0073JZ(20)23",
         "item=10884521761599 lot=21G0073JZ2023 produced=2021-07-01"                                                                                                                                                             },
        {"01041500111641401726013110V1002521JGFMG4P38R",
         "gs1 01@2=04150011164140 17@18=260131 10@26=V1002521JGFMG4P38R",                                               "lost-separator 10@32+0 (01)04150011164140(17)260131(10)V10025(21)JGFMG4P38R", NULL                      },
        {"]C10109521234543213102100417270331",              "gs1 01@5=09521234543213 10@21=2100417270331",
         "lost-separator 10@26+0 (01)09521234543213(10)21004(17)270331",                                                                                                                               NULL                      },
 /* no: short, or digits only, or a date far away, or the scanner does send separators */
        {"]C1010952123454321310AB2123",                     "gs1 01@5=09521234543213 10@21=AB2123",                     "",                                                                            NULL                      },
        {"]C10109521234543213101234567892123",              "gs1 01@5=09521234543213 10@21=1234567892123",              "",
         NULL                                                                                                                                                                                                                    },
        {"]C10109521234543213102100417690331",              "gs1 01@5=09521234543213 10@21=2100417690331",              "",
         NULL                                                                                                                                                                                                                    },
        {"]C10109521234543213102100417270331\03521A",
         "gs1 01@5=09521234543213 10@21=2100417270331 21@37=A",                                                         "",                                                                            NULL                      },
        {"(01)09521234543213(10)2100417270331",             "gs1 01@4=09521234543213 10@22=2100417270331",              "",
         NULL                                                                                                                                                                                                                    },
 /* an element that is there already was not swallowed */
        {"]C10109521234543213172703311021004"
         "17270331",                               "gs1 01@5=09521234543213 17@21=270331 10@29=2100417270331", "",                                                                            NULL                      },
    };
    check(&gs1_options, rows);
}

static void associations(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"(10)A",                                     "gs1 10@4=A",                                                  "required 10@4+1 with 01",                           NULL        },
        {"(37)5(10)A",                                "gs1 37@4=5 10@9=A",                                           "required 37@4+1 with 00 / required 10@9+1 with 01",
         NULL                                                                                                                                                                         },
        {"(00)123456789012345675(37)5",               "gs1 00@4=123456789012345675 37@26=5",
         "required 37@26+1 with 02",                                                                                                                                      NULL        },
        {"(01)09521234543213(37)5",                   "gs1 01@4=09521234543213 37@22=5 ! exclusive 01@4+14 with 37",
         NULL,                                                                                                                                                            NULL        },
        {"(3103)001250(3102)000125",
         "gs1 3103@6=001250 3102@18=000125 ! exclusive 3103@6+6 with 3102",                                          NULL,                                                NULL        },
        {"(01)09521234543213(3925)12599",             "gs1 01@4=09521234543213 3925@24=12599",
         "required 3925@24+5 with 30",                                                                                                                                    NULL        },
        {"(01)09521234543213(3925)12599(3105)001250",
         "gs1 01@4=09521234543213 3925@24=12599 3105@35=001250",                                                     "",                                                  NULL        },
        {"(7020)A(01)09521234543213",                 "gs1 7020@6=A 01@11=09521234543213",
         "required 7020@6+1 with 416",                                                                                                                                    NULL        },
        {"(8030)A(01)09521234543213",                 "gs1 8030@6=A 01@11=09521234543213",
         "required 8030@6+1 with 00",                                                                                                                                     NULL        },
        {"(8030)A(01)09521234543213(21)7",            "gs1 8030@6=A 01@11=09521234543213 21@29=7",                   "",                                                  NULL        },
        {"(8030)A(253)9521234567899",
         "gs1 8030@6=A 253@12=9521234567899 ! value 253@12+13 with 8030",                                            NULL,                                                NULL        },
        {"(8030)A(253)95212345678991",                "gs1 8030@6=A 253@12=95212345678991",                          "",                                                  NULL        },
 /* again the same is no harm; again but different is */
        {"(400)A(400)A",                              "gs1 400@5=A 400@11=A",                                        "",                                                  "document=A"},
        {"(400)A(99)X(400)AB",                        "gs1 400@5=A 99@10=X ! repeated 400@16+2 with 400",            "",
         "document=A"                                                                                                                                                                 },
    };
    check(&gs1_options, rows);
    static const struct lot_decode_options strict = {.today = 20260301,
                                                     .require_associations = true};
    static const struct row strict_rows[] = {
        {"(10)A",                   "gs1 10@4=A ! required 10@4+1 with 01", "", "lot=A"},
        {"(10)A(01)09521234543213", "gs1 10@4=A 01@9=09521234543213",       "", NULL   },
    };
    check(&strict, strict_rows);
}

static void any_bytes(void **state)
{
    (void)state;
    assert_answer(decode(&gs1_options, LOT_LITERAL("]C110A\0B")), "gs1 ! charset 10@6+1");
    assert_answer(decode(&gs1_options, LOT_LITERAL("A\0B")), "plain A<00>B");
    assert_answer(decode(&gs1_options, LOT_LITERAL("\0")), "plain <00>");
    assert_answer(decode(&gs1_options, LOT_LITERAL("]C1\0")), "gs1 ! unknown-identifier @3+1");
    assert_answer(decode(&gs1_options, LOT_LITERAL("]d291\xff")), "gs1 ! charset 91@5+1");
    assert_answer(decode(&gs1_options, LOT_LITERAL("(")), "gs1 ! syntax @0+1");
    assert_answer(decode(&gs1_options, LOT_LITERAL("[1")), "gs1 ! syntax @0+2");
    assert_answer(decode(&gs1_options, lot_span(NULL, 0)), "plain ! empty @0+0");
}

static void extents(void **state)
{
    (void)state;
    static char scan[LOT_SCAN_MAX + 70000];
    memset(scan, '7', sizeof scan);
    memcpy(scan, "]C110", 5);
    const struct lot_decoded *decoded = decode(&gs1_options, lot_span(scan, LOT_SCAN_MAX));
    assert_answer(decoded, "gs1 ! length 10@5+8187 1..20");
    decoded = decode(&gs1_options, lot_span(scan, LOT_SCAN_MAX + 1));
    assert_answer(decoded, "plain ! too-long @8192+1");
    decoded = decode(&gs1_options, lot_span(scan, sizeof scan));
    assert_answer(decoded, "plain ! too-long @8192+65535");
    memcpy(scan, "]c1", 3); /* its copy with Caps Lock undone leaves no room */
    decoded = decode(&gs1_options, lot_span(scan, LOT_SCAN_MAX));
    assert_answer(decoded, "gs1 ! length 10@5+8187 1..20");
    memset(scan, 0x1d, LOT_SCAN_MAX);
    decoded = decode(&gs1_options, lot_span(scan, LOT_SCAN_MAX));
    assert_answer(decoded, "plain ! empty @0+8192");
    memcpy(scan, "]C1", 3);
    memcpy(scan + LOT_SCAN_MAX - 4, "10AB", 4);
    decoded = decode(&gs1_options, lot_span(scan, LOT_SCAN_MAX));
    assert_int_equal(decoded->warning_count, LOT_WARNINGS_MAX);
    assert_answer(decoded, "gs1 10@8190=AB");
}

/* Caps Lock undone fills the answer's text: a split is then found but cannot be written. */
static void no_room(void **state)
{
    (void)state;
    static const struct lot_span value = LOT_LITERAL("10abc^21xyz");
    static char scan[LOT_SCAN_MAX];
    memset(scan, 0x1d, sizeof scan);
    memcpy(scan, "]c1", 3);
    memcpy(scan + sizeof scan - value.size, value.data, value.size);
    assert_answer(decode(&gs1_options, lot_span(scan, sizeof scan)),
                  "gs1 ! lost-separator 10@8186+1");
    memcpy(scan, "]C1", 3);
    assert_answer(decode(&gs1_options, lot_span(scan, sizeof scan)),
                  "gs1 ! lost-separator 10@8186+1 (10)abc(21)xyz");
}

static void too_many(void **state)
{
    (void)state;
    char scan[1024];
    size_t length = 3;
    memcpy(scan, "]C1", 3);
    for (unsigned i = 0; i < LOT_ELEMENTS_MAX; i++) {
        memcpy(scan + length, "2001", 4);
        length += 4;
    }
    const struct lot_decoded *decoded = decode(&gs1_options, lot_span(scan, length));
    assert_int_equal(decoded->element_count, LOT_ELEMENTS_MAX);
    assert_int_equal(decoded->status, LOT_DECODE_OK);
    memcpy(scan + length, "2001", 4);
    decoded = decode(&gs1_options, lot_span(scan, length + 4));
    assert_int_equal(decoded->element_count, LOT_ELEMENTS_MAX);
    assert_int_equal(decoded->error.code, LOT_PROBLEM_TOO_MANY);
    assert_int_equal(decoded->error.offset, length + 2);
    assert_true(lot_facts_has(&decoded->facts, LOT_FACT_VARIANT));
    length = 0;
    for (unsigned i = 0; i <= LOT_ELEMENTS_MAX; i++) {
        memcpy(scan + length, "(20)01", 6);
        length += 6;
    }
    decoded = decode(&gs1_options, lot_span(scan, length));
    assert_int_equal(decoded->element_count, LOT_ELEMENTS_MAX);
    assert_int_equal(decoded->error.code, LOT_PROBLEM_TOO_MANY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements),
        cmocka_unit_test(facts),
        cmocka_unit_test(centuries),
        cmocka_unit_test(separators),
        cmocka_unit_test(configured_separators),
        cmocka_unit_test(errors),
        cmocka_unit_test(lost_separators),
        cmocka_unit_test(associations),
        cmocka_unit_test(any_bytes),
        cmocka_unit_test(extents),
        cmocka_unit_test(no_room),
        cmocka_unit_test(too_many),
    };
    return cmocka_run_group_tests_name("decode gs1", tests, NULL, NULL);
}
