/* SPDX-License-Identifier: MIT */
/* Configuration and ledger, opened once and in one way. */

#include "setup.h"

#include "complain.h"

#include <string.h>

static void report(void *user, const char *text)
{
    (void)user;
    complain(EXIT_USAGE, "%s", text);
}

int setup_config(struct config **out, const struct request *request)
{
    struct config *config = NULL;
    if (config_load(&config, request->option[OPTION_CONFIG].text, report, NULL) < 0) {
        return EXIT_USAGE;
    }
    const char *ledger = request->option[OPTION_LEDGER].text;
    int error = ledger ? config_set_ledger(config, ledger) : 0;
    if (error < 0) {
        config_free(config);
        return complain(EXIT_FAILED, "--ledger %s: %s", ledger, strerror(-error));
    }
    *out = config;
    return EXIT_DONE;
}

int setup_reading(struct reading *reading, const struct request *request)
{
    struct lot_ledger_fault fault;
    char text[WORDING_SIZE];
    *reading = (struct reading){0};
    int status = setup_config(&reading->config, request);
    if (status != EXIT_DONE) {
        return status;
    }
    if (holding_open(&reading->holding, reading->config, true, &fault, text) < 0) {
        reading_done(reading);
        return complain(EXIT_FAILED, "%s", text);
    }
    return EXIT_DONE;
}

void reading_done(struct reading *reading)
{
    holding_done(&reading->holding);
    reading->config = config_free(reading->config);
}

int ledger_failed(const struct lot_ledger *ledger, const struct config *config)
{
    char text[WORDING_SIZE];
    wording_ledger_fault(lot_ledger_fault(ledger), config->ledger_path, text);
    return complain(EXIT_FAILED, "%s", text);
}
