/** Everything the register holds of one person, with the versions it went through. */
import { drawLater } from './batches.ts';
import { dayOf, dayOfInstant, dayText, TODAY } from './days.ts';
import { frailty, healthOf, isMortal, isStudent } from './fate.ts';
import { idOf } from './ids.ts';
import { misheard } from './names.ts';
import { type Cell, mistypedDay, mistypedSequence, numberOf } from './numbers.ts';
import { mix, type Random, weighted } from './random.ts';
import type {
  Basic,
  Condition,
  Consent,
  ConsentPurpose,
  Contact,
  DemoWorker,
  Fact,
  Hindered,
  Home,
  HukouKind,
  Identity,
  Intention,
  LabourAbility,
  Membership,
  Relation,
  Sex,
  Skill,
  Source,
  Version,
} from './shapes.ts';
import { abilityAt60, conditionTold, relationTold } from './slips.ts';
import { tradesOf } from './trades.ts';
import { NO_WORK } from './work.ts';

/** A person as they are; the register may know it otherwise for a while. */
export interface Person {
  readonly truth: string;
  /** Mixed from seed, village and ordinal; every id of theirs comes from it. */
  readonly part: number;
  /** Of what becomes of them (fate.ts). */
  readonly lot: number;
  readonly name: string;
  readonly sex: Sex;
  readonly cell: Cell;
  readonly prefecture: string;
  readonly ethnic: string;
  readonly relation: Relation;
}

/** What all of a household share. */
export interface Setting {
  readonly seed: number;
  readonly household: string;
  readonly village: string;
  readonly hukou: HukouKind;
  /** Where they lived before they were resettled 易地搬迁; null for who always lived here. */
  readonly resettled: { readonly from: string; readonly on: number } | null;
  readonly identities: readonly Identity[];
  /** The prefecture (host side) that theirs is paired with, twelve digits. */
  readonly host: string;
  /** Another village of the county, where some go. */
  readonly elsewhere: () => string;
}

/** Parts of a person's ids. */
const TAG = { worker: 1, basic: 2, condition: 3, intention: 4, contact: 5, home: 16, identity: 32, skill: 48, consent: 64, membership: 80 };

export const once = <T>(recorded: number, value: T): readonly Version<T>[] => [{ recorded, superseded: null, value, reason: '' }];
/** Known first as `before`, from `later` on as `value`; where there is no later, `before` stands. */
export const afterwards = <T>(recorded: number, before: T, later: number | null, value: T, reason: string): readonly Version<T>[] =>
  later === null
    ? once(recorded, before)
    : [
        { recorded, superseded: later, value: before, reason: '' },
        { recorded: later, superseded: null, value, reason },
      ];

const swapDay = (birthday: string): string => {
  const [y = '', m = '', d = ''] = birthday.split('-');
  return Number(d) <= 12 && m !== d ? `${y}-${d}-${m}` : `${Number(y) - 1}-${m}-${m === '02' && d === '29' ? '28' : d}`;
};
export const swappedBirthday = swapDay;

const ageOf = (cell: Cell): number => Math.floor((TODAY - cell.day) / 365.2425);

/** Most records are right from the start; one in thirty was not, and three of four of those were found. */
const basicOf = (random: Random, p: Person, registered: number, plain: boolean): Fact<Basic> => {
  const truth: Basic = {
    name: p.name,
    number: numberOf(p.prefecture, p.sex, p.cell),
    birthday: dayText(p.cell.day),
    sex: p.sex,
    ethnic: p.ethnic,
    diedOn: null,
  };
  const versions: Version<Basic>[] = [];
  let first = truth;
  const x = plain ? 1 : random.next();
  if (x < 0.01) first = { ...truth, name: misheard(truth.name) ?? truth.name };
  else if (x < 0.018) first = { ...truth, birthday: swapDay(truth.birthday) };
  else if (x < 0.022) first = { ...truth, ethnic: truth.ethnic === '01' ? '09' : '01' };
  else if (x < 0.03) {
    const wrong = mistypedSequence(p.cell) ?? mistypedDay(p.cell);
    first = { ...truth, number: wrong ? numberOf(p.prefecture, p.sex, wrong) : truth.number };
  }
  const later = first !== truth && random.chance(0.75) ? drawLater(random, registered, 4, 300) : null;
  versions.push(...afterwards(registered, first, later, truth, '对照户口簿更正'));
  const age = ageOf(p.cell);
  if (!plain && isMortal(p.lot, age)) {
    const died = dayOfInstant(registered) + random.int(20, 500);
    const last = versions[versions.length - 1]!;
    const known = drawLater(random, Math.max(died * 86_400_000, last.recorded), 3, 40);
    if (died < TODAY && known !== null) {
      versions[versions.length - 1] = { ...last, superseded: known };
      versions.push({ recorded: known, superseded: null, value: { ...last.value, diedOn: dayText(died) }, reason: '去世' });
    }
  }
  return { id: idOf(registered, p.part, TAG.basic), versions };
};

const homesOf = (random: Random, p: Person, s: Setting, registered: number, withHousehold: boolean): readonly Fact<Home>[] => {
  const homes: Fact<Home>[] = [];
  const add = (versions: readonly Version<Home>[]): void => {
    homes.push({ id: idOf(registered, p.part, TAG.home + homes.length), versions });
  };
  const came = p.relation === 'daughterInLaw' || p.relation === 'sonInLaw' || (p.relation === 'spouse' && p.sex === '2');
  // who married in did so at about nineteen, before the first child
  const here = came ? Math.min(p.cell.day + 6800 + random.int(0, 400), dayOf('2020-12-01')) : p.cell.day;
  const resettled = s.resettled && s.resettled.on > here ? s.resettled : null;
  if (resettled)
    add(once(registered, { village: resettled.from, hukou: 'agricultural', from: dayText(here), to: dayText(resettled.on - 1) }));
  const now: Home = { village: s.village, hukou: s.hukou, from: dayText(resettled ? resettled.on : here), to: null };
  const age = ageOf(p.cell);
  const moves = withHousehold && random.chance(age > 18 && age < 40 ? 0.025 : 0.008);
  const moved = dayOfInstant(registered) + random.int(10, 420);
  const known = moves ? drawLater(random, Math.max(moved * 86_400_000, registered), 2, 60) : null;
  if (known === null || moved >= TODAY) add(once(registered, now));
  else {
    add(afterwards(registered, now, known, { ...now, to: dayText(moved - 1) }, '迁出'));
    add(once(known, { village: s.elsewhere(), hukou: s.hukou, from: dayText(moved), to: null }));
  }
  return homes;
};

const MISTAKEN: Readonly<Record<string, Identity['kind']>> = { poverty_general: 'poverty_dibao', monitored_marginal: 'monitored_sudden' };
const identitiesOf = (random: Random, p: Person, s: Setting, registered: number): readonly Fact<Identity>[] =>
  s.identities.flatMap((value, i): Fact<Identity>[] => {
    const began = dayOf(value.from);
    // a period that begins after the household was registered is learned when it begins, or some weeks late
    const recorded = began * 86_400_000 <= registered ? registered : drawLater(random, began * 86_400_000, 3, 45);
    if (recorded === null) return [];
    const id = idOf(registered, p.part, TAG.identity + i);
    const removed = value.riskRemoved === null ? null : dayOf(value.riskRemoved);
    if (removed !== null && removed * 86_400_000 > recorded) {
      const known = drawLater(random, removed * 86_400_000, 1, 30);
      return [{ id, versions: afterwards(recorded, { ...value, riskRemoved: null }, known, value, '风险消除') }];
    }
    if (value.to !== null && dayOf(value.to) * 86_400_000 > recorded) {
      const known = drawLater(random, dayOf(value.to) * 86_400_000, 1, 30);
      return [{ id, versions: afterwards(recorded, { ...value, to: null }, known, value, '退出') }];
    }
    // one in fifty was entered as another kind, or should never have been
    const x = random.next();
    const other = MISTAKEN[value.kind];
    if (x < 0.014 && other) {
      const known = drawLater(random, recorded, 10, 300);
      return [{ id, versions: afterwards(recorded, { ...value, kind: other }, known, value, '与系统比对后更正') }];
    }
    return [{ id, versions: once(recorded, value) }];
  });

const drawEducation = (random: Random, age: number, sex: Sex): string => {
  const x = random.next() - (sex === '2' && age > 40 ? 0.12 : 0);
  if (age > 60) return x < 0.2 ? 'illiterate' : x < 0.75 ? 'primary' : x < 0.96 ? 'juniorHigh' : 'seniorHigh';
  if (age > 40) return x < 0.02 ? 'illiterate' : x < 0.4 ? 'primary' : x < 0.93 ? 'juniorHigh' : x < 0.985 ? 'seniorHigh' : 'juniorCollege';
  if (age > 25)
    return x < 0.1 ? 'primary' : x < 0.7 ? 'juniorHigh' : x < 0.87 ? 'seniorHigh' : x < 0.96 ? 'juniorCollege' : 'bachelorOrAbove';
  return x < 0.02 ? 'primary' : x < 0.58 ? 'juniorHigh' : x < 0.85 ? 'seniorHigh' : x < 0.96 ? 'juniorCollege' : 'bachelorOrAbove';
};

/** Codes of schoolStages (#standards/education). Nobody has both a stage and an education. */
const stageOf = (random: Random, age: number, student: boolean): string | null => {
  if (age < 6) return age < 3 ? 'beforePreschool' : 'preschool';
  if (age < 12) return 'primary';
  if (age < 15) return `grade${7 + age - 12}`;
  if (age < 18) return random.chance(0.88) ? `${random.chance(0.5) ? 'seniorHigh' : 'vocational'}${Math.min(3, age - 14)}` : null;
  if (age > 22 || !student) return null;
  const year = Math.min(3, Math.max(1, age - 17));
  return random.chance(0.6) ? `higherVocational${year}` : `bachelor${Math.min(4, Math.max(1, age - 17))}`;
};

const abilityOf = (random: Random, age: number, student: boolean, p: Person): LabourAbility => {
  if (age < 16 || student) return 'none';
  const frail = frailty(p.lot);
  if (frail) return frail;
  if (age >= 60) return random.chance(0.8) ? 'weak' : 'ordinary';
  if (!healthOf(p.lot).includes('healthy')) return random.chance(0.6) ? 'weak' : 'ordinary';
  return random.chance(0.16) ? 'skilled' : 'ordinary';
};

const conditionOf = (random: Random, p: Person, registered: number, plain: boolean): Fact<Condition> => {
  const age = ageOf(p.cell);
  const schoolStage = stageOf(random, age, isStudent(p.lot, Number(dayText(p.cell.day).slice(0, 4))));
  const health = plain ? (['healthy'] as const) : healthOf(p.lot);
  const student = schoolStage !== null && age >= 6;
  const from = dayText(dayOfInstant(registered));
  const value: Condition = {
    education: schoolStage === null ? drawEducation(random, age, p.sex) : null,
    schoolStage,
    health,
    disability: health.includes('disabled') ? `${random.int(1, 6)}${random.int(2, 4)}` : '',
    ability: plain
      ? 'ordinary'
      : age >= 60
        ? abilityAt60(p.part, age, abilityOf(random, age, student, p))
        : abilityOf(random, age, student, p),
    from,
  };
  // entered from hearsay, corrected at the next visit
  const wrong: Condition | null =
    value.education === null || !random.chance(0.03)
      ? null
      : { ...value, education: value.education === 'primary' ? 'juniorHigh' : 'primary' };
  const known = wrong ? drawLater(random, registered, 10, 300) : null;
  return {
    id: idOf(registered, p.part, TAG.condition),
    versions: wrong ? afterwards(registered, wrong, known, value, '入户核对后更正') : once(registered, value),
  };
};

const skillsOf = (random: Random, p: Person, registered: number, ability: LabourAbility): readonly Fact<Skill>[] => {
  if (ability === 'none' || ability === 'lost') return [];
  const count = ability === 'skilled' ? random.int(1, 2) : random.chance(0.22) ? 1 : 0;
  const skills: Fact<Skill>[] = [];
  const age = ageOf(p.cell);
  for (let i = 0; i < count; i++) {
    const occupation = random.draw(tradesOf(p.sex));
    if (skills.some((s) => s.versions[0]!.value.occupation === occupation)) continue;
    const years = Math.max(1, Math.min(20, random.int(1, Math.max(1, age - 17))));
    const recorded = random.chance(0.8) ? registered : drawLater(random, registered, 20, 500);
    if (recorded === null) continue;
    skills.push({ id: idOf(registered, p.part, TAG.skill + i), versions: once(recorded, { occupation, years }) });
  }
  return skills;
};

const HINDERED = weighted<Hindered>([
  ['care', 0.44],
  ['health', 0.2],
  ['skill', 0.14],
  ['no_post', 0.14],
  ['other', 0.08],
]);

const intentionOf = (random: Random, p: Person, s: Setting, t: Telling, condition: Condition): Fact<Intention> | null => {
  const { registered } = t;
  const age = ageOf(p.cell);
  if (age < 16 || age > 65 || !(t.plain || random.chance(0.72))) return null;
  const statedOn = dayText(dayOfInstant(registered));
  const student = condition.schoolStage !== null;
  const willing =
    student || condition.ability === 'lost' ? 'no' : t.plain || random.chance(0.64) ? 'yes' : random.chance(0.45) ? 'local' : 'no';
  const id = idOf(registered, p.part, TAG.intention);
  if (willing === 'no') {
    const hindered: Hindered[] = student ? ['school'] : [random.draw(HINDERED)];
    if (!student && random.chance(0.15)) {
      const second = random.draw(HINDERED);
      if (second !== hindered[0]) hindered.push(second);
    }
    return { id, versions: once(registered, { willing, hindered, occupations: [], places: [], payMin: null, together: [], statedOn }) };
  }
  const own = `${s.village.slice(0, 6)}000000`;
  const value: Intention = {
    willing,
    hindered: [],
    occupations: random.chance(0.8) ? [random.draw(tradesOf(p.sex))] : [],
    places: willing === 'local' ? [own] : random.chance(0.7) ? [s.host] : ['440000000000'],
    payMin: random.chance(0.85) ? Math.max(600, Math.round(random.around(willing === 'yes' ? 4700 : 3300, 900) / 100) * 100) : null,
    together: t.spouse && random.chance(0.25) ? [t.spouse] : [],
    statedOn,
  };
  // people change their minds
  const later = random.chance(0.06) ? drawLater(random, registered, 30, 500) : null;
  const after = later === null ? value : { ...value, payMin: (value.payMin ?? 4500) + 500, statedOn: dayText(dayOfInstant(later)) };
  return { id, versions: afterwards(registered, value, later, after, '意愿改变') };
};

const PURPOSES = weighted<readonly ConsentPurpose[]>([
  [['employment'], 0.34],
  [['employment', 'subsidy'], 0.3],
  [['employment', 'subsidy', 'cross_province'], 0.32],
  [['employment', 'subsidy', 'cross_province', 'publicity'], 0.04],
]);

const consentsOf = (random: Random, p: Person, registered: number): readonly Fact<Consent>[] => {
  if (!random.chance(0.94)) return [];
  const value: Consent = {
    purposes: random.draw(PURPOSES),
    givenOn: dayText(dayOfInstant(registered)),
    way: random.chance(0.9) ? 'written' : 'oral',
    withdrawnOn: null,
  };
  const later = random.chance(0.01) ? drawLater(random, registered, 30, 500) : null;
  const after = later === null ? value : { ...value, withdrawnOn: dayText(dayOfInstant(later)) };
  return [{ id: idOf(registered, p.part, TAG.consent), versions: afterwards(registered, value, later, after, '本人撤回') }];
};

export interface Telling {
  readonly registered: number;
  readonly source: Source;
  readonly area: string;
  readonly contact: Contact | null;
  /** The number of a later year; null where it did not change. */
  readonly newPhone: string | null;
  /** The worker id of the spouse, where that one is registered too. */
  readonly spouse: string | null;
  /** Nothing happens to this one: the guide tells what her page shows. */
  readonly plain?: boolean;
  /** A given id: of the one whose account stands in the guide. */
  readonly id?: string;
}

export const tellWorker = (random: Random, p: Person, s: Setting, t: Telling): DemoWorker => {
  const { registered } = t;
  const id = t.id ?? idOf(registered, p.part, TAG.worker);
  const condition = conditionOf(random, p, registered, t.plain ?? false);
  const last = condition.versions[condition.versions.length - 1]!.value;
  const homes = homesOf(random, p, s, registered, p.relation !== 'head' && !t.plain);
  const given = t.contact;
  const changed = t.newPhone && given ? drawLater(random, registered, 30, 500) : null;
  const contact: Fact<Contact> | null = given && {
    id: idOf(registered, p.part, TAG.contact),
    versions: afterwards(registered, given, changed, { ...given, phone: t.newPhone ?? given.phone }, '换号'),
  };
  // who moved away left the household the day before, known when the move was
  const left = homes.find((h) => h.versions.length > 1)?.versions[1];
  const member: Membership = {
    household: s.household,
    relation: t.plain ? p.relation : relationTold(p.part, p.relation),
    from: homes[homes.length - (left ? 2 : 1)]!.versions[0]!.value.from,
    to: null,
  };
  return {
    id,
    truth: p.truth,
    source: t.source,
    area: t.area,
    registered,
    basic: basicOf(random, p, registered, t.plain ?? false),
    homes,
    identities: identitiesOf(random, p, s, registered),
    condition: t.plain
      ? condition
      : { ...condition, versions: conditionTold({ part: p.part, age: ageOf(p.cell), registered, versions: condition.versions }) },
    skills: skillsOf(random, p, registered, last.ability),
    intention: intentionOf(random, p, s, t, last),
    contact,
    consents: consentsOf(random, p, registered),
    memberships: [
      {
        id: idOf(registered, p.part, TAG.membership),
        versions: afterwards(registered, member, left ? left.recorded : null, { ...member, to: left ? left.value.to : null }, '迁出'),
      },
    ],
    links: once(registered, { person: id, cause: 'own' }),
    second: false,
    work: NO_WORK,
  };
};

/** What the ids of a person or household of this village are made of; `kind` keeps the two apart. */
export const partOf = (village: number, kind: number, ordinal: number): number => mix(mix(village, kind), ordinal);
