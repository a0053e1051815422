/* SPDX-License-Identifier: MIT */
#ifndef TEST_FAKE_PRINTER_H
#define TEST_FAKE_PRINTER_H

/*
 * A printer in the network that is a process of its own, and misbehaves as printers do. It answers
 * ~HS, reads labels of ZPL up to ^XZ, and keeps none of what it reads.
 */

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define HS_READY                                                                                   \
    "\x02"                                                                                         \
    "030,0,0,0400,000,0,0,0,000,0,0,0\x03\r\n" HS_REST("0", "0", "00000000")
#define HS_BUSY                                                                                    \
    "\x02"                                                                                         \
    "030,0,0,0400,001,0,0,0,000,0,0,0\x03\r\n" HS_REST("0", "0", "00000001")
#define HS_PAPER_OUT                                                                               \
    "\x02"                                                                                         \
    "030,1,1,0400,000,0,0,0,000,0,0,0\x03\r\n" HS_REST("0", "0", "00000000")
#define HS_STUCK                                                                                   \
    "\x02"                                                                                         \
    "030,1,1,0400,000,0,0,0,000,0,0,0\x03\r\n" HS_REST("0", "0", "00000001")
#define HS_HEAD_OPEN                                                                               \
    "\x02"                                                                                         \
    "030,0,1,0400,000,0,0,0,000,0,0,0\x03\r\n" HS_REST("1", "0", "00000000")
#define HS_REST(head, ribbon, left)                                                                \
    "\x02"                                                                                         \
    "000,0," head "," ribbon ",0,2,4,0," left ",1,000\x03\r\n\x02"                                 \
    "1234,0\x03\r\n"

enum after_label {
    GOES_ON,
    HANGS_UP,      /* closes, as it should, but too soon */
    RESETS,        /* in the middle of the label */
    READS_NO_MORE, /* and stays connected */
};

/* What it does with each connection. */
struct behaviour {
    bool reads;             /* else it accepts, and that is all */
    bool closes_at_once;    /* before anything was read */
    const char *answers[4]; /* to the first ~HS, the second ...; the last that is not NULL stays */
    bool goes_silent;       /* after the answers that there are */
    enum after_label after;
};

struct fake_printer {
    pid_t pid;
    int listening;
    char target[64]; /* "tcp://127.0.0.1:PORT" */
};

/* ---- the printer's side --------------------------------------------------------------------- */

static inline void answer(int fd, const struct behaviour *how, unsigned *asked)
{
    unsigned count = 0;
    while (count < 4 && how->answers[count]) {
        count++;
    }
    if (count == 0 || (how->goes_silent && *asked >= count)) {
        return;
    }
    const char *said = how->answers[*asked < count ? *asked : count - 1];
    ++*asked;
    send(fd, said, strlen(said), MSG_NOSIGNAL);
}

static inline void reset(int fd)
{
    const struct linger at_once = {.l_onoff = 1};
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(fd);
}

/* Reads byte by byte, as a small machine does, and acts on what it has understood. */
static inline void serve(int fd, const struct behaviour *how, unsigned *asked)
{
    char last[3] = "";
    char byte;
    unsigned label = 0;
    while (how->reads && recv(fd, &byte, 1, 0) == 1) {
        last[0] = last[1], last[1] = last[2], last[2] = byte;
        label += label > 0 || memcmp(last, "^XA", 3) == 0;
        if (memcmp(last, "~HS", 3) == 0) {
            answer(fd, how, asked);
        }
        if (label == 100 && how->after == RESETS) {
            reset(fd);
            return;
        }
        if (label == 100 && how->after == READS_NO_MORE) {
            break;
        }
        if (memcmp(last, "^XZ", 3) == 0 && how->after == HANGS_UP) {
            break;
        }
    }
    if ((!how->reads && !how->closes_at_once) || how->after == READS_NO_MORE) {
        pause();
    }
    close(fd);
}

/* ---- the test's side ------------------------------------------------------------------------ */

static inline void printer_listen(struct fake_printer *printer)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof address;
    *printer = (struct fake_printer){.listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(bind(printer->listening, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(printer->listening, 4), 0);
    assert_int_equal(getsockname(printer->listening, (struct sockaddr *)&address, &size), 0);
    snprintf(printer->target, sizeof printer->target, "tcp://127.0.0.1:%u",
             ntohs(address.sin_port));
}

static inline void printer_start(struct fake_printer *printer, const struct behaviour *how)
{
    printer_listen(printer);
    printer->pid = fork();
    if (printer->pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (unsigned asked = 0;;) {
            serve(accept(printer->listening, NULL, NULL), how, &asked);
        }
    }
}

static inline void printer_stop(struct fake_printer *printer)
{
    if (printer->pid > 0) {
        kill(printer->pid, SIGKILL);
        waitpid(printer->pid, NULL, 0);
    }
    if (printer->listening >= 0) {
        close(printer->listening);
    }
    *printer = (struct fake_printer){.listening = -1};
}

#endif
