#!/bin/sh
# SPDX-License-Identifier: MIT
# Every call that opens, writes or syncs fails, at every point of a day's work.
exec "${BUILD:-build}/tests/crash/faults"
