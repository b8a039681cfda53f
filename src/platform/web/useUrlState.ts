import { useEffect, useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router';

type Value = string | undefined;
interface HistoryState {
  readonly kept?: Readonly<Record<string, string>>;
}

/**
 * List state in the URL: filters, sort, page. A link or the back button brings the very same list. Unknown parameters are left alone. `kept`: what must not
 * stand in an address (names and numbers of people); it stays with the entry of the browser's history, through a reload and the back button, and no link has it.
 */
export const useListState = <K extends string>(names: readonly K[], kept: readonly K[] = []) => {
  const [params, setParams] = useSearchParams();
  const entry = useLocation().state as HistoryState | null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names of a page's parameters never change
  const state = useMemo(
    () =>
      Object.fromEntries(
        [...new Set([...names, ...kept])].map((n) => [n, kept.includes(n) ? entry?.kept?.[n] : (params.get(n) ?? undefined)]),
      ) as Record<K, Value>,
    [params, entry],
  );
  const set = (next: Partial<Record<K, Value>>, replace = false) => {
    const changes = Object.entries(next) as [K, Value][];
    const held: Record<string, string> = { ...entry?.kept };
    for (const [name, value] of changes)
      if (kept.includes(name)) {
        if (value === undefined || value === '') delete held[name];
        else held[name] = value;
      }
    setParams(
      (old) => {
        const out = new URLSearchParams(old);
        for (const name of kept) out.delete(name);
        for (const [name, value] of changes)
          if (!kept.includes(name)) value === undefined || value === '' ? out.delete(name) : out.set(name, value);
        return out;
      },
      { replace, state: { ...entry, kept: held } },
    );
  };
  // an address that was typed, or saved before: what does not belong in it is taken out at once
  const written = kept.filter((n) => params.get(n));
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what stands in the address counts
  useEffect(() => {
    if (written.length) set(Object.fromEntries(written.map((n) => [n, params.get(n) ?? undefined])) as Partial<Record<K, Value>>, true);
  }, [written.join()]);
  return [state, set] as const;
};

export const useUrlState = <K extends string>(...names: readonly K[]) => useListState(names);
