/* SPDX-License-Identifier: MIT */
/* One row for each thing that can be wrong before it stops the work, or has stopped it. */

#include "health.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>

#define MIB UINT64_C(1048576)

struct patient {
    const struct lot_ledger *ledger;
    const struct config *config;
    struct lot_time now;
};

/* Each writes what is wrong, or leaves text as it is. */

static void word_failure(const struct patient *patient, char text[WORDING_SIZE])
{
    const struct lot_ledger_fault *failure = lot_ledger_failure(patient->ledger);
    if (failure) {
        wording_ledger_fault(failure, patient->config->ledger_path, text);
    }
}

static void word_space(const struct patient *patient, char text[WORDING_SIZE])
{
    struct statvfs disk;
    if (patient->config->low_space_mib == 0 || statvfs(patient->config->ledger_path, &disk) < 0) {
        return;
    }
    uint64_t left = (uint64_t)disk.f_bavail * disk.f_frsize / MIB;
    if (left < (uint64_t)patient->config->low_space_mib) {
        snprintf(text, WORDING_SIZE, "only %" PRIu64 " MiB are left for the ledger; make room",
                 left);
    }
}

static void word_clock(const struct patient *patient, char text[WORDING_SIZE])
{
    struct lot_clock_change change = lot_ledger_clock(patient->ledger);
    char from[LOT_TIME_SIZE], now[LOT_TIME_SIZE];
    lot_time_format(change.from, from);
    lot_time_format(patient->now, now);
    if (change.kind == LOT_CLOCK_UNSET) {
        snprintf(text, WORDING_SIZE, "the clock is not set, it says %s; set it", now);
    } else if (change.kind == LOT_CLOCK_BACK && patient->now.utc_ms < change.from.utc_ms) {
        snprintf(text, WORDING_SIZE, "the clock went back, from %s to %s; set it", from, now);
    }
}

void health_word(const struct lot_ledger *ledger, const struct config *config, struct lot_time now,
                 char out[WORDING_SIZE])
{
    static void (*const rows[])(const struct patient *patient,
                                char text[WORDING_SIZE]) = {word_failure, word_space, word_clock};
    const struct patient patient = {ledger, config, now};
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[WORDING_SIZE] = "";
        rows[i](&patient, text);
        if (text[0] && used < WORDING_SIZE) {
            int size =
                snprintf(out + used, WORDING_SIZE - used, "%s%s", used > 0 ? "; " : "", text);
            used += (size_t)size;
        }
    }
}
