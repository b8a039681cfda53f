// What somebody belongs to, can and wants: a row against the record.
import { newId } from '#platform/server/newId.ts';
import { addDays, type Day } from '#standards/calendar/calendar.ts';
import { educationLevelTexts } from '#standards/education/education.ts';
import type { Text } from '#standards/text.ts';
import { abilityTexts, healthTexts, type IdentityKind, identityKindTexts, relationTexts, willingTexts } from '../../contractShapes.ts';
import { groupOf } from '../../rules.ts';
import { isDivision, placeName } from '../places.ts';
import { findStage } from '../stages.ts';
import type { Comparing, Gathered } from './changesContext.ts';
import type { Draft, IdentityKnown } from './drafts.ts';
import type { PersonFields } from './fields.ts';
import { householdElsewhere, kindNeeded, kindsClash, kindUntold, secondHead } from './findings.ts';

const text = (zh: string, en: string): Text => ({ zh, en });
const word = (texts: Readonly<Record<string, Text>>, code: string): string | Text => (code === '' ? '' : (texts[code] ?? code));
const words = (texts: Readonly<Record<string, Text>>, codes: readonly string[]): Text =>
  text(codes.map((c) => texts[c]?.zh ?? c).join('、'), codes.map((c) => texts[c]?.en ?? c).join(', '));
const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((x) => b.includes(x));

const MARITAL: Readonly<Record<string, Text>> = {
  single: text('未婚', 'single'),
  married: text('已婚', 'married'),
  widowed: text('丧偶', 'widowed'),
  divorced: text('离婚', 'divorced'),
};
const POLITICAL: Readonly<Record<string, Text>> = {
  party: text('中共党员', 'party member'),
  league: text('共青团员', 'league member'),
  masses: text('群众', 'the masses'),
  other: text('其他', 'other'),
};
const HINDERED: Readonly<Record<string, Text>> = {
  care: text('照顾老小', 'caring for family'),
  health: text('身体原因', 'health'),
  skill: text('无技能', 'no skill'),
  no_post: text('无合适岗位', 'no suitable post'),
  school: text('上学', 'at school'),
  other: text('其他', 'other'),
};

export const compareCondition = ({ context }: Comparing, draft: Draft, fields: PersonFields, out: Gathered): void => {
  const now = draft.condition;
  const { observedOn } = context.batch;
  const columns: Record<string, unknown> = {};
  const one = (column: string, field: string, label: Text, from: string, to: string | undefined, say: (code: string) => string | Text) => {
    if (to === undefined || to === from) return;
    if (out.differs(field, label, say(from), say(to), from === '' || !now ? null : now.known)) columns[column] = to;
  };
  const stage = fields.schoolStage;
  one('school_stage', 'school', text('在校生状况', 'stage of schooling'), now?.schoolStage ?? '', stage, (s) => findStage(s) ?? s);
  // who studies has no education level yet (rules of the national register)
  if (stage === undefined)
    one('education', 'education', text('文化程度', 'education'), now?.education ?? '', fields.education, (e) =>
      word(educationLevelTexts, e),
    );
  if (columns.school_stage !== undefined && (now?.education ?? '') !== '') columns.education = '';
  if (columns.education !== undefined && columns.education !== '' && (now?.schoolStage ?? '') !== '') columns.school_stage = '';
  one('ability', 'labour', text('劳动能力', 'labour ability'), now?.ability ?? '', fields.ability, (a) => word(abilityTexts, a));
  one('marital', 'marital', text('婚姻状况', 'marital status'), now?.marital ?? '', fields.marital, (m) => word(MARITAL, m));
  one('political', 'political', text('政治面貌', 'political affiliation'), now?.political ?? '', fields.political, (p) =>
    word(POLITICAL, p),
  );
  if (fields.health && !same(now?.health ?? [], fields.health))
    if (
      out.differs(
        'health',
        text('健康状况', 'health'),
        words(healthTexts, now?.health ?? []),
        words(healthTexts, fields.health),
        now?.health.length ? now.known : null,
      )
    )
      columns.health = fields.health;
  if (!Object.keys(columns).length) return;
  const next = {
    education: (columns.education ?? now?.education ?? '') as string,
    schoolStage: (columns.school_stage ?? now?.schoolStage ?? '') as string,
    health: (columns.health ?? now?.health ?? []) as readonly string[],
    ability: (columns.ability ?? now?.ability ?? '') as string,
    marital: (columns.marital ?? now?.marital ?? '') as string,
    political: (columns.political ?? now?.political ?? '') as string,
    known: observedOn,
  };
  draft.condition = next;
  if (now) out.next('worker_condition', draft.workerId, { ...columns, valid_from: observedOn });
  else
    out.first('worker_condition', draft.workerId, {
      education: next.education,
      school_stage: next.schoolStage,
      health: next.health,
      ability: next.ability,
      marital: next.marital,
      political: next.political,
      valid_from: observedOn,
    });
};

/**
 * ○ The national register of 脱贫户 was closed at the end of 2020 and takes nobody in since: whoever is one has been one from then on, where the list gives no
 * day of its own. 监测对象 are found one by one: from the day the list tells, else from the day it is about.
 */
const POVERTY_SINCE: Day = '2021-01-01';

export const compareIdentities = ({ context }: Comparing, draft: Draft, fields: PersonFields, out: Gathered): void => {
  if (!fields.identities.length && fields.riskRemovedOn === undefined) return;
  const { observedOn } = context.batch;
  const holds = (i: IdentityKnown) => i.validFrom <= observedOn && (i.validTo === null || i.validTo >= observedOn);
  const label = text('户类型', 'kind of household');
  const groups = new Map<string, IdentityKind>();
  const held = (group: string) => draft.identities.find((i) => holds(i) && groupOf(i.kind as IdentityKind) === group);
  const specific = new Set(fields.identities.filter((k) => k !== 'poverty' && k !== 'monitored').map((k) => groupOf(k as IdentityKind)));
  for (const said of fields.identities) {
    if (said === 'poverty' || said === 'monitored') {
      if (specific.has(said) || held(said)) continue;
      out.findings.push(said === 'monitored' ? kindNeeded : kindUntold);
      if (said === 'monitored') continue;
    }
    const kind: IdentityKind = said === 'poverty' ? 'poverty_general' : (said as IdentityKind);
    const group = groupOf(kind);
    const before = groups.get(group);
    if (before !== undefined && before !== kind) {
      out.findings.push(kindsClash);
      continue;
    }
    groups.set(group, kind);
    const now = held(group);
    if (now?.kind === kind) continue;
    const rest = draft.identities.filter((i) => i !== now && groupOf(i.kind as IdentityKind) === group);
    // a period that begins later was told by somebody who knows more
    const later = rest.find((i) => i.validFrom > observedOn);
    const from = now ? word(identityKindTexts, now.kind) : '';
    if (!out.differs('identity', label, from, word(identityKindTexts, kind), now?.known ?? later?.validFrom ?? null)) continue;
    if (now && now.validFrom >= observedOn) {
      out.next('identity_period', now.id, { kind });
      draft.identities = draft.identities.map((i) => (i === now ? { ...i, kind, known: observedOn } : i));
      continue;
    }
    if (now) {
      const validTo = addDays(observedOn, -1);
      out.next('identity_period', now.id, { valid_to: validTo, to_precision: 'day' });
      draft.identities = draft.identities.map((i) => (i === now ? { ...i, validTo, known: observedOn } : i));
    }
    const told = group === 'monitored' ? fields.identifiedOn : group === 'poverty' ? POVERTY_SINCE : undefined;
    const start = now || rest.length || told === undefined || told > observedOn ? observedOn : told;
    const born = draft.basic.birthday;
    const validFrom = born !== null && born > start ? born : start;
    const id = newId();
    out.first('identity_period', id, { kind, valid_from: validFrom, from_precision: start === POVERTY_SINCE ? 'year' : 'day' });
    draft.identities.push({ id, kind, validFrom, validTo: null, riskRemoved: null, known: observedOn });
  }
  const removed = fields.riskRemovedOn;
  const watched = held('monitored');
  if (removed === undefined || !watched || watched.riskRemoved === removed || removed < watched.validFrom || removed > observedOn) return;
  if (
    !out.differs(
      'removedOn',
      text('风险消除时间', 'risk removed'),
      watched.riskRemoved ?? '',
      removed,
      watched.riskRemoved ? watched.known : null,
    )
  )
    return;
  if (draft.identities.includes(watched)) {
    out.next('identity_period', watched.id, { risk_removed: removed });
    draft.identities = draft.identities.map((i) => (i === watched ? { ...i, riskRemoved: removed } : i));
  }
};

export const compareIntention = ({ context }: Comparing, draft: Draft, fields: PersonFields, out: Gathered): void => {
  const now = draft.intention;
  const { observedOn } = context.batch;
  const columns: Record<string, unknown> = {};
  if (fields.willing !== undefined && fields.willing !== (now?.willing ?? ''))
    if (
      out.differs(
        'willing',
        text('就业意愿', 'intention'),
        word(willingTexts, now?.willing ?? ''),
        word(willingTexts, fields.willing),
        now?.known ?? null,
      )
    )
      columns.willing = fields.willing;
  // nobody is said to be willing because a list names what they want to learn
  if (!now && columns.willing === undefined) return;
  if (fields.hindered && !same(now?.hindered ?? [], fields.hindered))
    if (
      out.differs(
        'hindered',
        text('不务工原因', 'what stands in the way'),
        words(HINDERED, now?.hindered ?? []),
        words(HINDERED, fields.hindered),
        now?.hindered.length ? now.known : null,
      )
    )
      columns.hindered = fields.hindered;
  if (fields.training !== undefined && fields.training !== (now?.training ?? ''))
    if (
      out.differs('intention', text('培训意向', 'training wanted'), now?.training ?? '', fields.training, now?.training ? now.known : null)
    )
      columns.training = fields.training;
  const { planPlace } = fields;
  if (planPlace !== undefined && isDivision(planPlace) && !now?.places.includes(planPlace))
    if (
      out.differs(
        'planPlace',
        text('想去的地方', 'place wanted'),
        (now?.places ?? []).map(placeName).join('、'),
        placeName(planPlace),
        now?.places.length ? now.known : null,
      )
    )
      columns.places = [planPlace];
  if (!Object.keys(columns).length) return;
  draft.intention = {
    places: (columns.places ?? now?.places ?? []) as readonly string[],
    willing: (columns.willing ?? now?.willing) as string,
    hindered: (columns.hindered ?? now?.hindered ?? []) as readonly string[],
    training: (columns.training ?? now?.training ?? '') as string,
    known: observedOn,
  };
  const { known: _, ...whole } = draft.intention;
  if (now) out.next('worker_intention', draft.workerId, { ...columns, stated_on: observedOn });
  else out.first('worker_intention', draft.workerId, { ...whole, stated_on: observedOn });
};

export const compareHousehold = (comparing: Comparing, draft: Draft, fields: PersonFields, out: Gathered): void => {
  const { context, households, inOwn } = comparing;
  const { observedOn } = context.batch;
  const now = draft.members.find((m) => m.validFrom <= observedOn && (m.validTo === null || m.validTo >= observedOn));
  const number = fields.householdNumber;
  if (number === undefined && (fields.relation === undefined || !now)) return;
  let household = number === undefined ? { id: now!.householdId, home: draft.home } : households.byNumber.get(number);
  const founded = household === undefined;
  household ??= { id: newId(), home: draft.home };
  if (!founded && number !== undefined && household.id !== now?.householdId && !inOwn(household.home)) {
    out.findings.push(householdElsewhere);
    return;
  }
  const head = households.heads.get(household.id);
  let relation = fields.relation;
  if (relation === 'head' && head !== undefined && head !== draft.workerId) {
    out.findings.push(secondHead);
    relation = undefined;
  }
  const label = text('与户主关系', 'relation to the head');
  const found = () => {
    if (!founded) return;
    out.founds.push({ id: household.id, number: number!, home: household.home });
    households.byNumber.set(number!, household);
  };
  if (now && now.householdId === household.id) {
    if (relation === undefined || relation === now.relation) return;
    if (!out.differs('relation', label, word(relationTexts, now.relation), word(relationTexts, relation), now.known)) return;
    out.next('household_member', now.id, { relation });
    draft.members = draft.members.map((m) => (m === now ? { ...m, relation, known: observedOn } : m));
  } else {
    // a membership that begins later was told by somebody who knows more
    const later = now ? undefined : draft.members.find((m) => m.validFrom > observedOn);
    if (later?.householdId === household.id) return;
    const numberOf = [...households.byNumber].find(([, h]) => h.id === now?.householdId)?.[0] ?? '';
    if (
      !out.differs(
        'householdNumber',
        text('户编号', 'household number'),
        now ? numberOf || text('已有的户', 'a household on record') : '',
        number!,
        now?.known ?? later?.validFrom ?? null,
      )
    )
      return;
    found();
    const columns = { household_id: household.id, relation: relation ?? 'other' };
    if (now && now.validFrom >= observedOn) {
      out.next('household_member', now.id, columns);
      draft.members = draft.members.map((m) =>
        m === now ? { ...m, householdId: household.id, relation: columns.relation, known: observedOn } : m,
      );
    } else {
      if (now) {
        const validTo = addDays(observedOn, -1);
        out.next('household_member', now.id, { valid_to: validTo });
        draft.members = draft.members.map((m) => (m === now ? { ...m, validTo, known: observedOn } : m));
      }
      const id = newId();
      out.first('household_member', id, { ...columns, valid_from: observedOn });
      draft.members.push({
        id,
        householdId: household.id,
        relation: columns.relation,
        validFrom: observedOn,
        validTo: null,
        known: observedOn,
      });
    }
    if (now && head === undefined && now.relation === 'head') households.heads.delete(now.householdId);
  }
  if (relation === 'head') households.heads.set(household.id, draft.workerId);
};
