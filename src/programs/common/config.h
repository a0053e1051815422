/* SPDX-License-Identifier: MIT */
#ifndef CONFIG_H
#define CONFIG_H

/*
 * Configuration: INI files -> each room's own plain options.
 *
 * One table (config_table.c) names every key with its section, kind, default, range, help and the
 * place where its value goes. Reading, `lotctl config`, etc/lotd.conf and lotd.conf(5) all follow
 * that table. A configuration is loaded whole or not at all, and does not change afterwards.
 */

#include <lot/base.h>
#include <lot/capture.h>
#include <lot/decode.h>
#include <lot/engine.h>
#include <lot/feedback.h>
#include <lot/label.h>

#define CONFIG_DEFAULT_PATH  "/etc/lotd/lotd.conf"
#define CONFIG_VALUES_MAX    128u
#define CONFIG_SEPARATOR_MAX 8u

struct site_patterns;

/* A second printer, with the same labels in it. */
struct config_fallback {
    enum lot_label_format format;
    double dots_per_mm;
    uint8_t copies;
    struct lot_print_options print;
    struct lot_sender_options printer; /* target NULL: there is none */
};

/* Sequences of bytes that a separator may be, written as the scanner sends it. */
struct config_bytes {
    uint8_t data[CONFIG_SEPARATOR_MAX];
    uint8_t size;
};

/* Freed with config_free; every pointer below is its own and lives as long. */
struct config {
    const char *ledger_path;
    int64_t low_space_mib;
    const char *key_path;    /* never NULL: beside the ledger unless said otherwise */
    const char *export_root; /* NULL: none; the caller of an export names one */
    struct lot_capture_options scanner;
    struct config_bytes separator; /* size 0: none but GS itself */
    bool unpadded_gtins;           /* in links */
    struct lot_policy policy;
    struct lot_feedback_options feedback;
    struct lot_label_options label;
    enum lot_label_format printer_format;
    const char *lot_template_name;     /* NULL: by the label's size */
    struct lot_template *lot_template; /* NULL: laid out for the label's size */
    const char *label_folder;          /* of the site's own templates; NULL: none */
    const char *sscc_template, *location_template, *badge_template; /* never NULL */
    const char *site;                                               /* its name; NULL: none */
    struct lot_print_options print;    /* copies: each job has its own */
    uint8_t copies;                    /* of each label that a job asks for */
    struct lot_sender_options printer; /* target NULL: no printer, jobs stay queued */
    struct config_fallback fallback;
    struct site_patterns *patterns;

    const char *value[CONFIG_VALUES_MAX]; /* as written, by row of config_options */
    struct config_store *store;           /* what the pointers point to */
};

/* ---- the table ------------------------------------------------------------------------------ */

/* What a value looks like: each kind is a row of config_kind.c. */
enum config_kind {
    CONFIG_TEXT,     /* any text; empty: none */
    CONFIG_INPUT,    /* "auto", or device nodes with blanks between */
    CONFIG_BYTES,    /* "^", "\x1e", "{GS}" */
    CONFIG_BOOL,     /* yes, no */
    CONFIG_NUMBER,   /* a whole number in the range */
    CONFIG_SECONDS,  /* the same, kept in milliseconds */
    CONFIG_SMALL,    /* the same, kept in a byte */
    CONFIG_OFFSET,   /* a GPIO line's offset; empty: not used */
    CONFIG_DECIMAL,  /* a decimal number in the range */
    CONFIG_PLACE,    /* a location's code */
    CONFIG_MODE,     /* the name of a mode */
    CONFIG_NUMBERS,  /* a pattern of lot numbers */
    CONFIG_MODES,    /* "all", "none", or names of modes with blanks between */
    CONFIG_RULE,     /* "warn", "approve", "refuse" */
    CONFIG_ROTATION, /* which lot goes first */
    CONFIG_FORMAT,   /* the name of a label format */
    CONFIG_ASKING,   /* whether a printer is asked how it is */
    CONFIG_PATHS,    /* paths of files with blanks between; empty: none */
    CONFIG_NAME,     /* any text but none */
    CONFIG_LINES,    /* names of feedback lines with blanks between */
    CONFIG_KIND_COUNT
};

struct config_option {
    const char *section, *key;
    enum config_kind kind;
    const char *fallback;  /* the default, written as in the file */
    long minimum, maximum; /* of numbers */
    size_t offset;         /* of its target in struct config, or in struct site_pattern */
    const char *help;      /* one sentence */
};

/* Section CONFIG_PATTERN_SECTION stands for every [pattern NAME]; its rows are last. */
#define CONFIG_PATTERN_SECTION "pattern"
extern const struct config_option config_options[];
extern const size_t config_option_count;

/* "yes or no", "a whole number from 0 to 60000" ...: what an option takes, for messages and pages.
 */
void config_kind_text(const struct config_option *option, char *out, size_t size);

/* ---- loading -------------------------------------------------------------------------------- */

/* Told each error as "FILE:LINE: what is wrong and what to do"; the text lives until it returns. */
typedef void config_report(void *user, const char *text);

/*
 * Reads path, then the *.conf files of the folder path + ".d" in order of their names, each key's
 * last value winning. path NULL: CONFIG_DEFAULT_PATH, which may be missing: then the defaults of
 * the table hold. 0: *out is the configuration; negative: *out is untouched and every error was
 * reported.
 */
int config_load(struct config **out, const char *path, config_report *report, void *user);
struct config *config_free(struct config *config);

/* Another ledger than the file says (--ledger); the key goes with it unless the file names one. */
int config_set_ledger(struct config *config, const char *path);

/* True when every key of a section has the same value in both. */
bool config_same(const struct config *a, const struct config *b, const char *section);

/* What decode wants to know: separator, GTINs and site patterns of this configuration. */
struct lot_decode_options config_decode_options(const struct config *config, lot_date today);

/* Writes all that holds as a file that config_load takes, "[section]" and "key = value" lines. */
int config_print(const struct config *config, int (*put)(void *user, const char *line), void *user);

#endif
