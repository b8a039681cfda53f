// A verification list handed in again: each row that says something is an answer, as if it had been tapped.
import { sql } from 'kysely';
import { holds, inWindow, windowOf } from '#capabilities/access/rules.ts';
import type { Finding } from '#capabilities/rosters/rules.ts';
import {
  type ApplyContext,
  type Change,
  type Resolution,
  type RowPlace,
  readSourceRef,
  type SheetApplier,
  type SheetRowIn,
  sourceRef,
  type Undone,
  type Written,
} from '#capabilities/rosters/server/service.ts';
import { lockForWork, notYours as movedAway } from '#capabilities/workers/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import { newId } from '#platform/server/newId.ts';
import { insertVersions, withdrawMany } from '#platform/server/versionsMany.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import { VERIFY } from '../../contractRounds.ts';
import { leaveReasonTexts } from '../../rulesLeaving.ts';
import { endOfAnswer } from '../../rulesRoundEnd.ts';
import {
  type Answer,
  answerFault,
  answerTexts,
  firstOf,
  LATE_MONTHS,
  monthOf,
  nextMonth,
  notReachedTexts,
  type RoundEyes,
  type SaidAnswer,
  type Via,
  viaTexts,
} from '../../rulesRounds.ts';
import { ROUND_SHEET } from '../../sheetRounds.ts';
import { follow } from '../follow.ts';
import { refold } from '../vouched.ts';
import { evidenceOf } from './answer.ts';
import { answerIdOf } from './bulk.ts';
import { endStandings, endsAt, endsOf, giveBackEnds, writeEnds } from './ending.ts';
import { employerKeys } from './reach.ts';
import { endHint, faultFinding, noDay, notYours, otherName, spellCorrected, unknownSpell } from './sheetFindings.ts';

interface Known {
  readonly spellId: string;
  readonly workerId: string;
  readonly home: string;
  readonly hostKey: string;
  readonly orgKey: string;
  readonly start: Day;
  readonly ended: Day | null;
  readonly name: string;
}
interface Plan {
  readonly known: Known;
  readonly said: SaidAnswer & { readonly note: string };
  readonly eyes: RoundEyes;
  /** By somebody of the home side. */
  readonly ends: boolean;
}
type Context = Omit<ApplyContext, 'fields'>;

/** As row-level security and the views of rounds have it; here nobody else asks (the engine runs as `system`). */
const eyesOn = (owner: Actor, k: Known, today: Day): RoundEyes | null => {
  if (owner.areas.some((a) => holds(a, k.home))) return 'office';
  const keyed = owner.keys.includes(k.hostKey) || owner.keyRanges.some((r) => k.hostKey >= r.from && k.hostKey <= r.to);
  if (k.hostKey !== '' && keyed && inWindow(windowOf('host', k.start, k.ended), today)) return 'office';
  return employerKeys(owner).includes(k.orgKey) && inWindow(windowOf('employer', k.start, k.ended), today) ? 'employer' : null;
};

const knownOf = async ({ db }: Pick<Context, 'db'>, ids: readonly string[]): Promise<ReadonlyMap<string, Known>> => {
  const { rows } = await sql<Known>`select r.spell_id, r.worker_id, r.home, r.host_key, r.org_key, r.start, r.ended, n.name
    from round_spell r join worker_now n on n.worker_id = r.worker_id where r.spell_id = any (${ids}::uuid[])`.execute(db);
  return new Map(rows.map((r) => [r.spellId, r]));
};
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const idOf = (row: SheetRowIn): string => {
  const id = typeof row.values.spellId === 'string' ? row.values.spellId.trim().toLowerCase() : '';
  return UUID.test(id) ? id : '';
};
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
/** Names in lists are masked for some; only what differs in what is shown is another person. */
const sameName = (written: string, name: string): boolean => {
  const w = written.replace(/[\s·]/g, '');
  const n = name.replace(/[\s·]/g, '');
  return w === '' || w === n || (/[*＊]/.test(w) && w[0] === n[0]);
};

const resolve = async (context: ApplyContext, rows: readonly SheetRowIn[]): Promise<readonly Resolution<Plan | null>[]> => {
  const { db, owner, today } = context;
  const known = await knownOf(
    context,
    rows.flatMap((r) => idOf(r) || []),
  );
  const spells = [...known.keys()];
  const { rows: given } = await sql<{ spellId: string; day: Day; answer: Answer; via: string }>`select spell_id, day, answer, via
    from verification_answer where spell_id = any (${spells}::uuid[]) and undone is null`.execute(db);
  const standing = await endStandings(db, spells);
  const has = new Set(given.map((g) => `${g.spellId} ${g.day} ${g.answer} ${g.via}`));
  return rows.map((row): Resolution<Plan | null> => {
    const k = known.get(idOf(row));
    const refused = (finding: Finding, subject: Resolution['subject'] = null): Resolution<null> => ({
      outcome: 'refused',
      findings: [finding],
      changes: [],
      subject,
      plan: null,
    });
    if (!k) return refused(unknownSpell);
    const eyes = eyesOn(owner, k, today);
    // whoever may not see it does not learn whose number it is
    if (eyes === null) return refused(notYours);
    const subject = { kind: 'worker' as const, id: k.workerId, home: k.home };
    if (!sameName(textOf(row.values.name), k.name)) return refused(otherName, subject);
    const answer = textOf(row.values.answer) as Answer | '';
    if (answer === '') return { outcome: 'unchanged', findings: [], changes: [], subject, plan: null };
    const day = textOf(row.values.day);
    if (day.length !== 10) return refused(noDay, subject);
    const lastDay = textOf(row.values.lastDay);
    const said = {
      answer,
      day,
      via: answer === 'notReached' ? null : ((textOf(row.values.via) || (eyes === 'employer' ? 'employer' : null)) as Via | null),
      reason: textOf(row.values.reason),
      lastDay: answer === 'left' && lastDay.length === 10 ? lastDay : null,
      hasFile: false,
      note: textOf(row.values.note).slice(0, 200),
    };
    const fault = answerFault(said, k, today, eyes);
    if (fault) return refused(faultFinding(fault, day, k.start, firstOf(nextMonth(monthOf(today), -LATE_MONTHS)), eyes), subject);
    const key = `${k.spellId} ${day} ${answer} ${said.via ?? ''}`;
    if (has.has(key)) return { outcome: 'unchanged', findings: [], changes: [], subject, plan: null };
    has.add(key);
    const ends = eyes === 'office' && endsAt(owner, k.home);
    const at = standing.get(k.spellId);
    const written = at ? endOfAnswer(said, at, ends) : null;
    return {
      outcome: 'new',
      findings: written ? [endHint(written.ended)] : [],
      changes: changesOf(said),
      subject,
      plan: { known: k, said, eyes, ends },
    };
  });
};

const changesOf = (s: SaidAnswer): readonly Change[] => {
  const reasons: Readonly<Record<string, { readonly zh: string }>> = { ...leaveReasonTexts, ...notReachedTexts };
  const to = [
    answerTexts[s.answer].zh,
    s.lastDay && `最后上班日 ${s.lastDay}`,
    s.answer !== 'still' && reasons[s.reason]?.zh,
    s.via && viaTexts[s.via].zh,
    s.day,
  ]
    .filter(Boolean)
    .join('，');
  return [{ field: 'answer', text: { zh: '在岗核验', en: 'verification' }, from: '', to }];
};

const write = async (
  context: ApplyContext,
  rows: readonly { readonly row: SheetRowIn; readonly resolution: Resolution<Plan | null> }[],
): Promise<readonly (Written | null)[]> => {
  const { db, batch, owner, today } = context;
  const planned = rows.flatMap(({ row, resolution: { plan } }) => {
    if (!plan) return [];
    const ref = sourceRef(batch.id, row);
    return [{ ...plan, ref, id: answerIdOf(ref, plan.known.spellId), evidenceId: plan.said.answer === 'notReached' ? null : newId() }];
  });
  const workers = [...new Set(planned.map((p) => p.known.workerId))];
  await lockForWork(db, workers);
  const ends = await endsOf(
    db,
    planned.map((p) => ({ spellId: p.known.spellId, ref: p.ref, said: p.said, home: p.ends })),
  );
  const column = <T>(of: (p: (typeof planned)[number]) => T): T[] => planned.map(of);
  const { rows: entered } = await sql<{ id: string }>`
    insert into verification_answer (id, spell_id, worker_id, day, answer, via, reason, last_day, note, evidence_id, given_on, given_by, by_employer, source_ref, wrote_spell)
    select x.id, x.spell, x.worker, x.day, x.answer, x.via, x.reason, x.last_day, x.note, x.evidence, ${today}::date, ${owner.accountId}::uuid, x.employer, x.ref, x.wrote
    from unnest(${column((p) => p.id)}::uuid[], ${column((p) => p.known.spellId)}::uuid[], ${column((p) => p.known.workerId)}::uuid[],
      ${column((p) => p.said.day)}::date[], ${column((p) => p.said.answer)}::text[], ${column((p) => p.said.via ?? '')}::text[],
      ${column((p) => (p.said.answer === 'still' ? '' : p.said.reason))}::text[], ${column((p) => p.said.lastDay)}::date[],
      ${column((p) => p.said.note)}::text[], ${column((p) => p.evidenceId)}::uuid[], ${column((p) => p.eyes === 'employer')}::boolean[],
      ${column((p) => p.ref)}::text[], ${column((p) => ends.has(p.ref))}::boolean[])
      x (id, spell, worker, day, answer, via, reason, last_day, note, evidence, employer, ref, wrote)
    on conflict (id) do nothing returning id`.execute(db);
  const fresh = new Set(entered.map((e) => e.id));
  await insertVersions(
    db,
    'evidence',
    planned.flatMap((p) => {
      const e = fresh.has(p.id) && evidenceOf(p.said, p.known.start, p.eyes);
      if (!e) return [];
      return [
        {
          id: p.evidenceId,
          spell_id: p.known.spellId,
          worker_id: p.known.workerId,
          class: e.class,
          says: e.says,
          covers_from: e.coversFrom,
          covers_to: e.coversTo,
          observed: e.observed,
          template: ROUND_SHEET,
          file_hash: batch.fileHash,
          source: e.source,
          source_ref: p.ref,
          recorded_by: owner.accountId,
          note: p.said.note,
        },
      ];
    }),
  );
  const ended = planned.flatMap((p) => {
    const written = fresh.has(p.id) ? ends.get(p.ref) : undefined;
    return written ? [{ spellId: p.known.spellId, ref: p.ref, written }] : [];
  });
  await writeEnds(db, owner.accountId, ended);
  await refold(db, [...new Set(planned.map((p) => p.known.spellId))]);
  await follow(db, { workerIds: workers, spellIds: [...new Set(ended.map((e) => e.spellId))], today });
  return rows.map(({ resolution: { plan, subject } }) => (plan && subject ? { subject } : null));
};

const compare = (a: RowPlace, b: RowPlace): number => b.sheet - a.sheet || b.row - a.row || b.side - a.side;

const writtenRows = async ({ db, batch }: Context, after: RowPlace | null, limit: number): Promise<readonly RowPlace[]> => {
  const { rows } = await sql<{ ref: string }>`select source_ref as ref from verification_answer
    where source_ref >= ${`${batch.id}#`} and source_ref < ${`${batch.id}$`} and undone is null`.execute(db);
  return rows
    .flatMap((r) => readSourceRef(r.ref) ?? [])
    .map(({ sheet, row, side }) => ({ sheet, row, side }))
    .filter((p) => after === null || compare(after, p) < 0)
    .sort(compare)
    .slice(0, limit);
};

/** Taking back is withdrawing what the row said, and giving back the end it recorded; where the spell was corrected since, the row stays and says so. */
const undo = async (context: Context, places: readonly RowPlace[]): Promise<readonly Undone[]> => {
  const { db, batch, owner, today } = context;
  const refs = places.map((p) => sourceRef(batch.id, p));
  const { rows } = await sql<{ ref: string; spellId: string; workerId: string; evidenceId: string | null; wroteSpell: boolean }>`
    select source_ref as ref, spell_id, worker_id, evidence_id, wrote_spell from verification_answer where source_ref = any (${refs}::text[]) and undone is null`.execute(
    db,
  );
  const known = await knownOf(
    context,
    rows.map((r) => r.spellId),
  );
  const byRef = new Map(rows.map((r) => [r.ref, r]));
  await lockForWork(db, [...new Set(rows.map((r) => r.workerId))]);
  const mine = (r: (typeof rows)[number]): boolean => {
    const k = known.get(r.spellId);
    return !k || eyesOn(owner, k, today) !== null;
  };
  // rows come the latest first
  const stuck = await giveBackEnds(
    db,
    refs.flatMap((ref) => {
      const row = byRef.get(ref);
      return row?.wroteSpell && mine(row) ? [{ spellId: row.spellId, ref }] : [];
    }),
  );
  const gone: (typeof rows)[number][] = [];
  const out = places.map((place, i): Undone => {
    const row = byRef.get(refs[i]!);
    if (!row) return { ...place, state: 'nothing', why: null };
    if (!mine(row)) return { ...place, state: 'kept', why: movedAway };
    if (stuck.has(row.ref)) return { ...place, state: 'kept', why: spellCorrected };
    gone.push(row);
    return { ...place, state: 'undone', why: null };
  });
  await withdrawMany(
    db,
    'evidence',
    'id',
    gone.flatMap((g) => g.evidenceId ?? []),
  );
  await sql`update verification_answer set undone = clock_timestamp() where source_ref = any (${gone.map((g) => g.ref)}::text[]) and undone is null`.execute(
    db,
  );
  await refold(db, [...new Set(gone.map((g) => g.spellId))]);
  await follow(db, {
    workerIds: [...new Set(gone.map((g) => g.workerId))],
    spellIds: [...new Set(gone.filter((g) => g.wroteSpell).map((g) => g.spellId))],
    today,
  });
  return out;
};

export const roundApplier: SheetApplier<Plan | null> = { sheet: ROUND_SHEET, can: VERIFY, resolve, write, writtenRows, undo };
