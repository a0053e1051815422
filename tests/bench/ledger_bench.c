/* SPDX-License-Identifier: MIT */
/*
 * The ledger's figures: usage ledger_bench [MOVEMENTS [DIRECTORY]]
 *
 * A ledger is generated, the same for the same number: a hot item with a fifth of all lots, twenty
 * movements a lot, each with the scan of a place and of a label, a tenth of the lots still on the
 * shelves. Then a commit is measured against what
 * the same disk takes for a bare 4 KiB append + fdatasync, in turns, and questions are timed. One
 * figure a line: name, value, unit, what it is measured against.
 */

#include <lot/ledger.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/measure.h"
#include "ledger/posting.h"
#include "ledger/store.h"

#define ITEMS         2000u
#define PLACES        400u
#define BATCH         2000u /* movements in one transaction while generating */
#define ROUNDS        7u
#define ROUND_COMMITS 150u
#define ASKED         2000u
#define START_MS      1772352000000

struct lot_place {
    unsigned item, lot, place;
    int64_t quantity;
};

struct market {
    struct lot_ledger *ledger;
    char *path, *log;
    uint64_t random;
    int64_t clock_ms;
    unsigned lots;
    struct lot_place *live; /* lots on the shelves */
    unsigned live_count, live_room;
};

__attribute__((noreturn)) static void give_up(const struct market *market, const char *what)
{
    fprintf(stderr, "ledger_bench: %s: %s\n", what,
            market->ledger ? lot_ledger_fault(market->ledger)->text : strerror(errno));
    exit(1);
}

static void must(const struct market *market, bool done, const char *what)
{
    if (!done) {
        give_up(market, what);
    }
}

static unsigned draw(struct market *market, unsigned below)
{
    market->random ^= market->random << 13;
    market->random ^= market->random >> 7;
    market->random ^= market->random << 17;
    return (unsigned)(market->random % below);
}

__attribute__((format(printf, 1, 2))) static struct lot_text text_of(const char *format, ...)
{
    char string[64];
    struct lot_text text = {0};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(string, sizeof string, format, arguments);
    va_end(arguments);
    lot_text_set(&text, lot_span_of(string));
    return text;
}

static struct lot_text item_text(unsigned item)
{
    return text_of("0952123%07u", item);
}

static struct lot_text lot_text(unsigned lot)
{
    return text_of("L%07u", lot);
}

static struct lot_text place_text(unsigned place)
{
    return text_of("LOC-%c-%02u", 'A' + (int)(place / 40), place % 40);
}

static lot_date expiry_of(unsigned lot)
{
    return lot_date_add(20260601, (int32_t)(lot * 7919u % 720u));
}

static void open_market(struct market *market)
{
    struct lot_ledger_fault fault;
    struct lot_ledger_options options = {
        .path = market->path, .device = 4711, .now = {market->clock_ms, 60}
    };
    if (lot_ledger_open(&market->ledger, &options, &fault) < 0) {
        fprintf(stderr, "ledger_bench: %s: %s\n", market->path, fault.text);
        exit(1);
    }
}

static void put_reference(struct market *market)
{
    must(market, lot_ledger_import_begin(market->ledger) == 0, "import");
    for (unsigned i = 0; i < ITEMS; i++) {
        struct lot_ledger_item item = {.number = item_text(i),
                                       .name = text_of("Item %u", i),
                                       .unit = text_of("pcs"),
                                       .tracking = LOT_TRACKING_LOT};
        must(market, lot_ledger_put_item(market->ledger, &item) == 0, "item");
    }
    for (unsigned i = 0; i < PLACES; i++) {
        struct lot_ledger_place place = {.code = place_text(i)};
        must(market, lot_ledger_put_place(market->ledger, &place) == 0, "place");
    }
    must(market, lot_ledger_import_end(market->ledger, true) == 0, "import");
}

/* ---- what happens next ---------------------------------------------------------------------- */

static struct lot_movement *first_movement(struct lot_transaction *transaction,
                                           const struct lot_place *row)
{
    struct lot_movement *movement = &transaction->movement[0];
    transaction->count = 1;
    *movement = (struct lot_movement){
        .item = item_text(row->item), .lot = lot_text(row->lot), .quantity = row->quantity};
    return movement;
}

static void receive(struct market *market, struct lot_transaction *transaction)
{
    unsigned lot = market->lots++;
    unsigned item = lot % 5 == 0 ? 0 : draw(market, ITEMS);
    struct lot_place row = {item, lot, draw(market, PLACES), 9 + draw(market, 10)};
    struct lot_movement *movement = first_movement(transaction, &row);
    transaction->job = LOT_JOB_RECEIVE;
    transaction->creates_lot = true;
    transaction->dates = (struct lot_dates){.expiry = expiry_of(lot)};
    movement->from = text_of(LOT_PLACE_SUPPLIER);
    movement->to = place_text(row.place);
    if (market->live_count < market->live_room) {
        market->live[market->live_count++] = row;
    }
}

/* Mostly one unit goes to a customer, sometimes all of it to another place. */
static void take_from(struct market *market, unsigned index, struct lot_transaction *transaction)
{
    struct lot_place *row = &market->live[index];
    struct lot_movement *movement = first_movement(transaction, row);
    movement->from = place_text(row->place);
    transaction->creates_lot = false;
    if (draw(market, 4) == 0) {
        transaction->job = LOT_JOB_MOVE;
        row->place = (row->place + 1 + draw(market, PLACES - 1)) % PLACES;
        movement->to = place_text(row->place);
        return;
    }
    transaction->job = LOT_JOB_PICK;
    movement->quantity = 1;
    movement->to = text_of(LOT_PLACE_CUSTOMER);
    if (--row->quantity == 0) {
        *row = market->live[--market->live_count];
    }
}

static void next_transaction(struct market *market, struct lot_transaction *transaction)
{
    if (market->live_count == 0 || draw(market, 19) == 0) {
        receive(market, transaction);
    } else {
        take_from(market, draw(market, market->live_count), transaction);
    }
}

static struct lot_scan next_scan(struct market *market)
{
    market->clock_ms += 1000 + draw(market, 9000);
    return (struct lot_scan){
        .bytes = LOT_LITERAL("]d201095212300042171727060110L000421"),
        .time = {market->clock_ms, 60},
        .source = 1,
    };
}

/* ---- generating: many a transaction --------------------------------------------------------- */

static void book_one(struct market *market, struct lot_transaction *transaction)
{
    struct lot_scan label = next_scan(market), place = label;
    struct posting posting = {.ledger = market->ledger,
                              .transaction = transaction,
                              .time = label.time,
                              .who.key = LOT_LITERAL("OP-1")};
    uint64_t id;
    must(market, record_operator(market->ledger, posting.who.key, &posting.who.id) == 0,
         "operator");
    place.bytes = LOT_LITERAL("LOC-A-07");
    struct scan_row prompted = {
        .scan = &place, .who = posting.who, .outcome = LOT_OUTCOME_PROMPT, .code = LOT_CODE_TAKEN};
    struct scan_row picked = {.scan = &label, .who = posting.who, .code = LOT_CODE_PICKED};
    must(market, journal_scan(market->ledger, &prompted, &id) == 0, "scan");
    must(market, journal_scan(market->ledger, &picked, &posting.scan) == 0, "scan");
    next_transaction(market, transaction);
    must(market, posting_book(&posting, &transaction->movement[0], &id) == 0, "movement");
}

static void generate(struct market *market, unsigned movements)
{
    struct lot_transaction *transaction = calloc(1, sizeof *transaction);
    must(market, transaction != NULL, "memory");
    for (unsigned done = 0; done < movements;) {
        must(market, transaction_begin(market->ledger) == 0, "begin");
        for (unsigned i = 0; i < BATCH && done < movements; i++, done++) {
            book_one(market, transaction);
        }
        must(market, transaction_end(market->ledger, 0) == 0, "commit");
    }
    lot_ledger_checkpoint(market->ledger);
    free(transaction);
}

/* ---- measuring ------------------------------------------------------------------------------ */

static void print(const char *name, double value, const char *unit, const char *against)
{
    printf("ledger.%s\t%.4g\t%s\t%s\n", name, value, unit, against);
}

struct latency {
    double p50, p99;
};

static struct latency of(double *values)
{
    return (struct latency){quantile(values, ROUND_COMMITS, 0.5),
                            quantile(values, ROUND_COMMITS, 0.99)};
}

static struct latency time_appends(const struct market *market)
{
    static char block[4096];
    double took[ROUND_COMMITS];
    int log = open(market->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    must(market, log >= 0, "log");
    for (unsigned i = 0; i < ROUND_COMMITS; i++) {
        double start = now_us(CLOCK_MONOTONIC);
        must(market, write(log, block, sizeof block) == sizeof block && fdatasync(log) == 0,
             "append");
        took[i] = now_us(CLOCK_MONOTONIC) - start;
    }
    close(log);
    return of(took);
}

static void commit_one(struct market *market, struct lot_transaction *transaction)
{
    static const uint8_t engine[240] = {1};
    struct lot_scan scan = next_scan(market);
    struct lot_committed done;
    next_transaction(market, transaction);
    struct lot_commit commit = {
        .scan = &scan,
        .code = LOT_CODE_PICKED,
        .transaction = transaction,
        .engine = {engine, sizeof engine},
        .operator_id = text_of("OP-1"),
    };
    must(market, lot_ledger_commit(market->ledger, &commit, &done) == 0, "commit");
}

static struct latency time_commits(struct market *market, struct lot_transaction *transaction)
{
    double took[ROUND_COMMITS];
    for (unsigned i = 0; i < ROUND_COMMITS; i++) {
        double start = now_us(CLOCK_MONOTONIC);
        commit_one(market, transaction);
        took[i] = now_us(CLOCK_MONOTONIC) - start;
    }
    return of(took);
}

static void measure_commits(struct market *market)
{
    struct lot_transaction *transaction = calloc(1, sizeof *transaction);
    double p50[ROUNDS], p99[ROUNDS], bytes = 0, user = 0;
    must(market, transaction != NULL, "memory");
    time_commits(market, transaction); /* the WAL has its length, the caches are warm */
    for (unsigned i = 0; i < ROUNDS; i++) {
        lot_ledger_checkpoint(market->ledger);
        struct latency bare = time_appends(market);
        double before = written(), start = user_us();
        struct latency ours = time_commits(market, transaction);
        bytes += written() - before;
        user += user_us() - start;
        p50[i] = ours.p50 / bare.p50;
        p99[i] = ours.p99 / bare.p99;
    }
    print("commit.p50_vs_append_fdatasync", quantile(p50, ROUNDS, 0.5), "ratio", "1.1");
    print("commit.p99_vs_append_fdatasync", quantile(p99, ROUNDS, 0.5), "ratio", "-");
    print("commit.bytes", bytes / (ROUNDS * ROUND_COMMITS), "bytes", "12288");
    print("commit.cpu_us", user / (ROUNDS * ROUND_COMMITS), "us", "80");
    free(transaction);
}

static void measure_book(struct market *market)
{
    const struct lot_book *book = lot_ledger_book(market->ledger);
    struct lot_text hot = item_text(0);
    struct lot_wanted wanted = {lot_text_span(&hot), 20260301, LOT_ROTATION_FEFO};
    struct lot_book_stock row;
    double first[ASKED], lots[ASKED];
    for (unsigned i = 0; i < ASKED; i++) {
        double start = now_us(CLOCK_MONOTONIC);
        int outcome = book->first_out(book->self, &wanted, 0, &row);
        first[i] = now_us(CLOCK_MONOTONIC) - start;
        must(market, outcome == 0, "first out");
    }
    for (unsigned i = 0; i < ASKED; i++) {
        struct lot_place *any = &market->live[draw(market, market->live_count)];
        struct lot_text item = item_text(any->item), lot = lot_text(any->lot);
        double start = now_us(CLOCK_MONOTONIC);
        int outcome =
            book->lot_stock(book->self, lot_text_span(&item), lot_text_span(&lot), 0, &row);
        lots[i] = now_us(CLOCK_MONOTONIC) - start;
        must(market, outcome == 0, "stock of a lot");
    }
    print("fefo_hot.us", quantile(first, ASKED, 0.5), "us", "15");
    print("stock_lot.us", quantile(lots, ASKED, 0.5), "us", "10");
}

/* Asks and reads all rows; how many. */
static unsigned ask(struct market *market, enum lot_question question,
                    const struct lot_filter *filter)
{
    struct lot_answer *answer = NULL;
    unsigned rows = 0;
    must(market, lot_ledger_ask(market->ledger, question, filter, &answer) == 0, "ask");
    while (lot_answer_next(answer) == 0) {
        rows++;
    }
    lot_answer_free(answer);
    return rows;
}

static void measure_questions(struct market *market)
{
    struct lot_text hot = item_text(0);
    struct lot_filter ten = {.item = lot_text_span(&hot), .until = 20260301, .limit = 10};
    struct lot_filter month = {.until = 20260701};
    double top[ASKED], trace[ASKED], recall[ASKED], expiring[20], start;
    for (unsigned i = 0; i < ASKED; i++) {
        start = now_us(CLOCK_MONOTONIC);
        must(market, ask(market, LOT_ASK_STOCK, &ten) > 0, "no stock");
        top[i] = now_us(CLOCK_MONOTONIC) - start;
        struct lot_place *any = &market->live[draw(market, market->live_count)];
        struct lot_text item = item_text(any->item), lot = lot_text(any->lot);
        struct lot_filter one = {.item = lot_text_span(&item), .lot = lot_text_span(&lot)};
        start = now_us(CLOCK_MONOTONIC);
        must(market, ask(market, LOT_ASK_TRACE, &one) > 0, "no trace");
        trace[i] = now_us(CLOCK_MONOTONIC) - start;
        start = now_us(CLOCK_MONOTONIC);
        must(market, ask(market, LOT_ASK_RECALL, &one) > 0, "no recall");
        recall[i] = now_us(CLOCK_MONOTONIC) - start;
    }
    for (unsigned i = 0; i < 20; i++) {
        start = now_us(CLOCK_MONOTONIC);
        ask(market, LOT_ASK_EXPIRING, &month);
        expiring[i] = (now_us(CLOCK_MONOTONIC) - start) / 1e3;
    }
    print("fefo_top_ten.us", quantile(top, ASKED, 0.5), "us", "15");
    print("trace_lot.us", quantile(trace, ASKED, 0.5), "us", "100");
    print("recall_lot.us", quantile(recall, ASKED, 0.5), "us", "100");
    print("expiring.ms", quantile(expiring, 20, 0.5), "ms", "10");
}

/* ---- size and verifying --------------------------------------------------------------------- */

static double bytes_of(struct market *market, const char *tables)
{
    char sql[256];
    int64_t bytes = 0;
    snprintf(sql, sizeof sql, "SELECT sum(pgsize) FROM dbstat WHERE aggregate = 1 AND name IN (%s)",
             tables);
    must(market, ledger_integer(market->ledger, sql, &bytes) == 0, "dbstat");
    return (double)bytes;
}

static void measure_size(struct market *market)
{
    struct lot_ledger_figures figures;
    must(market, lot_ledger_figures(market->ledger, &figures) == 0, "figures");
    print("bytes_per_movement",
          bytes_of(market, "'movement', 'movement_by_lot', 'movement_undone', 'stock', "
                           "'stock_first_out', 'stock_by_place'") /
              (double)figures.movements,
          "bytes", "200");
    print("bytes_per_scan", bytes_of(market, "'scan'") / (double)figures.scans, "bytes", "90");
}

/* As lotctl does it, after two seconds of idleness: all is in the file. */
static void measure_verify(struct market *market)
{
    struct lot_ledger_options options = {.path = market->path, .read_only = true};
    struct lot_ledger *reader = NULL;
    struct lot_ledger_fault fault;
    struct lot_verified verified;
    lot_ledger_checkpoint(market->ledger);
    must(market, lot_ledger_open(&reader, &options, &fault) == 0, "open");
    double start = now_us(CLOCK_MONOTONIC);
    must(market, lot_ledger_verify(reader, NULL, NULL, &verified) == 0, "verify");
    double seconds = (now_us(CLOCK_MONOTONIC) - start) / 1e6;
    print("verify.rows_per_second", (double)verified.rows / seconds, "rows/s", "700000");
    lot_ledger_close(reader);
}

int main(int argc, char **argv)
{
    long movements = argc > 1 ? strtol(argv[1], NULL, 10) : 300000;
    char directory[256];
    if (movements < 1000 || movements > 100000000) {
        fputs("usage: ledger_bench [MOVEMENTS [DIRECTORY]]\n", stderr);
        return 2;
    }
    snprintf(directory, sizeof directory, "%s/ledger-bench-XXXXXX",
             argc > 2 ? argv[2] : "/var/tmp");
    struct market market = {.random = 88172645463325252u,
                            .clock_ms = START_MS,
                            .live_room = 5000u + (unsigned)(movements / 200)};
    must(&market, mkdtemp(directory) != NULL, directory);
    market.live = calloc(market.live_room, sizeof *market.live);
    must(&market,
         market.live && asprintf(&market.path, "%s/lot.db", directory) > 0 &&
             asprintf(&market.log, "%s/append.log", directory) > 0,
         "memory");
    open_market(&market);
    put_reference(&market);
    generate(&market, (unsigned)movements);
    measure_commits(&market);
    measure_book(&market);
    measure_questions(&market);
    measure_size(&market);
    measure_verify(&market);
    lot_ledger_close(market.ledger);
    char command[300];
    snprintf(command, sizeof command, "rm -rf %s", directory);
    return system(command) == 0 ? 0 : 1;
}
