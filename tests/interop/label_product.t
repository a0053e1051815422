#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Each shipped template in each printer language at 8, 12 and 24 dots/mm, with labels that say anything: read
by a strict parser of the language, each symbol cut out by its box, measured, and sent by independent
readers as exactly the bytes meant. LABELS is how many of each (2), SEED what they follow from (6).

make check-labels, 100 of each: 4,500 labels of 6,300 symbols in 26,100 tests with SEED=20261122, none failed,
in 14 minutes of a busy machine of two cores; two of each take 11 seconds of an idle one."""

import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, "tests/interop")
import printed  # noqa: E402
import symbols  # noqa: E402
from symbols import GS  # noqa: E402

LABELS = int(os.environ.get("LABELS", "2"))
SEED = int(os.environ.get("SEED", "6"))
TEMPLATES = ("lot-100x50", "lot-57x32", "sscc-a6", "location-100x50", "badge-86x54")
DENSITIES = (8, 12, 24)
GS1 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
ASCII = "".join(map(chr, range(32, 127)))
NAMES = ("Tomato passata, organic, 500 g", "Écrémé Ångström žlutý kůň", "Ντομάτα πολτός", "Томатная паста",
         "</svg>^XZ~JA{lot}[10]%&<", "漢字とかな", "")


# ---- labels that say anything, and what each of their symbols is to send ----

def word(chance, alphabet, least, most):
    return "".join(chance.choice(alphabet) for _ in range(chance.randint(least, most)))


def with_check_digit(digits):
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def day(chance):
    return f"20{chance.randint(20, 49)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def short(date):
    return date[2:].replace("-", "")


def lot_fields(chance):
    fields = {"item": with_check_digit(word(chance, "0123456789", 13, 13)), "lot": word(chance, GS1, 1, 20),
              "name": chance.choice(NAMES), "quantity": str(chance.randint(1, 99999999)), "unit": "pcs"}
    for name in ("best_before", "expiry", "received"):
        if chance.random() < 0.6:
            fields[name] = day(chance)
    return fields


def dates(fields):
    return "".join(identifier + short(fields[name])
                   for identifier, name in (("15", "best_before"), ("17", "expiry")) if name in fields)


def lot_label(chance):
    if chance.random() < 0.2:
        fields = {"item": "SKU-" + word(chance, ASCII.replace("|", ""), 1, 8), "lot": word(chance, ASCII, 1, 20)}
        return fields, [f"]d1{fields['item']}|{fields['lot']}"]
    fields = lot_fields(chance)
    return fields, [f"]d201{fields['item']}{dates(fields)}30{fields['quantity']}{GS}10{fields['lot']}"]


def logistic_label(chance):
    fields = lot_fields(chance)
    fields.update(sscc=with_check_digit(word(chance, "0123456789", 17, 17)), count=str(chance.randint(1, 9999)),
                  to="Northwind Foods Ltd", order="PO-" + word(chance, "0123456789", 1, 6))
    return fields, [f"]d202{fields['item']}{dates(fields)}37{fields['count']}{GS}10{fields['lot']}",
                    f"]C100{fields['sscc']}"]


def location_label(chance):
    code = "LOC-" + word(chance, GS1, 1, 9)
    fields = {"location": code, "place": code[4:], "check": str(chance.randint(10, 99)),
              "description": chance.choice(NAMES)}
    return fields, ["]C0" + code, "]d1" + code]


def badge(chance):
    code = "OP-" + word(chance, GS1, 1, 12)
    return {"operator": code, "person": chance.choice(NAMES)}, ["]Q1" + code]


MAKERS = {"lot-100x50": lot_label, "lot-57x32": lot_label, "sscc-a6": logistic_label,
          "location-100x50": location_label, "badge-86x54": badge}


# ---- one label ----

def boxes_of(template, fields):
    gtin = fields.get("item", "").isdigit()
    return symbols.boxes_of(f"etc/labels/{template}.svg",
                            {**fields, "gtin": "gtin" if gtin else "", "plain": "" if gtin else "plain"})


def try_label(job):
    """All that was tried of one label; WORKER has what one process keeps."""
    template, language, density, number = job
    fields, meant = MAKERS[template](random.Random(f"{SEED} {job}"))
    name = f"{template} as {language} at {density}, label {number}"
    values = [f"{key}={value}" for key, value in fields.items()]
    made = subprocess.run([f"{symbols.BUILD}/lotctl", "--config", f"{WORKER['folder']}/{density}.conf", "label",
                           "--template", template, "--output", "-", "--format", language, *values],
                          check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        dots = symbols.Dots(*printed.LANGUAGES[language](made.stdout))
    except SystemExit as complaint:
        return [(False, f"{name} is a label", (fields, str(complaint), made.stderr))]
    file = f"{WORKER['folder']}/{os.getpid()}.pgm"
    boxes = boxes_of(template, fields)
    tried = [(len(boxes) == len(meant), f"{name} has its symbols", len(boxes))]
    for right, what, found in symbols.check(dots, boxes, density, meant, file, WORKER["wasm"]):
        tried.append((right, f"{name}: {what}", found if right else (found, fields)))
    return tried


WORKER = {}


def start_worker(folder):
    WORKER.update(folder=folder, wasm=symbols.Wasm())


def main():
    if symbols.why_not():
        return
    jobs = [(template, language, density, number) for template in TEMPLATES for language in printed.LANGUAGES
            for density in DENSITIES for number in range(1, LABELS + 1)]
    report = symbols.Report()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for density in DENSITIES:
            with open(f"{folder}/{density}.conf", "w", encoding="utf-8") as conf:
                conf.write(f"[printer]\ndots_per_mm = {density}\n[label]\nfolder =\n")
        with multiprocessing.Pool(2, start_worker, (folder,)) as pool:
            for tried in pool.imap(try_label, jobs, chunksize=4):
                for right, what, found in tried:
                    report(right, what, found)
    print(f"# SEED={SEED}: {len(jobs)} labels, {report.count} tests, {report.failed} failed, "
          f"{time.monotonic() - start:.0f} s")
    report.end()
    sys.exit(report.failed > 0)


if __name__ == "__main__":
    main()
