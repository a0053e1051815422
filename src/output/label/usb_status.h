/* SPDX-License-Identifier: MIT */
#ifndef LABEL_USB_STATUS_H
#define LABEL_USB_STATUS_H

#include "link.h"

/*
 * Asks a printer of the USB class how it is. A descriptor that can be read when
 * it has answered, to be given to usb_status_read or closed; -errno.
 */
int usb_status_ask(const struct link *link);
/* Reads the answer and closes the descriptor: 0, or -errno: it has none. */
int usb_status_read(int fd, enum lot_printer_state *out);

#endif
