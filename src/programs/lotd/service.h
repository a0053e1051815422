/* SPDX-License-Identifier: MIT */
#ifndef SERVICE_H
#define SERVICE_H

/*
 * What lotd does with a scan and with a request while it runs: the station's verdict, then, and
 * only then, light, bus and print; and the few one-shot timers that go with it.
 */

#include "config.h"
#include "holding.h"
#include "station.h"

struct sd_event;
struct service;

/*
 * Told each verdict after its commit and its light, and a printer's fault in the same words; and
 * when mode or prompt, or the printer, are others.
 */
struct service_listener {
    void *user;
    void (*outcome)(void *user, const struct verdict_line *line);
    void (*prompt_changed)(void *user);
    void (*printer_changed)(void *user);
};

/* Borrows all of them. Negative: it was logged. */
int service_new(struct service **out, struct sd_event *loop, const struct config *config,
                struct holding *holding, struct station *station);
struct service *service_free(struct service *service);

/* Goes on with another configuration. Negative: it was logged, and the old one still holds. */
int service_configure(struct service *service, const struct config *config);
void service_listen(struct service *service, const struct service_listener *listener);

/*
 * As station_scan. A ledger that failed is opened again after a while, and again, and refuses all
 * scans until then; one that cannot be read ends the loop with EXIT_FAILED, after the red light.
 */
int service_scan(struct service *service, const struct lot_scan *scan, struct verdict *out);
/* Something was read and thrown away: red light, and an entry in the ledger. */
void service_dropped(struct service *service, const char *text);

/* Requests. Negative: failed, text says what, where and what to do. */
int service_export(struct service *service, const char *root, struct lot_exported *out,
                   char text[WORDING_SIZE]);
int service_print(struct service *service, const struct lot_job_request *request, uint64_t *job,
                  char text[WORDING_SIZE]);
int service_decide(struct service *service, const struct lot_job_decision *decision,
                   char text[WORDING_SIZE]);
int service_set_status(struct service *service, const struct lot_ledger_status *change,
                       char text[WORDING_SIZE]);
int service_backup(struct service *service, const char *path, char text[WORDING_SIZE]);
/* As lot_import, which reports each bad row. */
struct service_import {
    enum lot_import_kind kind;
    const char *path;
    struct lot_span user_name;
    void (*report)(void *user, const struct lot_import_fault *fault);
    void *user;
};
int service_import(struct service *service, const struct service_import *import, int64_t *rows,
                   char text[WORDING_SIZE]);

/* What is asked now, in words. */
/* What is not well with ledger, disk and clock; "" as a rule. */
const char *service_health(const struct service *service);
const char *service_prompt(const struct service *service);
enum lot_printer_state service_printer(const struct service *service);
const struct station *service_station(const struct service *service);
struct lot_ledger *service_ledger(const struct service *service);
const struct config *service_config(const struct service *service);

#endif
