/**
 * Whom work found and lost: spells from 2018 on, what lists, insurance, payroll, contracts, visits and telephone said of them and when it was known. Which life
 * somebody leads is the plan's to say (plan.ts, lives.ts), the rest is drawn from a stream of the person's own, so the rest of the world is the same with and
 * without. Each clause of docs/figures.md leaves out a part: never placed, not assisted, unverified, ended without a word, contradicted, corrected, known late.
 */
import { dayOf, dayOfInstant, dayText, instantOn, TODAY } from './days.ts';
import type { Employers } from './employers.ts';
import { evidenceOf } from './evidence.ts';
import { idOf, idWithin } from './ids.ts';
import { jobsOf, NO_HELP, toldOf, WORLD_ENDS } from './jobs.ts';
import type { Where } from './kinds.ts';
import { wantsOf } from './lives.ts';
import { DEMO_ORGANISATIONS } from './organisations.ts';
import type { Lot } from './outline.ts';
import { type Planned, urbanKind, whereWord } from './plan.ts';
import { hashText, mix, Random, share } from './random.ts';
import type { DemoWorker, Version } from './shapes.ts';
import type { DemoSpell, DemoWork, Evidence, Spell } from './shapesWork.ts';

export const NO_WORK: DemoWork = { spells: [], noWork: null };
const TAG = { spell: 0x2000, evidence: 0x2100 } as const;

const livesOf = (w: DemoWorker) => {
  const basic = w.basic.versions.at(-1)!.value;
  const condition = w.condition?.versions.at(-1)?.value ?? null;
  const born = dayOf(basic.birthday);
  const died = basic.diedOn === null ? null : dayOf(basic.diedOn);
  return { born, died, sex: basic.sex, condition, age: (TODAY - born) / 365.2425 };
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
/** Of somebody: what the plan says of them (null: nothing, their work never counts), and their words of chance. */
export interface Part {
  readonly planned: Planned | null;
  readonly lot: Lot;
  readonly poor: boolean;
  /** Their home counts as urban wherever the register says they live; helped like anybody, and not counted. */
  readonly urban: boolean;
}

const WHERE_2022 = 61;
/** The old stay near home. */
const whereOf = (x: number, age: number): Where =>
  age > 56 ? (x < 0.75 ? 'near' : x < 0.92 ? 'guangdong' : 'elsewhere') : x < 0.34 ? 'near' : x < 0.87 ? 'guangdong' : 'elsewhere';

export const workOf = (w: DemoWorker, { seed, host, employers }: WorkGiven, part: Part): DemoWork => {
  const { born, died, condition, age, sex } = livesOf(w);
  const able = condition !== null && condition.schoolStage === null && condition.ability !== 'none' && condition.ability !== 'lost';
  if (!part.planned && (!able || age < 18 || age > 66)) return NO_WORK;
  const random = new Random(mix(seed, 0x776f726b), hashText(w.id));
  const kind = part.planned?.kind ?? (part.urban && died === null ? urbanKind(part.lot) : 'none');
  const until = Math.min(TODAY - 4, died === null ? TODAY : died - 1);
  const wants = wantsOf(random, {
    kind,
    poor: part.poor,
    where: [whereOf(whereWord(part.lot), age), whereOf(share(part.lot.lot, WHERE_2022), age)],
    guangxi: w.area.startsWith('45'),
    near: part.planned?.near ?? false,
    overtaken: part.planned?.overtaken ?? false,
    born,
    until: TODAY - 4,
  });
  const lived =
    died === null
      ? wants
      : wants.filter((x) => x.start < until && !x.contradicted).map((x) => ({ ...x, end: Math.min(x.end ?? until, until) }));
  if (!wants.length && random.chance(0.6))
    return { spells: [], noWork: { observed: dayText(dayOfInstant(w.registered)), recorded: w.registered + 60_000 } };
  const spells: DemoSpell[] = [];
  for (const job of jobsOf({ random, w, host, employers, sex }, lived, born)) {
    const versions = toldOf(random, job, w.registered);
    if (!versions) break;
    const before = spells.at(-1);
    if (before && random.chance(0.85)) spells[spells.length - 1] = closedBy(before, versions[0]!);
    const n = spells.length;
    const at = versions[0]!.recorded;
    spells.push({
      id: idWithin(at, w.id, TAG.spell + n),
      versions,
      evidence: evidenceOf(random, job, versions, (k) => idWithin(at, w.id, TAG.evidence + n * 1024 + k), until),
    });
  }
  return { spells, noWork: null };
};

/**
 * A second record tells of a spell that the first one holds, as it stands there, with evidence that proves nothing the first does not prove: who is counted is
 * the same with and without it. While nobody has found that the two are one person, it is not said to be helped.
 */
export const seenAgain = (w: DemoWorker, first: DemoWork | undefined): DemoWork => {
  const joined = w.links.at(-1)!.value.person !== w.id;
  const station = w.source === 'station';
  if (!first || (!joined && !station)) return NO_WORK;
  const on = dayOfInstant(w.registered);
  const fits = (s: DemoSpell): Evidence | undefined => {
    const { value } = s.versions.at(-1)!;
    // spells of two records that meet are one: this one must meet no other than its own
    const meets = (x: Spell): boolean => x.start <= (value.ended ?? '9') && value.start <= (x.ended ?? '9');
    if (first.spells.some((x) => x !== s && meets(x.versions.at(-1)!.value))) return undefined;
    const over = s.evidence.some((e) => e.versions[0]!.value.says === 'not_in_post');
    if (value.start > dayText(on) || (value.ended === null && over) || (station && !joined && !value.place.startsWith('44')))
      return undefined;
    const said = s.evidence.map((e) => e.versions[0]!.value);
    const denied = (day: string): boolean => said.some((e) => e.says === 'not_in_post' && e.from <= day);
    return said.findLast(
      (e) => e.says === 'in_post' && (value.ended === null || e.to! <= value.ended) && e.to! >= value.start && !denied(e.to!),
    );
  };
  const seen = first.spells.findLast((s) => fits(s) !== undefined);
  if (!seen) return NO_WORK;
  const value = seen.versions.at(-1)!.value;
  const proof = fits(seen)!;
  const recorded = w.registered + 60_000;
  // no better than what the first record has, and about no later day
  const to = dayOf(proof.to!);
  const c = station && proof.class <= 4 ? 4 : 6;
  const observed = c === 4 ? to : Math.max(to, on);
  const heard = Math.min(Math.max(recorded, instantOn(observed + 1, 10)), WORLD_ENDS - 3_600_000);
  const note = station && to >= on ? '到站登记' : '';
  const said: Evidence = { class: c, says: 'in_post', from: value.start, to: dayText(to), observed: dayText(observed), note };
  return {
    spells: [
      {
        id: idWithin(recorded, w.id, TAG.spell),
        versions: [{ recorded, superseded: null, value: { ...value, ...(joined ? {} : NO_HELP) }, reason: '' }],
        evidence: [
          { id: idWithin(recorded, w.id, TAG.evidence), versions: [{ recorded: heard, superseded: null, value: said, reason: '' }] },
        ],
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
