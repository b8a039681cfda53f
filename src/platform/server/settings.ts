import type { Db } from './store.ts';

/** A setting of the installation, named `capability.thing`; undefined where it was never saved. */
export const readSetting = async (db: Db, name: string): Promise<unknown> =>
  (await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst())?.value;

/** Keeps one setting; what it was belongs in the audit note of the deed. */
export const saveSetting = async (
  db: Db,
  name: string,
  value: unknown,
  by: { readonly accountId: string | null; readonly at: Date },
): Promise<void> => {
  const row = { value: JSON.stringify(value), changed: by.at.toISOString(), changedBy: by.accountId };
  await db
    .insertInto('setting')
    .values({ name, ...row })
    .onConflict((c) => c.column('name').doUpdateSet(row))
    .execute();
};
