-- SPDX-License-Identifier: MIT
--
-- The stock of each item: how much there is, of how many lots, and what it cost.

SELECT i.number, i.name, (SELECT sum(s.quantity) FROM stock AS s WHERE s.item = i.id), i.unit,
       (SELECT count(*) FROM (SELECT 1 FROM stock AS s WHERE s.item = i.id GROUP BY s.lot)),
       (SELECT sum((SELECT sum(y.value) FROM layer AS y WHERE y.lot = n.lot))
        FROM (SELECT s.lot FROM stock AS s WHERE s.item = i.id GROUP BY s.lot) AS n), i.decimals
FROM item AS i
WHERE (?1 IS NULL OR i.number = ?1) AND EXISTS (SELECT 1 FROM stock AS s WHERE s.item = i.id)
ORDER BY i.number LIMIT ?8
