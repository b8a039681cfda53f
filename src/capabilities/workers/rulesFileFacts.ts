// First pass over a file: what the rows say of each other, in flat memory (about 180 bytes a row). Nothing personal stays but hashes.
import type { CheckContext, HouseholdFacts, RowFacts } from './rulesChecksShapes.ts';
import { birthdayOf, holdsPublicPost, isBlank, sexOf } from './rulesChecksShapes.ts';
import { hashOf, newColumn, newKeyTable, newOneOrMany, newRunningHash } from './rulesKeyTable.ts';
import { dayNumberOf } from './rulesSpan.ts';
import { newSpells } from './rulesSpells.ts';
import { type WorkerRow, workerFields } from './rulesWorkerRow.ts';

interface FileFacts {
  readonly note: (row: number, values: WorkerRow) => void;
  readonly of: (row: number, values: WorkerRow) => RowFacts;
}

const hash = newRunningHash();
/** Of everything the row holds, each value behind the place of its field; two rows with one fingerprint are copies. */
const fingerprintOf = (row: WorkerRow): number => {
  hash.start();
  for (let at = 0; at < workerFields.length; at++) {
    const value = row[workerFields[at]!];
    if (value === undefined) continue;
    hash.mark(1);
    hash.mark(at);
    hash.mark(2);
    if (typeof value === 'string') hash.add(value);
    else if (value !== null) hash.add(Array.isArray(value) ? value.join('\u0003') : String(value));
  }
  return hash.end();
};

/** Whose row it is, for telling persons apart: by number, else by name and household. */
const personOf = (row: WorkerRow): number => {
  hash.start();
  if (row.idNumber) {
    hash.mark(110);
    hash.add(row.idNumber);
  } else hash.add(`p${row.name ?? ''}\u0001${row.householdNumber ?? ''}\u0001${row.birthday ?? ''}`);
  return hash.end();
};

const countyOf = (place: string): number => Number(place.slice(0, 6)) || 0;

export const newFileFacts = (context: CheckContext): FileFacts => {
  // rows that differ; the first row of each
  const contents = newKeyTable();
  const firstRow = newColumn('int', -1);
  // numbers: names, rows, rows without a start
  const numbers = newKeyTable();
  const names = newOneOrMany();
  const rowsOf = newColumn();
  const startless = newColumn();
  const spells = newSpells(context.today);
  const phones = newKeyTable();
  const phoneHousehold = newOneOrMany();
  const phoneWorker = newOneOrMany();
  const phoneCounty = newOneOrMany();
  /** Only for telephones of several households. */
  const households = new Map<number, Set<number>>();
  const homes = newKeyTable();
  const heads = newOneOrMany();
  /** 1, 2; 3 where rows of the head contradict each other. */
  const headSex = newColumn();
  const headBorn = newOneOrMany();
  // bits: 1 somebody works, 2 somebody of whom it is not known
  const work = newColumn();
  // what the first pass found out about each row, in the order of its coming: the second comes in the same order and need not look for it again
  let noted = 0;
  let asked = 0;
  const [rowAt, contentAt, numberAt, phoneAt, homeAt] = [newColumn(), newColumn(), newColumn(), newColumn(), newColumn()];

  const notePhone = (at: number, row: WorkerRow) => {
    const home = row.householdNumber ? hashOf(row.householdNumber) : 0;
    if (home !== 0) {
      const first = phoneHousehold.first(at);
      phoneHousehold.see(at, home);
      if (first !== 0 && first !== home) {
        const set = households.get(at);
        if (set) set.add(home);
        else households.set(at, new Set([first, home]));
      }
    }
    // where somebody worked years ago says nothing of today
    if (row.working === false || !row.place || !isBlankOrMissing(row, 'end')) return;
    const county = countyOf(row.place);
    if (county === 0) return;
    phoneWorker.see(at, personOf(row));
    phoneCounty.see(at, county);
  };

  const noteHousehold = (at: number, row: WorkerRow) => {
    work.set(at, work.get(at) | (row.working === true ? 1 : row.working === false ? 0 : 2));
    if (row.relation !== 'head') return;
    heads.see(at, personOf(row));
    const sex = Number(sexOf(row) ?? 0);
    if (sex > 0) headSex.set(at, headSex.get(at) | sex);
    const birthday = birthdayOf(row);
    // moved out of the way of zero, which means none
    if (birthday) headBorn.see(at, dayNumberOf(birthday) + BORN_OFFSET);
  };

  const householdOf = (at: number): HouseholdFacts | null => {
    if (at < 0) return null;
    const sex = headSex.get(at);
    const works = work.get(at);
    return {
      heads: heads.count(at),
      headSex: sex === 1 ? '1' : sex === 2 ? '2' : null,
      headBorn: headBorn.count(at) === 1 ? headBorn.first(at) - BORN_OFFSET : null,
      works: works & 1 ? true : works === 0 ? false : null,
    };
  };

  const note = (row: number, values: WorkerRow) => {
    const ordinal = contents.take(fingerprintOf(values));
    const nth = noted++;
    asked = 0;
    rowAt.set(nth, row);
    contentAt.set(nth, ordinal);
    const had = firstRow.get(ordinal);
    if (had < 0 || row < had) firstRow.set(ordinal, row);
    // of a copy nothing else is asked
    if (had >= 0 && values.idNumber) {
      numberAt.set(nth, UNASKED);
      return;
    }
    let number = -1;
    if (values.idNumber) {
      number = numbers.take(hashOf(values.idNumber));
      rowsOf.set(number, rowsOf.get(number) + 1);
      if (values.name) names.see(number, hashOf(values.name));
      if (!values.start) startless.set(number, startless.get(number) + 1);
      else {
        hash.start();
        hash.add(values.idNumber);
        hash.mark(1);
        hash.add(values.name ?? '');
        spells.note(ordinal, row, hash.end(), values, holdsPublicPost(values));
      }
    }
    numberAt.set(nth, number);
    const phone = values.phone ? phones.take(hashOf(values.phone)) : -1;
    phoneAt.set(nth, phone);
    if (phone >= 0) notePhone(phone, values);
    const home = values.householdNumber ? homes.take(hashOf(values.householdNumber)) : -1;
    homeAt.set(nth, home);
    if (home >= 0) noteHousehold(home, values);
  };

  const of = (row: number, values: WorkerRow): RowFacts => {
    if (asked < noted && rowAt.get(asked) === row) {
      const nth = asked++;
      const ordinal = contentAt.get(nth);
      const first = firstRow.get(ordinal);
      if (values.idNumber && first !== row) return { ...NOTHING, copyOf: first };
      if (numberAt.get(nth) !== UNASKED) return told(values, ordinal, numberAt.get(nth), phoneAt.get(nth), homeAt.get(nth));
    }
    const ordinal = contents.find(fingerprintOf(values));
    const first = ordinal < 0 ? -1 : firstRow.get(ordinal);
    // a copy is refused as such; what else the file says is said at the first one
    if (values.idNumber && first >= 0 && first !== row) return { ...NOTHING, copyOf: first };
    return told(
      values,
      ordinal,
      values.idNumber ? numbers.find(hashOf(values.idNumber)) : -1,
      values.phone ? phones.find(hashOf(values.phone)) : -1,
      values.householdNumber ? homes.find(hashOf(values.householdNumber)) : -1,
    );
  };

  const told = (values: WorkerRow, ordinal: number, number: number, phone: number, home: number): RowFacts => {
    const repeats = number >= 0 && rowsOf.get(number) > 1;
    return {
      copyOf: null,
      names: repeats && names.count(number) === 2,
      repeated: repeats && (context.kind === 'spells' ? !values.start && startless.get(number) > 1 : true),
      phoneHouseholds: phone < 0 ? 0 : (households.get(phone)?.size ?? phoneHousehold.count(phone)),
      phoneApart: phone >= 0 && phoneHousehold.count(phone) === 1 && phoneWorker.count(phone) === 2 && phoneCounty.count(phone) === 2,
      // of a number under two names nobody knows whose spells they are, but each name's own may be compared
      overlaps: number < 0 || ordinal < 0 ? null : spells.overlaps(ordinal),
      posts: number >= 0 && ordinal >= 0 && spells.threePosts(ordinal),
      household: householdOf(home),
    };
  };
  return { note, of };
};

const UNASKED = -2;
const BORN_OFFSET = 1_000_000;
const isBlankOrMissing = (row: WorkerRow, field: 'end'): boolean => row[field] === undefined || isBlank(row, field);
const NOTHING: RowFacts = {
  copyOf: null,
  names: false,
  repeated: false,
  phoneHouseholds: 0,
  phoneApart: false,
  overlaps: null,
  posts: false,
  household: null,
};
