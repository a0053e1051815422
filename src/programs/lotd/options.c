/* SPDX-License-Identifier: MIT */
/* The command line as a table: getopt's rows, the help text and what each option does. */

#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#ifndef LOTD_VERSION
#define LOTD_VERSION "0.1"
#endif

static const char usage[] =
    "usage: lotd [OPTION]...\n"
    "  -c, --config FILE    read this configuration instead of " CONFIG_DEFAULT_PATH "\n"
    "  -l, --ledger FILE    keep the ledger in this file\n"
    "  -i, --input SOURCE   auto: the scanners that udev tagged (the default); a device node;\n"
    "                       -: lines of standard input; FILE.scan: a recorded session.\n"
    "                       May be given again. With lines or sessions lotd ends with them and\n"
    "                       prints what became of each scan.\n"
    "  -j, --json           print each outcome as a JSON object\n"
    "  -e, --escaped        lines hold \\xNN for a byte and \\\\ for a backslash\n"
    "  -b, --bus BUS        system (the default), session or none\n"
    "  -V, --version        print the version and end\n"
    "  -h, --help           print this and end\n"
    "Exit status: 0 done, 1 an outcome was not the expected one, 2 usage or configuration,\n"
    "3 the ledger or a device failed. See lotd(8).\n";

static int set_bus(struct options *options, const char *word)
{
    static const char *const names[] = {
        [BUS_SYSTEM] = "system", [BUS_SESSION] = "session", [BUS_NONE] = "none"};
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], word) == 0) {
            options->bus = (enum bus_choice)i;
            return 0;
        }
    }
    fprintf(stderr, "lotd: --bus %s: it is system, session or none\n", word);
    return -EINVAL;
}

static bool is_session(const char *source)
{
    static const char suffix[] = ".scan";
    size_t size = strlen(source);
    return strcmp(source, "-") == 0 ||
           (size >= sizeof suffix && strcmp(source + size - (sizeof suffix - 1), suffix) == 0);
}

static int add_input(struct options *options, const char *source)
{
    if (strcmp(source, "auto") == 0) {
        options->named_auto = true;
        return 0;
    }
    if (!is_session(source) && source[0] != '/') {
        fprintf(stderr, "lotd: --input %s: it is auto, -, a FILE.scan or a device's whole path\n",
                source);
        return -EINVAL;
    }
    const char **list = is_session(source) ? options->session : options->node;
    unsigned count = 0;
    while (list[count]) {
        count++;
    }
    if (count == OPTIONS_SOURCES_MAX) {
        fprintf(stderr, "lotd: --input %s: there are more than %u inputs\n", source, count);
        return -EINVAL;
    }
    list[count] = source;
    return 0;
}

static int answer(const char *text)
{
    fputs(text, stdout);
    return 1;
}

static int take(struct options *options, int letter, const char *argument)
{
    switch (letter) {
    case 'c':
        options->config_path = argument;
        return 0;
    case 'l':
        options->ledger_path = argument;
        return 0;
    case 'i':
        return add_input(options, argument);
    case 'j':
        options->json = true;
        return 0;
    case 'e':
        options->escaped = true;
        return 0;
    case 'b':
        return set_bus(options, argument);
    case 'V':
        return answer("lotd " LOTD_VERSION "\n");
    case 'h':
        return answer(usage);
    default: /* getopt has said what is wrong */
        return -EINVAL;
    }
}

/* Sources that end and sources that wait do not go together; nor is there more than options. */
static int check(const struct options *options, int left, const char *first)
{
    if (left > 0) {
        fprintf(stderr, "lotd: %s: not an option; see lotd --help\n", first);
        return -EINVAL;
    }
    if (options->session[0] && (options->named_auto || options->node[0])) {
        fputs("lotd: --input: lines and sessions do not go together with scanners\n", stderr);
        return -EINVAL;
    }
    return 0;
}

int options_parse(struct options *options, int argc, char **argv)
{
    static const struct option rows[] = {
        {"config",  required_argument, NULL, 'c'},
        {"ledger",  required_argument, NULL, 'l'},
        {"input",   required_argument, NULL, 'i'},
        {"json",    no_argument,       NULL, 'j'},
        {"escaped", no_argument,       NULL, 'e'},
        {"bus",     required_argument, NULL, 'b'},
        {"version", no_argument,       NULL, 'V'},
        {"help",    no_argument,       NULL, 'h'},
        {NULL,      0,                 NULL, 0  },
    };
    *options = (struct options){0};
    int letter;
    while ((letter = getopt_long(argc, argv, "c:l:i:jeb:Vh", rows, NULL)) != -1) {
        int result = take(options, letter, optarg);
        if (result != 0) {
            return result;
        }
    }
    return check(options, argc - optind, argv[optind]);
}

int options_apply(const struct options *options, struct config *config)
{
    if (options->named_auto || options->node[0]) {
        config->scanner.find_tagged = options->named_auto;
        config->scanner.nodes = options->node;
    }
    return options->ledger_path ? config_set_ledger(config, options->ledger_path) : 0;
}
