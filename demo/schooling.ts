/**
 * 学制培养 of the demonstration: cohorts of Guizhou and Guangxi with their terms, invented and saying 示例. A term's class is opened before 2021 or in October 2022,
 * so that none is among the classes the article counts; terms between have their days and no class. What became of the students is `load/writeSchooling.ts`, once
 * the people are there.
 */
import { dayOf, dayText, instantOn, TODAY } from './days.ts';
import { idOf, idWithin } from './ids.ts';
import { drawGiven, drawSurname } from './names.ts';
import { DEMO_ORGANISATIONS, PARTNER_SCHOOL } from './organisations.ts';
import { hashText, mix, Random } from './random.ts';
import type { DemoOrganisation } from './shapes.ts';
import type { DemoClass, DemoState, DemoTeacher } from './trainingShapes.ts';
import type { DemoStandard } from './trainingStandards.ts';
import { newTimetables } from './trainingTimetable.ts';

/** Where a cohort stands on the demonstration day: in its first term, in its second year, in the third with everybody in a post, gone. */
export type CohortStory = 'first' | 'second' | 'third' | 'over';
export interface DemoCohort {
  readonly id: string;
  readonly story: CohortStory;
  readonly title: string;
  readonly programme: string;
  readonly major: string;
  readonly kind: 'schools' | 'enterprise';
  readonly schoolId: string;
  readonly partnerId: string;
  /** Where its students do their internship, by name of the post. */
  readonly employer: DemoOrganisation;
  readonly post: string;
  readonly occupation: string;
  readonly place: string;
  readonly originCode: string;
  readonly hostCode: string;
  readonly fromDay: string;
  readonly toDay: string;
  readonly seats: number;
  readonly recorded: number;
  readonly terms: readonly { readonly number: number; readonly fromDay: string; readonly toDay: string; readonly classId: string | null }[];
}
export interface DemoSchooling {
  readonly cohorts: readonly DemoCohort[];
  readonly classes: readonly DemoClass[];
  readonly teachers: readonly DemoTeacher[];
}
export interface SchoolingOptions {
  readonly seed: number;
  readonly scale: number;
  readonly organisations: readonly DemoOrganisation[];
  readonly standards: readonly DemoStandard[];
  readonly names: ReadonlyMap<string, string>;
  readonly hosts: ReadonlyMap<string, string>;
}

/** Handed over as a whole when the cohorts came into the register; what happened later was entered on its day. */
const HANDED_OVER = instantOn(dayOf('2022-09-20'), 10);
const SEATS = 40;
/** Students are few at every scale: at scale 1 some hundreds. */
const setsAt = (scale: number): number => (scale >= 0.5 ? 3 : 1);

interface Draft {
  readonly story: CohortStory;
  readonly province: '45' | '52';
  readonly kind: DemoCohort['kind'];
  readonly code: string;
  readonly major: string;
  readonly post: string;
  readonly year: number;
  readonly years: number;
  readonly entry: string;
  /** Of the one term with a class: its number and when the class is opened. */
  readonly held: readonly [number: number, opened: string];
}
const DRAFTS: readonly Draft[] = [
  {
    story: 'first',
    province: '52',
    kind: 'enterprise',
    code: 'YC-ZS',
    major: '中式烹饪',
    post: '厨房助理',
    year: 2022,
    years: 3,
    entry: '2022-10-10',
    held: [1, '2022-10-10'],
  },
  {
    story: 'second',
    province: '45',
    kind: 'schools',
    code: 'JZ-YL',
    major: '老年服务',
    post: '护理助理',
    year: 2021,
    years: 3,
    entry: '2021-09-06',
    held: [3, '2022-10-10'],
  },
  {
    story: 'third',
    province: '52',
    kind: 'enterprise',
    code: 'YC-ZS',
    major: '中式烹饪',
    post: '厨房助理',
    year: 2020,
    years: 3,
    entry: '2020-10-12',
    held: [1, '2020-10-12'],
  },
  {
    story: 'over',
    province: '52',
    kind: 'enterprise',
    code: 'GJ-DZ',
    major: '电子技术应用',
    post: '装接工',
    year: 2019,
    years: 3,
    entry: '2019-09-02',
    held: [3, '2020-10-12'],
  },
];
const INDUSTRY: Readonly<Record<string, string>> = { 'YC-ZS': 'H', 'JZ-YL': 'O', 'GJ-DZ': 'C' };
/** Prefectures whose people are taught, the demonstration accounts' own first. */
const ORIGINS = { '52': ['5227', '5226', '5223'], '45': ['4510', '4512', '4501'] } as const;
/** Where the demonstration is too small for it people come from the whole province. */
const PROVINCE_BELOW = 0.1;

const termDays = (entry: string, year: number, number: number, last: string): readonly [string, string] => {
  const autumn = number % 2 === 1;
  const y = year + Math.floor(number / 2);
  const from = number === 1 ? entry : autumn ? `${y}-09-05` : `${y}-03-01`;
  const to = autumn ? `${y + 1}-01-14` : `${y}-07-08`;
  return [from, to < last ? to : last];
};

export const schoolingOf = (o: SchoolingOptions): DemoSchooling => {
  const random = new Random(mix(o.seed, 0x7363686f), 0);
  const employers = o.organisations.filter((x) => x.kind === 'employer' && x.size !== 'micro' && x.incidents.length === 0);
  const own = o.organisations.find((x) => x.id === DEMO_ORGANISATIONS.employer)!;
  const partner = o.organisations.find((x) => x.name === PARTNER_SCHOOL)!;
  const school = DEMO_ORGANISATIONS.school;
  const place = '440111000000';
  const address = '精工职业培训学校（示例）校内';
  const teachers: DemoTeacher[] = [];
  const { plan } = newTimetables((organisationId, n, kind, trade) => {
    const key = `${organisationId} schooling ${trade} ${n}`;
    random.restart(mix(o.seed, hashText(key)), 3);
    const recorded = instantOn(dayOf('2020-09-10'), 9);
    const made: DemoTeacher = {
      id: idOf(recorded, hashText(key), 48),
      organisationId,
      name: drawSurname(random, '01', '44') + drawGiven(random, random.chance(0.5) ? '2' : '1', 1970 + random.int(0, 22), n),
      kind,
      duty: '专业课教师',
      fromDay: '2020-09-10',
      recorded,
    };
    teachers.push(made);
    return made.id;
  });
  const classes: DemoClass[] = [];

  const cohortOf = (d: Draft, set: number): DemoCohort => {
    const key = `cohort ${d.story} ${set}`;
    random.restart(mix(o.seed, hashText(key)), 4);
    const prefecture = ORIGINS[d.province][set]!;
    const origin = o.scale < PROVINCE_BELOW ? d.province : prefecture;
    const host = o.hosts.get(prefecture) ?? '440100000000';
    const fitting = employers.filter((e) => e.industry === INDUSTRY[d.code]);
    const employer = d.code === 'YC-ZS' && set === 0 ? own : random.pick(fitting.length ? fitting : employers);
    const version = o.standards.find((s) => s.code === d.code)!.versions[0]!;
    const title = `${d.year} 级${d.major}班（示例），${o.names.get(origin) ?? ''}`;
    const id = idOf(HANDED_OVER, mix(o.seed, hashText(key)), 49);
    const last = `${d.year + d.years}-07-08`;
    const [held, opened] = d.held;
    const first = dayOf(opened);
    const registered = HANDED_OVER + 600_000;
    const classId = idOf(registered, mix(o.seed, hashText(`${key} class`)), 44);
    const timetable = plan({
      classId,
      registered,
      random,
      version,
      first,
      school,
      employer: null,
      trade: d.code,
      place,
      address,
      remote: false,
    });
    classes.push({
      id: classId,
      registered,
      attending: null,
      versions: [
        {
          title: `${d.year} 级${d.major}班第 ${held} 学期（示例），${o.names.get(origin) ?? ''}`,
          programme: version.programme,
          versionId: version.id,
          mode: 'schooling',
          orderKind: null,
          schoolId: school,
          employerId: d.kind === 'enterprise' ? employer.id : null,
          place,
          address,
          originCode: origin.padEnd(12, '0'),
          hostCode: host,
          planFrom: opened,
          planTo: dayText(timetable.last),
          enrolUntil: opened,
          seats: SEATS,
          reason: '',
          recorded: registered,
          superseded: null,
        },
      ],
      steps: stepsOf(first, timetable.last),
      // handed over as it was held
      lessons: timetable.lessons.map(({ id, versions }) => ({
        id,
        versions: [{ ...versions.at(-1)!, deed: 'planned', reason: '', recorded: registered, superseded: null }],
      })),
      mentors: [],
      budget: [
        {
          id: idWithin(registered, classId, 46),
          fund: 'cooperation',
          purpose: 'tuition',
          amount: 1500 * SEATS,
          recorded: registered + 3_600_000,
        },
      ],
    });
    return {
      id,
      story: d.story,
      title,
      programme: version.programme,
      major: d.major,
      kind: d.kind,
      schoolId: school,
      partnerId: d.kind === 'schools' ? partner.id : employer.id,
      employer,
      post: d.post,
      occupation: /^\d-/.test(version.occupation) ? version.occupation : '',
      place,
      originCode: origin.padEnd(12, '0'),
      hostCode: host,
      fromDay: d.entry,
      toDay: last,
      seats: SEATS,
      recorded: HANDED_OVER,
      terms: Array.from({ length: d.years * 2 }, (_, i) => {
        const [fromDay, toDay] = termDays(d.entry, d.year, i + 1, last);
        return { number: i + 1, fromDay, toDay, classId: i + 1 === held ? classId : null };
      }),
    };
  };
  const cohorts = Array.from({ length: setsAt(o.scale) }, (_, set) => DRAFTS.map((d) => cohortOf(d, set))).flat();
  return { cohorts, classes, teachers };
};

/** Days as they were; entered when the cohort was handed over, or on the day where that came later. */
const stepsOf = (first: number, last: number): DemoClass['steps'] => {
  const days: (readonly [DemoState, number])[] = [
    ['plan', first - 40],
    ['approval', first - 35],
    ['enrolling', first - 30],
    ['opened', first],
    ['teaching', first],
    ['finished', last],
    ['assessed', last + 7],
    ['tracking', last + 14],
    ['archived', last + 200],
  ];
  return days
    .filter(([, day]) => day < TODAY)
    .map(([state, day], i) => ({
      state,
      onDay: dayText(day),
      reason: '',
      recorded: Math.max(instantOn(day, 16), HANDED_OVER + 1_200_000) + i * 1000,
      superseded: null,
    }));
};
