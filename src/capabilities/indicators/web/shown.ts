// What the address asks for, drawn of what the server told: the grid, and the cell that is open.
import type { Text } from '#standards/text.ts';
import { placeOf, whereOfCell } from './ask.ts';
import type { Drilled } from './DrillPanel.tsx';
import { crossGrid, type Figure, type Grid, type Opens, sheetGrid, shortName, summed, type Table } from './grid.ts';
import type { Ask, Catalogue } from './useAsk.ts';

const orderOf = (catalogue: Catalogue, id: string): readonly string[] =>
  catalogue.dimensions.find((d) => d.id === id)?.values.map((v) => v.value) ?? [];
const withinOf = (table: Table | undefined, id: string): Text | null => {
  const place = placeOf(id);
  return place ? (table?.within[place.side] ?? null) : null;
};
export const gridOf = (
  ask: Ask,
  catalogue: Catalogue,
  figures: readonly Figure[],
  tables: readonly (Table | undefined)[],
  said: boolean,
): Grid => {
  const [lead] = tables;
  if (!ask.by2) return sheetGrid(figures, tables, orderOf(catalogue, ask.by), withinOf(lead, ask.by), ask.window);
  const by = [ask.by, ask.by2];
  return crossGrid(
    figures[0]!,
    lead!,
    by.map((id) => orderOf(catalogue, id)),
    by.map((id) => withinOf(lead, id)),
    ask.window,
    said,
  );
};

/** The cell that the address names, as the table tells it. */
export const drillOf = (
  ask: Ask,
  catalogue: Catalogue,
  figures: readonly Figure[],
  tables: readonly (Table | undefined)[],
  by: readonly string[],
  open: Opens,
  t: (text: Text | string, en?: string) => string,
): Drilled => {
  const figure = catalogue.figures.find((f) => f.id === open.figure)!;
  const table = tables[figures.findIndex((f) => f.id === open.figure)];
  const keys = [open.row, open.col];
  const cells = table?.cells.filter((c) => keys.every((k, i) => k === undefined || c.keys[i] === k)) ?? [];
  const whole = keys.every((k) => k === undefined);
  const cell = whole && table?.total ? table.total : summed(cells);
  const value = open.said ? cell.reported : cell.value;
  const names = keys.flatMap((k, i) => {
    const name = k === undefined ? undefined : tables.flatMap((x) => x?.cells ?? []).find((c) => c.keys[i] === k)?.names[i];
    return name ? [t(shortName(name, withinOf(tables[0], by[i]!)))] : [];
  });
  const within = tables[0]?.within[ask.side];
  return {
    figure,
    opens: open,
    place: [
      ...(names.length && placeOf(by[0]!)?.side === ask.side && open.row !== undefined
        ? []
        : within
          ? [t(within)]
          : [t('全部', 'everywhere')]),
      ...names,
    ].join(t('，', ', ')),
    where: whereOfCell(
      ask.where,
      by,
      keys.map((k) => k!),
    ),
    persons: table ? (value?.persons ?? 0) : undefined,
    rate: value?.windows?.[ask.window],
  };
};
