/* SPDX-License-Identifier: MIT */
#ifndef LOT_CAPTURE_H
#define LOT_CAPTURE_H

/*
 * capture: what a scanner types, framed into scans.
 *
 * Two pure parts, tested as plain tables: the framer (characters and their times -> scans) and the
 * session reader (lines of standard input or a .scan file -> scans on a virtual clock). And the
 * reader of real devices: found through udev, grabbed, read by libevdev, worded by libxkbcommon.
 */

#include <lot/base.h>

/* ---- framing: pure -------------------------------------------------------------------------- */

struct lot_framer_options {
    int64_t gap_ms; /* a silence this long ends a scan; 0: only terminators do */
};

/* What a call to the framer made of its input. */
enum lot_frame {
    LOT_FRAME_NONE, /* nothing complete yet (a bare terminator is nothing) */
    LOT_FRAME_SCAN, /* a scan is complete: read it with lot_framer_scan */
    LOT_FRAME_LONG, /* the scan was longer than LOT_SCAN_MAX: thrown away whole, say so */
    LOT_FRAME_LOST, /* what had been read was thrown away: say so */
};

/* One scanner's half-read scan: a plain value. Zeroed and with options it is ready. */
struct lot_framer {
    struct lot_framer_options options;
    int64_t last_ms;     /* time of the last key */
    enum lot_frame fate; /* what the scan being read will end as; NONE: nothing is held */
    bool skipping;       /* events were lost: what still comes of that scan is thrown away */
    size_t used;         /* bytes of the scan being read */
    size_t ended;        /* bytes of the scan that ended last */
    uint8_t bytes[LOT_SCAN_MAX];
};

void lot_framer_init(struct lot_framer *framer, const struct lot_framer_options *options);

/*
 * Feeds the bytes of one key press at its event time (milliseconds of any one clock). Times are
 * judged only by lot_framer_tick: call it first with the event's time. A key that types nothing
 * (Shift) is fed with no bytes: a scanner that is pressing keys is not silent.
 */
enum lot_frame lot_framer_put(struct lot_framer *framer, struct lot_span bytes, int64_t time_ms);
/* A terminator key: Enter, keypad Enter, or Tab where the site says so. */
enum lot_frame lot_framer_end(struct lot_framer *framer);
/*
 * At time_ms the device lost events or went away: a half lot is worse than none. LOST if anything
 * was held. What still comes of the same scan, up to a terminator or a silence, is LOST as well.
 */
enum lot_frame lot_framer_drop(struct lot_framer *framer, int64_t time_ms);
/* Time has come to time_ms: how the scan that was held ended, if silence ended it. */
enum lot_frame lot_framer_tick(struct lot_framer *framer, int64_t time_ms);
/* When lot_framer_tick wants to be called at the latest, or -1: nothing is pending. */
int64_t lot_framer_deadline(const struct lot_framer *framer);
/* The complete scan's bytes, valid until the next call that feeds the framer. */
struct lot_span lot_framer_scan(const struct lot_framer *framer);

/* ---- sessions: pure ------------------------------------------------------------------------- */

/*
 * Lines on a virtual clock. A line is a scan's bytes and comes 1 s after the one before, unless a
 * step "+200ms", "+3s", "+5m", "+2h" or "+1d" (the whole line) stood between; a line of '@' and a
 * time, "@2026-03-01T08:00:00+01:00", sets the clock; "# " begins a comment; "< code" is the
 * outcome expected of the scan before. An empty line is layout, or an empty scan where
 * blank_is_scan says so. A carriage return at the end belongs to the line's ending. With escapes,
 * "\xNN" is a byte and "\\" a backslash.
 */
struct lot_session {
    struct lot_time now;
    bool escaped;
    bool blank_is_scan;
    bool stepped; /* a step or a clock line stood since the last scan: no second is added */
    uint8_t bytes[LOT_SCAN_MAX];
};

enum lot_session_event {
    LOT_SESSION_NOTHING, /* a comment, an empty line, a time step */
    LOT_SESSION_SCAN,    /* *scan is filled; its bytes live in the session until the next line */
    LOT_SESSION_EXPECT,  /* *scan's bytes are the expected code */
};

void lot_session_init(struct lot_session *session, struct lot_time start, bool escaped,
                      bool blank_is_scan);
/*
 * One line without its newline -> an enum lot_session_event. -EINVAL: a clock line, step or escape
 * that cannot be read; -EMSGSIZE: longer than LOT_SCAN_MAX. On error the clock stands as it was.
 */
int lot_session_line(struct lot_session *session, struct lot_span line, struct lot_scan *scan);

/* ---- devices -------------------------------------------------------------------------------- */

struct sd_event; /* of systemd/sd-event.h */

struct lot_capture_options {
    const char *const *nodes; /* device nodes to read, NULL-terminated; NULL: none by name */
    bool find_tagged;         /* also every input device that udev tagged, coming and going */
    const char *tag;          /* the udev tag; NULL: "lotd-scanner" */
    const char *layout;       /* xkb layout that the scanner types on; NULL: "us" */
    const char *variant;      /* xkb variant; NULL: none */
    bool tab_ends;            /* Tab is a terminator (else it is the byte 09) */
    int64_t gap_ms;           /* as in lot_framer_options */
};

enum lot_capture_event {
    LOT_CAPTURE_OPENED,  /* a scanner is read from now on; grabbed */
    LOT_CAPTURE_GONE,    /* a scanner went away; it is waited for */
    LOT_CAPTURE_DROPPED, /* events were lost or it went mid-scan: a half-read scan was thrown away
                          */
    LOT_CAPTURE_LONG,    /* a scan over LOT_SCAN_MAX was thrown away */
    LOT_CAPTURE_DENIED,  /* it cannot be opened or grabbed; error says why (-errno) */
};

struct lot_capture_notice {
    enum lot_capture_event event;
    const char *node; /* "/dev/input/event1" */
    const char *name; /* as the device calls itself; "" when not known */
    uint32_t source;
    int error;
};

/* Called from the event loop; arguments live until the call returns. */
struct lot_capture_handler {
    void *user;
    void (*scan)(void *user, const struct lot_scan *scan);
    void (*notice)(void *user, const struct lot_capture_notice *notice);
};

struct lot_capture;

/*
 * Opens the named nodes and those that are tagged now, grabs them, and follows hotplug on the
 * given loop. No timer runs but while a scan is half read. A node that cannot be opened is
 * a notice, not a failure; -EINVAL: no such keyboard layout. Texts of options are copied.
 */
int lot_capture_new(struct lot_capture **out, struct sd_event *loop,
                    const struct lot_capture_options *options,
                    const struct lot_capture_handler *handler);
/* Lets go of every device. NULL is fine. */
struct lot_capture *lot_capture_free(struct lot_capture *capture);
/* How many scanners are open now. */
unsigned lot_capture_count(const struct lot_capture *capture);

#endif
