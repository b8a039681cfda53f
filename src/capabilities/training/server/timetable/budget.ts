import type { Parsed } from '#platform/contract.ts';
import { changed, notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { insertVersion, supersede, withdraw } from '#platform/server/versions.ts';
import type { addBudget, ClassOut, correctBudget } from '../../contract.ts';
import { tellClass } from '../classes/read.ts';
import { lockOwn, noted, writer } from '../target.ts';
import { budgetOf } from './load.ts';

export const add = async (call: Call, { id, ...line }: Parsed<typeof addBudget>): Promise<ClassOut> => {
  const row = await lockOwn(call, id);
  await insertVersion(call.db, 'training_budget', { id: newId(), classId: id, ...line, ...writer(call) });
  noted(call, row, { fund: line.fund, purpose: line.purpose, amount: line.amount });
  return tellClass(call, id);
};
export const correct = async (
  call: Call,
  { id, lineId, seen, remove, reason, ...line }: Parsed<typeof correctBudget>,
): Promise<ClassOut> => {
  const row = await lockOwn(call, id);
  const now = (await budgetOf(call.db, id)).find((b) => b.id === lineId);
  if (!now) throw notFound();
  if (now.recorded !== seen) throw changed({ by: '—', at: now.recorded, current: await tellClass(call, id) });
  if (remove) await withdraw(call.db, 'training_budget', { id: lineId });
  else await supersede(call.db, 'training_budget', { id: lineId }, { ...line, reason, ...writer(call) });
  noted(call, row, { fund: line.fund, purpose: line.purpose, amount: line.amount, before: Number(now.amount), removed: remove, reason });
  return tellClass(call, id);
};
