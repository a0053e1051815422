/* SPDX-License-Identifier: MIT */
/* lotctl: read the command line, run its verb, tell how it ended. */

#include "complain.h"
#include "request.h"
#include "usage.h"

#include <locale.h>
#include <string.h>
#include <unistd.h>

static int run(int argc, char **argv, struct output *out)
{
    struct request request;
    char fault[REQUEST_FAULT_SIZE];
    if (request_parse(&request, argc, argv, fault) < 0) {
        const char *verb = request.verb ? request.verb->name : "";
        return complain(EXIT_USAGE, "%s; see: lotctl help%s%s", fault, *verb ? " " : "", verb);
    }
    if (!request_has(&request, OPTION_HELP)) {
        return request.verb->run(&request, out);
    }
    if (request.verb) {
        usage_verb(out, request.verb);
    } else {
        usage_all(out);
    }
    return EXIT_DONE;
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE,
              "C.UTF-8"); /* how wide a character is; what is said does not depend on it */
    struct output out;
    if (output_init(&out, STDOUT_FILENO) < 0) {
        return complain(EXIT_FAILED, "out of memory");
    }
    int status = run(argc, argv, &out);
    int error = output_done(&out);
    if (error < 0) {
        return complain(EXIT_FAILED, "cannot write to standard output: %s", strerror(-error));
    }
    return status;
}
