/**
 * Classes of the demonstration with their whole life: timetable, teachers, mentors, money. All are invented and say 示例; names of order classes are those of the
 * article, its schools, employers and people are not. At scale 1 as many are opened between 2021-01-01 and 2022-09-30, and not cancelled, as the article counts
 * (`CELLS`); around them stand cancelled, earlier and later ones and those still on the way, so that every clause of I09 leaves some out (training.test.ts).
 */
import { dayOf, dayText, instantOn, TODAY } from './days.ts';
import { idOf, idWithin } from './ids.ts';
import { drawGiven, drawSurname } from './names.ts';
import { DEMO_ORGANISATIONS } from './organisations.ts';
import type { Village } from './places.ts';
import { hashText, mix, Random } from './random.ts';
import type { DemoOrganisation } from './shapes.ts';
import type { DemoClass, DemoState, DemoTeacher, DemoTraining } from './trainingShapes.ts';
import { type DemoVersion, demoStandards } from './trainingStandards.ts';
import { newTimetables } from './trainingTimetable.ts';

/**
 * What the article counts at scale 1, split so that nothing overlaps: classes opened in 2021 and until 2022-09-30 with each province, of them order classes, and
 * the cooks' classes with Guizhou in 2021. `persons`: who attends them in all, for the enrolments.
 */
export interface Cell {
  readonly key: 'order45' | 'plain45' | 'order52' | 'cooks2021' | 'plain52';
  readonly province: '45' | '52';
  readonly order: boolean;
  readonly classes: number;
  readonly persons: number;
}
export const CELLS: readonly Cell[] = [
  { key: 'order45', province: '45', order: true, classes: 16, persons: 523 },
  { key: 'plain45', province: '45', order: false, classes: 144, persons: 5801 },
  { key: 'order52', province: '52', order: true, classes: 65, persons: 2126 },
  { key: 'cooks2021', province: '52', order: false, classes: 106, persons: 4714 },
  { key: 'plain52', province: '52', order: false, classes: 459, persons: 18_570 },
];
export const classesAt = (cell: Cell, scale: number): number => Math.max(1, Math.round(cell.classes * scale));
/** As many people in a class as the article has, at every scale; at scale 1 its own number. */
export const personsAt = (cell: Cell, scale: number): number => Math.round((cell.persons * classesAt(cell, scale)) / cell.classes);
/** A class takes people of its county where the demonstration is large enough to have them. */
const originLevel = (scale: number): 2 | 4 | 6 => (scale >= 0.2 ? 6 : scale >= 0.02 ? 4 : 2);
const FROM = dayOf('2021-01-01');
const UNTIL = dayOf('2022-09-30');
const YEAR_END = dayOf('2021-12-31');

/** 粤菜师傅——广州酒家班 … as the article names them. */
const ORDER_NAMES: readonly (readonly [programme: 'cook' | 'technician' | 'homeService', name: string])[] = [
  ['cook', '广州酒家班'],
  ['cook', '岭南班'],
  ['technician', '广州港班'],
  ['technician', '广汽班'],
  ['technician', '广电网班'],
  ['technician', '广州地铁班'],
  ['technician', '广药刺柠吉班'],
  ['technician', '珠江建设班'],
  ['homeService', '花城人家仕馨班'],
  ['homeService', '谷丰班'],
  ['homeService', '巧禧班'],
];
const CODES: Readonly<Record<'cook' | 'technician' | 'homeService' | 'artisan', readonly string[]>> = {
  cook: ['YC-SW', 'YC-DX', 'YC-ZS'],
  technician: ['GJ-HG', 'GJ-DZ', 'GJ-FR'],
  homeService: ['JZ-MY', 'JZ-YL', 'JZ-JZ'],
  artisan: ['XC-JS'],
};
const DUTIES: Readonly<Record<'cook' | 'technician' | 'homeService' | 'artisan', string>> = {
  cook: '中式烹调技师',
  technician: '实习指导教师',
  homeService: '家政服务高级工',
  artisan: '建筑工匠',
};
type Trade = keyof typeof CODES;

export interface TrainingOptions {
  readonly seed: number;
  readonly scale: number;
  readonly organisations: readonly DemoOrganisation[];
  readonly villages: readonly Village[];
  readonly names: ReadonlyMap<string, string>;
  /** Host prefecture by origin prefecture, four digits. */
  readonly hosts: ReadonlyMap<string, string>;
}

/** One that is to be written: where its days lie, and how far it goes. */
interface Wanted {
  readonly key: string;
  readonly province: '45' | '52';
  readonly trade: Trade;
  readonly order: string | null;
  readonly start: number;
  readonly end: DemoState | 'natural';
  readonly attending?: number;
  readonly own?: Partial<{
    title: string;
    place: string;
    address: string;
    origin: string;
    host: string;
    school: string;
    employer: string;
    seats: number;
    mode: DemoClass['versions'][number]['mode'];
  }>;
}

const weekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
/** The Monday on or after a day. */
const monday = (day: number): number => day + ((8 - weekday(day)) % 7);

export const trainingOf = (o: TrainingOptions): DemoTraining => {
  const standards = demoStandards();
  const random = new Random(mix(o.seed, 0x74726169), 0);
  const schools = o.organisations.filter((x) => x.kind === 'school' && x.area.startsWith('44'));
  const employers = o.organisations.filter((x) => x.kind === 'employer' && x.size !== 'micro');
  const townsOf = Map.groupBy(o.villages, (v) => v.code.slice(0, 2));
  const teachers: DemoTeacher[] = [];
  const timetables = newTimetables((organisationId, n, kind, trade) => {
    random.restart(mix(o.seed, hashText(`${organisationId}${n}${kind}`)), 3);
    const sex = random.chance(0.45) ? '2' : '1';
    const made: DemoTeacher = {
      id: idOf(instantOn(dayOf('2020-09-10'), 9), hashText(`${organisationId} ${n}`), kind === 'mentor' ? 43 : 42),
      organisationId,
      name: drawSurname(random, '01', '44') + drawGiven(random, sex, 1970 + random.int(0, 22), n),
      kind,
      duty: kind === 'mentor' ? '企业导师' : DUTIES[trade as Trade],
      fromDay: '2020-09-10',
      recorded: instantOn(dayOf('2020-09-10'), 9),
    };
    teachers.push(made);
    return made.id;
  });
  const versionFor = (code: string, day: number): DemoVersion => {
    const { versions } = standards.find((s) => s.code === code)!;
    const held = versions.filter((v) => v.adoptions.length === v.sides.length && dayOf(v.validFrom) <= day);
    return held.at(-1) ?? versions[0]!;
  };
  const classes = [...wantedOf(o, random), ...shown()].map((w) => classOf(w));
  return { standards, teachers, classes };

  function classOf(w: Wanted): DemoClass {
    random.restart(mix(o.seed, hashText(w.key)), 4);
    const towns = townsOf.get(w.province)!;
    const village = random.pick(towns);
    const origin = w.own?.origin ?? village.code.slice(0, originLevel(o.scale)).padEnd(12, '0');
    const host = w.own?.host ?? o.hosts.get(village.code.slice(0, 4)) ?? '440100000000';
    const school = w.own?.school ?? random.pick(schools).id;
    const near = employers.filter((e) => e.area.slice(0, 4) === host.slice(0, 4));
    const employer = w.own?.employer ?? (w.order ? random.pick(near.length ? near : employers).id : null);
    const mode = w.own?.mode ?? (w.order ? 'organised' : random.chance(0.12) ? 'remote' : random.chance(0.75) ? 'doorstep' : 'organised');
    const code = w.province === '45' && w.trade === 'cook' && !w.order && random.chance(0.3) ? 'BG-MF' : random.pick(CODES[w.trade]);
    const first = monday(w.start);
    const version = versionFor(code, first);
    const trade = w.trade;
    const place = w.own?.place ?? village.code.slice(0, 9).padEnd(12, '0');
    const placeName = o.names.get(place.slice(0, 9)) ?? o.names.get(place.slice(0, 6)) ?? '';
    const address = w.own?.address ?? (mode === 'remote' ? '' : `${placeName}文化站`);
    const drawn = random.int(36, version.sizeTo);
    // whoever enrolled and never came had a seat too
    const seats = w.own?.seats ?? (w.attending === undefined ? drawn : Math.min(version.sizeTo, Math.max(drawn, w.attending + SPARE)));
    const year = dayText(first).slice(0, 4);
    const title =
      w.own?.title ??
      `${w.order ? `${w.order}（示例）` : `${version.title}培训班（示例）`}，${o.names.get(origin.slice(0, 6)) ?? o.names.get(origin.slice(0, originLevel(o.scale))) ?? ''} ${year} 年第 ${random.int(1, 12)} 期`;
    const registered = instantOn(Math.min(first - random.int(30, 55), TODAY - 2), 9, random.int(0, 20_000_000));
    const id = idOf(registered, mix(o.seed, hashText(w.key)), 44);
    // who is planned to teach, and where: nobody and no room twice at one hour, over all classes
    const mentorWanted = (mode === 'doorstep' || w.order !== null) && employer !== null;
    const { lessons, last, mentorId } = timetables.plan({
      classId: id,
      registered,
      random,
      version,
      first,
      school,
      employer: mentorWanted ? employer : null,
      trade,
      place,
      address,
      remote: mode === 'remote',
    });
    const fact = {
      title,
      programme: version.programme === 'homeService' ? 'homeService' : version.programme,
      versionId: version.id,
      mode,
      orderKind: w.order ? (random.chance(0.6) ? ('named' as const) : ('directed' as const)) : null,
      schoolId: school,
      employerId: employer,
      place,
      address,
      originCode: origin,
      hostCode: host,
      planFrom: dayText(first),
      planTo: dayText(last),
      enrolUntil: dayText(first),
      seats,
      reason: '',
    };
    const steps = stepsOf(w, random, registered, first, last);
    const corrected = random.chance(0.04) && w.own === undefined;
    const late = registered + 6 * 86_400_000;
    const per = random.int(8, 20) * 100;
    const money = (
      tag: number,
      fund: DemoClass['budget'][number]['fund'],
      purpose: DemoClass['budget'][number]['purpose'],
      amount: number,
    ) => ({
      id: idWithin(registered, id, tag),
      fund,
      purpose,
      amount,
      recorded: registered + 3_600_000,
    });
    return {
      id,
      registered,
      attending: w.attending ?? null,
      versions: corrected
        ? [
            { ...fact, seats: Math.max(version.sizeFrom, seats - 5), recorded: registered, superseded: late },
            { ...fact, reason: '按场地核定人数', recorded: late, superseded: null },
          ]
        : [{ ...fact, recorded: registered, superseded: null }],
      steps,
      lessons,
      mentors: mentorId
        ? [
            {
              id: idWithin(registered, id, 45),
              teacherId: mentorId,
              task: '实操指导',
              fromDay: dayText(first),
              toDay: dayText(last),
              signedOn: first - 8 < TODAY ? dayText(first - 8) : null,
              recorded: instantOn(Math.min(first - 8, TODAY - 1), 15),
            },
          ]
        : [],
      budget: [
        money(46, random.chance(0.6) ? 'cooperation' : random.chance(0.5) ? 'linkage' : 'employment', 'tuition', per * seats),
        ...(w.order ? [money(47, 'employer', 'living', 300 * seats)] : []),
      ],
    };
  }
};

/** Every step a day or some later, none after the demonstration day; a wanted end stops it there. */
const stepsOf = (w: Wanted, random: Random, registered: number, first: number, last: number): DemoClass['steps'] => {
  const entered = Math.floor((registered + 8 * 3_600_000) / 86_400_000);
  const days: (readonly [DemoState, number])[] = [
    ['plan', entered],
    ['approval', entered + random.int(2, 5)],
    ['enrolling', entered + random.int(7, 10)],
    ['opened', first],
    ['teaching', first],
    ['finished', last],
    ['assessed', last + random.int(4, 12)],
    ['tracking', last + random.int(13, 20)],
    ['archived', last + random.int(190, 220)],
  ];
  const out: DemoClass['steps'][number][] = [];
  const put = (state: DemoState, day: number, reason: string) =>
    out.push({ state, onDay: dayText(day), reason, recorded: instantOn(day, 16, out.length * 1000), superseded: null });
  for (const [state, day] of days) {
    if (day >= TODAY) break;
    put(state, day, '');
    if (state === w.end) break;
    if (w.end === 'cancelled' && state === 'opened') {
      put('cancelled', Math.min(day + random.int(1, 4), TODAY - 1), '到班人数不足，取消');
      break;
    }
  }
  return out;
};

/** Seats of a class for whoever enrolled and never came. */
export const SPARE = 2;
/** How many attend each class of a cell: they differ, none is larger than its standard allows, and they sum to the article's number. */
const sharesOf = (cell: Cell, scale: number, random: Random): readonly number[] => {
  random.restart(hashText(cell.key), 8);
  const n = classesAt(cell, scale);
  const shares = Array.from({ length: n }, () => 0);
  const total = personsAt(cell, scale);
  const even = total / n;
  const least = Math.max(1, Math.min(20, Math.floor(even)));
  const most = 50 - SPARE;
  for (let i = 0; i < n; i++) shares[i] = Math.max(least, Math.min(most, Math.round(even) + random.int(-5, 5)));
  for (let i = 0, off = total - shares.reduce((a, b) => a + b, 0); off !== 0; i = (i + 1) % n) {
    const step = Math.sign(off);
    const next = shares[i]! + step;
    if (next < least || next > most) continue;
    shares[i] = next;
    off -= step;
  }
  return shares;
};

/** What the article counts, and what stands around it. */
const wantedOf = (o: TrainingOptions, random: Random): readonly Wanted[] => {
  const out: Wanted[] = [];
  const add = (
    key: string,
    province: '45' | '52',
    from: number,
    to: number,
    trade: Trade,
    order: string | null,
    end: Wanted['end'],
    attending?: number,
  ): void => {
    random.restart(mix(o.seed, hashText(key)), 5);
    // the Monday of the start must lie within the span too
    out.push({
      key,
      province,
      trade,
      order,
      start: random.int(from, Math.max(from, to - 7)),
      end,
      ...(attending === undefined ? {} : { attending }),
    });
  };
  for (const cell of CELLS) {
    const people = sharesOf(cell, o.scale, random);
    for (let i = 0; i < classesAt(cell, o.scale); i++) {
      const key = `${cell.key} ${i}`;
      random.restart(mix(o.seed, hashText(key)), 6);
      if (cell.order) {
        const [programme, name] = random.pick(ORDER_NAMES);
        // cooks' classes with Guizhou in 2021 are a number of their own
        const from = cell.province === '52' && programme === 'cook' ? YEAR_END + 1 : FROM;
        add(key, cell.province, from, UNTIL, programme, name, 'natural', people[i]);
      } else if (cell.key === 'cooks2021') add(key, cell.province, FROM, YEAR_END, 'cook', null, 'natural', people[i]);
      else {
        // the cooks' classes of 2021 with Guizhou are a number of their own
        const year2022 = random.chance(0.45);
        const trade = cell.province === '52' && !year2022 ? random.pick(NOT_COOK) : random.pick(ALL);
        add(key, cell.province, year2022 ? YEAR_END + 1 : FROM, year2022 ? UNTIL : YEAR_END, trade, null, 'natural', people[i]);
      }
    }
  }
  // what none of them is: opened before 2021, opened after September 2022, opened and cancelled, and on the way without being opened
  const around = (n: number, key: string, of: (i: number) => void): void => {
    for (let i = 0; i < Math.max(1, Math.round(n * o.scale)); i++) {
      random.restart(mix(o.seed, hashText(`${key} ${i}`)), 7);
      of(i);
    }
  };
  const province = () => (random.chance(0.3) ? '45' : '52') as '45' | '52';
  around(30, 'early', (i) => add(`early ${i}`, province(), dayOf('2020-11-02'), dayOf('2020-12-21'), random.pick(ALL), null, 'natural'));
  around(18, 'late', (i) => add(`late ${i}`, province(), dayOf('2022-10-01'), dayOf('2022-10-10'), random.pick(ALL), null, 'natural'));
  around(25, 'cancelled', (i) => add(`cancelled ${i}`, province(), FROM, UNTIL, random.pick(ALL), null, 'cancelled'));
  for (const [n, end] of [
    [14, 'plan'],
    [10, 'approval'],
    [16, 'enrolling'],
  ] as const)
    around(n, end, (i) => add(`${end} ${i}`, province(), dayOf('2022-10-24'), dayOf('2022-11-20'), random.pick(ALL), null, end));
  return out;
};
const ALL: readonly Trade[] = ['cook', 'technician', 'homeService', 'artisan'];
const NOT_COOK: readonly Trade[] = ['technician', 'homeService', 'artisan'];

/** The demonstration accounts' own: 平塘县, its paired 白云区, their school and employer, in every state that a first look should show. */
const shown = (): readonly Wanted[] => {
  const own = {
    origin: '522727000000',
    host: '440111000000',
    school: DEMO_ORGANISATIONS.school,
    employer: DEMO_ORGANISATIONS.employer,
    place: '522727104000',
    address: '克度镇文化站',
    seats: 42,
    mode: 'doorstep' as const,
  };
  const one = (key: string, title: string, start: string, end: Wanted['end'], trade: Trade = 'cook'): Wanted => ({
    key: `own ${key}`,
    province: '52',
    trade,
    order: title.includes('订单') ? '订单班' : null,
    start: dayOf(start),
    end,
    own: title.includes('订单') ? { ...own, title } : { ...own, title, employer: DEMO_ORGANISATIONS.employer },
  });
  return [
    one('teaching', '广东烧味制作订单班（示例），2022 年第 3 期', '2022-10-03', 'teaching'),
    one('enrolling', '广式点心制作订单班（示例），2022 年第 4 期', '2022-10-24', 'enrolling'),
    one('approval', '养老护理员培训班（示例），2022 年第 5 期', '2022-11-07', 'approval', 'homeService'),
    one('plan', '电子设备装接工培训班（示例），2022 年第 6 期', '2022-11-21', 'plan', 'technician'),
  ];
};
