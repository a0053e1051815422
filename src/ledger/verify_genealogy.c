/* SPDX-License-Identifier: MIT */
/* Genealogy against the movements, both ways: no pair too few, for recall, and none too many. */

#include "genealogy.h"
#include "verify.h"

static int find_pairs(struct verification *verification, const char *sql, const char *text)
{
    sqlite3_stmt *pair = NULL;
    int error = verify_prepare(verification, sql, &pair);
    while (error == 0 && (error = verify_step(verification, pair)) == 0) {
        verify_find(verification, "genealogy", (uint64_t)sqlite3_column_int64(pair, 0), text,
                    (const char *)sqlite3_column_text(pair, 1),
                    (const char *)sqlite3_column_text(pair, 2));
    }
    sqlite3_finalize(pair);
    return error < 0 ? error : 0;
}

int verify_genealogy(struct verification *verification)
{
    int error = find_pairs(verification,
                           "SELECT m.lot, (SELECT code FROM lot WHERE id = m.lot),"
                           " (SELECT code FROM lot WHERE id = u.lot)" GENEALOGY_MOVEMENTS
                           " AND NOT EXISTS (SELECT 1 FROM genealogy AS g"
                           " WHERE g.used = u.lot AND g.made = m.lot AND g.scan = u.scan)",
                           "lot %s was made of lot %s, and genealogy does not say so");
    return error < 0 ? error
                     : find_pairs(verification,
                                  "SELECT g.made, (SELECT code FROM lot WHERE id = g.made),"
                                  " (SELECT code FROM lot WHERE id = g.used) FROM genealogy AS g"
                                  " WHERE NOT EXISTS (SELECT 1" GENEALOGY_MOVEMENTS
                                  " AND u.lot = g.used AND u.id BETWEEN g.scan AND g.scan + 64 AND "
                                  "m.lot = g.made AND u.scan = g.scan)",
                                  "lot %s was made of lot %s by no movement");
}
