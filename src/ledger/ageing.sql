-- SPDX-License-Identifier: MIT
--
-- How long the stock of each lot has lain here on the day ?5, by the local day that it came.

SELECT i.number, i.name, l.code, sum(s.quantity), i.unit,
       CAST(strftime('%Y%m%d', l.time_ms / 1000 + l.offset_min * 60, 'unixepoch') AS INTEGER),
       CAST(julianday(printf('%04d-%02d-%02d', ?5 / 10000, ?5 / 100 % 100, ?5 % 100))
            - julianday(date(l.time_ms / 1000 + l.offset_min * 60, 'unixepoch')) AS INTEGER),
       nullif(l.use_by, 99999999), (SELECT sum(y.value) FROM layer AS y WHERE y.lot = s.lot),
       i.decimals
FROM item AS i CROSS JOIN stock AS s ON s.item = i.id CROSS JOIN lot AS l ON l.id = s.lot
WHERE (?1 IS NULL OR i.number = ?1) AND (?2 IS NULL OR l.code = ?2)
GROUP BY i.number, s.lot LIMIT ?8
