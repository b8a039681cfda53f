import { useKeys } from '#platform/web/useKeys.ts';

const openers = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.wk-list tbody .wk-open')];
const rowOf = (element: Element | null): Element | null => element?.closest('.wk-list tbody tr') ?? null;

/** j and k walk the rows by their links, so that Enter opens; x ticks; e exports. The focus is the place in the list. */
export const useListKeys = (onExport?: () => void): void => {
  const step = (by: 1 | -1) => {
    const all = openers();
    const here = rowOf(document.activeElement);
    const at = here ? all.findIndex((o) => rowOf(o) === here) : -1;
    const next = at < 0 ? all[0] : (all[at + by] ?? all[at]);
    next?.focus();
    next?.scrollIntoView?.({ block: 'nearest' });
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    x: () => rowOf(document.activeElement)?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click(),
    ...(onExport ? { e: onExport } : {}),
  });
};
