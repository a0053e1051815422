/* SPDX-License-Identifier: MIT */
#ifndef LOT_FEEDBACK_H
#define LOT_FEEDBACK_H

/*
 * feedback: what the operator sees and hears without looking: a green and a red light and a tone,
 * on GPIO lines. Patterns are one table. Our tone is not the scanner's own beep: that one says
 * "decoded", ours says "on stable storage".
 */

#include <lot/base.h>

enum lot_pattern {
    LOT_PATTERN_OK,      /* committed */
    LOT_PATTERN_WARNING, /* not taken: look, scan again */
    LOT_PATTERN_ERROR,   /* refused */
    LOT_PATTERN_PROMPT,  /* taken, more is needed */
    LOT_PATTERN_TICK,    /* a double read, ignored */
    LOT_PATTERN_SYNC,    /* an export is complete: safe to remove */
    LOT_PATTERN_COUNT
};

enum lot_line {
    LOT_LINE_GREEN,
    LOT_LINE_RED,
    LOT_LINE_TONE,
    LOT_LINE_COUNT
};

#define LOT_LINE_UNUSED (-1)

struct lot_feedback_options {
    const char *chip;         /* "/dev/gpiochip0" or "gpiochip0"; NULL: no lights, all is silent */
    int line[LOT_LINE_COUNT]; /* offsets on the chip, or LOT_LINE_UNUSED */
    bool active_low[LOT_LINE_COUNT];
};

/* The lines themselves: real ones by libgpiod, or a test's own. */
struct lot_lines {
    void *self;
    /* Sets all lines at once; bit (1 << enum lot_line) is on. 0 or -errno. */
    int (*set)(void *self, uint32_t on);
    void (*free)(void *self);
};

struct sd_event;
struct lot_feedback;

/*
 * Requests the lines and switches them off. Options are copied. -ENODEV: there is no such chip;
 * -EBUSY: a line is in use; *text (at least 160 bytes) then says which and what to do.
 */
int lot_feedback_new(struct lot_feedback **out, struct sd_event *loop,
                     const struct lot_feedback_options *options, char text[160]);
/* On given lines, which it then owns, also when it fails. */
int lot_feedback_new_on(struct lot_feedback **out, struct sd_event *loop,
                        const struct lot_lines *lines);
/* Switches all off and lets go. NULL is fine. */
struct lot_feedback *lot_feedback_free(struct lot_feedback *feedback);

/*
 * Starts a pattern; one that is still playing gives way. A timer runs only while one plays. -errno:
 * the lines cannot be set.
 */
int lot_feedback_play(struct lot_feedback *feedback, enum lot_pattern pattern);
const char *lot_pattern_name(enum lot_pattern pattern);

#endif
