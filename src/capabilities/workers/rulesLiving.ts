// The rules of rows, asked of the living register: one person, the spells known of it, and what other people's facts say. Pure.
import type { Severity } from '#capabilities/rosters/rules.ts';
import { UNVERIFIED_DAYS } from '#capabilities/rosters/rules.ts';
import { addDays, type Day } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import { workerRules } from './rulesChecks.ts';
import { type CheckContext, type HouseholdFacts, holdsPublicPost, type RowFacts } from './rulesChecksShapes.ts';
import { spanOf } from './rulesSpan.ts';
import { newSpells } from './rulesSpells.ts';
import type { WorkerField, WorkerRow } from './rulesWorkerRow.ts';

/** A spell as the register knows it; a field that is not kept is not there. */
export interface LivingSpell {
  readonly id: string;
  readonly row: WorkerRow;
}
export interface LivingPerson {
  /** Birthday, sex, labour, health, schooling, identity, household, home; and work, where no spells are known. Never a number of the person. */
  readonly row: WorkerRow;
  readonly spells: readonly LivingSpell[];
  /** Households that have one of the person's telephones, the own one among them. */
  readonly phoneHouseholds: number;
  /** Somebody of the own household has the telephone and works in another county. */
  readonly phoneApart: boolean;
  readonly household: HouseholdFacts | null;
  /** In post since; null where nobody says so. */
  readonly openSince: Day | null;
  /** The last day that evidence vouches for. */
  readonly verifiedUntil: Day | null;
}
interface Doubt {
  readonly rule: string;
  readonly severity: 'doubt' | 'hint';
  readonly fields: readonly string[];
  readonly text: Text;
  readonly advice: Text | null;
  readonly facts: readonly unknown[];
}

/** Those that the register can answer; the others ask columns that only lists have. */
export const livingRuleIds = ['V02', 'V05', 'V06', 'V07', 'V08', 'V09', 'V10', 'V11', 'V12', 'V13', 'V19', 'V20'] as const;
const asked = workerRules.filter((r) => (livingRuleIds as readonly string[]).includes(r.id) && r.id !== 'V02' && r.id !== 'V07');
const ofPerson = new Set(['V12', 'V13', 'V19', 'V20']);

const softened = (severity: Severity): 'doubt' | 'hint' => (severity === 'hint' ? 'hint' : 'doubt');
/** A number stands for birthday and sex here. */
const valuesOf = (row: WorkerRow, fields: readonly WorkerField[]): readonly unknown[] =>
  fields.flatMap((f): unknown[] => (f === 'idNumber' ? [row.birthday ?? null, row.sex ?? null] : [row[f] ?? null]));

const none: RowFacts = {
  copyOf: null,
  names: false,
  repeated: false,
  phoneHouseholds: 0,
  phoneApart: false,
  overlaps: null,
  posts: false,
  household: null,
};

export const doubtsOf = (person: LivingPerson, context: Omit<CheckContext, 'kind' | 'rowName'>): readonly Doubt[] => {
  const { row, spells } = person;
  const posts = threePosts(spells, context.today);
  const found: Doubt[] = [];
  const ask = (of: WorkerRow, facts: RowFacts, kind: 'people' | 'spells', which: (id: string) => boolean) => {
    for (const rule of asked) {
      if (!which(rule.id) || !(rule.kinds?.includes(kind) ?? true)) continue;
      for (const f of rule.check(of, { ...context, kind, facts })) {
        const household = rule.id === 'V20' ? [facts.household] : [];
        const crowd = rule.id === 'V06' ? [facts.posts] : [];
        found.push({
          rule: f.rule,
          severity: softened(f.severity),
          fields: f.fields,
          text: f.text,
          advice: f.advice ?? null,
          facts: [...valuesOf(of, rule.fields), ...household, ...crowd],
        });
      }
    }
  };
  ask(row, { ...none, household: person.household }, 'people', (id) => ofPerson.has(id) || spells.length === 0);
  for (const s of spells) ask({ ...row, ...s.row }, { ...none, posts: posts.has(s.id) }, 'spells', (id) => !ofPerson.has(id));
  return [...found, ...phone(person), ...overlaps(spells, context.today), ...unverified(person, context.today)];
};

const phone = ({ row, phoneHouseholds, phoneApart }: LivingPerson): readonly Doubt[] => {
  if (phoneHouseholds > 1 && row.householdNumber)
    return [
      {
        rule: 'V02',
        severity: 'doubt',
        fields: ['phone', 'householdNumber'],
        text: {
          zh: `同一个联系电话登记在 ${phoneHouseholds} 户名下`,
          en: `One telephone is registered for ${phoneHouseholds} households`,
        },
        advice: {
          zh: '改登本人或家人的电话；不要登村干部的电话',
          en: 'Register the person’s own or the family’s telephone, not the village cadre’s',
        },
        facts: [row.phone ?? null, phoneHouseholds],
      },
    ];
  if (phoneApart)
    return [
      {
        rule: 'V02',
        severity: 'hint',
        fields: ['phone', 'place'],
        text: {
          zh: '一家人共用一个联系电话，却在不同的县务工',
          en: 'Members of one household share a telephone, yet work in different counties',
        },
        advice: { zh: '方便时补登各人自己的电话', en: 'Register each person’s own telephone when there is a chance' },
        facts: [row.phone ?? null, 'apart'],
      },
    ];
  return [];
};

const unverified = ({ openSince, verifiedUntil }: LivingPerson, today: Day): readonly Doubt[] => {
  const last = verifiedUntil ?? openSince;
  if (openSince === null || last === null || last >= addDays(today, -UNVERIFIED_DAYS)) return [];
  // no count of days: the sentence stands until the facts change
  return [
    {
      rule: 'V08',
      severity: 'doubt',
      fields: ['end', 'working'],
      text: verifiedUntil
        ? {
            zh: `登记为正在务工，最近一次核实到 ${last}，之后 ${UNVERIFIED_DAYS} 天以上没有核实`,
            en: `Registered as working, verified until ${last}, not for more than ${UNVERIFIED_DAYS} days since`,
          }
        : {
            zh: `${last} 起登记为正在务工，${UNVERIFIED_DAYS} 天以上没有核实过`,
            en: `Registered as working since ${last}, not verified for more than ${UNVERIFIED_DAYS} days`,
          },
      advice: {
        zh: '电话核实是否在岗；已离岗的，补填结束时间',
        en: 'Ask by telephone; who has left gets the date of the end',
      },
      facts: [openSince, verifiedUntil],
    },
  ];
};

/** Days both surely held; null where an end is open or a day is not written. */
const sharedDays = (earlier: WorkerRow, later: WorkerRow): number | null => {
  const [from, to, over] = [spanOf(later.start), spanOf(earlier.end), spanOf(later.end)];
  if (from?.precision !== 'day' || to?.precision !== 'day' || (over && over.precision !== 'day')) return null;
  return Math.max(1, Math.min(to.last, over?.last ?? to.last) - from.first + 1);
};
const calledOf = (row: WorkerRow): Text => (row.employer ? { zh: row.employer, en: row.employer } : { zh: '一处', en: 'one place' });

/** V07, with both spells named. */
const overlaps = (spells: readonly LivingSpell[], today: Day): readonly Doubt[] => {
  if (spells.length < 2) return [];
  const known = newSpells(today);
  spells.forEach((s, at) => {
    known.note(at, at, 1, s.row, holdsPublicPost(s.row));
  });
  return spells.flatMap((later, at) => {
    const other = known.overlaps(at);
    const earlier = other === null ? undefined : spells[other];
    if (!earlier) return [];
    const from = later.row.start!;
    const days = sharedDays(earlier.row, later.row);
    const [a, b] = [calledOf(earlier.row), calledOf(later.row)];
    return [
      {
        rule: 'V07',
        severity: 'doubt' as const,
        fields: ['start', 'end'],
        text: {
          zh: `两段务工时间重叠${days ? ` ${days} 天` : ''}：${a.zh}（${earlier.row.start} 起${earlier.row.end ? `，到 ${earlier.row.end}` : ''}）还没有结束，${from} 又到了${b.zh}`,
          en: `Two spells overlap${days ? ` by ${days} days` : ''}: ${a.en} (from ${earlier.row.start}${earlier.row.end ? ` to ${earlier.row.end}` : ''}) was not over when ${b.en} began in ${from}`,
        },
        advice: {
          zh: '补填前一段的结束时间；确有两份工的请申请豁免',
          en: 'Fill in the end of the earlier spell; ask for an exemption where there are two jobs',
        },
        facts: [earlier.row.start ?? null, earlier.row.end ?? null, later.row.start ?? null, later.row.end ?? null, a.zh, b.zh],
      },
    ];
  });
};

const threePosts = (spells: readonly LivingSpell[], today: Day): ReadonlySet<string> => {
  const posts = spells.filter((s) => holdsPublicPost(s.row));
  if (posts.length < 3) return new Set();
  const known = newSpells(today);
  posts.forEach((s, at) => {
    known.note(at, at, 1, s.row, true);
  });
  return new Set(posts.filter((_, at) => known.threePosts(at)).map((s) => s.id));
};
