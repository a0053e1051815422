/* SPDX-License-Identifier: MIT */
/*
 * label: printers in the network that are well, say what is wrong, say nothing, take all, nothing
 * or a part, and hang up: what is said of the label each time.
 */

#include <lot/label.h>

#include "unit/fake_printer.h"

#include "output/label/socket.h"

#include <errno.h>
#include <systemd/sd-event.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define LABEL    4096u
#define LARGE    (16u << 20) /* more than the kernel takes for a printer that reads nothing */

struct room {
    sd_event *loop;
    struct lot_sender *sender;
    struct fake_printer printer;
    int calls;
    struct lot_sent_report report;
};

static int set_up(void **state)
{
    static struct room room;
    room = (struct room){.printer.listening = -1};
    assert_true(sd_event_new(&room.loop) >= 0);
    *state = &room;
    return 0;
}

static int tear_down(void **state)
{
    struct room *room = *state;
    room->sender = lot_sender_free(room->sender);
    room->loop = sd_event_unref(room->loop);
    printer_stop(&room->printer);
    return 0;
}

static void done(void *user, const struct lot_sent_report *report)
{
    struct room *room = user;
    room->calls++;
    room->report = *report;
}

/* A label of that size; what is between its ends means nothing. */
static struct lot_span label_of(size_t size)
{
    char *data = malloc(size);
    assert_non_null(data);
    memset(data, ' ', size);
    memcpy(data, "^XA", 3);
    memcpy(data + size - 3, "^XZ", 3);
    return lot_span(data, size);
}

static void open_sender(struct room *room, const char *target, enum lot_printer_asking asking)
{
    const struct lot_sender_options options = {.target = target,
                                               .language = LOT_LABEL_ZPL,
                                               .asking = asking,
                                               .patience_ms = 700,
                                               .answer_ms = 200};
    assert_int_equal(lot_sender_new(&room->sender, room->loop, &options), 0);
}

static void send_label(struct room *room, size_t size)
{
    struct lot_span label = label_of(size);
    room->calls = 0;
    assert_int_equal(lot_sender_send(room->sender, label, "label", done, room), 0);
    free((void *)(uintptr_t)label.data);
}

static void finish(struct room *room)
{
    while (room->calls == 0) {
        assert_true(sd_event_run(room->loop, UINT64_MAX) >= 0);
    }
    assert_int_equal(room->calls, 1);
}

/* ---- how printers behave -------------------------------------------------------------------- */

#define ANSWERS(...) .reads = true, .answers = {__VA_ARGS__}

static const struct {
    const char *name;
    struct behaviour how;
    enum lot_printer_asking asking;
    size_t size;
    enum lot_sent sent;
    enum lot_printer_state printer;
    int error;
} rows[] = {
    {"is well",
     {ANSWERS(HS_READY)},
     LOT_PRINTER_ASK_AUTO,                                                LABEL,
     LOT_SENT_DONE,                                                                                LOT_PRINTER_READY,
     0                                                                                                                          },
    {"takes its time",
     {ANSWERS(HS_READY, HS_BUSY, HS_READY)},
     LOT_PRINTER_ASK,                                                     LABEL,
     LOT_SENT_DONE,                                                                                LOT_PRINTER_READY,
     0                                                                                                                          },
    {"gets paper in the middle",
     {ANSWERS(HS_READY, HS_STUCK, HS_READY)},
     LOT_PRINTER_ASK,                                                     LABEL,
     LOT_SENT_DONE,                                                                                LOT_PRINTER_READY,
     0                                                                                                                          },
    {"prints on after it was asked",
     {ANSWERS(HS_BUSY, HS_READY)},
     LOT_PRINTER_ASK,                                                     LABEL,
     LOT_SENT_DONE,                                                                                LOT_PRINTER_READY,
     0                                                                                                                          },
    {"has no paper",
     {ANSWERS(HS_PAPER_OUT)},
     LOT_PRINTER_ASK_AUTO,                                                LABEL,
     LOT_SENT_NOTHING,                                                                             LOT_PRINTER_PAPER_OUT,
     0                                                                                                                          },
    {"is open",
     {ANSWERS(HS_HEAD_OPEN)},
     LOT_PRINTER_ASK_AUTO,                                                LABEL,
     LOT_SENT_NOTHING,                                                                             LOT_PRINTER_HEAD_OPEN,
     0                                                                                                                          },
    {"runs out of paper",
     {ANSWERS(HS_READY, HS_STUCK)},
     LOT_PRINTER_ASK,                                                     LABEL,
     LOT_SENT_UNKNOWN,                                                                             LOT_PRINTER_PAPER_OUT,
     -ETIMEDOUT                                                                                                                 },
    {"never gets on",
     {ANSWERS(HS_READY, HS_BUSY)},
     LOT_PRINTER_ASK,                                                     LABEL,
     LOT_SENT_UNKNOWN,                                                                             LOT_PRINTER_NO_ANSWER,
     -ETIMEDOUT                                                                                                                 },
    {"falls silent",
     {ANSWERS(HS_READY), .goes_silent = true},
     LOT_PRINTER_ASK,                                                     LABEL,
     LOT_SENT_UNKNOWN,                                                                             LOT_PRINTER_NO_ANSWER,
     -ETIMEDOUT                                                                                                                 },
    {"says nothing",
     {.reads = true},
     LOT_PRINTER_ASK,                                                     LABEL,
     LOT_SENT_NOTHING,                                                                             LOT_PRINTER_NO_ANSWER,
     0                                                                                                                          },
    {"cannot say anything",
     {.reads = true},
     LOT_PRINTER_ASK_AUTO,                                                LABEL,
     LOT_SENT_DONE,                                                                                LOT_PRINTER_READY,
     0                                                                                                                          },
    {"is not asked",
     {.reads = true},
     LOT_PRINTER_ASK_NOT,                                                 LABEL,
     LOT_SENT_DONE,                                                                                LOT_PRINTER_READY,
     0                                                                                                                          },
    {"talks rubbish",
     {ANSWERS("HTTP/1.1 400 Bad Request\r\n\r\n")},
     LOT_PRINTER_ASK_AUTO,                                                LABEL,
     LOT_SENT_NOTHING,                                                                             LOT_PRINTER_STRANGE_ANSWER,
     0                                                                                                                          },
    {"talks rubbish afterwards",
     {ANSWERS(HS_READY, "\x02"
                        "1,0")},
     LOT_PRINTER_ASK,                                                     LABEL,
     LOT_SENT_UNKNOWN,                                                                             LOT_PRINTER_NO_ANSWER,
     -ETIMEDOUT                                                                                                                 },
    {"never reads",                   {0},          LOT_PRINTER_ASK_AUTO, LABEL, LOT_SENT_NOTHING, LOT_PRINTER_NO_ANSWER,      0},
    {"never reads, unasked",
     {0},
     LOT_PRINTER_ASK_NOT,                                                 LABEL,
     LOT_SENT_UNKNOWN,                                                                             LOT_PRINTER_NO_ANSWER,
     -ETIMEDOUT                                                                                                                 },
    {"never reads much",
     {0},
     LOT_PRINTER_ASK_NOT,                                                 LARGE,
     LOT_SENT_UNKNOWN,                                                                             LOT_PRINTER_NO_ANSWER,
     -ETIMEDOUT                                                                                                                 },
    {"reads no more",
     {ANSWERS(HS_READY), .after = READS_NO_MORE},
     LOT_PRINTER_ASK_AUTO,                                                LABEL,
     LOT_SENT_UNKNOWN,                                                                             LOT_PRINTER_NO_ANSWER,
     -ETIMEDOUT                                                                                                                 },
    {"closes at once",
     {.closes_at_once = true},
     LOT_PRINTER_ASK,                                                     LABEL,
     LOT_SENT_NOTHING,                                                                             LOT_PRINTER_BROKE_OFF,
     -EPIPE                                                                                                                     },
    {"resets in the middle",
     {ANSWERS(HS_READY), .after = RESETS},
     LOT_PRINTER_ASK_AUTO,                                                LARGE,
     LOT_SENT_UNKNOWN,                                                                             LOT_PRINTER_BROKE_OFF,
     -ECONNRESET                                                                                                                },
    {"resets in the middle, unasked",
     {.reads = true, .after = RESETS},
     LOT_PRINTER_ASK_NOT,                                                 LABEL,
     LOT_SENT_UNKNOWN,                                                                             LOT_PRINTER_BROKE_OFF,
     -ECONNRESET                                                                                                                },
    {"hangs up after the label",
     {ANSWERS(HS_READY), .after = HANGS_UP},
     LOT_PRINTER_ASK,                                                     LABEL,
     LOT_SENT_UNKNOWN,                                                                             LOT_PRINTER_BROKE_OFF,
     -EPIPE                                                                                                                     },
};

/* Which of the two is told depends on whether it is noticed in reading or in writing. */
static int hung_up(int error)
{
    return error == -EPIPE ? -ECONNRESET : error;
}

static void each_printer(void **state)
{
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct room *room = *state;
        printer_start(&room->printer, &rows[i].how);
        open_sender(room, room->printer.target, rows[i].asking);
        send_label(room, rows[i].size);
        finish(room);
        const struct lot_sent_report *report = &room->report;
        if (report->sent != rows[i].sent || report->printer != rows[i].printer ||
            hung_up(report->error) != hung_up(rows[i].error)) {
            print_error("# %s: sent %d, %s, %s\n", rows[i].name, report->sent,
                        lot_printer_state_name(report->printer), strerror(-report->error));
        }
        assert_int_equal(report->sent, rows[i].sent);
        assert_int_equal(report->printer, rows[i].printer);
        assert_int_equal(hung_up(report->error), hung_up(rows[i].error));
        room->sender = lot_sender_free(room->sender);
        printer_stop(&room->printer);
    }
}

/* One that has answered once is known to be able to: its silence is a fault ever after. */
static void silence_of_who_answered(void **state)
{
    static const struct behaviour how = {ANSWERS(HS_READY, HS_READY), .goes_silent = true};
    struct room *room = *state;
    printer_start(&room->printer, &how);
    open_sender(room, room->printer.target, LOT_PRINTER_ASK_AUTO);
    send_label(room, LABEL);
    finish(room);
    assert_int_equal(room->report.sent, LOT_SENT_DONE);
    send_label(room, LABEL);
    finish(room);
    assert_int_equal(room->report.sent, LOT_SENT_NOTHING);
    assert_int_equal(room->report.printer, LOT_PRINTER_NO_ANSWER);
}

static void nobody_listens(void **state)
{
    struct room *room = *state;
    char target[64];
    printer_listen(&room->printer);
    snprintf(target, sizeof target, "%s", room->printer.target);
    printer_stop(&room->printer);
    open_sender(room, target, LOT_PRINTER_ASK_AUTO);
    send_label(room, LABEL);
    finish(room);
    assert_int_equal(room->report.sent, LOT_SENT_NOTHING);
    assert_int_equal(room->report.printer, LOT_PRINTER_OFFLINE);
    assert_int_equal(room->report.error, -ECONNREFUSED);
}

/* The kernel must not go on printing what was given up. */
static void giving_up_throws_the_rest_away(void **state)
{
    struct room *room = *state;
    char part[65536];
    ssize_t size = 0;
    printer_listen(&room->printer);
    open_sender(room, room->printer.target, LOT_PRINTER_ASK_NOT);
    send_label(room, LARGE);
    int printer = accept(room->printer.listening, NULL, NULL);
    assert_true(sd_event_run(room->loop, UINT64_MAX) >= 0);
    assert_true(sd_event_run(room->loop, UINT64_MAX) >= 0);
    room->sender = lot_sender_free(room->sender);
    assert_int_equal(room->report.sent, LOT_SENT_UNKNOWN);
    assert_int_equal(room->report.error, -ECANCELED);
    while ((size = recv(printer, part, sizeof part, 0)) > 0) {
    }
    assert_int_equal(size, -1);
    assert_int_equal(errno, ECONNRESET);
    close(printer);
}

/* A printer that talks without end is not listened to without end. */
static void a_printer_that_never_stops_talking(void **state)
{
    struct room *room = *state;
    static char talk[1 << 16];
    printer_listen(&room->printer);
    room->printer.pid = fork();
    if (room->printer.pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        int fd = accept(room->printer.listening, NULL, NULL);
        while (send(fd, talk, sizeof talk, MSG_NOSIGNAL) > 0) {
        }
        _exit(0);
    }
    open_sender(room, room->printer.target, LOT_PRINTER_ASK_AUTO);
    send_label(room, LABEL);
    finish(room);
    assert_int_equal(room->report.sent, LOT_SENT_NOTHING);
    assert_int_equal(room->report.printer, LOT_PRINTER_STRANGE_ANSWER);
}

static void addresses(void **state)
{
    struct room *room = *state;
    static const char *const wrong[] = {
        "tcp://",     "tcp://printer.local", "tcp://127.0.0.1:", "tcp://127.0.0.1:99999x",
        "tcp://[::1", "tcp://[::1]9100",     "tcp://:9100",      "tcp://127.0.0.1:ipp",
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        open_sender(room, wrong[i], LOT_PRINTER_ASK_AUTO);
        send_label(room, LABEL);
        finish(room);
        assert_int_equal(room->report.sent, LOT_SENT_NOTHING);
        assert_int_equal(room->report.error, -EINVAL);
        room->sender = lot_sender_free(room->sender);
    }
    assert_true(socket_is_target("tcp://127.0.0.1"));
    assert_false(socket_is_target("/dev/usb/lp0"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_printer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(silence_of_who_answered, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nobody_listens, set_up, tear_down),
        cmocka_unit_test_setup_teardown(giving_up_throws_the_rest_away, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_printer_that_never_stops_talking, set_up, tear_down),
        cmocka_unit_test_setup_teardown(addresses, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("label network", tests, NULL, NULL);
}
