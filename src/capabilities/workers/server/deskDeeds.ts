// Corrections the desk may offer about a person (按建议更正): only where the rule leaves one way. All else is for somebody who asks.
import { sql } from 'kysely';
import type { DeskDeed, Proposal } from '#capabilities/rosters/server/service.ts';
import type { Call } from '#platform/server/http.ts';
import { ageOn, type Day } from '#standards/calendar/calendar.ts';
import { schoolStages } from '#standards/education/schoolStage.ts';
import type { Text } from '#standards/text.ts';
import { type Ability, abilityTexts } from '../contractShapes.ts';
import { tellCondition } from './events.ts';
import { correct, finish, getTarget, lockWorkers, mine } from './write.ts';

/** As the rules have it (V12, V13). */
const WORKING_AGE = 16;
const OLD_AGE = 60;

interface Now {
  readonly home: string;
  readonly birthday: Day | null;
  readonly working: string;
}
/** The record, where the reader may put it right: the same right and the same area as the dialogs of the person's page. */
const mineToMend = async (call: Call, workerId: string, hold: boolean): Promise<Now | null> => {
  if (!call.actor.permissions.has('workers.correct')) return null;
  if (hold) await lockWorkers(call.db, [workerId]);
  const { rows } =
    await sql<Now>`select home, birthday, working from worker_now where worker_id = ${workerId}::uuid and died_on is null`.execute(call.db);
  return rows[0] && mine(call, rows[0].home) ? rows[0] : null;
};

interface Condition {
  readonly education: string;
  readonly schoolStage: string;
  readonly health: string[];
  readonly disability: string;
  readonly ability: string;
  readonly validFrom: Day;
}
/** The newest version first; what was wrong altogether is not among them. */
const conditionsOf = async ({ db }: Call, workerId: string): Promise<readonly Condition[]> =>
  (
    await sql<Condition & { superseded: string }>`
      select education, school_stage, health, disability, ability, valid_from, superseded from worker_condition
      where worker_id = ${workerId}::uuid and superseded > recorded order by recorded desc limit 5`.execute(db)
  ).rows;
const stageOf = (code: string) => schoolStages.find((s) => s.code === code);
const isStudent = (c: Pick<Condition, 'schoolStage'>): boolean => stageOf(c.schoolStage)?.student ?? false;

const labour = (
  call: Call,
  workerId: string,
  now: Condition,
  ability: Ability,
  from: Day | undefined,
  said: Pick<Proposal, 'text' | 'reason'>,
) => ({
  ...said,
  run: async () => {
    const { validFrom: _, ...rest } = now;
    await tellCondition(call, {
      ...(rest as Omit<Parameters<typeof tellCondition>[1], 'id'>),
      id: workerId,
      ability,
      ...(from === undefined ? {} : { validFrom: from }),
      reason: said.reason.zh,
    });
    return { corrected: 'condition' };
  },
});
const becomes = (ability: Ability): Text => ({
  zh: `劳动技能改为“${abilityTexts[ability].zh}”`,
  en: `Make labour ability “${abilityTexts[ability].en}”`,
});

/** V12: who goes to school, or is below 16, has no labour ability. Whether somebody at school works is for whoever asks. */
const noLabour: DeskDeed['propose'] = async (call, { workerId }, hold) => {
  const person = await mineToMend(call, workerId, hold);
  const [now] = person ? await conditionsOf(call, workerId) : [];
  if (!person || !now || now.ability === '' || now.ability === 'none') return null;
  const stage = stageOf(now.schoolStage);
  if (stage?.student) {
    if (person.working === 'working') return null;
    return labour(call, workerId, now, 'none', now.validFrom, {
      text: becomes('none'),
      reason: {
        zh: `登记为在校生（${stage.name.zh}），在校生的劳动技能是“无劳动力”`,
        en: `Registered as a student (${stage.name.en}); students have no labour ability`,
      },
    });
  }
  const age = person.birthday === null ? null : ageOn(person.birthday, call.today);
  if (age === null || age >= WORKING_AGE) return null;
  return labour(call, workerId, now, 'none', now.validFrom, {
    text: becomes('none'),
    reason: { zh: `${age} 岁，未满 16 周岁的劳动技能是“无劳动力”`, en: `${age} years old; below 16 there is no labour ability` },
  });
};

/** V13: “no labour ability” was right while at school or below 16, and was left standing when that was over. */
const labourAgain: DeskDeed['propose'] = async (call, { workerId }, hold) => {
  const person = await mineToMend(call, workerId, hold);
  const [now, before] = person ? await conditionsOf(call, workerId) : [];
  if (!person?.birthday || !now || now.ability !== 'none' || isStudent(now)) return null;
  const age = ageOn(person.birthday, call.today);
  if (age < WORKING_AGE || age >= OLD_AGE || now.health.length !== 1 || now.health[0] !== 'healthy') return null;
  const school = before && before.ability === 'none' && isStudent(before) ? stageOf(before.schoolStage)! : null;
  const child = now.validFrom > person.birthday && ageOn(person.birthday, now.validFrom) < WORKING_AGE;
  if (!school && !child) return null;
  const today = `现在 ${age} 岁、健康、不在校`;
  return labour(call, workerId, now, 'ordinary', undefined, {
    text: becomes('ordinary'),
    reason: school
      ? {
          zh: `“无劳动力”是在校时（${school.name.zh}）登记的；${today}`,
          en: `“No labour ability” dates from school (${school.name.en}); now ${age} years old, healthy and out of school`,
        }
      : {
          zh: `“无劳动力”是未满 16 周岁时登记的；${today}`,
          en: `“No labour ability” was recorded below the age of 16; now ${age} years old, healthy and out of school`,
        },
  });
};

interface Phone {
  readonly id: string;
  readonly households: number;
}
/** V02: somebody who has a telephone of the own household keeps the shared one as somebody else's. */
const sharedPhone: DeskDeed['propose'] = async (call, { workerId }, hold) => {
  const person = await mineToMend(call, workerId, hold);
  if (!person) return null;
  const { rows } = await sql<Phone>`
    select c.id, (select count(distinct n.household_id)::int from worker_contact k join worker_now n on n.worker_id = k.worker_id
        where k.phone_index = c.phone_index and k.superseded = 'infinity' and k.kind <> 'other' and n.household_id is not null and n.died_on is null) as households
    from worker_contact c where c.worker_id = ${workerId}::uuid and c.superseded = 'infinity' and c.kind <> 'other' order by c.recorded`.execute(
    call.db,
  );
  const shared = rows.filter((r) => r.households > 1);
  if (shared.length === 0 || shared.length === rows.length) return null;
  const reason: Text = {
    zh: '本人另有只属于本户的电话；几户共用的这个多半是村干部或亲友的，核实打过去找不到本人',
    en: 'There is another telephone that only this household has; the one several households share is most likely a cadre’s or a friend’s',
  };
  return {
    text: {
      zh: '把几户共用的电话改记为“其他”，不再当作本人或家人的',
      en: 'Keep the shared telephone as “other”, no longer as own or family’s',
    },
    reason,
    run: async () => {
      const target = await getTarget(call, workerId);
      for (const { id } of shared) await correct(call, 'worker_contact', { id }, { kind: 'other' }, reason.zh);
      await finish(call, target, { kind: 'other' });
      return { corrected: 'contact', contacts: shared.length };
    },
  };
};

export const workersDeeds: readonly DeskDeed[] = [
  { rule: 'V02', propose: sharedPhone },
  { rule: 'V12', propose: noLabour },
  { rule: 'V13', propose: labourAgain },
];
