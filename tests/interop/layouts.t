#!/bin/bash
# SPDX-License-Identifier: MIT
# Texts that hosts of many keyboard layouts made of good scans, collected by others, where they lie
# beside the project: lotctl decode --host-layout reads each as what was scanned. A row that its
# collectors call ambiguous must be read right as well, or be refused.
set -u
rows=$PWD/../shared/vectors/kbd-layout.tsv
if [ ! -f "$rows" ]; then
    echo '1..0 # SKIP ../shared/vectors/kbd-layout.tsv is not there'
    exit 0
fi
exec python3 - "${BUILD:-build}/lotctl" "$rows" <<'PYTHON'
import collections, json, re, subprocess, sys

lotctl, path = sys.argv[1:]

def unescape(text):
    return re.sub(r'\\x([0-9a-fA-F]{2})|\\\\', lambda m: chr(int(m[1], 16)) if m[1] else '\\', text)

with open(path, encoding='utf-8', newline='\n') as file:
    head, *lines = file.read().rstrip('\n').split('\n')
rows = [dict(zip(head.split('\t'), line.split('\t'))) for line in lines]
layouts = collections.defaultdict(list)
for row in rows:
    layouts[row['format'].removeprefix('kbd:')].append(row)

print(f'1..{len(layouts)}')
for number, (layout, rows) in enumerate(layouts.items(), 1):
    answers = subprocess.run(
        [lotctl, 'decode', '--json', '--escaped', '--today', '2026-03-01', '--host-layout', layout],
        input=''.join(row['input'] + '\n' for row in rows).encode(), stdout=subprocess.PIPE).stdout.decode().splitlines()
    notes = [] if len(answers) == len(rows) else [f'{len(answers)} answers to {len(rows)} rows']
    for row, line in zip(rows, answers):
        answer = json.loads(line)
        if 'ambiguous' in row['note'] and answer.get('error', {}).get('code', '').startswith('layout-'):
            continue
        wanted = [tuple(unescape(part) for part in pair.split('=', 1)) for pair in row['expected'].split('|')]
        if answer['status'] != 'ok' or [(e['id'], e['value']) for e in answer['elements']] != wanted:
            notes.append(f'{row["id"]}: {line}')
    print('not ok' if notes else 'ok', number, '-', f'{layout}: {len(rows)} rows')
    for note in notes:
        print('#  ', note)
PYTHON
