/* SPDX-License-Identifier: MIT */
/*
 * label: printers at the end of a line: of the USB class, whose port tells three bits, and serial
 * ones that answer in their language. Both are terminals here; what the port says is this program's
 * own ioctl to tell, which may also take its time, as the kernel does when a printer hangs.
 */

#include <lot/label.h>

#include <errno.h>
#include <linux/lp.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <systemd/sd-event.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(a)  (sizeof(a) / sizeof(a)[0])
#define WELL      (LP_PSELECD | LP_PERRORP)
#define NO_PORT   (-1)
#define LABEL     1000u
#define LARGE     300000u
#define HANGS_MS  600
#define ANSWER_MS 150

/* What the port says, each time it is asked; the last stays. */
static atomic_int port_says[3];
static atomic_uint port_asked;
static atomic_bool port_hangs;

static int ask_port(int *bits)
{
    unsigned turn = atomic_fetch_add(&port_asked, 1);
    int says = atomic_load(&port_says[turn < 2 ? turn : 2]);
    if (atomic_load(&port_hangs)) {
        usleep(HANGS_MS * 1000);
    }
    errno = ENOTTY;
    *bits = says;
    return says == NO_PORT ? -1 : 0;
}

int ioctl(int fd, unsigned long request, ...)
{
    va_list arguments;
    va_start(arguments, request);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    return request == LPGETSTATUS ? ask_port(argument)
                                  : (int)syscall(SYS_ioctl, fd, request, argument);
}

/* ---- one label ------------------------------------------------------------------------------ */

struct line {
    int printer, node;
    char path[64];
    int calls;
    struct lot_sent_report report;
};

static void open_line(struct line *line)
{
    struct termios raw;
    *line = (struct line){.printer = -1};
    assert_int_equal(openpty(&line->printer, &line->node, line->path, NULL, NULL), 0);
    tcgetattr(line->node, &raw);
    cfmakeraw(&raw);
    tcsetattr(line->node, TCSANOW, &raw);
}

static void close_line(const struct line *line)
{
    close(line->printer);
    close(line->node);
}

static void done(void *user, const struct lot_sent_report *report)
{
    struct line *line = user;
    line->calls++;
    line->report = *report;
}

static void print(struct line *line, enum lot_label_format language, enum lot_printer_asking asking,
                  size_t size)
{
    static uint8_t label[LARGE];
    struct lot_sender *sender = NULL;
    sd_event *loop = NULL;
    const struct lot_sender_options options = {.target = line->path,
                                               .language = language,
                                               .asking = asking,
                                               .patience_ms = 1200,
                                               .answer_ms = ANSWER_MS};
    assert_true(sd_event_new(&loop) >= 0);
    assert_int_equal(lot_sender_new(&sender, loop, &options), 0);
    assert_int_equal(lot_sender_send(sender, lot_span(label, size), "label", done, line), 0);
    while (line->calls == 0) {
        assert_true(sd_event_run(loop, UINT64_MAX) >= 0);
    }
    assert_int_equal(line->calls, 1);
    lot_sender_free(sender);
    sd_event_unref(loop);
}

static void set_port(const int says[3], bool hangs)
{
    for (unsigned i = 0; i < 3; i++) {
        atomic_store(&port_says[i], says[i]);
    }
    atomic_store(&port_asked, 0);
    atomic_store(&port_hangs, hangs);
}

/* ---- USB ------------------------------------------------------------------------------------ */

static void what_the_port_says(void **state)
{
    static const struct {
        int says[3]; /* before the label, after it, and from then on */
        size_t size;
        enum lot_sent sent;
        enum lot_printer_state printer;
    } rows[] = {
        {{WELL, WELL, WELL},                         LABEL, LOT_SENT_DONE,    LOT_PRINTER_READY    },
        {{NO_PORT, NO_PORT, NO_PORT},                LABEL, LOT_SENT_DONE,    LOT_PRINTER_READY    },
        {{WELL | LP_POUTPA, WELL, WELL},             LABEL, LOT_SENT_NOTHING, LOT_PRINTER_PAPER_OUT},
        {{LP_PERRORP, WELL, WELL},                   LABEL, LOT_SENT_NOTHING, LOT_PRINTER_OFFLINE  },
        {{LP_PSELECD, WELL, WELL},                   LABEL, LOT_SENT_NOTHING, LOT_PRINTER_FAULTY   },
        {{0, WELL, WELL},                            LABEL, LOT_SENT_NOTHING, LOT_PRINTER_OFFLINE  },
 /* out of paper with the label in it: it prints on when there is some, or not */
        {{WELL, WELL | LP_POUTPA, WELL},             LABEL, LOT_SENT_DONE,    LOT_PRINTER_READY    },
        {{WELL, WELL | LP_POUTPA, WELL | LP_POUTPA},
         LABEL,                                             LOT_SENT_UNKNOWN,
         LOT_PRINTER_PAPER_OUT                                                                     },
 /* takes some of the label and no more: what was in the way is asked then */
        {{WELL, WELL | LP_POUTPA, WELL | LP_POUTPA},
         LARGE,                                             LOT_SENT_UNKNOWN,
         LOT_PRINTER_PAPER_OUT                                                                     },
        {{WELL, WELL, WELL},                         LARGE, LOT_SENT_UNKNOWN, LOT_PRINTER_NO_ANSWER},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct line line;
        open_line(&line);
        set_port(rows[i].says, false);
        print(&line, LOT_LABEL_PNG, LOT_PRINTER_ASK_AUTO, rows[i].size);
        if (line.report.sent != rows[i].sent || line.report.printer != rows[i].printer) {
            print_error("# row %zu: %d, %s\n", i, line.report.sent,
                        lot_printer_state_name(line.report.printer));
        }
        assert_int_equal(line.report.sent, rows[i].sent);
        assert_int_equal(line.report.printer, rows[i].printer);
        close_line(&line);
    }
}

static void a_port_that_is_not_asked(void **state)
{
    static const int empty[3] = {LP_POUTPA, LP_POUTPA, LP_POUTPA};
    struct line line;
    (void)state;
    open_line(&line);
    set_port(empty, false);
    print(&line, LOT_LABEL_ZPL, LOT_PRINTER_ASK_NOT, LABEL);
    assert_int_equal(line.report.sent, LOT_SENT_DONE);
    assert_int_equal(atomic_load(&port_asked), 0);
    close_line(&line);
}

/* The kernel waits for a printer that hangs; we do not. */
static void a_port_that_hangs(void **state)
{
    static const int well[3] = {WELL, WELL, WELL};
    struct line line;
    (void)state;
    open_line(&line);
    set_port(well, true);
    print(&line, LOT_LABEL_PNG, LOT_PRINTER_ASK_AUTO, LABEL);
    assert_int_equal(line.report.sent, LOT_SENT_NOTHING);
    assert_int_equal(line.report.printer, LOT_PRINTER_NO_ANSWER);
    assert_int_equal(atomic_load(&port_asked), 1);
    usleep(2 * HANGS_MS * 1000); /* it answers to nobody, and harms nobody */
    close_line(&line);
}

/* ---- serial --------------------------------------------------------------------------------- */

/* A receipt printer that answers each DLE EOT n with the byte of its row. */
static pid_t start_receipt_printer(const struct line *line, const char answers[4])
{
    pid_t pid = fork();
    if (pid == 0) {
        char last = 0, before = 0, byte;
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        while (read(line->printer, &byte, 1) == 1) {
            if (before == 0x10 && last == 0x04 && byte >= 1 && byte <= 4) {
                (void)!write(line->printer, &answers[byte - 1], 1);
            }
            before = last, last = byte;
        }
        _exit(0);
    }
    return pid;
}

static void serial_printers(void **state)
{
    static const int none[3] = {NO_PORT, NO_PORT, NO_PORT};
    static const struct {
        char answers[5];
        enum lot_sent sent;
        enum lot_printer_state printer;
    } rows[] = {
        {"\x12\x12\x12\x12", LOT_SENT_DONE,    LOT_PRINTER_READY         },
        {"\x1a\x32\x12\x72", LOT_SENT_NOTHING, LOT_PRINTER_PAPER_OUT     },
        {"\x1a\x16\x12\x12", LOT_SENT_NOTHING, LOT_PRINTER_HEAD_OPEN     },
        {"xxxx",             LOT_SENT_NOTHING, LOT_PRINTER_STRANGE_ANSWER},
    };
    (void)state;
    set_port(none, false);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct line line;
        open_line(&line);
        pid_t printer = start_receipt_printer(&line, rows[i].answers);
        print(&line, LOT_LABEL_ESCPOS, LOT_PRINTER_ASK, LABEL);
        assert_int_equal(line.report.sent, rows[i].sent);
        assert_int_equal(line.report.printer, rows[i].printer);
        kill(printer, SIGKILL);
        waitpid(printer, NULL, 0);
        close_line(&line);
    }
}

/* A line that never says anything: a fault, or a printer that cannot, as one has it. */
static void silent_lines(void **state)
{
    static const int none[3] = {NO_PORT, NO_PORT, NO_PORT};
    struct line line;
    (void)state;
    set_port(none, false);
    open_line(&line);
    print(&line, LOT_LABEL_ZPL, LOT_PRINTER_ASK, LABEL);
    assert_int_equal(line.report.sent, LOT_SENT_NOTHING);
    assert_int_equal(line.report.printer, LOT_PRINTER_NO_ANSWER);
    line.calls = 0;
    print(&line, LOT_LABEL_ZPL, LOT_PRINTER_ASK_AUTO, LABEL);
    assert_int_equal(line.report.sent, LOT_SENT_DONE);
    close_line(&line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_port_says), cmocka_unit_test(a_port_that_is_not_asked),
        cmocka_unit_test(a_port_that_hangs),  cmocka_unit_test(serial_printers),
        cmocka_unit_test(silent_lines),
    };
    return cmocka_run_group_tests_name("label usb", tests, NULL, NULL);
}
