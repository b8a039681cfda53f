import { addDays, daysInMonth } from '#standards/calendar/calendar.ts';
import { solarDayOf } from '#standards/lunar/lunar.ts';
import { homophoneOf, lookalikeOf, soundAlikeOf, traditionalOf } from './names.ts';
import type { Dice, RawRecord } from './shapes.ts';
import { anyPhone } from './world.ts';

export type Draft = { -readonly [K in keyof RawRecord]: RawRecord[K] } & { errors: string[] };
/** Does one thing to a record; false where it does not apply to it. */
export type Slip = (dice: Dice, draft: Draft) => boolean;

const iso = (y: number, m: number, d: number) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
const ymd = (day: string) => day.split('-').map(Number) as [number, number, number];

const replaceCharacter =
  (by: (dice: Dice, character: string) => string | undefined): Slip =>
  (dice, draft) => {
    const chars = [...draft.name];
    // surnames are known in the village; slips are in the given name four times of five
    const at = chars.length > 1 && dice.chance(0.8) ? dice.between(1, chars.length - 1) : 0;
    const other = by(dice, chars[at]!);
    if (!other) return false;
    chars[at] = other;
    draft.name = chars.join('');
    return true;
  };

const setDigit = (text: string, at: number, digit: string) => text.slice(0, at) + digit + text.slice(at + 1);

export const slips = {
  nameHomophone: replaceCharacter(homophoneOf),
  nameByEar: replaceCharacter(soundAlikeOf),
  nameLookalike: replaceCharacter(lookalikeOf),
  nameTraditional: (_, draft) => {
    const next = [...draft.name].map((c) => traditionalOf(c) ?? c).join('');
    const changed = next !== draft.name;
    draft.name = next;
    return changed;
  },
  nameCharacterLost: (dice, draft) => {
    const chars = [...draft.name];
    if (chars.length < 3) return false;
    chars.splice(dice.between(1, chars.length - 1), 1);
    draft.name = chars.join('');
    return true;
  },
  nameSwapped: (_, draft) => {
    const chars = [...draft.name];
    if (chars.length !== 3 || chars[1] === chars[2]) return false;
    draft.name = chars[0]! + chars[2]! + chars[1]!;
    return true;
  },
  nameSpaced: (dice, draft) => {
    draft.name = dice.pick([[...draft.name].join(' '), ` ${draft.name}　`, `${draft.name}.`, [...draft.name].join('　')]);
    return true;
  },
  birthdaySwapped: (_, draft) => {
    const [y, m, d] = ymd(draft.birthday);
    if (d > 12 || d === m) return false;
    draft.birthday = iso(y, d, m);
    return true;
  },
  birthdayLunar: (_, draft) => {
    const [y] = ymd(draft.birthday);
    for (const year of [y, y - 1])
      for (let month = 1; month <= 12; month++)
        for (let day = 1; day <= 30; day++)
          if (solarDayOf(year, month, day) === draft.birthday) {
            if (day > daysInMonth(year, month)) return false;
            draft.birthday = iso(year, month, day);
            return true;
          }
    return false;
  },
  birthdayDigit: (dice, draft) => {
    const [y, m, d] = ymd(draft.birthday);
    const other = dice.pick([
      iso(y, m, (d % 10) + 10 * dice.below(3)),
      iso(y, m, Math.floor(d / 10) * 10 + dice.below(10)),
      iso(y - (y % 10) + dice.below(10), m, d),
      iso(y + 10 * (dice.chance(0.5) ? 1 : -1), m, d),
    ]);
    const [oy, om, od] = ymd(other);
    if (other === draft.birthday || od < 1 || od > daysInMonth(oy, om)) return false;
    draft.birthday = other;
    return true;
  },
  birthdayYearOnly: (_, draft) => {
    draft.birthday = `${draft.birthday.slice(0, 4)}-01-01`;
    return true;
  },
  birthdayYear: (dice, draft) => {
    const [y, m, d] = ymd(draft.birthday);
    if (m === 2 && d === 29) return false;
    draft.birthday = iso(y + (dice.chance(0.5) ? 1 : -1), m, d);
    return true;
  },
  /** A time zone lost on the way from one program to another. */
  birthdayShifted: (_, draft) => {
    draft.birthday = addDays(draft.birthday, -1);
    return true;
  },
  numberMissing: (_, draft) => {
    draft.number = '';
    return true;
  },
  numberDigit: (dice, draft) => {
    if (draft.number.length !== 18) return false;
    const at = dice.below(17);
    const digit = String((Number(draft.number[at]) + dice.between(1, 9)) % 10);
    draft.number = setDigit(draft.number, at, digit);
    return true;
  },
  numberSwapped: (dice, draft) => {
    const at = dice.between(6, 15);
    const [a, b] = [draft.number[at], draft.number[at + 1]];
    if (draft.number.length !== 18 || a === b) return false;
    draft.number = setDigit(setDigit(draft.number, at, b!), at + 1, a!);
    return true;
  },
  numberDigitLost: (dice, draft) => {
    if (draft.number.length !== 18) return false;
    const at = dice.below(17);
    draft.number = draft.number.slice(0, at) + draft.number.slice(at + 1);
    return true;
  },
  /** Typed into a number cell: 15 digits are kept, the rest becomes zeros or an exponent. */
  numberRounded: (dice, draft) => {
    if (!/^\d{18}$/.test(draft.number)) return false;
    draft.number = dice.chance(0.6) ? `${draft.number.slice(0, 15)}000` : `${draft.number[0]}.${draft.number.slice(1, 6)}E+17`;
    return true;
  },
  number15: (_, draft) => {
    if (draft.number.length !== 18 || !draft.number.startsWith('19', 6)) return false;
    draft.number = draft.number.slice(0, 6) + draft.number.slice(8, 17);
    return true;
  },
  numberDressed: (dice, draft) => {
    if (draft.number === '') return false;
    draft.number = dice.pick([
      `'${draft.number}`,
      `${draft.number.slice(0, 6)} ${draft.number.slice(6)}`,
      draft.number.toLowerCase(),
      `="${draft.number}"`,
    ]);
    return true;
  },
  phoneMissing: (_, draft) => {
    draft.phones = [];
    return true;
  },
  phoneChanged: (dice, draft) => {
    draft.phones = [anyPhone(dice)];
    return true;
  },
  phoneDigit: (dice, draft) => {
    if (draft.phones.length === 0) return false;
    const at = dice.between(3, 10);
    draft.phones = [setDigit(draft.phones[0]!, at, String((Number(draft.phones[0]![at]) + dice.between(1, 9)) % 10))];
    return true;
  },
  phoneFloat: (dice, draft) => {
    if (draft.phones.length === 0) return false;
    draft.phones = [
      dice.pick([`${draft.phones[0]}.0`, `+86 ${draft.phones[0]}`, `${draft.phones[0]!.slice(0, 3)}-${draft.phones[0]!.slice(3)}`]),
    ];
    return true;
  },
  sexWrong: (_, draft) => {
    draft.sex = draft.sex === '男' ? '女' : '男';
    return true;
  },
  sexMissing: (_, draft) => {
    draft.sex = '';
    return true;
  },
  householdMissing: (_, draft) => {
    draft.household = '';
    draft.relation = '';
    return true;
  },
  homeTownship: (_, draft) => {
    draft.home = `${draft.home.slice(0, 9)}000`;
    return true;
  },
  ethnicMissing: (_, draft) => {
    draft.ethnic = '';
    return true;
  },
} as const satisfies Record<string, Slip>;

export type SlipName = keyof typeof slips;
