// How classes are read: their facts with the state on a day, who may see them.
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#platform/server/actor.ts';
import type { Db } from '#platform/server/store.ts';
import { asKnownAt, isCurrent } from '#platform/server/versions.ts';
import { ancestorCodes, rangeOf } from '#standards/divisions/codes.ts';
import { APPROVE, type ClassMode, type ClassState, type Programme, WRITE } from '../../contract.ts';
import { areasReaching, LIFE, programmes, programmesUnder, type Reaching } from '../../rules.ts';

const RANKED = [...LIFE, 'cancelled'];

/** Classes with their state on a day, as known at K (now where it is left out): the furthest state entered by then, as `classStateOn` of rules.ts. */
export const classesOn = (db: Db, day: string, k?: string) => {
  const at = (table: string) => (k === undefined ? isCurrent(table) : asKnownAt(table, k));
  return db
    .selectFrom('trainingClassFact as f')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('classSteps as s')
          .select(['s.state', 's.onDay'])
          .whereRef('s.classId', '=', 'f.classId')
          .where(at('s'))
          .where('s.onDay', '<=', day)
          .orderBy(sql`array_position(${RANKED}::text[], s.state)`, 'desc')
          .limit(1)
          .as('st'),
      (j) => j.onTrue(),
    )
    .where(at('f'))
    .select([
      'f.classId as id',
      'f.recorded',
      'f.title',
      'f.programme',
      'f.versionId',
      'f.mode',
      'f.orderKind',
      'f.schoolId',
      'f.employerId',
      'f.place',
      'f.originCode',
      'f.hostCode',
      'f.planFrom',
      'f.planTo',
      'f.enrolUntil',
      'f.seats',
    ])
    .select([sql<ClassState>`st.state`.as('state'), sql<string>`st.on_day`.as('since')]);
};
export type ClassFactRow = Awaited<ReturnType<ReturnType<typeof classesOn>['execute']>>[number];

const ORG = /^org:([0-9a-f-]{36})$/;
/** What this account may see, over columns `f` of the facts: the same as `classReach` of rules.ts. Row-level security stands behind it. */
export const visible = (actor: Reaching): RawBuilder<boolean> => {
  const orgs = actor.keys.flatMap((k) => ORG.exec(k)?.[1] ?? []);
  const parts: RawBuilder<unknown>[] =
    orgs.length > 0 ? [sql`f.school_id = any (${orgs}::uuid[])`, sql`f.employer_id = any (${orgs}::uuid[])`] : [];
  for (const a of areasReaching(actor)) {
    for (const column of ['f.place', 'f.origin_code', 'f.host_code'])
      parts.push(sql`(${sql.ref(column)} >= ${a.from} and ${sql.ref(column)} <= ${a.to})`);
    const above = ancestorCodes(a.from);
    if (above.length > 0)
      for (const column of ['f.origin_code', 'f.host_code']) parts.push(sql`${sql.ref(column)} = any (${above}::text[])`);
  }
  return parts.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(parts, sql` or `)})`;
};

export interface ClassFilter {
  readonly q?: string | undefined;
  readonly programme?: Programme | undefined;
  readonly mode?: ClassMode | undefined;
  readonly state?: ClassState | undefined;
  readonly order?: boolean | undefined;
  readonly school?: string | undefined;
  readonly employer?: string | undefined;
  readonly standard?: string | undefined;
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
  readonly place?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly waiting?: boolean | undefined;
}
const within = (column: string, code: string): RawBuilder<boolean> => {
  const range = rangeOf(code) ?? { lo: '', hi: '' };
  return sql<boolean>`(${sql.ref(column)} >= ${range.lo} and ${sql.ref(column)} < ${range.hi})`;
};

/**
 * Waits for a step of this account: what is up for approval at the office over its origin; with the school what was approved and whose days have come to be
 * opened, begun or finished.
 */
const waits = (actor: Pick<Actor, 'grants' | 'permissions'>, today: string): RawBuilder<boolean> => {
  const parts: RawBuilder<unknown>[] = [];
  if (actor.permissions.has(APPROVE))
    // the nearest office: a province is not asked for what its county decides, nor a place whose class trains people of another county
    for (const g of actor.grants.filter((g) => g.relation === null && (g.role === 'county_bureau' || g.role === 'steering')))
      parts.push(
        g.role === 'county_bureau'
          ? sql`(st.state = 'approval' and ((f.origin_code >= ${g.area.from} and f.origin_code <= ${g.area.to})
              or (f.place >= ${g.area.from} and f.place <= ${g.area.to} and f.origin_code = any (${ancestorCodes(g.areaCode)}::text[]))))`
          : sql`(st.state = 'approval' and f.origin_code = ${g.areaCode})`,
      );
  if (actor.permissions.has(WRITE)) {
    const schools = actor.grants.flatMap((g) => (g.role === 'school' ? (ORG.exec(g.relation ?? '')?.[1] ?? []) : []));
    if (schools.length > 0)
      parts.push(sql`(f.school_id = any (${schools}::uuid[]) and (
        (st.state in ('enrolling', 'opened') and f.plan_from <= ${today}::date) or (st.state = 'teaching' and f.plan_to < ${today}::date)))`);
  }
  return parts.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(parts, sql` or `)})`;
};

/** The classes an account may see, narrowed, as `a`. */
export const seenClasses = (db: Db, actor: Actor, day: string, filter: ClassFilter, today: string = day) => {
  let rows = classesOn(db, day).where(visible(actor));
  if (filter.q) rows = rows.where(sql<boolean>`position(lower(${filter.q}) in lower(f.title)) > 0`);
  if (filter.programme) {
    const codes =
      programmes[filter.programme].kind === 'project' ? programmesUnder(programmes[filter.programme].project) : [filter.programme];
    rows = rows.where('f.programme', 'in', [...codes]);
  }
  if (filter.mode) rows = rows.where('f.mode', '=', filter.mode);
  if (filter.state) rows = rows.where('st.state', '=', filter.state);
  if (filter.order) rows = rows.where('f.orderKind', 'is not', null);
  if (filter.school) rows = rows.where('f.schoolId', '=', filter.school);
  if (filter.employer) rows = rows.where('f.employerId', '=', filter.employer);
  if (filter.standard)
    rows = rows.where(
      sql<boolean>`f.version_id in (select v.id from training_standard_version v where v.standard_id = ${filter.standard}::uuid)`,
    );
  if (filter.origin) rows = rows.where(within('f.origin_code', filter.origin));
  if (filter.host) rows = rows.where(within('f.host_code', filter.host));
  if (filter.place) rows = rows.where(within('f.place', filter.place));
  if (filter.from) rows = rows.where('f.planFrom', '>=', filter.from);
  if (filter.to) rows = rows.where('f.planFrom', '<=', filter.to);
  if (filter.waiting) rows = rows.where(waits(actor, today));
  return db.selectFrom(rows.as('a')).selectAll('a');
};
