/* SPDX-License-Identifier: MIT */
/* label: what a symbol says, and what is refused before an encoder sees it. */

#include <lot/label.h>

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define GTIN .item = LOT_LITERAL("09521234543213")

static void says(void **state)
{
    (void)state;
    static const struct {
        struct lot_label_data data;
        const char *text;
    } rows[] = {
        {{GTIN, .lot = LOT_LITERAL("ABC123")},                                      "(01)09521234543213(10)ABC123"  },
        {{GTIN},                                                                    "(01)09521234543213"            },
        {{GTIN, .lot = LOT_LITERAL("A"), .expiry = 20260930, .best_before = 20260801,
          .quantity = 48},
         "(01)09521234543213(15)260801(17)260930(30)48(10)A"                                                        },
        {{GTIN, .quantity = 99999999},                                              "(01)09521234543213(30)99999999"},
        {{GTIN, .quantity = 1250, .decimals = 3, .lot = LOT_LITERAL("A")},
         "(01)09521234543213(10)A"                                                                                  },
        {{.item = LOT_LITERAL("9521234543213")},                                    "(01)09521234543213"            },
        {{.item = LOT_LITERAL("012345678905")},                                     "(01)00012345678905"            },
        {{.item = LOT_LITERAL("96385074")},                                         "(01)00000096385074"            },
        {{GTIN, .lot = LOT_LITERAL("!\"%&'()*+,-./0123456")},
         "(01)09521234543213(10)!\"%&'()*+,-./0123456"                                                              },
        {{GTIN, .lot = LOT_LITERAL("789:;<=>?ABC_Zabcyz")},
         "(01)09521234543213(10)789:;<=>?ABC_Zabcyz"                                                                },
        {{GTIN, .lot = LOT_LITERAL("(01)(10)")},                                    "(01)09521234543213(10)(01)(10)"},
        {{GTIN, .expiry = 20000101},                                                "(01)09521234543213(17)000101"  },
        {{GTIN, .expiry = 20240229},                                                "(01)09521234543213(17)240229"  },
 /* a site's own numbers */
        {{.item = LOT_LITERAL("SKU-4711"), .lot = LOT_LITERAL("CH 2026/118")},
         "SKU-4711|CH 2026/118"                                                                                     },
        {{.item = LOT_LITERAL("10002345"), .lot = LOT_LITERAL("7")},                "10002345|7"                    },
        {{.item = LOT_LITERAL("SKU-4711"), .lot = LOT_LITERAL("a|[b]")},            "SKU-4711|a|[b]"                },
        {{.item = LOT_LITERAL("SKU-4711")},                                         "SKU-4711"                      },
        {{.item = LOT_LITERAL("SKU"), .lot = LOT_LITERAL("A"), .expiry = 20260930}, "SKU|A"                         },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[160];
        struct lot_label_fault fault;
        int length = lot_label_element_string(&rows[i].data, text, sizeof text, &fault);
        assert_int_equal(length, strlen(rows[i].text));
        assert_string_equal(text, rows[i].text);
    }
}

static void refuses(void **state)
{
    (void)state;
    static const struct {
        struct lot_label_data data;
        const char *word; /* that the fault names */
    } rows[] = {
        {{.lot = LOT_LITERAL("A")},                                        "no item"                      },
        {{.item = LOT_LITERAL("09521234543214"), .lot = LOT_LITERAL("A")}, "3 would be right"             },
        {{.item = LOT_LITERAL("9521234543210")},                           "check digit"                  },
        {{.item = LOT_LITERAL("012345678900")},                            "5 would be right"             },
        {{GTIN, .lot = LOT_LITERAL("123456789012345678901")},              "21 characters"                },
        {{GTIN, .lot = LOT_LITERAL("A B")},                                "character 2 of the lot (0x20)"},
        {{GTIN, .lot = LOT_LITERAL("A[10]B")},                             "(0x5b)"                       },
        {{GTIN, .lot = LOT_LITERAL("A]")},                                 "(0x5d)"                       },
        {{GTIN, .lot = LOT_LITERAL("A\x1d")},                              "(0x1d)"                       },
        {{GTIN, .lot = LOT_LITERAL("A\0B")},                               "(0x00)"                       },
        {{GTIN, .lot = LOT_LITERAL("A^XZB")},                              "(0x5e)"                       },
        {{GTIN, .lot = LOT_LITERAL("~")},                                  "(0x7e)"                       },
        {{GTIN, .lot = LOT_LITERAL("{")},                                  "(0x7b)"                       },
        {{GTIN, .lot = LOT_LITERAL("\\")},                                 "(0x5c)"                       },
        {{GTIN, .lot = LOT_LITERAL("\xc3\xa9")},                           "(0xc3)"                       },
        {{GTIN, .expiry = 20261301},                                       "(17)"                         },
        {{GTIN, .expiry = 20260230},                                       "(17)"                         },
        {{GTIN, .best_before = 19991231},                                  "(15)"                         },
        {{GTIN, .best_before = 21000101},                                  "(15)"                         },
        {{GTIN, .quantity = 100000000},                                    "(30)"                         },
        {{GTIN, .quantity = -1},                                           "(30)"                         },
        {{.item = LOT_LITERAL("A|B")},                                     "item number"                  },
        {{.item = LOT_LITERAL("A\nB")},                                    "(0x0a)"                       },
        {{.item = LOT_LITERAL("SKU"), .lot = LOT_LITERAL("A\x1d")},        "(0x1d)"                       },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[160];
        struct lot_label_fault fault;
        assert_int_equal(lot_label_element_string(&rows[i].data, text, sizeof text, &fault),
                         -EINVAL);
        assert_int_equal(fault.reason, LOT_LABEL_DATA);
        assert_non_null(strstr(fault.text, rows[i].word));
    }
}

static void tells_small_buffers(void **state)
{
    (void)state;
    char text[19];
    struct lot_label_data data = {GTIN};
    assert_int_equal(lot_label_element_string(&data, text, 19, NULL), 18);
    assert_int_equal(lot_label_element_string(&data, text, 18, NULL), -ENOSPC);
    data.lot = LOT_LITERAL(" ");
    assert_int_equal(lot_label_element_string(&data, text, 19, NULL), -EINVAL);
}

/* The longest that can be asked for. */
static void holds_the_longest(void **state)
{
    (void)state;
    uint8_t letters[64];
    char text[160];
    struct lot_label_fault fault;
    memset(letters, 'A', sizeof letters);
    struct lot_label_data data = {.item = lot_span(letters, 63), .lot = lot_span(letters, 63)};
    assert_int_equal(lot_label_element_string(&data, text, sizeof text, &fault), 127);
    data.lot.size = 64;
    assert_int_equal(lot_label_element_string(&data, text, sizeof text, &fault), -EINVAL);
    data.lot.size = 63;
    data.item.size = 64;
    assert_int_equal(lot_label_element_string(&data, text, sizeof text, &fault), -EINVAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says),
        cmocka_unit_test(refuses),
        cmocka_unit_test(tells_small_buffers),
        cmocka_unit_test(holds_the_longest),
    };
    return cmocka_run_group_tests_name("label element string", tests, NULL, NULL);
}
