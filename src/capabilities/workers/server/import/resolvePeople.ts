// Whom each row of a chunk is about, and what it would change.
import type { Finding } from '#capabilities/rosters/rules.ts';
import type { ApplyContext, SheetRowIn } from '#capabilities/rosters/server/service.ts';
import { newId } from '#platform/server/newId.ts';
import { countyName, isHome } from '../places.ts';
import { type Comparing, type Gathered, gather } from './changesContext.ts';
import { compareHome, comparePhone, compareWho, covers } from './compareBasics.ts';
import { compareCondition, compareHousehold, compareIdentities, compareIntention } from './compareLife.ts';
import { countCrossArea } from './crossArea.ts';
import { type Draft, freshDraft, loadDrafts, partsOf } from './drafts.ts';
import { fieldsOf, type PersonFields } from './fields.ts';
import * as say from './findings.ts';
import { type Found, findByIds, findByName, findByNumber, inAreas, indexAll, lockNumbers, type Namesake, opened } from './findPeople.ts';
import { loadHouseholds } from './households.ts';
import type { PersonPlan, PersonResolution } from './shapes.ts';

/** Everything that is looked up before the rows are gone through. */
interface Sight {
  readonly byNumber: ReadonlyMap<string, readonly Found[]>;
  readonly byId: ReadonlyMap<string, Found>;
  readonly byName: ReadonlyMap<string, readonly Namesake[]>;
  readonly keyed: ReadonlySet<string>;
}

const lookAround = async (context: ApplyContext, all: readonly PersonFields[]) => {
  const { db, services, owner } = context;
  const { keys } = services;
  const inOwn = inAreas(owner.areas);
  const number = indexAll(
    keys,
    'number',
    all.flatMap((f) => f.document?.number ?? []),
  );
  const phone = indexAll(
    keys,
    'phone',
    all.flatMap((f) => f.phone ?? []),
  );
  const byNumber = await findByNumber(db, number);
  // numbers that would open a record: from here on nobody else opens one with them, and whoever did a moment ago is seen
  if (owner.permissions.has('workers.register')) {
    const unknown = new Set([...number.index.keys()].filter((n) => !byNumber.get(n)?.some((f) => inOwn(f.home))));
    if (unknown.size) {
      await lockNumbers(
        db,
        [...unknown].map((n) => number.index.get(n)!),
      );
      for (const [n, found] of await findByNumber(db, number, unknown)) byNumber.set(n, found);
    }
  }
  const byId = await findByIds(
    db,
    all.flatMap((f) => f.workerId ?? []),
  );
  const nameless = all.filter((f) => f.workerId === undefined && f.document === undefined && f.name !== undefined);
  const byName = await findByName(context, [...new Set(nameless.map((f) => f.name!))]);
  const away = [...byNumber.values()].flat().filter((f) => !inOwn(f.home));
  const keyed = await opened(
    context,
    away.map((f) => f.workerId),
  );
  return { number, phone, inOwn, sight: { byNumber, byId, byName, keyed } satisfies Sight };
};

interface Subject {
  readonly draft: Draft;
  readonly findings: readonly Finding[];
  /** Matched by the record's own number: name and document are what the row corrects. */
  readonly mayRename: boolean;
  readonly opens: boolean;
  /** Nothing of the record is changed. */
  readonly frozen: boolean;
  readonly elsewhere: PersonPlan['elsewhere'];
}
type Decided = Subject | { readonly refused: Finding };

/** In the order given; later rows of the chunk see what earlier ones would write. Reads only, but for the count of numbers met elsewhere (crossArea.ts). */
export const resolvePeople = async (context: ApplyContext, rows: readonly SheetRowIn[]): Promise<readonly PersonResolution[]> => {
  if (!rows.length) return [];
  const { owner, services, batch } = context;
  const all = rows.map((r) => fieldsOf(r.values));
  const { number, phone, inOwn, sight } = await lookAround(context, all);
  const found = [...sight.byNumber.values(), ...sight.byName.values()].flat();
  const wanted = new Map<string, { workerId: string; home: string; reach: 'own' | 'key' }>();
  for (const f of [...found, ...sight.byId.values()]) {
    const reach = inOwn(f.home) ? 'own' : sight.keyed.has(f.workerId) ? 'key' : null;
    if (reach) wanted.set(f.workerId, { workerId: f.workerId, home: f.home, reach });
  }
  const drafts = await loadDrafts(context, [...wanted.values()], partsOf(all));
  const households = await loadHouseholds(context, all, drafts);
  const comparing: Comparing = {
    context,
    keys: services.keys,
    indexes: { number: number.index, phone: phone.index },
    households,
    inOwn,
  };
  const may = (permission: string) => owner.permissions.has(permission);
  /** Records the chunk itself opens: by number, and those without one by name. */
  const freshByNumber = new Map<string, Draft>();
  const freshByName = new Map<string, Draft[]>();

  /** Where a record of this row would be at home; null: not the owner's to open. */
  const homeFor = (f: PersonFields): string | null => {
    const { area } = batch;
    const here = inOwn(area) && isHome(area) ? area : null;
    if (f.home === undefined) return here;
    // 平塘县 in the list of a village of that county means the village
    if (here !== null && covers(f.home, here)) return here;
    return inOwn(f.home) ? f.home : null;
  };
  const open = (f: PersonFields, home: string): Draft => {
    const draft = freshDraft(newId(), home, {
      name: f.name!,
      documentKind: f.document?.kind ?? 'none',
      numberIndex: f.document ? number.index.get(f.document.number)! : null,
      numberSealed: null,
      birthday: f.birthday ?? null,
      sex: f.sex ?? '9',
      ethnic: f.ethnic ?? '',
      diedOn: null,
      known: batch.observedOn,
    });
    if (f.document) freshByNumber.set(f.document.number, draft);
    else freshByName.set(f.name!, [...(freshByName.get(f.name!) ?? []), draft]);
    return draft;
  };
  const stands = (draft: Draft, more: Partial<Subject> = {}): Decided =>
    draft.basic.diedOn !== null
      ? { draft, findings: [...(more.findings ?? []), say.dead], mayRename: false, opens: false, frozen: true, elsewhere: [] }
      : { draft, findings: [], mayRename: false, opens: false, frozen: false, elsewhere: [], ...more };
  const named = (draft: Draft, f: PersonFields, more: Partial<Subject> = {}): Decided =>
    f.name !== undefined && f.name !== draft.basic.name
      ? stands(draft, { ...more, findings: [...(more.findings ?? []), say.conflict], frozen: true })
      : stands(draft, more);

  const decide = (f: PersonFields): Decided => {
    if (f.workerId !== undefined) {
      const draft = drafts.get(f.workerId);
      if (draft?.reach !== 'own') return { refused: say.foreign };
      const taken = f.document && (sight.byNumber.get(f.document.number) ?? []).some((r) => r.workerId !== draft.workerId && inOwn(r.home));
      return stands(draft, { mayRename: true, ...(taken ? { frozen: true, findings: [say.numberTakenBy] } : {}) });
    }
    if (f.document) return byNumber(f, f.document.number);
    return byName(f);
  };
  const byNumber = (f: PersonFields, value: string): Decided => {
    const fresh = freshByNumber.get(value);
    if (fresh) return named(fresh, f);
    const records = sight.byNumber.get(value) ?? [];
    const own = records.filter((r) => drafts.get(r.workerId)?.reach === 'own');
    const one = own.find((r) => r.name === f.name) ?? own[0];
    if (one) return named(drafts.get(one.workerId)!, f);
    const home = may('workers.register') ? homeFor(f) : null;
    const keyed = records.find((r) => drafts.get(r.workerId)?.reach === 'key');
    // somebody who came to work here stays what they are, unless the list says that they are at home here
    if (keyed && (home === null || f.home === undefined)) return named(drafts.get(keyed.workerId)!, f);
    if (home === null)
      return { refused: may('workers.register') && f.home !== undefined && !inOwn(f.home) ? say.homeOutside : say.foreign };
    if (f.name === undefined) return { refused: say.nameMissing };
    const elsewhere = records.map((r) => ({ workerId: r.workerId, home: r.home, sameName: r.name === f.name }));
    const first = elsewhere.find((e) => e.sameName);
    const draft = open(f, home);
    return stands(draft, { opens: true, elsewhere, findings: first ? [say.crossArea(countyName(first.home))] : [] });
  };
  const byName = (f: PersonFields): Decided => {
    if (f.name === undefined) return { refused: may('workers.register') ? say.nameMissing : say.foreign };
    const fits = (d: { readonly birthday: string | null; readonly home: string; readonly phones: readonly string[] }) =>
      (f.phone !== undefined && d.phones.includes(phone.index.get(f.phone)!)) ||
      (f.birthday !== undefined && d.birthday === f.birthday && f.home !== undefined && (covers(f.home, d.home) || covers(d.home, f.home)));
    const known = (sight.byName.get(f.name) ?? []).filter(fits).flatMap((n) => drafts.get(n.workerId) ?? []);
    const fresh = (freshByName.get(f.name) ?? []).filter((d) =>
      fits({ birthday: d.basic.birthday, home: d.home, phones: d.contacts.map((c) => c.index) }),
    );
    const candidates = [...new Set([...known, ...fresh])];
    if (candidates.length > 1) return { refused: say.manyByName(candidates.length) };
    if (candidates[0]) return stands(candidates[0], { findings: [say.byName] });
    if (!may('workers.register')) return { refused: say.foreign };
    const home = homeFor(f);
    if (home === null) return { refused: f.home === undefined ? say.foreign : say.homeOutside };
    // a county alone does not tell where to ask for the number
    if (home.endsWith('000000')) return { refused: say.numberMissing };
    return stands(open(f, home), { opens: true, findings: [say.withoutNumber] });
  };

  const compare = (subject: Subject, f: PersonFields, out: Gathered): void => {
    const { draft, opens, frozen, mayRename } = subject;
    if (frozen) return;
    if (draft.reach === 'key') {
      if (may('workers.contact')) comparePhone(comparing, draft, f, out);
      return;
    }
    if (!opens && !draft.fresh && !may('workers.correct')) {
      if (may('workers.contact')) comparePhone(comparing, draft, f, out);
      return;
    }
    if (opens) openingFacts(draft, f, out);
    else {
      compareWho(comparing, draft, f, out, mayRename);
      compareHome(comparing, draft, f, out);
    }
    comparePhone(comparing, draft, f, out);
    compareCondition(comparing, draft, f, out);
    compareIdentities(comparing, draft, f, out);
    compareIntention(comparing, draft, f, out);
    compareHousehold(comparing, draft, f, out);
  };
  const openingFacts = (draft: Draft, f: PersonFields, out: Gathered): void => {
    const { basic } = draft;
    out.first(
      'worker_basic',
      draft.workerId,
      { name: basic.name, document_kind: basic.documentKind, birthday: basic.birthday, sex: basic.sex, ethnic: basic.ethnic },
      f.document ? { number: f.document.number } : {},
    );
    const id = newId();
    // at home there since birth, as a form takes it where nobody says otherwise
    const validFrom = basic.birthday !== null && basic.birthday < batch.observedOn ? basic.birthday : batch.observedOn;
    out.first('home_period', id, { code: draft.home, valid_from: validFrom });
    draft.homes.push({ id, code: draft.home, validFrom, validTo: null, known: batch.observedOn });
  };

  const out = rows.map((_row, i): PersonResolution => {
    const f = all[i]!;
    const decided = decide(f);
    if ('refused' in decided) return { outcome: 'refused', findings: [decided.refused], changes: [], subject: null, plan: nobody };
    const { draft, opens, findings, elsewhere } = decided;
    const gathered = gather(opens, batch.observedOn);
    compare(decided, f, gathered);
    return {
      outcome: opens ? 'new' : gathered.facts.length ? 'changed' : 'unchanged',
      findings: [...findings, ...gathered.findings],
      changes: gathered.changes,
      subject: draft.fresh ? null : { kind: 'worker', id: draft.workerId, home: draft.home },
      plan: {
        workerId: draft.workerId,
        home: draft.home,
        reach: draft.reach,
        opens,
        facts: gathered.facts,
        founds: gathered.founds,
        elsewhere,
      },
    };
  });
  await countCrossArea(context, rows, out);
  return out;
};

const nobody: PersonPlan = { workerId: '', home: '', reach: 'nobody', opens: false, facts: [], founds: [], elsewhere: [] };
