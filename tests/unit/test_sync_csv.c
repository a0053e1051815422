/* SPDX-License-Identifier: MIT */
/* sync: CSV out, exact whatever was scanned, and CSV in, from anyone. */

#include "test_sync_fake.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "output/sync/csv_reader.h"
#include "output/sync/csv_writer.h"

/* ---- writing -------------------------------------------------------------------------------- */

struct text {
    size_t used;
    char bytes[65536];
};

static int keep(void *self, struct lot_span bytes)
{
    struct text *text = self;
    assert_true(bytes.size < sizeof text->bytes - text->used);
    memcpy(text->bytes + text->used, bytes.data, bytes.size);
    text->used += bytes.size;
    text->bytes[text->used] = '\0';
    return 0;
}

static void write_cell(enum lot_column_kind kind, const struct lot_cell *cell, struct text *out)
{
    struct csv_writer writer;
    out->used = 0;
    out->bytes[0] = '\0';
    csv_begin(&writer, keep, out);
    csv_cell(&writer, kind, cell);
    assert_int_equal(csv_end(&writer), 0);
}

static void writes_texts(void **state)
{
    static const struct {
        struct lot_span text;
        const char *csv;
    } rows[] = {
        {LOT_LITERAL("FETA-1"),                  "FETA-1"                                 },
        {LOT_LITERAL(""),                        "\"\""                                   }, /* not none */
        {LOT_LITERAL("a,b"),                     "\"a,b\""                                },
        {LOT_LITERAL("5\" disk"),                "\"5\"\" disk\""                         },
        {LOT_LITERAL(" a"),                      "\" a\""                                 },
        {LOT_LITERAL("a "),                      "\"a \""                                 },
        {LOT_LITERAL("K\xc3\xa4se"),             "K\xc3\xa4se"                            },
        {LOT_LITERAL("K\xe4se"),                 "K\\xe4se"                               },
        {LOT_LITERAL("\xc3\xa4\xff"),            "\\xc3\\xa4\\xff"                        }, /* all or nothing */
        {LOT_LITERAL("a\x1d"
                     "b"),
         "a\\x1db"                                                                        },
        {LOT_LITERAL("a\0b"),                    "a\\x00b"                                },
        {LOT_LITERAL("a\r\nb\x7f"),              "a\\x0d\\x0ab\\x7f"                      },
        {LOT_LITERAL("a\\x1d"),                  "a\\\\x1d"                               },
        {LOT_LITERAL("=1+1"),                    "\\x3d1+1"                               },
        {LOT_LITERAL("+49"),                     "\\x2b49"                                },
        {LOT_LITERAL("-A-"),                     "\\x2dA-"                                },
        {LOT_LITERAL("@SUM(A1)"),                "\\x40SUM(A1)"                           },
        {LOT_LITERAL("@supplier"),               "@supplier"                              }, /* a virtual place */
        {LOT_LITERAL("@supplier|x"),             "\\x40supplier|x"                        },
        {LOT_LITERAL("@"),                       "\\x40"                                  },
        {LOT_LITERAL("=HYPERLINK(\"x\",\"y\")"), "\"\\x3dHYPERLINK(\"\"x\"\",\"\"y\"\")\""},
        {LOT_LITERAL("]d201\x1d,"),              "\"]d201\\x1d,\""                        },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text out;
        write_cell(LOT_COLUMN_TEXT, &(struct lot_cell){.text = rows[i].text}, &out);
        assert_string_equal(out.bytes, rows[i].csv);
    }
}

static void writes_the_other_kinds(void **state)
{
    static const uint8_t hash[] = {0x00, 0x9f, 0xff};
    static const struct {
        enum lot_column_kind kind;
        struct lot_cell cell;
        const char *csv;
    } rows[] = {
        {LOT_COLUMN_BYTES,    {.text = {hash, 3}},                  "009fff"                       },
        {LOT_COLUMN_BYTES,    {.text = {hash, 0}},                  "\"\""                         },
        {LOT_COLUMN_INTEGER,  {.number = -9223372036854775807 - 1}, "-9223372036854775808"         },
        {LOT_COLUMN_INTEGER,  {.number = 0},                        "0"                            },
        {LOT_COLUMN_QUANTITY, {.number = 1250, .decimals = 3},      "1.25"                         },
        {LOT_COLUMN_QUANTITY, {.number = -5, .decimals = 1},        "-0.5"                         },
        {LOT_COLUMN_DATE,     {.number = 20260301},                 "2026-03-01"                   },
        {LOT_COLUMN_TIME,     {.time = {0, 60}},                    "1970-01-01T01:00:00.000+01:00"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct lot_cell none = rows[i].cell;
        struct text out;
        write_cell(rows[i].kind, &rows[i].cell, &out);
        assert_string_equal(out.bytes, rows[i].csv);
        none.none = true;
        write_cell(rows[i].kind, &none, &out);
        assert_string_equal(out.bytes, "");
    }
}

static void writes_an_answer(void **state)
{
    struct lot_ledger ledger = {.groups = 2};
    const struct lot_filter filter = {.last = 6};
    struct lot_answer *answer = NULL;
    struct csv_writer writer;
    struct text out = {0};
    int64_t rows = 0;
    (void)state;
    assert_int_equal(lot_ledger_ask(&ledger, LOT_ASK_BUNDLE_SCANS, &filter, &answer), 0);
    csv_begin(&writer, keep, &out);
    assert_int_equal(csv_answer(&writer, answer, &rows), 0);
    assert_int_equal(csv_end(&writer), 0);
    assert_int_equal(rows, 2);
    assert_string_equal(
        out.bytes, "id,raw,time,operator,hash\r\n"
                   "1,\"]d201\\x1d\\xff\"\"\\\\,\",1970-01-01T01:00:01.000+01:00,,009fff10\r\n"
                   "4,\"]d201\\x1d\\xff\"\"\\\\,\",1970-01-01T01:00:04.000+01:00,,009fff10\r\n");
}

/* What --escaped input undoes: \xNN is a byte, \\ a backslash. */
static size_t unescape(const char *text, uint8_t *out)
{
    size_t size = 0;
    for (const char *at = text; *at; at++) {
        unsigned byte = (uint8_t)*at;
        if (at[0] == '\\' && at[1] == 'x') {
            assert_int_equal(sscanf(at + 2, "%2x", &byte), 1);
            at += 3;
        } else if (at[0] == '\\') {
            assert_int_equal(at[1], '\\');
            at++;
        }
        out[size++] = (uint8_t)byte;
    }
    return size;
}

static int keep_field(void *user, const struct csv_row *row)
{
    struct text *text = user;
    assert_int_equal(row->count, 1);
    text->used = 0;
    return keep(text, row->field[0]);
}

static void no_fault(void *user, int64_t line, const char *text)
{
    (void)user;
    fail_msg("line %d: %s", (int)line, text);
}

/* Any bytes come back exactly: written, read by our own reader, unescaped. */
static void texts_come_back(void **state)
{
    static const char alphabet[] = "aZ0\\x\"',;=+-@\r\n\t \x1d\x7f\xc3\xa4\xff";
    uint64_t seed = 1;
    (void)state;
    for (unsigned n = 0; n < 20000; n++) {
        uint8_t bytes[12];
        uint8_t back[64];
        struct text csv = {0};
        struct text field = {0};
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        size_t size = 1 + (seed >> 60) % 12;
        for (size_t i = 0; i < size; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            bytes[i] = (uint8_t)alphabet[(seed >> 33) % (sizeof alphabet)]; /* with its NUL */
        }
        write_cell(LOT_COLUMN_TEXT, &(struct lot_cell){.text = lot_span(bytes, size)}, &csv);
        const struct csv_handler handler = {&field, keep_field, no_fault};
        assert_int_equal(csv_read(lot_span(csv.bytes, csv.used), &handler), 0);
        assert_int_equal(unescape(field.bytes, back), size);
        assert_memory_equal(back, bytes, size);
        assert_null(strpbrk(csv.bytes, "\r\n"));
    }
}

static int fail_third(void *self, struct lot_span bytes)
{
    (void)bytes;
    return ++*(int *)self >= 3 ? -EIO : 0;
}

static void stops_at_the_first_error(void **state)
{
    static const char big[3000];
    struct csv_writer writer;
    int calls = 0;
    (void)state;
    csv_begin(&writer, fail_third, &calls);
    for (int i = 0; i < 100; i++) {
        csv_cell(&writer, LOT_COLUMN_BYTES, &(struct lot_cell){.text = lot_span(big, sizeof big)});
    }
    assert_int_equal(csv_end(&writer), -EIO);
    assert_int_equal(calls, 3);
}

/* ---- reading -------------------------------------------------------------------------------- */

/* Rows as "line:field|field;", faults as "!line;": one text to compare. */
static int tell_row(void *user, const struct csv_row *row)
{
    struct text *text = user;
    char line[24];
    snprintf(line, sizeof line, "%d:", (int)row->line);
    keep(text, lot_span_of(line));
    for (unsigned i = 0; i < row->count; i++) {
        keep(text, lot_span_of(i > 0 ? "|" : ""));
        keep(text, row->field[i]);
    }
    return keep(text, lot_span_of(";"));
}

static void tell_fault(void *user, int64_t line, const char *text)
{
    char words[24];
    assert_true(strlen(text) > 10);
    snprintf(words, sizeof words, "!%d;", (int)line);
    keep(user, lot_span_of(words));
}

static void reads_rows(void **state)
{
    static const struct {
        struct lot_span csv;
        const char *told;
    } rows[] = {
        {LOT_LITERAL(""),                                      ""               },
        {LOT_LITERAL("\xef\xbb\xbf"),                          ""               },
        {LOT_LITERAL("a,b"),                                   "1:a|b;"         },
        {LOT_LITERAL("a,b\n"),                                 "1:a|b;"         },
        {LOT_LITERAL("a,b\r\nc,d\r\n"),                        "1:a|b;2:c|d;"   },
        {LOT_LITERAL("\xef\xbb\xbf"
                     "a\nb\n"),
         "1:a;2:b;"                                                             },
        {LOT_LITERAL("\n\r\n  \na\n\nb"),                      "4:a;6:b;"       },
        {LOT_LITERAL("a,,\n"),                                 "1:a||;"         },
        {LOT_LITERAL(","),                                     "1:|;"           },
        {LOT_LITERAL("\"a,\"\"b\"\"\",c\n"),                   "1:a,\"b\"|c;"   },
        {LOT_LITERAL("\"a\n\nb\",c\nd\n"),                     "1:a\n\nb|c;4:d;"},
        {LOT_LITERAL("\"a\r\nb\"\r\nc\r\n"),                   "1:a\r\nb;3:c;"  },
        {LOT_LITERAL(" a , \" b \" \t\r\n"),                   "1:a| b ;"       },
        {LOT_LITERAL("\"\"\n"),                                "1:;"            },
        {LOT_LITERAL("\"a\"\r\n"),                             "1:a;"           },
        {LOT_LITERAL("K\xc3\xa4se\n"),                         "1:K\xc3\xa4se;" },
 /* faults, and what is still told behind them */
        {LOT_LITERAL("a\nb\"c,d\ne\n"),                        "1:a;!2;3:e;"    },
        {LOT_LITERAL("a\n\"b\"c,d\ne\n"),                      "1:a;!2;3:e;"    },
        {LOT_LITERAL("a\nb\0c\nd\n"),                          "1:a;!2;3:d;"    },
        {LOT_LITERAL("a\nb\xff\nd\n"),                         "1:a;!2;3:d;"    },
        {LOT_LITERAL("a\n\"b\n\xff\"\nd\n"),                   "1:a;!2;4:d;"    },
        {LOT_LITERAL("a\rb\rc"),                               "!1;"            },
        {LOT_LITERAL("a\nb\rc\nd\n"),                          "1:a;!2;3:d;"    },
        {LOT_LITERAL("a\n\"b\n\nc,d\n"),                       "1:a;!2;"        },
        {LOT_LITERAL("\""),                                    "!1;"            },
        {LOT_LITERAL("\0"),                                    "!1;"            },
        {LOT_LITERAL("\xff\xfe"
                     "a\0\n\0"),
         "!1;!2;"                                                               }, /* UTF-16 */
        {LOT_LITERAL(",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\na\n"), "!1;2:a;"        }, /* 33 fields */
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text told = {0};
        const struct csv_handler handler = {&told, tell_row, tell_fault};
        assert_int_equal(csv_read(rows[i].csv, &handler), 0);
        assert_string_equal(told.bytes, rows[i].told);
    }
}

/* A field of 10 MB, with quotes or without, ends at the limit of a row. */
static void stops_at_the_limit(void **state)
{
    const size_t size = 10u << 20;
    char *file = malloc(size);
    (void)state;
    assert_non_null(file);
    static const char *const beginnings[] = {"h\nA", "h\n\"A", "h\n\"\n"};
    for (size_t i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++) {
        struct text told = {0};
        const struct csv_handler handler = {&told, tell_row, tell_fault};
        memset(file, i == 2 ? '\n' : 'A', size);
        memcpy(file, beginnings[i], strlen(beginnings[i]));
        assert_int_equal(csv_read(lot_span(file, size), &handler), 0);
        assert_string_equal(told.bytes, "1:h;!2;");
    }
    free(file);
}

/* Any bytes are rows or faults, never both for one line, never a crash. */
static void reads_noise(void **state)
{
    static const char alphabet[] = "a,\"\"\n\n\r \xff";
    uint64_t seed = 7;
    (void)state;
    for (unsigned n = 0; n < 20000; n++) {
        char bytes[24];
        struct text told = {0};
        const struct csv_handler handler = {&told, tell_row, tell_fault};
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            bytes[i] = alphabet[(seed >> 33) % (sizeof alphabet)];
        }
        assert_int_equal(csv_read(lot_span(bytes, sizeof bytes), &handler), 0);
        bool blank = strspn(bytes, " \r\n") == sizeof bytes;
        assert_true(blank || told.used > 0);
    }
}

static int stop(void *user, const struct csv_row *row)
{
    (void)row;
    ++*(int *)user;
    return -EDOM;
}

static void stops_when_told(void **state)
{
    int rows = 0;
    const struct csv_handler handler = {&rows, stop, no_fault};
    (void)state;
    assert_int_equal(csv_read(LOT_LITERAL("a\nb\nc\n"), &handler), -EDOM);
    assert_int_equal(rows, 1);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_texts),       cmocka_unit_test(writes_the_other_kinds),
        cmocka_unit_test(writes_an_answer),   cmocka_unit_test(texts_come_back),
        cmocka_unit_test(reads_rows),         cmocka_unit_test(stops_at_the_first_error),
        cmocka_unit_test(stops_at_the_limit), cmocka_unit_test(reads_noise),
        cmocka_unit_test(stops_when_told),
    };
    return cmocka_run_group_tests_name("sync CSV", tests, NULL, NULL);
}
