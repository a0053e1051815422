#!/bin/sh
# SPDX-License-Identifier: MIT
# Power cuts at every point of a day's work. IMAGES=n judges more of them, SEED=n others.
exec "${BUILD:-build}/tests/crash/images" "${IMAGES:-10000}" "${SEED:-20260301}"
