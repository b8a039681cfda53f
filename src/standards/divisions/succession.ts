/**
 * Division codes in time: what an old code is today, and whether the first six digits of an identity number ever were a code.
 * An identity number keeps the code of the county that issued it for life, so withdrawn codes are met every day.
 * Reads data/succession.txt (hand-written, one source per block) and data/revoked.txt (generated); pure.
 */
import { isStatisticalZone, levelOf, padCode } from './codes.ts';
import type { Divisions } from './divisions.ts';

export type SuccessionKind = 'rename' | 'upgrade' | 'merge' | 'split' | 'transfer';

export interface Succession {
  /** Six digits. */
  readonly oldCode: string;
  readonly oldName: string;
  /** Where the whole or the main part went; '' when it was divided and no part is the main one, or when the code lives on. */
  readonly mainCode: string;
  /** Where other parts went; empty when the whole area went to `mainCode`. */
  readonly otherCodes: readonly string[];
  /** The code stays in force and only parts of its area left it. */
  readonly livesOn: boolean;
  /** YYYY-MM-DD, the day of the approving document; or YYYY where only the year is on record. */
  readonly from: string;
  readonly kind: SuccessionKind;
  readonly certainty: 'official' | 'mirror' | 'unverified';
  readonly source: string;
}

export type PrefixStatus = 'current' | 'revoked' | 'unknown';

export interface RevokedCode {
  readonly code: string;
  readonly name: string;
  /** Year of the last list that has it, '' when not on record. */
  readonly lastYear: string;
}

export interface MapOptions {
  /** Also answer with the main part where some townships went elsewhere (遵义县 → 播州区). Default: such a code is not mapped. */
  readonly mainPart?: boolean;
}

export interface DivisionHistory {
  readonly successions: readonly Succession[];
  /** Six-digit codes on record that were in force once. */
  readonly formerCodes: readonly string[];
  /** Recorded steps from this code, oldest first; the county's or prefecture's steps for a code below it. */
  stepsFrom(code: string): Succession[];
  /**
   * The code (twelve digits) that stood for the same area on a day, following every step up to it; the code itself while nothing changed.
   * Steps dated only by year count from the end of that year. Undefined 待确认: unknown code, or divided so that no single code is the same area.
   * A code below a changed county gives the county's successor: which of its townships kept their number is not on record.
   */
  successor(code: string, day: string, options?: MapOptions): string | undefined;
  /** As `successor`, to the tree in hand: the code itself when the tree has it. Undefined 待确认 when not uniquely known. */
  mapToTree(code: string, options?: MapOptions): string | undefined;
  /** Every division of the tree that holds a part of the old code's area, main part first; [] when nothing is on record. */
  partsOf(code: string): string[];
  /** The last name a withdrawn code had, or the name in the tree. */
  lastName(code: string): string | undefined;
  /** For identity numbers: is this six-digit code in force, once in force, or not on any list we hold? */
  prefixStatus(code6: string): PrefixStatus;
}

const KINDS: readonly string[] = ['rename', 'upgrade', 'merge', 'split', 'transfer'];
const CERTAINTIES: readonly string[] = ['official', 'mirror', 'unverified'];

const parseRow = (line: string, at: number): Pick<Succession, 'oldCode' | 'oldName' | 'mainCode' | 'otherCodes' | 'livesOn'> => {
  const match = /^(\^?)(\d{6}) (\S+) > ((?:[+?]?\d{6} ?)+)$/.exec(line);
  if (!match) throw new Error(`succession file, line ${at}: cannot read "${line}"`);
  const targets = (match[4] ?? '').trim().split(' ');
  const main = targets.find((each) => /^\d/.test(each)) ?? '';
  return {
    oldCode: match[2] ?? '',
    oldName: match[3] ?? '',
    mainCode: main,
    otherCodes: targets.filter((each) => each !== main).map((each) => each.slice(1)),
    livesOn: match[1] === '^',
  };
};

/** Reads data/succession.txt; the format stands at its head. Throws with the line number on a damaged file. */
export const parseSuccession = (text: string): Succession[] => {
  const out: Succession[] = [];
  let block: Pick<Succession, 'from' | 'kind' | 'certainty' | 'source'> | undefined;
  text.split(/\r?\n/).forEach((line, index) => {
    if (line === '' || line.startsWith('#')) return;
    if (!line.startsWith('@ ')) {
      if (!block) throw new Error(`succession file, line ${index + 1}: a row before its block`);
      out.push({ ...parseRow(line, index + 1), ...block });
      return;
    }
    const [, from = '', kind = '', certainty = '', ...source] = line.split(' ');
    if (!/^\d{4}(-\d\d-\d\d)?$/.test(from) || !KINDS.includes(kind) || !CERTAINTIES.includes(certainty) || source.length === 0)
      throw new Error(`succession file, line ${index + 1}: cannot read "${line}"`);
    block = { from, kind: kind as SuccessionKind, certainty: certainty as Succession['certainty'], source: source.join(' ') };
  });
  return out;
};

/** Reads data/revoked.txt. */
export const parseRevoked = (text: string): RevokedCode[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const [code = '', name = '', year = ''] = line.split(' ');
    return /^\d{6}$/.test(code) ? [{ code, name, lastYear: year === '-' ? '' : year }] : [];
  });

// Residence permits 港澳台居民居住证 for people from Taiwan carry 830000, which is no division (办法 of 2018, state council).
const TAIWAN_PERMIT = '830000';
const effective = (from: string): string => (from.length === 4 ? `${from}-12-31` : from);

export const indexHistory = (
  divisions: Divisions,
  successions: readonly Succession[],
  revoked: readonly RevokedCode[],
): DivisionHistory => {
  const steps = new Map<string, Succession[]>();
  for (const step of [...successions].sort((a, b) => (effective(a.from) < effective(b.from) ? -1 : 1)))
    steps.set(step.oldCode, [...(steps.get(step.oldCode) ?? []), step]);
  const revokedNames = new Map(revoked.map(({ code, name }) => [code, name]));
  const stepsFrom = (code: string): Succession[] => [...(steps.get((padCode(code) ?? '').slice(0, 6)) ?? [])];
  const ending = (code6: string): Succession | undefined => steps.get(code6)?.find(({ livesOn }) => !livesOn);

  /** Follows whole (or main) areas from a six-digit code; '' when the way divides. `until` is a day, or undefined for "to the end". */
  const follow = (code6: string, until: string | undefined, options: MapOptions): string => {
    let at = code6;
    for (let guard = 0; guard < 20; guard += 1) {
      const step = ending(at);
      if (!step || (until !== undefined && effective(step.from) > until)) return at;
      if (step.mainCode === '' || (step.otherCodes.length > 0 && !options.mainPart)) return '';
      at = step.mainCode;
    }
    return '';
  };
  const isKnown = (code6: string) => divisions.get(code6) !== undefined || steps.has(code6) || revokedNames.has(code6);

  const successor = (code: string, day: string, options: MapOptions = {}): string | undefined => {
    const padded = padCode(code);
    const code6 = padded?.slice(0, 6);
    if (padded === undefined || code6 === undefined || !(isKnown(code6) || divisions.get(padded))) return undefined;
    const found = follow(code6, day, options);
    if (found === '') return undefined;
    return found === code6 ? padded : padCode(found);
  };
  const mapToTree = (code: string, options: MapOptions = {}): string | undefined => {
    const padded = padCode(code);
    if (padded === undefined) return undefined;
    if (divisions.get(padded)) return padded;
    const code6 = padded.slice(0, 6);
    // Old lists gave a city's districts together a code of their own, 440101 市辖区: the city is the area that surely holds it.
    if (code6.endsWith('01') && revokedNames.get(code6)?.endsWith('市辖区')) return divisions.get(code6.slice(0, 4))?.code;
    const found = follow(code6, undefined, options);
    if (found === '' || found === code6) return undefined;
    return divisions.get(found)?.code;
  };
  const partsOf = (code: string): string[] => {
    const out = new Set<string>();
    const visit = (code6: string, depth: number) => {
      const step = ending(code6);
      const here = divisions.get(code6);
      if (here) out.add(here.code);
      else if (step && depth < 20) for (const next of [step.mainCode, ...step.otherCodes]) if (next !== '') visit(next, depth + 1);
    };
    const padded = padCode(code);
    if (padded !== undefined && levelOf(padded) !== 'country') visit(padded.slice(0, 6), 0);
    return [...out];
  };
  return {
    successions,
    formerCodes: [...new Set([...steps.keys(), ...revokedNames.keys()])],
    stepsFrom,
    successor,
    mapToTree,
    partsOf,
    lastName: (code) => {
      const padded = padCode(code) ?? '';
      const code6 = padded.slice(0, 6);
      return divisions.get(padded)?.name ?? ending(code6)?.oldName ?? revokedNames.get(code6);
    },
    prefixStatus: (code6) => {
      if (!/^\d{6}$/.test(code6) || code6 === '000000' || isStatisticalZone(code6)) return 'unknown';
      if (divisions.get(code6) || code6 === TAIWAN_PERMIT) return 'current';
      return isKnown(code6) ? 'revoked' : 'unknown';
    },
  };
};
