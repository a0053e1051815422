/* SPDX-License-Identifier: MIT */
/* Digital Links: what an address says, what is wrong with it and where, and what is compressed. */

#include <lot/decode.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct lot_decode_options options = {.today = 20260301};
static struct lot_decoded out;

static enum lot_decode_status decode(const char *input)
{
    return lot_decode(&options, lot_span_of(input), &out);
}

/* The elements as "01=...|10=..." */
static const char *elements(void)
{
    static char text[16384];
    size_t size = 0;
    text[0] = '\0';
    for (unsigned e = 0; e < out.element_count; e++) {
        struct lot_span value = out.elements[e].value;
        int n = snprintf(text + size, sizeof text - size, "%s%s=%.*s", e > 0 ? "|" : "",
                         out.elements[e].id, (int)value.size, (const char *)value.data);
        assert_true(n > 0 && (size_t)n < sizeof text - size);
        size += (size_t)n;
    }
    return text;
}

static bool lies_in(struct lot_span part, const void *data, size_t size)
{
    return part.data >= (const uint8_t *)data &&
           part.data + part.size <= (const uint8_t *)data + size;
}

/* What holds of every answer to whatever comes. */
static void assert_sound(struct lot_span input)
{
    assert_true(out.element_count <= LOT_ELEMENTS_MAX);
    assert_true(out.text_used <= sizeof out.text);
    for (unsigned e = 0; e < out.element_count; e++) {
        const struct lot_element *element = &out.elements[e];
        assert_true(lies_in(element->value, input.data, input.size) ||
                    lies_in(element->value, out.text, out.text_used));
        assert_true(element->offset + (size_t)element->length <= input.size);
    }
    if (out.status == LOT_DECODE_ERROR) {
        assert_true(out.error.offset + (size_t)out.error.length <= input.size);
    }
}

/* ---- addresses ------------------------------------------------------------------------------ */

#define SITE "https://id.gs1.org"
#define GTIN "/01/09521234543213"

static void right_links(void **state)
{
    (void)state;
    static const struct {
        const char *input, *elements;
    } rows[] = {
        {SITE GTIN,                                              "01=09521234543213"                 },
        {"HTTP://A" GTIN,                                        "01=09521234543213"                 },
        {"]Q1http://a:8080/shop/en" GTIN,                        "01=09521234543213"                 },
        {"https://[2001:db8::1]" GTIN,                           "01=09521234543213"                 },
        {"https://a//b/" GTIN,                                   "01=09521234543213"                 },
        {SITE GTIN "/22/2A/10/B/21/C",                           "01=09521234543213|22=2A|10=B|21=C" },
        {SITE GTIN "/22/2A/21/C",                                "01=09521234543213|22=2A|21=C"      },
        {SITE GTIN "/235/T?10=B",                                "01=09521234543213|235=T|10=B"      },
        {SITE "/00/01/00/106141412345678908",                    "00=106141412345678908"             },
        {SITE "/414/9521321000018/254/A%2Fb",                    "414=9521321000018|254=A/b"         },
        {SITE "/gtin/09521234543213/lot/B/ser/C",                "01=09521234543213|10=B|21=C"       },
        {SITE "/8004/9520614141234567?01=09521234543213",
         "8004=9520614141234567|01=09521234543213"                                                   },
 /* parameters and fragment */
        {SITE GTIN "?17=270331&linkType=gs1:pip&99=X#10=Y?30=1",
         "01=09521234543213|17=270331|99=X"                                                          },
        {SITE GTIN "?&&7&17=270331&&3&",                         "01=09521234543213|17=270331"       },
        {SITE GTIN "?",                                          "01=09521234543213"                 },
        {SITE GTIN "?x=/10/B",                                   "01=09521234543213"                 },
 /* '+' is a space in a parameter only, where no value may hold one */
        {SITE GTIN "/10/A+b%2b%2Bc?98=X%2f9",                    "01=09521234543213|10=A+b++c|98=X/9"},
    };
    for (size_t r = 0; r < COUNT(rows); r++) {
        assert_int_equal(decode(rows[r].input), LOT_DECODE_OK);
        assert_int_equal(out.syntax, LOT_SYNTAX_DIGITAL_LINK);
        assert_string_equal(elements(), rows[r].elements);
        assert_sound(lot_span_of(rows[r].input));
    }
}

/* The error is about the bytes between the two '^'. */
static void wrong_links(void **state)
{
    (void)state;
    static const struct {
        const char *marked;
        enum lot_problem_code code;
        const char *element, *elements;
    } rows[] = {
  /* no key */
        {"https://^^",                                       LOT_PROBLEM_SYNTAX,             "",        ""                             },
        {"https://a^^",                                      LOT_PROBLEM_SYNTAX,             "",        ""                             },
        {"https://a^/^",                                     LOT_PROBLEM_SYNTAX,             "",        ""                             },
        {"https://a^/about/us^?01=09521234543213",           LOT_PROBLEM_SYNTAX,             "",        ""                             },
        {"https://a^/10/LOT^",                               LOT_PROBLEM_SYNTAX,             "",        ""                             },
        {"https://a^/411/9521321000018^",                    LOT_PROBLEM_SYNTAX,             "",        ""                             },
        {"https://^^" GTIN,                                  LOT_PROBLEM_SYNTAX,             "",        "01=09521234543213"            },
 /* not an address */
        {"https://me^@^a" GTIN,                              LOT_PROBLEM_CHARSET,            "",        "01=09521234543213"            },
        {"https://a" GTIN "?x=^<^",                          LOT_PROBLEM_CHARSET,            "",        "01=09521234543213"            },
        {"https://a" GTIN "#^\xc3^\xa9",                     LOT_PROBLEM_CHARSET,            "",        "01=09521234543213"            },
 /* values */
        {SITE "/01/^9521234543213^",                         LOT_PROBLEM_LENGTH,             "01",      ""                             },
        {SITE "/01/^09521234543214^/10/B",                   LOT_PROBLEM_CHECK_DIGIT,        "01",      "10=B"                         },
        {SITE GTIN "/10/^^",                                 LOT_PROBLEM_LENGTH,             "10",      "01=09521234543213"            },
        {SITE GTIN "/10/A%2F^%5B^%2FB",                      LOT_PROBLEM_CHARSET,            "10",      "01=09521234543213"            },
        {SITE GTIN "/10/^%2%^25",                            LOT_PROBLEM_SYNTAX,             "10",      "01=09521234543213"            },
        {SITE GTIN "?17=27^13^31",                           LOT_PROBLEM_DATE,               "17",      "01=09521234543213"            },
        {SITE GTIN "?99=A^+^B",                              LOT_PROBLEM_CHARSET,            "99",      "01=09521234543213"            },
        {SITE GTIN "?99=A^%00^B",                            LOT_PROBLEM_CHARSET,            "99",      "01=09521234543213"            },
        {SITE GTIN "?99=^^",                                 LOT_PROBLEM_LENGTH,             "99",      "01=09521234543213"            },
 /* broken escapes */
        {SITE GTIN "/10/A^%4g^B",                            LOT_PROBLEM_SYNTAX,             "10",      "01=09521234543213"            },
        {SITE GTIN "/10/AB^%4^",                             LOT_PROBLEM_SYNTAX,             "10",      "01=09521234543213"            },
        {SITE GTIN "?99=AB^%^&98=C",                         LOT_PROBLEM_SYNTAX,             "99",      "01=09521234543213|98=C"       },
 /* the order of the path */
        {SITE GTIN "/21/C/^10^/B",                           LOT_PROBLEM_SYNTAX,             "10",      "01=09521234543213|21=C|10=B"  },
        {SITE GTIN "/235/T/^10^/B",                          LOT_PROBLEM_SYNTAX,             "10",      "01=09521234543213|235=T|10=B" },
        {SITE GTIN "/^99^/X",                                LOT_PROBLEM_SYNTAX,             "99",      "01=09521234543213|99=X"       },
        {SITE "/00/106141412345678908/^10^/B",               LOT_PROBLEM_SYNTAX,             "10",
         "00=106141412345678908|10=B"                                                                                                  },
 /* what follows a right key */
        {SITE GTIN "/^89^/X",                                LOT_PROBLEM_UNKNOWN_IDENTIFIER, "89",      "01=09521234543213"            },
        {SITE GTIN "/^^",                                    LOT_PROBLEM_SYNTAX,             "",        "01=09521234543213"            },
        {SITE GTIN "/^10^",                                  LOT_PROBLEM_SYNTAX,             "10",      "01=09521234543213"            },
        {SITE GTIN "/^verylong^/10/B/x",                     LOT_PROBLEM_UNKNOWN_IDENTIFIER, "verylon",
         "01=09521234543213"                                                                                                           },
 /* parameters */
        {SITE GTIN "?^89^=X",                                LOT_PROBLEM_UNKNOWN_IDENTIFIER, "89",      "01=09521234543213"            },
        {SITE GTIN "?^10^=B",                                LOT_PROBLEM_SYNTAX,             "10",      "01=09521234543213|10=B"       },
        {SITE GTIN "/21/C?^22^=B",                           LOT_PROBLEM_SYNTAX,             "22",      "01=09521234543213|21=C|22=B"  },
        {SITE GTIN "?^8200^=http:x",                         LOT_PROBLEM_SYNTAX,             "8200",    "01=09521234543213|8200=http:x"},
        {SITE GTIN "/10/B?10=^B^",                           LOT_PROBLEM_REPEATED,           "10",      "01=09521234543213|10=B"       },
        {SITE GTIN "?99=B&99=^C^",                           LOT_PROBLEM_REPEATED,           "99",      "01=09521234543213|99=B"       },
 /* what does not go together */
        {SITE "/01/^09521234543213^?02=09521234543213&37=1", LOT_PROBLEM_EXCLUSIVE,          "01",
         "01=09521234543213|02=09521234543213|37=1"                                                                                    },
    };
    for (size_t r = 0; r < COUNT(rows); r++) {
        char input[256];
        size_t mark[2] = {0};
        size_t size = 0;
        unsigned marks = 0;
        for (const char *c = rows[r].marked; *c != '\0'; c++) {
            if (*c == '^') {
                mark[marks++] = size;
            } else {
                input[size++] = *c;
            }
        }
        input[size] = '\0';
        assert_int_equal(decode(input), LOT_DECODE_ERROR);
        assert_int_equal(out.syntax, LOT_SYNTAX_DIGITAL_LINK);
        assert_int_equal(out.error.code, rows[r].code);
        assert_string_equal(out.error.element, rows[r].element);
        assert_int_equal(out.error.offset, mark[0]);
        assert_int_equal(out.error.length, mark[1] - mark[0]);
        assert_string_equal(elements(), rows[r].elements);
        assert_sound(lot_span_of(input));
    }
}

static void not_links(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "http:/a/01/09521234543213",
        "ftp://a/01/09521234543213",
        "httpss://a/01/09521234543213",
        "id.gs1.org/01/09521234543213",
        "h",
        "https:",
        "http//",
    };
    for (size_t r = 0; r < COUNT(rows); r++) {
        assert_int_equal(decode(rows[r]), LOT_DECODE_PLAIN);
    }
}

static void facts(void **state)
{
    (void)state;
    assert_int_equal(decode(SITE "/414/9521321000018/254/A%2Fb"), LOT_DECODE_OK);
    assert_true(
        lot_span_equal(out.facts.value[LOT_FACT_LOCATION].text, LOT_LITERAL("9521321000018.A/b")));
    assert_int_equal(decode(SITE GTIN "/10/A%2FB?17=270331&3103=001250"), LOT_DECODE_OK);
    assert_true(lot_span_equal(out.facts.value[LOT_FACT_LOT].text, LOT_LITERAL("A/B")));
    assert_int_equal(out.facts.value[LOT_FACT_EXPIRY].number, 20270331);
    assert_int_equal(out.facts.value[LOT_FACT_WEIGHT_KG].number, 1250);
    /* a value that is written as it is stays where it is */
    assert_int_equal(out.text_used, 3);
    assert_int_equal(out.elements[1].offset, strlen(SITE GTIN "/10/"));
    assert_int_equal(out.elements[1].length, strlen("A%2FB"));
}

/* ---- site patterns -------------------------------------------------------------------------- */

static int match_all(void *self, struct lot_span text, bool first, struct lot_pattern_match *match)
{
    if (first) {
        return 0;
    }
    match->name = self;
    match->count = 1;
    match->group[0].fact = LOT_FACT_LOCATION;
    match->group[0].text = text;
    return 1;
}

static void patterns_know_links_without_a_key(void **state)
{
    (void)state;
    static char name[] = "shelf";
    const struct lot_patterns patterns = {.self = name, .match = match_all};
    options.patterns = &patterns;
    assert_int_equal(decode("https://wms.example/shelf/A-01"), LOT_DECODE_OK);
    assert_int_equal(out.syntax, LOT_SYNTAX_SITE);
    assert_int_equal(decode(SITE GTIN), LOT_DECODE_OK);
    assert_int_equal(out.syntax, LOT_SYNTAX_DIGITAL_LINK);
    options.patterns = NULL;
}

/* ---- extents -------------------------------------------------------------------------------- */

static void extents(void **state)
{
    (void)state;
    static char input[LOT_SCAN_MAX + 1];
    size_t size = (size_t)snprintf(input, sizeof input, "%s", SITE GTIN "?");
    for (unsigned m = 0; m <= LOT_ELEMENTS_MAX; m++) { /* measures: 3100 ... 3165, 3200 ... */
        size += (size_t)snprintf(input + size, sizeof input - size, "3%u%u%u=%06u&", 1 + m / 42,
                                 m / 6 % 7, m % 6, m);
    }
    assert_int_equal(decode(input), LOT_DECODE_ERROR);
    assert_int_equal(out.error.code, LOT_PROBLEM_TOO_MANY);
    assert_int_equal(out.element_count, LOT_ELEMENTS_MAX);
    assert_sound(lot_span_of(input));

    size = (size_t)snprintf(input, sizeof input, "%s", SITE GTIN "/10/");
    while (size + 3 <= LOT_SCAN_MAX) {
        size += (size_t)snprintf(input + size, sizeof input - size, "%%41");
    }
    assert_int_equal(decode(input), LOT_DECODE_ERROR);
    assert_int_equal(out.error.code, LOT_PROBLEM_LENGTH);
    assert_sound(lot_span_of(input));
}

/* ---- compressed ----------------------------------------------------------------------------- */

static void compressed_links(void **state)
{
    (void)state;
    static const struct {
        const char *input, *elements;
    } rows[] = {
        {SITE "/AQnYUc1gmg",                                                   "01=05412345000013"                     },
        {SITE "/AQnYUc1gmiCNV4JG",                                             "01=05412345000013|10=ABC123"           },
        {SITE "/some/where/AQnYUc1gmiCNV4JG?x=y#z",                            "01=05412345000013|10=ABC123"           },
        {SITE "/01/05412345000013/EEarwSM",                                    "01=05412345000013|10=ABC123"           },
        {SITE "/gtin/05412345000013/EEarwSM",                                  "01=05412345000013|10=ABC123"           },
        {SITE "/AQnYUc1gmg?17=290331",                                         "01=05412345000013|17=290331"           },
 /* the order of the link as it was */
        {SITE "/AQnYUc1gmiCNV4JGQhcNT6K6cibQCWN9Pee9tT-PQ",
         "01=05412345000013|22=AJY3095721P49|10=ABC123|21=72292641703"                                                 },
        {SITE "/cEB2CqjAAkuwatGLJm0as27JywgtGKaPI4cGbM",                       "8004=0541234537290A41&GHpp33|7040=7BVR"},
        {SITE "/JUa0T-eifdtOO9UFEmlYwv3Q",                                     "414=5060917510004|254=RP56J920471"     },
 /* parts of which one may be missing, parts that are written as one */
        {SITE "/gAMJCAXukTMA",                                                 "8003=04965031954585"                   },
        {SITE "/JVUqG5hJ5wA",                                                  "255=5678409730535"                     },
        {SITE "/QXSaVjC_dHBAVlCrg",                                            "417=5060917510004|7040=5KFX"           },
        {SITE "/gBe1ajAd9ATDmAGXPRfk",                                         "8017=817019610850151481|8019=4003812"  },
        {SITE "/QRSaVjC_dA",                                                   "411=5060917510004"                     },
 /* pairs that are no elements */
        {SITE "/AQnYUc1gmiCNV4JGLo3Dfg2q72Etrue8K7RPRWwjc0D_g2m3ADHvweOWYBqC",
         "01=05412345000013|10=ABC123|17=290331"                                                                       },
 /* a sequence as the standard has it, and as the toolkit sorts it */
        {SITE "/GgnYUc1gmo1Xgkbej3z7ptztxxpryCSjcNg",
         "01=05412345000013|10=ABC123|21=R759025244015BJ|17=290331"                                                    },
        {SITE "/GgnYUc1gmo1XgkaNw23o98-6bc7ccaa8gkg",
         "01=05412345000013|10=ABC123|21=R759025244015BJ|17=290331"                                                    },
        {SITE "/nWtE_non3bTjvVJpWML90",                                        "414=5060917510004|254=RP56J920471"     },
    };
    for (size_t r = 0; r < COUNT(rows); r++) {
        assert_int_equal(decode(rows[r].input), LOT_DECODE_OK);
        assert_int_equal(out.syntax, LOT_SYNTAX_DIGITAL_LINK);
        assert_sound(lot_span_of(rows[r].input));
        assert_string_equal(elements(), rows[r].elements);
    }
}

/* Bits as they are written, six to a character. */
struct writer {
    char text[512];
    size_t at;
};

static void put(struct writer *writer, uint64_t number, unsigned count)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (; count > 0; count--, writer->at++) {
        char *character = &writer->text[writer->at / 6];
        size_t six = writer->at % 6 == 0 ? 0 : (size_t)(strchr(alphabet, *character) - alphabet);
        uint64_t bit = count > 64 ? 0 : number >> (count - 1) & 1u;
        *character = alphabet[six | (size_t)(bit << (5 - writer->at % 6))];
        character[1] = '\0';
    }
}

static void put_gtin(struct writer *writer)
{
    memcpy(writer->text, SITE "/", sizeof SITE);
    writer->text[sizeof SITE] = '\0';
    writer->at = sizeof SITE * 6;
    put(writer, 0x01, 8);
    put(writer, 9521234543213, 47);
}

static void numbers_of_any_length(void **state)
{
    (void)state;
    static const struct {
        unsigned digits, bits;
    } rows[] = {
        {1,  4  },
        {2,  7  },
        {3,  10 },
        {9,  30 },
        {14, 47 },
        {18, 60 },
        {59, 197},
        {60, 200},
        {90, 299},
    };
    for (size_t r = 0; r < COUNT(rows); r++) {
        struct writer writer;
        char wanted[160];
        put_gtin(&writer);
        put(&writer, 0x91, 8);
        put(&writer, 0, 3); /* digits */
        put(&writer, rows[r].digits, 7);
        put(&writer, 7, rows[r].bits);
        put(&writer, 0x20, 8); /* reads right only where the number ended */
        put(&writer, 42, 7);
        snprintf(wanted, sizeof wanted, "01=09521234543213|91=%0*d|20=42", (int)rows[r].digits, 7);
        assert_int_equal(decode(writer.text), LOT_DECODE_OK);
        assert_string_equal(elements(), wanted);
    }
}

static void bits_without_sense(void **state)
{
    (void)state;
    static const struct {
        struct {
            uint64_t number;
            unsigned count;
        } puts[5];
    } rows[] = {
        {{{0x91, 8}, {5, 3}, {1, 7}, {0, 8}}},         /* no such encoding */
        {{{0x91, 8}, {4, 3}, {91, 7}, {0, 600}}},      /* longer than it may be */
        {{{0x91, 8}, {0, 3}, {1, 7}, {10, 4}}},        /* 10 is no digit */
        {{{0x91, 8}, {4, 3}, {5, 7}, {0, 8}}},         /* ends before it is over */
        {{{0x89, 8}, {0, 20}}},                        /* no such identifier */
        {{{0x31, 8}, {0xa, 4}, {0, 4}, {0, 20}}},      /* nor such a digit */
        {{{0xb0, 8}, {0, 20}}},                        /* nor such a sequence */
        {{{0xf, 4}, {100, 7}, {0, 20}}},               /* a name longer than all */
        {{{0xf, 4}, {1, 7}, {0, 6}, {7, 3}, {0, 20}}}, /* no such encoding of a pair */
        {{{1, 5}}},                                    /* not zeros at the end */
    };
    struct writer right;
    put_gtin(&right);
    assert_int_equal(decode(right.text), LOT_DECODE_OK);
    for (size_t r = 0; r < COUNT(rows); r++) {
        struct writer writer;
        put_gtin(&writer);
        for (size_t p = 0; p < COUNT(rows[r].puts); p++) {
            put(&writer, rows[r].puts[p].number, rows[r].puts[p].count);
        }
        assert_int_equal(decode(writer.text), LOT_DECODE_ERROR);
        assert_int_equal(out.error.code, LOT_PROBLEM_SYNTAX);
        assert_int_equal(out.element_count, 0);
    }
}

static void compressed_values_are_checked(void **state)
{
    (void)state;
    struct writer writer;
    put_gtin(&writer);
    put(&writer, 0x17, 8);
    put(&writer, 271331, 20);
    put(&writer, 0x10, 8);
    put(&writer, 4, 3);
    put(&writer, 2, 5);
    put(&writer, 'A' << 7 | 'b', 14);
    assert_int_equal(decode(writer.text), LOT_DECODE_ERROR);
    assert_int_equal(out.error.code, LOT_PROBLEM_DATE);
    assert_string_equal(out.error.element, "17");
    assert_int_equal(out.error.offset, sizeof SITE);
    assert_int_equal(out.error.length, strlen(writer.text) - sizeof SITE);
    assert_string_equal(elements(), "01=09521234543213|10=Ab");

    put_gtin(&writer);
    put(&writer, 0x01, 8);
    put(&writer, 9521234543213, 47);
    assert_int_equal(decode(writer.text), LOT_DECODE_ERROR);
    assert_int_equal(out.error.code, LOT_PROBLEM_REPEATED);
}

static void too_many_compressed(void **state)
{
    (void)state;
    struct writer writer;
    put_gtin(&writer);
    for (unsigned e = 0; e < LOT_ELEMENTS_MAX; e++) {
        put(&writer, 0x20, 8);
        put(&writer, 42, 7);
    }
    assert_int_equal(decode(writer.text), LOT_DECODE_ERROR);
    assert_int_equal(out.error.code, LOT_PROBLEM_TOO_MANY);
}

/* ---- whatever comes ------------------------------------------------------------------------- */

/* Writes the elements as a link again: it must say the same. */
static void assert_says_the_same_again(void)
{
    static char again[4 * LOT_SCAN_MAX];
    static char before[16384];
    strcpy(before, elements());
    size_t size = (size_t)snprintf(again, sizeof again, "http://a");
    for (unsigned e = 0; e < out.element_count; e++) {
        struct lot_span value = out.elements[e].value;
        bool in_path = e == 0 || strcmp(out.elements[e].id, "10") == 0 ||
                       strcmp(out.elements[e].id, "21") == 0 ||
                       strcmp(out.elements[e].id, "22") == 0;
        const char *form = in_path ? "/%s/" : strchr(again, '?') ? "&%s=" : "?%s=";
        size += (size_t)snprintf(again + size, sizeof again - size, form, out.elements[e].id);
        for (size_t i = 0; i < value.size; i++) {
            size += (size_t)snprintf(again + size, sizeof again - size, "%%%02x", value.data[i]);
        }
    }
    assert_int_equal(decode(again), LOT_DECODE_OK);
    assert_string_equal(elements(), before);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void damaged_links(void **state)
{
    (void)state;
    static const char *const links[] = {
        SITE GTIN "/22/2A/10/A%2Fb/21/C?17=270331&99=x+y&linkType=z#top",
        SITE "/AQnYUc1gmiCNV4JGQhcNT6K6cibQCWN9Pee9tT-PQ",
        SITE "/GgnYUc1gmo1Xgkbej3z7ptztxxpryCSjcNg",
        SITE "/01/05412345000013/EEarwSMXRuG_BtV3sJbXc94V2ieithG5oHw",
    };
    static const char bytes[] = "/?&=%+#0123456789ABCDEFabcdef-_:.@\x1d\xff";
    uint32_t seed = 1;
    unsigned right = 0;
    for (unsigned round = 0; round < 40000; round++) {
        char input[160];
        const char *link = links[round % COUNT(links)];
        size_t size = strlen(link);
        memcpy(input, link, size);
        for (uint32_t changes = next_random(&seed) % 3; changes > 0; changes--) {
            input[next_random(&seed) % size] = bytes[next_random(&seed) % (sizeof bytes - 1)];
        }
        size = next_random(&seed) % 4 == 0 ? next_random(&seed) % size + 1 : size;
        input[size] = '\0';
        enum lot_decode_status status = decode(input);
        assert_sound(lot_span(input, size));
        if (status == LOT_DECODE_OK && out.syntax == LOT_SYNTAX_DIGITAL_LINK) {
            assert_says_the_same_again();
            right++;
        }
    }
    assert_true(right > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_links),
        cmocka_unit_test(wrong_links),
        cmocka_unit_test(not_links),
        cmocka_unit_test(facts),
        cmocka_unit_test(patterns_know_links_without_a_key),
        cmocka_unit_test(extents),
        cmocka_unit_test(compressed_links),
        cmocka_unit_test(numbers_of_any_length),
        cmocka_unit_test(bits_without_sense),
        cmocka_unit_test(compressed_values_are_checked),
        cmocka_unit_test(too_many_compressed),
        cmocka_unit_test(damaged_links),
    };
    return cmocka_run_group_tests_name("decode_digital_link", tests, NULL, NULL);
}
