// Notices to the parties of a class: the accounts of its school and its employer, and the office over exactly the area whose people it trains.
import { accountsOfRelations, accountsOver, sendNotice } from '#capabilities/access/server/service.ts';
import type { Call } from '#platform/server/http.ts';
import type { enrolmentNoticeTexts, noticeTexts } from '../contract.ts';

interface Told {
  readonly id: string;
  readonly title: string;
  readonly schoolId: string;
  readonly employerId: string | null;
}
type Kind = keyof typeof noticeTexts | keyof typeof enrolmentNoticeTexts;
/** Accounts of the school and the employer. */
export const organisationAccounts = async (call: Pick<Call, 'db'>, of: Told): Promise<readonly string[]> =>
  accountsOfRelations(
    call.db,
    [of.schoolId, of.employerId].flatMap((id) => (id === null ? [] : [`org:${id}`])),
    ['school', 'employer'],
  );
/** The office that signs and is told of the class; accounts of areas above it are not. */
export const officeAccounts = async (call: Pick<Call, 'db'>, areaCode: string): Promise<readonly string[]> =>
  (await accountsOver(call.db, areaCode, ['county_bureau', 'steering'])).filter((a) => a.areaCode === areaCode).map((a) => a.id);
/** Once an account, and not to whoever did it. */
export const tellAccounts = async (
  call: Pick<Call, 'db' | 'actor'>,
  accounts: readonly (string | null)[],
  kind: Kind,
  of: Told,
): Promise<void> => {
  for (const account of new Set(accounts))
    if (account !== null && account !== call.actor.accountId)
      await sendNotice(call.db, { to: { account }, kind, params: { title: of.title }, link: `/training/classes/${of.id}` });
};
