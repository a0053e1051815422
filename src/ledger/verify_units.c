/* SPDX-License-Identifier: MIT */
/* What lies on logistic units, and where serials are, against the movements that brought them. */

#include "verify.h"

static const char contents[] =
    "SELECT n.lot, u.sscc FROM"
    " (SELECT to_unit AS unit, lot, to_place AS place, quantity AS change"
    "  FROM movement INDEXED BY movement_by_unit"
    "  WHERE (from_unit IS NOT NULL OR to_unit IS NOT NULL) AND to_unit IS NOT NULL"
    "  UNION ALL SELECT from_unit, lot, from_place, -quantity"
    "  FROM movement INDEXED BY movement_by_unit"
    "  WHERE (from_unit IS NOT NULL OR to_unit IS NOT NULL) AND from_unit IS NOT NULL"
    "  UNION ALL SELECT unit, lot, place, -quantity FROM content) AS n"
    " LEFT JOIN place AS p ON p.id = n.place LEFT JOIN logistic_unit AS u ON u.id = n.unit"
    " WHERE p.kind IS NOT 1 GROUP BY n.unit, n.lot, n.place HAVING sum(n.change) <> 0";

static const char serials[] =
    "SELECT s.lot, s.code FROM serial AS s LEFT JOIN lot AS l ON l.id = s.lot"
    " LEFT JOIN movement AS m ON m.id ="
    " (SELECT n.id FROM movement AS n INDEXED BY movement_by_serial"
    "  WHERE n.serial = s.id AND n.serial IS NOT NULL ORDER BY n.id DESC LIMIT 1)"
    " WHERE l.item IS NOT s.item OR s.place IS NOT m.to_place OR s.unit IS NOT m.to_unit";

/* Each row is a lot with what is wrong about it. */
static int check(struct verification *verification, const char *sql, const char *format)
{
    sqlite3_stmt *row = NULL;
    int error = verify_prepare(verification, sql, &row);
    while (error == 0 && (error = verify_step(verification, row)) == 0) {
        struct lot_span name = verify_bytes(row, 1);
        verify_find(verification, "stock", (uint64_t)sqlite3_column_int64(row, 0), format,
                    SPAN_ARGUMENTS(name));
    }
    sqlite3_finalize(row);
    return error < 0 ? error : 0;
}

int verify_units(struct verification *verification)
{
    int error = check(verification, contents,
                      "what lies on unit %.*s is not what the movements put onto it");
    return error == 0 ? check(verification, serials,
                              "serial %.*s is not where its last movement brought it")
                      : error;
}
