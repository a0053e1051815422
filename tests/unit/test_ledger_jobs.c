/* SPDX-License-Identifier: MIT */
/* ledger: the print queue: who asks, what goes next, how it ends, and what people say of it. */

#include "unit/ledger_fixture.h"

/* The text of the last event of the journal; valid until the next call. */
static const char *last_event(struct shop *shop)
{
    static char text[512];
    struct lot_answer *answer = NULL;
    struct lot_filter all = {0};
    text[0] = '\0';
    assert_int_equal(lot_ledger_ask(shop->ledger, LOT_ASK_BUNDLE_EVENTS, &all, &answer), 0);
    while (lot_answer_next(answer) == 0) {
        struct lot_span kind = lot_answer_cell(answer, 2).text;
        struct lot_span said = lot_answer_cell(answer, 4).text;
        snprintf(text, sizeof text, "%.*s: %.*s", (int)kind.size, (const char *)kind.data,
                 (int)said.size, (const char *)said.data);
    }
    lot_answer_free(answer);
    return text;
}

static struct lot_print print_of(const char *lot, uint8_t copies)
{
    return (struct lot_print){
        .item = text_of(MILK), .lot = text_of(lot), .quantity = 12, .copies = copies};
}

/* Asks for labels by hand, ms after the last who did. */
static int ask(struct shop *shop, const char *lot, uint8_t copies, int64_t ms, uint64_t *id)
{
    shop->clock_ms += ms;
    const struct lot_job_request request = {.print = print_of(lot, copies),
                                            .user = LOT_LITERAL("anna"),
                                            .time = time_of(shop->clock_ms)};
    return lot_ledger_job_add(shop->ledger, &request, id);
}

static int end(struct shop *shop, uint64_t job, enum lot_job_state state, const char *fault)
{
    const struct lot_job_end how = {.job = job,
                                    .state = state,
                                    .printer = LOT_LITERAL("tcp://192.0.2.7"),
                                    .fault = lot_span_of(fault),
                                    .time = time_of(NOW_MS)};
    return lot_ledger_job_end(shop->ledger, &how);
}

static int decide(struct shop *shop, uint64_t job, enum lot_job_word word, const char *reason)
{
    const struct lot_job_decision decision = {.job = job,
                                              .word = word,
                                              .user = LOT_LITERAL("anna"),
                                              .reason = lot_span_of(reason),
                                              .time = time_of(NOW_MS)};
    return lot_ledger_job_decide(shop->ledger, &decision);
}

/* Takes the next job, which must be this one. */
static void take(struct shop *shop, uint64_t expected)
{
    struct lot_print_job job;
    assert_int_equal(lot_ledger_job_take(shop->ledger, &job), 0);
    assert_int_equal(job.id, expected);
}

/* "queued" and the rest of the row of a job, as `lotctl jobs` shows it. */
static const char *row_of(struct shop *shop, uint64_t id)
{
    static char text[256];
    struct lot_answer *answer = NULL;
    struct lot_filter all = {0};
    text[0] = '\0';
    assert_int_equal(lot_ledger_ask(shop->ledger, LOT_ASK_JOBS, &all, &answer), 0);
    while (lot_answer_next(answer) == 0) {
        if ((uint64_t)lot_answer_cell(answer, 0).number == id) {
            struct lot_span state = lot_answer_cell(answer, 2).text;
            struct lot_span printer = lot_answer_cell(answer, 10).text;
            struct lot_span fault = lot_answer_cell(answer, 11).text;
            snprintf(text, sizeof text, "%.*s %lld|%.*s|%.*s", (int)state.size,
                     (const char *)state.data, (long long)lot_answer_cell(answer, 9).number,
                     (int)printer.size, (const char *)printer.data, (int)fault.size,
                     (const char *)fault.data);
        }
    }
    lot_answer_free(answer);
    return text;
}

static void a_job_comes_with_its_commit(void **state)
{
    struct shop *shop = *state;
    struct lot_scan scan = {.bytes = LOT_LITERAL("LOTD-DONE"), .time = time_of(NOW_MS)};
    struct entry entry = {.job = LOT_JOB_RECEIVE,
                          .lot = "L1",
                          .from = LOT_PLACE_SUPPLIER,
                          .to = "DOCK",
                          .quantity = 10,
                          .document = "PO-1",
                          .expiry = 20260401};
    struct lot_transaction transaction = transaction_of(&entry);
    struct lot_print print = print_of("L1", 3);
    struct lot_commit commit = {.scan = &scan, .transaction = &transaction, .print = &print};
    struct lot_committed done;
    struct lot_print_job job;
    assert_int_equal(lot_ledger_job_take(shop->ledger, &job), 1);
    assert_int_equal(lot_ledger_commit(shop->ledger, &commit, &done), 0);
    assert_true(done.job > 0);
    assert_string_equal(row_of(shop, done.job), "queued 0||");
    assert_int_equal(lot_ledger_job_take(shop->ledger, &job), 0);
    assert_int_equal(job.id, done.job);
    assert_int_equal(job.copies, 3);
    assert_int_equal(job.quantity, 12);
    assert_int_equal(job.dates.expiry, 20260401);
    assert_int_equal(job.time.utc_ms, NOW_MS);
    assert_int_equal(job.time.offset_min, 60);
    assert_true(lot_span_equal(lot_text_span(&job.item), lot_span_of(MILK)));
    assert_true(lot_span_equal(lot_text_span(&job.item_name), LOT_LITERAL("Whole milk")));
    assert_true(lot_span_equal(lot_text_span(&job.unit), LOT_LITERAL("pcs")));
    assert_true(lot_span_equal(lot_text_span(&job.lot), LOT_LITERAL("L1")));
    assert_true(lot_span_equal(lot_text_span(&job.supplier), LOT_LITERAL("Dairy")));
    assert_int_equal(lot_ledger_job_take(shop->ledger, &job), 1);
    print = print_of("L9", 1);
    assert_int_equal(lot_ledger_commit(shop->ledger, &commit, &done), -EDOM); /* no such lot */
    assert_int_equal(shop_stock(shop, "L1", "DOCK"), 10);
}

static void jobs_go_in_order_and_end(void **state)
{
    struct shop *shop = *state;
    uint64_t first, second;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    assert_int_equal(ask(shop, "L1", 1, 0, &first), 0);
    assert_string_equal(last_event(shop),
                        "print: job 1, item " MILK ", lot L1, copies 1: asked for by anna");
    assert_int_equal(ask(shop, "L1", 2, 0, &second), 0);
    take(shop, first);
    assert_int_equal(end(shop, first, LOT_JOB_QUEUED, "paper-out"), 0);
    assert_string_equal(row_of(shop, first), "queued 0|tcp://192.0.2.7|paper-out");
    struct lot_ledger_figures figures;
    assert_int_equal(lot_ledger_figures(shop->ledger, &figures), 0);
    assert_true(lot_span_equal(lot_text_span(&figures.job_fault), LOT_LITERAL("paper-out")));
    take(shop, first); /* nothing was sent: it is the oldest still */
    assert_int_equal(end(shop, first, LOT_JOB_DONE, ""), 0);
    assert_string_equal(row_of(shop, first), "done 0|tcp://192.0.2.7|");
    assert_string_equal(last_event(shop),
                        "print: job 1, item " MILK ", lot L1, copies 1: done at tcp://192.0.2.7");
    assert_int_equal(end(shop, first, LOT_JOB_UNKNOWN, ""), -EDOM);
    assert_int_equal(end(shop, 99, LOT_JOB_DONE, ""), -EDOM);
    assert_int_equal(end(shop, second, LOT_JOB_DONE, ""), -EDOM); /* it was not taken */
    take(shop, second);
    assert_int_equal(end(shop, second, LOT_JOB_SENDING, ""), -EINVAL);
    assert_int_equal(end(shop, second, LOT_JOB_CANCELLED, "cannot-be-printed"), 0);
    struct lot_print_job job;
    assert_int_equal(lot_ledger_job_take(shop->ledger, &job), 1);
    assert_int_equal(ask(shop, "L9", 1, 0, &first), -EDOM);
    assert_int_equal(ask(shop, "L1", 0, 0, &first), -EDOM);
}

/* A button that is pressed twice, a caller that tries again after a time-out. */
static void asked_twice_is_asked_once(void **state)
{
    struct shop *shop = *state;
    uint64_t first, again;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    assert_int_equal(shop_receive(shop, "L2", 10, 20260401), 0);
    assert_int_equal(ask(shop, "L1", 1, 0, &first), 0);
    assert_int_equal(ask(shop, "L1", 1, 90000, &again), 1); /* it waits still */
    assert_int_equal(again, first);
    assert_int_equal(ask(shop, "L1", 2, 0, &again), 0);
    assert_int_equal(ask(shop, "L2", 1, 0, &again), 0);
    take(shop, first);
    assert_int_equal(ask(shop, "L1", 1, 90000, &again), 1); /* it is being sent */
    assert_int_equal(end(shop, first, LOT_JOB_DONE, ""), 0);
    assert_int_equal(ask(shop, "L1", 1, 90000, &first), 0); /* that one is printed */
    take(shop, 2);
    take(shop, 3);
    take(shop, first);
    assert_int_equal(end(shop, first, LOT_JOB_DONE, ""), 0);
    assert_int_equal(ask(shop, "L1", 1, 1900, &again), 1); /* it was printed this very moment */
    assert_int_equal(again, first);
    assert_int_equal(ask(shop, "L1", 1, 200, &again), 0);
}

static int64_t unknown_jobs(struct shop *shop)
{
    struct lot_ledger_figures figures;
    assert_int_equal(lot_ledger_figures(shop->ledger, &figures), 0);
    return figures.jobs_unknown;
}

static void what_was_sending_is_unknown(void **state)
{
    struct shop *shop = *state;
    uint64_t id;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    assert_int_equal(lot_ledger_jobs_recover(shop->ledger, time_of(NOW_MS)), 0);
    for (uint8_t copies = 1; copies <= 3; copies++) {
        assert_int_equal(ask(shop, "L1", copies, 0, &id), 0);
    }
    take(shop, 1);
    take(shop, 2);
    shop_close(shop);
    shop_open(shop);
    assert_int_equal(lot_ledger_jobs_recover(shop->ledger, time_of(NOW_MS)), 2);
    assert_int_equal(unknown_jobs(shop), 2);
    assert_string_equal(row_of(shop, 3), "queued 0||");
    assert_string_equal(row_of(shop, 2), "unknown 0||interrupted");
    assert_string_equal(last_event(shop),
                        "print: job 2, item " MILK ", lot L1, copies 2: unknown: interrupted");
}

/* Which decision holds in which state, and what comes of it. */
static void decisions(void **state)
{
    static const struct {
        enum lot_job_state from;
        enum lot_job_word word;
        const char *reason;
        int error;
        const char *row, *event; /* NULL: as it was */
    } rows[] = {
        {LOT_JOB_UNKNOWN,   LOT_JOB_CONFIRM, "",     0,     "done 0",      "it came out, said by anna"       },
        {LOT_JOB_UNKNOWN,   LOT_JOB_RETRY,   "torn", 0,     "queued 1",
         "printed again, said by anna: torn"                                                                 },
        {LOT_JOB_UNKNOWN,   LOT_JOB_CANCEL,  "",     0,     "cancelled 0", "cancelled by anna"               },
        {LOT_JOB_QUEUED,    LOT_JOB_CONFIRM, "",     -EDOM, "queued 0",    NULL                              },
        {LOT_JOB_QUEUED,    LOT_JOB_RETRY,   "",     0,     "queued 0",    NULL                              },
        {LOT_JOB_QUEUED,    LOT_JOB_CANCEL,  "no",   0,     "cancelled 0", "cancelled by anna: no"           },
        {LOT_JOB_DONE,      LOT_JOB_CONFIRM, "",     -EDOM, "done 0",      NULL                              },
        {LOT_JOB_DONE,      LOT_JOB_RETRY,   "",     -EDOM, "done 0",      NULL                              },
        {LOT_JOB_DONE,      LOT_JOB_RETRY,   "wet",  0,     "queued 1",    "printed again, said by anna: wet"},
        {LOT_JOB_DONE,      LOT_JOB_CANCEL,  "",     -EDOM, "done 0",      NULL                              },
        {LOT_JOB_SENDING,   LOT_JOB_CONFIRM, "",     -EDOM, "sending 0",   NULL                              },
        {LOT_JOB_SENDING,   LOT_JOB_RETRY,   "",     -EDOM, "sending 0",   NULL                              },
        {LOT_JOB_SENDING,   LOT_JOB_CANCEL,  "",     -EDOM, "sending 0",   NULL                              },
        {LOT_JOB_CANCELLED, LOT_JOB_CONFIRM, "",     -EDOM, "cancelled 0", NULL                              },
        {LOT_JOB_CANCELLED, LOT_JOB_RETRY,   "",     0,     "queued 1",    "printed again, said by anna"     },
        {LOT_JOB_CANCELLED, LOT_JOB_CANCEL,  "",     -EDOM, "cancelled 0", NULL                              },
    };
    struct shop *shop = *state;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char before[512];
        uint64_t id;
        assert_int_equal(ask(shop, "L1", (uint8_t)(1 + i), 0, &id), 0);
        if (rows[i].from != LOT_JOB_QUEUED) {
            take(shop, id);
        }
        if (rows[i].from != LOT_JOB_QUEUED && rows[i].from != LOT_JOB_SENDING) {
            assert_int_equal(end(shop, id, rows[i].from, ""), 0);
        }
        snprintf(before, sizeof before, "%s", last_event(shop));
        assert_int_equal(decide(shop, id, rows[i].word, rows[i].reason), rows[i].error);
        assert_memory_equal(row_of(shop, id), rows[i].row, strlen(rows[i].row));
        if (rows[i].event) {
            assert_non_null(strstr(last_event(shop), rows[i].event));
        } else {
            assert_string_equal(last_event(shop), before);
        }
        if (strncmp(row_of(shop, id), "queued", 6) == 0) {
            take(shop, id); /* out of the next row's way */
        }
    }
    assert_int_equal(decide(shop, 99, LOT_JOB_CONFIRM, ""), -EDOM);
    assert_non_null(strstr(lot_ledger_fault(shop->ledger)->text, "no job 99"));
}

/* The answer is committed with its scan, by the operator who scanned it. */
static void an_operator_answers(void **state)
{
    struct shop *shop = *state;
    const struct lot_book *book = lot_ledger_book(shop->ledger);
    struct lot_book_label label;
    uint64_t id;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    assert_int_equal(book->doubtful_label(book->self, &label), 1);
    for (uint8_t copies = 1; copies <= 2; copies++) {
        assert_int_equal(ask(shop, "L1", copies, 0, &id), 0);
        take(shop, copies);
        assert_int_equal(end(shop, copies, LOT_JOB_UNKNOWN, "no-answer"), 0);
    }
    for (uint64_t job = 1; job <= 2; job++) {
        assert_int_equal(book->doubtful_label(book->self, &label), 0);
        assert_int_equal(label.job, job);
        assert_true(lot_span_equal(lot_text_span(&label.lot), LOT_LITERAL("L1")));
        struct lot_scan scan = {.bytes = LOT_LITERAL("LOTD-YES"), .time = time_of(NOW_MS)};
        struct lot_label_answer answer = {.job = job, .printed = job == 1};
        struct lot_commit commit = {.scan = &scan,
                                    .code = LOT_CODE_LABEL_PRINTED,
                                    .label = &answer,
                                    .operator_id = text_of("OP-7")};
        struct lot_committed done;
        assert_int_equal(lot_ledger_commit(shop->ledger, &commit, &done), 0);
        assert_int_equal(done.job, job == 1 ? 0 : job); /* what goes to the printer now */
    }
    assert_string_equal(row_of(shop, 1), "done 0|tcp://192.0.2.7|no-answer");
    assert_string_equal(row_of(shop, 2), "queued 1|tcp://192.0.2.7|");
    assert_non_null(strstr(last_event(shop), "printed again, said by OP-7"));
    struct lot_verified verified;
    assert_int_equal(lot_ledger_verify(shop->ledger, NULL, NULL, &verified), 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, shop_setup, shop_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_job_comes_with_its_commit),
        TEST(jobs_go_in_order_and_end),
        TEST(asked_twice_is_asked_once),
        TEST(what_was_sending_is_unknown),
        TEST(decisions),
        TEST(an_operator_answers),
    };
    return cmocka_run_group_tests_name("print queue", tests, NULL, NULL);
}
