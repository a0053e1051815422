/* SPDX-License-Identifier: MIT */
#ifndef LABEL_TEMPLATES_H
#define LABEL_TEMPLATES_H

/* Templates by the names that people call them by. */

#include "config.h"

/*
 * A path, a file of the site's folder (with its ending), or a name: NAME.svg or NAME.zpl of the
 * site's folder, else the one of that name that came with lotd. -ENOENT: there is none; -EINVAL: it
 * is wrong; *fault tells where and why.
 */
int label_template_find(struct lot_template **out, const struct config *config, const char *name,
                        struct lot_label_fault *fault);

/*
 * The template of lot labels: the one that is configured, else the one for the label's size,
 * lot-100x50 say, else none: *out is NULL, and labels are laid out for the size.
 */
int label_template_of_lots(struct lot_template **out, const struct config *config,
                           struct lot_label_fault *fault);

#endif
