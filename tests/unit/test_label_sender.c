/* SPDX-License-Identifier: MIT */
/* label: jobs into directories, pipes and terminals, and what is said of them when it goes wrong.
 */

#include <lot/label.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <systemd/sd-event.h>
#include <unistd.h>

#include <cmocka.h>

#define NAME(file) name(room, file, (char[96]){0})

struct room {
    char folder[64];
    sd_event *loop;
    struct lot_sender *sender;
    int calls;
    enum lot_sent sent;
    int error;
};

static char *name(const struct room *room, const char *file, char out[96])
{
    snprintf(out, 96, "%s/%s", room->folder, file);
    return out;
}

static int set_up(void **state)
{
    static struct room room;
    room = (struct room){.folder = "/tmp/test_sender.XXXXXX"};
    assert_non_null(mkdtemp(room.folder));
    assert_true(sd_event_new(&room.loop) >= 0);
    *state = &room;
    return 0;
}

static int tear_down(void **state)
{
    struct room *room = *state;
    char file[400];
    lot_sender_free(room->sender);
    sd_event_unref(room->loop);
    DIR *folder = opendir(room->folder);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        snprintf(file, sizeof file, "%s/%s", room->folder, entry->d_name);
        unlink(file);
    }
    closedir(folder);
    return rmdir(room->folder);
}

static void open_sender(struct room *room, const char *target, int64_t patience_ms)
{
    const struct lot_sender_options options = {
        .target = target, .suffix = "zpl", .patience_ms = patience_ms};
    assert_int_equal(lot_sender_new(&room->sender, room->loop, &options), 0);
}

static void done(void *user, const struct lot_sent_report *report)
{
    struct room *room = user;
    room->calls++;
    room->sent = report->sent;
    room->error = report->error;
}

static int send_to(struct room *room, const void *data, size_t size, const char *job)
{
    room->calls = 0;
    return lot_sender_send(room->sender, lot_span(data, size), job, done, room);
}

/* Runs the loop until the job has ended. */
static void finish(struct room *room)
{
    while (room->calls == 0) {
        assert_true(sd_event_run(room->loop, UINT64_MAX) >= 0);
    }
    assert_int_equal(room->calls, 1);
}

static void expect(const struct room *room, enum lot_sent sent, int error)
{
    assert_int_equal(room->calls, 1);
    assert_int_equal(room->sent, sent);
    assert_int_equal(room->error, error);
}

static void expect_file(const struct room *room, const char *file, const char *text)
{
    char read_back[64] = "";
    FILE *in = fopen(NAME(file), "r");
    assert_non_null(in);
    size_t size = fread(read_back, 1, sizeof read_back - 1, in);
    fclose(in);
    assert_int_equal(size, strlen(text));
    assert_string_equal(read_back, text);
}

/* ---- directories ---------------------------------------------------------------------------- */

static void names_are_never_taken_twice(void **state)
{
    struct room *room = *state;
    open_sender(room, room->folder, 0);
    static const char *const texts[] = {"first", "second", "third"};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(send_to(room, texts[i], strlen(texts[i]), "job-7"), 0);
        expect(room, LOT_SENT_DONE, 0);
    }
    expect_file(room, "job-7.zpl", "first");
    expect_file(room, "job-7-2.zpl", "second");
    expect_file(room, "job-7-3.zpl", "third");
}

static void names_stay_in_the_directory(void **state)
{
    struct room *room = *state;
    static const char *const bad[] = {"",       ".",       "..",   "../x", "a/b",
                                      "/etc/x", ".hidden", "a\nb", "a:b"};
    open_sender(room, room->folder, 0);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(send_to(room, "x", 1, bad[i]), -EINVAL);
        assert_int_equal(room->calls, 0);
    }
    assert_int_equal(send_to(room, "x", 1, NULL), -EINVAL);
    assert_int_equal(send_to(room, "", 0, "empty"), -EINVAL);
}

/* A disk that is full in the middle leaves no half label behind. */
static void full_disk_leaves_nothing(void **state)
{
    struct room *room = *state;
    struct rlimit before;
    char label[5000];
    memset(label, 'x', sizeof label);
    open_sender(room, room->folder, 0);
    getrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){1000, before.rlim_max});
    int error = send_to(room, label, sizeof label, "job");
    setrlimit(RLIMIT_FSIZE, &before);
    assert_int_equal(error, 0);
    expect(room, LOT_SENT_NOTHING, -EFBIG);
    assert_int_equal(access(NAME("job.zpl"), F_OK), -1);
}

static void targets_that_are_not_there(void **state)
{
    struct room *room = *state;
    open_sender(room, NAME("lp0"), 0);
    assert_int_equal(send_to(room, "x", 1, "job"), 0);
    expect(room, LOT_SENT_NOTHING, -ENOENT);
    FILE *plain = fopen(NAME("lp0"), "w");
    fputs("precious", plain);
    fclose(plain);
    assert_int_equal(send_to(room, "x", 1, "job"), 0);
    expect(room, LOT_SENT_NOTHING, -ENODEV);
    expect_file(room, "lp0", "precious");
    unlink(NAME("lp0"));
    assert_int_equal(mkfifo(NAME("lp0"), 0600), 0);
    assert_int_equal(send_to(room, "x", 1, "job"), 0);
    expect(room, LOT_SENT_NOTHING, -ENXIO); /* nobody reads */
}

static void bad_options(void **state)
{
    struct room *room = *state;
    static const struct lot_sender_options rows[] = {
        {.target = NULL},
        {                .target = ""             },
        { .target = "/tmp",              .patience_ms = -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(lot_sender_new(&room->sender, room->loop, &rows[i]), -EINVAL);
    }
    assert_null(room->sender);
}

/* ---- pipes ---------------------------------------------------------------------------------- */

static int open_pipe(struct room *room, int64_t patience_ms)
{
    assert_int_equal(mkfifo(NAME("lp0"), 0600), 0);
    int reader = open(NAME("lp0"), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    assert_true(reader >= 0);
    open_sender(room, NAME("lp0"), patience_ms);
    return reader;
}

static void pipe_takes_all(void **state)
{
    struct room *room = *state;
    char text[16] = "";
    int reader = open_pipe(room, 0);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(send_to(room, "label", 5, "job"), 0);
        assert_int_equal(send_to(room, "other", 5, "job"), -EBUSY);
        finish(room);
        expect(room, LOT_SENT_DONE, 0);
        assert_int_equal(read(reader, text, sizeof text), 5);
        assert_memory_equal(text, "label", 5);
    }
    close(reader);
}

/* More than a pipe holds: written as the reader takes it. */
static void slow_reader_gets_every_byte(void **state)
{
    struct room *room = *state;
    static uint8_t label[300000];
    static uint8_t got[sizeof label + 1];
    size_t size = 0;
    for (size_t i = 0; i < sizeof label; i++) {
        label[i] = (uint8_t)(i * 7 + i / 251);
    }
    int reader = open_pipe(room, 0);
    assert_int_equal(send_to(room, label, sizeof label, "job"), 0);
    while (room->calls == 0) {
        assert_true(sd_event_run(room->loop, 1000) >= 0);
        ssize_t taken = read(reader, got + size, 5000);
        size += taken > 0 ? (size_t)taken : 0;
    }
    expect(room, LOT_SENT_DONE, 0);
    for (ssize_t taken; (taken = read(reader, got + size, sizeof got - size)) > 0;) {
        size += (size_t)taken;
    }
    assert_int_equal(size, sizeof label);
    assert_memory_equal(got, label, sizeof label);
    close(reader);
}

static void reader_that_takes_nothing_more(void **state)
{
    struct room *room = *state;
    static uint8_t label[300000];
    int reader = open_pipe(room, 50);
    assert_int_equal(send_to(room, label, sizeof label, "job"), 0);
    finish(room);
    expect(room, LOT_SENT_UNKNOWN, -ETIMEDOUT);
    close(reader);
}

/* A full pipe takes not one byte: the job may be sent again. */
static void reader_that_takes_nothing_at_all(void **state)
{
    struct room *room = *state;
    static const uint8_t rubbish[4096];
    int reader = open_pipe(room, 50);
    int filler = open(NAME("lp0"), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    while (write(filler, rubbish, sizeof rubbish) > 0) {
    }
    assert_int_equal(send_to(room, "label", 5, "job"), 0);
    finish(room);
    expect(room, LOT_SENT_NOTHING, -ETIMEDOUT);
    close(filler);
    close(reader);
}

/* Reads a little, then dies by SIGKILL. */
static pid_t start_reader(const struct room *room)
{
    pid_t reader = fork();
    if (reader == 0) {
        char some[4096];
        int fd = open(NAME("lp0"), O_RDONLY);
        ssize_t taken = read(fd, some, sizeof some);
        kill(getpid(), taken > 0 ? SIGKILL : SIGTERM);
    }
    return reader;
}

static void killed_reader(void **state)
{
    struct room *room = *state;
    static uint8_t label[300000];
    int first = open_pipe(room, 0);
    start_reader(room);
    assert_int_equal(send_to(room, label, sizeof label, "job"), 0);
    close(first);
    finish(room);
    expect(room, LOT_SENT_UNKNOWN, -EPIPE);
    assert_true(signal(SIGPIPE, SIG_DFL) == SIG_DFL); /* nobody was told to ignore it */
}

static void reader_gone_before_the_first_byte(void **state)
{
    struct room *room = *state;
    int reader = open_pipe(room, 0);
    assert_int_equal(send_to(room, "label", 5, "job"), 0);
    close(reader);
    finish(room);
    expect(room, LOT_SENT_NOTHING, -EPIPE);
}

static void freed_while_sending(void **state)
{
    struct room *room = *state;
    static uint8_t label[300000];
    int reader = open_pipe(room, 0);
    assert_int_equal(send_to(room, label, sizeof label, "job"), 0);
    room->sender = lot_sender_free(room->sender);
    expect(room, LOT_SENT_NOTHING, -ECANCELED);
    open_sender(room, NAME("lp0"), 0);
    assert_int_equal(send_to(room, label, sizeof label, "job"), 0);
    assert_true(sd_event_run(room->loop, UINT64_MAX) > 0);
    room->sender = lot_sender_free(room->sender);
    expect(room, LOT_SENT_UNKNOWN, -ECANCELED);
    close(reader);
}

static void send_next(void *user, const struct lot_sent_report *report)
{
    struct room *room = user;
    assert_int_equal(report->sent, LOT_SENT_DONE);
    assert_int_equal(report->error, 0);
    assert_int_equal(send_to(room, "two", 3, "job"), 0);
}

static void next_job_from_done(void **state)
{
    struct room *room = *state;
    char text[16] = "";
    int reader = open_pipe(room, 0);
    assert_int_equal(lot_sender_send(room->sender, LOT_LITERAL("one"), "job", send_next, room), 0);
    finish(room);
    expect(room, LOT_SENT_DONE, 0);
    assert_int_equal(read(reader, text, sizeof text), 6);
    assert_string_equal(text, "onetwo");
    close(reader);
}

/* ---- terminals ------------------------------------------------------------------------------ */

/* A serial printer gets the bytes as they are: no newline becomes two. */
static void terminal_is_raw(void **state)
{
    struct room *room = *state;
    char path[64];
    char got[16] = "";
    int printer;
    int line;
    assert_int_equal(openpty(&printer, &line, path, NULL, NULL), 0);
    open_sender(room, path, 0);
    assert_int_equal(send_to(room, "a\nb\n", 4, "job"), 0);
    finish(room);
    expect(room, LOT_SENT_DONE, 0);
    assert_int_equal(read(printer, got, sizeof got), 4);
    assert_string_equal(got, "a\nb\n");
    close(line);
    close(printer);
}

static void terminal_that_hangs_up(void **state)
{
    struct room *room = *state;
    static uint8_t label[300000];
    char path[64];
    int printer;
    int line;
    assert_int_equal(openpty(&printer, &line, path, NULL, NULL), 0);
    open_sender(room, path, 0);
    assert_int_equal(send_to(room, label, sizeof label, "job"), 0);
    struct pollfd there = {.fd = printer, .events = POLLIN};
    while (poll(&there, 1, 0) == 0) {
        assert_true(sd_event_run(room->loop, UINT64_MAX) > 0);
    }
    close(printer);
    finish(room);
    expect(room, LOT_SENT_UNKNOWN, -EIO);
    close(line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(names_are_never_taken_twice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_stay_in_the_directory, set_up, tear_down),
        cmocka_unit_test_setup_teardown(full_disk_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(targets_that_are_not_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bad_options, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pipe_takes_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(slow_reader_gets_every_byte, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reader_that_takes_nothing_more, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reader_that_takes_nothing_at_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(killed_reader, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reader_gone_before_the_first_byte, set_up, tear_down),
        cmocka_unit_test_setup_teardown(freed_while_sending, set_up, tear_down),
        cmocka_unit_test_setup_teardown(next_job_from_done, set_up, tear_down),
        cmocka_unit_test_setup_teardown(terminal_is_raw, set_up, tear_down),
        cmocka_unit_test_setup_teardown(terminal_that_hangs_up, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("label sender", tests, NULL, NULL);
}
