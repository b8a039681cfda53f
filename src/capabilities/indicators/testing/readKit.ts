// kits/indicators → a world and its cells. The formats stand in the kit's README.
import { readFileSync } from 'node:fs';
import type { Ask, CountedMember, Dimensions, World } from './world.ts';

const FOLDER = new URL('../../../../kits/indicators/', import.meta.url);
export type Row = Readonly<Record<string, string>>;

/** One file of the kit: a header row; a field with a comma in it stands in quotes, none has a quote or a line break. */
export function readRows(name: string): Row[] {
  const [head = '', ...lines] = readFileSync(new URL(`${name}.csv`, FOLDER), 'utf8')
    .trimEnd()
    .split('\n');
  const names = head.split(',');
  return lines.map((line, at) => {
    const fields = [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^",]*))/g)].map((m) => m[1] ?? m[2] ?? '');
    if (fields.length !== names.length) throw new Error(`${name}.csv, line ${at + 2}: ${fields.length} fields, not ${names.length}`);
    return Object.fromEntries(names.map((each, i) => [each, fields[i] ?? '']));
  });
}

const TABLES = 'wseohip';
/** e017a1 → 00000000-0000-4000-8000-300017010001: table, number, letter, number; the order of the ids is kept. */
export function uuidOf(id: string): string {
  const parts = /^([wseohip])(\d{2,3})([a-z]?)(\d{0,2})$/.exec(id);
  if (!parts) throw new Error(`not an id of the kit: ${id}`);
  const [, table = '', number = '', letter = '', last = ''] = parts;
  const middle = letter === '' ? 0 : letter.charCodeAt(0) - 96;
  const digits = `${TABLES.indexOf(table) + 1}${number.padStart(5, '0')}${String(middle).padStart(2, '0')}${last.padStart(4, '0')}`;
  return `00000000-0000-4000-8000-${digits}`;
}

const ID_COLUMNS = ['id', 'organisation', 'main', 'worker', 'person', 'spell'];
/** Columns that are texts where empty; in all others empty is null. */
const TEXTS = ['occupation', 'industry', 'place', 'channel', 'assistedKind', 'programme'];
const NUMBERS = ['payMonth', 'class'];

function value(column: string, text: string): string | number | null {
  if (text === '') return TEXTS.includes(column) ? '' : null;
  if (NUMBERS.includes(column)) return Number(text);
  return ID_COLUMNS.includes(column) ? uuidOf(text) : text;
}
const facts = <T>(name: string, leaveOut: readonly string[] = []): T[] =>
  readRows(name).map(
    (row) =>
      Object.fromEntries(
        Object.entries(row).flatMap(([column, text]) => (leaveOut.includes(column) ? [] : [[column, value(column, text)]])),
      ) as T,
  );

export const readKitWorld = (): World => ({
  organisations: facts('organisations'),
  organisationLinks: facts('organisation-links'),
  workers: facts('workers', ['case']),
  links: facts('links'),
  basics: facts('basics'),
  homes: facts('homes'),
  identities: facts('identities'),
  spells: facts('spells'),
  evidence: facts('evidence'),
  pairings: facts('pairings'),
});

export interface KitCell {
  readonly id: string;
  readonly ask: Ask;
  /** Which of the counted: all conditions hold; codes by their beginning. Ids are uuids. */
  readonly filter: Readonly<Record<string, string>>;
  /** How many are counted. */
  readonly value: number;
  /** Of the one person of the cell, where the kit states it. */
  readonly on: string | null;
  readonly dimensions: Partial<Dimensions>;
  readonly answer: CountedMember['answer'];
}

export const DIMENSIONS = [
  'origin',
  'host',
  'where',
  'people',
  'monitored',
  'relocated',
  'sex',
  'age',
  'channel',
  'programme',
  'industry',
  'occupation',
  'evidence',
  'pairing',
] as const satisfies readonly (keyof Dimensions)[];

const known = (text: string): string => (text === '-' ? '' : /^[wp]\d+$/.test(text) ? uuidOf(text) : text);

export const readKitCells = (): KitCell[] =>
  readRows('cells').map((row) => ({
    id: row.id ?? '',
    ask: {
      indicator: row.indicator as Ask['indicator'],
      from: row.from ?? '',
      to: row.to ?? '',
      asOf: row.asOf ?? '',
      knownAt: row.knownAt ?? '',
      evidenceClass: row.evidenceClass ? (Number(row.evidenceClass) as Ask['evidenceClass']) : null,
      form: (row.form || 'province') as Ask['form'],
      window: Number(row.window || 90) as Ask['window'],
    },
    filter: Object.fromEntries((row.filter ?? '').split(',').flatMap((each) => (each ? [splitCondition(each)] : []))),
    value: Number(row.value),
    on: row.on || null,
    dimensions: Object.fromEntries(DIMENSIONS.flatMap((each) => (row[each] ? [[each, known(row[each])]] : []))),
    answer: (row.answer || null) as CountedMember['answer'],
  }));

function splitCondition(condition: string): [string, string] {
  const at = condition.indexOf('=');
  return [condition.slice(0, at), known(condition.slice(at + 1))];
}

/** Does the cell's filter hold this one of the counted? The cell's value is the number of those it holds. */
export function holds(cell: KitCell, member: CountedMember): boolean {
  return Object.entries(cell.filter).every(([name, wanted]) => {
    if (name === 'person') return member.person === wanted;
    if (name === 'answer') return member.answer === wanted;
    const found = member.dimensions[name as keyof Dimensions];
    return (name === 'origin' || name === 'host') && wanted !== '' ? found.startsWith(wanted) : found === wanted;
  });
}
