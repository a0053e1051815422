/* SPDX-License-Identifier: MIT */
#ifndef LOT_LEDGER_H
#define LOT_LEDGER_H

/*
 * ledger: history that is only ever appended to, and what can be asked of it.
 *
 * One SQLite file in WAL mode with synchronous=FULL. One process writes, on one connection, under a
 * lock file; any number read. Every scan, movement, lot, status and event is a row of one chained
 * journal:
 * its hash covers a canonical encoding by natural keys and the hash before it (lot-ledger(5)).
 * Stock is kept in the transaction that moves it and can always be rebuilt.
 *
 * What a call promises at return: where a function that writes returned 0, all that it wrote is on
 * stable storage. Where it returned a failure nothing of it is in the ledger; after an
 * error of writing or syncing (-EIO, -ENOSPC, -EROFS) the ledger answers -EIO to every further
 * write until it was opened again, by lot_ledger_reopen say. One case nobody can decide: a disk
 * that took a whole commit, failed to sync it and then refuses even to void it; what was not
 * acknowledged may be there after opening again, whole.
 */

#include <lot/base.h>
#include <lot/decode.h>
#include <lot/engine.h>
#include <lot/questions.h>

struct lot_ledger;

/* ---- opening -------------------------------------------------------------------------------- */

/* Why a ledger could not be opened or written, for a person. */
enum lot_ledger_reason {
    LOT_LEDGER_FINE,
    LOT_LEDGER_MISSING, /* reading: there is no such file */
    LOT_LEDGER_DENIED,  /* permissions, a read-only disk or file */
    LOT_LEDGER_LOCKED,  /* another process writes it: pid */
    LOT_LEDGER_NEWER,   /* written by a newer lotd: version */
    LOT_LEDGER_FOREIGN, /* not a lotd ledger, or not a database at all */
    LOT_LEDGER_DAMAGED, /* SQLite found it malformed */
    LOT_LEDGER_FULL,    /* no space left */
    LOT_LEDGER_BROKEN,  /* input or output failed; text tells */
};

struct lot_ledger_fault {
    enum lot_ledger_reason reason;
    int error;       /* -errno */
    int32_t pid;     /* LOCKED: who, or 0 */
    int32_t version; /* NEWER: its schema version */
    char text[160];  /* what SQLite or the system says; NUL-terminated, may be "" */
};

struct lot_ledger_options {
    const char *path;
    bool read_only;      /* never writes, never checkpoints, needs no lock */
    uint32_t device;     /* this device's number, 1..2^23-1: stored in a new ledger; else ignored */
    struct lot_time now; /* a new ledger's first event; what the clock did since */
};

/*
 * Opens, and when writing creates and migrates: an older ledger is first copied beside itself, with
 * its version added to the name (.v1), and each step is a transaction. Negative on failure, with
 * *fault filled. The path is copied.
 */
int lot_ledger_open(struct lot_ledger **out, const struct lot_ledger_options *options,
                    struct lot_ledger_fault *fault);
/* Checkpoints when it is the writer, and closes; the WAL stays. NULL is fine. */
struct lot_ledger *lot_ledger_close(struct lot_ledger *ledger);

/*
 * A writer that failed opens its file again, under the lock that it still has; answers that were
 * not freed must not be. SQLite's check of the file, the chain since the last checkpoint, and that
 * all that was ever acknowledged is there; then what was refused meanwhile is entered, with its own
 * times, as scans with outcome error and code ledger-failed, and an event that says so. 0: it works
 * again; 1: the same, and the write that failed is there whole, so its scan was not entered again;
 * negative: nothing is written still, fault tells why, and it may be tried again.
 */
struct lot_ledger_reopening {
    struct lot_time now;
    const struct lot_scan *refused; /* oldest first */
    size_t count;
    size_t lost; /* refused before those, and not kept: the event tells how many */
};
int lot_ledger_reopen(struct lot_ledger *ledger, const struct lot_ledger_reopening *how);
/* The write that failed, since when nothing is taken; NULL: none, or it was opened again. */
const struct lot_ledger_fault *lot_ledger_failure(const struct lot_ledger *ledger);

/* Who writes the ledger of that path now: 0 and its pid (0: not told); 1: nobody; or negative. */
int lot_ledger_holder(const char *path, int32_t *pid);

/* What the clock did. */
enum lot_clock {
    LOT_CLOCK_FINE,
    LOT_CLOCK_UNSET,  /* it is before this program was made: it was never set */
    LOT_CLOCK_BACK,   /* it is more than a minute before the last row of the journal */
    LOT_CLOCK_SET,    /* it was never set, and now it is */
    LOT_CLOCK_OFFSET, /* another offset: summer time, another zone */
};
struct lot_clock_change {
    enum lot_clock kind;
    struct lot_time from, to; /* of the last row, and now */
};
/*
 * Each is a chained event before the row that has the new time: "back: from ... to ...". This is
 * the last one since the ledger was opened; for a reader, what the clock says now. FINE: none.
 */
struct lot_clock_change lot_ledger_clock(const struct lot_ledger *ledger);

/* The last failure of a call on this ledger: valid until the next call. */
const struct lot_ledger_fault *lot_ledger_fault(const struct lot_ledger *ledger);
uint32_t lot_ledger_device(const struct lot_ledger *ledger);
/* The last sequence number given on this device; ids are device << 40 | sequence. */
uint64_t lot_ledger_sequence(const struct lot_ledger *ledger);
#define LOT_LEDGER_SEQUENCE(id) ((uint64_t)(id)&0xffffffffffu)
#define LOT_LEDGER_DEVICE(id)   ((uint32_t)((uint64_t)(id) >> 40))

/* What the engine asks, answered from this ledger. Lives as long as the ledger. */
const struct lot_book *lot_ledger_book(struct lot_ledger *ledger);

/* ---- committing ----------------------------------------------------------------------------- */

struct lot_commit {
    const struct lot_scan *scan; /* raw bytes, time, source; NULL: only state and notes */
    enum lot_outcome outcome;
    enum lot_code code;
    const struct lot_transaction *transaction; /* NULL or job NONE: the scan alone */
    const struct lot_print *print;             /* NULL or copies 0: no job; else queued with it */
    const struct lot_label_answer *label;      /* NULL or job 0: nothing is said of a label */
    const struct lot_note *note;               /* events that go with it, so many */
    unsigned note_count;
    struct lot_span engine; /* the saved state that goes with it */
    struct lot_text operator_id;
};

struct lot_committed {
    uint64_t scan; /* ids */
    uint64_t movement[LOT_MOVEMENTS_MAX];
    unsigned movement_count;
    uint64_t job; /* queued now, anew or again; 0: none */
};

/*
 * Scan, outcome, movements, new lot, stock, chain, print job and engine state in one transaction.
 * The first movement to an order makes the order's place; SHIP closes the order, its undo opens it.
 * -EDOM: the transaction breaks a rule of the ledger (stock would go negative, an unknown
 * item ...): nothing is committed, fault tells which.
 */
int lot_ledger_commit(struct lot_ledger *ledger, const struct lot_commit *commit,
                      struct lot_committed *out);

/* The engine state of the last commit, at most size bytes; returns its length, 0: none yet. */
int lot_ledger_engine(struct lot_ledger *ledger, uint8_t *out, size_t size);

/*
 * Truth is on the disk, space in the file: to be called after some seconds of idleness (passive
 * checkpoint). 1: nothing was left to do.
 */
int lot_ledger_checkpoint(struct lot_ledger *ledger);

/* ---- events: what a regulator asks about besides movements ---------------------------------- */

/* Their names are in the files: rows are only added. */
enum lot_ledger_event {
    LOT_LEDGER_EVENT_OPENED, /* a new ledger */
    LOT_LEDGER_EVENT_IMPORT, /* text: file name, hash, user */
    LOT_LEDGER_EVENT_EXPORT, /* text: first-last and folder */
    LOT_LEDGER_EVENT_BACKUP,
    LOT_LEDGER_EVENT_PRINT,    /* text: job and its end */
    LOT_LEDGER_EVENT_CLOCK,    /* the clock went back, was set, has another offset */
    LOT_LEDGER_EVENT_DROPPED,  /* a half-read scan, a half-filled transaction */
    LOT_LEDGER_EVENT_REOPENED, /* text: why it had failed, and how many scans it refused */
    LOT_LEDGER_EVENT_MIGRATED, /* text: from which schema version to which */
    LOT_LEDGER_EVENT_SEALED,   /* text: sequence, key and signature: see lot_ledger_seal */
    LOT_LEDGER_EVENT_RESTORED, /* text: which device, row and hash this one continues */
    LOT_LEDGER_EVENT_SIGN_IN,  /* these three as JSON: operator, approver, what, why, scan */
    LOT_LEDGER_EVENT_SIGN_OUT,
    LOT_LEDGER_EVENT_APPROVAL,
};

/* Appends a chained event in a transaction of its own (or in the import under way). */
int lot_ledger_record(struct lot_ledger *ledger, enum lot_ledger_event event, struct lot_time time,
                      struct lot_span text);

/* ---- a lot's status ------------------------------------------------------------------------- */

struct lot_ledger_status {
    struct lot_text item, lot;
    enum lot_status status;
    struct lot_time time;
    struct lot_span user, reason; /* who by the system's name; why: never empty */
};

/*
 * Stops a lot or lets it go: a chained row, and the lot's status from now on. -EDOM: no such lot,
 * no reason, or it has that status already; nothing is entered.
 */
int lot_ledger_put_status(struct lot_ledger *ledger, const struct lot_ledger_status *change);

/* ---- reference data ------------------------------------------------------------------------- */

struct lot_ledger_item {
    struct lot_text number; /* GTIN of 14 digits or a site's own number */
    struct lot_text name, description, manufacturer, unit;
    enum lot_tracking tracking;
    uint8_t decimals;
    bool needs_date, blocks_best_before, catch_weight;
    int32_t min_life_days;
    enum lot_rotation rotation;
    int32_t over_percent, over_units; /* as in struct lot_book_item */
    enum lot_numbering numbering;
    struct lot_text pack_number; /* a packaging's own GTIN, or none */
    int64_t pack;                /* how many units it holds, smallest units */
};

enum lot_partner_kind {
    LOT_PARTNER_SUPPLIER,
    LOT_PARTNER_CUSTOMER,
    LOT_PARTNER_CARRIER
};

struct lot_ledger_partner {
    struct lot_text number, name, address, contact, gln;
    enum lot_partner_kind kind;
    int32_t min_life_days; /* a customer: as in struct lot_book_document */
    bool one_lot, not_older;
};

struct lot_ledger_place {
    struct lot_text code, name, check;
    bool is_quarantine;
    enum lot_mixing mixing;
};

struct lot_ledger_operator {
    struct lot_text code, name;
    uint32_t roles; /* bit (1 << enum lot_role); none: the badge opens nothing any more */
};

struct lot_ledger_line {
    struct lot_text document, partner, item;
    enum lot_document_kind kind;
    int32_t line;
    int64_t quantity; /* smallest units of the item */
    lot_date due;
    int64_t unit_cost; /* 1/10,000 of a minor unit of currency per whole unit; -1: not known */
    enum lot_rotation rotation;      /* of the whole document */
    struct lot_text lot, substitute; /* as in struct lot_book_line */
};

/* What is to come on a logistic unit, for a line of a receipt on record. */
struct lot_ledger_advice {
    struct lot_text document, sscc, item, lot; /* item: the line's; sscc: 18 digits */
    int32_t line;
    lot_date best_before, expiry;
    int64_t quantity; /* smallest units of the item */
};

/*
 * All or nothing: begin, any number of puts, then end with keep. A put replaces what has the same
 * number (reference data is not history). -EDOM: it refers to what is not on record, or contradicts
 * what was booked; lot_ledger_fault tells.
 */
int lot_ledger_import_begin(struct lot_ledger *ledger);
int lot_ledger_put_item(struct lot_ledger *ledger, const struct lot_ledger_item *item);
int lot_ledger_put_partner(struct lot_ledger *ledger, const struct lot_ledger_partner *partner);
int lot_ledger_put_place(struct lot_ledger *ledger, const struct lot_ledger_place *place);
int lot_ledger_put_reason(struct lot_ledger *ledger, const struct lot_book_reason *reason);
int lot_ledger_put_operator(struct lot_ledger *ledger, const struct lot_ledger_operator *who);
int lot_ledger_put_line(struct lot_ledger *ledger, const struct lot_ledger_line *line);
int lot_ledger_put_advice(struct lot_ledger *ledger, const struct lot_ledger_advice *advice);
int lot_ledger_import_end(struct lot_ledger *ledger, bool keep);

/* ---- print queue ---------------------------------------------------------------------------- */

enum lot_job_state {
    LOT_JOB_QUEUED,
    LOT_JOB_SENDING,
    LOT_JOB_DONE,
    LOT_JOB_UNKNOWN,
    LOT_JOB_CANCELLED
};

struct lot_print_job {
    uint64_t id;
    struct lot_text item, item_name, unit, lot, supplier;
    struct lot_dates dates;
    int64_t quantity;
    uint8_t decimals, copies;
    bool reprint;         /* a person asked for it again */
    struct lot_time time; /* of the request */
};

/* Takes the oldest queued job and marks it sending. 1: there is none. */
int lot_ledger_job_take(struct lot_ledger *ledger, struct lot_print_job *out);

/* How a job that was taken ended. */
struct lot_job_end {
    uint64_t job;
    enum lot_job_state state; /* DONE, UNKNOWN: nobody can tell, CANCELLED: it cannot be printed, or
                                 QUEUED again: nothing of it was sent */
    struct lot_span printer;  /* that printed it, or was to */
    struct lot_span fault;    /* why it did not come out, a word: "paper-out"; empty: it did */
    struct lot_time time;
};
int lot_ledger_job_end(struct lot_ledger *ledger, const struct lot_job_end *end);
/* After a start: what was sending when power went is unknown. Returns how many. */
int lot_ledger_jobs_recover(struct lot_ledger *ledger, struct lot_time time);

/* Asks for a label by hand: user and copies are on record. */
struct lot_job_request {
    struct lot_print print;
    struct lot_span user;
    struct lot_time time;
};
/*
 * 0: queued; 1: the same label is on its way already, or was asked for within the last two seconds:
 * it is asked for once. *out is the job's id. -EDOM: no such lot.
 */
int lot_ledger_job_add(struct lot_ledger *ledger, const struct lot_job_request *request,
                       uint64_t *out);

/* What a person can say of a job. */
enum lot_job_word {
    LOT_JOB_CONFIRM, /* unknown: it came out */
    LOT_JOB_RETRY,   /* unknown, cancelled or done: print it again; queued: it stays so */
    LOT_JOB_CANCEL,  /* queued or unknown: it is not wanted any more */
    LOT_JOB_WORD_COUNT
};
/* "confirm", "retry", "cancel"; -EINVAL: no such word. */
int lot_job_word_by_name(struct lot_span name);

struct lot_job_decision {
    uint64_t job;
    enum lot_job_word word;
    struct lot_span user, reason; /* to print what is done again takes a reason */
    struct lot_time time;
};
/* Takes effect and is on record. -EDOM: there is no such job, or it cannot be said of it now. */
int lot_ledger_job_decide(struct lot_ledger *ledger, const struct lot_job_decision *decision);

/* ---- verifying and keeping ------------------------------------------------------------------ */

/* A finding of verify: which row is wrong, and how. The text lives until the callback returns. */
struct lot_finding {
    const char
        *what;   /* "integrity", "foreign-key", "chain", "stock", "value", "genealogy", "status" */
    uint64_t id; /* the row's id, or 0 */
    const char *text;
};
struct lot_verified {
    int64_t rows; /* chained rows that were checked */
    int64_t findings;
    int64_t seals;    /* that hold */
    uint64_t sealed;  /* id of the row that the last of them is for, or 0 */
    uint64_t last;    /* id of the last row that was checked */
    uint8_t head[32]; /* and its hash */
};
struct lot_verify {
    void (*report)(void *user, const struct lot_finding *finding); /* NULL: count them only */
    /* How far the chain was walked, now and then; false: enough. NULL: nobody asks. */
    bool (*progress)(void *user, const struct lot_verified *sofar);
    void *user;
    const uint8_t *public_key; /* 32 bytes: whose seals this device's must be; NULL: any one's */
    uint64_t after;            /* the chain from behind this row; 0: from the first */
    const uint8_t *head; /* 32 bytes: the hash that it has, else -ENOENT; NULL: as it stands */
};
/*
 * SQLite's integrity and foreign keys, the chain from its first row, stock against the sum of all
 * movements, that each item and lot sums to zero over all places, what it cost, what was made of
 * what, and lots' status. 0: clean; 1: findings were reported; negative: it could not be read;
 * -ENOENT: there is no row to begin behind; -ECANCELED: progress said so, and *out is how far it
 * came. Behind a row: the chain and the seals; all else is checked whole.
 */
int lot_ledger_verify_from(struct lot_ledger *ledger, const struct lot_verify *verify,
                           struct lot_verified *out);
/* The same, all of it. */
int lot_ledger_verify(struct lot_ledger *ledger,
                      void (*report)(void *user, const struct lot_finding *finding), void *user,
                      struct lot_verified *out);

/* ---- seals: the chain's end, signed by the device's key ----------------------------------------
 */

#define LOT_LEDGER_SEAL_SIZE 160u

struct lot_ledger_seal {
    uint8_t public_key[32], signature[64]; /* Ed25519 */
};
/* What a seal signs now: a line that names device, last row and its hash. Its length. */
size_t lot_ledger_seal_message(const struct lot_ledger *ledger, char out[LOT_LEDGER_SEAL_SIZE]);
/* Enters the signature of that. -EDOM: it does not sign it. */
int lot_ledger_seal(struct lot_ledger *ledger, const struct lot_ledger_seal *by,
                    struct lot_time time);
/* The last row that a seal holds for, by that key (NULL: by the first one's). 1: there is none. */
int lot_ledger_last_seal(struct lot_ledger *ledger, const uint8_t public_key[32], uint64_t *id);

/* ---- keeping -------------------------------------------------------------------------------- */

/* Rebuilds stock, and what else follows from the movements, in one transaction. */
int lot_ledger_rebuild_stock(struct lot_ledger *ledger);

/*
 * A whole copy while in use (SQLite's backup), synced and checked, under a name that does not exist
 * yet. It is one file that needs no log beside it. To be recorded as LOT_LEDGER_EVENT_BACKUP.
 */
int lot_ledger_backup(struct lot_ledger *ledger, const char *path);

/*
 * This ledger, a copy that was taken from a backup, is another device's from now on: what it writes
 * has that number, begins behind the last row and with its hash, and the first row says so. -EDOM:
 * the number is not higher than the one it had, by which its rows would not be the last ones.
 */
int lot_ledger_continue(struct lot_ledger *ledger, uint32_t device, struct lot_time now);

/* Marks all up to this sequence number as exported (an event in the chain). */
int lot_ledger_exported(struct lot_ledger *ledger, uint64_t last, struct lot_span folder,
                        struct lot_time time);

#endif
