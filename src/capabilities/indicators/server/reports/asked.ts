// What somebody asks for, made sure of before the request's own transaction: the form is theirs to use, and the report can be made and has a cell of theirs.
import { notFound } from '#platform/problem.ts';
import type { Before } from '#platform/server/http.ts';
import { planOf, type ReportAsk, refuseUnseen } from './plan.ts';
import { type FormRow, getForm } from './store.ts';

export const askedForm = async (
  { services, actor }: Pick<Before, 'services' | 'actor'>,
  ref: string,
  version?: number,
): Promise<FormRow> => {
  const row = await services.store.transact({ role: 'system', readOnly: true }, (db) => getForm(db, actor, ref, version));
  if (row.retired) throw notFound();
  return row;
};
/** What cannot be made is refused at once, not by a job. */
export const sureOf = async ({ services, actor }: Pick<Before, 'services' | 'actor'>, row: FormRow, ask: ReportAsk): Promise<void> =>
  refuseUnseen(await planOf(services, row.form, ask, actor), actor);
