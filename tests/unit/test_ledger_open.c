/* SPDX-License-Identifier: MIT */
/* ledger: opening, and every reason to refuse it. */

#include "unit/ledger_fixture.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>

static int try_open(const char *path, bool read_only, struct lot_ledger_fault *fault)
{
    struct lot_ledger *ledger = NULL;
    struct lot_ledger_options options = {
        .path = path, .read_only = read_only, .device = DEVICE, .now = time_of(NOW_MS)};
    int error = lot_ledger_open(&ledger, &options, fault);
    lot_ledger_close(ledger);
    return error;
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *database = NULL;
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
}

static int64_t integer_of(const char *path, const char *sql)
{
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return value;
}

static void write_file(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/* A file of our own in the shop's directory; valid until the next call. */
static const char *beside(const struct shop *shop, const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", shop->directory, name);
    return path;
}

/* ---- what stays ----------------------------------------------------------------------------- */

static void opens_again(void **state)
{
    struct shop *shop = *state;
    uint8_t saved[64] = {1};
    assert_int_equal(lot_ledger_engine(shop->ledger, saved, sizeof saved), 0);
    assert_int_equal(lot_ledger_device(shop->ledger), DEVICE);
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    struct lot_commit commit = {.engine = LOT_LITERAL("half a receipt"), .code = LOT_CODE_NOTHING};
    struct lot_committed done;
    assert_int_equal(lot_ledger_commit(shop->ledger, &commit, &done), 0);
    uint64_t sequence = lot_ledger_sequence(shop->ledger);
    shop_close(shop);
    shop_open(shop);
    assert_int_equal(lot_ledger_sequence(shop->ledger), sequence);
    assert_int_equal(lot_ledger_device(shop->ledger), DEVICE);
    assert_int_equal(lot_ledger_engine(shop->ledger, saved, sizeof saved), 14);
    assert_memory_equal(saved, "half a receipt", 14);
    assert_int_equal(lot_ledger_engine(shop->ledger, saved, 13), -EMSGSIZE);
    assert_int_equal(shop_stock(shop, "L1", "DOCK"), 10);
}

static void is_set_up_as_promised(void **state)
{
    struct shop *shop = *state;
    static const struct {
        const char *sql;
        int64_t value;
    } rows[] = {
        {"PRAGMA page_size",                                                     1024      },
        {"PRAGMA application_id",                                                0x4c4f5444},
        {"PRAGMA user_version",                                                  1         },
        {"SELECT journal_mode = 'wal' FROM pragma_journal_mode",                 1         },
        {"SELECT count(*) FROM pragma_table_list WHERE schema = 'main'"
         " AND name NOT LIKE 'sqlite%' AND NOT strict",                 0         },
        {"SELECT count(*) FROM pragma_index_list('movement') WHERE NOT partial", 1         },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(integer_of(shop->path, rows[i].sql), rows[i].value);
    }
}

static void history_is_append_only(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_status hold = {.item = text_of(MILK),
                                     .lot = text_of("L1"),
                                     .status = LOT_STATUS_HOLD,
                                     .reason = LOT_LITERAL("swollen")};
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    assert_int_equal(lot_ledger_put_status(shop->ledger, &hold), 0);
    shop_close(shop);
    static const char *const forbidden[] = {
        "UPDATE movement SET quantity = 1",
        "DELETE FROM movement",
        "INSERT OR REPLACE INTO event SELECT * FROM event",
        "UPDATE scan SET bytes = x'00'",
        "DELETE FROM scan",
        "UPDATE status SET reason = 'another'",
        "DELETE FROM status",
        "UPDATE lot SET status = 0",
        "UPDATE lot SET status = 3",
        "UPDATE event SET text = ''",
        "DELETE FROM event",
        "UPDATE lot SET expiry = 20990101",
        "DELETE FROM lot",
        "UPDATE item SET number = number || '1'",
        "UPDATE place SET code = 'X' WHERE code = 'DOCK'",
        "UPDATE document SET number = 'X' WHERE number = 'PO-1'",
        "UPDATE partner SET number = 'X' WHERE number = 'S-1'",
        "UPDATE operator SET code = 'X'",
        "UPDATE code SET name = name || '-'",
    };
    for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++) {
        sqlite3 *database = NULL;
        assert_int_equal(sqlite3_open(shop->path, &database), SQLITE_OK);
        sqlite3_exec(database, "PRAGMA recursive_triggers = ON", NULL, NULL, NULL);
        int result = sqlite3_exec(database, forbidden[i], NULL, NULL, NULL);
        sqlite3_close(database);
        if (result != SQLITE_CONSTRAINT) {
            fail_msg("%s: %d", forbidden[i], result);
        }
    }
    shop_open(shop);
}

/* ---- refusals ------------------------------------------------------------------------------- */

static void refuses_what_is_no_ledger(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_fault fault;
    static const char prose[] = "Dear diary, this is no database at all, whatever its name says.";
    const char *path = beside(shop, "prose.db");
    write_file(path, prose, sizeof prose);
    for (int read_only = 0; read_only < 2; read_only++) {
        assert_true(try_open(path, read_only, &fault) < 0);
        assert_int_equal(fault.reason, LOT_LEDGER_FOREIGN);
        assert_string_not_equal(fault.text, "");
    }
    path = beside(shop, "other.db");
    run_sql(path, "CREATE TABLE shopping (what); PRAGMA user_version = 1");
    struct stat was, is;
    assert_int_equal(stat(path, &was), 0);
    for (int read_only = 0; read_only < 2; read_only++) {
        assert_true(try_open(path, read_only, &fault) < 0);
        assert_int_equal(fault.reason, LOT_LEDGER_FOREIGN);
    }
    assert_int_equal(stat(path, &is), 0);
    assert_int_equal(was.st_size, is.st_size);
    assert_int_equal(integer_of(path, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), 0);
}

static void an_empty_file_becomes_one(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_fault fault;
    const char *path = beside(shop, "empty.db");
    write_file(path, "", 0);
    assert_true(try_open(path, true, &fault) < 0);
    assert_int_equal(fault.reason, LOT_LEDGER_FOREIGN);
    assert_int_equal(try_open(path, false, &fault), 0);
    assert_int_equal(fault.reason, LOT_LEDGER_FINE);
    assert_int_equal(try_open(path, true, &fault), 0);
}

static void refuses_a_newer_one(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_fault fault;
    shop_close(shop);
    run_sql(shop->path, "PRAGMA user_version = 9");
    for (int read_only = 0; read_only < 2; read_only++) {
        assert_int_equal(try_open(shop->path, read_only, &fault), -EPROTONOSUPPORT);
        assert_int_equal(fault.reason, LOT_LEDGER_NEWER);
        assert_int_equal(fault.version, 9);
    }
    assert_int_equal(integer_of(shop->path, "PRAGMA user_version"), 9);
    run_sql(shop->path, "PRAGMA user_version = 1");
    shop_open(shop);
}

static void names_what_is_missing(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_fault fault;
    assert_int_equal(try_open(beside(shop, "none.db"), true, &fault), -ENOENT);
    assert_int_equal(fault.reason, LOT_LEDGER_MISSING);
    assert_non_null(strstr(fault.text, "none.db"));
    assert_int_equal(try_open(beside(shop, "no/such/directory.db"), false, &fault), -ENOENT);
    assert_int_equal(fault.reason, LOT_LEDGER_MISSING);
    struct stat status;
    assert_int_equal(stat(beside(shop, "none.db"), &status), -1);
}

/* /sys takes no files from anybody, root included. */
static void says_when_it_may_not(void **state)
{
    (void)state;
    struct lot_ledger_fault fault;
    int error = try_open("/sys/lot.db", false, &fault);
    assert_true(error == -EACCES || error == -EPERM || error == -EROFS);
    assert_int_equal(fault.reason, LOT_LEDGER_DENIED);
}

/* What others may write is nobody's history; root may open any user's. */
static void refuses_what_others_may_write(void **state)
{
    struct shop *shop = *state;
    static const mode_t modes[] = {0660, 0646, 0666, 0777};
    struct lot_ledger_fault fault;
    shop_close(shop);
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        assert_int_equal(chmod(shop->path, modes[i]), 0);
        assert_int_equal(try_open(shop->path, false, &fault), -EPERM);
        assert_int_equal(fault.reason, LOT_LEDGER_DENIED);
        assert_non_null(strstr(fault.text, "others may write it"));
        assert_int_equal(try_open(shop->path, true, &fault), 0); /* a copy on a stick is read */
    }
    assert_int_equal(chmod(shop->path, 0640), 0);
    assert_int_equal(try_open(shop->path, false, &fault), 0);
}

static void the_lock_is_the_owners(void **state)
{
    struct shop *shop = *state;
    char lock[128];
    struct stat status;
    struct lot_ledger_fault fault;
    if (geteuid() != 0) {
        skip();
    }
    shop_close(shop);
    snprintf(lock, sizeof lock, "%s.lock", shop->path);
    assert_int_equal(unlink(lock), 0);
    assert_int_equal(chown(shop->path, 65534, 65534), 0);
    assert_int_equal(try_open(shop->path, false, &fault), 0);
    assert_int_equal(stat(lock, &status), 0);
    assert_int_equal(status.st_uid, 65534);
}

static void refuses_a_damaged_one(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_fault fault;
    shop_close(shop);
    char page[1024];
    memset(page, 0x5a, sizeof page);
    int descriptor = open(shop->path, O_WRONLY | O_CLOEXEC);
    assert_int_equal(pwrite(descriptor, page, 900, 100), 900); /* the schema's page */
    close(descriptor);
    char wal[128];
    snprintf(wal, sizeof wal, "%s-wal", shop->path);
    assert_int_equal(unlink(wal), 0); /* it still had the page */
    assert_true(try_open(shop->path, false, &fault) < 0);
    assert_int_equal(fault.reason, LOT_LEDGER_DAMAGED);
    assert_int_equal(unlink(shop->path), 0);
    shop_open(shop);
}

static void a_device_has_a_number(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_fault fault;
    struct lot_ledger *ledger = NULL;
    static const uint32_t wrong[] = {0, 8388608};
    for (size_t i = 0; i < 2; i++) {
        struct lot_ledger_options options = {.path = beside(shop, "new.db"), .device = wrong[i]};
        assert_int_equal(lot_ledger_open(&ledger, &options, &fault), -EINVAL);
        assert_non_null(strstr(fault.text, "device"));
    }
    struct lot_ledger_options options = {.path = beside(shop, "new.db"), .device = 8388607};
    assert_int_equal(lot_ledger_open(&ledger, &options, &fault), 0); /* it was left unmade */
    assert_int_equal(lot_ledger_device(ledger), 8388607);
    lot_ledger_close(ledger);
}

/* ---- one writer, any readers ---------------------------------------------------------------- */

static void one_process_writes(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_fault fault;
    char text[160];
    assert_int_equal(try_open(shop->path, false, &fault), -EBUSY);
    assert_int_equal(fault.reason, LOT_LEDGER_LOCKED);
    assert_int_equal(fault.pid, getpid());
    snprintf(text, sizeof text, "process %d", (int)getpid());
    assert_non_null(strstr(fault.text, text));
    pid_t child = fork();
    if (child == 0) {
        int error = try_open(shop->path, false, &fault);
        _exit(error == -EBUSY && fault.pid == getppid() ? 0 : 1);
    }
    int status = -1;
    int32_t pid = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(lot_ledger_holder(shop->path, &pid), 0);
    assert_int_equal(pid, getpid());
    shop_close(shop);
    assert_int_equal(lot_ledger_holder(shop->path, &pid), 1);
    assert_int_equal(lot_ledger_holder("/no/such/lot.db", &pid), 1);
    assert_int_equal(try_open(shop->path, false, &fault), 0);
    shop_open(shop);
}

static void readers_see_while_it_is_written(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_fault fault;
    struct lot_ledger_options options = {.path = shop->path, .read_only = true};
    struct shop reader = {0};
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    assert_int_equal(lot_ledger_open(&reader.ledger, &options, &fault), 0);
    assert_int_equal(shop_stock(&reader, "L1", "DOCK"), 10);
    for (int i = 1; i <= 20; i++) {
        assert_int_equal(shop_receive(shop, "L1", 1, 20260401), 0);
        assert_int_equal(shop_stock(&reader, "L1", "DOCK"), 10 + i);
    }
    /* an answer that is being read does not hold the writer up, and does not change */
    struct lot_answer *answer = NULL;
    struct lot_filter all = {0};
    assert_int_equal(lot_ledger_ask(reader.ledger, LOT_ASK_SCANS, &all, &answer), 0);
    int rows = 0;
    while (lot_answer_next(answer) == 0) {
        if (rows++ == 0) {
            assert_int_equal(shop_receive(shop, "L1", 1, 20260401), 0);
            assert_int_equal(lot_ledger_checkpoint(shop->ledger), 0);
        }
    }
    lot_answer_free(answer);
    assert_int_equal(rows, 21);
    static const struct lot_commit nothing = {
        .engine = {(const uint8_t *)"x", 1}
    };
    struct lot_committed done;
    assert_int_equal(lot_ledger_commit(reader.ledger, &nothing, &done), -EROFS);
    assert_int_equal(lot_ledger_fault(reader.ledger)->reason, LOT_LEDGER_DENIED);
    lot_ledger_close(reader.ledger);
}

/* Reads as somebody who may write neither the files nor the directory. */
static int read_as_nobody(struct shop *shop)
{
    struct lot_ledger_fault fault;
    struct shop reader = {0};
    struct lot_ledger_options options = {.path = shop->path, .read_only = true};
    if (geteuid() == 0 && (setgid(65534) < 0 || setuid(65534) < 0)) {
        return 2;
    }
    if (lot_ledger_open(&reader.ledger, &options, &fault) < 0) {
        fprintf(stderr, "# %s\n", fault.text);
        return 3;
    }
    int wrong = shop_stock(&reader, "L1", "DOCK") == 10 ? 0 : 4;
    lot_ledger_close(reader.ledger);
    return wrong;
}

static void the_log_stays_for_readers(void **state)
{
    struct shop *shop = *state;
    struct stat status;
    char wal[128];
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    shop_close(shop);
    snprintf(wal, sizeof wal, "%s-wal", shop->path);
    assert_int_equal(stat(wal, &status), 0);
    off_t size = status.st_size;
    assert_true(size > 0);
    assert_int_equal(chmod(shop->directory, 0555), 0);
    pid_t child = fork();
    if (child == 0) {
        _exit(read_as_nobody(shop));
    }
    int exited = -1;
    assert_int_equal(waitpid(child, &exited, 0), child);
    assert_int_equal(chmod(shop->directory, 0755), 0);
    assert_int_equal(exited, 0);
    assert_int_equal(stat(wal, &status), 0);
    assert_int_equal(status.st_size, size);
    shop_open(shop);
}

/* ---- copies --------------------------------------------------------------------------------- */

static void backs_up_while_in_use(void **state)
{
    struct shop *shop = *state;
    struct lot_ledger_fault fault;
    struct shop copy = {0};
    assert_int_equal(shop_receive(shop, "L1", 10, 20260401), 0);
    snprintf(copy.path, sizeof copy.path, "%s/copy.db", shop->directory);
    assert_int_equal(lot_ledger_backup(shop->ledger, copy.path), 0);
    assert_int_equal(lot_ledger_backup(shop->ledger, copy.path), -EEXIST);
    assert_non_null(strstr(lot_ledger_fault(shop->ledger)->text, "copy.db"));
    assert_int_equal(shop_receive(shop, "L1", 5, 20260401), 0);
    struct lot_ledger_options options = {.path = copy.path, .read_only = true};
    assert_int_equal(lot_ledger_open(&copy.ledger, &options, &fault), 0);
    assert_int_equal(shop_stock(&copy, "L1", "DOCK"), 10);
    struct lot_verified verified;
    assert_int_equal(lot_ledger_verify(copy.ledger, NULL, NULL, &verified), 0);
    lot_ledger_close(copy.ledger);
    assert_int_equal(lot_ledger_backup(shop->ledger, "/no/such/place.db"), -ENOENT);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, shop_setup, shop_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(opens_again),
        TEST(is_set_up_as_promised),
        TEST(history_is_append_only),
        TEST(refuses_what_is_no_ledger),
        TEST(an_empty_file_becomes_one),
        TEST(refuses_a_newer_one),
        TEST(names_what_is_missing),
        TEST(says_when_it_may_not),
        TEST(refuses_what_others_may_write),
        TEST(the_lock_is_the_owners),
        TEST(refuses_a_damaged_one),
        TEST(a_device_has_a_number),
        TEST(one_process_writes),
        TEST(readers_see_while_it_is_written),
        TEST(the_log_stays_for_readers),
        TEST(backs_up_while_in_use),
    };
    return cmocka_run_group_tests_name("opening a ledger", tests, NULL, NULL);
}
