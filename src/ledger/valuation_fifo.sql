-- SPDX-License-Identifier: MIT
--
-- What the stock of each item is worth, as if what came first had gone first, whatever lot was
-- taken: so much of it as there is, at what the newest lots cost. An item's lots are walked from
-- the newest until they cover what there is; of the last one its part counts. How much of it came at
-- no known cost is told.

WITH RECURSIVE
there (item, quantity) AS MATERIALIZED (
    SELECT i.id, (SELECT sum(s.quantity) FROM stock AS s WHERE s.item = i.id)
    FROM item AS i WHERE ?1 IS NULL OR i.number = ?1),
-- a lot's receipts are weighed up in the step behind the one that comes to it
walk (item, there, lot, came, cost, wanted, value, unknown) AS MATERIALIZED (
    SELECT item, quantity, 9223372036854775807, 0, 0, quantity, 0, 0 FROM there WHERE quantity > 0
    UNION ALL
    SELECT w.item, w.there,
           (SELECT max(x.id) FROM lot AS x WHERE x.item = w.item AND x.id < w.lot),
           (SELECT sum(m.quantity) FROM movement AS m INDEXED BY movement_by_lot
            WHERE m.lot = (SELECT max(x.id) FROM lot AS x WHERE x.item = w.item AND x.id < w.lot)
            AND m.from_place IN (1, 5, 6) AND m.reverses IS NULL
            AND NOT EXISTS (SELECT 1 FROM movement AS u WHERE u.reverses = m.id)),
           (SELECT sum(m.value) FROM movement AS m INDEXED BY movement_by_lot
            WHERE m.lot = (SELECT max(x.id) FROM lot AS x WHERE x.item = w.item AND x.id < w.lot)
            AND m.from_place IN (1, 5, 6) AND m.reverses IS NULL
            AND NOT EXISTS (SELECT 1 FROM movement AS u WHERE u.reverses = m.id)),
           w.wanted - min(w.wanted, coalesce(w.came, 0)),
           w.value + iif(coalesce(w.came, 0) = 0, 0,
                         (coalesce(w.cost, 0) * min(w.wanted, w.came) + w.came / 2) / w.came),
           w.unknown + iif(w.cost IS NULL, min(w.wanted, coalesce(w.came, 0)), 0)
    FROM walk AS w WHERE w.lot IS NOT NULL AND w.wanted > 0)

SELECT i.number, i.name, w.there, i.unit, max(w.value),
       nullif(min(w.wanted) + max(w.unknown), 0), i.decimals
FROM walk AS w CROSS JOIN item AS i ON i.id = w.item
GROUP BY i.number LIMIT ?8
