import { prepareName } from '#capabilities/workers/rulesDuplicateName.ts';
import type { CompareContext, DuplicateRecord } from '#capabilities/workers/rulesDuplicates.ts';
import { frequencyOf } from '#capabilities/workers/rulesNameFrequency.ts';
import { parseDay } from '#standards/calendar/parseDay.ts';
import { findEthnicGroup } from '#standards/ethnic-groups/ethnicGroups.ts';
import { parseIdNumber } from '#standards/id-number/idNumber.ts';
import { parseMobileNumber } from '#standards/mobile-number/mobileNumber.ts';
import { normaliseName } from '#standards/pinyin/normaliseName.ts';
import { nameKeys } from '#standards/pinyin/pinyin.ts';
import { parseSex } from '#standards/sex/sex.ts';
import type { RawRecord } from './shapes.ts';

const TODAY = '2022-10-12';

/** A raw record as the register would hold it: read by the same readers as an import. A number that fails its check is kept as digits. */
export function readRecord(raw: Omit<RawRecord, 'person' | 'errors'>): DuplicateRecord {
  const named = normaliseName(raw.name);
  const name = named.ok ? named.name : raw.name;
  const keys = nameKeys(name);
  const day = parseDay(raw.birthday);
  const number = parseIdNumber(raw.number, { today: TODAY });
  const digits = raw.number.toUpperCase().replace(/[^0-9X.E+]/g, '');
  const sex = parseSex(raw.sex);
  return {
    id: raw.id,
    name,
    pinyin: keys.pinyin.join(' '),
    fuzzy: keys.fuzzy.join(' '),
    birthday: day.ok ? day.day : number.ok ? number.birthday : null,
    sex: sex === '1' || sex === '2' ? sex : number.ok ? (number.sex === 'male' ? '1' : '2') : '9',
    number: number.ok ? (number.repairs.includes('upgraded15') ? digits : number.number) : digits === '' ? null : digits,
    documentKind: 'residentIdCard',
    phones: raw.phones.flatMap((p) => {
      const phone = parseMobileNumber(p);
      return phone.ok ? [phone.number] : [];
    }),
    home: raw.home,
    householdId: raw.household === '' ? null : raw.household,
    relationToHead: raw.relation === '' ? null : raw.relation,
    ethnic: findEthnicGroup(raw.ethnic)?.code ?? null,
  };
}

/** What a register knows of all its records together: how frequent names are, how many records hold a phone. */
export function contextOf(records: readonly DuplicateRecord[]): CompareContext {
  const surnames = new Map<string, number>();
  const givens = new Map<string, number>();
  const phones = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const record of records) {
    const { surname, given } = prepareName(record.name);
    add(surnames, surname);
    add(givens, given);
    for (const phone of record.phones) add(phones, phone);
  }
  return { frequency: frequencyOf(surnames, givens), phoneHolders: (phone) => phones.get(phone) ?? 0 };
}
