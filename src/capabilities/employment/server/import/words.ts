// What is told about a row's work: field by field what it changes, and what somebody should look at.

import { areaText } from '#capabilities/regions/server/service.ts';
import type { Finding } from '#capabilities/rosters/rules.ts';
import type { Change } from '#capabilities/rosters/server/service.ts';
import { channelTexts } from '#capabilities/workers/rules.ts';
import type { Precision } from '#standards/calendar/calendar.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import { findIndustryDivision, findIndustrySection } from '#standards/industries/industries.ts';
import { findOccupation } from '#standards/occupations/occupations.ts';
import type { Text } from '#standards/text.ts';
import { spellFactTexts } from '../../contractTexts.ts';
import type { Remark } from '../../rulesApply.ts';
import { type AssistedKind, assistedTexts, type LeaveReason, leaveReasonTexts, programmeTexts } from '../../rulesLeaving.ts';
import type { RowDone } from '../../rulesRows.ts';
import { type SpellFacts, spellKindTexts } from '../../rulesSpell.ts';
import { evidenceOf, type KnownSpell, type Work } from '../../rulesWork.ts';

const same = (words: string): Text => ({ zh: words, en: words });
const NONE = same('');

export const placeName = (code: string): string => (code === '' ? '' : (loadDivisions().shortFullName(code) ?? code));
/** The same in both languages, for pages. */
export const placeText = (code: string): Text => (code === '' ? NONE : areaText(code));
/** A home as lists write it, short: `zh` as the register tells it, the two smallest divisions in English. */
export const homeText = (code: string, zh: string): Text => ({
  zh,
  en: code === '' ? zh : areaText(code).en.split(', ').slice(0, 2).join(', '),
});
export const writtenDay = (day: string | null, precision: Precision): string =>
  day === null ? '' : day.slice(0, precision === 'day' ? 10 : precision === 'month' ? 7 : 4);

/** By whom, or at least what, where several spells of a person are told apart. */
const nameOf = (k: KnownSpell): Text => {
  const place = placeText(k.place);
  const of = (lang: 'zh' | 'en') => k.employerWords || [place[lang], spellKindTexts[k.kind][lang]].filter((w) => w !== '').join(' ');
  return { zh: of('zh'), en: of('en') };
};

/** Fields of the sheet, as the checks call them. */
const FIELD: Partial<Record<keyof SpellFacts, string>> = {
  kind: 'channel',
  employerWords: 'employer',
  organisationId: 'employer',
  industryWords: 'industry',
  ended: 'end',
  sideJob: 'overlapAllowed',
  payMonth: 'monthlyIncome',
};
const endOf = (k: SpellFacts): Text => {
  const day = writtenDay(k.ended, k.endPrecision);
  return k.endInferred ? { zh: `${day}（推定）`, en: `${day} (inferred)` } : same(day);
};
const yesNo = (is: boolean | null): Text => (is === null ? NONE : is ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' });
const industryOf = (k: SpellFacts): Text =>
  k.industryWords
    ? same(k.industryWords)
    : ((findIndustryDivision(k.industry) ?? findIndustrySection(k.industry))?.name ?? same(k.industry));
/** A fact of a spell as a person reads it; '' for nothing. */
export const factWord = (k: SpellFacts, fact: keyof SpellFacts): Text => {
  switch (fact) {
    case 'kind':
      return spellKindTexts[k.kind];
    case 'organisationId':
      return yesNo(k.organisationId !== null);
    case 'industryWords':
    case 'industry':
      return industryOf(k);
    case 'place':
      return placeText(k.place);
    case 'start':
      return same(writtenDay(k.start, k.startPrecision));
    case 'ended':
      return endOf(k);
    case 'sideJob':
      return yesNo(k.sideJob);
    case 'payMonth':
      return k.payMonth === null
        ? NONE
        : { zh: `${k.payMonth.toLocaleString('en-US')} 元`, en: `${k.payMonth.toLocaleString('en-US')} yuan` };
    case 'channel':
      return k.channel === '' ? NONE : channelTexts[k.channel];
    case 'pointToPoint':
      return yesNo(k.pointToPoint);
    case 'occupation':
      return k.occupation === '' ? NONE : (findOccupation(k.occupation)?.name ?? same(k.occupation));
    case 'leaveReason':
      return k.leaveReason === '' ? NONE : leaveReasonTexts[k.leaveReason as LeaveReason];
    case 'assistedKind':
      return k.assistedKind === '' ? NONE : assistedTexts[k.assistedKind as AssistedKind];
    case 'programme':
      return k.programme === '' ? NONE : programmeTexts[k.programme];
    case 'assistedRef':
      // a registered organisation stands beside it by name
      return same(k.assistedRef.startsWith('org:') ? '' : k.assistedRef);
    default:
      return same(String(k[fact] ?? ''));
  }
};
/** Told with the day they belong to. */
const APART: Partial<Record<keyof SpellFacts, keyof SpellFacts>> = {
  startPrecision: 'start',
  endPrecision: 'ended',
  endInferred: 'ended',
  industry: 'industryWords',
};
export interface FactChange {
  readonly fact: keyof SpellFacts;
  readonly from: Text;
  readonly to: Text;
}
/** What differs between two versions, each once and as it is read. */
export const factChanges = (was: SpellFacts, is: SpellFacts, facts: readonly (keyof SpellFacts)[]): readonly FactChange[] =>
  [...new Set(facts.map((f) => APART[f] ?? f))].flatMap((fact) => {
    const [from, to] = [factWord(was, fact), factWord(is, fact)];
    return from.zh === to.zh ? [] : [{ fact, from, to }];
  });

/** What a row changes, as a person reads it. */
export const changesOf = (row: RowDone): readonly Change[] => {
  const out: Change[] = [];
  const spells = new Map(row.before.spells.map((k) => [k.id, k]));
  for (const deed of row.deeds) {
    if (deed.do === 'addSpell') spells.set(deed.spell.id, deed.spell);
    else if (deed.do === 'changeSpell') {
      const was = spells.get(deed.id)!;
      const is: KnownSpell = { ...was, ...deed.changes };
      spells.set(deed.id, is);
      if (deed.id !== row.spellId) {
        const name = nameOf(was);
        out.push({
          field: 'end',
          text: { zh: `前一段（${name.zh}）结束时间`, en: `end of the earlier spell (${name.en})` },
          from: endOf(was),
          to: endOf(is),
        });
        continue;
      }
      for (const { fact, from, to } of factChanges(was, is, Object.keys(deed.changes) as (keyof SpellFacts)[]))
        out.push({ field: FIELD[fact] ?? fact, text: spellFactTexts[fact], from, to });
    } else if (deed.do === 'sayNoWork')
      out.push({ field: 'working', text: { zh: '是否务工', en: 'working or not' }, from: '', to: { zh: '否', en: 'no' } });
    else if (deed.do === 'addEvidence') {
      const { spellId, says, coversTo, observed } = deed.evidence;
      const name = nameOf(spells.get(spellId)!);
      if (says === 'not_in_post')
        out.push({
          field: 'working',
          text: { zh: `${name.zh}：在岗`, en: `${name.en}: in post` },
          from: '',
          to: { zh: `名单 ${observed} 说不在岗`, en: `a list of ${observed} says: not in post` },
        });
      else if (row.outcome === 'changed')
        out.push({
          field: 'working',
          text: { zh: '在岗证据（名单）到', en: 'in-post evidence (list) to' },
          from: lastCover(row.before, spellId),
          to: coversTo ?? '',
        });
    }
  }
  return out;
};
const lastCover = (work: Work, spellId: string): string =>
  evidenceOf(work, spellId)
    .flatMap((e) => e.coversTo ?? [])
    .sort()
    .at(-1) ?? '';

const finding = (rule: string, severity: Finding['severity'], fields: readonly string[], text: Text, advice: Text): Finding => ({
  rule,
  severity,
  fields,
  text,
  advice,
});

/** What the register knows beside the row. */
export const findingsOf = (row: RowDone, work: Work): readonly Finding[] => row.remarks.map((r) => findingOf(r, work));
const findingOf = (remark: Remark, work: Work): Finding => {
  const spell = (id: string): KnownSpell => work.spells.find((k) => k.id === id)!;
  switch (remark.kind) {
    case 'older':
      return finding(
        'older',
        'hint',
        ['start', 'end'],
        {
          zh: '登记里这段务工比本表新（更晚的名单，或者有人更正过），本表只作证据，不改登记',
          en: 'What is on record of this spell is newer than this list: the list is kept as evidence and changes nothing',
        },
        { zh: '登记有误的，请在人员页面更正', en: 'If the record is wrong, correct it on the person’s page' },
      );
    case 'noStart':
      return finding(
        'noStart',
        'hint',
        ['start'],
        { zh: '没有开始时间，不知道这段务工从哪天起，只登记了人', en: 'Without a start no spell can be entered; the person is on record' },
        { zh: '补填开始时间再导入', en: 'Fill in the start and import again' },
      );
    case 'overlap': {
      const [mine, other] = [spell(remark.spellId), spell(remark.otherId)];
      const [a, b] = [nameOf(mine), nameOf(other)];
      return finding(
        'V07',
        'doubt',
        ['start', 'end'],
        {
          zh: `与登记的另一段务工（${b.zh}，${writtenDay(other.start, other.startPrecision)} 起）时间重叠；本段是${a.zh}`,
          en: `Overlaps another spell on record (${b.en}, since ${writtenDay(other.start, other.startPrecision)}); this one is ${a.en}`,
        },
        { zh: '已离开的那一段请填结束时间；确属兼职的请注明', en: 'Give the end of the one that is over, or mark a second job' },
      );
    }
    case 'better': {
      const name = nameOf(spell(remark.spellId));
      return finding(
        'V08',
        'doubt',
        ['working', 'end'],
        {
          zh: `本表说不在务工，登记里这段（${name.zh}）有比名单更好的在岗证据`,
          en: `The list says not working; for this spell (${name.en}) there is better evidence than a list`,
        },
        { zh: '核实是否已离岗；已离岗的补填结束时间', en: 'Find out whether the post was left; if so give the end' },
      );
    }
  }
};
