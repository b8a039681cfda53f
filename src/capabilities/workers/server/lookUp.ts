// Batch look-up: up to a thousand pasted lines, one query per kind of thing for all of them. Read only; what is on record are counts.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '#platform/server/actor.ts';
import type { Call } from '#platform/server/http.ts';
import type { Keys } from '#platform/server/keys.ts';
import type { Text } from '#standards/text.ts';
import type { LookUpRow, lookUpWorkers, SearchMode } from '../contractList.ts';
import type { WorkerRow } from '../contractShapes.ts';
import { type Asked, understandLine } from '../rulesLookUp.ts';
import { rowsOf } from './rows.ts';

export type LookUpContext = Pick<Call, 'db' | 'actor' | 'today'> & { readonly services: Pick<Call['services'], 'keys'> };
type Answer = z.input<(typeof lookUpWorkers)['output']>;

const t = (zh: string, en: string): Text => ({ zh, en });

/** So many of those who match one line are listed. */
const LISTED = 5;
/** Of one name, one tail or one telephone at most so many are fetched, so that a common name in a thousand lines stays a thousand looks into an index. */
const FETCHED = 200;

interface Candidate {
  readonly at: number;
  readonly workerId: string;
  readonly personId: string;
  readonly name: string;
  readonly shadowed: boolean;
  readonly total: number;
}

/** Of several records of one person in one county, one stands for all, where it can be seen; what a key opens is that very record. */
const standing = (actor: Actor): RawBuilder<boolean> => {
  const mine = [...actor.areas, ...actor.lookAreas];
  if (!mine.length) return sql<boolean>`true`;
  const within = (alias: string) =>
    sql`(${sql.join(
      mine.map((a) => sql`(${sql.ref(`${alias}.home`)} >= ${a.from} and ${sql.ref(`${alias}.home`)} <= ${a.to})`),
      sql` or `,
    )})`;
  return sql<boolean>`not (n.shadowed and ${within('n')} and exists (select 1 from worker_now o where o.person_id = n.person_id and not o.shadowed
    and substr(o.home, 1, 6) = substr(n.home, 1, 6) and ${within('o')} offset 0))`;
};

interface Key {
  readonly at: number;
  readonly key: string;
}
/** `what` tells for each key (q.key) which workers match; row-level security tells which of them may be known. */
const asking = (keys: readonly Key[], type: 'uuid' | 'text', what: RawBuilder<unknown>): RawBuilder<Candidate> =>
  sql<Candidate>`select q.at, f.* from unnest(${keys.map((k) => k.key)}::${sql.raw(type)}[], ${keys.map((k) => k.at)}::int[]) as q (key, at)
    cross join lateral (select x.*, count(*) over ()::int as total from (${what}) x order by x.home, x.worker_id limit ${FETCHED}) f
    order by q.at, f.home, f.worker_id`;
const COLUMNS = sql`n.worker_id, n.person_id, n.name, n.shadowed, n.home`;

/** Distinct values of one kind, numbered; and what was found for each. */
const findAll = async (
  values: readonly (string | null)[],
  look: (distinct: readonly string[]) => Promise<Candidate[]>,
): Promise<(value: string | null) => readonly Candidate[]> => {
  const distinct = [...new Set(values.filter((v): v is string => v !== null))];
  const found = new Map<string, Candidate[]>();
  for (const c of await look(distinct)) {
    const key = distinct[c.at]!;
    found.set(key, [...(found.get(key) ?? []), c]);
  }
  return (value) => (value === null ? [] : once(found.get(value) ?? []));
};
/** While index keys are changed a row may be met twice; and the record that stands for a person hides the one beside it. */
const once = (found: readonly Candidate[]): readonly Candidate[] => {
  const standingIn = new Set(found.filter((c) => !c.shadowed).map((c) => c.personId));
  const seen = new Set<string>();
  return found.filter((c) => !seen.has(c.workerId) && seen.add(c.workerId) && !(c.shadowed && standingIn.has(c.personId)));
};

type Kind = 'number' | 'tail' | 'phone' | 'name';
/** The query of each kind for all distinct values together. */
const queries = (actor: Actor, keys: Pick<Keys, 'lookups'>): Record<Kind, (distinct: readonly string[]) => RawBuilder<Candidate>> => {
  const sealed = (kind: 'number' | 'tail' | 'phone', distinct: readonly string[]): Key[] =>
    distinct.flatMap((v, at) => keys.lookups(kind, v).map((key) => ({ at, key })));
  const basic = (
    column: string,
    more: RawBuilder<boolean>,
  ) => sql`select ${COLUMNS} from worker_basic b join worker_now n on n.worker_id = b.worker_id
    where b.superseded = 'infinity' and ${sql.ref(`b.${column}`)} = q.key and ${more}`;
  const contact = sql`select distinct ${COLUMNS} from worker_contact c join worker_now n on n.worker_id = c.worker_id
    where c.superseded = 'infinity' and c.phone_index = q.key and ${standing(actor)}`;
  const named = sql`select ${COLUMNS} from worker_now n where n.name = q.key collate "C" and ${standing(actor)}`;
  return {
    // a number that stands on a record behind another one is still found; a name would only be found twice
    number: (d) => asking(sealed('number', d), 'uuid', basic('number_index', sql<boolean>`true`)),
    tail: (d) => asking(sealed('tail', d), 'uuid', basic('tail_index', standing(actor))),
    phone: (d) => asking(sealed('phone', d), 'uuid', contact),
    name: (d) =>
      asking(
        d.map((key, at) => ({ at, key })),
        'text',
        named,
      ),
  };
};

/** The four queries for one person, so that a test can see how the database answers them. */
export const queriesOf = (
  actor: Actor,
  keys: Pick<Keys, 'lookups'>,
  who: { readonly number: string; readonly phone: string; readonly name: string },
): Record<Kind, RawBuilder<unknown>> => {
  const of = queries(actor, keys);
  return {
    number: of.number([who.number]),
    tail: of.tail([who.number.slice(-6)]),
    phone: of.phone([who.phone]),
    name: of.name([who.name]),
  };
};

const findersOf = async ({ db, actor, services }: LookUpContext, asked: readonly Asked[]): Promise<Finders> => {
  const of = queries(actor, services.keys);
  const find = (kind: Kind) =>
    findAll(
      asked.map((a) => a[kind]),
      async (distinct) => (distinct.length ? (await of[kind](distinct).execute(db)).rows : []),
    );
  return { number: await find('number'), tail: await find('tail'), phone: await find('phone'), name: await find('name') };
};
type Finders = Record<Kind, (value: string | null) => readonly Candidate[]>;

interface Decided {
  readonly understood: SearchMode | null;
  readonly found: readonly Candidate[];
  readonly total: number;
  readonly notes: readonly Text[];
}

const CALLED = { number: t('证件号', 'number'), tail: t('后六位', 'last six'), phone: t('电话', 'telephone') } as const;

/** The strongest thing in the line decides; a name beside it confirms, and says so where it does not. */
const decide = (a: Asked, find: Finders): Decided => {
  const notes: Text[] = [];
  for (const kind of ['number', 'tail', 'phone'] as const) {
    const all = find[kind](a[kind]);
    if (!all.length) continue;
    const called = CALLED[kind];
    const named = a.name === null ? all : all.filter((c) => c.name === a.name);
    if (named.length) {
      const total = named.length === all.length ? Math.max(all.length, all[0]!.total) : named.length;
      return { understood: kind, found: named, total: kind === 'number' ? named.length : total, notes };
    }
    // the last six of a number belong to many: only a whole number or a telephone points at somebody
    if (kind === 'tail') continue;
    notes.push(t(`${called.zh}查到的人不叫“${a.name}”，请核对`, `Whom the ${called.en} belongs to is not called “${a.name}”; check it`));
    return { understood: kind, found: all, total: all.length, notes };
  }
  const named = find.name(a.name);
  const missed = (['number', 'tail', 'phone'] as const).filter((k) => a[k] !== null);
  if (named.length) {
    const total = Math.max(named.length, named[0]!.total);
    if (missed.length)
      notes.push(
        t(
          `${missed.map((k) => CALLED[k].zh).join('、')}没有查到，这是按姓名查的，请核对`,
          `Nothing under the ${missed.map((k) => CALLED[k].en).join(', ')}; this was found by the name, check it`,
        ),
      );
    return { understood: 'name', found: named, total, notes };
  }
  const understood = missed[0] ?? (a.name === null ? null : 'name');
  // outside one's area or nowhere: one answer
  if (understood) notes.push(t('没有查到：没有建档，或者您看不到', 'Nobody found: not on record, or not for you to see'));
  return { understood, found: [], total: 0, notes };
};

const joined = (notes: readonly Text[]): Text | null =>
  notes.length ? t(notes.map((n) => n.zh).join('；'), notes.map((n) => n.en).join('; ')) : null;

const seeNote = (total: number, listed: readonly WorkerRow[]): Text[] => [
  ...(total > LISTED
    ? [t(`共 ${total} 人，只列出 ${LISTED} 人，请用证件号区分`, `${total} people, ${LISTED} of them listed; tell them apart by number`)]
    : []),
  ...listed
    .filter((w) => w.diedOn !== null)
    .map((w) => t(`${w.name}已登记 ${w.diedOn} 去世`, `${w.name} is on record as having died on ${w.diedOn}`)),
];

/** More numbers than this of one masked form, in one list, are no list of people: of those who live somewhere hardly two share it. */
const GUESSES = 10;
/**
 * A masked number shows all but the birthday. A list of the same number under every birthday would complete it, past the fresh password and the reason
 * that the full number asks for; such lines are not looked up.
 */
export const withoutGuesses = (asked: readonly Asked[]): readonly Asked[] => {
  const maskedForm = (n: string | null): string | null => (n?.length === 18 ? n.slice(0, 6) + n.slice(-4) : null);
  const forms = new Map<string, Set<string>>();
  for (const { number } of asked) {
    const form = maskedForm(number);
    if (form !== null) forms.set(form, (forms.get(form) ?? new Set()).add(number!));
  }
  return asked.map((a) => {
    const form = maskedForm(a.number);
    if (form === null || forms.get(form)!.size <= GUESSES) return a;
    const note = t(
      '许多行只差出生日期，像是在试号码，没有查',
      'Many lines differ in the birthday alone, as if numbers were tried out; not looked up',
    );
    return { ...a, number: null, tail: null, notes: [...a.notes, note] };
  });
};

/** Everything `lookUpWorkers` answers. Under the asker's row-level security. */
export const lookUp = async (context: LookUpContext, lines: readonly string[]): Promise<Answer> => {
  const read: Asked[] = [];
  for (const line of lines) {
    read.push(understandLine(line, context.today));
    // a thousand lines are a second of reading: others are answered in between
    if (read.length % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const asked = withoutGuesses(read);
  const find = await findersOf(context, asked);
  const decided = asked.map((a) => decide(a, find));
  const ids = [...new Set(decided.flatMap((d) => d.found.slice(0, LISTED).map((c) => c.workerId)))];
  const told = new Map<string, WorkerRow>();
  const { db, actor, today, services } = context;
  for (let i = 0; i < ids.length; i += 1000)
    for (const row of await rowsOf({ db, actor, keys: services.keys, today }, ids.slice(i, i + 1000))) told.set(row.workerId, row);
  const items: LookUpRow[] = decided.map((d, i) => {
    const found = d.found.slice(0, LISTED).flatMap((c) => told.get(c.workerId) ?? []);
    return {
      line: i + 1,
      asked: asked[i]!.shown,
      understood: d.understood,
      note: joined([...asked[i]!.notes, ...d.notes, ...seeNote(d.total, found)]),
      found,
      total: d.total,
    };
  });
  const matched = items.filter((r) => r.total === 1).length;
  const none = items.filter((r) => r.total === 0).length;
  return { items, asked: items.length, matched, several: items.length - matched - none, none };
};
