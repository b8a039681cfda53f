import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { halfWidth } from '#standards/cleanText.ts';
import { checkCharacter } from '#standards/id-number/idNumberMath.ts';
import { isDemoNumber, isDemoPhone, isDemoUscc } from '../../demo/numbers.ts';
import { cellText, isBlank } from './cellText.ts';
import { corpus, expectedRows, filesOf, headersFile, tableOf } from './corpus.ts';
import { expectedHeaders, expectedOf } from './scoreCorpus.ts';
import { coreFields, type ExpectedRow } from './shapes.ts';
import { lays, troubleNames } from './troubles.ts';
import { containerTroubles, faultTroubles, layoutTroubles } from './troublesOfFiles.ts';

const here = import.meta.dirname;
const cases = corpus();
const LARGE = ['large.xlsx', 'mix-factory.xlsx'];

test('made again, the corpus has the same bytes, and no file more or less', async () => {
  const names = new Set(['corpus/.gitattributes', 'expected/headers.jsonl']);
  for (const one of cases)
    for (const [name, data] of await filesOf(one)) {
      expect(names.has(name), `${name} twice`).toBe(false);
      names.add(name);
      expect(readFileSync(join(here, name)).equals(data), `${name} is stale: run make.ts`).toBe(true);
    }
  expect(readFileSync(join(here, 'expected/headers.jsonl'), 'utf8')).toBe(headersFile(cases));
  const found = ['corpus', 'expected'].flatMap((folder) => readdirSync(join(here, folder)).map((name) => `${folder}/${name}`));
  expect(found.sort()).toEqual([...names].sort());
  expect(readFileSync(join(here, 'README.md'), 'utf8')).toContain(`\n\n${tableOf(cases)}\n`);
});

test('at least sixty files, all small but two of a few hundred rows', () => {
  expect(cases.length).toBeGreaterThanOrEqual(60);
  for (const { file } of cases) {
    const size = readFileSync(join(here, 'corpus', file)).length;
    const rows = expectedOf(file).length;
    if (LARGE.includes(file)) expect(rows).toBeGreaterThan(200);
    else expect([file, size <= 20_480, rows <= 75]).toEqual([file, true, true]);
  }
});

test('every expected file accounts for every row of its sheets that holds anything', () => {
  for (const one of cases) {
    const said = expectedOf(one.file);
    const lines = one.sheets.flatMap((s) =>
      s.lines.flatMap((line, at) => (line.cells.every(isBlank) ? [] : [{ key: `${s.name} ${at + 1}`, people: line.truths.length }])),
    );
    const byRow = Map.groupBy(said, (r) => `${r.sheet} ${r.row}`);
    expect([...byRow.keys()], one.file).toEqual(lines.map((l) => l.key));
    for (const { key, people } of lines) expect(byRow.get(key), `${one.file} ${key}`).toHaveLength(people);
    if (one.fault) expect(said).toEqual([]);
  }
});

test('verdicts, reasons and values agree with each other', () => {
  const wrong = (r: ExpectedRow): string | null => {
    if (r.verdict === 'not-a-row')
      return r.reasons.length + Object.keys(r.values).length + r.repairs.length > 0 ? 'a non-row with something' : null;
    if ((r.verdict === 'accepted') !== (r.reasons.length === 0)) return 'reasons and verdict';
    const { idNumber, phone, monthlyIncome, place, start, end } = r.values;
    if (idNumber && !isDemoNumber(String(idNumber))) return 'idNumber';
    if (phone && !isDemoPhone(String(phone))) return 'phone';
    if (
      monthlyIncome &&
      (typeof monthlyIncome !== 'number' || (monthlyIncome < 100 || monthlyIncome > 30_000) !== r.reasons.includes('V09'))
    )
      return 'income';
    if (place && !/^\d{6}$/.test(String(place))) return 'place';
    for (const day of [start, end]) if (day && !/^20\d\d-\d\d(?:-\d\d)?$/.test(String(day))) return 'day';
    return null;
  };
  for (const { file } of cases) for (const row of expectedOf(file)) expect(wrong(row), `${file} row ${row.row}`).toBeNull();
});

test('a number stands twice in a file only where that is the point', () => {
  const meant = ['idCopied', 'idOfTwo', 'postThree', 'spellsOverlap', 'spellsInTurn'];
  for (const { file } of cases)
    for (const rows of Map.groupBy(
      expectedOf(file).filter((r) => r.values.idNumber),
      (r) => r.values.idNumber,
    ).values())
      if (rows.length > 1)
        expect(
          rows.some((r) => r.troubles?.some((t) => meant.includes(t))),
          `${file} row ${rows[1]!.row}`,
        ).toBe(true);
});

test('every trouble is met alone and in combination', () => {
  const laid = Object.keys(lays);
  const faults = Object.keys(faultTroubles);
  const seen = cases.map((one) => ({
    // that a list is of organisations is no trouble to its rows
    ofFile: one.troubles.filter((t) => !laid.includes(t)),
    rows: expectedRows(one).flatMap((r) => (r.troubles ? [r.troubles] : [])),
  }));
  const clean = (ofFile: readonly string[]) => ofFile.every((t) => t === 'organisations');
  const missing: string[] = [];
  for (const name of laid) {
    if (!seen.some((s) => clean(s.ofFile) && s.rows.some((r) => r.length === 1 && r[0] === name))) missing.push(`${name} alone`);
    if (!seen.some((s) => s.rows.some((r) => r.includes(name) && (r.length > 1 || !clean(s.ofFile))))) missing.push(`${name} combined`);
  }
  for (const name of [...Object.keys(layoutTroubles), ...Object.keys(containerTroubles)]) {
    if (!seen.some((s) => s.ofFile.length === 1 && s.ofFile[0] === name)) missing.push(`${name} alone`);
    if (!seen.some((s) => s.ofFile.includes(name) && (s.ofFile.length > 1 || s.rows.length > 0))) missing.push(`${name} combined`);
  }
  for (const name of faults) if (!seen.some((s) => s.ofFile.includes(name))) missing.push(name);
  for (const one of cases) for (const t of one.troubles) if (!troubleNames.includes(t)) missing.push(`${t} has no name`);
  expect(missing).toEqual([]);
});

test('no identity number, phone or credit code outside the reserved patterns, in whatever dress', () => {
  const strange: string[] = [];
  for (const one of cases)
    for (const sheet of one.sheets)
      for (const line of sheet.lines)
        for (const cell of line.cells) {
          const shown = typeof cell === 'object' && cell !== null && 'raw' in cell ? cell.raw : cellText(cell);
          const text = halfWidth(shown)
            .replace(/[\s\u00a0\-'"=+]/g, '')
            .replace(/^(\d)\.(\d+)E\d+$/, '$1$2')
            .toUpperCase();
          if (/^91/.test(text) && text.length > 12) {
            if (!isDemoUscc(text)) strange.push(`${one.file}: ${text}`);
            continue;
          }
          // shorter runs are days, codes of places, households; a small number cell is money
          if (typeof cell === 'number' && cell < 10_000) continue;
          for (const [run] of text.matchAll(/\d{9,}X?/g)) {
            const ok = /^520000\d/.test(run) || /^(?:86)?141\d{7,8}$/.test(run) || /^2022(?:0\d|1[0-2])\d{2,4}$/.test(run);
            if (!ok) strange.push(`${one.file}: ${run}`);
          }
        }
  expect(strange).toEqual([]);
});

test('what is to be refused for its check digit has a wrong one', () => {
  const rows = cases.flatMap((one) =>
    one.sheets.flatMap((s) =>
      s.lines.flatMap((l) => (l.truths.length === 1 ? [{ cells: l.cells.map(cellText), truth: l.truths[0]! }] : [])),
    ),
  );
  const whole = rows.flatMap(({ cells, truth }) => cells.filter((c) => /^\d{17}[\dX]$/.test(c)).map((number) => ({ number, truth })));
  expect(whole.length).toBeGreaterThan(1000);
  for (const { number, truth } of whole) {
    const right = checkCharacter(number.slice(0, 17)) === number[17];
    const laidWrong = truth.troubles?.some((t) => t === 'idWrongCheck' || t === 'idRounded') ?? false;
    expect(right, number).toBe(!laidWrong);
  }
});

test('headers name what is there', () => {
  for (const header of expectedHeaders()) {
    const one = cases.find((c) => c.file === header.file)!;
    for (const [at, sheet] of header.sheets.entries()) {
      expect(sheet.kind === 'other', header.file).toBe(sheet.headerRows.length === 0);
      const said = sheet.headerRows.map((row) => one.sheets[at]!.lines[row - 1]!.cells.map(cellText));
      for (const column of sheet.columns)
        expect(
          said.flat().some((word) => word !== '' && column.endsWith(word)),
          `${header.file} ${column}`,
        ).toBe(true);
    }
  }
  expect(coreFields).toContain('idNumber');
});
