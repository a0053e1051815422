/* SPDX-License-Identifier: MIT */
#ifndef EXIT_STATUS_H
#define EXIT_STATUS_H

/* How a program ends. */
enum exit_status {
    EXIT_DONE = 0,
    EXIT_NO = 1,     /* the answer is no: an expectation failed, damage was found, not on record */
    EXIT_USAGE = 2,  /* the command line or the configuration is wrong */
    EXIT_FAILED = 3, /* the ledger, a device or the system failed */
};

#endif
