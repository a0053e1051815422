/* SPDX-License-Identifier: MIT */
/*
 * What people know from other devices: one short beep and green is good, long beeps and red are
 * bad. No two patterns have the same number and length of beeps, so that nobody needs to look, nor
 * to tell red from green.
 */

#include "patterns.h"

#define GREEN (1u << LOT_LINE_GREEN)
#define RED   (1u << LOT_LINE_RED)
#define TONE  (1u << LOT_LINE_TONE)

static const struct pattern {
    const char *name;
    struct step steps[PATTERN_STEPS];
} patterns[LOT_PATTERN_COUNT] = {
    [LOT_PATTERN_OK] = {"ok",      {{GREEN | TONE, 80}, {GREEN, 420}}                      },
    [LOT_PATTERN_WARNING] = {"warning",
                        {{GREEN | RED | TONE, 160},
                              {GREEN | RED, 120},
                              {GREEN | RED | TONE, 160},
                              {GREEN | RED, 560}}                                          },
    [LOT_PATTERN_ERROR] = {"error",
                        {{RED | TONE, 500},
                            {RED, 120},
                            {RED | TONE, 500},
                            {RED, 120},
                            {RED | TONE, 500},
                            {RED, 760}}                                                    },
    [LOT_PATTERN_PROMPT] = {"prompt",  {{GREEN | TONE, 30}, {GREEN, 90}, {0, 90}, {GREEN, 120}}},
    [LOT_PATTERN_TICK] = {"tick",    {{TONE, 10}}                                            },
    [LOT_PATTERN_SYNC] = {"sync",
                        {{GREEN | TONE, 80},
                           {0, 80},
                           {GREEN | TONE, 80},
                           {0, 80},
                           {GREEN | TONE, 80},
                           {GREEN, 1000}}                                                  },
};

const struct step *pattern_steps(enum lot_pattern pattern)
{
    return patterns[pattern].steps;
}

const char *lot_pattern_name(enum lot_pattern pattern)
{
    return patterns[pattern].name;
}
