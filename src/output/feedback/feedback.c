/* SPDX-License-Identifier: MIT */
/*
 * Plays patterns: each step sets the lines and arms one timer for its end. Between patterns the
 * timer is off and nothing wakes the device.
 */

#include "lines.h"
#include "patterns.h"

#include <errno.h>
#include <stdlib.h>
#include <systemd/sd-event.h>

#define TIMER_ACCURACY_US 1000u

struct lot_feedback {
    struct lot_lines lines;
    sd_event_source *timer;
    const struct step *step; /* the one that plays; NULL: silence */
};

static bool is_silent(const struct lot_feedback *feedback)
{
    return !feedback->lines.set;
}

/* Shows the step that is due, or ends the pattern with all lines off. */
static int show(struct lot_feedback *feedback)
{
    const struct step *step = feedback->step;
    int error = feedback->lines.set(feedback->lines.self, step->ms > 0 ? step->on : 0);
    if (error == 0 && step->ms > 0) {
        error = sd_event_source_set_time_relative(feedback->timer, step->ms * 1000ull);
        return error < 0 ? error : sd_event_source_set_enabled(feedback->timer, SD_EVENT_ONESHOT);
    }
    feedback->step = NULL;
    int stopped = sd_event_source_set_enabled(feedback->timer, SD_EVENT_OFF);
    return error < 0 ? error : stopped;
}

static int step_ended(sd_event_source *timer, uint64_t usec, void *user)
{
    (void)timer;
    (void)usec;
    struct lot_feedback *feedback = user;
    feedback->step++;
    show(feedback); /* lines that fail here fail in the next play, too, which says so */
    return 0;
}

static int prepare(struct lot_feedback *feedback, struct sd_event *loop)
{
    int error = sd_event_add_time_relative(loop, &feedback->timer, CLOCK_MONOTONIC, 0,
                                           TIMER_ACCURACY_US, step_ended, feedback);
    error = error < 0 ? error : sd_event_source_set_enabled(feedback->timer, SD_EVENT_OFF);
    if (error < 0 || is_silent(feedback)) {
        return error;
    }
    return feedback->lines.set(feedback->lines.self, 0);
}

int lot_feedback_new_on(struct lot_feedback **out, struct sd_event *loop,
                        const struct lot_lines *lines)
{
    struct lot_feedback *feedback = calloc(1, sizeof *feedback);
    if (!feedback) {
        if (lines->free) {
            lines->free(lines->self);
        }
        return -ENOMEM;
    }
    feedback->lines = *lines;
    int error = prepare(feedback, loop);
    if (error < 0) {
        lot_feedback_free(feedback);
        return error;
    }
    *out = feedback;
    return 0;
}

int lot_feedback_new(struct lot_feedback **out, struct sd_event *loop,
                     const struct lot_feedback_options *options, char text[160])
{
    struct lot_lines lines = {0};
    int error = lines_open(&lines, options, text);
    return error < 0 ? error : lot_feedback_new_on(out, loop, &lines);
}

struct lot_feedback *lot_feedback_free(struct lot_feedback *feedback)
{
    if (feedback) {
        sd_event_source_disable_unref(feedback->timer);
        if (!is_silent(feedback)) {
            feedback->lines.set(feedback->lines.self, 0);
        }
        if (feedback->lines.free) {
            feedback->lines.free(feedback->lines.self);
        }
        free(feedback);
    }
    return NULL;
}

int lot_feedback_play(struct lot_feedback *feedback, enum lot_pattern pattern)
{
    if ((unsigned)pattern >= LOT_PATTERN_COUNT) {
        return -EINVAL;
    }
    if (is_silent(feedback)) {
        return 0;
    }
    feedback->step = pattern_steps(pattern);
    return show(feedback);
}
