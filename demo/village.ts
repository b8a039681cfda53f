/**
 * One village after another, household after household. A village is the smallest part that can be made alone; its first n households are the same whatever
 * the scale.
 */
import { drawLater, drawRegistered } from './batches.ts';
import { dayOf, dayText, instantOn, TODAY_YEAR } from './days.ts';
import type { Employers } from './employers.ts';
import { groupsOf } from './ethnic.ts';
import type { Member } from './household.ts';
import { idOf } from './ids.ts';
import { clansOf, drawDotted, drawGiven, drawSurname } from './names.ts';
import { type Cell, mayHaveTwin, phoneOf, twinOf } from './numbers.ts';
import { type Lot, newOutlines } from './outline.ts';
import { householdsAt, type Village } from './places.ts';
import { type Plan, plannedFor } from './plan.ts';
import { mix, Random, weighted } from './random.ts';
import { secondRecord } from './secondRecord.ts';
import type { DemoHousehold, DemoPair, DemoWorker, Identity, Relation, Sex } from './shapes.ts';
import type { DemoWork } from './shapesWork.ts';
import { cadresPhone } from './slips.ts';
import { type Person, partOf, type Setting, tellWorker } from './story.ts';
import { heroineWork, type Part, seenAgain, type WorkGiven, workOf } from './work.ts';

/** What a village needs to know of the rest of the world. */
export interface Surroundings {
  readonly seed: number;
  readonly scale: number;
  readonly villages: readonly Village[];
  /** First and last position in `villages` of each county's and prefecture's villages. */
  readonly ranges: ReadonlyMap<string, readonly [number, number]>;
  /** Host prefecture (twelve digits) by origin prefecture (four). */
  readonly hosts: ReadonlyMap<string, string>;
  readonly employers: () => Employers;
  /** Who leads which life; made when it is first asked for. */
  readonly plan: () => Plan;
}

/** The worker whose account stands in the guide (pt-laodongzhe): her record is the second of the first household of the demonstration village. */
export const DEMO_WORKER = { id: '00000000-0000-4000-8000-0000000000d5', name: '杨小花' } as const;
/** A person two of whom the village has: the next household is headed by one of the same name and day of birth. */
interface Namesake {
  readonly name: string;
  readonly sex: Sex;
  readonly cell: Cell;
  readonly group: string;
  readonly id: string;
}

const POVERTY = weighted<Identity['kind']>([
  ['poverty_general', 0.7],
  ['poverty_dibao', 0.28],
  ['poverty_tekun', 0.02],
]);

const period = (kind: Identity['kind'], from: number, to: number | null = null, removed: number | null = null): Identity => ({
  kind,
  from: dayText(from),
  to: to === null ? null : dayText(to),
  riskRemoved: removed === null ? null : dayText(removed),
});

/** The groups a household belonged to; all its registered members carry the same. */
const identitiesOf = (random: Random, poor: boolean, resettledOn: number | null): readonly Identity[] => {
  const found: Identity[] = [];
  if (poor) {
    const kind = random.draw(POVERTY);
    // lifted out between the end of 2014 and the end of 2020
    found.push(period(kind, dayOf(`${random.int(2014, 2020)}-12-${random.chance(0.8) ? '31' : '15'}`)));
    if (kind !== 'poverty_general') {
      const from = dayOf('2019-01-01') + random.int(0, 900);
      const to = kind === 'poverty_dibao' && random.chance(0.15) ? from + random.int(200, 700) : null;
      found.push(period(kind === 'poverty_dibao' ? 'low_income_dibao' : 'low_income_tekun', from, to));
    }
  } else if (random.chance(0.03)) found.push(period('low_income_dibao', dayOf('2019-06-01') + random.int(0, 1000)));
  if (random.chance(poor ? 0.065 : 0.035)) {
    const kind = poor
      ? random.chance(0.75)
        ? 'monitored_unstable'
        : 'monitored_sudden'
      : random.chance(0.7)
        ? 'monitored_marginal'
        : 'monitored_sudden';
    const from = dayOf('2020-03-15') + random.int(0, 920);
    const removed = random.chance(0.42) ? from + random.int(180, 600) : null;
    found.push(period(kind, from, null, removed !== null && removed < dayOf('2022-10-01') ? removed : null));
  }
  if (resettledOn !== null) found.push(period('relocated', resettledOn));
  return found;
};

const surnameFrom = (members: readonly Member[], names: readonly string[], at: number): string | null => {
  const { father } = members[at]!;
  return father === null ? null : (names[father] ?? null);
};

/** All households of a village at this world's scale, in order. */
export function* householdsOf(world: Surroundings, village: Village): Generator<DemoHousehold> {
  const { seed } = world;
  const count = householdsAt(village, seed, world.scale);
  if (!count) return;
  const own = mix(seed, village.hash);
  const random = new Random(own, 0);
  const province = village.code.slice(0, 2);
  const groups = groupsOf(village.county);
  const mainGroup = random.draw(groups);
  const clans = clansOf(random, mainGroup, province);
  const host = world.hosts.get(village.prefecture) ?? '440000000000';
  const given: WorkGiven = { seed, host, employers: world.employers() };
  const outlines = newOutlines(seed, village, own);
  const plan = world.plan();
  let phones = 0;
  /** The village cadre's: that of the first household. */
  let cadre: string | null = null;
  let persons = 0;
  let namesake: Namesake | null = null;

  const nextPhone = (): string => {
    if (phones >= village.phones) throw new Error(`${village.code} has more telephones than it owns numbers`);
    return phoneOf(seed, village.firstPhone + phones++);
  };
  const villageNear = (whose: string): Village => {
    const [from, to] = world.ranges.get(whose)!;
    return world.villages[random.int(from, to)]!;
  };

  for (let h = 0; h < count; h++) {
    const outline = outlines.of(random, h);
    const { demo, members, poor } = outline;
    const twinHead: Namesake | null = outline.namesake ? namesake : null;
    namesake = null;
    const group: string = twinHead?.group ?? (random.chance(0.75) ? mainGroup : random.draw(groups));
    const registered = demo ? instantOn(dayOf('2021-02-24'), 10) : drawRegistered(random, seed, village.county);
    const part = partOf(own, 0x686f7573, h);
    const resettledOn = poor && !demo && random.chance(0.16) ? dayOf('2016-06-01') + random.int(0, 1600) : null;
    const setting: Setting = {
      seed,
      household: idOf(registered, part, 1),
      village: village.code,
      hukou: outline.hukou,
      resettled: resettledOn === null ? null : { from: villageNear(village.county).code, on: resettledOn },
      identities: demo ? [period('poverty_general', dayOf('2018-12-31'))] : identitiesOf(random, poor, resettledOn),
      host,
      elsewhere: () => villageNear(random.chance(0.7) ? village.county : village.prefecture).code,
    };

    // names first, also of those the register does not hold: their children are called after them
    const familyNames: string[] = [];
    for (let i = 0; i < members.length; i++) {
      const { relation } = members[i]!;
      const fromHead =
        relation === 'father' || relation === 'brother' || ((relation === 'son' || relation === 'daughter') && members[i]!.father === null);
      familyNames.push(
        surnameFrom(members, familyNames, i) ??
          (fromHead
            ? familyNames[0]!
            : i === 0 && twinHead
              ? [...twinHead.name][0]!
              : random.chance(relation === 'head' ? 0.5 : 0.15)
                ? random.pick(clans)
                : drawSurname(random, group, province)),
      );
    }

    const workers: DemoWorker[] = [];
    const pairs: DemoPair[] = [];
    const parts = new Map<string, Part>();
    let householdPhone: string | null = null;
    let spouseOfHead: string | null = null;
    let headId: string | null = null;
    let size = members.length;

    const tell = (member: Member, name: string, cell: Cell, ethnic: string, relation: Relation, lot: Lot, i: number | null): DemoWorker => {
      const age = TODAY_YEAR - member.year;
      // one in twenty-five is entered when they come home, months after the others
      const late = relation !== 'head' && !demo && random.chance(0.04) ? drawLater(random, registered, 20, 400) : null;
      const at = late ?? registered + workers.length * 1700;
      const has = random.chance(age < 16 ? 0.1 : age > 65 ? 0.5 : 0.93);
      const shared = has && householdPhone !== null && random.chance(age < 18 || age > 58 ? 0.7 : 0.1);
      const phone = !has ? null : shared ? householdPhone : nextPhone();
      householdPhone ??= phone;
      if (h === 0) cadre ??= phone;
      const borrowed = phone !== null && cadre !== null && relation === 'head' && h > 0 && cadresPhone(part);
      const person: Person = {
        truth: `${village.code}#${persons}`,
        part: partOf(own, 0x70657273, persons),
        lot: lot.lot,
        name,
        sex: member.sex,
        cell,
        prefecture: village.prefecture,
        ethnic,
        relation,
      };
      persons++;
      const heroine = demo && relation === 'spouse';
      const worker = tellWorker(random, person, setting, {
        registered: at,
        source: 'origin',
        area: village.code,
        contact:
          phone === null
            ? null
            : shared
              ? { phone, kind: 'family', holder: '家里' }
              : { phone: borrowed ? cadre! : phone, kind: 'own', holder: '' },
        newPhone: phone !== null && !shared && random.chance(0.04) ? nextPhone() : null,
        spouse: relation === 'spouse' ? headId : null,
        plain: heroine,
        ...(heroine ? { id: DEMO_WORKER.id } : {}),
      });
      workers.push(worker);
      const planned = i === null ? null : plannedFor(plan, outline, i, province);
      parts.set(worker.id, { planned, lot, poor, urban: outline.hukou === 'non_agricultural' && !village.rural });
      if (relation === 'head') headId = worker.id;
      if (relation === 'spouse') spouseOfHead = worker.id;
      if (age >= 16 && !heroine && random.chance(0.041)) {
        const second = secondRecord(random, { first: worker, person, village, host, phone, elsewhere: () => villageNear(province) });
        if (second) {
          workers.push(second.worker);
          pairs.push(second.pair);
        }
      }
      return worker;
    };

    for (let i = 0; i < members.length; i++) {
      const member = members[i]!;
      if (!member.registered) continue;
      const head = i === 0;
      const cell: Cell =
        head && twinHead ? twinOf(twinHead.cell, twinHead.sex) : outlines.cell(member.year, member.sex, outline.ordinals[i]!);
      const surname = familyNames[i]!;
      const name: string =
        demo && member.relation === 'spouse'
          ? DEMO_WORKER.name
          : head && twinHead
            ? twinHead.name
            : ((member.year > 1950 ? drawDotted(random, group) : null) ??
              surname + drawGiven(random, member.sex, member.year, mix(own, surname.charCodeAt(0))));
      const marriedIn = member.relation === 'daughterInLaw' || member.relation === 'sonInLaw' || member.relation === 'spouse';
      const ethnic = marriedIn && random.chance(0.25) ? random.draw(groups) : group;
      const lot = outline.lots[i]!;
      const worker = tell(member, name, cell, ethnic, member.relation, lot, i);
      if (head && twinHead) pairs.push(alike('namesakes', twinHead.id, worker.id));
      if (head && outline.nextIs) namesake = { name, sex: member.sex, cell, group, id: worker.id };
      if (demo || !mayHaveTwin(cell)) continue;
      const child = member.relation === 'son' || member.relation === 'daughter';
      if (child && random.chance(0.04)) {
        const sex: Sex = random.chance(0.65) ? member.sex : member.sex === '1' ? '2' : '1';
        const given = [...name].slice(surname.length);
        // twins are often called alike
        const twinName =
          given.length === 2 && random.chance(0.6)
            ? `${surname}${given[0]}${random.pick(['明', '亮', '文', '双', '丽', '平'])}`
            : `${surname}${drawGiven(random, sex, member.year, own)}`;
        const twin = tell(
          { ...member, sex },
          twinName === name ? `${surname}小${given[given.length - 1]}` : twinName,
          twinOf(cell, member.sex),
          ethnic,
          sex === '1' ? 'son' : 'daughter',
          { lot: mix(lot.lot, 0x7477), other: mix(lot.other, 0x7477) },
          null,
        );
        pairs.push(alike('twins', worker.id, twin.id));
        size++;
      }
    }

    // couples look for work together
    const couple = spouseOfHead;
    const settled = couple ? workers.map((w) => (w.id === headId ? withTogether(w, couple) : w)) : workers;
    yield {
      id: setting.household,
      number: `${village.code}${String(h + 1).padStart(5, '0')}`,
      village: village.code,
      registered,
      workers: withWork(settled, pairs, given, parts),
      size,
      pairs,
    };
  }
}

/** Everybody's work, when the household is complete; a second record may tell of it again. */
const withWork = (
  workers: readonly DemoWorker[],
  pairs: readonly DemoPair[],
  given: WorkGiven,
  parts: ReadonlyMap<string, Part>,
): readonly DemoWorker[] => {
  const firstOf = new Map(pairs.flatMap((p) => (p.kind === 'duplicate' ? [[p.second, p.first] as const] : [])));
  const own = new Map<string, DemoWork>();
  for (const w of workers) {
    const part = parts.get(w.id);
    if (part)
      own.set(
        w.id,
        w.id === DEMO_WORKER.id ? heroineWork(given.employers) : workOf(w, given, { ...part, urban: part.urban && staysUrban(w, workers) }),
      );
  }
  return workers.map((w) => ({ ...w, work: own.get(w.id) ?? seenAgain(w, own.get(firstOf.get(w.id) ?? '')) }));
};

/** No record of theirs knows of a home in a village since 2021. */
const staysUrban = (w: DemoWorker, workers: readonly DemoWorker[]): boolean =>
  workers
    .filter((x) => x.links.at(-1)!.value.person === w.id)
    .flatMap((x) => x.homes.flatMap((h) => h.versions.map((v) => v.value)))
    .every((home) => (home.to !== null && home.to < '2021-01-01') || (home.hukou === 'non_agricultural' && home.village === w.area));

const alike = (kind: 'twins' | 'namesakes', a: string, b: string): DemoPair => ({
  kind,
  first: a < b ? a : b,
  second: a < b ? b : a,
  errors: [],
  state: 'unseen',
  since: null,
});

/** The head goes along with a spouse who wants to go with them: both say so. */
const withTogether = (head: DemoWorker, spouse: string): DemoWorker => {
  const { intention } = head;
  if (!intention || intention.versions[0]!.value.willing === 'no' || head.id.charCodeAt(35) % 4 !== 0) return head;
  return {
    ...head,
    intention: { id: intention.id, versions: intention.versions.map((v) => ({ ...v, value: { ...v.value, together: [spouse] } })) },
  };
};
