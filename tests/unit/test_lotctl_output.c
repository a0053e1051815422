/* SPDX-License-Identifier: MIT */
/* What lotctl prints: rows of cells in three forms, compared byte by byte. */

#include "programs/lotctl/cell.c"
#include "programs/lotctl/display.c"
#include "programs/lotctl/escape.c"
#include "programs/lotctl/output.c"
#include "programs/lotctl/table_output.c"
#include "programs/lotctl/text_table.c"

#include <fcntl.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>

#include <cmocka.h>

#define TEXT(s)                                                                                    \
    {                                                                                              \
        .text = LOT_LITERAL(s)                                                                     \
    }
#define NUMBER(n)                                                                                  \
    {                                                                                              \
        .number = (n)                                                                              \
    }
#define AMOUNT(n, d)                                                                               \
    {                                                                                              \
        .number = (n), .decimals = (d)                                                             \
    }
#define NONE                                                                                       \
    {                                                                                              \
        .none = true                                                                               \
    }

static const struct lot_column columns[] = {
    {"lot",      LOT_COLUMN_TEXT    },
    {"raw",      LOT_COLUMN_BYTES   },
    {"rows",     LOT_COLUMN_INTEGER },
    {"quantity", LOT_COLUMN_QUANTITY},
    {"day",      LOT_COLUMN_DATE    },
    {"time",     LOT_COLUMN_TIME    },
};
#define COLUMNS (sizeof columns / sizeof columns[0])

static const struct lot_cell rows[][COLUMNS] = {
    {TEXT("A,\"1\""),
     TEXT("\x1d"
          "10\\"),
     NUMBER(-7),
     AMOUNT(12500,                                                        3),
     NUMBER(20260301),
     {.time = {1772348400123, 60}}},
    {TEXT("käse\xe7\x9a\x84"),               TEXT("\xff"), NUMBER(12), AMOUNT(5, 0), NUMBER(LOT_DATE_NONE),                       NONE},
    {TEXT("x\x1b[31m\xff\n"),           NONE,                     NONE,                         NONE,                     NONE,     NONE},
};
#define ROWS (sizeof rows / sizeof rows[0])

/* What a form writes of some rows, as a string. */
static char *print_rows_of(const struct lot_cell *cells, unsigned count, enum form form)
{
    struct output out;
    int fd = memfd_create("output", MFD_CLOEXEC);
    assert_int_equal(output_init(&out, fd), 0);
    struct table *table = table_new(&out, form, columns, COLUMNS);
    assert_non_null(table);
    for (unsigned i = 0; i < count; i++) {
        assert_int_equal(table_row(table, cells + (i % ROWS) * COLUMNS), 0);
    }
    table_end(table);
    assert_int_equal(output_done(&out), 0);
    off_t size = lseek(fd, 0, SEEK_END);
    char *text = calloc(1, (size_t)size + 1);
    assert_int_equal(pread(fd, text, (size_t)size, 0), size);
    close(fd);
    return text;
}

/* All rows above, that many times. */
static char *print(enum form form, unsigned times)
{
    return print_rows_of(rows[0], times * (unsigned)ROWS, form);
}

static void as_table(void **state)
{
    (void)state;
    char *text = print(FORM_TABLE, 1);
    assert_string_equal(
        text, "lot                raw      rows  quantity         day                 time\n"
              "A,\"1\"              \\x1d10\\    -7      12.5  2026-03-01  2026-03-01 08:00:00\n"
              "käse的             \\xff       12         5\n"
              "x\\x1b[31m\\xff\\x0a\n");
    free(text);
}

static void as_json(void **state)
{
    (void)state;
    char *text = print(FORM_JSON, 1);
    assert_string_equal(
        text,
        "{\"lot\":\"A,\\\"1\\\"\",\"raw\":\"\\u001d10\\\\\",\"rows\":-7,\"quantity\":\"12.5\","
        "\"day\":\"2026-03-01\",\"time\":\"2026-03-01T08:00:00.123+01:00\"}\n"
        "{\"lot\":\"käse的\",\"raw\":\"\xef\xbf\xbd\",\"hex\":\"ff\",\"rows\":12,"
        "\"quantity\":\"5\",\"day\":null,\"time\":null}\n"
        "{\"lot\":\"x\\u001b[31m\xef\xbf\xbd\\u000a\",\"hex\":\"781b5b33316dff0a\",\"raw\":null,"
        "\"rows\":null,\"quantity\":null,\"day\":null,\"time\":null}\n");
    free(text);
}

static void as_csv(void **state)
{
    (void)state;
    char *text = print(FORM_CSV, 1);
    assert_string_equal(text, "lot,raw,rows,quantity,day,time\r\n"
                              "\"A,\"\"1\"\"\",\"\\x1d10\\\\\",-7,12.5,2026-03-01,"
                              "2026-03-01T08:00:00.123+01:00\r\n"
                              "käse的,\"\\xff\",12,5,,\r\n"
                              "\"x\x1b[31m\xff\n\",,,,,\r\n");
    free(text);
}

/* More rows than are held back: every line is there, and looks as it does among the first. */
static void long_table(void **state)
{
    (void)state;
    char *first = print(FORM_TABLE, 1);
    char *text = print(FORM_TABLE, TEXT_TABLE_HELD);
    size_t head = strcspn(first, "\n") + 1;
    size_t block = strlen(first) - head;
    assert_int_equal(strlen(text), head + block * TEXT_TABLE_HELD);
    assert_memory_equal(text, first, head);
    for (unsigned i = 0; i < TEXT_TABLE_HELD; i++) {
        assert_memory_equal(text + head + i * block, first + head, block);
    }
    free(text);
    free(first);
}

/* A column in which nothing stands is left out of a table, and of nothing that a program reads. */
static void empty_columns(void **state)
{
    (void)state;
    static const struct lot_cell row[COLUMNS] = {TEXT("A"), NONE, NUMBER(1), NONE, NONE, NONE};
    static const char *const expected[] = {
        [FORM_TABLE] = "lot  rows\nA       1\n",
        [FORM_JSON] = "{\"lot\":\"A\",\"raw\":null,\"rows\":1,\"quantity\":null,\"day\":null,"
                      "\"time\":null}\n",
        [FORM_CSV] = "lot,raw,rows,quantity,day,time\r\nA,,1,,,\r\n",
    };
    for (unsigned form = FORM_TABLE; form <= FORM_CSV; form++) {
        char *text = print_rows_of(row, 1, (enum form)form);
        assert_string_equal(text, expected[form]);
        free(text);
    }
}

/* A table without rows is its head. */
static void no_rows(void **state)
{
    (void)state;
    char *text = print(FORM_TABLE, 0);
    assert_string_equal(text, "lot  raw  rows  quantity  day  time\n");
    free(text);
    text = print(FORM_JSON, 0);
    assert_string_equal(text, "");
    free(text);
}

static void fill_large(struct lot_json *json, const void *what)
{
    lot_json_bytes(json, NULL, *(const struct lot_span *)what);
}

/* One text larger than the buffer, and a little one before it: both arrive whole and in order. */
static void large_json(void **state)
{
    (void)state;
    struct output out;
    size_t size = 3 * OUTPUT_SIZE;
    char *bytes = malloc(size);
    memset(bytes, 'x', size);
    struct lot_span large = lot_span(bytes, size);
    struct lot_span little = LOT_LITERAL("1");
    int fd = memfd_create("output", MFD_CLOEXEC);
    assert_int_equal(output_init(&out, fd), 0);
    output_json(&out, fill_large, &little);
    output_json(&out, fill_large, &large);
    output_bytes(&out, large);
    assert_int_equal(output_done(&out), 0);
    assert_int_equal(lseek(fd, 0, SEEK_END), 4 + 2 * size + 3);
    char start[5] = "";
    assert_int_equal(pread(fd, start, 5, 0), 5);
    assert_memory_equal(start, "\"1\"\n\"", 5);
    close(fd);
    free(bytes);
}

static void failing_write(void **state)
{
    (void)state;
    struct output out;
    int fd = open("/dev/full", O_WRONLY | O_CLOEXEC);
    assert_int_equal(output_init(&out, fd), 0);
    output_text(&out, "lost");
    assert_int_equal(output_done(&out), -ENOSPC);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_table),   cmocka_unit_test(as_json),       cmocka_unit_test(as_csv),
        cmocka_unit_test(long_table), cmocka_unit_test(empty_columns), cmocka_unit_test(no_rows),
        cmocka_unit_test(large_json), cmocka_unit_test(failing_write),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
