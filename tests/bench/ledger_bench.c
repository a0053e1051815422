/* SPDX-License-Identifier: MIT */
/*
 * The ledger's figures: usage ledger_bench [MOVEMENTS [DIRECTORY]]
 *
 * A ledger is generated (market.h). Then a commit is measured against what the same disk takes for
 * a bare 4 KiB append + fdatasync, in turns, and questions are timed, against the same asked by
 * summing movements where that can be. One figure a line: name, value, unit, what it is measured
 * against.
 */

#include <fcntl.h>
#include <inttypes.h>
#include <unistd.h>

#include "bench/market.h"
#include "bench/measure.h"
#include "bench/readers.h"

#define ROUNDS        7u
#define ROUND_COMMITS 150u
#define ASKED         2000u

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

/* The same with others reading as fast as they can: they never hold a commit up. */
static void measure_with_readers(struct market *market)
{
    struct lot_transaction *transaction = calloc(1, sizeof *transaction);
    double p50[ROUNDS], p99[ROUNDS];
    must(market, transaction != NULL, "memory");
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct readers readers;
        lot_ledger_checkpoint(market->ledger);
        struct latency alone = time_commits(market, transaction);
        must(market, readers_start(&readers, market->path), "readers");
        struct latency among = time_commits(market, transaction);
        must(market, readers_stop(&readers), "a reader was turned away");
        p50[i] = among.p50 / alone.p50;
        p99[i] = among.p99 / alone.p99;
    }
    print("commit.p50_with_3_readers", quantile(p50, ROUNDS, 0.5), "ratio", "without readers");
    print("commit.p99_with_3_readers", quantile(p99, ROUNDS, 0.5), "ratio", "without readers");
    free(transaction);
}

static double measure_book(struct market *market)
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
    print("book_first_out.us", quantile(first, ASKED, 0.5), "us", "-");
    double lot_us = quantile(lots, ASKED, 0.5);
    print("stock_lot.us", lot_us, "us", "10");
    return lot_us;
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

static double measure_questions(struct market *market)
{
    struct lot_text hot = item_text(0);
    struct lot_filter ten = {.item = lot_text_span(&hot), .until = 20260301, .limit = 10};
    struct lot_filter month = {.until = 20260701};
    struct lot_filter family = {.lot = LOT_LITERAL(FAMILY)};
    double top[ASKED], trace[ASKED], recall[ASKED], expiring[20], tree[20], start;
    unsigned parts = 0;
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
        start = now_us(CLOCK_MONOTONIC);
        parts = ask(market, LOT_ASK_RECALL, &family);
        tree[i] = (now_us(CLOCK_MONOTONIC) - start) / 1e3;
    }
    must(market, parts > 1u << GENERATIONS, "the family is not whole");
    double first_us = quantile(top, ASKED, 0.5);
    print("fefo_hot.us", first_us, "us", "15");
    print("trace_lot.us", quantile(trace, ASKED, 0.5), "us", "100");
    print("recall_lot.us", quantile(recall, ASKED, 0.5), "us", "100");
    print("recall_tree.ms", quantile(tree, 20, 0.5), "ms", "10");
    print("expiring.ms", quantile(expiring, 20, 0.5), "ms", "10");
    return first_us;
}

/* ---- the same by summing movements ---------------------------------------------------------- */

/* How long one statement takes that reads it all from the movements, in us. */
static double time_summing(struct market *market, const char *format, const struct lot_text *item,
                           const struct lot_text *lot)
{
    char sql[1024];
    int64_t ignored = 0;
    snprintf(sql, sizeof sql, format, (int)item->size, (const char *)item->bytes, (int)lot->size,
             (const char *)lot->bytes);
    double start = now_us(CLOCK_MONOTONIC);
    must(market, ledger_integer(market->ledger, sql, &ignored) >= 0, sql);
    return now_us(CLOCK_MONOTONIC) - start;
}

static void measure_summing(struct market *market, double first_us, double lot_us)
{
    static const char first[] =
        "SELECT l.id, sum(m.quantity * ((t.kind <> 1) - (f.kind <> 1))) AS there FROM item AS i"
        " CROSS JOIN lot AS l ON l.item = i.id"
        " CROSS JOIN movement AS m INDEXED BY movement_by_lot ON m.lot = l.id"
        " CROSS JOIN place AS f ON f.id = m.from_place CROSS JOIN place AS t ON t.id = m.to_place"
        " WHERE i.number = '%.*s' AND l.code <> '%.*s' GROUP BY l.id HAVING there > 0"
        " ORDER BY l.use_by LIMIT 1";
    static const char one[] =
        "SELECT sum(m.quantity * ((t.kind <> 1) - (f.kind <> 1))) FROM item AS i"
        " CROSS JOIN lot AS l ON l.item = i.id"
        " CROSS JOIN movement AS m INDEXED BY movement_by_lot ON m.lot = l.id"
        " CROSS JOIN place AS f ON f.id = m.from_place CROSS JOIN place AS t ON t.id = m.to_place"
        " WHERE i.number = '%.*s' AND l.code = '%.*s'";
    struct lot_text hot = item_text(HOT_ITEM), none = (struct lot_text){0};
    double lots[101];
    for (unsigned i = 0; i < 101; i++) {
        struct lot_place *any = &market->live[draw(market, market->live_count)];
        struct lot_text item = item_text(any->item), lot = lot_text(any->lot);
        lots[i] = time_summing(market, one, &item, &lot);
    }
    print("fefo_hot.vs_summing", time_summing(market, first, &hot, &none) / first_us, "ratio",
          "how many times as long summing takes");
    print("stock_lot.vs_summing", quantile(lots, 101, 0.5) / lot_us, "ratio",
          "how many times as long summing takes");
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
                           "'stock_first_out', 'stock_by_place', 'layer', 'genealogy'") /
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
    if (argc == 3 && strcmp(argv[1], "--read") == 0) {
        return readers_main(argv[2]);
    }
    long movements = argc > 1 ? strtol(argv[1], NULL, 10) : 1000000;
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
    double start = now_us(CLOCK_MONOTONIC);
    generate(&market, (unsigned)movements);
    print("load.movements_per_second",
          (double)movements / ((now_us(CLOCK_MONOTONIC) - start) / 1e6), "movements/s",
          "two scans each");
    make_family(&market);
    measure_commits(&market);
    measure_with_readers(&market);
    double lot_us = measure_book(&market), first_us = measure_questions(&market);
    measure_summing(&market, first_us, lot_us);
    measure_size(&market);
    measure_verify(&market);
    lot_ledger_close(market.ledger);
    char command[300];
    snprintf(command, sizeof command, "rm -rf %s", directory);
    return system(command) == 0 ? 0 : 1;
}
