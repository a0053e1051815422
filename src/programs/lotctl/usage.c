/* SPDX-License-Identifier: MIT */
/* Usage and help, written from the tables: what they do not know cannot be typed. */

#include "usage.h"

#include "complain.h"
#include "verbs.h"

#include <string.h>

#define NAME_WIDTH   12u
#define OPTION_WIDTH 26u

/* Words side by side, then blanks up to the width, at least one. */
static void put_padded(struct output *out, const char *first, const char *second, size_t width)
{
    size_t size = strlen(first) + (*second ? 1 + strlen(second) : 0);
    output_text(out, first);
    output_text(out, *second ? " " : "");
    output_text(out, second);
    output_repeat(out, ' ', size < width ? width - size : 1);
}

static void put_options(struct output *out, int from, int to, uint64_t which)
{
    for (int i = from; i < to; i++) {
        if (which & TAKES(i)) {
            output_text(out, "  ");
            put_padded(out, options[i].name, options[i].argument ? options[i].argument : "",
                       OPTION_WIDTH);
            output_text(out, options[i].help);
            output_text(out, "\n");
        }
    }
}

static void put_verbs(struct output *out, bool writes)
{
    for (size_t i = 0; i < verb_count; i++) {
        if (verbs[i].writes == writes) {
            output_text(out, "  ");
            put_padded(out, verbs[i].name, "", NAME_WIDTH);
            output_text(out, verbs[i].help);
            output_text(out, "\n");
        }
    }
}

void usage_all(struct output *out)
{
    output_text(out, "usage: lotctl [OPTION]... VERB [ARGUMENT]...\n\nReading:\n");
    put_verbs(out, false);
    output_text(out, "\nWriting (through the daemon while one holds the ledger):\n");
    put_verbs(out, true);
    output_text(out, "\nOptions of every verb:\n");
    put_options(out, 0, OPTIONS_GLOBAL, UINT32_MAX);
    output_text(out, "\nlotctl help VERB tells the options of one verb; lotctl(1) tells all.\n");
}

void usage_verb(struct output *out, const struct verb *verb)
{
    output_text(out, "usage: lotctl [OPTION]... ");
    output_text(out, verb->name);
    output_text(out, verb->operands ? " " : "");
    output_text(out, verb->operands ? verb->operands : "");
    output_text(out, "\n\n");
    output_text(out, verb->help);
    output_text(out,
                verb->writes ? "\n(through the daemon while one holds the ledger)\n\n" : "\n\n");
    put_options(out, OPTIONS_GLOBAL, OPTION_COUNT, verb->takes);
    put_options(out, 0, OPTIONS_GLOBAL, UINT32_MAX);
}

int verb_help(const struct request *request, struct output *out)
{
    const char *name = request->operand_count > 0 ? request->operands[0] : NULL;
    const struct verb *verb = name ? verb_by_name(name) : NULL;
    if (name && !verb) {
        return complain(EXIT_USAGE, "there is no verb '%s'; lotctl help lists them", name);
    }
    if (verb) {
        usage_verb(out, verb);
    } else {
        usage_all(out);
    }
    return EXIT_DONE;
}
