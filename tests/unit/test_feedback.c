/* SPDX-License-Identifier: MIT */
/* feedback: patterns on lines that only remember what was set. */

#include <lot/feedback.h>

#include "output/feedback/patterns.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <systemd/sd-event.h>

#include <cmocka.h>

#define GREEN (1u << LOT_LINE_GREEN)
#define RED   (1u << LOT_LINE_RED)
#define TONE  (1u << LOT_LINE_TONE)

struct fake {
    uint32_t set[64];
    size_t count;
    int error;
    int freed;
};

struct room {
    sd_event *loop;
    struct fake fake;
    struct lot_feedback *feedback;
};

static int fake_set(void *self, uint32_t on)
{
    struct fake *fake = self;
    assert_true(fake->count < 64);
    fake->set[fake->count++] = on;
    return fake->error;
}

static void fake_free(void *self)
{
    ((struct fake *)self)->freed++;
}

static int set_up(void **state)
{
    static struct room room;
    room = (struct room){0};
    struct lot_lines lines = {&room.fake, fake_set, fake_free};
    assert_true(sd_event_new(&room.loop) >= 0);
    assert_int_equal(lot_feedback_new_on(&room.feedback, room.loop, &lines), 0);
    *state = &room;
    return 0;
}

static int tear_down(void **state)
{
    struct room *room = *state;
    lot_feedback_free(room->feedback);
    sd_event_unref(room->loop);
    return 0;
}

/* Runs the loop until nothing is pending any more. */
static void run_out(const struct room *room)
{
    while (room->fake.set[room->fake.count - 1] != 0 || room->fake.count < 3) {
        assert_true(sd_event_run(room->loop, UINT64_MAX) >= 0);
    }
}

static size_t steps_of(enum lot_pattern pattern)
{
    size_t count = 0;
    while (pattern_steps(pattern)[count].ms > 0) {
        count++;
    }
    return count;
}

static void starts_dark(void **state)
{
    struct room *room = *state;
    assert_int_equal(room->fake.count, 1);
    assert_int_equal(room->fake.set[0], 0);
}

static void patterns_end(void **state)
{
    (void)state;
    for (int pattern = 0; pattern < LOT_PATTERN_COUNT; pattern++) {
        assert_in_range(steps_of((enum lot_pattern)pattern), 1, PATTERN_STEPS - 1);
    }
}

/* Every step once, in order, and all off at the end; the shortest patterns, to save time. */
static void plays_each_step(void **state)
{
    struct room *room = *state;
    static const enum lot_pattern patterns[] = {LOT_PATTERN_TICK, LOT_PATTERN_PROMPT,
                                                LOT_PATTERN_OK};
    for (size_t at = 0; at < sizeof patterns / sizeof patterns[0]; at++) {
        const struct step *steps = pattern_steps(patterns[at]);
        size_t count = steps_of(patterns[at]);
        room->fake.count = 0;
        assert_int_equal(lot_feedback_play(room->feedback, patterns[at]), 0);
        while (room->fake.count < count + 1) {
            assert_true(sd_event_run(room->loop, UINT64_MAX) >= 0);
        }
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(room->fake.set[i], steps[i].on);
        }
        assert_int_equal(room->fake.set[count], 0);
    }
}

/* Beeps of a pattern: their number, and the length of the first. */
static void beeps_of(enum lot_pattern pattern, unsigned *count, unsigned *ms)
{
    *count = 0;
    *ms = 0;
    for (const struct step *step = pattern_steps(pattern); step->ms > 0; step++) {
        bool beep = step->on & TONE;
        *ms = beep && *count == 0 ? step->ms : *ms;
        *count += beep;
    }
}

static void patterns_sound_different(void **state)
{
    (void)state;
    for (int a = 0; a < LOT_PATTERN_COUNT; a++) {
        for (int b = a + 1; b < LOT_PATTERN_COUNT; b++) {
            unsigned count[2];
            unsigned ms[2];
            beeps_of((enum lot_pattern)a, &count[0], &ms[0]);
            beeps_of((enum lot_pattern)b, &count[1], &ms[1]);
            assert_true(count[0] != count[1] || ms[0] >= 2 * ms[1] || ms[1] >= 2 * ms[0]);
            assert_string_not_equal(lot_pattern_name((enum lot_pattern)a),
                                    lot_pattern_name((enum lot_pattern)b));
        }
    }
}

static void good_is_green_and_short_bad_is_red_and_long(void **state)
{
    (void)state;
    unsigned count;
    unsigned ok;
    unsigned error;
    beeps_of(LOT_PATTERN_OK, &count, &ok);
    assert_int_equal(count, 1);
    beeps_of(LOT_PATTERN_ERROR, &count, &error);
    assert_true(ok <= 100 && error >= 400);
    for (const struct step *step = pattern_steps(LOT_PATTERN_OK); step->ms > 0; step++) {
        assert_int_equal(step->on & (GREEN | RED), GREEN);
    }
    for (const struct step *step = pattern_steps(LOT_PATTERN_ERROR); step->ms > 0; step++) {
        assert_int_equal(step->on & (GREEN | RED), RED);
    }
}

static void a_new_pattern_takes_over(void **state)
{
    struct room *room = *state;
    room->fake.count = 0;
    assert_int_equal(lot_feedback_play(room->feedback, LOT_PATTERN_ERROR), 0);
    assert_int_equal(lot_feedback_play(room->feedback, LOT_PATTERN_OK), 0);
    run_out(room);
    static const uint32_t expected[] = {RED | TONE, GREEN | TONE, GREEN, 0};
    assert_int_equal(room->fake.count, 4);
    assert_memory_equal(room->fake.set, expected, sizeof expected);
}

/* Nothing is armed before, between and after patterns. */
static void idle_never_wakes(void **state)
{
    struct room *room = *state;
    assert_int_equal(sd_event_run(room->loop, 50000), 0);
    assert_int_equal(lot_feedback_play(room->feedback, LOT_PATTERN_TICK), 0);
    run_out(room);
    size_t count = room->fake.count;
    assert_int_equal(sd_event_run(room->loop, 50000), 0);
    assert_int_equal(room->fake.count, count);
}

static void lines_that_fail(void **state)
{
    struct room *room = *state;
    room->fake.error = -EIO;
    assert_int_equal(lot_feedback_play(room->feedback, LOT_PATTERN_ERROR), -EIO);
    assert_int_equal(sd_event_run(room->loop, 50000), 0);
    room->fake.error = 0;
    assert_int_equal(lot_feedback_play(room->feedback, LOT_PATTERN_ERROR), 0);
    room->fake.error = -EIO;
    assert_true(sd_event_run(room->loop, UINT64_MAX) > 0);
    size_t count = room->fake.count;
    assert_int_equal(sd_event_run(room->loop, 50000), 0);
    assert_int_equal(room->fake.count, count);
    assert_int_equal(lot_feedback_play(room->feedback, LOT_PATTERN_OK), -EIO);
}

static void lines_that_fail_at_once(void **state)
{
    struct room *room = *state;
    struct fake broken = {.error = -EIO};
    struct lot_lines lines = {&broken, fake_set, fake_free};
    struct lot_feedback *feedback = NULL;
    assert_int_equal(lot_feedback_new_on(&feedback, room->loop, &lines), -EIO);
    assert_null(feedback);
    assert_int_equal(broken.freed, 1);
}

static void free_switches_off(void **state)
{
    struct room *room = *state;
    assert_int_equal(lot_feedback_play(room->feedback, LOT_PATTERN_ERROR), 0);
    room->feedback = lot_feedback_free(room->feedback);
    assert_int_equal(room->fake.set[room->fake.count - 1], 0);
    assert_int_equal(room->fake.freed, 1);
    assert_int_equal(sd_event_run(room->loop, 50000), 0);
    assert_null(lot_feedback_free(NULL));
}

static void refuses_what_is_no_pattern(void **state)
{
    struct room *room = *state;
    assert_int_equal(lot_feedback_play(room->feedback, LOT_PATTERN_COUNT), -EINVAL);
    assert_int_equal(lot_feedback_play(room->feedback, (enum lot_pattern)99), -EINVAL);
    assert_int_equal(room->fake.count, 1);
}

/* ---- real lines ----------------------------------------------------------------------------- */

static void silence_without_lines(void **state)
{
    struct room *room = *state;
    static const struct lot_feedback_options rows[] = {
        {.chip = NULL,        .line = {1, 2, 3}                                          },
        {.chip = "gpiochip0", .line = {LOT_LINE_UNUSED, LOT_LINE_UNUSED, LOT_LINE_UNUSED}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct lot_feedback *feedback = NULL;
        char text[160] = "stale";
        assert_int_equal(lot_feedback_new(&feedback, room->loop, &rows[i], text), 0);
        assert_string_equal(text, "");
        assert_int_equal(lot_feedback_play(feedback, LOT_PATTERN_OK), 0);
        assert_int_equal(sd_event_run(room->loop, 50000), 0);
        lot_feedback_free(feedback);
    }
}

static void missing_chips_are_named(void **state)
{
    struct room *room = *state;
    static const char *const chips[] = {"/dev/gpiochip-none", "gpiochip-none", "/dev/null", "/",
                                        "a-name-longer-than-any-path-of-a-chip-can-ever-be-in-the-"
                                        "directory-of-devices"};
    for (size_t i = 0; i < sizeof chips / sizeof chips[0]; i++) {
        struct lot_feedback_options options = {
            .chip = chips[i], .line = {17, 27, 22}
        };
        struct lot_feedback *feedback = NULL;
        char text[160] = "";
        assert_int_equal(lot_feedback_new(&feedback, room->loop, &options, text), -ENODEV);
        assert_null(feedback);
        assert_non_null(strstr(text, "no GPIO chip /"));
        assert_non_null(strstr(text, "lotd.conf"));
        assert_non_null(strstr(text, "gpiodetect"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(starts_dark, set_up, tear_down),
        cmocka_unit_test(patterns_end),
        cmocka_unit_test_setup_teardown(plays_each_step, set_up, tear_down),
        cmocka_unit_test(patterns_sound_different),
        cmocka_unit_test(good_is_green_and_short_bad_is_red_and_long),
        cmocka_unit_test_setup_teardown(a_new_pattern_takes_over, set_up, tear_down),
        cmocka_unit_test_setup_teardown(idle_never_wakes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_that_fail, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_that_fail_at_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(free_switches_off, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_what_is_no_pattern, set_up, tear_down),
        cmocka_unit_test_setup_teardown(silence_without_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(missing_chips_are_named, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("feedback", tests, NULL, NULL);
}
