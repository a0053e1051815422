/* SPDX-License-Identifier: MIT */
/*
 * Keys and their times become scans. A scan ends at a terminator or, where the site says so, at a
 * silence; it is handed out whole or not at all. Its fate is decided while it is read: bytes that
 * do not fit, or events that the kernel lost, turn the whole scan into an outcome that is told,
 * never into a shorter scan. After a loss the rest of the same scan would look like one of its
 * own, so it is skipped as well.
 */

#include <lot/capture.h>

#include <string.h>

/* After a loss, with no gap set: no scanner pauses this long inside a scan (60 ms is slow). */
#define SKIP_QUIET_MS 500

void lot_framer_init(struct lot_framer *framer, const struct lot_framer_options *options)
{
    *framer = (struct lot_framer){.options = *options};
}

enum lot_frame lot_framer_put(struct lot_framer *framer, struct lot_span bytes, int64_t time_ms)
{
    framer->last_ms = time_ms;
    if (bytes.size == 0) {
        return LOT_FRAME_NONE;
    }
    framer->ended = 0;
    if (framer->skipping) {
        framer->fate = LOT_FRAME_LOST;
    } else if (framer->fate == LOT_FRAME_LONG || bytes.size > LOT_SCAN_MAX - framer->used) {
        framer->fate = LOT_FRAME_LONG;
    } else {
        memcpy(framer->bytes + framer->used, bytes.data, bytes.size);
        framer->used += bytes.size;
        framer->fate = LOT_FRAME_SCAN;
    }
    return LOT_FRAME_NONE;
}

enum lot_frame lot_framer_end(struct lot_framer *framer)
{
    enum lot_frame fate = framer->fate;
    framer->ended = fate == LOT_FRAME_SCAN ? framer->used : 0;
    framer->used = 0;
    framer->fate = LOT_FRAME_NONE;
    framer->skipping = false;
    return fate;
}

enum lot_frame lot_framer_drop(struct lot_framer *framer, int64_t time_ms)
{
    bool held = lot_framer_end(framer) != LOT_FRAME_NONE;
    framer->ended = 0;
    framer->skipping = true;
    framer->last_ms = time_ms;
    return held ? LOT_FRAME_LOST : LOT_FRAME_NONE;
}

/* How long a silence ends what is being read; 0: none does. */
static int64_t quiet_ms(const struct lot_framer *framer)
{
    if (framer->options.gap_ms > 0) {
        return framer->options.gap_ms;
    }
    return framer->skipping ? SKIP_QUIET_MS : 0;
}

enum lot_frame lot_framer_tick(struct lot_framer *framer, int64_t time_ms)
{
    int64_t quiet = quiet_ms(framer);
    bool reading = framer->skipping || framer->fate != LOT_FRAME_NONE;
    if (!reading || quiet == 0 || time_ms - framer->last_ms < quiet) {
        return LOT_FRAME_NONE;
    }
    return lot_framer_end(framer);
}

int64_t lot_framer_deadline(const struct lot_framer *framer)
{
    int64_t quiet = quiet_ms(framer);
    return framer->fate != LOT_FRAME_NONE && quiet > 0 ? framer->last_ms + quiet : -1;
}

struct lot_span lot_framer_scan(const struct lot_framer *framer)
{
    return lot_span(framer->bytes, framer->ended);
}
