// What stands against what in a case of the desk, under the reader's own row-level security; and how a person is told there.
import { sql } from 'kysely';
import type { DeskSide, PersonCard } from '#capabilities/rosters/server/service.ts';
import type { Call } from '#platform/server/http.ts';
import { schoolStages } from '#standards/education/schoolStage.ts';
import type { Text } from '#standards/text.ts';
import { abilityTexts, educationTexts, healthTexts, relationTexts, sourceTexts, workingTexts } from '../contractShapes.ts';
import { ageOf } from '../rules.ts';
import { workerFieldTexts } from '../rulesWorkerRow.ts';
import { placeName } from './places.ts';
import { fieldsOf, keysOfMany, readFound, rowsOf } from './rows.ts';

type Reader = Pick<Call, 'db' | 'services' | 'actor' | 'today'>;
const contextOf = ({ db, actor, services, today }: Reader) => ({ db, actor, keys: services.keys, today });

export const deskCards = async (call: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, PersonCard>> => {
  const rows = await rowsOf(contextOf(call), ids);
  return new Map(
    rows.map((r) => [
      r.workerId,
      {
        name: r.name,
        sex: r.sex,
        age: r.age,
        numberMasked: r.numberMasked ?? '',
        homeCode: r.home?.code ?? '',
        homeName: r.home ? r.home.town + r.home.village || r.home.county : '',
      },
    ]),
  );
};

interface Fact {
  readonly source: keyof typeof sourceTexts;
  readonly sourceRef: string;
  readonly recorded: string;
}
const text = (zh: string, en: string): Text => ({ zh, en });
const value = (field: Text, words: string | Text, odd = false) => ({
  field,
  value: typeof words === 'string' ? text(words, words) : words,
  odd,
});
const side = (label: Text, values: DeskSide['values'], fact: Fact | null, workerId: string | null = null): DeskSide => ({
  label,
  values: values.filter((v) => v.value.zh !== ''),
  sourceRef: fact?.sourceRef ?? '',
  source: fact ? sourceTexts[fact.source] : text('', ''),
  recorded: fact?.recorded ?? null,
  workerId,
  span: null,
});
const stageName = (code: string): string | Text => schoolStages.find((s) => s.code === code)?.name ?? '';
const relationName = (relation: string): string | Text => relationTexts[relation as keyof typeof relationTexts] ?? '';

const healthNames = (health: readonly string[]): Text => {
  const words = health.map((h) => healthTexts[h as keyof typeof healthTexts] ?? text(h, h));
  return text(words.map((w) => w.zh).join('、'), words.map((w) => w.en).join(', '));
};

/** The sides of one doubt. The viewer may see the person; what of the facts is for whom, fieldsFor says once more. */
export const caseOf = async (call: Reader, workerId: string, rule: string): Promise<readonly DeskSide[]> => {
  const [found] = await readFound(call.db, [workerId]);
  if (!found) return [];
  const keys = (await keysOfMany(call.db, call.actor, [workerId], call.today)).get(workerId) ?? [];
  const fields = fieldsOf(call.actor, found.home, keys);
  switch (rule) {
    case 'V02':
      return fields.household ? sharers(call, workerId) : [];
    case 'V20':
      return fields.household && fields.health ? members(call, workerId) : [];
    case 'V08':
      return fields.spell
        ? [
            side(
              text('登记的就业', 'Work on record'),
              [
                value(text('状态', 'State'), workingTexts[found.working]),
                value(text('在岗起', 'Since'), found.workSince ?? ''),
                value(workerFieldTexts.place, found.workPlace ? placeName(found.workPlace) : ''),
                value(text('最近核实到', 'Verified until'), found.verifiedUntil ?? text('没有核实过', 'never'), true),
              ],
              null,
            ),
          ]
        : [];
    default:
      return fields.health && ['V11', 'V12', 'V13', 'V19'].includes(rule) ? ability(call, workerId) : [];
  }
};

interface ConditionRow extends Fact {
  readonly education: string;
  readonly schoolStage: string;
  readonly health: string[];
  readonly ability: string;
  readonly validFrom: string;
}
const ability = async (call: Reader, workerId: string): Promise<readonly DeskSide[]> => {
  const { rows } = await sql<ConditionRow & { superseded: boolean }>`
    select education, school_stage, health, ability, valid_from, source, source_ref, recorded, superseded <> 'infinity' as superseded
    from worker_condition where worker_id = ${workerId}::uuid order by recorded desc limit 2`.execute(call.db);
  const [found] = await readFound(call.db, [workerId]);
  const age = found ? ageOf(found.birthday, call.today, found.diedOn) : null;
  const work = found
    ? [
        side(
          text('现在', 'Today'),
          [
            value(text('年龄', 'Age'), age === null ? '' : text(`${age} 岁`, String(age))),
            value(text('就业', 'Work'), workingTexts[found.working]),
            value(workerFieldTexts.place, found.workPlace ? placeName(found.workPlace) : ''),
          ],
          null,
        ),
      ]
    : [];
  return [
    ...rows.map((r, at) =>
      side(
        at === 0 ? text('现在登记的', 'On record now') : text('上一次登记的', 'Before that'),
        [
          value(workerFieldTexts.labour, abilityTexts[r.ability as keyof typeof abilityTexts] ?? '', at === 0),
          value(workerFieldTexts.health, healthNames(r.health)),
          value(workerFieldTexts.school, stageName(r.schoolStage)),
          value(workerFieldTexts.education, educationTexts[r.education as keyof typeof educationTexts] ?? ''),
          value(text('从', 'From'), r.validFrom),
        ],
        r,
      ),
    ),
    ...work,
  ];
};

/** Others who have one of the telephones. Those the reader does not see are counted by nobody: their number would tell of records out of sight. */
const sharers = async (call: Reader, workerId: string): Promise<readonly DeskSide[]> => {
  const { rows } = await sql<Fact & { workerId: string; name: string; home: string; relation: string; household: string | null }>`
    select distinct on (n.worker_id) n.worker_id, n.name, n.home, n.relation, n.household_id::text as household, k.source, k.source_ref, k.recorded
    from worker_contact c join worker_contact k on k.phone_index = c.phone_index and k.superseded = 'infinity' and k.kind <> 'other'
      join worker_now n on n.worker_id = k.worker_id
    where c.worker_id = ${workerId}::uuid and c.superseded = 'infinity' and c.kind <> 'other' order by n.worker_id limit 12`.execute(
    call.db,
  );
  const rowsOfOthers = await rowsOf(
    contextOf(call),
    rows.map((r) => r.workerId),
  );
  const names = new Map(rowsOfOthers.map((r) => [r.workerId, r]));
  const numbers = await householdNumbers(
    call,
    rows.map((r) => r.household),
  );
  return rows
    .sort((a, b) => (a.workerId === workerId ? -1 : b.workerId === workerId ? 1 : 0))
    .flatMap((r) => {
      const told = names.get(r.workerId);
      if (!told?.home) return [];
      return [
        side(
          text(told.name, told.name),
          [
            value(workerFieldTexts.phone, told.phoneMasked ?? '', true),
            value(workerFieldTexts.householdNumber, r.household ? (numbers.get(r.household) ?? '') : ''),
            value(workerFieldTexts.relation, relationName(r.relation)),
            value(text('户籍', 'Home'), told.home.town + told.home.village || told.home.county),
          ],
          r,
          r.workerId,
        ),
      ];
    });
};
const householdNumbers = async (call: Reader, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> => {
  const known = [...new Set(ids.filter((i): i is string => i !== null))];
  if (!known.length) return new Map();
  const { rows } = await sql<{ id: string; number: string }>`select id, number from household where id = any(${known}::uuid[])`.execute(
    call.db,
  );
  return new Map(rows.map((r) => [r.id, r.number]));
};

const members = async (call: Reader, workerId: string): Promise<readonly DeskSide[]> => {
  const { rows } = await sql<Fact & { workerId: string; relation: string; birthday: string | null; sex: string }>`
    select n.worker_id, n.relation, n.birthday, n.sex, m.source, m.source_ref, m.recorded
    from worker_now me join worker_now n on n.household_id = me.household_id
      left join lateral (select source, source_ref, recorded from household_member m where m.worker_id = n.worker_id and m.superseded = 'infinity'
        order by m.valid_from desc limit 1) m on true
    where me.worker_id = ${workerId}::uuid and me.household_id is not null and n.died_on is null order by n.relation <> 'head', n.birthday limit 20`.execute(
    call.db,
  );
  const names = new Map(
    (
      await rowsOf(
        contextOf(call),
        rows.map((r) => r.workerId),
      )
    ).map((r) => [r.workerId, r.name]),
  );
  return rows.map((r) =>
    side(
      text(names.get(r.workerId) ?? '', names.get(r.workerId) ?? ''),
      [
        value(workerFieldTexts.relation, relationName(r.relation), r.workerId === workerId),
        value(workerFieldTexts.sex, r.sex === '1' ? text('男', 'male') : r.sex === '2' ? text('女', 'female') : ''),
        value(workerFieldTexts.birthday, r.birthday ?? ''),
      ],
      r.source ? r : null,
      r.workerId,
    ),
  );
};
