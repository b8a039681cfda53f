/** Work as the register comes to know it: who employs, how somebody came there, which versions the record went through. All shares are ours (certainty: unverified). */
import { dayOf, dayText, instantOn, TODAY } from './days.ts';
import { type Employer, type Employers, elsewhere, inGuangdong, near } from './employers.ts';
import type { Want } from './kinds.ts';
import { DEMO_COUNTY } from './places.ts';
import { hashText, type Random, weighted } from './random.ts';
import type { DemoWorker, Sex, Version } from './shapes.ts';
import type { Channel, Spell, SpellKind } from './shapesWork.ts';
import { HOME_SERVICE, projectOf, tradesOf } from './trades.ts';

/** What the demonstration knows is written before its morning. */
export const WORLD_ENDS = instantOn(TODAY, 8);
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
/** Ways into work with help behind it … */
const HELPED = weighted<readonly [Channel, Spell['assistedKind']]>([
  [['self', 'station'], 7],
  [['self', 'programme'], 4],
  [['self', 'class'], 4],
  [['government', 'station'], 12],
  [['government', 'trip'], 9],
  [['agency', 'agency'], 12],
  [['recruited', 'order'], 5],
]);
/** … and without. */
const ALONE = weighted<readonly [Channel, Spell['assistedKind']]>([
  [['self', ''], 40],
  [['recruited', ''], 7],
]);

/** A spell as it is, days as numbers; the register may know it otherwise. */
export interface Job {
  readonly value: Spell;
  readonly start: number;
  /** The last day in post; null: still. */
  readonly end: number | null;
  /** Bounds of what may be said of it (lives.ts). */
  readonly notBefore: number;
  readonly cap5: number;
  readonly cap6: number;
  readonly sure: NonNullable<Want['sure']>;
  readonly endTold: boolean;
  readonly contradicted: { readonly listed: number } | null;
  /** What it was first taken for; null where it was entered as it is. */
  readonly first: Partial<Spell> | null;
}

interface Finding {
  readonly random: Random;
  readonly w: DemoWorker;
  readonly host: string;
  readonly employers: Employers;
  /** In years. */
  readonly age: number;
  readonly sex: Sex;
}
export const NO_HELP = { assistedKind: '', assistedRef: '', programme: '' } as const;

const newValue = ({ random, w, host, employers, age, sex }: Finding, want: Want): Spell => {
  const village = w.area;
  const { where, start, homeService } = want;
  const helped = want.helped || want.corrected === true;
  const at: Employer =
    where === 'guangdong'
      ? village.startsWith(DEMO_COUNTY) && random.chance(0.13)
        ? employers.own
        : inGuangdong(random, employers, host)
      : where === 'near'
        ? near(random, village)
        : elsewhere(random);
  const home = where === 'near';
  const must = homeService === 'must';
  const x = random.next();
  const kind: SpellKind = want.internship
    ? 'internship'
    : must
      ? 'employed'
      : helped
        ? home && x < (age > 56 ? 0.6 : 0.1)
          ? 'public_post'
          : 'employed'
        : x > 0.92
          ? 'self_employed'
          : x > 0.82
            ? 'flexible'
            : 'employed';
  const drawn = random.draw(helped ? HELPED : ALONE);
  const [channel, found]: readonly [Channel, Spell['assistedKind']] =
    kind === 'public_post'
      ? ['publicPost', 'publicPlacement']
      : kind === 'self_employed'
        ? ['ownBusiness', '']
        : kind === 'flexible'
          ? ['flexible', '']
          : helped && home && random.chance(0.2)
            ? ['workshop', 'programme']
            : drawn;
  const serving = (area: string) => employers.stations.get(`${area.slice(0, 4)} ${village.slice(0, 2)}`)?.map((s) => s.id);
  const stations = serving(at.area) ?? serving(host) ?? [];
  const behind = found === 'station' ? stations : found === 'agency' ? employers.agencies : [];
  const assistedKind = must ? 'class' : (found === 'station' || found === 'agency') && !behind.length ? 'programme' : found;
  const alone = kind === 'self_employed' || kind === 'flexible';
  const occupation = must ? random.pick(HOME_SERVICE) : random.chance(0.85) ? random.draw(tradesOf(sex)) : '';
  const project = must ? 'homeService' : projectOf(occupation, assistedKind, hashText(`${w.id} ${start}`));
  const told: Spell = {
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
    channel,
    pointToPoint: where === 'guangdong' ? assistedKind === 'trip' || random.chance(0.1) : null,
    assistedKind,
    assistedRef:
      behind.length && !must
        ? `org:${random.pick(behind)}`
        : assistedKind
          ? `示例-${dayText(start).slice(0, 4)}-${random.int(1, 9999)}`
          : '',
    programme: homeService === 'never' && project === 'homeService' ? '' : project,
    contractFrom: null,
    contractTo: null,
  };
  return told;
};

/** Back at the employer of the time before. */
const again = (before: Spell, want: Want): Spell => ({
  ...before,
  start: dayText(want.start),
  startPrecision: 'day',
  ...(want.homeService === 'never' && before.programme === 'homeService' ? { programme: '' as const } : {}),
});

export const jobsOf = (finding: Omit<Finding, 'age'>, wants: readonly Want[], born: number): Job[] => {
  const { random } = finding;
  const jobs: Job[] = [];
  let before: Want | undefined;
  for (const want of wants) {
    const last = jobs.at(-1);
    const back =
      last &&
      before &&
      before.where === want.where &&
      before.helped &&
      want.helped &&
      !before.internship &&
      !want.internship &&
      want.homeService !== 'must' &&
      random.chance(0.35);
    const value = back ? again(last.value, want) : newValue({ ...finding, age: (want.start - born) / 365.2425 }, want);
    before = want;
    const contract = value.kind === 'employed' && value.organisation !== null && random.chance(0.3);
    const months = random.pick([6, 12, 12, 24, 36]);
    jobs.push({
      value: {
        ...value,
        ...(want.corrected ? { ...NO_HELP, channel: 'self' as const } : {}),
        contractFrom: contract ? dayText(want.start) : null,
        contractTo: contract ? dayText(want.start + Math.round(months * 30.44) - 1) : null,
      },
      start: want.start,
      end: want.end,
      notBefore: want.notBefore ?? Number.NEGATIVE_INFINITY,
      cap5: want.cap5 ?? Number.POSITIVE_INFINITY,
      cap6: want.cap6 ?? Number.POSITIVE_INFINITY,
      sure: want.sure ?? [],
      endTold: want.endTold ?? false,
      contradicted: want.contradicted ?? null,
      first: want.corrected
        ? { channel: value.channel, assistedKind: value.assistedKind, assistedRef: value.assistedRef, programme: value.programme }
        : null,
    });
  }
  return jobs;
};

/** The versions a spell went through in the register, or null where nobody has told of it yet. */
export const toldOf = (random: Random, job: Job, registered: number): readonly Version<Spell>[] | null => {
  const known = Math.max(registered + 60_000, instantOn(job.start + random.int(3, 45), 9, random.int(0, 25_000_000)));
  if (known >= WORLD_ENDS) return null;
  const first = `${job.value.start.slice(0, 7)}-01`;
  const month = random.chance(0.18) && dayOf(first) >= job.notBefore;
  const value: Spell = month ? { ...job.value, start: first, startPrecision: 'month' } : job.value;
  const versions: { recorded: number; value: Spell; reason: string }[] = [{ recorded: known, value, reason: '' }];
  const later = (at: number, next: Spell, reason: string): void => {
    const last = versions.at(-1)!;
    if (at <= last.recorded) versions[versions.length - 1] = { ...last, value: next };
    else if (at < WORLD_ENDS) versions.push({ recorded: at, value: next, reason });
  };
  const early = dayOf(value.start) - 31;
  if (job.first) {
    versions[0] = { ...versions[0]!, value: { ...value, ...job.first } };
    later(Math.min(known + random.int(20, 200) * 86_400_000, WORLD_ENDS - 7_200_000), value, '核对后更正');
  } else if (random.chance(0.03)) {
    // entered wrongly, found at the next visit
    const wrong =
      random.chance(0.5) || early < job.notBefore
        ? { ...value, pay: value.pay === null ? null : value.pay * 10 }
        : { ...value, start: dayText(early), startPrecision: 'day' as const };
    versions[0] = { ...versions[0]!, value: wrong };
    later(known + random.int(20, 200) * 86_400_000, value, '核对后更正');
  }
  // one end in seven is never told
  if (job.end !== null && (random.chance(0.86) || job.endTold)) {
    const done: Spell = { ...versions.at(-1)!.value, ended: dayText(job.end), leaveReason: random.draw(REASONS) };
    const at = instantOn(job.end + random.int(1, 45), 10, random.int(0, 20_000_000));
    later(job.endTold ? Math.min(at, WORLD_ENDS - 3_600_000) : at, done, '');
  }
  return versions.map((v, i) => ({ ...v, superseded: versions[i + 1]?.recorded ?? null }));
};
