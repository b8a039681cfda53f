// What somebody changes in the mapping of a batch, kept apart from the batch: another person's change reloads the batch and loses none of it.
import type { Input } from '#platform/contract.ts';
import type { mapBatch } from '../contractBatches.ts';
import type { Batch, BatchSheet, SheetOffer } from '../contractShapes.ts';

type SheetOut = Batch['sheets'][number];
type TableOut = SheetOut['tables'][number];

/** Keys: `sheet`, `sheet.table`, `sheet.table.column`, by index. */
export interface Edits {
  readonly fields: Readonly<Record<string, string | null>>;
  readonly tables: Readonly<Record<string, boolean>>;
  readonly sheets: Readonly<Record<string, boolean>>;
  readonly declared: Readonly<Record<string, string>>;
  readonly observedOn: string | undefined;
}
export const noEdits: Edits = { fields: {}, tables: {}, sheets: {}, declared: {}, observedOn: undefined };

export interface DraftTable {
  readonly out: TableOut;
  readonly at: number;
  readonly chosen: boolean;
  readonly fields: readonly (string | null)[];
}
export interface DraftSheet {
  readonly out: SheetOut;
  readonly chosen: boolean;
  readonly declared: string | null;
  readonly offer: SheetOffer | undefined;
  readonly tables: readonly DraftTable[];
}

const plain = (text: string): string => text.replace(/[\s（）()【】[\]*＊:：]|必填|选填/g, '');

/** Another list was said: a column keeps its field where that list has it too, else it is taken by its very name. */
const fieldIn = (offer: SheetOffer | undefined, field: string | null, header: string): string | null => {
  if (!offer) return null;
  if (field !== null && offer.fields.some((f) => f.id === field)) return field;
  return offer.fields.find((f) => plain(f.text.zh) === plain(header))?.id ?? null;
};

/** The batch as it would be with these changes. */
export const draftOf = (batch: Pick<Batch, 'sheets'>, edits: Edits, offers: readonly SheetOffer[]): readonly DraftSheet[] =>
  batch.sheets.map((sheet) => {
    const declared = edits.declared[sheet.index] ?? sheet.declared;
    const offer = offers.find((o) => o.id === declared);
    const other = declared !== sheet.declared;
    return {
      out: sheet,
      chosen: edits.sheets[sheet.index] ?? sheet.chosen,
      declared,
      offer,
      tables: sheet.tables.map((table, at) => {
        const key = `${sheet.index}.${at}`;
        const taken = new Set<string>();
        return {
          out: table,
          at,
          chosen: edits.tables[key] ?? table.chosen,
          fields: table.columns.map((c, i) => {
            const said = edits.fields[`${key}.${i}`];
            const guess = other ? fieldIn(offer, c.field, c.header) : c.field;
            const field = said !== undefined ? said : guess !== null && other && taken.has(guess) ? null : guess;
            if (field !== null) taken.add(field);
            return field;
          }),
        };
      }),
    };
  });

/** How many things differ from what is saved. */
export const editCount = (edits: Edits): number =>
  Object.keys(edits.fields).length +
  Object.keys(edits.tables).length +
  Object.keys(edits.sheets).length +
  Object.keys(edits.declared).length +
  (edits.observedOn === undefined ? 0 : 1);

/** Takes what stands in the batch already out of the changes. */
export const trimmed = (batch: Pick<Batch, 'sheets' | 'observedOn'>, edits: Edits): Edits => {
  const sheet = (key: string): SheetOut | undefined => batch.sheets.find((s) => s.index === Number(key.split('.')[0]));
  const table = (key: string): TableOut | undefined => sheet(key)?.tables[Number(key.split('.')[1])];
  const other = (key: string): boolean => edits.declared[key.split('.')[0]!] !== undefined;
  const keep = <V>(record: Readonly<Record<string, V>>, differs: (key: string, value: V) => boolean): Record<string, V> =>
    Object.fromEntries(Object.entries(record).filter(([key, value]) => differs(key, value)));
  return {
    fields: keep(edits.fields, (key, value) => {
      const column = table(key)?.columns[Number(key.split('.')[2])];
      return column !== undefined && (other(key) || column.field !== value);
    }),
    tables: keep(edits.tables, (key, value) => table(key) !== undefined && table(key)!.chosen !== value),
    sheets: keep(edits.sheets, (key, value) => sheet(key) !== undefined && sheet(key)!.chosen !== value),
    declared: keep(edits.declared, (key, value) => sheet(key) !== undefined && sheet(key)!.declared !== value),
    observedOn: edits.observedOn === batch.observedOn ? undefined : edits.observedOn,
  };
};

interface Snag {
  readonly sheet: number;
  readonly table: number;
  readonly kind: 'twice' | 'missing' | 'undeclared';
  /** Field id, where one is meant. */
  readonly field: string;
  readonly columns: readonly number[];
}

/** What the server would refuse: one field in two columns, no key at all, a list nobody knows. */
export const snagsOf = (draft: readonly DraftSheet[]): readonly Snag[] =>
  draft
    .filter((s) => s.chosen)
    .flatMap((s) => {
      if (!s.offer) return [{ sheet: s.out.index, table: 0, kind: 'undeclared' as const, field: '', columns: [] }];
      const keys = s.offer.fields.filter((f) => f.key);
      return s.tables
        .filter((t) => t.chosen)
        .flatMap((t): Snag[] => {
          const where = { sheet: s.out.index, table: t.at };
          const columnsOf = (field: string) => t.fields.flatMap((f, i) => (f === field ? [i] : []));
          const twice = [...new Set(t.fields)]
            .filter((f): f is string => f !== null && columnsOf(f).length > 1)
            .map((field) => ({ ...where, kind: 'twice' as const, field, columns: columnsOf(field) }));
          const none = keys.length > 0 && !keys.some((k) => t.fields.includes(k.id));
          return [...twice, ...(none ? [{ ...where, kind: 'missing' as const, field: keys[0]!.id, columns: [] }] : [])];
        });
    });

export const mappingInput = (batch: Batch, draft: readonly DraftSheet[], edits: Edits): Input<typeof mapBatch> => ({
  id: batch.id,
  version: batch.version,
  sheets: draft.map((s) => ({
    index: s.out.index,
    chosen: s.chosen,
    declared: s.declared,
    tables: s.tables.map((t) => ({ chosen: t.chosen, fields: [...t.fields] })),
  })),
  ...(edits.observedOn ? { observedOn: edits.observedOn } : {}),
});

/** None of the lists that are chosen may be written by whoever looks: a trial, to see what a file holds. */
export const isTrial = (batch: Pick<Batch, 'sheets'>, offers: readonly SheetOffer[]): boolean => {
  const known = batch.sheets.filter((s) => s.chosen).map((s) => offers.find((o) => o.id === s.declared));
  return known.length > 0 && known.every((o) => o !== undefined && !o.writes);
};

/** Columns of the tables that go in, and how many of them somebody should look at. */
export const columnCounts = (sheets: readonly (BatchSheet & { readonly tables: readonly TableOut[] })[]) => {
  const columns = sheets.filter((s) => s.chosen).flatMap((s) => s.tables.filter((t) => t.chosen).flatMap((t) => t.columns));
  return {
    all: columns.length,
    mapped: columns.filter((c) => c.field !== null).length,
    check: columns.filter((c) => c.check).length,
  };
};
