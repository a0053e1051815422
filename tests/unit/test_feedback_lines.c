/* SPDX-License-Identifier: MIT */
/*
 * feedback: what reaches the chip. This program has the functions of libgpiod itself, so that the
 * room's real file runs on a chip of eight lines that only remembers levels.
 */

#include <lot/feedback.h>

#include <errno.h>
#include <gpiod.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <systemd/sd-event.h>

#include <cmocka.h>

#define LINES 8

static struct {
    int level[LINES]; /* -1: never set */
    const char *user[LINES];
    int open, requested;
    int error; /* of the request */
    char path[64];
} chip;

#ifdef GPIOD_LINE_BULK_MAX_LINES /* libgpiod 1.x */

struct gpiod_chip {
    int unused;
};
struct gpiod_line {
    unsigned offset;
};

static struct gpiod_chip the_chip;
static struct gpiod_line lines[LINES] = {{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}};

struct gpiod_chip *gpiod_chip_open(const char *path)
{
    strncpy(chip.path, path, sizeof chip.path - 1);
    chip.open++;
    return &the_chip;
}

void gpiod_chip_close(struct gpiod_chip *gpiod)
{
    (void)gpiod;
    chip.open--;
    chip.requested = 0;
}

struct gpiod_line *gpiod_chip_get_line(struct gpiod_chip *gpiod, unsigned offset)
{
    (void)gpiod;
    errno = EINVAL;
    return offset < LINES ? &lines[offset] : NULL;
}

bool gpiod_line_is_used(struct gpiod_line *line)
{
    return chip.user[line->offset] != NULL;
}

const char *gpiod_line_consumer(struct gpiod_line *line)
{
    return chip.user[line->offset];
}

int gpiod_line_set_value_bulk(struct gpiod_line_bulk *bulk, const int *values)
{
    for (unsigned i = 0; i < bulk->num_lines; i++) {
        chip.level[bulk->lines[i]->offset] = values[i];
    }
    return 0;
}

int gpiod_line_request_bulk(struct gpiod_line_bulk *bulk,
                            const struct gpiod_line_request_config *config, const int *values)
{
    assert_int_equal(config->request_type, GPIOD_LINE_REQUEST_DIRECTION_OUTPUT);
    assert_string_equal(config->consumer, "lotd");
    errno = chip.error;
    if (chip.error == 0) {
        chip.requested++;
        gpiod_line_set_value_bulk(bulk, values);
    }
    return chip.error ? -1 : 0;
}

#else /* libgpiod 2.x */

struct gpiod_chip {
    int unused;
};
struct gpiod_line_settings {
    int unused;
};
struct gpiod_request_config {
    int unused;
};
struct gpiod_line_config {
    unsigned offset[LINES];
    size_t count;
    enum gpiod_line_value value[LINES];
};
struct gpiod_line_request {
    struct gpiod_line_config config;
};
struct gpiod_line_info {
    unsigned offset;
};

static struct gpiod_chip the_chip;
static struct gpiod_line_settings the_settings;
static struct gpiod_request_config the_request_config;
static struct gpiod_line_config the_config;
static struct gpiod_line_request the_request;
static struct gpiod_line_info infos[LINES] = {{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}};

struct gpiod_chip *gpiod_chip_open(const char *path)
{
    strncpy(chip.path, path, sizeof chip.path - 1);
    return &the_chip;
}

void gpiod_chip_close(struct gpiod_chip *gpiod)
{
    (void)gpiod;
}

struct gpiod_line_info *gpiod_chip_get_line_info(struct gpiod_chip *gpiod, unsigned offset)
{
    (void)gpiod;
    errno = EINVAL;
    return offset < LINES ? &infos[offset] : NULL;
}

void gpiod_line_info_free(struct gpiod_line_info *info)
{
    (void)info;
}

bool gpiod_line_info_is_used(struct gpiod_line_info *info)
{
    return chip.user[info->offset] != NULL;
}

const char *gpiod_line_info_get_consumer(struct gpiod_line_info *info)
{
    return chip.user[info->offset];
}

struct gpiod_line_settings *gpiod_line_settings_new(void)
{
    return &the_settings;
}

void gpiod_line_settings_free(struct gpiod_line_settings *settings)
{
    (void)settings;
}

int gpiod_line_settings_set_direction(struct gpiod_line_settings *settings,
                                      enum gpiod_line_direction direction)
{
    (void)settings;
    assert_int_equal(direction, GPIOD_LINE_DIRECTION_OUTPUT);
    return 0;
}

struct gpiod_line_config *gpiod_line_config_new(void)
{
    the_config = (struct gpiod_line_config){0};
    return &the_config;
}

void gpiod_line_config_free(struct gpiod_line_config *config)
{
    (void)config;
}

int gpiod_line_config_add_line_settings(struct gpiod_line_config *config, const unsigned *offsets,
                                        size_t count, struct gpiod_line_settings *settings)
{
    (void)settings;
    memcpy(config->offset, offsets, count * sizeof *offsets);
    config->count = count;
    return 0;
}

int gpiod_line_config_set_output_values(struct gpiod_line_config *config,
                                        const enum gpiod_line_value *values, size_t count)
{
    assert_int_equal(count, config->count);
    memcpy(config->value, values, count * sizeof *values);
    return 0;
}

struct gpiod_request_config *gpiod_request_config_new(void)
{
    return &the_request_config;
}

void gpiod_request_config_free(struct gpiod_request_config *config)
{
    (void)config;
}

void gpiod_request_config_set_consumer(struct gpiod_request_config *config, const char *consumer)
{
    (void)config;
    assert_string_equal(consumer, "lotd");
}

int gpiod_line_request_set_values(struct gpiod_line_request *request,
                                  const enum gpiod_line_value *values)
{
    for (size_t i = 0; i < request->config.count; i++) {
        chip.level[request->config.offset[i]] = values[i];
    }
    return 0;
}

struct gpiod_line_request *gpiod_chip_request_lines(struct gpiod_chip *gpiod,
                                                    struct gpiod_request_config *who,
                                                    struct gpiod_line_config *config)
{
    (void)gpiod;
    (void)who;
    for (size_t i = 0; i < config->count; i++) {
        if (config->offset[i] >= LINES) {
            errno = EINVAL;
            return NULL;
        }
    }
    errno = chip.error;
    if (chip.error) {
        return NULL;
    }
    chip.open++;
    chip.requested++;
    the_request.config = *config;
    gpiod_line_request_set_values(&the_request, config->value);
    return &the_request;
}

void gpiod_line_request_release(struct gpiod_line_request *request)
{
    (void)request;
    chip.open--;
    chip.requested = 0;
}

#endif

/* ---- tests ---------------------------------------------------------------------------------- */

static const struct lot_feedback_options wired = {
    .chip = "gpiochip0",
    .line = {[LOT_LINE_GREEN] = 5, [LOT_LINE_RED] = 3, [LOT_LINE_TONE] = 6},
    .active_low = {[LOT_LINE_RED] = true},
};

static int set_up(void **state)
{
    static sd_event *loop;
    memset(&chip, 0, sizeof chip);
    for (int i = 0; i < LINES; i++) {
        chip.level[i] = -1;
    }
    assert_true(sd_event_new(&loop) >= 0);
    *state = loop;
    return 0;
}

static int tear_down(void **state)
{
    sd_event_unref(*state);
    return 0;
}

static void expect_levels(int green, int red, int tone)
{
    assert_int_equal(chip.level[5], green);
    assert_int_equal(chip.level[3], red);
    assert_int_equal(chip.level[6], tone);
}

static void levels_follow_the_pattern(void **state)
{
    struct lot_feedback *feedback = NULL;
    char text[160];
    assert_int_equal(lot_feedback_new(&feedback, *state, &wired, text), 0);
    assert_string_equal(chip.path, "/dev/gpiochip0");
    assert_int_equal(chip.requested, 1);
    expect_levels(0, 1, 0);
    assert_int_equal(lot_feedback_play(feedback, LOT_PATTERN_OK), 0);
    expect_levels(1, 1, 1);
    assert_int_equal(lot_feedback_play(feedback, LOT_PATTERN_ERROR), 0);
    expect_levels(0, 0, 1);
    lot_feedback_free(feedback);
    expect_levels(0, 1, 0);
    assert_int_equal(chip.open, 0);
}

static void unused_lines_are_left_alone(void **state)
{
    struct lot_feedback_options options = wired;
    struct lot_feedback *feedback = NULL;
    char text[160];
    options.line[LOT_LINE_RED] = LOT_LINE_UNUSED;
    assert_int_equal(lot_feedback_new(&feedback, *state, &options, text), 0);
    assert_int_equal(lot_feedback_play(feedback, LOT_PATTERN_WARNING), 0);
    expect_levels(1, -1, 1);
    lot_feedback_free(feedback);
}

static void faults_name_the_line(void **state)
{
    static const struct {
        int red;
        const char *user;
        int request, error;
        const char *text;
    } rows[] = {
        {77, NULL,       EINVAL, -EINVAL, "/dev/gpiochip0 has no line 77 (red)"                  },
        {3,  "spi0 CS1", EBUSY,  -EBUSY,  "/dev/gpiochip0 line 3 (red) is in use by \"spi0 CS1\""},
        {3,  NULL,       EIO,    -EIO,    "/dev/gpiochip0 line 5 (green): Input/output error"    },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct lot_feedback_options options = wired;
        struct lot_feedback *feedback = NULL;
        char text[160] = "";
        options.line[LOT_LINE_RED] = rows[i].red;
        chip.user[3] = rows[i].user;
        chip.error = rows[i].request;
        assert_int_equal(lot_feedback_new(&feedback, *state, &options, text), rows[i].error);
        assert_null(feedback);
        assert_ptr_equal(strstr(text, rows[i].text), text);
        assert_int_equal(chip.open, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(levels_follow_the_pattern, set_up, tear_down),
        cmocka_unit_test_setup_teardown(unused_lines_are_left_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults_name_the_line, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("feedback lines", tests, NULL, NULL);
}
