/* SPDX-License-Identifier: MIT */
#ifndef CRASH_SURVIVORS_H
#define CRASH_SURVIVORS_H

/* Choosing what survives a power cut: each choice there is, where they are few, else by chance. */

#include "powercut.h"

/* xorshift64: the same on every machine. The state may not be 0. */
uint64_t chance_draw(uint64_t *chance, uint64_t below);

/* Room for any choice at any point of the recording. */
void survivors_init(struct survivors *survivors, const struct recording *recording);
void survivors_done(struct survivors *survivors);

/* How many choices there are at this point; 0: more than limit. */
uint64_t survivors_count(const struct powercut *cut, uint64_t limit);
/* The number'th of them. */
void survivors_numbered(struct survivors *survivors, const struct powercut *cut, uint64_t number);
void survivors_drawn(struct survivors *survivors, const struct powercut *cut, uint64_t *chance);

#endif
