/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_VERBS_H
#define LOTCTL_VERBS_H

/*
 * What the rows of the verb table run, each in a file of its name (the questions share one). All
 * answer an enum exit_status and have told what went wrong.
 */

#include "request.h"

int verb_ageing(const struct request *request, struct output *out);
int verb_backup(const struct request *request, struct output *out);
int verb_restore(const struct request *request, struct output *out);
int verb_calibrate(const struct request *request, struct output *out);
int verb_completion(const struct request *request, struct output *out);
int verb_config(const struct request *request, struct output *out);
int verb_decode(const struct request *request, struct output *out);
int verb_expiring(const struct request *request, struct output *out);
int verb_export(const struct request *request, struct output *out);
int verb_help(const struct request *request, struct output *out);
int verb_history(const struct request *request, struct output *out);
int verb_hold(const struct request *request, struct output *out);
int verb_counts(const struct request *request, struct output *out);
int verb_holds(const struct request *request, struct output *out);
int verb_events(const struct request *request, struct output *out);
int verb_import(const struct request *request, struct output *out);
int verb_jobs(const struct request *request, struct output *out);
int verb_label(const struct request *request, struct output *out);
int verb_lots(const struct request *request, struct output *out);
int verb_orders(const struct request *request, struct output *out);
int verb_recall(const struct request *request, struct output *out);
int verb_receipts(const struct request *request, struct output *out);
int verb_release(const struct request *request, struct output *out);
int verb_scan(const struct request *request, struct output *out);
int verb_sheet(const struct request *request, struct output *out);
int verb_status(const struct request *request, struct output *out);
int verb_stock(const struct request *request, struct output *out);
int verb_suppliers(const struct request *request, struct output *out);
int verb_trace(const struct request *request, struct output *out);
int verb_trends(const struct request *request, struct output *out);
int verb_valuation(const struct request *request, struct output *out);
int verb_verify(const struct request *request, struct output *out);

/* The list of verb_jobs. */
int question_jobs(const struct request *request, struct output *out);

#endif
