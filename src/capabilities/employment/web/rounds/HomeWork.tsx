import type { ReactNode } from 'react';
import type { Output } from '#platform/contract.ts';
import { Fig } from '#platform/web/kit.tsx';
import { number, useLang, useT } from '#platform/web/lang.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { readRound, roundSideTexts } from '../../contractRounds.ts';

/** How far this month's verification is, in one sentence a side; its numbers open their people. Reads what the inbox has read already. */
export const HomeWork = () => {
  const first = useRead(readRound, { groups: false });
  const other = first.data?.sides.find((s) => s !== first.data?.side);
  const second = useRead(readRound, { groups: false, ...(other ? { side: other } : {}) }, { enabled: other !== undefined });
  const told = [first.data, ...(other ? [second.data] : [])].flatMap((d) => (d && d.totals.total > 0 ? [d] : []));
  return (
    <>
      {told.map((d) => (
        <Sentence key={d.side} of={d} many={told.length > 1} />
      ))}
    </>
  );
};

const Sentence = ({ of, many }: { of: Output<typeof readRound>; many: boolean }) => {
  const t = useT();
  const { lang } = useLang();
  const { total, verified, left, due, notReached, overdue } = of.totals;
  const unit = t('段', '');
  const fig = (n: number, state?: string): ReactNode => (
    <Fig
      v={number(n)}
      to={`/verification?side=${of.side}&month=${of.month}${state ? `&state=${state}` : ''}`}
      {...(unit ? { u: unit } : {})}
    />
  );
  const open = due + notReached;
  const month = Number(of.month.slice(5));
  const whose = many ? t(`${roundSideTexts[of.side].zh}，`, `${roundSideTexts[of.side].en}: `) : '';
  if (lang === 'zh')
    return (
      <p>
        {whose}
        {month} 月要核在岗 {fig(total)}，已核实在岗 {fig(verified, 'verified')}，已核实离岗 {fig(left, 'left')}
        {open > 0 && <>，待核 {fig(due, 'due')}</>}
        {notReached > 0 && <>，没联系上 {fig(notReached, 'notReached')}</>}
        {overdue > 0 && <>，到期未核 {fig(overdue, 'overdue')}</>}。
      </p>
    );
  return (
    <p>
      {whose}
      {fig(total)} spells to verify this month: {fig(verified, 'verified')} verified in post, {fig(left, 'left')} left
      {open > 0 && <>, {fig(due, 'due')} still due</>}
      {notReached > 0 && <>, {fig(notReached, 'notReached')} not reached</>}
      {overdue > 0 && <>, {fig(overdue, 'overdue')} overdue</>}.
    </p>
  );
};
