// Whom a row is about: by number and name together, among those the owner of the list may write on; else among all, of which the owner learns nothing.
import type { ApplyContext, SheetRowIn } from '#capabilities/rosters/server/service.ts';
import { type Meant, peopleMeant } from '#capabilities/workers/server/service.ts';

export type Whom =
  /** Records of the owner's, the own ones first. */
  | { readonly is: 'known'; readonly records: readonly Meant[] }
  | { readonly is: 'otherName'; readonly record: Meant }
  /** Somebody else's, or nobody: one answer for both. */
  | { readonly is: 'outside'; readonly record: Meant | null };

const RANK = { own: 0, key: 1, none: 2 } as const;

export const whomMeant = async (context: ApplyContext, rows: readonly SheetRowIn[]): Promise<(row: SheetRowIn) => Whom> => {
  const numbers = rows.flatMap(({ values }) => (typeof values.idNumber === 'string' ? [values.idNumber] : []));
  const found = await peopleMeant(context, numbers);
  return ({ values }) => {
    const records = [...(found.get(values.idNumber as string) ?? [])].sort(
      (a, b) => RANK[a.reach] - RANK[b.reach] || Number(a.shadowed) - Number(b.shadowed) || (a.workerId < b.workerId ? -1 : 1),
    );
    const named = records.filter((r) => r.name === values.name);
    const known = named.filter((r) => r.reach !== 'none');
    if (known.length) return { is: 'known', records: known };
    const other = records.find((r) => r.reach !== 'none');
    if (other) return { is: 'otherName', record: other };
    return { is: 'outside', record: named[0] ?? null };
  };
};
