/* SPDX-License-Identifier: MIT */
/* Every question's statements. The more a form needs, the earlier it stands. */

#include "questions.h"

#include <errno.h>

#include "store.h"

#define SEQUENCE(id) "(" id " & 1099511627775)"
#define DEVICE(id)   "(" id " >> 40)"
#define DATED(day)   "nullif(" day ", 99999999)"

#define STOCK                                                                                      \
    "SELECT i.number, i.name, l.code, p.code, s.quantity, i.unit, " DATED(                         \
        "s.use_by") ","                                                                            \
                    " l.status, i.decimals "
#define STOCK_OF_LOT                                                                               \
    " CROSS JOIN stock AS s ON s.item = i.id AND s.lot = l.id"                                     \
    " CROSS JOIN place AS p ON p.id = s.place"
#define STOCK_OF_ITEM                                                                              \
    " CROSS JOIN stock AS s ON s.item = i.id CROSS JOIN lot AS l ON l.id = s.lot"                  \
    " CROSS JOIN place AS p ON p.id = s.place"
#define AT_PLACE "(?3 IS NULL OR p.code = ?3)"

#define LOTS                                                                                       \
    "SELECT i.number, i.name, l.code, l.produced, l.packed, l.best_before, l.sell_by, l.expiry,"   \
    " " DATED("l.use_by") ", l.status, coalesce(nullif(r.name, ''), r.number),"                    \
                          " nullif(l.supplier_lot, ''), o.number,"                                 \
                          " l.time_ms, (SELECT coalesce(sum(s.quantity), 0) FROM stock AS s"       \
                          " WHERE s.item = l.item AND s.lot = l.id), i.unit,"                      \
                          " i.decimals, l.offset_min "
#define LOT_ORIGIN                                                                                 \
    " LEFT JOIN partner AS r ON r.id = l.supplier LEFT JOIN document AS o ON o.id = l.origin"

#define KILOGRAMS "(m.weight / 1000000) || printf('.%06d', m.weight % 1000000)"
#define MOVEMENTS                                                                                  \
    "SELECT " SEQUENCE("m.id") " AS sequence, m.time_ms, m.kind, i.number, i.name, l.code,"        \
                               " s.code, m.quantity, i.unit, " KILOGRAMS                           \
                               ", f.code, t.code, u.sscc, v.sscc, d.number, "                      \
                               "nullif(m.line, 0), r.number, r.name,"                              \
                               " o.code, m.override, w.code, " SEQUENCE("m.reverses") ", " DEVICE( \
                                   "m.id") ","                                                     \
                                           " i.decimals, m.offset_min "
#define MOVEMENT_ENDS                                                                              \
    " CROSS JOIN place AS f ON f.id = m.from_place CROSS JOIN place AS t ON t.id = m.to_place"     \
    " LEFT JOIN serial AS s ON s.id = m.serial LEFT JOIN document AS d ON d.id = m.document"       \
    " LEFT JOIN logistic_unit AS u ON u.id = m.from_unit"                                          \
    " LEFT JOIN logistic_unit AS v ON v.id = m.to_unit"                                            \
    " LEFT JOIN partner AS r ON r.id = d.partner LEFT JOIN operator AS o ON o.id = m.operator"     \
    " LEFT JOIN reason AS w ON w.id = m.reason"
#define MOVEMENT_OF_LOT                                                                            \
    " CROSS JOIN movement AS m INDEXED BY movement_by_lot ON m.lot = l.id" MOVEMENT_ENDS
#define MOVEMENT_LOT                                                                               \
    " CROSS JOIN lot AS l ON l.id = m.lot CROSS JOIN item AS i ON i.id = l.item" MOVEMENT_ENDS
#define IN_HISTORY                                                                                 \
    "m.id > ?6 AND m.id <= ?7 AND (?3 IS NULL OR f.code = ?3 OR t.code = ?3)"                      \
    " AND (?4 IS NULL OR d.number = ?4) AND (?12 IS NULL OR o.code = ?12)"
#define IN_TIME " AND m.time_ms >= ?10 AND m.time_ms < ?11"

/* What can be picked, by the same orders as the book's; a + keeps a filter from the index. */
#define CANDIDATES(in_date, order)                                                                 \
    STOCK "FROM item AS i" STOCK_OF_ITEM " WHERE i.number = ?1 AND " in_date                       \
          " AND l.status = 0 AND p.kind = 0 ORDER BY " order " LIMIT ?8"

#define RECEIPTS                                                                                   \
    "SELECT " SEQUENCE("m.id") " AS sequence, m.time_ms, d.number, nullif(m.line, 0), r.number,"   \
                               " r.name, i.number, i.name, l.code, m.quantity, i.unit,"            \
                               " m.unit_cost, m.value, t.code, i.decimals, m.offset_min "
#define RECEIPT_ENDS                                                                               \
    " CROSS JOIN place AS t ON t.id = m.to_place"                                                  \
    " LEFT JOIN document AS d ON d.id = m.document LEFT JOIN partner AS r ON r.id = d.partner"     \
    " WHERE m.from_place = 1 AND m.reverses IS NULL"                                               \
    " AND NOT EXISTS (SELECT 1 FROM movement AS u WHERE u.reverses = m.id)"
#define RECEIPT_OF_LOT                                                                             \
    " CROSS JOIN movement AS m INDEXED BY movement_by_lot ON m.lot = l.id" RECEIPT_ENDS IN_TIME
#define RECEIPT_IN_SPAN                                                                            \
    "FROM span CROSS JOIN movement AS m ON m.id >= span.first AND m.id < span.behind"              \
    " CROSS JOIN lot AS l ON l.id = m.lot CROSS JOIN item AS i ON i.id = l.item" RECEIPT_ENDS

#define STATUSES                                                                                   \
    "SELECT " SEQUENCE("h.id") " AS sequence, h.time_ms, i.number, i.name, l.code, h.status,"      \
                               " h.reason, h.user, 0, h.offset_min FROM status AS h"
#define STATUS_LOT " CROSS JOIN lot AS l ON l.id = h.lot CROSS JOIN item AS i ON i.id = l.item"

#define SCANS                                                                                      \
    "SELECT " SEQUENCE(                                                                            \
        "c.id") " AS sequence, c.time_ms, c.source, o.code, c.outcome, k.name,"                    \
                " c.bytes, 0, c.offset_min FROM scan AS c CROSS JOIN code AS k ON k.id = c.code"   \
                " LEFT JOIN operator AS o ON o.id = c.operator WHERE c.id > ?6 AND c.id <= ?7 "

#define JOBS                                                                                       \
    "SELECT j.id AS job, j.time_ms, j.state, i.number, i.name, l.code, j.copies,"                  \
    " nullif(j.quantity, 0), i.unit, j.reprint, j.printer, j.fault, i.decimals, j.offset_min"      \
    " FROM job AS j"                                                                               \
    " CROSS JOIN item AS i ON i.id = j.item LEFT JOIN lot AS l ON l.id = j.lot "

#define DOCUMENTS                                                                                  \
    "SELECT d.number, d.kind, r.number, r.name, n.line, i.number, i.name, n.ordered, n.done,"      \
    " i.unit, n.due, d.closed, i.decimals"                                                         \
    " FROM document AS d CROSS JOIN document_line AS n ON n.document = d.id"                       \
    " CROSS JOIN item AS i ON i.id = n.item LEFT JOIN partner AS r ON r.id = d.partner "

#define PLACES    "SELECT p.code, p.name, p.check_digit FROM place AS p WHERE p.kind = 0 "
#define OPERATORS "SELECT o.code, o.name FROM operator AS o "
#define ITEMS                                                                                      \
    "SELECT i.number, i.name, i.description, i.manufacturer, i.unit, i.decimals, i.tracking,"      \
    " i.needs_date, i.blocks_best_before, i.min_life_days,"                                        \
    " (SELECT coalesce(sum(s.quantity), 0) FROM stock AS s WHERE s.item = i.id), i.decimals"       \
    " FROM item AS i "

#define JOURNAL_ID(id) DEVICE(id) ", " SEQUENCE(id)
#define BUNDLE_MOVEMENTS                                                                           \
    "SELECT " JOURNAL_ID("m.id") ", " SEQUENCE(                                                    \
        "m.scan") ", m.time_ms, o.code, m.kind,"                                                   \
                  " i.number, i.decimals, l.code, s.code, f.code, t.code, u.sscc, v.sscc, "        \
                  "m.quantity, i.unit, "                                                           \
                  "m.weight, m.unit_cost, m.value,"                                                \
                  " d.number, m.line, r.number, m.override, w.code, " SEQUENCE(                    \
                      "m.reverses") ", m.hash, i.decimals,"                                        \
                                    " m.offset_min FROM movement AS m" MOVEMENT_LOT                \
                                    " WHERE m.id > ?6 AND m.id <= ?7 "
#define BUNDLE_LOTS                                                                                \
    "SELECT " JOURNAL_ID("l.id") ", " SEQUENCE(                                                    \
        "l.scan") ", l.time_ms, i.number, i.name, l.code,"                                         \
                  " l.produced, l.packed, l.best_before, l.sell_by, l.expiry, o.number, "          \
                  "r.number, r.name, l.supplier_lot,"                                              \
                  " l.status, l.hash, 0, l.offset_min"                                             \
                  " FROM lot AS l CROSS JOIN item AS i ON i.id = l.item" LOT_ORIGIN                \
                  " WHERE l.id > ?6 AND l.id <= ?7 "
#define BUNDLE_SCANS                                                                               \
    "SELECT " JOURNAL_ID(                                                                          \
        "c.id") ", c.time_ms, c.source, o.code, c.outcome, k.name, c.bytes,"                       \
                " c.hash, 0, c.offset_min FROM scan AS c CROSS JOIN code AS k ON k.id = c.code"    \
                " LEFT JOIN operator AS o ON o.id = c.operator WHERE c.id > ?6 AND c.id <= ?7 "
#define BUNDLE_TALLIES                                                                             \
    "SELECT " JOURNAL_ID("t.id") ", " SEQUENCE(                                                    \
        "t.scan") ", t.time_ms, o.code, d.number, p.code,"                                         \
                  " i.number, i.decimals, l.code, t.counted, t.expected, t.settled, t.hash,"       \
                  " coalesce(i.decimals, 0), t.offset_min FROM tally AS t CROSS JOIN place AS p "  \
                  "ON p.id = t.place"                                                              \
                  " LEFT JOIN lot AS l ON l.id = t.lot LEFT JOIN item AS i ON i.id = l.item"       \
                  " LEFT JOIN document AS d ON d.id = t.document"                                  \
                  " LEFT JOIN operator AS o ON o.id = t.operator WHERE t.id > ?6 AND t.id <= ?7 "
#define BUNDLE_STATUSES                                                                            \
    "SELECT " JOURNAL_ID("h.id") ", h.time_ms, h.user, i.number, l.code, h.status, h.reason,"      \
                                 " h.hash, 0, h.offset_min FROM status AS h" STATUS_LOT            \
                                 " WHERE h.id > ?6 AND h.id <= ?7 "
#define BUNDLE_EVENTS                                                                              \
    "SELECT " JOURNAL_ID("e.id") ", e.kind, e.time_ms, e.text, e.hash, 0, e.offset_min"            \
                                 " FROM event AS e WHERE e.id > ?6 AND e.id <= ?7 "

/* A real place's row: its last count, what lies there, what of it is open. */
#define COUNTS                                                                                     \
    "SELECT p.code, p.name, t.time_ms, (SELECT count(*) FROM stock AS s WHERE s.place = p.id),"    \
    " (SELECT count(*) FROM recount AS r WHERE r.place = p.id) +"                                  \
    " (SELECT count(*) FROM tally AS o WHERE o.place = p.id AND o.settled = 0 AND NOT EXISTS"      \
    "  (SELECT 1 FROM tally AS n WHERE n.place = o.place AND n.lot = o.lot AND n.id > o.id)),"     \
    " (SELECT count(*) FROM stock AS s WHERE s.place = p.id AND NOT EXISTS (SELECT 1 FROM tally"   \
    "  AS c WHERE c.place = p.id AND c.lot = s.lot AND c.settled = 1 AND c.id > coalesce(t.id, "   \
    "0))),"                                                                                        \
    " 0, t.offset_min FROM place AS p LEFT JOIN tally AS t ON t.id ="                              \
    " (SELECT max(d.id) FROM tally AS d WHERE d.place = p.id AND d.lot IS NULL)"                   \
    " WHERE p.kind IN (0, 3) AND (?3 IS NULL OR p.code = ?3) AND (?1 IS NULL OR EXISTS"            \
    " (SELECT 1 FROM item AS i CROSS JOIN stock AS s ON s.item = i.id AND s.place = p.id"          \
    "  WHERE i.number = ?1)) AND (t.id IS NULL OR ?5 = 0 OR ?5 >= CAST(strftime('%Y%m%d',"         \
    " t.time_ms / 1000 + t.offset_min * 60, 'unixepoch') AS INTEGER))"                             \
    " ORDER BY t.id, p.code LIMIT ?8"

static const char kin[] =
#include "kin.sql.inc"
    ;
static const char as_of[] =
#include "moments.sql.inc"

#include "as_of.sql.inc"
    ;
static const char as_of_lot[] =
#include "moments.sql.inc"

#include "as_of_lot.sql.inc"
    ;
#define HISTORY_IN_SPAN                                                                            \
    MOVEMENTS "FROM span CROSS JOIN movement AS m ON m.id >= span.first AND m.id < "               \
              "span.behind" MOVEMENT_LOT " WHERE " IN_HISTORY " ORDER BY m.id"
static const char history[] =
#include "moments.sql.inc"
    HISTORY_IN_SPAN;
static const char newest_history[] = "SELECT * FROM ("
#include "moments.sql.inc"
    HISTORY_IN_SPAN " DESC LIMIT ?8) ORDER BY 1";
static const char receipts[] =
#include "moments.sql.inc"
    RECEIPTS RECEIPT_IN_SPAN " ORDER BY m.id LIMIT ?8";
static const char totals[] =
#include "totals.sql.inc"
    ;
static const char valuation[] =
#include "valuation.sql.inc"
    ;
static const char valuation_fifo[] =
#include "valuation_fifo.sql.inc"
    ;
static const char ageing[] =
#include "ageing.sql.inc"
    ;
static const char trends[] =
#include "moments.sql.inc"

#include "trends.sql.inc"
    ;
static const char suppliers[] =
#include "suppliers.sql.inc"
    ;
static const char recall[] =
#include "recall.sql.inc"
    ;

#define NEWEST(rows, id) "SELECT * FROM (" rows " ORDER BY " id " DESC LIMIT ?8) ORDER BY 1"

/* A question, what must be given, and the statement. */
#define FORM(ask, given, text)                                                                     \
    {                                                                                              \
        .question = LOT_ASK_##ask, .needs = (given), .sql = (text)                                 \
    }

static const struct question_form forms[] = {
    FORM(STOCK, GIVEN_LOT | GIVEN_TIME, as_of_lot),
    FORM(STOCK, GIVEN_TIME, as_of),
    FORM(STOCK, GIVEN_ITEM | GIVEN_LOT,
         STOCK "FROM item AS i CROSS JOIN lot AS l ON l.item = i.id" STOCK_OF_LOT
               " WHERE i.number = ?1 AND l.code = ?2 AND +l.use_by >= ?5 AND " AT_PLACE
               " ORDER BY s.place LIMIT ?8"),
    FORM(STOCK, GIVEN_LOT,
         STOCK "FROM lot AS l CROSS JOIN item AS i ON i.id = l.item" STOCK_OF_LOT
               " WHERE l.code = ?2 AND +l.use_by >= ?5 AND " AT_PLACE
               " ORDER BY l.item, s.place LIMIT ?8"),
    FORM(STOCK, GIVEN_PLACE,
         STOCK "FROM place AS p CROSS JOIN stock AS s ON s.place = p.id"
               " CROSS JOIN lot AS l ON l.id = s.lot CROSS JOIN item AS i ON i.id = s.item"
               " WHERE p.code = ?3 AND (?1 IS NULL OR i.number = ?1) AND s.use_by >= ?5"
               " ORDER BY s.item, s.lot LIMIT ?8"),
    FORM(STOCK, GIVEN_ITEM,
         STOCK "FROM item AS i" STOCK_OF_ITEM
               " WHERE i.number = ?1 AND s.use_by >= ?5 AND " AT_PLACE
               " ORDER BY s.use_by, s.lot, s.place LIMIT ?8"),
    FORM(STOCK, 0,
         STOCK "FROM item AS i" STOCK_OF_ITEM " WHERE s.use_by >= ?5 AND " AT_PLACE
               " ORDER BY i.number, s.use_by, s.lot, s.place LIMIT ?8"),
    FORM(TOTALS, 0, totals),
    FORM(FEFO, GIVEN_ITEM, CANDIDATES("s.use_by >= ?5", "s.use_by, s.lot, s.place")),
    FORM(FIFO, GIVEN_ITEM, CANDIDATES("+s.use_by >= ?5", "s.lot, s.place")),
    FORM(LIFO, GIVEN_ITEM, CANDIDATES("+s.use_by >= ?5", "s.lot DESC, s.place DESC")),
    FORM(LOTS, GIVEN_LOT,
         LOTS "FROM lot AS l CROSS JOIN item AS i ON i.id = l.item" LOT_ORIGIN
              " WHERE l.code = ?2 AND (?1 IS NULL OR i.number = ?1) ORDER BY l.item LIMIT ?8"),
    FORM(LOTS, GIVEN_ITEM,
         LOTS "FROM item AS i CROSS JOIN lot AS l ON l.item = i.id" LOT_ORIGIN
              " WHERE i.number = ?1 ORDER BY l.id LIMIT ?8"),
    FORM(LOTS, 0,
         LOTS "FROM lot AS l CROSS JOIN item AS i ON i.id = l.item" LOT_ORIGIN
              " ORDER BY l.id LIMIT ?8"),
    FORM(TRACE, GIVEN_ITEM | GIVEN_LOT,
         MOVEMENTS "FROM item AS i CROSS JOIN lot AS l ON l.item = i.id" MOVEMENT_OF_LOT
                   " WHERE i.number = ?1 AND l.code = ?2 ORDER BY m.id LIMIT ?8"),
    FORM(TRACE, GIVEN_LOT,
         MOVEMENTS "FROM lot AS l CROSS JOIN item AS i ON i.id = l.item" MOVEMENT_OF_LOT
                   " WHERE l.code = ?2 ORDER BY l.item, m.id LIMIT ?8"),
    FORM(RECALL, GIVEN_LOT, recall),
    FORM(KIN, GIVEN_LOT, kin),
    FORM(STATUSES, 0,
         STATUSES STATUS_LOT " WHERE h.id > ?6 AND (?1 IS NULL OR i.number = ?1)"
                             " AND (?2 IS NULL OR l.code = ?2) ORDER BY h.id"),
    FORM(COUNTS, 0, COUNTS),
    FORM(EXPIRING, 0,
         STOCK "FROM item AS i" STOCK_OF_ITEM " WHERE s.use_by <= iif(?5 = 0, 99991231, ?5)"
               " AND (?1 IS NULL OR i.number = ?1) AND (?3 IS NULL OR p.code = ?3)"
               " ORDER BY s.use_by, i.number, s.lot, s.place LIMIT ?8"),
    FORM(HISTORY, GIVEN_LOT,
         NEWEST(MOVEMENTS
                "FROM lot AS l CROSS JOIN item AS i ON i.id = l.item" MOVEMENT_OF_LOT
                " WHERE l.code = ?2 AND (?1 IS NULL OR i.number = ?1) AND " IN_HISTORY IN_TIME,
                "m.id")),
    FORM(HISTORY, GIVEN_ITEM,
         NEWEST(MOVEMENTS "FROM item AS i CROSS JOIN lot AS l ON l.item = i.id" MOVEMENT_OF_LOT
                          " WHERE i.number = ?1 AND " IN_HISTORY IN_TIME,
                "m.id")),
    FORM(HISTORY, GIVEN_TIME | GIVEN_LIMIT, newest_history),
    FORM(HISTORY, GIVEN_TIME, history),
    FORM(HISTORY, GIVEN_LIMIT,
         NEWEST(MOVEMENTS "FROM movement AS m" MOVEMENT_LOT " WHERE " IN_HISTORY, "m.id")),
    FORM(HISTORY, 0,
         MOVEMENTS "FROM movement AS m" MOVEMENT_LOT " WHERE " IN_HISTORY " ORDER BY m.id"),
    FORM(SCANS, GIVEN_LIMIT, NEWEST(SCANS, "c.id")),
    FORM(SCANS, 0, SCANS "ORDER BY c.id"),
    FORM(JOBS, GIVEN_LIMIT, NEWEST(JOBS, "j.id")),
    FORM(JOBS, 0, JOBS "ORDER BY j.id"),
    FORM(DOCUMENTS, GIVEN_DOCUMENT, DOCUMENTS "WHERE d.number = ?4 ORDER BY n.line LIMIT ?8"),
    FORM(DOCUMENTS, 0,
         DOCUMENTS "WHERE d.closed = 0 AND (d.kind = 1 OR EXISTS (SELECT 1 FROM document_line AS x"
                   " WHERE x.document = d.id AND x.done < x.ordered))"
                   " ORDER BY d.number, n.line LIMIT ?8"),
    FORM(ITEMS, GIVEN_ITEM, ITEMS "WHERE i.number = ?1"),
    FORM(ITEMS, 0, ITEMS "ORDER BY i.number LIMIT ?8"),
    FORM(PLACES, GIVEN_PLACE, PLACES "AND p.code = ?3"),
    FORM(PLACES, 0, PLACES "ORDER BY p.code LIMIT ?8"),
    FORM(OPERATORS, 0, OPERATORS "ORDER BY o.code LIMIT ?8"),
    FORM(REASONS, 0, "SELECT r.code, r.name FROM reason AS r ORDER BY r.code LIMIT ?8"),
    FORM(RECEIPTS, GIVEN_LOT,
         RECEIPTS "FROM lot AS l CROSS JOIN item AS i ON i.id = l.item" RECEIPT_OF_LOT
                  " AND l.code = ?2 AND (?1 IS NULL OR i.number = ?1) ORDER BY l.item, m.id"
                  " LIMIT ?8"),
    FORM(RECEIPTS, GIVEN_ITEM,
         RECEIPTS "FROM item AS i CROSS JOIN lot AS l ON l.item = i.id" RECEIPT_OF_LOT
                  " AND i.number = ?1 ORDER BY l.id, m.id LIMIT ?8"),
    FORM(RECEIPTS, 0, receipts),
    FORM(VALUATION, 0, valuation),
    FORM(VALUATION_FIFO, 0, valuation_fifo),
    FORM(AGEING, 0, ageing),
    FORM(TRENDS, 0, trends),
    FORM(SUPPLIERS, 0, suppliers),
    FORM(BUNDLE_MOVEMENTS, 0, BUNDLE_MOVEMENTS "ORDER BY m.id LIMIT ?8"),
    FORM(BUNDLE_LOTS, 0, BUNDLE_LOTS "ORDER BY l.id LIMIT ?8"),
    FORM(BUNDLE_SCANS, 0, BUNDLE_SCANS "ORDER BY c.id LIMIT ?8"),
    FORM(BUNDLE_TALLIES, 0, BUNDLE_TALLIES "ORDER BY t.id LIMIT ?8"),
    FORM(BUNDLE_STATUSES, 0, BUNDLE_STATUSES "ORDER BY h.id LIMIT ?8"),
    FORM(BUNDLE_EVENTS, 0, BUNDLE_EVENTS "ORDER BY e.id LIMIT ?8"),
};

#define FORM_COUNT (sizeof forms / sizeof forms[0])
_Static_assert(FORM_COUNT <= LOT_LEDGER_FORMS_MAX, "room for every form's statement");

const struct question_form *question_form(unsigned index)
{
    return index < FORM_COUNT ? &forms[index] : NULL;
}

int question_form_for(enum lot_question question, unsigned given)
{
    for (unsigned i = 0; i < FORM_COUNT; i++) {
        if (forms[i].question == question && (forms[i].needs & ~given) == 0) {
            return (int)i;
        }
    }
    return -EINVAL;
}
