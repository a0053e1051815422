/* SPDX-License-Identifier: MIT */
/* The templates that come with lotd: part of the program, so that a label needs no file. */

#include "fault.h"
#include "template_load.h"

#include <errno.h>
#include <stddef.h>

static const struct {
    const char *name, *text;
} shipped[] = {
#include "labels.inc"
};
#define SHIPPED_COUNT (sizeof shipped / sizeof shipped[0])

const char *lot_template_shipped_name(size_t index)
{
    return index < SHIPPED_COUNT ? shipped[index].name : NULL;
}

int lot_template_shipped(struct lot_template **out, struct lot_span name,
                         struct lot_label_fault *fault)
{
    for (size_t i = 0; i < SHIPPED_COUNT; i++) {
        if (lot_span_equal(name, lot_span_of(shipped[i].name))) {
            return template_parse(out, shipped[i].name, lot_span_of(shipped[i].text), fault);
        }
    }
    fault_set(fault, LOT_LABEL_SYSTEM, "lotd brings no template '%.*s'", (int)name.size,
              (const char *)name.data);
    return -ENOENT;
}
