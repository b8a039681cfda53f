// What a row of a worker sheet says of work. A field without a column, or with a blank cell, says nothing.
import { plainName } from '#capabilities/organisations/rules.ts';
import { spanOf, type WorkerRow } from '#capabilities/workers/rules.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import { padCode } from '#standards/divisions/codes.ts';
import { findIndustryDivision, findIndustrySection, findIndustrySectionByText } from '#standards/industries/industries.ts';
import { findOccupation } from '#standards/occupations/occupations.ts';
import type { Statement } from '../../rulesStatement.ts';

/** More than anybody earns in a month: a slip that the checks tell of. */
const PAY_LIMIT = 10_000_000;

const industries = new Map<string, { readonly industry: string; readonly industryWords: string }>();
/** The code that a cell is, or the section that its words name, beside the words. */
const industryOf = (text: string): { readonly industry: string; readonly industryWords: string } => {
  const had = industries.get(text);
  if (had) return had;
  const upper = text.trim().toUpperCase();
  const division = findIndustryDivision(upper);
  const code = division ? `${division.section}${upper.replace(/^[A-T]/, '')}` : findIndustrySection(upper)?.code;
  const found = code
    ? { industry: code, industryWords: '' }
    : { industry: findIndustrySectionByText(text)?.code ?? '', industryWords: text.trim() };
  if (industries.size < 5000) industries.set(text, found);
  return found;
};

/** The occupation of the 2022 classification, where the cell names one; else its words. */
export const occupationOf = (text: string): { readonly occupation?: string; readonly postWords?: string } => {
  const code = findOccupation(text)?.code;
  return code ? { occupation: code } : { postWords: text };
};

export interface ListFacts {
  readonly observed: Day;
  readonly template: string;
  readonly fields: ReadonlySet<string>;
  /** plainName → who speaks for the organisation. */
  readonly meant: ReadonlyMap<string, string>;
}

/** Null where the row says nothing about work (a list of people, a plan to go). */
export const statementOf = (row: WorkerRow, list: ListFacts): Statement | null => {
  // 计划外出务工: where somebody wants to go is no spell
  if (row.plansToWork != null && row.working == null) return null;
  const start = spanOf(row.start);
  const end = spanOf(row.end);
  const words = (row.employer ?? '').trim();
  if (row.working == null && !start && !end && words === '') return null;
  const plain = plainName(words);
  const main = list.meant.get(plain) ?? null;
  const income = typeof row.monthlyIncome === 'number' && row.monthlyIncome >= 0 ? Math.round(row.monthlyIncome) : null;
  const place = row.place ? padCode(row.place) : undefined;
  return {
    working: row.working ?? null,
    start: start && { day: start.firstDay, precision: start.precision },
    end: end && { day: end.lastDay, precision: end.precision },
    endAsked: list.fields.has('end'),
    employer: plain === '' ? null : { main, plain, organisationId: main, words },
    place: place ?? '',
    channel: row.channel ?? null,
    kind: row.publicPostKind ? 'public_post' : null,
    sideJob: row.overlapAllowed ?? null,
    facts: {
      ...(income !== null && income <= PAY_LIMIT ? { payMonth: income } : {}),
      ...(typeof row.pointToPoint === 'boolean' ? { pointToPoint: row.pointToPoint } : {}),
      ...(row.industry ? industryOf(row.industry) : {}),
      ...(row.publicPostKind ? { publicPostKind: row.publicPostKind } : {}),
      ...(row.occupation?.trim() ? occupationOf(row.occupation.trim()) : {}),
    },
    observed: list.observed,
    template: list.template,
  };
};
