// Which registered organisations may be the same one: same code, same name in the same county, a name that is another's other name.
import { sql } from 'kysely';
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Db } from '#platform/server/store.ts';
import { isCurrent } from '#platform/server/versions.ts';
import type { Candidate, SameReason } from '../contract.ts';
import { plainName, stemName } from '../rules.ts';
import { placeWords } from './places.ts';
import { rowColumns } from './queries.ts';

export interface Likeness {
  readonly uscc: string | null;
  /** Its name and other names. */
  readonly names: readonly { readonly name: string; readonly alias: boolean }[];
  /** 12 digits; '' while the place is not known. */
  readonly place: string;
  /** The set it belongs to itself. */
  readonly except: string | null;
}
const SHOWN = 10;

/** Best reason first. `total` counts all of them. */
export const findCandidates = async (db: Db, of: Likeness): Promise<{ items: Candidate[]; total: number }> => {
  const why = new Map<string, SameReason>();
  const note = (id: string, reason: SameReason) => {
    if (id !== of.except && !why.has(id)) why.set(id, reason);
  };
  if (of.uscc !== null) {
    const { rows } = await sql<{ id: string }>`select coalesce(l.main_id, f.organisation_id) as id from organisation_fact f
      left join organisation_link l on l.organisation_id = f.organisation_id and l.superseded = 'infinity'
      where f.superseded = 'infinity' and f.uscc = ${of.uscc}`.execute(db);
    for (const r of rows) note(r.id, 'uscc');
  }
  const named = of.names.filter((n) => plainName(n.name).length >= 2);
  if (named.length > 0) {
    const words = of.place === '' ? [] : placeWords(of.place);
    const keys = named.map((n) => ({ alias: n.alias, plain: plainName(n.name), stem: stemName(n.name, words) }));
    const { rows } = await sql<{ mainId: string; what: string; plain: string; stem: string }>`
      select n.main_id, n.what, n.plain, n.stem from organisation_name n
      where (n.stem = any (${keys.map((k) => k.stem)}::text[]) and n.county = ${of.place.slice(0, 6)})
        or n.plain = any (${keys.map((k) => k.plain)}::text[])
      order by n.what <> 'name', n.main_id limit 500`.execute(db);
    for (const row of rows)
      for (const k of keys) {
        const aliased = k.alias || row.what !== 'name';
        const near = row.stem === k.stem;
        if (!aliased && near) note(row.mainId, 'name');
        else if (aliased && (near || row.plain === k.plain)) note(row.mainId, 'alias');
      }
  }
  const ids = [...why.keys()];
  if (ids.length === 0) return { items: [], total: 0 };
  const rows = await db
    .selectFrom('organisationFact as f')
    .select(rowColumns)
    .where('f.organisationId', 'in', ids.slice(0, SHOWN))
    .where(isCurrent('f'))
    .execute();
  const order = new Map(ids.map((id, i) => [id, i]));
  const items = rows
    .sort((a, b) => order.get(a.id)! - order.get(b.id)!)
    .map(({ place, pinyin: _, organisationId: __, kinds, ...r }) => ({
      ...r,
      kinds: kinds as Candidate['kinds'],
      placeCode: place,
      place: areaText(place),
      reason: why.get(r.id)!,
    }));
  return { items, total: ids.length };
};
