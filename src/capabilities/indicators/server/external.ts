// External figures as versioned rows: what was published, by whom, of which day.
import { sql } from 'kysely';
import { notFound } from '#platform/problem.ts';
import { type Call, handle, type Route } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { asKnownAt, insertVersion, isCurrent, supersede } from '#platform/server/versions.ts';
import { padCode } from '#standards/divisions/codes.ts';
import * as c from '../contractExternal.ts';
import { external } from '../rulesDefinitions.ts';
import { areaWords } from './question.ts';

interface Row {
  readonly id: string;
  readonly figure: 'X01';
  readonly asOf: string;
  readonly value: number;
  readonly sharePercent: number | null;
  readonly shareOf: string;
  readonly source: string;
  readonly sourceDay: string | null;
  readonly certainty: 'official' | 'press' | 'unverified';
  readonly note: string;
  readonly reason: string;
  readonly recorded: string;
  readonly superseded: string;
  readonly recordedName: string;
}
const COLUMNS = sql`id, figure, as_of, value::float8 as value, share_percent::float8 as share_percent, share_of, source, source_day, certainty, note, reason, recorded,
  superseded, recorded_name`;

/** The entry that speaks for the day: the latest one not after it. As known at `k`; null: now. */
export const findExternal = async (db: Db, figure: string, day: string, k: string | null): Promise<Row | undefined> => {
  const { rows } = await sql<Row>`select ${COLUMNS} from external_figure where figure = ${figure} and as_of <= ${day}::date
    and ${k === null ? isCurrent('external_figure') : asKnownAt('external_figure', k)} order by as_of desc, id limit 1`.execute(db);
  return rows[0];
};

const list = async ({ db, actor }: Call, figure: string) => {
  const { rows } = await sql<Row>`select ${COLUMNS} from external_figure where figure = ${figure} order by recorded desc`.execute(db);
  const of = Map.groupBy(rows, (r) => r.id);
  const items = [...of.values()].flatMap(([last, ...before]) => {
    if (last!.superseded !== 'infinity') return [];
    const { superseded: _, ...told } = last!;
    const impliedWhole = told.sharePercent === null ? null : Math.round(told.value / told.sharePercent) * 100;
    return [
      {
        ...told,
        impliedWhole,
        before: before.map(({ recorded, value, asOf, source, reason, recordedName }) => ({
          recorded,
          value,
          asOf,
          source,
          reason,
          recordedName,
        })),
      },
    ];
  });
  return {
    name: external.find((e) => e.id === figure)!.name,
    mayEnter: actor.permissions.has(c.EXTERNAL) && speaks(actor),
    items: items.sort((a, b) => (a.asOf < b.asOf ? 1 : a.asOf > b.asOf ? -1 : a.id < b.id ? -1 : 1)),
  };
};

/** A province, or the whole country. */
const speaks = (actor: Call['actor']): boolean =>
  actor.grants.some((g) => g.role === 'steering' && (g.areaCode === '' || padCode(g.areaCode)?.endsWith('0000000000')));
type Given = Pick<Row, 'asOf' | 'value' | 'sharePercent' | 'shareOf' | 'source' | 'sourceDay' | 'certainty' | 'note'>;
const check = async ({ db, actor, today }: Call, figure: string, given: Given, own: string | null): Promise<void> => {
  if (!speaks(actor)) throw c.provinceOnly(areaWords(actor));
  if (given.asOf > today) throw c.externalLater({ day: given.asOf, today });
  // two who enter the same day at the same moment take turns
  await sql`select pg_advisory_xact_lock(7300487, hashtext(${figure}))`.execute(db);
  const { rows } =
    await sql<Row>`select ${COLUMNS} from external_figure where figure = ${figure} and as_of = ${given.asOf}::date and ${isCurrent('external_figure')}
    and id is distinct from ${own}::uuid`.execute(db);
  if (rows[0]) throw c.externalTwice({ day: given.asOf, value: rows[0].value, source: rows[0].source });
};
const valuesOf = ({ actor }: Call, { asOf, value, sharePercent, shareOf, source, sourceDay, certainty, note }: Given, reason: string) => ({
  as_of: asOf,
  value,
  share_percent: sharePercent,
  share_of: shareOf,
  source,
  source_day: sourceDay,
  certainty,
  note,
  reason,
  recorded_by: actor.accountId,
  recorded_name: actor.name,
});

export const externalRoutes: readonly Route[] = [
  handle(c.listExternal, async (call, { figure }) => list(call, figure)),
  handle(c.enterExternal, async (call, { figure, ...given }) => {
    await check(call, figure, given, null);
    const id = newId();
    await insertVersion(call.db, 'external_figure', { id, figure, ...valuesOf(call, given, '') });
    call.note({ subject: { kind: 'external_figure', id }, details: { figure, asOf: given.asOf, value: given.value } });
    return { id };
  }),
  handle(c.correctExternal, async (call, { id, reason, ...given }) => {
    const { rows } =
      await sql<Row>`select ${COLUMNS} from external_figure where id = ${id}::uuid and ${isCurrent('external_figure')}`.execute(call.db);
    const old = rows[0];
    if (!old) throw notFound();
    await check(call, old.figure, given, id);
    await supersede(call.db, 'external_figure', { id }, valuesOf(call, given, reason));
    call.note({
      subject: { kind: 'external_figure', id },
      details: { figure: old.figure, asOf: given.asOf, from: old.value, value: given.value },
    });
    return { id };
  }),
];
