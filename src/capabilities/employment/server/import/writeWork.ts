// Writes what rows say of work: one version of each spell and each piece of evidence, all rows of a chunk at once.
import { type ApplyContext, type RowPlace, sourceRef } from '#capabilities/rosters/server/service.ts';
import { type Correction, insertFirstVersions, insertVersions, supersedeMany } from '#platform/server/versionsMany.ts';
import { differingFacts, SPELL_FACTS, type Write } from '../../rulesRows.ts';
import type { SpellFacts } from '../../rulesSpell.ts';
import { follow } from '../follow.ts';
import { refold } from '../vouched.ts';

export interface RowWrites {
  readonly place: RowPlace;
  readonly workerId: string;
  readonly writes: readonly Write[];
}
type Values = Record<string, unknown>;
const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
const put = (into: Values, facts: SpellFacts, names: readonly (keyof SpellFacts)[]): Values => {
  for (const name of names) into[COLUMN.get(name)!] = facts[name];
  return into;
};
const COLUMN: ReadonlyMap<keyof SpellFacts, string> = new Map(SPELL_FACTS.map((name) => [name, snake(name)]));

export const writeWork = async ({ db, owner, batch, today }: ApplyContext, template: string, rows: readonly RowWrites[]): Promise<void> => {
  const [newSpells, changedSpells, newEvidence, changedEvidence]: [Values[], Correction[], Values[], Correction[]] = [[], [], [], []];
  const [newIdle, changedIdle]: [Values[], Correction[]] = [[], []];
  const workers = new Set<string>();
  const spells: string[] = [];
  for (const { place, workerId, writes } of rows) {
    if (writes.length) workers.add(workerId);
    const origin = { source: 'sheet', source_ref: sourceRef(batch.id, place), recorded_by: owner.accountId };
    for (const w of writes)
      if (w.write === 'spell') {
        spells.push(w.spell.id);
        if (w.was === null) newSpells.push(put({ id: w.spell.id, worker_id: workerId, ...origin }, w.spell, SPELL_FACTS));
        else changedSpells.push({ id: w.spell.id, changes: put({ ...origin, reason: '' }, w.spell, differingFacts(w.was, w.spell)) });
      } else if (w.write === 'evidence') {
        const { id, spellId, class: evidenceClass, says, coversFrom, coversTo, observed } = w.evidence;
        const said = {
          covers_from: coversFrom,
          covers_to: coversTo,
          observed,
          template: w.evidence.template,
          file_hash: batch.fileHash,
          ...origin,
        };
        if (w.was === null) newEvidence.push({ id, spell_id: spellId, worker_id: workerId, class: evidenceClass, says, ...said });
        else changedEvidence.push({ id, changes: said });
      } else if (w.was === null) newIdle.push({ worker_id: workerId, observed: w.observed, template, ...origin });
      else changedIdle.push({ id: workerId, changes: { observed: w.observed, template, ...origin } });
  }
  // their ids were made by the rules of rows in this transaction: nobody can have known them before
  await insertFirstVersions(db, 'spell', newSpells);
  await supersedeMany(db, 'spell', 'id', changedSpells);
  await insertFirstVersions(db, 'evidence', newEvidence);
  await supersedeMany(db, 'evidence', 'id', changedEvidence);
  await insertVersions(db, 'no_work', newIdle);
  await supersedeMany(db, 'no_work', 'worker_id', changedIdle);
  await refold(
    db,
    rows.flatMap((r) => r.writes.flatMap((w) => (w.write === 'spell' ? w.spell.id : w.write === 'evidence' ? w.evidence.spellId : []))),
  );
  await follow(db, { workerIds: [...workers], spellIds: spells, today });
};
