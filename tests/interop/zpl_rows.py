#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""usage: zpl_rows.py FILE
Reads a label's ZPL by the letter of the printer's manual: every ^GFA field in Z64, its CRC-16 and its
counts right, the fields one below the other. Prints the number of rows, or says what is wrong."""

import base64
import binascii
import re
import sys
import zlib

FIELD = re.compile(r"\^FO0,(\d+)\^GFA,(\d+),(\d+),(\d+),:Z64:([A-Za-z0-9+/=]+):([0-9A-F]{4})\^FS\n")
LABEL = re.compile(r"\^XA\^LH0,0\^PW(\d+)\^LL(\d+)\n((?:\^FO.*\n)+)\^PQ[1-9]\d*\^XZ\n")

label = LABEL.fullmatch(open(sys.argv[1], encoding="ascii").read())
if not label:
    sys.exit("not the commands of a label")
width, length, fields = int(label[1]), int(label[2]), label[3]
rows = at = 0
for field in FIELD.finditer(fields):
    top, size, total, stride = (int(field[i]) for i in range(1, 5))
    if int(field[6], 16) != binascii.crc_hqx(field[5].encode(), 0):
        sys.exit("wrong CRC")
    bits = zlib.decompress(base64.b64decode(field[5], validate=True))
    if not len(bits) == size == total <= 99999 or stride != (width + 7) // 8 or top != rows:
        sys.exit(f"wrong counts in the field at row {top}")
    rows += size // stride
    at = field.end()
if at != len(fields) or rows != length:
    sys.exit(f"{rows} rows of {length}, {len(fields) - at} bytes left over")
print(rows)
