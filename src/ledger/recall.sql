-- SPDX-License-Identifier: MIT
--
-- The recall set of a lot (?2), of one item (?1) or of all that have a lot of that name, in one
-- statement that reads that lot alone: what came and from whom, where the rest lies, what went and
-- to whom, and what of it does not add up. What was undone is left out together with its undoing,
-- as neither reached anybody; the difference counts both.
--
-- A part's number has a name (names_of_parts): that of the virtual place for what came from it, ten
-- more for what went to it, twenty and the place's kind for what lies there, thirty for the
-- difference.

SELECT * FROM (
    SELECT f.id AS part, i.number, i.name, l.code, l.status, m.quantity, i.unit, t.code, m.time_ms,
           d.number, r.number, r.name, r.contact, r.address, m.id & 1099511627775,
           i.decimals, m.offset_min
    FROM lot AS l CROSS JOIN item AS i ON i.id = l.item
    CROSS JOIN movement AS m INDEXED BY movement_by_lot ON m.lot = l.id
    CROSS JOIN place AS f ON f.id = m.from_place CROSS JOIN place AS t ON t.id = m.to_place
    LEFT JOIN document AS d ON d.id = m.document LEFT JOIN partner AS r ON r.id = d.partner
    WHERE l.code = ?2 AND (?1 IS NULL OR i.number = ?1) AND f.kind = 1 AND m.reverses IS NULL
        AND NOT EXISTS (SELECT 1 FROM movement AS u WHERE u.reverses = m.id)
    ORDER BY l.item, m.id LIMIT -1)

UNION ALL SELECT * FROM (
    SELECT 20 + p.kind, i.number, i.name, l.code, l.status, s.quantity, i.unit, p.code, NULL,
           d.number, r.number, r.name, r.contact, r.address, NULL, i.decimals, NULL
    FROM lot AS l CROSS JOIN item AS i ON i.id = l.item
    CROSS JOIN stock AS s ON s.item = l.item AND s.lot = l.id
    CROSS JOIN place AS p ON p.id = s.place
    LEFT JOIN document AS d ON p.kind = 2 AND d.number = p.code
    LEFT JOIN partner AS r ON r.id = d.partner
    WHERE l.code = ?2 AND (?1 IS NULL OR i.number = ?1)
    ORDER BY l.item, s.place LIMIT -1)

UNION ALL SELECT * FROM (
    SELECT 10 + t.id, i.number, i.name, l.code, l.status, m.quantity, i.unit, f.code, m.time_ms,
           d.number, r.number, r.name, r.contact, r.address, m.id & 1099511627775,
           i.decimals, m.offset_min
    FROM lot AS l CROSS JOIN item AS i ON i.id = l.item
    CROSS JOIN movement AS m INDEXED BY movement_by_lot ON m.lot = l.id
    CROSS JOIN place AS f ON f.id = m.from_place CROSS JOIN place AS t ON t.id = m.to_place
    LEFT JOIN document AS d ON d.id = m.document LEFT JOIN partner AS r ON r.id = d.partner
    WHERE l.code = ?2 AND (?1 IS NULL OR i.number = ?1) AND t.kind = 1 AND m.reverses IS NULL
        AND NOT EXISTS (SELECT 1 FROM movement AS u WHERE u.reverses = m.id)
    ORDER BY l.item, m.id LIMIT -1)

UNION ALL SELECT * FROM (
    SELECT 30, i.number, i.name, l.code, l.status,
           (SELECT coalesce(sum(m.quantity * ((f.kind = 1) - (t.kind = 1))), 0)
            FROM movement AS m INDEXED BY movement_by_lot
            CROSS JOIN place AS f ON f.id = m.from_place CROSS JOIN place AS t ON t.id = m.to_place
            WHERE m.lot = l.id)
           - (SELECT coalesce(sum(s.quantity), 0) FROM stock AS s
              WHERE s.item = l.item AND s.lot = l.id),
           i.unit, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, i.decimals, NULL
    FROM lot AS l CROSS JOIN item AS i ON i.id = l.item
    WHERE l.code = ?2 AND (?1 IS NULL OR i.number = ?1)
    ORDER BY l.item LIMIT -1)
