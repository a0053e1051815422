/* SPDX-License-Identifier: MIT */
/* Who calls, by the bus's own word: what a caller says of itself is worth nothing. */

#include "bus_caller.h"

#include <systemd/sd-bus.h>

#include <pwd.h>
#include <stdint.h>
#include <stdio.h>

void bus_caller_name(sd_bus_message *call, char out[BUS_CALLER_SIZE])
{
    sd_bus_creds *creds = NULL;
    uid_t uid = (uid_t)-1;
    if (sd_bus_query_sender_creds(call, SD_BUS_CREDS_EUID, &creds) >= 0) {
        sd_bus_creds_get_euid(creds, &uid);
    }
    const struct passwd *entry = uid == (uid_t)-1 ? NULL : getpwuid(uid);
    if (entry) {
        snprintf(out, BUS_CALLER_SIZE, "%s", entry->pw_name);
    } else {
        snprintf(out, BUS_CALLER_SIZE, "uid %ld", (long)(int32_t)uid);
    }
    sd_bus_creds_unref(creds);
}
