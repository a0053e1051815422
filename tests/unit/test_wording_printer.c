/* SPDX-License-Identifier: MIT */
/* Every state of a printer has a sentence that names it, and what the system or a program said. */

#include "wording.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *words_of(enum lot_printer_state state, int error, const char *text)
{
    static char out[WORDING_SIZE];
    const struct lot_sent_report report = {.printer = state, .error = error, .text = text};
    size_t size = wording_printer("tcp://192.0.2.7", &report, out);
    assert_int_equal(size, strlen(out));
    return out;
}

static void every_state_is_worded(void **state)
{
    (void)state;
    char seen[LOT_PRINTER_STATE_COUNT][WORDING_SIZE];
    for (int i = 0; i < LOT_PRINTER_STATE_COUNT; i++) {
        snprintf(seen[i], sizeof seen[i], "%s", words_of((enum lot_printer_state)i, 0, ""));
        assert_memory_equal(seen[i], "printer tcp://192.0.2.7 ", 24);
        for (int before = 0; before < i; before++) {
            assert_string_not_equal(seen[i], seen[before]);
        }
    }
}

static void why_is_told_where_it_is_known(void **state)
{
    (void)state;
    assert_string_equal(words_of(LOT_PRINTER_OFFLINE, 0, ""),
                        "printer tcp://192.0.2.7 cannot be reached; check its power, cable and"
                        " network");
    assert_string_equal(words_of(LOT_PRINTER_OFFLINE, -ECONNREFUSED, ""),
                        "printer tcp://192.0.2.7 cannot be reached (Connection refused); check its"
                        " power, cable and network");
    assert_string_equal(words_of(LOT_PRINTER_OFFLINE, -EIO, "lp: no\nsuch queue"),
                        "printer tcp://192.0.2.7 cannot be reached (lp: no\\x0asuch queue); check"
                        " its power, cable and network");
    assert_string_equal(words_of(LOT_PRINTER_PAPER_OUT, 0, NULL),
                        "printer tcp://192.0.2.7 is out of labels; load some");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_state_is_worded),
        cmocka_unit_test(why_is_told_where_it_is_known),
    };
    return cmocka_run_group_tests_name("wording of printers", tests, NULL, NULL);
}
