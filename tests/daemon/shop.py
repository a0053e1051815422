# SPDX-License-Identifier: MIT
"""A small warehouse with a printer for the tests beside it: lotd and lotctl on a ledger of their own,
labels as ZPL that says the lot in plain text, and TAP."""
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time

BUILD = os.path.abspath(os.environ.get('BUILD', 'build'))
ITEM = '09521234000013'
GROUP_SEPARATOR = '\\x1d'


class Shop:
    def __init__(self, printer='', filler=0):
        self.work = tempfile.mkdtemp()
        self.daemon = None
        self.log = open(self.path('lotd.err'), 'w')
        self.write('label.zpl', '^XA^FO30,30^A0N,40^FD{lot}^FS' + '^FX' + 'x' * filler + '^XZ\n')
        self.write('items.csv', f'number,name,unit\n{ITEM},"Feta, in brine",pcs\n')
        self.write('locations.csv', 'code,name\nLOC-DOCK,Dock\n')
        self.configure(printer)
        for kind in ('items', 'locations'):
            self.lotctl('import', kind, self.path(f'{kind}.csv'))

    def configure(self, printer):
        """printer: lines of the configuration from [printer] on."""
        self.write('lotd.conf', f'[ledger]\npath = {self.path("site.ledger")}\n'
                   '[engine]\ndock = LOC-DOCK\ndouble_read_ms = 0\nhome = receive\n'
                   f'[printer]\ntemplate = {self.path("label.zpl")}\n{printer}')

    def path(self, name):
        return os.path.join(self.work, name)

    def write(self, name, text):
        with open(self.path(name), 'w', encoding='utf-8') as file:
            file.write(text)

    # ---- programs

    def lotctl(self, *arguments, status=0):
        done = subprocess.run([f'{BUILD}/lotctl', '--config', self.path('lotd.conf'), *arguments],
                              capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if status is not None and done.returncode != status:
            raise RuntimeError(f'{arguments}: {done.returncode}: {done.stdout}{done.stderr}')
        return done.stdout + done.stderr

    def receive(self, *lots):
        """Each asks for a label."""
        self.lotctl('scan', '--escaped', *(f']d201{ITEM}17301231301{GROUP_SEPARATOR}10{lot}'
                                           for lot in lots))

    def start(self):
        """lotd as a daemon without a bus; it has the ledger when this returns."""
        self.daemon = subprocess.Popen(
            [f'{BUILD}/lotd', '--config', self.path('lotd.conf'), '--bus', 'none'],
            stdin=subprocess.DEVNULL, stderr=self.log)

    def kill(self, number=signal.SIGKILL):
        self.daemon.send_signal(number)
        status = self.daemon.wait()
        self.daemon = None
        return status

    # ---- the queue

    def jobs(self):
        return [json.loads(line) for line in self.lotctl('jobs', '--json').splitlines()]

    def count(self, state):
        return sum(job['state'] == state for job in self.jobs())

    def said(self):
        with open(self.path('lotd.err'), encoding='utf-8') as file:
            return file.read()

    @staticmethod
    def wait_for(what, seconds=60):
        end = time.monotonic() + seconds
        while not what() and time.monotonic() < end:
            time.sleep(0.02)
        return what()

    def close(self):
        if self.daemon:
            self.kill()
        shutil.rmtree(self.work)


class Tap:
    number = 0

    def ok(self, name, passed, notes=''):
        self.number += 1
        print(f'{"ok" if passed else "not ok"} {self.number} - {name}', flush=True)
        for line in [] if passed else str(notes).splitlines():
            print(f'#   {line}')

    def equal(self, name, got, wanted):
        self.ok(name, got == wanted, f'got:    {got}\nwanted: {wanted}')

    def done(self):
        print(f'1..{self.number}')
