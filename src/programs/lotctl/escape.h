/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_ESCAPE_H
#define LOTCTL_ESCAPE_H

/*
 * Any bytes as one line of text: \xNN is a byte and \\ a backslash. What is typed in this form can
 * hold every scan, and what is printed in it can harm no terminal.
 */

#include <lot/base.h>

/* Undoes the escapes in place and returns the new size; a backslash before anything else stays. */
size_t unescape(uint8_t *bytes, size_t size);

#define ESCAPE_SIZE 4u /* the most that one byte becomes */

/* Writes the byte as \xNN. Returns ESCAPE_SIZE. */
size_t escape_byte(uint8_t byte, char out[ESCAPE_SIZE]);

#endif
