// The organisation a deed is about: that it exists, speaks for itself, lies where the actor may write, and has not closed.
import { areaText } from '#capabilities/regions/server/service.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { closedAlready, mergedAlready, outsideArea } from '../contract.ts';
import { isOwn, type Located, mayWrite } from '../rules.ts';
import { type Current, findCurrent, namesOf, setOf } from './queries.ts';

export const getCurrent = async (call: Pick<Call, 'db'>, id: string): Promise<Current> => {
  const row = await findCurrent(call.db, id);
  if (!row) throw notFound();
  return row;
};

export const refuseOutside = (call: Call, of: Located): void => {
  if (mayWrite(call.actor.grants, of)) return;
  const { zh, en } = areaText(of.place);
  throw outsideArea({ place: zh, placeEn: en });
};

interface Wish {
  /** May be closed already. */
  readonly closed?: boolean;
  /** May be merged into another. */
  readonly merged?: boolean;
  /** One's own organisation, too, wherever it lies. */
  readonly own?: boolean;
}

/** Facts of an organisation the actor may write to, or the refusal that says why not. */
export const getWritable = async (call: Call, id: string, wish: Wish = {}): Promise<Current> => {
  const row = await getCurrent(call, id);
  const own = wish.own && isOwn(call.actor.grants, await setOf(call.db, row.mainId));
  if (!own) refuseOutside(call, row);
  if (!wish.merged && row.mainId !== id) {
    const main = (await namesOf(call.db, [row.mainId])).get(row.mainId) ?? '';
    throw mergedAlready({ name: row.name, main, id: row.mainId });
  }
  if (!wish.closed && row.state === 'closed') throw closedAlready({ name: row.name, closedOn: row.closedOn });
  return row;
};

/** Who wrote a version. */
export const writer = (call: Call) => ({ recordedBy: call.actor.accountId, recordedName: call.actor.name });

export const noted = (
  call: Call,
  row: { readonly organisationId: string; readonly place: string },
  details: Record<string, unknown> = {},
): void => call.note({ area: row.place, subject: { kind: 'organisation', id: row.organisationId }, details });
