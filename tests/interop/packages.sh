#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: tests/interop/packages.sh
# Puts the independent renderers and readers from npm into the build folder, unless they are there,
# and prints that folder. They are kept until their list changes.
set -eu
here=tests/interop
packages=${BUILD:-build}/interop
mkdir -p "$packages"
exec 9>"$packages/lock"
flock 9
if ! cmp -s $here/package-lock.json "$packages/installed.json"; then
    cp $here/package.json $here/package-lock.json $here/.npmrc "$packages"
    (cd "$packages" && npm ci --fetch-retries=1 >npm.log 2>&1) || {
        echo "npm cannot install the renderers (see $packages/npm.log)" >&2
        exit 1
    }
    cp $here/package-lock.json "$packages/installed.json"
fi
cp $here/*.mjs "$packages"
echo "$packages"
