// Cohorts and their terms: read, entered, corrected.
import { sql } from 'kysely';
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import type { Output, Parsed } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import { insertVersion, isCurrent, supersede } from '#platform/server/versions.ts';
import { rangeOf } from '#standards/divisions/codes.ts';
import { nothingChanged } from '../../contractProblems.ts';
import {
  type CohortNumbers,
  type CohortOut,
  type CohortRow,
  type cohortOfClass,
  cohortRefused,
  cohortSeats,
  type correctCohort,
  type createCohort,
  type listCohorts,
  notYourCohort,
  type readCohort,
  SCHOOLING,
  type saveTerm,
  type TermOut,
  termRefused,
} from '../../contractSchooling.ts';
import type { ClassState, Programme } from '../../contractTexts.ts';
import { programmes, programmesUnder } from '../../rulesProgrammes.ts';
import { carriesCohort, whyNotCohortDays, whyNotTerm } from '../../rulesSchooling.ts';
import { organisationOf } from '../classes/deeds.ts';
import { areaNamed, knownCode } from '../places.ts';
import { writer } from '../target.ts';
import { type Cohort, carries, followStudents, getCohort, lockOwnCohort, noted, type Student } from './target.ts';

const NONE: CohortNumbers = { studying: 0, suspended: 0, gone: 0, graduated: 0, interns: 0 };
const rowsOf = async (call: Pick<Call, 'db' | 'today'>, cohorts: readonly Cohort[]): Promise<CohortRow[]> => {
  const { db, today } = call;
  const ids = cohorts.map((c) => c.cohortId);
  const organisations = await organisationsById(
    db,
    cohorts.flatMap((c) => [c.schoolId, c.partnerId]),
  );
  const { rows: standing } = await sql<
    CohortNumbers & { cohortId: string }
  >`select * from cohort_standing(${ids}::uuid[], ${today}::date)`.execute(db);
  const { rows: terms } = await sql<{ cohortId: string; number: number }>`select cohort_id, number from training_term
    where cohort_id = any (${ids}::uuid[]) and superseded = 'infinity' and from_day <= ${today}::date and to_day >= ${today}::date`.execute(
    db,
  );
  const numbers = new Map(standing.map(({ cohortId, ...n }) => [cohortId, n]));
  const term = new Map(terms.map((t) => [t.cohortId, t.number]));
  const ref = (id: string) => ({ id, name: organisations.get(id)?.name ?? '' });
  return cohorts.map((c) => ({
    id: c.cohortId,
    recorded: c.recorded,
    title: c.title,
    programme: c.programme as Programme,
    major: c.major,
    kind: c.kind,
    school: ref(c.schoolId),
    partner: ref(c.partnerId),
    place: areaNamed(c.place),
    origin: areaNamed(c.originCode),
    host: c.hostCode === null ? null : areaNamed(c.hostCode),
    fromDay: c.fromDay,
    toDay: c.toDay,
    terms: c.terms,
    seats: c.seats,
    term: term.get(c.cohortId) ?? null,
    numbers: numbers.get(c.cohortId) ?? NONE,
  }));
};

export const list = async (
  call: Call,
  { cursor, size, q, programme, kind, school, origin }: Parsed<typeof listCohorts>,
): Promise<Output<typeof listCohorts>> => {
  const { db, services, today } = call;
  let rows = db.selectFrom('trainingCohortFact as f').selectAll('f').where(isCurrent('f'));
  if (q) rows = rows.where(sql<boolean>`position(lower(${q}) in lower(f.title || ' ' || f.major)) > 0`);
  if (programme)
    rows = rows.where('f.programme', 'in', [
      ...(programmes[programme].kind === 'project' ? programmesUnder(programmes[programme].project) : [programme]),
    ]);
  if (kind) rows = rows.where('f.kind', '=', kind);
  if (school) rows = rows.where((e) => e.or([e('f.schoolId', '=', school), e('f.partnerId', '=', school)]));
  if (origin) {
    const { lo, hi } = rangeOf(knownCode(origin)) ?? { lo: '', hi: '' };
    rows = rows.where(sql<boolean>`f.origin_code >= ${lo} and f.origin_code < ${hi}`);
  }
  const found = await pageOf(services.keys, rows, {
    list: `cohorts ${JSON.stringify({ q, programme, kind, school, origin })}`.slice(0, 900),
    sort: {
      by: [
        { column: 'f.from_day', key: 'fromDay' },
        { column: 'f.cohort_id', key: 'cohortId' },
      ],
      descending: true,
    },
    cursor,
    size,
  });
  return { items: await rowsOf(call, found.items), total: await cappedTotal(db, rows), next: found.next, previous: found.previous, today };
};

interface TermRow {
  readonly number: number;
  readonly recorded: string;
  readonly fromDay: string;
  readonly toDay: string;
  readonly classId: string | null;
}
export const termsOf = async (call: Pick<Call, 'db'>, cohortId: string): Promise<readonly TermRow[]> => {
  const { rows } = await sql<TermRow>`select number, recorded, from_day, to_day, class_id from training_term
    where cohort_id = ${cohortId}::uuid and superseded = 'infinity' order by number`.execute(call.db);
  return rows;
};
const termsTold = async (call: Call, cohortId: string): Promise<TermOut[]> => {
  const terms = await termsOf(call, cohortId);
  const ids = terms.flatMap((t) => t.classId ?? []);
  const { rows } = await sql<{ id: string; title: string; state: ClassState; seats: number; enrolled: number }>`
    select b.class_id as id, b.title, b.state, b.seats, (select s.enrolled from class_standing(b.class_id) s) as enrolled
    from class_brief(${ids}::uuid[], ${call.today}::date) b`.execute(call.db);
  const byId = new Map(rows.map((r) => [r.id, r]));
  return terms.map(({ classId, ...t }) => ({ ...t, class: classId === null ? null : (byId.get(classId) ?? null) }));
};

const FACTS = [
  'title',
  'programme',
  'major',
  'kind',
  'schoolId',
  'partnerId',
  'place',
  'originCode',
  'hostCode',
  'fromDay',
  'toDay',
  'terms',
  'seats',
  'note',
  'source',
] as const;
export const tell = async (call: Call, id: string): Promise<CohortOut> => {
  const { db, actor, today } = call;
  const cohort = await getCohort(call, id);
  const [row] = await rowsOf(call, [cohort]);
  const versions = await db.selectFrom('trainingCohortFact').selectAll().where('cohortId', '=', id).orderBy('recorded', 'desc').execute();
  const write = actor.permissions.has(SCHOOLING) && carries(call, cohort);
  const { rows: classes } = write
    ? await sql<{ id: string; title: string }>`select f.class_id as id, f.title from training_class_fact f
        where f.superseded = 'infinity' and f.mode = 'schooling' and f.school_id = ${cohort.schoolId}::uuid
          and not exists (select 1 from training_term t where t.class_id = f.class_id and t.superseded = 'infinity')
        order by f.plan_from desc limit 50`.execute(db)
    : { rows: [] };
  return {
    ...row!,
    today,
    note: cohort.note,
    source: cohort.source,
    termList: await termsTold(call, id),
    classes,
    versions: versions.map((v, i) => ({
      recorded: v.recorded,
      by: v.recordedName,
      reason: v.reason,
      changed: versions[i + 1] ? FACTS.filter((f) => String(v[f] ?? '') !== String(versions[i + 1]![f] ?? '')) : [],
    })),
    may: { write },
  };
};
export const read = (call: Call, { id }: Parsed<typeof readCohort>): Promise<CohortOut> => tell(call, id);

export const ofClass = async ({ db }: Call, { id }: Parsed<typeof cohortOfClass>): Promise<Output<typeof cohortOfClass>> => {
  const { rows } = await sql<{ id: string; title: string; number: number }>`select t.cohort_id as id, c.title, t.number from training_term t
    join training_cohort_fact c on c.cohort_id = t.cohort_id and c.superseded = 'infinity' where t.class_id = ${id}::uuid and t.superseded = 'infinity'`.execute(
    db,
  );
  return { cohort: rows[0] ?? null };
};

const checked = async (call: Call, input: Parsed<typeof createCohort>, before: Cohort | null) => {
  const row = {
    title: input.title,
    programme: input.programme,
    major: input.major,
    kind: input.kind,
    schoolId: await organisationOf(call, input.schoolId, 'school', before?.schoolId ?? null),
    partnerId: await organisationOf(
      call,
      input.partnerId,
      input.kind === 'schools' ? 'school' : 'employer',
      before?.kind === input.kind ? before.partnerId : null,
    ),
    place: knownCode(input.place),
    originCode: knownCode(input.originCode),
    hostCode: input.hostCode === null ? null : knownCode(input.hostCode),
    fromDay: input.fromDay,
    toDay: input.toDay,
    terms: input.terms,
    seats: input.seats,
    note: input.note,
    source: input.source,
  };
  if (!carriesCohort(call.actor.grants, row)) throw notYourCohort();
  const why =
    whyNotCohortDays(row.fromDay, row.toDay) ??
    (row.schoolId === row.partnerId
      ? { zh: '合作方和学校是同一个单位，请另选', en: 'Partner and school are the same organisation; choose another' }
      : undefined) ??
    (row.place.slice(2, 4) === '00' ? { zh: '上学的地方要选到县', en: 'The place is at least a county' } : undefined);
  if (why) throw cohortRefused({ why: why.zh, whyEn: why.en });
  return row;
};
export const create = async (call: Call, input: Parsed<typeof createCohort>): Promise<CohortOut> => {
  const row = await checked(call, input, null);
  const cohortId = newId();
  await call.db.insertInto('trainingCohort').values({ id: cohortId, registeredBy: call.actor.accountId }).execute();
  await insertVersion(call.db, 'training_cohort_fact', { cohortId, ...row, ...writer(call) });
  noted(call, { cohortId, originCode: row.originCode }, { programme: row.programme, from: row.fromDay, to: row.toDay, seats: row.seats });
  return tell(call, cohortId);
};
export const correct = async (call: Call, { id, seen, reason, ...input }: Parsed<typeof correctCohort>): Promise<CohortOut> => {
  const before = await lockOwnCohort(call, id);
  if (before.recorded !== seen) throw changed({ by: before.recordedName || '—', at: before.recorded, current: await tell(call, id) });
  const row = await checked(call, input, before);
  const fields = FACTS.filter((f) => String(row[f] ?? '') !== String(before[f] ?? ''));
  if (fields.length === 0) throw nothingChanged();
  const terms = await termsOf(call, id);
  const out = terms.find((t) => t.number > row.terms || t.fromDay < row.fromDay || t.toDay > row.toDay);
  if (out)
    throw cohortRefused({
      why: `第 ${out.number} 学期（${out.fromDay} 至 ${out.toDay}）就不在这一届里了，请先改学期`,
      whyEn: `Term ${out.number} (${out.fromDay} to ${out.toDay}) would lie outside; change the term first`,
    });
  if (fields.includes('schoolId') && terms.some((t) => t.classId !== null))
    throw cohortRefused({ why: '已经有学期的班，学校不能再改', whyEn: 'Terms have their classes; the school no longer changes' });
  const { rows } = await sql<{ n: number }>`select coalesce(sum(studying + suspended), 0)::int as n
    from cohort_standing(${[id]}::uuid[], ${call.today}::date)`.execute(call.db);
  if (row.seats < rows[0]!.n) throw cohortSeats({ students: rows[0]!.n, seats: row.seats });
  await supersede(call.db, 'training_cohort_fact', { cohort_id: id }, { ...row, reason, ...writer(call) });
  if ((['schoolId', 'partnerId', 'kind'] as const).some((f) => fields.includes(f))) {
    const { rows: students } =
      await sql<Student>`select id, cohort_id, worker_id from training_student where cohort_id = ${id}::uuid`.execute(call.db);
    await followStudents(call.db, await getCohort(call, id), students);
  }
  noted(call, { cohortId: id, originCode: row.originCode }, { changed: fields, reason });
  return tell(call, id);
};

export const setTerm = async (
  call: Call,
  { id, number, seen, fromDay, toDay, classId, reason }: Parsed<typeof saveTerm>,
): Promise<CohortOut> => {
  const cohort = await lockOwnCohort(call, id);
  const terms = await termsOf(call, id);
  const before = terms.find((t) => t.number === number);
  if ((before?.recorded ?? null) !== seen)
    throw changed({ by: '—', at: before?.recorded ?? cohort.recorded, current: await tell(call, id) });
  const refuse = (why: { zh: string; en: string }) => termRefused({ number, why: why.zh, whyEn: why.en });
  const why = whyNotTerm(
    { number, fromDay, toDay },
    terms.filter((t) => t.number !== number),
    cohort,
  );
  if (why) throw refuse(why);
  if (classId !== null && classId !== before?.classId) {
    const { rows } = await sql<{ title: string; mode: string; schoolId: string; taken: boolean }>`
      select f.title, f.mode, f.school_id, exists (select 1 from training_term t where t.class_id = f.class_id and t.superseded = 'infinity') as taken
      from training_class_fact f where f.class_id = ${classId}::uuid and f.superseded = 'infinity'`.execute(call.db);
    const chosen = rows[0];
    if (!chosen) throw refuse({ zh: '没有这个班，请重新选', en: 'there is no such class; choose again' });
    if (chosen.mode !== 'schooling') throw refuse({ zh: `“${chosen.title}”不是学制班`, en: `“${chosen.title}” is no class of schooling` });
    if (chosen.schoolId !== cohort.schoolId)
      throw refuse({ zh: `“${chosen.title}”是别的学校办的`, en: `“${chosen.title}” is held by another school` });
    if (chosen.taken) throw refuse({ zh: `“${chosen.title}”已经是别的学期`, en: `“${chosen.title}” is another term already` });
  }
  const row = { fromDay, toDay, classId, reason, ...writer(call) };
  if (before) await supersede(call.db, 'training_term', { cohort_id: id, number }, row);
  else await insertVersion(call.db, 'training_term', { cohortId: id, number, ...row });
  noted(call, cohort, { term: number, from: fromDay, to: toDay, class: classId });
  return tell(call, id);
};
