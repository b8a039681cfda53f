/**
 * The packed text of a division file and its parser. One line a division, preorder, so the codes rise from line to line:
 *
 *     !wengang-divisions 1          header lines begin with '!': format, source, asOf, suffix <letter> <text>
 *     P52 贵州省                     P province, C prefecture, A county, T township, each with its own digits only
 *     C27 黔南布依族苗族自治州
 *     A27 平塘县
 *     T104 克度镇                    under 东莞 (C19) townships stand directly below the prefecture
 *     200 先锋a                      a village: three digits, a blank, the name; a trailing letter stands for a suffix
 *     光明a                          a village without digits has the number of the one before + 1
 *
 * Pure: text in, rows out; runs in the browser and in Node. Written by tools/extractDivisions.ts.
 */
import type { Level } from './codes.ts';

export interface Division {
  /** Twelve digits. */
  readonly code: string;
  /** The official name, as the source has it. */
  readonly name: string;
  readonly level: Level;
  /** A heading of the code list that is no place: 市辖区 (1101), 县 (5002), 省直辖县级行政区划 (4290). */
  readonly placeholder: boolean;
}

export interface DivisionTree {
  /** The day the list describes, `YYYY-MM-DD`, or '' when the file does not say. */
  readonly asOf: string;
  readonly source: string;
  /** In rising order of code. */
  readonly divisions: readonly Division[];
}

/** Names of the code list's headings at prefecture level, which are left out of full names. */
export const PLACEHOLDER_NAMES: ReadonlySet<string> = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划']);

const FORMAT = 'wengang-divisions 1';
const fail = (line: number, why: string): never => {
  throw new Error(`division file, line ${line}: ${why}`);
};

/** Reads a packed file. Throws a plain Error with the line number on a file that breaks the format (a damaged installation). */
export const parseTree = (text: string): DivisionTree => {
  const suffixes = new Map<string, string>();
  const divisions: Division[] = [];
  let asOf = '';
  let source = '';
  let seenFormat = false;
  let province = '';
  let prefecture = '';
  let county = '';
  let township = '';
  let number = 0;
  let lineNumber = 0;
  let last = '';

  const add = (digits: string, level: Level, name: string) => {
    const code = digits.length === 12 ? digits : digits.padEnd(12, '0');
    if (code.length !== 12 || code <= last) fail(lineNumber, `code ${code} is out of order or malformed`);
    if (name === '') fail(lineNumber, 'empty name');
    last = code;
    divisions.push({ code, name, level, placeholder: level === 'prefecture' && PLACEHOLDER_NAMES.has(name) });
  };

  const header = (line: string) => {
    const [key = '', ...rest] = line.slice(1).split(' ');
    if (line.slice(1) === FORMAT) seenFormat = true;
    else if (key === 'asOf') asOf = rest.join(' ');
    else if (key === 'source') source = rest.join(' ');
    else if (key === 'suffix') suffixes.set(rest[0] ?? '', rest[1] ?? '');
  };

  const village = (line: string) => {
    const explicit = line.charCodeAt(0) >= 48 && line.charCodeAt(0) <= 57;
    if (explicit && line[3] !== ' ') fail(lineNumber, 'a village number has three digits and a blank');
    number = explicit ? Number(line.slice(0, 3)) : number + 1;
    const packed = explicit ? line.slice(4) : line;
    const tail = packed.charCodeAt(packed.length - 1);
    const suffix = tail >= 97 && tail <= 122 ? suffixes.get(packed.slice(-1)) : undefined;
    if (township === '') fail(lineNumber, 'a village without a township');
    add(
      township + (number < 10 ? `00${number}` : number < 100 ? `0${number}` : number),
      'village',
      suffix === undefined ? packed : packed.slice(0, -1) + suffix,
    );
  };

  for (const raw of text.split('\n')) {
    lineNumber += 1;
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line === '') continue;
    if (line[0] === '!') {
      header(line);
      continue;
    }
    if (!seenFormat) fail(lineNumber, `not a "${FORMAT}" file`);
    const blank = line.indexOf(' ');
    const digits = line.slice(1, blank);
    const name = line.slice(blank + 1);
    if (line[0] === 'P') {
      province = digits;
      prefecture = '';
      township = '';
      add(province, 'province', name);
    } else if (line[0] === 'C') {
      prefecture = province + digits;
      county = `${prefecture}00`;
      township = '';
      add(prefecture, 'prefecture', name);
    } else if (line[0] === 'A') {
      county = prefecture + digits;
      township = '';
      add(county, 'county', name);
    } else if (line[0] === 'T') {
      township = county + digits;
      number = 0;
      add(township, 'township', name);
    } else village(line);
  }
  return { asOf, source, divisions };
};
