// The division tree as the figures' SQL reads it, loaded once for each edition of the tree.
import { sql } from 'kysely';
import { treeVersionId } from '#capabilities/regions/server/service.ts';
import type { Db } from '#platform/server/store.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import { villageKindOf } from '#standards/divisions/divisions.ts';
import { loadDivisions, loadHistory } from '#standards/divisions/server/loadDivisions.ts';

const [FIRST, LAST] = ['1900-01-01', '9999-12-31'] as const;
interface Mapped {
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly mapped: string;
}

/** From day to day, what stands for the area of every six-digit code on record. */
const mappings = (): readonly Mapped[] => {
  const [tree, history] = [loadDivisions(), loadHistory()];
  const codes = new Set([...tree.all.map((d) => d.code.slice(0, 6)), ...history.formerCodes]);
  const turns = [FIRST, ...new Set(history.successions.map((s) => (s.from.length === 4 ? `${s.from}-12-31` : s.from)))].sort();
  return [...codes].flatMap((code) => {
    const steps = history.stepsFrom(code);
    const out: Mapped[] = [];
    // a code whose way has several steps takes its turns from those of others
    for (const from of steps.length ? turns : [FIRST]) {
      const mapped = history.successor(code, from, { mainPart: true }) ?? '?';
      const last = out.at(-1);
      if (last?.mapped === mapped) continue;
      if (last) out[out.length - 1] = { ...last, to: addDays(from, -1) };
      out.push({ code, from, to: LAST, mapped });
    }
    return out;
  });
};

const villages = (): readonly string[] =>
  loadDivisions().all.flatMap((d) =>
    d.level === 'village' && /^(45|52)/.test(d.code) && villageKindOf(d.name) === 'village' ? d.code : [],
  );
const CHUNK = 4000;
const chunks = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, i) => all.slice(i * CHUNK, (i + 1) * CHUNK));

/** Safe to run at every start, also by two processes at once. As `system`. */
export const preparePlaces = async (db: Db): Promise<void> => {
  const edition = treeVersionId();
  const { rows } = await sql<{ edition: string }>`select edition from figure_tree`.execute(db);
  if (rows[0]?.edition === edition) return;
  await sql`select pg_advisory_xact_lock(7300482)`.execute(db);
  await sql`delete from figure_division`.execute(db);
  await sql`delete from figure_village`.execute(db);
  for (const part of chunks(mappings()))
    await sql`insert into figure_division (code, from_day, to_day, mapped) select * from unnest(${part.map((m) => m.code)}::text[],
      ${part.map((m) => m.from)}::date[], ${part.map((m) => m.to)}::date[], ${part.map((m) => m.mapped)}::text[])`.execute(db);
  for (const part of chunks(villages())) await sql`insert into figure_village (code) select unnest(${[...part]}::text[])`.execute(db);
  await sql`insert into figure_tree (edition) values (${edition}) on conflict (one) do update set edition = excluded.edition, loaded = clock_timestamp()`.execute(
    db,
  );
};
