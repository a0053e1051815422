/* SPDX-License-Identifier: MIT */
/* Why there is no label: a reason that programs can tell apart and a text that people can act on.
 */

#include "fault.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

int fault_set(struct lot_label_fault *fault, enum lot_label_reason reason, const char *format, ...)
{
    static const int codes[] = {
        [LOT_LABEL_FINE] = 0,       [LOT_LABEL_DATA] = -EINVAL,   [LOT_LABEL_SIZE] = -EMSGSIZE,
        [LOT_LABEL_FONT] = -ENOENT, [LOT_LABEL_SYSTEM] = -ENOMEM,
    };
    if (fault) {
        va_list arguments;
        va_start(arguments, format);
        fault->reason = reason;
        vsnprintf(fault->text, sizeof fault->text, format, arguments);
        va_end(arguments);
    }
    return codes[reason];
}
