/* SPDX-License-Identifier: MIT */
/* Lines through libgpiod 2.x (Debian 13). gpiod1.c is its twin for 1.x. */

#include "lines.h"

#include <errno.h>
#include <gpiod.h>
#include <stdio.h>
#include <stdlib.h>

struct chip {
    struct gpiod_line_request *request;
    unsigned count;
};

/* Finds the wire that the kernel would not give: one that is not there, or has another user. */
static int name_wire(struct gpiod_chip *gpiod, const struct wires *wires, int error,
                     struct chip_fault *fault)
{
    fault->wire = 0;
    for (unsigned i = wires->count; i > 0; i--) {
        struct gpiod_line_info *info = gpiod_chip_get_line_info(gpiod, wires->offset[i - 1]);
        if (!info) {
            fault->wire = (int)i - 1;
            return -errno;
        }
        if (gpiod_line_info_is_used(info)) {
            const char *user = gpiod_line_info_get_consumer(info);
            fault->wire = (int)i - 1;
            snprintf(fault->user, sizeof fault->user, "%s", user ? user : "the kernel");
        }
        gpiod_line_info_free(info);
    }
    return error;
}

static void values_of(const int *levels, unsigned count, enum gpiod_line_value *values)
{
    for (unsigned i = 0; i < count; i++) {
        values[i] = levels[i] ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE;
    }
}

static int configure(struct gpiod_line_config *lines, struct gpiod_line_settings *settings,
                     const struct wires *wires, const int *levels)
{
    enum gpiod_line_value values[LOT_LINE_COUNT];
    values_of(levels, wires->count, values);
    if (gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_OUTPUT) < 0 ||
        gpiod_line_config_add_line_settings(lines, wires->offset, wires->count, settings) < 0 ||
        gpiod_line_config_set_output_values(lines, values, wires->count) < 0) {
        return -errno;
    }
    return 0;
}

static int request(struct chip *chip, struct gpiod_chip *gpiod, const struct wires *wires,
                   const int *levels)
{
    struct gpiod_request_config *who = gpiod_request_config_new();
    struct gpiod_line_settings *settings = gpiod_line_settings_new();
    struct gpiod_line_config *lines = gpiod_line_config_new();
    int error = who && settings && lines ? configure(lines, settings, wires, levels) : -ENOMEM;
    if (error == 0) {
        gpiod_request_config_set_consumer(who, "lotd");
        chip->request = gpiod_chip_request_lines(gpiod, who, lines);
        error = chip->request ? 0 : -errno;
    }
    gpiod_line_config_free(lines);
    gpiod_line_settings_free(settings);
    gpiod_request_config_free(who);
    return error;
}

int chip_open(struct chip **out, const char *path, const struct wires *wires, const int *levels,
              struct chip_fault *fault)
{
    struct chip *chip = calloc(1, sizeof *chip);
    if (!chip) {
        return -ENOMEM;
    }
    chip->count = wires->count;
    struct gpiod_chip *gpiod = gpiod_chip_open(path);
    int error = gpiod ? request(chip, gpiod, wires, levels) : -errno;
    if (gpiod) {
        error = error < 0 ? name_wire(gpiod, wires, error, fault) : 0;
        gpiod_chip_close(gpiod); /* the request keeps the lines */
    }
    if (error < 0) {
        chip_close(chip);
        return error;
    }
    *out = chip;
    return 0;
}

int chip_set(struct chip *chip, const int *levels)
{
    enum gpiod_line_value values[LOT_LINE_COUNT];
    values_of(levels, chip->count, values);
    return gpiod_line_request_set_values(chip->request, values) < 0 ? -errno : 0;
}

struct chip *chip_close(struct chip *chip)
{
    if (chip) {
        if (chip->request) {
            gpiod_line_request_release(chip->request);
        }
        free(chip);
    }
    return NULL;
}
