import { createContext, useCallback, useContext } from 'react';

/** What pages may know about who is signed in; filled by the shell. */
export interface SessionInfo {
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
  readonly permissions: ReadonlySet<string>;
  readonly areaCodes: readonly string[];
  readonly viewing: boolean;
  readonly demonstration: boolean;
}
export const SessionContext = createContext<SessionInfo | null>(null);

export const useSession = (): SessionInfo => {
  const session = useContext(SessionContext);
  if (!session) throw new Error('used outside a signed-in page');
  return session;
};

/** Whether to show a control; the server decides again. */
export const useCan = () => {
  const session = useContext(SessionContext);
  return useCallback(
    (permission: string): boolean =>
      permission === 'public' || (session !== null && (permission === 'signedIn' || session.permissions.has(permission))),
    [session],
  );
};
