// What each row of a list of organisations would do. Reads only; a row that is about the same organisation as one before it sees what that one would write.
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Finding } from '#capabilities/rosters/rules.ts';
import type { ApplyContext, Resolution, SheetRowIn } from '#capabilities/rosters/server/service.ts';
import { newId } from '#platform/server/newId.ts';
import { WRITE } from '../../contract.ts';
import { mayWrite } from '../../rules.ts';
import { compare, type Draft, draftOfNew, type Known, lacksForNew, type Said, saidOf } from '../../rulesImport.ts';
import { tell } from '../../rulesTell.ts';
import { nameKey, type Registered, registerFor, stemKey } from './known.ts';

export interface Plan {
  readonly id: string;
  readonly said: Said;
  /** Of a new one: everything; of a known one: what stands there afterwards, or null where nothing changes. */
  readonly create: Draft | null;
  readonly correct: Known | null;
}

const FOREIGN = tell('foreign', 'error', 'place', '不在您管的地区，没有登记', 'Not in your area: not registered', [
  '请所在地的人社局或劳务站登记',
  'Ask the bureau or the station where it lies to register it',
]);
const ONLY_COMPARED = tell(
  'foreign',
  'hint',
  'place',
  '登记在别的地区，只核对，没有改',
  'Registered in another area: compared only, nothing changed',
);
const CLOSED = tell('closed', 'doubt', 'name', '登记为已停业，没有改', 'It is registered as closed; nothing was changed', [
  '还在经营的，先到机构页面撤销停业',
  'Reopen it on its page where it still works',
]);

export const placeName = (code: string): string => areaText(code).zh;
export const listedBy = ({ batch }: Pick<ApplyContext, 'batch'>): string => `第 ${batch.number} 批导入`;

export const resolve = async (context: ApplyContext, rows: readonly SheetRowIn[]): Promise<readonly Resolution<Plan>[]> => {
  const { db, owner } = context;
  const said = rows.map((r) => saidOf(r.values, listedBy(context)));
  const register = await registerFor(db, said);
  const byCode = new Map(register.byCode);
  const byName = new Map(register.byName);
  const facts = new Map<string, Registered>(register.facts);
  const fresh = new Set<string>();
  const may = (place: string, stationFrom: string | null) => owner.permissions.has(WRITE) && mayWrite(owner.grants, { place, stationFrom });

  return said.map((one): Resolution<Plan> => {
    const id = idOf(one);
    return id === null ? asNew(one) : asKnown(one, facts.get(id)!);
  });

  function idOf(one: Said): string | null {
    const coded = one.uscc === null ? undefined : byCode.get(one.uscc);
    if (coded !== undefined) return coded;
    const named = one.place === null ? undefined : byName.get(nameKey(one.name, one.place));
    const code = named === undefined ? undefined : facts.get(named)?.uscc;
    // another code is another organisation, whatever it is called
    return named === undefined || (one.uscc !== null && code !== null && code !== one.uscc) ? null : named;
  }

  function asNew(one: Said): Resolution<Plan> {
    const id = newId();
    const lacks = lacksForNew(one);
    const refused = (findings: readonly Finding[]): Resolution<Plan> => ({
      outcome: 'refused',
      findings,
      changes: [],
      subject: null,
      plan: { id, said: one, create: null, correct: null },
    });
    if (lacks.length) return refused(lacks);
    if (!may(one.place!, null)) return refused([FOREIGN]);
    const draft = draftOfNew(one);
    const close = (register.close.get(stemKey(one.name, one.place!)) ?? []).flatMap((c) => facts.get(c)?.name ?? []);
    const findings = close.length
      ? [
          tell(
            'alike',
            'doubt',
            'name',
            `同县已有名称相近的：${close.slice(0, 3).join('、')}`,
            `Alike in the same county: ${close.slice(0, 3).join(', ')}`,
            ['是同一家的，登记以后请合并；不是的不用处理', 'Merge them once registered where they are one; else nothing is to be done'],
          ),
        ]
      : [];
    if (one.uscc !== null) byCode.set(one.uscc, id);
    byName.set(nameKey(one.name, one.place!), id);
    facts.set(id, { ...draft, id, closed: false, stationFrom: null });
    fresh.add(id);
    return { outcome: 'new', findings, changes: [], subject: null, plan: { id, said: one, create: draft, correct: null } };
  }

  function asKnown(one: Said, known: Registered): Resolution<Plan> {
    const subject = fresh.has(known.id) ? null : ({ kind: 'organisation', id: known.id, home: known.place } as const);
    const { after, changes, findings } = compare(known, one, placeName);
    const left = (more: readonly Finding[]): Resolution<Plan> => ({
      outcome: 'unchanged',
      findings: [...findings, ...more],
      changes: [],
      subject,
      plan: { id: known.id, said: one, create: null, correct: null },
    });
    if (!may(known.place, known.stationFrom)) return left([ONLY_COMPARED]);
    if (known.closed) return left([CLOSED]);
    if (!changes.length) return left([]);
    facts.set(known.id, { ...known, ...after });
    if (after.uscc !== null) byCode.set(after.uscc, known.id);
    return { outcome: 'changed', findings, changes, subject, plan: { id: known.id, said: one, create: null, correct: after } };
  }
};
