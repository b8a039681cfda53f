import { useKeys } from '#platform/web/useKeys.ts';

/** j and k walk what can be focused in each row (`openers`), so that Enter opens it; the focus is the place in the list. */
export const useRowKeys = (openers: string, row: string, more: Readonly<Record<string, () => void>> = {}): void => {
  const step = (by: 1 | -1) => {
    const all = [...document.querySelectorAll<HTMLElement>(openers)];
    const here = document.activeElement?.closest(row) ?? null;
    const at = here ? all.findIndex((o) => o.closest(row) === here) : -1;
    const next = at < 0 ? all[0] : (all[at + by] ?? all[at]);
    next?.focus();
    next?.scrollIntoView?.({ block: 'nearest' });
  };
  useKeys({ j: () => step(1), k: () => step(-1), ...more });
};
