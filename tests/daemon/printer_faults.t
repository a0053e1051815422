#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Printers in the network that misbehave, behind the whole daemon: the state of the label and what is
said of it each time; the second printer; and what a person says of a label afterwards."""
import os
import stat
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from fake_printer import Printer
from shop import Shop, Tap

FAST = 'patience_s = 1\nanswer_ms = 200\n'

# name, what is wrong, state of the label, its fault, what is said
ROWS = [
    ('accepts and never reads', {'reads': False}, 'queued', 'no-answer', 'does not answer'),
    ('closes', {'closes': True}, 'queued', 'broke-off', 'hung up in the middle'),
    ('resets in the middle of a label', {'resets_at': 20}, 'unknown', 'broke-off', 'hung up in the middle'),
    ('has no labels', {'paper': 1}, 'queued', 'paper-out', 'is out of labels; load some'),
    ('has no ribbon', {'ribbon': 1}, 'queued', 'ribbon-out', 'is out of ribbon; load some'),
    ('is open', {'head': 1}, 'queued', 'head-open', 'is open; close its head'),
    ('is paused', {'pause': 1}, 'queued', 'paused', 'is paused; press its button'),
    ('never gets on', {'print_s': 3600}, 'unknown', 'no-answer', 'does not answer'),
]

tap = Tap()


def opened(printer, *lots):
    """A shop with that printer, whose labels of these lots wait, and lotd running."""
    shop = Shop(f'target = {printer.target}\n{FAST}')
    shop.receive(*lots)
    shop.start()
    return shop


for name, wrong, state, fault, words in ROWS:
    printer = Printer()
    well = {attribute: getattr(printer, attribute) for attribute in wrong}
    vars(printer).update(wrong)
    shop = opened(printer, 'A1')
    shop.wait_for(lambda: shop.jobs()[0]['fault'] == fault)
    tap.equal(f'a printer that {name}: its label is {state}', [shop.jobs()[0][key] for key in ('state', 'fault')],
              [state, fault])
    tap.ok('  and it is said', f'printer {printer.target} {words}' in shop.said(), shop.said())
    vars(printer).update(well)
    if state == 'queued':
        tap.ok('  when it is well again the label comes out', shop.wait_for(lambda: shop.count('done') == 1))
        tap.equal('  once', len(printer.labels), 1)
    else:
        shop.kill(15)
        shop.start()
        tap.equal('  it is not sent again', (shop.count('unknown'), len(printer.labels) <= 1), (1, True))
    shop.close()

# ---- silence is told once, however often it is tried
printer, second = Printer(), Printer()
printer.paper = 1
shop = opened(printer, 'B1', 'B2')
shop.wait_for(lambda: printer.connections >= 2, 20)
tap.equal('a fault is told once', shop.said().count('out of labels'), 1)
tap.ok('status tells it', '"printer_fault":"paper-out"' in shop.lotctl('status', '--json'))
shop.kill(15)

# ---- a second printer
shop.configure(f'target = {printer.target}\n{FAST}[fallback]\ntarget = {second.target}\n')
shop.start()
tap.ok('labels come out of the second printer', shop.wait_for(lambda: shop.count('done') == 2))
tap.equal('  which is on record', {job['printer'] for job in shop.jobs()}, {second.target})
tap.equal('  and not of the first', (len(printer.labels), len(second.labels)), (0, 2))
printer.paper, printer.resets_at = 0, 20
shop.kill(15)
shop.receive('B3')
shop.start()
shop.wait_for(lambda: shop.count('unknown') == 1)
tap.equal('what the first had begun never goes to the second', (shop.count('unknown'), len(second.labels)), (1, 2))
tap.ok('the operator is asked', 'did the label of' in shop.lotctl('status', '--json'))
shop.kill(15)

# ---- what a person says, without a daemon
printer.resets_at = 0
shop.lotctl('jobs', 'confirm', '1', status=1)
tap.ok('what came out is not to be confirmed', True)
shop.lotctl('jobs', 'retry', '1', status=1)
tap.ok('nor printed again without a reason', True)
tap.ok('  with one it is', 'retry' in shop.lotctl('jobs', 'retry', '1', '--reason', 'torn'))
shop.lotctl('jobs', 'confirm', '3')
tap.equal('what may have come out did, one says', [job['state'] for job in shop.jobs()], ['queued', 'done', 'done'])
tap.equal('  and how often a label was asked for again', [job['reprint'] for job in shop.jobs()], [1, 0, 0])
shop.lotctl('jobs', 'cancel', '1')
tap.equal('one is not wanted any more', shop.jobs()[0]['state'], 'cancelled')
shop.lotctl('jobs', 'cancel', '99', status=1)
shop.lotctl('jobs', 'burn', '1', status=2)
shop.lotctl('jobs', 'cancel', status=2)
shop.lotctl('jobs', 'cancel', 'one', status=2)
tap.ok('what makes no sense is refused', True)

# ---- CUPS by its own program, whose arguments are no shell's
os.mkdir(shop.path('bin'))
shop.write('bin/lp', '#!/bin/sh\nfor word; do echo "$word"; done >>"$LP_LOG"\ncat >>"$LP_LOG"\n'
           '[ ! -e "$LP_LOG.fail" ] || { echo "lp: no such queue" >&2; exit 1; }\n')
os.chmod(shop.path('bin/lp'), stat.S_IRWXU)
os.environ['PATH'] = shop.path('bin') + ':' + os.environ['PATH']
os.environ['LP_LOG'] = shop.path('lp')
shop.configure('target = lp:front; touch hacked\n')
shop.receive('C1')
shop.write('lp.fail', '')
shop.start()
tap.ok('a queue that CUPS does not know is told', shop.wait_for(lambda: 'lp: no such queue' in shop.said()), shop.said())
tap.equal('  and the label waits', shop.count('queued'), 1)
os.remove(shop.path('lp.fail'))
os.remove(shop.path('lp'))
tap.ok('CUPS takes the label', shop.wait_for(lambda: shop.count('done') == 3))
with open(shop.path('lp'), encoding='utf-8') as file:
    lines = file.read().splitlines()
tap.equal('  word for word', lines[:4] + lines[5:8], ['-s', '-d', 'front; touch hacked', '-t', '-o', 'raw', lines[7]])
tap.ok('  and the label', lines[7].startswith('^XA') and '^FDC1^FS' in lines[7], lines)
tap.equal('lotd ends well', shop.kill(15), 0)
shop.close()
tap.done()
