-- SPDX-License-Identifier: MIT
--
-- What was where at the moment ?11 (moments.sql stands before this): what is there now, less what
-- happened since. That is read once, from where the moment is: last month's end is near.

SELECT i.number, i.name, l.code, p.code, n.quantity, i.unit, nullif(l.use_by, 99999999),
       coalesce((SELECT h.status FROM status AS h WHERE h.lot = l.id AND h.time_ms < ?11
                 ORDER BY h.id DESC LIMIT 1), 0), i.decimals
FROM (SELECT lot, place, sum(change) AS quantity
      FROM (SELECT s.lot AS lot, s.place AS place, s.quantity AS change FROM stock AS s
            UNION ALL
            SELECT m.lot, m.to_place, -m.quantity FROM span CROSS JOIN movement AS m
            ON m.id >= span.behind AND m.id <= span.device << 40 | 1099511627775
            UNION ALL
            SELECT m.lot, m.from_place, m.quantity FROM span CROSS JOIN movement AS m
            ON m.id >= span.behind AND m.id <= span.device << 40 | 1099511627775)
      GROUP BY lot, place HAVING sum(change) <> 0) AS n
CROSS JOIN place AS p ON p.id = n.place
CROSS JOIN lot AS l ON l.id = n.lot CROSS JOIN item AS i ON i.id = l.item
WHERE p.kind <> 1 AND (?1 IS NULL OR i.number = ?1) AND (?3 IS NULL OR p.code = ?3)
ORDER BY i.number, l.use_by, l.id, p.id LIMIT ?8
