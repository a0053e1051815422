/* SPDX-License-Identifier: MIT */
/* One voice for everything that goes wrong. */

#include "complain.h"

#include <stdarg.h>
#include <stdio.h>

int complain(enum exit_status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("lotctl: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    return status;
}
