import { sql } from 'kysely';
import { type LoadedTarget, loadTargets, targetableAgreements } from '#capabilities/accords/server/service.ts';
import { inRecordedHistory } from '#platform/server/recordedHistory.ts';
import type { Db } from '#platform/server/store.ts';
import { type Between, targetsOf } from '../agreementTargets.ts';
import { idWithin } from '../ids.ts';
import { hashText } from '../random.ts';

/** The demonstration accounts' own agreements: their two proposals wait, one for each side. */
const SHOWN = ['522727000000', '522700000000', '520000000000'];
const NOTHING: Between = { helped: 0, poor: 0, fresh: 0, stock: 0 };

interface Row extends Between {
  readonly year: number;
  readonly origin: string;
  readonly host: string;
}
/** Of the lives as they were told: who works where, by county of home and of work. */
const lives = async (db: Db, day: string): Promise<readonly Row[]> =>
  (
    await sql<Row>`select y.year, left(w.home, 6) as origin, left(s.place, 6) as host,
      count(distinct w.person_id) filter (where s.assisted_kind <> '')::int as helped,
      count(distinct w.person_id) filter (where s.assisted_kind <> '' and w.poverty <> '')::int as poor,
      count(distinct w.person_id) filter (where s.assisted_kind <> '' and w.poverty <> '' and s.start >= y.first)::int as fresh,
      count(distinct w.person_id) filter (where w.poverty <> '' and (s.ended is null or s.ended >= least(y.last, ${day}::date)))::int as stock
    from (values (2021, date '2021-01-01', date '2021-12-31'), (2022, date '2022-01-01', date '2022-12-31')) as y (year, first, last)
    join spell s on s.start <= least(y.last, ${day}::date) and (s.ended is null or s.ended >= y.first)
    join worker_now w on w.worker_id = s.worker_id
    where s.superseded = 'infinity' and s.kind <> 'internship' and s.place >= '44' and s.place < '45'
    group by 1, 2, 3`.execute(db)
  ).rows;
const digits = (code: string): string => code.replace(/(00)+$/, '');

/** Once all people are there; in the caller's transaction, the owner's. Nothing where there are targets already. */
export const writeTargets = async (db: Db, { seed, day }: { readonly seed: number; readonly day: string }): Promise<void> => {
  const { rows: had } = await sql`select from agreement_target limit 1`.execute(db);
  if (had.length) return;
  const agreements = await targetableAgreements(db, day);
  const rows = await lives(db, day);
  const between = (origin: string, host: string, year: number): Between =>
    rows
      .filter((r) => r.year === year && r.origin.startsWith(origin) && r.host.startsWith(host))
      .reduce<Between>(
        (a, b) => ({ helped: a.helped + b.helped, poor: a.poor + b.poor, fresh: a.fresh + b.fresh, stock: a.stock + b.stock }),
        NOTHING,
      );
  const loaded = agreements.flatMap((a): LoadedTarget[] => {
    const [origin, host] = [digits(a.originCode).slice(0, 6), digits(a.hostCode).slice(0, 6)];
    const made = targetsOf(seed, a, (year) => between(origin, host, year), SHOWN.includes(a.originCode));
    return made.map((t, i) => ({
      ...t,
      id: idWithin(Date.parse(`${t.proposedOn}T02:00:00Z`), a.id, hashText(`${t.indicator}${t.year}${i}`)),
      agreementId: a.id,
    }));
  });
  await inRecordedHistory(db, ['agreement_target'], () => loadTargets(db, loaded));
};
