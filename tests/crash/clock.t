#!/bin/bash
# SPDX-License-Identifier: MIT
# Killed again and again, and each time the clock is another, years back or forth: nothing is lost,
# and wherever the time goes back in the journal, an event stands that says so.
set -u
# shellcheck source=tests/crash/kill.sh
. "$(dirname "$0")/kill.sh"
if ! command -v faketime >/dev/null; then
    echo '1..0 # SKIP no faketime'
    exit 0
fi
if ldd "$build/lotd" | grep -q libasan; then
    echo '1..0 # SKIP faketime and the address sanitizer both have to be loaded first'
    exit 0
fi
LIBFAKETIME=$(faketime -f +0d printenv LD_PRELOAD)
export LIBFAKETIME
"$build/tests/crash/kill" "$build/lotd" "$work" "${KILLS:-60}" | sed 's/^1\.\.4$/1..6/'

# every row of the journal in its order, with the time of the row before
journal="WITH row AS (SELECT id, time_ms, '' AS kind FROM scan
    UNION ALL SELECT id, time_ms, '' FROM lot UNION ALL SELECT id, time_ms, '' FROM movement
    UNION ALL SELECT id, time_ms, '' FROM status UNION ALL SELECT id, time_ms, kind FROM event),
  step AS (SELECT id, kind, time_ms, lag(time_ms) OVER (ORDER BY id) AS before FROM row)"
count() { sqlite3 -readonly "$work/site.ledger" "$journal SELECT count(*) FROM step WHERE $1"; }
told=$(count "time_ms < before - 60000 AND kind = 'clock'")
untold=$(count "time_ms < before - 60000 AND kind <> 'clock'")
result() { [ "$2" "$3" "$4" ] && echo "ok $1 - $5" || echo "not ok $1 - $5"; }
result 5 "$told" -gt 10 "the clock went back $told times, and that is on record"
result 6 "$untold" -eq 0 "and it never went back untold"
