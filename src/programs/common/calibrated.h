/* SPDX-License-Identifier: MIT */
#ifndef CALIBRATED_H
#define CALIBRATED_H

/*
 * What the calibration code says of a scanner, held against the configuration: for the operator who
 * scanned it, and as the lines that would put it right.
 */

#include "config.h"

#include <lot/capture.h>
#include <lot/engine.h>

#define CALIBRATED_LINE_SIZE 96u

/* A host that reads by the layout configured, and by no other. */
struct lot_calibration_reader calibrated_reader(const struct config *config);

/*
 * The line of [scanner] that the scanner needs and the configuration has not, "layout = de"; false:
 * there is no index'th. What no line of it puts right is said by calibrated_fault.
 */
bool calibrated_line(const struct lot_calibration *found, const struct config *config,
                     unsigned index, char out[CALIBRATED_LINE_SIZE]);
/* What is to be changed at the scanner or its host; NULL: no index'th. */
const char *calibrated_fault(const struct lot_calibration *found, unsigned index);

/* A scan that lot_calibration_likely: what an operator is told of it. */
void calibrated_say(const struct config *config, struct lot_span scan, enum lot_outcome *outcome,
                    struct lot_say *say);

#endif
