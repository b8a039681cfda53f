// What other capabilities may ask of regions on the server, and what must stand ready before the first request.
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import type { Text } from '#standards/text.ts';
import type { Pairing } from '../contract.ts';
import { pairingSeeds } from '../pairingData.ts';
import { stateOn } from '../rules.ts';
import { englishFullName } from './englishName.ts';
import { type PairingRow, pairingsOf } from './queries.ts';
import { tree } from './treeFiles.ts';

export { serveTreeFiles, treeVersionId } from './treeFiles.ts';

/** Name of a side as people read it: 广东珠海市横琴（功能区）. */
const sideName = (code: string, name: string): Text => {
  const divisions = loadDivisions();
  const english = englishFullName(divisions, code);
  return { zh: `${divisions.shortFullName(code) ?? code}${name}`, en: name ? `${name}, ${english}` : english };
};

/** Some thousand places are asked for again and again, a million times by a long list; the division data of a process does not change. */
const areas = new Map<string, Text>();
/** A place as people read it: 广东广州市白云区 / Baiyun District, Guangzhou City, Guangdong. */
export const areaText = (code: string): Text => {
  const known = areas.get(code);
  if (known) return known;
  const made = sideName(code, '');
  if (areas.size < 50_000) areas.set(code, made);
  return made;
};

export const pairingOf = (row: PairingRow, day: string): Pairing => ({
  id: row.id,
  rowId: row.rowId,
  level: row.level,
  originCode: row.originCode,
  origin: sideName(row.originCode, row.originName),
  originName: row.originName,
  hostCode: row.hostCode,
  host: sideName(row.hostCode, row.hostName),
  hostName: row.hostName,
  validFrom: row.validFrom,
  validTo: row.validTo,
  fromPrecision: row.fromPrecision,
  toPrecision: row.toPrecision,
  source: row.source,
  certainty: row.certainty,
  note: row.note,
  state: stateOn(row, day),
});

/** Pairings in force on a day that touch one of the areas, or all of them; as now known. For `rules.ts`: `pairedOn(await pairingsOn(db, day), a, b, day)`. */
export const pairingsOn = async (db: Db, day: string, areas?: readonly string[]): Promise<Pairing[]> => {
  const rows = await pairingsOf(db, { asOf: day, state: 'current', areas: areas ? [areas] : [] });
  return rows.map((row) => pairingOf(row, day));
};

/**
 * Registers this program's edition of the tree and enters the pairings that come with it, each once: a row that was ended or corrected since is left as
 * it is. Safe to run at every start, also by two processes at once.
 */
export const prepareRegions = async (db: Db): Promise<void> => {
  const { version } = tree();
  await db
    .insertInto('regionTreeVersion')
    .values({ id: version.id, hash: version.hash, source: version.source, validFrom: version.validFrom, note: version.note })
    .onConflict((c) => c.doNothing())
    .execute();
  const known = new Set((await db.selectFrom('pairing').select('seed').where('seed', 'is not', null).execute()).map((r) => r.seed));
  const missing = pairingSeeds.filter((s) => !known.has(s.key));
  if (missing.length === 0) return;
  await db
    .insertInto('pairing')
    .values(
      missing.map((s) => ({
        id: newId(),
        level: s.level,
        originCode: s.originCode,
        originName: s.originName ?? '',
        hostCode: s.hostCode,
        hostName: s.hostName ?? '',
        validFrom: s.validFrom,
        validTo: s.validTo ?? null,
        fromPrecision: s.fromPrecision,
        toPrecision: s.toPrecision ?? null,
        source: s.source,
        certainty: s.certainty,
        note: s.note ?? '',
        seed: s.key,
      })),
    )
    // another process that starts at the same moment, or a person who has entered the same pair already
    .onConflict((c) => c.doNothing())
    .execute();
};
