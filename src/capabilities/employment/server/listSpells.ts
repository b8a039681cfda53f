// One person's spells, told under the rights that hold for each record and each spell.
import { sql } from 'kysely';
import type { z } from 'zod';
import { accountNames, sourcesReaching } from '#capabilities/access/server/service.ts';
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import { isDoubted } from '#capabilities/rosters/server/service.ts';
import { listsTold, recordsSeen } from '#capabilities/workers/server/service.ts';
import type { Call } from '#platform/server/http.ts';
import { CURRENT } from '#platform/server/versions.ts';
import { findOccupation } from '#standards/occupations/occupations.ts';
import type { EvidenceOut, listSpells, SpellOut } from '../contract.ts';
import { spellFactTexts } from '../contractTexts.ts';
import { classesOf, deedsOf, type Stand } from '../rulesDeeds.ts';
import { type AssistedKind, byOrganisation, type LeaveReason } from '../rulesLeaving.ts';
import { differingFacts } from '../rulesRows.ts';
import { isOrganised, workAreaOf } from '../rulesSpell.ts';
import { mayWithdraw } from './entry/evidenceDeeds.ts';
import { permittedTo, standsOn } from './entry/stand.ts';
import { scopeSource } from './follow.ts';
import { factChanges, factWord, placeText } from './import/words.ts';
import { findEvidence, type StoredEvidence, type StoredSpell } from './spells.ts';
import { toldFold } from './toldFold.ts';

type Version = StoredSpell & { readonly superseded: string };

export const list = async (call: Call, { id }: z.output<(typeof listSpells)['input']>): Promise<z.input<(typeof listSpells)['output']>> => {
  const told = await spellsTold(call, id);
  call.note({ subject: { kind: 'worker', id }, area: told.home });
  return told;
};

/** What this viewer is told of the person's work. */
export const spellsTold = async (
  { db, actor, today }: Pick<Call, 'db' | 'actor' | 'today'>,
  id: string,
): Promise<z.input<(typeof listSpells)['output']> & { readonly home: string }> => {
  const records = await recordsSeen({ db, actor, today }, id);
  const { home } = records[0]!;
  const telling = new Map(records.filter((r) => r.fields.spell !== undefined).map((r) => [r.workerId, r]));
  const ids = [...telling.keys()];
  const may = permittedTo(actor);
  const opened = actor.keys.length + actor.keyRanges.length ? await sourcesReaching(db, ids, today) : new Set<string>();
  const stands = new Map<string, Awaited<ReturnType<typeof standsOn>>>();
  for (const r of telling.values()) stands.set(r.workerId, await standsOn({ db, actor, today }, r, opened));
  const own = stands.get(id);
  const mayRecord = !may.enter || !own ? '' : own.toPlace('').home ? 'home' : own.hosts ? 'host' : '';
  if (ids.length === 0) return { home, spells: [], noWork: null, without: '', mayRecord };
  const { rows: versions } = await sql<Version>`select * from spell where worker_id = any (${ids}::uuid[]) order by id, recorded`.execute(
    db,
  );
  // whoever does not see other employers is told of the spells that open the worker to them, for as long as they do
  const facts = [...Map.groupBy(versions, (v) => v.id).values()].filter((all) => {
    const last = all.at(-1)!;
    if (last.superseded !== CURRENT) return false;
    return telling.get(last.workerId)!.fields.other_employers !== undefined || opened.has(scopeSource(last.id));
  });
  // an employer is told of the evidence that employers gave, and of no other
  const told = (w: string, e: StoredEvidence) => telling.get(w)!.fields.verification !== undefined || e.source === 'employer';
  const evidence = Map.groupBy(
    (await findEvidence(db, ids, true)).filter((e) => told(e.workerId, e)),
    (e) => e.spellId,
  );
  const organisations = await organisationsById(
    db,
    facts.flatMap((all) => [all.at(-1)!.organisationId ?? [], assistedOrganisation(all.at(-1)!)].flat()),
  );
  const names = await accountNames(
    db,
    [...facts.flat(), ...[...evidence.values()].flat()].flatMap((v) => v.recordedBy ?? []),
  );
  const origin = (v: Pick<StoredSpell, 'source' | 'sourceRef' | 'recordedBy' | 'recorded'>) => ({
    source: v.source,
    sourceRef: v.sourceRef,
    by: v.recordedBy ? (names.get(v.recordedBy) ?? null) : null,
    recorded: v.recorded,
  });
  const tellEvidence = (e: StoredEvidence, stand: Stand): z.input<typeof EvidenceOut> => ({
    id: e.id,
    class: e.class,
    says: e.says,
    coversFrom: e.coversFrom,
    coversTo: e.coversTo,
    observed: e.observed,
    note: e.note,
    fileId: e.fileId,
    may: may.tell && (stand.home || stand.host || stand.employer) && mayWithdraw(stand, e, actor) ? ['withdraw'] : [],
    ...origin(e),
  });
  const tell = (all: readonly Version[]): z.input<typeof SpellOut> => {
    const s = all.at(-1)!;
    const record = telling.get(s.workerId)!;
    const theirs = evidence.get(s.id) ?? [];
    const stand = stands.get(s.workerId)!.toSpell(s);
    const deeds = deedsOf(stand, may, s);
    const assistedBy = assistedOrganisation(s)[0];
    const fold = toldFold(s, theirs);
    const over = fold.closed !== null && fold.closed < today;
    const registered = s.organisationId ? organisations.get(s.organisationId) : undefined;
    return {
      id: s.id,
      workerId: s.workerId,
      kind: s.kind,
      employer: { id: s.organisationId, name: registered?.name ?? s.employerWords },
      occupation: s.occupation === '' ? '' : (findOccupation(s.occupation)?.name.zh ?? s.occupation),
      occupationCode: s.occupation,
      post: s.postWords,
      industry: factWord(s, 'industryWords'),
      place: s.place,
      placeName: placeText(s.place),
      ...(record.fields.identity_kind ? { area: workAreaOf(record.home, s.place) } : {}),
      start: s.start,
      startPrecision: s.startPrecision,
      ended: s.ended,
      endPrecision: s.endPrecision,
      endInferred: s.endInferred,
      leaveReason: s.leaveReason === '' ? null : (s.leaveReason as LeaveReason),
      state: s.start > today ? 'later' : s.ended !== null && s.ended < today ? 'ended' : over ? 'stopped' : 'held',
      sideJob: s.sideJob,
      payMonth: s.payMonth,
      channel: s.channel === '' ? null : s.channel,
      organised: isOrganised(s.channel),
      pointToPoint: s.pointToPoint,
      publicPostKind: s.publicPostKind,
      assisted:
        s.assistedKind === ''
          ? null
          : {
              kind: s.assistedKind as AssistedKind,
              ref: s.assistedRef,
              name: assistedBy ? (organisations.get(assistedBy)?.name ?? '') : s.assistedRef,
            },
      programme: s.programme === '' ? null : s.programme,
      contract: s.contractFrom === null ? null : { from: s.contractFrom, to: s.contractTo },
      version: s.recorded,
      may: [...deeds],
      mayVouch: deeds.includes('vouch') ? [...classesOf(stand)] : [],
      ...(record.fields.verification ? { verified: fold.verified } : {}),
      ...(record.fields.verification || stand.employer
        ? {
            evidence: [...theirs]
              .sort((a, b) => (a.observed === b.observed ? a.class - b.class : a.observed < b.observed ? 1 : -1))
              .map((e) => tellEvidence(e, stand)),
          }
        : {}),
      corrections: all
        .flatMap((v, i) => {
          const before = all[i - 1];
          if (!before || before.superseded !== v.recorded) return [];
          const changes = factChanges(before, v, differingFacts(before, v)).map(({ fact, from, to }) => ({
            field: spellFactTexts[fact],
            from,
            to,
          }));
          return changes.length ? [{ ...origin(v), reason: v.reason, changes }] : [];
        })
        .reverse(),
      ...origin(all[0]!),
    };
  };
  const spells = facts.map(tell).sort((a, b) => (a.start === b.start ? (a.id < b.id ? 1 : -1) : a.start < b.start ? 1 : -1));
  const { rows: idle } = await sql<{
    observed: string;
  }>`select observed from no_work where worker_id = ${id}::uuid and superseded = 'infinity'`.execute(db);
  const wholly = telling.has(id) && telling.get(id)!.fields.other_employers !== undefined;
  return {
    home,
    spells,
    noWork: wholly ? (idle[0]?.observed ?? null) : null,
    without: wholly && facts.length === 0 ? await whyWithout(db, ids) : '',
    mayRecord,
  };
};
/** The organisation that a spell's assistance names. */
const assistedOrganisation = (s: Pick<StoredSpell, 'assistedKind' | 'assistedRef'>): readonly string[] =>
  byOrganisation(s.assistedKind) && s.assistedRef.startsWith('org:') ? [s.assistedRef.slice(4)] : [];

/** Without a start no spell is entered (rulesApply): whoever looks for it is told where it went. */
const whyWithout = async (db: Call['db'], ids: readonly string[]): Promise<'' | 'unread' | 'listed'> => {
  if (await isDoubted(db, ids, 'unread', 'start')) return 'unread';
  return (await listsTold(db, ids)) ? 'listed' : '';
};
