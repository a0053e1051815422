/* SPDX-License-Identifier: MIT */
/* capture: the framer as conversations of keys, terminators, losses and silences. */

#include <lot/capture.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum call {
    STOP, /* the row ends */
    PUT,
    END,
    DROP,
    TICK,
};

struct step {
    enum call call;
    int64_t at;
    const char *text; /* PUT: each byte a key; a complete scan: its bytes */
    enum lot_frame frame;
};

struct row {
    const char *name;
    int64_t gap_ms;
    struct step steps[9];
};

static const struct row rows[] = {
    {"a terminator ends a scan, a bare one is nothing",
     0,   {{PUT, 10, "LOT-7", LOT_FRAME_NONE},
      {END, 0, "LOT-7", LOT_FRAME_SCAN},
      {END, 0, "", LOT_FRAME_NONE},
      {PUT, 20, "B", LOT_FRAME_NONE},
      {END, 0, "B", LOT_FRAME_SCAN}}      },
    {"without a gap no silence ends a scan",
     0,   {{PUT, 10, "A", LOT_FRAME_NONE},
      {TICK, 99999999, "", LOT_FRAME_NONE},
      {PUT, 99999999, "B", LOT_FRAME_NONE},
      {END, 0, "AB", LOT_FRAME_SCAN}}     },
    {"a silence as long as the gap ends a scan, one shorter does not",
     100, {{PUT, 1000, "A", LOT_FRAME_NONE},
      {TICK, 1099, "", LOT_FRAME_NONE},
      {PUT, 1099, "B", LOT_FRAME_NONE},
      {TICK, 1198, "", LOT_FRAME_NONE},
      {TICK, 1199, "AB", LOT_FRAME_SCAN},
      {TICK, 9999, "", LOT_FRAME_NONE},
      {END, 0, "", LOT_FRAME_NONE}}     },
    {"a key that types nothing breaks the silence",
     100, {{PUT, 1000, "A", LOT_FRAME_NONE},
      {PUT, 1090, "", LOT_FRAME_NONE},
      {TICK, 1180, "", LOT_FRAME_NONE},
      {TICK, 1190, "A", LOT_FRAME_SCAN}}},
    {"a clock that jumps back ends nothing",
     100, {{PUT, 1000, "A", LOT_FRAME_NONE},
      {TICK, 10, "", LOT_FRAME_NONE},
      {PUT, 10, "B", LOT_FRAME_NONE},
      {TICK, 110, "AB", LOT_FRAME_SCAN}}},
    {"a loss throws away what is held and the tail that follows",
     0,   {{PUT, 1000, "0109521", LOT_FRAME_NONE},
      {DROP, 1010, "", LOT_FRAME_LOST},
      {PUT, 1020, "C123", LOT_FRAME_NONE},
      {END, 0, "", LOT_FRAME_LOST},
      {PUT, 1030, "WHOLE", LOT_FRAME_NONE},
      {END, 0, "WHOLE", LOT_FRAME_SCAN}}  },
    {"a loss before the first key of a scan is not silent either",
     0,   {{DROP, 1010, "", LOT_FRAME_NONE},
      {PUT, 1020, "C123", LOT_FRAME_NONE},
      {END, 0, "", LOT_FRAME_LOST}}       },
    {"a loss whose scan has no tail is over at the terminator",
     0,   {{PUT, 1000, "A", LOT_FRAME_NONE},
      {DROP, 1010, "", LOT_FRAME_LOST},
      {END, 0, "", LOT_FRAME_NONE},
      {PUT, 1020, "B", LOT_FRAME_NONE},
      {END, 0, "B", LOT_FRAME_SCAN}}      },
    {"a loss that took the terminator is over at a silence",
     0,   {{DROP, 1000, "", LOT_FRAME_NONE},
      {TICK, 1499, "", LOT_FRAME_NONE},
      {TICK, 1500, "", LOT_FRAME_NONE},
      {PUT, 1500, "B", LOT_FRAME_NONE},
      {END, 0, "B", LOT_FRAME_SCAN}}      },
    {"a tail without a terminator is told at a silence",
     0,   {{DROP, 1000, "", LOT_FRAME_NONE},
      {PUT, 1400, "C123", LOT_FRAME_NONE},
      {TICK, 1899, "", LOT_FRAME_NONE},
      {TICK, 1900, "", LOT_FRAME_LOST},
      {PUT, 1900, "B", LOT_FRAME_NONE},
      {END, 0, "B", LOT_FRAME_SCAN}}      },
    {"the gap that is set ends the skipping too",
     100, {{PUT, 1000, "A", LOT_FRAME_NONE},
      {DROP, 1010, "", LOT_FRAME_LOST},
      {TICK, 1110, "", LOT_FRAME_NONE},
      {PUT, 1110, "B", LOT_FRAME_NONE},
      {END, 0, "B", LOT_FRAME_SCAN}}    },
};

static enum lot_frame put_keys(struct lot_framer *framer, const char *text, int64_t at)
{
    enum lot_frame frame = LOT_FRAME_NONE;
    if (*text == '\0') {
        return lot_framer_put(framer, LOT_LITERAL(""), at);
    }
    for (; *text; text++) {
        frame = lot_framer_put(framer, lot_span(text, 1), at);
    }
    return frame;
}

static enum lot_frame take(struct lot_framer *framer, const struct step *step)
{
    switch (step->call) {
    case PUT:
        return put_keys(framer, step->text, step->at);
    case END:
        return lot_framer_end(framer);
    case DROP:
        return lot_framer_drop(framer, step->at);
    case TICK:
        return lot_framer_tick(framer, step->at);
    case STOP:
        break;
    }
    return LOT_FRAME_NONE;
}

static void conversations(void **state)
{
    (void)state;
    static struct lot_framer framer;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        lot_framer_init(&framer, &(struct lot_framer_options){.gap_ms = rows[i].gap_ms});
        for (const struct step *step = rows[i].steps; step->call != STOP; step++) {
            enum lot_frame frame = take(&framer, step);
            struct lot_span scan = lot_framer_scan(&framer);
            bool same = frame == LOT_FRAME_NONE || lot_span_equal(scan, lot_span_of(step->text));
            if (frame != step->frame || !same) {
                fail_msg("%s: step %d: frame %d, scan '%.*s'", rows[i].name,
                         (int)(step - rows[i].steps), frame, (int)scan.size,
                         (const char *)scan.data);
            }
        }
    }
}

static void put_many(struct lot_framer *framer, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(lot_framer_put(framer, LOT_LITERAL("x"), 1000), LOT_FRAME_NONE);
    }
}

static void longest_scan(void **state)
{
    (void)state;
    static struct lot_framer framer;
    lot_framer_init(&framer, &(struct lot_framer_options){.gap_ms = 100});
    put_many(&framer, LOT_SCAN_MAX);
    assert_int_equal(lot_framer_end(&framer), LOT_FRAME_SCAN);
    assert_int_equal(lot_framer_scan(&framer).size, LOT_SCAN_MAX);

    put_many(&framer, LOT_SCAN_MAX - 1);
    lot_framer_put(&framer, LOT_LITERAL("\xc3\xa8"), 1000); /* its first half would fit */
    lot_framer_put(&framer, LOT_LITERAL("x"), 1000);
    assert_int_equal(lot_framer_end(&framer), LOT_FRAME_LONG);
    assert_int_equal(lot_framer_scan(&framer).size, 0);

    put_many(&framer, 3 * LOT_SCAN_MAX);
    assert_int_equal(lot_framer_deadline(&framer), 1100);
    assert_int_equal(lot_framer_tick(&framer, 1100), LOT_FRAME_LONG);

    put_many(&framer, 3 * LOT_SCAN_MAX);
    assert_int_equal(lot_framer_drop(&framer, 1000), LOT_FRAME_LOST);
}

/* No timer may run but while there is something to end. */
static void deadlines(void **state)
{
    (void)state;
    static struct lot_framer framer;
    lot_framer_init(&framer, &(struct lot_framer_options){.gap_ms = 100});
    assert_int_equal(lot_framer_deadline(&framer), -1);
    lot_framer_put(&framer, LOT_LITERAL(""), 1000);
    assert_int_equal(lot_framer_deadline(&framer), -1);
    lot_framer_put(&framer, LOT_LITERAL("A"), 1000);
    assert_int_equal(lot_framer_deadline(&framer), 1100);
    lot_framer_end(&framer);
    assert_int_equal(lot_framer_deadline(&framer), -1);

    lot_framer_init(&framer, &(struct lot_framer_options){.gap_ms = 0});
    lot_framer_put(&framer, LOT_LITERAL("A"), 1000);
    assert_int_equal(lot_framer_deadline(&framer), -1);
    lot_framer_drop(&framer, 1000);
    assert_int_equal(lot_framer_deadline(&framer), -1);
    lot_framer_put(&framer, LOT_LITERAL("B"), 1000);
    assert_int_equal(lot_framer_deadline(&framer), 1500);
}

static void nul_is_a_byte(void **state)
{
    (void)state;
    static struct lot_framer framer; /* zeroed is ready */
    lot_framer_put(&framer, LOT_LITERAL("\0"), 0);
    lot_framer_put(&framer, LOT_LITERAL("\x1d"), 0);
    assert_int_equal(lot_framer_end(&framer), LOT_FRAME_SCAN);
    assert_true(lot_span_equal(lot_framer_scan(&framer), LOT_LITERAL("\0\x1d")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conversations),
        cmocka_unit_test(longest_scan),
        cmocka_unit_test(deadlines),
        cmocka_unit_test(nul_is_a_byte),
    };
    return cmocka_run_group_tests_name("capture framer", tests, NULL, NULL);
}
