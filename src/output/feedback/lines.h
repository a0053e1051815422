/* SPDX-License-Identifier: MIT */
#ifndef FEEDBACK_LINES_H
#define FEEDBACK_LINES_H

#include <lot/feedback.h>

/* Opens the lines that options name; without any, *out has no functions and all is silent. */
int lines_open(struct lot_lines *out, const struct lot_feedback_options *options, char text[160]);

/* ---- what gpiod1.c and gpiod2.c each provide ------------------------------------------------ */

/* The lines that are used, in the order of their request. */
struct wires {
    unsigned count;
    unsigned offset[LOT_LINE_COUNT];
};

/* What failed: a wire, and who has it; or the chip itself. */
struct chip_fault {
    int wire; /* -1: the chip */
    char user[24];
};

struct chip;

/* Requests the wires as outputs at the given levels (0, 1); -errno with *fault. */
int chip_open(struct chip **out, const char *path, const struct wires *wires, const int *levels,
              struct chip_fault *fault);
int chip_set(struct chip *chip, const int *levels);
struct chip *chip_close(struct chip *chip);

#endif
