// What a pasted line means: a number, a telephone, a name, or several of them. Pure.
import { cleanText, halfWidth, withoutHyphens } from '#standards/cleanText.ts';
import { maskDocument, parseDocument } from '#standards/id-number/document.ts';
import { maskIdNumber, parseIdNumber } from '#standards/id-number/idNumber.ts';
import { maskMobileNumber, parseMobileNumber } from '#standards/mobile-number/mobileNumber.ts';

import { normaliseName } from '#standards/pinyin/normaliseName.ts';
import type { Text } from '#standards/text.ts';

export interface Asked {
  /** As typed, numbers masked: may be shown and printed. */
  readonly shown: string;
  readonly number: string | null;
  /** The last six characters of a number. */
  readonly tail: string | null;
  readonly phone: string | null;
  readonly name: string | null;
  /** Which rule a part breaks, or what was mended; one sentence each. */
  readonly notes: readonly Text[];
}

const t = (zh: string, en: string): Text => ({ zh, en });

type Part =
  | { readonly kind: 'number' | 'tail' | 'phone'; readonly value: string; readonly shown: string; readonly note: Text | null }
  | { readonly kind: 'bad'; readonly shown: string; readonly note: Text };

const isPassport = /^(?:[HM]\d{8}(?:\d{2})?|[A-Z]{1,3}\d{7,12})$/;

/** One piece with digits in it, read as what it most likely is. */
const readPart = (raw: string, today: string): Part => {
  const id = parseIdNumber(raw, { today });
  if (id.ok)
    return {
      kind: 'number',
      value: id.number,
      shown: maskIdNumber(id.number),
      note: id.repairs.includes('upgraded15')
        ? t('15 位旧证件号，已换算成 18 位再查', 'An old 15-digit number; it was converted to 18 digits')
        : null,
    };
  const clean = withoutHyphens(cleanText(raw).text).toUpperCase();
  const mobile = parseMobileNumber(raw);
  if (mobile.ok) return { kind: 'phone', value: mobile.number, shown: maskMobileNumber(mobile.number), note: null };
  if (/^\d{5}[\dX]$/.test(clean)) return { kind: 'tail', value: clean, shown: `**${clean.slice(2)}`, note: null };
  if (id.rule === 'foreignPermanentResident') {
    const card = parseDocument('foreignPermanentResidentCard', raw);
    return card.ok
      ? { kind: 'number', value: card.number, shown: maskDocument(card.number), note: null }
      : { kind: 'bad', shown: maskDocument(clean), note: card.message };
  }
  if (isPassport.test(clean)) return { kind: 'number', value: clean, shown: maskDocument(clean), note: null };
  // eleven digits or fewer were meant as a telephone, unless the spreadsheet rewrote a number
  const digits = clean.replace(/\D/g, '').length;
  const asPhone =
    mobile.landline === null ? mobile.message : t('这是固定电话，登记的是手机号', 'A landline; the register holds mobile numbers');
  const meant = digits <= 13 && id.rule !== 'lostPrecision' ? asPhone : id.message;
  return { kind: 'bad', shown: maskIdNumber(clean), note: meant };
};

/** So many readings of one line: enough for every form we know, few enough that a thousand lines of single digits keep nobody waiting. */
const READINGS = 60;
const FAILED = 10;
/**
 * Pieces between blanks, joined again where only together they make sense: `110105 19491231 002X`, `138 0000 1234`. Of all ways to cut them the
 * one with the fewest pieces that break a rule.
 */
const joinPieces = (pieces: readonly string[], today: string): Part[] => {
  // a row of small numbers is no list of identity numbers: read one by one
  if (pieces.length > 8) return pieces.slice(0, READINGS).map((p) => readPart(p, today));
  const best: { cost: number; parts: Part[] }[] = [{ cost: 0, parts: [] }];
  for (let end = 1; end <= pieces.length; end++)
    for (let from = 0; from < end; from++) {
      const part = readPart(pieces.slice(from, end).join(''), today);
      const cost = best[from]!.cost + (part.kind === 'bad' ? FAILED : part.kind === 'tail' ? 1 : 0) + (end - from - 1) * 0.1;
      const known = best[end];
      if (!known || cost < known.cost) best[end] = { cost, parts: [...best[from]!.parts, part] };
    }
  return best[pieces.length]!.parts;
};

const LABEL =
  /^(?:姓名|名字|(?:公民)?身份证?(?:件)?(?:号码?|证号码?)?|证件号码?|联系电话|电话(?:号码)?|手机(?:号码?)?|序号|name|id|phone|mobile)[:：]?$/i;
const LABEL_BEFORE = /^(?:姓名|名字|公民身份号码|身份证号?码?|证件号码?|联系电话|电话号?码?|手机号?码?)[:：]/;
const NOISE = /^(?:男|女|汉族|壮族|布依族|苗族|侗族|水族|彝族|土家族|仡佬族)$/;

const hasDigits = (text: string): boolean => {
  const digits = (halfWidth(text).match(/\d/g) ?? []).length;
  return digits > 0 && digits * 2 >= [...text].length;
};

/** Cells between tabs, commas, brackets; in each the words between blanks, Chinese script cut off from what it is glued to. */
const cellsOf = (line: string): string[][] =>
  line
    .split(/[\t,，;；、|｜/()（）【】[\]<>《》]+/)
    .map((cell) =>
      cell
        .replace(/[\u200b-\u200f\u2060\ufeff]+/g, ' ')
        .trim()
        .replace(LABEL_BEFORE, ''),
    )
    .filter((cell) => cell !== '')
    .map((cell) =>
      cell
        .replace(/(?<=\p{Script=Han})(?=[\d０-９'"=+])|(?<=[\dxXｘＸ０-９])(?=\p{Script=Han})/gu, ' ')
        .split(/\s+/)
        .filter((word) => word !== ''),
    );

/** 韦 小满 and 韦 小 满 are one name; 韦小满 平塘县 is a name and something else. */
const nameIn = (words: readonly string[]): { name: string; rest: readonly string[] } => {
  const joined = words.join('');
  const short = words.every((w) => [...w].length <= 2) && [...joined].length <= 4;
  const latin = words.every((w) => !/\p{Script=Han}/u.test(w));
  return short || latin ? { name: words.join(' '), rest: [] } : { name: words[0]!, rest: words.slice(1) };
};

/** A word that was taken for no number may hold one: more digits than a mask shows are not said again. */
const withoutNumbers = (text: string): string => text.replace(/[0-9０-９]{7,}/g, (run) => '*'.repeat(run.length));

/** `today`: the business day, for the rules of identity numbers. */
export const understandLine = (line: string, today: string): Asked => {
  const notes: Text[] = [];
  const shown: string[] = [];
  const found: Record<'number' | 'tail' | 'phone' | 'name', string | null> = { number: null, tail: null, phone: null, name: null };
  // told only where nothing better stands in the line: a running number, a name of one character
  const small: Text[] = [];
  const unused: string[] = [];
  let left = READINGS;
  const takeNumbers = (pieces: readonly string[]): void => {
    const ways = pieces.length > 8 ? pieces.length : (pieces.length * (pieces.length + 1)) / 2;
    if (left < ways && left < READINGS) {
      unused.push(...pieces.map((p) => '*'.repeat(p.length)));
      return;
    }
    left -= ways;
    for (const part of joinPieces(pieces, today)) {
      if (part.kind === 'bad' && part.shown.length <= 3) {
        small.push(part.note);
        continue;
      }
      shown.push(part.shown);
      if (part.note) notes.push(part.note);
      if (part.kind === 'bad') continue;
      if (found[part.kind] === null) found[part.kind] = part.value;
      else if (found[part.kind] !== part.value)
        notes.push(t('一行里有两个号码，只查了前一个，请分成两行', 'Two numbers in one line; only the first was looked up, use two lines'));
    }
  };
  const cells = cellsOf(line);
  for (const words of cells) {
    const plain: string[] = [];
    let pieces: string[] = [];
    for (const word of [...words, '']) {
      if (hasDigits(word)) {
        pieces.push(word);
        continue;
      }
      if (pieces.length) takeNumbers(pieces);
      pieces = [];
      if (word === '' || LABEL.test(word) || NOISE.test(word)) continue;
      plain.push(word);
      shown.push(word);
    }
    if (plain.length === 0) continue;
    const { name, rest } = nameIn(plain);
    const read = normaliseName(name);
    if (found.name !== null) unused.push(name);
    else if (read.ok) found.name = read.name;
    else small.push(read.message);
    unused.push(...rest);
  }
  if (unused.length) {
    const words = withoutNumbers(unused.join(' ').slice(0, 40));
    notes.push(t(`“${words}”没有用来查`, `“${words}” was not used`));
  }
  if (cells.length === 0) notes.push(t('空行', 'An empty line'));
  else if (Object.values(found).every((v) => v === null) && notes.length === 0)
    notes.push(
      ...(small.length ? small.slice(0, 1) : [t('这一行没有可查的，像是表头', 'Nothing to look up in this line; it looks like a header')]),
    );
  return { shown: withoutNumbers(shown.join(' ')).slice(0, 200), ...found, notes };
};
