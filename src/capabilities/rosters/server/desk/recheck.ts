// A look at people: what living rules find of them now against what stands on the desk. Idempotent; looks take turns, so that none rests on older facts.
import { sql } from 'kysely';
import { newId } from '#platform/server/newId.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import { joinedTexts } from '../../rulesDesk.ts';
import { fingerprint, type LivingFinding, type LivingRules, type Looked } from './living.ts';

export interface LookDone {
  readonly people: number;
  readonly opened: number;
  readonly reopened: number;
  readonly closed: number;
}
export const noLook: LookDone = { people: 0, opened: 0, reopened: 0, closed: 0 };
export const sumLooks = (a: LookDone, b: LookDone): LookDone => ({
  people: a.people + b.people,
  opened: a.opened + b.opened,
  reopened: a.reopened + b.reopened,
  closed: a.closed + b.closed,
});

interface Standing {
  readonly id: string;
  readonly workerId: string;
  readonly rule: string;
  readonly home: string;
  readonly state: 'open' | 'exempt' | 'closed' | 'withdrawn';
  readonly factsHash: string;
  readonly severity: string;
}
interface Found {
  readonly workerId: string;
  readonly home: string;
  readonly rule: string;
  readonly severity: 'doubt' | 'hint';
  readonly hash: string;
  readonly words: string;
  readonly fields: string;
  readonly hosts: boolean;
}

/** What the register says of findings that no list and no rule stands behind any more. */
const NOTHING = 'r:-';

const foundOf = (services: Services, looked: readonly Looked[], hosts: ReadonlySet<string>): readonly Found[] =>
  looked.flatMap(({ workerId, home, findings }) => {
    const rules = new Map<string, LivingFinding[]>();
    for (const f of findings) rules.set(f.rule, [...(rules.get(f.rule) ?? []), f]);
    return [...rules].map(([rule, of]) => {
      const advice = of.flatMap((f) => f.advice ?? []);
      return {
        workerId,
        home,
        rule,
        severity: of.some((f) => f.severity === 'doubt') ? ('doubt' as const) : ('hint' as const),
        hash: `r:${fingerprint(
          services,
          rule,
          of.map((f) => f.facts),
        )}`,
        words: JSON.stringify({ text: joinedTexts(of.map((f) => f.text)), advice: advice.length ? joinedTexts(advice) : null }),
        fields: [...new Set(of.flatMap((f) => f.fields))].join(','),
        hosts: hosts.has(rule),
      };
    });
  });

/** Runs as `system`. */
export const lookAt = async (
  db: Db,
  services: Services,
  living: LivingRules,
  workerIds: readonly string[],
  source: 'save' | 'sweep',
): Promise<LookDone> => {
  if (!workerIds.length) return noLook;
  // taken before anything is read: whoever waits here reads what the one before left
  await sql`select pg_advisory_xact_lock(7300481)`.execute(db);
  const today = services.clock.today();
  const looked = await living.findingsOf(db, services, [...new Set(workerIds)], today);
  if (!looked.length) return noLook;
  const ids = looked.map((l) => l.workerId);
  const rules = living.rules.map((r) => r.id);
  const found = foundOf(services, looked, new Set(living.rules.filter((r) => r.hosts).map((r) => r.id)));

  await moveHome(db, looked);
  const { rows: standing } = await sql<Standing>`
    select id, worker_id, rule, home, state, facts_hash, severity from finding
    where worker_id = any(${ids}::uuid[]) and rule = any(${rules}::text[]) and about = '' for update`.execute(db);
  const standingOf = new Map(standing.map((s) => [`${s.workerId} ${s.rule}`, s]));
  const foundKeys = new Set(found.map((f) => `${f.workerId} ${f.rule}`));

  const fresh = found.filter((f) => !standingOf.has(`${f.workerId} ${f.rule}`));
  const again = found.flatMap((f) => {
    const s = standingOf.get(`${f.workerId} ${f.rule}`);
    return s ? [{ f, s, does: decide(s, f) }] : [];
  });
  const gone = standing.filter((s) => (s.state === 'open' || s.state === 'exempt') && !foundKeys.has(`${s.workerId} ${s.rule}`));
  // a list raised it and the register does not say so: it is closed with the mark that the register was asked
  const reopened = again.filter((a) => a.does === 'reopen');

  if (fresh.length) await insert(db, fresh, source, today);
  await update(
    db,
    again.filter((a) => a.does !== 'leave'),
    source,
    today,
  );
  if (gone.length) await close(db, gone, today);
  return { people: looked.length, opened: fresh.length, reopened: reopened.length, closed: gone.length };
};

/** `adopt`: new words or a first fingerprint of the register, nothing else. */
const decide = (s: Standing, f: Found): 'leave' | 'adopt' | 'reopen' => {
  if (s.state === 'closed' || s.state === 'withdrawn') return 'reopen';
  if (s.factsHash === f.hash && s.severity === f.severity) return 'leave';
  // exempt by the words of a list: the same doubt, now told by the register, is the one that was approved
  if (s.state === 'exempt') return s.factsHash.startsWith('s:') ? 'adopt' : 'reopen';
  return 'adopt';
};

const moveHome = (db: Db, looked: readonly Looked[]) =>
  sql`
  with at as (select * from unnest(${looked.map((l) => l.workerId)}::uuid[], ${looked.map((l) => l.home)}::text[]) as at (worker_id, home)),
  moved as (update finding f set home = at.home from at where f.worker_id = at.worker_id and f.home <> at.home returning f.id, f.home)
  update exemption e set home = m.home from moved m where e.finding_id = m.id`.execute(db);

const insert = (db: Db, found: readonly Found[], source: string, today: string) =>
  sql`
  insert into finding (id, worker_id, home, rule, severity, facts_hash, words, fields, source, hosts, opened, first_opened)
  select f.id, f.worker_id, f.home, f.rule, f.severity, f.facts_hash, f.words::jsonb, string_to_array(f.fields, ','), ${source}, f.hosts, ${today}::date, ${today}::date
  from unnest(${found.map(() => newId())}::uuid[], ${found.map((f) => f.workerId)}::uuid[], ${found.map((f) => f.home)}::text[], ${found.map((f) => f.rule)}::text[],
    ${found.map((f) => f.severity)}::text[], ${found.map((f) => f.hash)}::text[], ${found.map((f) => f.words)}::text[], ${found.map((f) => f.fields)}::text[],
    ${found.map((f) => f.hosts)}::bool[]) as f (id, worker_id, home, rule, severity, facts_hash, words, fields, hosts)
  on conflict (worker_id, rule, about) do nothing`.execute(db);

const update = async (
  db: Db,
  again: readonly { readonly f: Found; readonly s: Standing; readonly does: 'leave' | 'adopt' | 'reopen' }[],
  source: string,
  today: string,
): Promise<void> => {
  if (!again.length) return;
  await sql`
    with said as (
      select * from unnest(${again.map((a) => a.s.id)}::uuid[], ${again.map((a) => a.does === 'reopen')}::bool[], ${again.map((a) => a.f.severity)}::text[],
        ${again.map((a) => a.f.hash)}::text[], ${again.map((a) => a.f.words)}::text[], ${again.map((a) => a.f.fields)}::text[], ${again.map((a) => a.f.hosts)}::bool[])
        as said (id, reopen, severity, facts_hash, words, fields, hosts)),
    written as (
      update finding f set severity = s.severity, facts_hash = s.facts_hash, words = s.words::jsonb, fields = string_to_array(s.fields, ','), hosts = s.hosts,
        source = case when s.reopen then ${source} else f.source end,
        state = case when s.reopen then 'open' else f.state end,
        closed = case when s.reopen then null else f.closed end,
        closed_how = case when s.reopen then '' else f.closed_how end,
        opened = case when s.reopen then ${today}::date else f.opened end,
        reopened = f.reopened + case when s.reopen then 1 else 0 end,
        version = f.version + 1, changed = clock_timestamp()
      from said s where f.id = s.id
      returning f.id, f.worker_id, s.reopen, s.facts_hash, s.hosts),
    kept as (
      update exemption e set facts_hash = case when w.reopen then e.facts_hash else w.facts_hash end, hosts = w.hosts, state = case when w.reopen then 'void' else e.state end
      from written w where e.finding_id = w.id and e.state = 'approved'
      returning w.id, w.worker_id, w.reopen)
    insert into finding_comment (id, finding_id, worker_id, kind)
      select gen_random_uuid(), w.id, w.worker_id, case when exists (select 1 from kept k where k.id = w.id) then 'voided' else 'reopened' end
      from written w where w.reopen`.execute(db);
};

/** The rule no longer finds it; what was asked or approved about it has nothing left to hold for. */
const close = (db: Db, gone: readonly Standing[], today: string) =>
  sql`
  with ended as (
    update finding f set state = 'closed', closed = ${today}::date, closed_how = 'corrected', facts_hash = ${NOTHING}, version = version + 1, changed = clock_timestamp()
    where f.id = any(${gone.map((g) => g.id)}::uuid[]) returning f.id, f.worker_id),
  voided as (update exemption e set state = 'void' from ended d where e.finding_id = d.id and e.state in ('asked', 'approved'))
  insert into finding_comment (id, finding_id, worker_id, kind) select gen_random_uuid(), id, worker_id, 'closed' from ended`.execute(db);

/** People of one save; beyond that a sweep is queued. */
export const SAVED_MOST = 500;
/** After a person was saved: that person, and whoever the change may concern. Runs as `system`. */
export const lookAround = async (db: Db, services: Services, all: readonly LivingRules[], people: readonly string[]): Promise<void> => {
  for (const living of all) {
    const concerned = [...new Set([...people, ...(await living.related(db, people))])].slice(0, SAVED_MOST);
    await lookAt(db, services, living, concerned, 'save');
  }
};
