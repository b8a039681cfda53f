// How proposals are told.
import type { Text } from '#standards/text.ts';
import type { ProposalOut } from '../../contractLists.ts';

const isMonth = (p: Pick<ProposalOut, 'from'>): boolean => p.from.endsWith('-01');
/** 2026-03 至 2026-08（6 个月）, or days where a list names days. */
export const monthsText = (p: Pick<ProposalOut, 'from' | 'to'>): Text => {
  const n = 12 * (Number(p.to.slice(0, 4)) - Number(p.from.slice(0, 4))) + Number(p.to.slice(5, 7)) - Number(p.from.slice(5, 7)) + 1;
  const [from, to] = isMonth(p) ? [p.from.slice(0, 7), p.to.slice(0, 7)] : [p.from, p.to];
  if (from === to) return { zh: `${from}（1 个月）`, en: `${from} (1 month)` };
  return { zh: `${from} 至 ${to}（${n} 个月）`, en: `${from} to ${to} (${n} month${n === 1 ? '' : 's'})` };
};
export const hole = (p: Pick<ProposalOut, 'hole'>): string => p.hole.join('、');
