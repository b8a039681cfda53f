// Everybody in memory, read off by a raw connection, and each way of searching said again in a line of JavaScript.
import type pg from 'pg';
import { foldQuery, nameKeys } from '#standards/pinyin/pinyin.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly home: string;
  /** Another record of the person stands for both in the lists of the county; who has died stands in none. */
  readonly shadowed: boolean;
  readonly dead: boolean;
  readonly keys: ReturnType<typeof nameKeys>;
}

const cache = new Map<string, ReturnType<typeof nameKeys>>();
const keysOf = (name: string) => {
  let keys = cache.get(name);
  if (!keys) {
    keys = nameKeys(name);
    cache.set(name, keys);
  }
  return keys;
};

export const readPeople = async (client: pg.Client): Promise<Person[]> => {
  const { rows } = await client.query<{ id: string; name: string; home: string; shadowed: boolean; dead: boolean }>(
    'select worker_id as id, name, home, shadowed, died_on is not null as dead from worker_now',
  );
  return rows.map((r) => ({ ...r, keys: keysOf(r.name) }));
};

/** Who is in the scope of a key range today, by a plain read of the scope table. */
export const readScope = async (client: pg.Client, from: string, to: string): Promise<Set<string>> =>
  new Set(
    (
      await client.query<{ id: string }>('select distinct worker_id as id from worker_scope where key between $1 and $2', [from, to])
    ).rows.map((r) => r.id),
  );

const least = (keys: readonly string[], fits: (k: string) => boolean): string | undefined => keys.filter(fits).sort(byBytes)[0];
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The key a person is found by, or undefined. */
const FOUND_BY: Record<string, (p: Person, q: string) => string | undefined> = {
  name: (p, q) => (p.name.startsWith(q) ? p.name : undefined),
  part: (p, q) => (p.name.replaceAll('·', '').indexOf(q, 1) > 0 ? q : undefined),
  homophone: (p, q) => least(p.keys.fuzzy, (k) => nameKeys(q).fuzzy.includes(k)),
  pinyin: (p, q) => least(p.keys.pinyin, (k) => k.startsWith(q)),
  initials: (p, q) => least(p.keys.initials, (k) => k.startsWith(q)),
  fuzzy: (p, q) => least(p.keys.fuzzy, (k) => foldQuery(q).some((f) => k.startsWith(f))),
};

/** The first `size` ids a search must show, in the order of key, home, id. */
export const expected = (
  people: readonly Person[],
  sees: (p: Person) => boolean,
  mode: string,
  q: string,
  size: number,
  /** Few people are read whole and sorted by name; many are walked by the term that was asked for. */
  few: boolean,
): string[] | undefined => {
  const by = FOUND_BY[mode];
  if (!by) return undefined;
  const found: { k: string; home: string; id: string }[] = [];
  for (const p of people) {
    if (!sees(p)) continue;
    const key = by(p, q);
    const k = key !== undefined && few && mode === 'part' ? p.name : key;
    if (k !== undefined) found.push({ k, home: p.home, id: p.id });
  }
  found.sort((a, b) => byBytes(a.k, b.k) || byBytes(a.home, b.home) || byBytes(a.id, b.id));
  return found.slice(0, size).map((f) => f.id);
};
