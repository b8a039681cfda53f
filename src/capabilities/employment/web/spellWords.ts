// Sentences about spells, the same on the timeline and beside it.
import { channelTexts } from '#capabilities/workers/rules.ts';
import { number } from '#platform/web/lang.tsx';
import type { MarkKind } from '#platform/web/marks.tsx';
import type { Text } from '#standards/text.ts';
import type { SpellOut } from '../contract.ts';
import { spellSourceTexts } from '../contractTexts.ts';
import { assistedTexts, programmeTexts, spellKindTexts, workAreaTexts } from '../rules.ts';

const text = (zh: string, en: string): Text => ({ zh, en });
export const sourceWord = (source: string): Text => spellSourceTexts[source] ?? text(source, source);

/** `<batch>#<sheet>!<row>`: which import, and which row of it. */
export const rowOfList = (ref: string): { readonly batch: string; readonly row: number } | null => {
  const found = /^([0-9a-f-]{36})#\d+!(\d+)/.exec(ref);
  return found ? { batch: found[1]!, row: Number(found[2]) } : null;
};

const VERB: Record<SpellOut['kind'], Text> = {
  employed: text('务工', 'works'),
  self_employed: text('自主创业', 'runs a business'),
  flexible: text('灵活就业', 'does flexible work'),
  public_post: text('公益性岗位', 'holds a public-welfare post'),
  internship: text('实习', 'internship'),
};
/** 在穗味餐饮务工. */
export const titleOf = (s: SpellOut): Text => {
  const name = s.employer.name;
  if (s.kind === 'employed' && name) return text(`在${name}务工`, `Works at ${name}`);
  return name ? text(`${VERB[s.kind].zh}：${name}`, `${spellKindTexts[s.kind].en}: ${name}`) : VERB[s.kind];
};
export const placeOf = (s: SpellOut): Text | null => {
  if (!s.place) return null;
  const area = s.area && s.area !== 'unknown' ? workAreaTexts[s.area] : null;
  return area ? text(`${s.placeName.zh}（${area.zh}）`, `${s.placeName.en} (${area.en})`) : s.placeName;
};
/** Pay, channel, industry, as far as they are known. */
export const detailsOf = (s: SpellOut): readonly Text[] => [
  ...(s.post || s.occupation ? [text(s.post || s.occupation, s.post || s.occupation)] : []),
  ...(s.industry.zh ? [s.industry] : []),
  ...(s.payMonth === null ? [] : [text(`月收入 ${number(s.payMonth)} 元`, `${number(s.payMonth)} yuan a month`)]),
  ...(s.channel ? [channelTexts[s.channel]] : []),
  ...(s.pointToPoint ? [text('点对点输送', 'point-to-point transport')] : []),
  ...(s.publicPostKind ? [text(s.publicPostKind, s.publicPostKind)] : []),
  ...(s.sideJob ? [text('兼职', 'second job')] : []),
  ...(s.assisted
    ? [
        text(
          `帮扶：${assistedTexts[s.assisted.kind].zh}${s.assisted.name ? `（${s.assisted.name}）` : ''}`,
          `assisted by ${assistedTexts[s.assisted.kind].en}${s.assisted.name ? ` (${s.assisted.name})` : ''}`,
        ),
      ]
    : []),
  ...(s.programme ? [text(`所属工程：${programmeTexts[s.programme].zh}`, `project: ${programmeTexts[s.programme].en}`)] : []),
  ...(s.contract
    ? [
        text(
          `合同 ${s.contract.from} 至 ${s.contract.to ?? '无固定期限'}`,
          `contract ${s.contract.from} to ${s.contract.to ?? 'no fixed term'}`,
        ),
      ]
    : []),
];
/** What follows from codes and days, and is never typed: area of work, organised or not, a return. */
export const derivedOf = (s: SpellOut, all: readonly SpellOut[]): readonly Text[] => {
  const before = all.filter((o) => o.id !== s.id && o.ended !== null && o.ended < s.start && sameEmployer(o, s));
  return [
    ...(s.area && s.area !== 'unknown' ? [workAreaTexts[s.area]] : []),
    ...(s.organised === null ? [] : s.organised ? [text('有组织', 'organised')] : [text('自发', 'not organised')]),
    ...(before.length ? [text('返岗', 'a return')] : []),
  ];
};
const sameEmployer = (a: SpellOut, b: SpellOut): boolean =>
  a.employer.id !== null && b.employer.id !== null
    ? a.employer.id === b.employer.id
    : a.employer.name !== '' && a.employer.name === b.employer.name;
export const stateWord: Record<SpellOut['state'], Text> = {
  held: text('在岗', 'in post'),
  ended: text('已结束', 'over'),
  stopped: text('最近一次说不在岗', 'last said not to be in post'),
  later: text('还没开始', 'not begun'),
};
export const stateMark: Record<SpellOut['state'], MarkKind> = { held: 'ok', ended: 'off', stopped: 'no', later: 'later' };
