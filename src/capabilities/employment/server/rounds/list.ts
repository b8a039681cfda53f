// The list of a round: who is due, page by page along an index, told as the viewer may know it.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { areaOf, hostKey } from '#capabilities/access/rules.ts';
import { accountNames } from '#capabilities/access/server/service.ts';
import { meantPeople, rowsOf } from '#capabilities/workers/server/service.ts';
import type { Call } from '#platform/server/http.ts';
import { pageOf } from '#platform/server/paging.ts';
import type { Db } from '#platform/server/store.ts';
import { addDays, type Day } from '#standards/calendar/calendar.ts';
import type { listRound, RoundAnswerOut, RoundRow } from '../../contractRounds.ts';
import { ENDING_VIA, type EndStanding } from '../../rulesRoundEnd.ts';
import {
  type Answer,
  classOfVia,
  FIRST_DAYS,
  firstOf,
  inVerifiedStock,
  lastOf,
  monthIndex,
  type RoundState,
  type Via,
} from '../../rulesRounds.ts';
import type { SpellKind } from '../../rulesSpell.ts';
import { placeText } from '../import/words.ts';
import { endStandings, endsAt } from './ending.ts';
import { type Round, roundOf, stateSql, stillShown, unprovedSql } from './months.ts';
import { employerNames, sideOf } from './progress.ts';
import { type Reach, reachOf } from './reach.ts';

export type Filter = Omit<z.output<(typeof listRound)['input']>, 'cursor' | 'size'>;
type Context = Pick<Call, 'db' | 'actor' | 'today'> & { readonly services: Pick<Call['services'], 'keys'> };

/** Of a search, so many people are looked at; more ask to be narrowed. */
export const SEARCHED = 400;

export interface Asked {
  readonly round: Round;
  readonly reach: Reach;
  readonly conditions: readonly RawBuilder<boolean>[];
  /** False: the search found more people than it looked at. */
  readonly whole: boolean;
}
const all = (conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> => sql<boolean>`${sql.join(conditions, sql` and `)}`;

export const askRound = async (context: Context, f: Filter): Promise<Asked> => {
  const { db, actor, today } = context;
  const round = await roundOf(db, today, f.month);
  const side = sideOf(actor, f.side);
  const reach = reachOf(actor, side, f.area);
  const state = stateSql(round, reach);
  const conditions: RawBuilder<boolean>[] = [reach.where, stillShown(round)];
  conditions.push(
    f.state?.length ? sql<boolean>`${state} = any (${f.state}::text[])` : sql<boolean>`coalesce(${state}, 'silent') <> 'silent'`,
  );
  if (f.employer !== undefined) conditions.push(sql<boolean>`r.employer = ${f.employer}`);
  if (f.county !== undefined) {
    const area = areaOf(f.county);
    if (side === 'home') conditions.push(sql<boolean>`(r.host_key >= ${hostKey(area.from)} and r.host_key <= ${hostKey(area.to)})`);
    // an employer does not learn where somebody comes from
    if (side === 'host') conditions.push(sql<boolean>`(r.home >= ${area.from} and r.home <= ${area.to})`);
  }
  if (f.fresh) conditions.push(sql<boolean>`r.start > ${addDays(round.cutoff, -FIRST_DAYS)}::date`);
  if (f.unproved && reach.eyes === 'office') conditions.push(unprovedSql(round), sql<boolean>`${state} <> 'left'`);
  let whole = true;
  if (f.q !== undefined) {
    const ids = await meantPeople(context, f.q, side === 'home' ? 'home' : 'scope', SEARCHED + 1);
    whole = ids.length <= SEARCHED;
    conditions.push(sql<boolean>`r.worker_id = any (${ids}::uuid[])`);
  }
  return { round, reach, conditions, whole };
};

interface Walked {
  readonly spellId: string;
  readonly workerId: string;
  readonly home: string;
  readonly state: RoundState;
  readonly employer: string;
  readonly start: Day;
  readonly closed: Day | null;
  readonly verifiedUntil: Day | null;
  readonly verifiedClass: number | null;
  readonly stockUntil: Day | null;
  readonly employerSaid: readonly number[];
}
const COLUMN = { home: 'home', hostKey: 'host_key', employer: 'employer', orgKey: 'org_key', spellId: 'spell_id' } as const;

export const walkRound = async (context: Context, { round, reach, conditions }: Asked, cursor: string | undefined, size: number) => {
  const view = { home: 'roundSpell', host: 'roundByHost', employer: 'roundByOrg' }[reach.side];
  const query = context.db
    .selectFrom(`${view} as r` as 'roundSpell as r') // the views have the same columns
    .select([
      'r.spellId',
      'r.workerId',
      'r.home',
      'r.hostKey',
      'r.orgKey',
      'r.employer',
      'r.start',
      'r.closed',
      'r.verifiedUntil',
      'r.verifiedClass',
      'r.stockUntil',
      'r.employerSaid',
    ])
    .select(stateSql(round, reach).as('state'))
    .where(all(conditions));
  const [first, ...rest] = reach.order.map((key) => ({ column: `r.${COLUMN[key]}`, key }));
  return pageOf(context.services.keys, query, {
    list: `employment.listRound ${reach.side} ${round.month}`,
    sort: { by: [first!, ...rest], descending: false },
    cursor,
    size,
  }) as unknown as Promise<{ items: Walked[]; next: string | null; previous: string | null }>;
};

export const list = async (
  context: Context,
  { cursor, size, ...f }: z.output<(typeof listRound)['input']>,
): Promise<z.input<(typeof listRound)['output']>> => {
  const asked = await askRound(context, f);
  const page = await walkRound(context, asked, cursor, size);
  return { items: await tellRows(context, asked, page.items), next: page.next, previous: page.previous, searched: asked.whole };
};

interface Facts {
  readonly id: string;
  readonly kind: SpellKind;
  readonly employerWords: string;
  readonly postWords: string;
  readonly place: string;
}
interface Given {
  readonly id: string;
  readonly spellId: string;
  readonly answer: Answer;
  readonly via: Via | '';
  readonly reason: string;
  readonly day: Day;
  readonly lastDay: Day | null;
  readonly place: string;
  readonly note: string;
  readonly fileId: string | null;
  readonly givenOn: Day;
  readonly givenBy: string | null;
}

export const tellRows = async (
  context: Context,
  { round, reach }: Asked,
  walked: readonly Walked[],
): Promise<z.input<typeof RoundRow>[]> => {
  const { db, actor, today } = context;
  if (!walked.length) return [];
  const ids = walked.map((w) => w.spellId);
  const office = reach.eyes === 'office';
  const { rows: facts } = await sql<Facts>`select id, kind, employer_words, post_words, place from spell
    where id = any (${ids}::uuid[]) and superseded = 'infinity'`.execute(db);
  const of = new Map(facts.map((f) => [f.id, f]));
  const workers = new Map(
    (
      await rowsOf(
        { db, actor, keys: context.services.keys, today },
        walked.map((w) => w.workerId),
      )
    ).map((w) => [w.workerId, w]),
  );
  const names = await employerNames(
    db,
    walked.map((w) => w.employer),
  );
  const answers = Map.groupBy(await answersOf(db, ids, round, office), (a) => a.spellId);
  const ends = await endStandings(db, ids);
  const by = await accountNames(
    db,
    [...answers.values()].flat().flatMap((a) => a.givenBy ?? []),
  );
  const tell = (a: Given): z.input<typeof RoundAnswerOut> => ({
    ...a,
    via: a.via === '' ? null : a.via,
    by: a.givenBy ? (by.get(a.givenBy) ?? null) : null,
    mine: a.givenBy === actor.accountId && a.givenOn === today,
  });
  return walked.flatMap((w) => {
    const fact = of.get(w.spellId);
    const worker = workers.get(w.workerId);
    if (!fact || !worker) return [];
    return [
      {
        spellId: w.spellId,
        workerId: w.workerId,
        worker,
        state: w.state,
        kind: fact.kind,
        employer: { key: w.employer, name: names.get(w.employer) ?? fact.employerWords },
        post: fact.postWords,
        placeName: placeText(fact.place),
        start: w.start,
        fresh: w.start > addDays(round.cutoff, -FIRST_DAYS),
        closed: w.closed,
        end: endTold(ends.get(w.spellId), office && endsAt(actor, w.home)),
        ...(office
          ? {
              verified: w.verifiedUntil === null ? null : { until: w.verifiedUntil, class: w.verifiedClass! },
              inStock: inVerifiedStock(w, round.cutoff),
              employerSaid: w.employerSaid.includes(monthIndex(round.month)),
            }
          : {}),
        answers: (answers.get(w.spellId) ?? []).map(tell),
      },
    ];
  });
};

const endTold = (end: EndStanding | undefined, ends: boolean): z.input<typeof RoundRow>['end'] => ({
  recorded: end?.ended ?? null,
  by: ends && end ? ENDING_VIA.filter((v) => end.ended === null || (end.byAnswer !== null && classOfVia[v] <= end.byAnswer)) : [],
});

const answersOf = async (db: Db, spellIds: readonly string[], { month }: Round, office: boolean): Promise<readonly Given[]> => {
  const { rows } = await sql<Given>`select id, spell_id, answer, via, reason, day, last_day, place, note, file_id, given_on, given_by
    from verification_answer where spell_id = any (${spellIds}::uuid[]) and day >= ${firstOf(month)}::date and day <= ${lastOf(month)}::date
      and undone is null ${office ? sql`` : sql`and by_employer`} order by day desc, recorded desc`.execute(db);
  return rows;
};
