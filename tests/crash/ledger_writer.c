/* SPDX-License-Identifier: MIT */
/*
 * usage: ledger_writer FILE [COUNT]     commits for ever, or COUNT times; after each commit says
 *                                       its number on standard output
 *        ledger_writer --check FILE N   0: the ledger is sound and has at least N transactions
 *
 * Made to be killed at any moment.
 */

#include <unistd.h>

#include "crash/shop.h"

static int check(const char *path, unsigned acknowledged)
{
    struct lot_ledger *ledger = NULL;
    unsigned done = 0;
    if (shop_open(&ledger, path, true) < 0) {
        return 1;
    }
    bool sound = shop_is_sound(ledger, &done);
    printf("# %u acknowledged, %u on record\n", acknowledged, done);
    lot_ledger_close(ledger);
    return sound && done >= acknowledged ? 0 : 1;
}

static int write_on(const char *path, unsigned count)
{
    struct lot_ledger *ledger = NULL;
    if (shop_open(&ledger, path, false) < 0 || shop_stock_up(ledger) < 0) {
        return 1;
    }
    unsigned done = shop_done(ledger), end = done + count;
    while (count == 0 || done != end) {
        char line[16];
        if (shop_commit(ledger, done) < 0) {
            printf("# %u: %s\n", done, lot_ledger_fault(ledger)->text);
            lot_ledger_close(ledger);
            return 1;
        }
        int size = snprintf(line, sizeof line, "%u\n", ++done);
        if (write(STDOUT_FILENO, line, (size_t)size) != size) {
            break;
        }
    }
    lot_ledger_close(ledger);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "--check") == 0) {
        return check(argv[2], (unsigned)strtoul(argv[3], NULL, 10));
    }
    if (argc == 2 || argc == 3) {
        return write_on(argv[1], argc == 3 ? (unsigned)strtoul(argv[2], NULL, 10) : 0);
    }
    fputs("usage: ledger_writer FILE [COUNT] | --check FILE N\n", stderr);
    return 2;
}
