// Whom to ask first: who is in post by the register, by the weight of what speaks for leaving. Ranked in SQL, told by the pure rules.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { areaOf } from '#capabilities/access/rules.ts';
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import { deskCards } from '#capabilities/workers/server/service.ts';
import { TOTAL_CAP } from '#platform/contract.ts';
import type { Call } from '#platform/server/http.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import { dayNumber } from '#standards/calendar/calendar.ts';
import type { listSignals } from '../../contractRetention.ts';
import { judgeSignals, SIGNAL_RULES, SIGNAL_WEIGHTS, type Signal } from '../../rulesSignals.ts';
import type { EvidenceClass, SpellKind } from '../../rulesSpell.ts';
import { homeText, placeText } from '../import/words.ts';
import { inAreas } from './retention.ts';

interface Ranked {
  readonly workerId: string;
  readonly spellId: string;
  readonly organisationId: string | null;
  readonly kind: SpellKind;
  readonly employerWords: string;
  readonly place: string;
  readonly start: string;
  readonly lDay: string | null;
  readonly employerClosed: boolean;
  readonly stopped: string | null;
  readonly arrears: string | null;
  readonly againstObserved: string | null;
  readonly againstClass: EvidenceClass | null;
  readonly shortBefore: number;
  readonly score: number;
  /** How many there are on all pages: counted with them, for ranking everybody is what takes the time. */
  readonly ofAll: number;
}

/** Spells that happen where the viewer is host. */
const hosted = ({ actor }: Call) =>
  actor.keys.length + actor.keyRanges.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`(s.place <> '' and ('host:' || substr(s.place, 1, 6) = any (${[...actor.keys]}::text[])
        or ${inAreas('h.key', actor.keyRanges)}))`;

const ranked = (call: Call, area: string | undefined, signal: Signal | undefined): RawBuilder<Ranked> => {
  const { actor, today } = call;
  const r = SIGNAL_RULES;
  const homes = [...actor.areas, ...actor.lookAreas];
  const day = sql`${today}::date`;
  const holds: Record<Signal, RawBuilder<unknown>> = {
    closing: sql`(employer_closed or stopped is not null)`,
    against: sql`(against_observed is not null and ${day} - against_observed <= ${r.againstDays})`,
    arrears: sql`(arrears is not null)`,
    unseen: sql`(${day} - coalesce(l_day, start) > ${r.unseenDays})`,
    short: sql`(short_before >= ${r.shortCount})`,
    first: sql`(${day} - start < ${r.firstDays})`,
  };
  const score = sql.join(
    (Object.keys(holds) as Signal[]).map((s) => sql`case when ${holds[s]} then ${sql.lit(SIGNAL_WEIGHTS[s])} else 0 end`),
    sql` + `,
  );
  const incident = (kind: string) => sql`(select min(x.happened_on) from organisation_incident x
    where x.organisation_id in (o.organisation_id, o.main) and x.superseded = 'infinity' and x.state = 'open' and x.kind = ${sql.lit(kind)})`;
  return sql<Ranked>`(
    with held as (
      select distinct on (s.worker_id) s.worker_id, s.id as spell_id, s.organisation_id, s.kind, s.employer_words, s.place, s.start, ${inAreas('n.home', homes)} as whole
      from worker_now n join spell s on s.worker_id = n.worker_id
      cross join lateral (select 'host:' || substr(s.place, 1, 6) as key) h
      where s.superseded = 'infinity' and s.kind <> 'internship' and s.start <= ${day} and (s.ended is null or s.ended >= ${day})
        and not n.shadowed and n.died_on is null ${area ? sql`and ${inAreas('n.home', [areaOf(area)])}` : sql``}
        and (${inAreas('n.home', homes)} or ${hosted(call)})
      order by s.worker_id, s.start desc, s.id),
    employer as (
      select o.organisation_id, coalesce((select f.state = 'closed' from organisation_fact f where f.organisation_id = o.main and f.superseded = 'infinity'), false) as employer_closed,
        ${incident('stoppage')} as stopped, ${incident('wage_arrears')} as arrears
      from (select u.organisation_id, coalesce(k.main_id, u.organisation_id) as main from (select distinct organisation_id from held where organisation_id is not null) u
        left join organisation_link k on k.organisation_id = u.organisation_id and k.superseded = 'infinity') o),
    facts as (
      select h.worker_id, h.spell_id, h.organisation_id, h.kind, h.employer_words, h.place, h.start, v.l_day, coalesce(e.employer_closed, false) as employer_closed,
        e.stopped, e.arrears, a.observed as against_observed, a.class as against_class,
        case when h.whole then (select count(*)::int from spell b where b.worker_id = h.worker_id and b.superseded = 'infinity' and b.kind <> 'internship'
          and b.ended < h.start and b.ended >= h.start - ${r.shortWithinDays}::int and b.ended - b.start + 1 < ${r.shortDays}) else 0 end as short_before
      from held h
      left join employer e on e.organisation_id = h.organisation_id
      left join lateral (select x.l_day from spell_vouched x where x.worker_id = h.worker_id and x.spell_id = h.spell_id and ${r.evidenceClass}::int between x.c and x.upto
        and x.superseded = 'infinity') v on true
      left join lateral (select x.observed, x.class from evidence x where x.worker_id = h.worker_id and x.spell_id = h.spell_id and x.superseded = 'infinity'
        and x.says = 'not_in_post' order by x.observed desc, x.class, x.id limit 1) a on true)
    select y.*, count(*) over ()::int as of_all from (select f.*, (${score})::int as score from facts f ${signal ? sql`where ${holds[signal]}` : sql``}) y where score > 0)`;
};

export const signals = async (
  call: Call,
  input: z.output<(typeof listSignals)['input']>,
): Promise<z.input<(typeof listSignals)['output']>> => {
  const { db, services, today } = call;
  const query = db.selectFrom(ranked(call, input.area, input.signal).as('ranked')).selectAll();
  const page = await pageOf(services.keys, query, {
    list: `employment.listSignals ${input.signal ?? ''} ${input.area ?? ''}`,
    sort: {
      by: [
        { column: 'ranked.score', key: 'score' },
        { column: 'ranked.worker_id', key: 'workerId' },
      ],
      descending: true,
    },
    cursor: input.cursor,
    size: input.size,
  });
  const cards = await deskCards(
    call,
    page.items.map((r) => r.workerId),
  );
  const organisations = await organisationsById(
    db,
    page.items.flatMap((r) => r.organisationId ?? []),
  );
  const number = (d: string | null): number | null => (d === null ? null : dayNumber(d));
  return {
    ...page,
    total: page.items[0] ? (page.items[0].ofAll > TOTAL_CAP ? null : page.items[0].ofAll) : await cappedTotal(db, query),
    items: page.items.map((r) => {
      const card = cards.get(r.workerId);
      const { reasons } = judgeSignals(
        {
          start: dayNumber(r.start),
          vouchedUntil: number(r.lDay),
          employerClosed: r.employerClosed,
          stoppedSince: number(r.stopped),
          arrearsSince: number(r.arrears),
          against: r.againstObserved === null ? null : { class: r.againstClass!, observed: dayNumber(r.againstObserved) },
          shortBefore: r.shortBefore,
        },
        dayNumber(today),
      );
      return {
        workerId: r.workerId,
        score: r.score,
        name: card?.name ?? '',
        homeName: homeText(card?.homeCode ?? '', card?.homeName ?? ''),
        kind: r.kind,
        employer: { id: r.organisationId, name: (r.organisationId && organisations.get(r.organisationId)?.name) || r.employerWords },
        placeName: placeText(r.place),
        start: r.start,
        verifiedUntil: r.lDay,
        reasons: [...reasons],
      };
    }),
  };
};
