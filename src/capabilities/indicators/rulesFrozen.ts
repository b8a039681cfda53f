// What a frozen month holds: which figures over which days, which cells, and their text, byte for byte. Pure; the format is told in README.md.
import { daysInMonth } from '#standards/calendar/calendar.ts';
import { type BaseFigure, baseOf, type Figure, figures } from './rulesDefinitions.ts';
import { commonDimensions as dimensions } from './rulesDimensions.ts';

export const FORMAT = 1;
export const HOST = '440000000000';
export const ORIGINS = ['450000000000', '520000000000'] as const;
export type Origin = (typeof ORIGINS)[number];

/** A figure with its days and its class of evidence: what is counted once and stored. */
export interface Series {
  /** `I06/5`. */
  readonly id: string;
  readonly figure: string;
  readonly version: number;
  readonly class: 5 | 6;
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  /** Of retention, else ''. */
  readonly form: '' | 'province';
}
export const monthEndOf = (month: string): string => {
  const [y, m] = month.split('-').map(Number) as [number, number];
  return `${month}-${String(daysInMonth(y, m)).padStart(2, '0')}`;
};
/**
 * I01 and I06 of the year to date, I07 at the month's end, I08 (same province) of the cohort of this year and the one before, so that every window can be due;
 * each at the class of its definition and with evidence of every class.
 */
export const seriesOf = (month: string): readonly Series[] => {
  const [year, to] = [month.slice(0, 4), monthEndOf(month)];
  return figures.flatMap((f) => {
    // who was trained is not frozen so far
    if (f.kind === 'subset' || f.kind === 'trained') return [];
    const from = f.kind === 'retention' ? `${Number(year) - 1}-01-01` : `${year}-01-01`;
    return [...new Set([f.evidenceClass, 6 as const])].map((c) => ({
      id: `${f.id}/${c}`,
      figure: f.id,
      version: f.version,
      class: c,
      from,
      to,
      asOf: to,
      form: f.kind === 'retention' ? ('province' as const) : ('' as const),
    }));
  });
};
export const baseOfSeries = (series: Pick<Series, 'figure'>): BaseFigure => figures.find((f) => f.id === series.figure)! as BaseFigure;
/** The figures that are read of one series: itself and its 其中. */
export const figuresOf = (series: Pick<Series, 'figure'>): readonly Figure[] => figures.filter((f) => baseOf(f).base.id === series.figure);

/** Cells: the figure alone, by every dimension, and by these two together. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['origin:prefecture', 'host:prefecture'],
  ['origin:county', 'where'],
  ['origin:county', 'people'],
];
export const splits: readonly (readonly string[])[] = [[], ...dimensions.map((d) => [d.id]), ...PAIRS];

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
/** Canonical JSON: keys in the order of their code units, no spaces, whole numbers only. One value, one text. */
export const canonical = (value: Json): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
    return String(value === 0 ? 0 : value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const object = value as { readonly [key: string]: Json };
  return `{${Object.keys(object)
    .sort()
    .map((k) => `${JSON.stringify(k)}:${canonical(object[k]!)}`)
    .join(',')}}`;
};

/** First line of the cells file. */
export interface Head {
  readonly wengang: 'frozen month';
  readonly format: number;
  readonly month: string;
  readonly origin: string;
  readonly host: string;
  readonly knownAt: string;
  readonly series: readonly {
    readonly id: string;
    readonly figure: string;
    readonly version: number;
    readonly class: number;
    readonly form: string;
    readonly from: string;
    readonly to: string;
    readonly asOf: string;
    readonly members: number;
    readonly homeless: number;
    readonly merkleRoot: string;
    /** Editions of the standards it rests on; months frozen before 2026-11-27 name none. */
    readonly packs?: string;
  }[];
}
/** A line for each cell that is not empty. `windows` of retention: n, yes, no, unverified, not yet due, not applicable after 30, 90, 180, 365 days. */
export interface CellLine {
  readonly series: string;
  readonly figure: string;
  readonly by: readonly string[];
  readonly keys: readonly string[];
  readonly persons: number;
  readonly windows?: readonly (readonly number[])[];
}
/** What is signed; the last line of the file is this with the signature. */
export interface Statement {
  readonly wengang: 'signature';
  readonly format: number;
  readonly month: string;
  readonly origin: string;
  readonly host: string;
  readonly knownAt: string;
  readonly lines: number;
  /** SHA-256 of all lines before, each with its line feed. */
  readonly digest: string;
  readonly series: readonly { readonly id: string; readonly members: number; readonly merkleRoot: string }[];
  readonly approvals: readonly {
    readonly side: string;
    readonly account: string;
    readonly role: string;
    readonly area: string;
    /** With a password entered again; false: the owner of the installation entered it for the account. */
    readonly inPerson?: boolean;
    readonly at: string;
  }[];
  readonly frozen: string;
  /** SPKI, base64. */
  readonly publicKey: string;
}

/** A member as the Merkle trees have it. */
export interface FrozenMember {
  readonly workerId: string;
  readonly onDay: string;
  readonly spellId: string | null;
  readonly origin: string;
  readonly host: string;
  readonly where: string;
  readonly people: string;
  readonly monitored: string;
  readonly relocated: string;
  readonly sex: string;
  readonly age: string;
  readonly channel: string;
  readonly programme: string;
  readonly industry: string;
  readonly occupation: string;
  readonly evidence: string;
  readonly pairing: string;
  readonly answers: readonly number[];
}
/** Columns that make a member: a different value of any is a difference. */
export const MEMBER_COLUMNS = [
  'on_day',
  'spell_id',
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
  'answers',
] as const;
export const memberLine = (series: string, m: FrozenMember): string => {
  if (!m.answers.every(Number.isSafeInteger)) throw new RangeError(`not whole numbers: ${m.answers}`);
  // the keys stand in the order of `canonical`, which a test holds it to: of two million members sorting them anew takes longer than hashing
  return JSON.stringify({
    age: m.age,
    answers: m.answers,
    channel: m.channel,
    evidence: m.evidence,
    host: m.host,
    industry: m.industry,
    monitored: m.monitored,
    occupation: m.occupation,
    on: m.onDay,
    origin: m.origin,
    pairing: m.pairing,
    people: m.people,
    person: m.workerId,
    programme: m.programme,
    relocated: m.relocated,
    series,
    sex: m.sex,
    spell: m.spellId,
    where: m.where,
  });
};
