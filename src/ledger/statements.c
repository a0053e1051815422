/* SPDX-License-Identifier: MIT */
/*
 * Every statement that the ledger runs all day, each written once. CROSS JOIN keeps the order of a
 * join as it is written: the plans do not change with statistics or versions.
 */

#include "statements.h"

#include <errno.h>

#include "store.h"

/* What can be picked, in the order of a rotation; a + keeps a filter from choosing the index. */
#define BOOK_ROTATION(in_date, order)                                                              \
    "SELECT i.number, l.code, p.code, s.use_by, s.quantity"                                        \
    " FROM item AS i CROSS JOIN stock AS s ON s.item = i.id"                                       \
    " CROSS JOIN lot AS l ON l.id = s.lot CROSS JOIN place AS p ON p.id = s.place"                 \
    " WHERE i.number = ?1 AND " in_date " AND l.status = 0 AND p.kind = 0"                         \
    " AND NOT EXISTS (SELECT 1 FROM recount AS r WHERE r.place = s.place AND r.lot IN (0, s.lot))" \
    " ORDER BY " order " LIMIT 1 OFFSET ?3"

#define BOOK_LINE_COLUMNS                                                                          \
    "SELECT n.line, i.number, n.ordered, n.done, n.lot,"                                           \
    " (SELECT u.number FROM item AS u WHERE u.id = n.substitute)"

static const char *const statements[STATEMENT_COUNT] = {
    [STATEMENT_BEGIN] = "BEGIN IMMEDIATE",
    [STATEMENT_COMMIT] = "COMMIT",
    [STATEMENT_ROLLBACK] = "ROLLBACK",

    [STATEMENT_SETTING_DEVICE] = "INSERT INTO setting (name, value) VALUES ('device', ?1)"
                                 " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    [STATEMENT_DEVICE] =
        "SELECT d.number, d.sequence, d.head, d.time_ms, d.offset_min, d.began FROM setting AS s"
        " CROSS JOIN device AS d ON d.number = s.value WHERE s.name = 'device'",
    [STATEMENT_DEVICE_ADD] =
        "INSERT INTO device (number, sequence, head, began, began_head, exported)"
        " VALUES (?1, ?2, ?3, ?2, ?3, ?2)",
    [STATEMENT_DEVICE_SAVE] = "UPDATE device SET sequence = ?2, head = ?3, time_ms = ?4,"
                              " offset_min = ?5 WHERE number = ?1",
    [STATEMENT_DEVICE_EXPORTED] =
        "UPDATE device SET exported = max(exported, ?2) WHERE number = ?1",
    [STATEMENT_ENGINE] = "SELECT engine FROM device WHERE number = ?1",
    [STATEMENT_ENGINE_SAVE] =
        "UPDATE device SET sequence = ?2, head = ?3, time_ms = ?4, offset_min = ?5, engine = ?6"
        " WHERE number = ?1",
    [STATEMENT_CODE] = "SELECT id FROM code WHERE name = ?1",
    [STATEMENT_CODE_ADD] = "INSERT INTO code (name) VALUES (?1) ON CONFLICT DO NOTHING",

    [STATEMENT_ITEM] = "SELECT id, decimals, tracking FROM item WHERE number = ?1",
    [STATEMENT_ITEM_ADD] =
        "INSERT INTO item (number, name, description, manufacturer, unit, decimals, tracking,"
        " needs_date, blocks_best_before, catch_weight, min_life_days)"
        " VALUES (?1, '', '', '', 'pcs', 0, ?2, 0, 0, 0, 0)",
    [STATEMENT_LOT] = "SELECT id, use_by FROM lot WHERE code = ?2 AND item = ?1",
    [STATEMENT_LOT_ADD] =
        "INSERT INTO lot (id, scan, time_ms, offset_min, item, code, produced, packed, best_before,"
        " sell_by, expiry, origin, supplier, supplier_lot, hash)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    [STATEMENT_LOT_STATUS] = "SELECT status FROM lot WHERE id = ?1",
    [STATEMENT_PLACE] = "SELECT id, kind FROM place WHERE code = ?1",
    [STATEMENT_PLACE_ADD] =
        "INSERT INTO place (code, name, check_digit, kind) VALUES (?1, '', '', ?2)",
    [STATEMENT_REASON] = "SELECT id FROM reason WHERE code = ?1",
    [STATEMENT_DOCUMENT] =
        "SELECT document.id, document.kind, document.closed, partner.id, partner.number"
        " FROM document LEFT JOIN partner ON partner.id = document.partner"
        " WHERE document.number = ?1",
    [STATEMENT_DOCUMENT_CLOSE] = "UPDATE document SET closed = ?2 WHERE id = ?1 AND kind = 1",
    [STATEMENT_LINE_COST] =
        "SELECT coalesce(unit_cost, -1) FROM document_line WHERE document = ?1 AND line = ?2"
        " AND ?3 IN (item, substitute)",
    [STATEMENT_LINE_DONE] = "UPDATE document_line SET done = done + ?3"
                            " WHERE document = ?1 AND line = ?2",
    [STATEMENT_OPERATOR] = "SELECT id FROM operator WHERE code = ?1",
    [STATEMENT_OPERATOR_ADD] = "INSERT INTO operator (code) VALUES (?1)",
    [STATEMENT_SERIAL] = "SELECT id, lot, place, unit FROM serial WHERE item = ?1 AND code = ?2",
    [STATEMENT_SERIAL_ADD] = "INSERT INTO serial (lot, item, code, place, unit)"
                             " VALUES (?1, ?2, ?3, ?4, ?5)",
    [STATEMENT_SERIAL_MOVE] = "UPDATE serial SET place = ?2, unit = ?3 WHERE id = ?1",
    [STATEMENT_UNIT] = "SELECT id FROM logistic_unit WHERE sscc = ?1",
    [STATEMENT_UNIT_ADD] = "INSERT INTO logistic_unit (sscc) VALUES (?1)",

    [STATEMENT_SCAN_ADD] =
        "INSERT INTO scan (id, time_ms, offset_min, source, operator, outcome, code, bytes, hash)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [STATEMENT_SCAN_SINCE] = "SELECT id FROM scan WHERE id > ?1 AND time_ms = ?2 AND bytes = ?3",
    [STATEMENT_MOVEMENT_ADD] =
        "INSERT INTO movement (id, scan, time_ms, offset_min, operator, kind, lot, serial,"
        " from_place, to_place, from_unit, to_unit, quantity, weight, unit_cost, value,"
        " document, line, override, reason, reverses, hash)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
        " ?19, ?20, ?21, ?22)",
    [STATEMENT_MOVEMENT] =
        "SELECT m.kind, m.lot, m.from_place, m.to_place, m.quantity, coalesce(m.unit_cost, -1),"
        " m.document, m.line, d.number, s.code, f.sscc, t.sscc, coalesce(m.scan, 0),"
        " coalesce(m.value, -1)"
        " FROM movement AS m LEFT JOIN document AS d ON d.id = m.document"
        " LEFT JOIN serial AS s ON s.id = m.serial"
        " LEFT JOIN logistic_unit AS f ON f.id = m.from_unit"
        " LEFT JOIN logistic_unit AS t ON t.id = m.to_unit WHERE m.id = ?1",
    [STATEMENT_MOVEMENT_UNDONE] = "SELECT id FROM movement WHERE reverses = ?1",
    [STATEMENT_TALLY_ADD] =
        "INSERT INTO tally (id, scan, time_ms, offset_min, operator, document, place, lot, counted,"
        " expected, settled, hash)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    [STATEMENT_LINE_COUNTED] =
        "UPDATE document_line SET done = ordered WHERE document = ?1 AND item = ?2",
    [STATEMENT_STATUS_ADD] =
        "INSERT INTO status (id, time_ms, offset_min, user, lot, status, reason, hash)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [STATEMENT_EVENT_ADD] = "INSERT INTO event (id, kind, time_ms, offset_min, text, hash)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",

    [STATEMENT_STOCK] = "SELECT quantity FROM stock WHERE item = ?1 AND lot = ?2 AND place = ?3",
    [STATEMENT_STOCK_PUT] =
        "INSERT INTO stock (item, lot, place, use_by, quantity) VALUES (?1, ?2, ?3, ?4, ?5)"
        " ON CONFLICT (item, lot, place) DO UPDATE SET quantity = excluded.quantity",
    [STATEMENT_STOCK_REMOVE] = "DELETE FROM stock WHERE item = ?1 AND lot = ?2 AND place = ?3",

    [STATEMENT_CONTENT] = "SELECT quantity, place FROM content WHERE unit = ?1 AND lot = ?2",
    [STATEMENT_CONTENT_PUT] =
        "INSERT INTO content (unit, lot, place, quantity) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (unit, lot) DO UPDATE SET quantity = excluded.quantity",
    [STATEMENT_CONTENT_REMOVE] = "DELETE FROM content WHERE unit = ?1 AND lot = ?2",
    [STATEMENT_CONTENT_AT] =
        "SELECT coalesce(sum(quantity), 0) FROM content WHERE place = ?1 AND lot = ?2",
    [STATEMENT_UNIT_APART] = "SELECT 1 FROM content WHERE unit = ?1 AND place <>"
                             " (SELECT place FROM content WHERE unit = ?1 LIMIT 1) LIMIT 1",
    [STATEMENT_LAYER] =
        "SELECT movement, quantity, value FROM layer WHERE lot = ?1 AND movement = ?2",
    [STATEMENT_LAYER_OLDEST] =
        "SELECT movement, quantity, value FROM layer WHERE lot = ?1 ORDER BY movement LIMIT 1",
    [STATEMENT_LAYER_PUT] =
        "INSERT INTO layer (lot, movement, quantity, value) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (lot, movement) DO UPDATE SET quantity = ?3, value = ?4",
    [STATEMENT_LAYER_REMOVE] = "DELETE FROM layer WHERE lot = ?1 AND movement = ?2",
    /* all of them, in order: rebuilding reads everything */
    [STATEMENT_LAYER_MOVEMENTS] =
        "SELECT m.lot, m.id, m.quantity, coalesce(m.value, -1), f.kind, t.kind,"
        " coalesce(m.reverses, 0) FROM movement AS m"
        " CROSS JOIN place AS f ON f.id = m.from_place CROSS JOIN place AS t ON t.id = m.to_place"
        " ORDER BY m.id",
    [STATEMENT_LOT_VALUE] = "SELECT value, quantity FROM movement INDEXED BY movement_by_lot"
                            " WHERE lot = ?1 AND value IS NOT NULL ORDER BY id DESC LIMIT 1",

    [STATEMENT_GENEALOGY_ADD] =
        "INSERT INTO genealogy (used, made, scan) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
    [STATEMENT_GENEALOGY_REMOVE_USED] = "DELETE FROM genealogy WHERE used = ?1 AND scan = ?2",
    [STATEMENT_GENEALOGY_REMOVE_MADE] = "DELETE FROM genealogy WHERE made = ?1 AND scan = ?2",

    [STATEMENT_ADVICE_PUT] =
        "INSERT INTO advice (unit, document, line, lot, best_before, expiry, quantity)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (unit, document, line, lot)"
        " DO UPDATE SET best_before = ?5, expiry = ?6, quantity = ?7",

    [STATEMENT_RECOUNT_ADD] =
        "INSERT INTO recount (place, lot, scan) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
    [STATEMENT_RECOUNT_DONE] =
        "DELETE FROM recount WHERE place = ?1 AND (?2 = 0 OR lot IN (0, ?2))",

    [STATEMENT_BOOK_ITEM] =
        "SELECT number, name, unit, tracking, decimals, needs_date,"
        " blocks_best_before, catch_weight, min_life_days, 0, rotation, over_percent,"
        " over_units, numbering FROM item WHERE number = ?1",
    [STATEMENT_BOOK_PACKAGING] =
        "SELECT i.number, i.name, i.unit, i.tracking, i.decimals, i.needs_date,"
        " i.blocks_best_before, i.catch_weight, i.min_life_days, p.quantity, i.rotation,"
        " i.over_percent, i.over_units, i.numbering"
        " FROM packaging AS p CROSS JOIN item AS i ON i.id = p.item WHERE p.number = ?1",
    [STATEMENT_BOOK_LOT] =
        "SELECT l.code, l.produced, l.packed, l.best_before, l.sell_by, l.expiry, l.status"
        " FROM item AS i CROSS JOIN lot AS l ON l.item = i.id"
        " WHERE i.number = ?1 AND l.code = ?2",
    /* the only one that has it as its supplier's: of two, none */
    [STATEMENT_BOOK_LOT_OF_SUPPLIER] =
        "SELECT l.code, l.produced, l.packed, l.best_before, l.sell_by, l.expiry, l.status"
        " FROM item AS i CROSS JOIN lot AS l ON l.supplier_lot = ?2 AND l.item = i.id"
        " WHERE i.number = ?1 AND ?2 <> '' AND l.supplier_lot <> '' AND NOT EXISTS (SELECT 1 FROM "
        "lot AS o"
        "  WHERE o.supplier_lot = ?2 AND o.supplier_lot <> '' AND o.item = i.id AND o.id <> l.id)",
    [STATEMENT_BOOK_DELIVERED] =
        "SELECT l.code, l.produced, l.packed, l.best_before, l.sell_by, l.expiry, l.status"
        " FROM item AS i CROSS JOIN lot AS l ON l.supplier_lot = ?2 AND l.item = i.id"
        " CROSS JOIN document AS d ON d.id = l.origin"
        " WHERE i.number = ?1 AND ?2 <> '' AND l.supplier_lot <> '' AND d.number = ?3 LIMIT 1",
    [STATEMENT_BOOK_COUNTER] = "SELECT value FROM counter WHERE name = ?1",
    [STATEMENT_COUNTER_PUT] = "INSERT INTO counter (name, value) VALUES (?1, ?2)"
                              " ON CONFLICT (name) DO UPDATE SET value = max(value, ?2)",
    [STATEMENT_BOOK_PLACE] = "SELECT code, kind = 1, kind = 3, EXISTS"
                             " (SELECT 1 FROM tally WHERE place = place.id AND lot IS NULL)"
                             ", check_digit, mixing FROM place"
                             " WHERE code = ?1 AND kind <> 2",
    [STATEMENT_BOOK_REASON] = "SELECT code, name FROM reason WHERE code = ?1",
    [STATEMENT_BOOK_DOCUMENT] =
        "SELECT d.number, p.name, d.kind, d.closed, p.number, d.rotation, p.min_life_days,"
        " p.one_lot, p.not_older FROM document AS d LEFT JOIN partner AS p ON p.id = d.partner "
        "WHERE d.number = ?1",
    [STATEMENT_BOOK_OPERATOR] =
        "SELECT code, name, roles FROM operator WHERE code = ?1 AND roles IS NOT NULL",
    [STATEMENT_BOOK_LINE] =
        "SELECT * FROM (" BOOK_LINE_COLUMNS " FROM document AS d"
        " CROSS JOIN document_line AS n ON n.document = d.id CROSS JOIN item AS i ON i.id = n.item"
        " WHERE d.number = ?1 AND ?2 IN (i.number, '') AND n.done < n.ordered"
        " ORDER BY n.line LIMIT 1)"
        " UNION ALL"
        " SELECT * FROM (" BOOK_LINE_COLUMNS " FROM document AS d"
        " CROSS JOIN item AS i CROSS JOIN document_line AS n ON n.document = d.id AND n.item = i.id"
        " WHERE d.number = ?1 AND i.number = ?2 ORDER BY n.line DESC LIMIT 1)"
        " LIMIT 1",
    [STATEMENT_BOOK_OPEN_LINE] = BOOK_LINE_COLUMNS
    " FROM document AS d CROSS JOIN document_line AS n ON n.document = d.id"
    " CROSS JOIN item AS i ON i.id = n.item"
    " WHERE d.number = ?1 AND n.done < n.ordered ORDER BY n.line LIMIT 1 OFFSET ?2",
    /* lots at the order's place, and what was picked of each for the line and not taken back */
    [STATEMENT_BOOK_LINE_LOT] =
        "SELECT l.code FROM document AS d CROSS JOIN place AS p ON p.code = d.number"
        " CROSS JOIN stock AS s ON s.place = p.id CROSS JOIN lot AS l ON l.id = s.lot"
        " WHERE d.number = ?1 AND EXISTS (SELECT 1 FROM movement AS m INDEXED BY movement_by_lot"
        "  WHERE m.lot = s.lot AND m.to_place = p.id AND m.kind = 2 AND m.document = d.id"
        "  AND m.line = ?2"
        "  AND NOT EXISTS (SELECT 1 FROM movement AS u WHERE u.reverses = m.id)) LIMIT 1",
    [STATEMENT_BOOK_SENT_NEWER] =
        "SELECT l.code, l.produced, l.packed, l.best_before, l.sell_by, l.expiry, l.status"
        " FROM partner AS p CROSS JOIN item AS i CROSS JOIN lot AS l ON l.item = i.id"
        " WHERE p.number = ?1 AND i.number = ?2 AND l.use_by > ?3 AND l.use_by < 99999999"
        " AND EXISTS (SELECT 1 FROM movement AS m INDEXED BY movement_by_lot"
        "  CROSS JOIN document AS d ON d.id = m.document WHERE m.lot = l.id AND m.kind = 3"
        "  AND d.partner = p.id"
        "  AND NOT EXISTS (SELECT 1 FROM movement AS u WHERE u.reverses = m.id)) LIMIT 1",
    /* an undo is a movement the other way round: it takes itself off */
    [STATEMENT_BOOK_RETURNABLE] =
        "SELECT sum(iif(m.to_place = iif(x.kind = 0, 1, 2), m.quantity, -m.quantity)"
        " * iif(x.kind = 0, -1, 1))"
        " FROM document AS x CROSS JOIN item AS i CROSS JOIN lot AS l ON l.item = i.id"
        " CROSS JOIN movement AS m INDEXED BY movement_by_lot ON m.lot = l.id"
        " CROSS JOIN document AS d ON d.id = m.document"
        " WHERE x.number = ?1 AND i.number = ?2 AND l.code = ?3"
        " AND iif(x.kind = 0, 1, 2) IN (m.from_place, m.to_place)"
        " AND iif(x.kind = 3, d.partner = x.partner, d.id = x.id) HAVING count(*) > 0",
    [STATEMENT_BOOK_OPEN_TALLY] =
        "SELECT t.counted - t.expected, o.code"
        " FROM item AS i CROSS JOIN lot AS l ON l.item = i.id CROSS JOIN place AS p"
        " CROSS JOIN tally AS t ON t.place = p.id AND t.lot = l.id"
        " LEFT JOIN operator AS o ON o.id = t.operator"
        " WHERE i.number = ?1 AND l.code = ?2 AND p.code = ?3 AND t.settled = 0 AND NOT EXISTS"
        " (SELECT 1 FROM tally AS n"
        "  WHERE n.place = t.place AND n.lot = t.lot AND n.id > t.id AND n.settled = 1)"
        " ORDER BY t.id DESC LIMIT 1 OFFSET ?4",
    [STATEMENT_BOOK_RECOUNT] =
        "SELECT i.number, l.code, p.code, l.use_by, t.counted"
        " FROM place AS p CROSS JOIN tally AS t ON t.place = p.id"
        " CROSS JOIN lot AS l ON l.id = t.lot CROSS JOIN item AS i ON i.id = l.item"
        " WHERE p.code = ?1 AND t.settled = 0 AND NOT EXISTS (SELECT 1 FROM tally AS n"
        "  WHERE n.place = t.place AND n.lot = t.lot AND n.id > t.id)"
        " ORDER BY t.lot LIMIT 1 OFFSET ?2",
    [STATEMENT_BOOK_UNCOUNTED] =
        "SELECT i.number, l.code, p.code, s.use_by, s.quantity"
        " FROM place AS p CROSS JOIN stock AS s ON s.place = p.id"
        " CROSS JOIN lot AS l ON l.id = s.lot CROSS JOIN item AS i ON i.id = s.item"
        " WHERE p.code = ?1 AND NOT EXISTS (SELECT 1 FROM tally AS t"
        "  WHERE t.place = p.id AND t.lot = s.lot AND t.settled = 1 AND t.id > coalesce("
        "  (SELECT max(d.id) FROM tally AS d WHERE d.place = p.id AND d.lot IS NULL), 0))"
        " ORDER BY s.item, s.lot LIMIT 1 OFFSET ?2",
    [STATEMENT_BOOK_STOCK] =
        "SELECT s.quantity FROM item AS i CROSS JOIN lot AS l ON l.item = i.id"
        " CROSS JOIN place AS p"
        " CROSS JOIN stock AS s ON s.item = i.id AND s.lot = l.id AND s.place = p.id"
        " WHERE i.number = ?1 AND l.code = ?2 AND p.code = ?3",
    [STATEMENT_BOOK_FIRST_EXPIRED] = BOOK_ROTATION("s.use_by >= ?2", "s.use_by, s.lot, s.place"),
    [STATEMENT_BOOK_FIRST_IN] = BOOK_ROTATION("+s.use_by >= ?2", "s.lot, s.place"),
    [STATEMENT_BOOK_LAST_IN] = BOOK_ROTATION("+s.use_by >= ?2", "s.lot DESC, s.place DESC"),
    [STATEMENT_BOOK_LOT_STOCK] =
        "SELECT i.number, l.code, p.code, s.use_by, s.quantity"
        " FROM item AS i CROSS JOIN lot AS l ON l.item = i.id"
        " CROSS JOIN stock AS s ON s.item = i.id AND s.lot = l.id"
        " CROSS JOIN place AS p ON p.id = s.place"
        " WHERE i.number = ?1 AND l.code = ?2 ORDER BY s.place LIMIT 1 OFFSET ?3",
    [STATEMENT_BOOK_PLACE_STOCK] =
        "SELECT i.number, l.code, p.code, s.use_by, s.quantity"
        " FROM place AS p CROSS JOIN stock AS s ON s.place = p.id"
        " CROSS JOIN lot AS l ON l.id = s.lot CROSS JOIN item AS i ON i.id = s.item"
        " WHERE p.code = ?1 ORDER BY s.item, s.lot LIMIT 1 OFFSET ?2",
    /* what lies on logistic units, and single pieces */
    [STATEMENT_BOOK_LOAD] = "SELECT u.sscc, i.number, l.code, p.code, c.quantity"
                            " FROM logistic_unit AS u CROSS JOIN content AS c ON c.unit = u.id"
                            " CROSS JOIN lot AS l ON l.id = c.lot"
                            " CROSS JOIN item AS i ON i.id = l.item"
                            " CROSS JOIN place AS p ON p.id = c.place"
                            " WHERE u.sscc = ?1 ORDER BY c.lot LIMIT 1 OFFSET ?2",
    [STATEMENT_BOOK_LOADS_AT] =
        "SELECT u.sscc, i.number, l.code, p.code, c.quantity"
        " FROM item AS i CROSS JOIN lot AS l ON l.item = i.id CROSS JOIN place AS p"
        " CROSS JOIN content AS c INDEXED BY content_by_place ON c.place = p.id AND c.lot = l.id"
        " CROSS JOIN logistic_unit AS u ON u.id = c.unit"
        " WHERE i.number = ?1 AND l.code = ?2 AND p.code = ?3 ORDER BY c.unit LIMIT 1 OFFSET ?4",
    [STATEMENT_BOOK_ADVICE] =
        "SELECT d.number, a.line, i.number, a.lot, a.best_before, a.expiry, a.quantity,"
        " (SELECT coalesce(sum(iif(m.to_unit = a.unit, m.quantity, -m.quantity)), 0)"
        "  FROM lot AS l CROSS JOIN movement AS m INDEXED BY movement_by_unit ON m.lot = l.id"
        "  WHERE l.item = i.id AND l.code = a.lot"
        "  AND (m.from_unit IS NOT NULL OR m.to_unit IS NOT NULL)"
        "  AND ((m.to_unit = a.unit AND m.from_place = 1)"
        "       OR (m.from_unit = a.unit AND m.to_place = 1)))"
        " FROM logistic_unit AS u CROSS JOIN advice AS a ON a.unit = u.id"
        " CROSS JOIN document AS d ON d.id = a.document"
        " CROSS JOIN document_line AS n ON n.document = a.document AND n.line = a.line"
        " CROSS JOIN item AS i ON i.id = n.item"
        " WHERE u.sscc = ?1 ORDER BY a.document, a.line, a.lot LIMIT 1 OFFSET ?2",
    [STATEMENT_BOOK_SERIAL] =
        "SELECT s.code, l.code, p.code, u.sscc FROM item AS i"
        " CROSS JOIN serial AS s ON s.item = i.id CROSS JOIN lot AS l ON l.id = s.lot"
        " CROSS JOIN place AS p ON p.id = s.place LEFT JOIN logistic_unit AS u ON u.id = s.unit"
        " WHERE i.number = ?1 AND s.code = ?2",
    [STATEMENT_BOOK_SERIALS_AT] =
        "SELECT s.code, l.code, p.code, u.sscc FROM item AS i"
        " CROSS JOIN lot AS l ON l.item = i.id CROSS JOIN place AS p"
        " CROSS JOIN serial AS s INDEXED BY serial_by_lot ON s.lot = l.id AND s.place = p.id"
        " LEFT JOIN logistic_unit AS u ON u.id = s.unit"
        " WHERE i.number = ?1 AND l.code = ?2 AND p.code = ?3 AND coalesce(u.sscc, '') = ?4"
        " ORDER BY s.unit, s.id LIMIT 1 OFFSET ?5",
    /* the last movement of this device that counts, then all of its scan */
    [STATEMENT_BOOK_LAST] = "SELECT m.id, m.scan, m.kind, d.number FROM movement AS m"
                            " LEFT JOIN document AS d ON d.id = m.document"
                            " WHERE m.id BETWEEN ?1 AND ?2 AND m.kind <> 5"
                            " AND NOT EXISTS (SELECT 1 FROM movement AS u WHERE u.reverses = m.id)"
                            " ORDER BY m.id DESC LIMIT 1",
    /* a count since then that booked nothing */
    [STATEMENT_BOOK_LAST_TALLY] =
        "SELECT t.id FROM tally AS t WHERE t.id > ?1 AND t.id <= ?2"
        " AND NOT EXISTS (SELECT 1 FROM movement AS m"
        "  WHERE m.id BETWEEN t.scan AND t.scan + 64 AND m.scan = t.scan) LIMIT 1",
    [STATEMENT_BOOK_LAST_MOVEMENTS] =
        "SELECT m.id, i.number, l.code, s.code, f.code, t.code, u.sscc, v.sscc, m.quantity, m.line,"
        " m.override, m.weight"
        " FROM movement AS m CROSS JOIN lot AS l ON l.id = m.lot"
        " CROSS JOIN item AS i ON i.id = l.item LEFT JOIN serial AS s ON s.id = m.serial"
        " CROSS JOIN place AS f ON f.id = m.from_place CROSS JOIN place AS t ON t.id = m.to_place"
        " LEFT JOIN logistic_unit AS u ON u.id = m.from_unit"
        " LEFT JOIN logistic_unit AS v ON v.id = m.to_unit"
        " WHERE m.id BETWEEN ?1 AND ?2 AND m.scan = ?1 ORDER BY m.id",

    [STATEMENT_BOOK_DOUBTFUL_LABEL] =
        "SELECT j.id, i.number, l.code FROM job AS j CROSS JOIN item AS i ON i.id = j.item"
        " LEFT JOIN lot AS l ON l.id = j.lot WHERE j.state = 3 ORDER BY j.id LIMIT 1",

    [STATEMENT_ITEM_PUT] =
        "INSERT INTO item (number, name, description, manufacturer, unit, decimals, tracking,"
        " needs_date, blocks_best_before, catch_weight, min_life_days, rotation, over_percent,"
        " over_units, numbering)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
        " ON CONFLICT (number) DO UPDATE SET name = ?2, description = ?3, manufacturer = ?4,"
        " unit = ?5, decimals = ?6, tracking = ?7, needs_date = ?8, blocks_best_before = ?9,"
        " catch_weight = ?10, min_life_days = ?11, rotation = ?12, over_percent = ?13,"
        " over_units = ?14, numbering = ?15 RETURNING id",
    [STATEMENT_ITEM_BOOKED] = "SELECT 1 FROM lot WHERE item = ?1 LIMIT 1",
    [STATEMENT_PACKAGING_PUT] = "INSERT INTO packaging (number, item, quantity) VALUES (?1, ?2, ?3)"
                                " ON CONFLICT (number) DO UPDATE SET item = ?2, quantity = ?3",
    [STATEMENT_PARTNER] = "SELECT id FROM partner WHERE number = ?1",
    [STATEMENT_PARTNER_PUT] =
        "INSERT INTO partner (number, kind, name, address, contact, gln, min_life_days, one_lot,"
        " not_older) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
        " ON CONFLICT (number) DO UPDATE SET kind = ?2, name = ?3, address = ?4, contact = ?5,"
        " gln = ?6, min_life_days = ?7, one_lot = ?8, not_older = ?9",
    [STATEMENT_PLACE_PUT] =
        "INSERT INTO place (code, name, check_digit, kind, mixing) VALUES (?1, ?2, ?3, ?4, ?5)"
        " ON CONFLICT (code) DO UPDATE SET name = ?2, check_digit = ?3, kind = ?4, mixing = ?5",
    [STATEMENT_REASON_PUT] = "INSERT INTO reason (code, name) VALUES (?1, ?2)"
                             " ON CONFLICT (code) DO UPDATE SET name = ?2",
    [STATEMENT_DOCUMENT_PUT] =
        "INSERT INTO document (number, kind, partner, rotation) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (number) DO UPDATE SET partner = ?3, rotation = ?4 RETURNING id",
    [STATEMENT_OPERATOR_PUT] = "INSERT INTO operator (code, name, roles) VALUES (?1, ?2, ?3)"
                               " ON CONFLICT (code) DO UPDATE SET name = ?2, roles = ?3",
    [STATEMENT_LINE] = "SELECT item, ordered, done FROM document_line"
                       " WHERE document = ?1 AND line = ?2",
    [STATEMENT_LINE_PUT] =
        "INSERT INTO document_line (document, line, item, ordered, due, unit_cost, lot, substitute)"
        " VALUES (?1, ?2, ?3, ?4, ?5, nullif(?6, -1), ?7, ?8)"
        " ON CONFLICT (document, line) DO UPDATE SET item = ?3, ordered = ?4, due = ?5,"
        " unit_cost = nullif(?6, -1), lot = ?7, substitute = ?8",

    [STATEMENT_JOB_ADD] =
        "INSERT INTO job (item, lot, quantity, copies, reprint, state, time_ms, offset_min, scan)"
        " VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8) RETURNING id",
    /* the same label asked for by hand: on its way, or a moment ago */
    [STATEMENT_JOB_SAME] =
        "SELECT id FROM job WHERE state IN (0, 1) AND scan IS NULL AND reprint = 0"
        " AND item = ?1 AND lot IS ?2 AND quantity = ?3 AND copies = ?4"
        " UNION ALL"
        " SELECT id FROM job WHERE id > (SELECT max(id) FROM job) - 16 AND state <> 4"
        " AND scan IS NULL AND item = ?1 AND lot IS ?2 AND quantity = ?3 AND copies = ?4"
        " AND ?5 - time_ms BETWEEN 0 AND 2000 LIMIT 1",
    [STATEMENT_JOB_NEXT] =
        "SELECT j.id, i.number, i.name, i.unit, i.decimals, l.code, p.name, l.produced, l.packed,"
        " l.best_before, l.sell_by, l.expiry, j.quantity, j.copies, j.reprint, j.time_ms,"
        " j.offset_min FROM job AS j CROSS JOIN item AS i ON i.id = j.item"
        " LEFT JOIN lot AS l ON l.id = j.lot LEFT JOIN partner AS p ON p.id = l.supplier"
        " WHERE j.state = 0 ORDER BY j.id LIMIT 1",
    [STATEMENT_JOB_IN_STATE] = "SELECT id FROM job WHERE state = ?1 ORDER BY id LIMIT 1",
    [STATEMENT_JOB_STATE] = "UPDATE job SET state = ?2 WHERE id = ?1",
    [STATEMENT_JOB_END] = "UPDATE job SET state = ?2, printer = ?3, fault = ?4 WHERE id = ?1",
    [STATEMENT_JOB_AGAIN] =
        "UPDATE job SET state = 0, reprint = reprint + 1, fault = '' WHERE id = ?1",
    [STATEMENT_JOB_FAULT] = "SELECT fault FROM job WHERE state = 0 ORDER BY id LIMIT 1",
    [STATEMENT_JOB] = "SELECT j.state, i.number, l.code, j.copies FROM job AS j"
                      " CROSS JOIN item AS i ON i.id = j.item LEFT JOIN lot AS l ON l.id = j.lot"
                      " WHERE j.id = ?1",
};

const char *statement_sql(enum statement statement)
{
    return statements[statement];
}

int statement_prepare(struct lot_ledger *ledger, enum statement statement)
{
    if (ledger->statement[statement]) {
        return 0;
    }
    int result = sqlite3_prepare_v3(ledger->database, statements[statement], -1,
                                    SQLITE_PREPARE_PERSISTENT, &ledger->statement[statement], NULL);
    return result == SQLITE_OK ? 0 : ledger_fail(ledger, result);
}

int statements_init(struct lot_ledger *ledger)
{
    int error = 0;
    for (int i = 0; error == 0 && i < STATEMENT_COUNT; i++) {
        error = statement_prepare(ledger, (enum statement)i);
    }
    return error;
}

void statements_done(struct lot_ledger *ledger)
{
    for (int i = 0; i < STATEMENT_COUNT; i++) {
        sqlite3_finalize(ledger->statement[i]);
        ledger->statement[i] = NULL;
    }
    for (unsigned i = 0; i < LOT_LEDGER_FORMS_MAX; i++) {
        sqlite3_finalize(ledger->kept[i]);
        ledger->kept[i] = NULL;
    }
}
