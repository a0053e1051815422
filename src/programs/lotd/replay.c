/* SPDX-License-Identifier: MIT */
/*
 * The blocking line loop. What reads our output may take each line as a receipt: it is written
 * after the commit and flushed at once, so that nothing acknowledged can be lost by a kill.
 */

#include "replay.h"

#include "clock.h"
#include "print_queue.h"

#include <lot/capture.h>

#include <systemd/sd-event.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_SIZE (LOT_SCAN_MAX * 4u + 2u) /* a scan of escapes, and its carriage return */

struct replay {
    const struct replay_parts *parts;
    struct print_queue *print_queue;
    const char *name; /* of the source, for messages */
    FILE *stream;
    unsigned long number; /* of the line */
    struct lot_session session;
    struct verdict verdict; /* of the last scan, or of the time that went by after it */
    bool judged;            /* there is a verdict to expect something of */
    size_t size;            /* of the line, more than LINE_SIZE when it did not fit */
    uint8_t line[LINE_SIZE];
    char out[VERDICT_LINE_SIZE];
};

/* ---- input ---------------------------------------------------------------------------------- */

/* Reads a line without its newline; however long it is, no more than LINE_SIZE is kept. */
static bool read_line(struct replay *replay)
{
    int byte = EOF;
    replay->size = 0;
    while ((byte = getc_unlocked(replay->stream)) != EOF && byte != '\n') {
        if (replay->size < LINE_SIZE) {
            replay->line[replay->size] = (uint8_t)byte;
        }
        replay->size++;
    }
    replay->number++;
    return byte != EOF || replay->size > 0;
}

/* ---- output --------------------------------------------------------------------------------- */

static enum exit_status print(struct replay *replay, const struct verdict_line *line)
{
    size_t size = replay->parts->options->json ? verdict_line_json(line, replay->out)
                                               : verdict_line_text(line, replay->out);
    replay->out[size] = '\n';
    if (fwrite(replay->out, size + 1, 1, stdout) == 1 && fflush(stdout) == 0) {
        return EXIT_DONE;
    }
    lot_log(LOT_LOG_ERROR, "standard output: %s; stopped after %s:%lu", strerror(errno),
            replay->name, replay->number);
    return EXIT_FAILED;
}

/* ---- lines ---------------------------------------------------------------------------------- */

static enum exit_status take_scan(struct replay *replay, struct lot_scan *scan)
{
    scan->source = STATION_SOURCE_LINES;
    int error = station_scan(replay->parts->station, scan, &replay->verdict);
    replay->judged = true;
    struct verdict_line line = station_line(&replay->verdict, scan->bytes);
    enum exit_status printed = print(replay, &line);
    if (error < 0) {
        lot_log(LOT_LOG_ERROR, "%s:%lu: %s", replay->name, replay->number, replay->verdict.message);
        return EXIT_FAILED;
    }
    if (replay->verdict.committed.job != 0) {
        print_queue_kick(replay->print_queue);
        print_queue_drain(replay->print_queue);
    }
    return printed;
}

/* A scan that no symbol can hold: it is on record that it came, not what it said. */
static enum exit_status take_long(struct replay *replay)
{
    char text[96];
    snprintf(text, sizeof text, "a line of %zu bytes, more than %u, was not taken", replay->size,
             LOT_SCAN_MAX);
    replay->verdict = (struct verdict){
        .outcome = LOT_OUTCOME_ERROR,
        .say.code = LOT_CODE_UNREADABLE,
        .deadline_ms = replay->verdict.deadline_ms,
    };
    snprintf(replay->verdict.message, sizeof replay->verdict.message, "%s:%lu: %s", replay->name,
             replay->number, text);
    replay->judged = true;
    int error = lot_ledger_record(replay->parts->ledger, LOT_LEDGER_EVENT_DROPPED,
                                  replay->session.now, lot_span_of(text));
    struct verdict_line line = station_line(&replay->verdict, lot_span(NULL, 0));
    enum exit_status printed = print(replay, &line);
    return error < 0 ? EXIT_FAILED : printed;
}

/* The outcome, the code or the next prompt's code may be expected: no two share a name. */
static enum exit_status take_expected(struct replay *replay, struct lot_span expected)
{
    const struct verdict *verdict = &replay->verdict;
    const char *const names[] = {lot_outcome_name(verdict->outcome),
                                 lot_code_name(verdict->say.code),
                                 lot_code_name(verdict->ask.code)};
    for (size_t i = 0; replay->judged && i < sizeof names / sizeof names[0]; i++) {
        if (lot_span_equal(expected, lot_span_of(names[i]))) {
            return EXIT_DONE;
        }
    }
    char wanted[WORDING_SIZE];
    wording_bytes(expected, wanted, sizeof wanted);
    if (replay->judged) {
        lot_log(LOT_LOG_ERROR, "%s:%lu: expected %s; it was %s %s, then %s: %s", replay->name,
                replay->number, wanted, names[0], names[1], names[2], verdict->message);
    } else {
        lot_log(LOT_LOG_ERROR, "%s:%lu: expected %s; nothing was scanned before it", replay->name,
                replay->number, wanted);
    }
    return EXIT_NO;
}

/* Time goes by until then: what was half filled may be dropped on the way. */
static enum exit_status wait_until(struct replay *replay, int64_t utc_ms)
{
    while (replay->verdict.deadline_ms > 0 && replay->verdict.deadline_ms <= utc_ms) {
        int64_t due = replay->verdict.deadline_ms;
        struct lot_time time = {due, replay->session.now.offset_min};
        int result = station_time(replay->parts->station, time, &replay->verdict);
        if (result < 0) {
            lot_log(LOT_LOG_ERROR, "%s:%lu: %s", replay->name, replay->number,
                    replay->verdict.message);
            return EXIT_FAILED;
        }
        if (result == 0) {
            replay->judged = true;
            lot_log(LOT_LOG_INFO, "%s:%lu: %s", replay->name, replay->number,
                    replay->verdict.message);
        }
        if (replay->verdict.deadline_ms <= due) {
            break;
        }
    }
    return EXIT_DONE;
}

static enum exit_status take_line(struct replay *replay)
{
    struct lot_scan scan;
    int event =
        replay->size > LINE_SIZE
            ? -EMSGSIZE
            : lot_session_line(&replay->session, lot_span(replay->line, replay->size), &scan);
    enum exit_status status = wait_until(replay, replay->session.now.utc_ms);
    if (status != EXIT_DONE) {
        return status;
    }
    switch (event) {
    case LOT_SESSION_NOTHING:
        return EXIT_DONE;
    case LOT_SESSION_SCAN:
        return take_scan(replay, &scan);
    case LOT_SESSION_EXPECT:
        return take_expected(replay, scan.bytes);
    case -EMSGSIZE:
        return take_long(replay);
    default:
        lot_log(LOT_LOG_ERROR,
                "%s:%lu: a clock line, step or escape that cannot be read: write"
                " @YYYY-MM-DDThh:mm:ss+hh:mm, +200ms or \\xNN",
                replay->name, replay->number);
        return EXIT_USAGE;
    }
}

/* ---- sources -------------------------------------------------------------------------------- */

static enum exit_status replay_source(struct replay *replay, const char *source)
{
    bool lines = strcmp(source, "-") == 0;
    replay->name = lines ? "standard input" : source;
    replay->stream = lines ? stdin : fopen(source, "re");
    if (!replay->stream) {
        lot_log(LOT_LOG_ERROR, "%s: %s", source, strerror(errno));
        return EXIT_FAILED;
    }
    replay->number = 0;
    replay->judged = false;
    lot_session_init(&replay->session, clock_now(), replay->parts->options->escaped, lines);
    enum exit_status status = EXIT_DONE;
    while (status == EXIT_DONE && read_line(replay)) {
        status = take_line(replay);
    }
    if (status == EXIT_DONE && ferror(replay->stream)) {
        lot_log(LOT_LOG_ERROR, "%s: %s", replay->name, strerror(errno));
        status = EXIT_FAILED;
    }
    if (!lines) {
        fclose(replay->stream);
    }
    return status;
}

static enum exit_status replay_all(struct replay *replay, sd_event *loop)
{
    const struct options *options = replay->parts->options;
    enum exit_status status = EXIT_DONE;
    int error = print_queue_new(&replay->print_queue, loop, replay->parts->ledger);
    if (error < 0) {
        lot_log(LOT_LOG_ERROR, "print queue: %s", strerror(-error));
        return EXIT_FAILED;
    }
    print_queue_configure(replay->print_queue, replay->parts->config);
    print_queue_drain(replay->print_queue);
    for (unsigned i = 0; options->session[i] && status == EXIT_DONE; i++) {
        status = replay_source(replay, options->session[i]);
    }
    print_queue_free(replay->print_queue);
    return status;
}

enum exit_status replay_run(const struct replay_parts *parts)
{
    struct replay *replay = calloc(1, sizeof *replay);
    sd_event *loop = NULL;
    enum exit_status status = EXIT_FAILED;
    if (replay && sd_event_new(&loop) >= 0) {
        replay->parts = parts;
        status = replay_all(replay, loop);
    } else {
        lot_log(LOT_LOG_ERROR, "out of memory");
    }
    sd_event_unref(loop);
    free(replay);
    return status;
}
