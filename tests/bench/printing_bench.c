/* SPDX-License-Identifier: MIT */
/*
 * What printing costs the scan path.
 *     printing_bench enqueue DIRECTORY      asking for a label until it is on stable storage
 *     printing_bench hang                   a printer that accepts and never reads, until killed;
 *                                           its port is printed
 *     printing_bench scans COUNT BUS...     receipts scanned at one lotd after the other, each on a
 *                                           bus of its own: the time of each until its verdict,
 *                                           which follows the commit, beside that of the first
 */

#include <lot/ledger.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <systemd/sd-bus.h>

#include "bench/measure.h"

#define JOBS      201u
#define DAEMONS   4u
#define SCANS_MAX 2000u
#define ITEM      "09521234000013"

static void must(bool done, const char *what)
{
    if (!done) {
        fprintf(stderr, "printing_bench: %s\n", what);
        exit(1);
    }
}

/* ---- enqueue -------------------------------------------------------------------------------- */

static struct lot_text text_of(const char *string)
{
    struct lot_text text = {0};
    must(lot_text_set(&text, lot_span_of(string)) == 0, string);
    return text;
}

static struct lot_ledger *open_ledger(const char *directory)
{
    char path[4096];
    struct lot_ledger *ledger = NULL;
    struct lot_ledger_fault fault;
    snprintf(path, sizeof path, "%s/enqueue.ledger", directory);
    const struct lot_ledger_options options = {
        .path = path, .device = 1, .now = {.utc_ms = 1772352000000}};
    const struct lot_ledger_item item = {
        .number = text_of(ITEM), .unit = text_of("pcs"), .tracking = LOT_TRACKING_NONE};
    must(lot_ledger_open(&ledger, &options, &fault) == 0, "open");
    must(lot_ledger_import_begin(ledger) == 0 && lot_ledger_put_item(ledger, &item) == 0 &&
             lot_ledger_import_end(ledger, true) == 0,
         "import");
    return ledger;
}

static double ask_for(struct lot_ledger *ledger, unsigned number)
{
    uint64_t job = 0;
    const struct lot_job_request request = {
        .print = {.item = text_of(ITEM),   .copies = 1, .quantity = number + 1},
        .user = LOT_LITERAL("bench"),
        .time = {.utc_ms = 1772352000000 + number}
    };
    double start = now_us(CLOCK_MONOTONIC);
    must(lot_ledger_job_add(ledger, &request, &job) == 0, "job");
    return now_us(CLOCK_MONOTONIC) - start;
}

static void enqueue(const char *directory)
{
    static double took[JOBS];
    struct lot_ledger *ledger = open_ledger(directory);
    for (unsigned i = 0; i < JOBS; i++) {
        took[i] = ask_for(ledger, i);
    }
    lot_ledger_close(ledger);
    printf("label.enqueue.ms\t%.3f\tms\tuntil it is on stable storage; median\n",
           quantile(took, JOBS, 0.5) / 1000);
}

/* ---- a printer that hangs ------------------------------------------------------------------- */

static void hang(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof address;
    int printer = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    must(bind(printer, (struct sockaddr *)&address, size) == 0 && listen(printer, 8) == 0 &&
             getsockname(printer, (struct sockaddr *)&address, &size) == 0,
         "listen");
    printf("%u\n", ntohs(address.sin_port));
    fflush(stdout);
    for (;;) {
        accept(printer, NULL, NULL);
    }
}

/* ---- scans ---------------------------------------------------------------------------------- */

static sd_bus *connect_to(const char *address)
{
    sd_bus *bus = NULL;
    must(sd_bus_new(&bus) >= 0 && sd_bus_set_address(bus, address) >= 0 &&
             sd_bus_set_bus_client(bus, 1) >= 0 && sd_bus_start(bus) >= 0,
         address);
    return bus;
}

static double scan(sd_bus *bus, const char *text)
{
    sd_bus_message *call = NULL, *reply = NULL;
    const char *outcome = NULL;
    must(sd_bus_message_new_method_call(bus, &call, "org.lotd1", "/org/lotd1", "org.lotd1",
                                        "Scan") >= 0 &&
             sd_bus_message_append_array(call, 'y', text, strlen(text)) >= 0,
         "call");
    double start = now_us(CLOCK_MONOTONIC);
    must(sd_bus_call(bus, call, 0, NULL, &reply) >= 0, "Scan");
    double took = now_us(CLOCK_MONOTONIC) - start;
    must(sd_bus_message_read(reply, "s", &outcome) >= 0 && strcmp(outcome, "error") != 0, text);
    sd_bus_message_unref(call);
    sd_bus_message_unref(reply);
    return took;
}

static void scans(unsigned count, unsigned daemons, char **addresses)
{
    static double took[DAEMONS][SCANS_MAX];
    sd_bus *bus[DAEMONS];
    must(count <= SCANS_MAX && daemons > 0 && daemons <= DAEMONS, "too many");
    for (unsigned d = 0; d < daemons; d++) {
        bus[d] = connect_to(addresses[d]);
        scan(bus[d], "LOTD-RECEIVE");
    }
    for (unsigned i = 0; i < count; i++) {
        char text[64];
        snprintf(text, sizeof text,
                 "]d201" ITEM "1735123130"
                 "24\x1d"
                 "10L%u",
                 i);
        for (unsigned turn = 0; turn < daemons; turn++) {
            unsigned d = (i + turn) % daemons; /* nobody is always the one after the same */
            took[d][i] = scan(bus[d], text);
        }
    }
    static const char *const names[DAEMONS] = {"no_printer", "silent_printer", "stuck_printer",
                                               "dead_printer"};
    double median = quantile(took[0], count, 0.5), tail = quantile(took[0], count, 0.95);
    for (unsigned d = 0; d < daemons; d++) {
        double here = quantile(took[d], count, 0.5);
        printf("scan.%s.p50\t%.0f\tus\t%.2f of that without a printer, side by side\n", names[d],
               here, here / median);
        here = quantile(took[d], count, 0.95);
        printf("scan.%s.p95\t%.0f\tus\t%.2f of that without a printer\n", names[d], here,
               here / tail);
        sd_bus_flush_close_unref(bus[d]);
    }
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";
    if (strcmp(what, "enqueue") == 0 && argc == 3) {
        enqueue(argv[2]);
    } else if (strcmp(what, "hang") == 0) {
        hang();
    } else if (strcmp(what, "scans") == 0 && argc > 3) {
        scans((unsigned)strtoul(argv[2], NULL, 10), (unsigned)argc - 3, argv + 3);
    } else {
        return 2;
    }
    return 0;
}
