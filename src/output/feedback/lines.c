/* SPDX-License-Identifier: MIT */
/*
 * Lights and tone -> levels of lines on a chip. The two libgpiods know only levels: which line is
 * which, and which is on when low, is settled here, and so are the words when a line cannot be had.
 */

#include "lines.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATH_SIZE 40
#define WHERE     "[feedback] in lotd.conf"

struct panel {
    struct chip *chip;
    struct wires wires;
    enum lot_line line[LOT_LINE_COUNT]; /* of each wire */
    bool active_low[LOT_LINE_COUNT];
};

static const char *const names[LOT_LINE_COUNT] = {
    [LOT_LINE_GREEN] = "green",
    [LOT_LINE_RED] = "red",
    [LOT_LINE_TONE] = "tone",
};

static void levels_of(const struct panel *panel, uint32_t on, int levels[LOT_LINE_COUNT])
{
    for (unsigned i = 0; i < panel->wires.count; i++) {
        bool lit = on >> panel->line[i] & 1;
        levels[i] = lit != panel->active_low[i];
    }
}

static int set(void *self, uint32_t on)
{
    const struct panel *panel = self;
    int levels[LOT_LINE_COUNT];
    levels_of(panel, on, levels);
    return chip_set(panel->chip, levels);
}

static void release(void *self)
{
    struct panel *panel = self;
    chip_close(panel->chip);
    free(panel);
}

static void wire_up(struct panel *panel, const struct lot_feedback_options *options)
{
    for (int line = 0; line < LOT_LINE_COUNT; line++) {
        if (options->line[line] < 0) {
            continue;
        }
        unsigned wire = panel->wires.count++;
        panel->wires.offset[wire] = (unsigned)options->line[line];
        panel->line[wire] = (enum lot_line)line;
        panel->active_low[wire] = options->active_low[line];
    }
}

/* ---- words ---------------------------------------------------------------------------------- */

static int refuse_chip(const char *path, int error, char text[160])
{
    if (error == -EACCES || error == -EPERM || error == -ENOMEM) {
        snprintf(text, 160, "cannot open GPIO chip %s: %s", path, strerror(-error));
        return error;
    }
    snprintf(text, 160, "no GPIO chip %s: set chip in " WHERE " to one that gpiodetect lists",
             path);
    return -ENODEV;
}

static int refuse(const struct panel *panel, const char *path, const struct chip_fault *fault,
                  int error, char text[160])
{
    if (fault->wire < 0) {
        return refuse_chip(path, error, text);
    }
    unsigned offset = panel->wires.offset[fault->wire];
    const char *name = names[panel->line[fault->wire]];
    if (error == -EBUSY) {
        snprintf(text, 160, "%s line %u (%s) is in use by \"%s\": free it, or set %s in " WHERE,
                 path, offset, name, fault->user, name);
    } else if (error == -EINVAL) {
        snprintf(text, 160, "%s has no line %u (%s): set %s in " WHERE ", gpioinfo lists them",
                 path, offset, name, name);
    } else {
        snprintf(text, 160, "%s line %u (%s): %s", path, offset, name, strerror(-error));
    }
    return error;
}

/* ---- opening -------------------------------------------------------------------------------- */

static int open_panel(struct panel *panel, const char *name, char text[160])
{
    char path[PATH_SIZE];
    int length = snprintf(path, sizeof path, "%s%s", strchr(name, '/') ? "" : "/dev/", name);
    if (length >= PATH_SIZE) {
        return refuse_chip(path, -ENAMETOOLONG, text);
    }
    int levels[LOT_LINE_COUNT];
    levels_of(panel, 0, levels);
    struct chip_fault fault = {.wire = -1};
    int error = chip_open(&panel->chip, path, &panel->wires, levels, &fault);
    return error < 0 ? refuse(panel, path, &fault, error, text) : 0;
}

int lines_open(struct lot_lines *out, const struct lot_feedback_options *options, char text[160])
{
    text[0] = '\0';
    *out = (struct lot_lines){0};
    struct panel *panel = calloc(1, sizeof *panel);
    if (!panel) {
        return -ENOMEM;
    }
    wire_up(panel, options);
    if (!options->chip || panel->wires.count == 0) {
        free(panel);
        return 0;
    }
    int error = open_panel(panel, options->chip, text);
    if (error < 0) {
        free(panel);
        return error;
    }
    *out = (struct lot_lines){.self = panel, .set = set, .free = release};
    return 0;
}
