// Where one is: behind #, which no browser sends and no server writes down.
import { useSyncExternalStore } from 'react';

const listen = (changed: () => void): (() => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};
/** `#lesson/123` → ['lesson', '123']. */
export const useRoute = (): readonly [page: string, subject: string] => {
  const hash = useSyncExternalStore(listen, () => window.location.hash.slice(1));
  const at = hash.indexOf('/');
  return at < 0 ? [hash, ''] : [hash.slice(0, at), hash.slice(at + 1)];
};
export const go = (to: string): void => {
  window.location.hash = to;
};
