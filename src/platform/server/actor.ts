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
  /** Home areas whose people this actor may see (origin side). */
  readonly areas: readonly Area[];
  /** Keys of `worker_scope` this actor holds: `host:440111`, `org:…`, `class:…`, `sitting:…`. */
  readonly keys: readonly string[];
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
  keys: [],
  viewedBy: null,
  overrideId: null,
  steppedUpUntil: null,
};

/** What row-level security is told about an actor (see access: `protect()`), as transaction-local settings. */
export const actorSettings = (actor: Actor, today: string): Record<string, string> => ({
  'app.account': actor.accountId ?? '',
  'app.area_from': `{${actor.areas.map((a) => a.from).join(',')}}`,
  'app.area_to': `{${actor.areas.map((a) => a.to).join(',')}}`,
  'app.keys': `{${actor.keys.map((k) => `"${k.replace(/["\\]/g, '')}"`).join(',')}}`,
  'app.today': today,
});
