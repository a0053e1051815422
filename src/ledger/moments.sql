-- SPDX-License-Identifier: MIT
--
-- What lies between two moments, ?10 and ?11: for each device the id of its first movement that is
-- not before the one, and of its first that is not before the other. Found by halving, as ids grow
-- with time and no index on time is needed; the sum of two ids may not fit an integer. Where a clock
-- went back, it is one of the places that the clock passed twice, so that a question always has a
-- state that the ledger really had.

WITH RECURSIVE
search (device, moment, low, high) AS MATERIALIZED (
    SELECT d.number, b.moment, d.number << 40, (d.number << 40 | d.sequence) + 1
    FROM (SELECT ?10 AS moment UNION ALL SELECT ?11) AS b CROSS JOIN device AS d
    UNION ALL
    SELECT s.device, s.moment,
           iif(coalesce((SELECT m.time_ms >= s.moment FROM movement AS m
                         WHERE m.id >= (s.low + (s.high - s.low) / 2) AND m.id < s.high
                         ORDER BY m.id LIMIT 1), 1), s.low, (s.low + (s.high - s.low) / 2) + 1),
           iif(coalesce((SELECT m.time_ms >= s.moment FROM movement AS m
                         WHERE m.id >= (s.low + (s.high - s.low) / 2) AND m.id < s.high
                         ORDER BY m.id LIMIT 1), 1), (s.low + (s.high - s.low) / 2), s.high)
    FROM search AS s WHERE s.low < s.high),
span (device, first, behind) AS MATERIALIZED (
    SELECT device, min(low), max(low) FROM search WHERE low >= high GROUP BY device)

