// Rows of plans and items as now known, and how they are told.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { areaOf } from '#capabilities/access/rules.ts';
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Call } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import { isCurrent } from '#platform/server/versions.ts';
import type { itemFilters, WorkItem } from '../../contractPlans.ts';
import { SOON_DAYS, standsOn } from '../../rulesPlans.ts';
import { sideText } from '../places.ts';
import { titleToday } from '../queries.ts';
import { getSeen } from '../target.ts';
import { seesAgreement, sidesSpoken, unitMine } from './scope.ts';

export interface Party {
  readonly agreementId: string;
  readonly agreementTitle: string;
  readonly originCode: string;
  readonly originName: string;
  readonly hostCode: string;
  readonly hostName: string;
}
export const briefOf = (r: Party) => ({
  id: r.agreementId,
  title: r.agreementTitle,
  origin: sideText({ code: r.originCode, name: r.originName }),
  host: sideText({ code: r.hostCode, name: r.hostName }),
});

export interface AgreementRow extends Party {
  readonly validFrom: string;
  /** An agreed earlier end included. */
  readonly lastDay: string;
  readonly signedByBoth: boolean;
}
/** The agreement, where the asker sees it; not found otherwise. */
export const getAgreement = async (call: Pick<Call, 'db' | 'actor' | 'today'>, id: string): Promise<AgreementRow> => {
  const { id: agreementId, title: agreementTitle, originSigned, hostSigned, ...row } = await getSeen(call, id);
  return { ...row, agreementId, agreementTitle, signedByBoth: originSigned !== null && hostSigned !== null };
};

export const itemsQuery = (db: Db) =>
  db
    .selectFrom('workItemFact as f')
    .innerJoin('workItem as i', 'i.id', 'f.itemId')
    .innerJoin('workPlan as p', 'p.id', 'i.planId')
    .innerJoin('agreementFact as a', (j) => j.onRef('a.agreementId', '=', 'p.agreementId').on(isCurrent('a')))
    .select([
      'f.itemId',
      'i.number',
      'i.planId',
      'i.resolutionId',
      'p.year',
      'f.title',
      'f.outcome',
      'f.lead',
      'f.dueDay',
      'f.state',
      'f.recorded',
      'f.recordedBy',
      'f.recordedName',
    ])
    .select(['f.originOrganisation', 'f.originUnit', 'f.originArea', 'f.hostOrganisation', 'f.hostUnit', 'f.hostArea'])
    .select(['p.agreementId', 'a.originCode', 'a.originName', 'a.hostCode', 'a.hostName'])
    .select(titleToday.as('agreementTitle'))
    .where(isCurrent('f'));
export type ItemRow = Awaited<ReturnType<ReturnType<typeof itemsQuery>['execute']>>[number];

/** Whoever may see the agreement, and whoever answers for a unit of the item. */
export const seesItems = (actor: Pick<Actor, 'grants'>): RawBuilder<boolean> =>
  sql<boolean>`(${seesAgreement(actor)} or ${unitMine(actor)})`;

const UNFINISHED = sql`('open', 'in_progress', 'sent_back')`;
/** The other side has said it is done, and the side that looks is mine. */
export const waitsForMe = (actor: Pick<Actor, 'grants'>): RawBuilder<boolean> =>
  sql<boolean>`(f.state = 'said_done' and ((f.lead = 'origin' and ${unitMine(actor, ['host'])}) or (f.lead = 'host' and ${unitMine(actor, ['origin'])})))`;
/** It was sent back, and the side that leads is mine. */
export const goesOnWithMe = (actor: Pick<Actor, 'grants'>): RawBuilder<boolean> =>
  sql<boolean>`(f.state = 'sent_back' and ((f.lead = 'origin' and ${unitMine(actor, ['origin'])}) or (f.lead = 'host' and ${unitMine(actor, ['host'])})))`;
export const isLate = (today: string): RawBuilder<boolean> => sql<boolean>`(f.state in ${UNFINISHED} and f.due_day < ${today}::date)`;
export const isSoon = (today: string): RawBuilder<boolean> =>
  sql<boolean>`(f.state in ${UNFINISHED} and f.due_day >= ${today}::date and f.due_day <= ${today}::date + ${SOON_DAYS}::int)`;

type Filters = { readonly [K in keyof typeof itemFilters]?: z.output<(typeof itemFilters)[K]> | undefined };
/** Items the asker sees, narrowed. */
export const filteredItems = ({ db, actor, today }: Pick<Call, 'db' | 'actor' | 'today'>, f: Filters) => {
  let query = itemsQuery(db).where(seesItems(actor));
  if (f.agreementId) query = query.where('p.agreementId', '=', f.agreementId);
  if (f.year) query = query.where('p.year', '=', f.year);
  if (f.state) query = query.where('f.state', '=', f.state);
  if (f.lead) query = query.where('f.lead', '=', f.lead);
  if (f.mine) query = query.where(unitMine(actor));
  if (f.which === 'late') query = query.where(isLate(today));
  if (f.which === 'soon') query = query.where(isSoon(today));
  if (f.which === 'toRedo') query = query.where(goesOnWithMe(actor));
  if (f.which === 'living') query = query.where(sql<boolean>`f.state in ('open', 'in_progress', 'said_done', 'sent_back')`);
  if (f.which === 'toClose') query = query.where(waitsForMe(actor));
  if (f.area) {
    const { from, to } = areaOf(f.area);
    query = query.where(
      sql<boolean>`(a.origin_code between ${from} and ${to} or a.host_code between ${from} and ${to} or f.origin_area between ${from} and ${to} or f.host_area between ${from} and ${to})`,
    );
  }
  if (f.q) {
    const q = f.q;
    query = query.where(
      sql<boolean>`(strpos(f.title, ${q}) > 0 or strpos(f.outcome, ${q}) > 0 or strpos(f.origin_unit, ${q}) > 0 or strpos(f.host_unit, ${q}) > 0)`,
    );
  }
  return query;
};

export const unitsOf = (r: ItemRow) => ({
  origin: { organisationId: r.originOrganisation, name: r.originUnit, areaCode: r.originArea, area: areaText(r.originArea) },
  host: { organisationId: r.hostOrganisation, name: r.hostUnit, areaCode: r.hostArea, area: areaText(r.hostArea) },
});
export const itemOf = (r: ItemRow, { actor, today }: Pick<Call, 'actor' | 'today'>): WorkItem => {
  const units = unitsOf(r);
  return {
    id: r.itemId,
    number: r.number,
    planId: r.planId,
    year: r.year,
    agreement: briefOf(r),
    title: r.title,
    outcome: r.outcome,
    lead: r.lead,
    units,
    dueDay: r.dueDay,
    state: r.state,
    stands: standsOn(r, today),
    changed: r.recorded,
    speaks: sidesSpoken(actor, units),
  };
};
