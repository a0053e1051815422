# SPDX-License-Identifier: MIT
"""For the label tests: a symbol is cut out of a label by its box, its bars and modules are measured dot by
dot, and independent readers say which bytes it sends."""

import math
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

BUILD = os.environ.get("BUILD", "build")
GS = "\x1d"
SVG = "{http://www.w3.org/2000/svg}"
PROGRAMS = ("dmtxread", "ZXingReader", "zbarimg", "pngtopnm", "pdftoppm", "node", "npm")


# ---- TAP ----

class Report:
    """Counts tests as they are printed."""

    def __init__(self):
        self.count = self.failed = 0

    def __call__(self, right, what, found=""):
        self.count += 1
        self.failed += not right
        print(f"{'ok' if right else 'not ok'} {self.count} - {what}".replace("#", ""), flush=True)
        if not right:
            print(f"# found: {found!r}")

    def end(self):
        print(f"1..{self.count}")


def packages():
    """The folder of the readers from npm, and why there is none."""
    done = subprocess.run(["tests/interop/packages.sh"], check=False, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    return done.stdout.decode().strip(), done.stderr.decode().strip()


def why_not():
    """What is missing for the tests; where everything must be there, that is a failure."""
    missing = [f"{program} is not installed" for program in PROGRAMS if not shutil.which(program)]
    complaint = missing[0] if missing else packages()[1]
    if complaint and os.environ.get("CI") == "true":
        print(f"1..1\nnot ok 1 - {complaint}")
    elif complaint:
        print(f"1..0 # SKIP {complaint}")
    return complaint


def run(*arguments, **options):
    return subprocess.run(arguments, check=False, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, **options).stdout


# ---- readers: what they see, as identifier and bytes ----

class Wasm:
    """zxing-wasm in a process of its own, one picture after another."""

    def __init__(self):
        self.node = subprocess.Popen(["node", f"{packages()[0]}/read_symbol.mjs"], stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE, text=True, bufsize=1)

    def all(self, file):
        self.node.stdin.write(file + "\n")
        self.node.stdin.flush()
        words = self.node.stdout.readline().split()
        return [identifier + bytes.fromhex(data).decode("latin-1")
                for identifier, data in zip(words[::2], words[1::2])]

    def __call__(self, file):
        seen = self.all(file)
        return seen[0] if len(seen) == 1 else seen

    def close(self):
        self.node.stdin.close()
        self.node.wait()


def by_dmtx(file):
    text = run("dmtxread", "-m", "2000", "-N1", "-G", "29", file).decode("latin-1")
    return "]d2" + text[1:] if text.startswith(GS) else "]d1" + text


def by_zxing(file):
    out = run("ZXingReader", file).decode("utf-8", "replace")
    data = re.search(r"^Bytes: +((?:[0-9A-F]{2} ?)+)", out, re.M)
    identifier = re.search(r"^Identifier: +(\S+)", out, re.M)
    return (identifier[1] if identifier else "") + (
        bytes.fromhex(data[1]).decode("latin-1") if data else "")


def by_zbar(file):
    out = run("zbarimg", "-q", "--nodbus", "--raw", "--oneshot", file).decode("latin-1")
    return out.rstrip("\n")


def read(file, meant, wasm):
    """The readers that know the symbol, each with what it is to send."""
    plain = meant[3:]
    yield "zxing-wasm", wasm(file), meant
    if meant.startswith("]d"):
        yield "dmtxread", by_dmtx(file), meant
        return
    yield "ZXingReader", by_zxing(file), meant
    yield "zbarimg", by_zbar(file).replace("%", GS) if meant.startswith("]Q3") else by_zbar(file), plain


# ---- pictures ----

DOTS_OF_BYTE = [bytes(byte >> shift & 1 for shift in range(7, -1, -1)) for byte in range(256)]


class Dots:
    """A label as a print head has it: rows of bits, 1 is dark."""

    def __init__(self, stride, bits):
        self.stride, self.bits = stride, bits

    @classmethod
    def of_pnm(cls, pnm):
        pbm = pnm if pnm[:2] == b"P4" else run("pgmtopbm", "-threshold", input=pnm)
        head = re.match(rb"P4\s(\d+)\s\d+\s", pbm)
        return cls((int(head[1]) + 7) // 8, pbm[head.end():])

    def cut(self, x, y, width, height):
        """Rows of a byte a dot."""
        first, last = x // 8, (x + width + 7) // 8
        rows = []
        for row in range(y, y + height):
            packed = self.bits[row * self.stride + first:row * self.stride + last]
            dots = b"".join(map(DOTS_OF_BYTE.__getitem__, packed))
            rows.append(dots[x - 8 * first:x - 8 * first + width])
        return rows


def cut_box(dots, box, dots_per_mm):
    return dots.cut(*(math.floor(float(value) * dots_per_mm + 0.5) for value in box))


def runs_of(lines):
    """The lengths of all runs of dots between the first and the last dark one."""
    return {len(piece) for line in set(lines)
            for piece in re.findall(rb"\x00+|\x01+", line.strip(b"\0"))}


def is_linear(meant):
    return meant[:2] in ("]C", "]I", "]E")


def module_of(part, meant):
    """The greatest X of which every bar, module and space is a multiple, across and, of a 2D symbol, down."""
    ink = [row for row in part if any(row)]
    sizes = runs_of(ink)
    if not is_linear(meant):
        sizes |= runs_of([bytes(column) for column in zip(*ink)])
    return math.gcd(*sizes)


def quiet_of(part, x):
    """Blank modules left and right of the symbol, in the middle of its height, where no bearer bar is."""
    row = part[len(part) // 2] if len(part[0]) > 2 * len(part) else bytes(map(max, *part))
    return min(len(row) - len(row.lstrip(b"\0")), len(row) - len(row.rstrip(b"\0"))) // x


def write_reduced(part, x, file):
    """Four dots a module, which every reader likes, with a margin: the quiet zone is measured apart."""
    first = min(len(row) - len(row.lstrip(b"\0")) for row in part if any(row))
    top = next(y for y, row in enumerate(part) if any(row))
    margin = bytes(48)
    rows = [margin + b"".join(bytes([dot]) * 4 for dot in row[first::x]) + margin
            for row in part[top::x] for _ in range(4)]
    blank = [bytes(len(rows[0]))] * 48
    with open(file, "wb") as out:
        out.write(b"P5 %d %d 255\n" % (len(rows[0]), len(rows) + 96))
        out.write(b"".join(blank + rows + blank).translate(bytes([255, 0]) + bytes(254)))


# the identifier's beginning: the range of X in mm and the quiet zone in modules
RULES = {"]C1": (0.495, 1.016, 10), "]C0": (0.25, 1.016, 10), "]I1": (0.495, 1.016, 10),
         "]E0": (0.264, 0.66, 11), "]Q": (0.255, 1.524, 4), "]d": (0.255, 1.524, 1)}


def check(dots, boxes, dots_per_mm, meant, file, wasm):
    """What is found of each symbol: right or not, what was tried, and what was found."""
    for number, (box, text) in enumerate(zip(boxes, meant), 1):
        part = cut_box(dots, box, dots_per_mm)
        if not any(map(any, part)):
            yield False, f"symbol {number} is there", ""
            continue
        x = module_of(part, text)
        least, most, quiet = RULES.get(text[:3]) or RULES[text[:2]]
        yield (least <= x / dots_per_mm <= most and quiet_of(part, x) >= quiet,
               f"symbol {number}: modules of {x} dots, {quiet} quiet", (x, quiet_of(part, x)))
        write_reduced(part, x, file)
        for reader, found, wanted in read(file, text, wasm):
            yield found == wanted, f"symbol {number} by {reader}", found


def boxes_of(template, fields):
    """The boxes of a template's symbols that are drawn of these fields."""
    return [[rect.get(key) for key in ("x", "y", "width", "height")]
            for rect in ElementTree.parse(template).iter(SVG + "rect")
            if rect.get("data-symbol") and fields.get(rect.get("data-when"), "always")]
