/**
 * Whom work found and lost: spells from 2018 on, what lists, insurance, payroll, contracts, visits and telephone said of them and when it was known. Drawn from
 * a stream of the person's own, so the rest of the world is the same with and without. All shares are ours (certainty: unverified), chosen so that each clause
 * of docs/figures.md leaves out a part: never placed, not assisted, unverified, ended without a word, contradicted, corrected, known late.
 */
import { dayOf, dayOfInstant, dayText, instantOn, TODAY } from './days.ts';
import { type Employer, type Employers, elsewhere, inGuangdong, near } from './employers.ts';
import { evidenceOf } from './evidence.ts';
import { idOf, idWithin } from './ids.ts';
import { DEMO_ORGANISATIONS } from './organisations.ts';
import { DEMO_COUNTY } from './places.ts';
import { hashText, mix, Random, weighted } from './random.ts';
import type { DemoWorker, Version } from './shapes.ts';
import type { Channel, DemoSpell, DemoWork, Evidence, Spell, SpellKind } from './shapesWork.ts';
import { projectOf, tradesOf } from './trades.ts';

/** What the demonstration knows is written before its morning. */
export const WORLD_ENDS = instantOn(TODAY, 8);
export const NO_WORK: DemoWork = { spells: [], noWork: null };
const TAG = { spell: 0x2000, evidence: 0x2100 } as const;

const REASONS = weighted([
  ['resigned', 30],
  ['contractEnd', 14],
  ['home', 18],
  ['care', 12],
  ['pay', 8],
  ['laidOff', 7],
  ['health', 5],
  ['closedDown', 3],
  ['skill', 3],
] as const);
const WAYS = weighted<readonly [Channel, Spell['assistedKind']]>([
  [['self', ''], 40],
  [['self', 'station'], 7],
  [['self', 'programme'], 4],
  [['self', 'class'], 4],
  [['government', 'station'], 12],
  [['government', 'trip'], 9],
  [['agency', 'agency'], 12],
  [['recruited', ''], 7],
  [['recruited', 'order'], 5],
]);

/** A spell as it is, days as numbers; the register may know it otherwise. */
export interface Job {
  readonly value: Spell;
  readonly start: number;
  /** The last day in post; null: still. */
  readonly end: number | null;
}

const livesOf = (w: DemoWorker) => {
  const basic = w.basic.versions.at(-1)!.value;
  const condition = w.condition?.versions.at(-1)?.value ?? null;
  const born = dayOf(basic.birthday);
  const died = basic.diedOn === null ? null : dayOf(basic.diedOn);
  return { born, died, sex: basic.sex, condition, age: (TODAY - born) / 365.2425 };
};

const newJob = (random: Random, w: DemoWorker, host: string, employers: Employers, start: number, age: number): Omit<Job, 'end'> => {
  const village = w.area;
  const where = random.next();
  const own = village.startsWith(DEMO_COUNTY) && where < 0.08;
  const guangdong = own || where < 0.6;
  const at: Employer = own
    ? employers.own
    : guangdong
      ? inGuangdong(random, employers, host)
      : where < 0.85
        ? near(random, village)
        : elsewhere(random);
  const x = random.next();
  const home = !guangdong && where < 0.85;
  const kind: SpellKind =
    age < 22 && x < 0.12 ? 'internship' : home && x < 0.12 ? 'public_post' : x > 0.95 ? 'self_employed' : x > 0.9 ? 'flexible' : 'employed';
  const [channel, assisted] = random.draw(WAYS);
  const way: readonly [Channel, Spell['assistedKind']] =
    kind === 'public_post'
      ? ['publicPost', 'publicPlacement']
      : kind === 'self_employed'
        ? ['ownBusiness', '']
        : kind === 'flexible'
          ? ['flexible', '']
          : home && random.chance(0.2)
            ? ['workshop', 'programme']
            : [channel, assisted];
  const serving = (area: string) => employers.stations.get(`${area.slice(0, 4)} ${village.slice(0, 2)}`)?.map((s) => s.id);
  const stations = serving(at.area) ?? serving(host) ?? [];
  const behind = way[1] === 'station' ? stations : way[1] === 'agency' ? employers.agencies : [];
  const assistedKind = (way[1] === 'station' || way[1] === 'agency') && !behind.length ? '' : way[1];
  const alone = kind === 'self_employed' || kind === 'flexible';
  const occupation = random.chance(0.85) ? random.draw(tradesOf(livesOf(w).sex)) : '';
  return {
    start,
    value: {
      kind,
      organisation: alone ? null : at.id,
      employer: alone || at.id !== null ? '' : at.name,
      occupation,
      industry: at.industry,
      place: at.area,
      start: dayText(start),
      startPrecision: 'day',
      ended: null,
      endInferred: false,
      leaveReason: '',
      pay: random.chance(0.12) ? null : Math.max(600, Math.round(random.around(home ? 3200 : 4900, 1100) / 100) * 100),
      channel: way[0],
      pointToPoint: guangdong ? assistedKind === 'trip' || random.chance(0.1) : null,
      assistedKind,
      assistedRef: behind.length
        ? `org:${random.pick(behind)}`
        : assistedKind
          ? `示例-${dayText(start).slice(0, 4)}-${random.int(1, 9999)}`
          : '',
      programme: projectOf(occupation, assistedKind, hashText(`${w.id} ${start}`)),
      contractFrom: null,
      contractTo: null,
    },
  };
};

/** How long somebody stays: one in six leaves within weeks, the rest later and later. */
const drawStay = (random: Random): number =>
  random.chance(0.17) ? random.int(8, 85) : 60 + Math.round(-Math.log(1 - random.next()) * 430);

const careerOf = (random: Random, w: DemoWorker, host: string, employers: Employers, from: number, until: number): Job[] => {
  const jobs: Job[] = [];
  let day = from;
  for (let n = 0; n < 5 && day < until; n++) {
    const last = jobs.at(-1);
    const back = last && last.value.kind !== 'internship' && random.chance(0.22);
    const age = (day - livesOf(w).born) / 365.2425;
    const next = back
      ? {
          start: day,
          value: {
            ...last.value,
            start: dayText(day),
            ended: null,
            endInferred: false,
            leaveReason: '',
            contractFrom: null,
            contractTo: null,
          },
        }
      : newJob(random, w, host, employers, day, age);
    const end = day + drawStay(random);
    const open = end >= until;
    jobs.push({ ...next, end: open ? null : end });
    if (open) break;
    day = end + 1 + (random.chance(0.28) ? random.int(0, 12) : random.int(13, 170));
  }
  return jobs;
};

/** The versions a spell went through in the register, or null where nobody has told of it yet. */
const toldOf = (random: Random, job: Job, registered: number): readonly Version<Spell>[] | null => {
  const known = Math.max(registered + 60_000, instantOn(job.start + random.int(3, 45), 9, random.int(0, 25_000_000)));
  if (known >= WORLD_ENDS) return null;
  const month = random.chance(0.18);
  const value: Spell = month ? { ...job.value, start: `${job.value.start.slice(0, 7)}-01`, startPrecision: 'month' } : job.value;
  const versions: { recorded: number; value: Spell; reason: string }[] = [{ recorded: known, value, reason: '' }];
  const later = (at: number, next: Spell, reason: string): void => {
    const last = versions.at(-1)!;
    if (at <= last.recorded) versions[versions.length - 1] = { ...last, value: next };
    else if (at < WORLD_ENDS) versions.push({ recorded: at, value: next, reason });
  };
  if (random.chance(0.03)) {
    // entered wrongly, found at the next visit
    const wrong = random.chance(0.5)
      ? { ...value, pay: value.pay === null ? null : value.pay * 10 }
      : { ...value, start: dayText(dayOf(value.start) - 31), startPrecision: 'day' as const };
    versions[0] = { ...versions[0]!, value: wrong };
    later(known + random.int(20, 200) * 86_400_000, value, '核对后更正');
  }
  // one end in seven is never told
  if (job.end !== null && random.chance(0.86)) {
    const done: Spell = { ...versions.at(-1)!.value, ended: dayText(job.end), leaveReason: random.draw(REASONS) };
    later(instantOn(job.end + random.int(1, 45), 10, random.int(0, 20_000_000)), done, '');
  }
  return versions.map((v, i) => ({ ...v, superseded: versions[i + 1]?.recorded ?? null }));
};

/** A list that tells of a new spell ends the old one of which nobody has said that it is over. */
const closedBy = (old: DemoSpell, next: Version<Spell>): DemoSpell => {
  const stood = old.versions.at(-1)!;
  const ended = dayText(dayOf(next.value.start) - 1);
  if (stood.value.ended !== null || next.recorded <= stood.recorded || ended < stood.value.start) return old;
  const closed = { recorded: next.recorded, superseded: null, value: { ...stood.value, ended, endInferred: true }, reason: '' };
  return { ...old, versions: [...old.versions.slice(0, -1), { ...stood, superseded: next.recorded }, closed] };
};

export interface WorkGiven {
  readonly seed: number;
  /** The prefecture (host side) that theirs is paired with, twelve digits. */
  readonly host: string;
  readonly employers: Employers;
}

export const workOf = (w: DemoWorker, { seed, host, employers }: WorkGiven): DemoWork => {
  const { born, died, condition, age } = livesOf(w);
  const station = w.source === 'station';
  if (!station && (condition === null || condition.schoolStage !== null || condition.ability === 'none' || condition.ability === 'lost'))
    return NO_WORK;
  if (age < 16.2 || age > 66) return NO_WORK;
  const part = hashText(w.id);
  const random = new Random(mix(seed, 0x776f726b), part);
  if (!station && random.chance(age > 58 ? 0.5 : 0.13)) {
    if (random.chance(0.4)) return NO_WORK;
    return { spells: [], noWork: { observed: dayText(dayOfInstant(w.registered)), recorded: w.registered + 60_000 } };
  }
  const first = random.chance(0.6) ? dayOf('2018-02-01') + random.int(0, 1060) : dayOf('2021-01-01') + random.int(0, 590);
  const from = Math.max(first, born + 5850 + random.int(20, 400));
  const until = Math.min(TODAY - 2, died === null ? TODAY : died - 1);
  const spells: DemoSpell[] = [];
  for (const job of careerOf(random, w, host, employers, from, until)) {
    const contract = job.value.kind === 'employed' && job.value.organisation !== null && random.chance(0.3);
    const months = random.pick([6, 12, 12, 24, 36]);
    const held: Job = contract
      ? {
          ...job,
          value: { ...job.value, contractFrom: dayText(job.start), contractTo: dayText(job.start + Math.round(months * 30.44) - 1) },
        }
      : job;
    const versions = toldOf(random, held, w.registered);
    if (!versions) break;
    const before = spells.at(-1);
    if (before && random.chance(0.85)) spells[spells.length - 1] = closedBy(before, versions[0]!);
    const n = spells.length;
    const at = versions[0]!.recorded;
    spells.push({
      id: idWithin(at, w.id, TAG.spell + n),
      versions,
      evidence: evidenceOf(random, held, versions, (k) => idWithin(at, w.id, TAG.evidence + n * 1024 + k), until),
    });
  }
  return { spells, noWork: null };
};

/** A second record opened by a station: the spell it saw, as the first record tells it, with a visit of the day. */
export const seenAtWork = (w: DemoWorker, first: DemoWork | undefined): DemoWork => {
  const seen = first?.spells.findLast((s) => s.versions.at(-1)!.value.place.startsWith('44'));
  if (!seen) return NO_WORK;
  const value = seen.versions.at(-1)!.value;
  const on = dayOfInstant(w.registered);
  const day = dayText(on);
  if (day < value.start || (value.ended !== null && day > value.ended)) return NO_WORK;
  const part = hashText(w.id);
  const recorded = w.registered + 60_000;
  const id = idOf(recorded, part, TAG.spell);
  const visit = { class: 4, says: 'in_post', from: value.start, to: day, observed: day, note: '到站登记' } as const;
  return {
    spells: [
      {
        id,
        versions: [{ recorded, superseded: null, value: { ...value, ended: null, endInferred: false, leaveReason: '' }, reason: '' }],
        evidence: [{ id: idOf(recorded, part, TAG.evidence), versions: [{ recorded, superseded: null, value: visit, reason: '' }] }],
      },
    ],
    noWork: null,
  };
};

/** Of the one whose account stands in the guide: at the demonstration employer since spring 2021, vouched for by everybody who can. */
export const heroineWork = ({ own }: Employers): DemoWork => {
  const at = (day: string, hour: number): number => instantOn(dayOf(day), hour);
  const recorded = at('2021-03-22', 10);
  const part = hashText('heroine');
  const start = '2021-03-15';
  const value: Spell = {
    kind: 'employed',
    organisation: own.id,
    employer: '',
    occupation: '4-03-02-01',
    industry: own.industry,
    place: own.area,
    start,
    startPrecision: 'day',
    ended: null,
    endInferred: false,
    leaveReason: '',
    pay: 4800,
    channel: 'government',
    pointToPoint: true,
    assistedKind: 'station',
    assistedRef: `org:${DEMO_ORGANISATIONS.station}`,
    programme: 'cook',
    contractFrom: start,
    contractTo: '2023-03-14',
  };
  const said: readonly [Evidence, number][] = [
    [{ class: 6, says: 'in_post', from: start, to: '2021-03-22', observed: '2021-03-22', note: '' }, recorded],
    [{ class: 3, says: 'in_post', from: start, to: '2021-04-02', observed: '2021-04-02', note: '劳动合同' }, at('2021-04-06', 9)],
    [{ class: 1, says: 'in_post', from: '2021-04-01', to: '2022-08-31', observed: '2022-08-31', note: '' }, at('2022-09-13', 15)],
    [{ class: 4, says: 'in_post', from: start, to: '2022-06-17', observed: '2022-06-17', note: '走访' }, at('2022-06-17', 17)],
    [{ class: 5, says: 'in_post', from: start, to: '2022-09-20', observed: '2022-09-20', note: '电话回访' }, at('2022-09-20', 11)],
  ];
  return {
    spells: [
      {
        id: idOf(recorded, part, TAG.spell),
        versions: [{ recorded, superseded: null, value, reason: '' }],
        evidence: said.map(([e, at], k) => ({
          id: idOf(recorded, part, TAG.evidence + k),
          versions: [{ recorded: at, superseded: null, value: e, reason: '' }],
        })),
      },
    ],
    noWork: null,
  };
};
