/* SPDX-License-Identifier: MIT */
/*
 * ledger: a disk that fails. Each write and each sync of a commit fails once, in turn; whatever was
 * answered must be true: 0 is there after opening again, a failure is not, and after a failure
 * nothing more is taken.
 */

#include "unit/ledger_fixture.h"

#include "crash/shim.h"

#include <sys/stat.h>

struct trouble {
    enum shim_operation operation;
    int error;
    int after; /* calls that go well before; -1: no trouble */
    unsigned happened;
};

static struct trouble trouble = {.after = -1};
static struct shim shim;

static int before(void *user, const struct shim_call *call)
{
    (void)user;
    if (trouble.after < 0 || call->operation != trouble.operation) {
        return SQLITE_OK;
    }
    if (trouble.after-- > 0) {
        return SQLITE_OK;
    }
    trouble.happened++;
    return trouble.error;
}

static int setup(void **state)
{
    shim = (struct shim){
        .watcher = {before, NULL}
    };
    trouble.after = -1;
    shim_install(&shim);
    return shop_setup(state);
}

static int teardown(void **state)
{
    trouble.after = -1;
    int error = shop_teardown(state);
    shim_remove(&shim);
    return error;
}

static int64_t on_dock(struct shop *shop)
{
    return shop_stock(shop, "L1", "DOCK");
}

/* The one call fails; *happened tells whether there was such a call at all. */
static bool fails_at(struct shop *shop, enum shim_operation operation, int error, int after)
{
    trouble = (struct trouble){.operation = operation, .error = error, .after = after};
    int64_t was = on_dock(shop);
    uint64_t sequence = lot_ledger_sequence(shop->ledger);
    int result = shop_receive(shop, "L1", 1, 20260401);
    bool happened = trouble.happened > 0;
    trouble.after = -1;
    assert_int_equal(result < 0, happened);
    if (happened) {
        int expected = error == SQLITE_FULL ? -ENOSPC : -EIO;
        assert_int_equal(result, expected);
        assert_int_equal(lot_ledger_fault(shop->ledger)->reason,
                         error == SQLITE_FULL ? LOT_LEDGER_FULL : LOT_LEDGER_BROKEN);
        assert_int_equal(lot_ledger_sequence(shop->ledger), sequence);
        assert_int_equal(shop_receive(shop, "L1", 1, 20260401), -EIO);
        assert_int_equal(lot_ledger_record(shop->ledger, LOT_LEDGER_EVENT_CLOCK, time_of(0),
                                           LOT_LITERAL("back")),
                         -EIO);
    }
    shop_close(shop);
    shop_open(shop);
    struct lot_verified verified;
    assert_int_equal(lot_ledger_verify(shop->ledger, NULL, NULL, &verified), 0);
    assert_int_equal(lot_ledger_sequence(shop->ledger), happened ? sequence : sequence + 2);
    assert_int_equal(on_dock(shop), happened ? was : was + 1);
    return happened;
}

static void fails_everywhere(struct shop *shop, enum shim_operation operation, int error)
{
    unsigned failures = 0;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    while (fails_at(shop, operation, error, (int)failures)) {
        failures++;
        assert_true(failures < 100);
    }
    assert_true(failures > 0);
}

static void write_fails(void **state)
{
    fails_everywhere(*state, SHIM_WRITE, SQLITE_IOERR_WRITE);
}

static void disk_is_full(void **state)
{
    fails_everywhere(*state, SHIM_WRITE, SQLITE_FULL);
}

static void sync_fails(void **state)
{
    fails_everywhere(*state, SHIM_SYNC, SQLITE_IOERR_FSYNC);
}

static void import_fails_whole(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_figures before_it, after_it;
    assert_int_equal(lot_ledger_figures(shop->ledger, &before_it), 0);
    assert_int_equal(lot_ledger_import_begin(shop->ledger), 0);
    put_item(shop, "TEA", LOT_TRACKING_LOT);
    trouble = (struct trouble){.operation = SHIM_SYNC, .error = SQLITE_IOERR_FSYNC, .after = 0};
    assert_int_equal(lot_ledger_import_end(shop->ledger, true), -EIO);
    trouble.after = -1;
    shop_close(shop);
    shop_open(shop);
    assert_int_equal(lot_ledger_figures(shop->ledger, &after_it), 0);
    assert_int_equal(after_it.items, before_it.items);
}

static void failed_checkpoint_stops_writing(void **state)
{
    struct shop *shop = *state;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    trouble = (struct trouble){.operation = SHIM_WRITE, .error = SQLITE_IOERR_WRITE, .after = 0};
    assert_int_equal(lot_ledger_checkpoint(shop->ledger), -EIO);
    trouble.after = -1;
    assert_int_equal(shop_receive(shop, "L1", 1, 20260401), -EIO);
    assert_int_equal(on_dock(shop), 10); /* reading goes on */
    shop_close(shop);
    shop_open(shop);
    assert_int_equal(on_dock(shop), 10);
    assert_int_equal(lot_ledger_checkpoint(shop->ledger), 0);
    assert_int_equal(lot_ledger_checkpoint(shop->ledger), 1);
}

/* ---- opening again -------------------------------------------------------------------------- */

static unsigned scans_of(struct shop *shop, enum lot_question question, const char *code)
{
    struct lot_answer *answer = NULL;
    unsigned found = 0, count = 0;
    assert_int_equal(lot_ledger_ask(shop->ledger, question, &(struct lot_filter){0}, &answer), 0);
    const struct lot_column *columns = lot_answer_columns(answer, &count);
    while (lot_answer_next(answer) == 0) {
        for (unsigned i = 0; i < count; i++) {
            bool named =
                strcmp(columns[i].name, "code") == 0 || strcmp(columns[i].name, "kind") == 0;
            found += named && lot_span_equal(lot_answer_cell(answer, i).text, lot_span_of(code));
        }
    }
    lot_answer_free(answer);
    return found;
}

/* The same handle goes on: what was acknowledged is there, what was refused is in history. */
static bool goes_on_after(struct shop *shop, enum shim_operation operation, int error, int after)
{
    trouble = (struct trouble){.operation = operation, .error = error, .after = after};
    int64_t was = on_dock(shop);
    unsigned refused = scans_of(shop, LOT_ASK_SCANS, "ledger-failed");
    int result = shop_receive(shop, "L1", 1, 20260401);
    const struct lot_scan scans[] = {
        {.bytes = LOT_LITERAL("]d20109521234543213"), .time = time_of(shop->clock_ms),       .source = 1},
        {.bytes = LOT_LITERAL("LOC-1"),               .time = time_of(shop->clock_ms + 500), .source = 2},
    };
    const struct lot_ledger_reopening how = {
        .now = time_of(shop->clock_ms + 60500), .refused = scans, .count = 2};
    bool happened = trouble.happened > 0;
    if (!happened) {
        trouble.after = -1;
        assert_int_equal(result, 0);
        assert_int_equal(lot_ledger_reopen(shop->ledger, &how), -EINVAL);
        return false;
    }
    assert_non_null(lot_ledger_failure(shop->ledger));
    trouble.after = 0;
    assert_true(lot_ledger_reopen(shop->ledger, &how) < 0); /* not yet */
    assert_non_null(lot_ledger_failure(shop->ledger));
    assert_int_equal(shop_receive(shop, "L1", 1, 20260401), -EIO);
    trouble.after = -1;
    assert_int_equal(lot_ledger_reopen(shop->ledger, &how), 0);
    assert_null(lot_ledger_failure(shop->ledger));
    assert_int_equal(on_dock(shop), was);
    assert_int_equal(scans_of(shop, LOT_ASK_SCANS, "ledger-failed"), refused + 2);
    assert_int_equal(shop_receive(shop, "L1", 1, 20260401), 0);
    return true;
}

static void goes_on(struct shop *shop, enum shim_operation operation, int error)
{
    unsigned failures = 0;
    struct lot_verified verified;
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    while (goes_on_after(shop, operation, error, (int)failures)) {
        failures++;
        assert_true(failures < 100);
    }
    assert_true(failures > 0);
    assert_int_equal(scans_of(shop, LOT_ASK_BUNDLE_EVENTS, "reopened"), failures);
    assert_int_equal(scans_of(shop, LOT_ASK_BUNDLE_EVENTS, "clock"), 0);
    assert_int_equal(lot_ledger_verify(shop->ledger, NULL, NULL, &verified), 0);
}

static void goes_on_after_writing_failed(void **state)
{
    goes_on(*state, SHIM_WRITE, SQLITE_IOERR_WRITE);
}

static void goes_on_after_syncing_failed(void **state)
{
    goes_on(*state, SHIM_SYNC, SQLITE_IOERR_FSYNC);
}

static void goes_on_with_room_again(void **state)
{
    goes_on(*state, SHIM_WRITE, SQLITE_FULL);
}

/* A file that lost what was acknowledged is not taken for this ledger. */
static void sees_that_it_was_rolled_back(void **state)
{
    struct shop *shop = *state;
    char copy[128], command[512];
    snprintf(copy, sizeof copy, "%s/copy.db", shop->directory);
    assert_int_equal(lot_ledger_backup(shop->ledger, copy), 0);
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    uint64_t sequence = lot_ledger_sequence(shop->ledger);
    trouble = (struct trouble){.operation = SHIM_SYNC, .error = SQLITE_IOERR_FSYNC, .after = 0};
    assert_int_equal(shop_receive(shop, "L1", 1, 20260401), -EIO);
    trouble.after = -1;
    snprintf(command, sizeof command, "cp %s %s && rm -f %s-wal %s-shm", copy, shop->path,
             shop->path, shop->path);
    assert_int_equal(system(command), 0);
    const struct lot_ledger_reopening how = {.now = time_of(shop->clock_ms)};
    for (int turn = 0; turn < 2; turn++) {
        assert_int_equal(lot_ledger_reopen(shop->ledger, &how), -EUCLEAN);
        assert_int_equal(lot_ledger_fault(shop->ledger)->reason, LOT_LEDGER_DAMAGED);
        assert_int_equal(lot_ledger_sequence(shop->ledger), sequence);
    }
}

/* With the file gone it answers with failures, and takes nothing. */
static void fails_whole_without_its_file(void **state)
{
    struct shop *shop = *state;
    struct lot_verified verified;
    struct lot_ledger_figures figures;
    struct lot_answer *answer = NULL;
    trouble = (struct trouble){.operation = SHIM_SYNC, .error = SQLITE_IOERR_FSYNC, .after = 0};
    assert_int_equal(shop_receive(shop, "L1", 1, 20260401), -EIO);
    trouble.after = -1;
    assert_int_equal(unlink(shop->path), 0);
    assert_int_equal(mkdir(shop->path, 0700), 0);
    const struct lot_ledger_reopening how = {.now = time_of(shop->clock_ms)};
    assert_true(lot_ledger_reopen(shop->ledger, &how) < 0);
    assert_true(shop_receive(shop, "L1", 1, 20260401) < 0);
    assert_true(lot_ledger_verify(shop->ledger, NULL, NULL, &verified) < 0);
    assert_true(lot_ledger_figures(shop->ledger, &figures) < 0);
    assert_true(lot_ledger_backup(shop->ledger, "/nowhere/copy") < 0);
    assert_true(lot_ledger_ask(shop->ledger, LOT_ASK_STOCK, &(struct lot_filter){0}, &answer) < 0);
    assert_true(lot_ledger_reopen(shop->ledger, &how) < 0);
    assert_int_equal(rmdir(shop->path), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(write_fails, setup, teardown),
        cmocka_unit_test_setup_teardown(disk_is_full, setup, teardown),
        cmocka_unit_test_setup_teardown(sync_fails, setup, teardown),
        cmocka_unit_test_setup_teardown(import_fails_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(failed_checkpoint_stops_writing, setup, teardown),
        cmocka_unit_test_setup_teardown(goes_on_after_writing_failed, setup, teardown),
        cmocka_unit_test_setup_teardown(goes_on_after_syncing_failed, setup, teardown),
        cmocka_unit_test_setup_teardown(goes_on_with_room_again, setup, teardown),
        cmocka_unit_test_setup_teardown(sees_that_it_was_rolled_back, setup, teardown),
        cmocka_unit_test_setup_teardown(fails_whole_without_its_file, setup, teardown),
    };
    return cmocka_run_group_tests_name("ledger on a failing disk", tests, NULL, NULL);
}
