/* SPDX-License-Identifier: MIT */
/*
 * Completion for bash: the tables of verbs and options become three arrays of a shell function, and
 * the function itself knows no verb and no option.
 */

#include "exit_status.h"
#include "verbs.h"

static const char logic[] =
    "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb=- words= i "
    "each\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        each=${COMP_WORDS[i]:--}\n"
    "        if [[ ${values[$each]+set} ]]; then\n"
    "            ((i++))\n"
    "        elif [[ $each != -* && $verb == - ]]; then\n"
    "            verb=$each\n"
    "        fi\n"
    "    done\n"
    "    if [[ ${values[${before:--}]+set} ]]; then\n"
    "        words=${values[$before]}\n"
    "    elif [[ $word == -* ]]; then\n"
    "        words=\"$global ${options[$verb]}\"\n"
    "    elif [[ $verb == - ]]; then\n"
    "        words=${!options[*]}\n"
    "    else\n"
    "        words=${operands[$verb]}\n"
    "    fi\n"
    "    mapfile -t COMPREPLY < <(compgen -W \"${words//@file/}\" -- \"$word\")\n"
    "    if [[ $words == *@file* ]]; then\n"
    "        mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- \"$word\")\n"
    "    fi\n"
    "}\n"
    "complete -o filenames -F _lotctl lotctl\n";

static void put_entry(struct output *out, const char *key, const char *words)
{
    output_text(out, " [");
    output_text(out, key);
    output_text(out, "]='");
    output_text(out, words ? words : "");
    output_text(out, "'");
}

static void put_option_names(struct output *out, uint64_t which)
{
    const char *gap = "";
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (which & TAKES(i)) {
            output_text(out, gap);
            output_text(out, options[i].name);
            gap = " ";
        }
    }
}

/* Each verb and the names of the options that it alone takes. */
static void put_options(struct output *out)
{
    output_text(out, "    local -A options=(");
    for (size_t i = 0; i < verb_count; i++) {
        output_text(out, " [");
        output_text(out, verbs[i].name);
        output_text(out, "]='");
        put_option_names(out, verbs[i].takes);
        output_text(out, "'");
    }
    output_text(out, " )\n    local global='");
    put_option_names(out, TAKES(OPTIONS_GLOBAL) - 1);
    output_text(out, "'\n");
}

int verb_completion(const struct request *request, struct output *out)
{
    (void)request;
    output_text(out, "_lotctl()\n{\n    local -A values=(");
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (options[i].argument) {
            put_entry(out, options[i].name, options[i].choices);
        }
    }
    output_text(out, " )\n    local -A operands=(");
    for (size_t i = 0; i < verb_count; i++) {
        put_entry(out, verbs[i].name, verbs[i].choices);
    }
    output_text(out, " )\n");
    put_options(out);
    output_text(out, logic);
    return EXIT_DONE;
}
