#!/bin/bash
# SPDX-License-Identifier: MIT
# kill -9 at any moment, over more than a thousand scans: what was acknowledged is in the ledger.
# KILLS=n kills more often.
set -u
# shellcheck source=tests/crash/kill.sh
. "$(dirname "$0")/kill.sh"
"$build/tests/crash/kill" "$build/lotd" "$work" "${KILLS:-250}"
