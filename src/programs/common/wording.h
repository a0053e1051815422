/* SPDX-License-Identifier: MIT */
#ifndef WORDING_H
#define WORDING_H

/*
 * Codes and arguments -> an English sentence. Each code is a row of a table; a template names its
 * arguments in braces, and a part in brackets is left out when an argument inside it is none:
 *
 *     "lot {lot} expires {date}; lot {other_lot}[ at {place}] goes first"
 *
 * What was scanned may hold anything: bytes that are not printable UTF-8 are written "\xNN", so
 * that a sentence is always clean text for a terminal, a log and a bus.
 */

#include <lot/base.h>
#include <lot/decode.h>
#include <lot/engine.h>
#include <lot/label.h>
#include <lot/ledger.h>

/* Holds every sentence; a longer one would be cut at the end of a character. */
#define WORDING_SIZE 512u

/* Each writes a sentence and a NUL and returns the length. Code NOTHING and NONE give "". */
size_t wording_say(const struct lot_say *say, char out[WORDING_SIZE]);
/* input: the scan that the problem is about. */
size_t wording_problem(const struct lot_problem *problem, struct lot_span input,
                       char out[WORDING_SIZE]);
/* Why a ledger did not open or write, and what to do. path: its file. */
size_t wording_ledger_fault(const struct lot_ledger_fault *fault, const char *path,
                            char out[WORDING_SIZE]);
/* What is wrong with a printer, or that it is well again, and what to do. target: how it is
 * configured. */
size_t wording_printer(const char *target, const struct lot_sent_report *report,
                       char out[WORDING_SIZE]);
/* Bytes as text for people: what is not printable UTF-8 is written "\xNN". */
size_t wording_bytes(struct lot_span bytes, char *out, size_t size);

/* The templates themselves, never NULL; for tests and translation. */
const char *wording_say_template(enum lot_code code);
const char *wording_problem_template(enum lot_problem_code code);

#endif
