// Rules over the living register: how a capability that knows people offers them, without the desk knowing any table of theirs.
import type { Call } from '#platform/server/http.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import type { DeclaredRule } from '../../rulesDesk.ts';
import type { RuleNames } from '../../rulesRuleNames.ts';

export interface LivingFinding {
  readonly rule: string;
  readonly severity: 'doubt' | 'hint';
  readonly fields: readonly string[];
  readonly text: Text;
  readonly advice: Text | null;
  /** Exactly the values the rule looked at, in one order: an exemption holds as long as they stay. Only their keyed fingerprint is kept. */
  readonly facts: readonly unknown[];
}
/** What was found about one person; nobody is left out who exists. */
export interface Looked {
  readonly workerId: string;
  readonly home: string;
  readonly findings: readonly LivingFinding[];
}

/** What may have changed what the rules say: facts since an instant, and days passed since a day. */
export interface Since {
  readonly instant: string;
  readonly day: Day;
  readonly today: Day;
}

export interface LivingRules {
  /** Stable: rows of the database carry it. */
  readonly name: string;
  readonly rules: readonly DeclaredRule[];
  /** Runs as `system`. */
  findingsOf(db: Db, services: Services, workerIds: readonly string[], today: Day): Promise<readonly Looked[]>;
  /** The next people after `after`, by id. Runs as `system`. */
  everybody(db: Db, after: string | null, limit: number): Promise<readonly string[]>;
  /** Whom facts or days since have touched, in order of their ids; all at once, as it may be a walk over many. Runs as `system`. */
  changedSince(db: Db, since: Since): Promise<readonly string[]>;
  /** Whose findings may change with these people's facts: the household, whoever shares or shared a telephone. Runs as `system`. */
  related(db: Db, workerIds: readonly string[]): Promise<readonly string[]>;
  /** What stands against what, for the case on the desk. Under the reader's own row-level security; null where there is nothing to show. */
  casesOf?(
    call: Pick<Call, 'db' | 'services' | 'actor' | 'today'>,
    finding: { readonly workerId: string; readonly rule: string },
  ): Promise<DeskCase | null>;
}

/** One side of a case: what one source says. */
export interface DeskSide {
  readonly label: Text;
  readonly values: readonly { readonly field: Text; readonly value: Text; readonly odd: boolean }[];
  /** `source_ref` of the fact, where a list said it (readSourceRef). */
  readonly sourceRef: string;
  readonly source: Text;
  /** When it was said. */
  readonly recorded: string | null;
  /** Another person it is about, where the reader sees them. */
  readonly workerId: string | null;
  /** On a line of time, where it is a spell; `to` null: still. */
  readonly span: { readonly from: Day; readonly to: Day | null } | null;
}
export interface DeskCase {
  readonly sides: readonly DeskSide[];
}

/** A correction as it is offered, and the doing of it. */
export interface Proposal {
  readonly text: Text;
  readonly reason: Text;
  /** Through the service that owns the fact, under the reader's own row-level security. Returns what the audit keeps of it; no value of a person. */
  run(): Promise<Readonly<Record<string, unknown>>>;
}
/** A correction that the rule leaves one way for (按建议更正): it settles the finding, which then closes by itself. */
export interface DeskDeed {
  readonly rule: string;
  /** Null where more than one way is open, or the reader may not. `hold`: it is carried out next, so the facts are held before they are read. */
  propose(call: Call, finding: { readonly workerId: string }, hold: boolean): Promise<Proposal | null>;
}

/** How a person is told on the desk. */
export interface PersonCard {
  readonly name: string;
  readonly sex: '0' | '1' | '2' | '9';
  readonly age: number | null;
  /** '' where the reader may not see it; so are the next. */
  readonly numberMasked: string;
  /** Township and village; the county for who sees no more. */
  readonly homeName: string;
  /** As far as the reader may know it, 12 digits. */
  readonly homeCode: string;
}
/** People that a doubt about a list as a whole is about, in an order that is the same for everybody who asks. Under the reader's row-level security. */
export interface ListPeople {
  readonly total: number;
  /** More than were counted. */
  readonly more: boolean;
  readonly ids: readonly string[];
}
/** `field` and `top` as in Finding. Null: this capability knows nothing of that field. */
export type PeopleOfList = (
  call: Pick<Call, 'db'>,
  of: { readonly batchId: string; readonly field: string; readonly top: readonly string[] },
  limit: number,
) => Promise<ListPeople | null>;

/** What the composition hands to the desk. */
export interface DeskParts {
  /** All rules of all capabilities, for the rule book; living ones among them. */
  readonly rules: readonly DeclaredRule[];
  /** Of these, and of the words of lists that have no number. */
  readonly ruleNames: RuleNames;
  /** Columns of lists of people, by the ids findings carry. */
  readonly fieldTexts: Readonly<Record<string, Text>>;
  readonly living: readonly LivingRules[];
  readonly deeds: readonly DeskDeed[];
  /** The first that knows the field answers; the last one tells of everybody in the list. */
  readonly peopleOfList: readonly PeopleOfList[];
  /** Under the reader's row-level security; who is not seen is not in it. */
  cardsOf(call: Call, workerIds: readonly string[]): Promise<ReadonlyMap<string, PersonCard>>;
}

/** Keyed, so that nobody reads a birthday or an income out of a fingerprint. */
export const fingerprint = (services: Pick<Services, 'keys'>, rule: string, facts: readonly unknown[]): string =>
  services.keys
    .hmac('finding', JSON.stringify([rule, facts]))
    .toString('base64url')
    .slice(0, 22);
