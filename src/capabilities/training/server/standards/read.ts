// Standards told: the list, one with its versions, and the catalogue of programmes.

import type { Output, Parsed } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import {
  ADOPT,
  type listProgrammes,
  type listStandards,
  type readStandard,
  STANDARDS,
  type StandardOut,
  type VersionOut,
} from '../../contract.ts';
import { drafts, occupationsFor, PROGRAMMES, programmes, projectOf, sidesAdopted, versionInForce, versionLacks } from '../../rules.ts';
import { seenClasses } from '../classes/queries.ts';
import { areaNamed } from '../places.ts';
import { type Version, versionRow, versionsOf } from './rows.ts';

/** How many classes of the reader's are held under each version. */
const classesUnder = async (call: Call, versionIds: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  if (versionIds.length === 0) return new Map();
  const rows = await seenClasses(call.db, call.actor, call.today, {})
    .clearSelect()
    .select((e) => ['a.versionId', e.fn.countAll<string>().as('n')])
    .where('a.versionId', 'in', [...versionIds])
    .groupBy('a.versionId')
    .execute();
  return new Map(rows.map((r) => [r.versionId!, Number(r.n)]));
};

const versionOut = (call: Call, v: Version, all: readonly Version[], classes: number): VersionOut => {
  const { actor } = call;
  const row = versionRow(v, all, call.today);
  const written = actor.permissions.has(STANDARDS) && drafts(actor.grants, v.sides);
  const mine = actor.permissions.has(ADOPT) ? sidesAdopted(actor.grants, v.sides) : [];
  const has = (side: string) => v.adoptions.some((a) => a.sideCode === side);
  const free = v.adoptions.length === 0;
  return {
    ...row,
    revision: v.revision,
    ageFrom: v.ageFrom,
    ageTo: v.ageTo,
    education: v.education,
    admission: v.admission,
    attendancePercent: v.attendancePercent,
    theoryPass: v.theoryPass,
    practicePass: v.practicePass,
    passRule: v.passRule,
    materials: v.materials,
    lessonMinutes: v.lessonMinutes,
    documentNumber: v.documentNumber,
    source: v.source,
    certainty: v.certainty,
    note: v.note,
    modules: v.modules.map((m) => ({ ...m, units: [...m.units] })),
    adoptions: v.sides.map((side) => {
      const adoption = v.adoptions.find((a) => a.sideCode === side);
      return {
        side: areaNamed(side),
        adoptedOn: adoption?.adoptedOn ?? null,
        documentNumber: adoption?.documentNumber ?? '',
        by: adoption?.recordedName ?? '',
      };
    }),
    changedBy: v.changedName,
    changed: v.changed,
    classes,
    lacks: [...versionLacks(v)],
    may: {
      save: written && free,
      discard: written && free,
      adopt: versionLacks(v).length === 0 ? mine.filter((side) => !has(side)) : [],
      unadopt: row.holdsFrom === null ? mine.filter(has) : [],
    },
  };
};

export const tellStandard = async (call: Call, id: string): Promise<StandardOut> => {
  const all = await versionsOf(call.db, [id]);
  const [newest] = all;
  if (!newest) throw notFound();
  const classes = await classesUnder(
    call,
    all.map((v) => v.id),
  );
  const open = all.some((v) => v.adoptions.length < v.sides.length);
  return {
    id,
    code: newest.code,
    versions: all.map((v) => versionOut(call, v, all, classes.get(v.id) ?? 0)),
    mayDraft: !open && call.actor.permissions.has(STANDARDS) && drafts(call.actor.grants, newest.sides),
  };
};
export const readOne = (call: Call, { id }: Parsed<typeof readStandard>): Promise<StandardOut> => tellStandard(call, id);

/** The version a list shows of a standard: the one in force, else the newest. */
const shown = (versions: readonly Version[], today: string): Version => versionInForce(versions, today) ?? versions[0]!;

/** Standards are some dozens, so the list is narrowed here; its cursor is the place in it. */
export const listAll = async (
  call: Call,
  { cursor, size, ...filter }: Parsed<typeof listStandards>,
): Promise<Output<typeof listStandards>> => {
  const { today, actor } = call;
  const all = await versionsOf(call.db);
  const standards = [...Map.groupBy(all, (v) => v.standardId).values()];
  const rows = standards
    .flatMap((versions) => (filter.all || filter.state || filter.waiting ? versions : [shown(versions, today)]))
    .filter((v) => {
      if (!filter.waiting) return true;
      const missing = v.sides.filter((s) => !v.adoptions.some((a) => a.sideCode === s));
      return actor.permissions.has(ADOPT) && versionLacks(v).length === 0 && sidesAdopted(actor.grants, missing).length > 0;
    })
    .map((v) => versionRow(v, all, today))
    .filter((r) => filter.programme === undefined || r.programme === filter.programme)
    .filter((r) => filter.state === undefined || r.state === filter.state)
    .filter((r) => {
      const q = filter.q?.toLowerCase();
      return (
        q === undefined || [r.title, r.code, r.leadsName, r.occupationName.zh, r.occupationName.en].some((t) => t.toLowerCase().includes(q))
      );
    });
  const from = cursor === undefined ? 0 : Math.max(0, Number.parseInt(cursor, 10) || 0);
  const next = from + size < rows.length ? String(from + size) : null;
  return { items: rows.slice(from, from + size), total: rows.length, next, previous: from > 0 ? String(Math.max(0, from - size)) : null };
};

/** Versions in force on a day that a class of these areas may be held under. */
export const inForceOn = async (
  db: Db,
  day: string,
): Promise<readonly { readonly version: Version; readonly all: readonly Version[] }[]> => {
  const all = await versionsOf(db);
  return [...Map.groupBy(all, (v) => v.standardId).values()].flatMap((versions) => {
    const version = versionInForce(versions, day);
    return version ? [{ version, all: versions }] : [];
  });
};

export const catalogue = async (call: Call, _: Parsed<typeof listProgrammes>): Promise<Output<typeof listProgrammes>> => {
  const standards = await inForceOn(call.db, call.today);
  const classes = await seenClasses(call.db, call.actor, call.today, {})
    .clearSelect()
    .select((e) => ['a.programme', 'a.state', e.fn.countAll<string>().as('n')])
    .groupBy(['a.programme', 'a.state'])
    .execute();
  const RUNNING = ['enrolling', 'opened', 'teaching'];
  const count = (code: string, states?: readonly string[]) =>
    classes
      .filter(
        (c) => (c.programme === code || (isProject(code) && projectOfRow(c.programme) === code)) && (!states || states.includes(c.state)),
      )
      .reduce((sum, c) => sum + Number(c.n), 0);
  return {
    today: call.today,
    items: PROGRAMMES.map((code) => {
      const p = programmes[code];
      return {
        code,
        text: { ...p.text },
        kind: p.kind,
        project: p.project,
        province: p.province,
        since: p.since,
        source: p.source,
        certainty: p.certainty,
        occupations: occupationsFor(code).map((o) => ({ code: o.code, name: { ...o.name }, certainty: o.certainty })),
        standards: standards.filter(({ version: v }) => v.programme === code || (isProject(code) && projectOfRow(v.programme) === code))
          .length,
        classes: count(code),
        running: count(code, RUNNING),
      };
    }),
  };
};
const isProject = (code: string): boolean => code in programmes && programmes[code as keyof typeof programmes].kind === 'project';
const projectOfRow = (code: string): string | undefined => (code in programmes ? projectOf(code as keyof typeof programmes) : undefined);
