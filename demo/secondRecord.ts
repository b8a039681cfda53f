/** A second record of the same person: from another county, from a station, or typed twice in the village; with the slips that make them hard to find. */
import { drawLater } from './batches.ts';
import { dayOfInstant, dayText } from './days.ts';
import { idOf } from './ids.ts';
import { misheard, misread } from './names.ts';
import { mistypedDay, mistypedSequence, numberOf } from './numbers.ts';
import type { Village } from './places.ts';
import type { Random } from './random.ts';
import type { Basic, DemoPair, DemoWorker, ErrorKind, Home, Link, Version } from './shapes.ts';
import { afterwards, once, type Person, swappedBirthday } from './story.ts';
import { NO_WORK } from './work.ts';

export interface SecondGiven {
  readonly first: DemoWorker;
  readonly person: Person;
  readonly village: Village;
  /** Host prefecture, twelve digits. */
  readonly host: string;
  readonly phone: string | null;
  readonly elsewhere: () => Village;
}

const TAG = 0x1000;

export const secondRecord = (random: Random, g: SecondGiven): { readonly worker: DemoWorker; readonly pair: DemoPair } | null => {
  const { first, person } = g;
  const registered = drawLater(random, first.registered, 12, 560);
  if (registered === null) return null;
  const truth: Basic = { ...first.basic.versions[first.basic.versions.length - 1]!.value, name: person.name, diedOn: null };
  const number = numberOf(person.prefecture, person.sex, person.cell);
  const where = random.next();
  const station = where < 0.4;
  const away = !station && where < 0.65;
  const errors: ErrorKind[] = [];
  let basic: Basic = { ...truth, number, birthday: dayText(person.cell.day) };

  const x = random.next();
  if (x < 0.34) errors.push('sameNumber');
  else if (x < 0.38 && person.cell.day < 5000) errors.push('oldNumber');
  else if (x < 0.62) {
    basic = { ...basic, number: null };
    errors.push('noNumber');
    if (random.chance(0.25)) {
      basic = { ...basic, birthday: swappedBirthday(basic.birthday) };
      errors.push('birthdaySwapped');
    }
  } else {
    const day = mistypedDay(person.cell);
    const wrong = day ?? mistypedSequence(person.cell);
    if (!wrong) return null;
    basic = { ...basic, number: numberOf(person.prefecture, person.sex, wrong), birthday: dayText(wrong.day) };
    errors.push(day ? 'numberDayTypo' : 'numberTypo');
  }
  const y = random.next();
  const heard = y < 0.16 ? misheard(basic.name) : null;
  const seen = !heard && y < 0.24 ? misread(basic.name) : null;
  if (heard ?? seen) {
    basic = { ...basic, name: (heard ?? seen)! };
    errors.push(heard ? 'nameHomophone' : 'nameLookalike');
  }

  const id = idOf(registered, person.part, TAG);
  const sameNumber = basic.number === number;
  const sameName = basic.name === person.name;
  // number and name together join at once; anything else waits for a person at the desk, or for the sweep
  let links: readonly Version<Link>[];
  let state: DemoPair['state'] = 'unseen';
  let since: number | null = null;
  const alone: Link = { person: id, cause: 'own' };
  const joined: Link = { person: first.id, cause: 'desk' };
  const z = random.next();
  if (sameNumber && sameName) {
    links = once(registered, { person: first.id, cause: 'number' });
    state = 'number';
    since = registered;
  } else {
    const at = drawLater(random, registered, 3, 120);
    const again = at === null ? null : drawLater(random, at, 5, 200);
    if (z < 0.56 && at !== null) {
      links = afterwards(registered, alone, at, joined, '核对为同一人');
      state = 'merged';
      since = at;
    } else if (z < 0.6 && at !== null && again !== null) {
      links = [
        { recorded: registered, superseded: at, value: alone, reason: '' },
        { recorded: at, superseded: again, value: joined, reason: '核对为同一人' },
        { recorded: again, superseded: null, value: { person: id, cause: 'split' }, reason: '合并有误，拆开再查' },
      ];
      state = 'split';
      since = again;
    } else {
      links = once(registered, alone);
      if (z < 0.8 && at !== null) {
        state = 'desk';
        since = at;
      }
    }
  }
  const old = first.homes[first.homes.length - 1]!.versions[0]!.value;
  const village = away ? g.elsewhere().code : g.village.code;
  const home: Home = { ...old, village, from: away ? dayText(dayOfInstant(registered) - random.int(60, 900)) : old.from, to: null };
  const condition = first.condition;
  const worker: DemoWorker = {
    id,
    truth: first.truth,
    source: station ? 'station' : 'origin',
    area: station ? `${g.host.slice(0, 4)}00000000` : village,
    registered,
    basic: { id: idOf(registered, person.part, TAG + 2), versions: once(registered, basic) },
    homes: [{ id: idOf(registered, person.part, TAG + 16), versions: once(registered, home) }],
    // a station asks for no groups; another county copies what it is told
    identities: station
      ? []
      : first.identities.slice(0, 1).map((f, i) => ({
          id: idOf(registered, person.part, TAG + 32 + i),
          versions: once(registered, f.versions[f.versions.length - 1]!.value),
        })),
    condition:
      condition && !station
        ? {
            id: idOf(registered, person.part, TAG + 3),
            versions: once(registered, {
              ...condition.versions[condition.versions.length - 1]!.value,
              from: dayText(dayOfInstant(registered)),
            }),
          }
        : null,
    skills: [],
    intention: null,
    contact:
      g.phone && random.chance(0.7)
        ? { id: idOf(registered, person.part, TAG + 5), versions: once(registered, { phone: g.phone, kind: 'own', holder: '' }) }
        : null,
    consents: [],
    memberships: [],
    links,
    second: true,
    work: NO_WORK,
  };
  return { worker, pair: { kind: 'duplicate', first: first.id, second: id, errors, state, since } };
};
