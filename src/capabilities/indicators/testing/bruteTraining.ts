// The independent count of I09: docs/figures.md §7 with its notes 27 and 28 read aloud, class by class, person by person, day by day. It shares nothing with the engine
// but `src/standards`.
import { addDays, addMonths, type Day } from '#standards/calendar/calendar.ts';
import { dimensionsOf } from './bruteDimensions.ts';
import { knownAt, type Person, personsAt, type Work } from './bruteFacts.ts';
import { counted, vouched } from './bruteFold.ts';
import { united } from './bruteMain.ts';
import { hostOf, mappedTo, pairingOf } from './brutePlaces.ts';
import { runsOf } from './bruteStable.ts';
import type { BruteClass, BrutePerson, BruteTrained, BruteTrainee, TrainedAsk, TrainingWorld } from './trainingWorld.ts';
import type { World } from './world.ts';

/** ○ Of note 28. */
const AFTER = 90;
const GAP = 15;
/** Which of the four a programme counts under. */
const FOUR: Readonly<Record<string, string>> = { cook: 'cook', technician: 'technician', homeService: 'homeService', artisan: 'artisan' };
const projectOf = (programme: string): string => FOUR[programme] ?? PROJECT_OF_BRANCH[programme] ?? '';
/** Branches and brands that tests use. */
const PROJECT_OF_BRANCH: Readonly<Record<string, string>> = { homeMaternity: 'homeService', baguiNoodles: 'cook' };

/** What somebody's mark of a lesson is: the mark as known, else what the book says. */
const LETTERS: Readonly<Record<string, string>> = { present: 'p', late: 'l', leftEarly: 'e', absent: 'a', excused: 'x' };
const CAME = ['p', 'l', 'e'];

/** Note 28: "a start ≤ min(D, e + 90) and e ≤ the last day of counted", some day vouched. Told by the first day behind e on which it is so. */
const workAfter = (spells: readonly Work[], e: Day, D: Day, c: number): Day | null => {
  const days = united(spells, c).flatMap((s) => {
    if (s.kind === 'internship' || vouched(s, c) === null) return [];
    const until = counted(s, c)!.to;
    if (s.start > D || s.start > addDays(e, AFTER) || until < e) return [];
    return [s.start > e ? s.start : e];
  });
  return days.sort()[0] ?? null;
};
/** Note 28: stable m months. */
const stableAfter = (spells: readonly Work[], e: Day, D: Day, months: number): Day | null => {
  const stretches = united(spells, 5).flatMap((s) => (s.kind === 'internship' ? [] : (vouched(s, 5) ?? [])));
  const days = runsOf(stretches, GAP).flatMap(({ u, v }) => {
    if (u > addDays(e, AFTER) || v <= e) return [];
    const full = addMonths(u > e ? u : e, months);
    return full <= v && full <= D ? [full] : [];
  });
  return days.sort()[0] ?? null;
};

export const bruteTrained = (world: World, training: TrainingWorld, { from, to, knownAt: K }: TrainedAsk): BruteTrained => {
  const known = knownAt(K);
  const people = personsAt(world, K);
  const link = new Map(world.links.filter(known).map((l) => [l.worker, l.person]));
  const personOf = (worker: string): string => link.get(worker) ?? worker;
  const speaks = new Map(world.organisationLinks.filter(known).map((l) => [l.organisation, l.main]));
  const organisation = (id: string | null): string => (id === null ? '' : (speaks.get(id) ?? id));
  const pairings = world.pairings.filter(known);
  const steps = training.steps.filter(known);
  const marks = training.marks.filter(known);
  const books = training.books.filter(known);
  const enrolments = training.enrolments.filter(known);
  const lessons = training.lessons.filter(known).filter((l) => l.state === 'planned' && l.day <= to);

  const told = training.classes.filter(known).flatMap((of) => {
    const opened = steps.find((s) => s.class === of.id && s.state === 'opened')?.on;
    if (opened === undefined || opened < from || to < opened) return [];
    if (steps.some((s) => s.class === of.id && s.state === 'cancelled' && s.on <= to)) return [];
    const ofClass = {
      programme: projectOf(of.programme),
      mode: of.mode,
      order: of.order,
      school: organisation(of.school),
      employer: organisation(of.employer),
    };
    return [{ of, opened, ofClass }];
  });
  const classes = told.map(({ of, opened, ofClass }): BruteClass => {
    const mapped = mappedTo(of.origin, to);
    const [origin, host] = [mapped === '?' || mapped === '' ? '?' : mapped.slice(0, 6).padEnd(12, '0'), hostOf(of.host, to)];
    return {
      id: of.id,
      opened,
      seats: of.seats,
      budget: training.budget.filter((b) => known(b) && b.class === of.id).reduce((sum, b) => sum + b.amount, 0),
      origin,
      host,
      ...ofClass,
      pairing: pairingOf(pairings, origin, host, to),
    };
  });

  const trainees: (BruteTrainee & { readonly minute: number; readonly opened: Day })[] = [];
  const persons: BrutePerson[] = [];
  for (const person of people) {
    const mine: { readonly entry: (typeof told)[number]; readonly first: { readonly day: Day; readonly minute: number } }[] = [];
    for (const entry of told) {
      const cls = entry.of.id;
      const records = world.workers.map((w) => w.id).filter((w) => personOf(w) === person.id);
      const came = lessons
        .filter((l) => l.class === cls)
        .filter((l) =>
          records.some((record) => {
            const mark = marks.find((m) => m.lesson === l.id && m.worker === record);
            if (mark) return CAME.includes(LETTERS[mark.says]!);
            const book = books.find((b) => b.class === cls && b.worker === record);
            const at = book?.lessons.indexOf(l.id) ?? -1;
            return at >= 0 && CAME.includes(book!.says[at]!);
          }),
        )
        .sort((a, b) => (a.day === b.day ? a.minute - b.minute : a.day < b.day ? -1 : 1));
      const own = enrolments.filter((e) => e.class === cls && records.includes(e.worker) && e.from !== null && e.from <= to);
      const enrolled = own.map((e) => e.from!).sort()[0] ?? null;
      const first = came[0] ?? null;
      if (first === null && enrolled === null) continue;
      const ends = own.filter((e) => e.state === 'finished' && e.ended !== null && e.ended <= to).map((e) => e.ended!);
      const finished = first === null ? null : (ends.sort().at(-1) ?? null);
      const on = first?.day ?? enrolled!;
      if (first) mine.push({ entry, first });
      trainees.push({
        ...read(person, entry, on),
        enrolled,
        attended: first?.day ?? null,
        finished,
        employed: finished === null ? null : workAfter(person.spells, finished, to, 5),
        reported: finished === null ? null : workAfter(person.spells, finished, to, 6),
        stable3: finished === null ? null : stableAfter(person.spells, finished, to, 3),
        stable6: finished === null ? null : stableAfter(person.spells, finished, to, 6),
        minute: first?.minute ?? 0,
        opened: entry.opened,
      });
    }
    if (mine.length === 0) continue;
    const on = mine.map((m) => m.first.day).sort()[0]!;
    const rank = ({ entry, first }: (typeof mine)[number]) => [
      entry.of.order === '' ? '1' : '0',
      first.day,
      String(first.minute).padStart(4, '0'),
      entry.opened,
      entry.of.id,
    ];
    const [main] = mine.toSorted((a, b) => (rank(a).join(' ') < rank(b).join(' ') ? -1 : 1));
    persons.push(read(person, main!.entry, on));
  }
  const by = (x: { person: string; class: string }) => `${x.class} ${x.person}`;
  return {
    classes: classes.sort((a, b) => (a.id < b.id ? -1 : 1)),
    persons: persons.sort((a, b) => (a.person < b.person ? -1 : 1)),
    trainees: trainees.map(({ minute: _, opened: __, ...t }) => t).sort((a, b) => (by(a) < by(b) ? -1 : 1)),
  };

  function read(person: Person, { of, ofClass }: (typeof told)[number], on: Day): BrutePerson {
    const {
      origin,
      host,
      where,
      people: group,
      monitored,
      relocated,
      sex,
      age,
      pairing,
    } = dimensionsOf(person, { ...NO_WORK, place: of.host }, { on, D: to, c: 6, pairings });
    return { person: person.id, on, class: of.id, ...ofClass, host, pairing, origin, where, people: group, monitored, relocated, sex, age };
  }
};
/** Of a class only its host is read where a spell's place is. */
const NO_WORK: Work = {
  worker: '',
  kind: 'employed',
  organisation: null,
  organisationCode: null,
  occupation: '',
  industry: '',
  place: '',
  start: '2000-01-01',
  ended: null,
  pay: null,
  channel: '',
  programme: '',
  assisted: false,
  evidence: [],
};
