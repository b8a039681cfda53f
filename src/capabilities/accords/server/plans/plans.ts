// Plans of a year: listed with how far they are, and begun.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Parsed } from '#platform/contract.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import type { Db } from '#platform/server/store.ts';
import { isCurrent } from '#platform/server/versions.ts';
import { type createPlan, listPlans, notSignedYet, notYourAgreement, planThere, type WorkPlan, yearOutside } from '../../contractPlans.ts';
import { isYearOf } from '../../rulesPlans.ts';
import { titleToday } from '../queries.ts';
import { type AgreementRow, briefOf, getAgreement, isLate, isSoon } from './rows.ts';
import { areaWords, plansFor, seesAgreement } from './scope.ts';

const plansQuery = (db: Db) =>
  db
    .selectFrom('workPlan as p')
    .innerJoin('agreementFact as a', (j) => j.onRef('a.agreementId', '=', 'p.agreementId').on(isCurrent('a')))
    .select(['p.id', 'p.year', 'p.title', 'p.document', 'p.agreementId'])
    .select(['a.originCode', 'a.originName', 'a.hostCode', 'a.hostName'])
    .select(titleToday.as('agreementTitle'));

const NONE: WorkPlan['counts'] = { total: 0, living: 0, late: 0, soon: 0, saidDone: 0, closed: 0 };
const countsOf = async (db: Db, planIds: readonly string[], today: string): Promise<ReadonlyMap<string, WorkPlan['counts']>> => {
  const { rows } = await sql<WorkPlan['counts'] & { planId: string }>`
    select i.plan_id, count(*) filter (where f.state <> 'dropped')::int as total,
      count(*) filter (where f.state in ('open', 'in_progress', 'said_done', 'sent_back'))::int as living,
      count(*) filter (where ${isLate(today)})::int as late, count(*) filter (where ${isSoon(today)})::int as soon,
      count(*) filter (where f.state = 'said_done')::int as said_done, count(*) filter (where f.state = 'closed')::int as closed
    from work_item i join work_item_fact f on f.item_id = i.id and f.superseded = 'infinity'
    where i.plan_id = any (${planIds}::uuid[]) group by i.plan_id`.execute(db);
  return new Map(rows.map(({ planId, ...counts }) => [planId, counts]));
};

export const plans = async (call: Call, input: Parsed<typeof listPlans>) => {
  const { db, actor, services, today } = call;
  let query = plansQuery(db).where(seesAgreement(actor));
  if (input.agreementId) query = query.where('p.agreementId', '=', input.agreementId);
  if (input.year) query = query.where('p.year', '=', input.year);
  const found = await pageOf(services.keys, query, {
    list: `${listPlans.id} ${input.agreementId ?? ''} ${input.year ?? ''}`,
    sort: {
      by: [
        { column: 'p.year', key: 'year' },
        { column: 'p.id', key: 'id' },
      ],
      descending: true,
    },
    cursor: input.cursor,
    size: input.size,
  });
  const counts = await countsOf(
    db,
    found.items.map((p) => p.id),
    today,
  );
  const mayPlan = input.agreementId ? plansFor(actor, await getAgreement(call, input.agreementId)).length > 0 : false;
  return {
    items: found.items.map(
      (p): WorkPlan => ({
        id: p.id,
        year: p.year,
        title: p.title,
        document: p.document,
        agreement: briefOf(p),
        counts: counts.get(p.id) ?? NONE,
      }),
    ),
    total: await cappedTotal(db, query),
    next: found.next,
    previous: found.previous,
    today,
    mayPlan,
  };
};

/** The agreement, where the asker plans for a side of it and both sides have signed: a draft may still go. */
export const getPlannable = async (call: Pick<Call, 'db' | 'actor' | 'today'>, agreementId: string): Promise<AgreementRow> => {
  const agreement = await getAgreement(call, agreementId);
  if (plansFor(call.actor, agreement).length === 0) throw notYourAgreement(areaWords(call.actor));
  if (!agreement.signedByBoth) throw notSignedYet({ title: agreement.agreementTitle });
  return agreement;
};

export const beginPlan = async (call: Call, input: Parsed<typeof createPlan>): Promise<z.input<(typeof createPlan)['output']>> => {
  const agreement = await getPlannable(call, input.agreementId);
  if (!isYearOf(agreement, input.year)) throw yearOutside({ from: agreement.validFrom, to: agreement.lastDay, year: input.year });
  const id = newId();
  const { rows } = await sql`insert into work_plan (id, agreement_id, year, title, document, created_by, created_name)
    values (${id}::uuid, ${input.agreementId}::uuid, ${input.year}, ${input.title}, ${input.document}, ${call.actor.accountId}::uuid, ${call.actor.name})
    on conflict do nothing returning 1`.execute(call.db);
  if (rows.length === 0) throw planThere({ year: input.year });
  call.note({ subject: { kind: 'plan', id }, area: agreement.originCode, details: { agreement: input.agreementId, year: input.year } });
  return { id, year: input.year, title: input.title, document: input.document, agreement: briefOf(agreement), counts: NONE };
};
