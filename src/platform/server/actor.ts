import type { Db } from './store.ts';

/** A range of 12-digit division codes, both ends included: `520000000000`…`529999999999`. */
export interface Area {
  readonly from: string;
  readonly to: string;
}

/** One role held over an area and, for employers, schools, stations and exam bodies, one organisation. */
export interface Grant {
  readonly role: string;
  /** Division code, 12 digits, or '' for the whole country. */
  readonly areaCode: string;
  readonly area: Area;
  /** E.g. `org:<id>`; null where the role is over an area alone. */
  readonly relation: string | null;
}

/** Who is asking. Made by `access` from a session, by a job from its owner, or `nobody`. */
export interface Actor {
  readonly accountId: string | null;
  readonly sessionId: string | null;
  /** Login name; printed on exports and watermarks. */
  readonly login: string;
  readonly name: string;
  readonly permissions: ReadonlySet<string>;
  readonly grants: readonly Grant[];
  /** Home areas whose people this actor may see and change (origin side). */
  readonly areas: readonly Area[];
  /** Home areas that may be seen only (auditor, temporary look). */
  readonly lookAreas: readonly Area[];
  /** Keys of `worker_scope` this actor holds: `host:440111`, `org:…`, `worker:…`. */
  readonly keys: readonly string[];
  /** The same as ranges: a host prefecture holds `host:440100`…`host:440199`. */
  readonly keyRanges: readonly Area[];
  /** The account that is really behind the screen while someone looks through another's eyes. */
  readonly viewedBy: { readonly accountId: string; readonly login: string; readonly name: string } | null;
  readonly overrideId: string | null;
  /** Until when a fresh password or code counts (ISO instant), or null. */
  readonly steppedUpUntil: string | null;
}

export const nobody: Actor = {
  accountId: null,
  sessionId: null,
  login: '',
  name: '',
  permissions: new Set(),
  grants: [],
  areas: [],
  lookAreas: [],
  keys: [],
  keyRanges: [],
  viewedBy: null,
  overrideId: null,
  steppedUpUntil: null,
};

/**
 * An account as it is now, for work that outlives its session: made by `access`, handed over by the composition. `nobody` where it is disabled,
 * holds nothing any more, or may do nothing before its password is changed. Runs as `system`.
 */
export type ActorSource = (db: Db, accountId: string, at: Date) => Promise<Actor>;

const list = (items: readonly string[]): string => `{${items.map((i) => `"${i.replace(/["\\]/g, '')}"`).join(',')}}`;

/**
 * What row-level security is told about an actor (see access: `protect()`), as transaction-local settings. Nearly everybody has one home area
 * and at most one range of keys: those stand alone, so that a policy compares two values; the lists are asked only where there are more.
 */
export const actorSettings = (actor: Actor, today: string): Record<string, string> => {
  const seen = [...actor.areas, ...actor.lookAreas];
  const [range, ...ranges] = actor.keyRanges;
  return {
    'app.account': actor.accountId ?? '',
    'app.home_from': seen[0]?.from ?? '',
    'app.home_to': seen[0]?.to ?? '',
    'app.area_from': list(seen.slice(1).map((a) => a.from)),
    'app.area_to': list(seen.slice(1).map((a) => a.to)),
    'app.own_from': list(actor.areas.map((a) => a.from)),
    'app.own_to': list(actor.areas.map((a) => a.to)),
    'app.keys': list(actor.keys),
    'app.key_from': range?.from ?? '',
    'app.key_to': range?.to ?? '',
    'app.range_from': list(ranges.map((r) => r.from)),
    'app.range_to': list(ranges.map((r) => r.to)),
    'app.today': today,
  };
};
