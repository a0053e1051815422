/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_WRITER_H
#define LOTCTL_WRITER_H

/*
 * Who writes. One process writes a ledger: while the daemon holds it, a verb that writes asks the
 * daemon; else this process takes the lock and writes itself.
 */

#include "setup.h"

struct sd_bus;

struct writer {
    struct config *config;
    struct holding holding;
    struct sd_bus *daemon; /* NULL: this process holds the ledger */
};

/*
 * An enum exit_status; told unless EXIT_DONE. EXIT_FAILED also when another process holds the
 * ledger and does not answer on the bus: it is named.
 */
int writer_open(struct writer *writer, const struct request *request);
void writer_done(struct writer *writer);

#endif
