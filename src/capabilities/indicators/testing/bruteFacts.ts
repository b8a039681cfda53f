// What was known at an instant (docs/figures.md §1, as-known-at), put together by person (§2, worker and person).
import type { Day } from '#standards/calendar/calendar.ts';
import type { Instant, Known, World } from './world.ts';

export type Home = World['homes'][number];
export type Identity = World['identities'][number];
export type Basic = World['basics'][number];

/** §2, evidence, with what the fold's order asks: the instant of the fact's first version. */
export interface Said {
  readonly class: number;
  readonly says: 'in_post' | 'not_in_post';
  /** In post: [a, b]. Not in post: from x = a on. */
  readonly a: Day;
  readonly b: Day | null;
  readonly observed: Day;
  readonly firstRecorded: Instant;
}
/** A spell, or several that were united. Texts that say nothing are ''. */
export interface Work {
  /** Of the record it stands on; of united spells ''. */
  readonly worker: string;
  readonly kind: string;
  /** §9 [4]: the one that speaks for it as known at K. */
  readonly organisation: string | null;
  readonly organisationCode: string | null;
  readonly occupation: string;
  readonly industry: string;
  readonly place: string;
  readonly start: Day;
  /** Recorded end; null: still. */
  readonly ended: Day | null;
  readonly pay: number | null;
  readonly channel: string;
  readonly programme: string;
  readonly assisted: boolean;
  readonly evidence: readonly Said[];
}
export interface Person {
  readonly id: string;
  readonly spells: readonly Work[];
  readonly homes: readonly Home[];
  readonly identities: readonly Identity[];
  /** In the order of their worker ids. */
  readonly basics: readonly Basic[];
}

/** §1: at K exactly the versions with recorded ≤ K < superseded exist. Instants compare as texts, and 'infinity' lies behind them all. */
export const knownAt =
  (k: Instant) =>
  (fact: Known): boolean =>
    fact.recorded <= k && k < fact.superseded;

export const personsAt = (world: World, k: Instant): readonly Person[] => {
  const known = knownAt(k);
  const link = new Map(world.links.filter(known).map((l) => [l.worker, l.person]));
  const speaks = new Map(world.organisationLinks.filter(known).map((l) => [l.organisation, l.main]));
  const codes = new Map(world.organisations.map((o) => [o.id, o.uscc]));
  const firstRecorded = new Map<string, Instant>();
  for (const e of world.evidence) {
    const before = firstRecorded.get(e.id);
    if (before === undefined || e.recorded < before) firstRecorded.set(e.id, e.recorded);
  }
  const evidence = world.evidence.filter(known);
  const spells = world.spells.filter(known);
  const sets = Map.groupBy(
    world.workers.map((w) => w.id),
    (worker) => link.get(worker) ?? worker,
  );
  return [...sets.values()].map((set): Person => {
    const workers = [...set].sort();
    const own = <T extends { readonly worker: string }>(facts: readonly T[]): readonly T[] => facts.filter((f) => set.includes(f.worker));
    return {
      id: workers[0]!,
      homes: own(world.homes.filter(known)),
      identities: own(world.identities.filter(known)),
      basics: own(world.basics.filter(known)).toSorted((x, y) => (x.worker < y.worker ? -1 : 1)),
      spells: own(spells).map((s): Work => {
        const organisation = s.organisation === null ? null : (speaks.get(s.organisation) ?? s.organisation);
        return {
          worker: s.worker,
          kind: s.kind,
          organisation,
          organisationCode: organisation === null ? null : (codes.get(organisation) ?? null),
          occupation: s.occupation,
          industry: s.industry,
          place: s.place,
          start: s.start,
          ended: s.ended,
          pay: s.payMonth,
          channel: s.channel,
          programme: s.programme,
          assisted: s.assistedKind !== '',
          evidence: evidence
            .filter((e) => e.spell === s.id)
            .map((e) => ({
              class: e.class,
              says: e.says,
              a: e.coversFrom,
              b: e.coversTo,
              observed: e.observed,
              firstRecorded: firstRecorded.get(e.id)!,
            })),
        };
      }),
    };
  });
};
