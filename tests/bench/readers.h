/* SPDX-License-Identifier: MIT */
#ifndef BENCH_READERS_H
#define BENCH_READERS_H

/*
 * Other processes that ask without a pause while the ledger is written. They are this program anew,
 * not a fork of it: what SQLite knows of open files does not survive that.
 */

#include <lot/ledger.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define READERS 3u

struct readers {
    pid_t pid[READERS];
    int ready[2]; /* a byte when the first answer was read */
};

static inline unsigned readers_ask(struct lot_ledger *ledger)
{
    const struct lot_filter one = {.lot = LOT_LITERAL("L0000100"), .limit = 100};
    struct lot_answer *answer = NULL;
    unsigned rows = 0;
    if (lot_ledger_ask(ledger, LOT_ASK_TRACE, &one, &answer) == 0) {
        while (lot_answer_next(answer) == 0) {
            rows++;
        }
        lot_answer_free(answer);
    }
    return rows;
}

/* What a reader does until it is killed; its standard output says that it works. */
static inline int readers_main(const char *path)
{
    struct lot_ledger *ledger = NULL;
    struct lot_ledger_fault fault;
    const struct lot_ledger_options options = {.path = path, .read_only = true};
    if (lot_ledger_open(&ledger, &options, &fault) < 0 || readers_ask(ledger) == 0 ||
        write(STDOUT_FILENO, "r", 1) != 1) {
        fprintf(stderr, "ledger_bench: a reader: %s\n", fault.text);
        return 1;
    }
    for (;;) {
        if (readers_ask(ledger) == 0) {
            return 1;
        }
    }
}

static inline bool readers_start(struct readers *readers, const char *path)
{
    char byte;
    if (pipe(readers->ready) < 0) {
        return false;
    }
    for (unsigned i = 0; i < READERS; i++) {
        readers->pid[i] = fork();
        if (readers->pid[i] == 0) {
            dup2(readers->ready[1], STDOUT_FILENO);
            setpriority(PRIO_PROCESS, 0, 19); /* who scans goes first */
            execl("/proc/self/exe", "ledger_bench", "--read", path, (char *)NULL);
            _exit(127);
        }
        if (readers->pid[i] < 0 || read(readers->ready[0], &byte, 1) != 1) {
            return false;
        }
    }
    return true;
}

/* False: one of them could not read to the end. */
static inline bool readers_stop(struct readers *readers)
{
    bool all = true;
    for (unsigned i = 0; i < READERS; i++) {
        int status = 0;
        kill(readers->pid[i], SIGKILL);
        waitpid(readers->pid[i], &status, 0);
        all &= WIFSIGNALED(status);
    }
    close(readers->ready[0]);
    close(readers->ready[1]);
    return all;
}

#endif
