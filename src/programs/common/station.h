/* SPDX-License-Identifier: MIT */
#ifndef STATION_H
#define STATION_H

/*
 * The station: one operator's way from a scan to its verdict.
 *
 *     scan -> decode -> engine step -> ledger commit -> verdict
 *
 * Only when the commit returned 0 does the state move on and the verdict say so; light, print and
 * bus come after, in whoever called. A refusal by the ledger is recorded as such; a ledger that
 * failed leaves the state as it was.
 */

#include "config.h"
#include "verdict.h"
#include "wording.h"

#include <lot/engine.h>
#include <lot/ledger.h>

struct verdict {
    enum lot_outcome outcome;
    struct lot_say say;
    struct lot_say ask; /* what is asked next; code NOTHING: nothing */
    struct lot_committed committed;
    int64_t deadline_ms;        /* call station_time then; 0: never */
    char message[WORDING_SIZE]; /* say, or what was asked, in words */
    char prompt[WORDING_SIZE];  /* ask in words, or "" */
};

/* A scan that was refused, kept for status. */
struct station_refusal {
    struct lot_time time;
    struct lot_text scan; /* its first bytes */
    size_t size;          /* of the whole scan */
    enum lot_code code;
    bool on_record;   /* false: the ledger failed, and has not taken it yet */
    char reason[160]; /* in words, cut short */
};
#define STATION_REFUSALS 64u

/* Numbers of sources that are not scanners; a scanner's come from capture and are smaller. */
#define STATION_SOURCE_LINES 0x7ffffff0u /* standard input, session files */
#define STATION_SOURCE_BUS   0x7ffffff1u

struct station;

/*
 * Takes up the state that the ledger saved. Borrows both: they outlive the station. text (200
 * bytes) says what was dropped when the saved state is not known, else "".
 */
int station_new(struct station **out, const struct config *config, struct lot_ledger *ledger,
                char text[200]);
struct station *station_free(struct station *station);
/* Goes on with another configuration; the state stays. */
void station_configure(struct station *station, const struct config *config);

/*
 * One scan. 0: *out is what became of it, and it is on stable storage. Negative: the ledger could
 * not be read or written; *out then has outcome ERROR and code LEDGER_FAILED, and nothing changed.
 */
int station_scan(struct station *station, const struct lot_scan *scan, struct verdict *out);
/* Time has come. As station_scan; 1: nothing happened, only deadline_ms of *out counts. */
int station_time(struct station *station, struct lot_time now, struct verdict *out);
/* What is asked now, in words; the state is not changed. */
int station_prompt(struct station *station, struct lot_time now, char out[WORDING_SIZE]);

/*
 * After the ledger failed: opens it again and enters what it refused (lot_ledger_reopen), and takes
 * up the state that it has. 0: scanning goes on, text says what happened meanwhile; negative: not
 * yet, text says why.
 */
int station_reopen(struct station *station, struct lot_time now, char text[WORDING_SIZE]);

const struct lot_engine *station_state(const struct station *station);
/* The index'th refused scan, newest first; NULL: no more. */
const struct station_refusal *station_refused(const struct station *station, unsigned index);

/* The verdict on that scan as a line; borrows from both. */
struct verdict_line station_line(const struct verdict *verdict, struct lot_span scan);

#endif
