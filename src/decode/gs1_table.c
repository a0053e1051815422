/* SPDX-License-Identifier: MIT */
/* The GS1 identifier table and its index, as gs1_table.awk made them. */

#include "gs1_table.h"

#include "gs1_linters.h"

#include "gs1_table.inc"

_Static_assert(sizeof gs1_row_table / sizeof gs1_row_table[0] == GS1_ROW_COUNT,
               "table and numbers are of one making");
