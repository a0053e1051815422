/* SPDX-License-Identifier: MIT */
#ifndef OPTIONS_H
#define OPTIONS_H

/* lotd's command line. */

#include "config.h"

enum bus_choice {
    BUS_SYSTEM,
    BUS_SESSION,
    BUS_NONE,
};

#define OPTIONS_SOURCES_MAX 16u

struct options {
    const char *config_path; /* NULL: the usual one */
    const char *ledger_path; /* NULL: as configured */
    bool json, escaped;
    enum bus_choice bus;
    bool named_auto;                              /* --input auto */
    const char *node[OPTIONS_SOURCES_MAX + 1];    /* devices, NULL-terminated */
    const char *session[OPTIONS_SOURCES_MAX + 1]; /* "-" and .scan files, NULL-terminated */
};

/*
 * 0: go on; 1: it was answered (--help, --version); -EINVAL: it is wrong, which was said on
 * standard error. Texts are argv's.
 */
int options_parse(struct options *options, int argc, char **argv);

/* What the command line says goes before what the configuration says. */
int options_apply(const struct options *options, struct config *config);

#endif
