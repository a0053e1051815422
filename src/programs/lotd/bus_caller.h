/* SPDX-License-Identifier: MIT */
#ifndef BUS_CALLER_H
#define BUS_CALLER_H

struct sd_bus_message;

#define BUS_CALLER_SIZE 64u

/* Who calls, for the history: the user's name, or its number. */
void bus_caller_name(struct sd_bus_message *call, char out[BUS_CALLER_SIZE]);

#endif
