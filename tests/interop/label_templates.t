#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every kind of symbol at 8, 12 and 24 dots/mm, every shipped label as PDF, and the sheets for office
printers: symbols are cut out by their boxes, measured, and sent by independent readers as exactly the bytes
meant."""

import re
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/interop")
import symbols  # noqa: E402
from symbols import GS  # noqa: E402

report = symbols.Report()

# kind, content, identifier and bytes, box in mm
SPLIT = [
    ("gs1-128", "[01]09521234543213", "]C1" "0109521234543213", (101, 33)),
    ("gs1-128", "[15]260801[10]ABC123", "]C1" "1526080110ABC123", (101, 33)),
]
KINDS = [
    ("gs1-datamatrix", "[01]09521234543213[10]A[21]7", f"]d20109521234543213" f"10A{GS}217", (20, 20)),
    ("gs1-128", "[00]395212345432130001", "]C1" "00395212345432130001", (92, 33)),
    ("gs1-128", "[01]09521234543213", "]C1" "0109521234543213", (92, 33)),
    ("gs1-qr", "[01]09521234543213[10]A", "]Q3" "010952123454321310A", (20, 20)),
    ("digital-link-qr", "https://id.gs1.org/01/09521234543213/10/A%2FB", "]Q1"
     "https://id.gs1.org/01/09521234543213/10/A%2FB", (25, 25)),
    ("datamatrix", "SKU-4711|A", "]d1" "SKU-4711|A", (20, 20)),
    ("datamatrix-bytes", "{bytes}", "]d1" f"[10]A{GS}B", (20, 20)),
    ("qr", "LOTD-RECEIVE", "]Q1" "LOTD-RECEIVE", (20, 20)),
    ("code128", "LOC-A-01-1", "]C0" "LOC-A-01-1", (60, 12)),
    ("itf-14", "09521234543213", "]I1" "09521234543213", (90, 36)),
    ("ean-13", "9521234543213", "]E0" "9521234543213", (50, 30)),
]

LOT = ["item=09521234543213", "lot=A+B/7", "best_before=2026-08-01", "quantity=48"]
LABELS = [
    ("lot-100x50", LOT, ["]d2" f"01095212345432131526080130" f"48{GS}10A+B/7"]),
    ("lot-57x32", LOT, ["]d2" f"01095212345432131526080130" f"48{GS}10A+B/7"]),
    ("sscc-a6", LOT + ["sscc=395212345432130001", "count=48"],
     ["]d2" f"020952123454321315260801" f"3748{GS}10A+B/7", "]C1" "00395212345432130001"]),
    ("location-100x50", ["location=LOC-A-01"], ["]C0LOC-A-01", "]d1LOC-A-01"]),
    ("badge-86x54", ["operator=OP-ADA"], ["]Q1OP-ADA"]),
]


def lotctl(folder, *arguments):
    return subprocess.run([f"{symbols.BUILD}/lotctl", "--config", f"{folder}/lotd.conf", *arguments],
                          check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def check(dots, boxes, dots_per_mm, meant, name, folder):
    for right, what, found in symbols.check(dots, boxes, dots_per_mm, meant, f"{folder}/symbol.pgm", wasm):
        report(right, f"{name}: {what}", found)


# ---- kinds ----

def check_kinds(kinds, dots_per_mm, folder):
    """Symbols one below the other on one sheet, which together say what one alone may not."""
    template, png = f"{folder}/kind.svg", f"{folder}/kind.png"
    name = f"{' and '.join(kind for kind, *_ in kinds)} at {dots_per_mm}"
    with open(template, "w", encoding="utf-8") as out:
        out.write('<svg xmlns="http://www.w3.org/2000/svg" width="105mm" height="74mm" viewBox="0 0 105 74">')
        for place, (kind, content, _, (width, height)) in enumerate(kinds):
            out.write(f'<rect x="2" y="{2 + 36 * place}" width="{width}" height="{height}" '
                      f'data-symbol="{kind}" data-content="{content}"/>')
        out.write("</svg>")
    with open(png, "wb") as out:
        made = subprocess.run([f"{symbols.BUILD}/tests/interop/label_tool", "png", template, str(dots_per_mm),
                               f"bytes=[10]A{GS}B"], stdout=out, stderr=subprocess.PIPE, check=False)
    report(made.returncode == 0, f"{name} is composed", made.stderr)
    if made.returncode == 0:
        dots = symbols.Dots.of_pnm(symbols.run("pngtopnm", png))
        check(dots, symbols.boxes_of(template, {}), dots_per_mm, [meant for _, _, meant, _ in kinds], name, folder)


# ---- labels as PDF ----

def page_of(pdf, dots_per_mm):
    """The page in dots, each as it is in its middle."""
    symbols.run("pdftoppm", "-r", str(4 * dots_per_mm * 25.4), "-gray", "-singlefile", pdf, pdf)
    with open(pdf + ".pgm", "rb") as pgm:
        head, size, most, gray = pgm.read().split(b"\n", 3)
    width, height = map(int, size.split())
    rows = [bytes(grey < 128 for grey in gray[y * width + 2:(y + 1) * width:4]) for y in range(2, height, 4)]
    packed = [row + bytes(-len(row) % 8) for row in rows]
    bits = b"".join(int(row.translate(b"01" + bytes(254)), 2).to_bytes(len(row) // 8, "big") for row in packed)
    return symbols.Dots(len(packed[0]) // 8, bits)


def check_pdf(template, values, meant, folder):
    pdf = f"{folder}/{template}.pdf"
    made = lotctl(folder, "label", "--template", template, "--output", pdf, *values)
    report(made.returncode == 0, f"{template} is composed as PDF", made.stderr)
    boxes = symbols.boxes_of(f"etc/labels/{template}.svg", {"plain": ""})
    check(page_of(pdf, 8), boxes, 8, meant, f"{template} as PDF", folder)


# ---- sheets ----

def verbs():
    """Every command of the table that decode has, as the sheet is to have it."""
    with open("include/lot/decode.h", encoding="utf-8") as header:
        table = re.search(r"#define LOT_COMMANDS\(X\)(.*?)\n\n", header.read(), re.S)[1]
    return re.findall(r'X\(\w+, "(\w+)"\)', table)


def check_commands(folder):
    """All symbols of all pages: each is a command to decode, each command is there, and nothing else."""
    lotctl(folder, "sheet", "commands", "--output", f"{folder}/commands.png")
    lotctl(folder, "sheet", "commands", "--output", f"{folder}/commands.pdf")
    symbols.run("pdftoppm", "-r", "300", "-gray", f"{folder}/commands.pdf", f"{folder}/commands-pdf")
    codes = []
    for page in (1, 2):
        picture = f"{folder}/commands{'' if page == 1 else '-2'}.png"
        by_zbar = symbols.run("zbarimg", "-q", "--nodbus", "--raw", picture).decode().split()
        by_wasm = [text[3:] for text in wasm.all(f"{folder}/commands-pdf-{page}.pgm")]
        report(sorted(by_zbar) == sorted(by_wasm), f"page {page} as PNG by zbarimg, as PDF by zxing-wasm",
               (by_zbar, by_wasm))
        codes += by_zbar
    report(len(codes) == len(set(codes)), "no command is there twice", codes)
    decoded = lotctl(folder, "decode", "--json", *codes).stdout.decode().splitlines()
    report(len(decoded) == len(codes) > 30 and all('"syntax":"command"' in answer and '"status":"ok"' in answer
                                                   for answer in decoded), "each of them is a command", decoded)
    for verb in verbs():
        report(any(re.fullmatch(f"LOTD-{verb}(-.+)?", code) for code in codes), f"  {verb} is there", codes)
    digits = {f"LOTD-DIGIT-{digit}" for digit in range(10)}
    report(digits <= set(codes), "  and every digit", codes)


def check_calibration(folder):
    """What is printed is what calibrating knows, byte by byte: a US scanner that sends GS."""
    lotctl(folder, "sheet", "calibration", "--output", f"{folder}/calibration.png")
    pgm = f"{folder}/calibration.pgm"
    with open(pgm, "wb") as out:
        out.write(symbols.run("pamtopnm", input=symbols.run("pamdepth", "255", input=symbols.run(
            "pgmtopgm", input=symbols.run("pngtopnm", f"{folder}/calibration.png")))))
    sent = symbols.by_dmtx(pgm)[3:]
    report(sent.startswith("LOTD-CALIBRATE") and sent.endswith(f"{GS}END"), "the calibration code by dmtxread", sent)
    told = lotctl(folder, "calibrate", "--json", sent)
    report(told.returncode == 0 and b'"layout":"us"' in told.stdout, "  tells the layout", told.stdout + told.stderr)


def check_labels_on_a_page(folder):
    """Badges of operators who are on record nowhere, as many as there is room for on a page and one more."""
    people = [f"OP-{number}=Person {number}" for number in range(11)]
    with open(f"{folder}/ledger.conf", "w", encoding="utf-8") as conf:
        conf.write(f"[ledger]\npath = {folder}/ledger\n[label]\nfolder =\n")
    subprocess.run([f"{symbols.BUILD}/lotd", "--config", f"{folder}/ledger.conf", "--input", "-"], input=b"",
                   check=False, stdout=subprocess.PIPE)
    made = subprocess.run([f"{symbols.BUILD}/lotctl", "--config", f"{folder}/ledger.conf", "sheet", "operators",
                           "--output", f"{folder}/badges.pdf", *people], check=False, stderr=subprocess.PIPE)
    report(made.returncode == 0, "badges are composed", made.stderr)
    symbols.run("pdftoppm", "-r", "200", "-gray", f"{folder}/badges.pdf", f"{folder}/badges")
    for page, wanted in ((1, set(range(10))), (2, {10})):
        seen = wasm.all(f"{folder}/badges-{page}.pgm")
        report(sorted(seen) == sorted(f"]Q1OP-{number}" for number in wanted), f"badges of page {page}", seen)


def main():
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/lotd.conf", "w", encoding="utf-8") as conf:
            conf.write("[label]\nfolder =\n")
        for dots_per_mm in (8, 12, 24):
            for kind in KINDS:
                check_kinds([kind], dots_per_mm, folder)
            check_kinds(SPLIT, dots_per_mm, folder)
        for template, values, meant in LABELS:
            check_pdf(template, values, meant, folder)
        check_commands(folder)
        check_calibration(folder)
        check_labels_on_a_page(folder)
    report.end()


if not symbols.why_not():
    wasm = symbols.Wasm()
    main()
