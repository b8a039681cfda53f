// Working groups 工作专班 of an agreement.
import type { Parsed } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { insertVersion, isCurrent, supersede, withdraw } from '#platform/server/versions.ts';
import { type addGroup, type endGroup, type GroupSide, groupOutside, outsideArea, type WorkingGroup } from '../contract.ts';
import { meet, sideOf, sidesWritten } from '../rules.ts';
import { sideText } from './places.ts';
import type { AgreementFactRow } from './queries.ts';
import { groupOf } from './read.ts';
import { lockSeen, noted, writer } from './target.ts';

/** A group of one side is kept by that side, a joint one by either. */
const refuseOther = (call: Call, row: AgreementFactRow, side: GroupSide): void => {
  const mine = sidesWritten(call.actor.grants, row);
  if (side === 'joint' ? mine.length > 0 : mine.includes(side)) return;
  throw outsideArea({ origin: sideText(sideOf(row, 'origin')), host: sideText(sideOf(row, 'host')) });
};
const refuseDays = (row: AgreementFactRow, from: string, to: string | null): void => {
  const span = { from, to: to ?? row.lastDay };
  if ((to !== null && to < from) || !meet(span, { from: row.validFrom, to: row.lastDay }))
    throw groupOutside({ from, to: to ?? row.lastDay });
};

export const add = async (call: Call, { id, ...draft }: Parsed<typeof addGroup>): Promise<WorkingGroup> => {
  const row = await lockSeen(call, id);
  refuseOther(call, row, draft.side);
  refuseDays(row, draft.fromDay, draft.toDay);
  const groupId = newId();
  await insertVersion(call.db, 'working_group', { id: groupId, agreementId: id, ...draft, ...writer(call) });
  noted(call, row, { group: groupId, side: draft.side, name: draft.name });
  return groupOf({ id: groupId, ...draft }, call.today);
};

export const end = async (call: Call, { id, groupId, toDay, reason }: Parsed<typeof endGroup>) => {
  const row = await lockSeen(call, id);
  const group = await call.db
    .selectFrom('workingGroup')
    .select(['side', 'fromDay', 'name'])
    .where('id', '=', groupId)
    .where('agreementId', '=', id)
    .where(isCurrent('working_group'))
    .executeTakeFirst();
  if (!group) throw notFound();
  refuseOther(call, row, group.side);
  if (toDay === null) await withdraw(call.db, 'working_group', { id: groupId });
  else {
    if (toDay < group.fromDay) throw groupOutside({ from: group.fromDay, to: toDay });
    await supersede(call.db, 'working_group', { id: groupId }, { toDay, reason, ...writer(call) });
  }
  noted(call, row, { group: groupId, name: group.name, toDay, reason });
  return {};
};
