import type { z } from 'zod';
import { changed, notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { levelOf } from '#standards/divisions/codes.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import {
  type correctPairing,
  type createPairing,
  endBeforeStart,
  type endPairing,
  type Pairing,
  pairingOutside,
  pairingRefused,
} from '../contract.ts';
import { fitDay, type SideFacts, whyNotPaired } from '../rules.ts';
import { knownCode } from './divisionViews.ts';
import { closeRow, currentRow, type PairingRow } from './queries.ts';
import { pairingOf } from './service.ts';

type Facts = Omit<z.output<(typeof createPairing)['input']>, never>;

/**
 * Pairings are a province's to settle: a prefecture's steering role holds the permission too, but not over the pair. An employer's relation
 * gives no say.
 */
const mayTouch = (call: Call, ...codes: readonly string[]): boolean =>
  call.actor.grants.some(
    (g) =>
      g.relation === null &&
      (g.role === 'system_admin' || g.areaCode === '' || levelOf(g.areaCode) === 'province') &&
      codes.some((c) => c >= g.area.from && c <= g.area.to),
  );

const factsOf = (code: string): SideFacts => {
  const divisions = loadDivisions();
  const division = divisions.get(code);
  const county = divisions.countyOf(code);
  return { level: division?.level, inCountylessPrefecture: county?.level === 'prefecture' };
};

/** Reads what was typed into a row, or refuses with the sentence that says which rule failed. */
const checked = (call: Call, facts: Facts) => {
  const originCode = knownCode(facts.originCode);
  const hostCode = knownCode(facts.hostCode);
  const toPrecision = facts.validTo === null ? null : (facts.toPrecision ?? 'day');
  const row = {
    level: facts.level,
    originCode,
    originName: facts.originName,
    hostCode,
    hostName: facts.hostName,
    validFrom: fitDay(facts.validFrom, facts.fromPrecision, 'start'),
    validTo: facts.validTo === null ? null : fitDay(facts.validTo, toPrecision ?? 'day', 'end'),
    fromPrecision: facts.fromPrecision,
    toPrecision,
    source: facts.source,
    certainty: facts.certainty,
    note: facts.note,
  };
  const why = whyNotPaired(row, factsOf(originCode), factsOf(hostCode));
  if (why) throw pairingRefused({ why: why.zh, whyEn: why.en });
  if (row.validTo !== null && row.validTo < row.validFrom) throw endBeforeStart({ validFrom: row.validFrom, validTo: row.validTo });
  if (!mayTouch(call, originCode, hostCode)) throw pairingOutside();
  return row;
};

const insert = (call: Call, id: string, row: ReturnType<typeof checked>, reason: string, seed: string | null): Promise<PairingRow> =>
  call.db
    .insertInto('pairing')
    .values({ ...row, id, reason, seed, recordedBy: call.actor.accountId, recordedName: call.actor.name })
    .returningAll()
    .executeTakeFirstOrThrow();

/** The version someone has before their eyes, or a refusal that shows what has become of it. */
const open = async (call: Call, id: string, rowId: number): Promise<PairingRow> => {
  const row = await currentRow(call.db, id);
  if (!row) throw notFound();
  if (!mayTouch(call, row.originCode, row.hostCode)) throw pairingOutside();
  if (row.rowId !== rowId || !(await closeRow(call.db, rowId)))
    throw changed({ by: row.recordedName || '—', at: row.recorded, current: pairingOf(row, call.today) });
  return row;
};

export const create = async (call: Call, input: z.output<(typeof createPairing)['input']>): Promise<Pairing> => {
  const row = await insert(call, newId(), checked(call, input), '', null);
  call.note({ area: row.originCode, subject: { kind: 'pairing', id: row.id }, details: { host: row.hostCode, level: row.level } });
  return pairingOf(row, call.today);
};

export const end = async (call: Call, input: z.output<(typeof endPairing)['input']>): Promise<Pairing> => {
  const before = await open(call, input.id, input.rowId);
  const validTo = fitDay(input.validTo, input.toPrecision, 'end');
  if (validTo < before.validFrom) throw endBeforeStart({ validFrom: before.validFrom, validTo });
  const { level, originCode, originName, hostCode, hostName, validFrom, fromPrecision, source, certainty, note } = before;
  const row = await insert(
    call,
    before.id,
    {
      level,
      originCode,
      originName,
      hostCode,
      hostName,
      validFrom,
      fromPrecision,
      source,
      certainty,
      note,
      validTo,
      toPrecision: input.toPrecision,
    },
    input.reason,
    before.seed,
  );
  call.note({
    area: row.originCode,
    subject: { kind: 'pairing', id: row.id },
    details: { host: row.hostCode, reason: input.reason, validTo: { from: before.validTo, to: validTo } },
  });
  return pairingOf(row, call.today);
};

const COMPARED = [
  'level',
  'originCode',
  'originName',
  'hostCode',
  'hostName',
  'validFrom',
  'validTo',
  'source',
  'certainty',
  'note',
] as const;

export const correct = async (call: Call, input: z.output<(typeof correctPairing)['input']>): Promise<Pairing> => {
  const draft = checked(call, input);
  const before = await open(call, input.id, input.rowId);
  const row = await insert(call, before.id, draft, input.reason, before.seed);
  call.note({
    area: row.originCode,
    subject: { kind: 'pairing', id: row.id },
    details: { host: row.hostCode, reason: input.reason, changed: COMPARED.filter((f) => row[f] !== before[f]) },
  });
  return pairingOf(row, call.today);
};
