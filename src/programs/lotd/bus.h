/* SPDX-License-Identifier: MIT */
#ifndef BUS_H
#define BUS_H

/* The service on D-Bus: see bus_names.h for what it offers. */

#include "options.h"
#include "service.h"

struct bus;

/*
 * Connects, takes the name and listens to the service, which it borrows. Negative: there is no such
 * bus or the name is not to be had; lotd runs without.
 */
int bus_new(struct bus **out, struct sd_event *loop, enum bus_choice choice,
            struct service *service);
struct bus *bus_free(struct bus *bus);

#endif
