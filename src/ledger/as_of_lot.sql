-- SPDX-License-Identifier: MIT
--
-- Where a lot (?2) was at the moment ?11 (moments.sql stands before this), by its movements until
-- then.

SELECT i.number, i.name, l.code, p.code, n.quantity, i.unit, nullif(l.use_by, 99999999),
       coalesce((SELECT h.status FROM status AS h WHERE h.lot = l.id AND h.time_ms < ?11
                 ORDER BY h.id DESC LIMIT 1), 0), i.decimals
FROM (SELECT lot, place, sum(change) AS quantity
      FROM (SELECT m.lot AS lot, m.to_place AS place, m.quantity AS change FROM lot AS x
            CROSS JOIN span CROSS JOIN movement AS m INDEXED BY movement_by_lot
            ON m.lot = x.id AND m.id >= span.device << 40 AND m.id < span.behind WHERE x.code = ?2
            UNION ALL
            SELECT m.lot, m.from_place, -m.quantity FROM lot AS x
            CROSS JOIN span CROSS JOIN movement AS m INDEXED BY movement_by_lot
            ON m.lot = x.id AND m.id >= span.device << 40 AND m.id < span.behind WHERE x.code = ?2)
      GROUP BY lot, place HAVING sum(change) <> 0) AS n
CROSS JOIN place AS p ON p.id = n.place
CROSS JOIN lot AS l ON l.id = n.lot CROSS JOIN item AS i ON i.id = l.item
WHERE p.kind <> 1 AND (?1 IS NULL OR i.number = ?1) AND (?3 IS NULL OR p.code = ?3)
ORDER BY i.number, l.id, p.id LIMIT ?8
