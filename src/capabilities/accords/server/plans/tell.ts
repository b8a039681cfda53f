// News about items, to the desks of a unit's nearest office.
import { type AccountOver, accountsOver, sendNotice } from '#capabilities/access/server/service.ts';
import type { Db } from '#platform/server/store.ts';

/** Accounts that answer for a unit: of the nearest office over its area. */
export const officeOf = async (db: Db, area: string): Promise<readonly AccountOver[]> => {
  const found = await accountsOver(db, area, ['county_bureau', 'steering']);
  const nearest = found[0]?.areaCode;
  return found.filter((a) => a.areaCode === nearest);
};

/** One notice for everybody of that office but the one who did it. */
export const tellUnit = async (
  db: Db,
  area: string,
  but: string | null,
  notice: { readonly kind: string; readonly params: Readonly<Record<string, string | number>>; readonly link: string },
): Promise<number> => {
  const to = (await officeOf(db, area)).filter((a) => a.id !== but);
  for (const { id } of to) await sendNotice(db, { to: { account: id }, ...notice });
  return to.length;
};
