/* SPDX-License-Identifier: MIT */
/*
 * usage: capture_reader [--layout L] [--variant V] [--gap MS] [--tab] [--scans N] [--times]
 * [NODE]...
 *
 * The least program around capture: prints a line for each scan and each notice. Without a NODE it
 * reads what udev tagged. Ends at SIGTERM, or after N scans.
 */

#include <lot/capture.h>

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <systemd/sd-event.h>
#include <time.h>

struct program {
    sd_event *loop;
    long scans; /* left to read; negative: no end */
    bool times;
};

static void print_bytes(struct lot_span bytes)
{
    for (size_t i = 0; i < bytes.size; i++) {
        bool plain = bytes.data[i] >= 0x20 && bytes.data[i] < 0x7f && bytes.data[i] != '\\';
        printf(plain ? "%c" : "\\x%02x", bytes.data[i]);
    }
}

/* Within a minute of the clock on the wall and at its offset, or what it says instead. */
static void print_time(struct lot_time time)
{
    char text[LOT_TIME_SIZE];
    struct timespec now;
    struct tm local;
    clock_gettime(CLOCK_REALTIME, &now);
    localtime_r(&now.tv_sec, &local);
    int64_t age = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 - time.utc_ms;
    lot_time_format(time, text);
    bool right = age >= 0 && age < 60000 && time.offset_min == local.tm_gmtoff / 60;
    printf(" %s%s", right ? "now" : text, text + strlen("2026-03-01T08:00:00.000"));
}

static void on_scan(void *user, const struct lot_scan *scan)
{
    struct program *program = user;
    printf("scan %u ", (unsigned)scan->source);
    print_bytes(scan->bytes);
    if (program->times) {
        print_time(scan->time);
    }
    printf("\n");
    if (--program->scans == 0) {
        sd_event_exit(program->loop, 0);
    }
}

static void on_notice(void *user, const struct lot_capture_notice *notice)
{
    (void)user;
    static const char *const words[] = {
        [LOT_CAPTURE_OPENED] = "opened",   [LOT_CAPTURE_GONE] = "gone",
        [LOT_CAPTURE_DROPPED] = "dropped", [LOT_CAPTURE_LONG] = "long",
        [LOT_CAPTURE_DENIED] = "denied",
    };
    printf("%s %u %s (%s)%s%s\n", words[notice->event], (unsigned)notice->source, notice->node,
           notice->name, notice->error ? ": " : "",
           notice->error ? strerrorname_np(-notice->error) : "");
}

static void read_options(int argc, char **argv, struct program *program,
                         struct lot_capture_options *options)
{
    static const struct option words[] = {
        {"layout",           required_argument, NULL, 'l'},
        {"variant",              required_argument, NULL, 'v'},
        {"gap",                  required_argument, NULL, 'g'},
        {"scans",required_argument, NULL, 'n'},
        {"tag",               required_argument, NULL, 'u'},
        {"tab",              no_argument, NULL, 't'},
        {"times",              no_argument, NULL, 'w'},
        {0                 },
    };
    for (int word; (word = getopt_long(argc, argv, "", words, NULL)) != -1;) {
        switch (word) {
        case 'l':
            options->layout = optarg;
            break;
        case 'v':
            options->variant = optarg;
            break;
        case 'g':
            options->gap_ms = atoi(optarg);
            break;
        case 'n':
            program->scans = atoi(optarg);
            break;
        case 'u':
            options->tag = optarg;
            break;
        case 't':
            options->tab_ends = true;
            break;
        case 'w':
            program->times = true;
            break;
        default:
            exit(2);
        }
    }
    options->nodes = (const char *const *)argv + optind;
    options->find_tagged = optind == argc;
}

static int run(struct program *program, const struct lot_capture_options *options)
{
    struct lot_capture *capture = NULL;
    sigset_t signals;
    const struct lot_capture_handler handler = {
        .user = program,
        .scan = on_scan,
        .notice = on_notice,
    };
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    sd_event_add_signal(program->loop, NULL, SIGTERM, NULL, NULL);
    int error = lot_capture_new(&capture, program->loop, options, &handler);
    if (error == 0) {
        printf("reading %u\n", lot_capture_count(capture));
        error = sd_event_loop(program->loop);
        lot_capture_free(capture);
    }
    return error;
}

int main(int argc, char **argv)
{
    struct program program = {.scans = -1};
    struct lot_capture_options options = {0};
    setvbuf(stdout, NULL, _IOLBF, 0);
    read_options(argc, argv, &program, &options);
    int error = sd_event_new(&program.loop);
    if (error >= 0) {
        error = run(&program, &options);
    }
    sd_event_unref(program.loop);
    if (error < 0) {
        fprintf(stderr, "capture_reader: %s\n", strerror(-error));
    }
    return error < 0 ? 3 : 0;
}
