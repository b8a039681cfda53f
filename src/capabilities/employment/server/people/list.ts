// The people of one organisation: spells there, as far as a home or an open spell tells the reader of them.
import { sql } from 'kysely';
import { organisationsById, recordsOf } from '#capabilities/organisations/server/service.ts';
import { rowsOf } from '#capabilities/workers/server/service.ts';
import type { Output, Parsed } from '#platform/contract.ts';
import { forbidden, notFound } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Call } from '#platform/server/http.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import type { Db } from '#platform/server/store.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import { findOccupation } from '#standards/occupations/occupations.ts';
import type { listPeople, PersonInPost } from '../../contractPeople.ts';
import { permissions } from '../../contractShapes.ts';
import { CARRY_DAYS } from '../../rulesFold.ts';
import type { LeaveReason } from '../../rulesLeaving.ts';
import type { EvidenceClass, SpellKind } from '../../rulesSpell.ts';
import { permittedTo } from '../entry/stand.ts';
import { homeText } from '../import/words.ts';
import { findEvidence } from '../spells.ts';
import { toldFold } from '../toldFold.ts';

export type PeopleContext = Pick<Call, 'db' | 'actor' | 'today'> & { readonly services: Pick<Call['services'], 'keys'> };
export interface PeopleFilter {
  readonly id: string;
  readonly state: 'now' | 'left';
  readonly q?: string | undefined;
  readonly unverified?: boolean | undefined;
}

/** Employers learn who is there, not how well it is proved. */
export const seesVerification = (actor: Actor): boolean => actor.grants.some((g) => g.role !== 'employer');
export const refuseHidden = (actor: Actor, filter: PeopleFilter): void => {
  if (filter.unverified && !seesVerification(actor)) throw forbidden({ permission: permissions['employment.people'].text.zh });
};

/** The organisation that speaks for this one, with all its records; not found where there is none, or where an employer asks for another's. */
export const organisationAsked = async (
  db: Db,
  actor: Actor,
  id: string,
): Promise<{ id: string; name: string; all: readonly string[] }> => {
  const asked = (await organisationsById(db, [id])).get(id);
  if (!asked) throw notFound();
  const all = await recordsOf(db, asked.mainId);
  if (actor.grants.every((g) => g.role === 'employer') && !all.some((o) => actor.keys.includes(`org:${o}`))) throw notFound();
  const main = asked.mainId === id ? asked : (await organisationsById(db, [asked.mainId])).get(asked.mainId)!;
  return { id: main.id, name: main.name, all };
};

const vouchedUntil = sql`(select max(e.covers_to) from evidence e where e.worker_id = s.worker_id and e.spell_id = s.id
  and e.says = 'in_post' and not isfinite(e.superseded))`;
/** Spells there that the reader is told of. */
export const peopleOf = ({ db, actor, today }: PeopleContext, all: readonly string[], { state, q, unverified }: PeopleFilter) => {
  const areas = [...actor.areas, ...actor.lookAreas];
  const home = areas.length
    ? sql<boolean>`(${sql.join(
        areas.map((a) => sql`(n.home >= ${a.from} and n.home <= ${a.to})`),
        sql` or `,
      )})`
    : sql<boolean>`false`;
  let query = db
    .selectFrom('spell as s')
    .innerJoin('workerNow as n', 'n.workerId', 's.workerId')
    .where('s.organisationId', 'in', [...all])
    .where(sql<boolean>`not isfinite(s.superseded)`)
    .where(sql<boolean>`s.start <= ${today}::date`)
    .where(
      sql<boolean>`(${home} or exists (select from worker_scope k where k.worker_id = s.worker_id and k.source = 'spell:' || s.id
        and k.from_day <= ${today}::date and k.to_day >= ${today}::date))`,
    )
    .where(state === 'now' ? sql<boolean>`(s.ended is null or s.ended >= ${today}::date)` : sql<boolean>`s.ended < ${today}::date`);
  if (q) query = query.where(sql<boolean>`position(${q} in n.name) > 0`);
  if (unverified) query = query.where(sql<boolean>`coalesce(${vouchedUntil}, s.start - 1) < ${addDays(today, -CARRY_DAYS)}::date`);
  return query;
};

const rows = (context: PeopleContext, all: readonly string[], filter: PeopleFilter) =>
  peopleOf(context, all, filter)
    .select(['s.id', 's.workerId', 's.kind', 's.occupation', 's.postWords', 's.start', 's.startPrecision', 's.ended', 's.endPrecision'])
    .select(['s.endInferred', 's.leaveReason', 's.recorded']);
type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

export const tellPeople = async (context: PeopleContext, found: readonly Row[]): Promise<PersonInPost[]> => {
  const { db, actor, today } = context;
  const ids = [...new Set(found.map((r) => r.workerId))];
  const people = new Map((await rowsOf({ ...context, keys: context.services.keys }, ids)).map((w) => [w.workerId, w]));
  const evidence = Map.groupBy(await findEvidence(db, ids, true), (e) => e.spellId);
  const verifies = seesVerification(actor);
  const { tell } = permittedTo(actor);
  const looks = actor.lookAreas.length > 0 && actor.areas.length === 0;
  return found.flatMap((r): PersonInPost[] => {
    const w = people.get(r.workerId);
    if (!w) return [];
    const theirs = evidence.get(r.id) ?? [];
    const fold = toldFold(r, verifies ? theirs : theirs.filter((e) => e.source === 'employer'));
    const best = fold.verified;
    return [
      {
        spellId: r.id,
        workerId: r.workerId,
        name: w.name,
        ...(w.phoneMasked ? { phoneMasked: w.phoneMasked } : {}),
        ...(w.home ? { homeName: homeText(w.home.code.slice(0, 6).padEnd(12, '0'), w.home.county) } : {}),
        kind: r.kind as SpellKind,
        post: r.postWords || (r.occupation ? (findOccupation(r.occupation)?.name.zh ?? r.occupation) : ''),
        start: r.start,
        startPrecision: r.startPrecision as PersonInPost['startPrecision'],
        ended: r.ended,
        endPrecision: r.endPrecision as PersonInPost['endPrecision'],
        leaveReason: r.leaveReason === '' ? null : (r.leaveReason as LeaveReason),
        ...(verifies
          ? {
              stopped: (r.ended === null || r.ended >= today) && fold.closed !== null && fold.closed < today,
              verified: best && {
                until: best.until,
                class: best.class as EvidenceClass,
                fresh: best.until >= addDays(today, -CARRY_DAYS),
              },
            }
          : { confirmed: best?.until ?? null }),
        version: r.recorded,
        mayTell: tell && !looks && (r.ended === null || r.endInferred),
      },
    ];
  });
};

const SORTS = { now: { column: 's.start', key: 'start' }, left: { column: 's.ended', key: 'ended' } } as const;
export const pageOfPeople = (
  context: PeopleContext,
  all: readonly string[],
  filter: PeopleFilter,
  { cursor, size }: { readonly cursor: string | undefined; readonly size: number },
) =>
  pageOf(context.services.keys, rows(context, all, filter), {
    list: `employment.people ${JSON.stringify([filter.id, filter.state, filter.unverified ?? false])}`,
    sort: { by: [SORTS[filter.state], { column: 's.id', key: 'id' }], descending: true },
    cursor,
    size,
  });

export const list = async (call: Call, { cursor, size, ...filter }: Parsed<typeof listPeople>): Promise<Output<typeof listPeople>> => {
  refuseHidden(call.actor, filter);
  const organisation = await organisationAsked(call.db, call.actor, filter.id);
  const found = await pageOfPeople(call, organisation.all, filter, { cursor, size });
  const count = (f: Omit<PeopleFilter, 'id'>) =>
    cappedTotal(call.db, peopleOf(call, organisation.all, { id: filter.id, ...f }).select('s.id'));
  return {
    organisation: { id: organisation.id, name: organisation.name },
    items: await tellPeople(call, found.items),
    total: await count(filter),
    next: found.next,
    previous: found.previous,
    counts: {
      now: await count({ state: 'now' }),
      left: await count({ state: 'left' }),
      ...(seesVerification(call.actor) ? { unverified: await count({ state: 'now', unverified: true }) } : {}),
    },
  };
};
