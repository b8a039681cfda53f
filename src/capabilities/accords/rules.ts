// Agreements as decisions: which state holds on a day, who may be a side, who may sign, what a correction voids. Pure: no IO, no clock.
import { type Area, holds } from '#capabilities/access/rules.ts';
import { type PairingFact, pairedOn, type SideFacts, standingOf } from '#capabilities/regions/rules.ts';
import { halfWidth } from '#standards/cleanText.ts';
import { ancestorCodes, levelOf } from '#standards/divisions/codes.ts';
import type { Text } from '#standards/text.ts';
import {
  type AgreementLevel,
  type AgreementSide,
  type AgreementState,
  type PairingVerdict,
  permissions,
  READ,
  SIGN,
  WRITE,
} from './contract.ts';

export { AGREEMENT_SECTIONS } from './contract.ts';
export * from './rulesTargets.ts';

// Life ------------------------------------------------------------------------------------------------------------------------------

/** What the state of an agreement follows from. Days are inclusive. */
export interface Life {
  readonly validFrom: string;
  readonly validTo: string;
  /** The day each side signed; null where it did not, or its signature is void. */
  readonly originSigned: string | null;
  readonly hostSigned: string | null;
  /** The last day of an early end that both sides agreed on. */
  readonly endedOn: string | null;
}

/** The last day it holds: the end of the period, or an earlier one both sides agreed on. */
export const lastDayOf = (life: Pick<Life, 'validTo' | 'endedOn'>): string =>
  life.endedOn !== null && life.endedOn < life.validTo ? life.endedOn : life.validTo;

/**
 * The state on a day. A signature counts from its own day on: an agreement signed in March for a period from January is in force from that day in March, and a
 * report of February does not know it. What was never signed by both never ends; it stays what it is.
 */
export const stateOn = (life: Life, day: string): AgreementState => {
  const origin = life.originSigned !== null && life.originSigned <= day;
  const host = life.hostSigned !== null && life.hostSigned <= day;
  if (!origin || !host) return origin || host ? 'signing' : 'draft';
  if (day > lastDayOf(life)) return 'ended';
  return day < life.validFrom ? 'coming' : 'force';
};

/** Do two spans of days, both inclusive, have a day in common? */
export const meet = (a: { readonly from: string; readonly to: string }, b: { readonly from: string; readonly to: string }): boolean =>
  a.from <= b.to && b.from <= a.to;

// Sides -----------------------------------------------------------------------------------------------------------------------------

/** Why these two cannot be the sides of an agreement of this level, or undefined. */
export const whyNotParties = (draft: { readonly level: AgreementLevel } & Sides, origin: SideFacts, host: SideFacts): Text | undefined => {
  if (draft.originCode.slice(0, 2) === draft.hostCode.slice(0, 2))
    return {
      zh: '两方在同一个省，不是跨省协作。请把其中一方改到另一个省',
      en: 'Both sides lie in the same province; an agreement joins two provinces. Change one of them',
    };
  for (const [zh, en, facts, name, code] of [
    ['输出地一方', 'The origin side', origin, draft.originName, draft.originCode],
    ['输入地一方', 'The host side', host, draft.hostName, draft.hostCode],
  ] as const) {
    const level = facts.level ?? levelOf(code);
    if (draft.level === 'province' && (level !== 'province' || name !== ''))
      return { zh: `省级协议的${zh}要写到省（自治区），不多也不少`, en: `${en} of a provincial agreement must be a province` };
    if (draft.level === 'prefecture' && (level !== 'prefecture' || name !== ''))
      return { zh: `地市级协议的${zh}要写到市（州），不多也不少`, en: `${en} of a prefecture agreement must be a prefecture` };
    if (draft.level !== 'county') continue;
    const fits = level === 'county' || (level === 'township' && facts.inCountylessPrefecture) || (level === 'prefecture' && name !== '');
    if (!fits)
      return {
        zh: `县级协议的${zh}要写到县（市、区）；东莞、中山写到镇街；没有代码的功能区写上一级代码并填名称`,
        en: `${en} of a county agreement must be a county, a town of Dongguan or Zhongshan, or a named functional area under a prefecture`,
      };
  }
  return undefined;
};

/**
 * Are the two sides paired on a day? A prefecture pair covers its counties. `unrecorded`: nothing is on record of the origin or anything above it, which is a
 * gap of our record and no refusal. `elsewhere`: it is on record as paired with others.
 */
export const pairingVerdict = <P extends PairingFact>(
  pairings: readonly P[],
  sides: Sides,
  day: string,
): { readonly verdict: PairingVerdict; readonly others: readonly P[] } => {
  if (pairedOn(pairings, sides.originCode, sides.hostCode, day).how !== 'none') return { verdict: 'paired', others: [] };
  const others = pairings.filter((p) => {
    if (p.validFrom > day || (p.validTo !== null && p.validTo < day)) return false;
    const standing = standingOf({ code: p.originCode, name: p.originName }, sides.originCode);
    return standing === 'same' || standing === 'above';
  });
  return { verdict: others.length > 0 ? 'elsewhere' : 'unrecorded', others };
};

export interface Sides {
  readonly originCode: string;
  readonly originName: string;
  readonly hostCode: string;
  readonly hostName: string;
}
export const sideOf = (of: Sides, side: AgreementSide): { readonly code: string; readonly name: string } =>
  side === 'origin' ? { code: of.originCode, name: of.originName } : { code: of.hostCode, name: of.hostName };
export const SIDES = ['origin', 'host'] as const satisfies readonly AgreementSide[];

// Who may ---------------------------------------------------------------------------------------------------------------------------

export interface Held {
  readonly role: string;
  /** 12 digits; '' for the whole country. */
  readonly areaCode: string;
  readonly area: Area;
  readonly relation: string | null;
}
const has = (held: Held, permission: keyof typeof permissions): boolean =>
  (permissions[permission].roles as readonly string[]).includes(held.role);

/** The sides an account may write for: those that lie in an area of a writing role. */
export const sidesWritten = (held: readonly Held[], of: Sides): readonly AgreementSide[] =>
  SIDES.filter((side) => held.some((h) => h.relation === null && has(h, WRITE) && holds(h.area, sideOf(of, side).code)));

/** The area whose office signs for a side: the side itself; of a town of a prefecture without counties, or of a functional area, the one above it. */
export const officeOf = (side: { readonly code: string; readonly name: string }): string =>
  side.name === '' && levelOf(side.code) === 'township' ? (ancestorCodes(side.code)[0] ?? side.code) : side.code;

/** The sides whose office an account holds: the role over exactly that area. One above does not sign for one below. */
export const sidesSigned = (held: readonly Held[], of: Sides): readonly AgreementSide[] =>
  SIDES.filter((side) => held.some((h) => h.relation === null && has(h, SIGN) && h.areaCode === officeOf(sideOf(of, side))));

/**
 * How an area stands to a side. `own`: the side is the area or lies in it. `inside`: the area lies in the side, whose agreement binds it. A side with a name of
 * its own is a part of the division whose code it carries and holds nothing else.
 */
export const standingTo = (
  area: { readonly areaCode: string; readonly area: Area },
  side: { readonly code: string; readonly name: string },
) =>
  holds(area.area, side.code)
    ? ('own' as const)
    : side.name === '' && ancestorCodes(area.areaCode).includes(side.code)
      ? ('inside' as const)
      : null;

/** Offices through which an account reads agreements. */
export const readers = (held: readonly Held[]): readonly Held[] => held.filter((h) => has(h, READ));

/**
 * May an account see it? Both sides from the draft on; offices inside a side once both have signed, and ever after: a correction that voids signatures takes
 * nothing from those who could read it. The same as `visible` of server/queries.ts.
 */
export const maySee = (held: readonly Held[], of: Sides, signedOnce: boolean): boolean =>
  readers(held).some((h) =>
    SIDES.some((side) => {
      const standing = standingTo(h, sideOf(of, side));
      return standing === 'own' || (standing === 'inside' && signedOnce);
    }),
  );

// Corrections -----------------------------------------------------------------------------------------------------------------------

/** What an agreement says and was signed for. The rest describes the record: number, file, source, certainty, note. */
export const SUBSTANCE = [
  'level',
  'originCode',
  'originName',
  'hostCode',
  'hostName',
  'title',
  'validFrom',
  'validTo',
  'programmes',
  'covers',
] as const;
/** Who agreed with whom: fixed with the first signature, also where that is void by now. */
export const PARTIES = ['level', 'originCode', 'originName', 'hostCode', 'hostName'] as const;
export const FACTS = [...SUBSTANCE, 'documentNumber', 'fileId', 'source', 'certainty', 'note'] as const;
export type FactName = (typeof FACTS)[number];
export type Facts = Readonly<Record<FactName, unknown>>;

/** Signatures of both sides that stood at one time, whatever became of them since. All versions; an instant compares as text, below 'infinity'. */
export const signedTogether = (
  versions: readonly { readonly side: AgreementSide; readonly state: string; readonly recorded: string; readonly superseded: string }[],
): boolean => {
  const of = (side: AgreementSide) => versions.filter((v) => v.side === side && v.state === 'signed');
  return of('origin').some((o) => of('host').some((h) => o.recorded < h.superseded && h.recorded < o.superseded));
};

/** A title or a text with another space, bracket or comma is the same; what stands between digits is not: 1.5 万 and 15 万. */
const plain = (value: unknown): string =>
  typeof value === 'string'
    ? halfWidth(value)
        .replace(/(?<!\d)[\s,.;:()《》“”"'、。·]+|[\s,.;:()《》“”"'、。·]+(?!\d)/g, '')
        .toLowerCase()
    : JSON.stringify(value);
const same = (a: unknown, b: unknown): boolean => {
  const sorted = (v: unknown) => (Array.isArray(v) ? JSON.stringify([...v].sort()) : JSON.stringify(v));
  return sorted(a) === sorted(b);
};
export const changedFields = (before: Facts, after: Facts): readonly FactName[] => FACTS.filter((f) => !same(before[f], after[f]));
/** The changed fields that make signatures void: what was signed would not be what stands there. Spaces and punctuation do not. */
export const voidingFields = (before: Facts, after: Facts): readonly FactName[] =>
  changedFields(before, after).filter(
    (f) => (SUBSTANCE as readonly string[]).includes(f) && !((f === 'title' || f === 'covers') && plain(before[f]) === plain(after[f])),
  );
