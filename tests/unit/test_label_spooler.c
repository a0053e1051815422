/* SPDX-License-Identifier: MIT */
/* label: CUPS by a program lp that does as it should, complains, hangs, is killed, or is not there.
 */

#include <lot/label.h>

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <systemd/sd-event.h>
#include <unistd.h>

#include <cmocka.h>

struct room {
    char folder[64], program[96], output[96];
    sd_event *loop;
    struct lot_sender *sender;
    int calls;
    struct lot_sent_report report;
    char text[200];
};

static int set_up(void **state)
{
    static struct room room;
    room = (struct room){.folder = "/tmp/test_spooler.XXXXXX"};
    assert_non_null(mkdtemp(room.folder));
    snprintf(room.program, sizeof room.program, "%s/lp", room.folder);
    snprintf(room.output, sizeof room.output, "%s/out", room.folder);
    assert_true(sd_event_new(&room.loop) >= 0);
    *state = &room;
    return 0;
}

static int tear_down(void **state)
{
    struct room *room = *state;
    room->sender = lot_sender_free(room->sender);
    sd_event_unref(room->loop);
    unlink(room->program);
    unlink(room->output);
    return rmdir(room->folder);
}

/* lp is this shell script, which finds where to write to in $OUT. */
static void make_program(const struct room *room, const char *script)
{
    char path[128];
    FILE *file = fopen(room->program, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", script);
    fclose(file);
    chmod(room->program, 0755);
    snprintf(path, sizeof path, "%s:/usr/bin:/bin", room->folder);
    setenv("PATH", path, 1);
    setenv("OUT", room->output, 1);
}

static void done(void *user, const struct lot_sent_report *report)
{
    struct room *room = user;
    room->calls++;
    room->report = *report;
    snprintf(room->text, sizeof room->text, "%s", report->text);
}

static void start(struct room *room, const char *target, enum lot_label_format language)
{
    const struct lot_sender_options options = {
        .target = target, .language = language, .patience_ms = 300};
    assert_int_equal(lot_sender_new(&room->sender, room->loop, &options), 0);
    assert_int_equal(lot_sender_send(room->sender, LOT_LITERAL("^XA^XZ"), "label-1-7", done, room),
                     0);
}

static void finish(struct room *room, enum lot_sent sent, enum lot_printer_state printer, int error)
{
    while (room->calls == 0) {
        assert_true(sd_event_run(room->loop, UINT64_MAX) >= 0);
    }
    assert_int_equal(room->calls, 1);
    assert_int_equal(room->report.sent, sent);
    assert_int_equal(room->report.printer, printer);
    assert_int_equal(room->report.error, error);
}

static void expect_output(const struct room *room, const char *expected)
{
    char text[300] = "";
    FILE *file = fopen(room->output, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(text, expected);
}

static void takes_the_label(void **state)
{
    struct room *room = *state;
    make_program(room, "for word; do echo \"$word\"; done >$OUT; cat >>$OUT");
    start(room, "lp:front desk; rm -rf /", LOT_LABEL_ZPL);
    finish(room, LOT_SENT_DONE, LOT_PRINTER_READY, 0);
    expect_output(room, "-s\n-d\nfront desk; rm -rf /\n-t\nlabel-1-7\n-o\nraw\n^XA^XZ");
}

/* An office printer's filters make something of a picture. */
static void pictures_are_not_raw(void **state)
{
    struct room *room = *state;
    make_program(room, "for word; do echo \"$word\"; done >$OUT");
    start(room, "lp:office", LOT_LABEL_PDF);
    finish(room, LOT_SENT_DONE, LOT_PRINTER_READY, 0);
    expect_output(room, "-s\n-d\noffice\n-t\nlabel-1-7\n");
}

static void complains(void **state)
{
    struct room *room = *state;
    make_program(room, "printf 'lp: no\\033 such queue\\nand more\\n' >&2; exit 1");
    start(room, "lp:nowhere", LOT_LABEL_ZPL);
    finish(room, LOT_SENT_NOTHING, LOT_PRINTER_OFFLINE, -EIO);
    assert_string_equal(room->text, "lp: no? such queue");
}

static void hangs(void **state)
{
    struct room *room = *state;
    make_program(room, "exec sleep 60");
    start(room, "lp:front", LOT_LABEL_ZPL);
    finish(room, LOT_SENT_UNKNOWN, LOT_PRINTER_NO_ANSWER, -ETIMEDOUT);
}

static void is_killed(void **state)
{
    struct room *room = *state;
    make_program(room, "kill -9 $$");
    start(room, "lp:front", LOT_LABEL_ZPL);
    finish(room, LOT_SENT_UNKNOWN, LOT_PRINTER_BROKE_OFF, -ECANCELED);
}

static void is_given_up(void **state)
{
    struct room *room = *state;
    make_program(room, "exec sleep 60");
    start(room, "lp:front", LOT_LABEL_ZPL);
    room->sender = lot_sender_free(room->sender);
    finish(room, LOT_SENT_UNKNOWN, LOT_PRINTER_READY, -ECANCELED);
}

static void is_not_there(void **state)
{
    struct room *room = *state;
    setenv("PATH", room->folder, 1);
    start(room, "lp:front", LOT_LABEL_ZPL);
    finish(room, LOT_SENT_NOTHING, LOT_PRINTER_OFFLINE, -ENOENT);
}

static void queues_that_are_none(void **state)
{
    static const char *const targets[] = {"lp:", "lp:-H evil"};
    for (size_t i = 0; i < 2; i++) {
        struct room *room = *state;
        room->calls = 0;
        make_program(room, "touch $OUT");
        start(room, targets[i], LOT_LABEL_ZPL);
        finish(room, LOT_SENT_NOTHING, LOT_PRINTER_OFFLINE, -EINVAL);
        assert_int_equal(access(room->output, F_OK), -1);
        room->sender = lot_sender_free(room->sender);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(takes_the_label, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pictures_are_not_raw, set_up, tear_down),
        cmocka_unit_test_setup_teardown(complains, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hangs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(is_killed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(is_given_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(is_not_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(queues_that_are_none, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("label spooler", tests, NULL, NULL);
}
