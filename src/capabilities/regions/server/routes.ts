import { notFound } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import { type Constraints, handle, type Route } from '#platform/server/http.ts';
import { COUNTRY_CODE, contains, rangeOf } from '#standards/divisions/codes.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import { parsePlace } from '#standards/divisions/server/loadPlaceParser.ts';
import {
  correctPairing,
  createPairing,
  endBeforeStart,
  endPairing,
  listChildren,
  listKeyCounties,
  listPairings,
  pairingTwice,
  parsePlaces,
  readDivision,
  readMyArea,
  readPairing,
  readTree,
  searchDivisions,
} from '../contract.ts';
import { keyCountiesOn } from '../keyCounties.ts';
import { heldOn, touching } from '../rules.ts';
import { briefOf, childrenOf, countsOf, divisionOf, keyCountyOf, knownCode, parentsOf } from './divisionViews.ts';
import { englishFullName } from './englishName.ts';
import { correct, create, end } from './pairings.ts';
import { pagePairings, pairingsOf, versionsOf } from './queries.ts';
import { searchDivisions as search } from './search.ts';
import { pairingOf } from './service.ts';
import { tree, treeVersionId, urlOf } from './treeFiles.ts';

/** The areas an actor is responsible for, each once; one inside another is left out. */
const areasOf = (actor: Actor): string[] => {
  const codes = [...new Set(actor.grants.map((g) => g.areaCode || COUNTRY_CODE))].filter(
    (c) => c === COUNTRY_CODE || loadDivisions().get(c),
  );
  return codes.filter((c) => !codes.some((o) => o !== c && contains(rangeOf(o)!, c))).sort();
};

const keyCountiesIn = (code: string, day: string) => {
  const range = rangeOf(code)!;
  const divisions = loadDivisions();
  return keyCountiesOn(day)
    .filter((c) => contains(range, c.code) || code.startsWith(c.code.slice(0, 6)))
    .map((c) => keyCountyOf(divisions, c));
};

export const regionsRoutes: readonly Route[] = [
  handle(readTree, async () => {
    const { version, files } = tree();
    return { version, files: files.map((f) => ({ province: f.province, name: f.name, hash: f.hash, bytes: f.bytes, url: urlOf(f) })) };
  }),
  handle(listChildren, async (_call, { code }) => ({ items: childrenOf(code), treeVersion: treeVersionId() })),
  handle(readDivision, async (_call, { code }) => divisionOf(code)),
  handle(searchDivisions, async (_call, { q, within, size }) => {
    const divisions = loadDivisions();
    const { items, total } = search(q, within === undefined ? undefined : knownCode(within), size);
    return {
      items: items.map(({ code, reason, matched }) => ({
        ...briefOf(divisions, code),
        shortFullName: divisions.shortFullName(code) ?? '',
        englishFullName: englishFullName(divisions, code),
        reason,
        matched,
      })),
      total,
    };
  }),
  handle(parsePlaces, async (_call, { texts, within }) => {
    const area = within === undefined ? undefined : rangeOf(knownCode(within));
    return {
      items: texts.map((text) => {
        const { candidates, best, ...rest } = parsePlace(text, area ? { within: area } : {});
        const plain = (c: (typeof candidates)[number]) => ({ ...c, reasons: [...c.reasons] });
        return { text, ...rest, candidates: candidates.map(plain), ...(best ? { best: plain(best) } : {}) };
      }),
      treeVersion: treeVersionId(),
    };
  }),
  handle(readMyArea, async ({ db, actor, today }) => {
    const divisions = loadDivisions();
    const codes = areasOf(actor);
    const rows = codes.length === 0 ? [] : await pairingsOf(db, { asOf: today, state: 'current', areas: [codes] });
    return {
      asOf: today,
      areas: codes.map((code) => {
        const found = touching(heldOn(rows, today), code);
        return {
          division: {
            ...briefOf(divisions, code),
            shortFullName: code === COUNTRY_CODE ? '全国' : (divisions.shortFullName(code) ?? ''),
            parents: code === COUNTRY_CODE ? [] : parentsOf(divisions, code),
          },
          below: countsOf(divisions, code),
          pairings: found.filter((f) => f.standing !== 'below').map((f) => pairingOf(f.pairing, today)),
          pairingsBelow: found.filter((f) => f.standing === 'below').length,
          keyCounties: keyCountiesIn(code, today),
        };
      }),
    };
  }),
  handle(listKeyCounties, async ({ today }, { within, asOf }) => ({
    asOf: asOf ?? today,
    items: keyCountiesIn(within === undefined ? COUNTRY_CODE : knownCode(within), asOf ?? today),
  })),
  handle(listPairings, async ({ db, actor, services, today }, { cursor, size, asOf, state, level, certainty, province, code, mine }) => {
    const day = asOf ?? today;
    const areas = [...(code === undefined ? [] : [[knownCode(code)]]), ...(mine ? [areasOf(actor)] : [])];
    const found = await pagePairings(db, services.keys, { asOf: day, state, level, certainty, province, areas }, cursor, size);
    return {
      items: found.items.map((row) => pairingOf(row, day)),
      total: found.total,
      next: found.next,
      previous: found.previous,
      asOf: day,
    };
  }),
  handle(readPairing, async ({ db, today }, { id }) => {
    const rows = await versionsOf(db, id);
    const now = rows.find((r) => r.superseded === null);
    if (!now) throw notFound();
    return {
      ...pairingOf(now, today),
      versions: rows.map((r) => ({
        ...pairingOf(r, today),
        reason: r.reason,
        by: r.recordedName,
        recorded: r.recorded,
        superseded: r.superseded,
      })),
    };
  }),
  handle(createPairing, create),
  handle(endPairing, end),
  handle(correctPairing, correct),
];

export const regionsConstraints: Constraints = { pairing_once: () => pairingTwice(), pairing_days: () => endBeforeStart() };
