// Classes as decisions: whose a class is, who carries it on, which step comes next and what each step asks. Pure: no IO, no clock.

import { type Area, holds } from '#capabilities/access/rules.ts';
import type { Held } from '#capabilities/accords/rules.ts';
import { significantDigits } from '#standards/divisions/codes.ts';
import type { Text } from '#standards/text.ts';
import { APPROVE, type ClassState, type ClassStep, permissions, WRITE } from './contractTexts.ts';

// Whose it is -----------------------------------------------------------------------------------------------------------------------

/** Where a class stands: its place, the area whose people it trains, the host area it trains for, and the two organisations. */
export interface ClassPlace {
  readonly place: string;
  readonly originCode: string;
  readonly hostCode: string | null;
  readonly schoolId: string;
  readonly employerId: string | null;
}
/** What of an actor decides it (platform/server/actor.ts). */
export interface Reaching {
  readonly areas: readonly Area[];
  readonly lookAreas: readonly Area[];
  readonly keys: readonly string[];
  readonly keyRanges: readonly Area[];
}
/** Areas an actor sees classes through: home areas, areas only looked at, and the host areas that keys stand for. */
export const areasReaching = (actor: Reaching, own = false): readonly Area[] => [
  ...actor.areas,
  ...(own ? [] : actor.lookAreas),
  ...[...actor.keys.map((k) => ({ from: k, to: k })), ...actor.keyRanges]
    .filter((r) => r.from.startsWith('host:'))
    .map((r) => ({ from: r.from.slice(5).padEnd(12, '0'), to: r.to.slice(5).padEnd(12, '9') })),
];
const stem = (code: string): string => code.slice(0, significantDigits(code));
/** The same as `class_in_reach` of the migration. */
export const classReach = (actor: Reaching, of: ClassPlace, own = false): boolean => {
  const orgs = [of.schoolId, ...(of.employerId === null ? [] : [of.employerId])];
  if (orgs.some((id) => actor.keys.includes(`org:${id}`))) return true;
  const sides = [of.originCode, ...(of.hostCode === null ? [] : [of.hostCode])];
  return areasReaching(actor, own).some(
    (a) => [of.place, ...sides].some((code) => holds(a, code)) || sides.some((code) => a.from.startsWith(stem(code))),
  );
};

const has = (held: Held, permission: typeof WRITE | typeof APPROVE): boolean =>
  (permissions[permission].roles as readonly string[]).includes(held.role);
/** Enters it and carries it on: the school that holds it, and offices over its place, its origin or its host area. */
export const writes = (held: readonly Held[], of: ClassPlace): boolean =>
  held.some((h) => {
    if (!has(h, WRITE)) return false;
    if (h.relation !== null) return h.relation === `org:${of.schoolId}`;
    return [of.place, of.originCode, ...(of.hostCode === null ? [] : [of.hostCode])].some((code) => holds(h.area, code));
  });
/** Approves it: an office over the area whose people it trains, or over its place. */
export const approves = (held: readonly Held[], of: ClassPlace): boolean =>
  held.some((h) => has(h, APPROVE) && h.relation === null && (holds(h.area, of.originCode) || holds(h.area, of.place)));
/** The area whose office is told that a class waits for approval: a town's classes are its county's. */
export const approvingArea = (of: ClassPlace): string =>
  significantDigits(of.originCode) > 6 ? of.originCode.slice(0, 6).padEnd(12, '0') : of.originCode;

// Life ------------------------------------------------------------------------------------------------------------------------------

export const LIFE = ['plan', 'approval', 'enrolling', 'opened', 'teaching', 'finished', 'assessed', 'tracking', 'archived'] as const;
/** How far a state is; cancelled is furthest, whatever came before. */
export const rankOf = (state: ClassState): number => (state === 'cancelled' ? LIFE.length : LIFE.indexOf(state));

export interface StepRow {
  readonly state: ClassState;
  readonly onDay: string;
}
/** The furthest state entered by the day. A class is planned from the day it is entered, and nothing before. */
export const classStateOn = (steps: readonly StepRow[], day: string): ClassState | null =>
  steps
    .filter((s) => s.onDay <= day)
    .reduce<ClassState | null>((at, s) => (at === null || rankOf(s.state) > rankOf(at) ? s.state : at), null);

interface StepKind {
  readonly from: readonly ClassState[];
  /** null: to the state before. */
  readonly to: ClassState | null;
  readonly by: 'writer' | 'office';
  readonly reason: boolean;
}
export const STEPS: Record<ClassStep, StepKind> = {
  submit: { from: ['plan'], to: 'approval', by: 'writer', reason: false },
  approve: { from: ['approval'], to: 'enrolling', by: 'office', reason: false },
  sendBack: { from: ['approval'], to: 'plan', by: 'office', reason: true },
  open: { from: ['enrolling'], to: 'opened', by: 'writer', reason: false },
  begin: { from: ['opened'], to: 'teaching', by: 'writer', reason: false },
  finish: { from: ['teaching'], to: 'finished', by: 'writer', reason: false },
  assess: { from: ['finished'], to: 'assessed', by: 'writer', reason: false },
  track: { from: ['assessed'], to: 'tracking', by: 'writer', reason: false },
  archive: { from: ['tracking'], to: 'archived', by: 'office', reason: false },
  cancel: { from: ['plan', 'approval', 'enrolling', 'opened', 'teaching'], to: 'cancelled', by: 'writer', reason: true },
  takeBack: {
    from: ['enrolling', 'opened', 'teaching', 'finished', 'assessed', 'tracking', 'archived', 'cancelled'],
    to: null,
    by: 'office',
    reason: true,
  },
};
/** The step that leads on from a state; undefined at the end. */
export const nextStep = (state: ClassState): ClassStep | undefined =>
  (Object.keys(STEPS) as ClassStep[]).find((s) => {
    const { from, to } = STEPS[s];
    return from.includes(state) && to !== null && to !== 'cancelled' && rankOf(to) === rankOf(state) + 1;
  });
/** Cancelling a class that was approved is the office's: places and money are promised by then. */
export const byOffice = (step: ClassStep, state: ClassState): boolean =>
  STEPS[step].by === 'office' || (step === 'cancel' && rankOf(state) >= rankOf('enrolling'));

/** What a correction no longer changes once the class has opened, whoever makes it. */
export const FIXED_ONCE_OPENED = ['versionId', 'schoolId', 'mode', 'originCode', 'programme'] as const;

/** Why the step cannot be dated so; undefined: it can. Days go forward, and nothing is dated ahead. */
export const whyNotDay = (step: ClassStep, onDay: string, steps: readonly StepRow[], today: string): Text | undefined => {
  if (onDay > today)
    return { zh: `日期 ${onDay} 还没有到，今天是 ${today}。到了再办`, en: `${onDay} has not come; today is ${today}. Do it then` };
  if (step === 'takeBack' || step === 'sendBack') return undefined;
  const last =
    steps
      .map((s) => s.onDay)
      .sort()
      .at(-1) ?? '';
  if (onDay < last)
    return { zh: `日期 ${onDay} 早于上一步的 ${last}，请核对`, en: `${onDay} is before the last step on ${last}; check the day` };
  return undefined;
};
