// What screens of one province may show beside each other: an area's sums, and those of every area below it, as one release. Pure.
import { type Counted, type Options, publishTogether, type Release, type TableOf } from './rulesPublished.ts';

/** Tables of one figure in their order: of the province by its prefectures, and of each prefecture by its counties. */
export interface Hall {
  readonly whole: readonly Release[];
  readonly parts: ReadonlyMap<string, readonly Release[]>;
}
const prefectureOf = (county: string): string => (county.length === 12 ? `${county.slice(0, 4)}00000000` : county);
const rolled = (cells: readonly Counted[]): readonly Counted[] => {
  const sums = new Map<string, { keys: readonly string[]; persons: number }>();
  for (const c of cells) {
    const keys = [prefectureOf(c.keys[0]!), ...c.keys.slice(1)];
    const at = keys.join('\t');
    sums.set(at, { keys, persons: (sums.get(at)?.persons ?? 0) + c.persons });
  }
  return [...sums.values()];
};

/**
 * `tables`: one figure by county and, in each, one more dimension or none. The sum over a prefecture's counties is a cell of the province, so whoever has the links
 * of several screens could subtract one from another: what one table hides of a number that two of them show, both hide, and both keep it from being reckoned. The
 * same for all screens, whether somebody has set them up or not.
 */
export const releaseHall = (tables: readonly TableOf[], options: Omit<Options, 'hide' | 'bounds'> = {}): Hall => {
  const whole = tables.map((t): TableOf => ({ by: ['prefecture', ...t.by.slice(1)], cells: rolled(t.cells) }));
  const codes = [...new Set(tables.flatMap((t) => t.cells.map((c) => prefectureOf(c.keys[0]!))))].sort();
  const partOf = (code: string): readonly TableOf[] =>
    tables.map((t) => ({ by: ['county', ...t.by.slice(1)], cells: t.cells.filter((c) => prefectureOf(c.keys[0]!) === code) }));
  const inParts = new Map(codes.map((code) => [code, partOf(code)]));
  const above = tables.map(() => new Set<string>());
  const parts = new Map<string, { readonly hidden: string; readonly releases: readonly Release[] }>();
  for (;;) {
    const releases = publishTogether(
      whole,
      options,
      above.map((hide) => ({ hide })),
    );
    let grown = false;
    for (const code of codes) {
      const hide = releases.map((r) => hiddenFor(r, code));
      const hidden = JSON.stringify(hide.map((h) => [...h].sort()));
      if (parts.get(code)?.hidden === hidden) continue;
      const part = publishTogether(
        inParts.get(code)!,
        options,
        hide.map((h) => ({ hide: h })),
      );
      parts.set(code, { hidden, releases: part });
      for (const [i, r] of part.entries())
        for (const name of hiddenBy(r, code))
          if (!above[i]!.has(name)) {
            above[i]!.add(name);
            grown = true;
          }
    }
    if (!grown) return { whole: releases, parts: new Map([...parts].map(([code, p]) => [code, p.releases])) };
  }
};

/** Names in the table of a prefecture for what the province hides of it. */
const hiddenFor = (r: Release, code: string): ReadonlySet<string> =>
  new Set([
    ...(r.margins[0]!.get(code) === 'hidden' ? ['total'] : []),
    ...[...r.cells].flatMap(([keys, told]) =>
      told === 'hidden' && keys.startsWith(`${code}\t`) ? [`1:${keys.slice(code.length + 1)}`] : [],
    ),
  ]);
/** And the other way round. */
const hiddenBy = (r: Release, code: string): readonly string[] => [
  ...(r.total === 'hidden' ? [`0:${code}`] : []),
  ...[...r.margins[1]!].flatMap(([key, told]) => (told === 'hidden' ? [`${code}\t${key}`] : [])),
];
