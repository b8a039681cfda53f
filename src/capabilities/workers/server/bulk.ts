// One deed for many. Every person is judged alone, before anything of theirs is written: a refusal of one leaves the others as they should be.
import { sql } from 'kysely';
import type { z } from 'zod';
import { fillText, notFound, Problem } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Text } from '#standards/text.ts';
import { type bulkConsent, type bulkIdentity, notInGroup } from '../contractBulk.ts';
import { inFuture, notYours } from '../contractShapes.ts';
import { identityColumns } from './events.ts';
import { add, correct, lockWorkers, mine, refresh, type Target } from './write.ts';

type Refused = { readonly workerId: string; readonly text: Text };

const each = async (call: Call, ids: readonly string[], deed: (target: Target) => Promise<void>) => {
  await lockWorkers(call.db, ids);
  const { rows } =
    await sql<Target>`select worker_id, person_id, home, birthday, died_on from worker_now where worker_id = any(${ids}::uuid[]) order by worker_id`.execute(
      call.db,
    );
  const targets = new Map(rows.map((r) => [r.workerId, r]));
  const refused: Refused[] = [];
  const done: Target[] = [];
  for (const id of new Set(ids)) {
    const target = targets.get(id);
    try {
      if (!target) throw notFound();
      if (!mine(call, target.home)) throw notYours();
      await deed(target);
      done.push(target);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refused.push({ workerId: id, text: fillText(error.type.text, error.details) });
    }
  }
  if (done.length)
    await refresh(
      call.db,
      done.map((d) => d.workerId),
      call.today,
    );
  call.note({
    area: done[0]?.home ?? '',
    subjects: done.map((d) => ({ kind: 'worker', id: d.workerId })),
    details: { done: done.length, refused: refused.length },
  });
  return { done: done.length, refused };
};

/** The period of a kind that holds on a day. */
const holding = async (call: Call, workerId: string, kind: string, on: string) => {
  const { rows } = await sql<{ id: string; validFrom: string }>`select id, valid_from from identity_period
    where worker_id = ${workerId}::uuid and superseded = 'infinity' and kind = ${kind} and valid_from <= ${on}::date and (valid_to is null or valid_to >= ${on}::date)`.execute(
    call.db,
  );
  if (!rows[0]) throw notInGroup();
  return rows[0];
};

export const manyIdentities = async (call: Call, { ids, deed, kind, on, reason }: z.output<(typeof bulkIdentity)['input']>) => {
  if (on > call.today) throw inFuture();
  return each(call, ids, async (target) => {
    if (deed === 'enter') {
      const columns = await identityColumns(call, target, { kind, from: on, fromPrecision: 'day' });
      await add(call, 'identity_period', { id: newId(), workerId: target.workerId, ...columns }, reason);
      return;
    }
    const period = await holding(call, target.workerId, kind, on);
    if (deed === 'riskRemoved') {
      // the very check of one person: only monitored households have a risk
      await identityColumns(call, target, { kind, from: period.validFrom, fromPrecision: 'day', riskRemoved: on }, period.id);
      await correct(call, 'identity_period', { id: period.id }, { riskRemoved: on }, reason);
    } else await correct(call, 'identity_period', { id: period.id }, { validTo: on, toPrecision: 'day' }, reason);
  });
};

export const manyConsents = async (call: Call, { ids, ...consent }: z.output<(typeof bulkConsent)['input']>) => {
  if (consent.givenOn > call.today) throw inFuture();
  return each(call, ids, async (target) => {
    await add(call, 'consent', { id: newId(), workerId: target.workerId, ...consent, purposes: [...new Set(consent.purposes)] });
  });
};
