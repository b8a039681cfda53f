import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import type { Role } from '../rules.ts';

// Notices ---------------------------------------------------------------------------------------------------------------------------

export interface NewNotice {
  readonly to: { readonly account: string } | { readonly role: Role; readonly areaCode: string };
  readonly kind: string;
  /** Fills the places of the kind's sentence; never personal data of workers. */
  readonly params?: Readonly<Record<string, string | number>>;
  readonly link?: string;
}
/** Puts news on a desk: of one account, or of everybody who holds the role over an area that holds `areaCode`. In the caller's transaction. */
export const sendNotice = async (db: Db, { to, kind, params = {}, link }: NewNotice): Promise<void> => {
  await db
    .insertInto('notice')
    .values({
      id: newId(),
      accountId: 'account' in to ? to.account : null,
      role: 'role' in to ? to.role : null,
      areaCode: 'role' in to ? to.areaCode : '',
      kind,
      params: JSON.stringify(params),
      link: link ?? null,
    })
    .execute();
};
