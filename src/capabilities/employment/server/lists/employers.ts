// Which employers the rows of lists mean: the credit code before the name, what is not registered by its words.
import { plainName } from '#capabilities/organisations/rules.ts';
import { organisationsById, organisationsMeant } from '#capabilities/organisations/server/service.ts';
import type { Finding } from '#capabilities/rosters/rules.ts';
import type { SheetRowIn } from '#capabilities/rosters/server/service.ts';
import type { Db } from '#platform/server/store.ts';
import type { Employer } from '../../rulesWork.ts';
import * as say from './findings.ts';

export interface EmployerMeant {
  readonly employer: Employer;
  readonly organisationId: string | null;
  readonly words: string;
  readonly finding: Finding | null;
}
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

export const employersMeant = async (db: Db, rows: readonly SheetRowIn[]): Promise<(row: SheetRowIn) => EmployerMeant | null> => {
  const meant = await organisationsMeant(db, [
    ...new Set(rows.flatMap(({ values }) => [textOf(values.employer), textOf(values.uscc)]).filter((w) => w !== '')),
  ]);
  const known = await organisationsById(db, [...new Set(meant.values())]);
  return ({ values }) => {
    const [name, code] = [textOf(values.employer), textOf(values.uscc)];
    if (name === '' && code === '') return null;
    const byCode = meant.get(plainName(code)) ?? null;
    const byName = meant.get(plainName(name)) ?? null;
    const main = byCode ?? byName;
    const words = name || (main ? (known.get(main)?.name ?? code) : code);
    return {
      employer: { main, plain: plainName(words) },
      organisationId: main,
      words,
      finding: byCode !== null && byName !== null && byCode !== byName ? say.employerClash : null,
    };
  };
};
