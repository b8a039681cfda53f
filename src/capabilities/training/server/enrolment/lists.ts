// The people of a class, and people of the register who fit it.
import { type RawBuilder, sql } from 'kysely';
import { areaOf as within } from '#capabilities/access/rules.ts';
import { rowsOf } from '#capabilities/workers/server/service.ts';
import type { Output, Parsed } from '#platform/contract.ts';
import type { Call } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import { educationLevels } from '#standards/education/education.ts';
import {
  type AdmissionKey,
  ENROL,
  type EnrolmentState,
  EnrolmentStep,
  type judgeTrainees,
  type listCandidates,
  type listTrainees,
  type TraineeRow,
  unknownPeople,
} from '../../contract.ts';
import { ENROLMENT_STEPS, stepFits, verdictOf } from '../../rules.ts';
import { atHome, judge, toldAdmission, versionsAsked } from './judging.ts';
import { type Brief, carriesOn, type Enrolment, enrolmentColumns, enrolmentsIn, getBrief, numbersOf, standingOf } from './target.ts';

/** Those inside first by seat, then those in the line, then those who asked, were invited, and those who are gone. */
const ORDER: readonly EnrolmentState[] = [
  'enrolled',
  'finished',
  'failed',
  'waiting',
  'applied',
  'invited',
  'refused',
  'declined',
  'withdrawn',
];

type Row = Enrolment & { readonly home: string; readonly line: number | null };
/** People of a class whom the reader may see. */
export const traineesQuery = (classId: string, state: EnrolmentState | undefined): RawBuilder<Row> => sql<Row>`
  select ${enrolmentColumns}, n.home,
    case when f.state = 'waiting' then (rank() over (partition by f.state order by f.waiting_no))::int end as line
  from training_enrolment_fact f join worker_now n on n.worker_id = f.worker_id
  where f.class_id = ${classId}::uuid and f.superseded = 'infinity' ${state === undefined ? sql`` : sql`and f.state = ${state}`}
  order by array_position(${ORDER}::text[], f.state), f.seat, f.waiting_no, f.asked_on, f.enrolment_id`;

const REASONS = new Set([
  'condition',
  'full',
  'work',
  'family',
  'health',
  'distance',
  'noShow',
  'classCancelled',
  'hours',
  'marks',
  'other',
  'promoted',
]);
export const reasonCodeOf = (code: string): TraineeRow['reasonCode'] => (REASONS.has(code) ? (code as TraineeRow['reasonCode']) : null);

const mayOf = (stands: readonly ('home' | 'class')[], e: Enrolment, brief: Brief): EnrolmentStep[] =>
  EnrolmentStep.options.filter((step) => ENROLMENT_STEPS[step].by.some((b) => stands.includes(b)) && stepFits(step, e.state, brief.state));

export const tellTrainees = async (call: Call, brief: Brief, rows: readonly Row[]): Promise<TraineeRow[]> => {
  const workers = new Map(
    (
      await rowsOf(
        { db: call.db, actor: call.actor, keys: call.services.keys, today: call.today },
        rows.map((r) => r.workerId),
      )
    ).map((w) => [w.workerId, w]),
  );
  const carried = carriesOn(call.actor, brief);
  const enters = call.actor.permissions.has(ENROL);
  return rows.flatMap((r): TraineeRow[] => {
    const worker = workers.get(r.workerId);
    if (!worker) return [];
    // an employer learns that somebody left, not why
    const why = carried || atHome(call.actor, r);
    const own = enters && call.actor.areas.some((a) => r.home >= a.from && r.home <= a.to);
    return [
      {
        enrolmentId: r.enrolmentId,
        recorded: r.recorded,
        worker,
        state: r.state,
        way: r.way,
        askedOn: r.askedOn,
        enrolledOn: r.enrolledOn,
        endedOn: r.endedOn,
        seat: r.seat,
        line: r.line,
        reasonCode: why ? reasonCodeOf(r.reasonCode) : null,
        reason: why ? r.reason : '',
        // how often somebody was trained out of public money is told at home only (toldAdmission)
        doubts: (r.doubts as TraineeRow['doubts']).filter((d) => atHome(call.actor, r) || (carried && !SHOWN_AT_HOME.includes(d))),
        may: mayOf([...(own ? (['home'] as const) : []), ...(carried ? (['class'] as const) : [])], r, brief),
      },
    ];
  });
};

/** Keys of what is shown and stops nobody. */
const SHOWN_AT_HOME: readonly AdmissionKey[] = ['yearly', 'sameLevel', 'subsidyAge'];

const placeOf = (cursor: string | undefined): number => (cursor === undefined ? 0 : Math.max(0, Number.parseInt(cursor, 10) || 0));
/** A class has some dozens of people, a few hundred at most: the cursor is the place in the list. */
export const listPeople = async (
  call: Call,
  { id, cursor, size, state }: Parsed<typeof listTrainees>,
): Promise<Output<typeof listTrainees>> => {
  const { db, actor } = call;
  const brief = await getBrief(call, id);
  const { rows } = await traineesQuery(id, state).execute(db);
  const { rows: states } = await sql<{ state: EnrolmentState; count: number }>`
    select f.state, count(*)::int as count from training_enrolment_fact f where f.class_id = ${id}::uuid and f.superseded = 'infinity' group by f.state`.execute(
    db,
  );
  const from = placeOf(cursor);
  const carried = carriesOn(actor, brief);
  const open = ['enrolling', 'opened', 'teaching'].includes(brief.state) && brief.enrolUntil >= call.today;
  return {
    items: await tellTrainees(call, brief, rows.slice(from, from + size)),
    total: rows.length,
    next: from + size < rows.length ? String(from + size) : null,
    previous: from > 0 ? String(Math.max(0, from - size)) : null,
    standing: standingOf(await numbersOf(db, id), brief),
    states: states.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state)),
    classState: brief.state,
    may: {
      invite: open && actor.permissions.has(ENROL),
      enter: open && actor.permissions.has(ENROL),
      admit: carried && ['enrolling', 'opened', 'teaching'].includes(brief.state),
      finish: carried && ['opened', 'teaching'].includes(brief.state),
    },
  };
};

export const judgeMany = async (call: Call, { id, workerIds }: Parsed<typeof judgeTrainees>): Promise<Output<typeof judgeTrainees>> => {
  const brief = await getBrief(call, id);
  const judged = await judge(call.db, brief, workerIds, call.today);
  const missing = new Set(workerIds).size - judged.size;
  if (missing > 0) throw unknownPeople({ count: missing });
  const states = await enrolmentsIn(call.db, id, workerIds);
  const workers = await rowsOf({ db: call.db, actor: call.actor, keys: call.services.keys, today: call.today }, [...judged.keys()]);
  return {
    items: workers.map((worker) => {
      const j = judged.get(worker.workerId)!;
      return {
        worker,
        verdict: verdictOf(j.admission),
        admission: toldAdmission(call.actor, j).map((a) => ({ ...a })),
        state: states.get(worker.workerId)?.state ?? null,
      };
    }),
  };
};

// Candidates ------------------------------------------------------------------------------------------------------------------------

interface Ask {
  readonly ranges: readonly { readonly from: string; readonly to: string }[];
  /** Born from … to, so that the index of the list decides. */
  readonly bornFrom: string | null;
  readonly bornTo: string | null;
  readonly educations: readonly string[] | null;
  readonly occupation: string | null;
  readonly wants: boolean;
  readonly poor: boolean;
  readonly idle: boolean;
  readonly classId: string;
  readonly after: { readonly home: string; readonly pinyin: string; readonly id: string } | null;
  readonly limit: number;
}
/** Walks the index of the list of people (home, pinyin); what a person said is looked up where it is asked for. */
export const candidatesQuery = (a: Ask): RawBuilder<{ workerId: string; home: string; pinyin: string }> => {
  const wanted = sql`exists (select 1 from worker_intention i where i.worker_id = n.worker_id and i.superseded = 'infinity' and i.willing <> 'no'
    and (i.training <> '' ${a.occupation ? sql`or ${a.occupation} = any (i.occupations)` : sql``}))`;
  return sql`
    select n.worker_id, n.home, n.pinyin from worker_now n
    where (${sql.join(
      a.ranges.map((r) => sql`(n.home >= ${r.from} and n.home <= ${r.to})`),
      sql` or `,
    )})
      and n.died_on is null and not n.shadowed
      ${a.bornFrom ? sql`and n.birthday > ${a.bornFrom}::date` : sql``} ${a.bornTo ? sql`and n.birthday <= ${a.bornTo}::date` : sql``}
      ${a.educations ? sql`and n.education = any (${a.educations}::text[])` : sql``}
      ${a.poor ? sql`and (n.poverty <> '' or n.monitored <> '')` : sql``} ${a.idle ? sql`and n.working <> 'working'` : sql``}
      ${a.wants ? sql`and ${wanted}` : sql``}
      and not exists (select 1 from training_enrolment e join training_enrolment_fact f on f.enrolment_id = e.id and f.superseded = 'infinity'
        where e.worker_id = n.worker_id and e.class_id = ${a.classId}::uuid and f.state in ('invited', 'applied', 'waiting', 'enrolled', 'finished', 'failed'))
      ${a.after ? sql`and (n.home, n.pinyin, n.worker_id) > (${a.after.home}, ${a.after.pinyin}, ${a.after.id}::uuid)` : sql``}
    order by n.home, n.pinyin, n.worker_id limit ${sql.lit(a.limit)}`;
};
const readCursor = (cursor: string | undefined): Ask['after'] => {
  if (cursor === undefined) return null;
  const [home = '', pinyin = '', id = ''] = cursor.split('|');
  return /^[0-9a-f-]{36}$/.test(id) ? { home, pinyin, id } : null;
};
const yearsBefore = (day: string, years: number): string =>
  `${String(Number(day.slice(0, 4)) - years).padStart(4, '0')}${day.slice(4)}`.replace('-02-29', '-02-28');

export const listFitting = async (call: Call, input: Parsed<typeof listCandidates>): Promise<Output<typeof listCandidates>> => {
  const { db, actor, today } = call;
  const brief = await getBrief(call, input.id);
  const version = brief.versionId === null ? undefined : (await versionsAsked(db, [brief.versionId])).get(brief.versionId);
  const origin = within(brief.originCode);
  const asked = input.area === undefined ? origin : within(input.area);
  // of the reader's own area, of the class's origin, and of the area that is asked for: the narrowest of each
  const ranges = actor.areas.flatMap((own) => {
    const from = [own.from, origin.from, asked.from].sort().at(-1)!;
    const to = [own.to, origin.to, asked.to].sort()[0]!;
    return from <= to ? [{ from, to }] : [];
  });
  const ageFrom = Math.max(input.ageFrom ?? 0, version?.ageFrom ?? 0);
  const ageTo = Math.min(input.ageTo ?? 200, version?.ageTo ?? 200);
  const least = [version?.education ?? '', input.education ?? ''].map((e) => (educationLevels as readonly string[]).indexOf(e));
  const from = Math.max(...least);
  const rows =
    ranges.length === 0
      ? []
      : (
          await candidatesQuery({
            ranges,
            bornFrom: ageTo < 200 ? yearsBefore(brief.planFrom, ageTo + 1) : null,
            bornTo: ageFrom > 0 ? yearsBefore(brief.planFrom, ageFrom) : null,
            // whose education nobody knows may fit
            educations: from < 0 ? null : ['', ...educationLevels.slice(from)],
            occupation: version && /^\d-\d\d-\d\d-\d\d$/.test(version.occupation) ? version.occupation : null,
            wants: input.wants,
            poor: input.poor,
            idle: input.idle,
            classId: brief.classId,
            after: readCursor(input.cursor),
            limit: input.size + 1,
          }).execute(db)
        ).rows;
  const page = rows.slice(0, input.size);
  const ids = page.map((r) => r.workerId);
  const judged = await judge(db, brief, ids, today);
  const wants = await wantsOf(db, ids);
  const states = await enrolmentsIn(db, brief.classId, ids);
  const workers = await rowsOf({ db, actor, keys: call.services.keys, today }, ids);
  const last = page.at(-1);
  return {
    items: workers.flatMap((worker) => {
      const j = judged.get(worker.workerId);
      return j
        ? [
            {
              worker,
              verdict: verdictOf(j.admission),
              admission: toldAdmission(call.actor, j).map((a) => ({ ...a })),
              wants: wants.get(worker.workerId) ?? '',
              state: states.get(worker.workerId)?.state ?? null,
            },
          ]
        : [];
    }),
    // who fits is found as one goes on; nobody counts a county for it
    total: null,
    next: rows.length > input.size && last ? `${last.home}|${last.pinyin}|${last.workerId}` : null,
  };
};
const wantsOf = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await sql<{ workerId: string; training: string }>`
    select worker_id, training from worker_intention where worker_id = any (${ids}::uuid[]) and superseded = 'infinity' and willing <> 'no'`.execute(
    db,
  );
  return new Map(rows.map((r) => [r.workerId, r.training]));
};
