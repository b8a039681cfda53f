// Joint meetings 联席会议: recorded, corrected, their resolutions.
import { sql } from 'kysely';
import type { Parsed } from '#platform/contract.ts';
import { changed, notFound } from '#platform/problem.ts';
import { findReadable } from '#platform/server/files.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import type { Db } from '#platform/server/store.ts';
import { insertVersion, isCurrent, supersede } from '#platform/server/versions.ts';
import * as c from '../../contractPlans.ts';
import { standsOn } from '../../rulesPlans.ts';
import { titleToday } from '../queries.ts';
import { getPlannable } from './plans.ts';
import { type AgreementRow, briefOf, getAgreement, type ItemRow } from './rows.ts';
import { plansFor, seesAgreement } from './scope.ts';

const meetingsQuery = (db: Db) =>
  db
    .selectFrom('jointMeetingFact as m')
    .innerJoin('jointMeeting as j', 'j.id', 'm.meetingId')
    .innerJoin('agreementFact as a', (on) => on.onRef('a.agreementId', '=', 'j.agreementId').on(isCurrent('a')))
    .leftJoin('file as x', 'x.id', 'm.fileId')
    .select([
      'm.meetingId',
      'm.title',
      'm.heldOn',
      'm.place',
      'm.originChair',
      'm.hostChair',
      'm.fileId',
      'm.recorded',
      'x.name as fileName',
    ])
    .select(['j.agreementId', 'a.originCode', 'a.originName', 'a.hostCode', 'a.hostName'])
    .select(titleToday.as('agreementTitle'))
    .select(sql<number>`(select count(*)::int from meeting_resolution r where r.meeting_id = m.meeting_id)`.as('resolutions'))
    .select(
      sql<number>`(select count(*)::int from meeting_resolution r join work_item i on i.resolution_id = r.id where r.meeting_id = m.meeting_id)`.as(
        'items',
      ),
    )
    .where(isCurrent('m'));
type MeetingRow = Awaited<ReturnType<ReturnType<typeof meetingsQuery>['execute']>>[number];

const meetingOf = (r: MeetingRow, services: Call['services']): c.Meeting => ({
  id: r.meetingId,
  agreement: briefOf(r),
  title: r.title,
  heldOn: r.heldOn,
  place: r.place,
  chairs: { origin: r.originChair, host: r.hostChair },
  minutes: r.fileId && r.fileName ? { id: r.fileId, name: services.keys.open(r.fileName) } : null,
  resolutions: r.resolutions,
  items: r.items,
});

export const meetings = async (call: Call, { agreementId, cursor, size }: Parsed<typeof c.listMeetings>) => {
  const { db, actor, services } = call;
  let query = meetingsQuery(db).where(seesAgreement(actor));
  if (agreementId) query = query.where('j.agreementId', '=', agreementId);
  const found = await pageOf(services.keys, query, {
    list: `${c.listMeetings.id} ${agreementId ?? ''}`,
    sort: {
      by: [
        { column: 'm.held_on', key: 'heldOn' },
        { column: 'm.meeting_id', key: 'meetingId' },
      ],
      descending: true,
    },
    cursor,
    size,
  });
  return {
    items: found.items.map((r) => meetingOf(r, services)),
    total: await cappedTotal(db, query),
    next: found.next,
    previous: found.previous,
    mayPlan: agreementId ? plansFor(actor, await getAgreement(call, agreementId)).length > 0 : false,
  };
};

interface ResolutionRow {
  readonly id: string;
  readonly number: number;
  readonly text: string;
  readonly itemId: string | null;
  readonly itemNumber: number;
  readonly year: number;
  readonly title: string;
  readonly state: ItemRow['state'];
  readonly dueDay: string;
}
export const meeting = async (call: Call, id: string): Promise<c.MeetingWhole> => {
  const { db, actor, services, today } = call;
  const row = await meetingsQuery(db).where('m.meetingId', '=', id).where(seesAgreement(actor)).executeTakeFirst();
  if (!row) throw notFound();
  const { rows: list } = await sql<ResolutionRow>`
    select r.id, r.number, r.text, i.id as item_id, i.number as item_number, p.year, f.title, f.state, f.due_day from meeting_resolution r
    left join work_item i on i.resolution_id = r.id left join work_plan p on p.id = i.plan_id
    left join work_item_fact f on f.item_id = i.id and f.superseded = 'infinity' where r.meeting_id = ${id}::uuid order by r.number`.execute(
    db,
  );
  const { rows: versions } = await sql<{ reason: string; by: string; at: string }>`select reason, recorded_name as by, recorded as at
    from joint_meeting_fact where meeting_id = ${id}::uuid order by recorded desc`.execute(db);
  const { rows: plans } = await sql<{ id: string }>`select id from work_plan where agreement_id = ${row.agreementId}::uuid
    and year = ${Number(row.heldOn.slice(0, 4))}`.execute(db);
  return {
    ...meetingOf(row, services),
    list: list.map((r) => ({
      id: r.id,
      number: r.number,
      text: r.text,
      item:
        r.itemId === null
          ? null
          : {
              id: r.itemId,
              number: r.itemNumber,
              year: r.year,
              title: r.title,
              state: r.state,
              dueDay: r.dueDay,
              stands: standsOn(r, today),
            },
    })),
    versions,
    seen: row.recorded,
    may: !actor.viewedBy && actor.permissions.has(c.WORK_PLANS) && plansFor(actor, row).length > 0,
    planId: plans[0]?.id ?? null,
  };
};

type Facts = Omit<Parsed<typeof c.recordMeeting>, 'agreementId'>;
/** What was written, checked against the agreement; columns of a version. */
const checked = async (call: Call, agreement: AgreementRow, facts: Facts, had: string | null) => {
  const { heldOn, fileId } = facts;
  if (heldOn > call.today) throw c.meetingLater({ day: heldOn, today: call.today });
  if (heldOn < agreement.validFrom || heldOn > agreement.lastDay)
    throw c.meetingOutside({ day: heldOn, from: agreement.validFrom, to: agreement.lastDay });
  // the file that stands there already may be another person's
  if (fileId !== null && fileId !== had) {
    const file = await findReadable(call.db, call.services.files, call.actor, fileId);
    if (!file || file.purpose !== c.PLAN_FILE) throw c.fileNotYours();
  }
  const { title, place, originChair, hostChair } = facts;
  return { title, heldOn, place, originChair, hostChair, fileId, recordedBy: call.actor.accountId, recordedName: call.actor.name };
};

export const record = async (call: Call, { agreementId, ...facts }: Parsed<typeof c.recordMeeting>): Promise<c.MeetingWhole> => {
  const agreement = await getPlannable(call, agreementId);
  const row = await checked(call, agreement, facts, null);
  const id = newId();
  await sql`insert into joint_meeting (id, agreement_id, created_by) values (${id}::uuid, ${agreementId}::uuid, ${call.actor.accountId}::uuid)`.execute(
    call.db,
  );
  await insertVersion(call.db, 'joint_meeting_fact', { meetingId: id, ...row });
  call.note({ subject: { kind: 'meeting', id }, area: agreement.originCode, details: { agreement: agreementId, heldOn: facts.heldOn } });
  return meeting(call, id);
};

const lockMeeting = (call: Call, id: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`meeting ${id}`}, 0))`.execute(call.db);
/** The agreement of a meeting, and what stands of it now; where the asker plans for a side. */
const ofMeeting = async (call: Call, id: string) => {
  const { rows } = await sql<{
    agreementId: string;
    fileId: string | null;
    recorded: string;
    by: string;
  }>`select j.agreement_id, m.file_id, m.recorded, m.recorded_name as by from joint_meeting j
    join joint_meeting_fact m on m.meeting_id = j.id and m.superseded = 'infinity' where j.id = ${id}::uuid`.execute(call.db);
  if (!rows[0]) throw notFound();
  return { ...rows[0], agreement: await getPlannable(call, rows[0].agreementId) };
};
export const correctMeeting = async (
  call: Call,
  { id, seen, reason, ...facts }: Parsed<typeof c.correctMeeting>,
): Promise<c.MeetingWhole> => {
  await lockMeeting(call, id);
  const { agreement, fileId, recorded, by } = await ofMeeting(call, id);
  if (recorded !== seen) throw changed({ by: by || '—', at: recorded, current: await meeting(call, id) });
  await supersede(call.db, 'joint_meeting_fact', { meeting_id: id }, { ...(await checked(call, agreement, facts, fileId)), reason });
  call.note({ subject: { kind: 'meeting', id }, area: agreement.originCode, details: { reason } });
  return meeting(call, id);
};
export const addResolution = async (call: Call, { id, text }: Parsed<typeof c.addResolution>): Promise<c.MeetingWhole> => {
  const { agreement } = await ofMeeting(call, id);
  await lockMeeting(call, id);
  const resolution = newId();
  await sql`insert into meeting_resolution (id, meeting_id, number, text, created_by, created_name) select ${resolution}::uuid, ${id}::uuid,
    coalesce(max(number), 0) + 1, ${text}, ${call.actor.accountId}::uuid, ${call.actor.name} from meeting_resolution where meeting_id = ${id}::uuid`.execute(
    call.db,
  );
  call.note({ subject: { kind: 'meeting', id }, area: agreement.originCode, details: { resolution } });
  return meeting(call, id);
};
