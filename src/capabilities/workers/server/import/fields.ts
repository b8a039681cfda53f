// What a row says of a person, taken out of the values of whatever sheet it stands in. A field that is missing or blank says nothing.
import type { RowValues } from '#capabilities/rosters/rules.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import { educationLevels } from '#standards/education/education.ts';
import { findEthnicGroup } from '#standards/ethnic-groups/ethnicGroups.ts';
import { documentRules, parseDocument } from '#standards/id-number/document.ts';
import {
  abilityTexts,
  type DocumentKind,
  type IdentityKind,
  identityKindTexts,
  relationTexts,
  willingTexts,
} from '../../contractShapes.ts';
import { isHome } from '../places.ts';
import { findStage } from '../stages.ts';

/** Groups a row may name without saying of which kind. */
export type SaidIdentity = IdentityKind | 'poverty' | 'monitored';

export interface PersonFields {
  /** 档案号 of an export of ours. */
  readonly workerId?: string;
  readonly document?: { readonly kind: DocumentKind; readonly number: string };
  readonly name?: string;
  readonly phone?: string;
  readonly birthday?: Day;
  readonly sex?: '1' | '2';
  readonly ethnic?: string;
  /** 12 digits. */
  readonly home?: string;
  readonly householdNumber?: string;
  readonly relation?: string;
  readonly identities: readonly SaidIdentity[];
  readonly identifiedOn?: Day;
  readonly riskRemovedOn?: Day;
  readonly education?: string;
  readonly schoolStage?: string;
  readonly ability?: string;
  readonly health?: readonly string[];
  readonly marital?: string;
  readonly political?: string;
  readonly willing?: string;
  readonly hindered?: readonly string[];
  readonly training?: string;
  /** 12 digits: where somebody plans to go. */
  readonly planPlace?: string;
}

const RESIDENT = /^\d{17}[\dX]$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MARITAL: ReadonlySet<string> = new Set(['single', 'married', 'widowed', 'divorced']);
const POLITICAL: ReadonlySet<string> = new Set(['party', 'league', 'masses', 'other']);
const HINDERED: ReadonlySet<string> = new Set(['care', 'health', 'skill', 'no_post', 'school', 'other']);
const HEALTH: ReadonlySet<string> = new Set(['healthy', 'chronic', 'serious', 'disabled']);

const textOf = (value: unknown): string | undefined => {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
};
const listOf = (value: unknown): readonly string[] =>
  typeof value === 'string' ? (value === '' ? [] : [value]) : Array.isArray(value) ? value.filter((v) => typeof v === 'string') : [];
const oneOf = (value: unknown, known: (code: string) => boolean): string | undefined => {
  const code = textOf(value);
  return code !== undefined && known(code) ? code : undefined;
};

/** '2022', '2022-03' and '2022-03-05' as the first day they may mean. */
export const firstDay = (value: unknown): Day | undefined => {
  const text = textOf(value);
  if (text === undefined || !/^\d{4}(-\d\d){0,2}$/.test(text)) return undefined;
  return `${text}-01-01`.slice(0, 10);
};

const documentOf = (values: RowValues): PersonFields['document'] => {
  const number = textOf(values.idNumber);
  if (number === undefined || values.numberMasked === true) return undefined;
  const said = textOf(values.documentKind);
  if (said !== undefined && said !== 'residentIdCard' && Object.hasOwn(documentRules, said)) {
    const read = parseDocument(said as Exclude<DocumentKind, 'none' | 'residentIdCard'>, number);
    return read.ok ? { kind: said as DocumentKind, number: read.number } : undefined;
  }
  if (RESIDENT.test(number)) return { kind: 'residentIdCard', number };
  for (const kind of Object.keys(documentRules) as (keyof typeof documentRules)[]) {
    const read = parseDocument(kind, number);
    if (read.ok) return { kind, number: read.number };
  }
  return undefined;
};

/** A division of six, nine or twelve digits as twelve; undefined where nobody can be at home there. */
const homeOf = (values: RowValues): string | undefined => {
  for (const value of [values.home, values.homeCounty]) {
    const digits = textOf(value);
    if (digits === undefined || !/^\d{6,12}$/.test(digits)) continue;
    const code = digits.padEnd(12, '0');
    if (isHome(code)) return code;
  }
  return undefined;
};

const ethnicOf = (value: unknown): string | undefined => {
  const text = textOf(value);
  if (text === undefined) return undefined;
  return text === '97' || text === '98' ? text : findEthnicGroup(text)?.code;
};

const identitiesOf = (values: RowValues): SaidIdentity[] => {
  const said = [values.identity, values.poverty, values.monitored, values.lowIncome].flatMap(listOf);
  return [...new Set(said)].filter((k): k is SaidIdentity => k === 'poverty' || k === 'monitored' || Object.hasOwn(identityKindTexts, k));
};

const SEX = new Set(['1', '2']);

export const fieldsOf = (values: RowValues): PersonFields => {
  const document = documentOf(values);
  const workerId = textOf(values.workerId)?.toLowerCase();
  const resident = document?.kind === 'residentIdCard' ? document.number : undefined;
  const birthday = resident
    ? `${resident.slice(6, 10)}-${resident.slice(10, 12)}-${resident.slice(12, 14)}`
    : oneOf(values.birthday, (d) => /^\d{4}-\d\d-\d\d$/.test(d));
  const sex = resident ? (Number(resident[16]) % 2 === 1 ? '1' : '2') : oneOf(values.sex, (s) => SEX.has(s));
  const health = listOf(values.health).filter((h) => HEALTH.has(h));
  const hindered = listOf(values.hindered).filter((h) => HINDERED.has(h));
  const training = listOf(values.intention).join('、');
  const willing =
    oneOf(values.willing, (w) => Object.hasOwn(willingTexts, w)) ??
    (values.plansToWork === true ? 'yes' : values.plansToWork === false ? 'no' : undefined);
  const entries: readonly (readonly [keyof PersonFields, unknown])[] = [
    ['workerId', workerId !== undefined && UUID.test(workerId) ? workerId : undefined],
    ['document', document],
    ['name', textOf(values.name)],
    ['phone', oneOf(values.phone, (p) => /^1\d{10}$/.test(p))],
    ['birthday', birthday],
    ['sex', sex],
    ['ethnic', ethnicOf(values.ethnic)],
    ['home', homeOf(values)],
    ['householdNumber', textOf(values.householdNumber)],
    ['relation', oneOf(values.relation, (r) => Object.hasOwn(relationTexts, r))],
    ['identifiedOn', firstDay(values.identifiedOn)],
    ['riskRemovedOn', values.riskRemoved === false ? undefined : firstDay(values.removedOn)],
    ['education', oneOf(values.education, (e) => (educationLevels as readonly string[]).includes(e))],
    ['schoolStage', oneOf(values.school, (s) => findStage(s) !== undefined)],
    ['ability', oneOf(values.labour, (l) => Object.hasOwn(abilityTexts, l))],
    ['health', health.length ? health : undefined],
    ['marital', oneOf(values.marital, (m) => MARITAL.has(m))],
    ['political', oneOf(values.political, (p) => POLITICAL.has(p))],
    ['willing', willing],
    ['hindered', hindered.length ? hindered : undefined],
    ['training', training === '' ? undefined : training],
    ['planPlace', oneOf(values.planPlace, (p) => /^\d{6,12}$/.test(p))?.padEnd(12, '0')],
  ];
  return { identities: identitiesOf(values), ...Object.fromEntries(entries.filter(([, v]) => v !== undefined)) };
};
