// An item is put on the plan, by itself or out of a resolution.
import { sql } from 'kysely';
import type { Parsed } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { insertVersion } from '#platform/server/versions.ts';
import { dueOutsideYear, type openItem, resolutionElsewhere, resolutionTaken, type WorkItemWhole } from '../../contractPlans.ts';
import { isInYear, otherSide } from '../../rulesPlans.ts';
import { getPlannable } from './plans.ts';
import { readOne } from './readItems.ts';
import { plansFor } from './scope.ts';
import { tellUnit } from './tell.ts';
import { readUnit, unitColumns } from './units.ts';

const checkResolution = async (db: Db, resolutionId: string, agreementId: string): Promise<void> => {
  const { rows } = await sql<{ agreementId: string; taken: boolean }>`
    select m.agreement_id, exists (select from work_item i where i.resolution_id = r.id) as taken
    from meeting_resolution r join joint_meeting m on m.id = r.meeting_id where r.id = ${resolutionId}::uuid`.execute(db);
  if (!rows[0]) throw notFound();
  if (rows[0].agreementId !== agreementId) throw resolutionElsewhere();
  if (rows[0].taken) throw resolutionTaken();
};

export const open = async (call: Call, input: Parsed<typeof openItem>): Promise<WorkItemWhole> => {
  const { db, actor } = call;
  const { rows } = await sql<{
    agreementId: string;
    year: number;
  }>`select agreement_id, year from work_plan where id = ${input.id}::uuid`.execute(db);
  const plan = rows[0];
  if (!plan) throw notFound();
  const agreement = await getPlannable(call, plan.agreementId);
  if (!isInYear(input.dueDay, plan.year)) throw dueOutsideYear({ day: input.dueDay, year: plan.year });
  if (input.resolutionId) await checkResolution(db, input.resolutionId, plan.agreementId);
  const origin = await readUnit(db, 'origin', input.origin, agreement);
  const host = await readUnit(db, 'host', input.host, agreement);
  const id = newId();
  // numbers of one plan are given one after the other
  await sql`select pg_advisory_xact_lock(hashtextextended(${`plan ${input.id}`}, 0))`.execute(db);
  await sql`insert into work_item (id, plan_id, number, resolution_id) select ${id}::uuid, ${input.id}::uuid, coalesce(max(number), 0) + 1,
    ${input.resolutionId ?? null}::uuid from work_item where plan_id = ${input.id}::uuid`.execute(db);
  const side = plansFor(actor, agreement)[0]!;
  await insertVersion(db, 'work_item_fact', {
    itemId: id,
    title: input.title,
    outcome: input.outcome,
    lead: input.lead,
    ...unitColumns(origin, host),
    dueDay: input.dueDay,
    state: 'open',
    deed: 'opened',
    side,
    recordedBy: actor.accountId,
    recordedName: actor.name,
  });
  const news = { kind: 'accords.itemOpened', params: { by: actor.name, title: input.title, day: input.dueDay }, link: `/plan-items/${id}` };
  await tellUnit(db, { origin, host }[otherSide(side)].area, actor.accountId, news);
  call.note({
    subject: { kind: 'planItem', id },
    area: origin.area,
    details: { plan: input.id, dueDay: input.dueDay, ...(input.resolutionId ? { resolution: input.resolutionId } : {}) },
  });
  return readOne(call, id);
};
