/* SPDX-License-Identifier: MIT */
#ifndef BUS_NAMES_H
#define BUS_NAMES_H

/*
 * The daemon on D-Bus, for the daemon and its clients. One object, one interface:
 *
 *   Scan(ay scan) -> (s outcome, s code, s message, at movements)
 *   Undo() -> the same                        the last transaction is taken back
 *   Export(s root) -> s folder                root "": as configured; folder "": nothing new
 *   Print(s item, s lot, y copies) -> t job
 *   Backup(s path) -> ()
 *   Import(s kind, s path) -> (x rows, a(xss) faults)   faults: line, column, text; all or nothing
 *   SetStatus(s item, s lot, s status, s reason) -> ()
 *
 * Properties: Mode s and Prompt s with change signals; State s, a JSON object; Refused a(xnaytsbs),
 * the scans refused lately, newest first: UTC ms, offset, first bytes, size, code, whether it is on
 * record, reason. A signal Outcome(s outcome, s code, s message, at movements) for each scan.
 */

#define BUS_NAME      "org.lotd1"
#define BUS_PATH      "/org/lotd1"
#define BUS_INTERFACE "org.lotd1"

/* Errors that a call can end with; the message says what, where and what to do. */
#define BUS_ERROR_LEDGER  "org.lotd1.Error.LedgerFailed" /* the ledger failed: nothing was done */
#define BUS_ERROR_DEVICE  "org.lotd1.Error.DeviceFailed" /* a stick, a file, a printer failed */
#define BUS_ERROR_UNKNOWN "org.lotd1.Error.Unknown"      /* no such lot, or a rule says no */
#define BUS_ERROR_INVALID "org.lotd1.Error.InvalidCall"  /* an argument makes no sense */

#endif
