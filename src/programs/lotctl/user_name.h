/* SPDX-License-Identifier: MIT */
#ifndef LOTCTL_USER_NAME_H
#define LOTCTL_USER_NAME_H

#include <lot/base.h>

#define USER_NAME_SIZE 64u

/* Who runs this, for the history: the name of the real user, or its number. */
struct lot_span user_name(char out[USER_NAME_SIZE]);

#endif
