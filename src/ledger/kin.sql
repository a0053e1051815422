-- SPDX-License-Identifier: MIT
--
-- A lot (?2), of one item (?1) or of all that have a lot of that name, and its kin, generation by
-- generation: the lots that were made of it, or (?9) those that it was made of. A circle ends where
-- it began: UNION takes each lot once.

WITH RECURSIVE
kin (lot) AS MATERIALIZED (
    SELECT l.id FROM lot AS l CROSS JOIN item AS i ON i.id = l.item
    WHERE l.code = ?2 AND (?1 IS NULL OR i.number = ?1)
    UNION SELECT g.made FROM kin CROSS JOIN genealogy AS g ON g.used = kin.lot WHERE NOT ?9
    UNION SELECT g.used FROM kin CROSS JOIN genealogy AS g ON g.made = kin.lot WHERE ?9)

SELECT i.number, i.name, l.code, l.status, nullif(l.use_by, 99999999), l.time_ms,
       (SELECT coalesce(sum(s.quantity), 0) FROM stock AS s WHERE s.item = l.item AND s.lot = l.id),
       i.unit, coalesce(nullif(r.name, ''), r.number), o.number,
       (SELECT group_concat(code, ' ')
        FROM (SELECT u.code FROM genealogy AS g CROSS JOIN lot AS u ON u.id = g.used
              WHERE g.made = l.id GROUP BY g.used)),
       i.decimals, l.offset_min
FROM kin CROSS JOIN lot AS l ON l.id = kin.lot CROSS JOIN item AS i ON i.id = l.item
LEFT JOIN partner AS r ON r.id = l.supplier LEFT JOIN document AS o ON o.id = l.origin
