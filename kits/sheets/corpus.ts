import { combinedCases } from './cases/combined.ts';
import { containerCases } from './cases/containers.ts';
import { faultCases } from './cases/faults.ts';
import { layoutCases } from './cases/layouts.ts';
import { officeCases } from './cases/officeLists.ts';
import { rowCases } from './cases/rows.ts';
import { type Case, type ExpectedHeader, type ExpectedRow, type Verdict, verdicts } from './shapes.ts';
import { lays } from './troubles.ts';

/** Every file of the corpus, in the order of the README. */
export const corpus = (): readonly Case[] => [
  ...rowCases(),
  ...layoutCases(),
  ...containerCases(),
  ...combinedCases(),
  ...officeCases(),
  ...faultCases(),
];

/** Line by line of every sheet; blank rows have none. */
export const expectedRows = (of: Case): ExpectedRow[] =>
  of.sheets.flatMap((sheet) =>
    sheet.lines.flatMap((line, at) => line.truths.map((truth) => ({ sheet: sheet.name, row: at + 1, ...truth }))),
  );

export const expectedHeader = ({ file, about, troubles, format, encoding, delimiter, fault, sheets }: Case): ExpectedHeader => ({
  file,
  about,
  troubles,
  format,
  ...(encoding ? { encoding } : {}),
  ...(delimiter ? { delimiter } : {}),
  ...(fault ? { fault } : {}),
  sheets: sheets.map(({ name, kind, headerRows, columns, findings }) => ({
    name,
    kind,
    headerRows,
    columns,
    ...(findings ? { findings } : {}),
  })),
});

/** File name → bytes, of corpus/ and of expected/. */
export const filesOf = async (of: Case): Promise<ReadonlyMap<string, Buffer>> =>
  new Map([
    [`corpus/${of.file}`, await of.bytes()],
    [
      `expected/${of.file}.jsonl`,
      Buffer.from(
        expectedRows(of)
          .map((row) => `${JSON.stringify(row)}\n`)
          .join(''),
      ),
    ],
  ]);

/** What every file is and says of itself: one line each. */
export const headersFile = (cases: readonly Case[]): string => cases.map((one) => `${JSON.stringify(expectedHeader(one))}\n`).join('');

/** The table of the README: what every file is for. */
export const tableOf = (cases: readonly Case[]): string =>
  [
    '| file | what it is | troubles of layout and bytes | rows: accepted / doubtful / refused / no row |',
    '|---|---|---|---|',
    ...cases.map((one) => {
      const rows = expectedRows(one);
      const count = (verdict: Verdict) => rows.filter((r) => r.verdict === verdict).length;
      const counts = one.fault ? `refused whole: \`${one.fault}\`` : verdicts.map(count).join(' / ');
      const ofFile = one.troubles.filter((t) => !Object.hasOwn(lays, t)).map((t) => `\`${t}\``);
      return `| \`${one.file}\` | ${one.about.replaceAll('|', '\\|')} | ${ofFile.join(' ')} | ${counts} |`;
    }),
  ].join('\n');
