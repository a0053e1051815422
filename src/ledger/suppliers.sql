-- SPDX-License-Identifier: MIT
--
-- Each supplier by the lots that came from it: how many, how many of them were ever stopped, went
-- back to it, came back from customers, or had to be scrapped. What was undone is left out.

SELECT r.number, r.name, count(*),
       sum(EXISTS (SELECT 1 FROM status AS h WHERE h.lot = l.id AND h.status <> 0)),
       sum(EXISTS (SELECT 1 FROM movement AS m INDEXED BY movement_by_lot
                   WHERE m.lot = l.id AND m.to_place = 1 AND m.reverses IS NULL
                   AND NOT EXISTS (SELECT 1 FROM movement AS u WHERE u.reverses = m.id))),
       sum(EXISTS (SELECT 1 FROM movement AS m INDEXED BY movement_by_lot
                   WHERE m.lot = l.id AND m.from_place = 2 AND m.reverses IS NULL
                   AND NOT EXISTS (SELECT 1 FROM movement AS u WHERE u.reverses = m.id))),
       sum(EXISTS (SELECT 1 FROM movement AS m INDEXED BY movement_by_lot
                   WHERE m.lot = l.id AND m.to_place = 3 AND m.reverses IS NULL
                   AND NOT EXISTS (SELECT 1 FROM movement AS u WHERE u.reverses = m.id)))
FROM lot AS l CROSS JOIN partner AS r ON r.id = l.supplier
GROUP BY r.number LIMIT ?8
