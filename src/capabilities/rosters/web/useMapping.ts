import { useMemo, useState } from 'react';
import type { Batch, SheetOffer } from '../contractShapes.ts';
import { draftOf, type Edits, editCount, noEdits, snagsOf, trimmed } from './mapping.ts';

/** What is changed in the mapping and not yet sent. The batch may be read anew beneath it. */
export const useMapping = (batch: Batch, offers: readonly SheetOffer[]) => {
  const [typed, setTyped] = useState<Edits>(noEdits);
  const edits = useMemo(() => trimmed(batch, typed), [batch, typed]);
  const draft = useMemo(() => draftOf(batch, edits, offers), [batch, edits, offers]);
  const snags = useMemo(() => (offers.length ? snagsOf(draft) : []), [draft, offers]);
  return {
    edits,
    draft,
    snags,
    count: editCount(edits),
    field: (sheet: number, table: number, column: number, field: string | null) =>
      setTyped((e) => ({ ...e, fields: { ...e.fields, [`${sheet}.${table}.${column}`]: field } })),
    table: (sheet: number, table: number, chosen: boolean) =>
      setTyped((e) => ({ ...e, tables: { ...e.tables, [`${sheet}.${table}`]: chosen } })),
    sheet: (sheet: number, chosen: boolean) => setTyped((e) => ({ ...e, sheets: { ...e.sheets, [sheet]: chosen } })),
    /** Another list: what was said about its columns no longer holds. */
    declare: (sheet: number, declared: string) =>
      setTyped((e) => ({
        ...e,
        sheets: { ...e.sheets, [sheet]: true },
        declared: { ...e.declared, [sheet]: declared },
        fields: Object.fromEntries(Object.entries(e.fields).filter(([key]) => !key.startsWith(`${sheet}.`))),
      })),
    observedOn: (day: string | undefined) => setTyped((e) => ({ ...e, observedOn: day })),
    forget: () => setTyped(noEdits),
  };
};
export type MappingState = ReturnType<typeof useMapping>;
