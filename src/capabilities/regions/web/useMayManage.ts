import { useContext } from 'react';
import { SessionContext } from '#platform/web/session.tsx';
import { levelOf } from '#standards/divisions/codes.ts';
import { MANAGE_PAIRINGS } from '../contract.ts';

/** Whether to show the controls of pairings: the permission, and an area of a province or the country. The server decides again, with both sides. */
export const useMayManage = (): boolean => {
  const session = useContext(SessionContext);
  return (
    session !== null &&
    !session.viewing &&
    session.permissions.has(MANAGE_PAIRINGS) &&
    session.areaCodes.some((code) => code === '' || levelOf(code) === 'province' || levelOf(code) === 'country')
  );
};
