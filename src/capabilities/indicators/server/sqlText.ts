// The query of a figure as an auditor reads it and may run it by themselves, under a role that reads facts: values stand in it as they are.
import type { z } from 'zod';
import type { Before, Call } from '#platform/server/http.ts';
import { readWatermark } from '#platform/server/versions.ts';
import type { readFigureSql } from '../contractFigures.ts';
import { baseOf } from '../rulesDefinitions.ts';
import { memberQuery } from './memberQuery.ts';
import * as q from './question.ts';

type In = z.output<(typeof readFigureSql)['input']>;
const literal = (value: unknown): string => {
  if (value === null) return 'null';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `array[${value.map(literal).join(', ')}]`;
  return `'${String(value).replaceAll("'", "''")}'`;
};
/** Numbered parameters replaced by their values. */
export const inlined = (text: string, parameters: readonly unknown[]): string =>
  text.replace(/\$(\d+)/g, (_, n: string) => literal(parameters[Number(n) - 1]));

export const prepareSql = async ({ services }: Before, input: In): Promise<string> => {
  const figure = q.getFigure(input.figure);
  const asOf = q.checkDays(input, services.clock.today());
  const k = await readWatermark(services.store);
  const { base, more } = baseOf(figure);
  const ask = { from: input.from, to: input.to, asOf, k, c: base.evidenceClass, form: input.form, persons: null };
  return services.store.transact({ role: 'figures', readOnly: true }, async (db) => {
    const compiled = memberQuery(base, more, ask, { people: [], rows: [], stable: [], cohort: [] }).compile(db);
    const head = [
      `-- ${figure.id} v${figure.version} ${figure.name.zh} / ${figure.name.en}`,
      `-- ${input.from} … ${input.to}, as known at ${k}; one row for each person that is counted.`,
      '-- Spells of several records of one person that meet are united before (docs/figures.md §2): the engine hands those in as rows.',
    ];
    return `${head.join('\n')}\n${inlined(compiled.sql, compiled.parameters)}\n`;
  });
};
export const sqlText = async (_call: Call, _input: In, text: string): Promise<{ sql: string }> => ({ sql: text });
