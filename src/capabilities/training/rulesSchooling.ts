// Schooling 学制培养 as decisions: what a step of student status asks, where a status stands on a day, what an internship asks. Pure: no IO, no clock.
import { holds } from '#capabilities/access/rules.ts';
import type { Held } from '#capabilities/accords/rules.ts';
import type { Text } from '#standards/text.ts';
import { SCHOOLING, type StudentState, type StudentStep, schoolingPermissions } from './contractSchoolingTexts.ts';
import type { Condition } from './rulesConditions.ts';
import { ageOn } from './rulesEnrolment.ts';

/** Carries a cohort on: its school, and the offices over its place, its origin or its host area. The partner looks on. */
export const carriesCohort = (
  held: readonly Held[],
  of: { readonly schoolId: string; readonly place: string; readonly originCode: string; readonly hostCode: string | null },
): boolean =>
  held.some((h) => {
    if (!(schoolingPermissions[SCHOOLING].roles as readonly string[]).includes(h.role)) return false;
    if (h.relation !== null) return h.relation === `org:${of.schoolId}`;
    return [of.place, of.originCode, ...(of.hostCode === null ? [] : [of.hostCode])].some((code) => holds(h.area, code));
  });

/** ○ 请进来学制培养 is told as two to three years; a cohort that is planned outside of this is probably typed wrongly. Source: the programme's own description. */
export const COHORT_MONTHS = { from: 18, to: 42 } as const;
/**
 * ○ 职业学校学生实习管理规定（教职成〔2021〕4 号）: nobody under sixteen, nobody in the first year, and an agreement of three before the first day. Told from memory of the
 * document, not checked against a print of it: `unverified`.
 */
export const INTERNSHIP = { ageFrom: 16, monthsOfSchool: 12, source: '教职成〔2021〕4 号', certainty: 'unverified' } as const;

const plusMonths = (day: string, months: number): string => {
  const [y = 0, m = 1, d = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(y, m - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(y, m - 1 + months, Math.min(d, last))).toISOString().slice(0, 10);
};
export const whyNotCohortDays = (from: string, to: string): Text | undefined => {
  if (to >= plusMonths(from, COHORT_MONTHS.from) && to <= plusMonths(from, COHORT_MONTHS.to)) return undefined;
  return {
    zh: `${from} 至 ${to} 不是两到三年（${COHORT_MONTHS.from} 到 ${COHORT_MONTHS.to} 个月）的学制。短的请登记为送上门短期培训，日期写错的请改正`,
    en: `${from} to ${to} is no schooling of two to three years (${COHORT_MONTHS.from} to ${COHORT_MONTHS.to} months). Enter a shorter one as a short course, or correct the days`,
  };
};

export interface TermDays {
  readonly number: number;
  readonly fromDay: string;
  readonly toDay: string;
}
/** A term lies within its cohort and does not meet the others, which stand in the order of their numbers. */
export const whyNotTerm = (
  term: TermDays,
  others: readonly TermDays[],
  cohort: { readonly fromDay: string; readonly toDay: string; readonly terms: number },
): Text | undefined => {
  if (term.number > cohort.terms)
    return {
      zh: `这一届一共 ${cohort.terms} 个学期，没有第 ${term.number} 学期`,
      en: `This cohort has ${cohort.terms} terms; there is no term ${term.number}`,
    };
  if (term.toDay <= term.fromDay) return { zh: '学期的结束要晚于开始', en: 'A term ends after it begins' };
  if (term.fromDay < cohort.fromDay || term.toDay > cohort.toDay)
    return {
      zh: `学期要在这一届的 ${cohort.fromDay} 至 ${cohort.toDay} 之内`,
      en: `A term lies within the cohort, ${cohort.fromDay} to ${cohort.toDay}`,
    };
  const before = others.filter((o) => o.number < term.number).sort((a, b) => b.number - a.number)[0];
  const after = others.filter((o) => o.number > term.number).sort((a, b) => a.number - b.number)[0];
  if (before && before.toDay >= term.fromDay)
    return { zh: `第 ${before.number} 学期到 ${before.toDay} 才结束`, en: `Term ${before.number} lasts until ${before.toDay}` };
  if (after && after.fromDay <= term.toDay)
    return { zh: `第 ${after.number} 学期 ${after.fromDay} 就开始`, en: `Term ${after.number} begins on ${after.fromDay}` };
  return undefined;
};

// 学籍 --------------------------------------------------------------------------------------------------------------------------------

/** From which states a step leads on, and where to; `reason`: whether it must be told. */
export const STUDENT_STEPS: Record<
  StudentStep,
  { readonly from: readonly (StudentState | null)[]; readonly to: StudentState; readonly reason: boolean }
> = {
  enter: { from: [null, 'transferred', 'withdrawn', 'left'], to: 'studying', reason: false },
  transferIn: { from: [null, 'transferred', 'withdrawn', 'left'], to: 'studying', reason: true },
  suspend: { from: ['studying'], to: 'suspended', reason: true },
  resume: { from: ['suspended'], to: 'studying', reason: false },
  transferOut: { from: ['studying', 'suspended'], to: 'transferred', reason: true },
  withdraw: { from: ['studying', 'suspended'], to: 'withdrawn', reason: true },
  graduate: { from: ['studying'], to: 'graduated', reason: false },
  complete: { from: ['studying'], to: 'completed', reason: true },
  leave: { from: ['studying', 'suspended'], to: 'left', reason: true },
};
export interface StepMade {
  readonly number: number;
  readonly step: StudentStep;
  readonly onDay: string;
}
/** Where the status stands on a day: the last step entered by then, by its number. The same in SQL (`student_state`). */
export const studentStateOn = (steps: readonly StepMade[], day: string): StudentState | null => {
  const last = [...steps].filter((s) => s.onDay <= day).sort((a, b) => b.number - a.number)[0];
  return last ? STUDENT_STEPS[last.step].to : null;
};
/** Those that may follow now. Whoever left may come back; whoever has a diploma does not. */
export const stepsFrom = (state: StudentState | null): readonly StudentStep[] =>
  (Object.keys(STUDENT_STEPS) as StudentStep[]).filter((s) => STUDENT_STEPS[s].from.includes(state));

export const whyNotStudentDay = (onDay: string, steps: readonly StepMade[], today: string): Text | undefined => {
  if (onDay > today) return { zh: `日期 ${onDay} 还没有到，今天是 ${today}`, en: `${onDay} has not come; today is ${today}` };
  const last = [...steps].sort((a, b) => b.number - a.number)[0];
  if (last && onDay < last.onDay)
    return { zh: `上一步在 ${last.onDay}，这一步不能早于它`, en: `The last step was on ${last.onDay}; this one cannot come before it` };
  return undefined;
};

export interface StudentFacts {
  readonly onDay: string;
  readonly until: string | null;
  readonly cohort: { readonly fromDay: string; readonly toDay: string; readonly seats: number };
  /** On the list of the cohort, without this person. */
  readonly others: number;
  readonly alive: boolean;
  /** Stands on the list of another cohort. */
  readonly elsewhere: boolean;
  /** Terms whose class this person has finished, failed, and is still in. */
  readonly terms: { readonly finished: number; readonly failed: number; readonly open: number };
  /** Of the cohort's terms: how many have a class. */
  readonly held: number;
  /** Of a transfer: somewhere to go is told. */
  readonly target: boolean;
}
const condition = (key: string, met: boolean, zh: readonly [string, string], en: readonly [string, string]): Condition => ({
  key,
  met,
  text: met ? { zh: zh[0], en: en[0] } : { zh: zh[1], en: en[1] },
});
/** What a step asks, one by one. */
export const studentConditions = (step: StudentStep, f: StudentFacts): readonly Condition[] => {
  const { terms } = f;
  const closed = condition(
    'terms',
    terms.open === 0,
    ['各学期的班都登记了结业或未结业', `还有 ${terms.open} 个学期的班没有登记结业或未结业，请先在班里登记`],
    ['Every term is marked as finished or not', `${terms.open} terms are not marked as finished or not; do it in their classes first`],
  );
  switch (step) {
    case 'enter':
    case 'transferIn':
      return [
        condition('alive', f.alive, ['在世', '登记为已去世'], ['Alive', 'On record as deceased']),
        condition(
          'elsewhere',
          !f.elsewhere,
          ['没有别的在读学籍', '在另一届还有学籍，请先在那边办转出或退学'],
          ['No other status', 'Has a status in another cohort; it is transferred or ended there first'],
        ),
        condition(
          'seats',
          f.others < f.cohort.seats,
          [`还有名额：${f.others} / ${f.cohort.seats}`, `这一届 ${f.cohort.seats} 个名额已满`],
          [`Seats are free: ${f.others} of ${f.cohort.seats}`, `All ${f.cohort.seats} seats are taken`],
        ),
        condition(
          'days',
          f.onDay >= f.cohort.fromDay && f.onDay <= f.cohort.toDay,
          ['在这一届的起止日期之内', `日期要在这一届的 ${f.cohort.fromDay} 至 ${f.cohort.toDay} 之内`],
          ['Within the cohort', `The day lies outside the cohort, ${f.cohort.fromDay} to ${f.cohort.toDay}`],
        ),
      ];
    case 'suspend':
      return [
        condition(
          'until',
          f.until !== null && f.until > f.onDay,
          ['写明了休学到哪天', '请写明休学到哪天，要晚于休学日期'],
          ['Until when is told', 'Tell until when; it lies after the first day'],
        ),
      ];
    case 'transferOut':
      return [
        condition(
          'target',
          f.target,
          ['写明了转到哪里', '请选转入的那一届，或者写明转去的学校'],
          ['Where to is told', 'Choose the cohort they go to, or name the school'],
        ),
      ];
    case 'graduate':
      return [
        closed,
        condition(
          'passed',
          terms.failed === 0 && f.held > 0 && terms.finished >= f.held,
          [`${terms.finished} 个学期都结业`, `结业了 ${terms.finished} 个学期，这一届开了 ${f.held} 个。没有全部结业的办结业或肄业`],
          [
            `All ${terms.finished} terms finished`,
            `${terms.finished} of ${f.held} terms held are finished; without all of them it is 结业 or 肄业`,
          ],
        ),
      ];
    case 'complete':
      return [
        closed,
        condition(
          'whole',
          f.held > 0 && terms.finished + terms.failed >= f.held,
          ['读完了各学期', `读了 ${terms.finished + terms.failed} 个学期，这一届开了 ${f.held} 个。没有读完的办肄业或退学`],
          [
            'Attended every term',
            `${terms.finished + terms.failed} of ${f.held} terms were attended; without all of them it is 肄业 or leaving`,
          ],
        ),
      ];
    case 'leave':
      return [
        condition(
          'once',
          terms.finished > 0,
          [`结业了 ${terms.finished} 个学期`, '还没有结业的学期，请办退学'],
          [`${terms.finished} terms finished`, 'No term is finished; enter it as leaving'],
        ),
      ];
    default:
      return [];
  }
};

// 顶岗实习 -----------------------------------------------------------------------------------------------------------------------------

export interface InternshipAsked {
  readonly fromDay: string;
  readonly toDay: string | null;
  readonly agreedOn: string;
}
export interface InternshipFacts {
  readonly today: string;
  readonly cohort: { readonly fromDay: string; readonly toDay: string };
  readonly birthday: string | null;
  readonly stateThen: StudentState | null;
  /** The first day as a student. */
  readonly since: string | null;
  readonly others: readonly { readonly fromDay: string; readonly toDay: string | null }[];
}
/** Why these days cannot be an internship of this student; undefined: they can. */
export const whyNotInternship = (i: InternshipAsked, f: InternshipFacts): Text | undefined => {
  const end = i.toDay ?? '9999-12-31';
  if (end < i.fromDay)
    return { zh: `结束 ${i.toDay} 早于开始 ${i.fromDay}`, en: `It ends on ${i.toDay}, before it begins on ${i.fromDay}` };
  if (i.fromDay > f.today)
    return {
      zh: `开始日期 ${i.fromDay} 还没有到，今天是 ${f.today}。到岗了再登记`,
      en: `${i.fromDay} has not come; today is ${f.today}. Enter it once it has begun`,
    };
  if (f.stateThen !== 'studying')
    return { zh: `${i.fromDay} 不在籍，不能登记实习`, en: `Not a student on ${i.fromDay}; no internship can be entered` };
  if (i.fromDay > f.cohort.toDay || (i.toDay !== null && i.toDay > f.cohort.toDay))
    return { zh: `实习要在这一届结束（${f.cohort.toDay}）之前`, en: `An internship ends with the cohort, on ${f.cohort.toDay}` };
  if (i.agreedOn > i.fromDay)
    return {
      zh: `实习协议 ${i.agreedOn} 才签，晚于到岗 ${i.fromDay}。先签三方协议再到岗`,
      en: `The agreement is of ${i.agreedOn}, after the first day ${i.fromDay}. All three sign before it begins`,
    };
  if (f.birthday !== null && ageOn(f.birthday, i.fromDay) < INTERNSHIP.ageFrom)
    return {
      zh: `${i.fromDay} 还不满 ${INTERNSHIP.ageFrom} 周岁，不能顶岗实习`,
      en: `Under ${INTERNSHIP.ageFrom} on ${i.fromDay}; no internship in a post`,
    };
  if (f.since !== null && i.fromDay < plusMonths(f.since, INTERNSHIP.monthsOfSchool))
    return {
      zh: `${f.since} 才入学，一年级不安排顶岗实习`,
      en: `A student since ${f.since} only; there is no internship in the first year`,
    };
  const met = f.others.find((o) => o.fromDay <= end && i.fromDay <= (o.toDay ?? '9999-12-31'));
  if (met)
    return {
      zh: `${met.fromDay} 至 ${met.toDay ?? '今'} 已登记一段实习，日期不能重叠`,
      en: `An internship from ${met.fromDay} to ${met.toDay ?? 'now'} is on record; the days cannot overlap`,
    };
  return undefined;
};
