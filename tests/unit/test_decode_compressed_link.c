/* SPDX-License-Identifier: MIT */
/* Compressed Digital Links: what is in them, and what is none. */

#include "decode_fixture.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define SITE         "https://id.gs1.org"
#define GTIN         "/01/09521234543213"

static const struct lot_decode_options link_options = {.today = 20260301};

/* ---- links as others make them -------------------------------------------------------------- */

/* clang-format off */
static void published_links(void **state)
{
    (void)state;
    static const struct {
        const char *in, *answer;
    } rows[] = {
        {SITE "/AQnYUc1gmg", "digital-link 01@19=05412345000013"},
        {SITE "/AQnYUc1gmiCNV4JG", "digital-link 01@19=05412345000013 10@19=ABC123"},
        {SITE "/some/where/AQnYUc1gmiCNV4JG?x=y#z", "digital-link 01@30=05412345000013 10@30=ABC123"},
        {SITE "/01/05412345000013/EEarwSM", "digital-link 01@22=05412345000013 10@37=ABC123"},
        {SITE "/gtin/05412345000013/EEarwSM", "digital-link 01@24=05412345000013 10@39=ABC123"},
        {SITE "/AQnYUc1gmg?17=290331", "digital-link 01@19=05412345000013 17@33=290331"},
        {SITE "/AQnYUc1gmg?10=B", "digital-link 01@19=05412345000013 10@33=B ! syntax 10@30+2"},
        /* the order of the link as it was */
        {SITE "/AQnYUc1gmiCNV4JGQhcNT6K6cibQCWN9Pee9tT-PQ", "digital-link 01@19=05412345000013 22@19=AJY3095721P49 10@19=ABC123 21@19=72292641703"},
        {SITE "/cEB2CqjAAkuwatGLJm0as27JywgtGKaPI4cGbM", "digital-link 8004@19=0541234537290A41&GHpp33 7040@19=7BVR"},
        {SITE "/JUa0T-eifdtOO9UFEmlYwv3Q", "digital-link 414@19=5060917510004 254@19=RP56J920471"},
        /* parts of which one may be missing, parts that are written as one */
        {SITE "/gAMJCAXukTMA", "digital-link 8003@19=04965031954585"},
        {SITE "/JVUqG5hJ5wA", "digital-link 255@19=5678409730535"},
        {SITE "/QXSaVjC_dHBAVlCrg", "digital-link 417@19=5060917510004 7040@19=5KFX"},
        {SITE "/gBe1ajAd9ATDmAGXPRfk", "digital-link 8017@19=817019610850151481 8019@19=4003812"},
        /* a key of the first edition */
        {SITE "/QRSaVjC_dA", "digital-link 411@19=5060917510004"},
        /* pairs that are no elements */
        {SITE "/AQnYUc1gmiCNV4JGLo3Dfg2q72Etrue8K7RPRWwjc0D_g2m3ADHvweOWYBqC", "digital-link 01@19=05412345000013 10@19=ABC123 17@19=290331"},
        /* a sequence as the standard has it, and as the toolkit sorts it */
        {SITE "/GgnYUc1gmo1Xgkbej3z7ptztxxpryCSjcNg", "digital-link 01@19=05412345000013 10@19=ABC123 21@19=R759025244015BJ 17@19=290331"},
        {SITE "/GgnYUc1gmo1XgkaNw23o98-6bc7ccaa8gkg", "digital-link 01@19=05412345000013 10@19=ABC123 21@19=R759025244015BJ 17@19=290331"},
        {SITE "/nWtE_non3bTjvVJpWML90", "digital-link 414@19=5060917510004 254@19=RP56J920471"},
        /* none: a lot alone, a character that is none of the alphabet, nothing */
        {SITE "/EEarwSM", "digital-link ! syntax @18+8"},
        {SITE "/AQnYUc1gm.", "digital-link ! syntax @18+11"},
        {SITE "/01/05412345000013/", "digital-link 01@22=05412345000013 ! syntax @37+0"},
    };
    for (size_t r = 0; r < COUNT(rows); r++) {
        assert_answer(decode(&link_options, lot_span_of(rows[r].in)), rows[r].answer);
    }
}
/* clang-format on */

/* ---- links bit by bit ----------------------------------------------------------------------- */

struct writer {
    char text[512];
    size_t bits;
};

static void begin(struct writer *writer, const char *address)
{
    size_t size = strlen(address);
    memcpy(writer->text, address, size + 1);
    writer->bits = size * 6;
}

static void put(struct writer *writer, uint64_t number, unsigned count)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (; count > 0; count--, writer->bits++) {
        char *character = &writer->text[writer->bits / 6];
        size_t place = writer->bits % 6;
        size_t six = place == 0 ? 0 : (size_t)(strchr(alphabet, *character) - alphabet);
        size_t bit = count > 64 ? 0 : number >> (count - 1) & 1u;
        *character = alphabet[six | bit << (5 - place)];
        character[1] = '\0';
    }
}

static void put_gtin(struct writer *writer)
{
    begin(writer, SITE "/");
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
        char wanted[200];
        put_gtin(&writer);
        put(&writer, 0x91, 8);
        put(&writer, 0, 3); /* digits */
        put(&writer, rows[r].digits, 7);
        put(&writer, 7, rows[r].bits);
        put(&writer, 0x20, 8); /* is read right only where the number ended */
        put(&writer, 42, 7);
        snprintf(wanted, sizeof wanted, "digital-link 01@19=09521234543213 91@19=%0*d 20@19=42",
                 (int)rows[r].digits, 7);
        assert_answer(decode(&link_options, lot_span_of(writer.text)), wanted);
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
        {{{0, 0}}},                                    /* this one is right */
        {{{0x91, 8}, {5, 3}, {1, 7}, {0, 8}}},         /* no such encoding */
        {{{0x91, 8}, {4, 3}, {91, 7}, {0, 637}}},      /* longer than it may be */
        {{{0x91, 8}, {0, 3}, {1, 7}, {10, 4}}},        /* 10 is no digit */
        {{{0x91, 8}, {4, 3}, {5, 7}, {0, 8}}},         /* ends before it is over */
        {{{0x89, 8}, {0, 20}}},                        /* no such identifier */
        {{{0x31, 8}, {0xa, 4}, {0, 4}, {0, 20}}},      /* nor such a digit */
        {{{0xb0, 8}, {0, 20}}},                        /* nor such a sequence */
        {{{0xf, 4}, {100, 7}, {0, 20}}},               /* a name longer than all */
        {{{0xf, 4}, {1, 7}, {0, 6}, {7, 3}, {0, 20}}}, /* no such encoding of a pair */
        {{{1, 5}}},                                    /* not zeros at the end */
    };
    for (size_t r = 0; r < COUNT(rows); r++) {
        struct writer writer;
        put_gtin(&writer);
        for (size_t p = 0; p < COUNT(rows[r].puts); p++) {
            put(&writer, rows[r].puts[p].number, rows[r].puts[p].count);
        }
        const struct lot_decoded *decoded = decode(&link_options, lot_span_of(writer.text));
        assert_int_equal(decoded->error.code, r == 0 ? LOT_PROBLEM_NONE : LOT_PROBLEM_SYNTAX);
        assert_int_equal(decoded->element_count, r == 0 ? 1 : 0);
    }
}

/* An error is about all of the compressed segment; what is right is kept. */
static void values_are_checked(void **state)
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
    assert_answer(decode(&link_options, lot_span_of(writer.text)),
                  "digital-link 01@19=09521234543213 10@19=Ab ! date 17@19+19");

    put_gtin(&writer);
    put(&writer, 0x01, 8);
    put(&writer, 9521234543213, 47);
    assert_answer(decode(&link_options, lot_span_of(writer.text)),
                  "digital-link 01@19=09521234543213 ! repeated 01@19+19");
}

/* ---- extents -------------------------------------------------------------------------------- */

/* Measures: 3100 ... 3165, 3200 ... */
static void put_measures(struct writer *writer, unsigned count)
{
    for (unsigned m = 0; m < count; m++) {
        put(writer, 0x3100 + 0x100 * (m / 42) + 0x10 * (m / 6 % 7) + m % 6, 16);
        put(writer, m, 20);
    }
}

static void extents(void **state)
{
    (void)state;
    struct writer writer;
    put_gtin(&writer);
    put_measures(&writer, LOT_ELEMENTS_MAX);
    const struct lot_decoded *decoded = decode(&link_options, lot_span_of(writer.text));
    assert_int_equal(decoded->error.code, LOT_PROBLEM_TOO_MANY);

    /* as many as there may be, and the key before them */
    begin(&writer, SITE GTIN "/");
    put_measures(&writer, LOT_ELEMENTS_MAX);
    decoded = decode(&link_options, lot_span_of(writer.text));
    assert_int_equal(decoded->error.code, LOT_PROBLEM_TOO_MANY);
    assert_int_equal(decoded->element_count, LOT_ELEMENTS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_links),
        cmocka_unit_test(numbers_of_any_length),
        cmocka_unit_test(bits_without_sense),
        cmocka_unit_test(values_are_checked),
        cmocka_unit_test(extents),
    };
    return cmocka_run_group_tests_name("decode compressed link", tests, NULL, NULL);
}
