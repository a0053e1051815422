/* SPDX-License-Identifier: MIT */
#ifndef BUS_IMPORT_H
#define BUS_IMPORT_H

/* The method Import: reference data from a file that the daemon can read. */

#include "service.h"

#include <systemd/sd-bus.h>

/* Answers the call, or fills *failure; as a handler of sd-bus. */
int bus_import(struct service *service, sd_bus_message *call, sd_bus_error *failure);

#endif
