/**
 * A reading of docs/figures.md §7 I15 over the generated facts, by loops: which agreements are in force on a day as known at an instant, and how many stations are
 * at work. It shares no line with the engine. Each clause can be left out, to see that it leaves something out.
 */
import type { DemoAgreement } from '../accordsLives.ts';
import { dayOfInstant, dayText } from '../days.ts';
import type { DemoOrganisation } from '../shapes.ts';

export const CLAUSES = [
  'originSigned',
  'hostSigned',
  'notVoid',
  'signedByThen',
  'begun',
  'notOver',
  'notEndedEarly',
  'knownByThen',
] as const;
export type Clause = (typeof CLAUSES)[number];

interface Kept {
  readonly recorded: number;
  readonly superseded: number | null;
}
export interface InForce {
  readonly id: string;
  readonly level: 'province' | 'prefecture' | 'county';
  readonly origin: string;
  readonly host: string;
}

export const agreementsInForce = (
  agreements: readonly DemoAgreement[],
  day: string,
  k: number,
  without: Clause | null = null,
): readonly InForce[] => {
  const asks = (clause: Clause): boolean => clause !== without;
  // without the clause every version counts that was current at the end
  const stands = <T extends Kept>(all: readonly T[]): T[] =>
    all.filter((v) => (asks('knownByThen') ? v.recorded <= k && (v.superseded === null || v.superseded > k) : v.superseded === null));
  return agreements.flatMap((a): InForce[] => {
    const [text] = stands(a.versions);
    if (!text) return [];
    for (const side of ['origin', 'host'] as const) {
      const found = stands(a.signatures).filter((s) => s.side === side);
      const counts = found.some((s) => (s.state === 'signed' || !asks('notVoid')) && (s.signedOn <= day || !asks('signedByThen')));
      if (!counts && asks(side === 'origin' ? 'originSigned' : 'hostSigned')) return [];
    }
    if (asks('begun') && day < text.validFrom) return [];
    if (asks('notOver') && day > text.validTo) return [];
    const ended = stands(a.ends).some((e) => e.state === 'confirmed' && e.lastDay < day);
    if (asks('notEndedEarly') && ended) return [];
    return [{ id: a.id, level: text.level, origin: text.originCode, host: text.hostCode }];
  });
};

/** Stations that serve somebody of the province on the day and are known by then. */
export const stationsAtWork = (organisations: readonly DemoOrganisation[], province: string, day: string, k: number): readonly string[] =>
  organisations
    .filter((o) => {
      if (o.station === null || o.registered > k) return false;
      const from = dayText(dayOfInstant(o.registered));
      const to = o.station.idle?.servedTo;
      return from <= day && (to === undefined || day <= to) && o.station.serves.some((s) => s.origin.startsWith(province));
    })
    .map((o) => o.id);
