/* SPDX-License-Identifier: MIT */
#ifndef LABEL_FOLDER_H
#define LABEL_FOLDER_H

#include <lot/label.h>

/* True for a name that stays in its directory and that every file system takes. */
bool folder_takes_name(const char *name);

/*
 * Writes the bytes to NAME.SUFFIX, or NAME-2.SUFFIX where that is taken, and syncs them; an
 * existing file is never touched. -errno: no file is left behind.
 */
int folder_write(const char *path, const char *name, const char *suffix, struct lot_span bytes);

#endif
