/* SPDX-License-Identifier: MIT */
/* The history names people by the system's word, not by what they say of themselves. */

#include "user_name.h"

#include <pwd.h>
#include <stdio.h>
#include <unistd.h>

struct lot_span user_name(char out[USER_NAME_SIZE])
{
    const struct passwd *user = getpwuid(getuid());
    if (user) {
        snprintf(out, USER_NAME_SIZE, "%s", user->pw_name);
    } else {
        snprintf(out, USER_NAME_SIZE, "%u", getuid());
    }
    return lot_span_of(out);
}
