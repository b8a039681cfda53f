// How far the round of a unit is, whole and by the units below it.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { organisationsById, stationsServing } from '#capabilities/organisations/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Call } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import { levelOf, rangeOf, significantDigits } from '#standards/divisions/codes.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import type { Text } from '#standards/text.ts';
import { type RoundCounts, type RoundSide, type readRound, VERIFY } from '../../contractRounds.ts';
import { CARRY_DAYS } from '../../rulesFold.ts';
import { firstOf, LATE_MONTHS, monthOf, nextMonth } from '../../rulesRounds.ts';
import { keyWithoutEmployer } from '../../rulesSpell.ts';
import { placeText } from '../import/words.ts';
import { dueAt, type Round, roundOf, stateSql, stillShown, unprovedSql } from './months.ts';
import { employerKeys, type Reach, reachOf, sidesOfRounds } from './reach.ts';

/** Employers told by name; the rest is a number. */
const GROUPS = 200;

export const sideOf = (actor: Actor, asked: RoundSide | undefined): RoundSide => {
  const sides = sidesOfRounds(actor);
  return asked && sides.includes(asked) ? asked : (sides[0] ?? 'home');
};

type Counts = RoundCounts & { readonly key: string };
const ZERO: RoundCounts = { total: 0, verified: 0, left: 0, notReached: 0, due: 0, overdue: 0, silent: 0 };

/** Counts by a key, read in one walk. */
export const countsBy = async (db: Db, round: Round, reach: Reach, key: RawBuilder<unknown>): Promise<readonly Counts[]> => {
  const state = stateSql(round, reach);
  const office = reach.eyes === 'office';
  const { rows } = await sql<Counts>`
    select x.key, count(*) filter (where x.state <> 'silent')::int as total, count(*) filter (where x.state = 'verified')::int as verified,
      count(*) filter (where x.state = 'left')::int as "left", count(*) filter (where x.state = 'notReached')::int as not_reached,
      count(*) filter (where x.state = 'due')::int as due, count(*) filter (where x.state = 'overdue')::int as overdue,
      count(*) filter (where x.state = 'silent')::int as silent
      ${office ? sql`, count(*) filter (where x.state not in ('silent', 'left') and x.unproved)::int as unproved` : sql``}
    from (select ${key} as key, ${state} as state, ${unprovedSql(round)} as unproved from ${reach.from}
      where ${reach.where} and ${stillShown(round)} offset 0) x
    where x.state is not null group by x.key`.execute(db);
  return rows;
};

const sum = (all: readonly Counts[], office: boolean): RoundCounts =>
  all.reduce<RoundCounts>(
    (a, c) => ({
      total: a.total + c.total,
      verified: a.verified + c.verified,
      left: a.left + c.left,
      notReached: a.notReached + c.notReached,
      due: a.due + c.due,
      overdue: a.overdue + c.overdue,
      silent: a.silent + c.silent,
      ...(office ? { unproved: (a.unproved ?? 0) + (c.unproved ?? 0) } : {}),
    }),
    office ? { ...ZERO, unproved: 0 } : ZERO,
  );

/** The unit looked at: the area asked for, else the one area the actor has on this side. */
const unitOf = (actor: Actor, side: RoundSide, area: string | undefined): string | null => {
  if (area !== undefined) return area;
  if (side === 'employer') return null;
  const held = actor.grants.filter((g) => g.relation === null || g.role === 'station').map((g) => g.areaCode);
  const codes = [...new Set(held)].filter((c) => c !== '');
  return codes.length === 1 ? codes[0]! : null;
};

/** Digits of the units below: province → prefecture → county → township → village. A county of work has employers below it. */
const digitsBelow = (unit: string | null, side: RoundSide): number => {
  const level = unit === null ? 'country' : levelOf(unit);
  if (level === 'country') return 2;
  if (level === 'province') return 4;
  if (level === 'prefecture') {
    // 东莞 and 中山 have no counties: their townships, or the employers there
    return side === 'host' && rangeOf(unit!) !== undefined && significantDigits(unit!) >= 6 ? 0 : 6;
  }
  if (side === 'host') return 0;
  return level === 'county' ? 9 : 12;
};

export const read = async (
  { db, actor, today }: Pick<Call, 'db' | 'actor' | 'today'>,
  input: z.output<(typeof readRound)['input']>,
): Promise<z.input<(typeof readRound)['output']>> => {
  const round = await roundOf(db, today, input.month);
  const side = sideOf(actor, input.side);
  const reach = reachOf(actor, side, input.area);
  const unit = unitOf(actor, side, input.area);
  const digits = side === 'employer' ? 0 : digitsBelow(unit, side);
  const whole = !input.groups || side === 'employer';
  const key = whole
    ? sql`''::text`
    : digits === 0
      ? sql`r.employer`
      : side === 'home'
        ? sql`rpad(substr(r.home, 1, ${sql.lit(digits)}), 12, '0')`
        : sql`rpad(substr(r.host_key, 6, ${sql.lit(digits)}), 12, '0')`;
  const found = await countsBy(db, round, reach, key);
  const office = reach.eyes === 'office';
  const groups = whole ? [] : await named(db, found, digits);
  const shown = digits === 0 ? groups.slice(0, GROUPS) : groups;
  const stations =
    side === 'host' && digits !== 0
      ? await stationsServing(
          db,
          shown.map((g) => g.key),
          today,
        )
      : null;
  const mayAnswer = actor.permissions.has(VERIFY) && !actor.viewedBy && (side !== 'home' || actor.areas.length > 0);
  return {
    month: round.month,
    today,
    dueDay: dueAt(round, unit ?? (side === 'employer' ? await placeOfEmployer(db, actor) : '')),
    answersFrom: firstOf(nextMonth(monthOf(today), -LATE_MONTHS)),
    carryDays: CARRY_DAYS,
    side,
    sides: [...sidesOfRounds(actor)],
    answers: mayAnswer,
    area: await unitTold(db, actor, side, unit),
    totals: sum(found, office),
    groups: shown.map(({ key: k, name, by, ...counts }) => ({ by, key: k, name, stations: [...(stations?.get(k) ?? [])], counts })),
    moreGroups: groups.length - shown.length,
  };
};

/** An employer's people work where it is. */
const placeOfEmployer = async (db: Db, actor: Actor): Promise<string> => {
  const ids = employerKeys(actor).map((k) => k.slice(4));
  return [...(await organisationsById(db, ids)).values()][0]?.place ?? '';
};

const unitTold = async (db: Db, actor: Actor, side: RoundSide, unit: string | null) => {
  if (side !== 'employer') return unit === null ? null : { code: unit, name: placeText(unit) };
  const ids = employerKeys(actor).map((k) => k.slice(4));
  const names = [...(await organisationsById(db, ids)).values()].map((o) => o.name);
  return { code: '', name: { zh: names.join('、'), en: names.join(', ') } };
};

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const both = (words: string): Text => ({ zh: words, en: words });
type Named = Counts & { readonly name: Text; readonly by: 'area' | 'employer' };
const named = async (db: Db, counts: readonly Counts[], digits: number): Promise<readonly Named[]> => {
  if (digits !== 0)
    return counts.map((c): Named => ({ ...c, by: 'area', name: belowText(c.key) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const names = await employerNames(
    db,
    counts.map((c) => c.key),
  );
  return counts
    .map((c): Named => ({ ...c, by: 'employer', name: keyWithoutEmployer(c.key) ?? both(names.get(c.key) ?? c.key) }))
    .sort((a, b) => b.total - a.total || (a.name.zh < b.name.zh ? -1 : 1));
};
/** A unit below, by its own name: what it lies in stands above the table. */
const belowText = (code: string): Text => {
  const short = loadDivisions().shortName(code);
  return short ? { zh: short, en: placeText(code).en.split(', ')[0]! } : placeText(code);
};
/** Keys of employers are ids of organisations, or names as lists wrote them. */
export const employerNames = async (db: Db, employers: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const found = await organisationsById(
    db,
    employers.filter((k) => UUID.test(k)),
  );
  return new Map([...found].map(([id, o]) => [id, o.name]));
};
