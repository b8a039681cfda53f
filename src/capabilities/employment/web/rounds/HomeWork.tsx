import { Fragment, type ReactNode } from 'react';
import type { Output } from '#platform/contract.ts';
import { Fig } from '#platform/web/kit.tsx';
import { number, useLang, useT } from '#platform/web/lang.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { readRound, roundSideTexts } from '../../contractRounds.ts';

/** How far this month's verification is, in one sentence; its numbers open their people. Reads what the inbox has read already. */
export const HomeWork = () => {
  const first = useRead(readRound, { groups: false });
  const other = first.data?.sides.find((s) => s !== first.data?.side);
  const second = useRead(readRound, { groups: false, ...(other ? { side: other } : {}) }, { enabled: other !== undefined });
  const told = [first.data, ...(other ? [second.data] : [])].flatMap((d) => (d && d.totals.total > 0 ? [d] : []));
  if (told.length > 1) return <Both of={told} />;
  return told[0] ? <Sentence of={told[0]} /> : null;
};

type Round = Output<typeof readRound>;
const useFigure = () => {
  const t = useT();
  const unit = t('段', '');
  return (of: Round, n: number, state?: string): ReactNode => (
    <Fig
      v={number(n)}
      to={`/verification?side=${of.side}&month=${of.month}${state ? `&state=${state}` : ''}`}
      {...(unit ? { u: unit } : {})}
    />
  );
};

/** Both sides of an office in one sentence: what there is to verify, and what is still open of it. */
const Both = ({ of }: { of: readonly Round[] }) => {
  const t = useT();
  const { lang } = useLang();
  const fig = useFigure();
  const month = Number(of[0]!.month.slice(5));
  const parts = of.map((d, i) => {
    const { total, due, overdue, notReached } = d.totals;
    const side = t(roundSideTexts[d.side]);
    return (
      <Fragment key={d.side}>
        {i > 0 && t('；', '; ')}
        {lang === 'zh' ? side : side.toLowerCase()} {fig(d, total)}
        {due > 0 && (lang === 'zh' ? <>，待核 {fig(d, due, 'due')}</> : <>, {fig(d, due, 'due')} still due</>)}
        {notReached > 0 &&
          (lang === 'zh' ? <>，没联系上 {fig(d, notReached, 'notReached')}</> : <>, {fig(d, notReached, 'notReached')} not reached</>)}
        {overdue > 0 && (lang === 'zh' ? <>，到期未核 {fig(d, overdue, 'overdue')}</> : <>, {fig(d, overdue, 'overdue')} overdue</>)}
      </Fragment>
    );
  });
  return lang === 'zh' ? (
    <p>
      {month} 月要核在岗：{parts}。
    </p>
  ) : (
    <p>To verify this month: {parts}.</p>
  );
};

const Sentence = ({ of }: { of: Round }) => {
  const { lang } = useLang();
  const fig = useFigure();
  const { total, verified, left, due, notReached, overdue } = of.totals;
  const month = Number(of.month.slice(5));
  if (lang === 'zh')
    return (
      <p>
        {month} 月要核在岗 {fig(of, total)}，已核实在岗 {fig(of, verified, 'verified')}，已核实离岗 {fig(of, left, 'left')}
        {due > 0 && <>，待核 {fig(of, due, 'due')}</>}
        {notReached > 0 && <>，没联系上 {fig(of, notReached, 'notReached')}</>}
        {overdue > 0 && <>，到期未核 {fig(of, overdue, 'overdue')}</>}。
      </p>
    );
  return (
    <p>
      {fig(of, total)} spells to verify this month: {fig(of, verified, 'verified')} verified in post, {fig(of, left, 'left')} left
      {due > 0 && <>, {fig(of, due, 'due')} still due</>}
      {notReached > 0 && <>, {fig(of, notReached, 'notReached')} not reached</>}
      {overdue > 0 && <>, {fig(of, overdue, 'overdue')} overdue</>}.
    </p>
  );
};
