#!/bin/sh
# SPDX-License-Identifier: MIT
# Power cuts at every step of a recorded run. IMAGES=n tries more of them.
exec "${BUILD:-build}/tests/crash/ledger_images" "${IMAGES:-4000}"
