/* SPDX-License-Identifier: MIT */
/* Digital Links: what an address says, and what is wrong with it and where. */

#include "decode_fixture.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define SITE         "https://id.gs1.org"
#define GTIN         "/01/09521234543213"

static const struct lot_decode_options link_options = {.today = 20260301};

struct row {
    const char *in, *answer;
};

static void check_rows(const struct row *rows, size_t count)
{
    for (size_t r = 0; r < count; r++) {
        assert_answer(decode(&link_options, lot_span_of(rows[r].in)), rows[r].answer);
    }
}

/* ---- right links ---------------------------------------------------------------------------- */

/* clang-format off */
static void addresses(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {SITE GTIN, "digital-link 01@22=09521234543213"},
        {"HTTP://A" GTIN, "digital-link 01@12=09521234543213"},
        {"]Q1http://a:8080/shop/en" GTIN, "digital-link 01@28=09521234543213"},
        {"https://[2001:db8::1]" GTIN, "digital-link 01@25=09521234543213"},
        {"https://a//b/" GTIN, "digital-link 01@17=09521234543213"},
        /* some printers mark the symbol as one of element strings */
        {"]Q3https://a" GTIN, "digital-link 01@16=09521234543213"},
        {"]d2HTTP://A" GTIN, "digital-link 01@15=09521234543213"},
        {"]d2http://a/", "gs1 ! unknown-identifier ht@3+2"},
        /* slashes that are not two */
        {"http:/a" GTIN, "digital-link 01@11=09521234543213 ! syntax @5+0"},
        {"https:a" GTIN, "digital-link 01@11=09521234543213 ! syntax @6+0"},
        {"https:", "digital-link ! syntax @6+0"},
        {"https:/", "digital-link ! syntax @6+0"},
        /* no addresses */
        {"ftp://a" GTIN, "plain ftp://a" GTIN},
        {"httpss://a" GTIN, "plain httpss://a" GTIN},
        {"id.gs1.org" GTIN, "plain id.gs1.org" GTIN},
        {"https", "plain https"},
        {"h", "plain h"},
    };
    check_rows(rows, COUNT(rows));
}

static void unpadded(void **state)
{
    (void)state;
    static const struct lot_decode_options lenient = {.today = 20260301, .unpadded_gtins = true};
    static const struct row rows[] = {
        {SITE "/01/9521234543213", "digital-link 01@22=09521234543213"},
        {SITE "/01/09521234543213", "digital-link 01@22=09521234543213"},
        {SITE "/01/416000336108/10/A", "digital-link 01@22=00416000336108 10@38=A"},
        {SITE "/gtin/02345673?17=270331", "digital-link 01@24=00000002345673 17@36=270331"},
        {SITE "/8004/9520614141234567?01=9521234543213", "digital-link 8004@24=9520614141234567 01@44=09521234543213"},
        {SITE "/01/%39521234543213", "digital-link 01@22=09521234543213"},
        {SITE "/01/9521234543214", "digital-link ! check-digit 01@22+13 '3'"},
        {SITE "/01/521234543213", "digital-link ! check-digit 01@22+12 '2'"},
        {SITE "/01/21234543213", "digital-link ! length 01@22+11 14..14"},
        {SITE "/01/952123454321X", "digital-link ! length 01@22+13 14..14"},
        {SITE "/414/521234543213", "digital-link ! length 414@23+12 13..13"},
    };
    for (size_t r = 0; r < COUNT(rows); r++) {
        assert_answer(decode(&lenient, lot_span_of(rows[r].in)), rows[r].answer);
    }
    const struct lot_decoded *decoded = decode(&lenient, LOT_LITERAL(SITE "/01/9521234543213"));
    assert_facts(decoded, "item=09521234543213");
    assert_answer(decode(&link_options, LOT_LITERAL(SITE "/01/9521234543213")),
                  "digital-link ! length 01@22+13 14..14");
}

static void paths(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {SITE GTIN "/22/2A/10/B/21/C", "digital-link 01@22=09521234543213 22@40=2A 10@46=B 21@51=C"},
        {SITE GTIN "/22/2A/21/C", "digital-link 01@22=09521234543213 22@40=2A 21@46=C"},
        {SITE GTIN "/235/T?10=B", "digital-link 01@22=09521234543213 235@41=T 10@46=B"},
        {SITE "/00/01/00/106141412345678908", "digital-link 00@28=106141412345678908"},
        {SITE "/gtin/09521234543213/lot/B/ser/C", "digital-link 01@24=09521234543213 10@43=B 21@49=C"},
        {SITE "/8004/9520614141234567?01=09521234543213", "digital-link 8004@24=9520614141234567 01@44=09521234543213"},
    };
    check_rows(rows, COUNT(rows));
}

static void parameters(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {SITE GTIN "?17=270331&linkType=gs1:pip&99=X#10=Y?30=1", "digital-link 01@22=09521234543213 17@40=270331 99@67=X"},
        {SITE GTIN "?&&7&17=270331&&3&", "digital-link 01@22=09521234543213 17@44=270331"},
        {SITE GTIN "?", "digital-link 01@22=09521234543213"},
        {SITE GTIN "?x=/10/B", "digital-link 01@22=09521234543213"},
        /* '+' is a space in a parameter only */
        {SITE GTIN "/10/A+b%2b%2Bc?98=X%2f9", "digital-link 01@22=09521234543213 10@40=A+b++c 98@54=X/9"},
    };
    check_rows(rows, COUNT(rows));
}

/* ---- wrong links ---------------------------------------------------------------------------- */

static void wrong_addresses(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"https://", "digital-link ! syntax @8+0"},
        {"https://a", "digital-link ! syntax @9+0"},
        {"https://a/", "digital-link ! syntax @9+1"},
        {"https://a/about/us?01=09521234543213", "digital-link ! syntax @9+9"},
        {"https://a/10/LOT", "digital-link ! syntax @9+7"},
        {"https://a/411/9521321000018", "digital-link ! syntax @9+18"},
        {"https://" GTIN, "digital-link 01@12=09521234543213 ! syntax @8+0"},
        {"https://me@a" GTIN, "digital-link 01@16=09521234543213 ! charset @10+1"},
        {"https://a" GTIN "?x=<", "digital-link 01@13=09521234543213 ! charset @30+1"},
        {"https://a" GTIN "#\xc3\xa9", "digital-link 01@13=09521234543213 ! charset @28+1"},
    };
    check_rows(rows, COUNT(rows));
}

static void wrong_values(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {SITE "/01/9521234543213", "digital-link ! length 01@22+13 14..14"},
        {SITE "/01/09521234543214/10/B", "digital-link 10@40=B ! check-digit 01@22+14 '3'"},
        {SITE GTIN "/10/", "digital-link 01@22=09521234543213 ! length 10@40+0 1..20"},
        {SITE GTIN "/10/A%2F%5B%2FB", "digital-link 01@22=09521234543213 ! charset 10@44+3"},
        {SITE GTIN "?17=271331", "digital-link 01@22=09521234543213 ! date 17@42+2"},
        {SITE GTIN "?99=A+B", "digital-link 01@22=09521234543213 ! charset 99@41+1"},
        {SITE GTIN "?99=A%00B", "digital-link 01@22=09521234543213 ! charset 99@41+3"},
        {SITE GTIN "?99=", "digital-link 01@22=09521234543213 ! length 99@40+0 1..90"},
        /* broken escapes */
        {SITE GTIN "/10/%2%25", "digital-link 01@22=09521234543213 ! syntax 10@40+3"},
        {SITE GTIN "/10/A%4gB", "digital-link 01@22=09521234543213 ! syntax 10@41+3"},
        {SITE GTIN "/10/AB%4", "digital-link 01@22=09521234543213 ! syntax 10@42+2"},
        {SITE GTIN "?99=AB%&98=C", "digital-link 01@22=09521234543213 98@47=C ! syntax 99@42+1"},
    };
    check_rows(rows, COUNT(rows));
}

static void wrong_paths(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {SITE GTIN "/21/C/10/B", "digital-link 01@22=09521234543213 21@40=C 10@45=B ! syntax 10@42+2"},
        {SITE GTIN "/235/T/10/B", "digital-link 01@22=09521234543213 235@41=T 10@46=B ! syntax 10@43+2"},
        {SITE GTIN "/99/X", "digital-link 01@22=09521234543213 99@40=X ! syntax 99@37+2"},
        {SITE "/00/106141412345678908/10/B", "digital-link 00@22=106141412345678908 10@44=B ! syntax 10@41+2"},
        /* what follows a right key */
        {SITE GTIN "/", "digital-link 01@22=09521234543213 ! syntax @37+0"},
        {SITE GTIN "/10", "digital-link 01@22=09521234543213 ! syntax 10@37+2"},
        {SITE GTIN "/89/X", "digital-link 01@22=09521234543213 ! unknown-identifier 89@37+2"},
        {SITE GTIN "/verylong/10/B/x", "digital-link 01@22=09521234543213 ! unknown-identifier verylon@37+8"},
    };
    check_rows(rows, COUNT(rows));
}

static void wrong_parameters(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {SITE GTIN "?89=X", "digital-link 01@22=09521234543213 ! unknown-identifier 89@37+2"},
        {SITE GTIN "?10=B", "digital-link 01@22=09521234543213 10@40=B ! syntax 10@37+2"},
        {SITE GTIN "/21/C?22=B", "digital-link 01@22=09521234543213 21@40=C 22@45=B ! syntax 22@42+2"},
        {SITE GTIN "?8200=http:x", "digital-link 01@22=09521234543213 8200@42=http:x ! syntax 8200@37+4"},
        {SITE GTIN "/10/B?10=B", "digital-link 01@22=09521234543213 10@40=B ! repeated 10@45+1"},
        {SITE GTIN "?99=B&99=C", "digital-link 01@22=09521234543213 99@40=B ! repeated 99@45+1"},
        {SITE GTIN "?02=09521234543213&37=1", "digital-link 01@22=09521234543213 02@40=09521234543213 37@58=1 ! exclusive 01@22+14 with 37"},
    };
    check_rows(rows, COUNT(rows));
}
/* clang-format on */

/* ---- facts ---------------------------------------------------------------------------------- */

static void facts(void **state)
{
    (void)state;
    static const struct {
        const char *in, *facts;
    } rows[] = {
        {SITE "/414/9521321000018/254/A%2Fb",         "location=9521321000018.A/b"},
        {SITE GTIN "/10/A%2FB?17=270331&3103=001250",
         "item=09521234543213 lot=A/B expiry=2027-03-31 weight_kg=1.25"           },
    };
    for (size_t r = 0; r < COUNT(rows); r++) {
        assert_facts(decode(&link_options, lot_span_of(rows[r].in)), rows[r].facts);
    }
}

static void values_stay_where_they_are(void **state)
{
    (void)state;
    const struct lot_decoded *decoded =
        decode(&link_options, lot_span_of(SITE GTIN "/10/A%2FB?17=270331"));
    assert_int_equal(decoded->text_used, strlen("A/B"));
    assert_int_equal(decoded->elements[1].length, strlen("A%2FB"));
}

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
    const struct lot_decode_options options = {.today = 20260301, .patterns = &patterns};
    const struct lot_span shelf = lot_span_of("https://wms.example/shelf/A-01");
    assert_facts(decode(&options, shelf), "location=https://wms.example/shelf/A-01");
    assert_facts(decode(&options, lot_span_of(SITE GTIN)), "item=09521234543213");
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
    const struct lot_decoded *decoded = decode(&link_options, lot_span_of(input));
    assert_int_equal(decoded->error.code, LOT_PROBLEM_TOO_MANY);
    assert_int_equal(decoded->element_count, LOT_ELEMENTS_MAX);

    size = (size_t)snprintf(input, sizeof input, "%s", SITE GTIN "/10/");
    while (size + 3 <= LOT_SCAN_MAX) {
        size += (size_t)snprintf(input + size, sizeof input - size, "%%41");
    }
    decoded = decode(&link_options, lot_span_of(input));
    assert_int_equal(decoded->error.code, LOT_PROBLEM_LENGTH);
}

/* Caps Lock undone takes a copy of all, which leaves no room for values. */
static void no_room(void **state)
{
    (void)state;
    static const char *const rows[] = {GTIN "/10/%41%41", "/AQnYUc1gmg"};
    static const char begin[] = "]q1HTTPS://A/";
    for (size_t r = 0; r < COUNT(rows); r++) {
        static char input[LOT_SCAN_MAX + 1];
        size_t size = strlen(rows[r]);
        memset(input, 'a', LOT_SCAN_MAX);
        memcpy(input, begin, sizeof begin - 1);
        for (size_t i = 0; i < size; i++) {
            char byte = rows[r][i];
            bool letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
            input[LOT_SCAN_MAX - size + i] = letter ? (char)(byte ^ 0x20) : byte;
        }
        const struct lot_decoded *decoded = decode(&link_options, lot_span_of(input));
        assert_int_equal(decoded->syntax, LOT_SYNTAX_DIGITAL_LINK);
        assert_int_equal(decoded->error.code, LOT_PROBLEM_TOO_LONG);
    }
}

/* ---- whatever comes ------------------------------------------------------------------------- */

/* Elements without offsets. */
static void say(struct line *line, const struct lot_decoded *decoded)
{
    line->length = 0;
    for (unsigned e = 0; e < decoded->element_count; e++) {
        add(line, "%s=", decoded->elements[e].id);
        add_bytes(line, decoded->elements[e].value);
        add(line, " ");
    }
}

static bool is_in_path(unsigned element, const char *id)
{
    return element == 0 || strcmp(id, "10") == 0 || strcmp(id, "21") == 0 || strcmp(id, "22") == 0;
}

/* Writes the elements as a link again, each byte escaped: it must say the same. */
static void assert_says_the_same_again(const struct lot_decoded *decoded)
{
    static struct line before, again, after;
    say(&before, decoded);
    again.length = 0;
    add(&again, "http://a");
    for (unsigned e = 0; e < decoded->element_count; e++) {
        const char *id = decoded->elements[e].id;
        struct lot_span value = decoded->elements[e].value;
        const char *parameter = strchr(again.text, '?') ? "&" : "?";
        bool path = is_in_path(e, id);
        add(&again, "%s%s%s", path ? "/" : parameter, id, path ? "/" : "=");
        for (size_t i = 0; i < value.size; i++) {
            add(&again, "%%%02x", value.data[i]);
        }
    }
    decoded = decode(&link_options, lot_span(again.text, again.length));
    assert_int_equal(decoded->status, LOT_DECODE_OK);
    say(&after, decoded);
    assert_string_equal(after.text, before.text);
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
        SITE GTIN "/22/2A/10/A%2Fb/21/C?17=270331&99=x-y&linkType=z#top",
        SITE "/AQnYUc1gmiCNV4JGQhcNT6K6cibQCWN9Pee9tT-PQ",
        SITE "/GgnYUc1gmo1Xgkbej3z7ptztxxpryCSjcNg",
        SITE "/01/05412345000013/EEarwSMXRuG_BtV3sJbXc94V2ieithG5oHw",
    };
    static const char bytes[] = "/?&=%+#0123456789ABCDEFabcdef-_:.@\x1d\xff";
    uint32_t seed = 1;
    unsigned right = 0;
    for (unsigned round = 0; round < 20000; round++) {
        char input[160];
        const char *link = links[round % COUNT(links)];
        size_t size = strlen(link);
        memcpy(input, link, size);
        for (uint32_t changes = next_random(&seed) % 3; changes > 0; changes--) {
            input[next_random(&seed) % size] = bytes[next_random(&seed) % (sizeof bytes - 1)];
        }
        size = next_random(&seed) % 4 == 0 ? next_random(&seed) % size + 1 : size;
        const struct lot_decoded *decoded = decode(&link_options, lot_span(input, size));
        if (decoded->status == LOT_DECODE_OK && decoded->syntax == LOT_SYNTAX_DIGITAL_LINK) {
            assert_says_the_same_again(decoded);
            right++;
        }
    }
    assert_true(right > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses),
        cmocka_unit_test(unpadded),
        cmocka_unit_test(paths),
        cmocka_unit_test(parameters),
        cmocka_unit_test(wrong_addresses),
        cmocka_unit_test(wrong_values),
        cmocka_unit_test(wrong_paths),
        cmocka_unit_test(wrong_parameters),
        cmocka_unit_test(facts),
        cmocka_unit_test(values_stay_where_they_are),
        cmocka_unit_test(patterns_know_links_without_a_key),
        cmocka_unit_test(extents),
        cmocka_unit_test(no_room),
        cmocka_unit_test(damaged_links),
    };
    return cmocka_run_group_tests_name("decode digital link", tests, NULL, NULL);
}
