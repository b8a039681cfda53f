// The search keys of names, derived in the transaction that writes a name.
import { sql } from 'kysely';
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { Db } from '#platform/server/store.ts';
import { isCurrent } from '#platform/server/versions.ts';
import { syllables } from '#standards/pinyin/pinyin.ts';
import { gramsOf, plainName, stemName } from '../rules.ts';
import { placeWords } from './places.ts';

export interface Named {
  readonly organisationId: string;
  readonly mainId: string;
  readonly what: 'name' | 'former' | 'short' | 'other';
  readonly name: string;
  readonly place: string;
}

/** Pinyin without tones, and first letters; what has no reading stands for itself. */
const joined = (read: readonly string[]) => ({ pinyin: read.join(''), initials: read.map((s) => [...s][0] ?? '').join('') });
export const pinyinOf = (name: string): string => joined(syllables(plainName(name))).pinyin;

/** The syllables of a part, taken from those of the whole where it stands in it: reading is what costs. */
const partOf = (plain: string, read: readonly string[], part: string): readonly string[] => {
  const at = plain.indexOf(part);
  const chars = [...plain];
  if (at < 0 || chars.length !== read.length) return syllables(part);
  const from = [...plain.slice(0, at)].length;
  return read.slice(from, from + [...part].length);
};

const NAME_COLUMNS = {
  organisation_id: 'uuid',
  main_id: 'uuid',
  what: 'text',
  name: 'text',
  plain: 'text',
  stem: 'text',
  pinyin: 'text',
  initials: 'text',
  stem_pinyin: 'text',
  stem_initials: 'text',
  county: 'text',
} as const;

/** Rows of organisation_name and organisation_gram for these names. */
export const keyRows = (names: readonly Named[]) => {
  const grams = new Map<string, Set<string>>();
  const rows = names.map((n) => {
    const plain = plainName(n.name);
    const stem = stemName(n.name, placeWords(n.place));
    const read = syllables(plain);
    const [whole, own] = [joined(read), joined(partOf(plain, read, stem))];
    const mine = grams.get(n.organisationId) ?? new Set<string>();
    for (const g of gramsOf(plain)) mine.add(g);
    grams.set(n.organisationId, mine);
    return [
      n.organisationId,
      n.mainId,
      n.what,
      n.name,
      plain,
      stem,
      whole.pinyin,
      whole.initials,
      own.pinyin,
      own.initials,
      n.place.slice(0, 6),
    ];
  });
  return { rows, grams: [...grams].flatMap(([id, set]) => [...set].map((g) => [g, id])) };
};

/** Writes the keys of names that have none yet. */
export const insertKeys = async (db: Db, names: readonly Named[]): Promise<void> => {
  const { rows, grams } = keyRows(names);
  for (let i = 0; i < rows.length; i += 2000)
    await insertMany(db, { table: 'organisation_name', columns: NAME_COLUMNS }, rows.slice(i, i + 2000));
  for (let i = 0; i < grams.length; i += 5000)
    await insertMany(db, { table: 'organisation_gram', columns: { gram: 'text', organisation_id: 'uuid' } }, grams.slice(i, i + 5000));
};

/** Derives the keys of these organisations anew from their current names, other names and links. */
export const refreshNames = async (db: Db, ids: readonly string[]): Promise<void> => {
  const facts = await db
    .selectFrom('organisationFact as f')
    .leftJoin('organisationLink as l', (j) => j.onRef('l.organisationId', '=', 'f.organisationId').on(isCurrent('l')))
    .select(['f.organisationId', 'f.name', 'f.place', 'l.mainId'])
    .where('f.organisationId', 'in', ids)
    .where(isCurrent('f'))
    .execute();
  const aliases = await db
    .selectFrom('organisationAlias as a')
    .select(['a.organisationId', 'a.name', 'a.kind'])
    .where('a.organisationId', 'in', ids)
    .where(isCurrent('a'))
    .execute();
  await db.deleteFrom('organisationName').where('organisationId', 'in', ids).execute();
  await db.deleteFrom('organisationGram').where('organisationId', 'in', ids).execute();
  await insertKeys(
    db,
    facts.flatMap((f) => {
      const one = { organisationId: f.organisationId, mainId: f.mainId ?? f.organisationId, place: f.place };
      return [
        { ...one, what: 'name' as const, name: f.name },
        ...aliases.filter((a) => a.organisationId === f.organisationId).map((a) => ({ ...one, what: a.kind, name: a.name })),
      ];
    }),
  );
};

/** After a merge or a split: who speaks for these names now. */
export const moveNames = async (db: Db, ids: readonly string[], mainId: string): Promise<void> => {
  await sql`update organisation_name set main_id = ${mainId} where organisation_id = any (${ids}::uuid[])`.execute(db);
};
