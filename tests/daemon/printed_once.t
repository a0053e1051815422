#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Two hundred labels, and lotd killed between and during them at least sixty times. Before anybody
is asked none came out twice, and none is lost: what did not come out waits, or is asked about. Then a
person looks at the printer, says of each that is asked about whether it came out, and all have come
out once. SEED=n plays other kills."""
import collections
import os
import random
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from fake_printer import Printer
from shop import Shop, Tap

LABELS, KILLS = 200, 60
seed = int(os.environ.get('SEED', '20261122'))
chance = random.Random(seed)
printer, tap = Printer(), Tap()
printer.print_s = 0.01
shop = Shop(f'target = {printer.target}\nanswer_ms = 5000\n', filler=150000)
lots = [f'LOT-{i:03}' for i in range(LABELS)]
shop.receive(*lots[:40])
asked_for, kills, during = 40, 0, 0


def printed():
    """How often each lot came out, by the printer's own record."""
    return collections.Counter(re.search(rb'\^FD([^^]*)\^FS', label).group(1).decode()
                               for label in list(printer.labels))


def states():
    return {job['lot']: job['state'] for job in shop.jobs()}


def play(seconds):
    """lotd runs so long from its first connection on, then power goes: its own, or the printer's too."""
    before = printer.connections
    printer.pause = int(chance.random() < 0.2)
    printer.resets_at = 1000 if chance.random() < 0.2 else 0
    shop.start()
    shop.wait_for(lambda: printer.connections > before)
    time.sleep(seconds)
    shop.kill()


while kills < KILLS or asked_for < LABELS:
    play(chance.choice((0, 0.02, 0.2)) * chance.random())
    kills += 1
    during += shop.count('sending') > 0
    if asked_for < LABELS:
        more = min(LABELS - asked_for, 3)
        shop.receive(*lots[asked_for:asked_for + more])
        asked_for += more

out, state = printed(), states()
twice = [lot for lot in lots if out[lot] > 1]
lost = [lot for lot in lots if out[lot] == 0 and state[lot] not in ('queued', 'sending', 'unknown')]
early = [lot for lot in lots if out[lot] > 0 and state[lot] == 'queued']
print(f'# seed {seed}: {kills} kills, {during} of them during a label')
tap.equal('every label is on record', sorted(state), lots)
tap.ok('it was killed between and during labels', 0 < during < kills, f'{during} of {kills}')
tap.equal('none came out twice', twice, [])
tap.equal('none is lost in silence', lost, [])
tap.equal('none that came out waits to come out again', early, [])

printer.pause, printer.resets_at = 0, 0

# all but those that are asked about come out, and those do not
shop.start()
shop.wait_for(lambda: shop.count('queued') + shop.count('sending') == 0)
out, state = printed(), states()
unknown = [lot for lot in lots if state[lot] == 'unknown']
print(f'# {len(unknown)} are asked about, of which {sum(out[lot] > 0 for lot in unknown)} came out')
tap.equal('still none came out twice', [lot for lot in lots if out[lot] > 1], [])
tap.equal('what is not asked about came out', [lot for lot in lots if not out[lot] and lot not in unknown], [])
tap.equal('labels of which nobody can tell are never sent again', shop.count('unknown'), len(unknown))
shop.kill(15)

# a person looks at each, and scans LOTD-YES or LOTD-NO
answers = {lot: 'LOTD-YES' if out[lot] else 'LOTD-NO' for lot in unknown}
for lot in unknown:
    shop.lotctl('scan', answers[lot])
tap.equal('each is answered', shop.count('unknown'), 0)
shop.start()
tap.ok('and all that is to be printed again is', shop.wait_for(lambda: shop.count('done') == LABELS))
tap.equal('each label came out once', sorted(printed().items()), [(lot, 1) for lot in lots])
tap.equal('lotd ends well', shop.kill(15), 0)
shop.lotctl('verify')
tap.ok('the ledger is sound', True)
shop.close()
tap.done()
