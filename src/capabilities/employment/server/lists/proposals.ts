// Proposals as lines of a list: whom they are about, what stands behind them, what is known of the time. Under the rights of whoever looks.
import { sql } from 'kysely';
import type { z } from 'zod';
import { type Area, areaOf, covers } from '#capabilities/access/rules.ts';
import { accountNames } from '#capabilities/access/server/service.ts';
import { plainName } from '#capabilities/organisations/rules.ts';
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import { batchLabels, readSourceRef } from '#capabilities/rosters/server/service.ts';
import { deskCards } from '#capabilities/workers/server/service.ts';
import type { Call } from '#platform/server/http.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import type { countProposals, listProposals, ProposalOut } from '../../contractLists.ts';
import { monthRuns, writtenMonth, writtenRuns } from '../../rulesMonths.ts';
import { employerKeys } from '../../rulesOutside.ts';
import { endOfProposal, holeBefore, overlaps } from '../../rulesProposal.ts';
import { NO_WORK } from '../../rulesWork.ts';
import { homeText, placeText } from '../import/words.ts';
import { readWork } from '../spells.ts';
import { readLines, readProposals, type StoredProposal } from './lines.ts';

export interface ProposalRow extends StoredProposal {
  readonly reason: '' | 'notWorking' | 'otherPerson' | 'wrongEmployer' | 'other';
  readonly words: string;
  readonly decidedBy: string | null;
  readonly decided: string | null;
  readonly proposed: string;
}
const COLUMNS = [
  'spellProposal.id',
  'spellProposal.workerId',
  'spellProposal.home',
  'spellProposal.kind',
  'spellProposal.spellId',
  'spellProposal.organisationId',
  'spellProposal.employerWords',
  'spellProposal.employerKey',
  'spellProposal.fromDay',
  'spellProposal.toDay',
  'spellProposal.class',
  'spellProposal.lists',
  'spellProposal.payMonth',
  'spellProposal.postWords',
  'spellProposal.observed',
  'spellProposal.state',
  'spellProposal.reason',
  'spellProposal.words',
  'spellProposal.decidedBy',
  'spellProposal.decided',
  'spellProposal.proposed',
  'spellProposal.version',
] as const;

const LINES = 24;

/** Proposals are the home area's: what a key opens is not enough. */
const within = (areas: readonly Area[]) =>
  areas.length
    ? sql<boolean>`(${sql.join(
        areas.map((a) => sql`(spell_proposal.home >= ${a.from} and spell_proposal.home <= ${a.to})`),
        sql` or `,
      )})`
    : sql<boolean>`spell_proposal.home = ''`;
const narrowed = (mine: readonly Area[], asked: string | undefined): readonly Area[] => {
  if (asked === undefined) return mine;
  const area = areaOf(asked);
  return mine.flatMap((m) => (covers(m, area) ? [area] : covers(area, m) ? [m] : []));
};
export const homes = ({ actor }: Pick<Call, 'actor'>, area?: string) => within(narrowed([...actor.areas, ...actor.lookAreas], area));

export const list = async (call: Call, input: z.output<(typeof listProposals)['input']>) => {
  const { db, services } = call;
  let query = db.selectFrom('spellProposal').select(COLUMNS).where('spellProposal.state', '=', input.state).where(homes(call, input.area));
  if (input.list !== undefined) query = query.where(sql<boolean>`${input.list} = any (spell_proposal.lists)`);
  if (input.worker !== undefined) {
    const { rows } = await sql<{ workerId: string }>`select m.worker_id from worker_now n, person_members(n.person_id) m
      where n.worker_id = ${input.worker}::uuid`.execute(db);
    query = query.where('spellProposal.workerId', 'in', [input.worker, ...rows.map((r) => r.workerId)]);
  }
  const page = await pageOf(services.keys, query, {
    list: `employment.listProposals ${input.state}`,
    sort: {
      by: [
        { column: 'spell_proposal.observed', key: 'observed' },
        { column: 'spell_proposal.id', key: 'id' },
      ],
      descending: true,
    },
    cursor: input.cursor,
    size: input.size,
  });
  return { ...page, items: await tellProposals(call, page.items as unknown as ProposalRow[]), total: await cappedTotal(db, query) };
};

const MOST = 100;
export const count = async (call: Call, _: z.output<(typeof countProposals)['input']>) => {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from (select from spell_proposal where state = 'open' and ${homes(call)}
    limit ${sql.lit(MOST)}) x`.execute(call.db);
  const open = rows[0]!.n;
  return { open, more: open >= MOST };
};

export const tellProposals = async (call: Call, rows: readonly ProposalRow[]): Promise<z.input<typeof ProposalOut>[]> => {
  const { db, services } = call;
  if (rows.length === 0) return [];
  const workers = [...new Set(rows.map((r) => r.workerId))];
  const cards = await deskCards(call, workers);
  const work = await readWork(db, workers);
  const lines = await readLines(db, workers);
  const others = await readProposals(db, workers);
  const organisations = await organisationsById(
    db,
    [...rows, ...[...work.values()].flatMap((w) => w.spells)].flatMap((r) => r.organisationId ?? []),
  );
  const labels = await batchLabels(
    db,
    services.keys,
    [...lines.values()].flat().flatMap((l) => readSourceRef(l.ref)?.batchId ?? []),
  );
  const names = await accountNames(
    db,
    rows.flatMap((r) => r.decidedBy ?? []),
  );
  return rows.map((p) => {
    const card = cards.get(p.workerId);
    const { spells } = work.get(p.workerId) ?? NO_WORK;
    const theirs = lines.get(p.workerId) ?? [];
    const keyOf = employerKeys([...theirs, ...spells]);
    const same = theirs.filter((l) => keyOf(l) === p.employerKey || plainName(l.employerWords) === plainName(p.employerWords));
    const behind = same.filter((l) =>
      l.months.some((m) => writtenMonth(m) >= p.fromDay.slice(0, 7) && writtenMonth(m) <= p.toDay.slice(0, 7)),
    );
    const registered = p.organisationId ? organisations.get(p.organisationId) : undefined;
    const open = (others.get(p.workerId) ?? []).filter((o) => o.state === 'open' && o.id !== p.id);
    return {
      id: p.id,
      kind: p.kind,
      person: {
        workerId: p.workerId,
        name: card?.name ?? '',
        sex: card?.sex ?? '9',
        age: card?.age ?? null,
        numberMasked: card?.numberMasked ?? '',
        homeName: homeText(card?.homeCode ?? '', card?.homeName ?? ''),
      },
      employer: {
        id: p.organisationId,
        name: registered?.name ?? p.employerWords,
        placeName: placeText(registered?.place ?? ''),
      },
      from: p.fromDay,
      to: p.toDay,
      hole: holeBefore(
        same.flatMap((l) => l.months),
        p.fromDay,
      ).map(writtenMonth),
      class: p.class,
      lists: [...p.lists],
      payMonth: p.payMonth,
      post: p.postWords,
      observed: p.observed,
      proposed: p.proposed,
      end: p.kind === 'spell' ? (endOfProposal(p, spells, open)?.ended ?? null) : null,
      known: spells.map((s) => ({
        id: s.id,
        kind: s.kind,
        employer: (s.organisationId && organisations.get(s.organisationId)?.name) || s.employerWords,
        start: s.start,
        ended: s.ended,
        overlaps: keyOf(s) !== p.employerKey && overlaps(p, s),
      })),
      lines: behind.slice(0, LINES).flatMap((l) => {
        const at = readSourceRef(l.ref);
        return at
          ? [
              {
                batchId: at.batchId,
                number: labels.get(at.batchId)?.number ?? l.batchNumber,
                row: at.row,
                list: l.list,
                months: monthRuns(l.months).map((r) => writtenRuns([r])),
              },
            ]
          : [];
      }),
      state: p.state,
      reason: p.reason === '' ? null : p.reason,
      words: p.words,
      by: p.decidedBy ? (names.get(p.decidedBy) ?? null) : null,
      decided: p.decided,
      spellId: p.spellId,
      version: p.version,
    };
  });
};
