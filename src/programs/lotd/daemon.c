/* SPDX-License-Identifier: MIT */
/*
 * The event loop and what comes from outside: scans, notices of scanners that come and go, and
 * signals. Each is handled whole before the next is looked at, so that a reload or a stop never
 * comes between a scan and its verdict.
 */

#include "daemon.h"

#include "bus.h"
#include "clock.h"
#include "service.h"

#include <lot/capture.h>

#include <systemd/sd-daemon.h>
#include <systemd/sd-event.h>

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

struct daemon {
    const struct daemon_parts *parts;
    struct sd_event *loop;
    struct service *service;
    struct lot_capture *capture;
    struct bus *bus; /* NULL: there is none */
};

/* ---- scanners ------------------------------------------------------------------------------- */

static void on_scan(void *user, const struct lot_scan *scan)
{
    struct verdict verdict;
    service_scan(user, scan, &verdict);
}

static void on_notice(void *user, const struct lot_capture_notice *notice)
{
    static const struct {
        enum lot_log_level level;
        const char *text;
        bool dropped; /* a scan was thrown away: the operator must know */
    } rows[] = {
        [LOT_CAPTURE_OPENED] = {LOT_LOG_INFO,    "scanner is read",                   false},
        [LOT_CAPTURE_GONE] = {LOT_LOG_INFO,    "scanner is gone; it is waited for", false},
        [LOT_CAPTURE_DROPPED] = {LOT_LOG_WARNING, "a half-read scan was thrown away",  true },
        [LOT_CAPTURE_LONG] = {LOT_LOG_WARNING, "an overlong scan was thrown away",  true },
        [LOT_CAPTURE_DENIED] = {LOT_LOG_ERROR,   "scanner cannot be read",            false},
    };
    const char *why = notice->error < 0 ? strerror(-notice->error) : "";
    char name[128], text[512];
    wording_bytes(lot_span_of(notice->name), name, sizeof name);
    snprintf(text, sizeof text, "%s (%s): %s%s%s", notice->node, name, rows[notice->event].text,
             *why ? ": " : "", why);
    lot_log(rows[notice->event].level, "%s", text);
    if (rows[notice->event].dropped) {
        service_dropped(user, text);
    }
}

static int open_scanners(struct daemon *daemon, const struct config *config)
{
    const struct lot_capture_handler handler = {daemon->service, on_scan, on_notice};
    daemon->capture = lot_capture_free(daemon->capture);
    int error = lot_capture_new(&daemon->capture, daemon->loop, &config->scanner, &handler);
    if (error < 0) {
        const char *variant = config->scanner.variant;
        lot_log(LOT_LOG_ERROR, "scanners with keyboard layout %s %s: %s", config->scanner.layout,
                variant ? variant : "", error == -EINVAL ? "no such layout" : strerror(-error));
    }
    return error;
}

/* ---- reload --------------------------------------------------------------------------------- */

static void report(void *user, const char *text)
{
    (void)user;
    lot_log(LOT_LOG_ERROR, "%s", text);
}

/* What changed takes effect; where one part cannot, all stays as it was. */
static int change_to(struct daemon *daemon, const struct config *config)
{
    const struct config *old = *daemon->parts->config;
    bool same_scanners = config_same(old, config, "scanner");
    int error = same_scanners ? 0 : open_scanners(daemon, config);
    if (error == 0) {
        error = service_configure(daemon->service, config);
    }
    if (error < 0 && !same_scanners) {
        open_scanners(daemon, old);
    }
    return error;
}

static int reload(struct daemon *daemon)
{
    const struct options *options = daemon->parts->options;
    struct config *config = NULL;
    int error = config_load(&config, options->config_path, report, NULL);
    error = error < 0 ? error : options_apply(options, config);
    if (error == 0 && !options->ledger_path &&
        !config_same(*daemon->parts->config, config, "ledger")) {
        lot_log(LOT_LOG_WARNING, "another [ledger] takes effect when lotd starts again");
        error = config_set_ledger(config, (*daemon->parts->config)->ledger_path);
    }
    error = error < 0 ? error : change_to(daemon, config);
    if (error < 0) {
        config_free(config);
        return error;
    }
    config_free(*daemon->parts->config);
    *daemon->parts->config = config;
    return 0;
}

/* ---- signals -------------------------------------------------------------------------------- */

static int on_stop(sd_event_source *source, const struct signalfd_siginfo *info, void *user)
{
    (void)info, (void)user;
    sd_notify(0, "STOPPING=1");
    return sd_event_exit(sd_event_source_get_event(source), EXIT_DONE);
}

static int on_reload(sd_event_source *source, const struct signalfd_siginfo *info, void *user)
{
    (void)source, (void)info;
    uint64_t now = (uint64_t)clock_monotonic_ms() * 1000;
    sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%" PRIu64, now);
    bool done = reload(user) == 0;
    lot_log(done ? LOT_LOG_INFO : LOT_LOG_ERROR, "%s",
            done ? "configuration reloaded" : "the configuration stays as it was");
    sd_notify(0, done ? "READY=1\nSTATUS=Configuration reloaded"
                      : "READY=1\nSTATUS=The configuration is wrong; the old one still holds");
    return 0;
}

static int watch_signals(struct daemon *daemon)
{
    static const struct {
        int signal;
        sd_event_signal_handler_t handler;
    } rows[] = {
        {SIGTERM, on_stop  },
        {SIGINT,  on_stop  },
        {SIGHUP,  on_reload},
    };
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        sigaddset(&set, rows[i].signal);
    }
    sigprocmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int error =
            sd_event_add_signal(daemon->loop, NULL, rows[i].signal, rows[i].handler, daemon);
        if (error < 0) {
            return error;
        }
    }
    return 0;
}

/* ---- running -------------------------------------------------------------------------------- */

/* lotd runs without a bus: scanning is what matters. */
static void open_bus(struct daemon *daemon)
{
    enum bus_choice choice = daemon->parts->options->bus;
    int error =
        choice == BUS_NONE ? 0 : bus_new(&daemon->bus, daemon->loop, choice, daemon->service);
    if (error < 0) {
        lot_log(LOT_LOG_WARNING, "no bus: %s; lotd goes on without", strerror(-error));
    }
}

static int set_up(struct daemon *daemon)
{
    const struct daemon_parts *parts = daemon->parts;
    int error = sd_event_new(&daemon->loop);
    error = error < 0 ? error : watch_signals(daemon);
    error = error < 0 ? error : sd_event_set_watchdog(daemon->loop, true); /* only if asked for */
    if (error < 0) {
        lot_log(LOT_LOG_ERROR, "event loop: %s", strerror(-error));
        return error;
    }
    error =
        service_new(&daemon->service, daemon->loop, *parts->config, parts->holding, parts->station);
    error = error < 0 ? error : open_scanners(daemon, *parts->config);
    if (error == 0) {
        open_bus(daemon);
        sd_notify(0, "READY=1");
    }
    return error;
}

static void tear_down(struct daemon *daemon)
{
    bus_free(daemon->bus);
    lot_capture_free(daemon->capture);
    service_free(daemon->service);
    sd_event_unref(daemon->loop);
}

enum exit_status daemon_run(const struct daemon_parts *parts)
{
    struct daemon daemon = {.parts = parts};
    enum exit_status status = EXIT_FAILED;
    if (set_up(&daemon) == 0) {
        int result = sd_event_loop(daemon.loop);
        if (result < 0) {
            lot_log(LOT_LOG_ERROR, "event loop: %s", strerror(-result));
        }
        status = result < 0 ? EXIT_FAILED : (enum exit_status)result;
    }
    tear_down(&daemon);
    return status;
}
