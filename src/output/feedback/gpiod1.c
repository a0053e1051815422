/* SPDX-License-Identifier: MIT */
/* Lines through libgpiod 1.x (Debian 12). gpiod2.c is its twin for 2.x. */

#include "lines.h"

#include <errno.h>
#include <gpiod.h>
#include <stdio.h>
#include <stdlib.h>

struct chip {
    struct gpiod_chip *gpiod;
    struct gpiod_line_bulk lines;
};

static int find_lines(struct chip *chip, const struct wires *wires, struct chip_fault *fault)
{
    gpiod_line_bulk_init(&chip->lines);
    for (unsigned i = 0; i < wires->count; i++) {
        struct gpiod_line *line = gpiod_chip_get_line(chip->gpiod, wires->offset[i]);
        if (!line) {
            fault->wire = (int)i;
            return -errno;
        }
        gpiod_line_bulk_add(&chip->lines, line);
    }
    return 0;
}

/* The kernel does not say which of the lines it would not give. */
static int name_user(struct chip *chip, int error, struct chip_fault *fault)
{
    fault->wire = 0;
    for (unsigned i = gpiod_line_bulk_num_lines(&chip->lines); i > 0; i--) {
        struct gpiod_line *line = gpiod_line_bulk_get_line(&chip->lines, i - 1);
        if (gpiod_line_is_used(line)) {
            const char *user = gpiod_line_consumer(line);
            fault->wire = (int)i - 1;
            snprintf(fault->user, sizeof fault->user, "%s", user ? user : "the kernel");
        }
    }
    return error;
}

static int request(struct chip *chip, const int *levels, struct chip_fault *fault)
{
    const struct gpiod_line_request_config config = {
        .consumer = "lotd", .request_type = GPIOD_LINE_REQUEST_DIRECTION_OUTPUT};
    if (gpiod_line_request_bulk(&chip->lines, &config, levels) < 0) {
        return name_user(chip, -errno, fault);
    }
    return 0;
}

int chip_open(struct chip **out, const char *path, const struct wires *wires, const int *levels,
              struct chip_fault *fault)
{
    struct chip *chip = calloc(1, sizeof *chip);
    if (!chip) {
        return -ENOMEM;
    }
    chip->gpiod = gpiod_chip_open(path);
    int error = chip->gpiod ? find_lines(chip, wires, fault) : -errno;
    error = error < 0 ? error : request(chip, levels, fault);
    if (error < 0) {
        chip_close(chip);
        return error;
    }
    *out = chip;
    return 0;
}

int chip_set(struct chip *chip, const int *levels)
{
    return gpiod_line_set_value_bulk(&chip->lines, levels) < 0 ? -errno : 0;
}

struct chip *chip_close(struct chip *chip)
{
    if (chip) {
        if (chip->gpiod) {
            gpiod_chip_close(chip->gpiod); /* and releases its lines */
        }
        free(chip);
    }
    return NULL;
}
