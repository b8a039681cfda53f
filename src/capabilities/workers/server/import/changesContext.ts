// What the functions that compare a row with a record share.
import type { Finding } from '#capabilities/rosters/rules.ts';
import type { ApplyContext, Change } from '#capabilities/rosters/server/service.ts';
import type { Keys } from '#platform/server/keys.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import { older } from './findings.ts';
import type { FactPlan } from './shapes.ts';

/** Blind indexes of the values of a chunk, made with one call of the cipher. */
export interface Indexes {
  readonly number: ReadonlyMap<string, string>;
  readonly phone: ReadonlyMap<string, string>;
}

/** Households by number, and who is known as head; rows add to both. */
export interface Households {
  readonly byNumber: Map<string, { readonly id: string; readonly home: string }>;
  readonly heads: Map<string, string>;
}

export interface Comparing {
  readonly context: ApplyContext;
  readonly keys: Keys;
  readonly indexes: Indexes;
  readonly households: Households;
  readonly inOwn: (code: string) => boolean;
}

/** What a row comes to, gathered while it is compared. */
export interface Gathered {
  readonly facts: FactPlan[];
  readonly changes: Change[];
  readonly findings: Finding[];
  readonly founds: { readonly id: string; readonly number: string; readonly home: string }[];
  /** Says that a field differs; false, with a hint, where what is known is newer than the list. */
  differs(field: string, text: Text, from: string | Text, to: string | Text, known: Day | null): boolean;
  first(table: FactPlan['table'], id: string, columns: FactPlan['columns'], more?: Pick<FactPlan, 'number' | 'phone'>): void;
  next(table: FactPlan['table'], id: string, columns: FactPlan['columns'], more?: Pick<FactPlan, 'number' | 'phone'>): void;
}
/** `opening`: of a record that is opened nothing "changes". */
export const gather = (opening: boolean, observedOn: Day): Gathered => {
  const facts: FactPlan[] = [];
  const changes: Change[] = [];
  const findings: Finding[] = [];
  return {
    facts,
    changes,
    findings,
    founds: [],
    differs: (field, text, from, to, known) => {
      if (known !== null && observedOn < known) {
        findings.push(older(field, text.zh, text.en, known));
        return false;
      }
      if (!opening) changes.push({ field, text, from, to });
      return true;
    },
    first: (table, id, columns, more = {}) => {
      facts.push({ table, id, kind: 'first', columns, ...more });
    },
    next: (table, id, columns, more = {}) => {
      facts.push({ table, id, kind: 'next', columns, ...more });
    },
  };
};
