/* SPDX-License-Identifier: MIT */
#ifndef LABEL_FAULT_H
#define LABEL_FAULT_H

#include <lot/label.h>

/* Fills *fault (NULL is fine) and returns the -errno that goes with the reason. */
__attribute__((format(printf, 3, 4))) int fault_set(struct lot_label_fault *fault,
                                                    enum lot_label_reason reason,
                                                    const char *format, ...);

#endif
