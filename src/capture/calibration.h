/* SPDX-License-Identifier: MIT */
#ifndef CAPTURE_CALIBRATION_H
#define CAPTURE_CALIBRATION_H

/* What the two halves of the calibration share: the pure one here, the other asks xkb. */

#include "layout.h"

#define CALIBRATION_SIZE_MAX 480u /* as long as it gets when each character is three bytes */
#define CALIBRATION_PREAMBLE_MAX                                                                   \
    16u /* what a scanner may put before it: an AIM identifier, say                                \
         */

/* What arrived, without spaces; the spans lie in bytes. */
struct calibration_text {
    size_t size;
    uint8_t bytes[CALIBRATION_SIZE_MAX];
    struct lot_span separator; /* what stands for GS */
    struct lot_span ending;    /* what follows the text */
};

void calibration_strip(struct calibration_text *text, struct lot_span scan);
/* True when the layout makes this of the calibration text; then separator and ending are set. */
bool calibration_explains(const struct lot_layout *layout, struct calibration_text *text);

#endif
