#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every shipped template and every kind of symbol, at 8, 12 and 24 dots/mm and as PDF: each symbol is cut
out by its box, its modules are measured, and independent readers send exactly the bytes meant."""

import math
import os
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree

BUILD = os.environ.get("BUILD", "build")
TOOL = f"{BUILD}/tests/interop/label_tool"
LOT = dict(item="09521234543213", gtin="09521234543213", name="Tomato passata", lot="ABC123",
           best_before="2026-08-01", best_before_gs1="260801", expiry="2026-09-30", expiry_gs1="260930",
           received="2026-03-01", quantity="48", pieces="48", unit="pcs", supplier="Conserve",
           content="(01)09521234543213", plain="")
ODD = dict(LOT, lot="!\"%&'()*+,-./:;<=>?_", expiry="", expiry_gs1="")
GS = "\x1d"

# template, fields, what each of its symbols says: identifier and bytes
SHIPPED = [
    ("lot-100x50", LOT, ["]d2" "0109521234543213152608011726093030" f"48{GS}10ABC123"]),
    ("lot-100x50", ODD, ["]d2" f"01095212345432131526080130" f"48{GS}10" + ODD["lot"]]),
    ("lot-57x32", LOT, ["]d2" "0109521234543213152608011726093030" f"48{GS}10ABC123"]),
    ("sscc-a6", {"sscc": "395212345432130001", "count": "48", "from": "A", "to": "B", "order": "PO-1",
                 "from_address": "", "to_address": "C", **LOT},
     ["]d2" f"020952123454321315260801172609303748{GS}10ABC123", "]C1" "00395212345432130001"]),
    ("location-100x50", dict(location="LOC-A-01-1", place="A-01-1", check="7", description="Cold", cut=""),
     ["]C0LOC-A-01-1", "]d1LOC-A-01-1"]),
    ("badge-86x54", dict(site="North", person="Ada", role="", operator="OP-ADA"), ["]Q1OP-ADA"]),
]

# kind, content, identifier and bytes, box in mm
KINDS = [
    ("gs1-datamatrix", "[01]09521234543213[10]A[21]7", f"]d20109521234543213" f"10A{GS}217", (20, 20)),
    ("gs1-128", "[00]395212345432130001", "]C1" "00395212345432130001", (92, 33)),
    ("gs1-128", "[01]09521234543213", "]C1" "0109521234543213", (92, 33)),
    ("gs1-qr", "[01]09521234543213[10]A", "]Q3" "010952123454321310A", (20, 20)),
    ("datamatrix", "SKU-4711|A", "]d1" "SKU-4711|A", (20, 20)),
    ("qr", "LOTD-RECEIVE", "]Q1" "LOTD-RECEIVE", (20, 20)),
    ("code128", "LOC-A-01-1", "]C0" "LOC-A-01-1", (60, 12)),
    ("itf-14", "09521234543213", "]I1" "09521234543213", (90, 36)),
    ("ean-13", "9521234543213", "]E0" "9521234543213", (50, 30)),
]

count = 0


def report(right, what, found=""):
    global count
    count += 1
    print(f"{'ok' if right else 'not ok'} {count} - {what}")
    if not right:
        print(f"# found: {found!r}")


def run(*arguments, **options):
    return subprocess.run(arguments, check=False, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, **options).stdout


# ---- readers: what they see, as identifier and bytes ----

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


def read(file, meant):
    """The readers that know the symbol, each with what it is to send."""
    plain = meant[3:]
    yield "ZXingReader", by_zxing(file), meant
    if meant.startswith("]d"):
        yield "dmtxread", by_dmtx(file), meant
    elif meant.startswith("]Q3"):
        yield "zbarimg", by_zbar(file).replace("%", GS), plain
    else:
        yield "zbarimg", by_zbar(file), plain


# ---- pictures ----

def dots_of(pnm):
    """Rows of 0 and 1."""
    pbm = run("pnmtoplainpnm", input=pnm) if pnm[:2] == b"P4" else run("pgmtopbm", "-threshold", "-plain",
                                                                       input=pnm)
    words = pbm.split(maxsplit=3)
    width, height = int(words[1]), int(words[2])
    bits = bytes(byte & 1 for byte in words[3] if byte in b"01")
    return [bits[y * width:(y + 1) * width] for y in range(height)]


def cut(rows, box, dots):
    x, y, width, height = (round(float(value) * dots) for value in box)
    return [row[x:x + width] for row in rows[y:y + height]]


def whole_modules(part):
    """The greatest X of which all runs of dots between the first and the last dark one are multiples."""
    ink = [row.strip(b"\0") for row in part if any(row)]
    return math.gcd(*{len(piece) for row in ink for piece in re.findall(rb"\x00+|\x01+", row)})


def quiet_modules(part, x):
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


# the identifier's beginning: the least X in mm and the quiet zone in modules
RULES = {"]C1": (0.495, 10), "]C0": (0.25, 10), "]I1": (0.495, 10), "]E0": (0.264, 11),
         "]Q": (0.255, 4), "]d": (0.255, 1)}


def check(rows, boxes, dots, meant, name, folder):
    file = f"{folder}/symbol.pgm"
    for number, (box, text) in enumerate(zip(boxes, meant), 1):
        part = cut(rows, box, dots)
        x = whole_modules(part)
        least, quiet = RULES.get(text[:3]) or RULES[text[:2]]
        report(x / dots >= least and quiet_modules(part, x) >= quiet,
               f"{name} symbol {number}: modules of {x} dots, {quiet} quiet", quiet_modules(part, x))
        write_reduced(part, x, file)
        for reader, found, wanted in read(file, text):
            report(found == wanted, f"{name} symbol {number} by {reader}", found)


def compose(template, dots, fields, file, kind="png"):
    given = [f"{key}={value}" for key, value in fields.items()]
    with open(file, "wb") as out:
        return subprocess.run([TOOL, kind, template, str(dots), *given], stdout=out,
                              stderr=subprocess.PIPE, check=False)


def boxes_of(template, fields):
    return [[rect.get(key) for key in ("x", "y", "width", "height")]
            for rect in ElementTree.parse(template).iter("{http://www.w3.org/2000/svg}rect")
            if rect.get("data-symbol") and fields.get(rect.get("data-when"), "always")]


def page_of(pdf, dots):
    """The page in dots, each as it is in its middle."""
    run("pdftoppm", "-r", str(4 * dots * 25.4), "-gray", "-singlefile", pdf, pdf)
    return [row[2::4] for row in dots_of(open(pdf + ".pgm", "rb").read())[2::4]]


def check_pdf(template, dots, fields, meant, name, folder):
    pdf = f"{folder}/label.pdf"
    made = compose(template, dots, fields, pdf, "pdf")
    report(made.returncode == 0, f"{name} is composed as PDF", made.stderr)
    check(page_of(pdf, dots), boxes_of(template, fields), dots, meant, f"{name} as PDF", folder)


def check_template(template, dots, fields, meant, name, folder):
    png = f"{folder}/label.png"
    made = compose(template, dots, fields, png)
    boxes = boxes_of(template, fields)
    report(made.returncode == 0 and len(boxes) == len(meant), f"{name} is composed", made.stderr)
    if made.returncode == 0:
        check(dots_of(run("pngtopnm", png)), boxes, dots, meant, name, folder)


def main():
    missing = [program for program in ("dmtxread", "ZXingReader", "zbarimg", "pngtopnm", "pdftoppm")
               if not shutil.which(program)]
    if missing and os.environ.get("CI") != "true":
        print(f"1..0 # SKIP {missing[0]} is not installed")
        return
    report(not missing, "the readers are there", missing)
    with tempfile.TemporaryDirectory() as folder:
        for dots in (8, 12, 24):
            for name, fields, meant in SHIPPED:
                check_template(f"etc/labels/{name}.svg", dots, fields, meant, f"{name} at {dots}", folder)
        for name, fields, meant in SHIPPED:
            check_pdf(f"etc/labels/{name}.svg", 8, fields, meant, name, folder)
        for dots in (8, 12, 24):
            for kind, content, meant, (width, height) in KINDS:
                template = f"{folder}/kind.svg"
                with open(template, "w", encoding="utf-8") as out:
                    out.write(f'<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="50mm" '
                              f'viewBox="0 0 100 50"><rect x="2" y="2" width="{width}" height="{height}" '
                              f'data-symbol="{kind}" data-content="{content}"/></svg>')
                fields = {"none": ""}
                check_template(template, dots, fields, [meant], f"{kind} at {dots}", folder)
    print(f"1..{count}")


main()
