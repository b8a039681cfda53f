// What a row of an employer's own list says: who is in post there, since when, or left on which day.
import type { ApplyContext, SheetRowIn } from '#capabilities/rosters/server/service.ts';
import { spanOf } from '#capabilities/workers/rules.ts';
import { padCode } from '#standards/divisions/codes.ts';
import { monthOfDay, monthsFrom } from '../../rulesMonths.ts';
import type { OutsideLine } from '../../rulesOutside.ts';
import type { Statement } from '../../rulesStatement.ts';
import { earlierDay } from '../../rulesWork.ts';
import { occupationOf } from '../import/statementOf.ts';
import type { EmployerMeant } from './employers.ts';

export const STAFF = 'employment.staff';
/** More than anybody earns in a month: a slip that the checks tell of. */
const PAY_LIMIT = 10_000_000;
const written = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export const staffStatement = ({ values }: SheetRowIn, said: EmployerMeant, place: string, { batch, fields }: ApplyContext): Statement => {
  const start = spanOf(written(values.start));
  const end = spanOf(written(values.end));
  const pay = typeof values.pay === 'number' && values.pay >= 0 ? Math.round(values.pay) : null;
  const post = written(values.post)?.trim() ?? '';
  return {
    working: typeof values.inPost === 'boolean' ? values.inPost : end ? false : null,
    start: start && { day: start.firstDay, precision: start.precision },
    end: end && { day: end.lastDay, precision: end.precision },
    endAsked: fields.has('end'),
    employer: { ...said.employer, organisationId: said.organisationId, words: said.words },
    place: padCode(place) ?? '',
    channel: null,
    kind: null,
    sideJob: null,
    facts: {
      ...(pay !== null && pay <= PAY_LIMIT ? { payMonth: pay } : {}),
      ...(post ? occupationOf(post) : {}),
      ...(end && written(values.reason) ? { leaveReason: written(values.reason)! } : {}),
    },
    observed: batch.observedOn,
    template: STAFF,
    class: values.stamped === true ? 3 : 6,
  };
};

/** The row as a line from which something follows elsewhere; null without a first day. */
export const staffLine = (ref: string, row: SheetRowIn, s: Statement, batchNumber: number): OutsideLine | null => {
  if (!s.start || !s.employer) return null;
  const until = s.end ? earlierDay(s.end.day, s.observed) : s.observed;
  return until < s.start.day
    ? null
    : {
        ref,
        list: 'staff',
        class: s.class ?? 6,
        employer: { main: s.employer.main, plain: s.employer.plain },
        organisationId: s.employer.organisationId,
        employerWords: s.employer.words,
        months: monthsFrom(monthOfDay(s.start.day), monthOfDay(until)),
        fromDay: s.start.day,
        toDay: s.end ? until : null,
        payMonth: s.facts.payMonth ?? null,
        postWords: written(row.values.post)?.trim() ?? '',
        observed: s.observed,
        batchNumber,
      };
};
