// How agreements are read: their facts with the two signatures and an early end, the state on a day, who may see them.
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#platform/server/actor.ts';
import type { Db } from '#platform/server/store.ts';
import { asKnownAt, isCurrent } from '#platform/server/versions.ts';
import { ancestorCodes, rangeOf } from '#standards/divisions/codes.ts';
import type { AgreementLevel, AgreementProgramme, AgreementState } from '../contract.ts';
import { type Held, readers } from '../rules.ts';

/**
 * The signatures of both sides stood at one time, whatever became of them since: what was agreed on then stays readable for whoever could read it, and is not
 * discarded. `id` names a column of the query around; as known at K where it is given, of signatures that count by the day where that is given. The same as
 * `signedTogether` of rules.ts.
 */
export const signedOnce = (
  id: string,
  { day, k }: { readonly day?: string; readonly k?: string | undefined } = {},
): RawBuilder<boolean> => {
  const counts = (t: string) =>
    sql`${sql.ref(`${t}.state`)} = 'signed' ${day === undefined ? sql`` : sql`and ${sql.ref(`${t}.signed_on`)} <= ${day}::date`} ${
      k === undefined ? sql`` : sql`and ${sql.ref(`${t}.recorded`)} <= ${k}::timestamptz`
    }`;
  return sql<boolean>`exists (select from agreement_signature x join agreement_signature y on y.agreement_id = x.agreement_id
      and y.recorded < x.superseded and x.recorded < y.superseded
    where x.agreement_id = ${sql.ref(id)} and x.side = 'origin' and y.side = 'host' and ${counts('x')} and ${counts('y')})`;
};

/** The text in force on a day after the first one, as known at K; no row while the first holds. `textOn` of rulesTexts.ts says the same. */
const textInForce = (id: string, day: string, k: string | undefined) => sql<{
  number: number;
  originSigned: string;
  hostSigned: string;
  recorded: string;
  title: string;
  documentNumber: string;
  validFrom: string;
  validTo: string;
  programmes: string[];
  fileId: string | null;
}>`(select x.* from agreement_texts_agreed(${sql.ref(id)}, ${k ?? null}::timestamptz) x where x.takes_over <= ${day}::date
    order by x.takes_over desc, x.number desc limit 1)`;
/** The name it bears today, beside a row of `agreement_fact` that is `a`. */
export const titleToday = sql<string>`coalesce((select x.title from agreement_texts_agreed(a.agreement_id, null) x where x.takes_over <= app_today()
  order by x.takes_over desc, x.number desc limit 1), a.title)`;
const now = <T>(column: string): RawBuilder<T> =>
  sql<T>`case when n.number is null then ${sql.ref(`f.${column}`)} else ${sql.ref(`n.${column}`)} end`;

/**
 * Agreements with their state on a day, as known at K (now where it is left out). The state is that of `stateOn` in rules.ts: signatures count from their own
 * day on; a test holds the two against each other. What they say is the text in force on that day.
 */
export const agreementsOn = (db: Db, day: string, k?: string) => {
  const at = (table: string) => (k === undefined ? isCurrent(table) : asKnownAt(table, k));
  return (
    db
      .selectFrom('agreementFact as f')
      .leftJoin('agreementSignature as so', (j) =>
        j
          .onRef('so.agreementId', '=', 'f.agreementId')
          .on('so.side', '=', 'origin')
          .on('so.state', '=', 'signed')
          .on('so.signedOn', '<=', day)
          .on(at('so')),
      )
      .leftJoin('agreementSignature as sh', (j) =>
        j
          .onRef('sh.agreementId', '=', 'f.agreementId')
          .on('sh.side', '=', 'host')
          .on('sh.state', '=', 'signed')
          .on('sh.signedOn', '<=', day)
          .on(at('sh')),
      )
      .leftJoin('agreementEnd as e', (j) => j.onRef('e.agreementId', '=', 'f.agreementId').on(at('e')))
      .leftJoinLateral(textInForce('f.agreement_id', day, k).as('n'), (j) => j.onTrue())
      .where(at('f'))
      .select(['f.agreementId as id', 'f.level', 'f.originCode', 'f.originName', 'f.hostCode', 'f.hostName'])
      .select(now<string>('recorded').as('recorded'))
      .select(now<string>('title').as('title'))
      .select(now<string>('document_number').as('documentNumber'))
      .select(VALID_FROM.as('validFrom'))
      .select(VALID_TO.as('validTo'))
      .select(now<string[]>('programmes').as('programmes'))
      .select(now<string | null>('file_id').as('fileId'))
      .select(sql<number>`coalesce(n.number, 1)`.as('text'))
      // of a text that replaced the first one both signatures stand; who signed first says since when there is an agreement
      .select(sql<string | null>`coalesce(so.signed_on, n.origin_signed)`.as('originSigned'))
      .select(sql<string | null>`coalesce(sh.signed_on, n.host_signed)`.as('hostSigned'))
      .select(
        sql<boolean>`exists (select from agreement_text t where t.agreement_id = f.agreement_id and ${at('t')}
        and not exists (select from agreement_texts_agreed(f.agreement_id, ${k ?? null}::timestamptz) x where x.number = t.number))`.as(
          'textWaits',
        ),
      )
      .select(signedOnce('f.agreement_id', { day, k }).as('signedOnce'))
      .select(LAST_DAY.as('lastDay'))
      .select(sql<string | null>`case when e.state = 'proposed' then e.last_day end`.as('endProposed'))
      .select(sql<string | null>`case when e.state = 'proposed' then e.proposed_side end`.as('endSide'))
      .select(
        sql<AgreementState>`case
        when n.number is null and so.side is null and sh.side is null then 'draft'
        when n.number is null and (so.side is null or sh.side is null) then 'signing'
        when ${day}::date > ${LAST_DAY} then 'ended'
        when ${day}::date < ${VALID_FROM} then 'coming'
        else 'force' end`.as('state'),
      )
  );
};
const VALID_FROM = now<string>('valid_from');
const VALID_TO = now<string>('valid_to');
const LAST_DAY = sql<string>`case when e.state = 'confirmed' and e.last_day < ${VALID_TO} then e.last_day else ${VALID_TO} end`;
export type AgreementFactRow = Awaited<ReturnType<ReturnType<typeof agreementsOn>['execute']>>[number];

/** A side lies in the area, is it, or holds it. */
const touches = (column: 'origin' | 'host', code: string): RawBuilder<boolean> => {
  const range = rangeOf(code) ?? { lo: '', hi: '' };
  const above = ancestorCodes(code);
  const [side, name] = [sql.ref(`a.${column}_code`), sql.ref(`a.${column}_name`)];
  return above.length
    ? sql<boolean>`((${side} >= ${range.lo} and ${side} < ${range.hi}) or (${side} = any (${above}::text[]) and ${name} = ''))`
    : sql<boolean>`(${side} >= ${range.lo} and ${side} < ${range.hi})`;
};

/** What this account may see: the same as `maySee` of rules.ts, over rows `a`. */
export const visible = (actor: Pick<Actor, 'grants'>): RawBuilder<boolean> => sidesSeen(readers(actor.grants), sql<boolean>`a.signed_once`);
/** The same for whatever hangs on agreements: rows `a` bear their sides; `once` tells whether both had signed. */
export const sidesSeen = (held: readonly Pick<Held, 'area' | 'areaCode'>[], once: RawBuilder<boolean>): RawBuilder<boolean> => {
  if (held.length === 0) return sql<boolean>`false`;
  const parts = held.map((h) => {
    const own = sql`((a.origin_code >= ${h.area.from} and a.origin_code <= ${h.area.to}) or (a.host_code >= ${h.area.from} and a.host_code <= ${h.area.to}))`;
    const above = h.areaCode === '' ? [] : ancestorCodes(h.areaCode);
    if (above.length === 0) return own;
    return sql`(${own} or (${once}
      and ((a.origin_code = any (${above}::text[]) and a.origin_name = '') or (a.host_code = any (${above}::text[]) and a.host_name = ''))))`;
  });
  return sql<boolean>`(${sql.join(parts, sql` or `)})`;
};

/** Waits for the signature or the answer of an office this account holds. */
const waits = (actor: Pick<Actor, 'grants'>): RawBuilder<boolean> => {
  const codes = [...new Set(actor.grants.filter((g) => g.relation === null).map((g) => g.areaCode))].filter((c) => c !== '');
  // the office of a town stands one level up
  const towns = codes.flatMap((c) => {
    const range = rangeOf(c);
    return range && c.endsWith('00000000') ? [range] : [];
  });
  const mine = (side: 'origin' | 'host') => {
    const column = sql.ref(`a.${side}_code`);
    const own = sql`${column} = any (${codes}::text[])`;
    if (towns.length === 0) return own;
    return sql`(${own} or (${sql.ref(`a.level`)} = 'county' and right(${column}, 6) <> '000000' and (${sql.join(
      towns.map((r) => sql`(${column} >= ${r.lo} and ${column} < ${r.hi})`),
      sql` or `,
    )})))`;
  };
  const unsigned = (side: 'origin' | 'host') =>
    sql`(${mine(side)} and not exists (select from agreement_text_signature s where s.agreement_id = t.agreement_id and s.number = t.number
      and s.side = ${side} and s.state = 'signed' and s.superseded = 'infinity'))`;
  return sql<boolean>`((a.text_waits and exists (select from agreement_text t where t.agreement_id = a.id and t.superseded = 'infinity'
      and (${unsigned('origin')} or ${unsigned('host')})))
    or (a.state in ('draft', 'signing') and ((a.origin_signed is null and ${mine('origin')}) or (a.host_signed is null and ${mine('host')})))
    or (a.end_proposed is not null and a.state in ('coming', 'force') and ((a.end_side = 'host' and ${mine('origin')}) or (a.end_side = 'origin' and ${mine('host')}))))`;
};

export interface AgreementFilter {
  readonly q?: string | undefined;
  readonly level?: AgreementLevel | undefined;
  readonly state?: AgreementState | undefined;
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
  readonly programme?: AgreementProgramme | undefined;
  readonly waiting?: boolean | undefined;
}
/** The agreements an account may see, narrowed, as `a`. */
export const seenAgreements = (db: Db, actor: Actor, day: string, filter: AgreementFilter) => {
  let query = db.selectFrom(agreementsOn(db, day).as('a')).selectAll('a').where(visible(actor));
  const { q } = filter;
  if (q) query = query.where(sql<boolean>`(position(${q} in a.title) > 0 or position(${q} in a.document_number) > 0)`);
  if (filter.level) query = query.where('a.level', '=', filter.level);
  if (filter.state) query = query.where('a.state', '=', filter.state);
  if (filter.origin) query = query.where(touches('origin', filter.origin));
  if (filter.host) query = query.where(touches('host', filter.host));
  if (filter.programme) query = query.where(sql<boolean>`a.programmes @> array[${filter.programme}]::text[]`);
  if (filter.waiting) query = query.where(waits(actor));
  return query;
};

/** Signed by both sides, of the same pair and level, and holding on a day of the span; ended ones as long as they held. */
export const overlappingWith = (
  db: Db,
  draft: {
    readonly level: AgreementLevel;
    readonly originCode: string;
    readonly originName: string;
    readonly hostCode: string;
    readonly hostName: string;
    readonly validFrom: string;
    readonly validTo: string;
  },
  except: string | null,
) => samePair(db, draft, except).where('a.state', 'in', ['coming', 'force', 'ended']);
/** Not signed by both yet: perhaps the same agreement, entered twice. */
export const draftsLike = (db: Db, draft: Parameters<typeof overlappingWith>[1], except: string | null) =>
  samePair(db, draft, except).where('a.state', 'in', ['draft', 'signing']);

/** The signatures of all days: whether one was signed is asked here, not on which day. */
const FAR = '9999-12-31';
const samePair = (db: Db, draft: Parameters<typeof overlappingWith>[1], except: string | null) =>
  db
    .selectFrom(agreementsOn(db, FAR).as('a'))
    .select(['a.id', 'a.title', 'a.validFrom', 'a.lastDay', 'a.originCode', 'a.originName', 'a.hostCode', 'a.hostName', 'a.state'])
    .where('a.level', '=', draft.level)
    .where('a.originCode', '=', draft.originCode)
    .where('a.originName', '=', draft.originName)
    .where('a.hostCode', '=', draft.hostCode)
    .where('a.hostName', '=', draft.hostName)
    .where('a.validFrom', '<=', draft.validTo)
    .where('a.lastDay', '>=', draft.validFrom)
    .$if(except !== null, (q) => q.where('a.id', '<>', except!))
    .orderBy('a.validFrom')
    .orderBy('a.id');
