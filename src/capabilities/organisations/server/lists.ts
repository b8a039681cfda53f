// The list, the look-up of the top bar and of pickers, and the check before registering.
import { sql } from 'kysely';
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Output, Parsed } from '#platform/contract.ts';
import { forbidden } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { cappedTotal, countExactly, pageOf } from '#platform/server/paging.ts';
import { repairTexts } from '#standards/cleanText.ts';
import { parseUscc } from '#standards/uscc/uscc.ts';
import {
  type checkOrganisation,
  type FindReason,
  type findOrganisations,
  INCIDENTS,
  type listOrganisations,
  type OrganisationRow,
  permissions,
} from '../contract.ts';
import { plainName, queryKind } from '../rules.ts';
import { findCandidates } from './duplicates.ts';
import { understandPlace } from './places.ts';
import { type Filter, filtered, mergedCount, nameMatches, openCount, rowColumns } from './queries.ts';

/** Who may not see incidents may not ask for those who have some either. */
export const refuseHidden = (call: Pick<Call, 'actor'>, filter: Filter): void => {
  if (filter.openIncidents && !call.actor.permissions.has(INCIDENTS)) throw forbidden({ permission: permissions[INCIDENTS].text.zh });
};

export const rowsOf = (db: Call['db'], filter: Filter, withIncidents: boolean) =>
  filtered(db, filter)
    .select(rowColumns)
    .select(mergedCount.as('merged'))
    .select((withIncidents ? openCount : sql<number | null>`null::int`).as('openIncidents'));
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];
export const rowOf = ({ organisationId: _, pinyin: __, place, kinds, ...r }: Row): OrganisationRow => ({
  ...r,
  kinds: kinds as OrganisationRow['kinds'],
  placeCode: place,
  place: areaText(place),
});

const SORTS = {
  name: { column: 'f.pinyin', key: 'pinyin' },
  recent: { column: 'f.recorded', key: 'recorded' },
} as const;

export const list = async (call: Call, { cursor, size, sort, exact, ...filter }: Parsed<typeof listOrganisations>) => {
  refuseHidden(call, filter);
  const { db, services, actor } = call;
  const rows = rowsOf(db, filter, actor.permissions.has(INCIDENTS));
  const found = await pageOf(services.keys, rows, {
    list: `organisations ${JSON.stringify(filter)}`.slice(0, 900),
    sort: { by: [SORTS[sort], { column: 'f.organisation_id', key: 'organisationId' }], descending: sort === 'recent' },
    cursor,
    size,
  });
  const counted = filtered(db, filter).select('f.organisationId');
  const total = exact ? await countExactly(db, counted) : await cappedTotal(db, counted);
  return { items: found.items.map(rowOf), total, next: found.next, previous: found.previous };
};

export const find = async (call: Call, { q, kind, size }: Parsed<typeof findOrganisations>): Promise<Output<typeof findOrganisations>> => {
  const { db } = call;
  const query = queryKind(q);
  if (!query) return { items: [], total: 0 };
  const narrowed = filtered(db, { q, kind });
  const total = await cappedTotal(db, narrowed.select('f.organisationId'));
  if (query.kind === 'code') {
    const rows = await narrowed.select(rowColumns).orderBy('f.uscc').orderBy('f.organisationId').limit(size).execute();
    return { items: rows.map((r) => hit(r, 'uscc', '')), total };
  }
  const plain = plainName(q);
  const { rows: names } = await sql<{
    mainId: string;
    what: 'name' | 'former' | 'short' | 'other';
    name: string;
    plain: string;
    stem: string;
    pinyin: string;
    stemPinyin: string;
  }>`
    select n.main_id, n.what, n.name, n.plain, n.stem, n.pinyin, n.stem_pinyin from organisation_name n
    join organisation_fact f on f.organisation_id = n.main_id and f.superseded = 'infinity'
    where ${nameMatches(query)} and (${kind ?? null}::text is null or f.kinds @> array[${kind ?? null}::text])
    order by f.state = 'closed', case when n.plain = ${plain} or n.stem = ${plain} then 0
      when starts_with(n.plain, ${plain}) or starts_with(n.stem, ${plain}) then 1 else 2 end, n.what <> 'name', length(n.plain), n.main_id
    limit ${size * 8}`.execute(db);
  const first = new Map<string, (typeof names)[number]>();
  for (const n of names) if (!first.has(n.mainId)) first.set(n.mainId, n);
  const chosen = [...first.values()].slice(0, size);
  const facts = new Map(
    (
      await filtered(db, {})
        .select(rowColumns)
        .where(
          'f.organisationId',
          'in',
          chosen.map((c) => c.mainId),
        )
        .execute()
    ).map((r) => [r.id, r]),
  );
  return {
    items: chosen.flatMap((c) => {
      const row = facts.get(c.mainId);
      return row ? hit(row, why(c), c.name === row.name ? '' : c.name) : [];
    }),
    total,
  };

  function why(n: (typeof names)[number]): FindReason {
    if (query?.kind === 'letters' && !n.plain.startsWith(plain) && !n.stem.startsWith(plain))
      return n.pinyin.startsWith(query.letters) || n.stemPinyin.startsWith(query.letters) ? 'pinyin' : 'initials';
    if (n.what !== 'name') return n.what;
    return n.plain.startsWith(plain) || n.stem.startsWith(plain) ? 'name' : 'part';
  }
};

type Brief = Pick<Row, 'id' | 'name' | 'kinds' | 'place' | 'state' | 'uscc'>;
const hit = (r: Brief, reason: FindReason, matched: string): Output<typeof findOrganisations>['items'][number] => ({
  id: r.id,
  name: r.name,
  kinds: r.kinds as OrganisationRow['kinds'],
  place: areaText(r.place),
  state: r.state,
  uscc: r.uscc,
  reason,
  matched,
});

export const check = async (
  call: Call,
  { name, uscc, place, except }: Parsed<typeof checkOrganisation>,
): Promise<Output<typeof checkOrganisation>> => {
  const read = uscc === '' ? null : parseUscc(uscc);
  const understood = place === '' ? { candidates: [] } : understandPlace(place, call.actor);
  const code = 'code' in understood ? understood.code : '';
  const found = await findCandidates(call.db, {
    uscc: read?.ok ? read.code : null,
    names: [{ name, alias: false }],
    place: code,
    except: except ?? null,
  });
  const registered = (zh: string, en: string) => ({ zh: `代码无误：${zh}`, en: `The code is right: ${en}` });
  return {
    uscc: read && {
      ok: read.ok,
      code: read.ok ? read.code : null,
      text: !read.ok
        ? read.message
        : read.authority
          ? registered(
              `${read.authority.zh}登记${read.category ? `，${read.category.zh}` : ''}`,
              `registered by ${read.authority.en}${read.category ? `, ${read.category.en}` : ''}`,
            )
          : registered('登记机关不在我们的表里', 'its registering office is not in our table'),
      repairs: read.repairs.map((r) => repairTexts[r]),
    },
    place: code === '' ? null : { code, text: areaText(code) },
    candidates: found.items,
    total: found.total,
  };
};
