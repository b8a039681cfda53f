import { useMemo } from 'react';
import { useSearchParams } from 'react-router';

type Value = string | undefined;

/** List state in the URL: filters, sort, page. A link or the back button brings the very same list. Unknown parameters are left alone. */
export const useUrlState = <K extends string>(...names: readonly K[]) => {
  const [params, setParams] = useSearchParams();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names of a page's parameters never change
  const state = useMemo(() => Object.fromEntries(names.map((n) => [n, params.get(n) ?? undefined])) as Record<K, Value>, [params]);
  const set = (next: Partial<Record<K, Value>>, replace = false) =>
    setParams(
      (old) => {
        const out = new URLSearchParams(old);
        for (const [name, value] of Object.entries(next) as [K, Value][])
          value === undefined || value === '' ? out.delete(name) : out.set(name, value);
        return out;
      },
      { replace },
    );
  return [state, set] as const;
};
