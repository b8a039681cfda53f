// 欠薪、事故、停工: recorded with day and source, corrected by a new version, settled, or withdrawn where it was a mistake.
import { sql } from 'kysely';
import type { Parsed } from '#platform/contract.ts';
import { changed, notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { insertVersion, isCurrent, supersede, withdraw } from '#platform/server/versions.ts';
import {
  type correctIncident,
  type Incident,
  inFuture,
  type listIncidents,
  type recordIncident,
  settledBefore,
  type settleIncident,
  type withdrawIncident,
} from '../contract.ts';
import { fitDay } from '../rules.ts';
import { setOf } from './queries.ts';
import { getCurrent, getWritable, noted, writer } from './target.ts';

const shown = (call: Call) =>
  call.db
    .selectFrom('organisationIncident as i')
    .select(['i.id', 'i.organisationId', 'i.kind', 'i.happenedOn', 'i.precision', 'i.what', 'i.amount', 'i.persons', 'i.state'])
    .select(['i.settledOn', 'i.outcome', 'i.source', 'i.recordedName as by', 'i.recorded'])
    .select(sql<number>`(select count(*)::int from organisation_incident v where v.id = i.id)`.as('versions'))
    .where(isCurrent('i'));
type Row = Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number];
const incidentOf = ({ amount, ...row }: Row): Incident => ({ ...row, amount: amount === null ? null : Number(amount) });

const one = async (call: Call, id: string, incidentId: string): Promise<Incident> => {
  const row = await shown(call).where('i.id', '=', incidentId).where('i.organisationId', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return incidentOf(row);
};

export const incidents = async (call: Call, { id }: Parsed<typeof listIncidents>) => {
  const { mainId } = await getCurrent(call, id);
  const set = await setOf(call.db, mainId);
  const rows = await shown(call).where('i.organisationId', 'in', set).orderBy('i.happenedOn', 'desc').orderBy('i.id', 'desc').execute();
  return { items: rows.map(incidentOf) };
};

const refuseDays = (call: Call, happenedOn: string, settledOn: string | null): void => {
  if (happenedOn > call.today) throw inFuture({ day: happenedOn });
  if (settledOn === null) return;
  if (settledOn < happenedOn) throw settledBefore({ settled: settledOn, happened: happenedOn });
  if (settledOn > call.today) throw inFuture({ day: settledOn });
};

export const record = async (call: Call, { id, ...draft }: Parsed<typeof recordIncident>): Promise<Incident> => {
  const of = await getWritable(call, id, { closed: true });
  const happenedOn = fitDay(draft.happenedOn, draft.precision);
  refuseDays(call, happenedOn, null);
  const incidentId = newId();
  await insertVersion(call.db, 'organisation_incident', {
    id: incidentId,
    organisationId: id,
    ...draft,
    happenedOn,
    state: 'open',
    ...writer(call),
  });
  noted(call, of, { incident: incidentId, kind: draft.kind });
  return one(call, id, incidentId);
};

const COMPARED = ['kind', 'happenedOn', 'precision', 'what', 'amount', 'persons', 'source', 'state', 'settledOn', 'outcome'] as const;

export const correctOne = async (
  call: Call,
  { id, incidentId, seen, reason, ...draft }: Parsed<typeof correctIncident>,
): Promise<Incident> => {
  const of = await getWritable(call, id, { closed: true, merged: true });
  const before = await one(call, id, incidentId);
  if (before.recorded !== seen) throw changed({ by: before.by || '—', at: before.recorded, current: before });
  const happenedOn = fitDay(draft.happenedOn, draft.precision);
  // settled without a day: the day it is known to be settled
  const settledOn = draft.state === 'settled' ? (draft.settledOn ?? call.today) : null;
  refuseDays(call, happenedOn, settledOn);
  const next = { ...draft, happenedOn, settledOn, outcome: draft.state === 'settled' ? draft.outcome : '' };
  await supersede(call.db, 'organisation_incident', { id: incidentId }, { ...next, reason, ...writer(call) });
  noted(call, of, { incident: incidentId, reason, changed: COMPARED.filter((f) => next[f] !== before[f]) });
  return one(call, id, incidentId);
};

export const settle = async (call: Call, { id, incidentId, settledOn, outcome }: Parsed<typeof settleIncident>): Promise<Incident> => {
  const of = await getWritable(call, id, { closed: true, merged: true });
  const before = await one(call, id, incidentId);
  refuseDays(call, before.happenedOn, settledOn);
  await supersede(call.db, 'organisation_incident', { id: incidentId }, { state: 'settled', settledOn, outcome, ...writer(call) });
  noted(call, of, { incident: incidentId, settledOn });
  return one(call, id, incidentId);
};

export const unrecord = async (call: Call, { id, incidentId, reason }: Parsed<typeof withdrawIncident>) => {
  const of = await getWritable(call, id, { closed: true, merged: true });
  await one(call, id, incidentId);
  await withdraw(call.db, 'organisation_incident', { id: incidentId });
  noted(call, of, { incident: incidentId, reason });
  return {};
};
