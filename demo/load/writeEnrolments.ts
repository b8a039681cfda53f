// Who is in the demonstration's classes, once all people are there: drawn from those of the class's origin who fit its standard, everybody in one class at most. For
// order classes those come first whose working life leads to that employer, so that some promises are kept by the ledger itself. How many attend exactly is another
// matter (`CELLS` of training.ts).
import { sql } from 'kysely';
import {
  ENROLMENT_TABLES,
  followLoaded,
  type LoadedEnrolment,
  type LoadedOrder,
  loadEnrolments,
  loadOrders,
} from '#capabilities/training/server/service.ts';
import { inRecordedHistory } from '#platform/server/recordedHistory.ts';
import type { Db } from '#platform/server/store.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import { idWithin } from '../ids.ts';
import { hashText, mix, Random } from '../random.ts';

interface Class {
  readonly id: string;
  readonly state: string;
  readonly order: boolean;
  readonly employerId: string | null;
  readonly originCode: string;
  readonly hostCode: string;
  readonly planFrom: string;
  readonly seats: number;
  readonly ageFrom: number;
  readonly ageTo: number;
  readonly first: string | null;
  readonly enrolling: string;
  readonly opened: string | null;
  readonly ended: string | null;
}
const STATES = ['enrolling', 'opened', 'teaching', 'finished', 'assessed', 'tracking', 'archived', 'cancelled'];
const OVER = new Set(['finished', 'assessed', 'tracking', 'archived']);

const classes = async (db: Db, day: string): Promise<readonly Class[]> =>
  (
    await sql<Class>`select * from (select f.class_id as id, class_state(f.class_id, ${day}::date) as state, f.order_kind is not null as "order", f.employer_id, f.origin_code,
        coalesce(f.host_code, '440100000000') as host_code, f.plan_from, f.seats, v.age_from, coalesce(v.age_to, 60) as age_to,
        (select min(l.day) from training_lesson_fact l where l.class_id = f.class_id and l.superseded = 'infinity' and l.state = 'planned') as first,
        (select min(s.on_day) from training_class_step s where s.class_id = f.class_id and s.superseded = 'infinity' and s.state = 'enrolling') as enrolling,
        (select min(s.on_day) from training_class_step s where s.class_id = f.class_id and s.superseded = 'infinity' and s.state = 'opened') as opened,
        (select min(s.on_day) from training_class_step s where s.class_id = f.class_id and s.superseded = 'infinity' and s.state in ('finished', 'cancelled')) as ended
      from training_class_fact f join training_standard_version v on v.id = f.version_id where f.superseded = 'infinity') c
    where c.state = any (${STATES}::text[]) and c.enrolling is not null order by c.id`.execute(db)
  ).rows;

/** People of the class's origin of the right age who were registered by then, in an order of chance of the class's own. */
const candidates = async (db: Db, c: Class, most: number): Promise<readonly { readonly workerId: string; readonly personId: string }[]> => {
  const stem = c.originCode.replace(/(00)+$/, '').padEnd(2, '0');
  const [from, to] = [stem.padEnd(12, '0'), stem.padEnd(12, '9')];
  const works =
    c.order && c.employerId !== null
      ? sql`exists (select 1 from spell s where s.worker_id = n.worker_id and s.superseded = 'infinity' and s.organisation_id = ${c.employerId}::uuid
          and s.kind <> 'internship' and s.start >= ${c.planFrom}::date)`
      : sql`false`;
  const { rows } = await sql<{ workerId: string; personId: string }>`
    select n.worker_id, n.person_id from worker_now n join worker w on w.id = n.worker_id
    where n.home >= ${from} and n.home <= ${to} and n.died_on is null and not n.shadowed and n.ability not in ('lost', 'none')
      and n.birthday <= (${c.planFrom}::date - make_interval(years => ${c.ageFrom}::int)) and n.birthday > (${c.planFrom}::date - make_interval(years => ${c.ageTo}::int))
      and w.registered < (${c.enrolling}::date)::timestamptz
      and not exists (select 1 from worker_condition k where k.worker_id = n.worker_id and k.superseded = 'infinity' and k.school_stage <> '')
    order by case when ${works} then 0 else 1 end, md5(n.worker_id::text || ${c.id}) limit ${most}`.execute(db);
  return rows;
};
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

const enrolmentOf = (
  c: Class,
  order: LoadedOrder | null,
  workerId: string,
  n: number,
  seat: number | null,
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
  const drop = random.chance(0.03);
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

/** In the caller's transaction, the owner's. Nothing where there are enrolments already. */
export const writeEnrolments = async (db: Db, { seed, day }: { readonly seed: number; readonly day: string }): Promise<void> => {
  const { rows: had } = await sql`select from training_enrolment limit 1`.execute(db);
  if (had.length) return;
  const random = new Random(mix(seed, 0x656e726f), 5);
  const taken = new Set<string>();
  const enrolments: LoadedEnrolment[] = [];
  const orders: LoadedOrder[] = [];
  for (const c of await classes(db, day)) {
    random.restart(mix(seed, hashText(c.id)), 5);
    const order = c.order && c.employerId !== null ? orderOf(c) : null;
    if (order) orders.push(order);
    const wanted = Math.max(1, Math.round(c.seats * (0.86 + random.int(0, 14) / 100)));
    const people = (await candidates(db, c, wanted + 200)).filter((p) => !taken.has(p.personId)).slice(0, wanted);
    for (const [n, p] of people.entries()) {
      taken.add(p.personId);
      enrolments.push(enrolmentOf(c, order, p.workerId, n, n + 1, random, day));
    }
  }
  await inRecordedHistory(db, ENROLMENT_TABLES, async () => {
    await loadOrders(db, orders);
    await loadEnrolments(db, enrolments);
  });
  await followLoaded(
    db,
    enrolments.map((e) => e.workerId),
    day,
  );
};
