/* SPDX-License-Identifier: MIT */
/*
 * label: a site's own ZPL. Whatever a field says, the commands that a printer sees are those of the
 * template, and the data of each is what was meant, read back here as the printer's manual has it.
 */

#include <lot/label.h>

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(a)    (sizeof(a) / sizeof(a)[0])
#define TRIALS      2000
#define VALUE_MOST  24
#define FIELDS_MOST 8

static char path[] = "/tmp/lot-zpl-XXXXXX.zpl";

static int make_file(void **state)
{
    (void)state;
    int fd = mkstemps(path, 4);
    return fd < 0 || close(fd) < 0 ? -1 : 0;
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static int load(const char *text, struct lot_template **out, struct lot_label_fault *fault)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return lot_template_load(out, path, fault);
}

static int fill(const char *text, struct lot_span lot, unsigned copies, struct lot_bytes *out,
                struct lot_label_fault *fault)
{
    struct lot_template *template = NULL;
    const struct lot_label_options options = {0};
    const struct lot_label_field fields[] = {
        {"lot",  lot                },
        {"item", LOT_LITERAL("4711")}
    };
    const struct lot_label_job job = {
        .options = &options,
        .fields = fields,
        .count = COUNT(fields),
        .format = LOT_LABEL_ZPL,
        .print.copies = copies,
    };
    if (load(text, &template, fault) < 0) {
        fail_msg("%s", fault->text);
    }
    int error = lot_template_print(template, &job, out, fault);
    lot_template_free(template);
    return error;
}

/* ---- what is put in ------------------------------------------------------------------------- */

static void fields_are_put_in(void **state)
{
    (void)state;
    static const struct {
        const char *template, *lot, *zpl;
        unsigned copies;
    } rows[] = {
        {"^XA^FO9,9^A0N,30^FDLot {lot}^FS^XZ\n",  "A1",
         "^XA^CI28^FO9,9^A0N,30^FH^FDLot A1^FS^PQ1^XZ\n",                                                      0},
        {"^XA^FDLot^FS^XZ",                       "A1",       "^XA^CI28^FDLot^FS^PQ7^XZ",                      7},
        {"\n ^XA^FD{lot}^FS^PQ{copies},0,1,Y^XZ", "^XZ~JA",
         "^XA^CI28^FH^FD_5EXZ_7EJA^FS^PQ2,0,1,Y^XZ",                                                           2},
        {"^XA^FDA_B {lot}_{item}^FS^FDA_B^FS^XZ", "_5E",
         "^XA^CI28^FH^FDA_5FB _5F5E_5F4711^FS^FDA_B^FS^PQ1^XZ",                                                1},
        {"^XA^FH\\^FDA_B\\5F{lot}^FS^XZ",         "a\\b_",    "^XA^CI28^FH\\^FDA_B\\5Fa\\5Cb\\5F^FS^PQ1^XZ",
         1                                                                                                      },
        {"^XA^CI28^FD{lot}^FS^XZ",                "\xc3\xa9", "^XA^CI28^FH^FD_C3_A9^FS^PQ1^XZ",                1},
        {"^XA^BCN,80,Y,N,N,A^FD{lot}^FS^XZ",      "A>8B",
         "^XA^CI28^BCN,80,Y,N,N,A^FH^FDA_3E08B^FS^PQ1^XZ",                                                     1},
        {"^XA^BXN,6,200,,,,_^FD_1{lot}^FS^XZ",    "_1",
         "^XA^CI28^BXN,6,200,,,,_^FH^FD_5F1_5F_5F1^FS^PQ1^XZ",                                                 1},
        {"^XA^BQN,2,4^FDQA,{lot}^FS^XZ",          "A_~^",     "^XA^CI28^BQN,2,4^FH^FDQA,A_5F_7E_5E^FS^PQ1^XZ",
         1                                                                                                      },
        {"^XA^FX{lot}^FD{no field}{}^FS^XZ",      "A",        "^XA^CI28^FX{lot}^FD{no field}{}^FS^PQ1^XZ",     1},
        {"^XA^FD{lot}^FS^XZ",                     "{item}",   "^XA^CI28^FH^FD_7Bitem_7D^FS^PQ1^XZ",            1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct lot_label_fault fault = {0};
        struct lot_bytes zpl = {0};
        int error = fill(rows[i].template, lot_span_of(rows[i].lot), rows[i].copies, &zpl, &fault);
        if (error < 0 || zpl.size != strlen(rows[i].zpl) ||
            memcmp(zpl.data, rows[i].zpl, zpl.size) != 0) {
            fail_msg("row %zu: %d %s '%.*s'", i, error, fault.text, (int)zpl.size,
                     (const char *)zpl.data);
        }
        lot_bytes_done(&zpl);
    }
}

static void what_a_symbol_takes_for_itself_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *template, *lot, *says;
    } rows[] = {
        {"^XA^FDA\n{lot}^FS^XZ",               "\xff\x80", NULL                                   },
        {"^XA^CI0\n^FD{lot}^FS^XZ",            "\xc3\xa9", ":2: {lot} has a 0xc3, which this temp"},
        {"^XA^BCN,80,Y,N,N,D^FD{lot}^FS^XZ",   "A(10)",    ":1: {lot} has a 0x28, which this ^BC "},
        {"^XA^BXN,6,200^FD{lot}^FS^XZ",        "A_1",      ":1: {lot} has a 0x5f, which this ^BX "},
        {"^XA^B7N,6^FD{lot}^FS^XZ",            "A\\",      ":1: {lot} has a 0x5c, which this ^B7 "},
        {"^XA^B7N,6^FD{lot}^FS^FD{lot}^FS^XZ", "A-1",      NULL                                   },
        {"^XA\n\n^FD{colour}^FS^XZ",           "A",        ":3: there is no field {colour}"       },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct lot_label_fault fault = {0};
        struct lot_bytes zpl = {0};
        int error = fill(rows[i].template, lot_span_of(rows[i].lot), 1, &zpl, &fault);
        if (rows[i].says ? error != -EINVAL || !strstr(fault.text, rows[i].says) : error != 0) {
            fail_msg("row %zu: %d %s", i, error, fault.text);
        }
        lot_bytes_done(&zpl);
    }
}

static void what_cannot_be_escaped_is_no_template(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } rows[] = {
        {"",                             ":1: a label has one ^XA"               },
        {"^XA^FDA^FS",                   ":1: a label has one ^XA"               },
        {"^XA^XZ\n^XA^XZ",               ":2: a label has one ^XA"               },
        {"\n\nlabel",                    ":3: a command begins with ^ or ~"      },
        {"^XA\n^CC*^XZ",                 ":2: ^CC changes the signs"             },
        {"^XA\n~CT*^XZ",                 ":2: ~CT changes the signs"             },
        {"^XA^FO{lot},1^FDA^FS^XZ",      ":1: a {field} stands in the data of ^F"},
        {"^XA\n^PQ5^XZ",                 ":2: ^PQ is to say ^PQ{copies}"         },
        {"^XA^PQ{copies},{lot}^XZ",      ":1: ^PQ is to say"                     },
        {"^XA^PQ{copies}^PQ{copies}^XZ", ":1: a label has one ^XA"               },
        {"^XA^FHA^FD{lot}^FS^XZ",        ":1: ^FH takes a sign"                  },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct lot_template *template = NULL;
        struct lot_label_fault fault = {0};
        int error = load(rows[i].text, &template, &fault);
        if (error != -EINVAL || !strstr(fault.text, rows[i].says)) {
            fail_msg("row %zu: %d '%s'", i, error, fault.text);
        }
    }
}

static void only_a_printer_draws_it(void **state)
{
    (void)state;
    struct lot_template *template = NULL;
    struct lot_drawing *drawing = NULL;
    struct lot_label_fault fault = {0};
    const struct lot_label_options options = {0};
    const struct lot_label_job job = {.options = &options, .format = LOT_LABEL_TSPL};
    struct lot_bytes bytes = {0};
    assert_int_equal(load("^XA^XZ", &template, &fault), 0);
    assert_int_equal(lot_template_compose(template, &options, NULL, 0, &drawing, &fault), -EINVAL);
    assert_non_null(strstr(fault.text, "this is ZPL"));
    assert_int_equal(lot_template_print(template, &job, &bytes, &fault), -EINVAL);
    lot_template_free(template);
}

/* ---- hostile texts -------------------------------------------------------------------------- */

/* A printer: the commands that it sees, and what each ^FD says once ^FH is undone. */
struct seen {
    size_t size;
    char names[256];
    size_t fields;
    size_t sizes[FIELDS_MOST];
    uint8_t data[FIELDS_MOST][256];
};

static uint8_t hexadecimal(const uint8_t *digits)
{
    char text[3] = {(char)digits[0], (char)digits[1], '\0'};
    return (uint8_t)strtoul(text, NULL, 16);
}

static void take_data(struct seen *seen, const uint8_t *data, size_t size, char indicator)
{
    uint8_t *out = seen->data[seen->fields];
    size_t used = 0;
    for (size_t i = 0; i < size; i++) {
        bool escaped = indicator != '\0' && data[i] == (uint8_t)indicator;
        out[used++] = escaped ? hexadecimal(data + i + 1) : data[i];
        i += escaped ? 2 : 0;
    }
    seen->sizes[seen->fields++] = used;
}

static void look(struct seen *seen, struct lot_bytes zpl)
{
    char indicator = '\0';
    *seen = (struct seen){0};
    for (size_t at = 0; at < zpl.size;) {
        size_t end = at + 1;
        assert_true(zpl.data[at] == '^' || zpl.data[at] == '~');
        while (end < zpl.size && zpl.data[end] != '^' && zpl.data[end] != '~') {
            end++;
        }
        const char *name = (const char *)zpl.data + at;
        memcpy(seen->names + seen->size, name, 3);
        seen->size += 3;
        if (memcmp(name, "^FS", 3) == 0) {
            indicator = '\0';
        } else if (memcmp(name, "^FH", 3) == 0) {
            indicator = end > at + 3 ? name[3] : '_';
        } else if (memcmp(name, "^FD", 3) == 0) {
            take_data(seen, zpl.data + at + 3, end - at - 3, indicator);
        }
        at = end;
    }
}

/* What the symbol's own escapes make of the data. */
static size_t undo(const uint8_t *data, size_t size, char escape, char second, uint8_t *out)
{
    size_t used = 0;
    for (size_t i = 0; i < size; i++) {
        out[used++] = data[i];
        if (escape != '\0' && data[i] == (uint8_t)escape) {
            assert_int_equal(data[++i], second);
        }
    }
    return used;
}

static void nothing_breaks_out(void **state)
{
    (void)state;
    static const char template[] = "^XA^FO1,1^FD{lot}^FS^FH\\^FDx{lot}^FS^BCN,80^FD{lot}^FS"
                                   "^BXN,6,200,,,,_^FD{lot}^FS^PQ{copies}^XZ";
    static const char names[] = "^XA^CI^FO^FH^FD^FS^FH^FD^FS^BC^FH^FD^FS^BX^FH^FD^FS^PQ^XZ";
    static const char signs[] = "^~_\\>[({%&<}])'\"#$!,;:|`{lot}^XZ~JA^FS^FD_5E\\5E>8";
    static const struct {
        size_t skip;
        char escape, second;
    } kinds[FIELDS_MOST] = {
        {0, '\0', '\0'},
        {1, '\0', '\0'},
        {0, '>',  '0' },
        {0, '_',  '_' }
    };
    srand(6);
    for (int trial = 0; trial < TRIALS; trial++) {
        uint8_t value[VALUE_MOST], said[512];
        size_t size = 1 + (size_t)rand() % VALUE_MOST;
        for (size_t i = 0; i < size; i++) {
            value[i] = (uint8_t)(trial % 2 ? signs[(size_t)rand() % (sizeof signs - 1)]
                                           : 1 + rand() % 255);
        }
        struct lot_label_fault fault = {0};
        struct lot_bytes zpl = {0};
        struct seen seen;
        assert_int_equal(fill(template, lot_span(value, size), 3, &zpl, &fault), 0);
        look(&seen, zpl);
        lot_bytes_done(&zpl);
        assert_int_equal(seen.size, sizeof names - 1);
        assert_memory_equal(seen.names, names, sizeof names - 1);
        for (size_t i = 0; i < 4; i++) {
            size_t length = undo(seen.data[i] + kinds[i].skip, seen.sizes[i] - kinds[i].skip,
                                 kinds[i].escape, kinds[i].second, said);
            assert_int_equal(length, size);
            assert_memory_equal(said, value, size);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_put_in),
        cmocka_unit_test(what_a_symbol_takes_for_itself_is_refused),
        cmocka_unit_test(what_cannot_be_escaped_is_no_template),
        cmocka_unit_test(only_a_printer_draws_it),
        cmocka_unit_test(nothing_breaks_out),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
