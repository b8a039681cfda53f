// Enrolment as decisions: who may be admitted and why not, which step follows which, whom an enrolment opens to whom. Pure: no IO, no clock.
import { rangeOf } from '#standards/divisions/codes.ts';
import { type EducationLevel, educationLevelTexts, meetsEducation } from '#standards/education/education.ts';
import { schoolStages } from '#standards/education/schoolStage.ts';
import type { Text } from '#standards/text.ts';
import type { AdmissionKey, EnrolmentState, EnrolmentStep } from './contractEnrolmentTexts.ts';
import type { ClassMode, ClassState } from './contractTexts.ts';
import { slotText } from './rulesTimetable.ts';

// Who may be admitted ---------------------------------------------------------------------------------------------------------------

/** One thing admission asks. `met` null: cannot be told. `stops`: unmet, nobody is admitted; the others are shown only. */
export interface Admission {
  readonly key: AdmissionKey;
  readonly met: boolean | null;
  readonly stops: boolean;
  readonly text: Text;
}
export interface Candidate {
  readonly birthday: string | null;
  readonly diedOn: string | null;
  /** GB/T 2261.1; only the ages of a subsidy ask. */
  readonly sex: string;
  readonly home: string;
  readonly education: EducationLevel | '';
  readonly schoolStage: string;
  readonly ability: string;
  /** Trainings of the person elsewhere. */
  readonly trainings: readonly {
    readonly enrolledOn: string;
    readonly occupation: string | null;
    readonly level: number | null;
    readonly subsidised: boolean;
  }[];
  /** Another class whose lessons meet this one's; `title` null where the reader may not be told which. */
  readonly meets: {
    readonly title: string | null;
    /** Null: another record of the person is in this very class. */
    readonly slot: { readonly day: string; readonly fromMinute: number; readonly toMinute: number } | null;
  } | null;
}
export interface Asked {
  readonly state: ClassState;
  readonly enrolUntil: string;
  readonly planFrom: string;
  readonly originCode: string;
  readonly originName: Text;
  readonly mode: ClassMode;
  /** Of the version the class is held under; null: none chosen, and nothing is asked. */
  readonly version: {
    readonly label: string;
    readonly ageFrom: number;
    readonly ageTo: number | null;
    readonly education: string;
    readonly occupation: string;
    readonly leadsLevel: number | null;
  } | null;
}

/** ○ Examples, shown and never enforced: what a province allows is data of `policy` (research/domain-cn.md P16, P17). */
export const SUBSIDISED_A_YEAR = 3;
export const SUBSIDY_AGE = { from: 16, toMen: 60, toWomen: 55 } as const;

/** Completed years on a day. */
export const ageOn = (birthday: string, day: string): number =>
  Number(day.slice(0, 4)) - Number(birthday.slice(0, 4)) - (day.slice(5) < birthday.slice(5) ? 1 : 0);

const say = (key: AdmissionKey, met: boolean | null, zh: string, en: string, stops = true): Admission => ({
  key,
  met,
  stops,
  text: { zh, en },
});

const ofAge = (c: Candidate, a: Asked): readonly Admission[] => {
  if (a.version === null) return [];
  const { ageFrom, ageTo, label } = a.version;
  const limits = {
    zh: ageTo === null ? `满 ${ageFrom} 岁` : `${ageFrom} 到 ${ageTo} 岁`,
    en: ageTo === null ? `${ageFrom} or older` : `${ageFrom} to ${ageTo}`,
  };
  if (c.birthday === null)
    return [
      say(
        'age',
        null,
        `没有登记出生日期，标准 ${label} 要求${limits.zh}`,
        `The birthday is not known; the standard ${label} asks for ${limits.en}`,
      ),
    ];
  const age = ageOn(c.birthday, a.planFrom);
  const fits = age >= ageFrom && (ageTo === null || age <= ageTo);
  return [
    say(
      'age',
      fits,
      fits ? `开班时 ${age} 岁` : `开班时（${a.planFrom}）${age} 岁，标准 ${label} 要求${limits.zh}`,
      fits ? `Aged ${age} on the first day` : `Aged ${age} on the first day (${a.planFrom}); the standard ${label} asks for ${limits.en}`,
    ),
  ];
};
const isLevel = (text: string): text is EducationLevel => text in educationLevelTexts;
const ofEducation = (c: Candidate, a: Asked): readonly Admission[] => {
  if (a.version === null || !isLevel(a.version.education)) return [];
  const asked = educationLevelTexts[a.version.education];
  if (c.education === '')
    return [
      say(
        'education',
        null,
        `没有登记文化程度，标准要求${asked.zh}以上`,
        `Education is not known; the standard asks for ${asked.en} at least`,
      ),
    ];
  const has = educationLevelTexts[c.education];
  const fits = meetsEducation(c.education, a.version.education);
  return [
    say(
      'education',
      fits,
      fits ? has.zh : `文化程度是${has.zh}，标准要求${asked.zh}以上`,
      fits ? has.en : `Education: ${has.en}; the standard asks for ${asked.en} at least`,
    ),
  ];
};
const ofArea = (c: Candidate, a: Asked): Admission => {
  const range = rangeOf(a.originCode);
  const here = range !== undefined && c.home >= range.lo && c.home < range.hi;
  return say(
    'area',
    here,
    here ? `户籍在${a.originName.zh}` : `户籍不在${a.originName.zh}，这个班招${a.originName.zh}的人`,
    here ? `Home lies in ${a.originName.en}` : `Home lies outside ${a.originName.en}, whose people this class trains`,
  );
};
const ofStatus = (c: Candidate, a: Asked): readonly Admission[] => [
  ...(c.diedOn !== null ? [say('alive', false, '登记为已去世', 'On record as deceased')] : []),
  ...(schoolStages.some((s) => s.code === c.schoolStage && s.student)
    ? [
        a.mode === 'schooling'
          ? say('student', true, '在校生，可以转入学制班', 'At school; may change into schooling')
          : say(
              'student',
              false,
              '登记为在校生，不能参加短期培训。已毕业的请先更正',
              'On record as at school; correct the record if school is over',
            ),
      ]
    : []),
  ...(c.ability === 'lost' || c.ability === 'none'
    ? [say('ability', false, '登记为丧失或没有劳动能力，请先核对', 'On record as unable to work; check the record first')]
    : []),
];
const ofHours = (c: Candidate): readonly Admission[] => {
  if (c.meets === null) return [];
  const { title, slot } = c.meets;
  if (slot === null)
    return [say('hours', false, '同一个人的另一份档案已在这个班', 'Another record of the same person is in this class already')];
  const other = title === null ? { zh: '另一个班', en: 'another class' } : { zh: `“${title}”`, en: `“${title}”` };
  return [
    say(
      'hours',
      false,
      `已在${other.zh}，${slotText(slot)} 两个班都有课，不能同时上`,
      `Already in ${other.en}; both have a lesson at ${slotText(slot)}`,
    ),
  ];
};
const ofTime = (a: Asked, today: string): readonly Admission[] => {
  if (a.state === 'plan' || a.state === 'approval')
    return [say('time', false, '这个班还没有批准招生', 'This class has not been approved to enrol')];
  if (a.state === 'enrolling')
    return today <= a.enrolUntil
      ? [say('time', true, `报名到 ${a.enrolUntil}`, `Enrolment until ${a.enrolUntil}`)]
      : [say('time', false, `报名 ${a.enrolUntil} 已截止`, `Enrolment ended on ${a.enrolUntil}`)];
  if (a.state === 'opened' || a.state === 'teaching')
    return [say('time', today <= a.enrolUntil, `已开班，报名到 ${a.enrolUntil}`, `The class has opened; enrolment until ${a.enrolUntil}`)];
  return [say('time', false, '这个班已经结束或取消，不再招人', 'This class is over or cancelled and takes nobody')];
};
/** ○ Limits of subsidies, shown: whoever exceeds them may be trained, but perhaps not paid for. */
const ofSubsidies = (c: Candidate, a: Asked): readonly Admission[] => {
  const year = a.planFrom.slice(0, 4);
  const n = c.trainings.filter((t) => t.subsidised && t.enrolledOn.startsWith(year)).length;
  const same =
    a.version !== null &&
    c.trainings.some((t) => t.subsidised && t.occupation === a.version!.occupation && t.level === a.version!.leadsLevel);
  const most = c.sex === '2' ? SUBSIDY_AGE.toWomen : SUBSIDY_AGE.toMen;
  const age = c.birthday === null ? null : ageOn(c.birthday, a.planFrom);
  return [
    say(
      'yearly',
      n < SUBSIDISED_A_YEAR,
      `${year} 年已参加 ${n} 次补贴培训（示例上限 ${SUBSIDISED_A_YEAR} 次）`,
      `${n} subsidised training(s) in ${year} (example limit: ${SUBSIDISED_A_YEAR})`,
      false,
    ),
    ...(same
      ? [say('sameLevel', false, '同一工种同一等级已补贴过一次', 'This occupation and level was subsidised once already', false)]
      : []),
    ...(age !== null && (age < SUBSIDY_AGE.from || age > most)
      ? [
          say(
            'subsidyAge',
            false,
            `${age} 岁，不在补贴年龄（示例：男 16–60，女 16–55）`,
            `Aged ${age}, outside the ages of the subsidy (example: men 16–60, women 16–55)`,
            false,
          ),
        ]
      : []),
  ];
};
/** All that admission asks of a person, one by one. */
export const admissionOf = (c: Candidate, a: Asked, today: string): readonly Admission[] => [
  ...ofTime(a, today),
  ...ofStatus(c, a),
  ...ofAge(c, a),
  ...ofEducation(c, a),
  ofArea(c, a),
  ...ofHours(c),
  ...ofSubsidies(c, a),
];
/** eligible: all met. doubtful: something cannot be told; whoever admits looks. refused: something is not met. */
export type Verdict = 'eligible' | 'doubtful' | 'refused';
export const verdictOf = (asked: readonly Admission[]): Verdict => {
  const stopping = asked.filter((c) => c.stops);
  if (stopping.some((c) => c.met === false)) return 'refused';
  return stopping.some((c) => c.met === null) ? 'doubtful' : 'eligible';
};
/** What keeps somebody out, in one sentence; undefined: nothing does. */
export const whyNotAdmitted = (asked: readonly Admission[]): Text | undefined => {
  const against = asked.filter((c) => c.stops && c.met === false);
  if (against.length === 0) return undefined;
  return { zh: against.map((c) => c.text.zh).join('；'), en: against.map((c) => c.text.en).join('; ') };
};
/** Keys of what was not met or not known and did not stop. */
export const doubtsOf = (asked: readonly Admission[]): readonly AdmissionKey[] => asked.filter((c) => c.met !== true).map((c) => c.key);

// Steps -----------------------------------------------------------------------------------------------------------------------------

interface StepRule {
  readonly from: readonly EnrolmentState[];
  /** home: the person, or an office of their home. class: whoever carries the class on. */
  readonly by: readonly ('home' | 'class')[];
  readonly reason: boolean;
}
export const ENROLMENT_STEPS: Record<EnrolmentStep, StepRule> = {
  accept: { from: ['invited', 'declined', 'withdrawn'], by: ['home'], reason: false },
  decline: { from: ['invited'], by: ['home'], reason: true },
  admit: { from: ['applied', 'waiting', 'refused'], by: ['class'], reason: false },
  refuse: { from: ['applied', 'waiting'], by: ['class'], reason: true },
  withdraw: { from: ['applied', 'waiting', 'enrolled'], by: ['home', 'class'], reason: true },
  finish: { from: ['enrolled'], by: ['class'], reason: false },
  fail: { from: ['enrolled'], by: ['class'], reason: true },
  takeBack: { from: ['finished', 'failed'], by: ['class'], reason: true },
};
/** States from which one may ask, again. */
export const ASKED_FROM: readonly EnrolmentState[] = ['invited', 'declined', 'refused', 'withdrawn'];
/** Holds a seat of the class. */
export const isSeated = (state: EnrolmentState): boolean => state === 'enrolled' || state === 'finished' || state === 'failed';
/** Steps that a class in this state still takes. People finish once lessons run; nobody leaves a class that is over. */
export const stepFits = (step: EnrolmentStep, state: EnrolmentState, of: ClassState): boolean => {
  if (!ENROLMENT_STEPS[step].from.includes(state)) return false;
  if (step === 'finish' || step === 'fail' || step === 'takeBack') return of === 'opened' || of === 'teaching';
  if (step === 'withdraw') return of === 'enrolling' || of === 'opened' || of === 'teaching';
  return of === 'enrolling' || of === 'opened' || of === 'teaching';
};
/** Why the day of a step does not stand; undefined: it does. */
export const whyNotStepDay = (
  onDay: string,
  of: {
    readonly askedOn: string;
    readonly enrolledOn: string | null;
    /** Of finishing and failing: the day the class opened. */
    readonly openedOn?: string | null;
    /** The last lesson they came to. */
    readonly attendedOn?: string | null;
  },
  today: string,
): Text | undefined => {
  if (onDay > today) return { zh: `日期 ${onDay} 还没有到，今天是 ${today}`, en: `${onDay} has not come; today is ${today}` };
  const from = of.enrolledOn ?? of.askedOn;
  if (onDay < from)
    return {
      zh: `日期 ${onDay} 早于${of.enrolledOn === null ? '报名' : '入学'}的 ${from}，请核对`,
      en: `${onDay} is before ${from}, the day of ${of.enrolledOn === null ? 'asking' : 'entry'}`,
    };
  if (of.openedOn && onDay < of.openedOn)
    return { zh: `日期 ${onDay} 早于开班的 ${of.openedOn}，请核对`, en: `${onDay} is before ${of.openedOn}, on which the class opened` };
  if (of.attendedOn && onDay < of.attendedOn)
    return {
      zh: `${of.attendedOn} 的课还有签到，日期不能早于那天。签到记错的先更正`,
      en: `There is a mark in the lesson of ${of.attendedOn}; the day is not before it. Correct the mark first if it is wrong`,
    };
  return undefined;
};

// Whom it opens to whom -------------------------------------------------------------------------------------------------------------

export interface Opens {
  readonly enrolmentId: string;
  readonly workerId: string;
  readonly state: EnrolmentState;
  readonly askedOn: string;
  readonly enrolledOn: string | null;
  readonly endedOn: string | null;
  readonly classId: string;
  readonly schoolId: string;
  /** Of an order class only. */
  readonly employerId: string | null;
}
export const enrolmentSource = (id: string): string => `enrolment:${id}`;
/**
 * Scope keys of an enrolment: the class and its school from asking until a year after the end; the employer of an order class until 30 days after it. Who was
 * invited and has not answered is opened to nobody; who never got in is closed on the day that was said.
 */
export const openingsOf = (e: Opens) => {
  if (e.state === 'invited' || (e.state === 'declined' && e.enrolledOn === null)) return [];
  const common = { source: enrolmentSource(e.enrolmentId), workerId: e.workerId, start: e.askedOn, end: e.endedOn };
  const never = e.enrolledOn === null && e.endedOn !== null;
  return [
    { ...common, key: `class:${e.classId}`, kind: never ? ('assignment' as const) : ('class' as const) },
    { ...common, key: `org:${e.schoolId}`, kind: never ? ('assignment' as const) : ('class' as const) },
    ...(e.employerId === null || e.employerId === e.schoolId
      ? []
      : [{ ...common, key: `org:${e.employerId}`, kind: never ? ('assignment' as const) : ('employer' as const) }]),
  ];
};
