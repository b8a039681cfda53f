// Who stands in somebody's sheet, read by the roster engine as an import would.
import { maskNumbers } from '#capabilities/rosters/rules.ts';
import { type ListRow, readListFile } from '#capabilities/rosters/server/service.ts';
import type { Services } from '#platform/server/services.ts';
import type { Text } from '#standards/text.ts';
import { COMPARE_MOST, noList, tooManyLines } from '../contractCompare.ts';
import { listEmpty } from '../contractExport.ts';
import { nobodyNamed } from '../rulesCompare.ts';
import { sheets, sheetsModule } from './compareSheets.ts';

export interface SheetLine {
  /** As WPS shows it. */
  readonly row: number;
  /** Where more than one sheet of the file holds people. */
  readonly sheet: string | null;
  /** Name and number, the number masked. */
  readonly shown: string;
  readonly number: string | null;
  readonly name: string | null;
  /** Why the row names nobody for sure. */
  readonly note: Text | null;
}

const said = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const lineOf = ({ sheet, row, values, findings, written }: ListRow): SheetLine & { readonly sheet: string } => {
  const number = said(values.idNumber);
  const name = said(values.name);
  // a number that is wrong is no line without a number: the sentence of the rule says what is wrong with it
  const wrong = number === null ? findings.find((f) => f.severity === 'error' && f.fields.includes('idNumber')) : undefined;
  const asWritten = written('idNumber');
  return {
    sheet,
    row,
    shown: [name ?? '', maskNumbers(number ?? (wrong ? asWritten : ''))].filter((part) => part !== '').join(' '),
    number,
    name,
    note: wrong ? wrong.text : number === null && name === null ? nobodyNamed : null,
  };
};

/** Throws what the reader of the comparison is told: no spreadsheet, no list of people, nobody in it, too many. */
export const readLines = async (services: Services, hash: string): Promise<readonly SheetLine[]> => {
  const lines: (SheetLine & { readonly sheet: string })[] = [];
  let count = 0;
  const { lists } = await readListFile(services, hash, { sheets, sheetsModule }, (row) => {
    count++;
    if (count <= COMPARE_MOST) lines.push(lineOf(row));
  });
  if (!lists.length) throw noList();
  if (!count) throw listEmpty();
  if (count > COMPARE_MOST) throw tooManyLines({ lines: count, limit: COMPARE_MOST });
  return new Set(lines.map((l) => l.sheet)).size > 1 ? lines : lines.map((l) => ({ ...l, sheet: null }));
};
