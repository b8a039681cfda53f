// News of work points for the first page.
import { sql } from 'kysely';
import type { ChangeSource } from '#capabilities/access/server/service.ts';
import { SEE_PLANS } from '../../contractPlans.ts';
import { seesAgreement, unitMine } from './scope.ts';

export const plansChanges: readonly ChangeSource[] = [
  {
    kind: 'accords.items',
    can: SEE_PLANS,
    text: { zh: '工作要点有变化 {n} 件', en: '{n} work point(s) changed' },
    link: '/plan-items?mine=true',
    count: async ({ db, actor }, since) =>
      (
        await sql<{
          n: number;
        }>`select count(distinct f.item_id)::int as n from work_item_fact f join work_item_fact v on v.item_id = f.item_id
          where f.superseded = 'infinity' and ${unitMine(actor)} and v.recorded > ${since}::timestamptz
            and v.recorded_by is not null and v.recorded_by <> ${actor.accountId}::uuid`.execute(db)
      ).rows[0]!.n,
  },
  {
    kind: 'accords.meetings',
    can: SEE_PLANS,
    text: { zh: '记录联席会议 {n} 次', en: '{n} joint meeting(s) recorded' },
    link: '/plan-items',
    count: async ({ db, actor }, since) =>
      (
        await sql<{
          n: number;
        }>`select count(*)::int as n from joint_meeting j join agreement_fact a on a.agreement_id = j.agreement_id and a.superseded = 'infinity'
          where j.created > ${since}::timestamptz and j.created_by is not null and j.created_by <> ${actor.accountId}::uuid
            and ${seesAgreement(actor)}`.execute(db)
      ).rows[0]!.n,
  },
];
