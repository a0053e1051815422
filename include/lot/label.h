/* SPDX-License-Identifier: MIT */
#ifndef LOT_LABEL_H
#define LOT_LABEL_H

/*
 * label: a lot -> its GS1 element string -> a drawing in whole dots -> printer bytes -> a printer.
 *
 * The symbol is encoded by libzint and drawn from its modules, each a whole number of dots; text is
 * FreeType's. The same drawing becomes a picture or a printer's language, so that what is previewed
 * is what is printed.
 */

#include <lot/base.h>

/* What a label says. Spans live with the caller; empty or LOT_DATE_NONE: not printed. */
struct lot_label_data {
    struct lot_span item;      /* GTIN of 8, 12, 13 or 14 digits -> GS1; else a site's own number,
                                  which makes a plain DataMatrix "item|lot" without GS1. 8 digits
                                  with another check digit are an own number, more are a fault. */
    struct lot_span item_name; /* UTF-8 */
    struct lot_span lot;
    lot_date best_before, expiry;
    int64_t quantity; /* 0: none; AI 30 counts whole pieces: with decimals it is text only */
    uint8_t decimals;
    struct lot_span unit;
    struct lot_span supplier;
    lot_date received;
};

struct lot_label_options {
    double width_mm, height_mm;  /* 0: 100 x 50 */
    double dots_per_mm;          /* 8, 12, 24; 0: 8 */
    const char *font;            /* a font file; NULL: the first of the usual ones that exists */
    const char *const *fallback; /* files for the characters that it lacks, in turn, with a NULL
                                    behind them; NULL: only the usual ones. Opened when needed. */
};

enum lot_label_reason {
    LOT_LABEL_FINE,
    LOT_LABEL_DATA,   /* the data cannot be encoded: text says which and why */
    LOT_LABEL_SIZE,   /* the symbol does not fit: text has the sum */
    LOT_LABEL_FONT,   /* no font */
    LOT_LABEL_SYSTEM, /* out of memory, a library failed */
};

struct lot_label_fault {
    enum lot_label_reason reason;
    char text[256];
};

/* Bytes on the heap; free with lot_bytes_done. */
struct lot_bytes {
    uint8_t *data;
    size_t size;
};
void lot_bytes_done(struct lot_bytes *bytes);

/*
 * The bracketed element string of a lot label, "(01)...(10)...(30)..(15|17)...", with its NUL; the
 * order is 01, 15, 17, 30, 10: what varies in length comes last. For a site's own number it is what
 * the symbol says, "item|lot". Returns the length; -ENOSPC: out is too small (160 are enough);
 * -EINVAL with fault: the data has what GS1 does not allow.
 */
int lot_label_element_string(const struct lot_label_data *data, char *out, size_t size,
                             struct lot_label_fault *fault);

struct lot_drawing;

/*
 * Composes a lot label. With *fault filled (NULL is fine): -EINVAL data, -EMSGSIZE size, -ENOENT
 * font, another -errno system.
 */
int lot_label_compose(const struct lot_label_options *options, const struct lot_label_data *data,
                      struct lot_drawing **out, struct lot_label_fault *fault);
struct lot_drawing *lot_drawing_free(struct lot_drawing *drawing);

/* ---- templates ------------------------------------------------------------------------------ */

/*
 * A label that a site draws itself: a strict subset of SVG in millimetres (etc/labels/README.md
 * says which), with {field} in its texts and symbols. Or, in a file that ends in .zpl, what a ZPL
 * printer is sent as it stands, with {field} in the data of its ^FD.
 */
struct lot_template;

/* -EINVAL with "FILE:LINE: what is wrong" in *fault; another -errno: it cannot be read. */
int lot_template_load(struct lot_template **out, const char *path, struct lot_label_fault *fault);
struct lot_template *lot_template_free(struct lot_template *template);

/* One of those that come with lotd, "lot-100x50"; -ENOENT: there is none of that name. */
int lot_template_shipped(struct lot_template **out, struct lot_span name,
                         struct lot_label_fault *fault);
/* Their names; NULL behind the last. */
const char *lot_template_shipped_name(size_t index);

/* Of its sheet; 0 of ZPL, whose size is the printer's. */
void lot_template_size(const struct lot_template *template, double *width_mm, double *height_mm);
/* True when it is ZPL, which only goes to a printer of that language. */
bool lot_template_is_zpl(const struct lot_template *template);

/* What {name} stands for; empty: not known, and what consists of it is left out. */
struct lot_label_field {
    const char *name;
    struct lot_span value;
};

/*
 * Composes with the options' font and dots per millimetre; the size is the template's own. ZPL is
 * -EINVAL: only a printer draws it.
 */
int lot_template_compose(const struct lot_template *template,
                         const struct lot_label_options *options,
                         const struct lot_label_field *fields, size_t count,
                         struct lot_drawing **out, struct lot_label_fault *fault);

/* An empty drawing of the options' size: a page for many labels. */
int lot_drawing_new(struct lot_drawing **out, const struct lot_label_options *options,
                    struct lot_label_fault *fault);

/* Where the top left corner of a template's sheet lies on a page, and what it says there. */
struct lot_label_place {
    double x_mm, y_mm;
    const struct lot_label_field *fields;
    size_t count;
};

/* Draws a label onto a page; what has no room there is cut off. As lot_template_compose. */
int lot_template_add(const struct lot_template *template, struct lot_drawing *page,
                     const struct lot_label_place *place, struct lot_label_fault *fault);

/* One PDF of several pages. -ENOMEM. */
int lot_drawings_pdf(const struct lot_drawing *const *pages, size_t count, struct lot_bytes *out);

#define LOT_LABEL_FIELDS 18u

/* A lot's facts as fields; values point into data and into texts. */
struct lot_label_fields {
    struct lot_label_field fields[LOT_LABEL_FIELDS];
    char texts[LOT_LABEL_FIELDS][160];
};

/*
 * item, gtin (14 digits), name, lot, best_before, expiry, received (2026-09-30), best_before_gs1,
 * expiry_gs1 (260930), quantity, pieces (for AI 30), unit, supplier, content ("(01)...(10)..."),
 * plain ("item|lot": what the symbol of an item without a GTIN says; else empty), use_by (expiry,
 * else best_before) with its use_by_word, and best_before_too (where there is an expiry as well).
 * -EINVAL as lot_label_element_string.
 */
int lot_label_fields_of(const struct lot_label_data *data, struct lot_label_fields *out,
                        struct lot_label_fault *fault);

enum lot_label_format {
    LOT_LABEL_PNG,
    LOT_LABEL_SVG,
    LOT_LABEL_ZPL,
    LOT_LABEL_ESCPOS,
    LOT_LABEL_TSPL,
    LOT_LABEL_PDF,
    LOT_LABEL_FORMAT_COUNT
};
/* "png", "svg", "zpl", "escpos", "tspl", "pdf"; -EINVAL: no such format. */
int lot_label_format_by_name(struct lot_span name);
const char *lot_label_format_name(enum lot_label_format format);

/*
 * How a printer is to print. 0 everywhere is one label with the printer's own settings; what a
 * language has no command for is left out (ESC/POS knows neither darkness nor speed).
 */
struct lot_print_options {
    unsigned copies;  /* 0: 1 */
    uint8_t darkness; /* 1..100 % of what the language can ask for */
    uint8_t speed;    /* inches a second, as printers are sold */
    bool cut;         /* after each label */
    bool plain;       /* ZPL: hexadecimal with run lengths, for printers that do not know Z64 */
};

/* All that makes printer bytes of a template. */
struct lot_label_job {
    const struct lot_label_options *options;
    const struct lot_label_field *fields;
    size_t count;
    enum lot_label_format format;
    struct lot_print_options print; /* of a template of ZPL only copies count */
};

/* Composes and renders; -EINVAL also when a template of ZPL is to be anything else. */
int lot_template_print(const struct lot_template *template, const struct lot_label_job *job,
                       struct lot_bytes *out, struct lot_label_fault *fault);

/*
 * A lot's label by a template, its facts as fields; the job's fields go before them. NULL: laid out
 * by lotd for the size that the options say. -EINVAL as lot_label_element_string.
 */
int lot_label_print(const struct lot_template *template, const struct lot_label_data *data,
                    const struct lot_label_job *job, struct lot_bytes *out,
                    struct lot_label_fault *fault);

/* Renders, a printer's language for a printer with these options. -ENOMEM. */
int lot_drawing_print(const struct lot_drawing *drawing, enum lot_label_format format,
                      const struct lot_print_options *options, struct lot_bytes *out);

/*
 * The drawing as UTF-8 text for a terminal so many columns wide, two dots or more a character; with
 * shades by escape sequences of 256 colours. -ENOMEM.
 */
int lot_drawing_preview(const struct lot_drawing *drawing, int columns, bool shades,
                        struct lot_bytes *out);

/* lot_drawing_print with that many copies and the printer's own settings. */
int lot_drawing_render(const struct lot_drawing *drawing, enum lot_label_format format,
                       unsigned copies, struct lot_bytes *out);

/* ---- sending -------------------------------------------------------------------------------- */

struct sd_event;
struct lot_sender;

/* What is known of a printer; the most pressing where it says several things. */
#define LOT_PRINTER_STATES(X)                                                                      \
    X(READY, "ready")                                                                              \
    X(HEAD_OPEN, "head-open")                                                                      \
    X(PAPER_OUT, "paper-out")                                                                      \
    X(RIBBON_OUT, "ribbon-out")                                                                    \
    X(JAMMED, "jammed")                                                                            \
    X(FAULTY, "faulty") /* it says that something is wrong and not what */                         \
    X(PAUSED, "paused")                                                                            \
    X(OFFLINE, "offline")               /* it says so, or cannot be reached: error tells why */    \
    X(NO_ANSWER, "no-answer")           /* asked and silent, or it takes nothing */                \
    X(STRANGE_ANSWER, "strange-answer") /* what it says is not of its language */                  \
    X(BROKE_OFF, "broke-off")           /* it hung up in the middle */

enum lot_printer_state {
#define X(symbol, name) LOT_PRINTER_##symbol,
    LOT_PRINTER_STATES(X)
#undef X
    LOT_PRINTER_STATE_COUNT
};
/* "paper-out"; never NULL. */
const char *lot_printer_state_name(enum lot_printer_state state);

/* Whether a printer is asked how it is, before a label and after it. */
enum lot_printer_asking {
    LOT_PRINTER_ASK_AUTO, /* one that never answers counts as one that cannot, where what is sent
                             to it can be proven to be read */
    LOT_PRINTER_ASK,      /* silence is a fault */
    LOT_PRINTER_ASK_NOT,
};

enum lot_sent {
    LOT_SENT_DONE,    /* printed as far as the printer can tell; a directory: synced under a name of
                         its own; a spooler: taken */
    LOT_SENT_NOTHING, /* nothing of the label went out: it may be tried again */
    LOT_SENT_UNKNOWN, /* some went out: only a person can tell whether it was printed */
};

/* What became of a job. */
struct lot_sent_report {
    enum lot_sent sent;
    enum lot_printer_state printer; /* READY: nothing is known against it */
    int error;                      /* -errno of the system, or 0 */
    const char *text;               /* what a program said that failed, or ""; until done returns */
};

struct lot_sender_options {
    const char *target; /* a directory (one file a label), a device node, "tcp://192.0.2.7:9100",
                           "lp:QUEUE" of the spooler */
    const char *suffix; /* of files in a directory: "png" */
    enum lot_label_format language; /* what is sent: tells how its state is asked */
    enum lot_printer_asking asking;
    int64_t
        patience_ms;   /* a printer that takes or prints nothing for so long is given up; 0: 30 s */
    int64_t answer_ms; /* a connection or an answer that takes longer does not come; 0: 2 s */
};

/* Never blocks: what is slow is waited for on the loop, when that is idle. Texts are copied. */
int lot_sender_new(struct lot_sender **out, struct sd_event *loop,
                   const struct lot_sender_options *options);
/* Sending under way ends as unknown or nothing, with -ECANCELED. NULL is fine. */
struct lot_sender *lot_sender_free(struct lot_sender *sender);
/*
 * Sends one job's bytes (copied). name is its file's name in a directory, without suffix (where
 * that is taken, "-2" and so on is added), and its title in a spooler. 0: done is called once, from
 * the loop or before return, and may send the next job. -EBUSY: one is under way; -EINVAL: no
 * bytes, or not the name of a file: done is not called.
 */
int lot_sender_send(struct lot_sender *sender, struct lot_span bytes, const char *name,
                    void (*done)(void *user, const struct lot_sent_report *report), void *user);

#endif
