// Many answered "still there" at once: ticked rows, or all of an employer but these. Few in the request, many in the background, each once.
import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { lockForWork } from '#capabilities/workers/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Call } from '#platform/server/http.ts';
import { defineJob, startJob } from '#platform/server/jobs.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { insertVersions } from '#platform/server/versionsMany.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import { type answerMany, type RoundSide, roundNobody, roundTooMany, VERIFY } from '../../contractRounds.ts';
import { answerFault, BULK_MOST, BULK_NOW, monthOf, type RoundState, type Via } from '../../rulesRounds.ts';
import { follow } from '../follow.ts';
import { refold } from '../vouched.ts';
import { checkFile, evidenceOf, faultProblem, type Target } from './answer.ts';
import { roundOf, stateSql, stillShown } from './months.ts';
import { sideOf } from './progress.ts';
import { reachOf } from './reach.ts';

/** One transaction holds so many. */
const CHUNK = 100;
const OPEN_STATES: readonly RoundState[] = ['due', 'overdue', 'notReached', 'silent'];

type Whom = z.output<(typeof answerMany)['input']>['whom'];
export interface BulkIn {
  readonly id: string;
  readonly side: RoundSide;
  readonly day: Day;
  readonly via: Via;
  readonly place: string;
  readonly note: string;
  readonly fileId: string | null;
  readonly whom: Whom;
}
type Context = { readonly db: Db; readonly actor: Actor; readonly today: Day };

/** An id that the same bulk and spell always come to: what was written before a crash or by a second press is not written again. */
export const answerIdOf = (bulk: string, spell: string): string => {
  const h = createHash('sha256').update(`${bulk} ${spell}`).digest('hex');
  const variant = ((Number.parseInt(h[16]!, 16) & 3) | 8).toString(16);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20, 32)}`;
};

/** Those of the bulk who still wait for an answer, in the order of their ids. */
const waiting = async ({ db, actor, today }: Context, input: BulkIn) => {
  const reach = reachOf(actor, input.side, undefined, true);
  const round = await roundOf(db, today, monthOf(input.day));
  const state = stateSql(round, reach);
  const whom: RawBuilder<boolean> =
    'spellIds' in input.whom
      ? sql<boolean>`r.spell_id = any (${input.whom.spellIds}::uuid[])`
      : sql<boolean>`r.employer = ${input.whom.employer} and not (r.spell_id = any (${input.whom.except}::uuid[])) and ${state} <> 'silent'`;
  const from = sql`from ${reach.from} where ${reach.where} and ${stillShown(round)} and ${whom} and r.start <= ${input.day}::date
    and ${state} = any (${OPEN_STATES}::text[])`;
  return {
    eyes: reach.eyes,
    count: async (most: number): Promise<number> =>
      (await sql<{ n: number }>`select count(*)::int as n from (select 1 ${from} limit ${most}) x`.execute(db)).rows[0]!.n,
    next: async (after: string | null, limit: number): Promise<readonly Target[]> =>
      (
        await sql<Target>`select r.spell_id, r.worker_id, r.home, r.start ${from}
          and r.spell_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid order by r.spell_id limit ${limit}`.execute(db)
      ).rows,
  };
};

/** Writes the same answer for these; returns how many were new. */
export const answerAll = async (
  context: Context,
  input: BulkIn,
  targets: readonly Target[],
  eyes: 'office' | 'employer',
): Promise<number> => {
  const { db, actor, today } = context;
  if (!targets.length) return 0;
  await lockForWork(db, [...new Set(targets.map((t) => t.workerId))].sort());
  const rows = targets.map((t) => ({ ...t, id: answerIdOf(input.id, t.spellId), evidenceId: newId() }));
  const { rows: entered } = await sql<{ id: string }>`
    insert into verification_answer (id, spell_id, worker_id, day, answer, via, place, note, file_id, evidence_id, given_on, given_by, by_employer)
    select x.id, x.spell, x.worker, ${input.day}::date, 'still', ${input.via}, ${input.place}, ${input.note}, ${input.fileId}::uuid, x.evidence, ${today}::date,
      ${actor.accountId}::uuid, ${eyes === 'employer'}
    from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.spellId)}::uuid[], ${rows.map((r) => r.workerId)}::uuid[],
      ${rows.map((r) => r.evidenceId)}::uuid[]) x (id, spell, worker, evidence)
    on conflict (id) do nothing returning id`.execute(db);
  const fresh = new Set(entered.map((e) => e.id));
  const written = rows.filter((r) => fresh.has(r.id));
  const said = { answer: 'still', day: input.day, via: input.via, reason: '', lastDay: null, hasFile: input.fileId !== null } as const;
  await insertVersions(
    db,
    'evidence',
    written.map((r) => {
      const e = evidenceOf(said, r.start, eyes)!;
      return {
        id: r.evidenceId,
        spell_id: r.spellId,
        worker_id: r.workerId,
        class: e.class,
        says: e.says,
        covers_from: e.coversFrom,
        covers_to: e.coversTo,
        observed: e.observed,
        template: '',
        source: e.source,
        source_ref: `answer:${r.id}`,
        recorded_by: actor.accountId,
        note: input.note,
      };
    }),
  );
  await refold(
    db,
    written.map((r) => r.spellId),
  );
  await follow(db, { workerIds: [...new Set(written.map((r) => r.workerId))], spellIds: [], today });
  return written.length;
};

export const answerManyJob = defineJob<BulkIn, { readonly after: string | null; readonly answered: number }>({
  kind: 'employment.answerMany',
  summary: { zh: '成批核验在岗', en: 'Verify many' },
  sealed: true,
  async run(context, input) {
    const today = context.services.clock.today();
    let at = context.checkpoint ?? { after: null, answered: 0 };
    const total = await context.stepAsOwner(VERIFY, async (db, actor) => (await waiting({ db, actor, today }, input)).count(BULK_MOST + 1));
    for (;;) {
      const before = at;
      const done = await context.stepAsOwner(
        VERIFY,
        async (db, actor) => {
          const these = await waiting({ db, actor, today }, input);
          const targets = await these.next(before.after, CHUNK);
          return { last: targets.at(-1)?.spellId ?? null, n: await answerAll({ db, actor, today }, input, targets, these.eyes) };
        },
        (d) => ({
          checkpoint: { after: d.last ?? before.after, answered: before.answered + d.n },
          progress: { done: before.answered + d.n, total: Math.max(total, before.answered + d.n) },
        }),
      );
      if (done.last === null) break;
      at = { after: done.last, answered: before.answered + done.n };
    }
    return { answered: at.answered, skipped: 'spellIds' in input.whom ? input.whom.spellIds.length - at.answered : 0 };
  },
});

export const many = async (call: Call, asked: z.output<(typeof answerMany)['input']>): Promise<z.input<(typeof answerMany)['output']>> => {
  const { db, actor, today } = call;
  const side = sideOf(actor, asked.side);
  const eyes = side === 'employer' ? 'employer' : 'office';
  const said = {
    answer: 'still',
    day: asked.day,
    via: asked.via ?? null,
    reason: '',
    lastDay: null,
    hasFile: asked.fileId !== undefined,
  } as const;
  // who began after the day is passed by, so that the start refuses nobody here
  const fault = answerFault(said, { start: asked.day }, today, eyes);
  if (fault) throw faultProblem(fault, said, asked.day, today, eyes);
  await checkFile(db, actor, asked.fileId);
  const { id, day, place, note, whom } = asked;
  const input: BulkIn = { id, side, day, via: said.via!, place, note, fileId: asked.fileId ?? null, whom };
  const these = await waiting(call, input);
  const n = await these.count(BULK_MOST + 1);
  const wanted = 'spellIds' in whom ? new Set(whom.spellIds).size : n;
  call.note({ details: { answer: 'still', day, via: input.via, rows: n }, area: actor.grants[0]?.areaCode ?? '' });
  if (n > BULK_MOST) throw roundTooMany({ limit: BULK_MOST });
  if (n === 0) {
    if ((await sentBefore(db, input)) > 0) return { answered: 0, skipped: wanted, jobId: null };
    throw roundNobody();
  }
  if (n > BULK_NOW) {
    const jobId = await startJob(call, answerManyJob, input, { area: actor.grants[0]?.areaCode ?? '', dedupeKey: id });
    return { answered: 0, skipped: wanted - n, jobId };
  }
  const targets = await these.next(null, BULK_NOW);
  const answered = await answerAll(call, input, targets, these.eyes);
  return { answered, skipped: wanted - answered, jobId: null };
};

/** How many of ticked rows this very bulk has answered already; of an employer that cannot be told, and nobody waits there any more. */
const sentBefore = async (db: Db, { id, whom }: BulkIn): Promise<number> => {
  if (!('spellIds' in whom)) return 1;
  const ids = whom.spellIds.map((s) => answerIdOf(id, s));
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from verification_answer where id = any (${ids}::uuid[])`.execute(db);
  return rows[0]!.n;
};
