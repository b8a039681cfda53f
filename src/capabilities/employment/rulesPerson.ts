// A person's spells as figures count them (docs/figures.md §2 worker and person, §3 main): united where records of one person tell of the same work.
import { type FoldEvidence, type FoldSpell, inForce } from './rulesFold.ts';
import { type EvidenceClass, NO_CLASS, type SpellKind } from './rulesSpell.ts';

export interface LedgerSpell extends FoldSpell {
  readonly id: string;
  readonly workerId: string;
  readonly kind: SpellKind;
  /** What spells are held together by: the organisation that speaks for it as known at K; null where none is registered. */
  readonly organisation: string | null;
  /** Credit code, for ties only: never an internal id. */
  readonly organisationCode: string | null;
  /** 12 digits or ''. */
  readonly place: string;
  readonly occupation: string;
  /** Section letter of GB/T 4754 and digits as far as known, or ''. */
  readonly industry: string;
  readonly channel: string;
  readonly programme: string;
  /** 元 a month. */
  readonly payMonth: number | null;
  readonly assisted: boolean;
  readonly contractFrom: number | null;
  /** OPEN for a contract without an end; null where there is no contract. */
  readonly contractTo: number | null;
  readonly evidence: readonly FoldEvidence[];
}

export interface Home {
  readonly from: number;
  /** OPEN while it holds. */
  readonly to: number;
  /** 12 digits or ''. */
  readonly code: string;
}
export interface LedgerPerson {
  readonly spells: readonly LedgerSpell[];
  readonly homes: readonly Home[];
}

/** Code of the home on a day, '' where it is unknown (figures §3). */
export const homeAt = (homes: readonly Home[], t: number): string => {
  let held: Home | null = null;
  let first: Home | null = null;
  for (const h of homes) {
    if (h.from <= t && t <= h.to && (held === null || h.from > held.from || (h.from === held.from && h.code < held.code))) held = h;
    if (first === null || h.from < first.from || (h.from === first.from && h.code < first.code)) first = h;
  }
  if (held !== null) return held.code;
  return first !== null && t < first.from ? first.code : '';
};

/** The best class ≤ c among evidence that says in post and that the fold does not ignore; NO_CLASS where there is none. */
export const bestClassOf = (spell: LedgerSpell, c: EvidenceClass): number => {
  let best = NO_CLASS;
  for (const e of spell.evidence) if (e.class < best && inForce(spell, e, c)) best = e.class;
  return best;
};

/** Ascending, what is missing last. */
const byText = (a: string | null, b: string | null): number => {
  const [x, y] = [a || null, b || null];
  if (x === y) return 0;
  if (x === null) return 1;
  if (y === null) return -1;
  return x < y ? -1 : 1;
};

/** The order of `main`: whoever comes first is it. */
export const compareMain =
  (c: EvidenceClass) =>
  (a: LedgerSpell, b: LedgerSpell): number =>
    b.start - a.start ||
    bestClassOf(a, c) - bestClassOf(b, c) ||
    (b.payMonth ?? 0) - (a.payMonth ?? 0) ||
    byText(a.organisationCode, b.organisationCode) ||
    Number(a.organisation === null) - Number(b.organisation === null) ||
    byText(a.place, b.place) ||
    byText(a.occupation, b.occupation) ||
    byText(a.channel, b.channel) ||
    byText(a.programme, b.programme) ||
    byText(a.kind, b.kind) ||
    a.ended - b.ended ||
    byText(a.industry, b.industry);

/** The one of these spells whose attributes are read; null of none. */
export const mainOf = (spells: readonly LedgerSpell[], c: EvidenceClass): LedgerSpell | null => {
  const order = compareMain(c);
  let main: LedgerSpell | null = null;
  for (const s of spells) if (main === null || order(s, main) < 0) main = s;
  return main;
};

const meet = (a: LedgerSpell, b: LedgerSpell): boolean =>
  a.workerId !== b.workerId &&
  a.organisation !== null &&
  a.organisation === b.organisation &&
  (a.kind === 'internship') === (b.kind === 'internship') &&
  a.start <= b.ended &&
  b.start <= a.ended;

const unite = (members: readonly LedgerSpell[], c: EvidenceClass): LedgerSpell => {
  const inOrder = [...members].sort(compareMain(c));
  const main = inOrder[0]!;
  const firstText = (of: (s: LedgerSpell) => string): string => inOrder.map(of).find((v) => v !== '') ?? '';
  const withContract = inOrder.find((s) => s.contractFrom !== null) ?? main;
  return {
    id: main.id,
    workerId: main.workerId,
    kind: main.kind,
    organisation: main.organisation,
    organisationCode: main.organisationCode,
    place: firstText((s) => s.place),
    occupation: firstText((s) => s.occupation),
    industry: firstText((s) => s.industry),
    channel: firstText((s) => s.channel),
    programme: firstText((s) => s.programme),
    payMonth: inOrder.find((s) => s.payMonth !== null)?.payMonth ?? null,
    assisted: inOrder.some((s) => s.assisted),
    contractFrom: withContract.contractFrom,
    contractTo: withContract.contractTo,
    start: Math.min(...inOrder.map((s) => s.start)),
    ended: Math.max(...inOrder.map((s) => s.ended)),
    evidence: inOrder.flatMap((s) => s.evidence),
  };
};

/** Spells of one person with those of different records that meet made one. */
export const united = (spells: readonly LedgerSpell[], c: EvidenceClass): readonly LedgerSpell[] => {
  if (spells.every((s) => s.workerId === spells[0]!.workerId)) return spells;
  const group = spells.map((_, i) => i);
  const rootOf = (i: number): number => (group[i] === i ? i : rootOf(group[i]!));
  for (let i = 0; i < spells.length; i++) for (let j = 0; j < i; j++) if (meet(spells[i]!, spells[j]!)) group[rootOf(i)] = rootOf(j);
  return [...Map.groupBy(spells, (_, i) => rootOf(i)).values()].map((m) => (m.length === 1 ? m[0]! : unite(m, c)));
};
