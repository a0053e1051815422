/* SPDX-License-Identifier: MIT */
/* label: a printer in the network that takes all, nothing, a part, or is not there. */

#include <lot/label.h>

#include "output/label/socket.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <systemd/sd-event.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define LARGE    (16u << 20) /* more than the kernel takes for a printer that reads nothing */

struct room {
    sd_event *loop;
    struct lot_sender *sender;
    int listening;
    char target[64];
    int calls;
    enum lot_sent sent;
    int error;
};

static int set_up(void **state)
{
    static struct room room;
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof address;
    room = (struct room){.listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(bind(room.listening, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(room.listening, 1), 0);
    assert_int_equal(getsockname(room.listening, (struct sockaddr *)&address, &size), 0);
    snprintf(room.target, sizeof room.target, "tcp://127.0.0.1:%u", ntohs(address.sin_port));
    assert_true(sd_event_new(&room.loop) >= 0);
    *state = &room;
    return 0;
}

static int tear_down(void **state)
{
    struct room *room = *state;
    lot_sender_free(room->sender);
    sd_event_unref(room->loop);
    return room->listening >= 0 ? close(room->listening) : 0;
}

static void done(void *user, enum lot_sent sent, int error)
{
    struct room *room = user;
    room->calls++;
    room->sent = sent;
    room->error = error;
}

static void send_label(struct room *room, const char *target, struct lot_span label,
                       int64_t patience_ms)
{
    const struct lot_sender_options options = {.target = target, .patience_ms = patience_ms};
    assert_int_equal(lot_sender_new(&room->sender, room->loop, &options), 0);
    assert_int_equal(lot_sender_send(room->sender, label, "label", done, room), 0);
}

static void finish(struct room *room, enum lot_sent sent, int error)
{
    while (room->calls == 0) {
        assert_true(sd_event_run(room->loop, UINT64_MAX) >= 0);
    }
    assert_int_equal(room->calls, 1);
    assert_int_equal(room->sent, sent);
    assert_int_equal(room->error, error);
}

static void a_printer_takes_all(void **state)
{
    struct room *room = *state;
    char taken[16] = "";
    send_label(room, room->target, LOT_LITERAL("^XA^XZ"), 0);
    finish(room, LOT_SENT_DONE, 0);
    int printer = accept(room->listening, NULL, NULL);
    room->sender = lot_sender_free(room->sender);
    assert_int_equal(recv(printer, taken, sizeof taken, MSG_WAITALL), 6);
    assert_string_equal(taken, "^XA^XZ");
    close(printer);
}

static void nobody_listens(void **state)
{
    struct room *room = *state;
    close(room->listening);
    room->listening = -1;
    send_label(room, room->target, LOT_LITERAL("^XA^XZ"), 0);
    finish(room, LOT_SENT_NOTHING, -ECONNREFUSED);
}

static struct lot_span large(void)
{
    uint8_t *data = calloc(1, LARGE);
    assert_non_null(data);
    return lot_span(data, LARGE);
}

/* It accepts and never reads: what the kernels between took is not a printed label. */
static void a_printer_reads_nothing(void **state)
{
    struct room *room = *state;
    struct lot_span label = large();
    send_label(room, room->target, label, 200);
    finish(room, LOT_SENT_UNKNOWN, -ETIMEDOUT);
    free((void *)(uintptr_t)label.data);
}

static void a_printer_resets_in_the_middle(void **state)
{
    struct room *room = *state;
    struct lot_span label = large();
    char part[4096];
    send_label(room, room->target, label, 0);
    int printer = accept(room->listening, NULL, NULL);
    assert_true(sd_event_run(room->loop, UINT64_MAX) >= 0);
    assert_true(recv(printer, part, sizeof part, 0) > 0);
    socket_abort(printer);
    close(printer);
    finish(room, LOT_SENT_UNKNOWN, -ECONNRESET);
    free((void *)(uintptr_t)label.data);
}

/* The kernel must not go on printing what was given up. */
static void giving_up_throws_the_rest_away(void **state)
{
    struct room *room = *state;
    struct lot_span label = large();
    char part[65536];
    ssize_t size = 0;
    send_label(room, room->target, label, 0);
    int printer = accept(room->listening, NULL, NULL);
    assert_true(sd_event_run(room->loop, UINT64_MAX) >= 0);
    room->sender = lot_sender_free(room->sender);
    assert_int_equal(room->sent, LOT_SENT_UNKNOWN);
    assert_int_equal(room->error, -ECANCELED);
    while ((size = recv(printer, part, sizeof part, 0)) > 0) {
    }
    assert_int_equal(size, -1);
    assert_int_equal(errno, ECONNRESET);
    close(printer);
    free((void *)(uintptr_t)label.data);
}

static void addresses(void **state)
{
    struct room *room = *state;
    static const char *const wrong[] = {
        "tcp://",     "tcp://printer.local", "tcp://127.0.0.1:", "tcp://127.0.0.1:99999x",
        "tcp://[::1", "tcp://[::1]9100",     "tcp://:9100",      "tcp://127.0.0.1:ipp",
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        room->calls = 0;
        send_label(room, wrong[i], LOT_LITERAL("x"), 0);
        finish(room, LOT_SENT_NOTHING, -EINVAL);
        room->sender = lot_sender_free(room->sender);
    }
    assert_true(socket_is_target("tcp://127.0.0.1"));
    assert_false(socket_is_target("/dev/usb/lp0"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_printer_takes_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nobody_listens, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_printer_reads_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_printer_resets_in_the_middle, set_up, tear_down),
        cmocka_unit_test_setup_teardown(giving_up_throws_the_rest_away, set_up, tear_down),
        cmocka_unit_test_setup_teardown(addresses, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("label network", tests, NULL, NULL);
}
