/* SPDX-License-Identifier: MIT */
/*
 * The clock is only believed as far as it was seen. A handheld loses it with its battery, starts in
 * 1970 where it has no battery of its own for it, and is put right later: each is a row of the
 * journal with both times, before the first row that has the new one. The order of rows is never
 * the clock's to say.
 */

#include <stdio.h>

#include "journal.h"
#include "store.h"

#define BACK_MS 60000 /* so far back is still the same clock */
#define BEGAN_MS                                                                                   \
    INT64_C(1767225600000) /* 2026-01-01: no clock that was ever set is before that                \
                            */

static const char *const names[] = {
    [LOT_CLOCK_UNSET] = "not set",
    [LOT_CLOCK_BACK] = "back",
    [LOT_CLOCK_SET] = "set",
    [LOT_CLOCK_OFFSET] = "offset",
};

static enum lot_clock judge(const struct chain *last, struct lot_time now)
{
    if (last->sequence == 0) {
        return LOT_CLOCK_FINE; /* the first row has none before it */
    }
    bool set = now.utc_ms >= BEGAN_MS, was_set = last->clock.utc_ms >= BEGAN_MS;
    if (!set && (was_set || last->sequence <= 1)) {
        return LOT_CLOCK_UNSET;
    }
    if (now.utc_ms < last->clock.utc_ms - BACK_MS) {
        return LOT_CLOCK_BACK;
    }
    if (set && !was_set) {
        return LOT_CLOCK_SET;
    }
    return now.offset_min != last->clock.offset_min ? LOT_CLOCK_OFFSET : LOT_CLOCK_FINE;
}

int clock_keep(struct lot_ledger *ledger, struct lot_time now)
{
    struct chain *draft = &ledger->draft;
    char from[LOT_TIME_SIZE], to[LOT_TIME_SIZE], text[96];
    const struct lot_clock_change change = {judge(draft, now), draft->clock, now};
    draft->clock = now;
    if (change.kind == LOT_CLOCK_FINE) {
        return 0;
    }
    lot_time_format(change.from, from);
    lot_time_format(change.to, to);
    int size = snprintf(text, sizeof text, "%s: from %s to %s", names[change.kind], from, to);
    draft->change = change;
    return journal_event(ledger, LOT_LEDGER_EVENT_CLOCK, now, lot_span(text, (size_t)size));
}

int clock_start(struct lot_ledger *ledger, struct lot_time now)
{
    struct chain *chain = &ledger->chain;
    chain->change = (struct lot_clock_change){judge(chain, now), chain->clock, now};
    if (chain->change.kind == LOT_CLOCK_FINE || ledger->read_only) {
        chain->change.kind = now.utc_ms < BEGAN_MS ? LOT_CLOCK_UNSET : chain->change.kind;
        return 0;
    }
    int error = transaction_begin(ledger);
    return error < 0 ? error : transaction_end(ledger, clock_keep(ledger, now));
}

struct lot_clock_change lot_ledger_clock(const struct lot_ledger *ledger)
{
    return ledger->chain.change;
}
