// The cells file of a frozen month, line by line, made of its stored members; the same bytes whenever it is made.
import { createHash } from 'node:crypto';
import type { Db, Store } from '#platform/server/store.ts';
import { storedDiffers } from '../../contractFreezeProblems.ts';
import { type CellLine, canonical, memberLine } from '../../rulesFrozen.ts';
import { cellsOfSeries } from './cells.ts';
import { chainsOf, type FreezeRow, headOf, storedSeries } from './freezes.ts';
import { membersOf, readMembers } from './frozenMembers.ts';
import { EMPTY, grow, rootOf } from './merkle.ts';

export interface Body {
  readonly lines: readonly string[];
  readonly cells: readonly CellLine[];
  readonly digest: string;
}
export const digestOf = (lines: readonly string[]): string => {
  const h = createHash('sha256');
  for (const line of lines) h.update(line).update('\n');
  return h.digest('hex');
};
/** Header and cells, without the signature. As `system` or `figures`. */
export const bodyOf = async (db: Db, freeze: FreezeRow): Promise<Body> => {
  const series = await storedSeries(db, freeze);
  const chains = await chainsOf(db, freeze);
  const cells: CellLine[] = [];
  for (const s of series) cells.push(...(await cellsOfSeries(db, s, membersOf(chains.get(s.id)!, s.asOf))));
  return bodyFrom(freeze, series, cells);
};
const bodyFrom = (freeze: FreezeRow, series: Awaited<ReturnType<typeof storedSeries>>, cells: readonly CellLine[]): Body => {
  const lines = [canonical(headOf(freeze, series) as never), ...cells.map((c) => canonical(c as never))];
  return { lines, cells, digest: digestOf(lines) };
};
/** The same of a month whose members are all stored and change no more, on a server two series at once: a core for each. */
export const bodyAtOnce = async (store: Store, freeze: FreezeRow, ready: ReadyCells = new Map()): Promise<Body> => {
  const read = <T>(work: (db: Db) => Promise<T>): Promise<T> => store.transact({ role: 'figures' }, work);
  const [series, chains] = await read(async (db) => [await storedSeries(db, freeze), await chainsOf(db, freeze)] as const);
  const cells = series.map((): readonly CellLine[] => []);
  let next = 0;
  const some = async (): Promise<void> => {
    for (let i = next++; i < series.length; i = next++) {
      const s = series[i]!;
      cells[i] = (await ready.get(s.id)) ?? (await read((db) => cellsOfSeries(db, s, membersOf(chains.get(s.id)!, s.asOf))));
    }
  };
  await Promise.all(store.kind === 'server' ? [some(), some()] : [some()]);
  return bodyFrom(freeze, series, cells.flat());
};
/** Cells of series that were stored a while ago, by series; undefined where they could not be read then. */
export type ReadyCells = ReadonlyMap<string, Promise<readonly CellLine[] | undefined>>;
/** Of one series whose members are stored, before the others are. */
export const cellsOfStored = (store: Store, freeze: FreezeRow, id: string): Promise<readonly CellLine[]> =>
  store.transact({ role: 'figures' }, async (db) => {
    const s = (await storedSeries(db, freeze)).find((x) => x.id === id)!;
    return cellsOfSeries(db, s, membersOf((await chainsOf(db, freeze)).get(id)!, s.asOf));
  });

interface Made {
  readonly content: Buffer;
  readonly lines: number;
}
/** The file as it is handed out: the body, and the statement with its signature. Refused where the members are not what was signed. */
export const cellsFile = async (db: Db, freeze: FreezeRow): Promise<Made> => {
  const { lines, digest } = await bodyOf(db, freeze);
  if (digest !== freeze.digest) throw storedDiffers({ month: freeze.month });
  const seal = canonical({ ...(JSON.parse(freeze.statement!) as object), signature: freeze.signature! });
  return { content: Buffer.from([...lines, seal, ''].join('\n')), lines: lines.length + 1 };
};
/** Members by id, a line each, series by series: with it everybody can count the cells and the Merkle roots anew. */
export const membersFile = async (db: Db, freeze: FreezeRow): Promise<Made> => {
  const chains = await chainsOf(db, freeze);
  const parts: string[] = [];
  for (const s of await storedSeries(db, freeze)) {
    const members = await readMembers(db, membersOf(chains.get(s.id)!, s.asOf));
    const lines = members.map((m) => memberLine(s.id, m));
    if (rootOf(grow(EMPTY, lines)) !== s.merkleRoot) throw storedDiffers({ month: freeze.month });
    parts.push(...lines);
  }
  return { content: Buffer.from([...parts, ''].join('\n')), lines: parts.length };
};
