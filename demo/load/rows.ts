/** Households into rows of the register: search keys, sealed numbers and blind indexes are made here. */
import { keysOfName } from '#capabilities/workers/server/service.ts';
import type { Keys } from '#platform/server/keys.ts';
import { tailOf } from '#platform/server/rotation.ts';
import { dayOfInstant, dayText } from '../days.ts';
import { idOf } from '../ids.ts';
import type { DemoHousehold, DemoPair, DemoWorker, Fact, Version } from '../shapes.ts';
import { gramsOf, type Now, nowOf } from './now.ts';
import { noRows, type Rows } from './tables.ts';

interface NameKeys {
  readonly pinyin: string;
  readonly initials: string;
  readonly fuzzy: string;
  readonly otherKeys: readonly string[];
  readonly grams: readonly string[];
}
/** Names repeat; reading one is the dearest step of all. */
const names = new Map<string, NameKeys>();
const keysOf = (name: string): NameKeys => {
  let found = names.get(name);
  if (!found) {
    const keys = keysOfName(name);
    found = { ...keys, grams: [...new Set([...gramsOf(name), ...keys.otherKeys])] };
    if (names.size > 300_000) names.clear();
    names.set(name, found);
  }
  return found;
};

/** Sealed and indexed values of a chunk, made together. */
interface Sealed {
  readonly sealed: Uint8Array;
  readonly index: string;
  readonly next: string | null;
  readonly tail: string;
  readonly tailNext: string | null;
}

const sealAll = (keys: Keys, kind: 'number' | 'phone', values: ReadonlySet<string>): ReadonlyMap<string, Sealed> => {
  const list = [...values];
  const indexes = keys.indexMany(kind, list);
  const tails = kind === 'number' ? keys.indexMany('tail', list.map(tailOf)) : [];
  return new Map(
    list.map((value, i) => [
      value,
      {
        sealed: keys.seal(value),
        index: indexes[i]!,
        next: keys.nextIndex(kind, value),
        tail: tails[i] ?? '',
        tailNext: kind === 'number' ? keys.nextIndex('tail', tailOf(value)) : null,
      },
    ]),
  );
};

const endOf = (v: Version<unknown>): number | 'infinity' => v.superseded ?? 'infinity';
const SCORES: Readonly<Record<string, number>> = { number: 100, merged: 88, split: 66, desk: 74 };

export interface RowsOptions {
  readonly keys: Keys;
  /** The day `worker_now` is derived for. */
  readonly day: string;
}

export const rowsOf = (households: readonly DemoHousehold[], { keys, day }: RowsOptions): Rows => {
  const rows = noRows();
  const numbers = new Set<string>();
  const phones = new Set<string>();
  for (const h of households)
    for (const w of h.workers) {
      for (const { value } of w.basic.versions) if (value.number !== null) numbers.add(value.number);
      for (const { value } of w.contact?.versions ?? []) phones.add(value.phone);
    }
  const number = sealAll(keys, 'number', numbers);
  const phone = sealAll(keys, 'phone', phones);

  const facts = <T>(from: string, fact: Fact<T> | null, put: (value: T, end: readonly unknown[]) => void): void => {
    for (const v of fact?.versions ?? []) put(v.value, [v.recorded, endOf(v), v.reason === '' ? from : 'form', v.reason]);
  };

  for (const h of households) {
    rows.household.push([h.id, h.number, h.village, h.registered]);
    const here = new Map<string, Now & { readonly area: string }>();
    for (const w of h.workers) here.set(w.id, { ...nowOf(w, day), area: w.area });
    for (const w of h.workers) {
      const from = w.source === 'station' ? 'station' : 'sheet';
      rows.worker.push([
        w.id,
        w.area,
        dayText(dayOfInstant(w.registered)),
        'demo',
        w.source === 'station' ? '劳务站' : '花名册',
        w.registered,
      ]);
      putNow(rows, w, here.get(w.id)!, here);
      facts(from, w.basic, (b, end) => {
        const k = keysOf(b.name);
        const s = b.number === null ? null : number.get(b.number)!;
        rows.worker_basic.push([
          w.id,
          b.name,
          k.pinyin,
          k.initials,
          k.fuzzy,
          k.otherKeys,
          s ? 'residentIdCard' : 'none',
          s ? s.sealed : null,
          s ? s.index : null,
          s ? s.next : null,
          s ? s.tail : null,
          s ? s.tailNext : null,
          b.birthday,
          b.sex,
          b.ethnic,
          b.diedOn,
          ...end,
        ]);
      });
      for (const v of w.links) rows.worker_link.push([w.id, v.value.person, v.value.cause, v.recorded, endOf(v), v.reason]);
      for (const f of w.homes) facts(from, f, (o, end) => rows.home_period.push([f.id, w.id, o.village, o.hukou, o.from, o.to, ...end]));
      for (const f of w.identities)
        facts(from, f, (o, end) => rows.identity_period.push([f.id, w.id, o.kind, o.from, o.to, o.riskRemoved, ...end]));
      facts(from, w.condition, (o, end) =>
        rows.worker_condition.push([w.id, o.education ?? '', o.schoolStage ?? '', o.health, o.disability, o.ability, o.from, ...end]),
      );
      for (const f of w.skills) facts(from, f, (o, end) => rows.worker_skill.push([f.id, w.id, o.occupation, o.years, ...end]));
      facts(from, w.intention, (o, end) =>
        rows.worker_intention.push([w.id, o.willing, o.hindered, o.occupations, o.places, o.payMin, o.together, o.statedOn, ...end]),
      );
      facts(from, w.contact, (o, end) => {
        const s = phone.get(o.phone)!;
        rows.worker_contact.push([w.contact!.id, w.id, o.kind, o.holder, s.sealed, s.index, s.next, ...end]);
      });
      for (const f of w.consents)
        facts(from, f, (o, end) => rows.consent.push([f.id, w.id, o.purposes, o.givenOn, o.way, o.withdrawnOn, ...end]));
      for (const f of w.memberships)
        facts(from, f, (o, end) => rows.household_member.push([f.id, o.household, w.id, o.relation, o.from, o.to, ...end]));
    }
    for (const w of h.workers) putWork(rows, w);
    for (const p of h.pairs) putPair(rows, p, here);
  }
  return rows;
};

/** When the newest fact of a worker was recorded: what lists call the last change. */
const lastKnown = (w: DemoWorker) => {
  const facts = [w.basic, w.condition, w.intention, w.contact, ...w.homes, ...w.identities, ...w.skills, ...w.consents, ...w.memberships];
  const all = [...facts.flatMap((f) => f?.versions.map((v) => v.recorded) ?? []), ...w.links.map((l) => l.recorded)];
  return Math.max(...all);
};

const putNow = (rows: Rows, w: DemoWorker, now: Now, here: ReadonlyMap<string, Now & { readonly area: string }>): void => {
  const b = w.basic.versions[w.basic.versions.length - 1]!.value;
  const k = keysOf(b.name);
  const c = w.condition?.versions.at(-1)?.value;
  // all records of a person come out of one household
  let records = 1;
  let shadowed = false;
  // the first record opened in the county stands for the others there (settle_persons)
  const movedIn = (area: string, home: string): boolean => area.slice(0, 6) !== home.slice(0, 6);
  const rank = (area: string, home: string, id: string): string => `${movedIn(area, home) ? 1 : 0}${id}`;
  if (here.size > 1)
    for (const [id, other] of here)
      if (id !== w.id && other.person === now.person) {
        records++;
        const before = rank(other.area, other.home, id) < rank(w.area, now.home, w.id);
        if (before && other.home.slice(0, 6) === now.home.slice(0, 6)) shadowed = true;
      }
  rows.worker_now.push([
    w.id,
    now.person,
    records,
    shadowed,
    now.home,
    now.homeKnown,
    now.hukou,
    b.name,
    k.pinyin,
    k.initials,
    k.fuzzy,
    b.number === null ? 'none' : 'residentIdCard',
    b.number !== null,
    b.birthday,
    b.sex,
    b.ethnic,
    b.diedOn,
    now.household,
    now.relation,
    now.poverty,
    now.monitored,
    now.riskOpen,
    now.lowIncome,
    now.relocated,
    c?.education ?? '',
    c?.schoolStage ?? '',
    c?.ability ?? '',
    c?.health ?? [],
    now.willing,
    now.skills,
    now.hasPhone,
    now.consented,
    lastKnown(w),
  ]);
  for (const gram of k.grams) rows.worker_gram.push([gram, now.home, w.id]);
};

/** Lists bring insurance, payroll and what is unverified; contracts, visits and calls are entered. */
const BY: Readonly<Record<number, string>> = { 1: 'sheet', 2: 'sheet', 3: 'form', 4: 'form', 5: 'form', 6: 'sheet' };
const putWork = (rows: Rows, w: DemoWorker): void => {
  const { spells, noWork } = w.work;
  for (const s of spells) {
    for (const { value: v, recorded, superseded, reason } of s.versions)
      rows.spell.push([
        s.id,
        w.id,
        v.kind,
        v.organisation,
        v.employer,
        v.occupation,
        v.industry,
        v.place,
        v.start,
        v.startPrecision,
        v.ended,
        v.endInferred,
        v.leaveReason,
        v.pay,
        v.channel,
        v.pointToPoint,
        v.assistedKind,
        v.assistedRef,
        v.programme,
        v.contractFrom,
        v.contractTo,
        recorded,
        superseded ?? 'infinity',
        reason === '' ? 'sheet' : 'form',
        reason,
      ]);
    for (const e of s.evidence)
      for (const { value: v, recorded, superseded } of e.versions)
        rows.evidence.push([
          e.id,
          s.id,
          w.id,
          v.class,
          v.says,
          v.from,
          v.to,
          v.observed,
          v.note,
          recorded,
          superseded ?? 'infinity',
          BY[v.class],
        ]);
  }
  if (noWork) rows.no_work.push([w.id, noWork.observed, noWork.recorded, 'infinity', 'sheet', '']);
};

/** What the register knows of likely duplicates; the sweep finds the rest, and adds scores and reasons of its own to those that are open. */
const putPair = (rows: Rows, p: DemoPair, here: ReadonlyMap<string, Now>): void => {
  if (p.state === 'unseen' || p.since === null) return;
  const decided = p.state === 'desk' ? null : p.since;
  const conflict = p.errors.some((e) => e === 'sameNumber' || e === 'oldNumber') && p.errors.length > 1;
  rows.duplicate_pair.push([
    idOf(p.since, Number.parseInt(p.second.slice(28), 16), 9),
    p.first,
    p.second,
    here.get(p.first)!.home,
    here.get(p.second)!.home,
    p.state === 'number' ? 'number' : conflict ? 'conflict' : 'likeness',
    SCORES[p.state],
    p.state === 'number' ? 'accept' : 'desk',
    p.state === 'desk' ? 'open' : p.state === 'split' ? 'different' : 'same',
    p.since,
    'demo',
    decided,
    p.state === 'number' ? 'number' : p.state === 'merged' ? 'desk' : p.state === 'split' ? 'split' : '',
  ]);
};
