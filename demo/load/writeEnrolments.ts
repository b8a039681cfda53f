// Who is in the demonstration's classes, once all people are there: drawn from those of the class's origin who fit its standard. As many attend as `CELLS` of
// training.ts says, some more were enrolled and never came, a few of 2021 come again in 2022. Attendance is handed over as books, one row a trainee; the class that
// runs in the accounts' own county has marks.
import { sql } from 'kysely';
import { settleLedger } from '#capabilities/employment/server/service.ts';
import {
  ATTENDANCE_TABLES,
  ENROLMENT_TABLES,
  followLoaded,
  type LoadedBook,
  type LoadedEnrolment,
  type LoadedMark,
  type LoadedOrder,
  loadBooks,
  loadEnrolments,
  loadMarks,
  loadOrders,
} from '#capabilities/training/server/service.ts';
import { inRecordedHistory } from '#platform/server/recordedHistory.ts';
import type { Db } from '#platform/server/store.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import { idWithin } from '../ids.ts';
import { DEMO_COUNTY } from '../places.ts';
import { hashText, mix, Random } from '../random.ts';
import { SPARE } from '../training.ts';
import { DEMO_WORKER } from '../village.ts';
import { newWorld } from '../world.ts';
import { type Candidate, type Class, candidates, classes, lessonsOf } from './classPeople.ts';
import type { WhichWorld } from './state.ts';

const OVER = new Set(['finished', 'assessed', 'tracking', 'archived']);
const at = (day: string, hour = 1): string => `${day}T0${hour}:30:00Z`;
const least = (...days: readonly string[]): string => [...days].sort()[0]!;
const greatest = (...days: readonly string[]): string => [...days].sort().at(-1)!;

const orderOf = (c: Class): LoadedOrder => {
  const signedOn = addDays(c.enrolling, -3);
  const heads = Math.ceil(c.seats * 0.6);
  const post = (n: number, title: string, count: number, payMin: number) => ({
    id: idWithin(Date.parse(at(signedOn)), c.id, 60 + n),
    title: `${title}（示例）`,
    place: c.hostCode.endsWith('00000000') ? `${c.hostCode.slice(0, 4)}06000000` : c.hostCode,
    heads: count,
    payMin,
    payMax: payMin + 1800,
  });
  return {
    classId: c.id,
    officeCode: c.originCode,
    entryDays: 7,
    contractDays: 30,
    recorded: at(signedOn),
    posts: [post(1, '一线岗位', heads, 4200), post(2, '熟练岗位', c.seats - heads + 2, 5200)],
    signatures: [
      { party: 'employer', post: '人力资源部经理', signedOn },
      { party: 'school', post: '校长', signedOn },
      { party: 'office', post: '县人力资源和社会保障局局长', signedOn },
    ],
  };
};

/** attends: counted by the article. never: enrolled and came to no lesson. free: of a class that no number rests on. */
type Coming = 'attends' | 'never' | 'free';
const enrolmentOf = (
  c: Class,
  order: LoadedOrder | null,
  workerId: string,
  n: number,
  seat: number | null,
  coming: Coming,
  random: Random,
  day: string,
): LoadedEnrolment => {
  random.restart(mix(hashText(c.id), hashText(workerId)), 6);
  const askedOn = least(addDays(c.enrolling, random.int(0, 6)), day);
  const id = idWithin(Date.parse(at(askedOn)), c.id, hashText(workerId));
  const way = random.pick(['list', 'list', 'invited', 'office', 'self'] as const);
  const base = { way, askedOn, waitingNo: null, seat: null, enrolledOn: null, endedOn: null, reasonCode: '' as const };
  type Version = LoadedEnrolment['versions'][number];
  const versions: Version[] = [{ ...base, state: 'applied', recorded: at(askedOn), superseded: null }];
  const next = (v: Partial<Version> & Pick<Version, 'state'>, on: string, hour: number): void => {
    const last = versions.at(-1)!;
    const recorded = greatest(at(on, hour), last.recorded);
    versions[versions.length - 1] = { ...last, superseded: recorded };
    versions.push({ ...last, ...v, recorded, superseded: null });
  };
  const enrolledOn = least(greatest(askedOn, addDays(c.opened ?? c.planFrom, -2)), day);
  const inClass = seat !== null && !(c.state === 'enrolling' && random.chance(0.4));
  if (inClass) next({ state: 'enrolled', seat, enrolledOn }, enrolledOn, 2);
  const drop = random.chance(0.03) || coming === 'never';
  if (inClass && c.state === 'cancelled')
    next(
      { state: 'withdrawn', seat: null, endedOn: greatest(c.ended ?? enrolledOn, enrolledOn), reasonCode: 'classCancelled' },
      c.ended ?? enrolledOn,
      3,
    );
  else if (inClass && c.state !== 'enrolling' && drop) {
    const left = greatest(enrolledOn, least(addDays(c.opened ?? enrolledOn, random.int(1, 6)), day, c.ended ?? day));
    next({ state: 'withdrawn', seat: null, endedOn: left, reasonCode: random.pick(['family', 'work', 'health'] as const) }, left, 4);
  } else if (inClass && OVER.has(c.state) && c.ended !== null) {
    const ended = greatest(c.ended, enrolledOn);
    const failed = random.chance(0.04);
    next({ state: failed ? 'failed' : 'finished', endedOn: ended, reasonCode: failed ? 'marks' : '' }, ended, 5);
  }
  const deeds: LoadedEnrolment['deeds'][number][] = [];
  if (order && inClass && c.first !== null) {
    const post = order.posts[n < order.posts[0]!.heads ? 0 : 1]!;
    const deed = (kind: 'intent' | 'entry' | 'practice', onDay: string, postId: string | null): void => {
      if (onDay <= day) deeds.push({ kind, postId, onDay, recorded: at(onDay, 6) });
    };
    if (random.chance(0.97)) deed('intent', least(askedOn, addDays(c.first, -1)), post.id);
    if (!drop && random.chance(0.94)) deed('entry', addDays(greatest(c.first, enrolledOn), random.int(0, 6)), null);
    if (!drop && random.chance(0.92))
      deed('practice', addDays(greatest(c.first, enrolledOn), random.int(7, 9)), random.chance(0.97) ? post.id : null);
  }
  return { id, classId: c.id, workerId, registered: at(askedOn), versions, deeds };
};

/** Marks of the lessons of their days: who counts is there on the first ones, whoever finishes hardly misses any. */
const marksOf = (
  e: LoadedEnrolment,
  lessons: readonly { readonly id: string; readonly day: string }[],
  coming: Coming,
  random: Random,
  day: string,
): LoadedBook['marks'] => {
  random.restart(mix(hashText(e.classId), hashText(e.workerId)), 9);
  const last = e.versions.at(-1)!;
  if (last.enrolledOn === null) return [];
  return lessons
    .filter((l) => l.day < day && l.day >= last.enrolledOn! && (last.endedOn === null || l.day <= last.endedOn))
    .map(({ id: lessonId }, n): LoadedBook['marks'][number] => {
      if (coming === 'never') return { lessonId, says: random.chance(0.7) ? 'absent' : 'excused' };
      const says = n < 2 || random.chance(0.93) ? 'present' : random.pick(['late', 'late', 'leftEarly', 'absent', 'excused'] as const);
      return { lessonId, says };
    });
};

/** ○ Of those whose work begins behind an order class so many go to its employer. */
const TO_THE_EMPLOYER = 0.9;
/**
 * The lives of people were written before their classes: whose work in Guangdong begins within ten weeks of the end of an order class they finished goes, mostly, to
 * the employer that ordered it, with a contract from the first day. In time for the promise or late, as their life has it; whoever found none stays without.
 */
const hireByOrder = async (
  db: Db,
  enrolments: readonly LoadedEnrolment[],
  order: ReadonlyMap<string, Class>,
  seed: number,
  day: string,
): Promise<void> => {
  const random = new Random(mix(seed, 0x68697265), 5);
  const hired = enrolments.flatMap((e) => {
    const c = order.get(e.classId);
    const last = e.versions.at(-1)!;
    random.restart(mix(hashText(e.id), 7), 5);
    return c && last.state === 'finished' && random.chance(TO_THE_EMPLOYER)
      ? [{ worker: e.workerId, employer: c.employerId!, ended: last.endedOn! }]
      : [];
  });
  if (hired.length === 0) return;
  await inRecordedHistory(db, ['spell'], async () => {
    const { rows } = await sql<{ id: string; workerId: string }>`
      with hired as (select * from unnest(${hired.map((h) => h.worker)}::uuid[], ${hired.map((h) => h.employer)}::uuid[], ${hired.map((h) => h.ended)}::date[]) x(worker_id, employer, ended)),
      first as (
        select distinct on (s.worker_id) s.id, s.worker_id, h.employer, s.start from hired h join spell s on s.worker_id = h.worker_id and s.superseded = 'infinity'
        where s.kind = 'employed' and s.start > h.ended and s.start <= h.ended + 70 and starts_with(s.place, '44') order by s.worker_id, s.start, s.id)
      update spell s set organisation_id = f.employer, employer_words = '', contract_from = f.start, contract_to = (f.start + interval '2 years')::date - 1
      from first f where s.id = f.id returning s.id, s.worker_id`.execute(db);
    await settleLedger(db, {
      workerIds: [...new Set(rows.map((r) => r.workerId))],
      spellIds: [...new Set(rows.map((r) => r.id))],
      today: day,
    });
  });
};

/** In the caller's transaction, the owner's. Nothing where there are enrolments already. */
export const writeEnrolments = async (db: Db, which: WhichWorld & { readonly day: string }): Promise<void> => {
  const { rows: had } = await sql`select from training_enrolment limit 1`.execute(db);
  if (had.length) return;
  const { seed, day } = which;
  const attending = new Map(
    newWorld(which)
      .training()
      .classes.map((c) => [c.id, c.attending]),
  );
  const random = new Random(mix(seed, 0x656e726f), 5);
  // the worker whose account stands in the guide is in the class that runs in her own county, and in no other
  const { rows: guide } = await sql`select from worker where id = ${DEMO_WORKER.id}::uuid`.execute(db);
  const taken = new Set<string>([DEMO_WORKER.id]);
  const [enrolments, orders, ordered]: [LoadedEnrolment[], LoadedOrder[], Map<string, Class>] = [[], [], new Map()];
  const [books, marks]: [LoadedBook[], LoadedMark[]] = [[], []];
  /** Who finished a plain class, by province: some of them come again, and stand in two 人次. */
  const finished = new Map<string, { readonly workerId: string; readonly personId: string; readonly ended: string }[]>();
  const all = await classes(db, day);
  const lessons = await lessonsOf(
    db,
    all.map((c) => c.id),
  );
  for (const c of all) {
    random.restart(mix(seed, hashText(c.id)), 5);
    const order = c.order && c.employerId !== null ? orderOf(c) : null;
    if (order) {
      orders.push(order);
      ordered.set(c.id, c);
    }
    const counted = attending.get(c.id) ?? null;
    const wanted = counted ?? Math.max(1, Math.round(c.seats * (0.86 + random.int(0, 14) / 100)));
    const never = counted === null ? 0 : random.int(0, SPARE);
    const found = (await candidates(db, c, wanted + never)).filter((p) => !taken.has(p.personId)).slice(0, wanted + never);
    if (c.originCode === DEMO_COUNTY.padEnd(12, '0') && c.state === 'teaching' && guide.length > 0) {
      found.pop();
      found.unshift({ workerId: DEMO_WORKER.id, personId: DEMO_WORKER.id });
    }
    const pool = finished.get(c.originCode.slice(0, 2)) ?? [];
    finished.set(c.originCode.slice(0, 2), pool);
    const again: Candidate[] = [];
    if (counted !== null && !c.order && c.planFrom >= '2022' && counted + never < c.seats && random.chance(0.5)) {
      const before = pool.filter((p) => p.ended < c.enrolling);
      if (before.length) again.push(random.pick(before));
    }
    for (const [n, p] of [...found, ...again].entries()) {
      const coming: Coming = counted === null ? 'free' : n >= counted && n < found.length ? 'never' : 'attends';
      taken.add(p.personId);
      const e = enrolmentOf(c, order, p.workerId, n, n + 1, coming, random, day);
      enrolments.push(e);
      const said = marksOf(e, lessons.get(c.id) ?? [], coming, random, day);
      const last = e.versions.at(-1)!;
      if (c.originCode.startsWith(DEMO_COUNTY) && c.state === 'teaching')
        marks.push(
          ...said.map((m, i) => ({
            ...m,
            id: idWithin(Date.parse(e.registered), e.id, 100 + i),
            classId: c.id,
            workerId: p.workerId,
            at: at(dayOfLesson(lessons.get(c.id)!, m.lessonId), 2),
          })),
        );
      else if (said.length)
        books.push({ classId: c.id, workerId: p.workerId, marks: said, recorded: at(least(last.endedOn ?? day, day), 8) });
      if (coming === 'attends' && !c.order && !again.includes(p) && last.state === 'finished' && c.planFrom < '2022')
        pool.push({ ...p, ended: last.endedOn! });
    }
  }
  await inRecordedHistory(db, [...ENROLMENT_TABLES, ...ATTENDANCE_TABLES], async () => {
    await loadOrders(db, orders);
    await loadEnrolments(db, enrolments);
    await loadBooks(db, books);
    await loadMarks(db, marks);
  });
  await hireByOrder(db, enrolments, ordered, seed, day);
  await followLoaded(
    db,
    enrolments.map((e) => e.workerId),
    day,
  );
};
const dayOfLesson = (all: readonly { readonly id: string; readonly day: string }[], id: string): string =>
  all.find((l) => l.id === id)!.day;
