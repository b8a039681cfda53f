// Every row of kits/sheets as a perfect reader hands it over: what of its reasons the row and the file decide, and the verdict.
import { expect, test } from 'vitest';
import { verdictOf } from '#capabilities/rosters/rules.ts';
import { CORPUS_DAY } from '../../../kits/sheets/shapes.ts';
import { newFileChecks } from './rulesChecks.ts';
import { type KitRow, kitSheets } from './testing/kitRows.ts';

/** Troubles of a cell: its reader tells of them, before any rule is asked. */
const OF_THE_CELL: Readonly<Record<string, string>> = {
  idFloat: 'V01',
  idFloatText: 'V01',
  idRounded: 'V01',
  idWrongCheck: 'V01',
  idTooShort: 'V01',
  idBirthday: 'V01',
  phoneShort: 'V02',
  phoneTwo: 'V02',
  placeOfTwo: 'V03',
  placePrefecture: 'V03',
  placeProvince: 'V03',
  placeOutside: 'V03',
  placeInside: 'V03',
};
const ownReasons = ({ truth }: KitRow): string[] => {
  const ofCells = new Set((truth.troubles ?? []).map((t) => OF_THE_CELL[t]));
  return truth.reasons.filter((r) => r !== 'unread' && r !== 'uscc' && !ofCells.has(r));
};

test.each(['2022-10-12', '2026-12-01', '2030-12-31'])('reasons and verdict of every row of the kit, read on %s', (today) => {
  expect(today >= CORPUS_DAY).toBe(true);
  let [rows, withReasons] = [0, 0];
  const told = new Set<string>();
  for (const sheet of kitSheets()) {
    const checks = newFileChecks({ today, kind: 'spells' });
    for (const row of sheet.rows) checks.note(row.at, row.values);
    for (const row of sheet.rows) {
      const findings = checks.findings(row.at, row.values);
      const where = `${sheet.file} ${sheet.sheet} row ${row.at} ${row.truth.troubles ?? ''}`;
      const rules = [...new Set(findings.filter((f) => f.severity !== 'hint').map((f) => f.rule))].sort();
      const own = ownReasons(row);
      expect(rules, where).toEqual([...own].sort());
      if (own.length === row.truth.reasons.length) expect(verdictOf(findings), where).toBe(row.truth.verdict);
      rows++;
      if (own.length > 0) withReasons++;
      for (const rule of rules) told.add(rule);
    }
  }
  expect(rows).toBeGreaterThan(2000);
  expect(withReasons).toBeGreaterThan(80);
  expect([...told].sort()).toEqual(['V01', 'V02', 'V04', 'V05', 'V06', 'V07', 'V08', 'V09', 'V10', 'V11', 'V12', 'V14']);
});
