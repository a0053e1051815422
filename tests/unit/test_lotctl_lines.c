/* SPDX-License-Identifier: MIT */
/* lotctl's input: bytes in, lines out, and what escapes in them stand for. */

#include "programs/lotctl/escape.c"
#include "programs/lotctl/lines.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>

#include <cmocka.h>

static int file_of(const void *bytes, size_t size)
{
    int fd = memfd_create("lines", MFD_CLOEXEC);
    assert_int_equal(write(fd, bytes, size), size);
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    return fd;
}

static void some_lines(void **state)
{
    (void)state;
    static const struct {
        struct lot_span bytes;
        struct lot_span lines[4];
        unsigned count;
    } rows[] = {
        {LOT_LITERAL(""),              {{0}},                                                 0},
        {LOT_LITERAL("\n"),            {LOT_LITERAL("")},                                     1},
        {LOT_LITERAL("a"),             {LOT_LITERAL("a")},                                    1},
        {LOT_LITERAL("a\n"),           {LOT_LITERAL("a")},                                    1},
        {LOT_LITERAL("a\n\nb"),        {LOT_LITERAL("a"), LOT_LITERAL(""), LOT_LITERAL("b")}, 3},
        {LOT_LITERAL("a\0b\xff\r\nc"), {LOT_LITERAL("a\0b\xff\r"), LOT_LITERAL("c")},         2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct lines lines;
        uint8_t *line = NULL;
        size_t size = 0;
        int fd = file_of(rows[i].bytes.data, rows[i].bytes.size);
        assert_int_equal(lines_init(&lines, fd), 0);
        for (unsigned n = 0; n < rows[i].count; n++) {
            assert_int_equal(lines_next(&lines, &line, &size), 0);
            assert_true(lot_span_equal(lot_span(line, size), rows[i].lines[n]));
        }
        assert_int_equal(lines_next(&lines, &line, &size), 1);
        assert_int_equal(lines_next(&lines, &line, &size), 1);
        lines_done(&lines);
        close(fd);
    }
}

/* Lines up to the window come whole; longer ones come cut, once, and the next one is not touched.
 */
static void long_lines(void **state)
{
    (void)state;
    static const size_t sizes[] = {65536, LINES_SIZE - 1, LINES_SIZE, LINES_SIZE + 1,
                                   3 * LINES_SIZE + 7};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        size_t expected = sizes[i] < LINES_SIZE ? sizes[i] : LINES_SIZE;
        char *bytes = malloc(sizes[i] + 6);
        memset(bytes, 'x', sizes[i]);
        memcpy(bytes + sizes[i], "\nnext\n", 6);
        struct lines lines;
        uint8_t *line = NULL;
        size_t size = 0;
        int fd = file_of(bytes, sizes[i] + 6);
        assert_int_equal(lines_init(&lines, fd), 0);
        assert_int_equal(lines_next(&lines, &line, &size), 0);
        assert_int_equal(size, expected);
        assert_int_equal(lines_next(&lines, &line, &size), 0);
        assert_true(lot_span_equal(lot_span(line, size), LOT_LITERAL("next")));
        assert_int_equal(lines_next(&lines, &line, &size), 1);
        lines_done(&lines);
        close(fd);
        free(bytes);
    }
}

static void waiting(void **state)
{
    (void)state;
    struct lines lines;
    uint8_t *line = NULL;
    size_t size = 0;
    int fd = file_of("a\nb\nc", 5);
    assert_int_equal(lines_init(&lines, fd), 0);
    assert_true(lines_must_wait(&lines));
    assert_int_equal(lines_next(&lines, &line, &size), 0);
    assert_false(lines_must_wait(&lines));
    assert_int_equal(lines_next(&lines, &line, &size), 0);
    assert_true(lines_must_wait(&lines));
    lines_done(&lines);
    close(fd);
}

static void unreadable(void **state)
{
    (void)state;
    struct lines lines;
    uint8_t *line = NULL;
    size_t size = 0;
    assert_int_equal(lines_init(&lines, -1), 0);
    assert_int_equal(lines_next(&lines, &line, &size), -EBADF);
    lines_done(&lines);
}

static void escapes(void **state)
{
    (void)state;
    static const struct {
        struct lot_span typed, meant;
    } rows[] = {
        {LOT_LITERAL(""),           LOT_LITERAL("")                               },
        {LOT_LITERAL("plain"),      LOT_LITERAL("plain")                          },
        {LOT_LITERAL("\\x1d10"),    LOT_LITERAL("\x1d"
                                             "10")},
        {LOT_LITERAL("\\x00\\xFf"), LOT_LITERAL("\0\xff")                         },
        {LOT_LITERAL("a\\\\x41"),   LOT_LITERAL("a\\x41")                         },
        {LOT_LITERAL("\\("),        LOT_LITERAL("\\(")                            },
        {LOT_LITERAL("\\x4"),       LOT_LITERAL("\\x4")                           },
        {LOT_LITERAL("\\xg0\\x0g"), LOT_LITERAL("\\xg0\\x0g")                     },
        {LOT_LITERAL("end\\"),      LOT_LITERAL("end\\")                          },
        {LOT_LITERAL("\\\\"),       LOT_LITERAL("\\")                             },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint8_t bytes[32];
        memcpy(bytes, rows[i].typed.data, rows[i].typed.size);
        size_t size = unescape(bytes, rows[i].typed.size);
        assert_true(lot_span_equal(lot_span(bytes, size), rows[i].meant));
    }
    char out[ESCAPE_SIZE];
    assert_int_equal(escape_byte(0xa5, out), 4);
    assert_memory_equal(out, "\\xa5", 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(some_lines), cmocka_unit_test(long_lines), cmocka_unit_test(waiting),
        cmocka_unit_test(unreadable), cmocka_unit_test(escapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
