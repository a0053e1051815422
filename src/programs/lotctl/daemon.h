/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_DAEMON_H
#define LOTCTL_DAEMON_H

/* The daemon as a bus client sees it (bus_names.h). */

#include <lot/base.h>

struct sd_bus;
struct sd_bus_message;

/*
 * Connects to the lotd that is process pid, on the system bus or on the user's own. -ESRCH: lotd
 * there is another process; -ENXIO: nobody has its name; else there is no bus.
 */
int daemon_connect(struct sd_bus **out, int32_t pid);
/* NULL is fine. Returns NULL. */
struct sd_bus *daemon_disconnect(struct sd_bus *bus);

/*
 * Calls a method with arguments by their D-Bus types. An enum exit_status: unless EXIT_DONE the
 * daemon's own words were told and *reply is NULL. The caller unrefs *reply.
 */
int daemon_call(struct sd_bus *bus, struct sd_bus_message **reply, const char *method,
                const char *types, ...);

/* The same with one argument of type "ay". */
int daemon_call_bytes(struct sd_bus *bus, struct sd_bus_message **reply, const char *method,
                      struct lot_span bytes);

/* Reads a property of that type. As daemon_call. */
int daemon_property(struct sd_bus *bus, struct sd_bus_message **reply, const char *name,
                    const char *type);

/* Tells that an answer was not understood; returns EXIT_FAILED. */
int daemon_misread(const char *method, int error);

#endif
