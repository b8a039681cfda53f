// What the fold of docs/figures.md §2 finds contradictory about one spell, in words.
import { sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import { dayNumber, fromDayNumber } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import { type Conflict, conflictTexts, type FoldEvidence, fold, OPEN } from '../../rulesFold.ts';
import { type EvidenceClass, evidenceClassTexts } from '../../rulesSpell.ts';

interface Row {
  readonly spellId: string;
  readonly id: string;
  readonly class: EvidenceClass;
  readonly says: 'in_post' | 'not_in_post';
  readonly coversFrom: string;
  readonly coversTo: string | null;
  readonly observed: string;
  /** Microseconds: of the first version. */
  readonly first: string;
}
export interface Folding {
  readonly id: string;
  readonly workerId: string;
  readonly start: string;
  readonly ended: string | null;
}
export interface ToldConflict {
  readonly conflict: Conflict;
  readonly text: Text;
}

/** By spell, in the order in which the fold met them; evidence of every class. */
export const conflictsIn = async (db: Db, spells: readonly Folding[]): Promise<ReadonlyMap<string, readonly ToldConflict[]>> => {
  if (spells.length === 0) return new Map();
  const { rows } = await sql<Row>`select e.spell_id, e.id, e.class, e.says, e.covers_from, e.covers_to, e.observed,
      to_micros((select min(f.recorded) from evidence f where f.worker_id = e.worker_id and f.id = e.id))::text as first
    from evidence e where e.worker_id = any (${[...new Set(spells.map((s) => s.workerId))]}::uuid[]) and not isfinite(e.superseded)`.execute(
    db,
  );
  const about = Map.groupBy(rows, (r) => r.spellId);
  return new Map(spells.map((s) => [s.id, told(s, about.get(s.id) ?? [])]));
};
export const conflictsOf = async (db: Db, spell: Folding): Promise<readonly ToldConflict[]> =>
  (await conflictsIn(db, [spell])).get(spell.id)!;

const told = (spell: Folding, rows: readonly Row[]): readonly ToldConflict[] => {
  const folded = fold(
    { start: dayNumber(spell.start), ended: spell.ended === null ? OPEN : dayNumber(spell.ended) },
    rows.map(
      (r): FoldEvidence => ({
        id: r.id,
        class: r.class,
        inPost: r.says === 'in_post',
        from: dayNumber(r.coversFrom),
        to: dayNumber(r.coversTo ?? r.coversFrom),
        observed: dayNumber(r.observed),
        recorded: Number(r.first),
      }),
    ),
    6,
  );
  const of = new Map(rows.map((r) => [r.id, r]));
  return folded.conflicts.map((conflict) => {
    const said = conflictTexts[conflict.kind];
    const evidence = of.get(conflict.evidenceId);
    const [claims, stands] = [fromDayNumber(conflict.said), fromDayNumber(conflict.stands)];
    const by = evidence ? evidenceClassTexts[evidence.class] : null;
    return {
      conflict,
      text: {
        zh: `${said.zh}：${by ? `${by.zh}（${evidence!.observed}）` : '登记的结束'}说到 ${claims}，现按 ${stands}`,
        en: `${said.en}: ${by ? `${by.en} (${evidence!.observed})` : 'the recorded end'} says ${claims}, ${stands} stands`,
      },
    };
  });
};
