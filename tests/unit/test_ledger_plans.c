/* SPDX-License-Identifier: MIT */
/* ledger: how every statement goes about it: by an index, in its order. */

#include "unit/ledger_fixture.h"

#include <sqlite3.h>

#include "ledger/questions.h"
#include "ledger/statements.h"

enum allowed {
    ALLOW_SCAN = 1, /* it reads all of a table, as it was asked to */
    ALLOW_SORT = 2,
};

static sqlite3 *open_raw(struct shop *shop)
{
    sqlite3 *database = NULL;
    assert_int_equal(sqlite3_open_v2(shop->path, &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    return database;
}

/* What a statement itself computed before: a subquery, or the set of lots of a WITH. */
static bool is_computed(const char *step)
{
    static const char *const sets[] = {"SCAN kin",    "SCAN tree", "SCAN origin",   "SCAN span",
                                       "SCAN search", "SCAN n",    "SCAN (subquery"};
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        if (strncmp(step, sets[i], strlen(sets[i])) == 0) {
            return true;
        }
    }
    return false;
}

static void check_plan(sqlite3 *database, const char *sql, unsigned allowed)
{
    sqlite3_stmt *statement = NULL;
    char *explain = NULL;
    assert_true(asprintf(&explain, "EXPLAIN QUERY PLAN %s", sql) > 0);
    if (sqlite3_prepare_v2(database, explain, -1, &statement, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", sql, sqlite3_errmsg(database));
    }
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const char *step = (const char *)sqlite3_column_text(statement, 3);
        bool scans = strncmp(step, "SCAN", 4) == 0 && !is_computed(step);
        bool sorts = strstr(step, "TEMP B-TREE") || strstr(step, "AUTOMATIC");
        if ((scans && !(allowed & ALLOW_SCAN)) || (sorts && !(allowed & ALLOW_SORT))) {
            fail_msg("%s: %s", step, sql);
        }
    }
    sqlite3_finalize(statement);
    free(explain);
}

static void no_statement_scans_or_sorts(void **state)
{
    sqlite3 *database = open_raw(*state);
    for (int i = STATEMENT_SETTING_DEVICE; i < STATEMENT_COUNT; i++) {
        /* rebuilding reads every movement, once in a ledger's life */
        check_plan(database, statement_sql((enum statement)i),
                   i == STATEMENT_LAYER_MOVEMENTS ? ALLOW_SCAN : 0);
    }
    sqlite3_close(database);
}

/* A form that is given nothing to go by may read a table; a newest-first limit is turned round. */
static unsigned allowed_for(const struct question_form *form)
{
    switch (form->question) {
    case LOT_ASK_EXPIRING:
    case LOT_ASK_COUNTS: /* a row for each place */
        return ALLOW_SCAN | ALLOW_SORT;
    case LOT_ASK_HISTORY:
    case LOT_ASK_SCANS:
    case LOT_ASK_JOBS:
        return ALLOW_SCAN | (form->needs != 0 ? ALLOW_SORT : 0u);
    /* sums by month, supplier or place, which no index has; the sorted answer is small */
    case LOT_ASK_TRENDS:
    case LOT_ASK_SUPPLIERS:
    case LOT_ASK_VALUATION_FIFO:
        return ALLOW_SCAN | ALLOW_SORT;
    case LOT_ASK_STOCK:
        return form->needs & GIVEN_TIME ? ALLOW_SCAN | ALLOW_SORT
               : form->needs == 0       ? ALLOW_SCAN
                                        : 0u;
    /* among the movements of a time, in the order of several devices' journals */
    case LOT_ASK_RECEIPTS:
        return form->needs == 0 ? ALLOW_SCAN | ALLOW_SORT : 0u;
    default:
        return form->needs == 0 ? ALLOW_SCAN : 0u;
    }
}

static void no_question_reads_what_it_need_not(void **state)
{
    sqlite3 *database = open_raw(*state);
    bool asked[LOT_QUESTION_COUNT] = {false};
    const struct question_form *form;
    for (unsigned i = 0; (form = question_form(i)); i++) {
        check_plan(database, form->sql, allowed_for(form));
        asked[form->question] = true;
    }
    for (int i = 0; i < LOT_QUESTION_COUNT; i++) {
        assert_true(asked[i]);
    }
    sqlite3_close(database);
}

/* What a statement answers is what its question's columns say, and the two behind them. */
static void statements_fit_their_columns(void **state)
{
    sqlite3 *database = open_raw(*state);
    const struct question_form *form;
    for (unsigned i = 0; (form = question_form(i)); i++) {
        const struct question *question = question_of(form->question);
        sqlite3_stmt *statement = NULL;
        unsigned hidden = 0;
        for (unsigned c = 0; c < question->count; c++) {
            unsigned needs = question->columns[c].kind == LOT_COLUMN_TIME       ? 2
                             : question->columns[c].kind == LOT_COLUMN_QUANTITY ? 1
                                                                                : 0;
            hidden = needs > hidden ? needs : hidden;
        }
        assert_int_equal(sqlite3_prepare_v2(database, form->sql, -1, &statement, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_column_count(statement), question->count + hidden);
        sqlite3_finalize(statement);
    }
    sqlite3_close(database);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, shop_setup, shop_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_statement_scans_or_sorts),
        TEST(no_question_reads_what_it_need_not),
        TEST(statements_fit_their_columns),
    };
    return cmocka_run_group_tests_name("plans of a ledger", tests, NULL, NULL);
}
