// Whose spells an actor is asked about: by home, by county of work, by employer. Every query of a round starts from one of these walks.
import { type RawBuilder, sql } from 'kysely';
import { areaOf, covers, hostKey } from '#capabilities/access/rules.ts';
import type { Actor, Area } from '#platform/server/actor.ts';
import type { RoundSide } from '../../contractRounds.ts';
import type { RoundEyes } from '../../rulesRounds.ts';

const isHost = (key: string): boolean => key.startsWith('host:');
/** Organisations whose employer's account this is. */
export const employerKeys = (actor: Actor): readonly string[] =>
  actor.grants.flatMap((g) => (g.role === 'employer' && g.relation !== null && actor.keys.includes(g.relation) ? [g.relation] : []));

export const sidesOfRounds = (actor: Actor): readonly RoundSide[] => [
  ...(actor.areas.length + actor.lookAreas.length ? (['home'] as const) : []),
  ...(actor.keys.some(isHost) || actor.keyRanges.length ? (['host'] as const) : []),
  ...(employerKeys(actor).length ? (['employer'] as const) : []),
];
export const eyesOf = (side: RoundSide): RoundEyes => (side === 'employer' ? 'employer' : 'office');

export interface Reach {
  readonly side: RoundSide;
  readonly eyes: RoundEyes;
  /** Table or view, as r. */
  readonly from: RawBuilder<unknown>;
  readonly where: RawBuilder<boolean>;
  /** snake_case columns of the order, all of one index. */
  readonly order: readonly ('home' | 'hostKey' | 'employer' | 'orgKey' | 'spellId')[];
}

const ranges = (column: string, areas: readonly Area[]): RawBuilder<boolean> => {
  const c = sql.ref(`r.${column}`);
  if (!areas.length) return sql<boolean>`${c} = '-'`;
  return sql<boolean>`(${sql.join(
    areas.map((a) => (a.from === a.to ? sql`${c} = ${a.from}` : sql`(${c} >= ${a.from} and ${c} <= ${a.to})`)),
    sql` or `,
  )})`;
};
const narrowed = (mine: readonly Area[], asked: Area | null): readonly Area[] =>
  asked === null ? mine : mine.flatMap((m) => (covers(m, asked) ? [asked] : covers(asked, m) ? [m] : []));

/** `area`: a division of home or of work; one that is not mine is nobody. `writing`: only areas where the actor also acts. */
export const reachOf = (actor: Actor, side: RoundSide, area?: string, writing = false): Reach => {
  const eyes = eyesOf(side);
  if (side === 'home') {
    const mine = writing ? actor.areas : [...actor.areas, ...actor.lookAreas];
    const where = ranges('home', narrowed(mine, area === undefined ? null : areaOf(area)));
    return { side, eyes, from: sql`round_spell r`, where, order: ['home', 'spellId'] };
  }
  if (side === 'host') {
    const mine = [...actor.keys.filter(isHost).map((k) => ({ from: k, to: k })), ...actor.keyRanges];
    const asked = area === undefined ? null : areaOf(area);
    const keys = asked && { from: hostKey(asked.from), to: hostKey(asked.to) };
    return {
      side,
      eyes,
      from: sql`round_by_host r`,
      where: ranges('host_key', narrowed(mine, keys)),
      order: ['hostKey', 'employer', 'spellId'],
    };
  }
  const keys = employerKeys(actor).map((k) => ({ from: k, to: k }));
  return { side, eyes, from: sql`round_by_org r`, where: ranges('org_key', keys), order: ['orgKey', 'spellId'] };
};
