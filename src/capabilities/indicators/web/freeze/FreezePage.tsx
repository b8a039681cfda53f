import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Confirm } from '#platform/web/confirm.tsx';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { type FreezeOut, listFreezes, listMonths, proposeFreeze } from '../../contractFreeze.ts';
import { FreezeMark, MonthMark, type Pair } from './words.tsx';
import './freeze.css';

/** 封账: which month of each pair is open, frozen, reported. */
export const FreezePage = () => {
  const t = useT();
  const [url, setUrl] = useUrlState('origin');
  const months = useRead(listMonths, {});
  const freezes = useRead(listFreezes, {});
  const pairs = months.data?.pairs ?? [];
  // one's own pair first
  const pair = pairs.find((p) => p.origin === url.origin) ?? pairs.find((p) => p.mayPropose) ?? pairs[0];
  return (
    <Screen
      title={t('封账', 'Frozen months')}
      sub={t(
        '一个月的指标由两边各一个账号批准后封存、签名，以后的更正不改变它；差了谁、为什么，看差异说明。',
        'The figures of a month are sealed and signed once an account of each side has approved them. Later corrections change nothing of it; the difference note says whom they concern and why.',
      )}
      busy={months.isPending || freezes.isPending}
      problem={months.error ?? freezes.error}
      onRetry={() => void Promise.all([months.refetch(), freezes.refetch()])}
    >
      {pair && (
        <>
          <Segmented
            aria-label={t('哪一对省份', 'Which pair of provinces')}
            value={pair.origin}
            options={pairs.map((p) => ({ value: p.origin, label: t(`${p.originName.zh}－广东`, `${p.originName.en} – Guangdong`) }))}
            onChange={(origin) => setUrl({ origin: String(origin) })}
          />
          <Months pair={pair} freezes={freezes.data?.items ?? []} />
        </>
      )}
    </Screen>
  );
};

type Month = Pair['months'][number];
const Months = ({ pair, freezes }: { pair: Pair; freezes: readonly FreezeOut[] }) => {
  const t = useT();
  const go = useNavigate();
  const [asked, setAsked] = useState<string | null>(null);
  const deed = useDeed(proposeFreeze, { stales: ['indicators.list'] });
  const own = freezes.filter((f) => f.origin === pair.origin);
  const refused = own.filter((f) => f.state === 'refused');
  const of = (m: Month) => own.find((f) => f.id === m.freezeId);
  const name = t(pair.originName);
  const waiting = own.find((f) => f.state === 'computing' || f.state === 'proposed' || f.state === 'approved');
  const columns: Column<Month>[] = [
    {
      key: 'month',
      title: t('月份', 'Month'),
      cell: (m) => (m.freezeId ? <Link to={`/figures/freeze/${m.freezeId}`}>{m.month}</Link> : <span className="num">{m.month}</span>),
    },
    { key: 'state', title: t('状态', 'State'), main: true, cell: (m) => <MonthMark state={m.state} /> },
    {
      key: 'frozen',
      title: t('封账时间', 'Frozen'),
      cell: (m) => <span className="num">{of(m)?.frozen ? instant(of(m)!.frozen!) : '—'}</span>,
    },
    { key: 'reported', title: t('上报给', 'Reported to'), cell: (m) => of(m)?.reported?.to ?? '—' },
    {
      key: 'deed',
      title: t('可办', 'To do'),
      main: true,
      cell: (m) =>
        m.state === 'open' && pair.mayPropose && !waiting ? (
          <Button size="small" onClick={() => setAsked(m.month)} aria-label={t(`提出封账 ${m.month}`, `Propose to freeze ${m.month}`)}>
            {t('提出封账', 'Propose')}
          </Button>
        ) : m.freezeId && of(m)?.state === 'frozen' ? (
          <Link to={`/figures/freeze/${m.freezeId}/difference`} aria-label={t(`${m.month} 差异说明`, `Difference note of ${m.month}`)}>
            {t('差异说明', 'Differences')}
          </Link>
        ) : (
          '—'
        ),
    },
  ];
  const close = () => {
    deed.forget();
    setAsked(null);
  };
  return (
    <>
      {waiting && (
        <p className="fz-waiting">
          <Link to={`/figures/freeze/${waiting.id}`}>{waiting.month}</Link> <FreezeMark state={waiting.state} />{' '}
          <span className="note">{t('办完这个月才能提出下一个', 'The next one can be proposed when this one is settled')}</span>
        </p>
      )}
      <DataTable
        label={t(`${name}各月`, `Months of ${name}`)}
        columns={columns}
        rows={pair.months}
        rowKey={(m) => m.month}
        rowName={(m) => m.month}
      />
      {refused.length > 0 && (
        <>
          <Sec t={t('退回过的', 'Refused')} />
          <ul className="fz-refused">
            {refused.map((f) => (
              <li key={f.id}>
                <Link to={`/figures/freeze/${f.id}`}>{f.month}</Link>{' '}
                <span className="note num">
                  {instant(f.refused!.at)} {f.refused!.by ?? t('系统', 'the system')}
                </span>
                <div>{f.refused!.reason}</div>
              </li>
            ))}
          </ul>
        </>
      )}
      <Confirm
        open={asked !== null}
        held={deed.asking}
        title={t(`提出封账：${name} ${asked ?? ''}`, `Propose to freeze ${asked ?? ''} of ${name}`)}
        action={t(`统计 ${asked ?? ''}，请两边批准`, `Count ${asked ?? ''} and ask both sides`)}
        busy={deed.busy}
        problem={deed.problem}
        onCancel={close}
        onAct={() => {
          if (asked)
            void deed.act({ month: asked, origin: pair.origin as '520000000000' }).then((made) => {
              if (made) go(`/figures/freeze/${made.id}`);
            });
        }}
      >
        <p>
          {t(
            '系统按现在所知把这个月的指标算一遍并记下成员，核对各项之和；有对不上的就停下，说出是谁。算好后通知两边，两边都批准才封账。',
            'The figures of the month are counted as known now, the members are stored and the sums checked; where something does not add up it stops and says who. Both sides are told, and it is frozen when both approve.',
          )}
        </p>
      </Confirm>
    </>
  );
};
