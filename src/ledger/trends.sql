-- SPDX-License-Identifier: MIT
--
-- What went to customers, and what it had cost, by item and month of the local day (moments.sql
-- stands before this). What was undone is left out.

SELECT i.number, i.name,
       strftime('%Y-%m', m.time_ms / 1000 + m.offset_min * 60, 'unixepoch') AS month,
       count(*), sum(m.quantity), i.unit, sum(m.value), i.decimals
FROM span CROSS JOIN movement AS m ON m.id >= span.first AND m.id < span.behind
CROSS JOIN lot AS l ON l.id = m.lot CROSS JOIN item AS i ON i.id = l.item
WHERE m.to_place = 2 AND m.reverses IS NULL AND (?1 IS NULL OR i.number = ?1)
    AND NOT EXISTS (SELECT 1 FROM movement AS u WHERE u.reverses = m.id)
GROUP BY i.number, month LIMIT ?8
