/* SPDX-License-Identifier: MIT */
#ifndef FEEDBACK_PATTERNS_H
#define FEEDBACK_PATTERNS_H

#include <lot/feedback.h>

#define PATTERN_STEPS 8

/* The lines that are on, as bits of enum lot_line, and for how long; 0 ms ends the pattern. */
struct step {
    uint32_t on;
    uint16_t ms;
};

const struct step *pattern_steps(enum lot_pattern pattern);

#endif
