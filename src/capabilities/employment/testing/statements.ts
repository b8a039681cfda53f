// Rows of lists, the short way, and what is known after them.
import { type Day, lastDayOf, type Precision } from '#standards/calendar/calendar.ts';
import { applyRows, type RowsDone } from '../rulesRows.ts';
import type { SaidDay, Statement } from '../rulesStatement.ts';
import { NO_WORK, type Work } from '../rulesWork.ts';

const precisionOf = (text: string): Precision => (text.length === 10 ? 'day' : text.length === 7 ? 'month' : 'year');
const full = (text: string): Day => text + '-01-01'.slice(text.length - 4);
export const from = (text: string | null): SaidDay | null => (text === null ? null : { day: full(text), precision: precisionOf(text) });
export const until = (text: string | null): SaidDay | null =>
  text === null ? null : { day: lastDayOf(full(text), precisionOf(text)), precision: precisionOf(text) };

export interface Short {
  readonly start?: string | null;
  readonly end?: string | null;
  readonly working?: boolean | null;
  /** Name; with `#` in front an organisation that is registered. */
  readonly at?: string | null;
  readonly place?: string;
  readonly pay?: number;
  readonly channel?: Statement['channel'];
  readonly side?: boolean;
  readonly observed?: Day;
  readonly template?: string;
}
export const say = (s: Short): Statement => ({
  working: s.working === undefined ? true : s.working,
  start: from(s.start ?? null),
  end: until(s.end ?? null),
  endAsked: true,
  employer: s.at
    ? s.at.startsWith('#')
      ? { main: s.at.slice(1), plain: s.at.slice(1), organisationId: s.at.slice(1), words: s.at.slice(1) }
      : { main: null, plain: s.at, organisationId: null, words: s.at }
    : null,
  place: s.place ?? '440111000000',
  channel: s.channel ?? 'self',
  kind: null,
  sideJob: s.side ?? null,
  facts: s.pay === undefined ? {} : { payMonth: s.pay },
  observed: s.observed ?? '2026-10-31',
  template: s.template ?? 'workers.work',
});

let made = 0;
export const apply = (rows: readonly Short[], before: Work = NO_WORK): RowsDone => applyRows(before, rows.map(say), () => `id${++made}`);

/** What is known, without ids, in an order of its own. */
export const told = (work: Work): string[] =>
  work.spells
    .map((k) => {
      const evidence = work.evidence
        .filter((e) => e.spellId === k.id)
        .map((e) => `${e.says === 'in_post' ? '+' : '-'}${e.class} ${e.coversFrom}…${e.coversTo ?? ''} @${e.observed}`)
        .sort();
      const end = k.ended === null ? '' : `${k.endInferred ? '~' : ''}${k.ended}${k.endPrecision === 'day' ? '' : `(${k.endPrecision})`}`;
      return `${k.employerWords} ${k.start}${k.startPrecision === 'day' ? '' : `(${k.startPrecision})`}…${end} ${k.payMonth ?? ''} [${[...new Set(evidence)].join(', ')}]`;
    })
    .sort();
