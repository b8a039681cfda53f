// Plans, work points and joint meetings as endpoints.
import { sql } from 'kysely';
import type { FilePurpose } from '#platform/server/files.ts';
import { type Constraints, handle, handleFile, type Route } from '#platform/server/http.ts';
import * as c from '../../contractPlans.ts';
import * as m from './meetings.ts';
import { open } from './openItem.ts';
import { beginPlan, plans } from './plans.ts';
import { counts, items, readOne } from './readItems.ts';
import { seesItems } from './rows.ts';
import { seesAgreement } from './scope.ts';
import { giveItems, prepareItems } from './sheet.ts';
import * as s from './steps.ts';

export const plansRoutes: readonly Route[] = [
  handle(c.listPlans, plans),
  handle(c.createPlan, beginPlan),
  handle(c.openItem, open),
  handle(c.listItems, items),
  handle(c.countItems, counts),
  handleFile(c.exportItems, prepareItems, giveItems),
  handle(c.readItem, (call, { id }) => readOne(call, id)),
  handle(c.startItem, s.start),
  handle(c.noteItem, s.note),
  handle(c.sayItemDone, s.sayDone),
  handle(c.closeItem, s.close),
  handle(c.sendItemBack, s.sendBack),
  handle(c.moveItemDue, s.moveDue),
  handle(c.correctItem, s.correct),
  handle(c.dropItem, s.drop),
  handle(c.listMeetings, m.meetings),
  handle(c.readMeeting, (call, { id }) => m.meeting(call, id)),
  handle(c.recordMeeting, m.record),
  handle(c.correctMeeting, m.correctMeeting),
  handle(c.addResolution, m.addResolution),
];

/** Of two who act at once, what the database tells the second. */
export const plansConstraints: Constraints = { work_item_resolution: () => c.resolutionTaken(), work_plan_once: () => c.planThere() };

/** Minutes and proofs: read by whoever sees the meeting or the item. */
export const planPurpose: FilePurpose = {
  name: c.PLAN_FILE,
  summary: { zh: '会议纪要和办结凭据', en: 'Minutes of meetings and proofs of work points' },
  limit: 20 * 1024 * 1024,
  types: ['pdf', 'png', 'jpeg', 'webp', 'xlsx', 'docx'],
  can: c.WORK_PLANS,
  may: async (db, actor, file) => {
    if (!actor.permissions.has(c.SEE_PLANS)) return false;
    const { rows } = await sql`
      select 1 from work_note n join work_item_fact f on f.item_id = n.item_id and f.superseded = 'infinity' join work_item i on i.id = n.item_id
        join work_plan p on p.id = i.plan_id join agreement_fact a on a.agreement_id = p.agreement_id and a.superseded = 'infinity'
        where n.file_id = ${file.id}::uuid and ${seesItems(actor)}
      union all select 1 from joint_meeting_fact m join joint_meeting j on j.id = m.meeting_id
        join agreement_fact a on a.agreement_id = j.agreement_id and a.superseded = 'infinity'
        where m.file_id = ${file.id}::uuid and ${seesAgreement(actor)} limit 1`.execute(db);
    return rows.length > 0;
  },
};
