import type { Band } from '#capabilities/workers/rulesDuplicateTexts.ts';
import type { RawRecord } from './shapes.ts';

/** What a matcher says of a pair; a pair it does not name is rejected. */
export interface Decision {
  readonly a: string;
  readonly b: string;
  readonly band: Exclude<Band, 'reject'>;
}

export interface Rate {
  readonly right: number;
  readonly found: number;
  readonly truth: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface Score {
  /** Accepted and to be looked at. */
  readonly candidates: Rate;
  readonly accepted: Rate;
  /** Of the true pairs in which one record bears this error: how many there are, were found, were accepted. */
  readonly byError: ReadonlyMap<string, { readonly truth: number; readonly found: number; readonly accepted: number }>;
  readonly wrong: readonly Decision[];
  readonly missed: readonly (readonly [RawRecord, RawRecord])[];
}

const rateOf = (right: number, found: number, truth: number): Rate => {
  const precision = found === 0 ? 1 : right / found;
  const recall = truth === 0 ? 1 : right / truth;
  return { right, found, truth, precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
};
const keyOf = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** Holds decisions against the truth. Pairs are unordered; naming one twice counts once, as the higher band. */
export function measure(records: readonly RawRecord[], decisions: Iterable<Decision>): Score {
  const byId = new Map(records.map((r) => [r.id, r]));
  const persons = new Map<string, RawRecord[]>();
  for (const r of records) persons.set(r.person, [...(persons.get(r.person) ?? []), r]);
  const bands = new Map<string, Decision>();
  for (const d of decisions) {
    if (!byId.has(d.a) || !byId.has(d.b) || d.a === d.b) throw new Error(`not a pair of this set: ${d.a} ${d.b}`);
    const key = keyOf(d.a, d.b);
    if (bands.get(key)?.band !== 'accept') bands.set(key, d);
  }
  let right = 0;
  let accepted = 0;
  let acceptedRight = 0;
  const wrong: Decision[] = [];
  for (const d of bands.values()) {
    const same = byId.get(d.a)!.person === byId.get(d.b)!.person;
    if (d.band === 'accept') accepted++;
    if (!same) wrong.push(d);
    else {
      right++;
      if (d.band === 'accept') acceptedRight++;
    }
  }
  let truth = 0;
  const missed: (readonly [RawRecord, RawRecord])[] = [];
  const byError = new Map<string, { truth: number; found: number; accepted: number }>();
  for (const of of persons.values())
    for (let i = 0; i < of.length; i++)
      for (let j = i + 1; j < of.length; j++) {
        truth++;
        const [a, b] = [of[i]!, of[j]!];
        const band = bands.get(keyOf(a.id, b.id))?.band;
        if (!band) missed.push([a, b]);
        const errors = new Set([...a.errors, ...b.errors]);
        for (const e of errors.size ? errors : ['none']) {
          const entry = byError.get(e) ?? { truth: 0, found: 0, accepted: 0 };
          entry.truth++;
          if (band) entry.found++;
          if (band === 'accept') entry.accepted++;
          byError.set(e, entry);
        }
      }
  return {
    candidates: rateOf(right, bands.size, truth),
    accepted: rateOf(acceptedRight, accepted, truth),
    byError,
    wrong,
    missed,
  };
}
