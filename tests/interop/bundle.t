#!/bin/sh
# SPDX-License-Identifier: MIT
# A bundle is read by programs that know nothing of us: sha256sum, minisign, signify, OpenSSL and
# Python's csv; and what they refuse, we refuse. Then disks that are full or write-protected.
set -u
tool=${BUILD:-build}/tests/interop/sync_bundle
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
number=0

report() { # VERDICT NAME: with what was said when it is not ok
    number=$((number + 1))
    [ "$1" = ok ] || sed 's/^/# /' "$work/said"
    echo "$1 $number - $2"
}
ok() { # NAME COMMAND...: passes when the command does
    name=$1
    shift
    if "$@" >"$work/said" 2>&1; then report ok "$name"; else report 'not ok' "$name"; fi
}
no() { # NAME COMMAND...: passes when the command says no (1)
    name=$1
    shift
    "$@" >"$work/said" 2>&1
    if [ $? -eq 1 ]; then report ok "$name"; else report 'not ok' "$name"; fi
}
skip() {
    number=$((number + 1))
    echo "ok $number - $1 # SKIP $2"
}

echo 1..17

mkdir "$work/stick"
bundle=$("$tool" export "$work/stick" "$work/key") || { echo "Bail out! $bundle"; exit 1; }
key=$(tail -n 1 "$work/key.pub")

sums() { (cd "$1" && sha256sum -c --strict SHA256SUMS); }
ok 'sha256sum accepts the files' sums "$bundle"
ok 'minisign accepts the signature, key from its file' minisign -V -p "$work/key.pub" -m "$bundle/SHA256SUMS"
ok 'minisign accepts the signature, key from the command line' minisign -V -P "$key" -m "$bundle/SHA256SUMS"
ok 'lotd accepts the bundle' "$tool" verify "$bundle" "$key"

# the raw signature and key are the last 64 and 32 bytes of their lines; a DER head makes a key
with_openssl() {
    sed -n 2p "$bundle/SHA256SUMS.minisig" | base64 -d | tail -c 64 >"$work/signature"
    { printf '\060\052\060\005\006\003\053\145\160\003\041\000'; echo "$key" | base64 -d | tail -c 32; } >"$work/key.der"
    openssl pkeyutl -verify -pubin -inkey "$work/key.der" -keyform DER -rawin -in "$1" -sigfile "$work/signature"
}
if command -v openssl >/dev/null; then
    ok 'OpenSSL accepts the signature' with_openssl "$bundle/SHA256SUMS"
    no 'OpenSSL refuses it for another file' with_openssl "$bundle/lots.csv"
else
    skip 'OpenSSL accepts the signature' 'no openssl'
    skip 'OpenSSL refuses it for another file' 'no openssl'
fi
signify=$(command -v signify-openbsd || command -v signify || true)
if [ -n "$signify" ]; then
    ok 'signify accepts the signature' "$signify" -V -p "$work/key.pub" -x "$bundle/SHA256SUMS.minisig" -m "$bundle/SHA256SUMS"
else
    skip 'signify accepts the signature' 'no signify'
fi

# our secret key is minisign's too, and its signature ours
with_minisign() {
    cp -r "$bundle" "$work/signed" && rm "$work/signed/SHA256SUMS.minisig" &&
        minisign -S -l -W -s "$work/key" -m "$work/signed/SHA256SUMS" </dev/null && "$tool" verify "$work/signed" "$key"
}
ok 'minisign signs with our key and we accept it' with_minisign

# each text comes back exactly, whatever was scanned
with_python() {
    python3 - "$bundle" <<'PYTHON'
import csv, re, sys
def back(text):
    data = text.encode()
    return re.sub(rb'\\(x([0-9a-f]{2})|\\)', lambda m: bytes.fromhex(m[2].decode()) if m[2] else b'\\', data)
for name, column in (('movements', 'item'), ('lots', 'item'), ('scans', 'raw')):
    with open(f'{sys.argv[1]}/{name}.csv', newline='', encoding='utf-8') as file:
        rows = list(csv.DictReader(file, strict=True))
    assert len(rows) == 50, len(rows)
    for row in rows:
        assert None not in row and None not in row.values(), row
        assert back(row[column]) == b']d201\x1d\xff"\\,', row
        assert bytes.fromhex(row['hash']) == b'\x00\x9f\xff\x10', row
PYTHON
}
ok "Python's csv reads each row and each byte" with_python

damaged() { # COMMAND...: on a copy of the bundle
    rm -rf "$work/damaged"
    cp -r "$bundle" "$work/damaged"
    (cd "$work/damaged" && "$@")
}
damaged truncate -s -1 scans.csv
no 'a file cut short is refused' "$tool" verify "$work/damaged" "$key"
damaged sed -i 's/@customer/@scrap/' movements.csv
no 'a row changed is refused' "$tool" verify "$work/damaged" "$key"
resum() { sha256sum movements.csv lots.csv scans.csv counts.csv statuses.csv events.csv >SHA256SUMS; }
damaged sed -i 's/@customer/@scrap/' movements.csv
(cd "$work/damaged" && resum)
no 'a row changed and summed anew is refused' "$tool" verify "$work/damaged" "$key"
no 'and so it is by minisign' minisign -V -P "$key" -m "$work/damaged/SHA256SUMS"
damaged rm SHA256SUMS.minisig
no 'a bundle without signature is refused' "$tool" verify "$work/damaged" "$key"

# a disk of its own: only where a mount is allowed, and never seen outside
on_disk() { # OPTIONS SCRIPT: root is the disk
    unshare -m sh -c "mount -t tmpfs -o $1 disk '$work/disk' && tool='$tool' root='$work/disk' key='$work/key' && $2"
}
mkdir "$work/disk"
if on_disk size=16k true 2>/dev/null; then
    # shellcheck disable=SC2016
    ok 'a full disk is told, and nothing is left on it' on_disk size=48k '
        "$tool" export "$root" "$key" 5000; test $? -eq 3 &&
        "$tool" export "$root" "$key" 5000 | grep "No space left on device; free some room" &&
        test -z "$(find "$root" -type f)" && test -z "$(ls "$root/LOTD/out/12")"'
    # shellcheck disable=SC2016
    ok 'a write-protected disk is told' on_disk ro '"$tool" export "$root" "$key" | grep "unlock it"'
    # shellcheck disable=SC2016
    ok 'a disk that knows no O_DIRECT will do' on_disk size=1m '"$tool" verify "$("$tool" export "$root" "$key")" "$(tail -n 1 "$key.pub")"'
else
    skip 'a full disk is told, and nothing is left on it' 'mounting is not allowed here'
    skip 'a write-protected disk is told' 'mounting is not allowed here'
    skip 'a disk that knows no O_DIRECT will do' 'mounting is not allowed here'
fi
