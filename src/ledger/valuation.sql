-- SPDX-License-Identifier: MIT
--
-- What the stock of each lot cost: what is left of its layers. Of what came at no known cost it
-- tells how much there is.

SELECT i.number, i.name, l.code, sum(s.quantity), i.unit,
       (SELECT sum(y.value) FROM layer AS y WHERE y.lot = s.lot),
       nullif(sum(s.quantity)
              - coalesce((SELECT sum(y.quantity) FROM layer AS y WHERE y.lot = s.lot), 0), 0),
       i.decimals
FROM item AS i CROSS JOIN stock AS s ON s.item = i.id CROSS JOIN lot AS l ON l.id = s.lot
WHERE (?1 IS NULL OR i.number = ?1) AND (?2 IS NULL OR l.code = ?2)
GROUP BY i.number, s.lot LIMIT ?8
