#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""usage: printed.py zpl|escpos|tspl FILE > label.pbm
Reads one label by the letter of its printer's manual, as the printer would: any byte that is not part
of a command known here is an error. Writes the dots that the print head would burn as a PBM."""

import base64
import binascii
import re
import sys
import zlib


def sure(true, complaint):
    if not true:
        sys.exit(complaint)


# ---- ZPL: ^GFA in Z64 with its CRC-16, or in hexadecimal with run lengths ----

FIELD = re.compile(rb"\^FO0,(\d+)\^GFA,(\d+),(\d+),(\d+),([^^~]+)\^FS\n")
LABEL = re.compile(rb"(?:~SD(?:[0-2]\d|30)\n)?\^XA\^LH0,0(?:\^PR(?:\d|1[0-4]))?(?:\^MMC)?"
                   rb"\^PW(\d+)\^LL(\d+)\n((?:\^FO.*\n)+)\^PQ[1-9]\d*\^XZ\n")
Z64 = re.compile(rb":Z64:([A-Za-z0-9+/=]+):([0-9A-F]{4})")


def run_lengths(text, digits):
    """One row after another: G..Y and g..z count, ',' fills with 0, ':' repeats the row above."""
    rows, row, times = [], "", 0
    for letter in text.decode("ascii"):
        if letter in "GHIJKLMNOPQRSTUVWXY":
            times += ord(letter) - ord("F")
        elif letter in "ghijklmnopqrstuvwxyz":
            times += 20 * (ord(letter) - ord("f"))
        elif letter == ":":
            sure(rows and not row and not times, "':' inside a row")
            rows.append(rows[-1])
        else:
            sure(letter in "0123456789ABCDEF,", f"{letter!r} in a picture")
            row += "0" * (digits - len(row)) if letter == "," else letter * (times or 1)
            times = 0
        sure(len(row) <= digits, "a row is too long")
        if len(row) == digits:
            rows.append(row)
            row = ""
    sure(not row and not times, "a row is cut short")
    return bytes.fromhex("".join(rows))


def field_bits(data, stride):
    z64 = Z64.fullmatch(data)
    if not z64:
        return run_lengths(data, 2 * stride)
    sure(int(z64[2], 16) == binascii.crc_hqx(z64[1], 0), "wrong CRC")
    return zlib.decompress(base64.b64decode(z64[1], validate=True))


def zpl(data):
    label = LABEL.fullmatch(data)
    sure(label, "not the commands of a label")
    width, length, fields = int(label[1]), int(label[2]), label[3]
    bits, at = b"", 0
    for field in FIELD.finditer(fields):
        top, size, total, stride = (int(field[i]) for i in range(1, 5))
        part = field_bits(field[5], stride)
        sure(field.start() == at, "something between two fields")
        sure(len(part) == size == total <= 99999, f"wrong counts at row {top}")
        sure(stride == (width + 7) // 8 and top * stride == len(bits), f"row {top} is out of place")
        bits += part
        at = field.end()
    sure(at == len(fields) and len(bits) == length * ((width + 7) // 8), "not all rows")
    return (width + 7) // 8, bits


# ---- ESC/POS: GS v 0 in bands, all of one width ----

def escpos(data):
    sure(data[:2] == b"\x1b@", "no initialisation")
    at, bits, stride, ended = 2, b"", 0, False
    while at < len(data):
        sure(not ended, "something behind the label")
        if data[at:at + 4] == b"\x1dv0\0":
            wide, rows = (int.from_bytes(data[i:i + 2], "little") for i in (at + 4, at + 6))
            sure(stride in (0, wide) and 0 < wide and 0 < rows <= 2303, "wrong size of a band")
            stride = wide
            sure(at + 8 + wide * rows <= len(data), "a band is cut short")
            bits += data[at + 8:at + 8 + wide * rows]
            at += 8 + wide * rows
        elif data[at:at + 4] == b"\x1dVB\0" or data[at:at + 3] == b"\x1bd\4":
            at += 4 if data[at] == 0x1d else 3
            ended = True
        else:
            sys.exit(f"no command known at byte {at}")
    sure(ended, "the paper is not fed")
    return stride, bits


# ---- TSPL: one BITMAP, in which 0 is black ----

TSPL = re.compile(rb"SIZE (\d+(?:\.\d+)?) mm,(\d+(?:\.\d+)?) mm\r\n(?:DENSITY (?:\d|1[0-5])\r\n)?"
                  rb"(?:SPEED (?:\d|1[0-4])\r\n)?(?:SET CUTTER 1\r\n)?CLS\r\n"
                  rb"BITMAP 0,0,(\d+),(\d+),0,")


def tspl(data):
    head = TSPL.match(data)
    sure(head, "not the commands of a label")
    stride, rows = int(head[3]), int(head[4])
    end = head.end() + stride * rows
    sure(re.fullmatch(rb"\r\nPRINT 1,[1-9]\d*\r\n", data[end:]), "no PRINT behind the picture")
    return stride, bytes(byte ^ 0xff for byte in data[head.end():end])


LANGUAGES = {"zpl": zpl, "escpos": escpos, "tspl": tspl}

if __name__ == "__main__":
    language, file = sys.argv[1:]
    stride, bits = LANGUAGES[language](open(file, "rb").read())
    sys.stdout.buffer.write(b"P4\n%d %d\n" % (stride * 8, len(bits) // stride) + bits)
