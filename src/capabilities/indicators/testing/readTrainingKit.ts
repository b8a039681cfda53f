// kits/indicators/training → a world, its classes and its cells. The formats stand in the kit's README.
import { readRows } from './readKit.ts';
import type { TrainedAsk, TrainingWorld } from './trainingWorld.ts';
import type { World } from './world.ts';

const KINDS = 'wseohpclnmb';
/** w7 → 00000000-0000-4000-8001-010000000007; the order of the numbers is kept. */
const uuidOf = (id: string): string => {
  const [, kind = '', n = ''] = /^([a-z])(\d+)$/.exec(id) ?? [];
  if (!KINDS.includes(kind) || !n) throw new Error(`not an id of the kit: ${id}`);
  return `00000000-0000-4000-8001-${String(KINDS.indexOf(kind) + 1).padStart(2, '0')}${n.padStart(10, '0')}`;
};
const IDS = ['id', 'worker', 'person', 'class', 'lesson', 'spell', 'organisation', 'school', 'employer'];
/** Columns that are texts where empty; in all others empty is null. */
const TEXTS = ['occupation', 'industry', 'place', 'channel', 'assistedKind', 'programme', 'order', 'host'];
const NUMBERS = ['payMonth', 'minute', 'seats', 'amount'];

const value = (table: string, column: string, text: string): unknown => {
  if (text === '') return TEXTS.includes(column) ? '' : null;
  if (NUMBERS.includes(column) || (table === 'evidence' && column === 'class')) return Number(text);
  if (column === 'lessons') return text.split(' ').map(uuidOf);
  return IDS.includes(column) ? uuidOf(text) : text;
};
const facts = <T>(table: string): T[] =>
  readRows(`training/${table}`).map((row) => Object.fromEntries(Object.entries(row).map(([c, text]) => [c, value(table, c, text)])) as T);

export const readTrainingKit = (): { readonly world: World; readonly training: TrainingWorld } => ({
  world: {
    organisations: facts('organisations'),
    organisationLinks: [],
    workers: facts('workers'),
    links: facts('links'),
    basics: facts('basics'),
    homes: facts('homes'),
    identities: [],
    spells: facts('spells'),
    evidence: facts('evidence'),
    pairings: facts('pairings'),
  },
  training: {
    classes: facts('classes'),
    steps: facts('steps'),
    lessons: facts('lessons'),
    enrolments: facts('enrolments'),
    marks: facts('marks'),
    books: facts('books'),
    budget: facts('budget'),
  },
});

export interface TrainingCell {
  readonly id: string;
  readonly unit: 'classes' | 'persons' | 'budget' | 'enrolled' | 'attended' | 'finished' | 'employed' | 'reported' | 'stable3' | 'stable6';
  readonly ask: TrainedAsk;
  readonly person: string | null;
  readonly order: string | null;
  readonly value: number;
  readonly on: string | null;
}
export const readTrainingCells = (): readonly TrainingCell[] =>
  readRows('training/cells').map((r) => ({
    id: r.id!,
    unit: r.unit as TrainingCell['unit'],
    ask: { from: r.from!, to: r.to!, knownAt: r.knownAt! },
    person: r.person ? uuidOf(r.person) : null,
    order: r.order || null,
    value: Number(r.value),
    on: r.on || null,
  }));

interface Counted {
  readonly classes: readonly { readonly order: string; readonly budget: number }[];
  readonly persons: readonly { readonly person: string; readonly on: string; readonly order: string }[];
  readonly trainees: readonly ({ readonly person: string; readonly order: string } & Readonly<
    Record<'enrolled' | 'attended' | 'finished' | 'employed' | 'reported' | 'stable3' | 'stable6', string | null>
  >)[];
}
/** What somebody counted says of a cell; null where it agrees. */
export const whyNot = (cell: TrainingCell, counted: Counted): string | null => {
  const mine = <T extends { readonly order: string }>(all: readonly T[]) =>
    all.filter((x) => cell.order === null || x.order === cell.order);
  const { unit } = cell;
  if (unit === 'classes' || unit === 'budget') {
    const n = unit === 'classes' ? mine(counted.classes).length : mine(counted.classes).reduce((sum, c) => sum + c.budget, 0);
    return n === cell.value ? null : `${cell.id}: ${n}, not ${cell.value}`;
  }
  const days =
    unit === 'persons'
      ? mine(counted.persons).flatMap((p) => (cell.person === null || p.person === cell.person ? [p.on] : []))
      : mine(counted.trainees).flatMap((x) => (x[unit] !== null && (cell.person === null || x.person === cell.person) ? [x[unit]] : []));
  if (days.length !== cell.value) return `${cell.id} ${unit}: ${days.length}, not ${cell.value}`;
  return cell.on !== null && days[0] !== cell.on ? `${cell.id} ${unit}: on ${days[0]}, not ${cell.on}` : null;
};
