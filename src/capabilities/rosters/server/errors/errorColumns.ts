// Which cells of a row a finding is about.

export interface MappedColumns {
  /** `column`: 0-based, of the sheet. */
  readonly columns: readonly { readonly column: number; readonly field: string | null }[];
  /** By id of a part the field it is a part of: of a place that stands in three columns all three are meant. */
  readonly partOf?: ReadonlyMap<string, string>;
}

/** 0-based columns of the sheet that hold these fields. */
export const errorColumns = (fields: Iterable<string>, { columns, partOf }: MappedColumns): readonly number[] => {
  const wanted = new Set(fields);
  return columns.flatMap(({ column, field }) =>
    field !== null && (wanted.has(field) || wanted.has(partOf?.get(field) ?? '')) ? [column] : [],
  );
};
