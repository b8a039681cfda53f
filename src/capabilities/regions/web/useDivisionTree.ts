import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useRead } from '#platform/web/useRead.ts';
import { COUNTRY_CODE } from '#standards/divisions/codes.ts';
import { type Divisions, indexDivisions } from '#standards/divisions/divisions.ts';
import { type Division, parseTree } from '#standards/divisions/parseTree.ts';
import { readTree } from '../contract.ts';

/** One hashed file, fetched when a page first needs its province; the browser keeps it until the edition changes. */
const load = async (url: string, signal: AbortSignal): Promise<Divisions> => {
  const reply = await fetch(url, { signal, credentials: 'omit' });
  if (!reply.ok) throw new Error(`${url}: ${reply.status}`);
  return indexDivisions([parseTree(await reply.text())]);
};

export interface TreeRow extends Division {
  readonly shortName: string;
  readonly expandable: boolean;
}

export type Children = readonly TreeRow[] | 'loading' | 'failed';

/**
 * The division tree by province, from the static files. `open` are the codes whose children are wanted: `national` is fetched always,
 * a detailed province only when one of its divisions is open.
 */
export const useDivisionTree = (open: ReadonlySet<string>) => {
  const manifest = useRead(readTree, {});
  const client = useQueryClient();
  const files = manifest.data?.files ?? [];
  const wanted = files.filter((f) => f.province === 'national' || [...open].some((code) => code.startsWith(f.province)));
  const trees = useQueries({
    queries: wanted.map((f) => ({
      queryKey: ['regions.treeFile', f.url],
      queryFn: ({ signal }: { signal: AbortSignal }) => load(f.url, signal),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: Number.POSITIVE_INFINITY,
      retry: 1,
    })),
  });
  const treeOf = (province: string) => trees[wanted.findIndex((f) => f.province === province)];
  const fileOf = (code: string): string => (files.some((f) => f.province === code.slice(0, 2)) ? code.slice(0, 2) : 'national');

  const rowsOf = (tree: Divisions, code: string): TreeRow[] =>
    tree
      .children(code)
      // headings of the code list (市辖区 of 北京) are no places: what stands below them stands here
      .flatMap((d) => (d.placeholder ? tree.children(d.code) : [d]))
      .map((d) => ({
        ...d,
        shortName: tree.shortName(d.code) ?? d.name,
        expandable: fileOf(d.code) === 'national' ? tree.children(d.code).length > 0 : d.level !== 'village',
      }));

  return {
    version: manifest.data?.version,
    childrenOf: (code: string): Children => {
      if (manifest.isError) return 'failed';
      const tree = treeOf(code === COUNTRY_CODE ? 'national' : fileOf(code));
      if (tree?.isError) return 'failed';
      return tree?.data ? rowsOf(tree.data, code) : 'loading';
    },
    /** After an upgrade the old address is gone: ask the manifest again. */
    retry: () =>
      client.invalidateQueries({ predicate: (q) => String(q.queryKey[0]).startsWith('regions.tree') || q.queryKey[0] === readTree.id }),
  };
};
