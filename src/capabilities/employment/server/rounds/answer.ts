// Answers of a round: still there, left, not reached. Still and left are evidence of the class of how it was found out; not reached is an attempt.
import { sql } from 'kysely';
import type { z } from 'zod';
import { lockForWork, phonesOf, recordsSeen } from '#capabilities/workers/server/service.ts';
import { notFound, type Problem } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { insertVersion, withdraw } from '#platform/server/versions.ts';
import { addDays, type Day } from '#standards/calendar/calendar.ts';
import {
  type answerRound,
  type callNumber,
  ROUND_FILE,
  type RoundSide,
  roundBeforeStart,
  roundFile,
  roundIdTaken,
  roundLastDay,
  roundReason,
  roundRoster,
  roundTomorrow,
  roundTooLate,
  roundUndoCorrected,
  roundUndoLate,
  roundVia,
  type undoAnswer,
} from '../../contractRounds.ts';
import {
  type Answer,
  type AnswerFault,
  answerFault,
  classOfVia,
  firstOf,
  LATE_MONTHS,
  monthOf,
  nextMonth,
  type RoundEyes,
  type RoundState,
  type SaidAnswer,
  viaOf,
  viaTexts,
} from '../../rulesRounds.ts';
import { conflictsOf } from '../entry/conflicts.ts';
import { follow } from '../follow.ts';
import { findSpells } from '../spells.ts';
import { refold } from '../vouched.ts';
import { answerRef, endsAt, endsOf, giveBackEnds, writeEnds } from './ending.ts';
import { roundOf, stateSql } from './months.ts';
import { sideOf } from './progress.ts';
import { reachOf, sidesOfRounds } from './reach.ts';
import { BY_EMPLOYER, BY_ROUND, refreshRounds } from './roundRows.ts';

type Context = Pick<Call, 'db' | 'actor' | 'today'>;
export interface Target {
  readonly spellId: string;
  readonly workerId: string;
  readonly home: string;
  readonly start: Day;
}

/** The spell, where it is the actor's to answer for; by the side asked for, else by the first that reaches it. */
export const targetOf = async (
  { db, actor }: Pick<Call, 'db' | 'actor'>,
  spellId: string,
  asked: RoundSide | undefined,
): Promise<{ readonly side: RoundSide; readonly target: Target } | undefined> => {
  for (const side of asked ? [sideOf(actor, asked)] : sidesOfRounds(actor)) {
    const reach = reachOf(actor, side, undefined, true);
    const { rows } = await sql<Target>`select r.spell_id, r.worker_id, r.home, r.start from ${reach.from}
      where r.spell_id = ${spellId}::uuid and ${reach.where}`.execute(db);
    if (rows[0]) return { side, target: rows[0] };
  }
  return undefined;
};

export const faultProblem = (fault: AnswerFault, a: Pick<SaidAnswer, 'day'>, start: Day, today: Day, eyes: RoundEyes): Problem => {
  switch (fault) {
    case 'tomorrow':
      return roundTomorrow({ day: a.day });
    case 'tooLate':
      return roundTooLate({ day: a.day, first: firstOf(nextMonth(monthOf(today), -LATE_MONTHS)) });
    case 'beforeStart':
      return roundBeforeStart({ day: a.day, start });
    case 'lastDay':
    case 'lastDayEarly':
      return roundLastDay({ day: a.day, start: addDays(start, -1) });
    case 'reason':
      return roundReason();
    case 'roster':
      return roundRoster();
    case 'via':
      return roundVia({
        allowed: viaOf[eyes].map((v) => viaTexts[v].zh).join('、'),
        allowedEn: viaOf[eyes].map((v) => viaTexts[v].en).join(', '),
      });
  }
};

/** A file of the actor's own, taken in for this purpose. */
export const checkFile = async (db: Db, actor: Actor, fileId: string | undefined): Promise<void> => {
  if (fileId === undefined) return;
  const { rows } =
    await sql`select from file where id = ${fileId}::uuid and purpose = ${ROUND_FILE} and created_by = ${actor.accountId}::uuid`.execute(
      db,
    );
  if (!rows.length) throw roundFile();
};

export interface Said extends SaidAnswer {
  readonly id: string;
  readonly place: string;
  readonly note: string;
  readonly fileId?: string | undefined;
}
/** The evidence an answer is; null for an attempt. */
export const evidenceOf = (a: SaidAnswer, start: Day, by: RoundEyes) =>
  a.answer === 'notReached'
    ? null
    : {
        class: classOfVia[a.via!],
        says: a.answer === 'still' ? ('in_post' as const) : ('not_in_post' as const),
        coversFrom: a.answer === 'still' ? start : addDays(a.lastDay!, 1),
        coversTo: a.answer === 'still' ? a.day : null,
        observed: a.day,
        template: '',
        source: by === 'employer' ? BY_EMPLOYER : BY_ROUND,
      };

export const answer = async (
  call: Call,
  input: z.output<(typeof answerRound)['input']>,
): Promise<z.input<(typeof answerRound)['output']>> => {
  const { db, actor, today } = call;
  const found = await targetOf(call, input.spellId, input.side);
  if (!found) throw notFound();
  const { side, target } = found;
  const eyes: RoundEyes = side === 'employer' ? 'employer' : 'office';
  call.note({ subject: { kind: 'worker', id: target.workerId }, area: target.home, details: { answer: input.answer, day: input.day } });
  const before = await sentBefore(db, input);
  if (before) return { id: input.id, again: true, state: await stateNow(call, side, input.spellId, input.day), end: null };
  const said: Said = {
    ...input,
    via: input.answer === 'notReached' ? null : (input.via ?? null),
    lastDay: input.answer === 'left' ? (input.lastDay ?? null) : null,
    hasFile: input.fileId !== undefined,
  };
  const fault = answerFault(said, target, today, eyes);
  if (fault) throw faultProblem(fault, said, target.start, today, eyes);
  await checkFile(db, actor, input.fileId);
  await lockForWork(db, [target.workerId]);
  const ref = answerRef(said.id);
  const written = (await endsOf(db, [{ spellId: target.spellId, ref, said, home: endsAt(actor, target.home) && eyes === 'office' }])).get(
    ref,
  );
  const evidence = evidenceOf(said, target.start, eyes);
  const evidenceId = evidence ? newId() : null;
  if (evidence)
    await insertVersion(db, 'evidence', {
      id: evidenceId,
      spellId: target.spellId,
      workerId: target.workerId,
      ...evidence,
      sourceRef: ref,
      recordedBy: actor.accountId,
      note: said.note,
    });
  await sql`insert into verification_answer (id, spell_id, worker_id, day, answer, via, reason, last_day, place, note, file_id, evidence_id, given_on, given_by, by_employer, wrote_spell)
    values (${said.id}::uuid, ${target.spellId}::uuid, ${target.workerId}::uuid, ${said.day}::date, ${said.answer}, ${said.via ?? ''},
      ${said.answer === 'still' ? '' : said.reason}, ${said.lastDay}::date, ${said.place}, ${said.note}, ${said.fileId ?? null}::uuid, ${evidenceId}::uuid,
      ${today}::date, ${actor.accountId}::uuid, ${eyes === 'employer'}, ${written !== undefined})`.execute(db);
  if (written) await writeEnds(db, actor.accountId, [{ spellId: target.spellId, ref, written }]);
  // an attempt changes no state of the worker
  if (evidence) await refold(db, [target.spellId]);
  if (evidence) await follow(db, { workerIds: [target.workerId], spellIds: written ? [target.spellId] : [], today });
  else await refreshRounds(db, [target.workerId]);
  if (!written) return { id: said.id, again: false, state: await stateNow(call, side, target.spellId, said.day), end: null };
  const { ended } = written;
  call.note({ details: { answer: input.answer, day: input.day, spell: target.spellId, ended, leaveReason: written.leaveReason } });
  // only a spell that stood was written
  const [spell] = (await findSpells(db, [target.workerId])).filter((s) => s.id === target.spellId);
  const conflicts = ended === null ? [] : await conflictsOf(db, spell!);
  return {
    id: said.id,
    again: false,
    state: await stateNow(call, side, target.spellId, said.day),
    end: { ended, conflicts: conflicts.map((c) => c.text) },
  };
};

/** True: the very same answer is there already. An id of another answer is refused. */
const sentBefore = async (db: Db, input: { readonly id: string; readonly spellId: string; readonly answer: Answer; readonly day: Day }) => {
  const { rows } = await sql<{ spellId: string; answer: string; day: Day }>`select spell_id, answer, day from verification_answer
    where id = ${input.id}::uuid`.execute(db);
  const one = rows[0];
  if (one && (one.spellId !== input.spellId || one.answer !== input.answer || one.day !== input.day)) throw roundIdTaken();
  return one !== undefined;
};

/** Where the spell stands in the round of the month of a day. */
const stateNow = async ({ db, actor, today }: Context, side: RoundSide, spellId: string, day: Day): Promise<RoundState | null> => {
  const reach = reachOf(actor, side);
  const round = await roundOf(db, today, monthOf(day));
  const { rows } = await sql<{ state: RoundState | null }>`select ${stateSql(round, reach)} as state from ${reach.from}
    where r.spell_id = ${spellId}::uuid and ${reach.where}`.execute(db);
  return rows[0]?.state ?? null;
};

export const undo = async (call: Call, { id }: z.output<(typeof undoAnswer)['input']>): Promise<z.input<(typeof undoAnswer)['output']>> => {
  const { db, actor, today } = call;
  interface Given {
    readonly spellId: string;
    readonly workerId: string;
    readonly day: Day;
    readonly evidenceId: string | null;
    readonly wroteSpell: boolean;
    readonly sourceRef: string;
    readonly givenBy: string | null;
    readonly givenOn: Day;
    readonly byEmployer: boolean;
    readonly undone: string | null;
  }
  const { rows } =
    await sql<Given>`select spell_id, worker_id, day, evidence_id, wrote_spell, source_ref, given_by, given_on, by_employer, undone
    from verification_answer where id = ${id}::uuid`.execute(db);
  const given = rows[0];
  const found = given && (await targetOf(call, given.spellId, undefined));
  if (!given || !found) throw notFound();
  const { side, target } = found;
  call.note({ subject: { kind: 'worker', id: given.workerId }, area: target.home });
  const mine = given.givenBy === actor.accountId;
  if (!mine || given.givenOn !== today)
    throw roundUndoLate({ by: mine ? '您' : '别人', byEn: mine ? 'you' : 'somebody else', day: given.givenOn });
  if (given.undone === null) {
    await lockForWork(db, [given.workerId]);
    const { spellId, wroteSpell } = given;
    if (wroteSpell && (await giveBackEnds(db, [{ spellId, ref: answerRef(id, given.sourceRef) }])).size) throw roundUndoCorrected();
    if (given.evidenceId) await withdraw(db, 'evidence', { id: given.evidenceId });
    await sql`update verification_answer set undone = clock_timestamp() where id = ${id}::uuid and undone is null`.execute(db);
    if (given.evidenceId) await refold(db, [spellId]);
    if (given.evidenceId) await follow(db, { workerIds: [given.workerId], spellIds: wroteSpell ? [spellId] : [], today });
    else await refreshRounds(db, [given.workerId]);
  }
  return { state: await stateNow(call, side, given.spellId, given.day) };
};

/** Whoever verifies must call: the whole number, on record, where the telephone is told at all. */
export const numbersFor = async (
  call: Call,
  { spellId, side }: z.output<(typeof callNumber)['input']>,
): Promise<z.input<(typeof callNumber)['output']>> => {
  const found = await targetOf(call, spellId, side);
  if (!found) throw notFound();
  const { workerId, home } = found.target;
  call.note({ subject: { kind: 'worker', id: workerId }, area: home });
  const [seen] = await recordsSeen(call, workerId);
  if (seen?.fields.phone !== 'plain') throw notFound();
  return { phones: [...(await phonesOf(call.db, call.services.keys, workerId))] };
};
