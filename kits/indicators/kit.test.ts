import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  DIMENSIONS,
  type KitCell,
  type Row,
  readKitCells,
  readKitWorld,
  readRows,
  uuidOf,
} from '#capabilities/indicators/testing/readKit.ts';
import { isDay } from '#standards/calendar/calendar.ts';
import { loadDivisions, loadHistory } from '#standards/divisions/server/loadDivisions.ts';

// The form of the kit, not its truth: what is expected was worked by hand from docs/figures.md, and engines are held against it elsewhere.

const here = import.meta.dirname;
const KEYS: Record<string, string> = {
  'organisation-links': 'organisation',
  links: 'worker',
  basics: 'worker',
  homes: 'id',
  identities: 'id',
  spells: 'id',
  evidence: 'id',
  pairings: 'id',
};
const DAYS = [
  'birthday',
  'diedOn',
  'from',
  'to',
  'riskRemoved',
  'start',
  'ended',
  'contractFrom',
  'contractTo',
  'coversFrom',
  'coversTo',
  'observed',
];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const tables = new Map(['organisations', 'workers', ...Object.keys(KEYS)].map((name) => [name, readRows(name)]));
const rowsOf = (name: string): Row[] => tables.get(name) ?? [];
const idsOf = (name: string): Set<string> => new Set(rowsOf(name).map(({ id = '' }) => id));
const cells = readKitCells();
const rawCells = new Map(readRows('cells').map((row) => [row.id ?? '', row]));
const sections = new Map(
  readdirSync(join(here, 'reasoning'))
    .flatMap((name) =>
      readFileSync(join(here, 'reasoning', name), 'utf8')
        .split(/^## /m)
        .slice(1),
    )
    .map((text) => [/^(.*?) · /.exec(text)?.[1] ?? '', text] as const),
);
const LATE = cells[0]?.ask.knownAt ?? '';
const isTotal = (cell: KitCell): boolean => !('person' in cell.filter);

test('every id is known where it is named, once where it is given', () => {
  for (const name of ['organisations', 'workers']) expect(idsOf(name).size).toBe(rowsOf(name).length);
  const known: Record<string, Set<string>> = {
    organisation: idsOf('organisations'),
    main: idsOf('organisations'),
    worker: idsOf('workers'),
    person: idsOf('workers'),
    spell: idsOf('spells'),
  };
  for (const [name, rows] of tables)
    for (const row of rows)
      for (const [column, ids] of Object.entries(known)) {
        const named = row[column];
        if (named) expect(ids.has(named), `${name}: ${column} ${named}`).toBe(true);
      }
  for (const { id = '', spell = '', worker = '' } of rowsOf('evidence'))
    expect([id.startsWith(`e${spell.slice(1)}`), spell.slice(1, 4)], id).toEqual([true, worker.slice(1)]);
  for (const name of ['homes', 'identities', 'spells'])
    for (const { id = '', worker = '' } of rowsOf(name)) expect(id.slice(1, 4), id).toBe(worker.slice(1));
});

test('ids as uuids keep their order and differ', () => {
  for (const name of ['workers', 'organisations', 'homes', 'identities', 'spells', 'evidence', 'pairings']) {
    const ids = [...idsOf(name)].sort();
    const uuids = ids.map(uuidOf);
    expect([...uuids].sort()).toEqual(uuids);
    expect(new Set(uuids).size).toBe(ids.length);
  }
});

test('versions of a fact follow each other without a hole', () => {
  for (const [name, key] of Object.entries(KEYS)) {
    const facts = Map.groupBy(rowsOf(name), (row) => row[key] ?? '');
    for (const [id, versions] of facts) {
      const sorted = [...versions].sort((a, b) => ((a.recorded ?? '') < (b.recorded ?? '') ? -1 : 1));
      sorted.forEach(({ recorded, superseded }, at) => {
        expect(recorded, `${name} ${id}`).toMatch(INSTANT);
        expect(superseded, `${name} ${id}`).toBe(sorted[at + 1]?.recorded ?? 'infinity');
      });
    }
  }
});

test('days are days, intervals run forward, codes are on record', () => {
  const [divisions, history] = [loadDivisions(), loadHistory()];
  for (const [name, rows] of tables)
    for (const row of rows) {
      for (const day of DAYS) if (row[day]) expect(isDay(row[day]), `${name} ${row.id} ${day}`).toBe(true);
      for (const [from, to] of [
        ['from', 'to'],
        ['start', 'ended'],
        ['coversFrom', 'coversTo'],
      ] as const)
        if (row[from] && row[to]) expect(row[from] <= row[to], `${name} ${row.id}`).toBe(true);
      for (const code of [row.code, row.place, ...(name === 'pairings' ? [row.origin, row.host] : [])])
        if (code)
          expect(
            code.length === 12 && (divisions.get(code) !== undefined || history.prefixStatus(code.slice(0, 6)) === 'revoked'),
            `${name} ${row.id} ${code}`,
          ).toBe(true);
    }
  for (const row of rowsOf('evidence')) {
    expect(row.class, row.id).toMatch(/^[1-6]$/);
    expect(row.says === 'in_post', row.id).toBe(row.coversTo !== '');
    if (row.says === 'in_post' && Number(row.class) > 2) expect((row.coversTo ?? '') <= (row.observed ?? ''), row.id).toBe(true);
  }
});

test('the world and the cells can be read', () => {
  const world = readKitWorld();
  expect(world.spells.length).toBe(rowsOf('spells').length);
  expect(world.workers.length).toBeGreaterThanOrEqual(60);
  expect(world.workers.length).toBeLessThanOrEqual(300);
  const persons = new Set(cells.flatMap(({ filter }) => filter.person ?? []));
  expect(persons.size).toBeGreaterThanOrEqual(60);
  expect(cells.length).toBeGreaterThanOrEqual(150);
  expect(cells.filter(isTotal).length).toBeGreaterThanOrEqual(25);
  expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
  for (const cell of cells) {
    for (const name of Object.keys(cell.filter)) expect(['person', 'answer', ...DIMENSIONS]).toContain(name);
    if (cell.filter.person) expect([0, 1], cell.id).toContain(cell.value);
    expect(cell.on !== null, cell.id).toBe(!isTotal(cell) && cell.value === 1);
    expect(cell.answer !== null, cell.id).toBe(!isTotal(cell) && cell.value === 1 && cell.ask.indicator === 'I08');
  }
});

test('every case has a section that names its cells with their values; the table of the README counts them', () => {
  const readme = readFileSync(join(here, 'README.md'), 'utf8');
  const byCase = Map.groupBy(rowsOf('workers'), (row) => row.case ?? '');
  for (const [name, workers] of byCase) {
    const who = workers.map(({ id = '' }) => id);
    const text = sections.get(who.join(', '));
    expect(text, name).toBeDefined();
    const mine = [...rawCells.values()].filter(({ filter = '' }) => who.includes(filter.replace('person=', '')));
    expect(mine.length, name).toBeGreaterThan(0);
    for (const { id, value, on } of mine) {
      const line = text?.split('\n').find((each) => each.startsWith(`| ${id} |`)) ?? '';
      expect(line.split(' | ')[2], `${name} ${id}`).toMatch(new RegExp(`^${value}${on ? ` on ${on}` : '$'}`));
    }
    expect(readme).toContain(`| ${name} | ${who.join(', ')} | ${mine[0]?.id}…${mine.at(-1)?.id} |`);
  }
});

/** The cell of one person that answers a total's question: of the very instant or, where nothing was recorded between, of the late one. */
function cellOf(person: string, total: KitCell): KitCell | undefined {
  const indicator = /I0[2-5]/.test(total.ask.indicator) ? 'I01' : total.ask.indicator;
  const asked = { ...total.ask, indicator, evidenceClass: null };
  const at = (knownAt: string) => {
    const wanted = JSON.stringify({ ...asked, knownAt });
    return cells.find(({ filter, ask }) => filter.person === person && JSON.stringify(ask) === wanted);
  };
  return at(total.ask.knownAt) ?? at(LATE);
}

test('every total is the number of the persons it lists, and their own cells say so', () => {
  const FIGURES: Record<string, [keyof KitCell['dimensions'], string]> = {
    I02: ['people', 'poverty'],
    I03: ['where', 'guangdong'],
    I04: ['where', 'near'],
    I05: ['where', 'elsewhere'],
  };
  const persons = [...idsOf('workers')];
  for (const total of cells.filter(isTotal)) {
    const text = sections.get(total.id) ?? '';
    const listed =
      text
        .split('\n')
        .findLast((line) => /^(w\d{3}(, |$))+$/.test(line))
        ?.split(', ') ?? [];
    expect(text.split('\n')[0], total.id).toMatch(new RegExp(` = ${total.value}$`));
    expect(listed.length, total.id).toBe(total.value);
    const counted = persons.filter((id) => {
      const cell = cellOf(uuidOf(id), total);
      if (!cell?.value) return false;
      const figure = FIGURES[total.ask.indicator];
      return [...Object.entries(total.filter), ...(figure ? [figure] : [])].every(([name, wanted]) => {
        if (name === 'answer') return cell.answer === wanted;
        const found = cell.dimensions[name as keyof KitCell['dimensions']] ?? '';
        return (name === 'origin' || name === 'host') && wanted ? found.startsWith(wanted) : found === wanted;
      });
    });
    // at another class of evidence the section says who comes in and who goes out
    if (total.ask.evidenceClass === null) expect(listed, total.id).toEqual(counted);
    else expect(listed.filter((id) => !counted.includes(id)).concat(counted.filter((id) => !listed.includes(id))).length).toBeLessThan(5);
  }
});

test('I03 + I04 + I05 = I01, and every dimension sums to the parent', () => {
  const value = (indicator: string, knownAt: string, filter: Record<string, string> = {}) =>
    cells.find(
      ({ ask, ...cell }) =>
        ask.indicator === indicator &&
        ask.knownAt === knownAt &&
        ask.evidenceClass === null &&
        JSON.stringify(cell.filter) === JSON.stringify(filter),
    )?.value ?? Number.NaN;
  for (const knownAt of new Set(cells.filter(isTotal).map(({ ask }) => ask.knownAt))) {
    const all = value('I01', knownAt);
    expect(value('I03', knownAt) + value('I04', knownAt) + value('I05', knownAt)).toBe(all);
    const sum = (name: string, values: string[]) => values.reduce((n, each) => n + value('I01', knownAt, { [name]: each }), 0);
    expect(sum('people', ['poverty', 'monitored', 'lowIncome', 'none'])).toBe(all);
    expect(sum('origin', ['45', '52', '', '?'])).toBe(all);
    expect(value('I01', knownAt, { people: 'poverty' })).toBe(value('I02', knownAt));
    const answers = ['yes', 'no', 'unverified', 'notYetDue', 'notApplicable'];
    expect(answers.reduce((n, answer) => n + value('I08', knownAt, { answer }), 0)).toBe(value('I08', knownAt));
  }
  for (const [name, values] of Object.entries({
    host: ['4401', '4403', '4419', '4414', '33', '45', '52', '', '?'],
    evidence: ['1', '2', '3', '4', '5', '6', '7'],
    age: ['16-24', '25-34', '35-44', '45-54', '55-59', '60+', ''],
    sex: ['1', '2', '9'],
    pairing: ['', ...['p01', 'p02', 'p03', 'p04', 'p05', 'p06'].map(uuidOf)],
  }))
    expect(
      values.reduce((n, each) => n + value('I01', LATE, { [name]: each }), 0),
      name,
    ).toBe(value('I01', LATE));
});
