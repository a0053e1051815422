/* SPDX-License-Identifier: MIT */
#ifndef LOT_CAPTURE_H
#define LOT_CAPTURE_H

/*
 * capture: what a scanner types, framed into scans.
 *
 * Two pure parts, tested as plain tables: the framer (characters and their times -> scans) and the
 * session reader (lines of standard input or a .scan file -> scans on a virtual clock). The
 * reader of real devices: found through udev, grabbed, read by libevdev, worded by libxkbcommon.
 * And keyboard layouts: undoing one that garbled a text, and telling which one a scanner types on.
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

/* ---- keyboard layouts: undoing the wrong one ------------------------------------------------ */

/*
 * Text that reached us from another host: a scanner pressed the keys of a US keyboard, and the host
 * took them for those of its own layout. What each of its characters was is looked up backwards;
 * what more than one key may have typed is said to be ambiguous, never guessed.
 */
struct lot_layout;

/*
 * By its xkb name, "fr" or "de(nodeadkeys)", or by the name that Windows gives it, "Belgian
 * (Comma)": case, blanks and punctuation of that do not count. -EINVAL: there is none.
 */
int lot_layout_new(struct lot_layout **out, const char *name);
struct lot_layout *lot_layout_free(struct lot_layout *layout);
/* The names that Windows gives, as lot_layout_new takes them; NULL: no more. */
const char *lot_layout_name(unsigned index);

enum lot_repair_outcome {
    LOT_REPAIR_UNCHANGED, /* the text is the same on a US keyboard */
    LOT_REPAIR_DONE,      /* the text was garbled and is put right */
    LOT_REPAIR_AMBIGUOUS, /* at these spots more than one key types what stands there */
    LOT_REPAIR_FOREIGN,   /* at this spot stands what no key of a US keyboard types there */
};

#define LOT_REPAIR_SPOTS_MAX 16u

struct lot_repair {
    enum lot_repair_outcome outcome;
    unsigned spot_count; /* the first LOT_REPAIR_SPOTS_MAX of them */
    struct {
        uint16_t offset, length; /* bytes of the input */
    } spot[LOT_REPAIR_SPOTS_MAX];
    size_t size; /* UNCHANGED, DONE: the text, in bytes */
    uint8_t text[LOT_SCAN_MAX];
};

/*
 * Undoes the layout. NUL is a key press without a character: a dead key before what it made of the
 * next character, else the separator (GS), where that did not come as GS or ESC. In a text without
 * any NUL dead keys may lack theirs; what a key types alone is that key there. A dead key's sign is
 * read without the space that may have set it free, unless only a space explains it. 0, or
 * -EMSGSIZE: input or text is over LOT_SCAN_MAX.
 */
int lot_layout_repair(const struct lot_layout *layout, struct lot_span input,
                      struct lot_repair *out);

/* ---- keyboard layouts: the calibration code ------------------------------------------------- */

/*
 * A symbol that says fixed text: every printable character of ASCII, and GS. What arrives of it
 * tells on which layout the scanner types, on which the host reads, whether Caps Lock is on there,
 * and what is sent for GS.
 */
struct lot_span lot_calibration_text(void);

/* True when the scan can only be the calibration text, however garbled. Cheap and pure. */
bool lot_calibration_likely(struct lot_span scan);

#define LOT_CALIBRATION_NAME_SIZE 48u
#define LOT_CALIBRATION_ALIKE_MAX 8u
#define LOT_CALIBRATION_BYTES_MAX 16u

/* Who read the scan. */
struct lot_calibration_reader {
    const char *layout,
        *variant; /* what the host reads by, as far as it is known; NULL: us, none */
    bool certain; /* it is known: no other host is thought of */
};

enum lot_calibration_separator {
    LOT_CALIBRATION_GS,      /* sent as a key of its own: nothing is to be configured */
    LOT_CALIBRATION_SILENT,  /* nothing arrived */
    LOT_CALIBRATION_WRITTEN, /* other bytes stand for it */
    LOT_CALIBRATION_UNTOLD,  /* the wrong layout hides it: scan again with the right one */
};

struct lot_calibration {
    char layout[LOT_CALIBRATION_NAME_SIZE];  /* xkb layout that the scanner types on */
    char variant[LOT_CALIBRATION_NAME_SIZE]; /* its variant, or "" */
    char host[LOT_CALIBRATION_NAME_SIZE];    /* what the host reads by, for lot_layout_new */
    unsigned alike_count;                    /* others that would have sent the same */
    char alike[LOT_CALIBRATION_ALIKE_MAX][LOT_CALIBRATION_NAME_SIZE];
    bool caps_lock;
    bool tab_ends; /* a Tab follows the text */
    enum lot_calibration_separator separator;
    size_t written_size; /* WRITTEN: the bytes, put right */
    uint8_t written[LOT_CALIBRATION_BYTES_MAX];
};

/*
 * Tries what arrived against the common layouts, compiled for the purpose. 0: *out is filled. 1: it
 * is not the calibration text, or no layout that is known makes this of it. -ENOMEM.
 */
int lot_calibration_read(struct lot_span scan, const struct lot_calibration_reader *reader,
                         struct lot_calibration *out);

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
