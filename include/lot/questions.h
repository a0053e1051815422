/* SPDX-License-Identifier: MIT */
#ifndef LOT_QUESTIONS_H
#define LOT_QUESTIONS_H

/*
 * What can be asked of a ledger (<lot/ledger.h>): the questions, what narrows them, and how their
 * rows are read. They have a file of their own because they are many.
 */

#include <lot/base.h>

struct lot_ledger;

/*
 * Each is one prepared statement and a row of one table: its columns name and type themselves, so
 * that one piece of code prints any of them.
 */
enum lot_question {
    LOT_ASK_STOCK,  /* filters: item, lot, place; until: what may still be used on that day; or
                       before_ms: what was where then */
    LOT_ASK_TOTALS, /* stock by item: how much, of how many lots, what it cost; filter: item
                     */
    /* item: what can be picked on the day until, in the order of the rotation */
    LOT_ASK_FEFO,
    LOT_ASK_FIFO,
    LOT_ASK_LIFO,
    LOT_ASK_LOTS,     /* filters: item, lot */
    LOT_ASK_TRACE,    /* item and lot (item may be none: any item with that lot), oldest first:
                         every movement with document and partner, supplier to customer */
    LOT_ASK_RECALL,   /* lot (and item, as above), and all that was made of it; backward: and of
                         what it was made of. What came from whom, where the rest lies, what went
                         to whom, and for each lot the difference, which is 0 */
    LOT_ASK_KIN,      /* lot (and item, as above) and the lots made of it, nearest first; backward:
                         and the lots it was made of */
    LOT_ASK_STATUSES, /* why lots were stopped and let go; filters: item, lot; newest last */
    LOT_ASK_COUNTS,   /* places by when their count was last done, never first; filters: item that
                         lies there, place; until: done on or before that day */
    LOT_ASK_EXPIRING, /* until: stock whose use-by day is on or before it, first expiring first */
    /* newest last; with a limit: the newest */
    LOT_ASK_HISTORY, /* filters: item, lot, place, document, operator, time; after: sequence */
    LOT_ASK_SCANS,   /* after: sequence */
    LOT_ASK_JOBS,
    LOT_ASK_DOCUMENTS,      /* open documents and their lines; filter: document, open or not */
    LOT_ASK_ITEMS,          /* filter: item */
    LOT_ASK_RECEIPTS,       /* what came when, from whom, at which cost; filters: item, lot, time */
    LOT_ASK_VALUATION,      /* what each lot in stock cost; filters: item, lot */
    LOT_ASK_VALUATION_FIFO, /* what each item's stock is worth, first in, first out; filter: item */
    LOT_ASK_AGEING,    /* until: how long each lot has lain here on that day; filters: item, lot */
    LOT_ASK_TRENDS,    /* what went to customers by item and month; filters: item, time */
    LOT_ASK_SUPPLIERS, /* suppliers by what was stopped, sent back, returned, scrapped */
    LOT_ASK_PLACES,    /* real ones, in order of their codes; filter: place */
    LOT_ASK_OPERATORS, /* in order of their codes */
    LOT_ASK_REASONS,   /* for what nobody planned, in order of their codes */
    /* for the bundle: everything of one kind after a sequence number, in order, all columns */
    LOT_ASK_BUNDLE_MOVEMENTS,
    LOT_ASK_BUNDLE_LOTS,
    LOT_ASK_BUNDLE_SCANS,
    LOT_ASK_BUNDLE_TALLIES,
    LOT_ASK_BUNDLE_STATUSES,
    LOT_ASK_BUNDLE_EVENTS, /* without them the chain has gaps */
    LOT_QUESTION_COUNT
};

struct lot_filter {
    struct lot_span item, lot, place, document, operator_id; /* empty: any */
    lot_date until;                                          /* LOT_DATE_NONE: any */
    uint64_t after;             /* sequence number; 0: from the beginning */
    uint64_t last;              /* up to this sequence number; 0: to the end */
    int64_t limit;              /* rows at most; 0: all */
    int64_t from_ms, before_ms; /* UTC; 0: from the beginning, to the end */
    bool backward;              /* RECALL, KIN: to what the lot was made of */
};

enum lot_column_kind {
    LOT_COLUMN_TEXT,  /* UTF-8 as a rule; scanned text may hold anything */
    LOT_COLUMN_BYTES, /* raw */
    LOT_COLUMN_INTEGER,
    LOT_COLUMN_QUANTITY, /* units of 10^-decimals: see lot_cell.decimals */
    LOT_COLUMN_DATE,     /* a lot_date */
    LOT_COLUMN_TIME,     /* UTC ms with its offset */
    LOT_COLUMN_MONEY,    /* minor units of the currency: see lot_cell.decimals */
    LOT_COLUMN_COST,     /* 1/10,000 of a minor unit: the same */
};

struct lot_column {
    const char *name; /* as in JSON and CSV */
    enum lot_column_kind kind;
};

struct lot_cell {
    struct lot_span text; /* TEXT, BYTES: valid until the next row */
    int64_t number;       /* INTEGER, QUANTITY, MONEY, COST, DATE */
    struct lot_time time; /* TIME */
    bool none;            /* NULL */
    uint8_t decimals;     /* QUANTITY, MONEY, COST */
};

struct lot_answer;

int lot_ledger_ask(struct lot_ledger *ledger, enum lot_question question,
                   const struct lot_filter *filter, struct lot_answer **out);
/* The columns, *count of them; valid until the answer is freed. */
const struct lot_column *lot_answer_columns(const struct lot_answer *answer, unsigned *count);
/* 0: a row is at hand; 1: no more; negative: reading failed. */
int lot_answer_next(struct lot_answer *answer);
struct lot_cell lot_answer_cell(const struct lot_answer *answer, unsigned column);
struct lot_answer *lot_answer_free(struct lot_answer *answer);

/* Figures of the whole ledger, for status. */
struct lot_ledger_figures {
    int64_t items, lots, movements, scans, stock_rows, jobs_queued, jobs_unknown;
    int64_t bytes;     /* of the file and its WAL */
    uint64_t exported; /* last sequence number that a bundle holds */
    int32_t schema_version;
    struct lot_text job_fault; /* why the oldest queued job still waits: a word, or empty */
};
int lot_ledger_figures(struct lot_ledger *ledger, struct lot_ledger_figures *out);

#endif
