// Whose plans somebody sees, and for which unit of an item they speak.
import { type RawBuilder, sql } from 'kysely';
import { holds } from '#capabilities/access/rules.ts';
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Actor, Grant } from '#platform/server/actor.ts';
import { plansPermissions, SEE_PLANS, WORK_PLANS } from '../../contractPlans.ts';
import type { Side } from '../../rulesPlans.ts';
import { sidesSeen, signedOnce } from '../queries.ts';

const WORKING: readonly string[] = plansPermissions[WORK_PLANS].roles;
const SEEING: readonly string[] = plansPermissions[SEE_PLANS].roles;
/** Offices speak for every unit in their area; a station only for itself, by its relation. */
const OFFICES: readonly string[] = ['county_bureau', 'steering'];

export interface UnitAt {
  readonly organisationId: string | null;
  readonly areaCode: string;
}
export const speaksForUnit = (grants: readonly Grant[], unit: UnitAt): boolean =>
  grants.some(
    (g) =>
      (OFFICES.includes(g.role) && g.relation === null && holds(g.area, unit.areaCode)) ||
      (unit.organisationId !== null && WORKING.includes(g.role) && g.relation === `org:${unit.organisationId}`),
  );
export const sidesSpoken = (actor: Pick<Actor, 'grants'>, units: Readonly<Record<Side, UnitAt>>): Side[] =>
  (['origin', 'host'] as const).filter((side) => speaksForUnit(actor.grants, units[side]));

/** Offices that plan for an agreement: those over a party's area, or over an area that holds it. */
export const plansFor = (actor: Pick<Actor, 'grants'>, party: { readonly originCode: string; readonly hostCode: string }): Side[] =>
  (['origin', 'host'] as const).filter((side) =>
    actor.grants.some((g) => OFFICES.includes(g.role) && g.relation === null && holds(g.area, party[`${side}Code`])),
  );

export const areaWords = (actor: Pick<Actor, 'grants'>): { areas: string; areasEn: string } => {
  const names = [...new Set(actor.grants.map((g) => g.areaCode))].map((c) =>
    c === '' ? { zh: '全国', en: 'the whole country' } : areaText(c),
  );
  return { areas: names.map((n) => n.zh).join('、') || '没有', areasEn: names.map((n) => n.en).join('; ') || 'none' };
};

const any = (parts: readonly RawBuilder<boolean>[]): RawBuilder<boolean> =>
  parts.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(parts, sql` or `)})`;

/** Plans and meetings are for whoever may see the agreement, by the same condition (queries.ts); `a` is the current version of its facts. */
export const seesAgreement = (actor: Pick<Actor, 'grants'>): RawBuilder<boolean> =>
  sidesSeen(
    actor.grants.filter((g) => SEEING.includes(g.role)),
    signedOnce('a.agreement_id'),
  );

/** A unit of the item is one I speak for; of one side or of either. */
export const unitMine = (actor: Pick<Actor, 'grants'>, sides: readonly Side[] = ['origin', 'host']): RawBuilder<boolean> =>
  any(
    sides.flatMap((side) =>
      actor.grants.flatMap((g) => [
        ...(OFFICES.includes(g.role) && g.relation === null
          ? [sql<boolean>`${sql.ref(`f.${side}_area`)} between ${g.area.from} and ${g.area.to}`]
          : []),
        ...(g.relation?.startsWith('org:') && WORKING.includes(g.role)
          ? [sql<boolean>`${sql.ref(`f.${side}_organisation`)} = ${g.relation.slice(4)}::uuid`]
          : []),
      ]),
    ),
  );
