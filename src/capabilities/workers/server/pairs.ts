// The desk of likely duplicates; joining two records into a person and taking a person apart again.
import { sql } from 'kysely';
import type { z } from 'zod';
import { areaOf, covers } from '#capabilities/access/rules.ts';
import { accountNames } from '#capabilities/access/server/service.ts';
import { TOTAL_CAP } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { pageOf } from '#platform/server/paging.ts';
import { maskMobileNumber } from '#standards/mobile-number/mobileNumber.ts';
import type { acknowledgePair, decidePair, joinWorkers, listPairs, Pair, PairSide, readPair, splitWorkers } from '../contractPairs.ts';
import {
  alreadyOne,
  nothingToSplit,
  notYoursToJoin,
  pairChanged,
  splitLeavesNobody,
  splitOrphans,
  withThemselves,
} from '../contractShapes.ts';
import { ageOf, connected } from '../rules.ts';
import { maskNumber } from './basics.ts';
import { tellGuard, tellReason } from './pairTexts.ts';
import { countyName, placeName } from './places.ts';
import { lockWorkers, mine, refresh } from './write.ts';

interface PairRow {
  readonly id: string;
  readonly workerId: string;
  readonly otherId: string;
  readonly home: string;
  readonly otherHome: string;
  readonly kind: Pair['kind'];
  readonly score: number;
  readonly band: Pair['band'];
  readonly reasons: { readonly code: string; readonly points: number; readonly params?: Record<string, unknown> }[];
  readonly guards: string[];
  readonly state: Pair['state'];
  readonly crossArea: boolean;
  readonly found: string;
  readonly foundBy: string;
  readonly decided: string | null;
  readonly decidedBy: string | null;
  readonly decidedHow: string;
  readonly decision: string;
  readonly seenHome: string | null;
  readonly seenOther: string | null;
  readonly version: number;
}

interface SideRow {
  readonly workerId: string;
  readonly home: string;
  readonly name: string;
  readonly sex: PairSide['sex'];
  readonly birthday: string | null;
  readonly ethnic: string;
  readonly documentKind: string;
  readonly numberSealed: Buffer | null;
  readonly phoneSealed: Buffer | null;
  readonly householdNumber: string | null;
  readonly relation: string;
  readonly identities: string[];
  readonly source: PairSide['source'];
  readonly sourceRef: string;
  readonly registered: string;
  readonly records: number;
}

const columns = [
  'id',
  'workerId',
  'otherId',
  'home',
  'otherHome',
  'kind',
  'score',
  'band',
  'reasons',
  'guards',
  'state',
  'crossArea',
  'found',
  'foundBy',
  'decided',
  'decidedBy',
  'decidedHow',
  'decision',
  'seenHome',
  'seenOther',
  'version',
] as const;

const sidesOfPairs = async (call: Call, rows: readonly PairRow[]): Promise<Map<string, SideRow>> => {
  const ids = [...new Set(rows.flatMap((r) => [r.workerId, r.otherId]))];
  if (!ids.length) return new Map();
  const { rows: found } = await sql<SideRow>`
    select n.worker_id, n.home, n.name, n.sex, n.birthday, n.ethnic, n.document_kind, b.number_sealed, n.relation, n.records, w.source, w.source_ref, w.registered,
      (select c.phone_sealed from worker_contact c where c.worker_id = n.worker_id and c.superseded = 'infinity' order by c.kind = 'own' desc, c.recorded desc limit 1) as phone_sealed,
      (select h.number from household h where h.id = n.household_id) as household_number,
      array(select i.kind from identity_period i where i.worker_id = n.worker_id and i.superseded = 'infinity' order by i.valid_from) as identities
    from worker_now n join worker w on w.id = n.worker_id left join worker_basic b on b.worker_id = n.worker_id and b.superseded = 'infinity'
    where n.worker_id = any(${ids}::uuid[])`.execute(call.db);
  return new Map(found.map((f) => [f.workerId, f]));
};

const told = async (call: Call, rows: readonly PairRow[]): Promise<Pair[]> => {
  const sides = await sidesOfPairs(call, rows);
  const names = await accountNames(
    call.db,
    rows.flatMap((r) => r.decidedBy ?? []),
  );
  const side = (id: string, home: string): PairSide => {
    const s = sides.get(id);
    // seen through a key alone (a host) is not enough: households and identities are the origin's
    if (!s || !mine(call, s.home)) return { ...hidden, workerId: id, county: countyName(home) };
    const open = (b: Buffer | null) => (b ? call.services.keys.open(b) : null);
    const number = open(s.numberSealed);
    const phone = open(s.phoneSealed);
    return {
      workerId: id,
      visible: true,
      county: countyName(s.home),
      homeName: placeName(s.home),
      name: s.name,
      sex: s.sex,
      age: ageOf(s.birthday, call.today),
      birthYear: s.birthday ? Number(s.birthday.slice(0, 4)) : null,
      ethnic: s.ethnic,
      numberMasked: number ? maskNumber(s.documentKind, number) : '',
      phoneMasked: phone ? maskMobileNumber(phone) : '',
      householdNumber: s.householdNumber ?? '',
      relation: s.relation,
      identities: s.identities,
      source: s.source,
      sourceRef: s.sourceRef,
      registered: s.registered,
      records: s.records,
    };
  };
  return rows.map((r) => {
    const a = side(r.workerId, r.home);
    const b = side(r.otherId, r.otherHome);
    // which facts agree would tell them of a record out of sight: a made-up record would ask birthdays and telephones of strangers
    const tells = (a.visible && b.visible) || r.kind === 'number';
    return {
      id: r.id,
      kind: r.kind,
      score: r.score,
      band: r.band,
      reasons: (tells ? r.reasons : []).map((x) => ({ text: tellReason(x.code), points: x.points })),
      guards: (tells ? r.guards : []).map(tellGuard),
      state: r.state,
      crossArea: r.crossArea,
      mine: a.visible && b.visible,
      unread: r.crossArea && ((a.visible && r.seenHome === null) || (b.visible && r.seenOther === null)),
      found: r.found,
      foundBy: r.foundBy,
      decided: r.decided,
      decidedBy: r.decidedBy ? (names.get(r.decidedBy) ?? null) : null,
      decidedHow: r.decidedHow,
      decision: r.decision,
      version: r.version,
      a,
      b,
    };
  });
};
const hidden = {
  visible: false,
  homeName: '',
  name: '',
  sex: '9',
  age: null,
  birthYear: null,
  ethnic: '',
  numberMasked: '',
  phoneMasked: '',
  householdNumber: '',
  relation: '',
  identities: [],
  source: 'form',
  sourceRef: '',
  registered: null,
  records: 1,
} as const satisfies Partial<PairSide>;

/** Pairs of which at least one side is at home in my areas, or in the one asked for. */
const inMyAreas = (call: Call, asked: string | undefined) => {
  const wanted = asked === undefined ? null : areaOf(asked);
  const ranges = call.actor.areas.flatMap((m) => (wanted === null ? [m] : covers(m, wanted) ? [wanted] : covers(wanted, m) ? [m] : []));
  if (!ranges.length) return sql<boolean>`p.home = ''`;
  const side = (column: string) =>
    sql`(${sql.join(
      ranges.map((r) => sql`${sql.ref(column)} between ${r.from} and ${r.to}`),
      sql` or `,
    )})`;
  return sql<boolean>`(${side('p.home')} or ${side('p.other_home')})`;
};

export const list = async (call: Call, input: z.output<(typeof listPairs)['input']>) => {
  let query = call.db
    .selectFrom('duplicatePair as p')
    .select(columns.map((c) => `p.${c}` as const))
    .where('p.state', '=', input.state)
    .where(inMyAreas(call, input.area));
  // a conflict of numbers is told only to whom both records belong: the other name must not be guessed from it
  query = query.where(
    sql<boolean>`(p.kind <> 'conflict' or (select count(*) from worker_now w where w.worker_id in (p.worker_id, p.other_id)) = 2)`,
  );
  if (input.kind) query = query.where('p.kind', '=', input.kind);
  if (input.crossArea !== undefined) query = query.where('p.crossArea', '=', input.crossArea);
  if (input.workerId) query = query.where((eb) => eb.or([eb('p.workerId', '=', input.workerId!), eb('p.otherId', '=', input.workerId!)]));
  const page = await pageOf(call.services.keys, query, {
    list: `workers.listPairs ${input.state}`,
    sort: {
      by: [
        { column: 'p.score', key: 'score' },
        { column: 'p.id', key: 'id' },
      ],
      descending: true,
    },
    cursor: input.cursor,
    size: input.size,
  });
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (${query
    .clearSelect()
    .select(sql`1`.as('one'))
    .limit(TOTAL_CAP + 1)}) x`.execute(call.db);
  const total = rows[0]!.n;
  return { ...page, items: await told(call, page.items as unknown as PairRow[]), total: total > TOTAL_CAP ? null : total };
};

const getPair = async (call: Call, id: string): Promise<PairRow> => {
  const row = await call.db
    .selectFrom('duplicatePair as p')
    .select(columns.map((c) => `p.${c}` as const))
    .where('p.id', '=', id)
    .where(inMyAreas(call, undefined))
    .executeTakeFirst();
  if (!row) throw notFound();
  return row as unknown as PairRow;
};
const one = async (call: Call, id: string): Promise<Pair> => (await told(call, [await getPair(call, id)]))[0]!;

const noted = (call: Call, row: PairRow, details: Readonly<Record<string, unknown>> = {}) =>
  call.note({
    area: row.home,
    subject: { kind: 'worker', id: row.workerId },
    subjects: [
      { kind: 'worker', id: row.workerId },
      { kind: 'worker', id: row.otherId },
    ],
    details: { pair: row.id, ...details },
  });

export const read = async (call: Call, { id }: z.output<(typeof readPair)['input']>): Promise<Pair> => {
  const row = await getPair(call, id);
  noted(call, row);
  return one(call, id);
};

export const acknowledge = async (call: Call, { id }: z.output<(typeof acknowledgePair)['input']>): Promise<Pair> => {
  noted(call, await getPair(call, id));
  await sql`select acknowledge_pair(${id}::uuid)`.execute(call.db);
  return one(call, id);
};

/** Merges and splits take turns, as in join_persons(): who belongs to whom must not change between the look and the deed. Workers first, then this. */
const takeTurn = async (call: Call, ids: readonly string[]): Promise<void> => {
  await lockWorkers(call.db, ids);
  await sql`select pg_advisory_xact_lock(7300460)`.execute(call.db);
};

const joinBoth = async (
  call: Call,
  a: string,
  b: string,
  cause: 'desk' | 'auto',
  pairId: string | null,
  reason: string,
): Promise<string[]> => {
  const { rows } = await sql<{ members: string[] }>`
    select join_persons(${a}::uuid, ${b}::uuid, ${cause}, ${pairId}::uuid, ${call.actor.accountId}::uuid, ${reason}, true) as members`.execute(
    call.db,
  );
  const members = rows[0]!.members;
  await refresh(call.db, members, call.today);
  return members;
};

export const decide = async (call: Call, input: z.output<(typeof decidePair)['input']>): Promise<Pair> => {
  const sides = await getPair(call, input.id);
  await takeTurn(call, [sides.workerId, sides.otherId]);
  const row = await getPair(call, input.id);
  if (row.version !== input.version) throw pairChanged();
  const [pair] = await told(call, [row]);
  if (!pair!.mine) throw notYoursToJoin();
  if (row.state === 'same' && !input.same) {
    // what was decided as the same is taken apart again; the split decides the pair too
    await takeApart(call, [row.otherId], row.workerId, input.reason ?? '');
  } else {
    const { rows } = await sql<{
      ok: boolean;
    }>`select decide_pair(${input.id}::uuid, ${input.version}, ${input.same ? 'same' : 'different'}, 'desk',
      ${call.actor.accountId}::uuid, ${input.reason ?? ''}) as ok`.execute(call.db);
    if (!rows[0]!.ok) throw pairChanged();
    if (input.same) await joinBoth(call, row.workerId, row.otherId, 'desk', row.id, input.reason ?? '');
  }
  noted(call, row, { same: input.same, ...(input.reason ? { reason: input.reason } : {}) });
  return one(call, input.id);
};

const visibleHome = async (call: Call, id: string): Promise<{ home: string; personId: string }> => {
  const { rows } = await sql<{
    home: string;
    personId: string;
  }>`select home, person_id from worker_now where worker_id = ${id}::uuid`.execute(call.db);
  if (!rows[0]) throw notFound();
  return rows[0];
};

/** By hand: somebody knows that two records are one person although nothing looks alike. */
export const joinByHand = async (call: Call, { id, otherId, reason }: z.output<(typeof joinWorkers)['input']>) => {
  if (id === otherId) throw withThemselves();
  await takeTurn(call, [id, otherId]);
  const a = await visibleHome(call, id);
  const b = await visibleHome(call, otherId);
  if (!mine(call, a.home) || !mine(call, b.home)) throw notYoursToJoin();
  if (a.personId === b.personId) throw alreadyOne();
  const { rows } = await sql<{ pair: string }>`select note_pair(${newId()}::uuid, ${id}::uuid, ${otherId}::uuid, 'likeness', 100, 'desk',
    '[{"code":"byHand","points":100}]'::jsonb, '[]'::jsonb, 'hand', 'same', 'desk', ${call.actor.accountId}::uuid) as pair`.execute(
    call.db,
  );
  // a pair that had been decided otherwise is decided anew
  await sql`select decide_pair(p.id, p.version, 'same', 'desk', ${call.actor.accountId}::uuid, ${reason}) from duplicate_pair p where p.id = ${rows[0]!.pair}::uuid`.execute(
    call.db,
  );
  const members = await joinBoth(call, id, otherId, 'desk', rows[0]!.pair, reason);
  call.note({
    area: a.home,
    subject: { kind: 'worker', id },
    subjects: [
      { kind: 'worker', id },
      { kind: 'worker', id: otherId },
    ],
    details: { reason },
  });
  return { personId: members[0]!, records: members.length };
};

/** Splits, and remembers that those who leave are not those who stay. */
const takeApart = async (
  call: Call,
  leaving: readonly string[],
  stays: string,
  reason: string,
): Promise<{ leaving: string[]; staying: string[] }> => {
  const { db } = call;
  await takeTurn(call, [stays, ...leaving]);
  const { personId } = await visibleHome(call, stays);
  const { rows: links } = await sql<{ workerId: string }>`select worker_id from person_members(${personId}::uuid)`.execute(db);
  const members = links.map((l) => l.workerId);
  if (members.length < 2) throw nothingToSplit();
  const going = members.filter((m) => leaving.includes(m));
  const staying = members.filter((m) => !leaving.includes(m));
  if (going.length !== new Set(leaving).size) throw notFound();
  if (!staying.length) throw splitLeavesNobody();
  for (const id of leaving) if (!mine(call, (await visibleHome(call, id)).home)) throw notYoursToJoin();
  const { rows: same } = await sql<{
    a: string;
    b: string;
  }>`select worker_id as a, other_id as b from person_bonds(${members}::uuid[])`.execute(db);
  const bonds = same.map((s) => [s.a, s.b] as const);
  if (!connected(going, bonds) || !connected(staying, bonds)) throw splitOrphans();
  await sql`select split_person(${going}::uuid[], ${call.actor.accountId}::uuid, ${reason}, true)`.execute(db);
  await sql`select part_pairs(${going}::uuid[], ${staying}::uuid[], ${call.actor.accountId}::uuid, ${reason})`.execute(db);
  await refresh(db, members, call.today);
  return { leaving: going, staying };
};

export const split = async (call: Call, { id, leaving, reason }: z.output<(typeof splitWorkers)['input']>) => {
  const target = await visibleHome(call, id);
  // whoever stays: the record whose page it is, unless that one leaves
  const { leaving: going, staying } = await takeApart(call, leaving, id, reason);
  call.note({
    area: target.home,
    subject: { kind: 'worker', id },
    subjects: [...going, ...staying].map((w) => ({ kind: 'worker', id: w })),
    details: { leaving: going.length, staying: staying.length, reason },
  });
  return { personIds: [going[0]!, staying[0]!].sort() };
};
