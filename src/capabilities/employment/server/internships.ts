// 顶岗实习 of schooling as spells of kind internship: training tells by the audit that one was entered, corrected or taken back, and the ledger follows what
// stands there now, whichever news comes first or twice. The spell bears the internship's id, so there is never a second one. An internship counts nowhere as work.

import { organisationsById } from '#capabilities/organisations/server/service.ts';
import { projectOf } from '#capabilities/training/rules.ts';
import { internshipsById } from '#capabilities/training/server/service.ts';
import { lockForWork } from '#capabilities/workers/server/service.ts';
import type { Subscriber } from '#platform/server/audit.ts';
import type { Db } from '#platform/server/store.ts';
import { differingFacts } from '../rulesRows.ts';
import { bareSpell, type SpellFacts } from '../rulesSpell.ts';
import { addSpell, correctSpell, type Deed, withdrawSpell } from './deeds.ts';
import { findSpells } from './spells.ts';

/** Written on the spell. */
const SOURCE = 'school';
type Told = Awaited<ReturnType<typeof internshipsById>>[number];

const factsOf = async (db: Db, i: NonNullable<Told['stands']>, programme: string): Promise<SpellFacts> => {
  const employer = (await organisationsById(db, [i.organisationId])).get(i.organisationId);
  return {
    ...bareSpell('internship', i.fromDay),
    organisationId: i.organisationId,
    employerWords: employer?.name ?? '',
    industry: /^[A-T]\d{0,4}$/.test(employer?.industry ?? '') ? employer!.industry : '',
    place: i.place,
    occupation: i.occupation,
    postWords: i.post,
    ended: i.toDay,
    leaveReason: i.toDay === null ? '' : 'postEnd',
    payMonth: i.payMonth,
    programme: (projectOf as (p: string) => SpellFacts['programme'])(programme),
  };
};

/** Runs as `system`. Returns how many spells were written, corrected or withdrawn. */
export const followInternships = async (db: Db, today: string, ids: readonly string[], by: string | null): Promise<number> => {
  const all = await internshipsById(db, ids);
  await lockForWork(db, [...new Set(all.map((i) => i.workerId))].sort());
  let written = 0;
  for (const { id, workerId, programme, stands } of all) {
    const deed: Deed = { db, today, source: SOURCE, sourceRef: `internship:${id}`, recordedBy: by };
    const spells = await findSpells(db, [workerId]);
    const own = spells.find((s) => s.id === id);
    if (!stands) {
      if (own && (await withdrawSpell(deed, { id, workerId }))) written += 1;
      continue;
    }
    const facts = await factsOf(db, stands, programme);
    if (own) {
      const differing = differingFacts(own, facts);
      if (differing.length === 0) continue;
      await correctSpell(deed, { id, workerId }, Object.fromEntries(differing.map((f) => [f, facts[f]])) as Partial<SpellFacts>);
      written += 1;
      continue;
    }
    // somebody had entered it by hand: one internship is one spell
    const same = spells.some(
      (s) =>
        s.kind === 'internship' &&
        s.organisationId === facts.organisationId &&
        s.start <= (facts.ended ?? '9999') &&
        facts.start <= (s.ended ?? '9999'),
    );
    if (same) continue;
    await addSpell(deed, workerId, facts, id);
    written += 1;
  }
  return written;
};

export const internshipSubscriber: Subscriber = {
  name: 'employment.internships',
  to: ['training.addInternship', 'training.correctInternship', 'training.takeBackInternship', 'training.stepStudent'],
  handle: async ({ db, services, news }) => {
    const ids = news.subjects.filter((s) => s.kind === 'internship').map((s) => s.id);
    if (ids.length) await followInternships(db, services.clock.today(), ids, news.accountId);
  },
};
