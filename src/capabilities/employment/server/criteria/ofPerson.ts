// How one person stands by the criteria of the asker's provinces, and what the retention windows say.
import { sql } from 'kysely';
import type { z } from 'zod';
import { recordsSeen } from '#capabilities/workers/server/service.ts';
import type { Call } from '#platform/server/http.ts';
import { dayNumber, fromDayNumber } from '#standards/calendar/calendar.ts';
import type { readStability } from '../../contractCriteria.ts';
import { explainCriterion } from '../../rulesCriteriaTexts.ts';
import { type LedgerPerson, united } from '../../rulesPerson.ts';
import type { EvidenceClass } from '../../rulesSpell.ts';
import { standingOf } from '../../rulesStanding.ts';
import { cohortSpell, FORMS, retentionOf, WINDOWS, windowAnswer } from '../../rulesWindows.ts';
import { explainWindow } from '../../rulesWindowsTexts.ts';
import { placeText } from '../import/words.ts';
import { ledgerPeople } from '../ledgerPeople.ts';
import { criteriaInForce, provincesOf } from './inForce.ts';

/** ○ As the shipped criteria: down to a telephone call. */
const CLASS: EvidenceClass = 5;

const windowsOf = (person: LedgerPerson, on: number) => {
  const spells = united(person.spells, CLASS);
  const starts = [...new Set(spells.filter((s) => s.start <= on).map((s) => s.start))].sort((a, b) => b - a);
  return starts.flatMap((start) => {
    const cohort = cohortSpell(spells, start, start, CLASS);
    if (!cohort) return [];
    return [
      {
        spellId: cohort.id,
        start: fromDayNumber(start),
        forms: FORMS.map((form) => {
          const retention = retentionOf(spells, cohort, form, CLASS);
          return {
            form,
            answers: WINDOWS.map((window) => {
              const a = windowAnswer(retention, window, on);
              return { window, day: fromDayNumber(a.day), answer: a.answer, class: a.class, words: explainWindow(a, window, form) };
            }),
          };
        }),
      },
    ];
  });
};

export const ofPerson = async (
  { db, actor, today, note }: Call,
  { id }: z.output<(typeof readStability)['input']>,
): Promise<z.input<(typeof readStability)['output']>> => {
  const records = await recordsSeen({ db, actor, today }, id);
  const { home } = records[0]!;
  note({ subject: { kind: 'worker', id }, area: home });
  // a host is told the work of its own area alone: stable or not would be said of a part, or tell of the rest
  const told = records.filter(({ fields: f }) => f.spell && f.verification && f.other_employers);
  if (!told.some((r) => r.workerId === id)) return { on: today, whole: false, criteria: [], windows: [] };
  const { rows } = await sql<{ k: string; personId: string }>`
    select clock_timestamp() as k, person_id from worker_now where worker_id = ${id}::uuid`.execute(db);
  const { k, personId } = rows[0]!;
  const ledger = (await ledgerPeople(db, k, [personId])).get(personId);
  const seen = new Set(told.map((r) => r.workerId));
  const person: LedgerPerson = { homes: ledger?.homes ?? [], spells: (ledger?.spells ?? []).filter((s) => seen.has(s.workerId)) };
  const on = dayNumber(today);
  const provinces = provincesOf(actor) ?? [`${home.slice(0, 2)}0000000000`];
  const inForce = await criteriaInForce(db, provinces);
  return {
    on: today,
    whole: true,
    criteria: inForce.map(({ key, province, criterion }) => {
      const { state, since, until, missing, words } = standingOf(person, criterion, on);
      return {
        key,
        province,
        provinceName: placeText(province),
        version: criterion.version,
        name: criterion.name,
        rule: explainCriterion(criterion),
        state,
        since: since === null ? null : fromDayNumber(since),
        until: until === null ? null : fromDayNumber(until),
        missingDays: missing?.days ?? null,
        words,
      };
    }),
    windows: windowsOf(person, on),
  };
};
