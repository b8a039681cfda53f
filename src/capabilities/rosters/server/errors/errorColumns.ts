// Which cells of a row a finding is about.

interface MappedTable {
  readonly left: number;
  readonly columns: readonly { readonly column: number; readonly field: string | null }[];
}

/**
 * 0-based columns of the sheet that hold these fields. `partOf`: by id of a part the field it is a part of: of a place that stands in three columns all
 * three are meant.
 */
export const errorColumns = (
  fields: Iterable<string>,
  table: MappedTable,
  partOf: ReadonlyMap<string, string> = new Map(),
): readonly number[] => {
  const wanted = new Set(fields);
  return table.columns.flatMap(({ column, field }) =>
    field !== null && (wanted.has(field) || wanted.has(partOf.get(field) ?? '')) ? [table.left + column] : [],
  );
};
