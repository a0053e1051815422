/* SPDX-License-Identifier: MIT */
#ifndef LABEL_TEMPLATE_LOAD_H
#define LABEL_TEMPLATE_LOAD_H

#include "template.h"

/* Takes a template from memory; path is what faults call it, and beside which its images are. */
int template_parse(struct lot_template **out, const char *path, struct lot_span text,
                   struct lot_label_fault *fault);

#endif
