/* SPDX-License-Identifier: MIT */
/*
 * sync: bundles, written whole or not at all. The stick is a folder; the system calls that reach it
 * are replaced here, so that it can be pulled, fill up or lie at any of them.
 */

#include "test_sync_fake.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

#include <lot/sync.h>

/* ---- the stick ------------------------------------------------------------------------------ */

static struct {
    unsigned calls; /* so far */
    unsigned from;  /* the call that fails first; 0: none does */
    int error;
    bool pulled; /* everything after it fails too */
    bool lies;   /* what is read is not what was written */
} stick;

static bool fails(void)
{
    stick.calls++;
    bool now =
        stick.from > 0 && (stick.pulled ? stick.calls >= stick.from : stick.calls == stick.from);
    errno = now ? stick.error : errno;
    return now;
}

int mkdirat(int folder, const char *name, mode_t mode)
{
    return fails() ? -1 : (int)syscall(SYS_mkdirat, folder, name, mode);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
    return fails() ? -1 : syscall(SYS_write, fd, bytes, size);
}

int fsync(int fd)
{
    return fails() ? -1 : (int)syscall(SYS_fsync, fd);
}

int syncfs(int fd)
{
    return fails() ? -1 : (int)syscall(SYS_syncfs, fd);
}

int unlinkat(int folder, const char *name, int flags)
{
    return stick.pulled && fails() ? -1 : (int)syscall(SYS_unlinkat, folder, name, flags);
}

ssize_t pread(int fd, void *out, size_t size, off_t at)
{
    if (fails()) {
        return -1;
    }
    ssize_t got = syscall(SYS_pread64, fd, out, size, at);
    if (stick.lies && got > 0) {
        ((uint8_t *)out)[0] ^= 1;
    }
    return got;
}

/* ---- the scene ------------------------------------------------------------------------------ */

struct scene {
    char root[32];
    char key_path[40];
    char line[LOT_KEY_PUBLIC_SIZE];
    struct lot_key *key;
    struct lot_ledger ledger;
    struct lot_exported exported;
    char text[200];
};

static void command(const char *format, const char *path)
{
    char line[256];
    snprintf(line, sizeof line, format, path);
    assert_int_equal(system(line), 0);
}

static int set_up(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    if (!scene) {
        return -1;
    }
    memset(&stick, 0, sizeof stick);
    strcpy(scene->root, "/tmp/lot-stick-XXXXXX");
    if (!mkdtemp(scene->root)) {
        free(scene);
        return -1;
    }
    snprintf(scene->key_path, sizeof scene->key_path, "%s/key", scene->root);
    scene->ledger = (struct lot_ledger){.device = 12, .groups = 3};
    *state = scene;
    int error = lot_key_open(&scene->key, scene->key_path, true);
    if (error == 0) {
        lot_key_public(scene->key, scene->line);
    }
    return error;
}

static int tear_down(void **state)
{
    struct scene *scene = *state;
    memset(&stick, 0, sizeof stick);
    command("rm -rf %s", scene->root);
    lot_key_free(scene->key);
    free(scene);
    return 0;
}

static int export_after(struct scene *scene, uint64_t after)
{
    struct lot_time now = {1772348400000, 60};
    strcpy(scene->text, "untouched");
    return lot_export(&scene->ledger, scene->key, scene->root, after, now, &scene->exported,
                      scene->text);
}

static int export(struct scene *scene)
{
    return export_after(scene, UINT64_MAX);
}

static int verify(struct scene *scene, const char *folder)
{
    return lot_bundle_verify(folder, scene->line, scene->text);
}

static void path_of(const struct scene *scene, const char *name, char out[128])
{
    snprintf(out, 128, "%s/LOTD/out/12/%s", scene->root, name);
}

static void assert_folder(const struct scene *scene, const char *name)
{
    char path[128];
    path_of(scene, name, path);
    assert_string_equal(scene->exported.folder, path);
}

static size_t read_file(const char *folder, const char *name, char *out, size_t size)
{
    char path[640];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t got = fread(out, 1, size - 1, file);
    fclose(file);
    out[got] = '\0';
    return got;
}

static void write_file(const char *folder, const char *name, const char *text, size_t size)
{
    char path[640];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    fclose(file);
}

/* ---- writing -------------------------------------------------------------------------------- */

static void writes_what_is_new(void **state)
{
    struct scene *scene = *state;
    char text[2048];
    assert_int_equal(export(scene), 0);
    assert_folder(scene, "1-9");
    assert_string_equal(scene->text, "");
    assert_int_equal(scene->exported.first, 1);
    assert_int_equal(scene->exported.last, 9);
    assert_int_equal(scene->exported.movements, 3);
    assert_int_equal(scene->exported.lots, 3);
    assert_int_equal(scene->exported.scans, 3);
    assert_int_equal(scene->ledger.exported, 9);
    assert_string_equal(scene->ledger.folder, scene->exported.folder);
    assert_int_equal(verify(scene, scene->exported.folder), 0);
    read_file(scene->exported.folder, "movements.csv", text, sizeof text);
    assert_string_equal(text, "id,item,to,quantity,hash\r\n"
                              "2,\"]d201\\x1d\\xff\"\"\\\\,\",@customer,0.02,009fff10\r\n"
                              "5,\"]d201\\x1d\\xff\"\"\\\\,\",@customer,0.05,009fff10\r\n"
                              "8,\"]d201\\x1d\\xff\"\"\\\\,\",@customer,0.08,009fff10\r\n");
    read_file(scene->exported.folder, "SHA256SUMS.minisig", text, sizeof text);
    assert_non_null(strstr(text, "trusted comment: timestamp:1772348400\tfile:SHA256SUMS\t"
                                 "device:12\tfirst:1\tlast:9\n"));

    assert_int_equal(export(scene), 1); /* the export itself is nothing new */
    scene->ledger.groups = 5;           /* 10 is the event, 11 to 16 are new */
    assert_int_equal(export(scene), 0);
    assert_folder(scene, "10-16");
    assert_int_equal(scene->exported.scans, 2);
    read_file(scene->exported.folder, "events.csv", text, sizeof text);
    assert_non_null(strstr(text, "\r\n16,"));
    assert_int_equal(verify(scene, scene->exported.folder), 0);
}

static void marks_only_what_has_no_gap(void **state)
{
    struct scene *scene = *state;
    assert_int_equal(export_after(scene, 6), 0);
    assert_folder(scene, "7-9");
    assert_int_equal(scene->ledger.exported, 0);
    assert_string_equal(scene->ledger.event, scene->exported.folder);
    assert_int_equal(export_after(scene, 0), 0);
    assert_int_equal(scene->ledger.exported, 10);
    assert_int_equal(export_after(scene, 99), 1);
}

/* Whole on the stick, but not in the ledger (power went): found again and only recorded. */
static void takes_its_own_bundle_again(void **state)
{
    struct scene *scene = *state;
    struct stat before;
    struct stat after;
    char path[160];
    scene->ledger.fail_record = -EIO;
    assert_int_equal(export(scene), -EIO);
    assert_non_null(strstr(scene->text, "record"));
    path_of(scene, "1-9/SHA256SUMS", path);
    assert_int_equal(stat(path, &before), 0);
    scene->ledger.fail_record = 0;
    assert_int_equal(export(scene), 0);
    assert_folder(scene, "1-9");
    assert_int_equal(scene->exported.movements, 3);
    assert_int_equal(scene->ledger.exported, 9);
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
}

/* A whole bundle of that name with other rows (another ledger of this key) stays as it is. */
static void never_takes_anothers_bundle(void **state)
{
    struct scene *scene = *state;
    struct lot_ledger other = scene->ledger;
    assert_int_equal(export(scene), 0);
    other.groups = 2;
    other.events = 3;
    scene->ledger = other;
    assert_int_equal(export(scene), 0);
    assert_folder(scene, "1-9.2");
    assert_int_equal(verify(scene, scene->exported.folder), 0);
}

/* What stands in the way has another name's fate: it is left alone. */
static void leaves_what_is_there(void **state)
{
    struct scene *scene = *state;
    char path[128];
    path_of(scene, "", path);
    command("mkdir -p %s", path);
    path_of(scene, "1-9", path);
    command("mkdir %s", path); /* an empty folder */
    path_of(scene, "1-9.2", path);
    command("echo kept > %s", path); /* a file */
    path_of(scene, "1-9.3", path);
    command("ln -s /tmp %s", path); /* a link */
    path_of(scene, "1-9.4", path);
    command("mkdir %s", path);
    write_file(path, "SHA256SUMS", "half", 4);
    assert_int_equal(export(scene), 0);
    assert_folder(scene, "1-9.5");
    assert_int_equal(verify(scene, scene->exported.folder), 0);
    char text[16];
    path_of(scene, "", path);
    read_file(path, "1-9.2", text, sizeof text);
    assert_string_equal(text, "kept\n");
}

/* ---- a stick that fails --------------------------------------------------------------------- */

/* How many calls a whole export makes. */
static unsigned count_calls(struct scene *scene)
{
    stick.calls = 0;
    assert_int_equal(export(scene), 0);
    assert_true(stick.calls > 20);
    command("rm -rf %s/LOTD", scene->root);
    scene->ledger.exported = 0;
    scene->ledger.events = 0;
    return stick.calls;
}

/* Pulled at any call: said so, nothing recorded; plugged in again: a whole bundle. */
static void survives_being_pulled(void **state)
{
    struct scene *scene = *state;
    unsigned calls = count_calls(scene);
    for (unsigned call = 1; call <= calls; call++) {
        stick.calls = 0;
        stick.from = call;
        stick.error = EIO;
        stick.pulled = true;
        assert_int_equal(export(scene), -EIO);
        assert_int_equal(scene->ledger.exported, 0);
        assert_true(strstr(scene->text, "LOTD") || strstr(scene->text, "cannot sync the stick: "));
        assert_non_null(strstr(scene->text, "plug it in and try once more"));
        stick.from = 0;
        assert_int_equal(export(scene), 0);
        assert_int_equal(verify(scene, scene->exported.folder), 0);
        command("rm -rf %s/LOTD", scene->root);
        scene->ledger.exported = 0;
        scene->ledger.events = 0;
    }
}

/* Full at any call: said so, and what was begun is taken away again. */
static void cleans_up_when_full(void **state)
{
    struct scene *scene = *state;
    unsigned calls = count_calls(scene);
    char device[128];
    path_of(scene, "", device);
    for (unsigned call = 4; call <= calls; call++) { /* behind the folders above */
        stick.calls = 0;
        stick.from = call;
        stick.error = ENOSPC;
        assert_int_equal(export(scene), -ENOSPC);
        assert_int_equal(scene->ledger.exported, 0);
        assert_non_null(strstr(scene->text, "free some room"));
        command("test -z \"$(ls -A %s)\"", device);
    }
}

static void tells_a_stick_that_lies(void **state)
{
    struct scene *scene = *state;
    stick.lies = true;
    assert_int_equal(export(scene), -EIO);
    assert_string_equal(scene->text, "LOTD/out/12/1-9/movements.csv reads back as other bytes than "
                                     "were written: throw the stick away");
}

static void tells_what_is_wrong(void **state)
{
    struct scene *scene = *state;
    char root[sizeof scene->root];
    strcpy(root, scene->root);
    strcpy(scene->root, "/nowhere");
    assert_int_equal(export(scene), -ENOENT);
    assert_string_equal(scene->text, "cannot open /nowhere: No such file or directory; is the "
                                     "stick plugged in and mounted?");
    strcpy(scene->root, root);
    command("ln -s /tmp %s/LOTD", scene->root);
    assert_int_equal(export(scene), -ENOTDIR); /* O_DIRECTORY sees the link before O_NOFOLLOW */
    assert_string_equal(scene->text, "cannot open LOTD: Not a directory; a file or a link has that "
                                     "name: remove it");
    command("rm %s/LOTD", scene->root);
    scene->ledger.fail_ask = -EIO;
    strcpy(scene->ledger.fault.text, "disk I/O error");
    assert_int_equal(export(scene), -EIO);
    assert_string_equal(scene->text, "cannot read the ledger: disk I/O error");
}

/* ---- verifying ------------------------------------------------------------------------------ */

static void refuses_any_changed_byte(void **state)
{
    static const char *const names[] = {"movements.csv", "lots.csv",   "scans.csv", "counts.csv",
                                        "statuses.csv",  "events.csv", "SHA256SUMS"};
    struct scene *scene = *state;
    char text[2048];
    assert_int_equal(export(scene), 0);
    const char *folder = scene->exported.folder;
    for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
        size_t size = read_file(folder, names[n], text, sizeof text);
        for (size_t i = 0; i < size; i++) {
            text[i] ^= 1;
            write_file(folder, names[n], text, size);
            assert_int_equal(verify(scene, folder), 1);
            assert_non_null(strstr(scene->text, names[n]));
            text[i] ^= 1;
        }
        for (size_t cut = 0; cut < size; cut++) {
            write_file(folder, names[n], text, cut);
            assert_int_equal(verify(scene, folder), 1);
        }
        write_file(folder, names[n], text, size);
        assert_int_equal(verify(scene, folder), 0);
    }
}

static void refuses_what_is_not_whole(void **state)
{
    static const char *const names[] = {"movements.csv", "lots.csv",          "scans.csv",
                                        "counts.csv",    "statuses.csv",      "events.csv",
                                        "SHA256SUMS",    "SHA256SUMS.minisig"};
    struct scene *scene = *state;
    char text[2048];
    char path[640];
    assert_int_equal(export(scene), 0);
    const char *folder = scene->exported.folder;
    for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[n]);
        size_t size = read_file(folder, names[n], text, sizeof text);
        assert_int_equal(unlink(path), 0);
        assert_int_equal(verify(scene, folder), 1);
        assert_non_null(strstr(scene->text, "is missing"));
        assert_int_equal(symlink("/etc/passwd", path), 0);
        assert_int_equal(verify(scene, folder), 1);
        assert_non_null(strstr(scene->text, "is not a file"));
        assert_int_equal(unlink(path), 0);
        assert_int_equal(mkfifo(path, 0600), 0);
        assert_int_equal(verify(scene, folder), 1);
        assert_int_equal(unlink(path), 0);
        write_file(folder, names[n], text, size);
    }
    write_file(folder, "unsigned.csv", "x", 1); /* not named by the manifest: of no matter */
    assert_int_equal(verify(scene, folder), 0);
    scene->line[20] = scene->line[20] == 'A' ? 'B' : 'A'; /* another key of the same id */
    assert_int_equal(verify(scene, folder), 1);
    scene->line[5] = scene->line[5] == 'A' ? 'B' : 'A';
    assert_int_equal(verify(scene, folder), 1);
    assert_non_null(strstr(scene->text, "another key"));
    scene->line[50] = '\0';
    assert_int_equal(verify(scene, folder), -EINVAL);
    lot_key_public(scene->key, scene->line);
    assert_int_equal(verify(scene, "/nowhere"), -ENOENT);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    static const struct CMUnitTest tests[] = {
        TEST(writes_what_is_new),         TEST(marks_only_what_has_no_gap),
        TEST(takes_its_own_bundle_again), TEST(never_takes_anothers_bundle),
        TEST(leaves_what_is_there),       TEST(survives_being_pulled),
        TEST(cleans_up_when_full),        TEST(tells_a_stick_that_lies),
        TEST(tells_what_is_wrong),        TEST(refuses_any_changed_byte),
        TEST(refuses_what_is_not_whole),
    };
    return cmocka_run_group_tests_name("sync export", tests, NULL, NULL);
}
