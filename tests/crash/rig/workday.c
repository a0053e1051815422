/* SPDX-License-Identifier: MIT */
/* The steps are rows; what a kind of step does is a function. */

#include "workday.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define MILK     "09521234543213"
#define RECEIPT  "PO-1"
#define ORDER    "SO-1"
#define START_MS 1772352000000 /* 2026-03-01T08:00:00Z */
#define STEP_MS  1500          /* all of the day is less than a clock may go back untold */
#define HOUR_MS  3600000

struct step {
    const char *name;
    int (*work)(struct workday *day, const struct step *step, struct lot_time time);
    const char *lot, *from, *to;
    int64_t quantity;
};

static struct lot_text text_of(const char *string)
{
    struct lot_text text = {0};
    lot_text_set(&text, lot_span_of(string));
    return text;
}

/* ---- reference data ------------------------------------------------------------------------- */

static int put_parties(struct lot_ledger *ledger)
{
    static const char *const places[] = {"DOCK", "A-01", "A-02", "B-01", "B-02"};
    const struct lot_ledger_partner dairy = {.number = text_of("S-1"), .name = text_of("Dairy")};
    const struct lot_ledger_partner shop = {
        .number = text_of("C-1"), .name = text_of("Corner shop"), .kind = LOT_PARTNER_CUSTOMER};
    int error = lot_ledger_put_partner(ledger, &dairy);
    if (error == 0) {
        error = lot_ledger_put_partner(ledger, &shop);
    }
    for (size_t i = 0; error == 0 && i < sizeof places / sizeof places[0]; i++) {
        struct lot_ledger_place place = {.code = text_of(places[i])};
        error = lot_ledger_put_place(ledger, &place);
    }
    return error;
}

static int put_item(struct lot_ledger *ledger, const char *number)
{
    const struct lot_ledger_item item = {.number = text_of(number),
                                         .name = text_of("Whole milk"),
                                         .unit = text_of("pcs"),
                                         .tracking = LOT_TRACKING_LOT};
    return lot_ledger_put_item(ledger, &item);
}

static int put_line(struct lot_ledger *ledger, enum lot_document_kind kind, int64_t quantity)
{
    bool receipt = kind == LOT_DOCUMENT_RECEIPT;
    const struct lot_ledger_line line = {
        .document = text_of(receipt ? RECEIPT : ORDER),
        .partner = text_of(receipt ? "S-1" : "C-1"),
        .item = text_of(MILK),
        .kind = kind,
        .line = 1,
        .quantity = quantity,
        .unit_cost = receipt ? 990000 : -1,
    };
    return lot_ledger_put_line(ledger, &line);
}

static int put_all(struct lot_ledger *ledger, int64_t quantity, struct lot_time time)
{
    int error = put_parties(ledger);
    if (error == 0) {
        error = put_item(ledger, MILK);
    }
    if (error == 0) {
        error = put_line(ledger, LOT_DOCUMENT_RECEIPT, quantity);
    }
    if (error == 0) {
        error = put_line(ledger, LOT_DOCUMENT_ORDER, quantity / 2);
    }
    return error == 0
               ? lot_ledger_record(ledger, LOT_LEDGER_EVENT_IMPORT, time, LOT_LITERAL("items.csv"))
               : error;
}

static int import(struct workday *day, const struct step *step, struct lot_time time)
{
    int error = lot_ledger_import_begin(day->ledger);
    if (error < 0) {
        return error;
    }
    error = put_all(day->ledger, step->quantity, time);
    int end = lot_ledger_import_end(day->ledger, error == 0);
    return error < 0 ? error : end;
}

/* ---- scans ---------------------------------------------------------------------------------- */

/* Commits it with a scan and a state of the engine that are this step's own. */
static int commit(struct workday *day, const struct lot_transaction *transaction, bool print,
                  struct lot_time time)
{
    char bytes[48];
    uint8_t saved[LOT_ENGINE_SAVED_MAX];
    struct lot_engine engine = {.mode = LOT_MODE_RECEIVE, .last_ms = time.utc_ms};
    struct lot_committed committed;
    snprintf(bytes, sizeof bytes, "]d201" MILK "10L%lld", (long long)time.utc_ms);
    struct lot_scan scan = {.bytes = lot_span_of(bytes), .time = time, .source = 1};
    struct lot_print label = {.item = text_of(MILK), .copies = 1};
    if (print) {
        label.lot = transaction->movement[0].lot;
    }
    struct lot_commit whole = {
        .scan = &scan,
        .outcome = transaction ? LOT_OUTCOME_OK : LOT_OUTCOME_PROMPT,
        .code = transaction ? LOT_CODE_DONE : LOT_CODE_TAKEN,
        .transaction = transaction,
        .print = print ? &label : NULL,
        .engine = lot_span(saved, lot_engine_save(&engine, saved)),
        .operator_id = text_of("OP-7"),
    };
    return lot_ledger_commit(day->ledger, &whole, &committed);
}

static struct lot_transaction transaction_of(const struct step *step, enum lot_job job)
{
    struct lot_transaction transaction = {.job = job, .count = 1};
    transaction.movement[0] = (struct lot_movement){
        .item = text_of(MILK),
        .lot = text_of(step->lot),
        .from = text_of(step->from),
        .to = text_of(step->to),
        .quantity = step->quantity,
    };
    return transaction;
}

static int scan(struct workday *day, const struct step *step, struct lot_time time)
{
    (void)step;
    return commit(day, NULL, false, time);
}

/* The clock is an hour back: that is entered with the scan. */
static int scan_back(struct workday *day, const struct step *step, struct lot_time time)
{
    (void)step;
    time.utc_ms -= HOUR_MS;
    return commit(day, NULL, false, time);
}

static int receive(struct workday *day, const struct step *step, struct lot_time time)
{
    struct lot_transaction transaction = transaction_of(step, LOT_JOB_RECEIVE);
    transaction.document = text_of(RECEIPT);
    transaction.creates_lot = true;
    transaction.movement[0].dates.expiry = lot_date_add(20260401, (int32_t)step->quantity);
    transaction.movement[0].from = text_of(LOT_PLACE_SUPPLIER);
    transaction.movement[0].line = 1;
    return commit(day, &transaction, true, time);
}

static int move(struct workday *day, const struct step *step, struct lot_time time)
{
    struct lot_transaction transaction = transaction_of(step, LOT_JOB_MOVE);
    return commit(day, &transaction, false, time);
}

static int pick(struct workday *day, const struct step *step, struct lot_time time)
{
    struct lot_transaction transaction = transaction_of(step, LOT_JOB_PICK);
    transaction.document = text_of(ORDER);
    transaction.movement[0].to = text_of(ORDER);
    transaction.movement[0].line = 1;
    return commit(day, &transaction, false, time);
}

static int ship(struct workday *day, const struct step *step, struct lot_time time)
{
    struct lot_transaction transaction = transaction_of(step, LOT_JOB_SHIP);
    transaction.document = text_of(ORDER);
    transaction.movement[0].from = text_of(ORDER);
    transaction.movement[0].to = text_of(LOT_PLACE_CUSTOMER);
    transaction.movement[0].line = 1;
    return commit(day, &transaction, false, time);
}

/* Takes the last transaction back, the other way round. */
static int undo(struct workday *day, const struct step *step, struct lot_time time)
{
    const struct lot_book *book = lot_ledger_book(day->ledger);
    struct lot_transaction transaction = {0};
    int outcome = book->last(book->self, &transaction);
    (void)step;
    if (outcome != 0) {
        return outcome < 0 ? outcome : -ENOENT;
    }
    transaction.job = LOT_JOB_UNDO;
    for (unsigned i = 0; i < transaction.count; i++) {
        struct lot_text from = transaction.movement[i].from;
        transaction.movement[i].from = transaction.movement[i].to;
        transaction.movement[i].to = from;
    }
    return commit(day, &transaction, false, time);
}

/* ---- the rest ------------------------------------------------------------------------------- */

static int take_job(struct workday *day, const struct step *step, struct lot_time time)
{
    struct lot_print_job job;
    (void)step;
    (void)time;
    return lot_ledger_job_take(day->ledger, &job);
}

/* Jobs are numbered from 1. */
static int end_job(struct workday *day, const struct step *step, struct lot_time time)
{
    const struct lot_job_end end = {
        .job = (uint64_t)step->quantity, .state = LOT_JOB_DONE, .time = time};
    return lot_ledger_job_end(day->ledger, &end);
}

static int event(struct workday *day, const struct step *step, struct lot_time time)
{
    (void)step;
    return lot_ledger_record(day->ledger, LOT_LEDGER_EVENT_CLOCK, time, LOT_LITERAL("back"));
}

static int export(struct workday *day, const struct step *step, struct lot_time time)
{
    (void)step;
    return lot_ledger_exported(day->ledger, lot_ledger_sequence(day->ledger),
                               LOT_LITERAL("LOTD/out"), time);
}

static int checkpoint(struct workday *day, const struct step *step, struct lot_time time)
{
    (void)step;
    (void)time;
    int outcome = lot_ledger_checkpoint(day->ledger);
    return outcome < 0 ? outcome : 0;
}

static int restart(struct workday *day, const struct step *step, struct lot_time time)
{
    (void)step;
    workday_close(day);
    int error = workday_open(day);
    return error < 0 ? error : lot_ledger_jobs_recover(day->ledger, time);
}

static const struct step steps[] = {
    {"import",     import,     NULL,   NULL,   NULL,   900},
    {"receive",    receive,    "L-01", NULL,   "DOCK", 40 },
    {"scan",       scan,       NULL,   NULL,   NULL,   0  },
    {"move",       move,       "L-01", "DOCK", "A-01", 30 },
    {"receive",    receive,    "L-02", NULL,   "DOCK", 25 },
    {"take job",   take_job,   NULL,   NULL,   NULL,   0  },
    {"end job",    end_job,    NULL,   NULL,   NULL,   1  },
    {"checkpoint", checkpoint, NULL,   NULL,   NULL,   0  },
    {"pick",       pick,       "L-01", "A-01", NULL,   5  },
    {"undo",       undo,       NULL,   NULL,   NULL,   0  },
    {"pick",       pick,       "L-01", "A-01", NULL,   7  },
    {"scan",       scan,       NULL,   NULL,   NULL,   0  },
    {"receive",    receive,    "L-03", NULL,   "DOCK", 12 },
    {"receive",    receive,    "L-03", NULL,   "DOCK", 12 },
    {"event",      event,      NULL,   NULL,   NULL,   0  },
    {"checkpoint", checkpoint, NULL,   NULL,   NULL,   0  },
    {"move",       move,       "L-02", "DOCK", "A-02", 25 },
    {"take job",   take_job,   NULL,   NULL,   NULL,   0  },
    {"restart",    restart,    NULL,   NULL,   NULL,   0  },
    {"scan",       scan,       NULL,   NULL,   NULL,   0  },
    {"receive",    receive,    "L-04", NULL,   "DOCK", 60 },
    {"move",       move,       "L-04", "DOCK", "B-01", 60 },
    {"import",     import,     NULL,   NULL,   NULL,   950},
    {"ship",       ship,       "L-01", NULL,   NULL,   7  },
    {"export",     export,     NULL,   NULL,   NULL,   0  },
    {"move",       move,       "L-04", "B-01", "B-02", 20 },
    {"checkpoint", checkpoint, NULL,   NULL,   NULL,   0  },
    {"receive",    receive,    "L-05", NULL,   "DOCK", 3  },
    {"undo",       undo,       NULL,   NULL,   NULL,   0  },
    {"restart",    restart,    NULL,   NULL,   NULL,   0  },
    {"scan back",  scan_back,  NULL,   NULL,   NULL,   0  },
    {"receive",    receive,    "L-06", NULL,   "A-01", 8  },
    {"scan",       scan,       NULL,   NULL,   NULL,   0  },
};

unsigned workday_steps(void)
{
    return sizeof steps / sizeof steps[0];
}

const char *workday_step_name(unsigned step)
{
    return steps[step].name;
}

int workday_make_directory(char out[WORKDAY_DIRECTORY_SIZE])
{
    const char *base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(out, WORKDAY_DIRECTORY_SIZE, "%s/lot-crash-XXXXXX", base);
    return mkdtemp(out) ? 0 : -errno;
}

int workday_open(struct workday *day)
{
    struct lot_ledger_options options = {
        .path = day->path, .device = 77, .now = {START_MS, 60}
    };
    return lot_ledger_open(&day->ledger, &options, &day->fault);
}

void workday_close(struct workday *day)
{
    day->ledger = lot_ledger_close(day->ledger);
}

int workday_step(struct workday *day, unsigned step)
{
    struct lot_time time = {START_MS + (int64_t)(step + 1) * STEP_MS, 60};
    if (!day->ledger) {
        int error = workday_open(day);
        if (error < 0) {
            return error;
        }
    }
    int error = steps[step].work(day, &steps[step], time);
    if (error < 0 && day->ledger) {
        day->fault = *lot_ledger_fault(day->ledger);
    }
    return error < 0 ? error : 0;
}
