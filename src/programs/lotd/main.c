/* SPDX-License-Identifier: MIT */
/* lotd: parse, set up, run, tear down. */

#include "config.h"
#include "daemon.h"
#include "exit_status.h"
#include "holding.h"
#include "options.h"
#include "replay.h"
#include "station.h"

struct program {
    struct options options;
    struct config *config;
    struct holding holding;
    struct station *station;
};

static void report(void *user, const char *text)
{
    (void)user;
    lot_log(LOT_LOG_ERROR, "%s", text);
}

static enum exit_status configure(struct program *program)
{
    int error = config_load(&program->config, program->options.config_path, report, NULL);
    if (error == 0) {
        error = options_apply(&program->options, program->config);
    }
    return error < 0 ? EXIT_USAGE : EXIT_DONE;
}

static enum exit_status set_up(struct program *program)
{
    struct lot_ledger_fault fault;
    char text[WORDING_SIZE];
    if (configure(program) != EXIT_DONE) {
        return EXIT_USAGE;
    }
    if (holding_open(&program->holding, program->config, false, &fault, text) < 0) {
        lot_log(LOT_LOG_ERROR, "%s", text);
        return EXIT_FAILED;
    }
    if (station_new(&program->station, program->config, program->holding.ledger, text) < 0) {
        lot_log(LOT_LOG_ERROR, "%s: its state cannot be read", program->config->ledger_path);
        return EXIT_FAILED;
    }
    if (text[0]) {
        lot_log(LOT_LOG_WARNING, "%s", text);
    }
    return EXIT_DONE;
}

static enum exit_status run(struct program *program)
{
    const struct daemon_parts waiting = {&program->options, &program->config, &program->holding,
                                         program->station};
    const struct replay_parts ending = {&program->options, program->config, program->station,
                                        program->holding.ledger};
    return program->options.session[0] ? replay_run(&ending) : daemon_run(&waiting);
}

static void tear_down(struct program *program)
{
    station_free(program->station);
    holding_done(&program->holding);
    config_free(program->config);
}

int main(int argc, char **argv)
{
    struct program program = {0};
    int parsed = options_parse(&program.options, argc, argv);
    if (parsed != 0) {
        return parsed < 0 ? EXIT_USAGE : EXIT_DONE;
    }
    enum exit_status status = set_up(&program);
    if (status == EXIT_DONE) {
        status = run(&program);
    }
    tear_down(&program);
    return (int)status;
}
