// What each step of a class asks, one by one: met, not met, or not to be told yet. Pure: no IO, no clock.
import type { Text } from '#standards/text.ts';
import type { ClassMode, ClassStep, OrderKind } from './contractTexts.ts';
import type { StepRow } from './rulesClasses.ts';
import { type Module, type VersionLife, whyNotUnder } from './rulesStandards.ts';
import { coverOf, missingHours } from './rulesTimetable.ts';

/** One thing a step asks. `met` null: cannot be told yet. */
export interface Condition {
  readonly key: string;
  readonly met: boolean | null;
  readonly text: Text;
}
export interface ConditionFacts {
  readonly today: string;
  readonly mode: ClassMode;
  readonly orderKind: OrderKind | null;
  readonly originCode: string;
  readonly hostCode: string | null;
  readonly planFrom: string;
  readonly planTo: string;
  readonly seats: number;
  readonly version:
    | (VersionLife & {
        readonly label: string;
        readonly title: string;
        readonly sizeFrom: number;
        readonly sizeTo: number;
        readonly modules: readonly Module[];
      })
    | null;
  /** Of the same standard, this one too. */
  readonly versions: readonly VersionLife[];
  readonly school: { readonly name: string; readonly active: boolean; readonly isSchool: boolean };
  readonly employer: { readonly name: string; readonly active: boolean } | null;
  readonly lessons: readonly {
    readonly module: number;
    readonly kind: 'theory' | 'practice';
    readonly hours: number;
    readonly day: string;
    readonly state: 'planned' | 'cancelled';
    readonly taught: boolean;
    readonly roomed: boolean;
  }[];
  readonly mentors: { readonly sent: number; readonly signed: number };
  /** Yuan over all lines, and how many funds. */
  readonly budget: { readonly total: number; readonly funds: number };
  readonly steps: readonly StepRow[];
  /** What enrolment, marks and the funnel say to a step; each fills its own. */
  readonly more?: readonly (Condition & { readonly step: ClassStep })[];
}

/** Months after the last lesson for which a class is followed into work: stability is told at 6 ○. */
export const TRACKED_MONTHS = 6;
const monthsAfter = (day: string, months: number): string => {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(y, m + months, 0)).getUTCDate();
  return new Date(Date.UTC(y, m - 1 + months, Math.min(d, last))).toISOString().slice(0, 10);
};
const condition = (key: string, met: boolean | null, zh: string, en: string): Condition => ({ key, met, text: { zh, en } });

const ofStandard = (f: ConditionFacts): Condition => {
  if (f.version === null)
    return condition(
      'standard',
      false,
      '还没有选培训标准。没有标准的班不能报审批',
      'No standard is chosen; a class without one cannot be approved',
    );
  const why = whyNotUnder(f.version, f.versions, f);
  return why
    ? { key: 'standard', met: false, text: why }
    : condition('standard', true, `按《${f.version.title}》${f.version.label} 办`, `Held under “${f.version.title}” ${f.version.label}`);
};
const ofSize = (f: ConditionFacts): Condition => {
  if (f.version === null) return condition('size', null, '选了标准才知道班额上下限', 'The limits of size follow from the standard');
  const { sizeFrom, sizeTo } = f.version;
  const zh = `计划招 ${f.seats} 人，标准 ${f.version.label} 的班额是 ${sizeFrom} 到 ${sizeTo} 人`;
  const en = `${f.seats} seats are planned; the standard ${f.version.label} allows ${sizeFrom} to ${sizeTo}`;
  if (f.seats > sizeTo)
    return condition(
      'size',
      false,
      `${zh}，多了 ${f.seats - sizeTo} 人，请分成两个班或者减少人数`,
      `${en}; ${f.seats - sizeTo} too many: split the class or plan fewer`,
    );
  if (f.seats < sizeFrom) return condition('size', false, `${zh}，少了 ${sizeFrom - f.seats} 人`, `${en}; ${sizeFrom - f.seats} too few`);
  return condition('size', true, zh, en);
};
const ofSchool = (f: ConditionFacts): Condition =>
  !f.school.isSchool
    ? condition('school', false, `${f.school.name}没有登记为培训机构`, `${f.school.name} is not registered as a school`)
    : f.school.active
      ? condition('school', true, `${f.school.name}承办`, `Held by ${f.school.name}`)
      : condition('school', false, `${f.school.name}已停办，请换一家培训机构`, `${f.school.name} has closed; choose another school`);
const ofEmployer = (f: ConditionFacts): readonly Condition[] =>
  f.orderKind === null
    ? []
    : [
        f.employer === null
          ? condition('employer', false, '订单班要写明用人单位', 'An order class names its employer')
          : f.employer.active
            ? condition('employer', true, `为${f.employer.name}办`, `Held for ${f.employer.name}`)
            : condition('employer', false, `${f.employer.name}已停业`, `${f.employer.name} has closed`),
      ];
const ofHours = (f: ConditionFacts): Condition => {
  if (f.version === null) return condition('hours', null, '选了标准才知道要排多少课时', 'The hours to plan follow from the standard');
  const missing = missingHours(coverOf(f.version.modules, f.lessons));
  if (missing.length === 0) return condition('hours', true, '课表排满了标准的课时', 'The timetable covers the hours of the standard');
  const more = missing.length > 3 ? { zh: `等 ${missing.length} 处`, en: ` and ${missing.length - 3} more` } : { zh: '', en: '' };
  const first = missing.slice(0, 3);
  return condition(
    'hours',
    false,
    `课表没有排满：${first.map((t) => t.zh).join('；')}${more.zh}`,
    `The timetable is not full: ${first.map((t) => t.en).join('; ')}${more.en}`,
  );
};
const ofBudget = (f: ConditionFacts): Condition =>
  f.budget.total > 0
    ? condition(
        'budget',
        true,
        `经费 ${yuan(f.budget.total)} 元，出自 ${f.budget.funds} 项资金`,
        `Budget of ${yuan(f.budget.total)} yuan from ${f.budget.funds} fund(s)`,
      )
    : condition('budget', false, '还没有写经费和资金来源', 'The budget and its fund are missing');
const yuan = (n: number): string => n.toLocaleString('en-US', { maximumFractionDigits: 2 });
const ofMentors = (f: ConditionFacts): readonly Condition[] =>
  f.mode !== 'doorstep' && f.orderKind === null
    ? []
    : [
        f.mentors.sent === 0
          ? condition(
              'mentors',
              false,
              '还没有派导师。送上门的班和订单班要签订协议送导师',
              'No mentor is sent; classes at the doorstep and order classes have one, by agreement',
            )
          : f.mentors.signed < f.mentors.sent
            ? condition(
                'mentors',
                false,
                `派了 ${f.mentors.sent} 位导师，${f.mentors.sent - f.mentors.signed} 位还没有签协议`,
                `${f.mentors.sent} mentors are sent, ${f.mentors.sent - f.mentors.signed} without an agreement`,
              )
            : condition('mentors', true, `${f.mentors.sent} 位导师都签了协议`, `All ${f.mentors.sent} mentors have signed`),
      ];
const planned = (f: ConditionFacts) => f.lessons.filter((l) => l.state === 'planned');
const ofTeachers = (f: ConditionFacts): Condition => {
  const lessons = planned(f);
  const bare = lessons.filter((l) => !l.taught || (f.mode !== 'remote' && !l.roomed)).length;
  if (lessons.length === 0) return condition('teachers', false, '课表是空的', 'The timetable is empty');
  return bare === 0
    ? condition('teachers', true, `${lessons.length} 次课都有教师和教室`, `All ${lessons.length} lessons have a teacher and a room`)
    : condition(
        'teachers',
        false,
        `${lessons.length} 次课里有 ${bare} 次没有写教师或教室`,
        `${bare} of ${lessons.length} lessons lack a teacher or a room`,
      );
};
const ofFirstLesson = (f: ConditionFacts): Condition => {
  const first = planned(f).reduce<string | null>((a, l) => (a === null || l.day < a ? l.day : a), null);
  if (first === null) return condition('firstLesson', false, '课表是空的', 'The timetable is empty');
  return first <= f.today
    ? condition('firstLesson', true, `第一次课在 ${first}`, `The first lesson is on ${first}`)
    : condition('firstLesson', false, `第一次课在 ${first}，还没有到`, `The first lesson is on ${first}, which has not come`);
};
const ofLastLesson = (f: ConditionFacts): readonly Condition[] => {
  const last = planned(f).reduce<string | null>((a, l) => (a === null || l.day > a ? l.day : a), null);
  const over =
    last !== null && last <= f.today
      ? condition('lastLesson', true, `最后一次课在 ${last}`, `The last lesson is on ${last}`)
      : condition(
          'lastLesson',
          false,
          last === null ? '课表是空的' : `最后一次课在 ${last}，还没有上`,
          last === null ? 'The timetable is empty' : `The last lesson is on ${last}, which has not come`,
        );
  return [over, { ...ofHours(f), key: 'heldHours' }];
};
const ofTracking = (f: ConditionFacts): Condition => {
  const finished = f.steps.find((s) => s.state === 'finished')?.onDay;
  if (finished === undefined) return condition('tracked', false, '还没有结业', 'It has not finished');
  const until = monthsAfter(finished, TRACKED_MONTHS);
  return until <= f.today
    ? condition(
        'tracked',
        true,
        `结业满 ${TRACKED_MONTHS} 个月（${until}）`,
        `${TRACKED_MONTHS} months have passed since it finished (${until})`,
      )
    : condition(
        'tracked',
        false,
        `就业跟踪到结业后 ${TRACKED_MONTHS} 个月，即 ${until}`,
        `It is followed for ${TRACKED_MONTHS} months after it finished, until ${until}`,
      );
};
const ofEnrolTime = (f: ConditionFacts): Condition =>
  f.planTo >= f.today
    ? condition('days', true, `期间 ${f.planFrom} 至 ${f.planTo}`, `From ${f.planFrom} to ${f.planTo}`)
    : condition(
        'days',
        false,
        `计划的期间 ${f.planFrom} 至 ${f.planTo} 已经过去，请先更正`,
        `The planned days ${f.planFrom} to ${f.planTo} are over; correct them first`,
      );

/** What a step asks of this class, one by one, met or not. Sending back, cancelling and taking back ask for a reason only. */
export const conditionsOf = (step: ClassStep, f: ConditionFacts): readonly Condition[] => {
  const more = (f.more ?? []).filter((c) => c.step === step).map(({ step: _, ...c }) => c);
  switch (step) {
    case 'submit':
    case 'approve':
      return [ofStandard(f), ofSize(f), ofSchool(f), ...ofEmployer(f), ofHours(f), ofBudget(f), ofEnrolTime(f), ...more];
    case 'open':
      return [ofSize(f), ofSchool(f), ...ofMentors(f), ofTeachers(f), ...more];
    case 'begin':
      return [ofFirstLesson(f), ...more];
    case 'finish':
      return [...ofLastLesson(f), ...more];
    case 'archive':
      return [ofTracking(f), ...more];
    default:
      return more;
  }
};
export const unmet = (conditions: readonly Condition[]): readonly Condition[] => conditions.filter((c) => c.met !== true);
