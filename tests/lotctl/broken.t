#!/bin/bash
# SPDX-License-Identifier: MIT
# The manual's broken labels: what lotctl(1) says of each is what lotctl says, and it names the
# identifier, the place and what was found there. With --write the manual is brought up to date.
# shellcheck source=tests/lotctl/tap.sh
. "$(dirname "$0")/tap.sh"

python3 - "$LOTCTL" src/programs/man/lotctl.1 "${1:-}" <<'PYTHON'
import json, re, subprocess, sys, textwrap

lotctl, manual, write = sys.argv[1:]
text = open(manual, encoding='utf-8').read()
head, block, rest = re.split(r'(?<=\.Sh BROKEN LABELS\n)(.*?)(?=^\.Sh )', text, maxsplit=1, flags=re.M | re.S)
prose, _, lines = block.partition('.Bd -literal\n')

# what roff would take for something else
escapes = {'\\': '\\e', "'": '\\(aq', '`': '\\(ga', '^': '\\(ha', '~': '\\(ti'}

def shown(line):
    """A line of the manual as it is read."""
    return re.sub(r'\\(?:\(..|.)', lambda m: next((c for c, e in escapes.items() if e == m[0]), ''), line)

def written(line):
    """A line as the manual has it."""
    line = ''.join(escapes.get(c, c) for c in line)
    return '\\&' + line if line.startswith('.') else line

def decode(labels):
    answers = subprocess.run([lotctl, '--config', '/dev/null', 'decode', '--json', '--escaped', '--today', '2026-03-01'],
                             input='\n'.join(labels).encode(), stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line) for line in answers.decode().splitlines()]

def unescape(label):
    return re.sub(r'\\x(..)', lambda m: chr(int(m[1], 16)), label)

def problem(answer):
    return answer.get('error') or answer['warnings'][0]

rows = [] # label, what is said of it
for line in map(shown, lines.removesuffix('.Ed\n').splitlines()):
    if line.startswith('    '):
        rows[-1][1] = f'{rows[-1][1]} {line.strip()}'.strip()
    else:
        rows.append([line, ''])
answers = decode([row[0] for row in rows])
if write == '--write':
    made = ''
    for (label, _), answer in zip(rows, answers):
        said = textwrap.wrap(problem(answer)['message'], 72, break_long_words=False, break_on_hyphens=False)
        made += ''.join(written(line) + '\n' for line in [label] + ['    ' + part for part in said])
    open(manual, 'w', encoding='utf-8').write(f'{head}{prose}.Bd -literal\n{made}.Ed\n{rest}')
    sys.exit()

print(f'1..{len(rows) + 2}')
print('ok' if len(rows) >= 30 else 'not ok', 1, '- there are thirty of them')
codes = {problem(answer)['code'] for answer in answers}
print('ok' if len(codes) >= 12 else 'not ok', 2, f'- of many kinds: {" ".join(sorted(codes))}')
for number, ((label, said), answer) in enumerate(zip(rows, answers), 3):
    what = problem(answer)
    message = what['message']
    found = unescape(label).encode()[what['offset']:what['offset'] + what['length']].decode()
    notes = []
    if message != said:
        notes.append(f'lotctl says: {message}')
    if f'({what["element"]})' not in message and what['element'].isdigit():
        notes.append(f'the identifier {what["element"]} is not named: {message}')
    if f'at byte {what["offset"]}' not in message:
        notes.append(f'byte {what["offset"]} is not named: {message}')
    if found not in message and f'{len(found)} characters' not in message:
        notes.append(f'what was found, {found}, is not named: {message}')
    print('not ok' if notes else 'ok', number, '-', label.replace('#', ''))
    for note in notes:
        print('#  ', note)
PYTHON
