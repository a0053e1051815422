-- SPDX-License-Identifier: MIT
--
-- The recall set of a lot (?2), of one item (?1) or of all that have a lot of that name, in one
-- statement: the lot and every lot that was made of it, and of those, to any depth; each with what
-- came and from whom, where the rest lies, what went and to whom, and what of it does not add up.
-- With ?9 it starts from the other end: from what the lot was made of, so that all that shares an
-- ingredient with it is in the set. What was undone is left out together with its undoing, as
-- neither reached anybody; the difference counts both.
--
-- A lot that was reworked into itself closes a circle: UNION takes each lot once. Nothing is
-- sorted: the set is walked generation by generation, and each lot's movements by their index.
--
-- A part's number has a name (names_of_parts): that of the virtual place for what came from it, ten
-- more for what went to it, twenty and the place's kind for what lies there, thirty for the
-- difference. Of what was used, related says what was made of it; of what was produced, of what.

WITH RECURSIVE
origin (lot) AS MATERIALIZED (
    SELECT l.id FROM lot AS l CROSS JOIN item AS i ON i.id = l.item
    WHERE l.code = ?2 AND (?1 IS NULL OR i.number = ?1)
    UNION SELECT g.used FROM origin CROSS JOIN genealogy AS g ON g.made = origin.lot WHERE ?9),
tree (lot) AS MATERIALIZED (
    SELECT lot FROM origin
    UNION SELECT g.made FROM tree CROSS JOIN genealogy AS g ON g.used = tree.lot)

SELECT f.id AS part, i.number, i.name, l.code, l.status, m.quantity, i.unit, t.code, m.time_ms,
       d.number, r.number, r.name, r.contact, r.address,
       iif(f.id = 5, (SELECT group_concat(u.code, ' ')
                      FROM genealogy AS g INDEXED BY genealogy_by_made
                      CROSS JOIN lot AS u ON u.id = g.used WHERE g.made = l.id AND g.scan = m.scan), NULL),
       m.id & 1099511627775, i.decimals, m.offset_min
FROM tree CROSS JOIN lot AS l ON l.id = tree.lot CROSS JOIN item AS i ON i.id = l.item
CROSS JOIN movement AS m INDEXED BY movement_by_lot ON m.lot = l.id
CROSS JOIN place AS f ON f.id = m.from_place CROSS JOIN place AS t ON t.id = m.to_place
LEFT JOIN document AS d ON d.id = m.document LEFT JOIN partner AS r ON r.id = d.partner
WHERE f.kind = 1 AND m.reverses IS NULL
    AND NOT EXISTS (SELECT 1 FROM movement AS u WHERE u.reverses = m.id)

UNION ALL
SELECT 20 + p.kind, i.number, i.name, l.code, l.status, s.quantity, i.unit, p.code, NULL,
       d.number, r.number, r.name, r.contact, r.address, NULL, NULL, i.decimals, NULL
FROM tree CROSS JOIN lot AS l ON l.id = tree.lot CROSS JOIN item AS i ON i.id = l.item
CROSS JOIN stock AS s ON s.item = l.item AND s.lot = l.id
CROSS JOIN place AS p ON p.id = s.place
LEFT JOIN document AS d ON p.kind = 2 AND d.number = p.code
LEFT JOIN partner AS r ON r.id = d.partner

UNION ALL
SELECT 10 + t.id, i.number, i.name, l.code, l.status, m.quantity, i.unit, f.code, m.time_ms,
       d.number, r.number, r.name, r.contact, r.address,
       iif(t.id = 5, (SELECT group_concat(o.code, ' ')
                      FROM genealogy AS g CROSS JOIN lot AS o ON o.id = g.made
                      WHERE g.used = l.id AND g.scan = m.scan), NULL),
       m.id & 1099511627775, i.decimals, m.offset_min
FROM tree CROSS JOIN lot AS l ON l.id = tree.lot CROSS JOIN item AS i ON i.id = l.item
CROSS JOIN movement AS m INDEXED BY movement_by_lot ON m.lot = l.id
CROSS JOIN place AS f ON f.id = m.from_place CROSS JOIN place AS t ON t.id = m.to_place
LEFT JOIN document AS d ON d.id = m.document LEFT JOIN partner AS r ON r.id = d.partner
WHERE t.kind = 1 AND m.reverses IS NULL
    AND NOT EXISTS (SELECT 1 FROM movement AS u WHERE u.reverses = m.id)

UNION ALL
SELECT 30, i.number, i.name, l.code, l.status,
       (SELECT coalesce(sum(m.quantity * ((f.kind = 1) - (t.kind = 1))), 0)
        FROM movement AS m INDEXED BY movement_by_lot
        CROSS JOIN place AS f ON f.id = m.from_place CROSS JOIN place AS t ON t.id = m.to_place
        WHERE m.lot = l.id)
       - (SELECT coalesce(sum(s.quantity), 0) FROM stock AS s
          WHERE s.item = l.item AND s.lot = l.id),
       i.unit, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, i.decimals, NULL
FROM tree CROSS JOIN lot AS l ON l.id = tree.lot CROSS JOIN item AS i ON i.id = l.item
