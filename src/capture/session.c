/* SPDX-License-Identifier: MIT */
/*
 * Lines become scans on a virtual clock: what a person types, a pipe brings or a test has written
 * down runs through the same engine as a scanner, with the same times on every run.
 *
 * A line is a directive only when all of it is well formed as one; labels begin with '+', '@' and
 * '#' too. What begins like a directive that can only be meant as one, and is not, is an error
 * rather than a scan.
 */

#include <lot/capture.h>

#include <errno.h>
#include <string.h>

#define MS_PER_SECOND INT64_C(1000)
#define MS_PER_MINUTE (60 * MS_PER_SECOND)
#define MS_PER_HOUR   (60 * MS_PER_MINUTE)
#define MS_PER_DAY    (24 * MS_PER_HOUR)
#define STEP_MAX_MS   (3660000 * MS_PER_DAY) /* from the calendar's first day to past its last */

static const struct unit {
    struct lot_span name;
    int64_t ms;
} units[] = {
    {LOT_LITERAL("ms"), 1            },
    {LOT_LITERAL("s"),  MS_PER_SECOND},
    {LOT_LITERAL("m"),  MS_PER_MINUTE},
    {LOT_LITERAL("h"),  MS_PER_HOUR  },
    {LOT_LITERAL("d"),  MS_PER_DAY   },
};

void lot_session_init(struct lot_session *session, struct lot_time start, bool escaped,
                      bool blank_is_scan)
{
    *session = (struct lot_session){
        .now = start,
        .escaped = escaped,
        .blank_is_scan = blank_is_scan,
        .stepped = true, /* the first scan comes at the start */
    };
}

/* The moment `ms` after `from`; -EINVAL when the calendar ends before it. */
static int later(struct lot_time from, int64_t ms, struct lot_time *out)
{
    struct lot_time time = {.utc_ms = from.utc_ms + ms, .offset_min = from.offset_min};
    if (lot_date_at(time) == LOT_DATE_NONE) {
        return -EINVAL;
    }
    *out = time;
    return 0;
}

/* ---- clock and steps ------------------------------------------------------------------------ */

/* "@2026-": nothing but a time begins like this. */
static bool is_clock(struct lot_span line)
{
    return line.size >= 6 && line.data[0] == '@' && lot_span_is_digits(lot_span_part(line, 1, 4)) &&
           line.data[5] == '-';
}

static int set_clock(struct lot_session *session, struct lot_span line)
{
    int error = lot_time_parse(lot_span_part(line, 1, line.size), &session->now);
    if (error < 0) {
        return error;
    }
    session->stepped = true;
    return LOT_SESSION_NOTHING;
}

static size_t count_digits(struct lot_span span)
{
    size_t count = 0;
    while (count < span.size && span.data[count] >= '0' && span.data[count] <= '9') {
        count++;
    }
    return count;
}

/* The unit of a line that is a step, all of it: '+', digits, unit; else NULL. */
static const struct unit *step_unit(struct lot_span line)
{
    if (line.size == 0 || line.data[0] != '+') {
        return NULL;
    }
    size_t digits = count_digits(lot_span_part(line, 1, line.size));
    struct lot_span name = lot_span_part(line, 1 + digits, line.size);
    for (size_t i = 0; digits > 0 && i < sizeof units / sizeof units[0]; i++) {
        if (lot_span_equal(name, units[i].name)) {
            return &units[i];
        }
    }
    return NULL;
}

static int step(struct lot_session *session, struct lot_span line, const struct unit *unit)
{
    int64_t count;
    struct lot_span digits = lot_span_part(line, 1, line.size - 1 - unit->name.size);
    if (lot_span_number(digits, &count) < 0 || count > STEP_MAX_MS / unit->ms) {
        return -EINVAL;
    }
    int error = later(session->now, count * unit->ms, &session->now);
    if (error < 0) {
        return error;
    }
    session->stepped = true;
    return LOT_SESSION_NOTHING;
}

/* ---- scans ---------------------------------------------------------------------------------- */

static int hex_value(uint8_t digit)
{
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    uint8_t lower = digit | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Reads the escape that the span begins with; returns its size, or 0 when it is none. */
static size_t read_escape(struct lot_span span, uint8_t *out)
{
    if (span.size >= 2 && span.data[1] == '\\') {
        *out = '\\';
        return 2;
    }
    if (span.size < 4 || span.data[1] != 'x') {
        return 0;
    }
    int high = hex_value(span.data[2]);
    int low = hex_value(span.data[3]);
    if (high < 0 || low < 0) {
        return 0;
    }
    *out = (uint8_t)(high << 4 | low);
    return 4;
}

static int copy_plain(struct lot_session *session, struct lot_span text, struct lot_span *out)
{
    if (text.size > LOT_SCAN_MAX) {
        return -EMSGSIZE;
    }
    if (text.size > 0) {
        memcpy(session->bytes, text.data, text.size);
    }
    *out = lot_span(session->bytes, text.size);
    return 0;
}

static int copy_escaped(struct lot_session *session, struct lot_span text, struct lot_span *out)
{
    size_t used = 0;
    for (size_t at = 0; at < text.size; used++) {
        uint8_t byte = text.data[at];
        size_t size = 1;
        if (byte == '\\') {
            size = read_escape(lot_span_part(text, at, text.size), &byte);
        }
        if (size == 0) {
            return -EINVAL;
        }
        if (used == LOT_SCAN_MAX) {
            return -EMSGSIZE;
        }
        session->bytes[used] = byte;
        at += size;
    }
    *out = lot_span(session->bytes, used);
    return 0;
}

static int read_scan(struct lot_session *session, struct lot_span line, struct lot_scan *scan)
{
    struct lot_span bytes;
    struct lot_time now;
    int error =
        session->escaped ? copy_escaped(session, line, &bytes) : copy_plain(session, line, &bytes);
    if (error == 0) {
        error = later(session->now, session->stepped ? 0 : MS_PER_SECOND, &now);
    }
    if (error < 0) {
        return error;
    }
    session->now = now;
    session->stepped = false;
    *scan = (struct lot_scan){.bytes = bytes, .time = now};
    return LOT_SESSION_SCAN;
}

static int read_expected(struct lot_session *session, struct lot_span code, struct lot_scan *scan)
{
    struct lot_span bytes;
    int error = copy_plain(session, code, &bytes);
    if (error < 0) {
        return error;
    }
    *scan = (struct lot_scan){.bytes = bytes, .time = session->now};
    return LOT_SESSION_EXPECT;
}

int lot_session_line(struct lot_session *session, struct lot_span line, struct lot_scan *scan)
{
    if (line.size > 0 && line.data[line.size - 1] == '\r') {
        line.size--;
    }
    if (line.size == 0 && !session->blank_is_scan) {
        return LOT_SESSION_NOTHING;
    }
    if (lot_span_starts(line, LOT_LITERAL("# "))) {
        return LOT_SESSION_NOTHING;
    }
    if (lot_span_starts(line, LOT_LITERAL("< "))) {
        return read_expected(session, lot_span_part(line, 2, line.size), scan);
    }
    if (is_clock(line)) {
        return set_clock(session, line);
    }
    const struct unit *unit = step_unit(line);
    return unit ? step(session, line, unit) : read_scan(session, line, scan);
}
